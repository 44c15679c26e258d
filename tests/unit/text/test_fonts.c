/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "str.h"
#include "text.h"

#include <hb-ot.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const files[FACE_COUNT] = {"IBMPlexSans-Regular.ttf", "IBMPlexSans-Medium.ttf",
    "IBMPlexSans-SemiBold.ttf", "IBMPlexSansCondensed-Regular.ttf", "IBMPlexSansCondensed-Medium.ttf",
    "IBMPlexSansCondensed-SemiBold.ttf"};

struct fixture {
    struct arena *arena;
    struct diags *diags;
    char *folder; /* a temporary one */
};

static int fixture_init(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *fixture = arena_new(arena, struct fixture);
    fixture->arena = arena;
    fixture->diags = diags_create();
    fixture->folder = arena_strdup(arena, "/tmp/dealbrief-fonts-XXXXXX");
    *state = fixture;
    return mkdtemp(fixture->folder) ? 0 : -1;
}

static int fixture_finish(void **state)
{
    struct fixture *fixture = *state;
    static const char *const others[] = {"junk.ttf", "readme.txt", "Plex.otf"};
    for (size_t i = 0; i < FACE_COUNT; i++)
        unlink(arena_printf(fixture->arena, "%s/%s", fixture->folder, files[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        unlink(arena_printf(fixture->arena, "%s/%s", fixture->folder, others[i]));
    rmdir(fixture->folder);
    diags_destroy(fixture->diags);
    arena_destroy(fixture->arena);
    return 0;
}

static void put(struct fixture *fixture, const char *name, struct bytes bytes)
{
    struct file_output output = {arena_printf(fixture->arena, "%s/%s", fixture->folder, name), bytes};
    assert_true(file_write_all(fixture->arena, &output, 1, fixture->diags));
}

static struct bytes bundled(struct fixture *fixture, enum text_face face)
{
    return source_file(fixture->arena, arena_printf(fixture->arena, "fonts/%s", files[face]));
}

static void put_all(struct fixture *fixture)
{
    for (size_t i = 0; i < FACE_COUNT; i++)
        put(fixture, files[i], bundled(fixture, (enum text_face)i));
}

/* what was said, "file name: code", one a line */
static const char *said(struct fixture *fixture)
{
    struct str out = str_init(fixture->arena);
    size_t count;
    const struct diag *sorted = diags_sorted(fixture->diags, &count);
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s: %s\n", strrchr(sorted[i].place.file, '/') + 1, diag_code_text(sorted[i].code));
    return str_text(&out);
}

/* Shaped by HarfBuzz alone from the file that the face must come from, 1000 units to the em */
static double width_in_file(struct fixture *fixture, enum text_face face, const char *string)
{
    hb_blob_t *blob = hb_blob_create_from_file(
        source_path(fixture->arena, arena_printf(fixture->arena, "fonts/%s", files[face])));
    hb_face_t *tables = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(tables);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, string, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, NULL, 0);
    unsigned count;
    double width = 0, em = hb_face_get_upem(tables);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned i = 0; i < count; i++)
        width += positions[i].x_advance / em;
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    hb_face_destroy(tables);
    hb_blob_destroy(blob);
    return width;
}

static void test_each_face_is_its_file(void **state)
{
    struct fixture *fixture = *state;
    const char *string = "AVATAR To. office $38bn";
    struct text *text = text_create(source_path(fixture->arena, "fonts"), NULL, fixture->diags);
    assert_non_null(text);
    for (size_t i = 0; i < FACE_COUNT; i++) {
        enum text_face face = (enum text_face)i;
        double expected = width_in_file(fixture, face, string) * 10;
        assert_float_equal(text_width(text, (struct text_style){face, 10}, string), expected, 0.02);
        /* and no other face is that wide */
        for (size_t j = 0; j < i; j++)
            assert_true(fabs(expected - width_in_file(fixture, (enum text_face)j, string) * 10) > 0.5);
    }
    text_destroy(text);
}

static void test_metrics(void **state)
{
    struct fixture *fixture = *state;
    struct text *text = text_create(source_path(fixture->arena, "fonts"), NULL, fixture->diags);
    struct text_style style = {FACE_REGULAR, 10};
    const struct text_run *run = text_shape(text, style, "x");
    assert_float_equal(run->ascent, 10.25, 1e-6); /* 1025 and 275 units of 1000, in hhea */
    assert_float_equal(run->descent, 2.75, 1e-6);
    assert_float_equal(text_ascent(text, style), 10.25, 1e-6);
    assert_float_equal(text_cap_height(text, style), 6.98, 1e-6); /* 698 units, in OS/2 */
    text_destroy(text);
}

static void test_nothing_there(void **state)
{
    struct fixture *fixture = *state;
    assert_null(text_create(fixture->folder, NULL, fixture->diags));
    assert_string_equal(said(fixture), "IBMPlexSans-Medium.ttf: bad-font\nIBMPlexSans-Regular.ttf: bad-font\n"
                                       "IBMPlexSans-SemiBold.ttf: bad-font\n"
                                       "IBMPlexSansCondensed-Medium.ttf: bad-font\n"
                                       "IBMPlexSansCondensed-Regular.ttf: bad-font\n"
                                       "IBMPlexSansCondensed-SemiBold.ttf: bad-font\n");
}

static void test_one_byte_wrong(void **state)
{
    struct fixture *fixture = *state;
    put_all(fixture);
    struct bytes font = bundled(fixture, FACE_MEDIUM);
    unsigned char *copy = arena_alloc(fixture->arena, font.length);
    memcpy(copy, font.at, font.length);
    copy[font.length / 2] ^= 1;
    put(fixture, files[FACE_MEDIUM], (struct bytes){copy, font.length});
    assert_null(text_create(fixture->folder, NULL, fixture->diags));
    assert_string_equal(said(fixture), "IBMPlexSans-Medium.ttf: bad-font\n");
}

static void test_cut_short(void **state)
{
    static const size_t lengths[] = {0, 4, 12, 100, 5000, 190000};
    struct fixture *fixture = *state;
    put_all(fixture);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        put(fixture, files[FACE_CONDENSED], (struct bytes){bundled(fixture, FACE_CONDENSED).at, lengths[i]});
        assert_null(text_create(fixture->folder, NULL, fixture->diags));
    }
    assert_string_equal(
        said(fixture), "IBMPlexSansCondensed-Regular.ttf: bad-font\n"); /* the same each time */
}

