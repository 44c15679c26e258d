/* SPDX-License-Identifier: MIT */
/* What crosses is uncrossed, what can run forward does, and what is counted is what is there. */
#include "support.h"

#include "arrange.h"

#include <stdlib.h>

enum { CARDS_MOST = 40, ARCS_MOST = 400, COLUMNS = 8, STEPS = 20000000 };

static struct arena *arena;
static int heights[CARDS_MOST];
static struct arrange_arc arcs[ARCS_MOST];

static double no_place(const void *context, bool is_card, size_t index, int column)
{
    (void)context, (void)is_card, (void)index, (void)column;
    return 0;
}

/* Payer and payee of each arc, one after the other. */
static struct arrangement *arrangement_of(
    size_t cards, const size_t *ends, size_t count, const int *columns, struct arrange_input *input)
{
    for (size_t i = 0; i < cards; i++)
        heights[i] = 30;
    for (size_t i = 0; i < count; i++)
        arcs[i] = (struct arrange_arc){ends[2 * i], ends[2 * i + 1], ARRANGE_SHARE / (int64_t)count, 1, 5};
    *input = (struct arrange_input){
        .card_count = cards, .arc_count = count, .card_heights = heights, .arcs = arcs, .columns = COLUMNS};
    struct arrangement *arrangement = arrangement_create(arena, input);
    arrangement_start(arrangement, columns, no_place, NULL);
    return arrangement;
}

static void test_a_crossing_is_undone(void **state)
{
    (void)state;
    struct arrange_input input;
    static const size_t ends[] = {0, 5, 1, 4, 2, 3};
    static const int columns[] = {0, 0, 0, 1, 1, 1};
    struct arrangement *a = arrangement_of(6, ends, 3, columns, &input);
    int64_t before = arrangement_cost(a);
    arrangement_improve(a, STEPS, false);
    /* three crossings of 1500 each; 1000 · (1/3)² of the value crosses, each of which is worth 3 more:
       √4,500,000 is 2121, all but a third of it 706 */
    assert_true(before - arrangement_cost(a) == 3 * (1500 + 706 * 706));
    assert_int_equal(arrangement_card_place(a, 0), arrangement_card_place(a, 5));
    assert_int_equal(arrangement_card_place(a, 1), arrangement_card_place(a, 4));
    assert_int_equal(arrangement_card_place(a, 2), arrangement_card_place(a, 3));
}

/* A long arc that lies between what it would have to cross goes round it. */
static void test_a_passing_arc_finds_its_way(void **state)
{
    (void)state;
    struct arrange_input input;
    static const size_t ends[] = {0, 1, 1, 2, 2, 3, 0, 3};
    static const int columns[] = {0, 1, 2, 3};
    struct arrangement *a = arrangement_of(4, ends, 4, columns, &input);
    arrangement_improve(a, STEPS, false);
    size_t one = arrangement_arc_place(a, 3, 1), two = arrangement_arc_place(a, 3, 2);
    assert_int_equal(one, two); /* both above or both below the cards */
    assert_int_not_equal(arrangement_card_place(a, 1), one);
}

static void test_a_return_follows_from_columns(void **state)
{
    (void)state;
    struct arrange_input input;
    static const size_t ends[] = {0, 1, 1, 0};
    static const int columns[] = {0, 1};
    struct arrangement *a = arrangement_of(2, ends, 2, columns, &input);
    assert_false(arrangement_is_return(a, 0));
    assert_true(arrangement_is_return(a, 1));
    arrangement_improve(a, STEPS, true);
    assert_true(arrangement_is_return(a, 0) != arrangement_is_return(a, 1));
}

/* Cards badly placed move to where the stream runs forward. */
static void test_cards_move_where_money_runs_forward(void **state)
{
    (void)state;
    struct arrange_input input;
    static const size_t ends[] = {0, 1, 1, 2};
    static const int columns[] = {2, 1, 0};
    struct arrangement *a = arrangement_of(3, ends, 2, columns, &input);
    assert_true(arrangement_is_return(a, 0) && arrangement_is_return(a, 1));
    arrangement_improve(a, STEPS, true);
    assert_false(arrangement_is_return(a, 0) || arrangement_is_return(a, 1));
}

