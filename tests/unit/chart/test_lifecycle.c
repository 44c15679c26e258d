/* SPDX-License-Identifier: MIT */
/* The lifecycle: stages somebody said a deal was at, when, and what moved between two editions. */
#include "fixture.h"

#include "lifecycle_plan.h"
#include "str.h"

#include <string.h>

static const double widths[] = {246, 336, 426, 486, 499, 876};
enum { WIDTHS = sizeof widths / sizeof *widths };

static struct chart *lifecycle(struct fixture *fixture, const struct facts *facts,
    const struct changes *changes, double width, size_t most)
{
    struct chart_request request = fixture_request(width);
    request.most = most;
    return fixture_chart(fixture, facts, changes, lifecycle_chart_make, request);
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

static const struct facts *facts_of(
    struct fixture *fixture, const char *as_of, const char *const *deals, size_t count)
{
    struct str out = str_init(fixture->arena);
    str_printf(&out,
        "{\"dealbrief\": \"1\", \"as_of\": \"%s\", \"sources\": [{\"id\": \"s\", \"publisher\": \"S\"}], "
        "\"parties\": [{\"id\": \"p\", \"name\": \"Payer\"}, {\"id\": \"q\", \"name\": \"Paid\"}], "
        "\"deals\": [",
        as_of);
    for (size_t i = 0; i < count; i++)
        str_printf(&out,
            "%s{\"id\": \"d%02zu\", \"type\": \"lease\", \"from\": \"p\", \"to\": \"q\", \"sources\": "
            "[\"s\"], %s}",
            i ? ", " : "", i, deals[i]);
    str_append(&out, "]}");
    return fixture_json(fixture, str_text(&out));
}

#define FACTS(fixture, ...)                                                                                  \
    facts_of(fixture, "2025-12-17", (const char *const[]){__VA_ARGS__},                                      \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
#define BEFORE(fixture, ...)                                                                                 \
    facts_of(fixture, "2025-12-10", (const char *const[]){__VA_ARGS__},                                      \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void assert_drawn(
    struct fixture *fixture, const struct facts *facts, const struct changes *changes, size_t most)
{
    for (size_t i = 0; i < WIDTHS; i++) {
        struct chart *chart = lifecycle(fixture, facts, changes, widths[i], most);
        assert_non_null(chart);
        fixture_chart_scene(fixture, chart, widths[i]);
        const struct lifecycle_plan *plan = chart->plan;
        for (size_t n = 0; n < plan->row_count; n++) {
            const struct lifecycle_row *row = &plan->rows[n];
            assert_true(row->present >= 0 && row->present < plan->column_count);
            assert_int_equal(row->dots[row->present].kind, DOT_PRESENT);
            assert_true(row->first <= row->present);
        }
    }
}

/* Without the columns' places: one line a row */
static const char *rows_text(struct fixture *fixture, const struct chart *chart)
{
    struct str out = str_init(fixture->arena);
    chart->dump(chart->plan, &out);
    const char *text = strchr(str_text(&out), '\n') + 1;
    const struct lifecycle_plan *plan = chart->plan;
    const char *end = text;
    for (size_t i = 0; i < plan->row_count; i++)
        end = strchr(end, '\n') + 1;
    return arena_printf(fixture->arena, "%.*s", (int)(end - text), text);
}

/* ---- dots ---- */

#define DEAL(status, amount) "\"status\": \"" status "\", \"amount\": \"" amount "\""

static void test_dots(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = FACTS(&fixture,
        /* history and dates say one thing twice: the finer date stands */
        "\"status\": \"in_talks\", \"amount\": \"~$10B\", \"dates\": {\"reported\": \"2025-11-20\"}, "
        "\"history\": "
        "[{\"date\": \"2025-10\", \"status\": \"rumoured\"}, {\"date\": \"2025-11\", \"status\": "
        "\"reported\"}, "
        "{\"date\": \"2025-12-16\", \"status\": \"in_talks\"}]",
        "\"status\": \"closed\", \"amount\": \"$2B\", \"dates\": {\"signed\": \"2024-11-13\", \"closed\": "
        "\"2025-Q1\"}",
        "\"status\": \"agreed\", \"amount\": \"up to $100B\", \"dates\": {\"announced\": \"2025-09-22\"}, "
        "\"binding\": false",
        "\"status\": \"withdrawn\", \"amount\": \"undisclosed\", \"dates\": {\"announced\": \"2024-08\", "
        "\"cancelled\": \"2024-09\"}",
        "\"status\": \"announced\", \"amount\": \"$3B\", \"date\": \"2025-12\", \"dates\": {\"expected\": "
        "\"2026-H1\"}",
        "\"status\": \"completed\", \"amount\": \"$1B\"");
    struct chart *chart = lifecycle(&fixture, facts, NULL, 876, 0);
    /* columns: 0 rumoured, 1 reported, 2 in talks, 3 proposed, 4 agreed, 5 announced, 6 signed, 7 active, 8
       closed, 9 called off; the furthest first, then the greatest */
    assert_string_equal(rows_text(&fixture, chart),
        "d01 6:past '13 Nov 2024' 8:present 'Q1 2025' $2B\n"
        "d05 8:present '' $1B\n"
        "d04 5:present 'Dec 2025' 8:expected 'H1 2026' $3B\n"
        "d02 4:present '' 5:past '22 Sep 2025' up to $100B\n"
        "d00 0:past 'Oct 2025' 1:past '20 Nov 2025' 2:present '16 Dec 2025' about $10B\n"
        "d03 5:past 'Aug 2024' 9:present 'Sep 2024' undisclosed\n");
    assert_string_equal(chart->title,
        "Two of six deals are signed or paid, two announced or agreed, one under discussion, one called off");
    assert_drawn(&fixture, facts, NULL, 0);
    assert_int_equal(chart->data->row_count, 11);
    fixture_finish(&fixture);
}

/* Where it is narrow stages share columns: whose date it is stands beside it, and what has no room is
 * counted.
 */
#define SHARED                                                                                               \
    "\"status\": \"active\", \"amount\": \"$5B\", \"dates\": {\"signed\": \"2022-12\"}",                     \
        "\"status\": \"signed\", \"amount\": \"$4B\", \"dates\": {\"signed\": \"2023-01-09\"}",              \
        "\"status\": \"in_talks\", \"amount\": \"$3B\", \"history\": [{\"date\": \"2025-10\", \"status\": "  \
        "\"rumoured\"}, {\"date\": \"2025-12-16\", \"status\": \"in_talks\"}]",                              \
        DEAL("closed", "$2B"), DEAL("announced", "$1B"), DEAL("agreed", "$1B")

static void test_narrow(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart *chart = lifecycle(&fixture, FACTS(&fixture, SHARED), NULL, 246, 0);
    const struct lifecycle_plan *plan = chart->plan;
    assert_true(plan->merged && !plan->coarse);
    assert_int_equal(plan->column_count, 6);
    assert_string_equal(rows_text(&fixture, chart),
        "d03 5:present '' $2B\n"
        "d00 4:present 'signed Dec 2022' $5B\n"
        "d01 4:present '9 Jan 2023' $4B\n"
        "d04 3:present '' $1B\n"
        "d05 2:present '' $1B\n"
        "d02 0:past 'rumoured Oct 2025' 1:present '16 Dec 2025' $3B\n");
    assert_false(plan->rows[1].dots[4].dated);
    assert_true(plan->rows[2].dots[4].dated);
    /* one more column, and each is a standing */
    chart = lifecycle(
        &fixture, FACTS(&fixture, SHARED, "\"status\": \"denied\", \"amount\": \"$1B\""), NULL, 246, 0);
    plan = chart->plan;
    assert_true(plan->coarse);
    assert_int_equal(plan->column_count, 5);
    assert_string_equal(rows_text(&fixture, chart), "d03 3:present '' $2B\n"
                                                    "d00 2:present 'signed Dec 2022' $5B\n"
                                                    "d01 2:present '9 Jan 2023' $4B\n"
                                                    "d04 1:present '' $1B\n"
                                                    "d05 1:present '' $1B\n"
                                                    "d02 0:present '16 Dec 2025' $3B\n"
                                                    "d06 4:present '' $1B\n");
    assert_true(has(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 246)),
        "One date found no room; the table has it."));
    fixture_finish(&fixture);
}

/* ---- since ---- */

static void test_since(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *before = BEFORE(&fixture, DEAL("in_talks", "$10B"), DEAL("signed", "$9B"),
        DEAL("announced", "$8B"), DEAL("withdrawn", "$7B"), DEAL("in_talks", "$6B"), DEAL("reported", "$5B"));
    const struct facts *after = FACTS(&fixture, DEAL("announced", "$10B"), DEAL("in_talks", "$9B"),
        DEAL("lapsed", "$8B"), DEAL("reported", "$7B"), DEAL("proposed", "$6B"), DEAL("reported", "$50B"),
        DEAL("rumoured", "$1B"));
    const struct changes *changes = changes_derive(fixture.arena, before, after);
    struct chart *chart = lifecycle(&fixture, after, changes, 876, 0);
    assert_string_equal(chart->title,
        "Since 10 Dec 2025: one deal moved on, one moved sideways, one fell back, one was "
        "revived, one was called off, one is new");
    assert_string_equal(rows_text(&fixture, chart), "d00 2:past '' 5:present '' $10B, was in talks\n"
                                                    "d04 2:past '' 3:present '' $6B, was in talks\n"
                                                    "d01 2:present '' 6:past '' $9B, was signed\n"
                                                    "d05 1:present '' $50B\n"
                                                    "d03 1:present '' 9:past '' $7B, was withdrawn\n"
                                                    "d06 0:present '' $1B, new\n"
                                                    "d02 5:past '' 9:present '' $8B, was announced\n");
    assert_drawn(&fixture, after, changes, 0);
    /* what is news stays where rows must go */
    chart = lifecycle(&fixture, after, changes, 499, 6);
    const struct lifecycle_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(plan->rows[i].news != NEWS_NO);
    fixture_finish(&fixture);
}

static void test_gone(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *before = BEFORE(&fixture, DEAL("signed", "$9B"),
        "\"title\": \"Pilot\", \"status\": \"rumoured\", \"amount\": \"$1B\"");
    const struct facts *after = FACTS(&fixture, DEAL("signed", "$9B"));
    const struct changes *changes = changes_derive(fixture.arena, before, after);
    struct chart *chart = lifecycle(&fixture, after, changes, 499, 0);
    assert_string_equal(chart->title, "Since 10 Dec 2025: one is gone");
    assert_true(has(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)),
        "No longer in the dataset since 10 Dec 2025: Pilot (rumoured)."));
    changes = changes_derive(fixture.arena, after, after);
    assert_string_equal(
        lifecycle(&fixture, after, changes, 499, 0)->title, "Since 17 Dec 2025: no deal has moved");
    fixture_finish(&fixture);
}

