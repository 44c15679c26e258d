/* SPDX-License-Identifier: MIT */
/*
 * grid: in, polygons and boxes; out, how much of a box they cover. Sums over all cells above and to the left
 * answer for any box at once. It refuses to know what the things are.
 */
#include "grid.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static const double CELL_HEIGHT = 0.5; /* points; a cell's width is one */
enum { LINES_A_ROW = 2, SUM_MOST = 0xFFFF, SHARED_ONE = SUM_MOST + 1 };

struct grid grid_create(struct arena *arena, double width, double height)
{
    struct grid grid = {.width = (int)ceil(width), .height = (int)ceil(height / CELL_HEIGHT)};
    grid.cover = arena_array(arena, uint8_t, (size_t)grid.width * (size_t)grid.height + 1);
    grid.strip = grid.width > 0 ? SUM_MOST / grid.width : 1;
    grid.strip = grid.strip < 1 ? 1 : grid.strip > grid.height ? grid.height : grid.strip;
    return grid;
}

/* ---- polygons ---- */

struct cut {
    double x;
    int turn;
};

/* Where a polygon meets the scan lines, line by line from the left. */
struct scan {
    int from, to; /* lines */
    size_t *first;
    struct cut *cuts;
};

static double line_y(int line)
{
    return (line + 0.5) * CELL_HEIGHT / LINES_A_ROW;
}

/* The lines that an edge crosses: from, up to but without to. */
static void edge_lines(const struct scan *scan, struct point a, struct point b, int *from, int *to)
{
    double step = CELL_HEIGHT / LINES_A_ROW, top = fmin(a.y, b.y), bottom = fmax(a.y, b.y);
    *from = (int)ceil(fmax(top / step - 0.5, scan->from));
    *to = (int)ceil(fmin(bottom / step - 0.5, scan->to));
}

static void cut_insert(struct cut *cuts, size_t count, struct cut cut)
{
    size_t at = count;
    for (; at > 0 && (cuts[at - 1].x > cut.x || (!(cuts[at - 1].x < cut.x) && cuts[at - 1].turn > cut.turn));
         at--)
        cuts[at] = cuts[at - 1];
    cuts[at] = cut;
}

static struct scan scan_frame(const struct grid *grid, const struct polyline *polygon)
{
    double top = INFINITY, bottom = 0;
    for (size_t i = 0; i < polygon->count; i++) {
        top = fmin(top, polygon->points[i].y);
        bottom = fmax(bottom, polygon->points[i].y);
    }
    double most = grid->height * CELL_HEIGHT;
    int from = (int)floor(fmin(fmax(top, 0), most) / CELL_HEIGHT),
        to = (int)ceil(fmin(bottom, most) / CELL_HEIGHT);
    return (struct scan){from * LINES_A_ROW, (to > from ? to : from) * LINES_A_ROW, NULL, NULL};
}

static struct scan scan_of(struct arena *arena, const struct grid *grid, const struct polyline *polygon)
{
    struct scan scan = scan_frame(grid, polygon);
    size_t lines = (size_t)(scan.to - scan.from);
    size_t *counts = arena_array(arena, size_t, lines + 1);
    scan.first = arena_array(arena, size_t, lines + 1);
    for (int pass = 0; pass < 2; pass++) { /* count, then keep */
        for (size_t i = 0; i < polygon->count; i++) {
            struct point a = polygon->points[i], b = polygon->points[(i + 1) % polygon->count];
            int from, to;
            edge_lines(&scan, a, b, &from, &to);
            for (int line = from; line < to; line++) {
                size_t at = (size_t)(line - scan.from);
                double x = a.x + (line_y(line) - a.y) / (b.y - a.y) * (b.x - a.x);
                if (pass == 1)
                    cut_insert(scan.cuts + scan.first[at], counts[at], (struct cut){x, a.y < b.y ? 1 : -1});
                counts[at]++;
            }
        }
        for (size_t at = 0; pass == 0 && at < lines; at++) {
            scan.first[at + 1] = scan.first[at] + counts[at];
            counts[at] = 0;
        }
        if (pass == 0)
            scan.cuts = arena_array(arena, struct cut, scan.first[lines] + 1);
    }
    return scan;
}

