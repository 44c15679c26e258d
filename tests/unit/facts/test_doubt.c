/* SPDX-License-Identifier: MIT */
/* Sensitivity and quality: what hangs on what, and how well it is known. */
#include "support.h"

#include "made.h"

#include <string.h>

/* "deal class without low high swing" in whole units, '?' for an open end */
static const char *told(struct made *made, const struct facts *facts, size_t index)
{
    const struct swing *swing = &facts->figures.sensitivity.swings[index];
    const money all[] = {swing->without, swing->at_low, swing->at_high, swing->swing};
    struct str out = str_init(made->arena);
    str_printf(&out, "%s%s %s", facts->dataset->deals[swing->deal].id, swing->with_parts ? "+" : "",
        class_name(swing->deal_class));
    for (int i = 0; i < 4; i++)
        if (all[i] == MONEY_OPEN)
            str_append(&out, " ?");
        else
            str_printf(&out, " %lld", (long long)(all[i] / 100));
    return str_text(&out);
}

static void test_swings(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "firm", TYPE_LEASE, "a", "b", "$100", STATUS_SIGNED);
    made_deal(&made, "firm-range", TYPE_LEASE, "a", "b", "$10-$30", STATUS_SIGNED);
    made_deal(&made, "talk", TYPE_LEASE, "a", "b", "$50", STATUS_IN_TALKS);
    made_deal(&made, "z-dark", TYPE_LEASE, "a", "b", "undisclosed", STATUS_SIGNED);
    made_deal(&made, "over", TYPE_LEASE, "a", "b", "over $5", STATUS_SIGNED);
    made_deal(&made, "up-to", TYPE_LEASE, "a", "b", "up to $20", STATUS_SIGNED);
    made_deal(&made, "dead", TYPE_LEASE, "a", "b", "$70", STATUS_DENIED);
    struct deal *legs = made_deal(&made, "legs", TYPE_LEASE, "a", "b", NULL, STATUS_SIGNED);
    made_legs(&made, legs, 3);
    legs->legs[0].amount = made_amount(&made, "about $10");
    legs->legs[1].amount = made_amount(&made, "$40");
    legs->legs[1].status = STATUS_REPORTED;
    legs->legs[2].amount = made_amount(&made, "$7");
    legs->legs[2].type = TYPE_EQUITY;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct sensitivity *sensitivity = &facts->figures.sensitivity;
    /* 100 + 10 + 50 + 0 + 5 + 20 + 50 */
    assert_int_equal(sensitivity->base[CLASS_COMMERCE], 23500);
    assert_int_equal(sensitivity->base[CLASS_CAPITAL], 700);
    assert_int_equal(sensitivity->count, 6);
    assert_string_equal(told(&made, facts, 0), "over commerce 230 235 ? ?");
    assert_string_equal(told(&made, facts, 1), "z-dark commerce 235 235 ? ?");
    assert_string_equal(told(&made, facts, 2), "talk commerce 185 235 235 50");
    assert_string_equal(
        told(&made, facts, 3), "legs commerce 185 234 236 42"); /* 9–11 for sure, 40 perhaps */
    assert_string_equal(told(&made, facts, 4), "firm-range commerce 225 235 255 20");
    assert_string_equal(told(&made, facts, 5), "up-to commerce 215 215 235 20"); /* of equals by id */
    assert_int_equal(sensitivity->swings[3].weakest, 2);
    made_end(&made);
}

