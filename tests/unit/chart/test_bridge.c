/* SPDX-License-Identifier: MIT */
/* The bridge: opening + steps = closing to the hundredth at every end, an axis from zero, what is merged,
 * what is refused, what is said. */
#include "bridge_plan.h"
#include "changes.h"
#include "fixture.h"

#include "dataset_load.h"

#include <string.h>

#define BILLION INT64_C(100000000000)

static bool said(const struct fixture *fixture, const char *sentence)
{
    size_t count;
    const struct diag *all = diags_sorted(fixture->diags, &count);
    for (size_t i = 0; i < count; i++)
        if (strstr(all[i].sentence, sentence))
            return true;
    return false;
}

/* "id status amount" of purchases; status NULL ends the list */
struct bought {
    const char *id, *payee, *amount, *status;
};

static const struct facts *edition(
    struct fixture *fixture, const char *as_of, const struct bought *deals, size_t count, const char *more)
{
    struct str out = str_init(fixture->arena);
    str_printf(&out,
        "{\"dealbrief\": \"1\", \"as_of\": \"%s\", \"sources\": [{\"id\": \"s\", \"publisher\": \"S\"}], %s"
        "\"parties\": [{\"id\": \"ada\", \"name\": \"Ada\"}, {\"id\": \"birch\", \"name\": \"Birch\"},"
        "{\"id\": \"cedar\", \"name\": \"Cedar\"}, {\"id\": \"long\", \"name\": "
        "\"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter\"}], \"deals\": [",
        as_of, more ? more : "");
    for (size_t i = 0; i < count; i++)
        str_printf(&out,
            "%s{\"id\": \"%s\", \"type\": \"purchase\", \"from\": \"ada\", \"to\": \"%s\", \"amount\": "
            "\"%s\","
            "\"status\": \"%s\", \"date\": \"2025-01\", \"sources\": [\"s\"]}",
            i ? ", " : "", deals[i].id, deals[i].payee, deals[i].amount, deals[i].status);
    str_append(&out, "]}");
    return fixture_json(fixture, str_text(&out));
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const struct changes *between(struct fixture *fixture, const struct bought *was, size_t was_count,
    const struct bought *is, size_t is_count)
{
    return changes_derive(fixture->arena, edition(fixture, "2025-01-31", was, was_count, NULL),
        edition(fixture, "2025-02-28", is, is_count, NULL));
}

static struct chart *chart_of(
    struct fixture *fixture, const struct changes *changes, struct chart_request request)
{
    return fixture_chart(fixture, changes->after, changes, bridge_chart_make, request);
}

/* In every column; totals begin at zero, steps where the one before ended */
static void assert_closes(const struct bridge_plan *plan)
{
    const struct bridge_column *closing = &plan->columns[plan->column_count - 1];
    struct bridge_sum sum = plan->columns[0].sum;
    money level = plan->columns[0].to;
    assert_int_equal(plan->columns[0].kind, COLUMN_OPENING);
    assert_int_equal(closing->kind, COLUMN_CLOSING);
    assert_int_equal(plan->columns[0].from, 0);
    assert_int_equal(closing->from, 0);
    for (size_t i = 1; i + 1 < plan->column_count; i++) {
        bridge_sum_add(&sum, &plan->columns[i].sum, 1);
        assert_int_equal(plan->columns[i].from, level);
        level = plan->columns[i].to;
    }
    assert_int_equal(sum.low, closing->sum.low);
    assert_int_equal(sum.high, closing->sum.high);
    assert_int_equal(sum.headline, closing->sum.headline);
    assert_int_equal(sum.open, closing->sum.open);
    assert_int_equal(sum.undisclosed, closing->sum.undisclosed);
    assert_int_equal(level, closing->to);
    assert_true(plan->axis.scale.low <= 0);
    for (size_t i = 0; i < plan->column_count; i++)
        for (size_t b = 0; b < plan->columns[i].bar_count; b++)
            if (plan->columns[i].kind == COLUMN_OPENING && !b)
                assert_near(plan->columns[i].bars[b].start, axis_at(&plan->axis, 0), 1e-9);
}

static const struct facts *edition_file(struct fixture *fixture, const char *path)
{
    const char *text = (const char *)source_file(fixture->arena, path).at;
    size_t length = source_file(fixture->arena, path).length;
    return fixture_json(fixture, arena_printf(fixture->arena, "%.*s", (int)length, text));
}

static const struct changes *changes_of(struct fixture *fixture, const char *old, const char *new)
{
    return changes_derive(fixture->arena, edition_file(fixture, old), edition_file(fixture, new));
}

static const struct changes *sample(struct fixture *fixture)
{
    return changes_of(
        fixture, "samples/editions/openai-amazon-2025-12-10.json", "samples/openai-amazon-2025-12.json");
}

static const struct changes *every_kind(struct fixture *fixture)
{
    return changes_of(fixture, "tests/editions/old.json", "tests/editions/new.json");
}

/* $38B of 10 Dec; two new ones undisclosed; one that was undisclosed is tens of billions, 10 to 100: 48 to
 * 138. */
static void test_sample(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart_request request = fixture_request(499);
    request.deal_class = CLASS_COMMERCE;
    struct chart *chart = chart_of(&fixture, sample(&fixture), request);
    const struct bridge_plan *plan = chart->plan;
    assert_closes(plan);
    assert_false(plan->level);
    assert_int_equal(plan->end, ON_LOW);
    assert_int_equal(plan->column_count, 4);
    assert_int_equal(plan->columns[0].to, 38 * BILLION);
    assert_string_equal(plan->columns[1].label, "new");
    assert_null(plan->columns[1].value);
    assert_string_equal(plan->columns[1].extras[0], "+2 undisclosed");
    const struct bridge_column *disclosed = &plan->columns[2];
    assert_string_equal(disclosed->label, "disclosed");
    assert_string_equal(disclosed->value, "+$10B");
    assert_string_equal(disclosed->extras[0], "high end +$100B");
    assert_string_equal(disclosed->names, "AMD / NVIDIA");
    assert_string_equal(plan->names_are, "whom OpenAI pays");
    assert_string_equal(plan->columns[3].value, "$48B–$138B");
    double unit = (plan->plot_bottom - plan->plot_top) / 150; /* the axis ends at $150B */
    assert_near(disclosed->level, plan->plot_bottom - unit * 48, 1e-6);
    assert_near(disclosed->whisker_low, plan->plot_bottom - unit * 48, 1e-6);
    assert_near(disclosed->whisker_high, plan->plot_bottom - unit * 138, 1e-6);
    assert_near(disclosed->bars[0].start, plan->plot_bottom - unit * 38, 1e-6);
    assert_near(disclosed->bars[0].high, plan->plot_bottom - unit * 48, 1e-6);
    assert_string_equal(chart->title,
        "What is known of commercial deals went from $38B to $48B–$138B, all of it through newly disclosed "
        "amounts");
    fixture_finish(&fixture);
}

/* Nothing asked: building moved most ($400B that was "up to" is certain now). */
static void test_class_chosen(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct bridge_plan *plan = chart_of(&fixture, sample(&fixture), fixture_request(499))->plan;
    assert_int_equal(plan->deal_class, CLASS_BUILD);
    assert_int_equal(plan->bucket, BUCKET_COUNT);
    plan = chart_of(&fixture, every_kind(&fixture), fixture_request(499))->plan;
    assert_int_equal(plan->deal_class, CLASS_COMMERCE);
    fixture_finish(&fixture);
}

/* Every class and standing, every number of steps, every width: it closes, and every word has its place. */
static void test_all(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct changes *pairs[] = {sample(&fixture), every_kind(&fixture)};
    const double widths[] = {246, 360, 499, 900};
    int made = 0, rows = 0, columns = 0;
    for (size_t p = 0; p < 2; p++)
        for (int c = 0; c < CLASS_COUNT; c++)
            for (int b = BUCKET_DEAD + 1; b <= BUCKET_COUNT; b++)
                for (size_t w = 0; w < 4; w++)
                    for (size_t most = 0; most < 3; most++) {
                        struct chart_request request = fixture_request(widths[w]);
                        request.deal_class = (enum deal_class)c;
                        request.bucket = (enum bucket)b;
                        request.most = most;
                        struct chart *chart = chart_of(&fixture, pairs[p], request);
                        if (!chart)
                            continue;
                        const struct bridge_plan *plan = chart->plan;
                        assert_closes(plan);
                        assert_true(!most || plan->column_count <= most + 3);
                        fixture_chart_scene(&fixture, chart, widths[w]);
                        made++;
                        rows += plan->level;
                        columns += !plan->level;
                    }
    assert_true(made > 60 && rows > 10 && columns > 10);
    fixture_finish(&fixture);
}

/* All live: what moves between standings is no step, and is told below. One standing: it is one. */
static void test_within(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct bought was[] = {{"a", "birch", "$10B", "in_talks"}, {"b", "birch", "$5B", "signed"}};
    const struct bought is[] = {{"a", "birch", "$12B", "signed"}, {"b", "birch", "$5B", "signed"}};
    const struct changes *changes = between(&fixture, was, COUNT(was), is, COUNT(is));
    struct chart_request request = fixture_request(499);
    struct chart *chart = chart_of(&fixture, changes, request);
    const struct bridge_plan *plan = chart->plan;
    assert_int_equal(plan->column_count, 3);
    assert_string_equal(plan->columns[1].label, "raised");
    assert_int_equal(plan->columns[1].sum.low, 2 * BILLION);
    assert_string_equal(
        chart->title, "Commercial deals rose from $15B to $17B, all of it through raised amounts");
    assert_non_null(strstr(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)),
        "Changed standing, which is no step of this sum: $10B from under discussion to signed or paid (Ada → "
        "Birch)"));
    request.bucket = BUCKET_FIRM;
    chart = chart_of(&fixture, changes, request);
    plan = chart->plan;
    assert_int_equal(plan->column_count, 4);
    assert_string_equal(plan->columns[1].label, "raised");
    assert_string_equal(plan->columns[2].label, "moved in");
    assert_int_equal(plan->columns[2].sum.low, 10 * BILLION);
    assert_string_equal(chart->title, "Commercial deals, signed or paid, rose from $5B to $17B");
    fixture_finish(&fixture);
}

