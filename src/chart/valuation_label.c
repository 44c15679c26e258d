/* SPDX-License-Identifier: MIT */
/*
 * valuation_label: boxes of words → places where nothing else stands. Every label tries a fixed list of seats
 * around its mark and takes the cheapest; the last, first and highest marks choose first. What finds none is
 * left out and counted.
 */
#include "valuation_plan.h"

#include "placer.h"

#include <math.h>
#include <stdlib.h>

/* points */
static const double seat_gap = 3, multiple_gap = 3, multiple_least = 11, line_touch = 1.2;
/* costs: of standing on a step, which only a telling label may; on a whisker of dates; nearer to another mark
 */
static const double on_step = 1000, on_dates = 20, neighbour = 15, last_right = 14;

enum {
    LABELS_MOST = 120, /* tried; no page has room for more */
    DENSE = 16,        /* more marks than this in a series: only the telling ones are labelled */
    UNWANTED = 4       /* rank of those that are not */
};

struct rect valuation_mark_box(const struct valuation_plan *plan, const struct mark *mark)
{
    double r = plan->radius + 0.8;
    return (struct rect){mark->x - r, mark->y - r, mark->x + r, mark->y + r};
}

static void mark_block(const struct valuation_plan *plan, const struct mark *mark, struct placer *placer)
{
    placer_block(placer, valuation_mark_box(plan, mark), PLACER_BLOCKED);
    if (mark->open_up)
        placer_block(placer,
            (struct rect){mark->x - 2.5, mark->y - plan->radius - MARKER_ARROW, mark->x + 2.5, mark->y},
            PLACER_BLOCKED);
    if (mark->open_down)
        placer_block(
            placer, (struct rect){mark->x - 1, mark->y, mark->x + 1, plan->plot_bottom}, PLACER_BLOCKED);
    if (!isnan(mark->low_y))
        placer_block(
            placer, (struct rect){mark->x - 3, mark->high_y, mark->x + 3, mark->low_y}, PLACER_BLOCKED);
    if (mark->date_to - mark->date_from > 2)
        placer_block(placer,
            (struct rect){mark->date_from, mark->y - line_touch, mark->date_to, mark->y + line_touch},
            on_dates);
}

static void step_block(const struct valuation_plan *plan, const struct step *step, struct placer *placer)
{
    const struct mark *from = &plan->marks[step->from], *to = &plan->marks[step->to];
    placer_block(placer,
        (struct rect){fmin(from->x, to->x), from->y - line_touch, fmax(from->x, to->x), from->y + line_touch},
        on_step);
    placer_block(placer,
        (struct rect){to->x - line_touch, fmin(from->y, to->y), to->x + line_touch, fmax(from->y, to->y)},
        on_step);
}

static struct placer *placer_fill(const struct valuation_plan *plan)
{
    struct placer *placer =
        placer_create(plan->arena, (struct rect){0, 0, plan->width, plan->plot_bottom - 1});
    for (size_t i = 0; i < plan->mark_count; i++)
        mark_block(plan, &plan->marks[i], placer);
    for (size_t i = 0; i < plan->step_count; i++)
        step_block(plan, &plan->steps[i], placer);
    axis_block(&plan->y, placer, 0);
    return placer;
}

/* ── seats of a label ── */

struct seat {
    enum align align;
    double dx; /* of the aligned edge, in radii from the mark's centre */
    double dy; /* −1 above, −0.5 beside and upwards, 0 beside, 0.5 beside and downwards, 1 below */
};

static const struct seat seats[] = {
    {ALIGN_MIDDLE, 0, -1},
    {ALIGN_END, 1, -1},
    {ALIGN_START, -1, -1},
    {ALIGN_END, -1, 0},
    {ALIGN_START, 1, 0},
    {ALIGN_START, 1, 1},
    {ALIGN_MIDDLE, 0, 1},
    {ALIGN_START, -1, 1},
    {ALIGN_END, 1, 1},
    {ALIGN_END, -1, 1},
    {ALIGN_START, 1, -0.5},
    {ALIGN_START, 1, 0.5},
    {ALIGN_END, -1, -0.5},
    {ALIGN_END, -1, 0.5},
    {ALIGN_END, -3, -1},
    {ALIGN_START, 3, -1},
};
enum { SEATS = sizeof seats / sizeof *seats };

