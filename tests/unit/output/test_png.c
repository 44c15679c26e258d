/* SPDX-License-Identifier: MIT */
#include "sample.h"
#include "output.h"
#include "support.h"

#include <math.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

struct pixels {
    unsigned width, height;
    const unsigned char *at; /* red, green, blue */
};

static struct bytes written(
    struct arena *arena, const struct scene *scene, const struct theme *theme, double scale)
{
    struct bytes png = {0};
    struct diags *diags = diags_create();
    assert_true(png_write(arena, scene, &(struct png_options){.theme = theme, .scale = scale}, &png, diags));
    diags_destroy(diags);
    return png;
}

static struct pixels decoded(struct arena *arena, struct bytes png)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, png.at, png.length));
    assert_int_equal(image.format, PNG_FORMAT_RGB); /* no alpha, no palette */
    unsigned char *pixels = arena_alloc(arena, PNG_IMAGE_SIZE(image));
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    return (struct pixels){image.width, image.height, pixels};
}

/* A channel may be off by one: blending rounds. */
static void pixel_is(struct pixels pixels, unsigned x, unsigned y, unsigned expected)
{
    const unsigned char *p = pixels.at + 3 * ((size_t)y * pixels.width + x);
    unsigned found = (unsigned)p[0] << 16 | (unsigned)p[1] << 8 | p[2];
    bool near = true;
    for (int i = 0; i < 3; i++)
        near = near && abs(p[i] - (int)(expected >> (16 - 8 * i) & 255)) <= 1;
    if (!near)
        fail_msg("pixel %u %u is %06x, not %06x", x, y, found, expected);
}

static unsigned big_endian(const unsigned char *at)
{
    return (unsigned)at[0] << 24 | (unsigned)at[1] << 16 | (unsigned)at[2] << 8 | at[3];
}

static const char *chunk_names(struct arena *arena, struct bytes png)
{
    struct str names = str_init(arena);
    for (size_t at = 8; at < png.length; at += 12 + big_endian(png.at + at))
        str_append_bytes(&names, png.at + at + 4, 4);
    return str_text(&names);
}

/* Only these chunks, in this order: no time, and no text where nothing is said */
static void chunks(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct scene *scene = scene_create(arena, 30, 20);
    struct bytes png = written(arena, scene, theme_light(), 2);
    assert_string_equal(chunk_names(arena, png), "IHDRsRGBpHYsIDATIEND");
    for (size_t at = 8; at < png.length; at += 12 + big_endian(png.at + at)) {
        if (!memcmp(png.at + at + 4, "pHYs", 4)) {
            assert_int_equal(big_endian(png.at + at + 8), 5669); /* 144 pixels an inch */
            assert_int_equal(png.at[at + 16], 1);
        }
    }
    arena_destroy(arena);
}

/* libpng's own reader finds the texts. */
static void text_is(
    png_structp reader, png_infop info, const char *key, const char *language, const char *text)
{
    png_textp texts;
    int count = png_get_text(reader, info, &texts, NULL);
    for (int i = 0; i < count; i++)
        if (!strcmp(texts[i].key, key)) {
            assert_string_equal(texts[i].text, text);
            assert_string_equal(texts[i].lang, language);
            return;
        }
    fail_msg("no text '%s'", key);
}

static void bytes_hand(png_structp reader, png_bytep to, size_t length)
{
    struct bytes *rest = png_get_io_ptr(reader);
    assert_true(rest->length >= length);
    memcpy(to, rest->at, length);
    *rest = (struct bytes){rest->at + length, rest->length - length};
}

static void texts(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct scene *scene = scene_create(arena, 30, 20);
    struct provenance provenance = {.dataset = "a;b.json", .dataset_hash = "00ff", .program = "dealbrief 9"};
    struct bytes png = {0};
    scene_describe(scene, "Zahlungen für Übermorgen", "Wer zahlt", "de");
    scene_credit(scene, "Quelle: FT");
    assert_true(
        png_write(arena, scene, &(struct png_options){.scale = 1, .provenance = &provenance}, &png, diags));
    assert_string_equal(chunk_names(arena, png), "IHDRsRGBpHYsiTXtiTXtiTXtiTXtiTXtIDATIEND");
    png_structp reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(reader);
    png_set_read_fn(reader, &png, bytes_hand);
    png_read_info(reader, info);
    text_is(reader, info, "Title", "de", "Zahlungen für Übermorgen");
    text_is(reader, info, "Description", "de", "Wer zahlt");
    text_is(reader, info, "Source", "de", "Quelle: FT");
    text_is(reader, info, "Software", "", "dealbrief 9");
    text_is(reader, info, "dealbrief", "", "dataset=a%3Bb.json; dataset-sha256=00ff; program=dealbrief 9");
    png_destroy_read_struct(&reader, &info, NULL);
    diags_destroy(diags);
    arena_destroy(arena);
}

