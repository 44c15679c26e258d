/* SPDX-License-Identifier: MIT */
/*
 * Boxes: how much fits, and drawing a part. Widows and orphans: a paragraph leaves at least two lines on
 * either side of a break. Tables break only between rows, where the table allows it.
 */
#include "box.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define LINES_TOGETHER 2
#define ROWS_TOGETHER 4 /* at least, before a table goes on elsewhere: a heading and three rows */
#define SLACK 0.01      /* points; sums of heights are not exact */

size_t box_units(const struct box *box)
{
    switch (box->kind) {
    case BOX_TEXT:
        return box->lines.count ? box->lines.count : 1;
    case BOX_TABLE:
        return box->row_count ? box->row_count : 1;
    case BOX_COLUMNS:
        return box->entry_count;
    default:
        return 1;
    }
}

/* ---- text ---- */

static size_t text_take(const struct box *box, size_t from, double available, bool force, double *height)
{
    if (!box->lines.count) {
        *height = 0;
        return 1;
    }
    size_t left = box->lines.count - from;
    size_t fit = available > 0 ? (size_t)((available + SLACK) / box->leading) : 0;
    if (fit >= left) {
        *height = (double)left * box->leading;
        return box_units(box); /* one where there is no line at all */
    }
    size_t take = fit;
    if (!force && (box->whole || box->lines.count <= LINES_TOGETHER + 1))
        take = 0;
    else if (left - take < LINES_TOGETHER)
        take = left > LINES_TOGETHER ? left - LINES_TOGETHER : 0;
    if (take < LINES_TOGETHER)
        take = 0;
    if (force && !take)
        take = fit ? fit : 1;
    *height = (double)take * box->leading;
    return from + take;
}

static void piece_draw(
    const struct box *box, struct scene *scene, const struct text_piece *piece, double x, double base)
{
    const struct look *look = &box->looks[piece->span];
    bool leads = look->link || look->target;
    if (leads)
        scene_begin(scene, (struct scene_group){.tag = TAG_LINK,
                               .link = look->link,
                               .target = look->target,
                               .link_x = x + piece->x,
                               .link_y = base - look->rise - piece->run->ascent,
                               .link_width = piece->run->width,
                               .link_height = piece->run->ascent + piece->run->descent});
    scene_text(scene, piece->run, x + piece->x, base - look->rise, ALIGN_START, look->colour);
    if (leads)
        scene_end(scene);
}

static void bar_draw(struct scene *scene, double x, double y, double height)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rectangle(scene, x - 12, y, 2, height);
    scene_paint(scene, (struct paint){.fill = {.role = ROLE_RULE}});
    scene_end(scene);
}

static void text_draw(const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y)
{
    bool first = from == 0;
    if (box->bar)
        bar_draw(scene, x, y, (double)(to - from) * box->leading);
    scene_begin(scene,
        (struct scene_group){
            .tag = box->tag, .bookmark = first ? box->bookmark : NULL, .anchor = first ? box->anchor : NULL});
    double base = y + (box->leading - box->ascent - box->descent) / 2 + box->ascent;
    if (first && box->bullet)
        scene_text(scene, box->bullet, x + box->bullet_x, base, ALIGN_START, box->bullet_colour);
    for (size_t i = from; i < to && i < box->lines.count; i++, base += box->leading)
        for (size_t p = 0; p < box->lines.lines[i].count; p++)
            piece_draw(box, scene, &box->lines.lines[i].pieces[p], x, base);
    scene_end(scene);
}

/* ---- tables ---- */

static double table_piece_height(const struct box *box, size_t from, size_t to)
{
    double height = table_head_height(box->plan) + 0.8;
    for (size_t row = from; row < to; row++)
        height += table_row_height(box->plan, row);
    return to == box->row_count ? height + table_note_height(box->plan) : height;
}

static size_t table_take(const struct box *box, size_t from, double available, bool force, double *height)
{
    size_t best = from, first = 0;
    for (size_t to = from + 1; to <= box->row_count; to++) {
        if (to < box->row_count && (box->whole || !table_may_break_before(box->plan, to)))
            continue;
        if (!first)
            first = to;
        if (table_piece_height(box, from, to) > available + SLACK)
            break;
        best = to;
    }
    if (!force && best < box->row_count && best - from < ROWS_TOGETHER)
        best = from;
    if (best == from && force)
        best = first ? first : box->row_count;
    *height = best > from || !box->row_count ? table_piece_height(box, from, best) : 0;
    return best > from || box->row_count ? best : 1;
}

/* ---- columns ---- */

/* Fills one column down from entry `from`; its end and height */
static size_t column_fill(const struct box *box, size_t from, double available, double *height)
{
    size_t at = from;
    double y = 0;
    while (at < box->entry_count) {
        double next = y + (at > from ? box->entries[at]->before : 0) + box_height(box->entries[at]);
        if (next > available + SLACK)
            break;
        y = next;
        at++;
    }
    *height = y;
    return at;
}

