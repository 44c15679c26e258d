/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "str.h"
#include "text_internal.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ot.h>
#include <string.h>
#include <brotli/decode.h>

static const uint32_t letters[] = {
    ' ', '$', '.', '0', '1', '3', '8', 'A', 'T', 'V', 'b', 'f', 'i', 'n', 'o', 'y', 0x2192};
enum { LETTERS = sizeof letters / sizeof *letters };

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

static struct bytes subset(struct fixture *fixture, enum text_face face, bool woff)
{
    struct bytes font = {0};
    assert_true(text_subset(fixture->text, face, letters, LETTERS, NULL, woff, fixture->arena, &font));
    return font;
}

static double shaped_width(struct bytes font, const char *string)
{
    hb_blob_t *blob =
        hb_blob_create((const char *)font.at, (unsigned)font.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *sized = hb_font_create(face);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, string, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(sized, buffer, NULL, 0);
    unsigned count;
    double width = 0;
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        width += positions[i].x_advance;
        assert_int_not_equal(infos[i].codepoint, 0); /* .notdef */
    }
    hb_buffer_destroy(buffer);
    hb_font_destroy(sized);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return width;
}

static void test_same_widths(void **state)
{
    struct fixture *fixture = *state;
    static const char *const files[] = {
        "fonts/IBMPlexSans-Regular.ttf", "fonts/IBMPlexSansCondensed-SemiBold.ttf"};
    static const enum text_face faces[] = {FACE_REGULAR, FACE_CONDENSED_SEMIBOLD};
    for (size_t i = 0; i < 2; i++) {
        struct bytes small = subset(fixture, faces[i], false), whole = source_file(fixture->arena, files[i]);
        assert_float_equal(
            shaped_width(small, "AVATo Ty. fi $380bn →"), shaped_width(whole, "AVATo Ty. fi $380bn →"), 0);
        assert_true(
            shaped_width(small, "AV") < shaped_width(small, "A") + shaped_width(small, "V")); /* kerned */
    }
}

