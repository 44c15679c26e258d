/* SPDX-License-Identifier: MIT */
/* flow_marks: two small editions; what the diagram says of each ribbon and card, word for word, and that
 * nothing that is gone is in any sum. */
#include "editions_pair.h"

#include <string.h>

static const char *const parties =
    "{\"id\":\"a\",\"name\":\"Alpha\"},{\"id\":\"b\",\"name\":\"Beta\"},{\"id\":\"c\",\"name\":\"Gamma\"}";

/* The mark of the ribbon of the only deal that both have, or of the first flow */
static const char *mark_of(struct editions_pair *pair, const char *was, const char *is)
{
    pair_take(pair, parties, was, parties, is);
    const char *words = pair->since->marks[0].words;
    return words ? words : "";
}

static const char *told_of(struct editions_pair *pair, const char *was, const char *is)
{
    pair_take(pair, parties, was, parties, is);
    const char *words = pair->since->marks[0].told;
    return words ? words : "";
}

static void test_amounts(void **state)
{
    struct editions_pair *pair = *state;
    static const struct {
        const char *was, *is, *mark, *told;
        enum flow_change change;
    } cases[] = {
        {"$30B", "$30B", "", "", FLOW_SAME},
        {"$30B", "USD 30 billion", "", "", FLOW_SAME},
        {"$30B", "$38B", "raised from $30B", "$30B became $38B", FLOW_RAISED},
        {"$30B", "$12B", "lowered from $30B", "$30B became $12B", FLOW_LOWERED},
        {"up to $30B", "up to $38B", "raised from up to $30B", "up to $30B became up to $38B", FLOW_RAISED},
        {"about $10B", "$10B", "narrowed from about $10B", "about $10B was narrowed to $10B", FLOW_REVISED},
        {"$10B-$20B", "$5B-$30B", "widened from $10B–$20B", "$10B–$20B was widened to $5B–$30B",
            FLOW_REVISED},
        {"$10B-$20B", "$10B-$30B", "was $10B–$20B, raised at its high end",
            "$10B–$20B became $10B–$30B (raised at its high end)", FLOW_REVISED},
        {"undisclosed", "$5B", "disclosed", "the amount was disclosed: $5B", FLOW_REVISED},
        {"$5B", "undisclosed", "no longer disclosed, was $5B",
            "the amount, which was $5B, is no longer disclosed", FLOW_REVISED},
        {"tens of billions", "$38B", "was tens of billions", "tens of billions was put at $38B",
            FLOW_REVISED},
        {"$38B", "tens of billions", "became vague, was $38B", "$38B became vague: tens of billions",
            FLOW_REVISED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *was = pair_deal(pair, "d", "a", "b", cases[i].was, "signed"),
                   *is = pair_deal(pair, "d", "a", "b", cases[i].is, "signed");
        assert_string_equal(mark_of(pair, was, is), cases[i].mark);
        assert_string_equal(told_of(pair, was, is), cases[i].told);
        assert_int_equal(pair->since->marks[0].change, cases[i].change);
    }
}

static void test_statuses(void **state)
{
    struct editions_pair *pair = *state;
    const char *talks = pair_deal(pair, "d", "a", "b", "$5B", "in_talks"),
               *announced = pair_deal(pair, "d", "a", "b", "$5B", "announced"),
               *raised = pair_deal(pair, "d", "a", "b", "$9B", "announced"),
               *denied = pair_deal(pair, "d", "a", "b", "$5B", "denied");
    assert_string_equal(mark_of(pair, talks, announced), "moved from in talks to announced");
    assert_string_equal(mark_of(pair, announced, talks), "fell back from announced to in talks");
    assert_string_equal(mark_of(pair, talks, raised), "raised from $5B; moved from in talks to announced");
    assert_int_equal(pair->since->marks[0].change, FLOW_RAISED);
    assert_string_equal(mark_of(pair, talks, denied), "was denied, having been in talks");
    assert_int_equal(pair->since->marks[0].change, FLOW_GONE);
    assert_string_equal(mark_of(pair, denied, talks), "is live again: from denied to in talks");
    assert_string_equal(mark_of(pair, denied, denied), "");
}

static void test_new_and_gone(void **state)
{
    struct editions_pair *pair = *state;
    const char *one = pair_deal(pair, "one", "a", "b", "$5B", "signed"),
               *two = pair_deal(pair, "two", "b", "c", "$7B", "in_talks"),
               *both = arena_printf(pair->arena, "%s,%s", one, two);
    pair_take(pair, parties, one, parties, both);
    assert_int_equal(pair->since->overlay->facts->flow_count, 2);
    assert_string_equal(pair->since->marks[1].words, "new");
    assert_int_equal(pair->since->marks[1].change, FLOW_NEW);
    assert_null(pair->since->marks[0].words);
    pair_take(pair, parties, both, parties, one);
    const struct facts *facts = pair->since->overlay->facts;
    assert_int_equal(facts->flow_count, 2);
    assert_int_equal(pair->since->overlay->now->flow_count, 1);
    assert_string_equal(pair->since->marks[1].words, "no longer in the dataset; it was in talks");
    assert_int_equal(pair->since->marks[1].change, FLOW_GONE);
    assert_int_equal(facts->flows[1].bucket, BUCKET_DEAD);
    assert_string_equal(facts->dataset->deals[facts->flows[1].deal].id, "two");
    assert_true(facts->all_live.headline == INT64_C(500000000000)); /* the new edition's alone */
}

/* A party that only the old edition has comes with what is gone, and keeps its name. */
static void test_parties(void **state)
{
    struct editions_pair *pair = *state;
    const char *one = pair_deal(pair, "one", "a", "b", "$5B", "signed"),
               *two = pair_deal(pair, "two", "x", "b", "$7B", "in_talks"),
               *more = arena_printf(pair->arena, "%s,{\"id\":\"x\",\"name\":\"Xi\"}", parties);
    pair_take(pair, more, arena_printf(pair->arena, "%s,%s", one, two), parties, one);
    const struct overlay *overlay = pair->since->overlay;
    size_t payer = overlay->facts->flows[1].payer;
    assert_string_equal(facts_node_name(pair->arena, overlay->facts, payer), "Xi");
    assert_string_equal(pair->since->cards[payer], "no longer in the dataset");
    pair_take(pair, parties, one, more, arena_printf(pair->arena, "%s,%s", one, two));
    payer = pair->since->overlay->facts->flows[1].payer;
    assert_string_equal(pair->since->cards[payer], "new");
    pair_take(pair,
        "{\"id\":\"a\",\"name\":\"Old "
        "Alpha\"},{\"id\":\"b\",\"name\":\"Beta\"},{\"id\":\"c\",\"name\":\"Gamma\"}",
        one, parties, one);
    payer = pair->since->overlay->facts->flows[0].payer;
    assert_string_equal(pair->since->cards[payer], "was called “Old Alpha”");
    assert_null(pair->since->marks[0].words);
}

static void test_sides_and_types(void **state)
{
    struct editions_pair *pair = *state;
    const char *to_b = pair_deal(pair, "d", "a", "b", "$5B", "signed"),
               *to_c = pair_deal(pair, "d", "a", "c", "$5B", "signed"),
               *from_c = pair_deal(pair, "d", "c", "b", "$5B", "signed");
    assert_string_equal(mark_of(pair, to_b, to_c), "paid to Gamma, no longer to Beta");
    assert_string_equal(mark_of(pair, to_b, from_c), "paid by Gamma, no longer by Alpha");
    static const char *const purchase =
        "{\"id\":\"d\",\"type\":\"purchase\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"$5B\","
        "\"status\":\"signed\",\"date\":\"2024\",\"sources\":[\"s\"]}";
    assert_string_equal(mark_of(pair, purchase, to_b), "lease, was purchase");
    assert_int_equal(pair->since->marks[0].change, FLOW_REVISED);
}

/* Legs are matched by what they are: one that comes in does not change the other. */
static void test_legs(void **state)
{
    struct editions_pair *pair = *state;
    static const char *const one =
        "{\"id\":\"d\",\"type\":\"lease\",\"status\":\"signed\",\"date\":\"2024\",\"sources\":[\"s\"],"
        "\"flows\":[{\"from\":\"a\",\"to\":\"b\",\"amount\":\"$5B\"}]}";
    static const char *const two =
        "{\"id\":\"d\",\"type\":\"lease\",\"status\":\"signed\",\"date\":\"2024\",\"sources\":[\"s\"],"
        "\"flows\":[{\"from\":\"b\",\"to\":\"c\",\"amount\":\"$2B\"},"
        "{\"from\":\"a\",\"to\":\"b\",\"amount\":\"$5B\"}]}";
    pair_take(pair, parties, one, parties, two);
    assert_string_equal(pair->since->marks[0].words, "new");
    assert_string_equal(pair->since->marks[0].told, "new in this deal");
    assert_null(pair->since->marks[1].words);
    pair_take(pair, parties, two, parties, one);
    assert_null(pair->since->marks[0].words);
    assert_int_equal(pair->since->overlay->facts->flow_count, 2);
    assert_string_equal(pair->since->marks[1].words, "no longer part of the deal");
}

static void test_correction(void **state)
{
    struct editions_pair *pair = *state;
    pair_take_more(pair, parties, pair_deal(pair, "d", "a", "b", "$5B", "signed"), "", parties,
        pair_deal(pair, "d", "a", "b", "$7B", "signed"),
        "\"notes\":[{\"id\":\"n\",\"kind\":\"correction\",\"text\":\"It was 7.\",\"deals\":[\"d\"],"
        "\"sources\":[\"s\"]}],");
    assert_string_equal(pair->since->marks[0].words, "corrected: raised from $5B");
    assert_string_equal(pair->since->marks[0].told, "corrected: $5B became $7B");
}

/* At the new edition's rate: another rate is no news; another currency is, though the sum is much the same.
 */
static void test_currencies(void **state)
{
    struct editions_pair *pair = *state;
    static const char *const slow =
                                 "\"fx\":{\"base\":\"USD\",\"date\":\"2025-12-01\",\"rates\":{\"EUR\":1.0}},",
                             *const fast =
                                 "\"fx\":{\"base\":\"USD\",\"date\":\"2025-12-15\",\"rates\":{\"EUR\":1.2}},";
    const char *euros = pair_deal(pair, "d", "a", "b", "€5B", "signed"),
               *dollars = pair_deal(pair, "d", "a", "b", "$5B", "signed");
    pair_take_more(pair, parties, euros, slow, parties, euros, fast);
    assert_null(pair->since->marks[0].words);
    assert_true(pair->since->overlay->then->flows[0].amount.headline == INT64_C(600000000000));
    pair_take_more(pair, parties, euros, slow, parties, dollars, fast);
    assert_string_equal(pair->since->marks[0].words, "lowered from €5B");
    assert_string_equal(pair->since->marks[0].told, "€5B became $5B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {PAIR_CASE(test_amounts), PAIR_CASE(test_statuses),
        PAIR_CASE(test_new_and_gone), PAIR_CASE(test_parties), PAIR_CASE(test_sides_and_types),
        PAIR_CASE(test_legs), PAIR_CASE(test_correction), PAIR_CASE(test_currencies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
