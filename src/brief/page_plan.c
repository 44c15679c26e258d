/* SPDX-License-Identifier: MIT */
/*
 * Boxes → placements, page by page from the top. While a page fills, the last place where it may end is
 * remembered; what does not fit goes back to there.
 */
#include "page_plan.h"

#include "columns.h"

#include <math.h>

#define GRID 4.0
#define AFTER_FIGURE 12.0
#define ENOUGH 0.6      /* of a page: filled so far, it may end before a figure that waits */
#define SPARE 0.4       /* a page filled less presses its figure as far as the first page does */
#define REFIT_LEAST 0.6 /* of its natural height: a figure is not pressed further */
#define REFIT_FIRST                                                                                          \
    0.4 /* where the page is short of anything else; its maker refuses what says too little                  \
         */
#define POINTER_SPACE 4.0 /* above the line that says where a figure went */
#define NOTES_SPACE 12.0  /* above the notes at the foot, with their rule */
#define NOTES_TRIES 4     /* a piece that brings notes along gets shorter at most so often */

enum { MARKS_MOST = 64 }; /* different notes on one page */

/* All that changes while a page fills; a copy of it is a place to go back to. */
struct filling {
    size_t at, unit; /* what comes next */
    size_t page;
    double y, after;                                     /* after: space that what stands above wants */
    bool empty;                                          /* nothing stands on the page yet */
    size_t placements, pointers, notes, waiting, waited; /* lengths of the lists */
    size_t page_notes;                                   /* where this page's notes begin in the list */
    double notes_height;
    struct placement piece; /* the last */
};

struct planner {
    struct arena *arena;
    struct box *const *boxes;
    size_t count;
    const struct page_format *format;
    struct plan_wish wish;
    LIST(struct placement) placements;
    LIST(struct pointer) pointers;
    LIST(struct foot_note) notes;
    LIST(size_t) waiting;
    LIST(double) reaches;
    struct filling now;
    struct filling legal, last; /* where the page may end; where it may if it must */
    bool has_legal, has_last;
    bool cut;
};

/* ---- measures ---- */

static double planner_bottom(const struct planner *planner)
{
    double bottom = planner->format->height - planner->format->bottom - planner->now.notes_height;
    if (planner->wish.short_by > 0 && planner->now.page == planner->wish.short_page)
        bottom -= planner->wish.short_by;
    return bottom;
}

static double inside_height(const struct planner *planner)
{
    return planner->format->height - planner->format->bottom - planner->format->top;
}

/* How much of the page is filled, 0–1 */
static double filled(const struct planner *planner)
{
    return (planner->now.y - planner->format->top) / inside_height(planner);
}

static double box_top(const struct planner *planner, const struct box *box)
{
    const struct filling *now = &planner->now;
    if (now->empty)
        return now->y;
    if (now->unit) /* it goes on below figures that had waited */
        return now->y + now->after;
    double y = now->y + fmax(box->before, now->after) * planner->wish.tightness;
    if (box->on_grid)
        y = planner->format->top + ceil((y - planner->format->top - 0.01) / GRID) * GRID;
    return y;
}

double foot_notes_height(const struct note_mark *const *marks, size_t count)
{
    double height = 0;
    for (size_t i = 0; i < count; i++)
        height += box_height(marks[i]->note);
    return count ? height + NOTES_SPACE : 0;
}

/* The page's notes with those of units from … to; returns their count, no note twice. */
static size_t notes_with(const struct planner *planner, const struct box *box, size_t from, size_t to,
    const struct note_mark *marks[MARKS_MOST])
{
    size_t count = 0;
    for (size_t i = planner->now.page_notes; i < planner->now.notes && count < MARKS_MOST; i++)
        marks[count++] = planner->notes.at[i].mark;
    return box_marks(box, from, to, marks, count, MARKS_MOST);
}

/* How far box goes on this page from `unit`, its notes counted: as box_take */
static size_t piece_take(
    const struct planner *planner, size_t index, size_t unit, double y, bool force, double *height)
{
    const struct box *box = planner->boxes[index];
    const struct note_mark *marks[MARKS_MOST];
    double available = planner_bottom(planner) - y, extra = 0;
    size_t to = unit;
    for (int i = 0; i < NOTES_TRIES; i++) {
        to = box_take(box, unit, available - extra, force, height);
        size_t count = notes_with(planner, box, unit, to, marks);
        double notes = foot_notes_height(marks, count) - planner->now.notes_height;
        if (notes <= extra + 0.01 || *height <= available - notes + 0.01)
            return to;
        extra = notes;
    }
    return force ? to : unit;
}

/* ---- placing ---- */

static void notes_place(struct planner *planner, const struct box *box, size_t from, size_t to)
{
    const struct note_mark *marks[MARKS_MOST];
    size_t before = planner->now.notes - planner->now.page_notes;
    size_t count = notes_with(planner, box, from, to, marks);
    for (size_t i = before; i < count; i++) {
        planner->notes.count = planner->now.notes++;
        *list_push(planner->arena, &planner->notes) = (struct foot_note){marks[i], planner->now.page};
    }
    planner->now.notes_height = foot_notes_height(marks, count);
}