/* Named figures where all have one; "about" is certain to its low end alone */
static void test_headline(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct bought was[] = {{"a", "birch", "$10B", "signed"}};
    const struct bought is[] = {{"a", "birch", "$10B", "signed"}, {"b", "cedar", "about $20B", "signed"}};
    struct chart *chart = chart_of(&fixture, between(&fixture, was, 1, is, 2), fixture_request(499));
    const struct bridge_plan *plan = chart->plan;
    const struct bar *bar = &plan->columns[1].bars[0];
    assert_int_equal(plan->end, ON_HEADLINE);
    assert_string_equal(plan->columns[1].value, "+$20B");
    assert_string_equal(plan->columns[1].extras[0], "low end +$18B");
    double unit = (plan->plot_bottom - plan->plot_top) / 40; /* 0 … $40B holds 10 + 22 */
    assert_near(plan->axis.scale.high, 40e9, 1);
    assert_near(bar->start - bar->low, unit * 18, 1e-6);
    assert_near(bar->start - bar->high, unit * 20, 1e-6);
    assert_near(plan->columns[1].whisker_high, plan->plot_bottom - unit * 32, 1e-6);
    assert_string_equal(
        chart->title, "Commercial deals rose from $10B to about $30B, all of it through new deals");
    fixture_finish(&fixture);
}

