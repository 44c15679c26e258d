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

#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

static void tags_add(hb_set_t *set, const hb_tag_t *tags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hb_set_add(set, tags[i]);
}

static void layout_choose(hb_subset_input_t *input, enum kept_layout layout)
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
    hb_face_t *face, const uint32_t *code_points, size_t count, enum kept_layout layout, hb_map_t **glyphs)
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

void big_endian_append(struct str *out, uint64_t value, int bytes)
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

/* Glyphs of the whole face → those of the reduced one; what stands only beside words goes. */
static void pairs_renumber(const hb_map_t *glyphs, struct kern_pairs *pairs)
{
    size_t kept = 0;
    for (size_t i = 0; i < pairs->list.count; i++) {
        struct kern_pair pair = pairs->list.at[i];
        if (hb_map_has(glyphs, pair.left) && hb_map_has(glyphs, pair.right))
            pairs->list.at[kept++] =
                (struct kern_pair){hb_map_get(glyphs, pair.left), hb_map_get(glyphs, pair.right), pair.kern};
    }
    pairs->list.count = kept;
    if (kept)
        qsort(pairs->list.at, kept, sizeof *pairs->list.at, kern_pairs_compare);
}

/* A kern table with one subtable of format 0 (OpenType, "kern") */
static hb_blob_t *kern_table(struct arena *arena, const struct kern_pairs *pairs)
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
static hb_blob_t *sfnt_build(struct arena *arena, hb_face_t *face, const struct kern_pairs *pairs)
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

/* what was made before: figures of one kind, and those of an edition and the next, have the same letters */

struct kept_font {
    struct cached cached;
    struct bytes key; /* all that the font is made from */
    struct bytes font;
};

static struct bytes font_key(struct arena *arena, enum text_face face, const uint32_t *code_points,
    size_t count, enum kept_layout layout, const struct kern_pairs *pairs, bool woff)
{
    struct str key = str_init(arena);
    const unsigned char head[] = {(unsigned char)face, (unsigned char)layout, woff};
    str_append_bytes(&key, head, sizeof head);
    big_endian_append(&key, count, 4);
    str_append_bytes(&key, code_points, count * sizeof *code_points);
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct kern_pair *pair = &pairs->list.at[i];
        big_endian_append(&key, pair->left, 4);
        big_endian_append(&key, pair->right, 4);
        big_endian_append(&key, (uint32_t)pair->kern, 4);
    }
    return (struct bytes){(const unsigned char *)key.at, key.length};
}

static const struct kept_font *font_find(const struct text *text, struct bytes key, uint64_t hash)
{
    for (struct cached *cached = cache_first(&text->fonts, hash); cached; cached = cache_next(cached)) {
        const struct kept_font *kept = (const struct kept_font *)cached;
        if (kept->key.length == key.length && !memcmp(kept->key.at, key.at, key.length))
            return kept;
    }
    return NULL;
}

static void font_keep(struct text *text, struct bytes key, uint64_t hash, struct bytes font)
{
    struct kept_font *kept = arena_new(text->runs, struct kept_font);
    *kept = (struct kept_font){{.hash = hash}, bytes_copy(text->runs, key), bytes_copy(text->runs, font)};
    cache_put(&text->fonts, text->runs, &kept->cached);
}

static bool font_make(struct text *text, enum text_face face, const uint32_t *code_points, size_t count,
    enum kept_layout layout, struct kern_pairs *pairs, bool woff, struct arena *arena, struct bytes *font)
{
    hb_map_t *glyphs = NULL;
    hb_face_t *reduced = face_reduced(text->faces[face].tables, code_points, count, layout, &glyphs);
    if (!reduced)
        return false;
    pairs_renumber(glyphs, pairs);
    hb_map_destroy(glyphs);
    hb_blob_t *sfnt = sfnt_build(text->scratch, reduced, pairs);
    unsigned length;
    const char *bytes = hb_blob_get_data(sfnt, &length);
    bool good = length >= 12;
    if (good) {
        struct bytes copy = bytes_copy(arena, (struct bytes){(const unsigned char *)bytes, length});
        *font = woff ? woff_wrap(arena, copy.at) : copy;
    }
    hb_blob_destroy(sfnt);
    hb_face_destroy(reduced);
    return good;
}

bool text_subset(struct text *text, enum text_face face, const uint32_t *code_points, size_t count,
    const char *words, bool woff, struct arena *arena, struct bytes *font)
{
    struct kern_pairs pairs = {0};
    enum kept_layout layout = text_kerning(text, face, words, &pairs);
    struct bytes key = font_key(text->scratch, face, code_points, count, layout, &pairs, woff);
    uint64_t hash = cache_hash(0, key.at, key.length);
    const struct kept_font *kept = font_find(text, key, hash);
    bool good = true;
    if (kept)
        *font = bytes_copy(arena, kept->font);
    else if ((good = font_make(text, face, code_points, count, layout, &pairs, woff, arena, font)))
        font_keep(text, key, hash, *font);
    arena_reset(text->scratch);
    return good;
}
