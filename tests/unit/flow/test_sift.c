/* SPDX-License-Identifier: MIT */
/* What crosses is uncrossed; where everything is tied to everything, sifting ends all the same. */
#include "support.h"

#include "sift.h"

static struct arena *arena;

/* Two columns of `side` items each, 0 … side − 1 and side … 2 side − 1, in order. */
static struct sift columns_make(size_t side, size_t links)
{
    struct sift sift = {.columns = arena_array(arena, struct sift_column, 2), .column_count = 2};
    sift.position = arena_array(arena, size_t, 2 * side);
    for (size_t c = 0; c < 2; c++) {
        sift.columns[c].items = arena_array(arena, size_t, side);
        sift.columns[c].count = side;
        for (size_t i = 0; i < side; i++) {
            sift.columns[c].items[i] = c * side + i;
            sift.position[c * side + i] = i;
        }
    }
    sift.columns[0].links = arena_array(arena, struct sift_link, links);
    return sift;
}

static void link_add(struct sift *sift, size_t left, size_t right)
{
    struct sift_column *column = &sift->columns[0];
    column->links[column->link_count++] = (struct sift_link){left, right, 1};
}

static void test_a_crossing_is_undone(void **state)
{
    (void)state;
    struct sift sift = columns_make(3, 3);
    for (size_t i = 0; i < 3; i++)
        link_add(&sift, i, 5 - i);
    assert_true(sift_cost(&sift) > 3);
    sift_improve(&sift, 3);
    assert_true(sift_cost(&sift) == 0);
    assert_int_equal(sift.position[0], sift.position[5]);
    assert_int_equal(sift.position[1], sift.position[4]);
    assert_int_equal(sift.position[2], sift.position[3]);
}

static void test_a_thicket_ends(void **state)
{
    (void)state;
    enum { SIDE = 40, STEPS_WITHOUT_END = 150000000 };
    struct sift sift = columns_make(SIDE, SIDE * SIDE);
    for (size_t i = 0; i < SIDE; i++)
        for (size_t j = 0; j < SIDE; j++)
            link_add(&sift, i, SIDE + j);
    sift_improve(&sift, 3);
    assert_in_range(sift.steps, SIDE * SIDE, STEPS_WITHOUT_END);
    for (size_t c = 0; c < 2; c++)
        for (size_t i = 0; i < SIDE; i++)
            assert_int_equal(sift.position[sift.columns[c].items[i]], i);
}

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_crossing_is_undone),
        cmocka_unit_test(test_a_thicket_ends),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