static void colours(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct scene *scene = scene_create(arena, 100, 50.2);
    scene_begin(scene, (struct scene_group){.x = 10, .y = 10});
    scene_rectangle(scene, 0, 0, 20, 20);
    scene_paint(scene, (struct paint){.fill = {ROLE_CAPITAL}});
    scene_rectangle(scene, 30, 0, 20, 20);
    scene_paint(scene, (struct paint){.fill = {ROLE_INK, 0, 0.5f}});
    scene_rectangle(scene, 60, 0, 20, 20);
    scene_paint(scene, (struct paint){.stroke = {ROLE_ACCENT}, .stroke_width = 4});
    scene_end(scene);
    struct pixels light = decoded(arena, written(arena, scene, theme_light(), 2));
    assert_int_equal(light.width, 200);
    assert_int_equal(light.height, 101);
    pixel_is(light, 0, 0, 0xFFFFFF);
    pixel_is(light, 199, 100, 0xFFFFFF);
    pixel_is(light, 40, 40, 0x2446A8);
    pixel_is(light, 20, 20, 0x2446A8);
    pixel_is(light, 19, 20, 0xFFFFFF);
    pixel_is(light, 100, 40, 0x898B8F);
    pixel_is(light, 160, 40, 0xFFFFFF);
    pixel_is(light, 141, 40, 0xB3261E);
    pixel_is(decoded(arena, written(arena, scene, theme_dark(), 1)), 0, 0, 0x121417);
    arena_destroy(arena);
}

/* Hatch lines run through neighbours without a break: two halves look like the whole. */
static void hatch_aligned(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct paint hatch = {.hatch = {ROLE_CAPITAL}, .hatch_gap = 5, .hatch_width = 1.2};
    struct scene *whole = scene_create(arena, 80, 40), *halves = scene_create(arena, 80, 40);
    scene_rectangle(whole, 10, 5, 60, 30);
    scene_paint(whole, hatch);
    scene_rectangle(halves, 10, 5, 20, 30);
    scene_paint(halves, hatch);
    scene_begin(halves, (struct scene_group){.x = 30, .y = 5});
    scene_rectangle(halves, 0, 0, 40, 30);
    scene_paint(halves, hatch);
    scene_end(halves);
    struct pixels a = decoded(arena, written(arena, whole, theme_light(), 2));
    struct pixels b = decoded(arena, written(arena, halves, theme_light(), 2));
    for (size_t i = 0; i < (size_t)3 * a.width * a.height; i++)
        assert_in_range(abs(a.at[i] - b.at[i]), 0, 8); /* ends of lines are rounded to 1/256 of a pixel */
    size_t inked = 0;
    for (size_t i = 0; i < (size_t)a.width * a.height; i++)
        inked += a.at[3 * i] < 200;
    size_t area = 60 * 30 * 4; /* pixels; lines of 1.2 at every 5 cover 24 % */
    assert_in_range(inked, area * 20 / 100, area * 30 / 100);
    arena_destroy(arena);
}

/* The gaps between the same letters are equal wherever they stand: l at every half pixel has the same weight.
 */
static void letters_are_not_rounded(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text *text = sample_text(arena);
    struct scene *scene = scene_create(arena, 100, 20);
    const struct text_run *run = text_shape(text, (struct text_style){FACE_REGULAR, 10}, "l");
    scene_text(scene, run, 10, 15, ALIGN_START, (struct colour){.role = ROLE_INK});
    scene_text(scene, run, 50.5, 15, ALIGN_START, (struct colour){.role = ROLE_INK});
    struct pixels p = decoded(arena, written(arena, scene, theme_light(), 1));
    const unsigned char *row = p.at + (size_t)3 * 10 * p.width;
    assert_memory_not_equal(row + 3 * 9, row + 3 * 49, 3 * 6);
    assert_memory_not_equal(row + 3 * 9, row + 3 * 50, 3 * 6);
    text_destroy(text);
    arena_destroy(arena);
}

static void same_twice(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct text *text = sample_text(arena);
    struct bytes a = written(arena, sample_figure(arena, text), theme_light(), 1.5);
    text_forget(text);
    struct bytes b = written(arena, sample_figure(arena, text), theme_light(), 1.5);
    assert_int_equal(a.length, b.length);
    assert_memory_equal(a.at, b.at, a.length);
    text_destroy(text);
    arena_destroy(arena);
}

static void limits(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes png;
    struct scene *scene = scene_create(arena, 1000, 1000);
    assert_false(png_write(arena, scene, &(struct png_options){.scale = 10.001}, &png, diags));
    assert_false(
        png_write(arena, scene_create(arena, 40000, 1), &(struct png_options){.scale = 1}, &png, diags));
    assert_string_equal(diags_brief(arena, diags), "0:0 limit-pixels\n0:0 limit-pixels\n");
    assert_false(png_write(arena, scene, &(struct png_options){.scale = -1}, &png, diags));
    assert_false(png_write(arena, scene, &(struct png_options){.scale = (double)NAN}, &png, diags));
    assert_false(
        png_write(arena, scene_create(arena, 10, 0), &(struct png_options){.scale = 1}, &png, diags));
    assert_true(diags_has(diags, DIAG_CANNOT_WRITE));
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chunks),
        cmocka_unit_test(texts),
        cmocka_unit_test(colours),
        cmocka_unit_test(hatch_aligned),
        cmocka_unit_test(letters_are_not_rounded),
        cmocka_unit_test(same_twice),
        cmocka_unit_test(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
