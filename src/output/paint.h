/* SPDX-License-Identifier: MIT */
/* paint: a scene → a cairo context in points. Links, bookmarks and destinations are given to a PDF surface only. */
#ifndef DEALBRIEF_PAINT_H
#define DEALBRIEF_PAINT_H

#include "scene.h"
#include "theme.h"

#include <cairo.h>

void scene_paint_cairo(const struct scene *scene, const struct theme *theme, cairo_t *cairo, bool pdf);

#endif
