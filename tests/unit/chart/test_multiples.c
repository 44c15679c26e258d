/* SPDX-License-Identifier: MIT */
/* Multiples: bars from zero that end at the multiple of the named figures, whiskers and teeth, what is
 * refused and what is said. */
#include "fixture.h"
#include "multiples_plan.h"

#include <string.h>

static const char *dataset(
    struct fixture *fixture, const char *parties, const char *valuations, const char *metrics)
{
    return arena_printf(fixture->arena,
        "{\"dealbrief\": \"1\", \"as_of\": \"2045-12-31\", \"sources\": [{\"id\": \"s\", \"publisher\": "
        "\"S\"}],"
        "\"parties\": [%s], \"deals\": [{\"id\": \"d\", \"type\": \"equity\", \"from\": \"p\", \"to\": \"q\","
        "\"amount\": \"$1B\", \"status\": \"announced\", \"sources\": [\"s\"]}], \"valuations\": [%s],"
        "\"metrics\": [%s]}",
        parties, valuations, metrics);
}

static const char *const two = "{\"id\": \"p\", \"name\": \"Pine\"}, {\"id\": \"q\", \"name\": \"Quince\"}";

static const char *valuation(struct fixture *fixture, const char *party, const char *date, const char *value)
{
    return arena_printf(fixture->arena,
        "{\"party\": \"%s\", \"date\": \"%s\", \"value\": \"%s\", \"basis\": \"round\", \"sources\": "
        "[\"s\"]}",
        party, date, value);
}

static const char *metric(
    struct fixture *fixture, const char *party, const char *period, const char *value, const char *basis)
{
    return arena_printf(fixture->arena,
        "{\"party\": \"%s\", \"name\": \"revenue\", \"period\": \"%s\", \"value\": \"%s\", \"basis\": \"%s\","
        "\"sources\": [\"s\"]}",
        party, period, value, basis);
}

static struct chart *made(struct fixture *fixture, const char *valuations, const char *metrics, double width)
{
    const struct facts *facts = fixture_json(fixture, dataset(fixture, two, valuations, metrics));
    return fixture_chart(fixture, facts, NULL, multiples_chart_make, fixture_request(width));
}

static bool said(const struct fixture *fixture, const char *sentence)
{
    size_t count;
    const struct diag *all = diags_sorted(fixture->diags, &count);
    for (size_t i = 0; i < count; i++)
        if (strstr(all[i].sentence, sentence))
            return true;
    return false;
}

static void assert_refused(const char *valuations, const char *metrics, const char *sentence)
{
    struct fixture fixture = fixture_init();
    assert_null(made(&fixture, valuations, metrics, 499));
    assert_true(said(&fixture, sentence));
    fixture_finish(&fixture);
}

/* The sample: $500B in a secondary sale against $13B forecast for 2025 is 38.46×; nearly $7B (6.3–7) under
   about $350B (315–385) is 45 to 61.1, named 50. The axis ends where that does: at 385 / 6.3. */
static void test_sample(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = fixture_chart(&fixture, facts, NULL, multiples_chart_make, fixture_request(499));
    const struct multiples_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 10);
    assert_string_equal(chart->title, "OpenAI was last valued at 38× its revenue (forecast, 2025), Anthropic "
                                      "at about 39× (announced; forecast, "
                                      "2025)");
    const struct multiple_row *oct = &plan->rows[4], *last = &plan->rows[9];
    assert_string_equal(oct->name, "OpenAI, Oct 2025");
    assert_string_equal(oct->detail, "$500B / $13B revenue 2025, forecast");
    assert_near(oct->end, 500.0 / 13, 1e-9);
    assert_int_equal(oct->pattern, PATTERN_FORECAST);
    assert_string_equal(last->value, "about 50×");
    assert_int_equal(last->pattern, PATTERN_RUN_RATE);
    double unit = (plan->axis.scale.end - plan->axis.scale.start) / (385 / 6.3);
    assert_near(plan->axis.scale.low, 0, 0);
    assert_near(plan->axis.scale.high, 385 / 6.3, 1e-9);
    assert_near(oct->bar.high - oct->bar.start, unit * 500 / 13, 1e-6);
    assert_near(last->whisker_low - last->bar.start, unit * 45, 1e-6);
    assert_near(last->whisker_high - last->bar.start, unit * 385 / 6.3, 1e-6);
    /* in talks, at least */
    assert_true(plan->rows[5].talk && plan->rows[5].bar.open);
    assert_string_equal(plan->rows[5].value, "at least 38×");
    assert_int_equal(chart->data->row_count, 10);
    for (double width = 246; width < 950; width += 88)
        fixture_chart_scene(&fixture,
            fixture_chart(&fixture, facts, NULL, multiples_chart_make, fixture_request(width)), width);
    fixture_finish(&fixture);
}

