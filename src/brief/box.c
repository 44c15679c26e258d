/* SPDX-License-Identifier: MIT */
/*
 * Boxes: how much fits, and drawing a part. Widows and orphans: a paragraph leaves at least two lines on
 * either side of a break. Tables break only between rows, where the table allows it.
 */
#include "box.h"

#include "columns.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define LINES_TOGETHER 2
#define ROWS_TOGETHER 3 /* of a table, at least, on either side of a break; headings and sums not counted */
#define CONTINUED_HEIGHT 14.0
#define TABLE_RULE 0.8
#define LEADER_GAP 4.0
#define LEADER_LEAST 8.0
#define SLACK 0.01 /* points; sums of heights are not exact */

size_t box_units(const struct box *box)
{
    switch (box->kind) {
    case BOX_TEXT:
        return box->lines.count ? box->lines.count : 1;
    case BOX_TABLE:
        return box->row_count ? box->row_count : 1;
    case BOX_COLUMNS:
        return box->starts[box->entry_count];
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
    if (piece->runs_on)
        scene_runs_on(scene);
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

/* Dots from the end of the last line to the number of the page */
static void refers_draw(const struct box *box, struct scene *scene, double x, double base)
{
    const struct text_line *line = &box->lines.lines[box->lines.count - 1];
    const struct look *look = &box->looks[0];
    const struct text_run *run =
        text_shape(box->text, box->refers_style, arena_printf(box->arena, "%zu", box->refers->page));
    double right = x + box->refers_x, from = x + line->width + LEADER_GAP,
           to = right - run->width - LEADER_GAP;
    if (to - from > LEADER_LEAST) {
        scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
        scene_rule(
            scene, from, base - 0.5, to, base - 0.5, (struct colour){.role = ROLE_FAINT}, 0.6, DASH_DOTTED);
        scene_end(scene);
    }
    scene_begin(scene, (struct scene_group){.tag = TAG_LINK,
                           .target = look->target,
                           .link_x = right - run->width,
                           .link_y = base - run->ascent,
                           .link_width = run->width,
                           .link_height = run->ascent + run->descent});
    scene_text(scene, run, right, base, ALIGN_END, look->colour);
    scene_end(scene);
}

static void text_draw(const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y)
{
    bool first = from == 0;
    double base = y + (box->leading - box->ascent - box->descent) / 2 + box->ascent;
    if (box->bar)
        bar_draw(scene, x, y, (double)(to - from) * box->leading);
    if (first && box->bullet) {
        scene_begin(scene, (struct scene_group){.tag = TAG_LABEL});
        scene_text(scene, box->bullet, x + box->bullet_x, base, ALIGN_START, box->bullet_colour);
        scene_end(scene);
    }
    scene_begin(scene, (struct scene_group){.tag = box->tag,
                           .bookmark = first ? box->bookmark : NULL,
                           .anchor = first ? box->anchor : NULL,
                           .continues = !first,
                           .whole = box});
    for (size_t i = from; i < to && i < box->lines.count; i++, base += box->leading)
        for (size_t p = 0; p < box->lines.lines[i].count; p++)
            piece_draw(box, scene, &box->lines.lines[i].pieces[p], x, base);
    if (box->refers && to >= box->lines.count && box->lines.count)
        refers_draw(box, scene, x, base - box->leading);
    scene_end(scene);
}

/* ---- tables ---- */

static double continued_height(const struct box *box, size_t from)
{
    return from > 0 && box->continued ? CONTINUED_HEIGHT : 0;
}

/* The note stands below the last part, and below every part with a mark that it explains. */
static bool has_note(const struct box *box, size_t from, size_t to)
{
    return to >= box->row_count || table_is_marked(box->plan, from, to);
}

/* Where a part that begins with row `from` may end, and how high it is then; grows row by row */
struct table_part {
    size_t from, to, data; /* data: rows that are neither heading nor subtotal */
    double height;         /* without the note */
};

static bool part_may_end(const struct box *box, const struct table_part *part, size_t data_all)
{
    if (part->to == box->row_count)
        return true;
    return !box->whole && table_may_break_before(box->plan, part->to) && part->data >= ROWS_TOGETHER &&
           data_all - part->data >= ROWS_TOGETHER;
}

static size_t data_rows(const struct box *box, size_t from)
{
    size_t count = 0;
    for (size_t row = from; row < box->row_count; row++)
        count += table_row_is_data(box->plan, row);
    return count;
}

static size_t table_take(const struct box *box, size_t from, double available, bool force, double *height)
{
    struct table_part part = {
        from, from, 0, table_head_height(box->plan) + TABLE_RULE + continued_height(box, from)};
    size_t best = from, all = data_rows(box, from);
    *height = box->row_count ? 0 : part.height + table_note_height(box->plan);
    while (part.to < box->row_count && part.height <= available + SLACK) {
        part.data += table_row_is_data(box->plan, part.to);
        part.height += table_row_height(box->plan, part.to++);
        double whole = part.height + (has_note(box, from, part.to) ? table_note_height(box->plan) : 0);
        bool fits = whole <= available + SLACK, may = part_may_end(box, &part, all);
        bool must = force && best == from &&
                    (part.to == box->row_count || table_may_break_before(box->plan, part.to));
        if ((fits && may) || must) {
            best = part.to;
            *height = whole;
        }
    }
    return best > from || box->row_count ? best : 1;
}

/* The heading that the rows of a later part are still under; NULL: they begin with one of their own */
static const char *heading_over(const struct box *box, size_t from)
{
    const struct table_row *rows = box->table ? box->table->rows : NULL;
    for (size_t row = from; rows && row < box->row_count && rows[row].kind != ROW_SUBTOTAL; row--) {
        if (rows[row].kind == ROW_GROUP)
            return row < from ? rows[row].cells[0].text : NULL;
        if (row == 0)
            break;
    }
    return NULL;
}

static void table_piece_draw(
    const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y)
{
    double head = continued_height(box, from);
    if (head > 0) {
        struct text_style style = text_style_in_use(box->text, STYLE_TABLE_HEAD);
        const char *over = heading_over(box, from),
                   *words = over ? arena_printf(box->arena, "%s · %s", box->continued, over) : box->continued;
        const struct text_run *run = text_shape_fitting(box->text, style, words, table_width(box->plan));
        scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
        scene_text(scene, run, x, y + head - 5, ALIGN_START, (struct colour){.role = ROLE_SECONDARY});
        scene_end(scene);
    }
    size_t end = to < box->row_count ? to : box->row_count;
    scene_begin(scene, (struct scene_group){.tag = TAG_NONE, .x = x, .y = y + head});
    table_draw(box->plan, scene, from, end, from > 0, has_note(box, from, to));
    scene_end(scene);
}

/* ---- all kinds ---- */

static const struct scene *drawing_of(const struct box *box)
{
    return box->away && box->captioned ? box->captioned : box->drawing;
}

double box_drawing_height(const struct box *box, bool away)
{
    return scene_height(away && box->captioned ? box->captioned : box->drawing);
}

size_t box_marks(
    const struct box *box, size_t from, size_t to, const struct note_mark *marks[], size_t count, size_t most)
{
    if (box->kind == BOX_COLUMNS)
        return columns_marks(box, from, to, marks, count, most);
    for (size_t i = 0; i < box->mark_count; i++) {
        const struct note_mark *mark = &box->marks[i];
        bool known = mark->unit < from || mark->unit >= to || count == most;
        for (size_t k = 0; k < count && !known; k++)
            known = marks[k]->note == mark->note;
        if (!known)
            marks[count++] = mark;
    }
    return count;
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

double box_part_height(const struct box *box, size_t from, size_t to)
{
    double height = 0;
    if (box->kind == BOX_TEXT)
        return box->lines.count ? (double)(to - from) * box->leading : 0;
    if (box->kind != BOX_TABLE)
        return box_height(box);
    height = table_head_height(box->plan) + TABLE_RULE + continued_height(box, from);
    for (size_t row = from; row < to && row < box->row_count; row++)
        height += table_row_height(box->plan, row);
    return height + (has_note(box, from, to) ? table_note_height(box->plan) : 0);
}

double box_height(const struct box *box)
{
    double height = 0;
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
        table_piece_draw(box, scene, from, to, x, y);
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

typedef struct text_lines (*wrapper)(
    struct text *text, struct arena *arena, const struct text_span *spans, size_t count, double width);

static struct box *box_wrapped(struct text *text, struct arena *arena, const struct text_span *spans,
    const struct look *looks, size_t count, double width, enum style style, wrapper wrap)
{
    struct box *box = arena_new(arena, struct box);
    struct text_style look = text_style_in_use(text, style);
    box->kind = BOX_TEXT;
    box->tag = TAG_P;
    box->looks = looks;
    box->spans = spans;
    box->span_count = count;
    box->style = style;
    box->leading = text_leading_in_use(text, style);
    box->ascent = text_ascent(text, look);
    box->descent = text_shape(text, look, "x")->descent;
    box->lines = wrap(text, arena, spans, count, width);
    return box;
}

struct box *box_text(struct text *text, struct arena *arena, const struct text_span *spans,
    const struct look *looks, size_t count, double width, enum style style)
{
    return box_wrapped(text, arena, spans, looks, count, width, style, text_wrap);
}

struct box *box_text_balanced(struct text *text, struct arena *arena, const struct text_span *spans,
    const struct look *looks, size_t count, double width, enum style style)
{
    return box_wrapped(text, arena, spans, looks, count, width, style, text_wrap_balanced);
}

static struct box *words_wrapped(struct text *text, struct arena *arena, const char *words, enum style style,
    struct colour colour, double width, wrapper wrap)
{
    struct text_span *span = arena_new(arena, struct text_span);
    struct look *look = arena_new(arena, struct look);
    *span = (struct text_span){.string = words, .style = text_style_in_use(text, style)};
    look->colour = colour;
    return box_wrapped(text, arena, span, look, 1, width, style, wrap);
}

struct box *box_words(struct text *text, struct arena *arena, const char *words, enum style style,
    struct colour colour, double width)
{
    return words_wrapped(text, arena, words, style, colour, width, text_wrap);
}

struct box *box_words_balanced(struct text *text, struct arena *arena, const char *words, enum style style,
    struct colour colour, double width)
{
    return words_wrapped(text, arena, words, style, colour, width, text_wrap_balanced);
}
