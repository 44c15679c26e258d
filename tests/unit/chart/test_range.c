/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "range_plan.h"
#include "str.h"

#include <string.h>

static struct chart *range_of(
    struct fixture *fixture, const struct facts *facts, const char *party, const char *deal, double width)
{
    struct chart_request request = fixture_request(width);
    if (party)
        request.party = dataset_find_party(facts->dataset, party);
    if (deal)
        request.deal = dataset_find_deal(facts->dataset, deal);
    return fixture_chart(fixture, facts, NULL, range_chart_make, request);
}

static const char *dump_of(struct fixture *fixture, const struct chart *chart)
{
    struct str out = str_init(fixture->arena);
    chart->dump(chart->plan, &out);
    return str_text(&out);
}

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in: %s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is in: %s", part, text);
}

/* Of the year to 17 Dec 2025: rounds of $300B and over $500B, a secondary sale and an implied value of $500B;
   2021, Feb and Oct 2024 are older. */
static void test_party(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = range_of(&fixture, facts, "openai", NULL, 499);
    assert_non_null(chart);
    assert_string_equal(
        chart->title, "OpenAI: from $300B to at least $500B (in talks), depending on who priced it and when");
    const struct range_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 3);
    assert_string_equal(plan->rows[0].name, "Funding round");
    assert_string_equal(plan->rows[0].low_words, "$300B");
    assert_string_equal(plan->rows[0].high_words, "at least $500B, in talks");
    assert_string_equal(plan->rows[1].name, "Secondary sale");
    assert_null(plan->rows[1].low_words);
    assert_string_equal(plan->rows[2].high_words, "$500B, announced");
    assert_false(plan->log);
    /* the line stands at the latest firm value, and the axis runs from 0 to $600B: 300 is half of it */
    assert_string_equal(range_reference_words(plan), "$500B: latest firm value, secondary sale, Oct 2025");
    const struct scale *scale = &plan->axis.scale;
    assert_near(scale->low, 0, 0);
    assert_near(scale->high, 600e9, 1);
    assert_near(plan->rows[0].points[0].x, (scale->start + scale->end) / 2, 0.01);
    assert_near(plan->reference_x, scale->start + (scale->end - scale->start) * 5 / 6, 0.01);
    const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499));
    assert_holds(words, "$157B");
    assert_holds(words, "$260B");
    assert_int_equal(chart->data->row_count, 7);
    assert_int_equal(chart->valuations.count, 4);
    fixture_finish(&fixture);
}

/* Whom it chooses, and what it says, on every sample at every width */
static void test_samples(void **state)
{
    (void)state;
    static const struct {
        const char *sample, *party, *deal, *title;
    } cases[] = {
        {"ai-deals-2025-12", NULL, NULL,
            "OpenAI: from $300B to at least $500B (in talks), depending on who priced it and when"},
        {"openai-amazon-2025-12", NULL, NULL,
            "OpenAI: $500B (announced) or at least $500B (in talks), depending on who priced it"},
        {"ai-deals-2025-12", "anthropic", NULL,
            "Anthropic: from $183B to about $350B (announced), depending on when it was priced"},
        {"pharma-licensing-2025", "biotheus", NULL,
            "Biotheus: $800M–$950M, the one value stated (acquisition price)"},
        {"ai-deals-2025-12", NULL, "amazon-openai-equity",
            "Amazon → OpenAI (in talks): up to $10B, $10B, about $10B or at least $10B, depending on who "
            "reports it"},
        {"ai-deals-2025-12", NULL, "microsoft-anthropic",
            "Microsoft → Anthropic (announced): up to $5B, though one source says $7.5B"},
        {"ai-deals-2025-12", NULL, "broadcom-chips",
            "OpenAI → Broadcom (agreed in outline): undisclosed, though others say from at least $10B to "
            "$25B"},
        {"pharma-licensing-2025", NULL, "az-summit",
            "AstraZeneca → Summit (in talks): from up to $15B to $17.7B, depending on who reports it"},
    };
    const double widths[] = {246, 426, 499, 876};
    struct fixture fixture = fixture_init();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct facts *facts = fixture_sample(&fixture, cases[i].sample);
        for (size_t w = 0; w < 4; w++) {
            struct chart *chart = range_of(&fixture, facts, cases[i].party, cases[i].deal, widths[w]);
            assert_non_null(chart);
            if (strcmp(chart->title, cases[i].title))
                fail_msg("%s", chart->title);
            fixture_chart_scene(&fixture, chart, widths[w]);
        }
    }
    fixture_finish(&fixture);
}

