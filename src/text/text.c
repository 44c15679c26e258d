/* SPDX-License-Identifier: MIT */
/*
 * text: one line of one style → glyphs, each string once.
 *
 * In: a style and a string. Out: a run from the cache, shaped by Pango (scripts, bidi, fallback fonts) when
 * it is new. It refuses to know lines and colours. Glyphs are kept as cairo wants them, with the letters each
 * came from, so that painting is one call and words come out of a PDF as they went in.
 *
 * Bidi: the line runs left to right. A Hebrew or Arabic name would pull the amount beside it to its other
 * side, so each right-to-left stretch is put between isolates, unless the string has isolates of its own.
 */
#include "text_internal.h"

#include "list.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* strings made harmless */

static bool is_line_separator(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

static bool is_embedding(uint32_t code)
{
    return code >= 0x202A && code <= 0x202E;
}

static bool is_isolate(uint32_t code)
{
    return code >= 0x2066 && code <= 0x2069;
}

/* Blocks of right-to-left scripts; a letter is enough to tell, so marks and digits in them need no finer
 * rule. */
static bool is_right_to_left(uint32_t code)
{
    return (code >= 0x0590 && code < 0x0900) || (code >= 0xFB1D && code < 0xFE00) ||
           (code >= 0xFE70 && code < 0xFEFF) || (code >= 0x10800 && code < 0x11000) ||
           (code >= 0x1E800 && code < 0x1F000);
}

void text_clean(struct str *out, const char *string, bool keep_newlines)
{
    const char *end = string + strlen(string);
    while (string < end) {
        const char *start = string;
        uint32_t code = utf8_next(&string, end);
        if (code == UINT32_MAX)
            utf8_append(out, 0xFFFD);
        else if (keep_newlines && code == '\n')
            str_char(out, '\n');
        else if (is_line_separator(code))
            str_char(out, ' ');
        else if (!is_embedding(code))
            str_append_bytes(out, start, (size_t)(string - start));
    }
}

/* Plain ASCII, the usual case, needs neither cleaning nor isolates. */
static bool is_plain(const char *string)
{
    for (; *string; string++)
        if ((unsigned char)*string < 0x20 || (unsigned char)*string >= 0x7F)
            return false;
    return true;
}

static bool needs_isolates(const char *string)
{
    const char *end = string + strlen(string);
    bool found = false;
    while (string < end) {
        uint32_t code = utf8_next(&string, end);
        if (is_isolate(code))
            return false;
        found = found || is_right_to_left(code);
    }
    return found;
}

/* What ends a right-to-left stretch: a letter of another script, or a currency sign, where an amount begins.
 */
static bool ends_stretch(uint32_t code)
{
    return !is_right_to_left(code) &&
           (g_unichar_isalpha(code) || g_unichar_type(code) == G_UNICODE_CURRENCY_SYMBOL);
}

/* string points at a right-to-left letter; the end of the last such letter before something else begins. */
static const char *stretch_end(const char *string, const char *end)
{
    const char *last = string;
    while (string < end) {
        uint32_t code = utf8_next(&string, end);
        if (ends_stretch(code))
            break;
        if (is_right_to_left(code))
            last = string;
    }
    return last;
}

static const char *isolated(struct arena *arena, const char *string)
{
    if (!needs_isolates(string))
        return string;
    struct str out = str_init(arena);
    const char *end = string + strlen(string);
    while (string < end) {
        const char *start = string;
        if (is_right_to_left(utf8_next(&string, end))) {
            string = stretch_end(start, end);
            utf8_append(&out, 0x2067);
            str_append_bytes(&out, start, (size_t)(string - start));
            utf8_append(&out, 0x2069);
        } else {
            str_append_bytes(&out, start, (size_t)(string - start));
        }
    }
    return str_text(&out);
}

/* the cache */

static uint64_t run_hash(struct text_style style, const char *string)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    hash = (hash ^ (uint64_t)style.face) * 1099511628211u;
    hash = (hash ^ (uint64_t)llround(style.size * 1024)) * 1099511628211u;
    for (; *string; string++)
        hash = (hash ^ (unsigned char)*string) * 1099511628211u;
    return hash ^ hash >> 32;
}

