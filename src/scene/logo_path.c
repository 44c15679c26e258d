/* SPDX-License-Identifier: MIT */
/*
 * SVG 1.1, 8.3: path data. Quadratic curves become cubic ones, arcs become curves of at most a quarter turn
 * (appendix F.6).
 */
#include "logo_path.h"

#include "list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
static const double quarter = 0.5522847498307936; /* of a radius: control points of a quarter of a circle */

/* ---- numbers ---- */

static bool is_separator(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

static const char *separators_skip(const char *at)
{
    while (is_separator(*at))
        at++;
    return at;
}

bool svg_number(const char **at, double *number)
{
    const char *from = separators_skip(*at), *end = from;
    if (*end == '+' || *end == '-')
        end++;
    const char *digits = end;
    while (is_digit(*end))
        end++;
    size_t count = (size_t)(end - digits);
    if (*end == '.') {
        const char *decimals = ++end;
        while (is_digit(*end))
            end++;
        count += (size_t)(end - decimals);
    }
    if (!count)
        return false;
    if (*end == 'e' || *end == 'E') {
        const char *exponent = end + 1 + (end[1] == '+' || end[1] == '-');
        if (is_digit(*exponent)) {
            end = exponent;
            while (is_digit(*end))
                end++;
        }
    }
    char digits_alone[64];
    size_t length = (size_t)(end - from);
    if (length >= sizeof digits_alone)
        return false;
    memcpy(digits_alone, from, length);
    digits_alone[length] = '\0';
    *number = strtod(digits_alone, NULL);
    *at = end;
    return isfinite(*number) && fabs(*number) <= 1e9;
}

static bool numbers_read(const char **at, double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!svg_number(at, &numbers[i]))
            return false;
    return true;
}

/* Flags of an arc may stand without anything between them: "a1 1 0 011 1" */
static bool flag_read(const char **at, bool *flag)
{
    *at = separators_skip(*at);
    if (**at != '0' && **at != '1')
        return false;
    *flag = *(*at)++ == '1';
    return true;
}

/* ---- transformations ---- */

struct matrix matrix_none(void)
{
    return (struct matrix){1, 0, 0, 1, 0, 0};
}

struct matrix matrix_times(struct matrix o, struct matrix i)
{
    return (struct matrix){o.a * i.a + o.c * i.b, o.b * i.a + o.d * i.b, o.a * i.c + o.c * i.d,
        o.b * i.c + o.d * i.d, o.a * i.e + o.c * i.f + o.e, o.b * i.e + o.d * i.f + o.f};
}

void matrix_apply(struct matrix m, double *x, double *y)
{
    double was = *x;
    *x = m.a * was + m.c * *y + m.e;
    *y = m.b * was + m.d * *y + m.f;
}

static bool transform_one(const char *name, const double *n, size_t count, struct matrix *matrix)
{
    if (!strcmp(name, "matrix") && count == 6) {
        *matrix = (struct matrix){n[0], n[1], n[2], n[3], n[4], n[5]};
    } else if (!strcmp(name, "translate") && (count == 1 || count == 2)) {
        *matrix = (struct matrix){1, 0, 0, 1, n[0], count == 2 ? n[1] : 0};
    } else if (!strcmp(name, "scale") && (count == 1 || count == 2)) {
        *matrix = (struct matrix){n[0], 0, 0, count == 2 ? n[1] : n[0], 0, 0};
    } else if (!strcmp(name, "rotate") && (count == 1 || count == 3)) {
        double angle = n[0] * PI / 180, x = count == 3 ? n[1] : 0, y = count == 3 ? n[2] : 0;
        struct matrix turn = {cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0};
        *matrix = matrix_times(
            matrix_times((struct matrix){1, 0, 0, 1, x, y}, turn), (struct matrix){1, 0, 0, 1, -x, -y});
    } else {
        return false;
    }
    return true;
}

bool svg_transform(const char *text, struct matrix *matrix)
{
    for (text = separators_skip(text); *text; text = separators_skip(text)) {
        char name[12] = {0};
        double numbers[6];
        size_t length = strcspn(text, "( "), count = 0;
        const char *at = strchr(text, '(');
        if (!at || length >= sizeof name)
            return false;
        memcpy(name, text, length);
        for (at++; count < 6 && svg_number(&at, &numbers[count]);)
            count++;
        at = separators_skip(at);
        struct matrix inner;
        if (*at != ')' || !transform_one(name, numbers, count, &inner))
            return false;
        *matrix = matrix_times(*matrix, inner);
        text = at + 1;
    }
    return true;
}

/* ---- outlines ---- */