static struct span span_within(const struct grid *grid, double x0, double x1)
{
    return (struct span){
        (int)floor(fmin(fmax(x0, 0), grid->width)), (int)ceil(fmin(fmax(x1, 0), grid->width))};
}

/* Adds one to the `count` spans of a row, which lie apart; what meets it becomes one with it. */
static size_t span_add(struct span *row, size_t count, struct span span)
{
    size_t kept = 0;
    if (span.x0 >= span.x1)
        return count;
    for (size_t i = 0; i < count; i++)
        if (row[i].x1 < span.x0 || row[i].x0 > span.x1)
            row[kept++] = row[i];
        else {
            span.x0 = row[i].x0 < span.x0 ? row[i].x0 : span.x0;
            span.x1 = row[i].x1 > span.x1 ? row[i].x1 : span.x1;
        }
    row[kept] = span;
    return kept + 1;
}

struct spans spans_of(struct arena *arena, const struct grid *grid, const struct polyline *polygon)
{
    struct scan scan = scan_of(arena, grid, polygon);
    struct spans spans = {scan.from / LINES_A_ROW, (scan.to - scan.from) / LINES_A_ROW, NULL, NULL};
    spans.first = arena_array(arena, size_t, (size_t)spans.rows + 1);
    spans.at = arena_array(arena, struct span, scan.first[scan.to - scan.from] + 1);
    for (int row = 0; row < spans.rows; row++) {
        struct span *at = spans.at + spans.first[row];
        size_t count = 0;
        for (int line = row * LINES_A_ROW; line < (row + 1) * LINES_A_ROW; line++) {
            int winding = 0;
            for (size_t i = scan.first[line]; i + 1 < scan.first[line + 1]; i++) {
                winding += scan.cuts[i].turn;
                if (winding != 0)
                    count = span_add(at, count, span_within(grid, scan.cuts[i].x, scan.cuts[i + 1].x));
            }
        }
        spans.first[row + 1] = spans.first[row] + count;
    }
    return spans;
}

/* ---- the grid ---- */

/* A cell's cover: how many ribbons, up to 2, and whether something that nothing may share. */
enum { RIBBONS_MOST = 2, BLOCKED = 4, RIBBONS = 3 };

static void cells_cover(struct grid *grid, struct cells cells, uint8_t by)
{
    int x0 = cells.x0 > 0 ? cells.x0 : 0, x1 = cells.x1 < grid->width ? cells.x1 : grid->width;
    for (int y = cells.y0 > 0 ? cells.y0 : 0; y < cells.y1 && y < grid->height; y++) {
        uint8_t *row = grid->cover + (size_t)y * (size_t)grid->width;
        for (int x = x0; x < x1; x++)
            row[x] =
                by == BLOCKED ? row[x] | BLOCKED : (uint8_t)(row[x] + ((row[x] & RIBBONS) < RIBBONS_MOST));
    }
}

void grid_cover(struct grid *grid, const struct spans *spans)
{
    for (int row = 0; row < spans->rows; row++)
        for (size_t i = spans->first[row]; i < spans->first[row + 1]; i++)
            cells_cover(grid,
                (struct cells){spans->at[i].x0, spans->top + row, spans->at[i].x1, spans->top + row + 1}, 1);
}

void grid_block(struct grid *grid, struct box box)
{
    cells_cover(grid, cells_of(box), BLOCKED);
}

/* Of the corner above and left of a cell; a strip's corners are one row and one column more than its cells.
 */
static size_t sum_index(const struct grid *grid, int strip, int x, int row)
{
    size_t y = (size_t)strip * ((size_t)grid->strip + 1) + (size_t)row;
    return y * ((size_t)grid->width + 1) + (size_t)x;
}

