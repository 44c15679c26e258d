/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "made.h"

#include <string.h>

/* ---- what one deal's amount is worth ---- */

static const char *words_of(struct made *made, const char *id)
{
    return made_words(made, &made_flow(made_facts(made, LEVEL_PARENT), id, 0)->amount);
}

static void test_paid(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "round", TYPE_EQUITY, "a", "b", "up to $40", STATUS_SIGNED)->funded =
        made_amount(&made, "$10");
    made_deal(&made, "exact", TYPE_EQUITY, "a", "b", "$13", STATUS_SIGNED)->funded =
        made_amount(&made, "$11.60");
    made_deal(&made, "hidden", TYPE_EQUITY, "a", "b", "undisclosed", STATUS_SIGNED)->funded =
        made_amount(&made, "$5");
    made_deal(&made, "full", TYPE_EQUITY, "a", "b", "up to $40", STATUS_SIGNED)->funded =
        made_amount(&made, "$40");
    made_deal(&made, "above", TYPE_EQUITY, "a", "b", "over $3", STATUS_SIGNED)->funded =
        made_amount(&made, "$8");
    made_deal(&made, "talk", TYPE_EQUITY, "a", "b", "undisclosed", STATUS_SIGNED);
    made_deal(&made, "something", TYPE_EQUITY, "a", "b", NULL, STATUS_SIGNED)->funded =
        made_amount(&made, "undisclosed");
    made_deal(&made, "nothing", TYPE_EQUITY, "a", "b", "none", STATUS_SIGNED)->funded =
        made_amount(&made, "undisclosed");
    assert_string_equal(words_of(&made, "round"), "10..40 (40) at-most");
    assert_string_equal(words_of(&made, "exact"), "13..13 (13) exact");
    assert_string_equal(words_of(&made, "hidden"), "5..open (-) at-least");
    assert_string_equal(words_of(&made, "full"), "40..40 (40) exact");
    assert_string_equal(words_of(&made, "above"), "8..open (8) at-least");
    assert_string_equal(words_of(&made, "talk"), "0..0 (-) undisclosed");
    assert_string_equal(words_of(&made, "something"), "0..0 (-) undisclosed");
    assert_true(made_flow(made_facts(&made, LEVEL_PARENT), "something", 0)->is_money);
    assert_string_equal(words_of(&made, "nothing"), "0..0 (-) none");
    made_end(&made);
}

