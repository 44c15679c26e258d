/* SPDX-License-Identifier: MIT */
/* Small cases with exact numbers, and what the sample article must look like. */
#include "fixture.h"
#include "plan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct fixture *fixture;

static const char *const PEOPLE =
    "{\"id\":\"a\",\"name\":\"Alpha\",\"kind\":\"company\"},"
    "{\"id\":\"b\",\"name\":\"Beta\",\"kind\":\"company\"},"
    "{\"id\":\"c\",\"name\":\"Gamma\",\"kind\":\"company\"},"
    "{\"id\":\"b1\",\"name\":\"Beta Unit\",\"kind\":\"business_unit\",\"parent\":\"b\"}";

static const char *deal(
    const char *id, const char *from, const char *to, const char *amount, const char *status)
{
    return arena_printf(fixture->arena,
        "{\"id\":\"%s\",\"type\":\"lease\",\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"%s\",\"status\":\"%s\","
        "\"date\":\"2025-01-"
        "01\",\"sources\":[\"s\"]}",
        id, from, to, amount, status);
}

static const struct facts *facts_of(const char *deals)
{
    return fixture_facts(fixture, fixture_json(fixture, PEOPLE, deals));
}

static const struct ribbon *ribbon_of(const struct flow_plan *plan, const char *id)
{
    for (size_t r = 0; r < plan->ribbon_count; r++)
        if (strcmp(plan->ribbons[r].ids, id) == 0)
            return &plan->ribbons[r];
    return NULL;
}

static const struct card *card_of(const struct flow_plan *plan, const char *id)
{
    for (size_t c = 0; c < plan->card_count; c++)
        if (strcmp(plan->cards[c].id, id) == 0)
            return &plan->cards[c];
    return NULL;
}

static const struct cable *cable_of(const struct flow_plan *plan, const char *id)
{
    return &plan->cables[ribbon_of(plan, id)->cable];
}

static void test_thickness_is_linear_with_a_floor(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s,%s,%s", deal("d1", "a", "b", "$100B", "signed"),
        deal("d2", "a", "c", "$25B", "signed"), deal("d3", "b", "c", "undisclosed", "signed"),
        deal("d4", "a", "c", "$1M", "signed"));
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    assert_non_null(plan);
    double thick = ribbon_of(plan, "d1")->thickness;
    assert_true(thick > 14);
    assert_true(fabs(ribbon_of(plan, "d2")->thickness - thick / 4) < 1e-9);
    assert_true(fabs(ribbon_of(plan, "d3")->thickness - 7) < 1e-9);
    assert_true(fabs(ribbon_of(plan, "d4")->thickness - 2) < 1e-9);
    assert_true(ribbon_of(plan, "d4")->floored);
    assert_true(diags_has(fixture->diags, DIAG_BELOW_HAIRLINE));
}

static void test_forms_say_how_sure_the_size_is(void **state)
{
    (void)state;
    static const struct {
        const char *amount;
        enum form form;
        double reserve, core; /* billions */
    } cases[] = {
        {"$50B", FORM_SOLID, 50, 50},
        {"about $50B", FORM_SOFT, 50, 45},
        {"up to $50B", FORM_AT_MOST, 50, 0},
        {"at least $50B", FORM_AT_LEAST, 50, 50},
        {"$20B-$50B", FORM_UNSURE, 50, 20},
        {"tens of billions", FORM_UNSURE, 100, 10},
        {"undisclosed", FORM_UNKNOWN, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_reset(fixture);
        struct flow_plan *plan =
            fixture_plan(fixture, facts_of(deal("d", "a", "b", cases[i].amount, "signed")), 499, 0);
        const struct ribbon *ribbon = ribbon_of(plan, "d");
        assert_int_equal(ribbon->form, cases[i].form);
        assert_true(ribbon->reserve == (money)(cases[i].reserve * 1e11));
        assert_true(ribbon->core == (money)(cases[i].core * 1e11));
    }
}

static const char *sum_words(const struct flow_sum *sum)
{
    struct str out = str_init(fixture->arena);
    word_qualified(&out, flow_sum_qualified(out.arena, sum, "USD"));
    return str_text(&out);
}

/* The whole less what its part may be, and the part: at most the whole. */
static void test_a_whole_and_its_part_add_up_to_the_whole(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *part =
        "{\"id\":\"part\",\"type\":\"lease\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"up to "
        "$100B\",\"part_of\":\"whole\",\"status\":\"signed\",\"date\":\"2025-01-01\",\"sources\":[\"s\"]}";
    const char *deals =
        arena_printf(fixture->arena, "%s,%s", deal("whole", "a", "b", "$500B", "signed"), part);
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    assert_string_equal(sum_words(&card_of(plan, "a")->out), "$500B");
    assert_string_equal(sum_words(&card_of(plan, "b")->in), "$500B");
    assert_string_equal(
        plan->labels[ribbon_of(plan, "whole") - plan->ribbons].text, "$400B–$500B other lease");
}

static void test_sums_on_cards_keep_three_digits_and_their_qualifier(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s,%s", deal("d1", "a", "b", "$13.75B", "signed"),
        deal("d2", "a", "b", "$2M", "signed"), deal("d3", "b", "c", "nearly $1B", "signed"));
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    assert_string_equal(sum_words(&card_of(plan, "a")->out), "$13.8B");
    assert_string_equal(sum_words(&card_of(plan, "c")->in), "nearly $1B");
}

