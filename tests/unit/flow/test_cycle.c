/* SPDX-License-Identifier: MIT */
/* The feedback arc set: exact on small graphs, acyclic on all. */
#include "cycle.h"
#include "support.h"

#include <string.h>

static int64_t weight_back(const struct arc *arcs, size_t count, const bool *back)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += back[i] ? arcs[i].weight : 0;
    return sum;
}

/* true when the arcs, the set reversed, can be taken away node by node */
static bool acyclic(size_t nodes, const struct arc *arcs, size_t count, const bool *back)
{
    bool gone[256] = {false};
    for (size_t left = nodes; left > 0; left--) {
        size_t source = nodes;
        for (size_t n = 0; n < nodes && source == nodes; n++) {
            bool has_in = gone[n];
            for (size_t i = 0; i < count && !has_in; i++) {
                size_t head = back[i] ? arcs[i].tail : arcs[i].head,
                       tail = back[i] ? arcs[i].head : arcs[i].tail;
                has_in = head == n && !gone[tail];
            }
            if (!has_in)
                source = n;
        }
        if (source == nodes)
            return false;
        gone[source] = true;
    }
    return true;
}

static void test_the_lighter_arc_of_a_pair_runs_back(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct arc arcs[] = {{0, 1, 10}, {1, 0, 38}};
    bool back[2];
    feedback_find(arena, 2, arcs, 2, back);
    assert_true(back[0]);
    assert_false(back[1]);
    arena_destroy(arena);
}

static void test_an_acyclic_graph_has_none(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct arc arcs[] = {{3, 0, 1}, {0, 1, 5}, {0, 2, 7}, {1, 2, 1}};
    bool back[4];
    feedback_find(arena, 4, arcs, 4, back);
    for (size_t i = 0; i < 4; i++)
        assert_false(back[i]);
    arena_destroy(arena);
}

static void test_one_shared_arc_breaks_two_cycles(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    /* 0→1→2→0 and 1→2→3→1 share 1→2 (weight 5); the other ways cost 3 + 3 */
    struct arc arcs[] = {{0, 1, 3}, {1, 2, 5}, {2, 0, 3}, {2, 3, 3}, {3, 1, 3}};
    bool back[5];
    feedback_find(arena, 4, arcs, 5, back);
    assert_int_equal(weight_back(arcs, 5, back), 5);
    assert_true(back[1]);
    arena_destroy(arena);
}

static int64_t exhaustive(size_t nodes, const struct arc *arcs, size_t count, size_t *order, size_t depth)
{
    int64_t best = INT64_MAX;
    if (depth == nodes) {
        size_t position[8];
        for (size_t i = 0; i < nodes; i++)
            position[order[i]] = i;
        best = 0;
        for (size_t i = 0; i < count; i++)
            best += position[arcs[i].tail] > position[arcs[i].head] ? arcs[i].weight : 0;
        return best;
    }
    for (size_t i = depth; i < nodes; i++) {
        size_t kept = order[depth];
        order[depth] = order[i];
        order[i] = kept;
        int64_t cost = exhaustive(nodes, arcs, count, order, depth + 1);
        best = cost < best ? cost : best;
        order[i] = order[depth];
        order[depth] = kept;
    }
    return best;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void test_small_random_graphs_reach_the_optimum(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 60; round++) {
        struct arena *arena = arena_create();
        struct arc arcs[14];
        for (size_t i = 0; i < 14; i++) {
            arcs[i].tail = next_random(&seed) % 6;
            arcs[i].head = (arcs[i].tail + 1 + next_random(&seed) % 5) % 6;
            arcs[i].weight = next_random(&seed) % 50;
        }
        bool back[14];
        feedback_find(arena, 6, arcs, 14, back);
        size_t order[] = {0, 1, 2, 3, 4, 5};
        assert_true(acyclic(6, arcs, 14, back));
        assert_int_equal(weight_back(arcs, 14, back), exhaustive(6, arcs, 14, order, 0));
        arena_destroy(arena);
    }
}

static void test_large_parts_come_out_acyclic_and_light(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    uint32_t seed = 11;
    struct arc arcs[400];
    int64_t all = 0;
    for (size_t i = 0; i < 400; i++) {
        arcs[i].tail = next_random(&seed) % 60;
        arcs[i].head = (arcs[i].tail + 1 + next_random(&seed) % 59) % 60;
        arcs[i].weight = next_random(&seed) % 1000;
        all += arcs[i].weight;
    }
    bool back[400];
    feedback_find(arena, 60, arcs, 400, back);
    assert_true(acyclic(60, arcs, 400, back));
    assert_true(weight_back(arcs, 400, back) * 100 < all * 30);
    arena_destroy(arena);
}

static void test_arc_order_changes_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct arc forth[] = {{0, 1, 4}, {1, 2, 4}, {2, 0, 4}};
    struct arc mixed[] = {{2, 0, 4}, {0, 1, 4}, {1, 2, 4}};
    bool a[3], b[3];
    feedback_find(arena, 3, forth, 3, a);
    feedback_find(arena, 3, mixed, 3, b);
    assert_int_equal(a[0], b[1]);
    assert_int_equal(a[1], b[2]);
    assert_int_equal(a[2], b[0]);
    assert_true(a[2]); /* among equals the order follows the ids: 0, 1, 2 */
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_lighter_arc_of_a_pair_runs_back),
        cmocka_unit_test(test_an_acyclic_graph_has_none),
        cmocka_unit_test(test_one_shared_arc_breaks_two_cycles),
        cmocka_unit_test(test_small_random_graphs_reach_the_optimum),
        cmocka_unit_test(test_large_parts_come_out_acyclic_and_light),
        cmocka_unit_test(test_arc_order_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