static double label_width(const struct label *label)
{
    double width = 0;
    for (int i = 0; i < LABEL_LINES; i++)
        if (label->lines[i])
            width = fmax(width, label->lines[i]->width);
    return width;
}

static double label_height(const struct label *label)
{
    double height = 0;
    for (int i = 0; i < LABEL_LINES; i++)
        height += label->lines[i] ? label->leading[i] : 0;
    return height;
}

static void label_seat(
    const struct valuation_plan *plan, const struct mark *mark, const struct seat *seat, struct label *label)
{
    double width = label_width(label), height = label_height(label), r = plan->radius;
    double above = r + seat_gap + (mark->open_up && seat->align == ALIGN_MIDDLE ? MARKER_ARROW - 1 : 0);
    double low = isnan(mark->low_y) ? mark->y : mark->low_y,
           high = isnan(mark->high_y) ? mark->y : mark->high_y;
    bool beside = fabs(seat->dy) < 1;
    label->align = seat->align;
    label->x = mark->x + seat->dx * (r + (beside ? seat_gap + 1 : 0));
    if (beside)
        label->top = mark->y - height * (0.5 - seat->dy) + (seat->dy < 0 ? r : seat->dy > 0 ? -r : 0);
    else
        label->top = seat->dy < 0 ? high - above - height + 1 : low + r + seat_gap - 1;
    double left = label->x - (seat->align == ALIGN_START       ? 0
                                 : seat->align == ALIGN_MIDDLE ? width / 2
                                                               : width);
    label->box = (struct rect){left, label->top, left + width, label->top + height};
}

static double distance_to(const struct rect *box, const struct mark *mark)
{
    double dx = fmax(fmax(box->x1 - mark->x, mark->x - box->x2), 0);
    double dy = fmax(fmax(box->y1 - mark->y, mark->y - box->y2), 0);
    return hypot(dx, dy);
}

/* A label that stands nearer to another mark than to its own would be read as that one's. */
static double neighbour_cost(
    const struct valuation_plan *plan, const struct mark *mark, const struct rect *box)
{
    double own = distance_to(box, mark);
    double cost = 0;
    for (size_t i = 0; i < plan->mark_count; i++)
        if (&plan->marks[i] != mark && distance_to(box, &plan->marks[i]) < own + 1)
            cost = neighbour;
    return cost;
}

static double seat_cost(const struct mark *mark, int seat)
{
    bool right = seats[seat].dx > 0 && fabs(seats[seat].dy) < 1;
    return seat - (mark->is_last && right ? last_right : 0);
}

/* The cheapest seat that costs less than `most`; false when there is none */
static bool label_take(
    struct valuation_plan *plan, struct mark *mark, struct placer *placer, bool with_note, double most)
{
    struct label seated[SEATS];
    struct candidate candidates[SEATS];
    for (int i = 0; i < SEATS; i++) {
        seated[i] = mark->label;
        if (!with_note)
            seated[i].lines[2] = NULL;
        label_seat(plan, mark, &seats[i], &seated[i]);
        candidates[i] = (struct candidate){
            seated[i].box, neighbour_cost(plan, mark, &seated[i].box) + last_right + seat_cost(mark, i)};
    }
    int seat = placer_take_under(placer, candidates, SEATS, most);
    if (seat < 0)
        return false;
    plan->unexplained += !with_note && mark->label.lines[2];
    mark->label = seated[seat];
    mark->label.placed = true;
    return true;
}

/* With its note, else without; a telling label may at last stand on a step, which shows through beside its
 * letters. */
