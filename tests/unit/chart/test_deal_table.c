/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "deal_table.h"
#include "deal_words.h"
#include "scene.h"
#include "str.h"

#include <string.h>

static const int numbers[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
    23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48,
    49, 50, 51, 52, 53, 54, 55, 56, 57};

static const struct selection *where(struct fixture *fixture, const struct facts *facts, const char *text)
{
    size_t offset;
    const char *sentence, *hint;
    const struct selection *selection =
        selection_parse(fixture->arena, text, facts->dataset, &offset, &sentence, &hint);
    assert_non_null(selection);
    return selection;
}

static const char *text_of(
    struct fixture *fixture, const struct facts *facts, struct deal_table_options options)
{
    return fixture_table_text(fixture->arena, deal_table_make(fixture->arena, facts, &options));
}

static const char *const all_columns[] = {
    "from", "to", "what", "type", "amount", "per-year", "status", "terms", "term", "sources", "date"};

static void test_samples(void **state)
{
    (void)state;
    static const char *const names[] = {"openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025"};
    struct fixture fixture = fixture_init();
    for (size_t i = 0; i < 3; i++) {
        const struct facts *facts = fixture_sample(&fixture, names[i]);
        struct deal_table_options options = {.group = GROUP_CLASS, .source_numbers = numbers};
        assert_golden(arena_printf(fixture.arena, "tests/golden/chart/%s-deals.txt", names[i]),
            text_of(&fixture, facts, options));
        options.columns = all_columns;
        options.column_count = 11;
        assert_golden(arena_printf(fixture.arena, "tests/golden/chart/%s-deals-all.txt", names[i]),
            text_of(&fixture, facts, options));
    }
    fixture_finish(&fixture);
}

static void test_scene(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "openai-amazon-2025-12");
    struct deal_table_options options = {.group = GROUP_CLASS, .source_numbers = numbers};
    const struct table *table = deal_table_make(fixture.arena, facts, &options);
    struct table_plan *plan = table_plan_make(fixture.arena, fixture.text, table, 499);
    struct scene *scene = scene_create(fixture.arena, 499, 300);
    table_draw(plan, scene, 0, table->row_count, false, true);
    struct str out = str_init(fixture.arena);
    scene_dump(scene, &out);
    assert_golden("tests/golden/chart/openai-amazon-2025-12-deals.scene", str_text(&out));
    assert_within(scene, 499);
    fixture_finish(&fixture);
}

/* Every group's sum is what the facts say of its class, and never more than one class. */
static void test_sums_are_the_facts(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    for (int group = GROUP_CLASS; group <= GROUP_PARTY; group++) {
        struct deal_rows rows = deal_rows_select(fixture.arena, facts, NULL, (enum deal_table_group)group);
        for (size_t i = 0; i < rows.group_count && group == GROUP_CLASS; i++) {
            const struct deal_group *sums = &rows.groups[i];
            const struct selection *class_only = where(&fixture, facts,
                arena_printf(
                    fixture.arena, "class=%s, bucket in (firm planned talk)", class_name(sums->deal_class)));
            struct total total = facts_total(facts, class_only);
            assert_int_equal(sums->live.low, total.low);
            assert_int_equal(sums->live.high, total.high);
            assert_int_equal(sums->live.undisclosed, total.undisclosed);
            struct total firm = facts->totals[sums->deal_class][BUCKET_FIRM];
            assert_int_equal(sums->firm.low, firm.low);
            assert_int_equal(sums->firm.high, firm.high);
        }
        for (size_t i = 0; i < rows.group_count && group == GROUP_BUCKET; i++)
            assert_int_equal(rows.groups[i].one_class, rows.groups[i].count == 1);
    }
    fixture_finish(&fixture);
}

