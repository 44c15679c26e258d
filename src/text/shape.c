/* SPDX-License-Identifier: MIT */
/*
 * shape: the string of a run → glyphs, by Pango (scripts, directions, fallback fonts).
 *
 * Glyphs are kept as cairo wants them, with the letters each came from, so that painting is one call and
 * words come out of a PDF as they went in. Characters that no font has become glyphs of the box font.
 */
#include "text_internal.h"

#include <string.h>

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

/* A ligature as one character: cairo would say that the glyph stands for other letters than its own by a mark within
   the text, at which readers of tagged PDFs stop. pdf_finish takes the character apart again. */
static const char *ligature(const char *letters, size_t bytes)
{
    static const char *const words[] = {"ff", "fi", "fl", "ffi", "ffl"},
                            *const characters[] = {"\uFB00", "\uFB01", "\uFB02", "\uFB03", "\uFB04"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == bytes && !memcmp(letters, words[i], bytes))
            return characters[i];
    return NULL;
}

/* Adds the next cluster in logical order: `bytes` of the string at byte, which became `glyphs` glyphs. */
static void cluster_add(struct shape_part *part, struct str *letters, const char *string, size_t byte,
    size_t bytes, size_t glyphs, double advance)
{
    struct shape_mark *mark = &part->marks[part->mark_count++];
    mark->byte = (uint32_t)byte;
    mark[1] = *mark;
    mark[1].byte += (uint32_t)bytes;
    mark[1].pen += advance;
    if (!glyphs)
        return; /* a control that leaves no trace: nothing for a PDF's text either */
    size_t before = letters->length;
    const char *one = glyphs == 1 ? ligature(string + byte, bytes) : NULL;
    str_append_bytes(letters, one ? one : string + byte, one ? strlen(one) : bytes);
    part->clusters[part->cluster_count++] =
        (cairo_text_cluster_t){(int)(letters->length - before), (int)glyphs};
    mark[1].letter += (uint32_t)(letters->length - before);
    mark[1].glyph += (uint32_t)glyphs;
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

static void style_note(struct text *text, struct text_style style)
{
    for (size_t i = 0; i < text->style_count; i++)
        if (text->styles[i].face == style.face && !(text->styles[i].size < style.size) &&
            !(text->styles[i].size > style.size))
            return;
    if (text->style_count < STYLES_KEPT)
        text->styles[text->style_count++] = style;
}

void text_run_shape(struct text *text, struct cached_run *run)
{
    const char *string = run->run.shaped;
    struct shaping shaping = {.text = text, .run = run};
    PangoFontDescription *description = text->descriptions[run->run.style.face];
    pango_font_description_set_absolute_size(description, run->run.style.size * PANGO_SCALE);
    pango_context_set_font_description(text->context, description);
    style_note(text, run->run.style);
    GList *items = pango_itemize_with_base_dir(
        text->context, PANGO_DIRECTION_LTR, string, 0, (int)strlen(string), text->no_attributes, NULL);
    if (!text_is_plain(string))
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