/* An announced or approximate deal keeps its edges clear; what is signed and certain may be dark throughout.
 */
static void test_a_core_hides_neither_standing_nor_qualifier(void **state)
{
    (void)state;
    static const struct {
        const char *amount, *status;
        bool whole;
    } cases[] = {{"$10B", "signed", true}, {"at least $10B", "signed", true}, {"about $10B", "signed", false},
        {"up to $10B", "signed", false}, {"$10B", "announced", false}, {"$10B", "in_talks", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_reset(fixture);
        const char *deals = arena_printf(fixture->arena, "%s,%s",
            deal("d1", "a", "b", cases[i].amount, cases[i].status), deal("d2", "b", "a", "$10B", "signed"));
        struct flow_options options = {.width = 499};
        struct flow_plan *plan = flow_plan_make(
            fixture->arena, fixture->engine, fixture->text, facts_of(deals), &options, fixture->diags);
        const struct ribbon *ribbon = ribbon_of(plan, "d1");
        assert_true(fabs(ribbon->loop_thickness - ribbon->thickness) < 1e-9);
        assert_true(cases[i].whole ? core_width(ribbon) == ribbon->thickness
                                   : core_width(ribbon) <= ribbon->thickness - 2.8);
    }
}

static void test_the_lighter_of_two_ways_returns(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s", deal("d1", "a", "b1", "$38B", "signed"),
        deal("d2", "b", "a", "$10B", "in_talks"));
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    assert_int_equal(plan->card_count, 2); /* the unit stands under its parent */
    assert_false(cable_of(plan, "d1")->back);
    assert_true(cable_of(plan, "d2")->back);
    assert_true(card_of(plan, "a")->x < card_of(plan, "b")->x);
    assert_true(ribbon_of(plan, "d1")->circulating == 1000000000000);
    assert_true(ribbon_of(plan, "d2")->circulating == 1000000000000);
    assert_int_equal(ribbon_of(plan, "d1")->circuits.count, 1);
}

/* Ports: each side's cables lie in their neighbours' order, the stack is centred, gaps are equal. */
static void test_ports_follow_the_neighbours(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s", deal("d1", "a", "b", "$40B", "signed"),
        deal("d2", "a", "c", "$20B", "signed"));
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    const struct cable *first = cable_of(plan, "d1"), *second = cable_of(plan, "d2");
    double b = plan->items[card_of(plan, "b")->item].y, c = plan->items[card_of(plan, "c")->item].y;
    assert_true((b < c) == (first->port_out < second->port_out));
    double middle = fabs(first->port_out - second->port_out);
    assert_true(middle >= (first->thickness + second->thickness) / 2 + 2 - 1e-9);
    assert_true(fabs(first->port_in) < card_of(plan, "b")->height / 2);
}