static void test_where_and_groups(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "openai-amazon-2025-12");
    static const char *const columns[] = {"from", "amount", "status"};
    struct deal_table_options options = {.columns = columns, .column_count = 3, .group = GROUP_NONE};
    options.where = where(&fixture, facts, "class=relation");
    assert_string_equal(text_of(&fixture, facts, options), "From | Amount, $B | Status\n"
                                                           "OpenAI | no money | [firm] Active^†\n"
                                                           "OpenAI | no money | [firm] Active^†\n"
                                                           "OpenAI | no money | [firm] Active^†\n"
                                                           "OpenAI | no money | [talk] In talks\n"
                                                           "-- † Not stated by any source: assumed.\n");
    options.where = where(&fixture, facts, "amount>=13B");
    options.group = GROUP_BUCKET;
    assert_string_equal(text_of(&fixture, facts, options),
        "From | Amount, $B | Status\n"
        "# Signed or paid\n"
        "OpenAI | 38# | [firm] Signed\n"
        "Microsoft | 13# | [firm] Closed^†\n"
        "# Announced or agreed, binding not stated\n"
        "SoftBank and Oracle^‡ | 400# | [planned] Announced^†\n"
        "-- † Not stated by any source: assumed. ‡ The share of each is not stated.\n");
    options.where = where(&fixture, facts, "class=capital");
    options.group = GROUP_PARTY;
    assert_string_equal(text_of(&fixture, facts, options), "From | Amount, $B | Status\n"
                                                           "# Amazon\n"
                                                           "Amazon | 10# | [talk] In talks\n"
                                                           "# Microsoft\n"
                                                           "Microsoft | 13# | [firm] Closed^†\n"
                                                           "-- † Not stated by any source: assumed.\n");
    /* without the column of amounts the sum stands in words */
    options.group = GROUP_CLASS;
    static const char *const no_amount[] = {"from", "status", "nonsense", "from"};
    options.columns = no_amount;
    options.column_count = 4;
    assert_string_equal(text_of(&fixture, facts, options),
        "From | Status\n"
        "# Capital\n"
        "Microsoft | [firm] Closed^†\n"
        "Amazon | [talk] In talks\n"
        "= Capital in total: $23B, $13B of it signed or paid | \n"
        "-- † Not stated by any source: assumed.\n");
    fixture_finish(&fixture);
}

#define HEAD                                                                                                 \
    "{\"dealbrief\": \"1\", \"as_of\": \"2025-12-31\", \"sources\": [{\"id\": \"s\", \"publisher\": "        \
    "\"S\"}],"                                                                                               \
    "\"parties\": [{\"id\": \"a\", \"name\": \"A\"}, {\"id\": \"b\", \"name\": \"B\"}, {\"id\": \"c\", "     \
    "\"name\": \"C\"}],"                                                                                     \
    "\"deals\": ["
#define DEAL(id, more)                                                                                       \
    "{\"id\": \"" id                                                                                         \
    "\", \"type\": \"purchase\", \"from\": \"a\", \"to\": \"b\", \"date\": \"2025-01-01\", "                 \
    "\"sources\": [\"s\"], " more "}"

