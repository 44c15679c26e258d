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

static const double BOX_ADVANCE = 0.6; /* ems */

struct shaping {
    struct text *text;
    struct cached_run *run;
    LIST(struct shape_box) boxes;
    double x;
};

/* A character without a glyph becomes a box; under it a space carries the character, for readers of the PDF's
 * text. */
static PangoGlyph boxed(struct shaping *shaping, PangoFont *font, double *advance)
{
    double size = shaping->run->run.style.size;
    *advance = BOX_ADVANCE * size;
    *list_push(shaping->text->runs, &shaping->boxes) =
        (struct shape_box){shaping->x + 0.06 * size, 0.48 * size};
    hb_codepoint_t space = 0;
    hb_font_get_nominal_glyph(pango_font_get_hb_font(font), ' ', &space);
    return space;
}

static void glyphs_take(struct shaping *shaping, struct shape_part *part, double *advances, PangoFont *font,
    const PangoGlyphString *glyphs)
{
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[i];
        PangoGlyph glyph = info->glyph;
        advances[i] = info->geometry.width / (double)PANGO_SCALE;
        if (glyph != PANGO_GLYPH_EMPTY && glyph & PANGO_GLYPH_UNKNOWN_FLAG)
            glyph = boxed(shaping, font, &advances[i]);
        if (glyph != PANGO_GLYPH_EMPTY) {
            cairo_glyph_t *taken = &part->glyphs[part->glyph_count++];
            taken->index = glyph;
            taken->x = shaping->x + info->geometry.x_offset / (double)PANGO_SCALE;
            taken->y = info->geometry.y_offset / (double)PANGO_SCALE;
        }
        shaping->x += advances[i];
    }
}

/* Which bytes each group of glyphs came from, in the order of the text; empty glyphs were not taken and do
 * not count. */
static void clusters_take(
    struct shape_part *part, const double *advances, PangoGlyphItem *item, const char *string)
{
    PangoGlyphItemIter iterator;
    bool more = pango_glyph_item_iter_init_start(&iterator, item, string);
    for (; more; more = pango_glyph_item_iter_next_cluster(&iterator)) {
        cairo_text_cluster_t *cluster = &part->clusters[part->cluster_count];
        double *advance = &part->advances[part->cluster_count++];
        cluster->num_bytes = iterator.end_index - iterator.start_index;
        int step = iterator.start_glyph < iterator.end_glyph ? 1 : -1;
        for (int i = iterator.start_glyph; i != iterator.end_glyph; i += step) {
            cluster->num_glyphs += item->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY;
            *advance += advances[i];
        }
    }
}

