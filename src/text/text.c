/* SPDX-License-Identifier: MIT */
/*
 * text: runs of one line and one style, each shaped once.
 *
 * In: a style and a string. Out: a run from the cache; parts of runs without shaping again; runs cut to a
 * width. It refuses to know lines and colours.
 */
#include "text_internal.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* the cache */

/* Sizes are equal when they are the same to 1/1024 point, the unit glyphs are measured in. */
static uint64_t style_key(struct text_style style)
{
    return (uint64_t)llround(style.size * 1024) * FACE_COUNT + (uint64_t)style.face;
}

static uint64_t run_hash(struct text_style style, const char *string)
{
    return cache_hash(style_key(style), string, strlen(string));
}

static struct cached_run *run_find(
    struct text *text, uint64_t hash, struct text_style style, const char *string)
{
    struct cached *cached = cache_first(&text->cached_runs, hash);
    for (; cached; cached = cache_next(cached)) {
        struct cached_run *run = (struct cached_run *)cached;
        if (style_key(run->run.style) == style_key(style) && !strcmp(run->key, string))
            return run;
    }
    return NULL;
}

/* A new run in the cache, not yet shaped; string must be clean. */
static struct cached_run *run_add(
    struct text *text, uint64_t hash, struct text_style style, const char *key, const char *string)
{
    struct cached_run *run = arena_new(text->runs, struct cached_run);
    run->key = arena_strdup(text->runs, key);
    run->cached.hash = hash;
    run->run.style = style;
    run->run.string = strcmp(key, string) ? arena_strdup(text->runs, string) : run->key;
    run->run.shaped = text_isolated(text->runs, run->run.string);
    run->run.ascent = text_ascent(text, style);
    run->run.descent = text->faces[style.face].descent * style.size;
    run->run.shape = &run->shape;
    cache_put(&text->cached_runs, text->runs, &run->cached);
    return run;
}

static void run_fonts_destroy(struct cached_run *run)
{
    for (size_t i = 0; i < run->shape.part_count; i++)
        cairo_scaled_font_destroy(run->shape.parts[i].font);
}

/* Fonts go together with the runs that hold them: a run shaped with a font that Pango made anew would count
 * as another font in a PDF. */
void text_caches_clear(struct text *text)
{
    for (size_t i = 0; i < text->cached_runs.bucket_count; i++)
        for (struct cached *cached = text->cached_runs.buckets[i]; cached; cached = cached->next)
            run_fonts_destroy((struct cached_run *)cached);
    text->cached_runs = text->breaks = text->words = text->fonts = (struct cache){0};
    arena_reset(text->runs);
    if (text->style_count == STYLES_KEPT) {
        pango_fc_font_map_cache_clear(PANGO_FC_FONT_MAP(text->map));
        text->style_count = 0;
    }
}

void text_forget(struct text *text)
{
    if (arena_used(text->runs) > CACHES_KEPT || text->style_count == STYLES_KEPT)
        text_caches_clear(text);
}

const struct text_run *text_find_or_shape(struct text *text, struct text_style style, const char *string)
{
    assert(style.face < FACE_COUNT && isfinite(style.size) && style.size > 0 && style.size < 10000);
    uint64_t hash = run_hash(style, string);
    struct cached_run *run = run_find(text, hash, style, string);
    if (run)
        return &run->run;
    struct str clean = str_init(text->scratch);
    if (!text_is_plain(string))
        text_clean(&clean, string, false);
    run = run_add(text, hash, style, string, text_is_plain(string) ? string : str_text(&clean));
    if (run->run.string[0])
        text_run_shape(text, run);
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
                bool isolate = !strncmp(at, "\xE2\x81\xA7", 3) || !strncmp(at, "\xE2\x81\xA9", 3),
                     own = !strncmp(at, run->string + offset, 3);
                at += isolate && !own ? 2 : 0;
                offset += !isolate || own;
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
    struct cached_run *slice = run_find(text, hash, run->style, string);
    if (slice)
        return &slice->run;
    slice = run_add(text, hash, run->style, string, string);
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
    const struct breaks *breaks = text_breaks(text, run->string, length);
    while (offset < length && advances[offset] <= room) {
        if (breaks->letters[offset])
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