/* Every kind of amount says what it knows and no more. */
static void test_amount_kinds(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_json(&fixture,
        HEAD DEAL("exact", "\"amount\": \"$38B\", \"term\": {\"years\": 7}, "
                           "\"status\": \"signed\"") "," DEAL("about",
            "\"amount\": \"about $30B\", \"term\": {\"years\": 7}, "
            "\"status\": \"signed\"") "," DEAL("nearly",
            "\"amount\": \"nearly $29B\", \"status\": \"signed\"") "," DEAL("most",
            "\"amount\": \"up to $28B\", \"term\": {\"years\": 10}, \"status\": "
            "\"signed\"") "," DEAL("least",
            "\"amount\": \"$22.5B+\", \"term\": {\"years\": 3}, \"status\": "
            "\"signed\"") "," DEAL("range", "\"amount\": \"$10-20B\", \"term\": {\"years\": 2}, \"status\": "
                                            "\"signed\"") "," DEAL("span",
            "\"amount\": \"$14B\", \"term\": {\"years\": \"5-7\"}, \"status\": "
            "\"signed\"") "," DEAL("vague", "\"amount\": \"tens of billions\", "
                                            "\"status\": \"signed\"") "," DEAL("small",
            "\"amount\": \"$5,000\", \"status\": \"signed\"") "," DEAL("million",
            "\"amount\": \"$185M\", \"status\": \"signed\"") "," DEAL("partly",
            "\"amount\": \"$50B\", \"tranches\": [{\"kind\": \"now\", \"amount\": "
            "\"$15B\"}, {\"kind\": \"later\", \"amount\": \"$35B\", \"condition\": "
            "\"milestones\"}], \"status\": \"signed\"") "," DEAL("hidden",
            "\"amount\": \"undisclosed\", \"status\": \"signed\"") "," DEAL("none",
            "\"amount\": \"none\", \"status\": \"signed\"") "," DEAL("absent",
            "\"status\": \"signed\"") "," DEAL("dead",
            "\"amount\": \"$9B\", \"status\": \"cancelled\"") "," DEAL("unbound",
            "\"amount\": \"$2B\", \"binding\": false, \"status\": \"signed\"") "," DEAL("bound",
            "\"amount\": \"$1B\", \"binding\": true, \"status\": \"announced\"") "]}");
    static const char *const columns[] = {"what", "amount", "per-year", "status"};
    struct deal_table_options options = {.columns = columns, .column_count = 4, .group = GROUP_CLASS};
    assert_golden("tests/golden/chart/amount-kinds.txt", text_of(&fixture, facts, options));
    fixture_finish(&fixture);
}

/* Nothing of a deal that may not come is certain; that a part hangs on no further condition is. */
static void test_certain_is_firm(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const columns[] = {"what", "amount"};
    struct deal_table_options options = {.columns = columns, .column_count = 2, .group = GROUP_NONE};
#define PARTLY(id, status, amounts)                                                                          \
    DEAL(id, "\"for\": \"" id "\", \"amount\": \"up to $5B\", \"status\": \"" status "\", " amounts)
#define TRANCHES                                                                                             \
    "\"tranches\": [{\"kind\": \"first\", \"amount\": \"$1B\"}, {\"kind\": \"second\", \"amount\": "         \
    "\"up to $4B\", \"condition\": \"c\"}]"
    const struct facts *facts = fixture_json(&fixture,
        HEAD PARTLY("alpha", "signed", TRANCHES) "," PARTLY("beta", "announced", TRANCHES) "," PARTLY(
            "gamma", "in_talks", TRANCHES) "," PARTLY("delta", "announced", "\"funded\": \"$2B\"") "]}");
    assert_string_equal(text_of(&fixture, facts, options),
        "What | Amount, $B\n"
        "Alpha; $1B of it certain | up to 5#\n"
        "Beta; at least $1B of it unconditional | up to 5#\n"
        "Delta; $2B of it paid | up to 5#\n"
        "Gamma; at least $1B of it unconditional | up to 5#\n");
    /* there is no sum that could hold what is not listed */
    options.most = 3;
    assert_null(strstr(text_of(&fixture, facts, options), "The sums include"));
    assert_non_null(strstr(text_of(&fixture, facts, options), "-- Not listed: "));
    options.group = GROUP_CLASS;
    assert_non_null(strstr(text_of(&fixture, facts, options), "The sums include what is not listed."));
    fixture_finish(&fixture);
}