static void test_tranches(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = made_deal(&made, "half", TYPE_EQUITY, "a", "b", "$50", STATUS_SIGNED);
    made_tranche(&made, deal, "$15", NULL);
    made_tranche(&made, deal, "$35", "a listing");
    deal = made_deal(&made, "roughly", TYPE_EQUITY, "a", "b", "about $12", STATUS_SIGNED);
    made_tranche(&made, deal, "$4", NULL);
    made_tranche(&made, deal, "$8", "a listing");
    deal = made_deal(&made, "met", TYPE_EQUITY, "a", "b", "$50", STATUS_SIGNED);
    made_tranche(&made, deal, "$15", NULL);
    made_tranche(&made, deal, "$30", "a listing")->met = TRI_TRUE;
    made_tranche(&made, deal, "$5", "profit")->status = STATUS_CLOSED;
    deal = made_deal(&made, "milestones", TYPE_LICENSE, "a", "b", NULL, STATUS_ACTIVE);
    made_tranche(&made, deal, "$500", NULL);
    made_tranche(&made, deal, "up to $4500", "approval");
    deal = made_deal(&made, "upfront", TYPE_LICENSE, "a", "b", NULL, STATUS_ACTIVE);
    made_tranche(&made, deal, "$800", NULL);
    deal = made_deal(&made, "dark", TYPE_LICENSE, "a", "b", NULL, STATUS_ACTIVE);
    made_tranche(&made, deal, "$800", NULL);
    made_tranche(&made, deal, "undisclosed", "approval");
    deal = made_deal(&made, "lapsed", TYPE_LICENSE, "a", "b", NULL, STATUS_ACTIVE);
    made_tranche(&made, deal, "$800", NULL);
    made_tranche(&made, deal, "$100", "approval")->status = STATUS_LAPSED;
    deal = made_deal(&made, "vague", TYPE_LICENSE, "a", "b", "up to $15B", STATUS_IN_TALKS);
    made_tranche(&made, deal, "several billion", "a deal");
    made_tranche(&made, deal, "undisclosed", "milestones");
    deal = made_deal(&made, "promise", TYPE_LICENSE, "a", "b", NULL, STATUS_ACTIVE);
    made_tranche(&made, deal, "$5", NULL);
    made_tranche(&made, deal, "over $10", "approval");
    deal = made_deal(&made, "all-sure", TYPE_LICENSE, "a", "b", "$10", STATUS_ACTIVE);
    made_tranche(&made, deal, "$4", NULL);
    made_tranche(&made, deal, "undisclosed", NULL);
    deal = made_deal(&made, "denied", TYPE_LICENSE, "a", "b", "$10", STATUS_ACTIVE);
    made_tranche(&made, deal, "$4", NULL)->met = TRI_FALSE;
    made_tranche(&made, deal, "$6", NULL);
    deal = made_deal(&made, "floor", TYPE_LICENSE, "a", "b", "undisclosed", STATUS_ACTIVE);
    made_tranche(&made, deal, "$4", NULL);
    made_tranche(&made, deal, "$6", "approval");
    deal = made_deal(&made, "beyond", TYPE_LICENSE, "a", "b", "about $10", STATUS_ACTIVE);
    made_tranche(&made, deal, "$6", NULL);
    made_tranche(&made, deal, "$5", "approval");
    deal->funded = made_amount(&made, "$10.50");
    assert_string_equal(words_of(&made, "half"), "15..50 (50) at-most");
    assert_string_equal(words_of(&made, "roughly"), "4..13.20 (12) approx");
    assert_string_equal(words_of(&made, "met"), "50..50 (50) exact");
    assert_string_equal(words_of(&made, "milestones"), "500..5000 (5000) at-most");
    assert_string_equal(words_of(&made, "upfront"), "800..800 (800) exact");
    assert_string_equal(words_of(&made, "dark"), "800..open (800) at-least");
    assert_string_equal(words_of(&made, "lapsed"), "800..800 (800) exact");
    assert_string_equal(words_of(&made, "vague"), "0..15000000000 (15000000000) at-most");
    assert_string_equal(
        words_of(&made, "promise"), "5..open (-) at-least"); /* "at least $15" would not be certain */
    /* low is the sum of the sure tranches even where that is less than the words promised */
    assert_string_equal(words_of(&made, "all-sure"), "4..10 (10) at-most");
    assert_string_equal(words_of(&made, "denied"), "6..10 (10) at-most");
    assert_string_equal(words_of(&made, "floor"), "4..open (-) at-least");
    /* more is paid than was said: the headline is at least that */
    assert_string_equal(words_of(&made, "beyond"), "10.50..11 (10.50) at-most");
    made_end(&made);
}

/* ---- parts ---- */

static struct deal *part(
    struct made *made, const char *id, const char *amount, enum status status, size_t whole)
{
    struct deal *deal = made_deal(made, id, TYPE_SERVICES, "a", "b", amount, status);
    deal->part_of = whole;
    return deal;
}

static void test_parts(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "cloud", TYPE_SERVICES, "a", "b", "up to $22.40", STATUS_SIGNED);
    part(&made, "cloud-1", "up to $11.90", STATUS_SIGNED, 0);
    part(&made, "cloud-2", "$4", STATUS_SIGNED, 0);
    part(&made, "cloud-3", "up to $6.50", STATUS_SIGNED, 0);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_true(made_flow(facts, "cloud", 0)->in_parts);
    const struct total *total = &facts->totals[CLASS_COMMERCE][BUCKET_FIRM];
    assert_int_equal(total->low, 400);
    assert_int_equal(total->high, 2240);
    assert_int_equal(total->headline, 2240);
    assert_int_equal(total->flows, 3);
    made_end(&made);
}

static void test_part_ceiling(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "sites", TYPE_BUILD, "a", "b", "up to $500", STATUS_ANNOUNCED);
    part(&made, "named", "over $400", STATUS_ANNOUNCED, 0);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct flow *whole = made_flow(facts, "sites", 0);
    assert_string_equal(made_words(&made, &made_flow(facts, "named", 0)->amount), "400..500 (400) at-least");
    assert_string_equal(made_words(&made, &whole->counted), "0..0 (100) at-most");
    assert_string_equal(made_words(&made, &whole->rest), "0..100 (100) at-most");
    assert_false(whole->in_parts);
    assert_int_equal(facts->all_live.low, 40000);
    assert_int_equal(facts->all_live.high, 50000);
    assert_int_equal(facts->all_live.headline, 50000);
    assert_int_equal(facts->all_live.flows, 2);
    made_end(&made);
}

