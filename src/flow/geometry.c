/* SPDX-License-Identifier: MIT */
/*
 * geometry: in, pieces of a centre line; out, Béziers, points and lengths. It refuses to know what runs along
 * the line.
 */
#include "geometry.h"

#include <assert.h>
#include <math.h>

static const double QUARTER = 0.5522847498307936; /* arm of a quarter circle of radius 1 */
static const double LEAST = 0.005;                /* points: shorter pieces are left out */
enum { STEPS_MOST = 64 };

struct point point_transposed(struct point point)
{
    return (struct point){point.y, point.x};
}

struct box box_transposed(struct box box)
{
    return (struct box){box.y0, box.x0, box.y1, box.x1};
}

static struct point heading_vector(enum heading heading)
{
    static const struct point vectors[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    return vectors[heading];
}

/* to the right of the direction of travel, y growing downwards */
static struct point heading_right(enum heading heading)
{
    struct point v = heading_vector(heading);
    return (struct point){-v.y, v.x};
}

static struct piece *piece_push(struct path *path, struct arena *arena)
{
    if (path->count == path->capacity) {
        size_t capacity = path->capacity == 0 ? 8 : path->capacity * 2;
        struct piece *pieces = arena_array(arena, struct piece, capacity);
        for (size_t i = 0; i < path->count; i++)
            pieces[i] = path->pieces[i];
        path->pieces = pieces;
        path->capacity = capacity;
    }
    return &path->pieces[path->count++];
}

static struct piece *piece_last(const struct path *path)
{
    assert(path->count > 0);
    return &path->pieces[path->count - 1];
}

/* The first piece is an empty one that holds the start; every later call keeps it or writes over it. */
void path_start(struct path *path, struct arena *arena, struct point start, enum heading heading)
{
    *path = (struct path){0};
    *piece_push(path, arena) = (struct piece){.from = start, .to = start, .start = heading, .end = heading};
}

static void piece_add(struct path *path, struct arena *arena, struct piece piece)
{
    struct piece *last = piece_last(path);
    piece.from = last->to;
    piece.start = last->end;
    if (fabs(piece.to.x - piece.from.x) < LEAST && fabs(piece.to.y - piece.from.y) < LEAST)
        return;
    bool empty = path->count == 1 && last->from.x == last->to.x && last->from.y == last->to.y;
    bool extends = !empty && last->handle == 0 && piece.handle == 0 && last->end == piece.start;
    if (empty)
        *last = piece;
    else if (extends)
        last->to = piece.to;
    else
        *piece_push(path, arena) = piece;
}

/* ---- S-curves ---- */

/* Arms of an S-curve as a share of its width. Gentle ones bend least at 0.42, whatever their slope; steep
   ones bend least with the longer arms in the table, at the price of standing nearly upright half way.
   Between, the arms grow with the slope so slowly that no curve overtakes a steeper one. */
static const double ARM_GENTLE = 0.42;
static const struct {
    double slope, arm, radius; /* radius: the least one of that curve, in widths */
} ROUNDEST[] = {{0.05, 0.42, 4.52}, {0.1, 0.42, 2.274}, {0.2, 0.42, 1.163}, {0.3, 0.44, 0.797},
    {0.4, 0.46, 0.624}, {0.6, 0.5, 0.464}, {0.8, 0.57, 0.396}, {1, 0.65, 0.365}, {1.5, 0.86, 0.348},
    {2, 1, 0.36}, {3, 1, 0.338}, {4, 1, 0.295}, {6, 1, 0.222}, {10, 1, 0.142}};
enum { ROUNDEST_COUNT = sizeof ROUNDEST / sizeof *ROUNDEST, RADIUS_STEPS = 12, WIDTH_STEPS = 14 };

/* The row below a slope, and how far on to the next it is. */
static size_t roundest_find(double slope, double *share)
{
    size_t row = 0;
    while (row + 2 < ROUNDEST_COUNT && ROUNDEST[row + 1].slope <= slope)
        row++;
    double from = ROUNDEST[row].slope, to = ROUNDEST[row + 1].slope;
    *share = fmin(fmax((slope - from) / (to - from), 0), 1);
    return row;
}

static double curve_arm(double slope, double round)
{
    double share;
    size_t row = roundest_find(slope, &share);
    double roundest = ROUNDEST[row].arm + share * (ROUNDEST[row + 1].arm - ROUNDEST[row].arm);
    return ARM_GENTLE + round * (roundest - ARM_GENTLE);
}

double curve_radius(double width, double height, double round)
{
    double slope = fabs(height) / width, arm = curve_arm(slope, round), least = INFINITY;
    for (int step = 0; step <= RADIUS_STEPS; step++) { /* one half: the other mirrors it */
        double u = 0.5 * step / RADIUS_STEPS, v = 1 - u;
        double x1 = 3 * (v * v * arm + 2 * v * u * (1 - 2 * arm) + u * u * arm), y1 = 6 * v * u * slope;
        double x2 = 6 * (v - u) * (1 - 3 * arm), y2 = 6 * (v - u) * slope;
        double bend = fabs(x1 * y2 - y1 * x2), speed = hypot(x1, y1);
        if (bend > 1e-9)
            least = fmin(least, speed * speed * speed / bend);
    }
    return least * width;
}

double curve_width(double height, double radius)
{
    double low = 0, high = fmax(4 * radius, 1) + 2 * sqrt(fabs(height) * radius);
    for (int step = 0; step < WIDTH_STEPS; step++) {
        double width = (low + high) / 2, slope = fabs(height) / width, share;
        size_t row = roundest_find(slope, &share);
        double near = ROUNDEST[row].radius * ROUNDEST[row].slope,
               far = ROUNDEST[row + 1].radius * ROUNDEST[row + 1].slope; /* the product hardly varies */
        if ((near + share * (far - near)) / fmax(slope, 1e-9) * width < radius)
            low = width;
        else
            high = width;
    }
    return high;
}

void path_across(struct path *path, struct arena *arena, double x, double y)
{
    struct piece *last = piece_last(path);
    bool level = fabs(y - last->to.y) < LEAST;
    double width = fmax(fabs(x - last->to.x), LEAST), rise = (y - last->to.y) / width;
    double arm = curve_arm(fabs(rise), path->round);
    double steepest = atan2(rise, 1 - arm); /* the slope half way */
    piece_add(path, arena,
        (struct piece){.to = {x, level ? last->to.y : y},
            .end = last->end,
            .handle = level ? 0 : arm * width,
            .lean = level ? 0 : -path->lean * tan(steepest / 2) / 0.75});
}

void path_upright(struct path *path, struct arena *arena, double y)
{
    struct piece *last = piece_last(path);
    piece_add(path, arena, (struct piece){.to = {last->to.x, y}, .end = last->end});
}

void path_turn(struct path *path, struct arena *arena, enum heading end, double radius)
{
    struct piece *last = piece_last(path);
    assert((end + 4 - last->end) % 2 == 1);
    bool right = (end + 4 - last->end) % 4 == 1; /* clockwise */
    struct point a = heading_vector(last->end), b = heading_vector(end);
    piece_add(path, arena,
        (struct piece){.to = {last->to.x + radius * (a.x + b.x), last->to.y + radius * (a.y + b.y)},
            .end = end,
            .handle = QUARTER * radius,
            .bend = right ? -QUARTER : QUARTER});
}

static struct bezier piece_parallel(const struct piece *piece, double offset)
{
    struct point right0 = heading_right(piece->start), right1 = heading_right(piece->end);
    struct point ahead0 = heading_vector(piece->start), ahead1 = heading_vector(piece->end);
    struct point from = {piece->from.x + offset * right0.x, piece->from.y + offset * right0.y};
    struct point to = {piece->to.x + offset * right1.x, piece->to.y + offset * right1.y};
    double arm = fmax(piece->handle + piece->bend * offset, 0), lean = piece->lean * offset;
    return (struct bezier){.p = {from, {from.x + arm * ahead0.x + lean, from.y + arm * ahead0.y},
                               {to.x - arm * ahead1.x + lean, to.y - arm * ahead1.y}, to},
        .straight = piece->handle == 0};
}

struct bezier path_parallel(const struct path *path, size_t piece, double offset)
{
    struct bezier curve = piece_parallel(&path->pieces[piece], offset);
    for (size_t i = 0; path->transposed && i < 4; i++)
        curve.p[i] = point_transposed(curve.p[i]);
    return curve;
}

struct point path_before_end(const struct path *path, double before, double offset)
{
    const struct piece *last = piece_last(path);
    struct point right = heading_right(last->end), ahead = heading_vector(last->end);
    struct point at = {
        last->to.x + offset * right.x - before * ahead.x, last->to.y + offset * right.y - before * ahead.y};
    return path->transposed ? point_transposed(at) : at;
}

static struct point bezier_at(const struct bezier *curve, double t)
{
    double s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
    return (struct point){a * curve->p[0].x + b * curve->p[1].x + c * curve->p[2].x + d * curve->p[3].x,
        a * curve->p[0].y + b * curve->p[1].y + c * curve->p[2].y + d * curve->p[3].y};
}

/* Steps that keep chords within tolerance: the second differences of the control points bound the curvature.
 */
static int bezier_steps(const struct bezier *curve, double tolerance)
{
    if (curve->straight)
        return 1;
    double x = 0, y = 0;
    for (int i = 0; i < 2; i++) {
        x = fmax(x, fabs(curve->p[i].x - 2 * curve->p[i + 1].x + curve->p[i + 2].x));
        y = fmax(y, fabs(curve->p[i].y - 2 * curve->p[i + 1].y + curve->p[i + 2].y));
    }
    double steps = ceil(sqrt(0.75 * hypot(x, y) / tolerance));
    return steps < 1 ? 1 : steps > STEPS_MOST ? STEPS_MOST : (int)steps;
}

struct polyline path_flatten(const struct path *path, struct arena *arena, double offset, double tolerance)
{
    size_t capacity = 1;
    for (size_t i = 0; i < path->count; i++) {
        struct bezier curve = path_parallel(path, i, offset);
        capacity += (size_t)bezier_steps(&curve, tolerance);
    }
    struct polyline line = {.points = arena_array(arena, struct point, capacity)};
    for (size_t i = 0; i < path->count; i++) {
        struct bezier curve = path_parallel(path, i, offset);
        int steps = bezier_steps(&curve, tolerance);
        for (int step = i == 0 ? 0 : 1; step <= steps; step++)
            line.points[line.count++] = bezier_at(&curve, (double)step / steps);
    }
    return line;
}

static double distance(struct point a, struct point b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

double polyline_length(const struct polyline *line)
{
    double length = 0;
    for (size_t i = 1; i < line->count; i++)
        length += distance(line->points[i - 1], line->points[i]);
    return length;
}

struct point polyline_at(const struct polyline *line, double length, struct point *direction)
{
    struct point at = line->points[0];
    *direction = (struct point){1, 0};
    for (size_t i = 1; i < line->count; i++) {
        struct point a = line->points[i - 1], b = line->points[i];
        double step = distance(a, b);
        if (step <= 0)
            continue;
        *direction = (struct point){(b.x - a.x) / step, (b.y - a.y) / step};
        double share = fmin(fmax(length / step, 0), 1);
        at = (struct point){a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
        if (length <= step)
            return at;
        length -= step;
    }
    return at;
}

bool boxes_overlap(struct box a, struct box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
