/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "mirror.h"
#include "str.h"

#include <stdlib.h>
#include <string.h>

static const double widths[] = {246, 336, 426, 499, 876};
enum { WIDTHS = sizeof widths / sizeof *widths };

static struct chart *twoway(struct fixture *fixture, const struct facts *facts, double width)
{
    return fixture_chart(fixture, facts, NULL, twoway_chart_make, fixture_request(width));
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

static bool said(struct fixture *fixture, const char *part)
{
    size_t count;
    const struct diag *diags = diags_sorted(fixture->diags, &count);
    for (size_t i = 0; i < count; i++)
        if (has(diags[i].sentence, part))
            return true;
    return false;
}

/* All that must hold at every width; returns the words of the widest */
static const char *drawn(struct fixture *fixture, const struct facts *facts)
{
    const char *words = NULL;
    for (size_t i = 0; i < WIDTHS; i++) {
        struct chart *chart = twoway(fixture, facts, widths[i]);
        assert_non_null(chart);
        words = fixture_words(fixture->arena, fixture_chart_scene(fixture, chart, widths[i]));
        const struct mirror *mirror = chart->plan;
        for (size_t row = 0; row < mirror->count; row++)
            for (int way = 0; way < MIRROR_WAYS; way++) {
                const struct mirror_place *place = &mirror->lines[row].places[way];
                assert_true(
                    place->end >= mirror->plot_left - 0.01 && place->end <= mirror->plot_right + 0.01);
            }
    }
    return words;
}

/* A dataset of one investor "i" and one buyer "b"; deals: JSON objects without parties' fields left out */
static const struct facts *facts_with(struct fixture *fixture, const char *parties, const char *deals)
{
    return fixture_json(fixture,
        arena_printf(fixture->arena,
            "{\"dealbrief\": \"1\", \"as_of\": \"2025-12-17\", \"sources\": [{\"id\": \"s\", \"publisher\": "
            "\"S\"}], "
            "\"parties\": [{\"id\": \"i\", \"name\": \"Investor\"}, {\"id\": \"b\", \"name\": \"Buyer\"}%s], "
            "\"deals\": [%s]}",
            parties, deals));
}

static const char *deal(struct fixture *fixture, const char *id, const char *type, const char *from,
    const char *to, const char *amount, const char *status)
{
    return arena_printf(fixture->arena,
        "{\"id\": \"%s\", \"type\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"amount\": \"%s\", "
        "\"status\": "
        "\"%s\", \"sources\": [\"s\"]}",
        id, type, from, to, amount, status);
}

/* Capital and orders of one pair */
static const struct facts *pair_of(
    struct fixture *fixture, const char *capital, const char *orders, const char *status)
{
    return facts_with(fixture, "",
        arena_printf(fixture->arena, "%s, %s", deal(fixture, "c", "equity", "i", "b", capital, status),
            deal(fixture, "o", "purchase", "b", "i", orders, status)));
}

/* Amazon's $10B are in talks; OpenAI's orders are $38B and two amounts that nobody stated: at least 38 / 10.
 */
static void test_article(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "openai-amazon-2025-12");
    struct chart *chart = twoway(&fixture, facts, 499);
    assert_string_equal(
        chart->title, "OpenAI would pay Amazon at least 3.8× the capital that Amazon would put in");
    const struct mirror *mirror = chart->plan;
    const struct mirror_line *line = &mirror->lines[0];
    assert_int_equal(mirror->count, 1);
    const struct bar *capital = &line->places[MIRROR_LEFT].bars[0],
                     *orders = &line->places[MIRROR_RIGHT].bars[0];
    double unit = mirror->unit * 1e9;
    assert_near(mirror->zero - capital->high, 10 * unit, 0.001); /* one scale to both sides */
    assert_near(orders->high - mirror->zero, 38 * unit, 0.001);
    assert_int_equal(capital->bucket, BUCKET_TALK);
    assert_int_equal(orders->bucket, BUCKET_FIRM);
    assert_false(line->places[MIRROR_LEFT].has_stub);
    assert_true(line->places[MIRROR_RIGHT].has_stub);
    assert_int_equal(line->notch_count, 3); /* 10, 20, 30 of 38 */
    assert_near(line->notches[2].x - mirror->zero, 30 * unit, 0.001);
    assert_string_equal(line->qualifier->string, "at least");
    assert_string_equal(line->result->string, "3.8×");
    assert_string_equal(line->remark->string, "in talks");
    assert_true(
        has(chart->alt, "Amazon in OpenAI: capital $10B, orders back $38B and two more undisclosed; orders "
                        "over capital at least 3.8×; weaker status: in talks"));
    assert_int_equal(chart->deals.count, 4);
    drawn(&fixture, facts);
    fixture_finish(&fixture);
}

