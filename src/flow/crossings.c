/* SPDX-License-Identifier: MIT */
/*
 * crossings: in, a routed plan; out, how many times the centre lines of ribbons cross as drawn: curves of one
 * gap may cross where the order alone has none. It refuses to know why they cross.
 */
#include "crossings.h"

#include <math.h>

static const double TOLERANCE = 0.25;

struct line {
    struct polyline line;
    struct box box;
};

static struct line line_of(const struct polyline *polyline)
{
    struct line line = {*polyline, {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    for (size_t i = 0; i < polyline->count; i++) {
        line.box.x0 = fmin(line.box.x0, polyline->points[i].x);
        line.box.y0 = fmin(line.box.y0, polyline->points[i].y);
        line.box.x1 = fmax(line.box.x1, polyline->points[i].x);
        line.box.y1 = fmax(line.box.y1, polyline->points[i].y);
    }
    return line;
}

static struct box piece_box(const struct point *at)
{
    return (struct box){
        fmin(at[0].x, at[1].x), fmin(at[0].y, at[1].y), fmax(at[0].x, at[1].x), fmax(at[0].y, at[1].y)};
}

static bool boxes_meet(const struct box *a, const struct box *b)
{
    return a->x0 <= b->x1 && b->x0 <= a->x1 && a->y0 <= b->y1 && b->y0 <= a->y1;
}

static double side_of(struct point a, struct point b, struct point p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static bool pieces_cross(const struct point *a, const struct box *box, const struct point *b)
{
    struct box other = piece_box(b);
    return boxes_meet(box, &other) && (side_of(a[0], a[1], b[0]) > 0) != (side_of(a[0], a[1], b[1]) > 0) &&
           (side_of(b[0], b[1], a[0]) > 0) != (side_of(b[0], b[1], a[1]) > 0);
}

static int lines_cross(const struct line *a, const struct line *b)
{
    int count = 0;
    for (size_t i = 1; i < a->line.count && boxes_meet(&a->box, &b->box); i++) {
        const struct point *piece = &a->line.points[i - 1];
        struct box box = piece_box(piece);
        for (size_t j = 1; j < b->line.count && boxes_meet(&box, &b->box); j++)
            count += pieces_cross(piece, &box, &b->line.points[j - 1]) ? 1 : 0;
    }
    return count;
}

int plan_crossings(const struct flow_plan *plan)
{
    struct arena *scratch = arena_create();
    struct line *lines = arena_array(scratch, struct line, plan->ribbon_count + 1);
    int count = 0;
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        const struct ribbon *ribbon = &plan->ribbons[r];
        struct polyline flat =
            path_flatten(&plan->cables[ribbon->cable].path, scratch, ribbon->offset, TOLERANCE);
        lines[r] = line_of(&flat);
        for (size_t other = 0; other < r; other++)
            count += lines_cross(&lines[r], &lines[other]);
    }
    arena_destroy(scratch);
    return count;
}
