/* SPDX-License-Identifier: MIT */
/*
 * grid (internal to flow): what covers each small piece of the drawing, so that words find free places.
 *
 * Ribbons and cards are put in; grid_finish adds them up once; from then on how much of a box is covered is
 * known without walking through it. A cell is a point wide and half a point high: words are long and low.
 * The sums begin anew every few rows, so that two of them fit into one small number.
 */
#ifndef DEALBRIEF_FLOW_GRID_H
#define DEALBRIEF_FLOW_GRID_H

#include "geometry.h"

#include <stdbool.h>
#include <stdint.h>

struct grid {
    int width, height; /* cells */
    int strip;         /* rows summed together */
    uint8_t *cover;    /* of each cell */
    uint32_t *sums;    /* of a strip: cells under ribbons; times 65536, under more than one, or blocked */
};

struct coverage { /* of cells: how many are under ribbons; under more than one, or blocked */
    int covered, shared;
};

/* One thing's cells, row by row; those of a row do not overlap. */
struct span {
    int x0, x1;
};

struct spans {
    int top, rows;
    size_t *first; /* of each row in `at`; one more at the end */
    struct span *at;
};

/* A box in whole cells; it may reach outside the grid. */
struct cells {
    int x0, y0, x1, y1;
};

struct grid grid_create(struct arena *arena, double width, double height);
/* Every cell that the polygon touches, but for slivers below a quarter of a point; where it lies on itself it
   counts once. */
struct spans spans_of(struct arena *arena, const struct grid *grid, const struct polyline *polygon);
void grid_cover(struct grid *grid, const struct spans *spans);
/* Something that nothing may share: a card */
void grid_block(struct grid *grid, struct box box);
void grid_finish(struct grid *grid, struct arena *arena);

struct cells cells_of(struct box box);
bool grid_holds(const struct grid *grid, struct cells cells);
/* Cells outside the grid are neither. */
struct coverage grid_count(const struct grid *grid, struct cells cells);
/* How many of the cells are of this thing. */
int spans_count(const struct spans *spans, struct cells cells);

#endif
