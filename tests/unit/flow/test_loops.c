/* SPDX-License-Identifier: MIT */
/* The list of loops, sentence by sentence, on datasets whose loops can be found by hand; variants;
 * highlights. */
#include "fixture.h"

#include "plan.h"

#include <math.h>
#include <string.h>

static struct fixture *fixture;

#define PARTIES                                                                                              \
    "{\"id\":\"a\",\"name\":\"Ash\"},{\"id\":\"b\",\"name\":\"Birch\"},{\"id\":\"c\",\"name\":\"Cedar\"},"   \
    "{\"id\":\"d\",\"name\":\"Deal & Co\"},{\"id\":\"bb\",\"name\":\"Bud\",\"parent\":\"b\"}"
#define DEAL(id, type, from, to, status, amount)                                                             \
    "{\"id\":\"" id "\",\"type\":\"" type "\",\"title\":\"Deal " id "\",\"from\":\"" from "\",\"to\":\"" to  \
    "\",\"status\":\"" status "\",\"date\":\"2025-01-01\",\"amount\":\"" amount "\",\"sources\":[\"s\"]}"

static struct flow_plan *plan_with(const char *deals, struct flow_options options)
{
    const struct facts *facts = fixture_facts(fixture, fixture_json(fixture, PARTIES, deals));
    options.width = options.width > 0 ? options.width : 499;
    options.lists_loops = true;
    return flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
}

/* Each entry on a line, then the tail */
static const char *list_of(const struct flow_plan *plan)
{
    struct str out = str_init(fixture->arena);
    for (size_t i = 0; i < plan->loop_count; i++)
        str_printf(&out, "%zu %s%s\n", plan->loops[i].number, plan->loops[i].name, plan->loops[i].words);
    str_append(&out, plan->loop_tail ? plan->loop_tail : "");
    return str_text(&out);
}

static void check_list(const char *deals, enum flow_loops loops, const char *wanted)
{
    fixture_reset(fixture);
    struct flow_plan *plan = plan_with(deals, (struct flow_options){.loops = loops});
    assert_non_null(plan);
    assert_string_equal(list_of(plan), wanted);
}

static void test_a_leg_in_talks(void **state)
{
    (void)state;
    static const char deals[] = DEAL("x", "equity", "a", "b", "in_talks", "$10B") "," DEAL(
        "y", "services", "b", "a", "signed", "$38B");
    check_list(deals, FLOW_LOOPS_LIVE,
        "1 Ash → Birch → Ash: up to $10B. Weakest leg: Ash → Birch, $10B, in talks; closes only if it goes "
        "ahead.\n"
        "Together up to $20B could run in loops, every payment of a loop counted; on signed and paid deals "
        "alone, "
        "nothing.");
    check_list(deals, FLOW_LOOPS_FIRM,
        "On signed and paid deals alone, nothing comes back; on all live deals, up to $20B.");
}

/* a → b carries 4 of one loop and 5 of the other: its firm $6B are not enough for both. On firm deals alone 5
   go through three payers and 1 through two. */
static void test_two_loops_share_a_leg(void **state)
{
    (void)state;
    check_list(DEAL("x", "lease", "a", "b", "signed", "$6B") "," DEAL("z", "lease", "a", "b", "announced",
                   "$3B") "," DEAL("y", "equity", "b", "a", "signed", "$4B") "," DEAL("v", "equity", "b", "c",
                   "signed", "$9B") "," DEAL("w", "equity", "c", "a", "closed", "$5B"),
        FLOW_LOOPS_LIVE,
        "1 Ash → Birch → Ash: up to $4B. Weakest leg: Ash → Birch, $3B, announced; closes in full only if it "
        "becomes "
        "binding.\n"
        "2 Ash → Birch → Cedar → Ash: up to $5B. Weakest leg: Ash → Birch, $3B, announced; closes in full "
        "only if "
        "it becomes binding.\n"
        "Together up to $23B could run in loops, every payment of a loop counted; on signed and paid deals "
        "alone, up "
        "to $17B.");
}

