/* SPDX-License-Identifier: MIT */
#include "sample.h"
#include "output.h"
#include "support.h"
#include "svg_path.h"
#include "svg_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* a reader that accepts only what the writer promises */

static const char *const elements[] = {"svg", "title", "desc", "style", "defs", "pattern", "path", "g", "a",
    "text", "tspan", "circle", "rect", NULL};
static const char *const attributes[] = {"xmlns", "viewBox", "width", "height", "lang", "role",
    "aria-labelledby", "class", "id", "font-family", "font-size", "font-weight", "text-rendering", "d",
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "paint-order", "x", "y", "patternUnits", "href", "rel", "xml:space", "data-deal",
    "data-from", "data-dealbrief", "text-anchor", "cx", "cy", "r", "rx", "dx", "dy", NULL};

static bool is_among(const char *word, size_t length, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == length && !memcmp(*list, word, length))
            return true;
    return false;
}

static void entities_check(const char *from, const char *to)
{
    static const char *const names[] = {"amp", "lt", "gt", "quot", NULL};
    for (; from < to; from++) {
        assert_true((unsigned char)*from >= ' ' || *from == '\n');
        assert_true(*from != '<');
        if (*from == '&')
            assert_true(is_among(from + 1, strcspn(from + 1, ";"), names));
    }
}

static const char *attribute_check(const char *at)
{
    size_t length = strcspn(at, "= >");
    if (!is_among(at, length, attributes))
        fail_msg("attribute %.*s", (int)length, at);
    assert_true(at[length] == '=' && at[length + 1] == '"');
    const char *value = at + length + 2, *end = strchr(value, '"');
    entities_check(value, end);
    if (!strncmp(at, "href", 4))
        assert_true(!strncmp(value, "https://", 8) || !strncmp(value, "http://", 7));
    return end + 1;
}

static void svg_check(const char *svg)
{
    const char *open[32], *at = svg;
    size_t depth = 0;
    while (*at) {
        const char *next = strchr(at, '<');
        if (!next)
            break;
        entities_check(at, next);
        assert_true(depth > 0 || next == svg);
        at = next + 1;
        bool closes = *at == '/';
        at += closes;
        size_t length = strcspn(at, " />");
        if (!is_among(at, length, elements))
            fail_msg("element %.*s", (int)length, at);
        if (closes) {
            assert_true(depth > 0 && !strncmp(open[depth - 1], at, length) && at[length] == '>');
            depth--;
            at += length + 1;
            continue;
        }
        assert_true(depth < 32);
        open[depth++] = at;
        for (at += length; *at == ' ';)
            at = attribute_check(at + 1);
        depth -= *at == '/';
        at += *at == '/';
        assert_true(*at == '>');
        at++;
    }
    assert_int_equal(depth, 0);
    assert_string_equal(at, "\n");
}

static const char *sample_svg(
    struct arena *arena, struct text *text, enum svg_text mode, const struct theme *theme)
{
    struct bytes svg;
    struct diags *diags = diags_create();
    struct svg_options options = {mode, theme};
    assert_true(svg_write(arena, text, sample_figure(arena, text), &options, &svg, diags));
    assert_int_equal(diags_count(diags, DIAG_SEVERITY_ERROR) + diags_count(diags, DIAG_SEVERITY_WARNING), 0);
    diags_destroy(diags);
    const char *string = arena_strndup(arena, (const char *)svg.at, svg.length);
    assert_int_equal(strlen(string), svg.length);
    return string;
}

struct fixture {
    struct arena *arena;
    struct text *text;
};

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_create();
    fixture->text = sample_text(fixture->arena);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    arena_destroy(fixture->arena);
    free(fixture);
    return 0;
}

static void plain_exact(void **state)
{
    struct fixture *f = *state;
    assert_golden("tests/golden/output/sample.svg", sample_svg(f->arena, f->text, SVG_TEXT_PLAIN, NULL));
}

static void dark_exact(void **state)
{
    struct fixture *f = *state;
    assert_golden(
        "tests/golden/output/sample-dark.svg", sample_svg(f->arena, f->text, SVG_TEXT_PLAIN, theme_dark()));
}

static void all_well_formed(void **state)
{
    struct fixture *f = *state;
    for (enum svg_text mode = SVG_TEXT_EMBED; mode <= SVG_TEXT_OUTLINE; mode++)
        svg_check(sample_svg(f->arena, f->text, mode, NULL));
}