static void test_a_given_height_is_kept(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s,%s", deal("d1", "a", "b", "$100B", "signed"),
        deal("d2", "a", "c", "$50B", "signed"), deal("d3", "b", "c", "$30B", "signed"));
    const struct facts *facts = facts_of(deals);
    struct flow_plan *low = fixture_plan(fixture, facts, 499, 260),
                     *high = fixture_plan(fixture, facts, 499, 420);
    assert_true(fabs(flow_plan_height(low) - 260) < 1e-9);
    assert_true(low->band_height <= 260);
    assert_true(high->scale > low->scale);
    assert_true(high->band_height > 420 - 100);
}

static void test_what_stays_in_one_group_is_left_out_and_said(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s", deal("d1", "a", "b", "$4B", "signed"),
        deal("d2", "b", "b1", "$7B", "signed"));
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    assert_int_equal(plan->ribbon_count, 1);
    assert_int_equal(plan->intra_flows, 1);
    assert_non_null(strstr(fixture_dump(fixture, plan, 499), "within one group ($7B)"));
}

static void test_nothing_live_is_a_warning_and_a_sentence(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan =
        fixture_plan(fixture, facts_of(deal("d1", "a", "b", "$4B", "withdrawn")), 499, 0);
    assert_non_null(plan);
    assert_true(diags_has(fixture->diags, DIAG_NOTHING_LIVE));
    assert_int_equal(diags_count(fixture->diags, DIAG_SEVERITY_ERROR), 0);
    assert_non_null(strstr(fixture_dump(fixture, plan, 499), "No money flow to draw"));
}

static void test_a_where_clause_that_matches_nothing_is_an_error(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts = facts_of(deal("d1", "a", "b", "$4B", "signed"));
    size_t offset;
    const char *sentence, *hint;
    struct flow_options options = {.width = 499};
    options.where =
        selection_parse(fixture->arena, "class=capital", facts->dataset, &offset, &sentence, &hint);
    assert_non_null(options.where);
    assert_null(
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags));
    assert_true(diags_has(fixture->diags, DIAG_NO_DATA));
}

static void test_zero_is_not_drawn_and_enormous_spreads_are(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deal("d1", "a", "b", "$0", "signed")), 499, 0);
    assert_int_equal(plan->ribbon_count, 0); /* a stated zero is no money */
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s", deal("d1", "a", "b", "$1", "signed"),
        deal("d2", "b", "c", "$900T", "signed"));
    plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    assert_true(fabs(ribbon_of(plan, "d1")->thickness - 2) < 1e-9);
    assert_true(diags_has(fixture->diags, DIAG_BELOW_HAIRLINE));
}

/* Neither is "up to $0"; of a range from zero something may come back. */
static void test_what_is_stated_to_be_zero_closes_no_loop(void **state)
{
    (void)state;
    static const char *const none[] = {"$0", "up to $0", "none"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        fixture_reset(fixture);
        const char *deals = arena_printf(fixture->arena, "%s,%s", deal("d1", "a", "b", "$10B", "signed"),
            deal("d2", "b", "a", none[i], "signed"));
        struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
        assert_int_equal(plan->ribbon_count, 1);
        assert_int_equal(plan->relation_flows, 1);
        assert_int_equal(plan->network->loop_count, 0);
    }
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena, "%s,%s", deal("d1", "a", "b", "$10B", "signed"),
        deal("d2", "b", "a", "up to $1B", "signed"));
    struct flow_plan *plan = fixture_plan(fixture, facts_of(deals), 499, 0);
    assert_int_equal(plan->ribbon_count, 2);
    assert_int_equal(plan->network->loop_count, 1);
}

static const char *numbered(const char *format, int number)
{
    struct str out = str_init(fixture->arena);
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '#')
            str_printf(&out, "%d", number);
        else if (*at == '+')
            str_printf(&out, "%d", number + 1);
        else
            str_char(&out, *at);
    }
    return str_text(&out);
}

