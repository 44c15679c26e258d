/* SPDX-License-Identifier: MIT */
/* Paid against promised, sums by status, the guaranteed share. */
#include "support.h"

#include "made.h"

#include <math.h>
#include <string.h>

static const struct paid *paid_of(const struct facts *facts, const char *key)
{
    for (size_t i = 0; i < facts->figures.paid_count; i++)
        if (!strcmp(facts->flows[facts->figures.paids[i].flow].key, key))
            return &facts->figures.paids[i];
    return NULL;
}

/* "low..high (headline)" in whole units */
static const char *said(struct made *made, struct interval interval)
{
    struct amount amount = {.kind = AMOUNT_RANGE,
        .low = interval.low,
        .high = interval.high,
        .headline = interval.headline,
        .has_headline = interval.has_headline};
    char *words = arena_strdup(made->arena, made_words(made, &amount));
    *strrchr(words, ' ') = '\0';
    return words;
}

static void check_ratio(struct quotient ratio, double low, double high, double headline)
{
    assert_true(fabs(ratio.low - low) < 1e-9);
    assert_true(ratio.high == high || fabs(ratio.high - high) < 1e-9);
    assert_true(isnan(headline) ? isnan(ratio.headline) : fabs(ratio.headline - headline) < 1e-9);
}

static struct deal *equity(struct made *made, const char *id, const char *amount, const char *funded)
{
    struct deal *deal = made_deal(made, id, TYPE_EQUITY, "a", "b", amount, STATUS_SIGNED);
    deal->funded = made_amount(made, funded);
    return deal;
}

static void test_flows(void **state)
{
    (void)state;
    struct made made = made_start();
    equity(&made, "exact", "$13", "$11.60");
    equity(&made, "up-to", "up to $40", "$10");
    equity(&made, "about", "$40", "about $10");
    equity(&made, "over", "over $40", "$10");
    equity(&made, "dark", "undisclosed", "$5");
    equity(&made, "hushed", "$40", "undisclosed");
    equity(&made, "nothing", "$40", "none");
    equity(&made, "all", "$40", "$40");
    equity(&made, "range", "$10-$20", "$5");
    equity(&made, "silent", "$40", NULL);
    equity(&made, "dead", "$40", "$10")->status = STATUS_LAPSED;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->figures.paid_count, 10);
    assert_null(paid_of(facts, "silent"));
    const struct paid *paid = paid_of(facts, "exact");
    check_ratio(paid->share, 11.6 / 13, 11.6 / 13, 11.6 / 13);
    assert_string_equal(said(&made, paid->pending), "1.40..1.40 (1.40)");
    paid = paid_of(facts, "up-to"); /* at least 10 of it is certain now; all of it, should no more come */
    check_ratio(paid->share, 0.25, 1, 0.25);
    assert_string_equal(said(&made, paid->pending), "0..30 (30)");
    paid = paid_of(facts, "about");
    check_ratio(paid->share, 9 / 40.0, 11 / 40.0, 0.25);
    assert_string_equal(said(&made, paid->pending), "29..31 (30)");
    paid = paid_of(facts, "over");
    check_ratio(paid->share, 0, 0.25, 0.25);
    assert_string_equal(said(&made, paid->pending), "30..open (30)");
    paid = paid_of(facts, "dark");
    check_ratio(paid->share, 0, 1, NAN);
    assert_string_equal(said(&made, paid->pending), "0..open (-)");
    paid = paid_of(facts, "hushed");
    assert_true(paid->undisclosed);
    check_ratio(paid->share, 0, 1, NAN);
    assert_string_equal(said(&made, paid->pending), "0..40 (-)");
    paid = paid_of(facts, "nothing");
    check_ratio(paid->share, 0, 0, 0);
    assert_string_equal(said(&made, paid->pending), "40..40 (40)");
    check_ratio(paid_of(facts, "all")->share, 1, 1, 1);
    check_ratio(paid_of(facts, "range")->share, 0.25, 0.5, NAN);
    paid = paid_of(facts, "dead");
    check_ratio(paid->share, 0.25, 0.25, 0.25);
    assert_string_equal(said(&made, paid->pending), "0..0 (-)");
    made_end(&made);
}

