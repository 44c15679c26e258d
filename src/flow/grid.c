/* SPDX-License-Identifier: MIT */
/*
 * grid: in, polygons and boxes; out, whether a box is free. One cell is one square point.
 */
#include "grid.h"

#include <math.h>
#include <stdlib.h>

static const double ROWS_A_CELL = 2; /* scan lines in each cell */

struct grid grid_create(struct arena *arena, double width, double height)
{
    struct grid grid = {(int)ceil(width), (int)ceil(height), NULL};
    grid.cells = arena_array(arena, uint16_t, (size_t)grid.width * (size_t)grid.height + 1);
    return grid;
}

static void cell_fill(struct grid *grid, int x, int y, uint16_t code)
{
    uint16_t *cell = &grid->cells[(size_t)y * (size_t)grid->width + (size_t)x];
    *cell = *cell == GRID_FREE || *cell == code || code == GRID_WORDS ? code : GRID_TAKEN;
}

static void row_fill(struct grid *grid, int row, double x0, double x1, uint16_t code)
{
    int from = (int)floor(fmax(x0, 0)), to = (int)ceil(fmin(x1, grid->width));
    if (row < 0 || row >= grid->height)
        return;
    for (int x = from; x < to; x++)
        cell_fill(grid, x, row, code);
}

void grid_fill_box(struct grid *grid, struct box box, uint16_t code)
{
    for (int row = (int)floor(box.y0); row < (int)ceil(box.y1); row++)
        row_fill(grid, row, box.x0, box.x1, code);
}

struct crossing {
    double x;
    int turn;
};

static int compare_crossings(const void *a, const void *b)
{
    const struct crossing *x = a, *y = b;
    return x->x < y->x ? -1 : x->x > y->x ? 1 : x->turn - y->turn;
}

static void scan_line(
    struct grid *grid, const struct polyline *polygon, struct crossing *crossings, double y, uint16_t code)
{
    size_t count = 0;
    for (size_t i = 0; i < polygon->count; i++) {
        struct point a = polygon->points[i], b = polygon->points[(i + 1) % polygon->count];
        if ((a.y <= y) == (b.y <= y))
            continue;
        crossings[count++] =
            (struct crossing){a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x), a.y < b.y ? 1 : -1};
    }
    qsort(crossings, count, sizeof *crossings, compare_crossings);
    int winding = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        winding += crossings[i].turn;
        if (winding != 0)
            row_fill(grid, (int)floor(y), crossings[i].x, crossings[i + 1].x, code);
    }
}

void grid_fill_polygon(struct grid *grid, struct arena *arena, const struct polyline *polygon, uint16_t code)
{
    double top = INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < polygon->count; i++) {
        top = fmin(top, polygon->points[i].y);
        bottom = fmax(bottom, polygon->points[i].y);
    }
    struct crossing *crossings = arena_array(arena, struct crossing, polygon->count + 1);
    int from = (int)floor(fmax(top, 0) * ROWS_A_CELL),
        to = (int)ceil(fmin(bottom, grid->height) * ROWS_A_CELL);
    for (int line = from; line < to; line++)
        scan_line(grid, polygon, crossings, (line + 0.5) / ROWS_A_CELL, code);
}

bool grid_is_all(const struct grid *grid, struct box box, uint16_t code)
{
    int x0 = (int)floor(box.x0), x1 = (int)ceil(box.x1), y0 = (int)floor(box.y0), y1 = (int)ceil(box.y1);
    if (x0 < 0 || y0 < 0 || x1 > grid->width || y1 > grid->height)
        return false;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            if (grid->cells[(size_t)y * (size_t)grid->width + (size_t)x] != code)
                return false;
    return true;
}

/* A box in whole cells, cut to the grid. */
struct span {
    int x0, x1, y0, y1;
};

static struct span span_within(const struct grid *grid, struct box box)
{
    return (struct span){(int)floor(fmax(box.x0, 0)), (int)ceil(fmin(box.x1, grid->width)),
        (int)floor(fmax(box.y0, 0)), (int)ceil(fmin(box.y1, grid->height))};
}

int grid_count_foreign(const struct grid *grid, struct box box, uint16_t code, int enough)
{
    struct span span = span_within(grid, box);
    int wide = (int)ceil(box.x1) - (int)floor(box.x0), high = (int)ceil(box.y1) - (int)floor(box.y0);
    bool meets = span.x1 > span.x0 && span.y1 > span.y0;
    int within = meets ? (span.x1 - span.x0) * (span.y1 - span.y0) : 0;
    int count = wide * high - within; /* what lies outside is taken */
    for (int y = span.y0; y < span.y1 && count < enough; y++) {
        const uint16_t *row = &grid->cells[(size_t)y * (size_t)grid->width];
        for (int x = span.x0; x < span.x1; x++)
            count += row[x] != GRID_FREE && row[x] != code;
    }
    return count;
}

bool grid_has(const struct grid *grid, struct box box, uint16_t code)
{
    struct span span = span_within(grid, box);
    for (int y = span.y0; y < span.y1; y++) {
        const uint16_t *row = &grid->cells[(size_t)y * (size_t)grid->width];
        for (int x = span.x0; x < span.x1; x++)
            if (row[x] == code)
                return true;
    }
    return false;
}