/* What somebody judged is grey, is not in the title, and is said below */
static void test_judged(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "pharma-licensing-2025");
    struct chart *chart = range_of(&fixture, facts, NULL, "az-summit", 499);
    const struct range_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 3);
    assert_true(plan->rows[0].own && !plan->rows[1].judged && plan->rows[2].judged);
    assert_string_equal(plan->rows[2].name, "AInvest");
    const char *dump = dump_of(&fixture, chart);
    assert_holds(dump, "judged “wrong: ten times");
    assert_holds(dump, "'up to $150B'");
    fixture_finish(&fixture);
}

/* The sentence that alone was said */
static void assert_refused(struct fixture *fixture, const struct facts *facts, const char *party,
    const char *deal, const char *sentence)
{
    size_t count, before = diags_count(fixture->diags, DIAG_SEVERITY_ERROR);
    assert_null(range_of(fixture, facts, party, deal, 499));
    const struct diag *diags = diags_sorted(fixture->diags, &count);
    assert_int_equal(diags_count(fixture->diags, DIAG_SEVERITY_ERROR), before + 1);
    for (size_t i = 0; i < count; i++)
        if (diags[i].code == DIAG_NO_DATA && !strcmp(diags[i].sentence, sentence))
            return;
    fail_msg("nobody says '%s'", sentence);
}

static void test_no_data(void **state)
{
    (void)state;
    static const char undisclosed[] = "\"date\": \"2025\", \"value\": \"undisclosed\", \"basis\": \"round\"";
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "flow-22-deals");
    assert_refused(&fixture, facts, NULL, NULL, "the dataset has no valuation that states a size");
    facts = fixture_sample(&fixture, "ai-deals-2025-12");
    assert_refused(&fixture, facts, NULL, "softbank-openai",
        "deal 'softbank-openai' has no claims about its amount: nobody is known to say otherwise");
    assert_refused(&fixture, facts, "amazon", NULL, "no valuation of Amazon states a size");
    assert_refused(
        &fixture, facts, "openai", "amd-chips", "a range is of one party or of one deal, not of both");
    facts = fixture_valuations(&fixture, (const char *const[]){undisclosed}, 1);
    assert_refused(&fixture, facts, "p", NULL, "no valuation of Party states a size: all are undisclosed");
    fixture_finish(&fixture);
}

/* One point has no width; a bar that is wide has two ends; what is open points on */
static void test_forms(void **state)
{
    (void)state;
    static const char *const values[] = {
        "\"date\": \"2025-01\", \"value\": \"$20B-$30B\", \"basis\": \"appraisal\"",
        "\"date\": \"2025-02\", \"value\": \"up to $40B\", \"basis\": \"reported\", \"status\": \"rumoured\"",
        "\"date\": \"2025-03\", \"value\": \"at least $10B\", \"basis\": \"round\", \"status\": \"closed\"",
        "\"date\": \"2025-04\", \"value\": \"~$25B\", \"basis\": \"tender\", \"status\": \"closed\"",
        "\"date\": \"2025-04\", \"value\": \"$25B\", \"basis\": \"tender\", \"status\": \"announced\"",
    };
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_valuations(&fixture, values, 5);
    struct chart *chart = range_of(&fixture, facts, "p", NULL, 499);
    const struct range_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 4);
    const struct range_row *round = &plan->rows[0], *tender = &plan->rows[1], *appraisal = &plan->rows[2],
                           *reported = &plan->rows[3];
    assert_true(round->points[0].open_up && !round->points[0].is_span);
    assert_near(tender->points[0].x_low, tender->points[1].x_high, 0.01); /* "about" is given no width */
    assert_true(tender->points[0].y < tender->points[1].y - 5);           /* one above the other */
    assert_string_equal(tender->high_words, "about $25B; $25B, announced");
    assert_true(appraisal->points[0].is_span);
    assert_string_equal(appraisal->low_words, "$20B");
    assert_string_equal(appraisal->high_words, "$30B");
    assert_near((appraisal->points[0].x_high - appraisal->points[0].x_low) * 2,
        appraisal->points[0].x_low - plan->axis.scale.start, 0.01); /* 10 to 20 from zero on */
    assert_true(reported->points[0].open_down);
    assert_string_equal(reported->high_words, "up to $40B, rumoured");
    /* the about $25B is the latest that is firm */
    assert_ptr_equal(plan->reference, &tender->points[0]);
    assert_string_equal(chart->title,
        "Party: from at least $10B to up to $40B (rumoured), depending on who priced it and when");
    fixture_chart_scene(&fixture, chart, 499);
    fixture_finish(&fixture);
}

