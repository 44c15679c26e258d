/* SPDX-License-Identifier: MIT */
/*
 * subset: a bundled face → a small font with only the letters asked for, as bare TrueType or WOFF 2.
 *
 * In: a face, code points, perhaps the words that are written with them. Out: bytes, the same for the same
 * letters in any order. Kerning, marks, ligatures and tabular digits are kept, since widths were measured
 * with them; hints go. Where the words are known and nothing but kerning shapes them, the pairs of letters
 * that stand in them take the place of the layout tables, which are a quarter of a small font. The name table
 * is ours: the licence reserves the name "Plex", so a modified face must not carry it.
 */
#include "text_internal.h"

#include "list.h"

#include <brotli/encode.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

/* What a small font keeps of the layout tables */
enum layout { LAYOUT_NONE, LAYOUT_FORMS, LAYOUT_WHOLE };

static void tags_add(hb_set_t *set, const hb_tag_t *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hb_set_add(set, tags[i]);
}

static void layout_choose(hb_subset_input_t *input, enum layout layout)
{
    static const hb_tag_t forms[] = {HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'),
        HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'a', 'l', 't'), HB_TAG('r', 'l', 'i', 'g')};
    static const hb_tag_t others[] = {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'a', 'r', 'k'),
        HB_TAG('m', 'k', 'm', 'k'), HB_TAG('t', 'n', 'u', 'm')};
    hb_set_t *features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_set_clear(features);
    if (layout >= LAYOUT_FORMS)
        tags_add(features, forms, sizeof forms / sizeof *forms);
    if (layout == LAYOUT_WHOLE)
        tags_add(features, others, sizeof others / sizeof *others);
    if (layout < LAYOUT_WHOLE)
        hb_set_add(dropped, HB_TAG('G', 'P', 'O', 'S'));
    if (layout < LAYOUT_FORMS) {
        hb_set_add(dropped, HB_TAG('G', 'S', 'U', 'B'));
        hb_set_add(dropped, HB_TAG('G', 'D', 'E', 'F'));
    }
}

/* glyphs: from those of the face to those of the reduced one */
static hb_face_t *face_reduced(
    hb_face_t *face, const uint32_t *code_points, size_t count, enum layout layout, hb_map_t **glyphs)
{
    static const hb_tag_t dropped[] = {HB_TAG('n', 'a', 'm', 'e'), HB_TAG('D', 'S', 'I', 'G'),
        HB_TAG('g', 'a', 's', 'p'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('F', 'F', 'T', 'M')};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        memory_exhausted();
    for (size_t i = 0; i < count; i++)
        hb_set_add(hb_subset_input_unicode_set(input), code_points[i]);
    layout_choose(input, layout);
    tags_add(
        hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped, sizeof dropped / sizeof *dropped);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
    hb_subset_input_destroy(input);
    hb_face_t *made = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (made)
        *glyphs = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
    hb_subset_plan_destroy(plan);
    if (!made)
        return NULL;
    hb_blob_t *blob = hb_face_reference_blob(made); /* a face still being built cannot list its tables */
    hb_face_t *reduced = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_face_destroy(made);
    return reduced;
}

static void big_endian_append(struct str *out, uint64_t value, int bytes)
{
    while (bytes--)
        str_char(out, (char)(value >> 8 * bytes & 0xFF));
}

/* Family, style, unique name, full name, version and PostScript name: the ones that readers ask for */
static hb_blob_t *name_table(struct arena *arena)
{
    static const struct {
        unsigned id;
        const char *text;
    } names[] = {{1, "db"}, {2, "Regular"}, {3, "db"}, {4, "db"}, {5, "Version 1.0"}, {6, "db"}};
    const size_t count = sizeof names / sizeof *names;
    struct str records = str_init(arena), texts = str_init(arena);
    for (size_t i = 0; i < count; i++) {
        big_endian_append(&records, 3, 2); /* Windows, Unicode, American English */
        big_endian_append(&records, 1, 2);
        big_endian_append(&records, 0x0409, 2);
        big_endian_append(&records, names[i].id, 2);
        big_endian_append(&records, 2 * strlen(names[i].text), 2);
        big_endian_append(&records, texts.length, 2);
        for (const char *c = names[i].text; *c; c++)
            big_endian_append(&texts, (unsigned char)*c, 2);
    }
    struct str table = str_init(arena);
    big_endian_append(&table, 0, 2);
    big_endian_append(&table, count, 2);
    big_endian_append(&table, 6 + 12 * count, 2);
    str_append_bytes(&table, records.at, records.length);
    str_append_bytes(&table, texts.at, texts.length);
    return hb_blob_create(table.at, (unsigned)table.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
}

/* kerning by pairs */

struct pair {
    hb_codepoint_t left, right; /* glyphs */
    int kern;                   /* units of the font */
};

struct pairs {
    LIST(struct pair) list;
};

static int pairs_compare(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    if (x->right != y->right)
        return x->right < y->right ? -1 : 1;
    return x->kern < y->kern ? -1 : x->kern > y->kern;
}

/* Latin and what all scripts share: others have marks, forms and directions. */
static bool is_latin(uint32_t c)
{
    return c < 0x300 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2010 && c < 0x2028) ||
           (c >= 0x2030 && c < 0x2E80);
}

static hb_buffer_t *words_shape(hb_font_t *font, const char *words)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, words, -1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("en", -1));
    hb_shape(font, buffer, NULL, 0);
    return buffer;
}

