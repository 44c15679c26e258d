/* SPDX-License-Identifier: MIT */
/* Ranks of least weighted length: known answers, and never a worse sum than Graphviz finds. */
#include "flow.h"
#include "simplex.h"
#include "support.h"

static struct arena *arena;

/* min |a + 30 − b| · 9 + |a − b| · 1 with both below a common source: b = a + 30 wins */
static void test_weighted_distances(void **state)
{
    (void)state;
    enum { SOURCE, A, B, HELPER_1, HELPER_2 };
    struct layout_edge edges[] = {{SOURCE, A, 10, 1}, {SOURCE, B, 5, 0}, {HELPER_1, A, 30, 9},
        {HELPER_1, B, 60, 9}, {HELPER_2, A, 0, 1}, {HELPER_2, B, 0, 1}};
    int ranks[5];
    assert_true(simplex_ranks(arena, 5, edges, 6, NULL, ranks));
    assert_int_equal(ranks[B] - ranks[A], 30);
    assert_int_equal(ranks[A] - ranks[SOURCE], 10);
}

static void test_what_has_no_answer_is_refused(void **state)
{
    (void)state;
    struct layout_edge cycle[] = {{0, 1, 1, 1}, {1, 2, 0, 1}, {2, 0, 0, 1}}, apart[] = {{0, 1, 1, 1}};
    int ranks[3];
    assert_false(simplex_ranks(arena, 3, cycle, 3, NULL, ranks));
    assert_false(simplex_ranks(arena, 3, apart, 1, NULL, ranks));
    assert_true(simplex_ranks(arena, 1, apart, 0, NULL, ranks));
    assert_int_equal(ranks[0], 0);
}

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* -1 when an edge is too short. */
static long total_of(const struct layout_edge *edges, size_t count, const int *ranks)
{
    long total = 0;
    for (size_t e = 0; e < count; e++) {
        int excess = ranks[edges[e].head] - ranks[edges[e].tail] - edges[e].length;
        if (excess < 0)
            return -1;
        total += (long)excess * edges[e].weight;
    }
    return total;
}

static void test_the_sum_is_the_least(void **state)
{
    (void)state;
    enum { NODES = 40, EDGES = 110 };
    struct flow_engine *engine = flow_engine_create();
    uint32_t seed = 7;
    for (int round = 0; round < 60; round++) {
        struct layout_edge edges[EDGES];
        int own[NODES], dots[NODES], hint[NODES];
        for (size_t n = 0; n < NODES; n++)
            hint[n] = (int)(next(&seed) % 500);
        for (size_t e = 0; e < EDGES; e++) {
            size_t head = e + 1 < NODES ? e + 1 : 1 + next(&seed) % (NODES - 1), tail = next(&seed) % head;
            int length = (int)(next(&seed) % 60), weight = (int)(next(&seed) % 100);
            edges[e] = (struct layout_edge){tail, head, length, weight};
        }
        assert_true(simplex_ranks(arena, NODES, edges, EDGES, round % 2 ? hint : NULL, own));
        assert_true(layout_ranks(engine, NODES, edges, EDGES, dots));
        assert_true(total_of(edges, EDGES, own) >= 0);
        assert_int_equal(total_of(edges, EDGES, own), total_of(edges, EDGES, dots));
    }
    flow_engine_destroy(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weighted_distances),
        cmocka_unit_test(test_what_has_no_answer_is_refused),
        cmocka_unit_test(test_the_sum_is_the_least),
    };
    arena = arena_create();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_destroy(arena);
    return failed;
}