static void same_twice(void **state)
{
    struct fixture *f = *state;
    for (enum svg_text mode = SVG_TEXT_EMBED; mode <= SVG_TEXT_OUTLINE; mode++) {
        const char *first = sample_svg(f->arena, f->text, mode, NULL);
        text_forget(f->text);
        assert_string_equal(first, sample_svg(f->arena, f->text, mode, NULL));
    }
}

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (; (text = strstr(text, word)); text += strlen(word))
        count++;
    return count;
}

/* One font for each face used, WOFF, under the prefix */
static void fonts_embedded(void **state)
{
    struct fixture *f = *state;
    const char *svg = sample_svg(f->arena, f->text, SVG_TEXT_EMBED, NULL);
    assert_int_equal(count_of(svg, "@font-face"), 2);
    assert_int_equal(count_of(svg, "url(data:font/woff2;base64,d09GMg"), 2); /* "wOF2" */
    assert_int_equal(count_of(svg, "_c{font-family:db"), 1);
    assert_true(strlen(svg) < 10000);
    assert_int_equal(count_of(svg, "<text "), 4);
}

/* Every id, class and font name of one figure differs from those of another. */
static void names_keep_apart(void **state)
{
    struct fixture *f = *state;
    const char *light = sample_svg(f->arena, f->text, SVG_TEXT_EMBED, NULL);
    const char *dark = sample_svg(f->arena, f->text, SVG_TEXT_EMBED, theme_dark());
    const char *prefix = arena_strndup(f->arena, strstr(light, "labelledby=\"") + 12, 7);
    assert_memory_equal(prefix, "db", 2);
    assert_null(strstr(dark, prefix));
    size_t names = count_of(light, " id=\"") + count_of(light, " class=\"") + count_of(light, "url(#");
    assert_int_equal(count_of(light, arena_printf(f->arena, " id=\"%s", prefix)) +
                         count_of(light, arena_printf(f->arena, " class=\"%s", prefix)) +
                         count_of(light, arena_printf(f->arena, "url(#%s", prefix)),
        names);
}

static void outline_has_no_text(void **state)
{
    struct fixture *f = *state;
    const char *svg = sample_svg(f->arena, f->text, SVG_TEXT_OUTLINE, NULL);
    assert_null(strstr(svg, "<text"));
    assert_null(strstr(svg, "font-family"));
    assert_non_null(strstr(svg, "paint-order=\"stroke\""));
    assert_true(strlen(svg) > 10000); /* there are outlines in it */
}

static void path_is(const char *expected, struct origin origin, const struct segment *segments, size_t count)
{
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    svg_path_append(&out, &(struct svg_pen){0}, segments, count, origin);
    assert_string_equal(str_text(&out), expected);
    arena_destroy(arena);
}

static void paths_are_short(void **state)
{
    (void)state;
    const struct segment rectangle[] = {{SEGMENT_MOVE, .x = 0, .y = 0}, {SEGMENT_LINE, .x = 10, .y = 0},
        {SEGMENT_LINE, .x = 10, .y = -0.5}, {SEGMENT_LINE, .x = 0, .y = -0.5}, {SEGMENT_CLOSE},
        {SEGMENT_MOVE, .x = 1, .y = 1}, {SEGMENT_LINE, .x = 1.256, .y = 1.07}};
    path_is("m0 0h10v-.5H0zm1 1l.26.07", (struct origin){0, 0}, rectangle, 7);
    path_is("m100 200.5h10v-.5h-10zm1 1l.26.07", (struct origin){100, 200.5}, rectangle, 7);
    const struct segment curve[] = {
        {SEGMENT_MOVE, .x = -9, .y = -0.001}, {SEGMENT_CURVE, 95, 0.25, 94.999, -0.1, 2, 3}};
    path_is("m-9 0C95 .25 95-.1 2 3", (struct origin){0, 0}, curve, 2);
}

/* A thousand steps of a third of a point end where they should. */
static void paths_do_not_drift(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct segment *segments = arena_array(arena, struct segment, 1001);
    for (size_t i = 0; i <= 1000; i++)
        segments[i] = (struct segment){
            .kind = i ? SEGMENT_LINE : SEGMENT_MOVE, .x = (double)i / 3, .y = i % 2 ? 0.004 : -0.004};
    struct str out = str_init(arena);
    svg_path_append(&out, &(struct svg_pen){0}, segments, 1001, (struct origin){1000, 0});
    double x = 0;
    const char *at = str_text(&out);
    assert_memory_equal(at, "m1000 0", 7);
    for (at += 7; *at;) {
        assert_int_equal(*at, 'h');
        char *end;
        x += strtod(at + 1, &end);
        at = end;
    }
    assert_true(fabs(x - 333.33) < 1e-6);
    arena_destroy(arena);
}