/* Each pair once, in the order of the table; false when a pair is not always kerned alike */
static bool pairs_tidy(struct pairs *pairs)
{
    size_t kept = 0;
    if (pairs->list.count)
        qsort(pairs->list.at, pairs->list.count, sizeof *pairs->list.at, pairs_compare);
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.at[i], *before = kept ? &pairs->list.at[kept - 1] : NULL;
        bool again = before && before->left == pair->left && before->right == pair->right;
        if (again && before->kern != pair->kern)
            return false;
        if (!again)
            pairs->list.at[kept++] = *pair;
    }
    pairs->list.count = kept;
    for (size_t i = kept = 0; i < pairs->list.count; i++)
        if (pairs->list.at[i].kern)
            pairs->list.at[kept++] = pairs->list.at[i];
    pairs->list.count = kept;
    return true;
}

static bool words_are_latin(const char *words)
{
    for (const char *at = words, *end = words + strlen(words); at < end;)
        if (!is_latin(utf8_next(&at, end)))
            return false;
    return true;
}

/* Has any letter another form than alone? */
static bool glyphs_are_letters(
    hb_font_t *font, const hb_glyph_info_t *infos, unsigned count, const char *words)
{
    const char *at = words, *end = words + strlen(words);
    for (unsigned i = 0; i < count; i++) {
        hb_codepoint_t glyph;
        if (at == end || !hb_font_get_nominal_glyph(font, utf8_next(&at, end), &glyph) ||
            glyph != infos[i].codepoint)
            return false;
    }
    return at == end;
}

static bool pairs_gather(struct arena *arena, hb_font_t *font, hb_buffer_t *buffer, struct pairs *pairs)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    for (unsigned i = 0; i < count; i++) {
        int kern = positions[i].x_advance - hb_font_get_glyph_h_advance(font, infos[i].codepoint);
        if (positions[i].x_offset || positions[i].y_offset || (kern && i + 1 == count))
            return false;
        if (i + 1 < count)
            *list_push(arena, &pairs->list) = (struct pair){infos[i].codepoint, infos[i + 1].codepoint, kern};
    }
    return pairs_tidy(pairs);
}

/* The kerning of the words, by glyphs of the whole face, and what else must be kept for them */
static enum layout words_measure(struct arena *arena, hb_face_t *face, const char *words, struct pairs *pairs)
{
    if (!words || !words_are_latin(words))
        return LAYOUT_WHOLE;
    hb_font_t *font = hb_font_create(face);
    hb_buffer_t *buffer = words_shape(font, words);
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    enum layout layout = glyphs_are_letters(font, infos, count, words) ? LAYOUT_NONE : LAYOUT_FORMS;
    if (!pairs_gather(arena, font, buffer, pairs)) {
        pairs->list.count = 0;
        layout = LAYOUT_WHOLE;
    }
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    return layout;
}

