/* SPDX-License-Identifier: MIT */
/* Who keeps a card and who is folded into "n others": how many, who, in what words. */
#include "fixture.h"
#include "flow_graphs.h"
#include "plan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct fixture *fixture;

static const char *party(const char *id)
{
    return arena_printf(fixture->arena, "{\"id\":\"%s\",\"name\":\"Party %s\",\"kind\":\"company\"}", id, id);
}

static const char *deal(const char *from, const char *to, const char *amount)
{
    return arena_printf(fixture->arena,
        "{\"id\":\"%s-%s\",\"type\":\"lease\",\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"%s\","
        "\"status\":\"signed\",\"date\":\"2025-01-01\",\"sources\":[\"s\"]}",
        from, to, from, to, amount);
}

struct order {
    const char *from, *to, *amount;
};

/* Five pay the hub, the hub pays four. By money: h, q1, q2, p1, p2, p3, p4, q3, then p5 and q4 undisclosed.
 */
static const struct order hub[] = {{"p1", "h", "$5B"}, {"p2", "h", "$4B"}, {"p3", "h", "up to $3B"},
    {"p4", "h", "$2B"}, {"p5", "h", "undisclosed"}, {"h", "q1", "$9B"}, {"h", "q2", "$8B"},
    {"h", "q3", "about $1B"}, {"h", "q4", "undisclosed"}};
static const char *const hub_people[] = {"h", "p1", "p2", "p3", "p4", "p5", "q1", "q2", "q3", "q4"};

/* A loop of little money, s → t → s, beside a chain of much. */
static const struct order loop[] = {{"a", "b", "$90B"}, {"b", "c", "$80B"}, {"c", "d", "$70B"},
    {"d", "e", "$60B"}, {"e", "f", "$50B"}, {"f", "s", "$1M"}, {"s", "t", "$1M"}, {"t", "s", "$1M"}};
static const char *const loop_people[] = {"a", "b", "c", "d", "e", "f", "s", "t"};

static const struct facts *facts_of(
    const char *const *people, size_t people_count, const struct order *pairs, size_t count)
{
    struct str parties = str_init(fixture->arena), deals = str_init(fixture->arena);
    for (size_t i = 0; i < people_count; i++)
        str_printf(&parties, "%s%s", i > 0 ? "," : "", party(people[i]));
    for (size_t i = 0; i < count; i++)
        str_printf(&deals, "%s%s", i > 0 ? "," : "", deal(pairs[i].from, pairs[i].to, pairs[i].amount));
    return fixture_facts(fixture, fixture_json(fixture, str_text(&parties), str_text(&deals)));
}

static const struct facts *hub_facts(void)
{
    return facts_of(hub_people, sizeof hub_people / sizeof *hub_people, hub, sizeof hub / sizeof *hub);
}

static const struct facts *loop_facts(void)
{
    return facts_of(loop_people, sizeof loop_people / sizeof *loop_people, loop, sizeof loop / sizeof *loop);
}

static struct flow_plan *plan_of(const struct facts *facts, double width, size_t most)
{
    struct flow_options options = {.width = width, .parties_most = most};
    struct flow_plan *plan =
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
    assert_non_null(plan);
    return plan;
}

/* "h q1 +others": the cards in their own order */
static const char *cards_text(const struct flow_plan *plan)
{
    struct str out = str_init(fixture->arena);
    for (size_t c = 0; c < plan->card_count; c++)
        str_printf(&out, "%s%s", c > 0 ? " " : "", plan->cards[c].id);
    return str_text(&out);
}

static const char *remarks_text(const struct flow_plan *plan)
{
    struct str out = str_init(fixture->arena);
    for (size_t l = 0; l < plan->remarks.count; l++)
        for (size_t p = 0; p < plan->remarks.lines[l].count; p++)
            str_printf(&out, "%s%s", out.length > 0 ? " " : "", plan->remarks.lines[l].pieces[p].run->string);
    return str_text(&out);
}

