/* SPDX-License-Identifier: MIT */
/* Themes: what ships, what each key does, and that every fault is found at its place in one run. */
#include "support.h"

#include "house_load.h"
#include "json.h"
#include "str.h"
#include "wording.h"
#include "wording_number.h"

#include <string.h>

static const struct house *loaded(struct arena *arena, const char *text, struct diags *diags)
{
    struct bytes bytes = {(const unsigned char *)text, strlen(text)};
    return house_load(arena, "t.json", source_path(arena, "tests/themes"), bytes, NULL, diags);
}

/* Must be free of faults and warnings */
static const struct house *good(struct arena *arena, const char *text)
{
    struct diags *diags = diags_create();
    const struct house *house = loaded(arena, text, diags);
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    if (count)
        fail_msg("%s", sorted[0].sentence);
    diags_destroy(diags);
    return house;
}

static void test_usual(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct house *empty = good(arena, "{\"// why\": 7, \"light\": {\"//\": \"a remark\"}}");
    struct house usual = house_usual();
    assert_memory_equal(&empty->light, &usual.light, sizeof usual.light);
    assert_memory_equal(&empty->dark, &usual.dark, sizeof usual.dark);
    assert_false(empty->dark_pages);
    assert_true(empty->bar);
    assert_float_equal(empty->paper_width, 0, 0);
    arena_destroy(arena);
}

/* Every theme that ships has no warning; house.json says all that the usual look is, and nothing else. */
static void test_ships(void **state)
{
    (void)state;
    static const char *const names[] = {"house", "salmon", "ink", "night", "letter-landscape"};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = arena_printf(arena, "templates/themes/%s.json", names[i]);
        const struct house *house = good(arena, (const char *)source_file(arena, path).at);
        assert_non_null(house);
        assert_int_equal(house->dark_pages, i == 3);
        if (i)
            continue;
        struct house usual = house_usual();
        assert_memory_equal(&house->light, &usual.light, sizeof usual.light);
        assert_memory_equal(&house->dark, &usual.dark, sizeof usual.dark);
        for (int style = 0; style < STYLE_COUNT; style++) {
            const struct type_step *a = &house->scale.steps[style], *b = &usual.scale.steps[style];
            assert_true(a->style.face == b->style.face);
            assert_float_equal(a->style.size, b->style.size, 0);
            assert_float_equal(a->leading, b->leading, 0);
        }
        assert_float_equal(house->margins.bottom, usual.margins.bottom, 0);
    }
    arena_destroy(arena);
}

static void test_values(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct house *house = good(arena,
        "{\"pages\": \"dark\", \"dark\": {\"paper\": \"#000\", \"capital\": \"#6C86FF\"},\n"
        " \"type\": {\"body\": {\"size\": 12, \"face\": \"condensed\"}, \"title\": {\"leading\": \"1cm\"}},\n"
        " \"page\": {\"size\": {\"width\": \"200mm\", \"height\": \"10in\"}, \"orientation\": "
        "\"landscape\",\n"
        "   \"margins\": {\"left\": \"20mm\", \"top\": 40.5}},\n"
        " \"masthead\": {\"bar\": false, \"text\": \"{{ dataset.title }}\"}, \"footer\": {\"text\": \"x\"}}");
    struct house usual = house_usual();
    assert_ptr_equal(house_page_theme(house), &house->dark);
    assert_float_equal(house->dark.colours[ROLE_PAPER].red, 0, 0);
    assert_float_equal(house->dark.colours[ROLE_CAPITAL].blue, 1, 0);
    assert_float_equal(house->dark.colours[ROLE_INK].red, usual.dark.colours[ROLE_INK].red, 0);
    assert_float_equal(house->scale.steps[STYLE_BODY].style.size, 12, 0);
    assert_float_equal(house->scale.steps[STYLE_BODY].leading, 16.8, 1e-9); /* 12 × 14 / 10 */
    assert_true(house->scale.steps[STYLE_BODY].style.face == FACE_CONDENSED);
    assert_true(house->scale.steps[STYLE_BODY_STRONG].style.face == FACE_CONDENSED_SEMIBOLD);
    assert_float_equal(house->scale.steps[STYLE_BODY_STRONG].leading, 16.8, 1e-9);
    assert_float_equal(house->scale.steps[STYLE_TITLE].leading, 28.346, 0.001);
    assert_float_equal(house->paper_width, 720, 1e-9); /* on its side */
    assert_float_equal(house->paper_height, 566.929, 0.001);
    assert_float_equal(house->margins.left, 56.693, 0.001);
    assert_float_equal(house->margins.top, 40.5, 0);
    assert_float_equal(house->margins.right, 48, 0);
    assert_false(house->bar);
    assert_int_equal(house->masthead.count, 1);
    assert_int_equal(house->masthead.at[0].kind, RUN_VALUE);
    assert_int_equal(house->footer.count, 1);
    assert_null(house->logo);
    arena_destroy(arena);
}

