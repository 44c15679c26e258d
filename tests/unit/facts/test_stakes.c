/* SPDX-License-Identifier: MIT */
/* What part of a party the money in a valuation comes to. */
#include "support.h"

#include "made.h"

#include <math.h>

static void check_share(struct quotient ratio, double low, double high, double headline)
{
    assert_true(fabs(ratio.low - low) < 1e-9);
    assert_true(fabs(ratio.high - high) < 1e-9);
    assert_true(isnan(headline) ? isnan(ratio.headline) : fabs(ratio.headline - headline) < 1e-9);
}

static struct valuation *round_of(
    struct made *made, const char *value, enum valuation_money basis, const char *raised)
{
    struct dataset *dataset = &made->dataset;
    if (!dataset->valuations) {
        dataset->valuations = arena_array(made->arena, struct valuation, 32);
        made_party(made, "a", NULL);
    }
    struct valuation *valuation = &dataset->valuations[dataset->valuation_count++];
    *valuation = (struct valuation){.party = 0,
        .date = made_date(made, "2025"),
        .value = made_amount(made, value),
        .money = basis,
        .raised = made_amount(made, raised),
        .deal = NO_INDEX};
    return valuation;
}

static const struct stake_figure *stakes(struct made *made, size_t count)
{
    const struct facts *facts = made_facts(made, LEVEL_PARENT);
    assert_int_equal(facts->figures.stake_count, count);
    return facts->figures.stakes;
}

static void test_bases(void **state)
{
    (void)state;
    struct made made = made_start();
    round_of(&made, "$300", MONEY_POST, "$30");
    round_of(&made, "$270", MONEY_PRE, "$30");
    round_of(&made, "$90", MONEY_UNSPECIFIED, "$10");
    round_of(&made, "about $100", MONEY_POST, "up to $10");
    round_of(&made, "$90-$190", MONEY_PRE, "about $10");
    round_of(&made, "over $500", MONEY_UNSPECIFIED, "$10");
    round_of(&made, "$100", MONEY_POST, "over $10");
    round_of(&made, "$100", MONEY_PRE, "over $10");
    round_of(&made, "$100", MONEY_POST, "undisclosed");
    round_of(&made, "undisclosed", MONEY_POST, "$10");
    round_of(&made, "$0", MONEY_POST, "$10");
    round_of(&made, "$10", MONEY_POST, "$30");
    const struct stake_figure *at = stakes(&made, 9);
    check_share(at[0].share, 0.1, 0.1, 0.1);
    check_share(at[1].share, 0.1, 0.1, 0.1);
    check_share(at[2].share, 0.1, 1 / 9.0, NAN);
    assert_true(fabs(at[2].head_low - 0.1) < 1e-9 && fabs(at[2].head_high - 1 / 9.0) < 1e-9);
    check_share(at[3].share, 0, 10 / 90.0, 0.1);
    check_share(at[4].share, 9 / 199.0, 11 / 101.0, NAN);
    assert_true(isnan(at[4].head_low));
    check_share(at[5].share, 0, 0.02, NAN); /* at most 2 % */
    check_share(at[6].share, 0.1, 1, 0.1);
    check_share(at[7].share, 10 / 110.0, 1, 10 / 110.0);
    check_share(at[8].share, 1, 1, 1); /* more than all there is */
    made_end(&made);
}

static void test_sold(void **state)
{
    (void)state;
    struct made made = made_start();
    struct valuation *sale = round_of(&made, "$500", MONEY_UNSPECIFIED, NULL);
    sale->sold = made_amount(&made, "$6.60");
    sale = round_of(&made, "$90", MONEY_PRE, "$10");
    sale->sold = made_amount(&made, "$9");
    round_of(&made, "$90", MONEY_PRE, "$10")->status = STATUS_WITHDRAWN;
    round_of(&made, "$90", MONEY_PRE, NULL);
    const struct stake_figure *at = stakes(&made, 3);
    assert_int_equal(at[0].of, STAKE_SOLD);
    check_share(at[0].share, 0.0132, 0.0132, 0.0132);
    check_share(at[1].share, 0.1, 0.1, 0.1);
    assert_int_equal(at[2].of, STAKE_SOLD);
    check_share(at[2].share, 0.1, 0.1, 0.1); /* no new money: of the whole as it is */
    made_end(&made);
}

static void test_deals(void **state)
{
    (void)state;
    struct made made = made_start();
    for (int i = 0; i < 5; i++)
        round_of(&made, "over $500", MONEY_UNSPECIFIED, NULL)->deal = (size_t)i;
    made_deal(&made, "equity", TYPE_EQUITY, "x", "a", "$10", STATUS_IN_TALKS);
    made_deal(&made, "lease", TYPE_LEASE, "x", "a", "$10", STATUS_SIGNED);
    made_deal(&made, "else", TYPE_EQUITY, "x", "b", "$10", STATUS_SIGNED);
    made_deal(&made, "dark", TYPE_EQUITY, "x", "a", "undisclosed", STATUS_SIGNED);
    struct deal *legs = made_deal(&made, "legs", TYPE_EQUITY, "x", "a", "$99", STATUS_SIGNED);
    made_legs(&made, legs, 3);
    legs->legs[0].amount = made_amount(&made, "$20");
    legs->legs[1].amount = made_amount(&made, "$5");
    legs->legs[2].amount = made_amount(&made, "$7");
    legs->legs[2].type = TYPE_DEBT;
    const struct stake_figure *at = stakes(&made, 3);
    assert_int_equal(at[0].of, STAKE_DEAL);
    check_share(at[0].share, 0, 0.02, NAN);
    check_share(at[1].share, 0, 1, NAN);
    check_share(at[2].share, 0, 0.05, NAN); /* 25 of it */
    made_end(&made);
}

/* 27 % may be 26.5 to 27.5 and no more. */
static void test_stated(void **state)
{
    (void)state;
    static const int64_t percents[] = {27000000, 26000000, 27600000, 27490000};
    static const bool outside[] = {false, true, true, false};
    struct made made = made_start();
    for (int i = 0; i < 4; i++)
        round_of(&made, "$1000", MONEY_POST, "$274.90")->stake =
            (struct stake){.present = true, .has_percent = true, .percent_millionths = percents[i]};
    round_of(&made, "$1000", MONEY_POST, "$100")->deal = 0;
    round_of(&made, "$1000", MONEY_POST, "$100")->stake.present = true;
    made_deal(&made, "deal", TYPE_EQUITY, "x", "a", "$100", STATUS_SIGNED)->stake =
        (struct stake){.present = true, .has_percent = true, .percent_millionths = 10000000};
    const struct stake_figure *at = stakes(&made, 6);
    for (int i = 0; i < 4; i++)
        assert_int_equal(at[i].outside, outside[i]);
    assert_true(at[4].has_stated && at[4].stated_by_deal && !at[4].outside);
    assert_false(at[5].has_stated);
    made_end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bases), cmocka_unit_test(test_sold),
        cmocka_unit_test(test_deals), cmocka_unit_test(test_stated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