static void test_firm_legs(void **state)
{
    (void)state;
    static const char deals[] = DEAL("x", "equity", "a", "b", "closed", "about $10B") "," DEAL(
        "y", "lease", "b", "a", "signed", "$38B") "," DEAL("z", "lease", "b", "a", "rumoured", "$9B");
    /* the rumour is on the leg and does not carry it */
    check_list(deals, FLOW_LOOPS_LIVE,
        "1 Ash → Birch → Ash: $10B on the figures given. Every leg is signed or paid; the weakest: Birch → "
        "Ash, "
        "$38B, signed.\n"
        "Together, on the figures given, $20B could run in loops, every payment of a loop counted; on signed "
        "and "
        "paid deals alone, $20B.");
}

static void test_ceilings_and_undisclosed(void **state)
{
    (void)state;
    check_list(DEAL("x", "equity", "a", "b", "announced", "up to $5B") "," DEAL(
                   "y", "services", "b", "a", "signed", "at least $8B") "," DEAL("v", "equity", "c", "b",
                   "signed", "$2B") "," DEAL("w", "services", "b", "c", "signed", "undisclosed"),
        FLOW_LOOPS_LIVE,
        "1 Ash → Birch → Ash: up to $5B. Weakest leg: Ash → Birch, up to $5B, announced; closes only if it "
        "becomes "
        "binding.\n"
        "0 Birch → Cedar → Birch: capacity unknown. Every leg is signed or paid; the weakest: Birch → Cedar, "
        "an "
        "undisclosed amount, signed.\n"
        "Together, on the figures given, $10B could run in loops, every payment of a loop counted; on signed "
        "and paid deals "
        "alone, how much is not disclosed.");
}

/* Either of two deals carries the leg: none of them is needed. */
static void test_a_choice_of_deals(void **state)
{
    (void)state;
    check_list(DEAL("x", "equity", "a", "b", "signed", "$5B") "," DEAL("y", "lease", "b", "a", "in_talks",
                   "$6B") "," DEAL("z", "lease", "b", "a", "announced", "$7B"),
        FLOW_LOOPS_LIVE,
        "1 Ash → Birch → Ash: up to $5B. Weakest leg: Birch → Ash, $7B, announced; closes only if enough of "
        "the two "
        "deals from Birch to Ash that are not firm go ahead.\n"
        "Together up to $10B could run in loops, every payment of a loop counted; on signed and paid deals "
        "alone, "
        "nothing.");
}

static void test_two_conditions(void **state)
{
    (void)state;
    check_list(
        DEAL("x", "equity", "a", "b", "in_talks", "$5B") "," DEAL("y", "lease", "b", "a", "announced", "$6B"),
        FLOW_LOOPS_LIVE,
        "1 Ash → Birch → Ash: up to $5B. Weakest leg: Ash → Birch, $5B, in talks; closes only if “Deal x” "
        "goes ahead "
        "and “Deal y” becomes binding.\n"
        "Together up to $10B could run in loops, every payment of a loop counted; on signed and paid deals "
        "alone, "
        "nothing.");
}

/* What a group pays itself, and what runs one way, is no loop. */
static void test_no_loop(void **state)
{
    (void)state;
    static const char deals[] = DEAL("x", "equity", "a", "b", "signed", "$5B") "," DEAL(
        "y", "lease", "bb", "b", "signed", "$6B") "," DEAL("z", "lease", "b", "bb", "signed", "$6B");
    check_list(deals, FLOW_LOOPS_LIVE, "");
    check_list(deals, FLOW_LOOPS_FIRM,
        "Nothing comes back, neither on signed and paid deals alone nor on all live ones.");
}