/* A year and its term give the whole again: 4.2 in four years is not 1. */
static void test_year_is_the_whole(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const columns[] = {"what", "amount", "per-year"};
    struct deal_table_options options = {.columns = columns, .column_count = 3, .group = GROUP_NONE};
#define YEARS(id, amount, years)                                                                             \
    DEAL(id, "\"for\": \"" id "\", \"amount\": \"" amount "\", \"status\": \"signed\", "                     \
             "\"term\": {\"years\": " years "}")
    const struct facts *facts = fixture_json(
        &fixture, HEAD YEARS("exact", "$4.2B", "4") "," YEARS("off", "$4.1B", "4") "," YEARS("near", "$4B",
                      "7") "," YEARS("most", "up to $500M", "4") "," YEARS("soft", "about $1.7B", "3") "]}");
    assert_string_equal(text_of(&fixture, facts, options),
        "What | Amount, $B | A year, $B\n"
        "Exact | 4.2# | 1.05#\n"
        "Off | 4.1# | 1.02#\n"
        "Near | 4# | 0.57#\n"
        "Soft | about 1.7# | about 0.57#\n"
        "Most | up to 0.5# | up to 0.125#\n"
        "-- A year: the amount spread evenly over its term, not a payment plan.\n");
    fixture_finish(&fixture);
}

static void test_sides_and_parts(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts =
        fixture_json(&fixture, HEAD DEAL("whole", "\"amount\": \"up to $22.4B\", \"status\": "
                                                  "\"signed\"") "," DEAL("part-1",
                                   "\"amount\": \"up to $11.9B\", \"part_of\": \"whole\", "
                                   "\"status\": \"signed\"") "," DEAL("part-2",
                                   "\"amount\": \"$4B\", \"part_of\": \"whole\", \"status\": "
                                   "\"signed\"") ","
                                                 "{\"id\": \"equal\", \"type\": \"purchase\", "
                                                 "\"from\": [\"a\", \"c\"], \"to\": \"b\", "
                                                 "\"split\": \"equal\", \"amount\": \"$5B\", "
                                                 "\"status\": \"announced\", \"sources\": [\"s\"]},"
                                                 "{\"id\": \"shares\", \"type\": \"purchase\", "
                                                 "\"from\": [\"a\", \"c\"], \"to\": \"b\", "
                                                 "\"split\": {\"a\": 0.6, \"c\": 0.4}, \"amount\": "
                                                 "\"$1B\", \"status\": \"announced\", \"sources\": "
                                                 "[\"s\"]},"
                                                 "{\"id\": \"legs\", \"type\": \"license\", "
                                                 "\"status\": \"signed\", \"date\": \"2025\", "
                                                 "\"from\": \"a\", \"to\": \"c\", \"sources\": "
                                                 "[\"s\"], \"assumed\": [\"flows.up.amount\", "
                                                 "\"flows.1.for\"],"
                                                 "\"flows\": [{\"id\": \"up\", \"amount\": "
                                                 "\"$1.25B\", \"for\": \"upfront\"}, {\"amount\": "
                                                 "\"up to $4.8B\", \"for\": \"milestones\"}]}"
                                                 "]}");
    static const char *const columns[] = {"from", "to", "what", "amount", "status", "sources"};
    struct deal_table_options options = {.columns = columns, .column_count = 6, .group = GROUP_CLASS};
    assert_string_equal(text_of(&fixture, facts, options),
        "From | To | What | Amount, $B | Status | Sources\n"
        "# Commerce\n"
        "A | B | Purchase | up to 22.4# | [firm] Signed | S\n"
        "> A | B | Of which: purchase | up to 11.9# | [firm] Signed | S\n"
        "> A | B | Of which: purchase | 4# | [firm] Signed | S\n"
        "A | C | Milestones^† | up to 4.8# | [firm] Signed | S\n"
        "A | C | Upfront | 1.25#^† | [firm] Signed | S\n"
        "A and C (equal shares) | B | Purchase | 5# | [planned] Announced | S\n"
        "A 60\xC2\xA0% and C 40\xC2\xA0% | B | Purchase | 1# | [planned] Announced | S\n"
        "= Commerce in total, $5.25B–$28.5B of it signed or paid |  |  | 11.2–34.5# |  | \n"
        "-- † Not stated by any source: assumed. Of which: part of the deal above, counted once.\n");
    /* one member alone: its own share */
    options.where = where(&fixture, facts, "from=c");
    options.group = GROUP_NONE;
    assert_string_equal(text_of(&fixture, facts, options),
        "From | To | What | Amount, $B | Status | Sources\n"
        "A and C (equal shares); in part | B | Purchase | 2.5# | [planned] Announced | S\n"
        "A 60\xC2\xA0% and C 40\xC2\xA0%; in part | B | Purchase | 0.4# | [planned] Announced | S\n");
    fixture_finish(&fixture);
}