static bool has_card(const struct flow_plan *plan, const char *id)
{
    for (size_t c = 0; c < plan->card_count; c++)
        if (strcmp(plan->cards[c].id, id) == 0)
            return true;
    return false;
}

static void test_the_number_asked_for_is_kept(void **state)
{
    (void)state;
    static const struct {
        size_t most, drawn;
        const char *cards;
    } cases[] = {
        {2, 1, "+others h"},
        {3, 2, "+others h q1"},
        {5, 4, "+others h p1 q1 q2"},
        {6, 5, "+others h p1 p2 q1 q2"},
        {7, 5, "+other-payees +other-payers h p1 p2 q1 q2"},
        {9, 8, "+other-payees h p1 p2 p3 p4 p5 q1 q2"} /* of the payers only p5 is left */,
        {10, 10, "h p1 p2 p3 p4 p5 q1 q2 q3 q4"},
        {PARTIES_ALL, 10, "h p1 p2 p3 p4 p5 q1 q2 q3 q4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int width = 250; width <= 900; width += 650) {
            fixture_reset(fixture);
            struct flow_plan *plan = plan_of(hub_facts(), width, cases[i].most);
            assert_string_equal(cards_text(plan), cases[i].cards);
            assert_int_equal(plan->parties_drawn, cases[i].drawn);
            assert_int_equal(plan->parties_all, 10);
            assert_false(diags_has(fixture->diags, DIAG_CROWDED)); /* it was asked for */
        }
}

static void test_others_are_named_with_their_amounts(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan = plan_of(hub_facts(), 499, 7);
    assert_string_equal(remarks_text(plan),
        "2 other payees: Party q3 (about $1B) and Party q4 (undisclosed). 3 other payers: "
        "Party p3 (up to $3B), Party p4 ($2B) and Party p5 (undisclosed).");
    plan = plan_of(hub_facts(), 499, 3);
    assert_string_equal(remarks_text(plan),
        "8 others: Party q2 ($8B), Party p1 ($5B), Party p2 ($4B), Party p3 (up to $3B), Party p4 ($2B), "
        "Party q3 (about $1B), Party p5 (undisclosed) and Party q4 (undisclosed).");
    plan = plan_of(hub_facts(), 250, 3);
    assert_string_equal(remarks_text(plan),
        "8 others: Party q2 ($8B), Party p1 ($5B), Party p2 ($4B), Party p3 (up to $3B), Party p4 ($2B) and "
        "three more.");
}

static void test_who_is_on_a_loop_stays_after_the_two_greatest(void **state)
{
    (void)state;
    fixture_reset(fixture);
    /* by money b, c, d, e, a, f, s, t; the loop s → t → s comes third */
    assert_string_equal(cards_text(plan_of(loop_facts(), 499, 5)), "+others b c s t");
    /* the deals within the others are said */
    assert_non_null(strstr(
        remarks_text(plan_of(loop_facts(), 499, 5)), "Not drawn: two deals among the “others” ($110B)."));
}

/* The chain and its little loop, and one of three parties that carries more: it is numbered second. */
static void test_the_loop_that_carries_the_most_comes_first(void **state)
{
    (void)state;
    static const struct order pairs[] = {{"a", "b", "$90B"}, {"b", "c", "$80B"}, {"c", "d", "$70B"},
        {"d", "s", "$1M"}, {"s", "t", "$1M"}, {"t", "s", "$1M"}, {"u", "v", "$2M"}, {"v", "w", "$2M"},
        {"w", "u", "$2M"}, {"w", "s", "$1M"}};
    static const char *const people[] = {"a", "b", "c", "d", "s", "t", "u", "v", "w"};
    fixture_reset(fixture);
    const struct facts *facts =
        facts_of(people, sizeof people / sizeof *people, pairs, sizeof pairs / sizeof *pairs);
    assert_int_equal(facts->live.circuits[0].length, 2);
    assert_int_equal(facts->live.circuits[1].amount, 200000000);
    assert_string_equal(cards_text(plan_of(facts, 499, 6)), "+others b c u v w");
}

static struct flow_plan *pressed_plan(const struct facts *facts, enum brevity brevity, size_t most)
{
    struct flow_options options = {.width = 499, .parties_most = most};
    struct flow_plan *plan = plan_create(fixture->arena, fixture->text, facts, &options);
    plan->brevity = brevity;
    assert_true(plan_gather(plan, most));
    return plan;
}

/* Where a height presses, what runs from folded payers to folded payees is not drawn but summed, unless they
   had nothing else. */
static void test_deals_between_two_cards_of_others(void **state)
{
    (void)state;
    struct order pairs[sizeof hub / sizeof *hub + 1];
    size_t count = sizeof hub / sizeof *hub, people = sizeof hub_people / sizeof *hub_people;
    memcpy(pairs, hub, sizeof hub);
    pairs[count] = (struct order){"p4", "q4", "$500M"};
    fixture_reset(fixture);
    const struct facts *facts = facts_of(hub_people, people, pairs, count + 1);
    struct flow_plan *plan = pressed_plan(facts, BREVITY_NONE, 7);
    assert_string_equal(cards_text(plan), "+other-payees +other-payers h p1 p2 q1 q2");
    assert_int_equal(plan->flows_drawn, 10);
    assert_int_equal(plan->cards[1].out.high, 550000000000); /* p3's 3, p4's 2.5 */
    plan = pressed_plan(facts, BREVITY_LEGEND, 7);
    assert_int_equal(plan->flows_drawn, 9);
    assert_int_equal(plan->folded_flows, 1);
    assert_int_equal(plan->folded.high, 50000000000);
    assert_int_equal(plan->cards[1].out.high, 500000000000);
    /* six pairs: of two stands nothing else */
    static const struct order apart[] = {{"a", "b", "$9B"}, {"c", "d", "$8B"}, {"e", "f", "$7B"},
        {"g", "h", "$6B"}, {"p1", "q1", "$2B"}, {"p2", "q2", "$1B"}};
    static const char *const them[] = {"a", "b", "c", "d", "e", "f", "g", "h", "p1", "p2", "q1", "q2"};
    fixture_reset(fixture);
    facts = facts_of(them, sizeof them / sizeof *them, apart, sizeof apart / sizeof *apart);
    plan = pressed_plan(facts, BREVITY_KEY, 10);
    assert_string_equal(cards_text(plan), "+other-payees +other-payers a b c d e f g h");
    assert_int_equal(plan->flows_drawn, 6);
    assert_int_equal(plan->folded_flows, 0);
}

/* What is left of the weekly briefing's first page, and a picture for social media */
static void test_the_best_known_are_named_however_small_the_drawing(void **state)
{
    (void)state;
    static const double sizes[][2] = {{499, 457}, {876, 397.5}, {754, 456}};
    static const char *const names[] = {"openai", "nvidia", "microsoft", "oracle", "amazon"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        fixture_reset(fixture);
        struct flow_plan *plan =
            fixture_plan(fixture, fixture_sample(fixture, "ai-deals-2025-12"), sizes[i][0], sizes[i][1]);
        for (size_t n = 0; n < sizeof names / sizeof *names; n++)
            if (!has_card(plan, names[n]))
                fail_msg("%g × %g: no %s among %s", sizes[i][0], sizes[i][1], names[n], cards_text(plan));
    }
}

static void test_whom_a_smaller_drawing_shows_a_larger_one_shows_too(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts = fixture_sample(fixture, "ai-deals-2025-12");
    struct flow_plan *before = NULL;
    for (size_t most = 2; most <= 26; most++) {
        struct flow_plan *plan = plan_of(facts, 900, most);
        assert_true(plan->card_count <= most);
        for (size_t c = 0; before != NULL && c < before->card_count; c++)
            assert_true(before->cards[c].members.count > 0 || has_card(plan, before->cards[c].id));
        size_t inside = 0;
        for (size_t c = 0; c < plan->card_count; c++)
            inside += plan->cards[c].members.count > 0 ? plan->cards[c].members.count : 1;
        assert_int_equal(inside, 26);
        before = plan;
    }
    assert_int_equal(before->card_count, 26);
}

static void test_whom_the_options_bring_out_is_never_folded(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts = hub_facts();
    struct flow_options options = {
        .width = 499, .parties_most = 3, .highlight = HIGHLIGHT_PARTY, .highlight_index = 9 /* q4 */};
    struct flow_plan *plan =
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
    assert_string_equal(cards_text(plan), "+others h q4");
    options.highlight = HIGHLIGHT_DEAL;
    options.highlight_index = 4; /* p5 → h */
    plan = flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
    assert_string_equal(cards_text(plan), "+others h p5");
}

/* 900 pt carry 25 + 900/39 = 48 ribbons, 360 pt 34; a ribbon beside another of its cable counts half. */
static void test_more_ribbons_than_an_eye_follows_fold_parties(void **state)
{
    (void)state;
    static const struct {
        enum graph_shape shape;
        int parties, deals;
        double width, most;
    } cases[] = {{GRAPH_RANDOM, 60, 200, 900, 48}, {GRAPH_RANDOM, 40, 100, 900, 48},
        {GRAPH_RANDOM, 60, 200, 360, 34}, {GRAPH_MARKET, 60, 120, 510, 38}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_reset(fixture);
        const char *json = graph_dataset(fixture->arena, cases[i].shape, cases[i].parties, cases[i].deals, 7);
        struct flow_plan *plan = plan_of(fixture_facts(fixture, json), cases[i].width, 0);
        double count = 0;
        for (size_t c = 0; c < plan->cable_count; c++)
            count += 0.5 + 0.5 * (double)plan->cables[c].count;
        assert_true(count <= cases[i].most + 1);
        assert_true(plan->card_count >= 6 && plan->card_count < 24);
        assert_true(plan->need <= plan->width); /* bends and uprights have their room */
        assert_true(diags_has(fixture->diags, DIAG_CROWDED));
        assert_non_null(strstr(remarks_text(plan), "others: "));
    }
}

/* Who asks for a number gets it, however dense. */
static void test_a_number_asked_for_is_not_folded_for_density(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts =
        fixture_facts(fixture, graph_dataset(fixture->arena, GRAPH_COMPLETE, 10, 0, 7));
    assert_int_equal(plan_of(facts, 900, 10)->card_count, 10);
    assert_int_equal(plan_of(facts, 900, PARTIES_ALL)->cable_count, 90);
    assert_false(diags_has(fixture->diags, DIAG_CROWDED));
    assert_true(plan_of(facts, 900, 0)->card_count < 8); /* 7 cards have 42 cables, 8 have 56 */
    assert_true(diags_has(fixture->diags, DIAG_CROWDED));
}

/* The drawing's part of some sizes in px: 1200 × 630, 600 × 315, 1080 × 1080, and a page. */
/* What was not enough for a height is not tried for a lower one, and nothing else comes of it. */
static void test_what_was_not_enough_is_not_tried_again(void **state)
{
    (void)state;
    static const double heights[] = {600, 450, 330, 260};
    size_t pressed = 0, spared = 0;
    const struct facts *facts = fixture_facts(fixture, fixture_random(fixture, 14, 60, 5, 0));
    for (size_t i = 0; i < sizeof heights / sizeof *heights; i++) {
        struct flow_options options = {.width = 480, .height = heights[i]};
        struct flow_plan *all =
            flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
        options.pressed = pressed;
        struct flow_plan *rest =
            flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
        assert_non_null(all);
        assert_non_null(rest);
        assert_string_equal(fixture_dump(fixture, all, 480), fixture_dump(fixture, rest, 480));
        assert_true(flow_plan_pressed(all) >= pressed);
        spared += pressed > 0;
        pressed = flow_plan_pressed(all);
    }
    assert_true(spared > 0);
}

static void test_a_height_given_is_kept_by_as_many_parties_as_fit(void **state)
{
    (void)state;
    static const struct {
        const char *sample;
        double width, height;
        size_t least, most; /* parties drawn */
    } cases[] = {{"ai-deals-2025-12", 876, 397.5, 7, 16}, {"ai-deals-2025-12", 426, 150.25, 1, 3},
        {"ai-deals-2025-12", 786, 735, 20, 26}, {"ai-deals-2025-12", 754, 456, 7, 16},
        {"openai-amazon-2025-12", 876, 397.5, 6, 6}, {"flow-22-deals", 786, 735, 12, 12},
        {"pharma-licensing-2025", 876, 397.5, 8, 17}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_reset(fixture);
        struct flow_plan *plan =
            fixture_plan(fixture, fixture_sample(fixture, cases[i].sample), cases[i].width, cases[i].height);
        if (plan->height > cases[i].height + 0.5 || plan->parties_drawn < cases[i].least ||
            plan->parties_drawn > cases[i].most)
            fail_msg("%s at %g × %g: %zu parties, %g high", cases[i].sample, cases[i].width, cases[i].height,
                plan->parties_drawn, plan->height);
        assert_int_equal(diags_has(fixture->diags, DIAG_CROWDED), plan->parties_drawn < plan->parties_all);
    }
}

static void test_what_no_folding_fits_is_higher_than_asked(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan = fixture_plan(fixture, fixture_sample(fixture, "ai-deals-2025-12"), 426, 60);
    assert_true(plan->height > 60.5); /* the caller refuses it */
    assert_true(isfinite(plan->height));
}

/* "all" is no number to search below, and what cannot fit whatever the order is not laid out. */
static void test_all_of_a_dense_graph_takes_little_memory(void **state)
{
    (void)state;
    struct flow_options options = {.width = 225, .parties_most = SIZE_MAX, .direction = DIRECTION_DOWN};
    const struct facts *facts =
        fixture_facts(fixture, graph_dataset(fixture->arena, GRAPH_COMPLETE, 24, 0, 1));
    size_t before = arena_used(fixture->arena);
    assert_non_null(
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags));
    size_t used = arena_used(fixture->arena) - before;
    assert_true(used < 20 * 1000 * 1000);
    assert_true(diags_has(fixture->diags, DIAG_CROWDED)); /* all were asked for, and some are folded */
}