/* An arrow leaves no room for a date between its ends: dates stand on the other side. */
static void test_arrow_is_free(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *before = BEFORE(&fixture, DEAL("signed", "$9B"));
    const struct facts *after =
        FACTS(&fixture, "\"status\": \"in_talks\", \"amount\": \"$9B\", \"date\": \"2025-12-15\"");
    const struct changes *changes = changes_derive(fixture.arena, before, after);
    const struct lifecycle_plan *plan = lifecycle(&fixture, after, changes, 499, 0)->plan;
    const struct lifecycle_row *row = &plan->rows[0];
    const struct stage_dot *dot = &row->dots[row->present];
    assert_true(row->was_column > row->present);
    assert_true(row->tall || dot->label_x + dot->label->width < plan->columns[row->present].x);
    fixture_finish(&fixture);
}

/* ---- samples ---- */

static void test_samples(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const names[] = {
        "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals", "openai-amazon-2025-12"};
    static const char *const titles[] = {
        "22 of 39 deals are signed or paid, twelve announced or agreed, four under "
        "discussion, one called off",
        "Eight of eleven deals are signed or paid, one announced or agreed, one under discussion, one called "
        "off",
        "Twelve of 22 deals are signed or paid, ten under discussion",
        "Three of eight deals are signed or paid, two announced or agreed, three under discussion"};
    for (size_t i = 0; i < 4; i++) {
        const struct facts *facts = fixture_sample(&fixture, names[i]);
        assert_drawn(&fixture, facts, NULL, 0);
        assert_string_equal(lifecycle(&fixture, facts, NULL, 499, 0)->title, titles[i]);
    }
    fixture_finish(&fixture);
}

