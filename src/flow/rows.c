/* SPDX-License-Identifier: MIT */
/*
 * rows: in, components laid out as if money ran from left to right; out, where they stand when it runs down:
 * side by side while the width holds them, else above each other. All is still in the layout's x and y
 * (plan.h).
 */
#include "plan.h"

#include <math.h>

enum {
    SPLIT_MOST = 60, /* cards: beyond, rows stay as they are: time */
    SPLIT_PASSES = 4,
    SPLIT_WORK = 60 * 1000 * 1000 /* cards and cables looked at: beyond, the best rows so far are taken */
};
static const double CARD_ROOM = 14, LANE_ROOM = 6, OVER_COST = 1000, ROW_COST = 30, SPAN_COST = 0.4;
static const double BESIDE_GAP = 16, ABOVE_GAP = 20, LENGTH_MOST = 4000, ROW_LEAST = 70;

double rows_room(const struct flow_plan *plan)
{
    return plan->width - 2 * EDGE;
}

int rows_most(const struct flow_plan *plan)
{
    double length = plan->options.height > 0 ? plan->options.height - plan->below : LENGTH_MOST;
    return (int)fmax(floor(length / ROW_LEAST), 2);
}

/* The components from this one on that stand side by side; their width. */
static size_t row_end(const struct flow_plan *plan, size_t from, double *width)
{
    size_t end = from + 1;
    *width = plan->components[from].height;
    while (
        end < plan->component_count && *width + BESIDE_GAP + plan->components[end].height <= rows_room(plan))
        *width += BESIDE_GAP + plan->components[end++].height;
    return end;
}

double rows_pack(struct flow_plan *plan)
{
    double broadest = 0, width;
    for (size_t from = 0, end; from < plan->component_count; from = end) {
        end = row_end(plan, from, &width);
        broadest = fmax(broadest, width);
        double at = EDGE + (rows_room(plan) - width) / 2;
        for (size_t i = from; i < end; i++) {
            plan->components[i].shares_row = end > from + 1;
            plan->components[i].top = at;
            at += plan->components[i].height + BESIDE_GAP;
        }
    }
    return broadest;
}

double rows_stack(struct flow_plan *plan, double *gaps)
{
    double at = 0, width;
    *gaps = 0;
    for (size_t from = 0, end; from < plan->component_count; from = end) {
        const struct component *longest = &plan->components[from];
        end = row_end(plan, from, &width);
        for (size_t i = from; i < end; i++) {
            plan->components[i].left = at;
            if (plan->components[i].length > longest->length)
                longest = &plan->components[i];
        }
        *gaps += longest->gaps;
        at += longest->length + (end < plan->component_count ? ABOVE_GAP : 0);
    }
    return at;
}

/* ---- more rows ---- */

struct row_split {
    const struct flow_plan *plan;
    const struct component *component;
    int *row; /* by card */
    int row_count;
    double *need; /* by row: memory of split_cost */
    size_t work;  /* cards and cables looked at: no clock decides */
};

static void split_pass(struct row_split *split, const struct cable *cable, double *spans)
{
    int from = split->row[cable->payer], to = split->row[cable->payee];
    int first = cable->back ? to : from + 1, last = cable->back ? from : to - 1;
    for (int row = first; row <= last; row++)
        split->need[row] += cable->thickness + LANE_ROOM;
    *spans += (last - first + 1) * (1 + cable->thickness);
}

/* What goes beyond the room counts most, then how many rows there are and how far money has to go. */
static double split_cost(struct row_split *split)
{
    double cost = 0, spans = 0;
    split->work += split->component->card_count + split->component->cable_count;
    for (int row = 0; row < split->row_count; row++)
        split->need[row] = 0;
    for (size_t i = 0; i < split->component->card_count; i++) {
        size_t card = split->component->cards[i];
        split->need[split->row[card]] += split->plan->cards[card].least_height + CARD_ROOM;
    }
    for (size_t i = 0; i < split->component->cable_count; i++)
        split_pass(split, &split->plan->cables[split->component->cables[i]], &spans);
    for (int row = 0; row < split->row_count; row++) {
        cost += split->need[row] > 0 ? ROW_COST : 0;
        cost += OVER_COST * fmax(split->need[row] - CARD_ROOM - rows_room(split->plan), 0);
    }
    return cost + SPAN_COST * spans;
}

/* Money runs down but for returns; those within one row may stay there. */
static bool split_keeps_order(struct row_split *split, size_t card, int row)
{
    split->work += split->component->cable_count;
    for (size_t i = 0; i < split->component->cable_count; i++) {
        const struct cable *cable = &split->plan->cables[split->component->cables[i]];
        if (cable->payer == cable->payee || (cable->payer != card && cable->payee != card))
            continue;
        size_t upper = cable->back ? cable->payee : cable->payer,
               lower = cable->back ? cable->payer : cable->payee;
        int above = upper == card ? row : split->row[upper], below = lower == card ? row : split->row[lower];
        bool level = cable->back && split->plan->cards[upper].column == split->plan->cards[lower].column;
        if (above > below || (above == below && !level))
            return false;
    }
    return true;
}