static void buckets_grow(struct text *text)
{
    size_t grown = text->bucket_count ? text->bucket_count * 4 : 256;
    struct cached_run **buckets = arena_array(text->runs, struct cached_run *, grown);
    for (size_t i = 0; i < text->bucket_count; i++) {
        for (struct cached_run *run = text->buckets[i], *next; run; run = next) {
            next = run->next;
            run->next = buckets[run->hash & (grown - 1)];
            buckets[run->hash & (grown - 1)] = run;
        }
    }
    text->buckets = buckets;
    text->bucket_count = grown;
}

/* Sizes are equal when they are the same to 1/1024 point, the unit glyphs are measured in. */
static struct cached_run *cache_find(
    struct text *text, uint64_t hash, struct text_style style, const char *string)
{
    if (!text->bucket_count)
        return NULL;
    struct cached_run *run = text->buckets[hash & (text->bucket_count - 1)];
    for (; run; run = run->next)
        if (run->hash == hash && run->run.style.face == style.face &&
            llround(run->run.style.size * 1024) == llround(style.size * 1024) && !strcmp(run->key, string))
            return run;
    return NULL;
}

/* A new run in the cache, not yet shaped; string must be clean. */
static struct cached_run *cache_add(
    struct text *text, uint64_t hash, struct text_style style, const char *key, const char *string)
{
    if (text->run_count >= text->bucket_count)
        buckets_grow(text);
    struct cached_run *run = arena_new(text->runs, struct cached_run);
    run->key = arena_strdup(text->runs, key);
    run->hash = hash;
    run->run.style = style;
    run->run.string = strcmp(key, string) ? arena_strdup(text->runs, string) : run->key;
    run->run.shaped = isolated(text->runs, run->run.string);
    run->run.ascent = text_ascent(text, style);
    run->run.descent = text->faces[style.face].descent * style.size;
    run->run.shape = &run->shape;
    struct cached_run **bucket = &text->buckets[hash & (text->bucket_count - 1)];
    run->next = *bucket;
    *bucket = run;
    text->run_count++;
    return run;
}

void text_forget(struct text *text)
{
    for (size_t i = 0; i < text->bucket_count; i++)
        for (struct cached_run *run = text->buckets[i]; run; run = run->next)
            for (size_t j = 0; j < run->shape.part_count; j++)
                cairo_scaled_font_destroy(run->shape.parts[j].font);
    text->buckets = NULL;
    text->bucket_count = text->run_count = 0;
    arena_reset(text->runs);
}

/* shaping */

struct shaping {
    struct text *text;
    struct cached_run *run;
    double x;
};

static void part_prepare(struct arena *arena, struct shape_part *part, const PangoItem *item, size_t most)
{
    part->backward = item->analysis.level % 2;
    part->glyphs = arena_array(arena, cairo_glyph_t, most + 1);
    part->clusters = arena_array(arena, cairo_text_cluster_t, most + 1);
    part->marks = arena_array(arena, struct shape_mark, most + 1);
}

/* Adds the next cluster in logical order: `bytes` of the string at byte, which became `glyphs` glyphs. */
static void cluster_add(struct shape_part *part, struct str *letters, const char *string, size_t byte,
    size_t bytes, size_t glyphs, double advance)
{
    struct shape_mark *mark = &part->marks[part->mark_count++];
    mark->byte = byte;
    mark[1] = *mark;
    mark[1].byte += bytes;
    mark[1].pen += advance;
    if (!glyphs)
        return; /* a control that leaves no trace: nothing for a PDF's text either */
    part->clusters[part->cluster_count++] = (cairo_text_cluster_t){(int)bytes, (int)glyphs};
    str_append_bytes(letters, string + byte, bytes);
    mark[1].letter += bytes;
    mark[1].glyph += glyphs;
    mark[1].cluster++;
}