static void test_party_and_most(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart_request request = fixture_request(499);
    request.most = 3; /* the newest three: one in talks, two multiples of one valuation */
    struct chart *chart = fixture_chart(&fixture, facts, NULL, multiples_chart_make, request);
    const struct multiples_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 3);
    assert_int_equal(plan->left_out, 7);
    assert_string_equal(plan->rows[0].name, "OpenAI, 17 Dec 2025, in talks");
    assert_string_equal(plan->rows[2].name, "Anthropic, 18 Nov 2025, announced");
    assert_non_null(strstr(chart->title, "OpenAI would be valued at at least 38× its revenue"));
    const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499));
    assert_non_null(strstr(words, "Seven earlier valuations are not drawn."));
    for (size_t i = 0; i < facts->dataset->party_count; i++)
        if (!strcmp(facts->dataset->parties[i].id, "anthropic"))
            request.party = i;
    request.most = 0;
    chart = fixture_chart(&fixture, facts, NULL, multiples_chart_make, request);
    plan = chart->plan;
    assert_int_equal(plan->row_count, 4);
    assert_string_equal(plan->rows[0].name, "Sep 2025, funding round");
    fixture_finish(&fixture);
}

static void test_refused(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *worth = valuation(&fixture, "p", "2025-06-01", "$10B");
    const char *zero = metric(&fixture, "p", "2025", "$0", "actual");
    assert_refused("", metric(&fixture, "p", "2025", "$1B", "actual"), "no valuation has a size");
    assert_refused(valuation(&fixture, "p", "2025-06-01", "undisclosed"),
        metric(&fixture, "p", "2025", "$1B", "actual"), "no valuation has a size");
    assert_refused(worth, "", "no revenue is given");
    assert_refused(worth, zero, "no valuation is a multiple of that");
    assert_refused(worth, metric(&fixture, "q", "2025", "$1B", "actual"), "no valuation lies near a period");
    assert_refused(worth, metric(&fixture, "p", "2031", "$1B", "actual"), "no valuation lies near a period");
    struct chart_request request = fixture_request(499);
    request.metric = "Cash";
    const struct facts *facts =
        fixture_json(&fixture, dataset(&fixture, two, worth, metric(&fixture, "p", "2025", "$1B", "actual")));
    assert_null(fixture_chart(&fixture, facts, NULL, multiples_chart_make, request));
    assert_true(said(&fixture, "valuations are no multiples of cash"));
    fixture_finish(&fixture);
}

