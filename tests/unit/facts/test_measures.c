/* SPDX-License-Identifier: MIT */
/* Metrics against deals, valuations and each other: cover, multiples, growth, runway. */
#include "support.h"

#include "made.h"

#include <math.h>
#include <string.h>

static void check_ratio(struct quotient ratio, double low, double high, double headline)
{
    assert_true(isnan(low) ? isnan(ratio.low) : fabs(ratio.low - low) < 1e-9);
    assert_true(isnan(high) ? isnan(ratio.high) : ratio.high == high || fabs(ratio.high - high) < 1e-9);
    assert_true(isnan(headline) ? isnan(ratio.headline) : fabs(ratio.headline - headline) < 1e-9);
}

static struct metric *metric(struct made *made, const char *party, const char *name, const char *period,
    const char *value, enum metric_basis basis)
{
    struct dataset *dataset = &made->dataset;
    if (!dataset->metrics)
        dataset->metrics = arena_array(made->arena, struct metric, 32);
    assert_true(dataset->metric_count < 32);
    struct metric *metric = &dataset->metrics[dataset->metric_count++];
    *metric = (struct metric){.party = dataset_find_party(dataset, party),
        .name = name,
        .period_words = period,
        .value_words = value,
        .basis = basis};
    const char *sentence, *hint;
    if (!date_parse(made->arena, period, &metric->period, &sentence, &hint))
        metric->period = (struct date){0};
    metric->value = made_amount(made, value);
    return metric;
}

static struct valuation *valuation(
    struct made *made, const char *party, const char *date, const char *value, enum status status)
{
    struct dataset *dataset = &made->dataset;
    if (!dataset->valuations)
        dataset->valuations = arena_array(made->arena, struct valuation, 32);
    struct valuation *valuation = &dataset->valuations[dataset->valuation_count++];
    *valuation = (struct valuation){.party = dataset_find_party(dataset, party),
        .date = made_date(made, date),
        .value = made_amount(made, value),
        .status = status,
        .deal = NO_INDEX};
    return valuation;
}

static void buy(
    struct made *made, const char *id, const char *from, const char *amount, int years, enum status status)
{
    struct deal *deal = made_deal(made, id, TYPE_SERVICES, from, "seller", amount, status);
    deal->term = (struct term){.present = years > 0, .years_low = years * 10000, .years_high = years * 10000};
}

/* ---- cover ---- */

static void test_cover(void **state)
{
    (void)state;
    struct made made = made_start();
    buy(&made, "cloud", "a", "$300", 500, STATUS_SIGNED);      /* 60 a year */
    buy(&made, "maybe", "a", "up to $40", 400, STATUS_AGREED); /* 0–10 */
    buy(&made, "endless", "a", "$7", 0, STATUS_SIGNED);
    buy(&made, "dark", "a", "undisclosed", 500, STATUS_SIGNED);
    buy(&made, "dead", "a", "$500", 500, STATUS_LAPSED);
    made_deal(&made, "stake", TYPE_EQUITY, "a", "seller", "$50", STATUS_SIGNED);
    metric(&made, "a", "revenue", "2024", "$4", METRIC_ACTUAL);
    metric(&made, "a", "Revenue", "2025", "about $10", METRIC_FORECAST);
    metric(&made, "a", "revenue", "2026", "$20", METRIC_FORECAST);
    metric(&made, "a", "revenue", "2025-H1", "$4", METRIC_ACTUAL);
    metric(&made, "a", "revenue", "FY2025", "$9", METRIC_ACTUAL); /* nobody knows from when to when */
    metric(&made, "a", "revenue per head", "2025", "$1", METRIC_ACTUAL);
    metric(&made, "seller", "revenue", "2025", "$1", METRIC_ACTUAL); /* buys nothing */
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->figures.cover_count, 1);
    const struct cover *cover = &facts->figures.covers[0];
    assert_int_equal(cover->firm.flows, 1);
    assert_int_equal(cover->firm.yearly.headline, 6000);
    assert_int_equal(cover->firm.termless, 1);
    assert_int_equal(cover->firm.termless_sum.headline, 700);
    assert_int_equal(cover->firm.undisclosed, 1);
    assert_int_equal(cover->live.flows, 2);
    assert_int_equal(cover->live.yearly.low, 6000);
    assert_int_equal(cover->live.yearly.high, 7000);
    assert_int_equal(cover->metric_count, 4);
    const struct cover_metric *at = cover->metrics; /* 2024, 2025 (the half begins on the same day), 2026 */
    check_ratio(at[0].firm, 15, 15, 15);
    assert_true(at[1].chosen);
    check_ratio(at[1].firm, 60 / 11.0, 60 / 9.0, 6);
    check_ratio(at[1].live, 60 / 11.0, 70 / 9.0, 7);
    assert_int_equal(at[2].revenue.scale, 2);
    check_ratio(at[2].firm, 7.5, 7.5, 7.5);
    assert_false(at[0].chosen || at[2].chosen || at[3].chosen);
    assert_int_equal(cover->part_count, 2);
    check_ratio(cover->parts[0].ratio, 60 / 11.0, 60 / 9.0, 6);
    check_ratio(cover->parts[1].ratio, 0, 10 / 9.0, 1);
    made_end(&made);
}

