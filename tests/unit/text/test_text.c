/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "str.h"
#include "text_internal.h"
#include "text_paint.h"

#include <cairo-pdf.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

static const struct text_style body = {FACE_REGULAR, 10};

struct fixture {
    struct arena *arena;
    struct text *text;
};

static int fixture_init(void **state)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct fixture *fixture = arena_new(arena, struct fixture);
    fixture->arena = arena;
    fixture->text = text_create(source_path(arena, "fonts"), NULL, diags);
    diags_destroy(diags);
    *state = fixture;
    return fixture->text ? 0 : -1;
}

static int fixture_finish(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    arena_destroy(fixture->arena);
    return 0;
}

static void test_widths(void **state)
{
    struct text *text = ((struct fixture *)*state)->text;
    /* 600 units of 1000 for each digit: tabular without asking */
    assert_float_equal(text_width(text, body, "0123456789"), 60, 0.02);
    assert_float_equal(text_width(text, body, "1111111111"), 60, 0.02);
    assert_float_equal(text_width(text, body, ""), 0, 0);
    /* nothing is rounded to pixels: widths follow the size */
    double width = text_width(text, body, "Amazon Web Services");
    assert_float_equal(
        text_width(text, (struct text_style){FACE_REGULAR, 30}, "Amazon Web Services"), 3 * width, 0.03);
    assert_float_equal(
        text_width(text, (struct text_style){FACE_REGULAR, 7.5}, "Amazon Web Services"), 0.75 * width, 0.03);
    /* kerning */
    assert_true(
        text_width(text, body, "AV") < text_width(text, body, "A") + text_width(text, body, "V") - 0.2);
}

