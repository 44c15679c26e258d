/* SPDX-License-Identifier: MIT */
/*
 * paint: a scene → a cairo context in points.
 *
 * Coordinates are given to cairo as they stand on the page (the origins of the open groups are added here, no
 * matrix is set), so that hatch lines of neighbours align and boxes of links mean the same everywhere.
 * Everything stays a vector.
 */
#ifndef DEALBRIEF_PAINT_H
#define DEALBRIEF_PAINT_H

#include "scene.h"
#include "theme.h"

#include <cairo.h>

struct origin { /* of the groups that are open, in scene coordinates */
    double x, y;
};

struct origin origin_inside(struct origin outer, const struct scene_group *group);

/* Everything finite, and within the coordinates that cairo can hold? Any writer asks before it begins. */
bool scene_is_drawable(const struct scene *scene);

/* The whole scene; links, bookmarks and tags are not looked at. */
void scene_paint_cairo(const struct scene *scene, const struct theme *theme, cairo_t *cairo);
/* One path or one text */
void item_paint_cairo(
    const struct scene_item *item, const struct theme *theme, struct origin origin, cairo_t *cairo);
/* The halo around the outlines that are the current path, and the letters of a text without their halo */
void halo_stroke(const struct scene_item *item, const struct theme *theme, cairo_t *cairo);
void letters_paint(
    const struct scene_item *item, const struct theme *theme, struct origin origin, cairo_t *cairo);
/* A space in the font of a text item, so far behind its start: for readers of the words */
void item_space_paint(const struct scene_item *item, double behind, struct origin origin, cairo_t *cairo);
/* The pixels of a PNG; its status says whether they could be read. To be destroyed by the caller. */
cairo_surface_t *png_surface(struct bytes png);
/* Adds the outlines of a text item to the current path. */
void text_item_path(const struct scene_item *item, struct origin origin, cairo_t *cairo);

/* Diagonals x + y = k · step, with the gap measured across the lines; the SVG writer draws the same ones. */
double hatch_step(const struct paint *paint);
/* Width of the stroke that leaves a halo of halo_width around the letters */
double halo_stroke_width(const struct scene_item *item);

/* Box of all that is drawn in items[from, to); false when nothing is. A text counts with its full line
 * height. */
struct box {
    double left, top, right, bottom;
};
bool items_box(const struct scene_item *items, size_t from, size_t to, struct origin origin, struct box *box);
/* The index of the GROUP_END that belongs to the GROUP_BEGIN at `begin` */
size_t group_end(const struct scene_item *items, size_t count, size_t begin);

#endif