/* Jointly paid, open, without headline, against nothing. */
static void test_cover_bounds(void **state)
{
    (void)state;
    struct made made = made_start();
    buy(&made, "joint", "a+b", "$50", 500, STATUS_SIGNED);
    buy(&made, "own", "a", "$10", 500, STATUS_SIGNED);
    buy(&made, "open", "c", "over $10", 500, STATUS_SIGNED);
    buy(&made, "zero", "d", "$10", 500, STATUS_SIGNED);
    buy(&made, "termless", "e", "$10", 0, STATUS_SIGNED);
    metric(&made, "a", "revenue", "2025", "$4", METRIC_ACTUAL);
    metric(&made, "b", "revenue", "2025", "over $4", METRIC_ACTUAL);
    metric(&made, "c", "revenue", "2025", "up to $4", METRIC_ACTUAL);
    metric(&made, "d", "revenue", "2025", "$0", METRIC_ACTUAL);
    metric(&made, "e", "revenue", "2025", "$4", METRIC_ACTUAL);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct cover *cover = facts->figures.covers;
    assert_int_equal(facts->figures.cover_count, 5);
    check_ratio(cover[0].metrics[0].firm, 0.5, 3, NAN); /* 2 to 12 */
    assert_int_equal(cover[0].firm.joint, 1);
    assert_int_equal(cover[0].part_count, 1);
    check_ratio(cover[1].metrics[0].firm, 0, 2.5, NAN);
    /* seller is the third party */
    check_ratio(cover[2].metrics[0].firm, 0.5, (double)INFINITY, 0.5);
    check_ratio(cover[3].metrics[0].firm, NAN, NAN, NAN);
    check_ratio(cover[4].metrics[0].firm, NAN, NAN, NAN);
    assert_int_equal(cover[4].firm.flows, 0);
    made_end(&made);
}

/* A unit's revenue is not set against its parent's purchases; what stays in the group is not bought. */
static void test_cover_levels(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "group", NULL);
    made_party(&made, "unit", "group");
    buy(&made, "outside", "unit", "$50", 500, STATUS_SIGNED);
    made_deal(&made, "inside", TYPE_SERVICES, "group", "unit", "$9", STATUS_SIGNED)->term =
        (struct term){.present = true, .years_low = YEARS_ONE, .years_high = YEARS_ONE};
    metric(&made, "unit", "revenue", "2025", "$4", METRIC_ACTUAL);
    assert_int_equal(made_facts(&made, LEVEL_PARENT)->figures.cover_count, 0);
    const struct facts *facts = made_facts(&made, LEVEL_SELF);
    assert_int_equal(facts->figures.cover_count, 1);
    check_ratio(facts->figures.covers[0].metrics[0].firm, 2.5, 2.5, 2.5);
    metric(&made, "group", "revenue", "2025", "$5", METRIC_ACTUAL);
    facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->figures.cover_count, 1);
    check_ratio(facts->figures.covers[0].metrics[0].firm, 2, 2, 2);
    made_end(&made);
}

static const char *chosen_period(struct made *made)
{
    const struct facts *facts = made_facts(made, LEVEL_PARENT);
    const struct cover *cover = &facts->figures.covers[0];
    for (size_t i = 0; i < cover->metric_count; i++)
        if (cover->metrics[i].chosen)
            return arena_printf(made->arena, "%s %s",
                made->dataset.metrics[cover->metrics[i].revenue.metric].period_words,
                metric_basis_name(cover->metrics[i].revenue.basis));
    return "none";
}

