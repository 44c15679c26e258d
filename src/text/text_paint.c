/* SPDX-License-Identifier: MIT */
/*
 * text_paint: glyphs of a shaped run → cairo, in the source colour that is set.
 *
 * Letters travel with their glyphs (cairo_show_text_glyphs), so that a PDF keeps its words. A character that
 * no font has is an empty box, drawn as a line. It refuses to choose colours or places.
 */
#include "text_paint.h"

#include "text_internal.h"

static void boxes_path(const struct text_run *run, cairo_t *cairo)
{
    double size = run->style.size, line = 0.05 * size;
    for (size_t i = 0; i < run->shape->box_count; i++) {
        const struct shape_box *box = &run->shape->boxes[i];
        double height = 0.7 * size;
        cairo_rectangle(cairo, box->x, -height, box->width, height);
        /* the hole runs the other way round, so that it is one under either fill rule */
        cairo_move_to(cairo, box->x + line, -height + line);
        cairo_rel_line_to(cairo, 0, height - 2 * line);
        cairo_rel_line_to(cairo, box->width - 2 * line, 0);
        cairo_rel_line_to(cairo, 0, -(height - 2 * line));
        cairo_close_path(cairo);
    }
}

void text_run_paint(const struct text_run *run, cairo_t *cairo, double x, double y)
{
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    for (size_t i = 0; i < run->shape->part_count; i++) {
        const struct shape_part *part = &run->shape->parts[i];
        cairo_text_cluster_flags_t flags = part->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0;
        cairo_set_scaled_font(cairo, part->font);
        cairo_show_text_glyphs(cairo, run->shaped + part->start, (int)part->length, part->glyphs,
            (int)part->glyph_count, part->clusters, (int)part->cluster_count, flags);
    }
    if (run->shape->box_count) {
        cairo_new_path(cairo);
        boxes_path(run, cairo);
        cairo_fill(cairo);
    }
    cairo_restore(cairo);
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
    boxes_path(run, cairo);
    cairo_restore(cairo);
}