static void test_another_face_under_the_name(void **state)
{
    struct fixture *fixture = *state;
    put_all(fixture);
    put(fixture, files[FACE_SEMIBOLD], bundled(fixture, FACE_REGULAR));
    assert_null(text_create(fixture->folder, NULL, fixture->diags));
    assert_string_equal(said(fixture), "IBMPlexSans-SemiBold.ttf: bad-font\n");
}

static void test_extra_folder_missing(void **state)
{
    struct fixture *fixture = *state;
    const char *nowhere = arena_printf(fixture->arena, "%s/nowhere", fixture->folder);
    assert_null(text_create(source_path(fixture->arena, "fonts"), nowhere, fixture->diags));
    assert_string_equal(said(fixture), "nowhere: bad-font\n");
}

static void test_extra_font_unreadable(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "junk.ttf", (struct bytes){(const unsigned char *)"not a font", 10});
    put(fixture, "readme.txt", (struct bytes){(const unsigned char *)"not a font", 10});
    assert_null(text_create(source_path(fixture->arena, "fonts"), fixture->folder, fixture->diags));
    assert_string_equal(said(fixture), "junk.ttf: bad-font\n");
}

/* What font is where, and of what name, is as much of it as its tables are. */
static void test_extra_font_directory(void **state)
{
    enum { ENTRIES = 12, ENTRY = 16 };
    struct fixture *fixture = *state;
    struct bytes font = bundled(fixture, FACE_REGULAR);
    size_t count = (size_t)font.at[4] << 8 | font.at[5];
    for (size_t i = 0; i < count; i++) {
        unsigned char *copy = arena_alloc(fixture->arena, font.length);
        memcpy(copy, font.at, font.length);
        copy[ENTRIES + ENTRY * i + 3] ^= 1;
        put(fixture, "Plex.otf", (struct bytes){copy, font.length});
        assert_null(text_create(source_path(fixture->arena, "fonts"), fixture->folder, fixture->diags));
        assert_string_equal(said(fixture), "Plex.otf: bad-font\n");
        diags_destroy(fixture->diags);
        fixture->diags = diags_create();
    }
}