static void glyphs_take(struct shaping *shaping, struct shape_part *part, const PangoGlyphString *glyphs)
{
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[i];
        if (info->glyph != PANGO_GLYPH_EMPTY) {
            cairo_glyph_t *taken = &part->glyphs[part->glyph_count++];
            taken->index = info->glyph & PANGO_GLYPH_UNKNOWN_FLAG ? 0 : info->glyph;
            taken->x = shaping->x + info->geometry.x_offset / (double)PANGO_SCALE;
            taken->y = info->geometry.y_offset / (double)PANGO_SCALE;
        }
        shaping->x += info->geometry.width / (double)PANGO_SCALE;
    }
}

static void clusters_take(struct shaping *shaping, struct shape_part *part, PangoGlyphItem *item)
{
    const char *string = shaping->run->run.shaped;
    struct str letters = str_init(shaping->text->runs);
    PangoGlyphItemIter iterator;
    bool more = pango_glyph_item_iter_init_start(&iterator, item, string);
    for (; more; more = pango_glyph_item_iter_next_cluster(&iterator)) {
        size_t count = 0;
        double advance = 0;
        int step = iterator.start_glyph < iterator.end_glyph ? 1 : -1;
        for (int i = iterator.start_glyph; i != iterator.end_glyph; i += step) {
            count += item->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY;
            advance += item->glyphs->glyphs[i].geometry.width / (double)PANGO_SCALE;
        }
        cluster_add(part, &letters, string, (size_t)iterator.start_index,
            (size_t)(iterator.end_index - iterator.start_index), count, advance);
    }
    part->letters = str_text(&letters);
    part->letters_length = letters.length;
}

static void item_shape(struct shaping *shaping, struct shape_part *part, PangoItem *item)
{
    const char *string = shaping->run->run.shaped;
    PangoGlyphString *glyphs = pango_glyph_string_new();
    PangoGlyphItem glyph_item = {.item = item, .glyphs = glyphs};
    pango_shape_full(string + item->offset, item->length, string, -1, &item->analysis, glyphs);
    part_prepare(shaping->text->runs, part, item, (size_t)glyphs->num_glyphs);
    part->font =
        cairo_scaled_font_reference(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(item->analysis.font)));
    glyphs_take(shaping, part, glyphs);
    clusters_take(shaping, part, &glyph_item);
    pango_glyph_string_free(glyphs);
}

/* characters that no font has */

static cairo_scaled_font_t *box_font_create(struct text *text, double size)
{
    cairo_matrix_t matrix, identity;
    cairo_matrix_init_scale(&matrix, size, size);
    cairo_matrix_init_identity(&identity);
    if (!text->box_face)
        text->box_face = box_face_create();
    cairo_font_options_t *options = plain_options_create();
    cairo_scaled_font_t *font = cairo_scaled_font_create(text->box_face, &matrix, &identity, options);
    cairo_font_options_destroy(options);
    return font;
}

static void item_box(struct shaping *shaping, struct shape_part *part, const PangoItem *item)
{
    const char *string = shaping->run->run.shaped, *start = string + item->offset,
               *end = start + item->length;
    double advance = BOX_ADVANCE * shaping->run->run.style.size;
    size_t count = (size_t)item->num_chars;
    struct str letters = str_init(shaping->text->runs);
    part_prepare(shaping->text->runs, part, item, count);
    part->font = box_font_create(shaping->text, shaping->run->run.style.size);
    part->glyph_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *at = start;
        uint32_t code = utf8_next(&start, end);
        size_t place = part->backward ? count - 1 - i : i;
        part->glyphs[place] = (cairo_glyph_t){code, shaping->x + (double)place * advance, 0};
        cluster_add(part, &letters, string, (size_t)(at - string), (size_t)(start - at), 1, advance);
    }
    part->letters = str_text(&letters);
    part->letters_length = letters.length;
    shaping->x += advance * (double)count;
}

static bool item_is_covered(const struct shaping *shaping, const PangoItem *item)
{
    const char *at = shaping->run->run.shaped + item->offset;
    return text_covers_code(shaping->text, utf8_next(&at, at + item->length));
}