/* What is said of the texts of a scene, without embedded fonts */
static const char *texts_of(struct fixture *f, const struct scene *scene)
{
    struct bytes svg;
    struct diags *diags = diags_create();
    struct svg_options options = {SVG_TEXT_PLAIN, NULL};
    assert_true(svg_write(f->arena, f->text, scene, &options, &svg, diags));
    diags_destroy(diags);
    const char *string = arena_strndup(f->arena, (const char *)svg.at, svg.length);
    svg_check(string);
    const char *from = strstr(string, "<text "), *to = strstr(string, "</g>\n</svg>");
    return arena_strndup(f->arena, from, (size_t)(to - from));
}

/* Places `words` one behind the other from x on, every second one bold. */
static void line_place(
    struct fixture *f, struct scene *scene, enum align align, double gap, const char *const *words)
{
    const struct colour ink = {.role = ROLE_INK}, none = {.role = ROLE_NONE};
    double x = 10;
    for (size_t i = 0; words[i]; i++) {
        struct text_style style = {i % 2 ? FACE_SEMIBOLD : FACE_REGULAR, 10};
        const struct text_run *run = text_shape(f->text, style, words[i]);
        scene_text_piece(scene, run, x, 20, align, ink, none, 0);
        x += run->width + gap;
    }
}

static void line_is(
    struct fixture *f, enum align align, double gap, const char *const *words, const char *expected)
{
    struct scene *scene = scene_create(f->arena, 200, 40);
    line_place(f, scene, align, gap, words);
    assert_string_equal(texts_of(f, scene), expected);
}

/* A reader with wider letters moves what follows, instead of drawing over it. */
static void lines_are_one_text(void **state)
{
    struct fixture *f = *state;
    double space = text_width(f->text, (struct text_style){FACE_REGULAR, 10}, " ");
    const char *const behind[] = {"up to ", "$10B", NULL}, *const before[] = {"up to", " $10B", NULL},
                      *const bare[] = {"up to", "$10B", NULL}, *const three[] = {"a ", "b", " c", NULL};
    const char *one = "<text x=\"10\" y=\"20\">up to <tspan font-weight=\"600\">$10B</tspan></text>";
    line_is(f, ALIGN_START, 0, behind, one);
    line_is(f, ALIGN_START, 0, before, one);
    line_is(f, ALIGN_START, space, bare, one);
    line_is(f, ALIGN_START, space + 0.5, bare,
        "<text x=\"10\" y=\"20\">up to <tspan dx=\".5\" font-weight=\"600\">$10B</tspan></text>");
    line_is(f, ALIGN_START, 0, bare,
        "<text x=\"10\" y=\"20\">up to<tspan font-weight=\"600\">$10B</tspan></text>");
    line_is(
        f, ALIGN_START, 0, three, "<text x=\"10\" y=\"20\">a <tspan font-weight=\"600\">b</tspan> c</text>");
    assert_int_equal(count_of(one, "<text"), 1);
}

static void far_words_stay_apart(void **state)
{
    struct fixture *f = *state;
    const char *const words[] = {"one", "two", NULL};
    struct scene *scene = scene_create(f->arena, 200, 40), *cells = scene_create(f->arena, 200, 40);
    line_place(f, scene, ALIGN_START, 5, words);
    assert_int_equal(count_of(texts_of(f, scene), "<text"), 2);
    const char *const first[] = {"one", NULL};
    for (int i = 0; i < 2; i++) {
        double x = i ? text_width(f->text, (struct text_style){FACE_REGULAR, 10}, "one") : 0;
        scene_begin(cells, (struct scene_group){.tag = TAG_TD, .x = x});
        line_place(f, cells, ALIGN_START, 0, first);
        scene_end(cells);
    }
    assert_int_equal(count_of(texts_of(f, cells), "<text"), 2);
}