/* To the right on a telephone: fewer than six cards rather than bends and ribbons past the frame */
static void test_narrow_and_to_the_right_keeps_its_width(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 3; seed++) {
        const struct facts *facts =
            fixture_facts(fixture, graph_dataset(fixture->arena, GRAPH_RANDOM, 50, 150, seed));
        const struct flow_plan *plan = plan_of(facts, 246, 0);
        assert_true(plan->need <= plan->width);
        assert_in_range(plan->card_count, 3, 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_number_asked_for_is_kept),
        cmocka_unit_test(test_others_are_named_with_their_amounts),
        cmocka_unit_test(test_who_is_on_a_loop_stays_after_the_two_greatest),
        cmocka_unit_test(test_the_loop_that_carries_the_most_comes_first),
        cmocka_unit_test(test_deals_between_two_cards_of_others),
        cmocka_unit_test(test_the_best_known_are_named_however_small_the_drawing),
        cmocka_unit_test(test_whom_a_smaller_drawing_shows_a_larger_one_shows_too),
        cmocka_unit_test(test_whom_the_options_bring_out_is_never_folded),
        cmocka_unit_test(test_more_ribbons_than_an_eye_follows_fold_parties),
        cmocka_unit_test(test_a_number_asked_for_is_not_folded_for_density),
        cmocka_unit_test(test_what_was_not_enough_is_not_tried_again),
        cmocka_unit_test(test_a_height_given_is_kept_by_as_many_parties_as_fit),
        cmocka_unit_test(test_what_no_folding_fits_is_higher_than_asked),
        cmocka_unit_test(test_all_of_a_dense_graph_takes_little_memory),
        cmocka_unit_test(test_narrow_and_to_the_right_keeps_its_width),
    };
    return FIXTURE_RUN(&fixture, tests);
}
