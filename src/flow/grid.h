/* SPDX-License-Identifier: MIT */
/*
 * grid (internal to flow): what covers each square point of the drawing, so that words find free places.
 */
#ifndef DEALBRIEF_FLOW_GRID_H
#define DEALBRIEF_FLOW_GRID_H

#include "geometry.h"

#include <stdint.h>

enum { GRID_FREE = 0, GRID_TAKEN = 1, GRID_FIRST = 2, GRID_WORDS = 65535 }; /* ribbon r is GRID_FIRST + r */

struct grid {
    int width, height;
    uint16_t *cells;
};

struct grid grid_create(struct arena *arena, double width, double height);
/* Every cell that the polygon or the box touches. A cell covered by two ribbons is GRID_TAKEN. */
void grid_fill_polygon(struct grid *grid, struct arena *arena, const struct polyline *polygon, uint16_t code);
void grid_fill_box(struct grid *grid, struct box box, uint16_t code);
/* true when every cell of the box lies in the grid and holds this code */
bool grid_is_all(const struct grid *grid, struct box box, uint16_t code);
/* Whether any cell of the box holds exactly this code. */
bool grid_has(const struct grid *grid, struct box box, uint16_t code);
/* How many cells of the box hold neither GRID_FREE nor this code; outside the grid counts too. Where that is
   `enough` or more, any number not below `enough`. */
int grid_count_foreign(const struct grid *grid, struct box box, uint16_t code, int enough);

#endif