struct expected {
    const char *text;
    enum diag_code code;
    int line, column;
    const char *sentence, *hint; /* hint NULL: any */
};

static void expect(const struct expected *cases, size_t count)
{
    struct arena *arena = arena_create();
    for (size_t i = 0; i < count; i++) {
        struct diags *diags = diags_create();
        size_t found;
        const struct house *house = loaded(arena, cases[i].text, diags);
        const struct diag *diag = diags_sorted(diags, &found);
        assert_true(found >= 1);
        assert_string_equal(diag->sentence, cases[i].sentence);
        if (cases[i].hint)
            assert_string_equal(diag->hint, cases[i].hint);
        assert_int_equal(diag->code, cases[i].code);
        assert_int_equal(diag->place.line, cases[i].line);
        assert_int_equal(diag->place.column, cases[i].column);
        assert_int_equal(house == NULL, diag_code_severity(diag->code) == DIAG_SEVERITY_ERROR);
        diags_destroy(diags);
    }
    arena_destroy(arena);
}

static void test_faults(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"[]", DIAG_WRONG_TYPE, 1, 1, "'a theme' is an array and not an object", NULL},
        {"{\n\"ligth\": {}}", DIAG_THEME_KEY, 2, 1, "unknown key 'ligth'", "did you mean 'light'?"},
        {"{\"light\": {\"papper\": \"#fff\"}}", DIAG_THEME_KEY, 1, 12, "unknown key 'papper'",
            "did you mean 'paper'?"},
        {"{\"light\": {\"logo-1\": \"#fff\"}}", DIAG_THEME_KEY, 1, 12, "unknown key 'logo-1'", NULL},
        {"{\"light\": {\"paper\": \"white\"}}", DIAG_BAD_PATTERN, 1, 21, "'white' is no colour", NULL},
        {"{\"light\": {\"paper\": 7}}", DIAG_WRONG_TYPE, 1, 21, "'paper' is a number and not a string", NULL},
        {"{\"pages\": \"drak\"}", DIAG_UNKNOWN_WORD, 1, 11, "'pages' is light or dark, not 'drak'", NULL},
        {"{\"type\": {\"body\": {\"size\": 6.9}}}", DIAG_OUT_OF_RANGE, 1, 28,
            "'size' is from 7 to 60 points, not 6.9", NULL},
        {"{\"type\": {\"body\": {\"size\": 1e400}}}", DIAG_JSON_NUMBER_RANGE, 1, 28, NULL, NULL},
        {"{\"type\": {\"body\": {\"leading\": 10}}}", DIAG_OUT_OF_RANGE, 1, 31,
            "'leading' is from 11 to 30 points, not 10", NULL},
        {"{\"type\": {\"tabel\": {}}}", DIAG_THEME_KEY, 1, 11, "unknown key 'tabel'",
            "did you mean 'table'?"},
        {"{\"page\": {\"size\": {\"width\": 500}}}", DIAG_MISSING_FIELD, 1, 19,
            "a size of one's own has a width and a height", NULL},
        {"{\"page\": {\"margins\": \"1 mile\"}}", DIAG_BAD_PATTERN, 1, 22, "'margins' is no length", NULL},
        {"{\"page\": {\"margins\": \"0x30pt\"}}", DIAG_BAD_PATTERN, 1, 22, "'margins' is no length", NULL},
        {"{\"page\": {\"margins\": {\"left\": 150, \"right\": 150}}}", DIAG_OUT_OF_RANGE, 1, 10,
            "295 × 696 points are left inside the margins; a page needs 320 either way",
            "narrower margins or larger paper"},
        {"{\"masthead\": {\"text\": \"{{ datset.title }}\"}}", DIAG_UNKNOWN_NAME, 1, 27,
            "unknown name 'datset'", "did you mean 'dataset'?"},
        {"{\"footer\": {\"text\": \"a\\u0007b\"}}", DIAG_TEXT_CONTROL, 1, 21, NULL, NULL},
        {"{\"numbers\": {\"scale\": \"b\"}}", DIAG_UNKNOWN_WORD, 1, 23,
            "'scale' is B, bn or billion, not 'b'", NULL},
        {"{\"numbers\": {\"decimal\": \"x\"}}", DIAG_UNKNOWN_WORD, 1, 25,
            "'decimal' is \".\" or \",\", not 'x'", NULL},
        {"{\"numbers\": {\"decimal\": \",\", \"grouping\": \",\"}}", DIAG_BAD_PATTERN, 1, 42,
            "thousands are set off by the mark of decimals", NULL},
        {"{\"masthead\": {\"bar\": \"no\"}}", DIAG_WRONG_TYPE, 1, 22, "'bar' is true or false", NULL},
        {"{\"masthead\": {\"logo\": {\"height\": 20}}}", DIAG_MISSING_FIELD, 1, 23, "a logo has a file",
            NULL},
        {"{\"masthead\": {\"logo\": {\"file\": \"../logo.svg\"}}}", DIAG_OUTSIDE_FOLDER, 1, 32,
            "'../logo.svg' lies outside of this file's folder", "put a copy beside it"},
        {"{\"masthead\": {\"logo\": {\"file\": \"/etc/passwd\"}}}", DIAG_OUTSIDE_FOLDER, 1, 32,
            "'/etc/passwd' lies outside of this file's folder", NULL},
        {"{\"masthead\": {\"logo\": {\"file\": \"way-out.svg\"}}}", DIAG_OUTSIDE_FOLDER, 1, 32,
            "'way-out.svg' lies outside of this file's folder", NULL}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diags *diags = diags_create();
        size_t found;
        assert_null(loaded(arena, cases[i].text, diags));
        const struct diag *diag = diags_sorted(diags, &found);
        if (found != 1)
            fail_msg("%zu messages for %s", found, cases[i].text);
        if (cases[i].sentence)
            assert_string_equal(diag->sentence, cases[i].sentence);
        if (cases[i].hint)
            assert_string_equal(diag->hint, cases[i].hint);
        assert_int_equal(diag->code, cases[i].code);
        assert_int_equal(diag->place.line, cases[i].line);
        assert_int_equal(diag->place.column, cases[i].column);
        diags_destroy(diags);
    }
    arena_destroy(arena);
}