static void test_dates(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = equity(&made, "tranches", "up to $40", "$30");
    for (int i = 0; i < 3; i++)
        made_tranche(&made, deal, "$10", NULL)->status = i < 2 ? STATUS_CLOSED : STATUS_SIGNED;
    deal->tranches[0].met_on = made_date(&made, "2025-10-28");
    deal->tranches[1].met_on = made_date(&made, "2025-04");
    deal->tranches[2].met_on = made_date(&made, "2025-12");
    deal = equity(&made, "closed", "$10", "$10");
    deal->status = STATUS_CLOSED;
    deal->dates.closed = made_date(&made, "2025-03");
    equity(&made, "neither", "$10", "$1")->dates.closed = made_date(&made, "2025-03");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(paid_of(facts, "tranches")->date.last, day_of(2025, 10, 28));
    assert_int_equal(paid_of(facts, "closed")->date.first, day_of(2025, 3, 1));
    assert_int_equal(paid_of(facts, "neither")->date.precision, DATE_NONE);
    made_end(&made);
}

/* A known split is one entry, in whole hundredths; legs have one each. */
static void test_splits(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = made_deal(&made, "three", TYPE_EQUITY, "x+y+z", "b", "$100", STATUS_SIGNED);
    deal->split.kind = SPLIT_EQUAL;
    deal->funded = made_amount(&made, "$10");
    deal = made_deal(&made, "legs", TYPE_EQUITY, "a", "b", NULL, STATUS_SIGNED);
    struct leg *legs = made_legs(&made, deal, 2);
    legs[0].amount = made_amount(&made, "$30");
    legs[1].amount = made_amount(&made, "$10");
    legs[1].funded = made_amount(&made, "$2.50");
    deal->funded = made_amount(&made, "$2.50"); /* for print only where there are legs */
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->figures.paid_count, 2);
    assert_string_equal(said(&made, paid_of(facts, "three")->paid), "10..10 (10)");
    check_ratio(paid_of(facts, "three")->share, 0.1, 0.1, 0.1);
    check_ratio(paid_of(facts, "legs#1")->share, 0.25, 0.25, 0.25);
    const struct paid_total *cell = &facts->figures.paid[CLASS_CAPITAL][BUCKET_FIRM];
    assert_int_equal(cell->flows, 2);
    assert_string_equal(said(&made, cell->paid), "12.50..12.50 (12.50)");
    assert_string_equal(said(&made, cell->of), "110..110 (110)");
    assert_string_equal(said(&made, cell->pending), "127.50..127.50 (127.50)");
    made_end(&made);
}

static void test_cells(void **state)
{
    (void)state;
    struct made made = made_start();
    equity(&made, "some", "up to $40", "$10");
    equity(&made, "dark", "undisclosed", NULL);
    equity(&made, "closed", "$8", NULL)->status = STATUS_CLOSED;
    equity(&made, "closed-some", "$8", "$6")->status = STATUS_CLOSED;
    struct deal *deal = equity(&made, "tranche", "$20", NULL);
    made_tranche(&made, deal, "$5", NULL)->status = STATUS_CLOSED;
    made_tranche(&made, deal, "$15", NULL);
    equity(&made, "hushed", "$4", "undisclosed");
    equity(&made, "dead", "$40", "$9")->status = STATUS_LAPSED;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct paid_total *cell = &facts->figures.paid[CLASS_CAPITAL][BUCKET_FIRM];
    assert_int_equal(cell->flows, 3);
    assert_int_equal(cell->undisclosed, 1);
    assert_string_equal(said(&made, cell->paid), "16..16 (16)");
    assert_string_equal(said(&made, cell->of), "18..48 (48)");
    assert_string_equal(said(&made, cell->closed), "13..13 (13)");
    /* 10–40, 8, 8, 20, 4 are 50–80 (80); paid and closed 29–33 (29) */
    assert_string_equal(said(&made, cell->pending), "17..51 (51)");
    cell = &facts->figures.paid[CLASS_CAPITAL][BUCKET_DEAD];
    assert_string_equal(said(&made, cell->paid), "9..9 (9)");
    assert_string_equal(said(&made, cell->pending), "0..0 (0)");
    made_end(&made);
}