static void test_parts_of_parts(void **state)
{
    (void)state;
    struct made made = made_start();
    part(&made, "leaf", "$30", STATUS_SIGNED, 1);
    part(&made, "middle", "$25-$60", STATUS_SIGNED, 2);
    made_deal(&made, "whole", TYPE_SERVICES, "a", "b", "$20-$100", STATUS_SIGNED);
    part(&made, "dead", "$90", STATUS_CANCELLED, 2);
    part(&made, "dark", "undisclosed", STATUS_SIGNED, 2);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    /* leaf [30, 30]; middle with it [30, 60]; whole with both [30, 100] */
    assert_string_equal(made_words(&made, &made_flow(facts, "middle", 0)->counted), "0..30 (-) range");
    assert_string_equal(made_words(&made, &made_flow(facts, "whole", 0)->counted), "0..40 (-) range");
    assert_int_equal(facts->all_live.low, 3000);
    assert_int_equal(facts->all_live.high, 10000);
    assert_int_equal(facts->all_live.undisclosed, 1);
    made_end(&made);
}

static void test_part_of_legs(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = made_deal(&made, "round", TYPE_EQUITY, "a+c", "b", NULL, STATUS_SIGNED);
    struct leg *legs = made_legs(&made, deal, 2);
    struct deal *leaf = made_deal(&made, "paid", TYPE_EQUITY, "c", "b", "$8", STATUS_CLOSED);
    leaf->part_of = 0;
    legs[0].amount = made_amount(&made, "$30");
    legs[1].amount = made_amount(&made, "up to $10");
    legs[1].from = leaf->from;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(made_words(&made, &made_flow(facts, "round", 0)->counted), "22..30 (30) at-most");
    assert_string_equal(made_words(&made, &made_flow(facts, "round", 1)->counted), "0..2 (2) at-most");
    assert_int_equal(facts->all_live.low, 3000);
    assert_int_equal(facts->all_live.high, 4000);
    assert_string_equal(made_flow(facts, "round", 1)->key, "round#1");
    made_end(&made);
}

/* An open whole less an open part is open still: nobody knows what else there is. */
static void test_open_parts(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "whole", TYPE_SERVICES, "a", "b", "over $10", STATUS_SIGNED);
    part(&made, "open", "over $4", STATUS_ANNOUNCED, 0);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(made_words(&made, &made_flow(facts, "whole", 0)->counted), "6..open (6) at-least");
    assert_int_equal(facts->totals[CLASS_COMMERCE][BUCKET_FIRM].high, MONEY_OPEN);
    assert_int_equal(facts->all_live.low, 1000);
    assert_int_equal(facts->all_live.headline, 1000);
    made_end(&made);
}

/* $10 of which "up to $20" is itemised: nothing may be left above, but the two come to at least $10. */
static void test_low_left(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "whole", TYPE_SERVICES, "a", "b", "$10-$20", STATUS_SIGNED);
    part(&made, "most", "up to $20", STATUS_SIGNED, 0);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_true(made_flow(facts, "whole", 0)->in_parts);
    assert_int_equal(facts->all_live.low, 1000);
    assert_int_equal(facts->all_live.high, 2000);
    assert_int_equal(facts->all_live.headline, 2000);
    assert_int_equal(facts->all_live.flows, 1);
    assert_int_equal(facts->totals[CLASS_COMMERCE][BUCKET_FIRM].low, 1000);
    assert_int_equal(facts->overlap_low, 1000);
    assert_int_equal(facts->firm.gross_low, 1000);
    made_end(&made);
}

/* Two legs, the first of them open: it takes in all that an open part can be, and the second keeps its own.
 */
static void test_open_part_of_legs(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = made_deal(&made, "round", TYPE_EQUITY, "a", "b", NULL, STATUS_SIGNED);
    struct leg *legs = made_legs(&made, deal, 2);
    legs[0].amount = made_amount(&made, "over $30");
    legs[1].amount = made_amount(&made, "$10");
    part(&made, "open", "over $8", STATUS_SIGNED, 0);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(made_words(&made, &made_flow(facts, "round", 0)->counted), "22..open (22) at-least");
    assert_string_equal(made_words(&made, &made_flow(facts, "round", 1)->counted), "10..10 (10) exact");
    made_end(&made);
}