static void test_two_hundred_deals_in_one_cable_are_folded_without_a_warning(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct str deals = str_init(fixture->arena);
    for (int i = 0; i < 200; i++)
        str_printf(&deals, "%s%s", i > 0 ? "," : "",
            deal(numbered("d#", i), i % 2 ? "a" : "b", i % 2 ? "b" : "a", numbered("$+M", i), "signed"));
    struct flow_plan *plan = fixture_plan(fixture, facts_of(str_text(&deals)), 499, 0);
    assert_true(plan->ribbon_count <= 12);
    assert_false(diags_has(fixture->diags, DIAG_CROWDED));
    size_t flows = 0;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        flows += plan->ribbons[r].flows.count;
    assert_int_equal(flows, 200);
}

static void test_a_chain_of_sixty_fits_and_says_what_was_done(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct str people = str_init(fixture->arena), deals = str_init(fixture->arena);
    for (int i = 0; i < 60; i++)
        str_printf(&people, "%s%s", i > 0 ? "," : "",
            numbered("{\"id\":\"p#\",\"name\":\"Party #\",\"kind\":\"company\"}", i));
    for (int i = 0; i < 59; i++)
        str_printf(&deals, "%s%s", i > 0 ? "," : "",
            deal(numbered("d#", i), numbered("p#", i), numbered("p+", i), "$1B", "signed"));
    const struct facts *facts =
        fixture_facts(fixture, fixture_json(fixture, str_text(&people), str_text(&deals)));
    struct flow_plan *plan = fixture_plan(fixture, facts, 499, 0);
    assert_non_null(plan);
    assert_true(diags_has(fixture->diags, DIAG_CROWDED));
    assert_true(flow_plan_height(plan) < 1000);
    assert_int_equal(plan->flows_drawn + plan->folded_flows, 59);
}

/* ---- the sample article's traps ---- */

static void test_money_runs_the_right_way(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan = fixture_plan(fixture, fixture_sample(fixture, "openai-amazon-2025-12"), 499, 0);
    const char *dump = fixture_dump(fixture, plan, 499);
    const struct cable *sites = cable_of(plan, "softbank-oracle-sites"), *chips = cable_of(plan, "chips");
    assert_string_equal(plan->cards[sites->payer].id, "oracle+softbank");
    assert_string_equal(plan->cards[sites->payee].id, "openai-sites"); /* buildings, not OpenAI */
    assert_string_equal(plan->cards[chips->payer].id, "openai");
    assert_string_equal(plan->cards[chips->payee].id, "amd+nvidia");
    assert_non_null(strstr(dump, "in $23B")); /* OpenAI takes in 13 + 10, not 400 more */
    assert_non_null(strstr(dump, "out at least $48B"));
}

#define VERB_DEAL(type, from, to, status, amount)                                                            \
    "{\"id\":\"" type "\",\"type\":\"" type "\",\"from\":\"" from "\",\"to\":\"" to                          \
    "\",\"status\":\"" status "\",\"amount\":\"" amount "\",\"date\":\"2025-01-01\",\"sources\":[\"s\"]}"