/* Glyphs of the whole face → those of the reduced one; what stands only beside words goes. */
static void pairs_renumber(const hb_map_t *glyphs, struct pairs *pairs)
{
    size_t kept = 0;
    for (size_t i = 0; i < pairs->list.count; i++) {
        struct pair pair = pairs->list.at[i];
        if (hb_map_has(glyphs, pair.left) && hb_map_has(glyphs, pair.right))
            pairs->list.at[kept++] =
                (struct pair){hb_map_get(glyphs, pair.left), hb_map_get(glyphs, pair.right), pair.kern};
    }
    pairs->list.count = kept;
    if (kept)
        qsort(pairs->list.at, kept, sizeof *pairs->list.at, pairs_compare);
}

/* A kern table with one subtable of format 0 (OpenType, "kern") */
static hb_blob_t *kern_table(struct arena *arena, const struct pairs *pairs)
{
    struct str table = str_init(arena);
    size_t count = pairs->list.count, power = 0;
    while (count >> (power + 1))
        power++;
    size_t range = 6 * ((size_t)1 << power);
    const size_t head[] = {0, 1, 0, 14 + 6 * count, 1, count, range, power, 6 * count - range};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        big_endian_append(&table, head[i], 2);
    for (size_t i = 0; i < count; i++) {
        big_endian_append(&table, pairs->list.at[i].left, 2);
        big_endian_append(&table, pairs->list.at[i].right, 2);
        big_endian_append(&table, (uint16_t)pairs->list.at[i].kern, 2);
    }
    return hb_blob_create(table.at, (unsigned)table.length, HB_MEMORY_MODE_READONLY, NULL, NULL);
}

/* All tables of a face, and the name table, as one sfnt file; HarfBuzz sorts them and counts the sums. */
static hb_blob_t *sfnt_build(struct arena *arena, hb_face_t *face, const struct pairs *pairs)
{
    hb_face_t *builder = hb_face_builder_create();
    hb_tag_t tags[64];
    unsigned count = sizeof tags / sizeof *tags;
    hb_face_get_table_tags(face, 0, &count, tags);
    for (unsigned i = 0; i < count; i++) {
        hb_blob_t *table = hb_face_reference_table(face, tags[i]);
        hb_face_builder_add_table(builder, tags[i], table);
        hb_blob_destroy(table);
    }
    hb_blob_t *name = name_table(arena);
    hb_face_builder_add_table(builder, HB_TAG('n', 'a', 'm', 'e'), name);
    if (pairs->list.count) {
        hb_blob_t *kern = kern_table(arena, pairs);
        hb_face_builder_add_table(builder, HB_TAG('k', 'e', 'r', 'n'), kern);
        hb_blob_destroy(kern);
    }
    hb_blob_t *sfnt = hb_face_reference_blob(builder);
    hb_blob_destroy(name);
    hb_face_destroy(builder);
    return sfnt;
}

/* WOFF 2 (W3C, 2018): a header of 48 bytes, two or three for each table, then all tables as one Brotli
 * stream. glyf and loca go as they are (the null transformation, 3 in the upper bits of their flags). */

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static size_t padded(size_t length)
{
    return (length + 3) & ~(size_t)3;
}

/* Seven bits a byte, the highest first; all but the last have the eighth */
static void base_128_append(struct str *out, size_t value)
{
    int bytes = 1;
    while (value >> 7 * bytes)
        bytes++;
    while (bytes--)
        str_char(out, (char)((value >> 7 * bytes & 0x7F) | (bytes ? 0x80 : 0)));
}

/* The number of a table by section 4.1 of the recommendation; 63: it has none */
static unsigned tag_number(const unsigned char *tag)
{
    static const char known[] =
        "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkern"
        "LTSHPCLTVDMXvheavmtxBASEGDEFGPOSGSUB"; /* the first of 63 */
    for (unsigned i = 0; i < (sizeof known - 1) / 4; i++)
        if (!memcmp(known + 4 * i, tag, 4))
            return i;
    return 63;
}