static struct flow_plan *plan_of_pairs(int pairs, struct flow_options options)
{
    struct str parties = str_init(fixture->arena);
    str_append(&parties, "{\"id\":\"hub\",\"name\":\"Hub\"}");
    for (int i = 0; i < pairs; i++)
        str_printf(&parties, ",{\"id\":\"p%02d\",\"name\":\"P%d\"}", i, i);
    struct str ways = str_init(fixture->arena);
    for (int i = 0; i < pairs; i++)
        for (int way = 0; way < 2; way++) {
            const char *other = arena_printf(fixture->arena, "p%02d", i);
            str_printf(&ways,
                "%s{\"id\":\"d%d-%d\",\"type\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"$%dB\","
                "\"status\":\"signed\",\"date\":\"2025-01-01\",\"sources\":[\"s\"]}",
                i + way ? "," : "", i, way, way ? "lease" : "equity", way ? other : "hub",
                way ? "hub" : other, 20 - i);
        }
    const struct facts *facts =
        fixture_facts(fixture, fixture_json(fixture, str_text(&parties), str_text(&ways)));
    options.lists_loops = true;
    return flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
}

static void test_many_loops(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan = plan_of_pairs(9, (struct flow_options){.width = 499});
    assert_int_equal(plan->loop_count, 9);
    fixture_reset(fixture);
    plan = plan_of_pairs(12, (struct flow_options){.width = 499});
    assert_int_equal(plan->loop_count, 5);
    assert_string_equal(plan->loops[4].name, "Hub → P4 → Hub: up to $16B");
    /* $15B + 14 + 13 + 12 + 11 + 10 + 9 = 84; all of them 20 + … + 9 = 174, twice */
    assert_string_equal(plan->loop_tail,
        "And seven smaller loops of together $84B. Together up to $348B could run in "
        "loops, every payment of a loop counted; on signed and paid deals alone, up "
        "to $348B.");
}

/* Every number of the list stands at a ribbon, and every number at a ribbon in the list. */
static void test_numbers_are_those_of_the_badges(void **state)
{
    (void)state;
    static const char *const samples[] = {"openai-amazon-2025-12", "ai-deals-2025-12", "flow-22-deals"};
    for (size_t s = 0; s < 3; s++)
        for (int loops = FLOW_LOOPS_LIVE; loops <= FLOW_LOOPS_FIRM; loops++) {
            fixture_reset(fixture);
            struct flow_options options = {
                .width = 700, .loops = (enum flow_loops)loops, .lists_loops = true};
            struct flow_plan *plan = flow_plan_make(fixture->arena, fixture->engine, fixture->text,
                fixture_sample(fixture, samples[s]), &options, fixture->diags);
            bool seen[64] = {false};
            size_t numbered = 0;
            for (size_t r = 0; r < plan->ribbon_count; r++)
                for (size_t i = 0; i < plan->ribbons[r].circuits.count; i++)
                    seen[plan->ribbons[r].circuits.at[i]] = true;
            for (size_t i = 0; i < plan->loop_count; i++)
                if (plan->loops[i].number > 0) {
                    numbered++;
                    assert_true(seen[plan->loops[i].number - 1]);
                    seen[plan->loops[i].number - 1] = false;
                }
            for (size_t i = 0; i < 64; i++)
                assert_false(seen[i]);
            assert_int_equal(numbered, circuits_numbered(plan->network));
        }
}

static void test_list_lies_within_the_drawing(void **state)
{
    (void)state;
    for (double width = 250; width < 1000; width += 130) {
        fixture_reset(fixture);
        struct flow_options options = {.width = width, .lists_loops = true};
        struct flow_plan *plan = flow_plan_make(fixture->arena, fixture->engine, fixture->text,
            fixture_sample(fixture, "ai-deals-2025-12"), &options, fixture->diags);
        double bottom = plan->loop_head_y;
        for (size_t i = 0; i < plan->loop_count; i++) {
            const struct loop_entry *entry = &plan->loops[i];
            assert_true(entry->y > plan->loop_head_y);
            for (size_t l = 0; l < entry->lines.count; l++)
                assert_true(entry->x + 12 + entry->lines.lines[l].width <= width + 0.01);
            if (i > 0 && entry->x == plan->loops[i - 1].x)
                assert_true(entry->y >= plan->loops[i - 1].y + 9.5 * (double)plan->loops[i - 1].lines.count);
            bottom = fmax(bottom, entry->y + 9.5 * (double)(entry->lines.count - 1));
        }
        assert_true(plan->loop_tail_y > bottom);
        assert_true(plan->height >= plan->loop_tail_y);
    }
}

