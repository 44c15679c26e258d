/* SPDX-License-Identifier: MIT */
/*
 * svg_path: writes path data.
 *
 * In: segments and where they lie. Out: path data. Positions are rounded to hundredths first and differences
 * are taken between rounded positions, so that relative commands do not drift.
 */
#include "svg_path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct point { /* hundredths of a point */
    long x, y;
};

struct path_writer {
    struct str *out;
    struct origin origin;
    struct svg_pen *pen;
    struct point start; /* of the open subpath */
};

/* a scene's coordinates end at 10^6, so a number of hundredths has at most 11 characters */
enum { COMMAND_SIZE = 160, NUMBER_SIZE = 16 };

void svg_number_append(struct str *out, double value, int decimals)
{
    size_t at = out->length;
    str_number(out, value, decimals);
    at += out->at[at] == '-';
    if (out->at[at] != '0' || out->at[at + 1] != '.')
        return;
    memmove(out->at + at, out->at + at + 1, out->length - at); /* its end, too */
    out->length--;
}

static struct point point_round(const struct path_writer *writer, double x, double y)
{
    long step = writer->pen->coarse ? 10 : 1;
    double steps = 100.0 / (double)step;
    return (struct point){
        lround((writer->origin.x + x) * steps) * step, lround((writer->origin.y + y) * steps) * step};
}

/* "12.5", "-.25": no leading zero, no trailing zeros */
static size_t number_print(char *to, long hundredths)
{
    long whole = labs(hundredths) / 100, rest = labs(hundredths) % 100;
    char digits[NUMBER_SIZE];
    size_t n = 0, count = 0;
    if (hundredths < 0)
        to[n++] = '-';
    for (; whole; whole /= 10)
        digits[count++] = (char)('0' + whole % 10);
    while (count)
        to[n++] = digits[--count];
    if (!rest && labs(hundredths) < 100)
        to[n++] = '0';
    if (rest)
        to[n++] = '.';
    if (rest)
        to[n++] = (char)('0' + rest / 10);
    if (rest % 10)
        to[n++] = (char)('0' + rest % 10);
    return n;
}

static bool is_below_one(long hundredths)
{
    return hundredths > 0 && hundredths < 100;
}

/* A letter and its numbers; a minus sign parts numbers as well as a space does, and so does a second point.
   The letter is left out where
   it is the same as before and the first number begins with a minus. */
static void command_print(char *to, char letter, char before, const long *numbers, size_t count)
{
    size_t n = 0;
    if (letter != before || numbers[0] >= 0)
        to[n++] = letter;
    for (size_t i = 0; i < count; i++) {
        if (i && numbers[i] >= 0 && !(is_below_one(numbers[i]) && numbers[i - 1] % 100))
            to[n++] = ' ';
        n += number_print(to + n, numbers[i]);
    }
    to[n] = '\0';
}

/* What the letter of the next command would be if none was written: a line follows a move. */
static char letter_after(char letter)
{
    return letter == 'm' ? 'l' : letter == 'M' ? 'L' : letter;
}

/* Writes the absolute or the relative form, whichever is shorter; relative when equal. */
static void shorter_append(
    struct path_writer *writer, char letter, const long *to, const long *by, size_t count)
{
    char absolute[COMMAND_SIZE], relative[COMMAND_SIZE], capital = (char)(letter - 'a' + 'A');
    struct svg_pen *pen = writer->pen;
    command_print(absolute, capital, pen->letter, to, count);
    command_print(relative, letter, pen->letter, by, count);
    bool far = strlen(absolute) < strlen(relative);
    str_append(writer->out, far ? absolute : relative);
    pen->letter = letter_after(far ? capital : letter);
}

static void points_append(struct path_writer *writer, char letter, const struct point *points, size_t count)
{
    long to[6], by[6];
    struct svg_pen *pen = writer->pen;
    for (size_t i = 0; i < count; i++) {
        to[2 * i] = points[i].x;
        to[2 * i + 1] = points[i].y;
        by[2 * i] = points[i].x - pen->x;
        by[2 * i + 1] = points[i].y - pen->y;
    }
    shorter_append(writer, letter, to, by, 2 * count);
    pen->x = points[count - 1].x;
    pen->y = points[count - 1].y;
}

static void line_append(struct path_writer *writer, struct point to)
{
    struct svg_pen *pen = writer->pen;
    long right = to.x - pen->x, down = to.y - pen->y;
    if (!down)
        shorter_append(writer, 'h', &to.x, &right, 1);
    else if (!right)
        shorter_append(writer, 'v', &to.y, &down, 1);
    else
        points_append(writer, 'l', &to, 1);
    pen->x = to.x;
    pen->y = to.y;
}

static void segment_append(struct path_writer *writer, const struct segment *s)
{
    struct point to = point_round(writer, s->x, s->y);
    switch (s->kind) {
    case SEGMENT_MOVE:
        points_append(writer, 'm', &to, 1); /* the first counts from 0 0: "m" and "M" are one */
        writer->start = to;
        break;
    case SEGMENT_LINE:
        line_append(writer, to);
        break;
    case SEGMENT_CURVE: {
        struct point points[] = {point_round(writer, s->x1, s->y1), point_round(writer, s->x2, s->y2), to};
        points_append(writer, 'c', points, 3);
        break;
    }
    case SEGMENT_CLOSE:
        str_char(writer->out, 'z');
        writer->pen->x = writer->start.x;
        writer->pen->y = writer->start.y;
        writer->pen->letter = 'z';
        break;
    }
}

void svg_path_append(
    struct str *out, struct svg_pen *pen, const struct segment *segments, size_t count, struct origin origin)
{
    struct path_writer writer = {.out = out, .origin = origin, .pen = pen};
    for (size_t i = 0; i < count; i++)
        segment_append(&writer, &segments[i]);
}
