/* SPDX-License-Identifier: MIT */
/*
 * svg_shape: recognises circles and rounded rectangles.
 *
 * In: a path. Out: the beginning of an element. A path is taken for a shape when all of its points lie where
 * scene_circle and scene_rounded would have put them; it begins at the same point and goes the same way
 * round, so that dashes fall alike.
 */
#include "svg_shape.h"

#include "svg_path.h"

#include <math.h>

enum { CIRCLE_SEGMENTS = 6, ROUNDED_SEGMENTS = 10 };

/* Of control points, in radii: 4 (√2 − 1) / 3 */
static const double QUARTER = 0.5522847498307936;

/* Points; far below what is written */
static const double TOLERANCE = 1e-4;

static bool is_near(double a, double b)
{
    return fabs(a - b) < TOLERANCE;
}

static bool point_is(const struct segment *segment, double x, double y)
{
    return is_near(segment->x, x) && is_near(segment->y, y);
}

/* A quarter of a circle from one point to another, leaving the first along x or along y */
static bool is_quarter(
    const struct segment *curve, double x, double y, double to_x, double to_y, bool along_x)
{
    double over = (to_x - x) * QUARTER, down = (to_y - y) * QUARTER;
    return curve->kind == SEGMENT_CURVE && point_is(curve, to_x, to_y) &&
           is_near(curve->x1, along_x ? x + over : x) && is_near(curve->y1, along_x ? y : y + down) &&
           is_near(curve->x2, along_x ? to_x : to_x - over) &&
           is_near(curve->y2, along_x ? to_y - down : to_y);
}

static bool is_circle(const struct segment *s, size_t count, double *cx, double *cy, double *radius)
{
    if (count != CIRCLE_SEGMENTS || s[0].kind != SEGMENT_MOVE || s[5].kind != SEGMENT_CLOSE)
        return false;
    double x = s[1].x, y = s[0].y, r = s[0].x - x;
    *cx = x;
    *cy = y;
    *radius = r;
    return r > TOLERANCE && is_quarter(&s[1], x + r, y, x, y + r, false) &&
           is_quarter(&s[2], x, y + r, x - r, y, true) && is_quarter(&s[3], x - r, y, x, y - r, false) &&
           is_quarter(&s[4], x, y - r, x + r, y, true);
}

struct rounded {
    double left, top, right, bottom, radius;
};

static bool lines_are_rounded(const struct segment *s, const struct rounded *r)
{
    for (size_t i = 1; i < 9; i += 2)
        if (s[i].kind != SEGMENT_LINE)
            return false;
    return point_is(&s[1], r->right - r->radius, r->top) &&
           point_is(&s[3], r->right, r->bottom - r->radius) &&
           point_is(&s[5], r->left + r->radius, r->bottom) && point_is(&s[7], r->left, r->top + r->radius);
}

static bool is_rounded(const struct segment *s, size_t count, struct rounded *r)
{
    if (count != ROUNDED_SEGMENTS || s[0].kind != SEGMENT_MOVE || s[9].kind != SEGMENT_CLOSE)
        return false;
    *r = (struct rounded){s[6].x, s[0].y, s[2].x, s[4].y, s[0].x - s[6].x};
    double q = r->radius;
    return q > TOLERANCE && lines_are_rounded(s, r) &&
           is_quarter(&s[2], s[1].x, s[1].y, r->right, r->top + q, true) &&
           is_quarter(&s[4], s[3].x, s[3].y, r->right - q, r->bottom, false) &&
           is_quarter(&s[6], s[5].x, s[5].y, r->left, r->bottom - q, true) &&
           is_quarter(&s[8], s[7].x, s[7].y, r->left + q, r->top, false);
}

static void attribute_append(struct str *out, const char *name, double value)
{
    str_printf(out, " %s=\"", name);
    svg_number_append(out, value, 2);
    str_char(out, '"');
}

/* of a point: finer than what is seen */
static double tenths(double value)
{
    return (double)lround(value * 10) / 10;
}

bool svg_shape_append(struct str *out, const struct scene_item *path, struct origin origin)
{
    double x, y, radius;
    struct rounded r;
    if (is_circle(path->segments, path->segment_count, &x, &y, &radius)) {
        str_append(out, "<circle");
        attribute_append(out, "cx", tenths(origin.x + x));
        attribute_append(out, "cy", tenths(origin.y + y));
        attribute_append(out, "r", radius);
        return true;
    }
    if (is_rounded(path->segments, path->segment_count, &r)) {
        double left = tenths(origin.x + r.left), top = tenths(origin.y + r.top);
        str_append(out, "<rect"); /* every edge where a path would have it */
        attribute_append(out, "x", left);
        attribute_append(out, "y", top);
        attribute_append(out, "width", tenths(origin.x + r.right) - left);
        attribute_append(out, "height", tenths(origin.y + r.bottom) - top);
        attribute_append(out, "rx", r.radius);
        return true;
    }
    return false;
}