/* A dead part of a live whole takes nothing, but what is live below it does; a whole that is dead leaves its
 * parts alone. */
static void test_dead_between(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "whole", TYPE_SERVICES, "a", "b", "$100", STATUS_SIGNED);
    part(&made, "dead", "$60", STATUS_LAPSED, 0);
    part(&made, "leaf", "$25", STATUS_SIGNED, 1);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(made_words(&made, &made_flow(facts, "whole", 0)->counted), "75..75 (75) exact");
    assert_int_equal(facts->all_live.low, 10000);
    assert_int_equal(facts->all_live.flows, 2);
    assert_int_equal(
        facts->totals[CLASS_COMMERCE][BUCKET_DEAD].headline, 3500); /* what the leaf left of it */
    made_end(&made);
}

/* A sure whole whose unsure part lies in another class: each cell alone is told in order, but summed bound by
 * bound, so that cells add up to the sum over all. */
static void test_part_in_other_class(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "sure", TYPE_EQUITY, "a", "b", "$40", STATUS_SIGNED);
    struct deal *leaf = made_deal(&made, "unsure", TYPE_SERVICES, "a", "c", "up to $30", STATUS_SIGNED);
    leaf->part_of = 0;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct total *capital = &facts->totals[CLASS_CAPITAL][BUCKET_FIRM];
    assert_int_equal(capital->low, 1000);
    assert_int_equal(capital->high, 4000);
    assert_int_equal(capital->sum_low, 4000);
    assert_int_equal(capital->sum_high, 1000);
    assert_int_equal(facts->all_live.sum_low, 4000);
    assert_int_equal(facts->all_live.sum_high, 4000);
    assert_int_equal(facts->all_live.low, 4000);
    assert_int_equal(facts->all_live.high, 4000);
    assert_true(facts->firm.circulating_low <= facts->firm.circulating);
    assert_string_equal(made_words(&made, &made_flow(facts, "sure", 0)->rest), "10..40 (-) range");
    made_end(&made);
}

/* ---- sides ---- */

static void test_roll_up(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "amazon", NULL);
    made_party(&made, "aws", "amazon");
    made_deal(&made, "equity", TYPE_EQUITY, "amazon", "openai", "$10", STATUS_SIGNED);
    made_deal(&made, "rent", TYPE_LEASE, "openai", "aws", "$38", STATUS_SIGNED);
    made_deal(&made, "inside", TYPE_SERVICES, "aws", "amazon", "$7", STATUS_SIGNED);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    size_t amazon = facts_find_node(facts, "amazon");
    assert_int_equal(facts->node_count, 2);
    assert_int_equal(facts->nodes[amazon].units.count, 1);
    assert_int_equal(facts->nodes[amazon].units.at[0], 1);
    assert_true(made_flow(facts, "inside", 0)->intra_group);
    assert_int_equal(facts->intra_group.low, 700);
    assert_int_equal(facts->all_live.low, 5500);
    assert_int_equal(facts->firm.loop_count, 1);
    assert_int_equal(facts->firm.gross, 4800);
    /* Amazon's money closes a loop only once AWS is part of it */
    facts = made_facts(&made, LEVEL_SELF);
    assert_int_equal(facts->node_count, 3);
    assert_int_equal(facts->firm.circulating, 2100);
    assert_int_equal(facts->firm.circuit_count, 1);
    assert_int_equal(facts->firm.circuits[0].length, 3);
    made_end(&made);
}

static void test_benefit(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "openai", NULL);
    struct party *sites = made_party(&made, "sites", NULL);
    sites->kind = PARTY_PROJECT;
    sites->serves = 0;
    made_deal(&made, "build", TYPE_BUILD, "oracle", "sites", "$400", STATUS_SIGNED);
    const struct facts *facts = made_facts(&made, LEVEL_BENEFIT);
    assert_string_equal(facts->nodes[made_flow(facts, "build", 0)->payee].id, "openai");
    facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(facts->nodes[made_flow(facts, "build", 0)->payee].id, "sites");
    made_end(&made);
}

