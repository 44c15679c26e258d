/* SPDX-License-Identifier: MIT */
/*
 * svg_path: writes path data.
 *
 * In: segments and where they lie. Out: path data. Positions are rounded to hundredths first and differences
 * are taken between rounded positions, so that relative commands do not drift.
 */
#include "svg_path.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point { /* hundredths of a point */
    long x, y;
};

struct path_writer {
    struct str *out;
    struct origin origin;
    struct point at, start; /* where the pen is, and where the open subpath began */
};

enum { COMMAND_SIZE = 160 };

static struct point point_round(const struct path_writer *writer, double x, double y)
{
    return (struct point){lround((writer->origin.x + x) * 100), lround((writer->origin.y + y) * 100)};
}

/* "12.5", "-.25": no leading zero, no trailing zeros */
static size_t number_print(char *to, long hundredths)
{
    long whole = labs(hundredths) / 100, rest = labs(hundredths) % 100;
    size_t n = 0;
    if (hundredths < 0)
        to[n++] = '-';
    if (whole || !rest)
        n += (size_t)sprintf(to + n, "%ld", whole);
    if (rest)
        n += (size_t)sprintf(to + n, rest % 10 ? ".%02ld" : ".%ld", rest % 10 ? rest : rest / 10);
    return n;
}

/* A letter and its numbers; a minus sign parts numbers as well as a space does. */
static void command_print(char *to, char letter, const long *numbers, size_t count)
{
    size_t n = 0;
    to[n++] = letter;
    for (size_t i = 0; i < count; i++) {
        if (i && numbers[i] >= 0)
            to[n++] = ' ';
        n += number_print(to + n, numbers[i]);
    }
    to[n] = '\0';
}

/* Writes the absolute or the relative form, whichever is shorter; relative when equal. Letters are in lower
 * case. */
static void command_append(struct path_writer *writer, char letter, const struct point *points, size_t count)
{
    char absolute[COMMAND_SIZE], relative[COMMAND_SIZE];
    long to[6], by[6];
    for (size_t i = 0; i < count; i++) {
        to[2 * i] = points[i].x;
        to[2 * i + 1] = points[i].y;
        by[2 * i] = points[i].x - writer->at.x;
        by[2 * i + 1] = points[i].y - writer->at.y;
    }
    command_print(absolute, (char)(letter - 'a' + 'A'), to, 2 * count);
    command_print(relative, letter, by, 2 * count);
    str_append(writer->out, strlen(absolute) < strlen(relative) ? absolute : relative);
    writer->at = points[count - 1];
}

static void straight_append(struct path_writer *writer, char letter, long to, long by)
{
    char absolute[COMMAND_SIZE], relative[COMMAND_SIZE];
    command_print(absolute, (char)(letter - 'a' + 'A'), &to, 1);
    command_print(relative, letter, &by, 1);
    str_append(writer->out, strlen(absolute) < strlen(relative) ? absolute : relative);
}

static void line_append(struct path_writer *writer, struct point to)
{
    if (to.y == writer->at.y)
        straight_append(writer, 'h', to.x, to.x - writer->at.x);
    else if (to.x == writer->at.x)
        straight_append(writer, 'v', to.y, to.y - writer->at.y);
    else
        command_append(writer, 'l', &to, 1);
    writer->at = to;
}

static void segment_append(struct path_writer *writer, const struct segment *s)
{
    struct point to = point_round(writer, s->x, s->y);
    switch (s->kind) {
    case SEGMENT_MOVE:
        command_append(writer, 'm', &to, 1); /* the first counts from 0 0: "m" and "M" are one */
        writer->start = to;
        break;
    case SEGMENT_LINE:
        line_append(writer, to);
        break;
    case SEGMENT_CURVE: {
        struct point points[] = {point_round(writer, s->x1, s->y1), point_round(writer, s->x2, s->y2), to};
        command_append(writer, 'c', points, 3);
        break;
    }
    case SEGMENT_CLOSE:
        str_char(writer->out, 'z');
        writer->at = writer->start;
        break;
    }
}

void svg_path_append(struct str *out, const struct segment *segments, size_t count, struct origin origin)
{
    struct path_writer writer = {.out = out, .origin = origin};
    for (size_t i = 0; i < count; i++)
        segment_append(&writer, &segments[i]);
}