/* Splits items so that each is covered throughout or not at all. */
static void items_split(const struct shaping *shaping, GList *items)
{
    for (GList *link = items; link; link = link->next) {
        PangoItem *item = link->data;
        const char *start = shaping->run->run.shaped + item->offset, *at = start, *end = start + item->length;
        bool covered = item_is_covered(shaping, item);
        int characters = 0;
        for (const char *before = at; at < end; before = at, characters++) {
            if (text_covers_code(shaping->text, utf8_next(&at, end)) == covered)
                continue;
            PangoItem *first = pango_item_split(item, (int)(before - start), characters);
            link->data = first;
            items = g_list_insert_before(items, link->next, item);
            break;
        }
    }
}

static void run_shape(struct text *text, struct cached_run *run)
{
    const char *string = run->run.shaped;
    struct shaping shaping = {.text = text, .run = run};
    PangoFontDescription *description = text->descriptions[run->run.style.face];
    pango_font_description_set_absolute_size(description, run->run.style.size * PANGO_SCALE);
    pango_context_set_font_description(text->context, description);
    GList *items = pango_itemize_with_base_dir(
        text->context, PANGO_DIRECTION_LTR, string, 0, (int)strlen(string), text->no_attributes, NULL);
    if (!is_plain(string))
        items_split(&shaping, items);
    GList *visual = pango_reorder_items(items);
    struct text_shape *shape = &run->shape;
    shape->parts = arena_array(text->runs, struct shape_part, g_list_length(visual) + 1);
    for (GList *link = visual; link; link = link->next) {
        struct shape_part *part = &shape->parts[shape->part_count++];
        if (item_is_covered(&shaping, link->data))
            item_shape(&shaping, part, link->data);
        else
            item_box(&shaping, part, link->data);
    }
    run->run.width = shaping.x;
    g_list_free(visual);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
}

const struct text_run *text_find_or_shape(struct text *text, struct text_style style, const char *string)
{
    assert(style.face < FACE_COUNT && isfinite(style.size) && style.size > 0 && style.size < 10000);
    uint64_t hash = run_hash(style, string);
    struct cached_run *run = cache_find(text, hash, style, string);
    if (run)
        return &run->run;
    struct str clean = str_init(text->scratch);
    if (!is_plain(string))
        text_clean(&clean, string, false);
    run = cache_add(text, hash, style, string, is_plain(string) ? string : str_text(&clean));
    if (run->run.string[0])
        run_shape(text, run);
    return &run->run;
}

const struct text_run *text_shape(struct text *text, struct text_style style, const char *string)
{
    const struct text_run *run = text_find_or_shape(text, style, string);
    arena_reset(text->scratch);
    return run;
}

double text_width(struct text *text, struct text_style style, const char *string)
{
    return text_shape(text, style, string)->width;
}

double text_ascent(struct text *text, struct text_style style)
{
    return text->faces[style.face].ascent * style.size;
}

double text_cap_height(struct text *text, struct text_style style)
{
    return text->faces[style.face].cap_height * style.size;
}

/* parts of runs */

void text_run_advances(const struct text_run *run, double *advances)
{
    size_t length = strlen(run->string);
    memset(advances, 0, (length + 1) * sizeof *advances);
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        const char *at = run->shaped;
        size_t offset = 0; /* in string, of `at`, which is in shaped: string lacks the isolates */
        for (size_t j = 0; j < part->mark_count; j++) {
            const char *end = run->shaped + part->marks[j + 1].byte;
            if (run->shaped == run->string)
                offset = part->marks[j + 1].byte;
            for (; run->shaped != run->string && at < end; at++) {
                bool isolate = !strncmp(at, "\xE2\x81\xA7", 3) || !strncmp(at, "\xE2\x81\xA9", 3);
                at += isolate ? 2 : 0;
                offset += !isolate;
            }
            advances[offset] += part->marks[j + 1].pen - part->marks[j].pen;
        }
    }
    for (size_t i = 0; i < length; i++)
        advances[i + 1] += advances[i];
}