/* Who lends does not pay, and what is done is told as done. */
static void test_every_type_has_its_verb(void **state)
{
    (void)state;
    static const struct {
        const char *deal, *words;
    } cases[] = {
        {VERB_DEAL("debt", "a", "c", "closed", "$3B"), "has lent $3B to "},
        {VERB_DEAL("guarantee", "a", "c", "signed", "$3B"), "has signed to guarantee $3B for "},
        {VERB_DEAL("warrant", "a", "c", "signed", "$3B"), "has signed to issue warrants worth $3B to "},
        {VERB_DEAL("grant", "a", "c", "announced", "$3B"), "has said it will grant $3B to "},
        {VERB_DEAL("equity", "a", "c", "completed", "up to $3B"), "has invested up to $3B in "},
        {VERB_DEAL("secondary", "a", "c", "proposed", "$3B"), "has proposed to buy shares from "},
        {VERB_DEAL("lease", "a", "c", "closed", "$3B"), "has paid "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_reset(fixture);
        const char *deals = arena_printf(
            fixture->arena, "%s,%s", cases[i].deal, VERB_DEAL("services", "c", "a", "signed", "$9B"));
        const struct facts *facts = facts_of(deals);
        struct strings loops = flow_loop_sentences(fixture->arena, facts, &facts->live, 5);
        assert_int_equal(loops.count, 1);
        assert_non_null(strstr(loops.at[0], cases[i].words));
    }
}

static void test_the_loop_is_seen_through_the_parent_and_is_conditional(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts = fixture_sample(fixture, "openai-amazon-2025-12");
    struct flow_plan *plan = fixture_plan(fixture, facts, 499, 0);
    assert_null(card_of(plan, "aws"));
    assert_true(ribbon_of(plan, "aws-rental")->circulating == 1000000000000);
    assert_true(ribbon_of(plan, "amazon-equity")->circulating == 1000000000000);
    assert_true(ribbon_of(plan, "amazon-equity")->bucket == BUCKET_TALK);
    struct strings loops = flow_loop_sentences(fixture->arena, facts, &facts->live, 5);
    assert_int_equal(loops.count, 1);
    assert_string_equal(loops.at[0], "1. Amazon → OpenAI → Amazon: at most $10B could come back. According "
                                     "to press reports, Amazon is "
                                     "in talks to invest $10B in OpenAI (capital); "
                                     "OpenAI has signed to pay AWS $38B over seven years (commerce), besides "
                                     "two further deals. The loop closes only if "
                                     "the deal “Amazon investment in OpenAI” goes ahead.");
}

static void test_vague_words_and_relations_stay_what_they_are(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan = fixture_plan(fixture, fixture_sample(fixture, "openai-amazon-2025-12"), 680, 0);
    const char *dump = fixture_dump(fixture, plan, 680);
    assert_non_null(strstr(dump, "tens of billions"));
    assert_int_equal(ribbon_of(plan, "chips")->form, FORM_UNSURE);
    assert_null(strstr(dump, "Etsy"));
    assert_null(strstr(dump, "Shopify"));
    assert_null(ribbon_of(plan, "amazon-marketplace"));
    assert_int_equal(plan->relation_flows, 4);
}

static void test_firm_deals_alone_hold_no_loop(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts = fixture_sample(fixture, "openai-amazon-2025-12");
    size_t offset;
    const char *sentence, *hint;
    struct flow_options options = {.width = 499};
    options.where = selection_parse(fixture->arena, "bucket=firm", facts->dataset, &offset, &sentence, &hint);
    struct flow_plan *plan =
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
    assert_int_equal(plan->ribbon_count, 3);
    for (size_t r = 0; r < plan->ribbon_count; r++)
        assert_true(plan->ribbons[r].circulating == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thickness_is_linear_with_a_floor),
        cmocka_unit_test(test_forms_say_how_sure_the_size_is),
        cmocka_unit_test(test_the_lighter_of_two_ways_returns),
        cmocka_unit_test(test_a_whole_and_its_part_add_up_to_the_whole),
        cmocka_unit_test(test_sums_on_cards_keep_three_digits_and_their_qualifier),
        cmocka_unit_test(test_a_core_hides_neither_standing_nor_qualifier),
        cmocka_unit_test(test_ports_follow_the_neighbours),
        cmocka_unit_test(test_a_given_height_is_kept),
        cmocka_unit_test(test_what_stays_in_one_group_is_left_out_and_said),
        cmocka_unit_test(test_nothing_live_is_a_warning_and_a_sentence),
        cmocka_unit_test(test_a_where_clause_that_matches_nothing_is_an_error),
        cmocka_unit_test(test_zero_is_not_drawn_and_enormous_spreads_are),
        cmocka_unit_test(test_what_is_stated_to_be_zero_closes_no_loop),
        cmocka_unit_test(test_two_hundred_deals_in_one_cable_are_folded_without_a_warning),
        cmocka_unit_test(test_a_chain_of_sixty_fits_and_says_what_was_done),
        cmocka_unit_test(test_money_runs_the_right_way),
        cmocka_unit_test(test_the_loop_is_seen_through_the_parent_and_is_conditional),
        cmocka_unit_test(test_vague_words_and_relations_stay_what_they_are),
        cmocka_unit_test(test_firm_deals_alone_hold_no_loop),
        cmocka_unit_test(test_every_type_has_its_verb),
    };
    return FIXTURE_RUN(&fixture, tests);
}