static void item_shape(struct shaping *shaping, struct shape_part *part, PangoItem *item)
{
    struct arena *arena = shaping->text->runs;
    const char *string = shaping->run->run.shaped;
    PangoFont *font = item->analysis.font;
    PangoGlyphString *glyphs = pango_glyph_string_new();
    pango_shape_full(string + item->offset, item->length, string, -1, &item->analysis, glyphs);
    part->font = cairo_scaled_font_reference(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
    part->start = (size_t)item->offset;
    part->length = (size_t)item->length;
    part->backward = item->analysis.level % 2;
    part->glyphs = arena_array(arena, cairo_glyph_t, (size_t)glyphs->num_glyphs + 1);
    part->clusters = arena_array(arena, cairo_text_cluster_t, (size_t)glyphs->num_glyphs + 1);
    part->advances = arena_array(arena, double, (size_t)glyphs->num_glyphs + 1);
    double *advances = arena_array(shaping->text->scratch, double, (size_t)glyphs->num_glyphs + 1);
    glyphs_take(shaping, part, advances, font, glyphs);
    PangoGlyphItem glyph_item = {.item = item, .glyphs = glyphs};
    clusters_take(part, advances, &glyph_item, string);
    pango_glyph_string_free(glyphs);
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
    GList *visual = pango_reorder_items(items);
    struct text_shape *shape = &run->shape;
    shape->parts = arena_array(text->runs, struct shape_part, g_list_length(visual) + 1);
    for (GList *link = visual; link; link = link->next)
        item_shape(&shaping, &shape->parts[shape->part_count++], link->data);
    shape->boxes = shaping.boxes.at;
    shape->box_count = shaping.boxes.count;
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

/* Where a byte of run->shaped stands in run->string, which lacks the isolates. */
static size_t string_offset(const struct text_run *run, size_t shaped_offset)
{
    if (run->shaped == run->string)
        return shaped_offset;
    size_t offset = 0;
    const char *at = run->shaped, *end = run->shaped + shaped_offset;
    while (at < end) {
        bool isolate = !strncmp(at, "\xE2\x81\xA7", 3) || !strncmp(at, "\xE2\x81\xA9", 3);
        at += isolate ? 3 : 1;
        offset += !isolate;
    }
    return offset;
}

void text_run_advances(const struct text_run *run, double *advances)
{
    size_t length = strlen(run->string);
    memset(advances, 0, (length + 1) * sizeof *advances);
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        size_t end = part->start;
        for (size_t j = 0; j < part->cluster_count; j++) {
            end += (size_t)part->clusters[j].num_bytes;
            advances[string_offset(run, end)] += part->advances[j];
        }
    }
    for (size_t i = 0; i < length; i++)
        advances[i + 1] += advances[i];
}

static size_t cluster_at(const struct shape_part *part, size_t offset, size_t *glyph, double *x)
{
    size_t bytes = 0, cluster = 0;
    *glyph = 0;
    *x = 0;
    while (cluster < part->cluster_count && bytes < offset) {
        bytes += (size_t)part->clusters[cluster].num_bytes;
        *glyph += (size_t)part->clusters[cluster].num_glyphs;
        *x += part->advances[cluster++];
    }
    return bytes == offset ? cluster : SIZE_MAX;
}

/* Letters lean on their neighbours (kerning, ligatures), but not across a space. */
static bool is_loose(const char *string, size_t start, size_t end)
{
    return (start == 0 || string[start - 1] == ' ') && (!string[end] || string[end] == ' ');
}

static void part_slice(
    struct arena *arena, struct shape_part *out, const struct shape_part *part, size_t start, size_t end)
{
    size_t first_glyph, end_glyph;
    double from, to;
    size_t first = cluster_at(part, start, &first_glyph, &from),
           last = cluster_at(part, end, &end_glyph, &to);
    *out = *part;
    cairo_scaled_font_reference(out->font);
    out->start = 0;
    out->length = end - start;
    out->clusters = part->clusters + first;
    out->advances = part->advances + first;
    out->cluster_count = last - first;
    out->glyph_count = end_glyph - first_glyph;
    out->glyphs = arena_array(arena, cairo_glyph_t, out->glyph_count + 1);
    for (size_t i = 0; i < out->glyph_count; i++) {
        out->glyphs[i] = part->glyphs[first_glyph + i];
        out->glyphs[i].x -= from;
    }
}

const struct text_run *text_slice(struct text *text, const struct text_run *run, size_t start, size_t end)
{
    const struct text_shape *shape = run->shape;
    if (start == 0 && !run->string[end])
        return run;
    if (shape->part_count != 1 || shape->box_count || shape->parts[0].backward ||
        run->shaped != run->string || !is_loose(run->string, start, end))
        return NULL;
    size_t glyph;
    double from, to;
    if (cluster_at(&shape->parts[0], start, &glyph, &from) == SIZE_MAX ||
        cluster_at(&shape->parts[0], end, &glyph, &to) == SIZE_MAX)
        return NULL;
    const char *string = arena_strndup(text->scratch, run->string + start, end - start);
    uint64_t hash = run_hash(run->style, string);
    struct cached_run *slice = cache_find(text, hash, run->style, string);
    if (slice)
        return &slice->run;
    slice = cache_add(text, hash, run->style, string, string);
    slice->shape.parts = arena_new(text->runs, struct shape_part);
    slice->shape.part_count = 1;
    part_slice(text->runs, slice->shape.parts, &shape->parts[0], start, end);
    slice->run.width = to - from;
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
        while (length && run->string[length - 1] == ' ')
            length--;
        const char *cut = arena_printf(text->scratch, "%.*s…", (int)length, run->string);
        shorter = text_find_or_shape(text, style, cut);
        room -= 0.5; /* for another round: the ellipsis kerns, or a ligature fell apart */
    }
    arena_reset(text->scratch);
    return shorter;
}
