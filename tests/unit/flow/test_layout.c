/* SPDX-License-Identifier: MIT */
/* Graphviz in process: ranks, order, and nothing left behind. */
#include "flow.h"
#include "layout.h"
#include "support.h"

#include <stdio.h>

static void test_ranks_are_the_columns(void **state)
{
    (void)state;
    struct flow_engine *engine = flow_engine_create();
    struct layout_edge edges[] = {{0, 1, 1, 5}, {1, 2, 1, 5}, {0, 2, 1, 1}, {3, 2, 1, 9}};
    int ranks[4];
    assert_true(layout_ranks(engine, 4, edges, 4, ranks));
    assert_int_equal(ranks[0], 0);
    assert_int_equal(ranks[1], 1);
    assert_int_equal(ranks[2], 2);
    assert_int_equal(ranks[3], 1);
    flow_engine_destroy(engine);
}

/* min |a + 30 − b| · 9 + |a − b| · 1 with a fixed below a common source: b = a + 30 wins */
static void test_ranks_solve_weighted_distances(void **state)
{
    (void)state;
    struct flow_engine *engine = flow_engine_create();
    enum { SOURCE, A, B, HELPER_1, HELPER_2 };
    struct layout_edge edges[] = {{SOURCE, A, 10, 1}, {SOURCE, B, 5, 0}, {HELPER_1, A, 30, 9},
        {HELPER_1, B, 60, 9}, {HELPER_2, A, 0, 1}, {HELPER_2, B, 0, 1}};
    int ranks[5];
    assert_true(layout_ranks(engine, 5, edges, 6, ranks));
    assert_int_equal(ranks[B] - ranks[A], 30);
    assert_int_equal(ranks[A] - ranks[SOURCE], 10);
    flow_engine_destroy(engine);
}

static void test_order_undoes_a_crossing(void **state)
{
    (void)state;
    struct flow_engine *engine = flow_engine_create();
    double heights[] = {20, 20, 20, 20, 20}, y[5];
    struct layout_edge edges[] = {{0, 3, 1, 9}, {1, 2, 1, 9}, {4, 2, 1, 1}, {4, 3, 1, 1}};
    assert_true(layout_order(engine, 5, heights, edges, 4, NULL, 10, y));
    assert_true((y[0] < y[1]) == (y[3] < y[2]));
    double gap = y[0] < y[1] ? y[1] - y[0] : y[0] - y[1];
    assert_true(gap >= 30 - 1);
    flow_engine_destroy(engine);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1 /* keeps what was freed for a while: growth says nothing there */
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static long resident_pages(void)
{
    long size = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &size, &resident) != 2)
        resident = 0;
    if (file != NULL)
        fclose(file);
    return resident;
}

static void test_memory_stays_flat(void **state)
{
    (void)state;
    struct flow_engine *engine = flow_engine_create();
    double heights[] = {20, 30, 40, 20}, y[4];
    struct layout_edge edges[] = {{0, 1, 1, 9}, {1, 2, 1, 9}, {3, 1, 1, 4}};
    int ranks[4];
    long before = 0;
    for (int round = 0; round < 600; round++) {
        assert_true(layout_ranks(engine, 4, edges, 3, ranks));
        assert_true(layout_order(engine, 4, heights, edges, 3, NULL, 10, y));
        if (round == 100)
            before = resident_pages();
    }
    assert_true(SANITIZED || resident_pages() - before <= 32);
    flow_engine_destroy(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranks_are_the_columns),
        cmocka_unit_test(test_ranks_solve_weighted_distances),
        cmocka_unit_test(test_order_undoes_a_crossing),
        cmocka_unit_test(test_memory_stays_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