/* Quotes that were typed straight are curled; those that open are told by what stands before them. */
static void test_quotes(void **state)
{
    struct arena *arena = ((struct fixture *)*state)->arena;
    static const char *const cases[][2] = {{"OpenAI's needs", "OpenAI’s needs"},
        {"investors' money", "investors’ money"},
        {"early and 'very fluid'; no", "early and ‘very fluid’; no"}, {"\"a\" (\"b\")", "“a” (“b”)"},
        {"OpenAI’s", "OpenAI’s"}, {"'90s", "‘90s"}, {"", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(text_tidied(arena, cases[i][0]), cases[i][1]);
}

static void test_once(void **state)
{
    struct text *text = ((struct fixture *)*state)->text;
    char string[] = "Amazon";
    const struct text_run *run = text_shape(text, body, string);
    string[0] = 'X'; /* the run keeps its own copy */
    assert_ptr_equal(text_shape(text, body, "Amazon"), run);
    assert_ptr_not_equal(text_shape(text, (struct text_style){FACE_MEDIUM, 10}, "Amazon"), run);
    assert_ptr_not_equal(text_shape(text, (struct text_style){FACE_REGULAR, 10.5}, "Amazon"), run);
    assert_string_equal(run->string, "Amazon");
    assert_ptr_equal(run->shaped, run->string);
}

static void test_harmless(void **state)
{
    struct text *text = ((struct fixture *)*state)->text;
    assert_string_equal(text_shape(text, body,
                            "a\tb\nc\rd\x01"
                            "e\x7F"
                            "f")
                            ->string,
        "a b c d e f");
    assert_string_equal(text_shape(text, body, "a\xE2\x80\xA8z\xC2\x85y")->string, "a z y");
    assert_string_equal(
        text_shape(text, body, "a\xFFz\xE2\x82")->string, "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(
        text_shape(text, body, "a\xE2\x80\xAEz\xE2\x80\xACy")->string, "azy"); /* U+202E, U+202C */
    /* markup is text */
    assert_string_equal(text_shape(text, body, "AT&T <b>x</b>")->string, "AT&T <b>x</b>");
    assert_true(text_width(text, body, "AT&T <b>x</b>") > 60);
}

/* The drawn characters from left to right, for strings of characters without glyphs: a box's glyph is its
 * character. */
static const char *drawn(struct fixture *fixture, const char *string)
{
    const struct text_run *run = text_shape(fixture->text, body, string);
    struct str out = str_init(fixture->arena);
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        if (cairo_font_face_get_type(cairo_scaled_font_get_font_face(part->font)) != CAIRO_FONT_TYPE_USER)
            str_append_bytes(&out, part->letters, part->letters_length);
        else
            for (size_t j = 0; j < part->glyph_count; j++)
                utf8_append(&out, (uint32_t)part->glyphs[j].index);
    }
    return str_text(&out);
}

static void test_directions(void **state)
{
    struct fixture *fixture = *state;
    /* a name runs right to left, the amount stays behind it, an order of words stays */
    assert_string_equal(drawn(fixture, "אבג $38bn"), "גבא $38bn");
    assert_string_equal(drawn(fixture, "pays אבג 5"), "pays גבא 5");
    assert_string_equal(drawn(fixture, "אב גד pays הו"), "דג בא pays וה");
    assert_string_equal(drawn(fixture, "אב, $4bn; גד, $5bn"), "בא, $4bn; דג, $5bn");
    /* a number inside of a name belongs to it */
    assert_string_equal(drawn(fixture, "אב 38 גד x"), "דג 38 בא x");
    /* isolates of the writer's own are kept and nothing is added */
    assert_string_equal(drawn(fixture, "\xE2\x81\xA8"
                                       "אב"
                                       "\xE2\x81\xA9 $38bn"),
        "בא $38bn");
    /* names between isolates stay where they are, and keep what belongs to them */
    assert_string_equal(drawn(fixture, "\u2067אב\u2069 → \u2067גד 5\u2069: x"), "בא → 5 דג: x");
    assert_string_equal(drawn(fixture, "\u2066F (אב)\u2069 → \u2067גד\u2069"), "F (בא) → דג");
    assert_string_equal(drawn(fixture, "\u2067אב 5\u2069, הו 7"), "5 בא, וה 7");
    assert_string_equal(drawn(fixture, "אב → גד"), "בא → דג");
    /* what is not closed is, and what was not opened is no end of anything */
    assert_string_equal(text_shape(fixture->text, body, "\u2067אב\nx")->string, "\u2067אב x\u2069");
    assert_string_equal(text_shape(fixture->text, body, "a\u2069b")->string, "ab");
    assert_string_equal(drawn(fixture, "אבגד…"), "…דגבא");
    const struct text_run *run = text_shape(fixture->text, body, "x אב 5");
    assert_string_equal(run->shaped, "x \xE2\x81\xA7"
                                     "אב"
                                     "\xE2\x81\xA9 5");
    assert_string_equal(run->string, "x אב 5");
}

static void assert_whole(const struct text_run *run)
{
    double width = 0;
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        size_t bytes = 0, glyphs = 0;
        for (size_t j = 0; j < part->cluster_count; j++) {
            bytes += (size_t)part->clusters[j].num_bytes;
            glyphs += (size_t)part->clusters[j].num_glyphs;
        }
        assert_int_equal(bytes, part->letters_length);
        assert_int_equal(glyphs, part->glyph_count);
        width += part->marks[part->mark_count].pen;
    }
    assert_float_equal(width, run->width, 1e-9);
}

static const char *const strings[] = {"", " ", "office fi", "AT&T", "אב $3", "中文 and 한국",
    "e\xCC\x81\xCC\x82x", "Tower of \xC2\xADsoft hyphens", "₹ 4 → 5 ≈ ≥", "\xF0\x9F\x92\xB6 emoji", "عربي",
    "x\xE2\x80\x8Dy", "中A文B", "\xE2\x81\xA8unclosed", "a\u00A0b"};

static void test_letters_travel_with_glyphs(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        const struct text_run *run = text_shape(fixture->text, body, strings[i]);
        size_t length = strlen(run->string);
        double *advances = arena_array(fixture->arena, double, length + 1);
        assert_whole(run);
        text_run_advances(run, advances);
        assert_float_equal(advances[length], run->width, 1e-9);
        for (size_t j = 0; j < length; j++)
            assert_true(advances[j + 1] >= advances[j]);
    }
    /* a control leaves no empty span in a PDF */
    const struct text_run *run = text_shape(fixture->text, body,
        "so\xC2\xAD"
        "ft");
    assert_int_equal(run->shape->parts[0].letters_length, 4);
    assert_float_equal(run->width, text_width(fixture->text, body, "soft"), 0.01);
}