static size_t columns_fill(const struct box *box, size_t from, double available, double *height)
{
    size_t at = from;
    *height = 0;
    for (int column = 0; column < box->columns; column++) {
        double used;
        at = column_fill(box, at, available, &used);
        *height = fmax(*height, used);
    }
    return at;
}

static size_t columns_take(const struct box *box, size_t from, double available, bool force, double *height)
{
    size_t to = columns_fill(box, from, available, height);
    if (to == from && force) {
        *height = box_height(box->entries[from]);
        return from + 1;
    }
    if (!force && to < box->entry_count && to - from < (size_t)(LINES_TOGETHER + 1) * (size_t)box->columns) {
        *height = 0;
        return from;
    }
    /* the last stretch is balanced: the least height that still holds it all */
    for (double low = 0, high = *height; to == box->entry_count && high - low > 0.5;) {
        double middle = (low + high) / 2, used;
        if (columns_fill(box, from, middle, &used) == to) {
            *height = used;
            high = fmin(middle, used);
        } else {
            low = middle;
        }
    }
    return to;
}

static void columns_draw(
    const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y, double height)
{
    size_t at = from;
    for (int column = 0; column < box->columns && at < to; column++) {
        double used, top = y;
        size_t end = column_fill(box, at, height, &used);
        for (size_t i = at; i < end && i < to; i++) {
            const struct box *entry = box->entries[i];
            top += i > at ? entry->before : 0;
            scene_begin(scene, (struct scene_group){.tag = TAG_ITEM});
            box_draw(entry, scene, 0, box_units(entry),
                x + column * (box->column_width + box->gutter) + entry->x, top, box_height(entry));
            scene_end(scene);
            top += box_height(entry);
        }
        at = end;
    }
}

/* ---- all kinds ---- */

static const struct scene *drawing_of(const struct box *box)
{
    return box->away && box->captioned ? box->captioned : box->drawing;
}

size_t box_take(const struct box *box, size_t from, double available, bool force, double *height)
{
    switch (box->kind) {
    case BOX_TEXT:
        return text_take(box, from, available, force, height);
    case BOX_TABLE:
        return table_take(box, from, available, force, height);
    case BOX_COLUMNS:
        return columns_take(box, from, available, force, height);
    case BOX_DRAWING:
        *height = scene_height(drawing_of(box));
        return force || *height <= available + SLACK ? 1 : 0;
    case BOX_PAGE_BREAK:
        break;
    }
    *height = 0;
    return 1;
}

double box_height(const struct box *box)
{
    double height;
    box_take(box, 0, 1e6, true, &height);
    return height;
}

void box_draw(
    const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y, double height)
{
    switch (box->kind) {
    case BOX_TEXT:
        text_draw(box, scene, from, to, x, y);
        break;
    case BOX_TABLE:
        scene_begin(scene, (struct scene_group){.tag = TAG_NONE, .x = x, .y = y});
        table_draw(box->plan, scene, from, to < box->row_count ? to : box->row_count, from > 0,
            to >= box->row_count);
        scene_end(scene);
        break;
    case BOX_COLUMNS:
        columns_draw(box, scene, from, to, x, y, height);
        break;
    case BOX_DRAWING:
        scene_place(scene, drawing_of(box), x, y);
        break;
    case BOX_PAGE_BREAK:
        break;
    }
}

/* ---- making text ---- */

struct box *box_text(struct text *text, struct arena *arena, const struct text_span *spans,
    const struct look *looks, size_t count, double width, enum style style)
{
    struct box *box = arena_new(arena, struct box);
    struct text_style look = text_style_in_use(text, style);
    box->kind = BOX_TEXT;
    box->tag = TAG_P;
    box->looks = looks;
    box->leading = text_leading_in_use(text, style);
    box->ascent = text_ascent(text, look);
    box->descent = text_shape(text, look, "x")->descent;
    box->lines = text_wrap(text, arena, spans, count, width);
    return box;
}

struct box *box_text_balanced(struct text *text, struct arena *arena, const struct text_span *spans,
    const struct look *looks, size_t count, double width, enum style style)
{
    struct box *box = box_text(text, arena, spans, looks, count, width, style);
    size_t lines = box->lines.count;
    double low = width / 2, high = width;
    while (lines > 1 && high - low > 4) {
        double middle = (low + high) / 2;
        struct text_lines narrower = text_wrap(text, arena, spans, count, middle);
        if (narrower.count > lines) {
            low = middle;
        } else {
            high = middle;
            box->lines = narrower;
        }
    }
    return box;
}

struct box *box_words(struct text *text, struct arena *arena, const char *words, enum style style,
    struct colour colour, double width)
{
    struct text_span *span = arena_new(arena, struct text_span);
    struct look *look = arena_new(arena, struct look);
    *span = (struct text_span){.string = words, .style = text_style_in_use(text, style)};
    look->colour = colour;
    return box_text(text, arena, span, look, 1, width, style);
}
