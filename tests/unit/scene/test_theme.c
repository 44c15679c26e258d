/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "theme.h"

#include <math.h>
#include <stdio.h>

static double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static struct rgb linear_rgb(struct rgb colour)
{
    return (struct rgb){linear(colour.red), linear(colour.green), linear(colour.blue)};
}

/* WCAG 2 */
static double luminance(struct rgb colour)
{
    struct rgb l = linear_rgb(colour);
    return 0.2126 * l.red + 0.7152 * l.green + 0.0722 * l.blue;
}

static double contrast(const struct theme *theme, enum role a, enum role b)
{
    double x = luminance(theme->colours[a]), y = luminance(theme->colours[b]);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
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

struct oklab {
    double l, a, b;
};

/* Björn Ottosson, 2020; from linear sRGB */
static struct oklab oklab(struct rgb c)
{
    double l = cbrt(0.4122214708 * c.red + 0.5363325363 * c.green + 0.0514459929 * c.blue);
    double m = cbrt(0.2119034982 * c.red + 0.6806995451 * c.green + 0.1073969566 * c.blue);
    double s = cbrt(0.0883024619 * c.red + 0.2817188376 * c.green + 0.6299787005 * c.blue);
    return (struct oklab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

enum { SIGHTS = 4 };

/* Normal sight, then protanopia, deuteranopia and tritanopia: Machado, Oliveira and Fernandes 2009, severity
   1, on linear sRGB */
static const double sights[SIGHTS][9] = {
    {1, 0, 0, 0, 1, 0, 0, 0, 1},
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
};

static double held(double value)
{
    return fmin(fmax(value, 0), 1);
}

static struct rgb seen(struct rgb colour, const double m[9])
{
    struct rgb c = linear_rgb(colour);
    return (struct rgb){held(m[0] * c.red + m[1] * c.green + m[2] * c.blue),
        held(m[3] * c.red + m[4] * c.green + m[5] * c.blue),
        held(m[6] * c.red + m[7] * c.green + m[8] * c.blue)};
}

static double distance(struct rgb a, struct rgb b)
{
    struct oklab p = oklab(a), q = oklab(b);
    return 100 * sqrt((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

/* The least distance between two of the colours, over all four kinds of sight */
static double least_distance(const struct rgb *colours, size_t count)
{
    double least = INFINITY;
    for (size_t sight = 0; sight < SIGHTS; sight++)
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < i; j++)
                least =
                    fmin(least, distance(seen(colours[i], sights[sight]), seen(colours[j], sights[sight])));
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