static void piece_place(
    struct planner *planner, size_t index, size_t from, size_t to, double y, double height)
{
    struct filling *now = &planner->now;
    planner->placements.count = now->placements++;
    now->piece = (struct placement){index, from, to, now->page, y, height};
    *list_push(planner->arena, &planner->placements) = now->piece;
    notes_place(planner, planner->boxes[index], from, to);
    now->y = y + height;
    now->after = planner->boxes[index]->floats ? AFTER_FIGURE : 0;
    now->empty = false;
}

static void page_may_end(struct planner *planner)
{
    planner->legal = planner->now;
    planner->has_legal = true;
}

static void page_begin(struct planner *planner)
{
    struct filling *now = &planner->now;
    now->y = planner->format->top;
    now->after = 0;
    now->empty = true;
    now->page_notes = now->notes;
    now->notes_height = 0;
    planner->has_legal = planner->has_last = false;
}

/* Figures that wait go to the top of the page, as many as fit; the first always does. */
static void waiting_place(struct planner *planner)
{
    struct filling *now = &planner->now;
    while (now->waited < now->waiting) {
        size_t index = planner->waiting.at[now->waited];
        const struct box *box = planner->boxes[index];
        double y = box_top(planner, box), height = box_drawing_height(box, true);
        if (!now->empty && y + height > planner_bottom(planner) + 0.01)
            return;
        now->waited++;
        piece_place(planner, index, 0, 1, y, height);
        page_may_end(planner);
    }
}

static void page_end(struct planner *planner)
{
    planner->reaches.count = planner->now.page;
    *list_push(planner->arena, &planner->reaches) = filled(planner);
    planner->now.page++;
    if (planner->now.page >= planner->format->pages_most)
        planner->cut = true;
    page_begin(planner);
    waiting_place(planner);
}

static void go_back(struct planner *planner, const struct filling *to)
{
    planner->now = *to;
    if (to->placements)
        planner->placements.at[to->placements - 1] = to->piece;
}

/* Back to where the page may end, and on with the next. */
static void page_turn(struct planner *planner)
{
    if (planner->has_legal)
        go_back(planner, &planner->legal);
    else if (planner->has_last)
        go_back(planner, &planner->last);
    page_end(planner);
}

/* ---- where a page may end ---- */

/* The whole box stands: remembers where the page may end now, or else within the box. */
static void box_done(struct planner *planner, size_t index, size_t unit, const struct filling *before)
{
    struct filling whole = planner->now;
    const struct box *box = planner->boxes[index];
    if (boxes_may_part(planner->boxes, planner->count, index)) {
        page_may_end(planner);
        return;
    }
    if (!box->is_heading && !(box->keep_with_next && index + 1 < planner->count &&
                                planner->boxes[index + 1]->kind == BOX_TABLE)) {
        planner->last = whole;
        planner->has_last = true;
    }
    double height;
    size_t to = box_take(box, unit, whole.piece.height - 0.5, false, &height);
    if (to > unit && to < box_units(box)) {
        go_back(planner, before);
        piece_place(planner, index, unit, to, whole.piece.y, height);
        planner->now.unit = to;
        page_may_end(planner);
        go_back(planner, &whole);
    }
}

/* ---- figures ---- */

/* Text of its own section goes on while it waits. */
static bool can_wait(const struct planner *planner, size_t index)
{
    if (index + 1 >= planner->count)
        return false;
    const struct box *next = planner->boxes[index + 1];
    return !next->floats && !next->is_heading && next->kind != BOX_PAGE_BREAK;
}

/* A figure that is a little too high is made again, lower. */
static bool figure_press(struct planner *planner, size_t index, double y)
{
    struct box *box = planner->boxes[index];
    if (!box->refit || !planner->wish.press_figures)
        return false;
    double available = planner_bottom(planner) - y, natural = scene_height(box->drawing);
    bool far = planner->now.page == 0 || filled(planner) < SPARE;
    if (available < natural * (far ? REFIT_FIRST : REFIT_LEAST))
        return false;
    struct scene *lower = box->refit(box->how, available);
    if (!lower || scene_height(lower) > available)
        return false;
    box->drawing = lower;
    return true;
}

static void figure_wait(struct planner *planner, size_t index)
{
    struct filling *now = &planner->now;
    double leading = planner->format->pointer_leading;
    planner->waiting.count = now->waiting++;
    *list_push(planner->arena, &planner->waiting) = index;
    now->at = index + 1;
    if (now->y + POINTER_SPACE + leading > planner_bottom(planner))
        return;
    planner->pointers.count = now->pointers++;
    *list_push(planner->arena, &planner->pointers) =
        (struct pointer){index, now->placements, now->page, now->y + (now->empty ? 0 : POINTER_SPACE)};
    now->y = planner->pointers.at[now->pointers - 1].y + leading;
    now->after = 0;
    now->empty = false;
}