/* A collection of one font: a head of its own, and every offset counts from it */
static struct bytes collection(struct fixture *fixture, struct bytes font)
{
    enum { HEAD = 16, ENTRIES = 12, ENTRY = 16, OFFSET = 8 };
    static const unsigned char head[HEAD] = {'t', 't', 'c', 'f', 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, HEAD};
    unsigned char *at = arena_alloc(fixture->arena, HEAD + font.length);
    memcpy(at, head, HEAD);
    memcpy(at + HEAD, font.at, font.length);
    for (size_t i = 0; i < ((size_t)font.at[4] << 8 | font.at[5]); i++) {
        unsigned char *field = at + HEAD + ENTRIES + ENTRY * i + OFFSET;
        uint32_t offset =
            ((uint32_t)field[0] << 24 | (uint32_t)field[1] << 16 | (uint32_t)field[2] << 8 | field[3]) + HEAD;
        for (int byte = 0; byte < 4; byte++)
            field[byte] = (unsigned char)(offset >> (24 - 8 * byte));
    }
    return (struct bytes){at, HEAD + font.length};
}

/* A collection has no sum of its own: that its tables are in the order of their names is all there is to see.
 */
static void test_extra_collection(void **state)
{
    struct fixture *fixture = *state;
    struct bytes font = collection(fixture, bundled(fixture, FACE_REGULAR));
    put(fixture, "Plex.otf", font);
    struct text *text = text_create(source_path(fixture->arena, "fonts"), fixture->folder, fixture->diags);
    assert_non_null(text);
    text_destroy(text);
    unsigned char *name = (unsigned char *)font.at + 16 + 12 + 16; /* of the second table */
    *name = 'z';
    put(fixture, "Plex.otf", font);
    assert_null(text_create(source_path(fixture->arena, "fonts"), fixture->folder, fixture->diags));
    assert_string_equal(said(fixture), "Plex.otf: bad-font\n");
}

/* A second Plex in the user's folder (here: semibold, named as another file) must not replace ours. */
static void test_extra_font_cannot_replace(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "Plex.otf", bundled(fixture, FACE_SEMIBOLD));
    struct text *text = text_create(source_path(fixture->arena, "fonts"), fixture->folder, fixture->diags);
    assert_non_null(text);
    assert_float_equal(text_width(text, (struct text_style){FACE_SEMIBOLD, 10}, "Hamburg"),
        width_in_file(fixture, FACE_SEMIBOLD, "Hamburg") * 10, 0.02);
    assert_float_equal(text_width(text, (struct text_style){FACE_REGULAR, 10}, "Hamburg"),
        width_in_file(fixture, FACE_REGULAR, "Hamburg") * 10, 0.02);
    text_destroy(text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, fixture_init, fixture_finish)
    const struct CMUnitTest tests[] = {
        TEST(each_face_is_its_file),
        TEST(metrics),
        TEST(nothing_there),
        TEST(one_byte_wrong),
        TEST(cut_short),
        TEST(another_face_under_the_name),
        TEST(extra_folder_missing),
        TEST(extra_font_unreadable),
        TEST(extra_font_directory),
        TEST(extra_collection),
        TEST(extra_font_cannot_replace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