static bool segment_add(struct svg_path *path, struct segment segment)
{
    if (path->count >= path->most)
        return false;
    *list_push(path->arena, path) = segment;
    return true;
}

static bool move_add(struct svg_path *path, double x, double y)
{
    return segment_add(path, (struct segment){.kind = SEGMENT_MOVE, .x = x, .y = y});
}

static bool line_add(struct svg_path *path, double x, double y)
{
    return segment_add(path, (struct segment){.kind = SEGMENT_LINE, .x = x, .y = y});
}

static bool curve_add(struct svg_path *path, double x1, double y1, double x2, double y2, double x, double y)
{
    return segment_add(path, (struct segment){SEGMENT_CURVE, x1, y1, x2, y2, x, y});
}

static bool close_add(struct svg_path *path)
{
    return segment_add(path, (struct segment){.kind = SEGMENT_CLOSE});
}

void svg_rectangle(
    struct svg_path *path, double x, double y, double width, double height, double rx, double ry)
{
    if (!(width > 0 && height > 0))
        return;
    rx = fmin(fmax(rx, 0), width / 2);
    ry = fmin(fmax(ry, 0), height / 2);
    double kx = rx * (1 - quarter), ky = ry * (1 - quarter), x2 = x + width, y2 = y + height;
    move_add(path, x + rx, y);
    line_add(path, x2 - rx, y);
    curve_add(path, x2 - kx, y, x2, y + ky, x2, y + ry);
    line_add(path, x2, y2 - ry);
    curve_add(path, x2, y2 - ky, x2 - kx, y2, x2 - rx, y2);
    line_add(path, x + rx, y2);
    curve_add(path, x + kx, y2, x, y2 - ky, x, y2 - ry);
    line_add(path, x, y + ry);
    curve_add(path, x, y + ky, x + kx, y, x + rx, y);
    close_add(path);
}

void svg_ellipse(struct svg_path *path, double cx, double cy, double rx, double ry)
{
    if (rx > 0 && ry > 0)
        svg_rectangle(path, cx - rx, cy - ry, 2 * rx, 2 * ry, rx, ry);
}

bool svg_polygon_read(struct svg_path *path, const char *text, bool closed)
{
    double point[2];
    for (bool first = true; *separators_skip(text); first = false)
        if (!numbers_read(&text, point, 2) ||
            !(first ? move_add(path, point[0], point[1]) : line_add(path, point[0], point[1])))
            return false;
    return !closed || !path->count || close_add(path);
}

/* ---- path data ---- */

struct pen {
    double x, y;                 /* where it is */
    double start_x, start_y;     /* of the part of the outline */
    double control_x, control_y; /* the last control point, mirrored by S and T */
    char last;                   /* the command before, capital */
};

/* An arc as curves; F.6.5 and F.6.6 of SVG 1.1 */
static bool arc_add(
    struct svg_path *path, const struct pen *pen, const double *n, bool large, bool sweep, double x, double y)
{
    double rx = fabs(n[0]), ry = fabs(n[1]), phi = n[2] * PI / 180;
    if (rx < 1e-9 || ry < 1e-9)
        return line_add(path, x, y);
    double dx = (pen->x - x) / 2, dy = (pen->y - y) / 2;
    double px = cos(phi) * dx + sin(phi) * dy, py = -sin(phi) * dx + cos(phi) * dy;
    double grow = px * px / (rx * rx) + py * py / (ry * ry);
    if (grow < 1e-18)
        return true; /* it ends where it begins */
    if (grow > 1) {
        rx *= sqrt(grow);
        ry *= sqrt(grow);
    }
    double under = rx * rx * py * py + ry * ry * px * px;
    double factor = sqrt(fmax(0, (rx * rx * ry * ry - under) / under)) * (large == sweep ? -1 : 1);
    double cx = factor * rx * py / ry, cy = -factor * ry * px / rx;
    double from = atan2((py - cy) / ry, (px - cx) / rx), to = atan2((-py - cy) / ry, (-px - cx) / rx);
    double turn = to - from;
    if (sweep && turn < 0)
        turn += 2 * PI;
    if (!sweep && turn > 0)
        turn -= 2 * PI;
    int parts = (int)ceil(fabs(turn) / (PI / 2) - 1e-9);
    parts = parts < 1 ? 1 : parts;
    struct matrix place = {cos(phi) * rx, sin(phi) * rx, -sin(phi) * ry, cos(phi) * ry,
        cos(phi) * cx - sin(phi) * cy + (pen->x + x) / 2, sin(phi) * cx + cos(phi) * cy + (pen->y + y) / 2};
    double step = turn / parts, k = 4.0 / 3 * tan(step / 4);
    for (int i = 0; i < parts; i++) {
        double a = from + i * step, b = a + step;
        double x1 = cos(a) - k * sin(a), y1 = sin(a) + k * cos(a), x2 = cos(b) + k * sin(b),
               y2 = sin(b) - k * cos(b), x3 = cos(b), y3 = sin(b);
        matrix_apply(place, &x1, &y1);
        matrix_apply(place, &x2, &y2);
        matrix_apply(place, &x3, &y3);
        if (i + 1 == parts) {
            x3 = x;
            y3 = y;
        }
        if (!curve_add(path, x1, y1, x2, y2, x3, y3))
            return false;
    }
    return true;
}

