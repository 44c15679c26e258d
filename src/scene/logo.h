/* SPDX-License-Identifier: MIT */
/*
 * logo: a small, safe part of SVG → a scene: filled paths, rectangles, circles, ellipses and polygons in
 * groups that may be moved. Nothing outside of the file is looked at, and what is not of that part is refused
 * by its name.
 */
#ifndef DEALBRIEF_LOGO_H
#define DEALBRIEF_LOGO_H

#include "diag.h"
#include "file.h"
#include "theme.h"

/* The colours a logo brings: those of the roles ROLE_LOGO_1 … in this order. currentColor is the ink. */
struct logo_colours {
    struct rgb at[LOGO_COLOURS];
    size_t count;
};

/* A scene of that height, in points, as wide as it turns out; NULL after adding errors. */
struct scene *logo_parse(struct arena *arena, const char *file, struct bytes bytes, double height,
    struct logo_colours *colours, struct diags *diags);

#endif