static void test_editions(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *before = fixture_sample(&fixture, "editions/openai-amazon-2025-12-10");
    const struct facts *after = fixture_sample(&fixture, "openai-amazon-2025-12");
    const struct changes *changes = changes_derive(fixture.arena, before, after);
    assert_drawn(&fixture, after, changes, 0);
    struct chart *chart = lifecycle(&fixture, after, changes, 876, 0);
    assert_string_equal(chart->title, "Since 10 Dec 2025: two deals moved on, two are new, one is gone");
    assert_true(has(rows_text(&fixture, chart), "amazon-equity 0:past '' 2:present '' $10B, was rumoured\n"));
    assert_true(has(rows_text(&fixture, chart),
        "softbank-oracle-sites 4:past '' 5:present '' $400B, was agreed in outline\n"));
    fixture_finish(&fixture);
}

/* ---- bad cases ---- */

static void test_refused(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_json(&fixture,
        "{\"dealbrief\": \"1\", \"as_of\": \"2025-12-17\", \"sources\": [{\"id\": \"s\", \"publisher\": "
        "\"S\"}], "
        "\"parties\": [{\"id\": \"p\", \"name\": \"P\"}, {\"id\": \"q\", \"name\": \"Q\"}], "
        "\"deals\": [{\"id\": \"d\", \"type\": \"partnership\", \"from\": \"p\", \"to\": \"q\", "
        "\"status\": \"active\", \"sources\": [\"s\"]}]}");
    assert_null(lifecycle(&fixture, facts, NULL, 499, 0));
    assert_true(said(&fixture, "no deal is chosen"));
    fixture_finish(&fixture);
}

