/* SPDX-License-Identifier: MIT */
/*
 * text_paint: glyphs of a shaped run → cairo, in the source colour that is set.
 *
 * Letters travel with their glyphs (cairo_show_text_glyphs), so that a PDF keeps its words. A character that
 * no font has is an empty box, a glyph of a font made here. It refuses to choose colours or places.
 */
#include "text_paint.h"

#include "text_internal.h"

#include <math.h>
#include <string.h>

static cairo_status_t box_paint(
    cairo_scaled_font_t *font, unsigned long glyph, cairo_t *cairo, cairo_text_extents_t *extents)
{
    static const double LEFT = 0.06, WIDTH = 0.48, HEIGHT = 0.7, LINE = 0.05; /* ems */
    (void)font;
    (void)glyph;
    cairo_rectangle(cairo, LEFT + LINE / 2, LINE / 2 - HEIGHT, WIDTH - LINE, HEIGHT - LINE);
    cairo_set_line_width(cairo, LINE);
    cairo_stroke(cairo);
    extents->x_advance = BOX_ADVANCE;
    return CAIRO_STATUS_SUCCESS;
}

cairo_font_face_t *box_face_create(void)
{
    cairo_font_face_t *face = cairo_user_font_face_create();
    cairo_user_font_face_set_render_glyph_func(face, box_paint);
    return face;
}

/* cairo leaves a glyph without ink away where it lies on a whole number of points: its box is empty there. */
static double fraction_kept(double place)
{
    double fraction = place - floor(place);
    return fraction < 0.02 || fraction > 0.98 ? place + 0.05 : place;
}

static bool is_blank(const char *string)
{
    return string[strspn(string, " \u00A0")] == '\0';
}

void text_run_paint(const struct text_run *run, cairo_t *cairo, double x, double y)
{
    bool blank = is_blank(run->string);
    cairo_save(cairo);
    cairo_translate(cairo, blank ? fraction_kept(x) : x, blank ? fraction_kept(y) : y);
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        cairo_text_cluster_flags_t flags = part->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0;
        if (!part->glyph_count)
            continue;
        cairo_set_scaled_font(cairo, part->font);
        cairo_show_text_glyphs(cairo, part->letters, (int)part->letters_length, part->glyphs,
            (int)part->glyph_count, part->clusters, (int)part->cluster_count, flags);
    }
    cairo_restore(cairo);
}

static bool part_space_paint(const struct shape_part *part, cairo_t *cairo, double x, double y)
{
    const cairo_text_cluster_t cluster = {1, 1};
    cairo_font_face_t *face = cairo_scaled_font_get_font_face(part->font);
    cairo_glyph_t *glyphs = NULL;
    int count = 0;
    if (!part->glyph_count || cairo_font_face_get_type(face) != CAIRO_FONT_TYPE_FT)
        return false;
    cairo_scaled_font_text_to_glyphs(part->font, x, y, " ", 1, &glyphs, &count, NULL, NULL, NULL);
    bool has = count == 1 && glyphs[0].index;
    if (has) {
        cairo_set_scaled_font(cairo, part->font);
        cairo_show_text_glyphs(cairo, " ", 1, glyphs, 1, &cluster, 1, 0);
    }
    cairo_glyph_free(glyphs);
    return has;
}

void text_space_paint(const struct text_run *run, cairo_t *cairo, double x, double y)
{
    x = fraction_kept(x);
    y = fraction_kept(y);
    for (size_t i = run->shape->part_count; i-- > 0;)
        if (part_space_paint(&run->shape->parts[i], cairo, x, y))
            return;
}

void text_run_path(const struct text_run *run, cairo_t *cairo, double x, double y)
{
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        cairo_set_scaled_font(cairo, part->font);
        cairo_glyph_path(cairo, part->glyphs, (int)part->glyph_count);
    }
    cairo_restore(cairo);
}

struct text_ink text_ink(const struct text_run *run)
{
    struct text_ink ink = {0, 0, 0, 0};
    bool any = false;
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        cairo_text_extents_t box;
        cairo_scaled_font_glyph_extents(part->font, part->glyphs, (int)part->glyph_count, &box);
        if (box.width <= 0 || box.height <= 0)
            continue;
        double x0 = box.x_bearing, y0 = box.y_bearing, x1 = x0 + box.width, y1 = y0 + box.height;
        ink.x0 = !any || x0 < ink.x0 ? x0 : ink.x0;
        ink.y0 = !any || y0 < ink.y0 ? y0 : ink.y0;
        ink.x1 = !any || x1 > ink.x1 ? x1 : ink.x1;
        ink.y1 = !any || y1 > ink.y1 ? y1 : ink.y1;
        any = true;
    }
    return ink;
}