/* Worked out by hand from the sample's deals */
static void test_sample(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = twoway(&fixture, facts, 499);
    struct str csv = str_init(fixture.arena);
    assert_string_equal(
        chart->title, "In at least three of nine pairs, more would come back in orders than is put in");
    data_table_write_csv(chart->data, &csv);
    const char *table = str_text(&csv);
    /* 250 / 14 = 17.86, and one more order of unknown size; rounded down */
    assert_true(has(table,
        "Microsoft,OpenAI,13900000000,14000000000,14000000000,0,nearly $14B,250000000000,"
        "250000000000,250000000000,1,$250B and one more undisclosed,17.857143,,at least 17×,signed"));
    /* 38 / 11 = 3.4545: "about $10B" is 9 to 11 */
    assert_true(has(table, ",3.454545,,at least 3.4×,in talks"));
    /* [10, 100] / [3, open] = at most 33.3, rounded up */
    assert_true(
        has(table, "Alphabet,Anthropic,3000000000,,3000000000,0,at least $3B,10000000000,100000000000,,0,"
                   "$10B–$100B,0,33.333333,at most 34×,signed"));
    assert_true(has(table, "10× if both come in full,reported"));
    assert_true(has(table, "undisclosed,0,,not known,active"));
    drawn(&fixture, facts);
    drawn(&fixture, fixture_sample(&fixture, "flow-22-deals"));
    fixture_finish(&fixture);
}

static void assert_multiple(
    struct fixture *fixture, const char *capital, const char *orders, const char *words)
{
    struct chart *chart = twoway(fixture, pair_of(fixture, capital, orders, "signed"), 499);
    struct str json = str_init(fixture->arena);
    data_table_write_json(chart->data, &json);
    if (!has(str_text(&json), arena_printf(fixture->arena, "\"multiple\": \"%s\"", words)))
        fail_msg("%s against %s: %s", orders, capital, str_text(&json));
}

static void test_multiples(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_multiple(&fixture, "$10B", "$38B", "3.8×");
    assert_multiple(&fixture, "up to $10B", "$38B", "at least 3.8×");
    assert_multiple(&fixture, "$10B", "up to $38B", "at most 3.8×");
    assert_multiple(&fixture, "at least $10B", "$38B", "at most 3.8×");
    assert_multiple(&fixture, "$10B", "at least $38B", "at least 3.8×");
    assert_multiple(&fixture, "about $10B", "$38B", "about 3.8×");
    assert_multiple(&fixture, "$10B–$20B", "$40B", "2–4×");
    assert_multiple(&fixture, "up to $10B", "up to $38B", "3.8× if both come in full");
    assert_multiple(&fixture, "at least $10B", "at least $38B", "not known");
    assert_multiple(&fixture, "undisclosed", "$38B", "not known");
    assert_multiple(&fixture, "$10B", "undisclosed", "not known");
    assert_multiple(&fixture, "undisclosed", "undisclosed", "not known");
    fixture_finish(&fixture);
}

static void test_titles(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart *firm = twoway(&fixture, pair_of(&fixture, "$10B", "$38B", "signed"), 499);
    assert_string_equal(firm->title, "Buyer pays Investor 3.8× the capital that Investor puts in");
    struct chart *talk = twoway(&fixture, pair_of(&fixture, "up to $10B", "$38B", "in_talks"), 499);
    assert_string_equal(
        talk->title, "Buyer would pay Investor at least 3.8× the capital that Investor would put in");
    struct chart *unknown = twoway(&fixture, pair_of(&fixture, "undisclosed", "$38B", "signed"), 499);
    assert_string_equal(
        unknown->title, "Capital from Investor to Buyer, and orders back: undisclosed against $38B");
    fixture_finish(&fixture);
}

/* Each has its picture: all undisclosed, an open bound, a spread of 10⁴, equal ones */
static void test_bad_cases(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart *chart = twoway(&fixture, pair_of(&fixture, "undisclosed", "undisclosed", "signed"), 499);
    const struct mirror *mirror = chart->plan;
    assert_false(mirror->has_axis);
    assert_true(mirror->lines[0].places[MIRROR_LEFT].stub.backward);
    assert_true(mirror->lines[0].places[MIRROR_LEFT].end < mirror->zero);
    drawn(&fixture, pair_of(&fixture, "undisclosed", "undisclosed", "signed"));
    assert_string_equal(
        chart->title, "Capital from Investor to Buyer, and orders back, both of undisclosed size");
    /* notches end where certainty does: at 10 of 10 to 100 there are three lengths of 3 */
    chart = twoway(&fixture, pair_of(&fixture, "$3B", "tens of billions", "announced"), 499);
    assert_int_equal(((const struct mirror *)chart->plan)->lines[0].notch_count, 3);
    drawn(&fixture, pair_of(&fixture, "at least $3B", "at least $9B", "in_talks"));
    drawn(&fixture, pair_of(&fixture, "$1M", "$10B", "signed"));
    drawn(&fixture, pair_of(&fixture, "$10B", "$1M", "signed"));
    drawn(&fixture, pair_of(&fixture, "$7", "$7", "signed"));
    drawn(&fixture, pair_of(&fixture, "$5–$5,000,000", "$12.50", "signed"));
    /* 10,000 notches of a tenth of a point would be a grey bar */
    chart = twoway(&fixture, pair_of(&fixture, "$1M", "$10B", "signed"), 499);
    assert_int_equal(((const struct mirror *)chart->plan)->lines[0].notch_count, 0);
    fixture_finish(&fixture);
}