static void test_joint(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "softbank", NULL)->short_name = "SoftBank";
    made_deal(&made, "sites", TYPE_BUILD, "softbank+oracle", "project", "$400", STATUS_ANNOUNCED);
    made_deal(&made, "rent", TYPE_LEASE, "project", "oracle+softbank", "undisclosed", STATUS_ANNOUNCED);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    size_t joint = facts_find_node(facts, "oracle+softbank");
    assert_int_not_equal(joint, NO_INDEX);
    assert_int_equal(made_flow(facts, "sites", 0)->payer, joint);
    assert_int_equal(made_flow(facts, "rent", 0)->payee, joint);
    assert_string_equal(facts_node_name(made.arena, facts, joint), "oracle / SoftBank");
    assert_int_equal(facts_find_node(facts, "softbank"), NO_INDEX);
    made_end(&made);
}

static void test_split(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = made_deal(&made, "equal", TYPE_EQUITY, "c+a+b", "z", "up to $100", STATUS_SIGNED);
    deal->split.kind = SPLIT_EQUAL;
    deal = made_deal(&made, "shares", TYPE_EQUITY, "y", "a+b+c", "$1", STATUS_SIGNED);
    made_shares(&made, &deal->split, "c+b+a", (int64_t[]){250000, 749999, 1});
    deal = made_deal(&made, "dark", TYPE_EQUITY, "a+b", "z", "undisclosed", STATUS_SIGNED);
    deal->split.kind = SPLIT_EQUAL;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    /* by id whatever the file's order; the odd cent goes to the first of equals */
    assert_string_equal(made_words(&made, &made_flow(facts, "equal", 0)->amount), "0..33.34 (33.34) at-most");
    assert_string_equal(made_words(&made, &made_flow(facts, "equal", 2)->amount), "0..33.33 (33.33) at-most");
    assert_string_equal(facts->nodes[made_flow(facts, "equal", 0)->payer].id, "a");
    assert_string_equal(made_words(&made, &made_flow(facts, "shares", 0)->amount), "0..0 (0) exact");
    assert_string_equal(made_words(&made, &made_flow(facts, "shares", 1)->amount), "0.75..0.75 (0.75) exact");
    assert_string_equal(made_words(&made, &made_flow(facts, "shares", 2)->amount), "0.25..0.25 (0.25) exact");
    assert_int_equal(facts->all_live.headline, 10100);
    assert_int_equal(facts->all_live.flows, 3);
    assert_int_equal(facts->all_live.undisclosed, 1);
    made_end(&made);
}

/* ---- totals ---- */

static void test_buckets(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "bound", TYPE_SERVICES, "a", "b", "$30", STATUS_ANNOUNCED)->binding = TRI_TRUE;
    made_deal(&made, "loose", TYPE_EQUITY, "a", "b", "$1", STATUS_SIGNED)->binding = TRI_FALSE;
    made_deal(&made, "gone", TYPE_EQUITY, "a", "b", "$9", STATUS_WITHDRAWN);
    made_deal(&made, "chat", TYPE_INTEGRATION, "a", "b", NULL, STATUS_IN_TALKS);
    made_deal(&made, "vague", TYPE_PURCHASE, "a", "b", "tens of billions", STATUS_SIGNED);
    made_deal(&made, "about", TYPE_PURCHASE, "a", "b", "about $10B", STATUS_SIGNED);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct total *firm = &facts->totals[CLASS_COMMERCE][BUCKET_FIRM];
    assert_int_equal(firm->flows, 3);
    assert_int_equal(firm->low, 3000 + 19 * BILLION);
    assert_int_equal(firm->high, 3000 + 111 * BILLION);
    assert_int_equal(firm->headline, 3000 + 10 * BILLION);
    assert_int_equal(firm->no_headline, 1);
    assert_true(firm->any_approx);
    assert_false(firm->all_exact);
    assert_int_equal(facts->totals[CLASS_CAPITAL][BUCKET_PLANNED].low, 100);
    assert_true(facts->totals[CLASS_CAPITAL][BUCKET_PLANNED].all_exact);
    assert_int_equal(facts->totals[CLASS_CAPITAL][BUCKET_DEAD].low, 900);
    assert_int_equal(facts->all_live.flows, 4);
    assert_false(made_flow(facts, "chat", 0)->is_money);
    made_end(&made);
}

