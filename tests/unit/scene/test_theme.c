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

static double words_contrast(const struct theme *theme, struct colour colour)
{
    return contrast_ratio(theme_colour(theme, words_colour(colour)), theme->colours[ROLE_PAPER]);
}

/* Every category, whatever its tone, can be read as words; so can one that is just dark enough for areas. By
   hand: #959595 on white is 2.995 to 1; with 26 % of #14181F it is #737576, 4.7. */
static void test_words(void **state)
{
    (void)state;
    static const float shades[] = {-0.9F, -0.45F, 0, 0.2F, 0.55F};
    const struct theme *const themes[] = {theme_light(), theme_dark()};
    for (size_t t = 0; t < 2; t++)
        for (int role = ROLE_CAPITAL; role <= ROLE_OTHER; role++)
            for (size_t s = 0; s < sizeof shades / sizeof *shades; s++)
                assert_true(words_contrast(themes[t], (struct colour){(enum role)role, shades[s], 0}) >= 4.5);
    struct theme grey = *theme_light();
    assert_true(rgb_parse("#959595", &grey.colours[ROLE_OTHER]));
    assert_true(contrast(&grey, ROLE_OTHER, ROLE_PAPER) < 3.01);
    assert_true(words_contrast(&grey, (struct colour){ROLE_OTHER, 0, 0}) >= 4.5);
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

/* By hand: the luminance of #767676 is 0.1812 (118/255 → ((0.4627 + 0.055)/1.055)^2.4), so white on it is
   1.05 / 0.2312 = 4.54; of #FF0000 0.2126, so 1.05 / 0.2626 = 4.00; black on white 1.05 / 0.05 = 21. */
static void test_ratios(void **state)
{
    (void)state;
    struct rgb white, black, grey, red;
    assert_true(rgb_parse("#fff", &white));
    assert_true(rgb_parse("#000000", &black));
    assert_true(rgb_parse("#767676", &grey));
    assert_true(rgb_parse("#F00", &red));
    assert_float_equal(contrast_ratio(white, black), 21, 1e-9);
    assert_float_equal(contrast_ratio(black, black), 1, 1e-9);
    assert_float_equal(contrast_ratio(grey, white), 4.54, 0.005);
    assert_float_equal(contrast_ratio(white, red), 4.00, 0.005);
    assert_float_equal(colour_distance(white, black, SIGHT_NORMAL), 100, 0.001);
    for (int sight = 0; sight < SIGHT_COUNT; sight++) /* greys stay greys: 100 (1 − ∛0.1812) */
        assert_float_equal(colour_distance(white, grey, (enum sight)sight), 43.4, 0.1);
    static const char *const bad[] = {
        "", "red", "#12", "#1234", "#12345", "#1234567", "#12345g", "123456", "#12 456"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(rgb_parse(bad[i], &red));
}

/* What is proposed reaches the ratio on every ground, keeps on the same side when it can, and is near: a step
   less would not do. */
static void test_remedy(void **state)
{
    (void)state;
    struct rgb grey, remedy, grounds[2];
    char hex[8];
    assert_true(rgb_parse("#9aa3b0", &grey) && rgb_parse("#ffffff", &grounds[0]) &&
                rgb_parse("#f4f2ec", &grounds[1]));
    assert_true(contrast_remedy(grey, grounds, 2, 4.5, &remedy));
    assert_true(contrast_ratio(remedy, grounds[0]) >= 4.5 && contrast_ratio(remedy, grounds[1]) >= 4.5);
    assert_true(contrast_ratio(remedy, grounds[1]) < 4.8);
    theme_hex(remedy, hex);
    assert_true(remedy.blue > remedy.red);                      /* as grey-blue as it was */
    assert_true(contrast_remedy(grey, grounds, 1, 2, &remedy)); /* good as it is */
    theme_hex(remedy, hex);
    assert_string_equal(hex, "#9aa3b0");
    assert_true(rgb_parse("#000", &grounds[0]) && rgb_parse("#fff", &grounds[1]));
    assert_false(
        contrast_remedy(grey, grounds, 2, 4.6, &remedy)); /* the best between black and white is 4.58 */
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
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_colour_blind),
        cmocka_unit_test(test_ratios),
        cmocka_unit_test(test_remedy),
        cmocka_unit_test(test_type_scale),
        cmocka_unit_test(test_categories),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