/* The mark at a byte, or NULL when the byte is inside a cluster */
static const struct shape_mark *mark_find(const struct shape_part *part, size_t byte)
{
    size_t low = 0, high = part->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (part->marks[middle].byte < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return part->marks[low].byte == byte ? &part->marks[low] : NULL;
}

/* Letters lean on their neighbours (kerning, ligatures), but not across a space. */
static bool is_loose(const char *string, size_t start, size_t end)
{
    return (start == 0 || string[start - 1] == ' ') && (!string[end] || string[end] == ' ');
}

static void part_slice(struct arena *arena, struct shape_part *out, const struct shape_part *part,
    const struct shape_mark *from, const struct shape_mark *to)
{
    out->font = cairo_scaled_font_reference(part->font);
    out->letters = part->letters + from->letter;
    out->letters_length = to->letter - from->letter;
    out->clusters = part->clusters + from->cluster;
    out->cluster_count = to->cluster - from->cluster;
    out->glyph_count = to->glyph - from->glyph;
    out->glyphs = arena_array(arena, cairo_glyph_t, out->glyph_count + 1);
    for (size_t i = 0; i < out->glyph_count; i++) {
        out->glyphs[i] = part->glyphs[from->glyph + i];
        out->glyphs[i].x -= from->pen;
    }
    out->mark_count = (size_t)(to - from);
    out->marks = arena_array(arena, struct shape_mark, out->mark_count + 1);
    for (size_t i = 0; i <= out->mark_count; i++)
        out->marks[i] = (struct shape_mark){from[i].byte - from->byte, from[i].letter - from->letter,
            from[i].glyph - from->glyph, from[i].cluster - from->cluster, from[i].pen - from->pen};
}

const struct text_run *text_slice(struct text *text, const struct text_run *run, size_t start, size_t end)
{
    const struct text_shape *shape = run->shape;
    if (start == 0 && !run->string[end])
        return run;
    if (shape->part_count != 1 || shape->parts[0].backward || run->shaped != run->string ||
        !is_loose(run->string, start, end))
        return NULL;
    const struct shape_mark *from = mark_find(shape->parts, start), *to = mark_find(shape->parts, end);
    if (!from || !to)
        return NULL;
    const char *string = arena_strndup(text->scratch, run->string + start, end - start);
    uint64_t hash = run_hash(run->style, string);
    struct cached_run *slice = cache_find(text, hash, run->style, string);
    if (slice)
        return &slice->run;
    slice = cache_add(text, hash, run->style, string, string);
    slice->shape.parts = arena_new(text->runs, struct shape_part);
    slice->shape.part_count = 1;
    part_slice(text->runs, slice->shape.parts, shape->parts, from, to);
    slice->run.width = to->pen - from->pen;
    return &slice->run;
}

/* cutting */

/* The longest prefix, in bytes, that ends between letters and is at most `room` wide */
static size_t prefix_fitting(struct text *text, const struct text_run *run, double room)
{
    size_t length = strlen(run->string), best = 0, offset = 0;
    double *advances = arena_array(text->scratch, double, length + 1);
    text_run_advances(run, advances);
    int characters = (int)utf8_count(run->string);
    PangoLogAttr *attributes = arena_array(text->scratch, PangoLogAttr, (size_t)characters + 1);
    pango_get_log_attrs(
        run->string, (int)length, -1, pango_language_from_string("en"), attributes, characters + 1);
    for (int i = 0; i < characters && advances[offset] <= room; i++) {
        if (attributes[i].is_cursor_position)
            best = offset;
        for (offset++; (run->string[offset] & 0xC0) == 0x80;)
            offset++;
    }
    return best;
}

const struct text_run *text_shape_fitting(
    struct text *text, struct text_style style, const char *string, double width)
{
    const struct text_run *run = text_find_or_shape(text, style, string), *shorter = run;
    double room = width + FIT_TOLERANCE - text_find_or_shape(text, style, "…")->width;
    for (size_t length = 1; length && shorter->width > width + FIT_TOLERANCE;) {
        length = prefix_fitting(text, run, room);
        while (length && strchr(" ,;:", run->string[length - 1]))
            length--;
        const char *cut = arena_printf(text->scratch, "%.*s…", (int)length, run->string);
        shorter = text_find_or_shape(text, style, cut);
        room -= 0.5; /* for another round: the ellipsis kerns, or a ligature fell apart */
    }
    arena_reset(text->scratch);
    return shorter;
}
