/* SPDX-License-Identifier: MIT */
/*
 * pdf_halo: outlines of letters → operators of a page's content, byte for byte as cairo 1.16 writes them.
 *
 * In: the current path of a context. Out: its operators, and later a content with them in their places. It
 * refuses to know whose outlines they are.
 *
 * The halos of a flow diagram are three quarters of its page, and cairo takes several times as long to write
 * them as all else takes: it records, measures, replays, prints each number by printf and packs what is
 * unpacked next. So it is given three points instead, by whose operators the place is found. Only of
 * cairo 1.16 is it known how it tells numbers and breaks lines; with another version it writes halos itself.
 */
#include "pdf_halo.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* cairo keeps coordinates in 1/256 point, writes three decimals, and ends lines at this column. */
enum { UNITS = 256, LINE = 72 };
/* From the first point of the outline to the two others of a mark, in units: nobody draws such a path. */
enum { FIRST_RIGHT = 13, FIRST_DOWN = 29, SECOND_RIGHT = 31, SECOND_UP = 17 };

struct wrapped { /* operators that are broken into lines */
    char *at;
    int column;
    bool in_word;
};

struct pdf_halos pdf_halos_none(struct arena *arena)
{
    return (struct pdf_halos){.outlines = str_init(arena)};
}

/* Spaces end words; a line ends at a space that is beyond it, which begins the next. */
static void wrapped_append(struct wrapped *to, const char *from, const char *end)
{
    for (; from < end; from++) {
        bool white = *from == ' ' || *from == '\n', between = white || !to->in_word;
        to->column++;
        if (between && (*from == '\n' || to->column >= LINE)) {
            *to->at++ = '\n';
            to->column = 0;
        }
        to->in_word = !white;
        if (*from != '\n')
            *to->at++ = *from;
    }
}

static long units_of(double points)
{
    return lround(points * UNITS);
}

/* To the nearest thousandth, a tie to the even one, as printf rounds: 1/256 is 125/32 thousandths. Without
   zeros at the end. Returns the end. */
static char *number_format(char *at, long units)
{
    uint32_t size = (uint32_t)(units < 0 ? -units : units), part = size % UNITS * 125, rest = part % 32,
             thousandths = part / 32;
    char digits[12];
    int count = 0;
    thousandths += rest > 16 || (rest == 16 && thousandths % 2);
    if (units < 0)
        *at++ = '-';
    for (uint32_t whole = size / UNITS; whole || !count; whole /= 10)
        digits[count++] = (char)('0' + whole % 10);
    while (count)
        *at++ = digits[--count];
    if (!thousandths)
        return at;
    *at++ = '.';
    *at++ = (char)('0' + thousandths / 100);
    *at++ = (char)('0' + thousandths / 10 % 10);
    *at++ = (char)('0' + thousandths % 10);
    while (at[-1] == '0')
        at--;
    return at;
}

struct place { /* in units */
    long x, y;
};

static struct place place_of(const cairo_path_data_t *data)
{
    return (struct place){units_of(data->point.x), units_of(data->point.y)};
}

/* The points and their operator, as many as it takes */
static void step_append(struct wrapped *to, const struct place *places, int count, const char *operator)
{
    char words[160], *at = words;
    for (int i = 0; i < count; i++) {
        at = number_format(at, places[i].x);
        *at++ = ' ';
        at = number_format(at, places[i].y);
        *at++ = ' ';
    }
    size_t length = strlen(operator);
    memcpy(at, operator, length);
    wrapped_append(to, words, at + length);
}

/* The longest number, a space and the end of a line behind it; and what an operator takes */
enum { NUMBER_MOST = 12, OPERATOR_MOST = 4 };