static bool quadratic_add(struct svg_path *path, struct pen *pen, double cx, double cy, double x, double y)
{
    pen->control_x = cx;
    pen->control_y = cy;
    return curve_add(path, pen->x + 2 * (cx - pen->x) / 3, pen->y + 2 * (cy - pen->y) / 3,
        x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3, x, y);
}

/* The control point of S and T: the last one mirrored, if there was one of that kind */
static void mirror(const struct pen *pen, const char *kinds, double *x, double *y)
{
    bool had = pen->last && strchr(kinds, pen->last);
    *x = had ? 2 * pen->x - pen->control_x : pen->x;
    *y = had ? 2 * pen->y - pen->control_y : pen->y;
}

/* One set of numbers of a command that ends in a point */
static bool command_run(struct svg_path *path, struct pen *pen, char command, const char **at)
{
    bool relative = command >= 'a', large = false, sweep = false, good;
    char kind = relative ? (char)(command - 'a' + 'A') : command;
    double n[6] = {0}, x = pen->x, y = pen->y, ox = relative ? pen->x : 0, oy = relative ? pen->y : 0, cx, cy;
    size_t count = kind == 'H' || kind == 'V' ? 1 : kind == 'C' ? 6 : kind == 'S' || kind == 'Q' ? 4 : 2;
    if (kind == 'A') {
        if (!numbers_read(at, n, 3) || !flag_read(at, &large) || !flag_read(at, &sweep) ||
            !numbers_read(at, n + 3, 2))
            return false;
        x = ox + n[3];
        y = oy + n[4];
    } else if (!numbers_read(at, n, count)) {
        return false;
    } else if (count == 1) {
        x = kind == 'H' ? ox + n[0] : x;
        y = kind == 'V' ? oy + n[0] : y;
    } else {
        x = ox + n[count - 2];
        y = oy + n[count - 1];
    }
    switch (kind) {
    case 'M':
        good = move_add(path, x, y);
        pen->start_x = x;
        pen->start_y = y;
        break;
    case 'C':
        good = curve_add(path, ox + n[0], oy + n[1], ox + n[2], oy + n[3], x, y);
        pen->control_x = ox + n[2];
        pen->control_y = oy + n[3];
        break;
    case 'S':
        mirror(pen, "CS", &cx, &cy);
        good = curve_add(path, cx, cy, ox + n[0], oy + n[1], x, y);
        pen->control_x = ox + n[0];
        pen->control_y = oy + n[1];
        break;
    case 'Q':
        good = quadratic_add(path, pen, ox + n[0], oy + n[1], x, y);
        break;
    case 'T':
        mirror(pen, "QT", &cx, &cy);
        good = quadratic_add(path, pen, cx, cy, x, y);
        break;
    case 'A':
        good = arc_add(path, pen, n, large, sweep, x, y);
        break;
    default:
        good = line_add(path, x, y);
    }
    pen->x = x;
    pen->y = y;
    pen->last = kind;
    return good;
}

bool svg_path_read(struct svg_path *path, const char *text)
{
    struct pen pen = {0};
    char command = '\0';
    for (const char *at = separators_skip(text); *at; at = separators_skip(at)) {
        if (is_letter(*at)) {
            command = *at++;
            if (!strchr("MmLlHhVvCcSsQqTtAaZz", command) || (!pen.last && command != 'M' && command != 'm'))
                return false;
            if (command == 'Z' || command == 'z') {
                if (!close_add(path))
                    return false;
                pen.x = pen.start_x;
                pen.y = pen.start_y;
                pen.last = 'Z';
                continue;
            }
        } else if (!command || command == 'Z' || command == 'z') {
            return false;
        }
        /* after Z a part may go on without M: it begins where the last one did */
        if (pen.last == 'Z' && command != 'M' && command != 'm' && !move_add(path, pen.x, pen.y))
            return false;
        if (!command_run(path, &pen, command, &at))
            return false;
        command = command == 'M' ? 'L' : command == 'm' ? 'l' : command; /* more points are lines */
    }
    return true;
}