/* Places of a column are 0, 1, 2 … each taken once, whatever was moved. */
static void check_places(struct arrangement *a, const struct arrange_input *input)
{
    for (int column = 0; column < input->columns; column++) {
        size_t taken[CARDS_MOST + ARCS_MOST] = {0}, count = 0;
        for (size_t i = 0; i < input->card_count; i++)
            if (arrangement_column(a, i) == column) {
                taken[arrangement_card_place(a, i)]++;
                count++;
            }
        for (size_t i = 0; i < input->arc_count; i++) {
            int payer = arrangement_column(a, input->arcs[i].payer),
                payee = arrangement_column(a, input->arcs[i].payee);
            bool back = payer >= payee;
            assert_true(back == arrangement_is_return(a, i));
            bool passes = back ? column >= payee && column <= payer : column > payer && column < payee;
            if (passes) {
                taken[arrangement_arc_place(a, i, column)]++;
                count++;
            }
        }
        for (size_t i = 0; i < count; i++)
            assert_int_equal(taken[i], 1);
    }
}

static size_t random_graph(uint32_t seed, size_t cards, size_t count, size_t *ends, int *columns)
{
    for (size_t i = 0; i < cards; i++)
        columns[i] = (int)(i * 5 / cards);
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        ends[2 * i] = (seed >> 8) % cards;
        seed = seed * 1664525u + 1013904223u;
        ends[2 * i + 1] = (ends[2 * i] + 1 + (seed >> 8) % (cards - 1)) % cards;
    }
    return count;
}

static void test_states_keep_what_they_cost(void **state)
{
    (void)state;
    size_t ends[2 * ARCS_MOST];
    int columns[CARDS_MOST];
    for (uint32_t seed = 1; seed <= 12; seed++) {
        struct arrange_input input;
        size_t count = random_graph(seed, 12, 25, ends, columns);
        struct arrangement *a = arrangement_of(12, ends, count, columns, &input);
        int64_t start = arrangement_cost(a);
        struct arrange_state *saved = arrangement_save(a, NULL);
        arrangement_improve(a, STEPS / 20, seed % 2 == 0);
        int64_t least = arrangement_cost(a);
        assert_true(least < start);
        check_places(a, &input);
        arrangement_load(a, saved);
        assert_true(arrangement_cost(a) == start);
        check_places(a, &input);
    }
}

/* The same graph with its arcs in another order costs the same at the same start; and twice is the same
 * twice. */
static void test_the_same_twice(void **state)
{
    (void)state;
    size_t ends[2 * ARCS_MOST];
    int columns[CARDS_MOST];
    struct arrange_input input;
    size_t count = random_graph(7, 20, 40, ends, columns), places[2][CARDS_MOST];
    for (int turn = 0; turn < 2; turn++) {
        struct arrangement *a = arrangement_of(20, ends, count, columns, &input);
        arrangement_sweep(a, 4);
        arrangement_improve(a, STEPS / 10, true);
        for (size_t i = 0; i < 20; i++)
            places[turn][i] = (size_t)arrangement_column(a, i) * 1000 + arrangement_card_place(a, i);
    }
    assert_memory_equal(places[0], places[1], 20 * sizeof *places[0]);
}

/* Everything is tied to everything: it ends when its steps are spent. */
static void test_a_thicket_ends(void **state)
{
    (void)state;
    size_t ends[2 * ARCS_MOST];
    int columns[CARDS_MOST];
    struct arrange_input input;
    size_t count = 0;
    for (size_t i = 0; i < 20; i++)
        for (size_t j = 0; j < 20; j++)
            if (i != j) {
                ends[2 * count] = i;
                ends[2 * count++ + 1] = j;
            }
    for (size_t i = 0; i < 20; i++)
        columns[i] = (int)i * COLUMNS / 20;
    struct arrangement *a = arrangement_of(20, ends, count, columns, &input);
    arrangement_improve(a, STEPS, true);
    check_places(a, &input);
    assert_in_range(arrangement_steps(a), STEPS / 2, 3 * STEPS);
}

static int arena_open(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int arena_close(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_crossing_is_undone),
        cmocka_unit_test(test_a_passing_arc_finds_its_way),
        cmocka_unit_test(test_a_return_follows_from_columns),
        cmocka_unit_test(test_cards_move_where_money_runs_forward),
        cmocka_unit_test(test_states_keep_what_they_cost),
        cmocka_unit_test(test_the_same_twice),
        cmocka_unit_test(test_a_thicket_ends),
    };
    return cmocka_run_group_tests_name("arrange", tests, arena_open, arena_close);
}