static void test_numbers(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const money billion = INT64_C(100000000000), million = INT64_C(100000000);
    const money mixed[] = {185 * million, 4 * billion, 12 * billion, MONEY_OPEN, 0},
                small[] = {300 * million, 588 * million};
    struct money_unit unit = money_unit_choose(arena, mixed, 5, "USD");
    assert_string_equal(unit.label, "$B");
    assert_string_equal(money_unit_choose(arena, small, 2, "EUR").label, "€M");
    assert_string_equal(money_unit_choose(arena, small, 2, "CHF").label, "CHF\xC2\xA0M");
    assert_string_equal(money_unit_choose(arena, NULL, 0, "USD").label, "$B");
    static const struct {
        money value;
        int digits;
        const char *words;
    } cases[] = {{INT64_C(3800000000000), 2, "38"}, {INT64_C(542857142857), 2, "5.4"},
        {INT64_C(542857142857), 0, "5.43"}, {INT64_C(545000000000), 2, "5.4"},
        {INT64_C(18500000000), 3, "0.185"}, {INT64_C(1455000000000), 4, "14.6"},
        {INT64_C(1445000000000), 4, "14.4"}, {INT64_C(120000000000000), 2, "1,200"}, {0, 0, "0"},
        {INT64_C(500000), 1, NULL}, {INT64_C(3500000000), 2, "0.035"}, {INT64_C(200000000), 1, NULL},
        {INT64_C(450000000), 2, NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = str_init(arena);
        bool fits = word_interval_in(&out, cases[i].value, cases[i].value, unit, cases[i].digits);
        assert_int_equal(fits, cases[i].words != NULL);
        if (fits)
            assert_string_equal(str_text(&out), cases[i].words);
    }
    arena_destroy(arena);
}

/* A whole stands with its own amount, and so with that amount's average, whatever its parts itemise. */
static void test_year_of_a_whole(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_json(&fixture,
        HEAD DEAL("whole", "\"amount\": \"$240M\", \"term\": {\"years\": 3}, \"status\": "
                           "\"signed\"") "," DEAL("part", "\"amount\": \"$80M\", \"part_of\": \"whole\", "
                                                          "\"status\": \"signed\"") "]}");
    static const char *const columns[] = {"amount", "per-year"};
    struct deal_table_options options = {.columns = columns, .column_count = 2};
    const char *text = text_of(&fixture, facts, options);
    assert_non_null(strstr(text, "\n240# | 80#"));
    options.where = where(&fixture, facts, "id=part");
    assert_null(strstr(text_of(&fixture, facts, options), "A year")); /* nothing would stand in it */
    fixture_finish(&fixture);
}

static void test_columns(void **state)
{
    (void)state;
    size_t count;
    const char *const *names = deal_table_columns(&count);
    assert_int_equal(count, 11);
    assert_string_equal(names[0], "from");
    assert_string_equal(names[10], "date");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_samples), cmocka_unit_test(test_scene),
        cmocka_unit_test(test_sums_are_the_facts), cmocka_unit_test(test_where_and_groups),
        cmocka_unit_test(test_amount_kinds), cmocka_unit_test(test_year_is_the_whole),
        cmocka_unit_test(test_certain_is_firm), cmocka_unit_test(test_sides_and_parts),
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_year_of_a_whole),
        cmocka_unit_test(test_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