static void test_long_names(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *parties =
        ", {\"id\": \"x\", \"name\": \"The Very Long Winded Holding Company of the Northern Isles "
        "Inc\"}, {\"id\": \"y\", \"name\": \"Donaudampfschifffahrtsgesellschaftskapitaensmuetzen-"
        "fabrik AG\"}";
    const char *deals =
        arena_printf(fixture.arena, "%s, %s", deal(&fixture, "c", "debt", "x", "y", "$3B", "signed"),
            deal(&fixture, "o", "lease", "y", "x", "tens of billions", "announced"));
    drawn(&fixture, facts_with(&fixture, parties, deals));
    fixture_finish(&fixture);
}

static const struct facts *many(struct fixture *fixture, int count)
{
    struct str parties = str_init(fixture->arena), deals = str_init(fixture->arena);
    for (int n = 0; n < count; n++) {
        str_printf(&parties, ", {\"id\": \"p%d\", \"name\": \"Party %d\"}", n, n);
        const char *id = arena_printf(fixture->arena, "p%d", n);
        str_printf(&deals, "%s%s, %s", n ? ", " : "",
            deal(fixture, arena_printf(fixture->arena, "c%d", n), "equity", "i", id,
                arena_printf(fixture->arena, "$%dM", 100 - n), "signed"),
            deal(fixture, arena_printf(fixture->arena, "o%d", n), "purchase", id, "i", "$200M", "signed"));
    }
    return facts_with(fixture, str_text(&parties), str_text(&deals));
}

/* Twelve rows are drawn of sixty, and said to be; --max draws as many as are asked for */
static void test_sixty(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = many(&fixture, 60);
    struct chart *chart = twoway(&fixture, facts, 499);
    assert_int_equal(((const struct mirror *)chart->plan)->count, 12);
    assert_int_equal(chart->data->row_count, 12);
    assert_string_equal(chart->title, "In all 60 pairs, more comes back in orders than is put in");
    assert_true(has(drawn(&fixture, facts), "48 more pairs, with less matched, are not drawn."));
    struct chart_request request = fixture_request(499);
    request.most = 60;
    chart = fixture_chart(&fixture, facts, NULL, twoway_chart_make, request);
    assert_int_equal(((const struct mirror *)chart->plan)->count, 60);
    assert_false(has(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)), "not drawn"));
    fixture_finish(&fixture);
}

static void test_chosen(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart_request request = fixture_request(499);
    request.party = dataset_find_party(facts->dataset, "microsoft");
    struct chart *chart = fixture_chart(&fixture, facts, NULL, twoway_chart_make, request);
    assert_int_equal(((const struct mirror *)chart->plan)->count, 2);
    request.party = dataset_find_party(facts->dataset, "meta"); /* buys, and takes no capital */
    assert_null(fixture_chart(&fixture, facts, NULL, twoway_chart_make, request));
    assert_true(said(&fixture, "where Meta is one of the two"));
    size_t offset;
    const char *sentence, *hint;
    request.party = NO_INDEX;
    request.where = selection_parse(fixture.arena, "bucket=firm", facts->dataset, &offset, &sentence, &hint);
    chart = fixture_chart(&fixture, facts, NULL, twoway_chart_make, request);
    const struct mirror *mirror = chart->plan;
    for (size_t i = 0; i < mirror->count; i++)
        for (int way = 0; way < MIRROR_WAYS; way++)
            for (size_t b = 0; b < mirror->lines[i].places[way].bar_count; b++)
                assert_int_equal(mirror->lines[i].places[way].bars[b].bucket, BUCKET_FIRM);
    assert_true(has(chart->subtitle, "chosen deals only"));
    fixture_finish(&fixture);
}

static void test_none(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_null(twoway(&fixture, fixture_sample(&fixture, "pharma-licensing-2025"), 499));
    assert_true(said(&fixture, "there is no pair to draw"));
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_article), cmocka_unit_test(test_sample),
        cmocka_unit_test(test_multiples), cmocka_unit_test(test_titles), cmocka_unit_test(test_bad_cases),
        cmocka_unit_test(test_long_names), cmocka_unit_test(test_sixty), cmocka_unit_test(test_chosen),
        cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