/* A whole and its parts are one: $40B with parts of up to 30 and 5; dead wholes leave their parts alone. */
static void test_wholes(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "whole", TYPE_BUILD, "a", "b", "$40", STATUS_ANNOUNCED);
    made_deal(&made, "part", TYPE_BUILD, "a", "b", "up to $30", STATUS_SIGNED)->part_of = 0;
    made_deal(&made, "deep", TYPE_BUILD, "a", "b", "$5", STATUS_SIGNED)->part_of = 1;
    made_deal(&made, "gone", TYPE_BUILD, "a", "b", "$90", STATUS_LAPSED);
    made_deal(&made, "left", TYPE_BUILD, "a", "b", "$8", STATUS_AGREED)->part_of = 3;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->figures.sensitivity.base[CLASS_BUILD], 4800);
    assert_int_equal(facts->figures.sensitivity.count, 2);
    assert_string_equal(told(&made, facts, 0), "whole+ build 8 48 48 35"); /* 5 are firm in any case */
    assert_string_equal(told(&made, facts, 1), "left build 40 48 48 8");
    made_end(&made);
}

static void test_bounded(void **state)
{
    (void)state;
    struct made made = made_for(4, 240);
    for (int i = 0; i < 105; i++)
        made_deal(&made, arena_printf(made.arena, "open-%03d", 104 - i), TYPE_LEASE, "a", "b", "undisclosed",
            STATUS_SIGNED);
    for (int i = 0; i < 130; i++)
        made_deal(&made, arena_printf(made.arena, "talk-%03d", i), TYPE_LEASE, "a", "b",
            arena_printf(made.arena, "$%d", i + 1), STATUS_IN_TALKS);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct sensitivity *sensitivity = &facts->figures.sensitivity;
    assert_int_equal(sensitivity->count, 200);
    assert_int_equal(sensitivity->open_left_out, 5);
    assert_int_equal(sensitivity->left_out, 30);
    assert_string_equal(made.dataset.deals[sensitivity->swings[0].deal].id, "open-000");
    assert_string_equal(made.dataset.deals[sensitivity->swings[100].deal].id, "talk-129");
    assert_string_equal(made.dataset.deals[sensitivity->swings[199].deal].id, "talk-030");
    made_end(&made);
}

static void test_huge(void **state)
{
    (void)state;
    struct made made = made_start();
    for (int i = 0; i < 12; i++)
        made_deal(&made, arena_printf(made.arena, "d%02d", i), TYPE_LEASE, "a", "b", "$10000000000000000",
            STATUS_IN_TALKS);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->figures.sensitivity.base[CLASS_COMMERCE], MONEY_OPEN);
    assert_string_equal(told(&made, facts, 0), "d00 commerce ? ? ? 10000000000000000");
    made_end(&made);
}

/* ---- quality ---- */

static struct indices cites(struct made *made, size_t a, size_t b)
{
    struct indices sources = {arena_array(made->arena, size_t, 2), b == NO_INDEX ? 1 : 2};
    sources.at[0] = a;
    if (b != NO_INDEX)
        sources.at[1] = b;
    return sources;
}

static void sources_make(struct made *made)
{
    static const char *const dates[] = {"2025-12-16", NULL, "2024", "2025", "2025-12-20", "2025-12-20"};
    made->dataset.sources = arena_array(made->arena, struct source, 6);
    made->dataset.source_count = 6;
    for (size_t i = 0; i < 6; i++) {
        made->dataset.sources[i].id = arena_printf(made->arena, "s%zu", i);
        made->dataset.sources[i].via = NO_INDEX;
        if (dates[i])
            made->dataset.sources[i].date = made_date(made, dates[i]);
    }
}