/* Vague words that hold all numbers are no two ends */
static void test_vague(void **state)
{
    (void)state;
    static const char *const values[] = {
        "\"date\": \"2025-01\", \"value\": \"tens of billions\", \"basis\": \"implied\"",
        "\"date\": \"2025-02\", \"value\": \"$30B\", \"basis\": \"round\"",
        "\"date\": \"2025-03\", \"value\": \"$40B\", \"basis\": \"tender\"",
    };
    static const char *const titles[] = {"Party: tens of billions, the one value stated (implied)",
        "Party: tens of billions or $30B, depending on who priced it and when",
        "Party: from $30B to $40B, depending on who priced it and when"};
    struct fixture fixture = fixture_init();
    for (size_t count = 1; count <= 3; count++) {
        struct chart *chart = range_of(&fixture, fixture_valuations(&fixture, values, count), "p", NULL, 499);
        if (strcmp(chart->title, titles[count - 1]))
            fail_msg("%s", chart->title);
        fixture_chart_scene(&fixture, chart, 499);
    }
    fixture_finish(&fixture);
}

static void test_pre_money(void **state)
{
    (void)state;
    static const char *const values[] = {
        "\"date\": \"2025-01\", \"value\": \"$20B\", \"basis\": \"round\", \"money\": \"pre\"",
        "\"date\": \"2025-01\", \"value\": \"$25B\", \"basis\": \"round\", \"money\": \"post\"",
    };
    struct fixture fixture = fixture_init();
    struct chart *chart = range_of(&fixture, fixture_valuations(&fixture, values, 2), "p", NULL, 499);
    const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499));
    assert_holds(words, "Not drawn, as pre-money is another measure: $20B");
    assert_string_equal(chart->title, "Party: $25B, the one value stated (funding round)");
    chart = range_of(&fixture, fixture_valuations(&fixture, values, 1), "p", NULL, 499);
    assert_holds(chart->subtitle, "; pre-money");
    fixture_finish(&fixture);
}

/* Log from twenty on, not before */
static void test_scale(void **state)
{
    (void)state;
    static const char *const values[] = {
        "\"date\": \"2025-01\", \"value\": \"$1B\", \"basis\": \"round\"",
        "\"date\": \"2025-01\", \"value\": \"$20B\", \"basis\": \"tender\"",
        "\"date\": \"2025-01\", \"value\": \"$10000B\", \"basis\": \"market\"",
    };
    struct fixture fixture = fixture_init();
    struct chart *chart = range_of(&fixture, fixture_valuations(&fixture, values, 2), "p", NULL, 499);
    assert_true(((const struct range_plan *)chart->plan)->log);
    assert_holds(chart->subtitle, "log scale");
    assert_holds(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)), "log scale");
    chart = range_of(&fixture, fixture_valuations(&fixture, values, 3), "p", NULL, 246);
    fixture_chart_scene(&fixture, chart, 246);
    struct chart_request request = fixture_request(499);
    request.scale = CHART_SCALE_LINEAR;
    chart = fixture_chart(&fixture, fixture_valuations(&fixture, values, 3), NULL, range_chart_make, request);
    assert_false(((const struct range_plan *)chart->plan)->log);
    assert_lacks(chart->subtitle, "log");
    assert_near(((const struct range_plan *)chart->plan)->axis.scale.low, 0, 0);
    fixture_finish(&fixture);
}

/* Sixty values, all equal, of one day; of fifty years; labels as long as a line */
static void test_crowds(void **state)
{
    (void)state;
    enum { MANY = 60 };
    static const char *const bases[] = {
        "round", "tender", "secondary", "market", "acquisition", "implied", "reported", "appraisal"};
    const double widths[] = {246, 499};
    struct fixture fixture = fixture_init();
    for (int kind = 0; kind < 4; kind++) {
        const char *values[MANY];
        for (int i = 0; i < MANY; i++)
            values[i] = arena_printf(fixture.arena,
                "\"date\": \"%s\", \"value\": %s, \"basis\": \"%s\", \"status\": \"%s\"",
                kind == 2 ? arena_printf(fixture.arena, "%d-03", 1990 + i % 51) : "2025-03-01",
                kind == 0   ? "\"$5B\""
                : kind == 3 ? "{\"low\": 3000000000, \"high\": 90000000000, \"text\": \"a number of billions "
                              "that nobody of those who know it would tell\"}"
                            : arena_printf(fixture.arena, "\"$%d.5B\"", 1 + i * 7 % 60),
                bases[i % 8],
                i % 3 == 0   ? "closed"
                : i % 3 == 1 ? "announced"
                             : "in_talks");
        for (size_t w = 0; w < 2; w++) {
            struct chart *chart =
                range_of(&fixture, fixture_valuations(&fixture, values, MANY), "p", NULL, widths[w]);
            assert_non_null(chart);
            fixture_chart_scene(&fixture, chart, widths[w]);
        }
    }
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_party), cmocka_unit_test(test_samples),
        cmocka_unit_test(test_judged), cmocka_unit_test(test_no_data), cmocka_unit_test(test_forms),
        cmocka_unit_test(test_pre_money), cmocka_unit_test(test_vague), cmocka_unit_test(test_scale),
        cmocka_unit_test(test_crowds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