static size_t ink(cairo_surface_t *surface, int left, int right)
{
    size_t count = 0;
    cairo_surface_flush(surface);
    const unsigned char *rows = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < cairo_image_surface_get_height(surface); y++)
        for (int x = left; x < right; x++)
            count += rows[y * stride + x] > 127;
    return count;
}

static void test_paint(void **state)
{
    struct fixture *fixture = *state;
    struct text_style large = {FACE_SEMIBOLD, 40};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 300, 60);
    cairo_t *cairo = cairo_create(surface);
    const struct text_run *run = text_shape(fixture->text, large, "H中H");
    text_run_paint(run, cairo, 20, 45);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    double letter = text_width(fixture->text, large, "H");
    assert_float_equal(run->width, 2 * letter + 24, 0.01);
    assert_int_equal(ink(surface, 0, 20), 0);
    assert_in_range(ink(surface, 20, 20 + (int)letter), 300, 600);
    assert_in_range(ink(surface, 20 + (int)letter, 20 + (int)(letter + 24)), 100, 300); /* the box */
    assert_in_range(ink(surface, 20 + (int)(letter + 24), 20 + (int)run->width), 300, 600);
    assert_int_equal(ink(surface, 21 + (int)run->width, 300), 0);
    double x1, y1, x2, y2;
    cairo_new_path(cairo);
    text_run_path(run, cairo, 20, 45);
    cairo_path_extents(cairo, &x1, &y1, &x2, &y2);
    assert_true(x1 > 20 && x1 < 25 && x2 < 20 + run->width && x2 > 15 + run->width);
    assert_float_equal(y2, 45, 0.5);
    assert_float_equal(y1, 45 - text_cap_height(fixture->text, large), 1);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static cairo_status_t append(void *closure, const unsigned char *data, unsigned length)
{
    str_append_bytes(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void test_pdf_of_everything(void **state)
{
    struct fixture *fixture = *state;
    struct str pdf = str_init(fixture->arena);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, &pdf, 200, 400);
    cairo_t *cairo = cairo_create(surface);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        text_run_paint(text_shape(fixture->text, body, strings[i]), cairo, 20, 20 + 20 * (double)i);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    assert_true(pdf.length > 1000);
}

static const char *fitting(struct fixture *fixture, const char *string, double width)
{
    const struct text_run *run = text_shape_fitting(fixture->text, body, string, width);
    double least = text_width(fixture->text, body, "…");
    assert_true(run->width <= width + 1e-6 || (!strcmp(run->string, "…") && width < least));
    return run->string;
}

static void test_fitting(void **state)
{
    struct fixture *fixture = *state;
    double width = text_width(fixture->text, body, "Amazon Web Services");
    assert_string_equal(fitting(fixture, "Amazon Web Services", width), "Amazon Web Services");
    assert_string_equal(fitting(fixture, "Amazon Web Services", width - 0.01), "Amazon Web Servic…");
    assert_string_equal(
        fitting(fixture, "Amazon Web Services", 68), "Amazon Web…"); /* no space before the dots */
    assert_string_equal(fitting(fixture, "Amazon, Inc", 48), "Amazon…");
    assert_string_equal(fitting(fixture, "Amazon Web Services", 17), "A…");
    assert_string_equal(fitting(fixture, "Amazon Web Services", 9), "…");
    assert_string_equal(fitting(fixture, "Amazon Web Services", 0), "…");
    assert_string_equal(fitting(fixture, "", 0), "");
    /* never between a letter and its accent */
    assert_string_equal(fitting(fixture, "e\xCC\x81\xCC\x82xxxxxxxxxxxxx", 18), "e\xCC\x81\xCC\x82…");
    for (double w = 0; w < 100; w += 0.37)
        fitting(fixture, "office AVAW 中文 אבגד Tofu", w);
}

static void test_covers(void **state)
{
    struct fixture *fixture = *state;
    uint32_t code = 0;
    assert_true(text_covers(fixture->text, "Amazon’s “$38bn” — 5 % → ₹ € £ ¥ ₩ − ≈ ≥ …", &code));
    assert_true(text_covers(fixture->text, "", &code));
    assert_true(text_covers(fixture->text,
        "so\xC2\xAD"
        "ft\tand\nmore\xE2\x81\xA8\xE2\x81\xA9",
        &code));
    assert_false(text_covers(fixture->text, "x 中文", &code));
    assert_int_equal(code, 0x4E2D);
    assert_false(text_covers(fixture->text, "\xF0\x9F\x92\xB6", &code));
    assert_int_equal(code, 0x1F4B6);
    assert_false(text_covers(fixture->text, "▲", &code));
    assert_int_equal(code, 0x25B2);
}

static size_t memory_after(struct fixture *fixture, unsigned cycles)
{
    char string[64];
    for (unsigned i = 0; i < cycles; i++) {
        for (unsigned j = 0; j < 20; j++) {
            snprintf(string, sizeof string, "%u party %u, $%ubn 中 אב", i, j, i * j);
            text_shape(
                fixture->text, (struct text_style){(enum text_face)(j % FACE_COUNT), 7 + j % 3}, string);
            text_shape_fitting(fixture->text, body, string, 40);
        }
        text_forget(fixture->text);
        assert_true(arena_used(fixture->text->runs) <= CACHES_KEPT);
    }
    text_caches_clear(fixture->text);
    return mallinfo2().uordblks;
}

static void test_memory_is_flat(void **state)
{
    struct fixture *fixture = *state;
    size_t before = memory_after(fixture, 500), after = memory_after(fixture, 1000);
    assert_true(after < before + 200 * 1024); /* 20,000 runs came and went: 10 bytes a run would show */
    assert_true(arena_used(fixture->text->scratch) < 64 * 1024);
}

static size_t memory_after_sizes(struct fixture *fixture, double from)
{
    for (unsigned i = 0; i < 1200; i++) {
        text_width(
            fixture->text, (struct text_style){(enum text_face)(i % FACE_COUNT), from + i * 0.01}, "Amazon");
        if (i % 10 == 9)
            text_forget(fixture->text);
    }
    text_caches_clear(fixture->text);
    return mallinfo2().uordblks;
}

/* Pango itself forgets no size: 8 kB each, 10 MB here. */
static void test_many_sizes(void **state)
{
    struct fixture *fixture = *state;
    size_t before = memory_after_sizes(fixture, 6), after = memory_after_sizes(fixture, 30);
    assert_true(after < before + 3 * 1024 * 1024);
}

static void test_two_at_once(void **state)
{
    struct fixture *fixture = *state;
    struct diags *diags = diags_create();
    struct text *second = text_create(source_path(fixture->arena, "fonts"), NULL, diags);
    assert_non_null(second);
    assert_float_equal(
        text_width(second, body, "Hamburg"), text_width(fixture->text, body, "Hamburg"), 1e-12);
    text_destroy(second);
    assert_true(
        text_width(fixture->text, (struct text_style){FACE_CONDENSED, 9}, "after the other is gone") > 50);
    diags_destroy(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_once),
        cmocka_unit_test(test_harmless),
        cmocka_unit_test(test_directions),
        cmocka_unit_test(test_letters_travel_with_glyphs),
        cmocka_unit_test(test_paint),
        cmocka_unit_test(test_pdf_of_everything),
        cmocka_unit_test(test_fitting),
        cmocka_unit_test(test_covers),
        cmocka_unit_test(test_memory_is_flat),
        cmocka_unit_test(test_many_sizes),
        cmocka_unit_test(test_two_at_once),
    };
    return cmocka_run_group_tests(tests, fixture_init, fixture_finish);
}