/* One of nothing beside one of something: the first is no row, and said to be none */
static void test_one(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *valuations = arena_printf(fixture.arena, "%s, %s",
        valuation(&fixture, "p", "2025-06-01", "$10B"), valuation(&fixture, "q", "2025-06-01", "up to $10B"));
    const char *metrics = arena_printf(fixture.arena, "%s, %s",
        metric(&fixture, "p", "2025", "$4B", "actual"), metric(&fixture, "q", "2024-H2", "$1B", "reported"));
    struct chart *chart = made(&fixture, valuations, metrics, 499);
    const struct multiples_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 2);
    assert_string_equal(plan->rows[0].value, "2.5×");
    assert_string_equal(plan->rows[1].value, "at most 5×"); /* half a year twice */
    assert_non_null(strstr(plan->rows[1].detail, "$1B × 2 revenue H2 2024, reported"));
    assert_int_equal(plan->rows[1].pattern, PATTERN_SAID);
    const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499));
    assert_non_null(strstr(words, "Figures of a part of a year were multiplied up"));
    chart = made(&fixture, valuation(&fixture, "p", "2025-06-01", "$10B"),
        metric(&fixture, "p", "2025", "up to $4B", "forecast"), 246);
    plan = chart->plan;
    assert_string_equal(plan->rows[0].value, "at least 2.5×");
    assert_true(plan->rows[0].bar.open);
    fixture_chart_scene(&fixture, chart, 246);
    fixture_finish(&fixture);
}

/* 60 valuations, 1990–2040, worth from $1M to $10B: 24 rows, the newest; all equal; all on one day */
static void test_many(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const double widths[] = {246, 499, 900};
    for (int kind = 0; kind < 3; kind++) {
        struct str valuations = str_init(fixture.arena), metrics = str_init(fixture.arena);
        for (int i = 0; i < 60; i++) {
            const char *date = kind == 2
                                   ? "2025-06-01"
                                   : arena_printf(fixture.arena, "%d-0%d-01", 1990 + i * 50 / 59, i % 9 + 1);
            const char *value = kind == 0 ? arena_printf(fixture.arena, "$%dM", 1 << (i % 14)) : "$10B";
            str_printf(&valuations, "%s%s", i ? ", " : "", valuation(&fixture, "p", date, value));
        }
        for (int year = 1990; year <= 2040; year++)
            str_printf(&metrics, "%s%s", year > 1990 ? ", " : "",
                metric(&fixture, "p", arena_printf(fixture.arena, "%d", year), "$1M", "actual"));
        for (size_t w = 0; w < 3; w++) {
            struct chart *chart = made(&fixture, str_text(&valuations), str_text(&metrics), widths[w]);
            const struct multiples_plan *plan = chart->plan;
            assert_int_equal(plan->row_count, 24);
            assert_int_equal(plan->left_out, 36);
            for (size_t i = 0; i < 24; i++)
                assert_true(plan->rows[i].bar.start == plan->words.plot_left);
            fixture_chart_scene(&fixture, chart, widths[w]);
        }
    }
    fixture_finish(&fixture);
}

static void test_long_names(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *names =
        "{\"id\": \"p\", \"name\": \"The Very Long Name of a Company that Makes Things and More of Them\"},"
        "{\"id\": \"q\", \"name\": \"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter\"}";
    const char *valuations =
        arena_printf(fixture.arena, "%s, %s", valuation(&fixture, "p", "2025-06-01", "$10B-$20B"),
            valuation(&fixture, "q", "2025-06-01", "about $10B"));
    const char *metrics =
        arena_printf(fixture.arena, "%s, %s", metric(&fixture, "p", "2025", "$4B-$5B", "company claim"),
            metric(&fixture, "q", "2025", "at least $1B", "implied"));
    for (double width = 246; width < 1000; width += 250) {
        const struct facts *facts = fixture_json(&fixture, dataset(&fixture, names, valuations, metrics));
        struct chart *chart =
            fixture_chart(&fixture, facts, NULL, multiples_chart_make, fixture_request(width));
        assert_non_null(chart);
        const struct multiples_plan *plan = chart->plan;
        assert_string_equal(plan->rows[0].value, "2–5×");
        assert_near(
            plan->rows[0].end, 2, 1e-9); /* no figure was named: only what is certain is drawn as a bar */
        assert_true(plan->rows[0].whiskered);
        fixture_chart_scene(&fixture, chart, width);
    }
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample), cmocka_unit_test(test_party_and_most),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_one), cmocka_unit_test(test_many),
        cmocka_unit_test(test_long_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