/* Ratios as in WCAG: #767676 has 4.54 on white, #777777 4.48; see test_theme.c for one worked out by hand */
static void test_contrast(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"{\"light\": {\"faint\": \"#777777\"}}", DIAG_LOW_CONTRAST, 1, 21,
            "faint text (faint #777777) has a contrast of 4.47 to 1 on paper (#ffffff); small text needs 4.5",
            "#767676 would do (4.5 to 1)"},
        {"{\"light\": {\"faint\": \"#cccccc\"}}", DIAG_UNREADABLE, 1, 21,
            "faint text (faint #cccccc) has a contrast of 1.60 to 1 on paper (#ffffff); small text needs 4.5",
            "#767676 would do (4.5 to 1)"},
        /* the ground is at fault: named at its place */
        {"{\"light\": {\"tint\": \"#14181F\"}}", DIAG_UNREADABLE, 1, 20,
            "text (ink #14181f) has a contrast of 1.00 to 1 on tint (#14181f); small text needs 4.5", NULL},
        {"{\"light\": {\"commerce\": \"#ff8c00\"}}", DIAG_LOW_CONTRAST, 1, 24,
            "a category (commerce #ff8c00) has a contrast of 2.33 to 1 on paper (#ffffff); a mark needs 3.0",
            NULL},
        {"{\"light\": {\"build\": \"#2446A8\"}}", DIAG_COLOURS_ALIKE, 1, 21,
            "capital (#2446a8) and build (#2446a8) look alike: 0.0 apart with normal sight; categories need "
            "7",
            "make one of them lighter or darker"},
        /* links are text in the set that pages are drawn in, whether or not the theme says more of it */
        {"{\"pages\": \"dark\", \"dark\": {\"capital\": \"#4F6AF0\"}}", DIAG_LOW_CONTRAST, 1, 39,
            "links (capital #4f6af0) has a contrast of 4.08 to 1 on paper (#121417); small text needs 4.5",
            NULL},
        /* a logo's dark letters on a dark page; currentColor and pixels are left alone */
        {"{\"pages\": \"dark\", \"masthead\": {\"logo\": {\"file\": \"dark.svg\"}}}", DIAG_LOW_CONTRAST, 1,
            49, "the logo (#333333 at best) has a contrast of 1.46 to 1 on paper (#121417); a mark needs 3.0",
            NULL}};
    struct arena *arena = arena_create();
    assert_non_null(good(arena, "{\"light\": {\"faint\": \"#767676\"}}"));
    assert_non_null(good(arena, "{\"pages\": \"dark\"}"));
    assert_non_null(good(arena, "{\"masthead\": {\"logo\": {\"file\": \"dark.svg\"}}}"));
    assert_non_null(good(arena, "{\"pages\": \"dark\", \"masthead\": {\"logo\": {\"file\": \"logo.png\"}}}"));
    arena_destroy(arena);
    expect(cases, sizeof cases / sizeof *cases);
}