/* ---- some of the deals ---- */

static const char *list_where(const char *deals, const char *where, enum flow_loops loops)
{
    fixture_reset(fixture);
    const struct facts *facts = fixture_facts(fixture, fixture_json(fixture, PARTIES, deals));
    size_t offset;
    const char *sentence, *hint;
    struct flow_options options = {.width = 499, .loops = loops, .lists_loops = true};
    options.where = selection_parse(fixture->arena, where, facts->dataset, &offset, &sentence, &hint);
    assert_non_null(options.where);
    struct flow_plan *plan =
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
    assert_non_null(plan);
    return list_of(plan);
}

/* Loops are those of what a clause chooses, with numbers and sums of their own. Of a's with b 10 come back
   while the equity is in talks; of c's with b 4. */
static void test_loops_of_some_deals(void **state)
{
    (void)state;
    static const char deals[] = DEAL("x", "equity", "a", "b", "in_talks", "$10B") "," DEAL(
        "y", "services", "b", "a", "signed", "$38B") "," DEAL("z", "equity", "c", "b", "signed",
        "$4B") "," DEAL("w", "lease", "b", "c", "signed", "$9B");
    assert_string_equal(list_where(deals, "party=c", FLOW_LOOPS_LIVE),
        "1 Birch → Cedar → Birch: up to $4B. Every leg is signed or paid; the weakest: Cedar → Birch, $4B, "
        "signed.\n"
        "Together up to $8B could run in loops among the deals drawn, every payment of a loop counted.");
    assert_string_equal(list_where(deals, "amount>=5B", FLOW_LOOPS_LIVE),
        "1 Ash → Birch → Ash: up to $10B. Weakest leg: Ash → Birch, $10B, in talks; closes only if it goes "
        "ahead.\n"
        "Together up to $20B could run in loops among the deals drawn, every payment of a loop counted; on "
        "signed and paid deals alone, nothing.");
    assert_string_equal(list_where(deals, "party=a", FLOW_LOOPS_FIRM),
        "On signed and paid deals alone, nothing comes back; on all live deals drawn, up to $20B.");
    assert_string_equal(list_where(deals, "type=services", FLOW_LOOPS_FIRM),
        "Nothing comes back, neither on signed and paid deals alone nor on all live deals drawn.");
    assert_string_equal(list_where(deals, "class=capital", FLOW_LOOPS_LIVE), "");
}

/* ---- highlights ---- */

#define RING                                                                                                 \
    DEAL("x", "equity", "a", "b", "signed", "$5B")                                                           \
    "," DEAL("y", "lease", "b", "a", "signed", "$6B") "," DEAL("z", "lease", "c", "d", "signed", "$1B")

static const char *colours_of(const struct flow_plan *plan)
{
    struct str out = str_init(fixture->arena);
    for (size_t r = 0; r < plan->ribbon_count; r++)
        str_printf(&out, "%s%s ", plan->ribbons[r].faded ? "-" : "+", plan->ribbons[r].ids);
    for (size_t c = 0; c < plan->card_count; c++)
        str_printf(&out, "%s%s ", plan->cards[c].faded ? "-" : "+", plan->cards[c].id);
    return str_text(&out);
}