static void test_one(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = FACTS(&fixture, DEAL("rumoured", "undisclosed"));
    assert_drawn(&fixture, facts, NULL, 0);
    assert_string_equal(
        lifecycle(&fixture, facts, NULL, 499, 0)->title, "How far the deal has come: rumoured");
    fixture_finish(&fixture);
}

static const struct facts *many(struct fixture *fixture, size_t count, const char *name)
{
    size_t words;
    const char *const *statuses = status_words(&words);
    const char **deals = arena_array(fixture->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        deals[i] = arena_printf(fixture->arena,
            "\"title\": \"%s %zu\", \"amount\": \"$%zuM\", \"status\": \"%s\", \"history\": [{\"date\": "
            "\"2025-10-0%zu\", "
            "\"status\": \"rumoured\"}, {\"date\": \"2025-10-1%zu\", \"status\": \"reported\"}, {\"date\": "
            "\"2025-11-1%zu\", "
            "\"status\": \"in_talks\"}]",
            name, i, i % 3 ? 100 + i : 1000000, statuses[i % words], 1 + i % 9, i % 10, i % 10);
    return facts_of(fixture, "2025-12-17", deals, count);
}

static void test_sixty(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = many(&fixture, 60, "Deal");
    assert_drawn(&fixture, facts, NULL, 60);
    assert_false(said(&fixture, "smallest rows"));
    struct chart *chart = lifecycle(&fixture, facts, NULL, 499, 0);
    const struct lifecycle_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 40);
    assert_int_equal(plan->deals, 60);
    assert_true(said(&fixture, "leaves out the 20 smallest rows"));
    assert_true(has(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)),
        "20 rows of smaller or undisclosed amounts are not drawn."));
    fixture_finish(&fixture);
}

static void test_height(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart_request request = fixture_request(499);
    request.height = 500;
    struct chart *chart =
        fixture_chart(&fixture, many(&fixture, 40, "Deal"), NULL, lifecycle_chart_make, request);
    const struct lifecycle_plan *plan = chart->plan;
    assert_true(chart->height <= 500 && chart->height > 440);
    assert_true(plan->left_out > 0 && plan->row_count + plan->left_out == 40);
    fixture_finish(&fixture);
}

/* The only column is the one for what was called off: no way leads to it */
static void test_all_called_off(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = FACTS(&fixture, "\"amount\": \"$5B\", \"status\": \"cancelled\"",
        "\"amount\": \"undisclosed\", \"status\": \"lapsed\"");
    const struct lifecycle_plan *plan = lifecycle(&fixture, facts, NULL, 246, 0)->plan;
    assert_int_equal(plan->column_of[STAGE_OFF], 0);
    assert_int_equal(plan->column_count, 1);
    assert_drawn(&fixture, facts, NULL, 0);
    fixture_finish(&fixture);
}

static void test_long_names(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_drawn(&fixture,
        many(&fixture, 17, "A lease of buildings with a name of no less than sixty letters"), NULL, 0);
    assert_drawn(&fixture,
        many(&fixture, 3, "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamten"), NULL, 0);
    fixture_finish(&fixture);
}

static void test_where(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart_request request = fixture_request(499);
    size_t offset;
    const char *sentence, *hint;
    request.where =
        selection_parse(fixture.arena, "status=signed", facts->dataset, &offset, &sentence, &hint);
    struct chart *chart = fixture_chart(&fixture, facts, NULL, lifecycle_chart_make, request);
    const struct lifecycle_plan *plan = chart->plan;
    for (size_t i = 0; i < plan->row_count; i++)
        assert_int_equal(plan->rows[i].line->status, STATUS_SIGNED);
    assert_int_equal(plan->row_count, 13);
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dots),
        cmocka_unit_test(test_narrow),
        cmocka_unit_test(test_since),
        cmocka_unit_test(test_gone),
        cmocka_unit_test(test_arrow_is_free),
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_editions),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_one),
        cmocka_unit_test(test_sixty),
        cmocka_unit_test(test_height),
        cmocka_unit_test(test_all_called_off),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_where),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