static void entry_append(struct str *out, const unsigned char *tag, size_t length)
{
    bool as_it_is = !memcmp(tag, "glyf", 4) || !memcmp(tag, "loca", 4);
    unsigned number = tag_number(tag);
    str_char(out, (char)(number | (as_it_is ? 3u << 6 : 0)));
    if (number == 63)
        str_append_bytes(out, tag, 4);
    base_128_append(out, length);
}

/* An effort of 9 saves 1 %, but clears 33 MB of tables for each font; 11 saves 4 % and takes ten times as
 * long. */
enum { EFFORT = 5, WINDOW_BITS = 18 };

static struct bytes squeezed(struct arena *arena, const struct str *tables)
{
    size_t length = BrotliEncoderMaxCompressedSize(tables->length);
    unsigned char *buffer = arena_alloc(arena, length);
    if (!BrotliEncoderCompress(EFFORT, WINDOW_BITS, BROTLI_MODE_FONT, tables->length,
            (const unsigned char *)tables->at, &length, buffer))
        memory_exhausted();
    return (struct bytes){buffer, length};
}

static struct bytes woff_wrap(struct arena *arena, const unsigned char *sfnt)
{
    size_t count = (size_t)sfnt[4] << 8 | sfnt[5], whole = 12 + 16 * count;
    struct str directory = str_init(arena), tables = str_init(arena), out = str_init(arena);
    for (size_t i = 0; i < count; i++) { /* by tag: glyf stands before loca, with nothing between */
        const unsigned char *entry = sfnt + 12 + 16 * i;
        uint32_t offset = big_endian(entry + 8), length = big_endian(entry + 12);
        entry_append(&directory, entry, length);
        str_append_bytes(&tables, sfnt + offset, length);
        whole += padded(length);
    }
    struct bytes stream = squeezed(arena, &tables);
    str_append(&out, "wOF2");
    str_append_bytes(&out, sfnt, 4);
    big_endian_append(&out, padded(48 + directory.length + stream.length), 4);
    big_endian_append(&out, count, 2);
    big_endian_append(&out, 0, 2);
    big_endian_append(&out, whole, 4);
    big_endian_append(&out, stream.length, 4);
    big_endian_append(&out, 1, 2); /* version 1.0 */
    big_endian_append(&out, 0, 2);
    for (int i = 0; i < 5; i++) /* neither metadata nor private data */
        big_endian_append(&out, 0, 4);
    str_append_bytes(&out, directory.at, directory.length);
    str_append_bytes(&out, stream.at, stream.length);
    str_append_bytes(&out, "\0\0\0", padded(out.length) - out.length);
    return (struct bytes){(const unsigned char *)out.at, out.length};
}

bool text_subset(struct text *text, enum text_face face, const uint32_t *code_points, size_t count,
    const char *words, bool woff, struct arena *arena, struct bytes *font)
{
    hb_face_t *whole = text->faces[face].tables;
    struct pairs pairs = {0};
    hb_map_t *glyphs = NULL;
    enum layout layout = words_measure(text->scratch, whole, words, &pairs);
    hb_face_t *reduced = face_reduced(whole, code_points, count, layout, &glyphs);
    if (!reduced)
        return false;
    pairs_renumber(glyphs, &pairs);
    hb_map_destroy(glyphs);
    hb_blob_t *sfnt = sfnt_build(text->scratch, reduced, &pairs);
    unsigned length;
    const char *bytes = hb_blob_get_data(sfnt, &length);
    bool good = length >= 12;
    if (good) {
        char *copy = arena_alloc(arena, length);
        memcpy(copy, bytes, length);
        *font = woff ? woff_wrap(arena, (const unsigned char *)copy)
                     : (struct bytes){(const unsigned char *)copy, length};
    }
    hb_blob_destroy(sfnt);
    hb_face_destroy(reduced);
    arena_reset(text->scratch);
    return good;
}