static void test_falls(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct bought was[] = {{"a", "birch", "$10B", "signed"}, {"b", "cedar", "$30B", "signed"}};
    const struct bought is[] = {{"a", "birch", "$10B", "signed"}, {"b", "cedar", "$30B", "withdrawn"}};
    struct chart *chart = chart_of(&fixture, between(&fixture, was, 2, is, 2), fixture_request(499));
    const struct bridge_plan *plan = chart->plan;
    assert_closes(plan);
    assert_string_equal(plan->columns[1].value, "−$30B");
    assert_true(plan->columns[1].bars[0].high > plan->columns[1].bars[0].start); /* downwards */
    assert_int_equal(plan->columns[1].bars[0].colour.role, ROLE_ACCENT);
    assert_string_equal(chart->title,
        "Commercial deals fell from $40B to $10B, all of it through deals that were called off or dropped");
    assert_non_null(strstr(chart->alt, "Gone: −$30B (Ada → Cedar)"));
    fixture_finish(&fixture);
}

static void assert_refused(struct fixture *fixture, const struct changes *changes, const char *sentence)
{
    struct chart_request request = fixture_request(499);
    request.deal_class = CLASS_COMMERCE;
    assert_null(
        fixture_chart(fixture, changes ? changes->after : edition(fixture, "2025-01-31", NULL, 0, NULL),
            changes, bridge_chart_make, request));
    assert_true(said(fixture, sentence));
}

static void test_refused(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct bought was[] = {{"a", "birch", "$10B", "signed"}},
                        hidden[] = {{"a", "birch", "undisclosed", "signed"}},
                        more[] = {
                            {"a", "birch", "undisclosed", "signed"}, {"b", "cedar", "undisclosed", "signed"}};
    assert_refused(&fixture, NULL, "a bridge needs two editions");
    assert_refused(&fixture, between(&fixture, was, 1, was, 1),
        "nothing changed in the sum of commercial deals between 31 Jan 2025 and 28 Feb 2025");
    assert_refused(&fixture, between(&fixture, hidden, 1, more, 2), "no amount is known of commercial deals");
    const struct changes *apart = changes_derive(fixture.arena, edition(&fixture, "2025-01-31", was, 1, NULL),
        edition(&fixture, "2025-02-28", hidden, 1, "\"currency\": \"EUR\","));
    assert_refused(&fixture, apart, "the editions are in different currencies");
    fixture_finish(&fixture);
}