static void label_place(struct valuation_plan *plan, struct mark *mark, struct placer *placer, bool telling)
{
    if (label_take(plan, mark, placer, true, on_step) || label_take(plan, mark, placer, false, on_step) ||
        !telling)
        return;
    if (!label_take(plan, mark, placer, true, PLACER_BLOCKED))
        label_take(plan, mark, placer, false, PLACER_BLOCKED);
}

/* ── in which order ── */

struct turn {
    int rank;
    size_t mark;
};

static int turn_compare(const void *first, const void *second)
{
    const struct turn *a = first, *b = second;
    if (a->rank != b->rank)
        return a->rank - b->rank;
    return a->mark > b->mark ? -1 : a->mark < b->mark; /* later marks first */
}

static int mark_rank(const struct valuation_plan *plan, size_t mark)
{
    const struct series *series = &plan->series[plan->marks[mark].series];
    size_t highest = series->first, lowest = series->first;
    for (size_t i = series->first; i < series->first + series->count; i++) {
        highest = plan->marks[i].value > plan->marks[highest].value ? i : highest;
        lowest = plan->marks[i].value < plan->marks[lowest].value ? i : lowest;
    }
    if (plan->marks[mark].is_last)
        return 0;
    if (mark == series->first || mark == highest)
        return 1;
    if (mark == lowest || plan->marks[mark].state == STATE_TALK)
        return 2;
    return series->count > DENSE ? UNWANTED : 3;
}

static void multiple_place(const struct valuation_plan *plan, struct step *step, struct placer *placer)
{
    const struct mark *from = &plan->marks[step->from], *to = &plan->marks[step->to];
    double height = 8, width = step->multiple->width, middle = (from->y + to->y) / 2;
    if (fabs(from->y - to->y) < multiple_least + 2 * plan->radius)
        return;
    struct candidate candidates[2];
    for (int side = 0; side < 2; side++) {
        double left = side == 0 ? to->x + multiple_gap : to->x - multiple_gap - width;
        candidates[side].rect = (struct rect){left, middle - height / 2, left + width, middle + height / 2};
        candidates[side].cost = side;
    }
    int side = placer_take_under(placer, candidates, 2, on_dates);
    step->multiple_placed = side >= 0;
    if (side >= 0)
        step->multiple_box = candidates[side].rect;
}

/* A mark without a label beside one of the same value that has one can still be read. */
static bool is_read_beside(const struct valuation_plan *plan, const struct mark *mark)
{
    const double beside = 24;
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct mark *other = &plan->marks[i];
        if (other->label.placed && other->series == mark->series && other->y == mark->y &&
            fabs(other->x - mark->x) <= beside && other->open_up == mark->open_up &&
            other->open_down == mark->open_down)
            return true;
    }
    return false;
}

static void unlabelled_count(struct valuation_plan *plan)
{
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct mark *mark = &plan->marks[i];
        if (mark->label.placed)
            continue;
        if (is_read_beside(plan, mark))
            plan->unexplained++;
        else
            plan->unlabelled++;
    }
}

void valuation_labels_place(struct valuation_plan *plan)
{
    struct placer *placer = placer_fill(plan);
    struct turn *turns = arena_array(plan->arena, struct turn, plan->mark_count);
    for (size_t i = 0; i < plan->mark_count; i++)
        turns[i] = (struct turn){mark_rank(plan, i), i};
    qsort(turns, plan->mark_count, sizeof *turns, turn_compare);
    for (size_t i = 0; i < plan->mark_count && i < LABELS_MOST && turns[i].rank < UNWANTED; i++)
        label_place(plan, &plan->marks[turns[i].mark], placer, turns[i].rank < 2);
    unlabelled_count(plan);
    for (size_t i = 0; i < plan->step_count; i++)
        if (plan->steps[i].multiple && plan->series[plan->marks[plan->steps[i].to].series].count <= DENSE)
            multiple_place(plan, &plan->steps[i], placer);
}
