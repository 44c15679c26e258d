/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "scale.h"
#include "str.h"

#include <float.h>
#include <math.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const char *numbers(struct ticks ticks)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < ticks.count; i++)
        str_printf(&out, "%s%.10g", i > 0 ? " " : "", ticks.at[i]);
    return str_text(&out);
}

static const char *days(struct date_ticks ticks)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < ticks.count; i++)
        str_printf(&out, "%s%s@%d", i > 0 ? " " : "", ticks.at[i].label, (int)ticks.at[i].day);
    return str_text(&out);
}

static const char *labels(struct date_ticks ticks)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < ticks.count; i++)
        str_printf(&out, "%s%s", i > 0 ? " " : "", ticks.at[i].label);
    return str_text(&out);
}

static void test_map(void **state)
{
    (void)state;
    struct scale linear = {false, 0, 500, 100, 0};
    assert_near(scale_map(&linear, 0), 100, 0);
    assert_near(scale_map(&linear, 250), 50, 0);
    assert_near(scale_map(&linear, 500), 0, 0);
    assert_near(scale_map(&linear, 1000), -100, 0);
    struct scale decades = {true, 1e9, 1e12, 90, 0};
    assert_near(scale_map(&decades, 1e10), 60, 1e-9);
    assert_near(scale_map(&decades, 1e12), 0, 1e-9);
    assert_near(scale_map(&decades, 0), 90, 0);
    struct scale point = {false, 5, 5, 10, 30};
    assert_near(scale_map(&point, 5), 20, 0);
}

static void test_linear(void **state)
{
    (void)state;
    assert_string_equal(numbers(ticks_linear(arena, 0, 500, 5)), "0 200 400 600");
    assert_string_equal(numbers(ticks_linear(arena, 0, 400, 5)), "0 100 200 300 400");
    assert_string_equal(numbers(ticks_linear(arena, 0, 401, 5)), "0 200 400 600");
    assert_string_equal(numbers(ticks_linear(arena, 0, 0.3, 5)), "0 0.1 0.2 0.3");
    assert_string_equal(numbers(ticks_linear(arena, 3, 47, 6)), "0 10 20 30 40 50");
    assert_string_equal(numbers(ticks_linear(arena, -10, 10, 5)), "-10 -5 0 5 10");
    assert_string_equal(numbers(ticks_linear(arena, 0, 7, 2)), "0 10");
    /* equal values take 0 in */
    assert_string_equal(numbers(ticks_linear(arena, 38, 38, 5)), "0 10 20 30 40");
    assert_string_equal(numbers(ticks_linear(arena, -38, -38, 5)), "-40 -30 -20 -10 0");
    assert_string_equal(numbers(ticks_linear(arena, 0, 0, 5)), "0 0.5 1");
}

/* Spans of any size: bounded, evenly spaced, covering */
static void test_linear_bounds(void **state)
{
    (void)state;
    const double spans[] = {1e-9, 0.07, 1, 9.99, 1e4, 123456789, 1e12, 1e15, 9.999e15, 1e18};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        for (int most = 2; most <= 9; most++) {
            struct ticks ticks = ticks_linear(arena, 0, spans[i], most);
            assert_true(ticks.count >= 2 && ticks.count <= (size_t)most);
            assert_true(ticks.at[0] == 0);
            assert_true(ticks.at[ticks.count - 1] >= spans[i] * (1 - 1e-9));
            assert_true(ticks.at[ticks.count - 2] < spans[i]);
        }
}

static void test_log(void **state)
{
    (void)state;
    assert_string_equal(numbers(ticks_log(arena, 14, 500, 6)), "10 20 50 100 200 500");
    assert_string_equal(numbers(ticks_log(arena, 14, 500, 5)), "10 100 1000");
    assert_string_equal(numbers(ticks_log(arena, 1, 10000, 5)), "1 10 100 1000 10000");
    assert_string_equal(numbers(ticks_log(arena, 3, 30000, 4)), "1 100 10000 1000000");
    assert_string_equal(numbers(ticks_log(arena, 5, 5, 5)), "5 10");
    assert_string_equal(numbers(ticks_log(arena, 0.02, 0.3, 5)), "0.02 0.05 0.1 0.2 0.5");
    const double lows[] = {1e-6, 0.5, 1, 999, 1e9};
    for (size_t i = 0; i < sizeof lows / sizeof *lows; i++)
        for (double spread = 1; spread <= 1e15; spread *= 31)
            for (int most = 2; most <= 6; most++) {
                struct ticks ticks = ticks_log(arena, lows[i], lows[i] * spread, most);
                assert_true(ticks.count >= 2 && ticks.count <= (size_t)most);
                assert_true(ticks.at[0] <= lows[i] && ticks.at[ticks.count - 1] >= lows[i] * spread);
            }
}

static void test_dates(void **state)
{
    (void)state;
    int32_t first = day_of(2024, 2, 1), last = day_of(2025, 12, 17);
    assert_string_equal(labels(ticks_dates(arena, first, last, 30)),
        "Feb 2024 Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan "
        "2025 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
    assert_string_equal(labels(ticks_dates(arena, first, last, 8)), "Apr 2024 Jul Oct Jan 2025 Apr Jul Oct");
    assert_string_equal(labels(ticks_dates(arena, first, last, 5)), "Jul 2024 2025 Jul");
    assert_string_equal(days(ticks_dates(arena, first, last, 1)), "2025@20089");
    assert_string_equal(labels(ticks_dates(arena, day_of(1990, 1, 1), day_of(2040, 12, 31), 8)),
        "1990 2000 2010 2020 2030 2040");
    assert_string_equal(labels(ticks_dates(arena, day_of(1990, 1, 1), day_of(2040, 12, 31), 12)),
        "1990 1995 2000 2005 2010 2015 2020 2025 2030 2035 2040");
    assert_string_equal(
        labels(ticks_dates(arena, day_of(1, 1, 1), day_of(9999, 12, 31), 6)), "2000 4000 6000 8000");
}

static void test_dates_short(void **state)
{
    (void)state;
    int32_t day = day_of(2025, 11, 3);
    assert_string_equal(days(ticks_dates(arena, day, day, 5)), "3 Nov 2025@20395");
    assert_string_equal(labels(ticks_dates(arena, day, day + 20, 5)), "3 Nov 2025");
    assert_string_equal(labels(ticks_dates(arena, day_of(2025, 12, 1), day_of(2025, 12, 1), 5)), "Dec 2025");
    assert_string_equal(labels(ticks_dates(arena, day, day + 40, 5)), "Dec 2025");
    assert_string_equal(labels(ticks_dates(arena, day_of(2025, 2, 2), day_of(2025, 4, 2), 1)), "Apr 2025");
    /* two months in the span, but no quarter begins, and room for one */
    assert_string_equal(labels(ticks_dates(arena, day_of(2025, 1, 2), day_of(2025, 3, 20), 1)), "Feb 2025");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_map), cmocka_unit_test(test_linear),
        cmocka_unit_test(test_linear_bounds), cmocka_unit_test(test_log), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_dates_short)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