/* From nothing; to nothing known; an open end; four powers of ten apart; a sum beside which its step is
   small; sixty deals; names of sixty letters */
static void test_bad(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct bought none[] = {{"z", "birch", "undisclosed", "signed"}},
                        one[] = {{"a", "long", "$10B", "signed"}},
                        open[] = {{"a", "long", "at least $10B", "signed"},
                            {"b", "long", "up to $1B", "in_talks"}},
                        small[] = {{"a", "long", "$10B", "signed"}, {"b", "cedar", "$1M", "signed"}},
                        large[] = {{"a", "long", "$10B", "signed"}, {"b", "cedar", "$10000000B", "signed"}};
    struct bought sixty[60];
    for (int i = 0; i < 60; i++)
        sixty[i] = (struct bought){arena_printf(fixture.arena, "d%02d", i), i % 3 ? "cedar" : "long",
            arena_printf(fixture.arena, "$%dM", 1 << (i % 20)), i % 7 ? "announced" : "in_talks"};
    const struct changes *cases[] = {between(&fixture, none, 0, one, 1), between(&fixture, one, 1, none, 1),
        between(&fixture, one, 1, open, 2), between(&fixture, open, 2, one, 1),
        between(&fixture, one, 1, small, 2), between(&fixture, one, 1, large, 2),
        between(&fixture, one, 1, sixty, 60), between(&fixture, sixty, 60, sixty + 20, 30)};
    const double widths[] = {246, 499, 900};
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t w = 0; w < 3; w++) {
            struct chart *chart = chart_of(&fixture, cases[i], fixture_request(widths[w]));
            assert_non_null(chart);
            assert_closes(chart->plan);
            const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, widths[w]));
            if (cases[i] == cases[4])
                assert_non_null(strstr(words, "The axis begins at zero"));
            if (cases[i] == cases[2]) {
                assert_non_null(strstr(words, "at least $10B"));
                assert_string_equal(chart->title, "Commercial deals went from $10B to at least $10B");
            }
            if (cases[i] == cases[0])
                assert_string_equal(
                    chart->title, "Commercial deals rose from nothing to $10B, all of it through new deals");
        }
    fixture_finish(&fixture);
}

/* Steps past the most are one column that holds their sum and says what they are. */
static void test_other(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart_request request = fixture_request(900);
    request.deal_class = CLASS_COMMERCE;
    request.bucket = BUCKET_PLANNED;
    request.most = 2;
    const struct bridge_plan *plan = chart_of(&fixture, every_kind(&fixture), request)->plan;
    assert_int_equal(plan->column_count, 5);
    assert_string_equal(plan->columns[1].label, "raised or disclosed");
    assert_string_equal(plan->columns[2].label, "lowered");
    assert_string_equal(plan->columns[3].label, "other (7)");
    /* new 7, in 2, out −2, gone −11, rates 0.1, conventions 0.5, corrected −18, at the low end */
    assert_int_equal(plan->columns[3].sum.low, -BILLION * 214 / 10);
    assert_string_equal(
        plan->columns[3].names, "new, moved in, moved out, gone, exchange rates, conventions, corrections");
    fixture_finish(&fixture);
}

/* A height is kept, within what the words take */
static void test_height(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const double heights[] = {330, 420, 600};
    for (size_t i = 0; i < 3; i++)
        for (int narrow = 0; narrow < 2; narrow++) {
            struct chart_request request = fixture_request(narrow ? 300 : 499);
            request.deal_class = CLASS_COMMERCE;
            request.height = heights[i];
            struct chart *chart = chart_of(&fixture, sample(&fixture), request);
            assert_near(chart->height, heights[i], 0.01);
            fixture_chart_scene(&fixture, chart, request.width);
        }
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample), cmocka_unit_test(test_class_chosen),
        cmocka_unit_test(test_all), cmocka_unit_test(test_within), cmocka_unit_test(test_headline),
        cmocka_unit_test(test_falls), cmocka_unit_test(test_refused), cmocka_unit_test(test_bad),
        cmocka_unit_test(test_other), cmocka_unit_test(test_height)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
