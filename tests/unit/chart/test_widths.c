/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "widths.h"

#include <math.h>

#define WORDS(...)                                                                                           \
    {                                                                                                        \
        (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double), 0             \
    }

static void test_lines(void **state)
{
    (void)state;
    struct width_words words = WORDS(30, 20, 40);
    assert_int_equal(words_lines(&words, 2, 94), 1);
    assert_int_equal(words_lines(&words, 2, 93), 2);
    assert_int_equal(words_lines(&words, 2, 52), 2);
    assert_int_equal(words_lines(&words, 2, 45), 3);
    assert_int_equal(words_lines(&words, 2, 15), 7); /* 30, 20 and 40 broken into two, two and three */
    words.lead = 10;
    assert_int_equal(words_lines(&words, 2, 104), 1);
    assert_int_equal(words_lines(&words, 2, 103), 2);
    struct width_words none = {NULL, 0, 0};
    assert_int_equal(words_lines(&none, 2, 1), 0);
}

static void share(const struct width_demand *demands, const struct width_words *cells, size_t rows,
    double available, double *widths, size_t columns)
{
    struct arena *arena = arena_create();
    struct width_problem problem = {demands, columns, cells, rows, 2, available};
    widths_share(arena, &problem, widths);
    double sum = 0;
    for (size_t i = 0; i < columns; i++)
        sum += widths[i];
    assert_true(sum <= available + 1e-6);
    arena_destroy(arena);
}

static void test_spare(void **state)
{
    (void)state;
    struct width_words cells[] = {WORDS(30), WORDS(30), WORDS(30)};
    struct width_demand weighted[] = {{30, 30, 1}, {30, 30, 3}, {30, 30, 0}},
                        plain[] = {{30, 30, 0}, {30, 30, 0}, {30, 30, 0}};
    double widths[3];
    share(weighted, cells, 1, 130, widths, 3);
    assert_near(widths[0], 40, 1e-9);
    assert_near(widths[1], 60, 1e-9);
    assert_near(widths[2], 30, 1e-9);
    share(plain, cells, 1, 120, widths, 3);
    assert_near(widths[1], 40, 1e-9);
}

/* The column that costs one row a second line gives way, not the one that costs three rows theirs. */
static void test_thrift(void **state)
{
    (void)state;
    struct width_words cells[] = {WORDS(40, 38), WORDS(40), WORDS(20), WORDS(40, 38), WORDS(20),
        WORDS(40, 38), WORDS(20), WORDS(40, 38)};
    struct width_demand demands[] = {{80, 40, 1}, {80, 40, 1}};
    double widths[2];
    share(demands, cells, 4, 150, widths, 2);
    assert_near(widths[0], 70, 1e-6);
    assert_near(widths[1], 80, 1e-6);
}

/* Without a weight a column keeps its width as long as the others can give */
static void test_weightless(void **state)
{
    (void)state;
    struct width_words cells[] = {WORDS(30, 30), WORDS(30, 30)};
    struct width_demand demands[] = {{62, 30, 1}, {62, 30, 0}};
    double widths[2];
    share(demands, cells, 1, 100, widths, 2);
    assert_near(widths[1], 62, 1e-6);
    share(demands, cells, 1, 80, widths, 2);
    assert_true(widths[0] >= 30 - 1e-6 && widths[1] >= 30 - 1e-6);
    share(demands, cells, 1, 30, widths, 2); /* not even the words fit */
    assert_near(widths[0], 15, 1e-9);
    assert_near(widths[1], 15, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_spare),
        cmocka_unit_test(test_thrift), cmocka_unit_test(test_weightless)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