/* Each card to the row where it costs least; returns what all costs then. */
static double split_improve(struct row_split *split)
{
    double best = split_cost(split);
    for (int pass = 0; pass < SPLIT_PASSES; pass++) {
        double before = best;
        for (size_t i = 0; i < split->component->card_count && split->work < SPLIT_WORK; i++) {
            size_t card = split->component->cards[i];
            int stays = split->row[card];
            for (int row = 0; row < split->row_count; row++) {
                if (row == stays || !split_keeps_order(split, card, row))
                    continue;
                split->row[card] = row;
                double cost = split_cost(split);
                if (cost < best - 1e-6) {
                    best = cost;
                    stays = row;
                }
            }
            split->row[card] = stays;
        }
        if (best >= before - 1e-6)
            break;
    }
    return best;
}

static void split_insert(struct row_split *split, int after)
{
    for (size_t i = 0; i < split->component->card_count; i++)
        split->row[split->component->cards[i]] += split->row[split->component->cards[i]] > after ? 1 : 0;
    split->row_count++;
}

static void split_copy(const struct row_split *split, const int *from, int *to)
{
    for (size_t i = 0; i < split->component->card_count; i++)
        to[split->component->cards[i]] = from[split->component->cards[i]];
}

static void split_close_empty(struct row_split *split)
{
    for (int row = split->row_count - 1; row >= 0; row--) {
        bool empty = true;
        for (size_t i = 0; i < split->component->card_count; i++)
            empty = empty && split->row[split->component->cards[i]] != row;
        for (size_t i = 0; i < split->component->card_count && empty; i++)
            split->row[split->component->cards[i]] -= split->row[split->component->cards[i]] > row ? 1 : 0;
        split->row_count -= empty;
    }
}

/* Tries a new row after each; keeps the best while it helps. */
static void component_split(struct flow_plan *plan, struct component *component)
{
    int most = (int)fmin(rows_most(plan), (double)component->card_count);
    struct row_split split = {.plan = plan, .component = component, .row_count = component->column_count};
    int *row = split.row = arena_array(plan->arena, int, plan->card_count),
        *start = arena_array(plan->arena, int, plan->card_count),
        *kept = arena_array(plan->arena, int, plan->card_count);
    split.need = arena_array(plan->arena, double, plan->card_count + (size_t)component->column_count + 1);
    for (size_t i = 0; i < component->card_count; i++)
        row[component->cards[i]] = plan->cards[component->cards[i]].column;
    double best = split_improve(&split);
    while (split.row_count < most && best >= OVER_COST && split.work < SPLIT_WORK) {
        int count = split.row_count;
        double before = best;
        split_copy(&split, row, start);
        split_copy(&split, row, kept);
        for (int after = -1; after < count; after++) {
            split_copy(&split, start, row);
            split.row_count = count;
            split_insert(&split, after);
            double cost = split_improve(&split);
            if (cost < best - 1e-6) {
                best = cost;
                split_copy(&split, row, kept);
            }
        }
        split_copy(&split, kept, row);
        if (best >= before - 1e-6)
            break;
        split.row_count = count + 1;
        split_close_empty(&split);
    }
    split_close_empty(&split);
    component->column_count = split.row_count;
    for (size_t i = 0; i < component->card_count; i++)
        plan->cards[component->cards[i]].column = row[component->cards[i]];
}

/* Cards and what passes them, side by side without any gap: the drawing is no narrower, however it is
 * ordered. */
static double component_need(const struct flow_plan *plan, const struct component *component)
{
    double most = 0, *need = arena_array(plan->arena, double, (size_t)component->column_count + 1);
    for (size_t i = 0; i < component->card_count; i++) {
        const struct card *card = &plan->cards[component->cards[i]];
        need[card->column] += card->height;
    }
    for (size_t i = 0; i < component->cable_count; i++) {
        const struct cable *cable = &plan->cables[component->cables[i]];
        int from = plan->cards[cable->payer].column, to = plan->cards[cable->payee].column;
        int first = cable->back ? to : from + 1, last = cable->back ? from : to - 1;
        for (int row = first; row <= last; row++)
            need[row] += cable->thickness;
    }
    for (int row = 0; row < component->column_count; row++)
        most = fmax(most, need[row]);
    return most;
}

double rows_need(const struct flow_plan *plan)
{
    double most = 0;
    for (size_t i = 0; i < plan->component_count; i++)
        most = fmax(most, component_need(plan, &plan->components[i]));
    return most;
}

void rows_split(struct flow_plan *plan)
{
    for (size_t i = 0; i < plan->component_count; i++)
        if (plan->components[i].card_count <= SPLIT_MOST)
            component_split(plan, &plan->components[i]);
}