static void test_quality(void **state)
{
    (void)state;
    struct made made = made_start();
    sources_make(&made);
    made.dataset.sources[1].via = 0;
    made.dataset.sources[4].via = 5; /* a ring of two */
    made.dataset.sources[5].via = 4;
    struct deal *deal = made_deal(&made, "one", TYPE_LEASE, "a", "b", "$1", STATUS_SIGNED);
    deal->evidence = EVIDENCE_FILING;
    deal->sources = cites(&made, 0, 1); /* both read in the one */
    deal = made_deal(&made, "two", TYPE_EQUITY, "a", "b", "up to $1", STATUS_IN_TALKS);
    deal->evidence = EVIDENCE_PRESS;
    deal->sources = cites(&made, 0, 2);
    deal = made_deal(&made, "three", TYPE_BUILD, "a", "b", "$1", STATUS_SIGNED);
    deal->sources = cites(&made, 4, 5);
    deal = made_deal(&made, "vague", TYPE_BUILD, "a", "b", "tens of billions", STATUS_SIGNED);
    deal->evidence = EVIDENCE_RUMOUR;
    made_deal(&made, "dark", TYPE_BUILD, "a", "b", "undisclosed", STATUS_SIGNED);
    deal = made_deal(&made, "talk", TYPE_PARTNERSHIP, "a", "b", NULL, STATUS_ACTIVE);
    deal->assumed = (struct strings){(const char *[]){"from", "to"}, 2};
    deal = made_deal(&made, "dead", TYPE_BUILD, "a", "b", "undisclosed", STATUS_DENIED);
    deal->assumed = (struct strings){(const char *[]){"from"}, 1};
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct quality *quality = &facts->figures.quality;
    assert_int_equal(quality->headline[EVIDENCE_FILING], 100);
    assert_int_equal(quality->headline[EVIDENCE_RUMOUR], 0); /* it has none */
    assert_int_equal(quality->percent[EVIDENCE_NONE], 34);   /* of three thirds the first gets the rest */
    assert_int_equal(quality->percent[EVIDENCE_FILING], 33);
    assert_int_equal(quality->percent[EVIDENCE_PRESS], 33);
    assert_int_equal(quality->deals, 6);
    assert_int_equal(quality->unsourced, 3);
    assert_int_equal(quality->single_sourced, 2);
    assert_int_equal(quality->vague, 1);
    assert_int_equal(quality->undisclosed, 1);
    assert_int_equal(quality->assumed_deals, 1);
    assert_int_equal(quality->assumed_fields, 2);
    /* as of 17 December 2025: 2024 is at least 351 days old, 2025 may be of today, three days to come */
    assert_int_equal(quality->oldest, 2);
    assert_int_equal(quality->oldest_days, 351);
    assert_int_equal(quality->newest, 4);
    assert_int_equal(quality->newest_days, -3);
    assert_int_equal(quality->undated_sources, 1);
    made_end(&made);
}

static void test_disputes(void **state)
{
    (void)state;
    static const char *const values[] = {"$10", "about $10", "$10", "undisclosed"};
    struct made made = made_start();
    struct claim *claims = arena_array(made.arena, struct claim, 4);
    for (size_t i = 0; i < 4; i++) {
        claims[i] = (struct claim){.field = i == 2 ? "flows.0.amount" : "amount",
            .value = values[i],
            .source = NO_INDEX,
            .has_amount = true,
            .amount = made_amount(&made, values[i])};
        struct deal *deal = made_deal(&made, arena_printf(made.arena, "d%zu", i), TYPE_LEASE, "a", "b", "$10",
            i == 3 ? STATUS_LAPSED : STATUS_SIGNED);
        deal->claims = &claims[i];
        deal->claim_count = 1;
    }
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->figures.quality.disputed, 2); /* not the first, which agrees, nor the dead */
    made_end(&made);
}

static void test_nothing(void **state)
{
    (void)state;
    struct made made = made_start();
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct quality *quality = &facts->figures.quality;
    assert_int_equal(quality->deals, 0);
    assert_int_equal(quality->percent[EVIDENCE_NONE], 0);
    assert_int_equal(quality->oldest, NO_INDEX);
    assert_int_equal(facts->figures.sensitivity.count, 0);
    struct str out = str_init(made.arena);
    facts_write_json(facts, &out);
    assert_non_null(strstr(str_text(&out), "\"oldest_source\": null"));
    made_end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_swings), cmocka_unit_test(test_wholes),
        cmocka_unit_test(test_bounded), cmocka_unit_test(test_huge), cmocka_unit_test(test_quality),
        cmocka_unit_test(test_disputes), cmocka_unit_test(test_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