/* All faults of a file in one run, in its order */
static void test_all(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    size_t count;
    assert_null(loaded(arena,
        "{\"nme\": 1,\n\"light\": {\"ink\": \"x\", \"accent\": \"#fefefe\"},\n\"type\": {\"body\": "
        "{\"size\": 1, "
        "\"face\": \"y\"}},\n\"page\": {\"size\": \"A9\"},\n\"footer\": 1}",
        diags));
    const struct diag *sorted = diags_sorted(diags, &count);
    static const int lines[] = {1, 2, 2, 3, 3, 4, 5};
    assert_int_equal(count, sizeof lines / sizeof *lines);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(sorted[i].place.line, lines[i]);
    diags_destroy(diags);
    arena_destroy(arena);
}

/* $6.6 billion, $38 billion, $1,234.5 as a theme has them, and a day */
static const char *written(struct arena *arena, const char *text)
{
    const struct house *house = good(arena, text);
    struct arena *own = arena_create();
    arena_set_manner(own, house_manner(house, arena, manner_of(LANGUAGE_ENGLISH)));
    struct str out = str_init(own);
    word_money(&out, 660000000000, "USD", NUMBER_SHORT, 0);
    str_append(&out, " | ");
    word_money(&out, 660000000000, "USD", NUMBER_LONG, 0);
    str_append(&out, " | ");
    word_money(&out, 3800000, "EUR", NUMBER_SHORT, 0);
    str_append(&out, " | ");
    number_append_grouped(&out, 1234567);
    str_append(&out, " | ");
    word_date(&out, (struct date){DATE_DAY, day_of(2025, 12, 7), day_of(2025, 12, 7)});
    const char *result = arena_strdup(arena, str_text(&out));
    arena_destroy(own);
    return result;
}