/* The anchor is where the line was placed, so that it stays there whatever its width. */
static void anchors_say_the_place(void **state)
{
    struct fixture *f = *state;
    const struct colour ink = {.role = ROLE_INK};
    struct scene *scene = scene_create(f->arena, 200, 40);
    const struct text_run *run = text_shape(f->text, (struct text_style){FACE_REGULAR, 10}, "OpenAI");
    scene_text(scene, run, 100, 20, ALIGN_MIDDLE, ink);
    scene_text(scene, run, 190, 30, ALIGN_END, ink);
    assert_string_equal(texts_of(f, scene), "<text x=\"100\" y=\"20\" text-anchor=\"middle\">OpenAI</text>"
                                            "<text x=\"190\" y=\"30\" text-anchor=\"end\">OpenAI</text>");
    const char *const words[] = {"up to ", "$10B", NULL};
    struct scene *whole = scene_create(f->arena, 200, 40);
    line_place(f, whole, ALIGN_MIDDLE, 0, words);
    double width = text_width(f->text, (struct text_style){FACE_REGULAR, 10}, "up to ") +
                   text_width(f->text, (struct text_style){FACE_SEMIBOLD, 10}, "$10B");
    struct str x = str_init(f->arena);
    str_number(&x, 10 + width / 2, 1);
    assert_string_equal(texts_of(f, whole), arena_printf(f->arena,
                                                "<text x=\"%s\" y=\"20\" text-anchor=\"middle\">up to <tspan "
                                                "font-weight=\"600\">$10B</tspan></text>",
                                                str_text(&x)));
}

/* A footnote's mark goes with its word. */
static void raised_marks_follow(void **state)
{
    struct fixture *f = *state;
    const struct colour ink = {.role = ROLE_INK};
    struct scene *scene = scene_create(f->arena, 200, 40);
    const struct text_run *run = text_shape(f->text, (struct text_style){FACE_REGULAR, 10}, "$10B");
    scene_text(scene, run, 10, 20, ALIGN_START, ink);
    scene_text(scene, text_shape(f->text, (struct text_style){FACE_REGULAR, 6}, "3"), 10 + run->width, 17,
        ALIGN_START, ink);
    assert_string_equal(
        texts_of(f, scene), "<text x=\"10\" y=\"20\">$10B<tspan dy=\"-3\" font-size=\"6\">3</tspan></text>");
}

static void shape_is(struct fixture *f, const struct scene *scene, const char *expected)
{
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    struct str out = str_init(f->arena);
    assert_int_equal(svg_shape_append(&out, items, (struct origin){5, 7}), expected != NULL);
    assert_string_equal(str_text(&out), expected ? expected : "");
}

static void shapes_are_recognised(void **state)
{
    struct fixture *f = *state;
    const struct paint paint = {.fill = {.role = ROLE_INK}};
    struct scene *circle = scene_create(f->arena, 99, 99), *rounded = scene_create(f->arena, 99, 99),
                 *rectangle = scene_create(f->arena, 99, 99), *bent = scene_create(f->arena, 99, 99);
    scene_circle(circle, 10, 20, 4.5);
    scene_paint(circle, paint);
    shape_is(f, circle, "<circle cx=\"15\" cy=\"27\" r=\"4.5\"");
    scene_rounded(rounded, 1, 2, 30, 10, 3);
    scene_paint(rounded, paint);
    shape_is(f, rounded, "<rect x=\"6\" y=\"9\" width=\"30\" height=\"10\" rx=\"3\"");
    scene_rectangle(rectangle, 1, 2, 3, 4);
    scene_paint(rectangle, paint);
    shape_is(f, rectangle, NULL);
    scene_move(bent, 14.5, 20);
    scene_curve(bent, 14.5, 22, 12, 24.5, 10, 24.5);
    scene_curve(bent, 8, 24.5, 5.5, 22, 5.5, 20);
    scene_curve(bent, 5.5, 18, 8, 15.5, 10, 15.5);
    scene_curve(bent, 12, 15.5, 14.5, 18, 14.5, 20);
    scene_close(bent);
    scene_paint(bent, paint);
    shape_is(f, bent, NULL);
}

static void empty_refused(void **state)
{
    struct fixture *f = *state;
    struct bytes svg;
    struct diags *diags = diags_create();
    struct svg_options options = {SVG_TEXT_PLAIN, NULL};
    assert_false(svg_write(f->arena, f->text, scene_create(f->arena, 0, 10), &options, &svg, diags));
    assert_string_equal(diags_brief(f->arena, diags), "0:0 cannot-write\n");
    diags_destroy(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_exact),
        cmocka_unit_test(dark_exact),
        cmocka_unit_test(all_well_formed),
        cmocka_unit_test(same_twice),
        cmocka_unit_test(fonts_embedded),
        cmocka_unit_test(names_keep_apart),
        cmocka_unit_test(outline_has_no_text),
        cmocka_unit_test(paths_are_short),
        cmocka_unit_test(paths_do_not_drift),
        cmocka_unit_test(lines_are_one_text),
        cmocka_unit_test(far_words_stay_apart),
        cmocka_unit_test(anchors_say_the_place),
        cmocka_unit_test(raised_marks_follow),
        cmocka_unit_test(shapes_are_recognised),
        cmocka_unit_test(empty_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
