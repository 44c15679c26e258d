/* SPDX-License-Identifier: MIT */
/*
 * geometry: the centre line of a ribbon as true curves, and its parallels. Points, y grows downwards.
 *
 * A path runs from left to right or back in S-curves, along uprights, and round quarter turns. Its parallel
 * at an offset lies to the right of the direction of travel (negative: to the left): vertically displaced on
 * S-curves, so that stacked ribbons with the same ends never overlap, and concentric on turns, so that
 * thickness is true there.
 *
 * A transposed path is built in the same way, and seen with x and y exchanged: what ran from left to right
 * runs from top to bottom. That mirrors it, so its parallels lie to the left of the direction of travel as it
 * is seen. All that is asked of a path (not of its pieces) is answered as it is seen.
 */
#ifndef DEALBRIEF_FLOW_GEOMETRY_H
#define DEALBRIEF_FLOW_GEOMETRY_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

struct point {
    double x, y;
};

struct box {
    double x0, y0, x1, y1;
};

struct point point_transposed(struct point point);
struct box box_transposed(struct box box);

enum heading { HEADING_EAST, HEADING_SOUTH, HEADING_WEST, HEADING_NORTH };

struct piece {
    struct point from, to;
    enum heading start, end;
    double handle; /* length of the control arms; 0: a straight line */
    double lean;   /* what an offset moves the arms of an S-curve sideways */
    double bend;   /* what an offset adds to the arms: 0 but on turns */
};

struct path {
    struct piece *pieces;
    size_t count, capacity;
    double round;    /* 0: S-curves as gentle amid as they can be, 1: at their ends; see curve_radius */
    double lean;     /* 0: parallels of S-curves keep their vertical distance, 1: about their true distance */
    bool transposed; /* seen with x and y exchanged */
};

struct bezier {
    struct point p[4];
    bool straight;
};

struct polyline {
    struct point *points;
    size_t count;
};

/* Each continues where the path ends; the first call gives the start. Zero lengths add nothing. */
void path_start(struct path *path, struct arena *arena, struct point start, enum heading heading);
void path_across(struct path *path, struct arena *arena, double x, double y); /* an S-curve, or straight */
void path_upright(struct path *path, struct arena *arena, double y);
/* A quarter turn from the present heading to `end`, with this radius. */
void path_turn(struct path *path, struct arena *arena, enum heading end, double radius);

/* The parallel at an offset: one curve a piece. */
struct bezier path_parallel(const struct path *path, size_t piece, double offset);
/* The point on the parallel that lies so far before the path's end, were its end straight. */
struct point path_before_end(const struct path *path, double before, double offset);
/* The parallel as points, within tolerance of the curve. */
struct polyline path_flatten(const struct path *path, struct arena *arena, double offset, double tolerance);
double polyline_length(const struct polyline *line);
/* The point at a length along the line, and the direction there as a unit vector. */
struct point polyline_at(const struct polyline *line, double length, struct point *direction);

/* The least radius of an S-curve this wide and high. All curves of one width and roundness are of one family:
   of two that start and end in the same order, the lower one is nowhere above the other. */
double curve_radius(double width, double height, double round);
/* The least width in which an S-curve this high can bend this gently, if as round as can be. */
double curve_width(double height, double radius);

bool boxes_overlap(struct box a, struct box b);

#endif