static void test_numbers(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(written(arena, "{}"), "$6.6B | $6.6\u00A0billion | €38K | 1,234,567 | 7 Dec 2025");
    assert_string_equal(written(arena, "{\"numbers\": {\"scale\": \"bn\", \"symbol\": \"US$\", "
                                       "\"dates\": \"17.12.2025\"}}"),
        "US$6.6bn | US$6.6\u00A0billion | €38k | 1,234,567 | 07.12.2025");
    assert_string_equal(
        written(arena,
            "{\"numbers\": {\"scale\": \"billion\", \"decimal\": \",\", \"dates\": \"Dec 17, 2025\"}}"),
        "$6,6\u00A0billion | $6,6\u00A0billion | €38.000 | 1.234.567 | Dec 7, 2025");
    assert_string_equal(
        written(arena, "{\"numbers\": {\"scale\": \"B\", \"grouping\": \" \", \"dates\": \"2025-12-17\"}}"),
        "$6.6B | $6.6\u00A0billion | €38K | 1\u202F234\u202F567 | 2025-12-07");
    /* a scale is English: German keeps its own words, and takes the marks */
    const struct house *house = good(arena, "{\"numbers\": {\"scale\": \"bn\", \"decimal\": \".\"}}");
    const struct manner *german = house_manner(house, arena, manner_of(LANGUAGE_GERMAN));
    assert_string_equal(german->scales[1], manner_of(LANGUAGE_GERMAN)->scales[1]);
    assert_string_equal(german->point, ".");
    assert_string_equal(german->grouping, ",");
    arena_destroy(arena);
}

static void test_logo(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct house *house = good(arena,
        "{\"masthead\": {\"logo\": {\"file\": \"logo.svg\", \"height\": 30, \"alt\": \"The Deal Letter\"}}}");
    char hex[8];
    assert_float_equal(scene_height(house->logo), 30, 0);
    assert_float_equal(scene_width(house->logo), 120, 1e-9); /* its viewBox is 240 by 60 */
    assert_string_equal(house->logo_alt, "The Deal Letter");
    theme_hex(house->light.colours[ROLE_LOGO_1], hex);
    assert_string_equal(hex, "#990f3d");
    theme_hex(house->dark.colours[ROLE_LOGO_1], hex);
    assert_string_equal(hex, "#990f3d");
    house = good(arena, "{\"masthead\": {\"logo\": {\"file\": \"logo.png\"}}}");
    assert_float_equal(scene_height(house->logo), 24, 0);
    assert_float_equal(scene_width(house->logo), 48, 1e-9); /* 8 by 4 pixels */
    assert_null(house->logo_alt);
    static const struct expected cases[] = {
        {"{\"masthead\": {\"logo\": {\"file\": \"damaged.png\"}}}", DIAG_BAD_LOGO, 1, 32, NULL, NULL},
        {"{\"masthead\": {\"logo\": {\"file\": \"huge.png\"}}}", DIAG_BAD_LOGO, 1, 32, NULL, NULL}};
    static const char *const wrong[] = {
        ": the PNG is damaged", ": it has no pixels, or more than 4096 a side"};
    for (size_t i = 0; i < 2; i++) {
        struct diags *diags = diags_create();
        size_t count;
        assert_null(loaded(arena, cases[i].text, diags));
        const struct diag *diag = diags_sorted(diags, &count);
        assert_int_equal(count, 1);
        assert_int_equal(diag->code, DIAG_BAD_LOGO);
        assert_true(str_ends(diag->sentence, wrong[i]));
        diags_destroy(diags);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_usual), cmocka_unit_test(test_ships),
        cmocka_unit_test(test_values), cmocka_unit_test(test_faults), cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_all), cmocka_unit_test(test_numbers), cmocka_unit_test(test_logo)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