static void figure_step(struct planner *planner, size_t index)
{
    struct filling *now = &planner->now;
    struct filling before = *now;
    const struct box *box = planner->boxes[index];
    double y = box_top(planner, box), height = box_drawing_height(box, false);
    bool fits = y + height <= planner_bottom(planner) + 0.01;
    if (!fits && figure_press(planner, index, y)) {
        fits = true;
        height = box_drawing_height(box, false);
    }
    if (fits || now->empty) {
        piece_place(planner, index, 0, 1, y, height);
        now->at++;
        box_done(planner, index, 0, &before);
    } else if (can_wait(planner, index)) {
        figure_wait(planner, index);
    } else {
        page_turn(planner);
    }
}

/* ---- all boxes ---- */

static void box_step(struct planner *planner, size_t index)
{
    struct filling *now = &planner->now;
    struct filling before = *now;
    const struct box *box = planner->boxes[index];
    size_t unit = now->unit, units = box_units(box);
    double height, y = box_top(planner, box);
    size_t to = piece_take(planner, index, unit, y, false, &height);
    if (to == unit && !planner->has_legal && !planner->has_last)
        to = piece_take(planner, index, unit, y, true, &height);
    if (to == unit || (!now->empty && y + height > planner_bottom(planner) + 0.01)) {
        page_turn(planner);
        return;
    }
    piece_place(planner, index, unit, to, y, height);
    now->unit = to;
    if (to < units) {
        page_end(planner);
        return;
    }
    now->at++;
    now->unit = 0;
    box_done(planner, index, unit, &before);
}

/* Its section ends with a figure waiting: the page ends too, but that a subsection may fill it. */
static bool must_turn(const struct planner *planner, const struct box *next)
{
    if (planner->now.waited == planner->now.waiting || planner->now.unit)
        return false;
    if (next->kind == BOX_PAGE_BREAK)
        return true;
    return next->is_heading && (next->tag != TAG_H3 || filled(planner) >= ENOUGH);
}

static void step(struct planner *planner)
{
    struct filling *now = &planner->now;
    size_t index = now->at;
    const struct box *box = planner->boxes[index];
    bool fresh = !now->unit;
    if (fresh && must_turn(planner, box)) {
        page_end(planner);
    } else if (box->kind == BOX_PAGE_BREAK) {
        now->at++;
        if (!now->empty)
            page_end(planner);
    } else if (fresh && index == planner->wish.break_before && !now->empty) {
        planner->wish.break_before = NO_BREAK;
        page_end(planner);
    } else if (!box_units(box)) { /* columns of nothing */
        now->at++;
    } else if (box->floats && box->kind == BOX_DRAWING) {
        figure_step(planner, index);
    } else {
        box_step(planner, index);
    }
}

struct page_plan page_plan_make(struct arena *arena, struct box *const *boxes, size_t count,
    const struct page_format *format, struct plan_wish wish)
{
    struct planner planner = {.arena = arena, .boxes = boxes, .count = count, .format = format, .wish = wish};
    page_begin(&planner);
    while (planner.now.at < count && !planner.cut)
        step(&planner);
    while (planner.now.waited < planner.now.waiting && !planner.cut)
        page_end(&planner);
    if (!planner.cut) {
        planner.reaches.count = planner.now.page;
        *list_push(arena, &planner.reaches) = filled(&planner);
    }
    return (struct page_plan){planner.placements.at, planner.now.placements, planner.pointers.at,
        planner.now.pointers, planner.notes.at, planner.now.notes, planner.reaches.at,
        planner.cut ? planner.now.page : planner.now.page + 1, planner.cut};
}

/* ---- which plan is the best ---- */

/* What a page left empty costs, in lines or so: little is no fault, much is */
static double empty_cost(double empty)
{
    return empty > 0.08 ? 60 * (empty - 0.08) * (empty - 0.08) : 0;
}

/* A last page of a few lines looks forgotten. */
static double tail_cost(double share)
{
    return share < 0.25 ? 400 * (0.25 - share) * (0.25 - share) + (share < 0.06 ? 20 : 0) : 0;
}

double page_plan_badness(const struct page_plan *plan, struct box *const *boxes)
{
    double badness = 12 * (double)plan->page_count + 2 * (double)plan->pointer_count;
    for (size_t page = 0; page + 1 < plan->page_count; page++)
        badness += empty_cost(1 - plan->reaches[page]);
    if (plan->page_count > 1)
        badness += tail_cost(plan->reaches[plan->page_count - 1]);
    for (size_t i = 0; i < plan->placement_count; i++)
        if (plan->placements[i].from > 0)
            badness += boxes[plan->placements[i].box]->kind == BOX_TABLE ? 3 : 1;
    return badness;
}
