/* SPDX-License-Identifier: MIT */
/*
 * logo_path: the numbers, outlines and transformations of SVG → segments. It refuses to know elements and
 * colours.
 */
#ifndef DEALBRIEF_LOGO_PATH_H
#define DEALBRIEF_LOGO_PATH_H

#include "scene.h"

struct matrix { /* x' = a x + c y + e, y' = b x + d y + f */
    double a, b, c, d, e, f;
};

struct matrix matrix_none(void);
struct matrix matrix_times(struct matrix outer, struct matrix inner);
void matrix_apply(struct matrix matrix, double *x, double *y);
/* transform="…" within `matrix`; false: it cannot be read */
bool svg_transform(const char *text, struct matrix *matrix);

/* A number, spaces and commas before it skipped; false: there is none, or one past 10^9 */
bool svg_number(const char **at, double *number);

struct svg_path {
    struct arena *arena;
    struct segment *at;
    size_t count, capacity;
    size_t most; /* segments; more are a fault */
};

/* d="…": all commands of SVG; false: it cannot be read or is too long */
bool svg_path_read(struct svg_path *path, const char *text);
bool svg_polygon_read(struct svg_path *path, const char *text, bool closed);
void svg_rectangle(
    struct svg_path *path, double x, double y, double width, double height, double rx, double ry);
void svg_ellipse(struct svg_path *path, double cx, double cy, double rx, double ry);

#endif
