/* SPDX-License-Identifier: MIT */
/*
 * subset: a bundled face → a small font with only the letters asked for, as bare TrueType or WOFF 1.
 *
 * In: a face and code points. Out: bytes, the same for the same letters in any order. Kerning, marks,
 * ligatures and tabular digits are kept, since widths were measured with them; hints go. The name table is
 * ours: the licence reserves the name "Plex", so a modified face must not carry it.
 */
#include "text_internal.h"

#include <hb-subset.h>
#include <string.h>
#include <zlib.h>

static hb_face_t *face_reduced(hb_face_t *face, const uint32_t *code_points, size_t count)
{
    static const hb_tag_t features[] = {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('m', 'a', 'r', 'k'),
        HB_TAG('m', 'k', 'm', 'k'), HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'),
        HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'a', 'l', 't'), HB_TAG('r', 'l', 'i', 'g'),
        HB_TAG('t', 'n', 'u', 'm')};
    static const hb_tag_t dropped[] = {HB_TAG('n', 'a', 'm', 'e'), HB_TAG('D', 'S', 'I', 'G'),
        HB_TAG('g', 'a', 's', 'p'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('F', 'F', 'T', 'M')};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        memory_exhausted();
    for (size_t i = 0; i < count; i++)
        hb_set_add(hb_subset_input_unicode_set(input), code_points[i]);
    hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(kept);
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        hb_set_add(kept, features[i]);
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(drop, dropped[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *made = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
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

/* All tables of a face, and the name table, as one sfnt file; HarfBuzz sorts them and counts the sums. */
static hb_blob_t *sfnt_build(struct arena *arena, hb_face_t *face)
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
    hb_blob_t *sfnt = hb_face_reference_blob(builder);
    hb_blob_destroy(name);
    hb_face_destroy(builder);
    return sfnt;
}

/* WOFF 1 (W3C, 2012): a header of 44 bytes, 20 bytes for each table, then the tables, each deflated when that
 * helps. */

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static size_t padded(size_t length)
{
    return (length + 3) & ~(size_t)3;
}

static size_t table_append(struct arena *arena, struct str *out, const unsigned char *table, size_t length)
{
    uLongf squeezed = compressBound((uLong)length);
    unsigned char *buffer = arena_alloc(arena, squeezed);
    if (compress2(buffer, &squeezed, table, (uLong)length, 9) != Z_OK)
        memory_exhausted();
    bool helps = squeezed < length;
    size_t written = helps ? squeezed : length;
    str_append_bytes(out, helps ? buffer : table, written);
    str_append_bytes(out, "\0\0\0", padded(written) - written);
    return written;
}

static struct bytes woff_wrap(struct arena *arena, const unsigned char *sfnt)
{
    size_t count = (size_t)sfnt[4] << 8 | sfnt[5], head = 44 + 20 * count, whole = 12 + 16 * count;
    struct str directory = str_init(arena), tables = str_init(arena), out = str_init(arena);
    for (size_t i = 0; i < count; i++) {
        const unsigned char *entry = sfnt + 12 + 16 * i;
        uint32_t offset = big_endian(entry + 8), length = big_endian(entry + 12);
        size_t at = head + tables.length, written = table_append(arena, &tables, sfnt + offset, length);
        str_append_bytes(&directory, entry, 4);
        big_endian_append(&directory, at, 4);
        big_endian_append(&directory, written, 4);
        big_endian_append(&directory, length, 4);
        str_append_bytes(&directory, entry + 4, 4);
        whole += padded(length);
    }
    str_append(&out, "wOFF");
    str_append_bytes(&out, sfnt, 4);
    big_endian_append(&out, head + tables.length, 4);
    big_endian_append(&out, count, 2);
    big_endian_append(&out, 0, 2);
    big_endian_append(&out, whole, 4);
    big_endian_append(&out, 1, 2); /* version 1.0 */
    big_endian_append(&out, 0, 2);
    for (int i = 0; i < 5; i++) /* neither metadata nor private data */
        big_endian_append(&out, 0, 4);
    str_append_bytes(&out, directory.at, directory.length);
    str_append_bytes(&out, tables.at, tables.length);
    return (struct bytes){(const unsigned char *)out.at, out.length};
}

bool text_subset(struct text *text, enum text_face face, const uint32_t *code_points, size_t count, bool woff,
    struct arena *arena, struct bytes *font)
{
    hb_face_t *reduced = face_reduced(text->faces[face].tables, code_points, count);
    if (!reduced)
        return false;
    hb_blob_t *sfnt = sfnt_build(text->scratch, reduced);
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