static void test_overlaps(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *rent = made_deal(&made, "rent", TYPE_SERVICES, "a", "b", "$300", STATUS_SIGNED);
    made_deal(&made, "sites", TYPE_BUILD, "c", "d", "up to $500", STATUS_ANNOUNCED)->funded =
        made_amount(&made, "$400");
    made_deal(&made, "other", TYPE_BUILD, "c", "d", "$7", STATUS_ANNOUNCED);
    rent->overlaps = (struct indices){(size_t[]){1}, 1};
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->all_live.low, 70700);
    assert_int_equal(facts->all_live.high, 80700);
    assert_int_equal(facts->overlap_low, 40700);
    assert_int_equal(facts->overlap_high, 80700);
    made_end(&made);
}

/* What overlaps a whole may be the same money as its parts; parts that overlap each other are sure of one
 * alone. */
static void test_overlapping_parts(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "whole", TYPE_SERVICES, "a", "b", "$10", STATUS_SIGNED);
    part(&made, "p1", "$4", STATUS_SIGNED, 0);
    part(&made, "p2", "$6", STATUS_SIGNED, 0);
    struct deal *rent = made_deal(&made, "rent", TYPE_LEASE, "c", "d", "$7", STATUS_SIGNED);
    size_t to_whole[] = {0}, to_p2[] = {2};
    rent->overlaps = (struct indices){to_whole, 1};
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->all_live.low, 1700);
    assert_int_equal(facts->overlap_low, 1000);
    assert_int_equal(facts->overlap_high, 1700);
    made.dataset.deals[1].overlaps = (struct indices){to_p2, 1};
    rent->overlaps = (struct indices){NULL, 0};
    facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->overlap_low, 1300); /* the larger part, and the rent */
    made_end(&made);
}

/* What supersedes another deal does not remove it: its status does. */
static void test_superseded(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "old", TYPE_LEASE, "a", "b", "$3", STATUS_SIGNED);
    struct deal *late = made_deal(&made, "late", TYPE_LEASE, "a", "b", "$5", STATUS_SIGNED);
    size_t to_old[] = {0};
    late->supersedes = (struct indices){to_old, 1};
    assert_int_equal(made_facts(&made, LEVEL_PARENT)->all_live.low, 800);
    made.dataset.deals[0].status = STATUS_SUPERSEDED;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->all_live.low, 500);
    assert_int_equal(facts->totals[CLASS_COMMERCE][BUCKET_DEAD].low, 300);
    made_end(&made);
}

static void test_certain(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "a", TYPE_LICENSE, "x", "y", "up to $80", STATUS_SIGNED)->funded =
        made_amount(&made, "$10");
    made_deal(&made, "b", TYPE_LICENSE, "x", "y", "$20", STATUS_SIGNED);
    made_deal(
        &made, "c", TYPE_LICENSE, "x", "y", "$30-$90", STATUS_SIGNED); /* no headline to be a share of */
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->all_live.certain, 3000);
    assert_int_equal(facts->all_live.headline, 10000);
    struct str out = str_init(made.arena);
    facts_write_json(facts, &out);
    assert_non_null(strstr(str_text(&out), "\"guaranteed\": 0.3\n"));
    made_end(&made);
}

static void test_nothing(void **state)
{
    (void)state;
    struct made made = made_start();
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->flow_count, 0);
    assert_int_equal(facts->live.top_payer, NO_INDEX);
    struct str out = str_init(made.arena);
    facts_write_json(facts, &out);
    assert_non_null(strstr(str_text(&out), "\"top_payer\": null"));
    made_end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_paid), cmocka_unit_test(test_tranches),
        cmocka_unit_test(test_parts), cmocka_unit_test(test_part_ceiling),
        cmocka_unit_test(test_parts_of_parts), cmocka_unit_test(test_part_of_legs),
        cmocka_unit_test(test_open_parts), cmocka_unit_test(test_low_left),
        cmocka_unit_test(test_open_part_of_legs), cmocka_unit_test(test_dead_between),
        cmocka_unit_test(test_part_in_other_class), cmocka_unit_test(test_roll_up),
        cmocka_unit_test(test_benefit), cmocka_unit_test(test_joint), cmocka_unit_test(test_split),
        cmocka_unit_test(test_buckets), cmocka_unit_test(test_overlaps), cmocka_unit_test(test_superseded),
        cmocka_unit_test(test_overlapping_parts), cmocka_unit_test(test_certain),
        cmocka_unit_test(test_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