static void test_only_what_was_asked(void **state)
{
    struct fixture *fixture = *state;
    struct bytes font = subset(fixture, FACE_REGULAR, false);
    hb_blob_t *blob =
        hb_blob_create((const char *)font.at, (unsigned)font.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_set_t *has = hb_set_create();
    hb_face_collect_unicodes(face, has);
    assert_int_equal(hb_set_get_population(has), LETTERS);
    for (size_t i = 0; i < LETTERS; i++)
        assert_true(hb_set_has(has, letters[i]));
    assert_int_equal(hb_blob_get_length(hb_face_reference_table(face, HB_TAG('f', 'p', 'g', 'm'))), 0);
    assert_true(font.length < 6000);
    hb_set_destroy(has);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

static bool holds(struct bytes bytes, const char *word, size_t step)
{
    size_t length = strlen(word);
    for (size_t at = 0; at + length * step <= bytes.length; at++) {
        size_t same = 0;
        while (same < length && bytes.at[at + same * step] == (unsigned char)word[same])
            same++;
        if (same == length)
            return true;
    }
    return false;
}

static void test_reserved_name_is_gone(void **state)
{
    struct fixture *fixture = *state;
    struct bytes whole = source_file(fixture->arena, "fonts/IBMPlexSans-Regular.ttf");
    struct bytes font = subset(fixture, FACE_REGULAR, false);
    assert_true(holds(whole, "Plex", 2)); /* UTF-16: the test can see it */
    assert_false(holds(font, "Plex", 1));
    assert_false(holds(font, "Plex", 2));
}

static uint32_t number(const unsigned char *at, size_t bytes)
{
    uint32_t value = 0;
    while (bytes--)
        value = value << 8 | *at++;
    return value;
}

/* One number of base 128, as the directory has them */
static size_t number_128(const unsigned char **at)
{
    size_t value = 0;
    do
        value = value << 7 | (**at & 0x7F);
    while (*(*at)++ & 0x80);
    return value;
}

/* All that a reader draws from: outlines, widths and bearings of every glyph, as FreeType finds them */
static void glyphs_compare(struct bytes bare, struct bytes woff)
{
    FT_Library library;
    FT_Face a, b;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    assert_int_equal(FT_New_Memory_Face(library, bare.at, (FT_Long)bare.length, 0, &a), 0);
    assert_int_equal(FT_New_Memory_Face(library, woff.at, (FT_Long)woff.length, 0, &b), 0);
    assert_int_equal(a->num_glyphs, b->num_glyphs);
    for (FT_UInt i = 0; i < (FT_UInt)a->num_glyphs; i++) {
        assert_int_equal(FT_Load_Glyph(a, i, FT_LOAD_NO_SCALE | FT_LOAD_NO_RECURSE), 0);
        assert_int_equal(FT_Load_Glyph(b, i, FT_LOAD_NO_SCALE | FT_LOAD_NO_RECURSE), 0);
        assert_int_equal(a->glyph->num_subglyphs, b->glyph->num_subglyphs);
        assert_int_equal(FT_Load_Glyph(a, i, FT_LOAD_NO_SCALE), 0);
        assert_int_equal(FT_Load_Glyph(b, i, FT_LOAD_NO_SCALE), 0);
        const FT_Outline *was = &a->glyph->outline, *is = &b->glyph->outline;
        assert_int_equal(was->n_points, is->n_points);
        assert_int_equal(was->n_contours, is->n_contours);
        for (int p = 0; p < was->n_points; p++) {
            assert_int_equal(was->points[p].x, is->points[p].x);
            assert_int_equal(was->points[p].y, is->points[p].y);
            assert_int_equal(was->tags[p] & 1, is->tags[p] & 1);
        }
        for (int c = 0; c < was->n_contours; c++)
            assert_int_equal(was->contours[c], is->contours[c]);
        assert_int_equal(a->glyph->metrics.horiAdvance, b->glyph->metrics.horiAdvance);
        if (was->n_points)
            assert_int_equal(a->glyph->metrics.horiBearingX, b->glyph->metrics.horiBearingX);
    }
    FT_Done_FreeType(library);
}

/* Directory, lengths and stream of the WOFF hold, its tables are those of the bare font; those that are told
 * in another way (version of glyf and loca 0, of hmtx 1) are compared by what FreeType reads. */
static void woff_check(struct fixture *fixture, struct bytes bare, struct bytes woff)
{
    static const char known[] =
        "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkern"
        "LTSHPCLTVDMXvheavmtxBASEGDEFGPOSGSUB";
    size_t count = number(bare.at + 4, 2), whole = 0, lengths[32];
    bool anew[32];
    const unsigned char *at = woff.at + 48;
    assert_true(count <= 32);
    assert_memory_equal(woff.at, "wOF2", 4);
    assert_int_equal(number(woff.at + 4, 4), 0x00010000);
    assert_int_equal(number(woff.at + 8, 4), woff.length);
    assert_int_equal(number(woff.at + 12, 2), count);
    for (size_t i = 0; i < count; i++) {
        const unsigned char *original = bare.at + 12 + 16 * i;
        unsigned flags = *at++;
        bool outlines = !memcmp(original, "glyf", 4) || !memcmp(original, "loca", 4),
             widths = !memcmp(original, "hmtx", 4);
        if ((flags & 63) == 63) {
            assert_memory_equal(at, original, 4);
            at += 4;
        } else {
            assert_memory_equal(known + (size_t)4 * (flags & 63), original, 4);
        }
        anew[i] = outlines ? flags >> 6 == 0 : flags >> 6 == 1;
        assert_true(anew[i] || flags >> 6 == (outlines ? 3 : 0));
        assert_true(outlines || widths || !anew[i]);
        size_t length = number(original + 12, 4), stated = number_128(&at);
        assert_true(anew[i] && *original == 'g' ? stated >= length : stated == length);
        lengths[i] = anew[i] ? number_128(&at) : length;
        whole += lengths[i];
    }
    size_t packed = number(woff.at + 20, 4), unpacked = whole + 1;
    assert_int_equal(((size_t)(at - woff.at) + packed + 3) & ~(size_t)3, woff.length);
    unsigned char *tables = arena_alloc(fixture->arena, unpacked);
    assert_int_equal(BrotliDecoderDecompress(packed, at, &unpacked, tables), BROTLI_DECODER_RESULT_SUCCESS);
    assert_int_equal(unpacked, whole);
    for (size_t i = 0; i < count; tables += lengths[i++]) {
        const unsigned char *original = bare.at + 12 + 16 * i;
        if (!memcmp(original, "head", 4))
            assert_memory_equal(tables + 18, bare.at + number(original + 8, 4) + 18, lengths[i] - 18);
        else if (!anew[i])
            assert_memory_equal(tables, bare.at + number(original + 8, 4), lengths[i]);
    }
    glyphs_compare(bare, woff);
}

static void test_woff_is_the_same_font(void **state)
{
    struct fixture *fixture = *state;
    struct bytes bare = subset(fixture, FACE_REGULAR, false), woff = subset(fixture, FACE_REGULAR, true);
    woff_check(fixture, bare, woff);
    assert_true(woff.length < bare.length * 2 / 3);
}

/* Whole faces: glyphs made of others, instructions, every length of step */
static void test_woff_of_all_faces(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = {"IBMPlexSans-Regular", "IBMPlexSans-Medium", "IBMPlexSans-SemiBold",
        "IBMPlexSansCondensed-Regular", "IBMPlexSansCondensed-Medium", "IBMPlexSansCondensed-SemiBold"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct bytes whole =
            source_file(fixture->arena, arena_printf(fixture->arena, "fonts/%s.ttf", names[i]));
        struct bytes woff = woff_wrap(fixture->arena, whole.at);
        woff_check(fixture, whole, woff);
    }
}

/* How the outlines are told: 0 anew, 3 as they are */
static unsigned glyf_version(struct bytes woff)
{
    enum { GLYF = 10, HMTX = 3 };
    for (const unsigned char *at = woff.at + 48;;) {
        unsigned flags = *at++, tag = flags & 63;
        if (tag == GLYF)
            return flags >> 6;
        number_128(&at);
        if (tag == HMTX && flags >> 6)
            number_128(&at);
    }
}

/* What is not understood goes as it is: the same bytes come out, whatever stands in glyf and loca. */
static void test_woff_of_damaged_outlines(void **state)
{
    struct fixture *fixture = *state;
    struct bytes bare = subset(fixture, FACE_REGULAR, false);
    unsigned char *spoilt = arena_alloc(fixture->arena, bare.length);
    uint32_t seed = 1;
    size_t as_it_is = 0, rounds = 3000;
    for (size_t round = 0; round < rounds; round++) {
        memcpy(spoilt, bare.at, bare.length);
        size_t count = number(bare.at + 4, 2);
        for (size_t i = 0; i < count; i++) {
            const unsigned char *entry = bare.at + 12 + 16 * i;
            if (memcmp(entry, round % 2 ? "glyf" : "loca", 4))
                continue;
            seed = seed * 1664525 + 1013904223;
            size_t place = (seed >> 8) % number(entry + 12, 4);
            spoilt[number(entry + 8, 4) + place] ^= (unsigned char)(1 << (seed >> 5) % 8);
        }
        struct bytes woff = woff_wrap(fixture->arena, spoilt);
        as_it_is += glyf_version(woff) == 3;
    }
    assert_true(as_it_is > rounds / 20 && as_it_is < rounds);
}

static struct bytes subset_for(struct fixture *fixture, const char *words, bool woff)
{
    struct bytes font = {0};
    assert_true(
        text_subset(fixture->text, FACE_REGULAR, letters, LETTERS, words, woff, fixture->arena, &font));
    return font;
}

static size_t table_length(struct bytes font, const char *tag)
{
    for (size_t i = 0; i < number(font.at + 4, 2); i++)
        if (!memcmp(font.at + 12 + 16 * i, tag, 4))
            return number(font.at + 12 + 16 * i + 12, 4);
    return 0;
}

/* Words that are known are as wide as in the whole face, to the unit, with a table of their pairs alone. */
static void test_known_words(void **state)
{
    struct fixture *fixture = *state;
    static const char *const all[] = {"AVATo Ty. Ai $380", "AVATo fi $380 Ty", "in 10", ""};
    static const bool kerned[] = {true, true, false, false}, forms[] = {false, true, false, false};
    struct bytes whole = source_file(fixture->arena, "fonts/IBMPlexSans-Regular.ttf");
    size_t plain = subset(fixture, FACE_REGULAR, true).length;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct bytes font = subset_for(fixture, all[i], false);
        assert_int_equal(table_length(font, "GPOS"), 0);
        assert_int_equal(table_length(font, "GSUB") > 0, forms[i]);
        assert_int_equal(table_length(font, "kern") > 0, kerned[i]);
        assert_float_equal(shaped_width(font, all[i]), shaped_width(whole, all[i]), 0);
        assert_true(subset_for(fixture, all[i], true).length < plain);
        woff_check(fixture, font, subset_for(fixture, all[i], true));
    }
}

/* Other scripts keep all that shapes them. */
static void test_unknown_scripts(void **state)
{
    struct fixture *fixture = *state;
    struct bytes all = subset(fixture, FACE_REGULAR, false), greek = subset_for(fixture, "A\xCE\xB1", false),
                 mark = subset_for(fixture, "A\xCC\x81", false);
    assert_int_equal(greek.length, all.length);
    assert_memory_equal(mark.at, all.at, all.length);
}

/* So does a word in which a letter stands beside its place, as an accent of its own behind a small e does in the condensed faces.
 */
static void test_letters_beside_their_place(void **state)
{
    struct fixture *fixture = *state;
    const char *words = "A `code` A";
    for (enum text_face face = 0; face < FACE_COUNT; face++) {
        struct bytes font = {0};
        assert_true(text_subset(fixture->text, face, letters, LETTERS, words, false, fixture->arena, &font));
        if (face == FACE_CONDENSED)
            assert_int_equal(font.length, subset(fixture, face, false).length);
    }
}

static void test_freetype_reads_both(void **state)
{
    struct fixture *fixture = *state;
    FT_Library library;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    for (int woff = 0; woff < 2; woff++) {
        struct bytes font = subset(fixture, FACE_CONDENSED, woff);
        FT_Face face;
        assert_int_equal(FT_New_Memory_Face(library, font.at, (FT_Long)font.length, 0, &face), 0);
        assert_string_equal(face->family_name, "db");
        assert_string_equal(face->style_name, "Regular");
        assert_int_equal(FT_Load_Char(face, 'A', FT_LOAD_NO_SCALE), 0);
        assert_true(face->glyph->outline.n_points > 5);
        assert_int_equal(FT_Get_Char_Index(face, 'Z'), 0);
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
}

static void test_same_bytes_in_any_order(void **state)
{
    struct fixture *fixture = *state;
    struct bytes first = subset(fixture, FACE_MEDIUM, true), again = {0};
    uint32_t backwards[LETTERS + 1];
    for (size_t i = 0; i < LETTERS; i++)
        backwards[i] = letters[LETTERS - 1 - i];
    backwards[LETTERS] = 'A'; /* twice */
    assert_true(
        text_subset(fixture->text, FACE_MEDIUM, backwards, LETTERS + 1, NULL, true, fixture->arena, &again));
    assert_int_equal(first.length, again.length);
    assert_memory_equal(first.at, again.at, first.length);
}

static void test_nothing_asked(void **state)
{
    struct fixture *fixture = *state;
    static const uint32_t missing[] = {0x4E2D};
    struct bytes none = {0}, unknown = {0};
    assert_true(text_subset(fixture->text, FACE_REGULAR, NULL, 0, NULL, true, fixture->arena, &none));
    assert_true(text_subset(fixture->text, FACE_REGULAR, missing, 1, NULL, true, fixture->arena, &unknown));
    assert_true(none.length > 44 && unknown.length == none.length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_widths),
        cmocka_unit_test(test_only_what_was_asked),
        cmocka_unit_test(test_reserved_name_is_gone),
        cmocka_unit_test(test_woff_is_the_same_font),
        cmocka_unit_test(test_woff_of_all_faces),
        cmocka_unit_test(test_woff_of_damaged_outlines),
        cmocka_unit_test(test_known_words),
        cmocka_unit_test(test_unknown_scripts),
        cmocka_unit_test(test_letters_beside_their_place),
        cmocka_unit_test(test_freetype_reads_both),
        cmocka_unit_test(test_same_bytes_in_any_order),
        cmocka_unit_test(test_nothing_asked),
    };
    return cmocka_run_group_tests(tests, fixture_init, fixture_finish);
}
