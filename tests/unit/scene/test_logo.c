/* SPDX-License-Identifier: MIT */
/* Logos: what is drawn, where it lies, and what is refused. */
#include "support.h"

#include "logo.h"
#include "logo_path.h"
#include "str.h"

#include <string.h>

static struct scene *parsed(
    struct arena *arena, const char *text, struct logo_colours *colours, struct diags *diags)
{
    struct bytes bytes = {(const unsigned char *)text, strlen(text)};
    return logo_parse(arena, "logo.svg", bytes, 20, colours, diags);
}

/* The dump of a logo 20 points high */
static const char *drawn(struct arena *arena, const char *text)
{
    struct diags *diags = diags_create();
    struct logo_colours colours;
    struct scene *scene = parsed(arena, text, &colours, diags);
    struct str out = str_init(arena);
    size_t count;
    if (!scene)
        fail_msg("%s", diags_sorted(diags, &count)[0].sentence);
    scene_dump(scene, &out);
    for (size_t i = 0; i < colours.count; i++) {
        char hex[8];
        theme_hex(colours.at[i], hex);
        str_printf(&out, "%s\n", hex);
    }
    diags_destroy(diags);
    return str_text(&out);
}

static void test_drawn(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    /* viewBox from (10, 10), 40 by 10: twice as large, 80 by 20 */
    assert_string_equal(
        drawn(arena, "<svg viewBox='10 10 40 10'><path d='M10 10h20v10z' fill='#123456'/></svg>"),
        "scene 80 20 title=\"\" description=\"\" language=\"en\"\n  path M 0 0 L 40 0 L 40 20 Z fill logo-1\n#123456\n");
    /* groups move and hand down their fill; the same colour is one; currentColor is the ink */
    assert_string_equal(
        drawn(arena, "<svg viewBox='0 0 20 20'><g transform='translate(4 2) scale(2)' fill='red'>"
                     "<polygon points='1,1 3,1 3,3'/><polygon points='1 4 3 4 3 6' "
                     "style='fill:#f00; stroke:none'/></g>"
                     "<polyline points='0 0 1 0 1 1' fill='currentColor'/></svg>"),
        "scene 20 20 title=\"\" description=\"\" language=\"en\"\n  path M 6 4 L 10 4 L 10 8 Z fill logo-1\n  path M 6 10 L 10 10 L 10 14 Z fill logo-1\n"
        "  path M 0 0 L 1 0 L 1 1 Z fill ink\n#ff0000\n");
    /* a quarter turn about a point of its own; S mirrors the last control point; black is the usual fill */
    assert_string_equal(
        drawn(arena, "<svg width='20' height='20'><path transform='rotate(90 10 10)' fill-rule="
                     "'evenodd' d='m5 5c0 1 1 2 2 2s2-1 2-2Z'/></svg>"),
        "scene 20 20 title=\"\" description=\"\" language=\"en\"\n  path M 15 5 C 14 5 13 6 13 7 C 13 8 14 9 15 9 Z fill logo-1 even-odd\n#000000\n");
    arena_destroy(arena);
}

static const char *outline(struct arena *arena, const char *data)
{
    static const char letters[] = {'M', 'L', 'C', 'Z'};
    struct svg_path path = {.arena = arena, .most = 100};
    struct str out = str_init(arena);
    if (!svg_path_read(&path, data))
        return "none";
    for (size_t i = 0; i < path.count; i++) {
        const struct segment *s = &path.at[i];
        str_char(&out, letters[s->kind]);
        const double numbers[] = {s->x1, s->y1, s->x2, s->y2, s->x, s->y};
        for (size_t n = s->kind == SEGMENT_CLOSE ? 6 : s->kind == SEGMENT_CURVE ? 0 : 4; n < 6; n++) {
            str_char(&out, ' ');
            str_number(&out, numbers[n], 3);
        }
        str_char(&out, ' ');
    }
    return str_text(&out);
}