void grid_finish(struct grid *grid, struct arena *arena)
{
    /* by cover: nothing, one ribbon, more; the same blocked */
    static const uint32_t weights[BLOCKED + RIBBONS + 1] = {
        0, 1, SHARED_ONE + 1, SHARED_ONE + 1, SHARED_ONE, SHARED_ONE + 1, SHARED_ONE + 1, SHARED_ONE + 1};
    int strips = grid->height > 0 ? (grid->height + grid->strip - 1) / grid->strip : 0;
    size_t corners = sum_index(grid, strips, 0, 0) + 1, line = (size_t)grid->width + 1;
    /* not zeroed: all but the first row of each strip and the first column is written below */
    grid->sums = arena_grow_array(arena, NULL, 0, corners, sizeof *grid->sums);
    for (int strip = 0; strip < strips; strip++)
        memset(grid->sums + sum_index(grid, strip, 0, 0), 0, line * sizeof *grid->sums);
    for (int y = 0; y < grid->height; y++) {
        const uint8_t *row = grid->cover + (size_t)y * (size_t)grid->width;
        int strip = y / grid->strip, within = y % grid->strip;
        const uint32_t *above = grid->sums + sum_index(grid, strip, 1, within);
        uint32_t *below = grid->sums + sum_index(grid, strip, 1, within + 1), sum = 0;
        below[-1] = 0;
        if (within > 0 && !memcmp(row, row - grid->width, (size_t)grid->width)) { /* as much again */
            for (int x = 0; x < grid->width; x++)
                below[x] = 2 * above[x] - above[x - (ptrdiff_t)line];
            continue;
        }
        for (int x = 0; x < grid->width; x++) {
            sum += weights[row[x]];
            below[x] = above[x] + sum;
        }
    }
}

struct cells cells_of(struct box box)
{
    return (struct cells){(int)floor(box.x0), (int)floor(box.y0 / CELL_HEIGHT), (int)ceil(box.x1),
        (int)ceil(box.y1 / CELL_HEIGHT)};
}

bool grid_holds(const struct grid *grid, struct cells cells)
{
    return cells.x0 >= 0 && cells.y0 >= 0 && cells.x1 <= grid->width && cells.y1 <= grid->height;
}

struct coverage grid_count(const struct grid *grid, struct cells cells)
{
    int x0 = cells.x0 > 0 ? cells.x0 : 0, y0 = cells.y0 > 0 ? cells.y0 : 0,
        x1 = cells.x1 < grid->width ? cells.x1 : grid->width,
        y1 = cells.y1 < grid->height ? cells.y1 : grid->height;
    struct coverage cover = {0, 0};
    for (int y = y0, end; x0 < x1 && y < y1; y = end) {
        int strip = y / grid->strip, top = strip * grid->strip;
        end = top + grid->strip < y1 ? top + grid->strip : y1;
        const uint32_t *from = grid->sums + sum_index(grid, strip, 0, y - top),
                       *to = grid->sums + sum_index(grid, strip, 0, end - top);
        uint32_t sum = to[x1] - to[x0] - from[x1] + from[x0];
        cover.covered += (int)(sum % SHARED_ONE);
        cover.shared += (int)(sum / SHARED_ONE);
    }
    return cover;
}

int spans_count(const struct spans *spans, struct cells cells)
{
    int count = 0, from = cells.y0 > spans->top ? cells.y0 - spans->top : 0;
    for (int row = from; row < spans->rows && spans->top + row < cells.y1; row++)
        for (size_t i = spans->first[row]; i < spans->first[row + 1]; i++) {
            int x0 = spans->at[i].x0 > cells.x0 ? spans->at[i].x0 : cells.x0,
                x1 = spans->at[i].x1 < cells.x1 ? spans->at[i].x1 : cells.x1;
            count += x1 > x0 ? x1 - x0 : 0;
        }
    return count;
}
