/* SPDX-License-Identifier: MIT */
/* svg_shape: circles and rounded rectangles, which SVG says in fewer words than a path. */
#ifndef DEALBRIEF_SVG_SHAPE_H
#define DEALBRIEF_SVG_SHAPE_H

#include "paint.h"
#include "str.h"

/* Appends `<circle cx="3" …` or `<rect x="3" …`, to be followed by attributes of paint; false, and nothing,
   when the path is neither as scene.h draws them. */
bool svg_shape_append(struct str *out, const struct scene_item *path, struct origin origin);

#endif