static void test_choice(void **state)
{
    (void)state;
    struct made made = made_start(); /* as of 17 December 2025 */
    buy(&made, "cloud", "a", "$300", 500, STATUS_SIGNED);
    metric(&made, "a", "revenue", "2027", "$4", METRIC_FORECAST);
    assert_string_equal(chosen_period(&made), "2027 forecast"); /* nothing has begun */
    metric(&made, "a", "revenue", "2026-03", "$4", METRIC_RUN_RATE);
    assert_string_equal(chosen_period(&made), "2026-03 run-rate"); /* the first to begin */
    metric(&made, "a", "revenue", "2025-Q3", "$4", METRIC_ACTUAL);
    assert_string_equal(chosen_period(&made), "2025-Q3 actual");
    metric(&made, "a", "revenue", "2024", "$4", METRIC_FORECAST);
    assert_string_equal(chosen_period(&made), "2024 forecast"); /* a whole year before a scaled part */
    metric(&made, "a", "revenue", "2024", "$4", METRIC_ACTUAL);
    assert_string_equal(chosen_period(&made), "2024 actual");
    metric(&made, "a", "revenue", "2025-10", "$4", METRIC_RUN_RATE);
    assert_string_equal(chosen_period(&made), "2025-10 run-rate");
    metric(&made, "a", "revenue", "2025", "$4", METRIC_FORECAST);
    assert_string_equal(chosen_period(&made), "2025 forecast"); /* ends later */
    metric(&made, "a", "revenue", "2025", "$4", METRIC_IMPLIED);
    assert_string_equal(chosen_period(&made), "2025 implied");
    metric(&made, "a", "revenue", "2025", "undisclosed", METRIC_ACTUAL);
    assert_string_equal(chosen_period(&made), "2025 implied"); /* no size, no cover */
    made_end(&made);
}

/* ---- multiples ---- */

static void test_multiples(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "a", NULL);
    made_party(&made, "b", NULL);
    metric(&made, "a", "revenue", "2024", "$4", METRIC_ACTUAL);
    metric(&made, "a", "revenue", "2025", "about $10", METRIC_FORECAST);
    metric(&made, "a", "revenue", "2025-06", "$8", METRIC_RUN_RATE);
    metric(&made, "a", "EBITDA", "2025", "$2", METRIC_ACTUAL);
    metric(&made, "a", "headcount", "2025", "$5", METRIC_ACTUAL);
    valuation(&made, "a", "2021", "$20", STATUS_CLOSED); /* too long before anything that is known */
    valuation(&made, "a", "2024-10-02", "$40", STATUS_CLOSED);
    valuation(&made, "a", "2025-12-17", "over $100", STATUS_IN_TALKS);
    valuation(&made, "a", "2025-12-17", "$1", STATUS_WITHDRAWN);
    valuation(&made, "a", "2025", "undisclosed", STATUS_CLOSED);
    valuation(&made, "b", "2025", "$1", STATUS_CLOSED);
    valuation(&made, "a", "2027-02", "$90", STATUS_NONE);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct multiple *at = facts->figures.multiples;
    /* 2024: the year itself, the rate of June after, EBITDA of the next year; talks: three; 2027: nothing
     * near */
    assert_int_equal(facts->figures.multiple_count, 6);
    assert_int_equal(at[0].metric.metric, 0);
    check_ratio(at[0].ratio, 10, 10, 10);
    assert_true(at[0].stands);
    assert_int_equal(at[1].metric.metric, 2);
    assert_int_equal(at[2].metric.metric, 3);
    check_ratio(at[3].ratio, 100 / 11.0, (double)INFINITY, 10);
    assert_false(at[3].stands);
    check_ratio(at[4].ratio, 12.5, (double)INFINITY, 12.5);
    check_ratio(at[5].ratio, 50, (double)INFINITY, 50);
    made_end(&made);
}

/* ---- growth ---- */

