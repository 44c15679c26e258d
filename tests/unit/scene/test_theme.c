/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "contrast.h"

#include <math.h>
#include <stdio.h>

static double contrast(const struct theme *theme, enum role a, enum role b)
{
    return contrast_ratio(theme->colours[a], theme->colours[b]);
}

static void test_values(void **state)
{
    (void)state;
    char hex[8];
    theme_hex(theme_colour(theme_light(), (struct colour){ROLE_COMMERCE, 0, 0}), hex);
    assert_string_equal(hex, "#d9730d");
    theme_hex(theme_colour(theme_light(), (struct colour){ROLE_COMMERCE, 1, 0}), hex);
    assert_string_equal(hex, "#ffffff");
    theme_hex(theme_colour(theme_light(), (struct colour){ROLE_COMMERCE, 0.5f, 0.7f}), hex);
    assert_string_equal(hex, "#ecb986");
    theme_hex(theme_colour(theme_light(), (struct colour){ROLE_COMMERCE, -1, 0}), hex);
    assert_string_equal(hex, "#14181f");
    theme_hex(theme_colour(theme_dark(), (struct colour){ROLE_COMMERCE, 1, 0}), hex);
    assert_string_equal(hex, "#121417");
    theme_hex(theme_colour(theme_dark(), (struct colour){ROLE_ACCENT, 0, 0}), hex);
    assert_string_equal(hex, "#ff8a80");
}

static void test_contrast(void **state)
{
    (void)state;
    static const enum role text_roles[] = {ROLE_INK, ROLE_SECONDARY, ROLE_FAINT, ROLE_ACCENT};
    const struct theme *const themes[] = {theme_light(), theme_dark()};
    for (size_t t = 0; t < 2; t++) {
        for (size_t i = 0; i < 4; i++) {
            assert_true(contrast(themes[t], text_roles[i], ROLE_PAPER) >= 4.5); /* WCAG AA for text */
            assert_true(contrast(themes[t], text_roles[i], ROLE_TINT) >= 4.3);
        }
        for (int role = ROLE_CAPITAL; role <= ROLE_OTHER; role++)
            assert_true(contrast(themes[t], (enum role)role, ROLE_PAPER) >= 3); /* AA for graphics */
    }
}

/* The least distance between two of the colours, over all four kinds of sight */
static double least_distance(const struct rgb *colours, size_t count)
{
    double least = INFINITY;
    for (int sight = 0; sight < SIGHT_COUNT; sight++)
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < i; j++)
                least = fmin(least, colour_distance(colours[i], colours[j], (enum sight)sight));
    return least;
}

static void test_colour_blind(void **state)
{
    (void)state;
    double light = least_distance(&theme_light()->colours[ROLE_CAPITAL], 6);
    double dark = least_distance(&theme_dark()->colours[ROLE_CAPITAL], 6);
    printf("# least distance of categories: light %.2f, dark %.2f\n", light, dark);
    /* for comparison: Okabe and Ito's colours, 7.6 */
    assert_true(light >= 9.3);
    assert_true(dark >= 8.4);
}

static void test_type_scale(void **state)
{
    (void)state;
    for (int style = 0; style < STYLE_COUNT; style++) {
        struct text_style type = theme_style((enum style)style);
        assert_true(type.size >= 7); /* nothing below 7 pt */
        assert_true(theme_leading((enum style)style) >= 1.15 * type.size);
    }
    assert_float_equal(theme_style(STYLE_TITLE).size, 22, 0);
    assert_float_equal(theme_leading(STYLE_TITLE), 26, 0);
    assert_float_equal(theme_leading(STYLE_BODY), 14, 0);
    assert_float_equal(theme_leading(STYLE_TABLE), 15, 0);
}

static void test_categories(void **state)
{
    (void)state;
    assert_int_equal(theme_category(0), ROLE_CAPITAL);
    assert_int_equal(theme_category(4), ROLE_RELATION);
    assert_int_equal(theme_category(5), ROLE_OTHER);
    assert_int_equal(theme_category(4000000000u), ROLE_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_colour_blind),
        cmocka_unit_test(test_type_scale),
        cmocka_unit_test(test_categories),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