static void test_highlights(void **state)
{
    (void)state;
    static const struct {
        const char *words, *colours, *told;
    } cases[] = {{"party:c", "-x -y +z -a -b +c +d ", "In colour: Cedar’s deals; the rest is pale."},
        {"deal:x", "+x -y -z +a +b -c -d ", "In colour: the deal “Deal x”; the rest is pale."},
        {"loop:1", "+x +y -z +a +b -c -d ", "In colour: loop 1, Ash → Birch → Ash; the rest is pale."},
        {"loops", "+x +y +z +a +b +c +d ", "could run in loops"},
        {"none", "+x +y +z +a +b +c +d ", "Flow diagram of who pays whom:"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_reset(fixture);
        const struct facts *facts = fixture_facts(fixture, fixture_json(fixture, PARTIES, RING));
        struct flow_options options = {.width = 499};
        const char *sentence, *hint;
        assert_true(flow_highlight_parse(fixture->arena, cases[i].words, facts->dataset, &options.highlight,
            &options.highlight_index, &sentence, &hint));
        struct flow_plan *plan =
            flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
        assert_string_equal(colours_of(plan), cases[i].colours);
        assert_non_null(strstr(flow_describe(fixture->arena, plan), cases[i].told));
    }
}

static void test_highlights_that_are_none(void **state)
{
    (void)state;
    static const struct {
        const char *words, *sentence, *hint;
    } cases[] = {{"party:asch", "the dataset has no party 'asch'", NULL},
        {"deal:w", "the dataset has no deal 'w'", NULL},
        {"loop:0", "loop:N takes the number of a loop, not '0'", "as in loop:2"},
        {"loop:2x", "loop:N takes the number of a loop, not '2x'", "as in loop:2"},
        {"loop:", "loop:N takes the number of a loop, not ''", "as in loop:2"},
        {"loop", "what can be highlighted is loops, party:ID, deal:ID, loop:N or none, not 'loop'", "loops"},
        {"x", "what can be highlighted is loops, party:ID, deal:ID, loop:N or none, not 'x'",
            "did you mean 'deal:x'?"},
        {"a", "what can be highlighted is loops, party:ID, deal:ID, loop:N or none, not 'a'",
            "did you mean 'party:a'?"}};
    fixture_reset(fixture);
    const struct facts *facts = fixture_facts(fixture, fixture_json(fixture, PARTIES, RING));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum flow_highlight highlight;
        size_t index;
        const char *sentence, *hint;
        assert_false(flow_highlight_parse(
            fixture->arena, cases[i].words, facts->dataset, &highlight, &index, &sentence, &hint));
        assert_string_equal(sentence, cases[i].sentence);
        if (cases[i].hint == NULL)
            assert_null(hint);
        else
            assert_string_equal(hint, cases[i].hint);
    }
}

/* Nothing is drawn of what is asked for: an error, not a pale picture. */
static void test_highlights_of_nothing(void **state)
{
    (void)state;
    static const struct {
        struct flow_options options;
        const char *words;
    } cases[] = {{{.highlight = HIGHLIGHT_LOOP, .highlight_index = 1}, "no loop 2 to highlight"},
        {{.highlight = HIGHLIGHT_PARTY, .highlight_index = 4}, "Bud’s deals cannot be highlighted"},
        {{.highlight = HIGHLIGHT_DEAL, .highlight_index = 3}, "the deal “Deal v” cannot be highlighted"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_reset(fixture);
        assert_null(plan_with(RING "," DEAL("v", "lease", "c", "d", "cancelled", "$1B"), cases[i].options));
        size_t count;
        const struct diag *diags = diags_sorted(fixture->diags, &count);
        bool said = false;
        for (size_t d = 0; d < count; d++)
            said =
                said || (diags[d].code == DIAG_NO_DATA && strstr(diags[d].sentence, cases[i].words) != NULL);
        assert_true(said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_leg_in_talks),
        cmocka_unit_test(test_two_loops_share_a_leg),
        cmocka_unit_test(test_firm_legs),
        cmocka_unit_test(test_ceilings_and_undisclosed),
        cmocka_unit_test(test_a_choice_of_deals),
        cmocka_unit_test(test_two_conditions),
        cmocka_unit_test(test_no_loop),
        cmocka_unit_test(test_many_loops),
        cmocka_unit_test(test_numbers_are_those_of_the_badges),
        cmocka_unit_test(test_list_lies_within_the_drawing),
        cmocka_unit_test(test_loops_of_some_deals),
        cmocka_unit_test(test_highlights),
        cmocka_unit_test(test_highlights_that_are_none),
        cmocka_unit_test(test_highlights_of_nothing),
    };
    return FIXTURE_RUN(&fixture, tests);
}