static void test_growth(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "a", NULL);
    metric(&made, "a", "revenue", "2025", "about $30", METRIC_ACTUAL);
    metric(&made, "a", "revenue", "2023", "$10", METRIC_ACTUAL);
    metric(&made, "a", "revenue", "2023", "$11", METRIC_ACTUAL); /* the first counts */
    metric(&made, "a", "revenue", "2024", "$20", METRIC_FORECAST);
    metric(&made, "a", "revenue", "2025-H1", "$9", METRIC_ACTUAL);
    metric(&made, "a", "cash", "2024-12-31", "$0", METRIC_ACTUAL);
    metric(&made, "a", "cash", "2025-06-30", "over $9", METRIC_ACTUAL);
    metric(&made, "a", "ebitda", "2024-Q1", "$1", METRIC_ACTUAL);
    metric(&made, "a", "ebitda", "2025-Q1", "$2", METRIC_ACTUAL);
    metric(&made, "a", "arr", "2025-01", "$2", METRIC_RUN_RATE);
    metric(&made, "a", "arr", "2025-07", "$3", METRIC_RUN_RATE);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct growth *at = facts->figures.growths;
    assert_int_equal(facts->figures.growth_count, 4); /* arr, cash, ebitda, revenue */
    check_ratio(at[0].ratio, 1.5, 1.5, 1.5);
    assert_int_equal(at[0].days, 181);
    check_ratio(at[0].annualised, NAN, NAN, NAN);
    check_ratio(at[1].ratio, NAN, NAN, NAN); /* from nothing */
    assert_int_equal(at[2].days, 366);
    check_ratio(at[2].annualised, 1, 1, 1); /* doubled in exactly a year, leap day or not */
    assert_int_equal(at[3].from, 1);
    check_ratio(at[3].ratio, 2.7, 3.3, 3);
    check_ratio(at[3].annualised, sqrt(2.7) - 1, sqrt(3.3) - 1, sqrt(3) - 1);
    made_end(&made);
}

/* ---- runway ---- */

static void test_runway(void **state)
{
    (void)state;
    struct made made = made_start();
    const char *ids[] = {"a", "b", "c", "d", "e"};
    for (int i = 0; i < 5; i++)
        made_party(&made, ids[i], NULL);
    metric(&made, "a", "cash", "2024-12-31", "$5", METRIC_ACTUAL);
    metric(&made, "a", "cash", "2025-06-30", "about $18", METRIC_ACTUAL);
    metric(&made, "a", "cash", "2025-12-01", "$1", METRIC_FORECAST);
    metric(&made, "a", "cash", "2026-06-30", "$1", METRIC_ACTUAL);
    metric(&made, "a", "cash burn", "2025", "$9", METRIC_FORECAST);
    metric(&made, "a", "cash_burn", "2025-H1", "$3", METRIC_ACTUAL);
    metric(&made, "a", "net_loss", "2025", "$90", METRIC_ACTUAL);
    metric(&made, "b", "cash", "2025", "$10", METRIC_ACTUAL);
    metric(&made, "b", "net_loss", "2025", "up to $5", METRIC_ACTUAL);
    metric(&made, "c", "cash", "2025", "$10", METRIC_ACTUAL);
    metric(&made, "c", "net_loss", "2025", "$5", METRIC_ACTUAL);
    metric(&made, "c", "operating_loss", "2025-Q2", "$1", METRIC_ACTUAL);
    metric(&made, "d", "cash", "2025", "undisclosed", METRIC_ACTUAL);
    metric(&made, "d", "cash_burn", "2025", "$5", METRIC_ACTUAL);
    metric(&made, "e", "cash", "2025", "$0", METRIC_ACTUAL);
    metric(&made, "e", "cash_burn", "2025", "$5", METRIC_ACTUAL);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct runway *at = facts->figures.runways;
    assert_int_equal(facts->figures.runway_count, 5);
    assert_int_equal(at[0].cash, 1);
    check_ratio(at[0].years, 1.8, 2.2, 2);
    assert_true(at[0].chosen);
    assert_int_equal(at[1].burn.scale, 2);
    check_ratio(at[1].years, 2.7, 3.3, 3);
    assert_false(at[1].chosen);
    assert_int_equal(at[2].kind, BURN_NET_LOSS);
    check_ratio(at[2].years, 2, (double)INFINITY, 2);
    assert_int_equal(at[3].kind, BURN_OPERATING_LOSS);
    check_ratio(at[3].years, 2.5, 2.5, 2.5);
    check_ratio(at[4].years, 0, 0, 0);
    made_end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cover), cmocka_unit_test(test_cover_bounds),
        cmocka_unit_test(test_cover_levels), cmocka_unit_test(test_choice), cmocka_unit_test(test_multiples),
        cmocka_unit_test(test_growth), cmocka_unit_test(test_runway)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