/* A whole says 10 is paid, its parts 4 and 3: 10 it is; of another whole the parts say more. */
static void test_parts(void **state)
{
    (void)state;
    struct made made = made_start();
    equity(&made, "whole", "$40", "$10");
    equity(&made, "one", "$20", "$4")->part_of = 0;
    equity(&made, "two", "$15", "$3")->part_of = 0;
    equity(&made, "below", "$5", "$1")->part_of = 2;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct paid_total *cell = &facts->figures.paid[CLASS_CAPITAL][BUCKET_FIRM];
    assert_string_equal(said(&made, cell->paid), "10..10 (10)");
    assert_string_equal(said(&made, cell->pending), "30..30 (30)");
    assert_string_equal(said(&made, paid_of(facts, "whole")->paid), "10..10 (10)");
    made.dataset.deals[0].funded = made_amount(&made, "$6");
    facts = made_facts(&made, LEVEL_PARENT);
    cell = &facts->figures.paid[CLASS_CAPITAL][BUCKET_FIRM];
    assert_string_equal(said(&made, cell->paid), "7..7 (7)");
    assert_string_equal(said(&made, cell->pending), "33..33 (33)");
    made_end(&made);
}

/* Sums at the end of what fits stay there. */
static void test_huge(void **state)
{
    (void)state;
    struct made made = made_start();
    for (int i = 0; i < 12; i++)
        equity(&made, arena_printf(made.arena, "d%d", i), "$10000000000000000", "$9000000000000000");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct paid_total *cell = &facts->figures.paid[CLASS_CAPITAL][BUCKET_FIRM];
    assert_int_equal(cell->paid.low, MONEY_OPEN); /* 1.08e19 hundredths are more than fit */
    assert_int_equal(cell->pending.high, MONEY_OPEN);
    assert_true(cell->pending.low >= 0);
    made_end(&made);
}

static void test_statuses(void **state)
{
    (void)state;
    struct made made = made_start();
    equity(&made, "signed", "$8", NULL);
    equity(&made, "letter", "$8", NULL)->binding = TRI_FALSE;
    struct deal *deal = made_deal(&made, "bound", TYPE_LEASE, "a", "b+c", "up to $6", STATUS_ANNOUNCED);
    deal->binding = TRI_TRUE;
    deal->split.kind = SPLIT_EQUAL;
    made_deal(&made, "said", TYPE_LEASE, "a", "b", "undisclosed", STATUS_ANNOUNCED);
    made_deal(&made, "gone", TYPE_LEASE, "a", "b", "$3", STATUS_DENIED);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct status_total *cell = &facts->by_status[CLASS_CAPITAL][STATUS_SIGNED];
    assert_int_equal(cell->total.headline, 1600);
    assert_int_equal(cell->not_binding, 1);
    assert_int_equal(cell->binding, 0);
    cell = &facts->by_status[CLASS_COMMERCE][STATUS_ANNOUNCED];
    assert_int_equal(cell->total.flows, 2);
    assert_int_equal(cell->total.undisclosed, 1);
    assert_int_equal(cell->total.high, 600);
    assert_int_equal(cell->binding, 1); /* one flow, however many share it */
    assert_int_equal(facts->by_status[CLASS_COMMERCE][STATUS_DENIED].total.headline, 300);
    assert_int_equal(facts->by_status[CLASS_CAPITAL][STATUS_CLOSED].total.flows, 0);
    made_end(&made);
}

/* 8 signed, half of 6 certain, 20 in talks: certain are 8 of 34 and what merely has a low end 31 of 34 */
static void test_guaranteed(void **state)
{
    (void)state;
    struct made made = made_start();
    equity(&made, "signed", "$8", NULL);
    struct deal *deal = made_deal(&made, "part", TYPE_LEASE, "a", "b", "$6", STATUS_SIGNED);
    made_tranche(&made, deal, "$3", NULL);
    made_tranche(&made, deal, "$3", "permit");
    made_deal(&made, "talk", TYPE_EQUITY, "a", "b", "$20", STATUS_IN_TALKS);
    made_deal(&made, "range", TYPE_EQUITY, "a", "b", "$5-$9", STATUS_SIGNED);
    made_deal(&made, "gone", TYPE_EQUITY, "a", "b", "$50", STATUS_LAPSED);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->all_live.headline, 3400);
    assert_int_equal(facts->all_live.certain, 3100);
    assert_int_equal(facts->live_certain, 1100);
    made_end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_flows), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_splits), cmocka_unit_test(test_cells), cmocka_unit_test(test_parts),
        cmocka_unit_test(test_huge), cmocka_unit_test(test_statuses), cmocka_unit_test(test_guaranteed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