static void test_outlines(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(
        outline(arena, "M1 2 3 4-5.5.5H7V8l1,1z"), "M 1 2 L 3 4 L -5.5 0.5 L 7 0.5 L 7 8 L 8 9 Z ");
    /* Q (3, 3) from (0, 0) to (6, 0): control points two thirds of the way; T mirrors to (9, −3) */
    assert_string_equal(outline(arena, "M0 0Q3 3 6 0T12 0"), "M 0 0 C 2 2 4 2 6 0 C 8 -2 10 -2 12 0 ");
    /* half a circle of radius 5 about (5, 0), flags written together, in two quarters: 5 × 0.5523 = 2.761 */
    assert_string_equal(
        outline(arena, "M0 0a5 5 0 0110 0"), "M 0 0 C 0 -2.761 2.239 -5 5 -5 C 7.761 -5 10 -2.761 10 0 ");
    /* a radius too small is made large enough: the same half circle */
    assert_string_equal(
        outline(arena, "M0 0A1 1 0 0 1 10 0"), "M 0 0 C 0 -2.761 2.239 -5 5 -5 C 7.761 -5 10 -2.761 10 0 ");
    /* after Z a part begins where the last one did */
    assert_string_equal(outline(arena, "M1 1h2v2zl5 0"), "M 1 1 L 3 1 L 3 3 Z M 1 1 L 6 1 ");
    static const char *const bad[] = {
        "L1 1", "M1", "M1 1 X", "M1 1z5", "M1 1e999 2", "M0 0A1 1 0 2 0 1 1", "#"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_string_equal(outline(arena, bad[i]), "none");
    arena_destroy(arena);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence;
        int line, column;
    } cases[] = {{"", "this is no SVG", 1, 1}, {"hello", "this is no SVG", 1, 1},
        {"<html></html>", "this is no SVG: it begins with <html>", 1, 1},
        {"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "a logo has no document type and no entities", 1, 1},
        {"<svg viewBox='0 0 9 9'>\n <image href='a.png'/></svg>", "a logo cannot hold <image>", 2, 2},
        {"<svg viewBox='0 0 9 9'><script>x</script></svg>", "a logo cannot hold <script>", 1, 24},
        {"<svg viewBox='0 0 9 9'><use href='#a'/></svg>", "a logo cannot hold <use>", 1, 24},
        {"<svg viewBox='0 0 9 9'><style>a{}</style></svg>", "a logo cannot hold <style>", 1, 24},
        {"<svg viewBox='0 0 9 9'><text>a</text></svg>", "a logo cannot hold <text>", 1, 24},
        {"<svg viewBox='0 0 9 9'><g>a</g></svg>", "a logo cannot hold text: turn it into paths", 1, 27},
        {"<svg viewBox='0 0 9 9'><rect filter='url(#a)'/></svg>", "a logo cannot have filter=\"url(#a)\"", 1,
            30},
        {"<svg viewBox='0 0 9 9'><g onclick='a()'/></svg>", "a logo cannot have onclick=\"a()\"", 1, 27},
        {"<svg viewBox='0 0 9 9'><rect stroke='red'/></svg>", "a logo cannot have stroke=\"red\"", 1, 30},
        {"<svg viewBox='0 0 9 9'><rect style='opacity:.5'/></svg>", "a logo cannot have opacity=\".5\"", 1,
            30},
        {"<svg viewBox='0 0 9 9'><rect fill='url(http://a/)'/></svg>", "a logo has no fill 'url(http://a/)'",
            1, 30},
        {"<svg viewBox='0 0 9 9'><rect width='5' height='10'/></svg>",
            "<rect> reaches out of the logo's viewBox", 1, 24},
        {"<svg viewBox='0 0 9 9'><rect width='5cm' height='9'/></svg>", "'width' is no number: '5cm'", 1, 30},
        {"<svg viewBox='0 0 9 0'/>", "the logo has no size, or one side is over twenty times the other", 1,
            1},
        {"<svg viewBox='0 0 900 9'/>", "the logo has no size, or one side is over twenty times the other", 1,
            1},
        {"<svg viewBox='0 0 9 9'><path d='M0 0 5'/></svg>",
            "the outline of <path> cannot be read, or is too long", 1, 24},
        {"<svg viewBox='0 0 9 9'><g></svg>", "</svg> closes what is not open", 1, 27},
        {"<svg viewBox='0 0 9 9'><g>", "the file ends before the logo does", 1, 27},
        {"<svg viewBox='0 0 9 9'><g a=b/></svg>", "this is no SVG: an attribute is written name=\"value\"", 1,
            27}};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct diags *diags = diags_create();
        struct logo_colours colours;
        size_t count;
        assert_null(parsed(arena, cases[i].text, &colours, diags));
        const struct diag *diag = diags_sorted(diags, &count);
        assert_true(count >= 1);
        assert_string_equal(diag->sentence, cases[i].sentence);
        assert_int_equal(diag->code, DIAG_BAD_LOGO);
        assert_int_equal(diag->place.line, cases[i].line);
        assert_int_equal(diag->place.column, cases[i].column);
        diags_destroy(diags);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawn), cmocka_unit_test(test_outlines), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