static void path_append(struct str *out, const cairo_path_t *path)
{
    size_t most = (size_t)path->num_data * (2 * NUMBER_MOST + OPERATOR_MOST) + OPERATOR_MOST;
    if (out->capacity <= out->length + most)
        str_reserve(out, 2 * (out->length + most));
    struct wrapped to = {out->at + out->length, 0, false};
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        struct place places[3];
        int count = data->header.length - 1;
        for (int k = 0; k < count; k++)
            places[k] = place_of(&data[k + 1]);
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            step_append(&to, places, count, "m ");
            break;
        case CAIRO_PATH_LINE_TO:
            step_append(&to, places, count, "l ");
            break;
        case CAIRO_PATH_CURVE_TO:
            step_append(&to, places, count, "c ");
            break;
        case CAIRO_PATH_CLOSE_PATH:
            step_append(&to, places, 0, "h\n");
            break;
        }
    }
    out->length = (size_t)(to.at - out->at);
    str_append(out, "S\n");
}

/* Two shapes or more (one alone might be a rectangle, for which there is an operator), all on the page:
   nothing of it is left out. */
static bool is_usual(const cairo_path_t *path, double width, double height)
{
    int closed = 0;
    if (path->status != CAIRO_STATUS_SUCCESS || path->num_data < 2 ||
        path->data[0].header.type != CAIRO_PATH_MOVE_TO)
        return false;
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        closed += path->data[i].header.type == CAIRO_PATH_CLOSE_PATH;
        for (int k = 1; k < path->data[i].header.length; k++) {
            double x = path->data[i + k].point.x, y = path->data[i + k].point.y;
            if (!(x >= 1 && y >= 1 && x <= width - 1 && y <= height - 1))
                return false;
        }
    }
    return closed >= 2;
}

/* Leaves the three points as the current path; what cairo is to write for them */
static const char *mark_make(struct arena *arena, cairo_t *cairo, struct place first)
{
    char *mark = arena_array(arena, char, 3 * (2 * NUMBER_MOST + OPERATOR_MOST) + OPERATOR_MOST);
    struct wrapped to = {mark, 0, false};
    const struct place places[] = {
        first, {first.x + FIRST_RIGHT, first.y + FIRST_DOWN}, {first.x + SECOND_RIGHT, first.y - SECOND_UP}};
    cairo_new_path(cairo);
    for (int i = 0; i < 3; i++) {
        cairo_line_to(cairo, (double)places[i].x / UNITS, (double)places[i].y / UNITS);
        step_append(&to, &places[i], 1, i ? "l " : "m ");
    }
    memcpy(to.at, "S\n", sizeof "S\n");
    return mark;
}

void pdf_halo_shorten(
    struct pdf_halos *halos, struct arena *arena, cairo_t *cairo, double page_width, double page_height)
{
    if (cairo_version() / 100 != CAIRO_VERSION_ENCODE(1, 16, 0) / 100)
        return;
    cairo_path_t *path = cairo_copy_path(cairo);
    if (is_usual(path, page_width, page_height)) {
        struct pdf_halo *halo = list_push(arena, &halos->list);
        halo->begin = halos->outlines.length;
        path_append(&halos->outlines, path);
        halo->end = halos->outlines.length;
        halo->mark = mark_make(arena, cairo, place_of(&path->data[1]));
    }
    cairo_path_destroy(path);
}

/* NULL: it is not there */
static const char *mark_find(const char *at, const char *end, const char *mark)
{
    size_t length = strlen(mark);
    for (; (size_t)(end - at) >= length; at++) {
        at = memchr(at, mark[0], (size_t)(end - at) - length + 1);
        if (!at || !memcmp(at, mark, length))
            return at;
    }
    return NULL;
}

void pdf_halos_put(
    const struct pdf_halos *halos, size_t *next, const char *content, size_t length, struct str *out)
{
    const char *at = content, *end = content + length;
    for (; *next < halos->list.count; ++*next) {
        const struct pdf_halo *halo = &halos->list.at[*next];
        const char *mark = mark_find(at, end, halo->mark);
        if (!mark)
            break;
        str_append_bytes(out, at, (size_t)(mark - at));
        str_append_bytes(out, halos->outlines.at + halo->begin, halo->end - halo->begin);
        at = mark + strlen(halo->mark);
    }
    str_append_bytes(out, at, (size_t)(end - at));
}
