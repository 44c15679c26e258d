/* SPDX-License-Identifier: MIT */
/*
 * route: in, columns and y; out, x and every cable's centre line.
 *
 * Each gap between columns holds, from left to right: the uprights of returns that turn off at the column on
 * its left, a zone in which everything curves, and the uprights of returns that arrive at the column on its
 * right. Curves of one gap share their ends, so cables in order cannot overlap. Uprights are sorted by length
 * and put first-fit outwards.
 */
#include "plan.h"

#include <math.h>
#include <stdlib.h>

static const double UPRIGHT_CLEAR = 8, UPRIGHT_GAP = 4, TURN_LEAST = 6, TURN_CLEAR = 3.5;
static const double CURVE_WISH = 40, CURVE_LEAST = 16, SLOPE = 1.0, BROAD = 12, THIN_SHARE = 0.2,
                    LEAN_FULL = 5, LEAN_NONE = 10;
static const double SLOPE_DOWN = 0.7, CURVE_MOST_DOWN = 90; /* curves between rows */
static const double GAP_LEAST = 40, CARD_LEAST_WIDTH = 60;

int plan_columns_most(const struct flow_plan *plan)
{
    if (plan->down)
        return rows_most(plan);
    int most = (int)floor((plan->width + GAP_LEAST) / (CARD_LEAST_WIDTH + GAP_LEAST));
    return most < 2 ? 2 : most;
}

/* ---- uprights ---- */

struct upright {
    size_t cable;
    double top, bottom, thickness, distance;
};

static double card_y(const struct flow_plan *plan, size_t card)
{
    return plan->items[plan->cards[card].item].y;
}

static struct upright upright_of(const struct flow_plan *plan, size_t index, bool out)
{
    const struct cable *cable = &plan->cables[index];
    double port = card_y(plan, out ? cable->payer : cable->payee) + (out ? cable->port_out : cable->port_in);
    double lane = plan->items[cable->chain[out ? cable->chain_count - 1 : 0]].y;
    double half = cable->thickness / 2;
    return (struct upright){index, fmin(port, lane) - half, fmax(port, lane) + half, cable->thickness, 0};
}

static int compare_uprights(const void *a, const void *b)
{
    const struct upright *x = a, *y = b;
    double span_x = x->bottom - x->top, span_y = y->bottom - y->top;
    if (span_x != span_y)
        return span_x < span_y ? -1 : 1;
    return x->cable < y->cable ? -1 : x->cable > y->cable ? 1 : 0;
}

static bool uprights_clash(const struct upright *a, const struct upright *b)
{
    bool beside = a->top < b->bottom + UPRIGHT_GAP && b->top < a->bottom + UPRIGHT_GAP;
    return beside && fabs(a->distance - b->distance) < (a->thickness + b->thickness) / 2 + UPRIGHT_GAP - 1e-6;
}

static void upright_place(struct upright *uprights, size_t index)
{
    struct upright *upright = &uprights[index];
    upright->distance = upright->thickness / 2 + UPRIGHT_CLEAR;
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < index; i++)
            if (uprights_clash(upright, &uprights[i])) {
                upright->distance =
                    uprights[i].distance + (upright->thickness + uprights[i].thickness) / 2 + UPRIGHT_GAP;
                moved = true;
            }
    }
}

/* Width taken by the uprights on one side of a column. */
static double side_uprights(struct flow_plan *plan, const struct component *component, int column, bool out)
{
    struct upright *uprights = arena_array(plan->arena, struct upright, component->cable_count + 1);
    size_t count = 0;
    double width = 0;
    for (size_t i = 0; i < component->cable_count; i++) {
        const struct cable *cable = &plan->cables[component->cables[i]];
        if (cable->back && plan->cards[out ? cable->payer : cable->payee].column == column)
            uprights[count++] = upright_of(plan, component->cables[i], out);
    }
    qsort(uprights, count, sizeof *uprights, compare_uprights);
    for (size_t i = 0; i < count; i++) {
        upright_place(uprights, i);
        struct cable *cable = &plan->cables[uprights[i].cable];
        *(out ? &cable->track_out : &cable->track_in) = uprights[i].distance;
        width = fmax(width, uprights[i].distance + uprights[i].thickness / 2);
    }
    return width;
}

/* ---- x ---- */

struct gaps { /* per component; gap g lies left of column g, the last right of all */
    double *out_zone, *in_zone, *wish, *curve;
    int count;
};

static double step_between(const struct flow_plan *plan, const struct cable *cable, size_t i)
{
    double y[2];
    for (size_t end = 0; end < 2; end++) {
        const struct item *item = &plan->items[cable->chain[i - 1 + end]];
        y[end] = item->y;
        if (item->card != NO_INDEX)
            y[end] += item->card == cable->payer ? cable->port_out : cable->port_in;
    }
    return fabs(y[1] - y[0]);
}

static void gap_wishes(const struct flow_plan *plan, const struct component *component, struct gaps *gaps)
{
    for (int g = 1; g < component->column_count; g++)
        gaps->wish[g] = CURVE_WISH;
    for (size_t i = 0; i < component->cable_count; i++) {
        const struct cable *cable = &plan->cables[component->cables[i]];
        for (size_t c = 1; c < cable->chain_count; c++) {
            int g = plan->items[cable->chain[c]].column;
            double share =
                fmin(fmax(cable->thickness / BROAD, THIN_SHARE), 1); /* thin ones may run steeply */
            double steep = SLOPE * share * step_between(plan, cable, c);
            gaps->wish[g] =
                fmax(gaps->wish[g], plan->down ? fmin(steep * SLOPE_DOWN, CURVE_MOST_DOWN) : steep);
        }
        int gap = plan->items[cable->chain[cable->chain_count - 1]].column;
        if (!cable->back && cable->chain_count == 2)
            gaps->wish[gap] = fmax(gaps->wish[gap], label_demand(plan, component->cables[i]));
    }
}

static void squeeze_uprights(
    struct flow_plan *plan, const struct component *component, struct gaps *gaps, double factor)
{
    for (int g = 0; g < gaps->count; g++) {
        gaps->out_zone[g] *= factor;
        gaps->in_zone[g] *= factor;
    }
    for (size_t i = 0; i < component->cable_count; i++) {
        plan->cables[component->cables[i]].track_out *= factor;
        plan->cables[component->cables[i]].track_in *= factor;
    }
}

/* What is left for curves is shared out by wish, but no gap gets less than CURVE_LEAST. */
static void share_width(struct gaps *gaps, double room)
{
    double wishes = 0;
    int inner = gaps->count - 2;
    for (int g = 1; g <= inner; g++)
        wishes += gaps->wish[g];
    double spare = room - CURVE_LEAST * inner;
    for (int g = 1; g <= inner; g++)
        gaps->curve[g] = CURVE_LEAST + fmax(spare, 0) * gaps->wish[g] / wishes;
}

/* In rows, that of the highest card. */
static double column_width(const struct flow_plan *plan, const struct component *component, int column)
{
    double width = plan->down ? 0 : plan->card_width;
    for (size_t c = 0; c < component->card_count && plan->down; c++)
        if (plan->cards[component->cards[c]].column == column)
            width = fmax(width, plan->cards[component->cards[c]].width);
    return width;
}

/* For curves and uprights: what the width leaves beside the cards; running down, as much as they wish unless
   the height is given. */
static double along_room(
    const struct flow_plan *plan, const struct component *component, const struct gaps *gaps, double zones)
{
    double cards = 0, wishes = 0;
    for (int column = 0; column < component->column_count; column++)
        cards += column_width(plan, component, column);
    for (int g = 1; g < component->column_count; g++)
        wishes += gaps->wish[g];
    if (!plan->down)
        return plan->width - 2 * EDGE - cards;
    return zones + wishes;
}

static void component_x(struct flow_plan *plan, struct component *component)
{
    struct gaps gaps = {.count = component->column_count + 1};
    size_t count = (size_t)gaps.count;
    gaps.out_zone = arena_array(plan->arena, double, count);
    gaps.in_zone = arena_array(plan->arena, double, count);
    gaps.wish = arena_array(plan->arena, double, count);
    gaps.curve = arena_array(plan->arena, double, count);
    double zones = 0;
    for (int column = 0; column < component->column_count; column++) {
        gaps.in_zone[column] = side_uprights(plan, component, column, false);
        gaps.out_zone[column + 1] = side_uprights(plan, component, column, true);
        zones += gaps.in_zone[column] + gaps.out_zone[column + 1];
    }
    gap_wishes(plan, component, &gaps);
    double room = along_room(plan, component, &gaps, zones);
    double least = CURVE_LEAST * (component->column_count - 1);
    if (zones > room - least && zones > 0) {
        double factor = fmax(room - least, 0) / zones;
        squeeze_uprights(plan, component, &gaps, factor);
        zones *= factor;
    }
    share_width(&gaps, room - zones);
    double x = EDGE;
    for (int column = 0; column < component->column_count; column++) {
        x += gaps.out_zone[column] + gaps.curve[column] + gaps.in_zone[column];
        for (size_t c = 0; c < component->card_count; c++)
            if (plan->cards[component->cards[c]].column == column) {
                plan->cards[component->cards[c]].x = x;
                plan->cards[component->cards[c]].width = column_width(plan, component, column);
            }
        component->column_x[column] = x;
        component->curve_from[column] = x - gaps.in_zone[column] - gaps.curve[column];
        component->curve_to[column] = x - gaps.in_zone[column];
        x += column_width(plan, component, column);
    }
    component->length = x + gaps.out_zone[component->column_count] + EDGE;
}

/* ---- paths ---- */

/* Vertical slices thin a steep ribbon: broad ones bear it and stay apart, thin ones would vanish. */
static double lean_of(const struct cable *cable)
{
    return fmin(fmax((LEAN_NONE - cable->thickness) / (LEAN_NONE - LEAN_FULL), 0), 1);
}

static void forward_path(struct flow_plan *plan, const struct component *component, struct cable *cable)
{
    const struct card *payer = &plan->cards[cable->payer], *payee = &plan->cards[cable->payee];
    double y = component->top + card_y(plan, cable->payer) + cable->port_out;
    path_start(&cable->path, plan->arena, (struct point){payer->x + payer->width, y}, HEADING_EAST);
    cable->path.lean = lean_of(cable);
    cable->path.transposed = plan->down;
    for (size_t i = 1; i < cable->chain_count; i++) {
        const struct item *item = &plan->items[cable->chain[i]];
        double next = component->top + item->y + (item->card != NO_INDEX ? cable->port_in : 0);
        path_across(&cable->path, plan->arena, component->curve_from[item->column], y);
        path_across(&cable->path, plan->arena, component->curve_to[item->column], next);
        y = next;
    }
    path_across(&cable->path, plan->arena, payee->x, y);
}

/* As round as there is room for: half the step between port and lane, and the distance of the upright. */
static double turn_radius(const struct cable *cable, double step, double distance)
{
    double wish = fmax(cable->thickness / 2 + TURN_CLEAR, TURN_LEAST);
    return fmin(fmin(wish, fabs(step) / 2), distance);
}

static void return_path(struct flow_plan *plan, const struct component *component, struct cable *cable)
{
    const struct card *payer = &plan->cards[cable->payer], *payee = &plan->cards[cable->payee];
    struct arena *arena = plan->arena;
    struct path *path = &cable->path;
    double y = component->top + card_y(plan, cable->payer) + cable->port_out, x = payer->x + payer->width;
    double lane = component->top + plan->items[cable->chain[cable->chain_count - 1]].y;
    double radius = turn_radius(cable, lane - y, cable->track_out);
    enum heading turn = lane < y ? HEADING_NORTH : HEADING_SOUTH;
    path_start(path, arena, (struct point){x, y}, HEADING_EAST);
    cable->path.lean = lean_of(cable);
    cable->path.transposed = plan->down;
    path_across(path, arena, x + cable->track_out - radius, y);
    path_turn(path, arena, turn, radius);
    path_upright(path, arena, lane + (turn == HEADING_NORTH ? radius : -radius));
    path_turn(path, arena, HEADING_WEST, radius);
    for (size_t i = cable->chain_count - 1; i > 0; i--) {
        int column = plan->items[cable->chain[i]].column;
        path_across(path, arena, component->curve_to[column], lane);
        lane = component->top + plan->items[cable->chain[i - 1]].y;
        path_across(path, arena, component->curve_from[column], lane);
    }
    y = component->top + card_y(plan, cable->payee) + cable->port_in;
    radius = turn_radius(cable, lane - y, cable->track_in);
    turn = y < lane ? HEADING_NORTH : HEADING_SOUTH;
    path_across(path, arena, payee->x - cable->track_in + radius, lane);
    path_turn(path, arena, turn, radius);
    path_upright(path, arena, y + (turn == HEADING_NORTH ? radius : -radius));
    path_turn(path, arena, HEADING_EAST, radius);
    path_across(path, arena, payee->x, y);
}

static void component_shift(struct flow_plan *plan, struct component *component)
{
    for (int column = 0; column < component->column_count; column++) {
        component->column_x[column] += component->left;
        component->curve_from[column] += component->left;
        component->curve_to[column] += component->left;
    }
    for (size_t c = 0; c < component->card_count; c++)
        plan->cards[component->cards[c]].x += component->left;
}

void plan_route(struct flow_plan *plan)
{
    plan_card_text_again(plan);
    for (size_t i = 0; i < plan->component_count; i++) {
        struct component *component = &plan->components[i];
        component->column_x = arena_array(plan->arena, double, (size_t)component->column_count);
        component->curve_from = arena_array(plan->arena, double, (size_t)component->column_count);
        component->curve_to = arena_array(plan->arena, double, (size_t)component->column_count);
        component_x(plan, component);
    }
    if (plan->down)
        plan->band_height = rows_stack(plan);
    for (size_t i = 0; i < plan->component_count; i++) {
        struct component *component = &plan->components[i];
        component_shift(plan, component);
        for (size_t c = 0; c < component->cable_count; c++) {
            struct cable *cable = &plan->cables[component->cables[c]];
            if (cable->back)
                return_path(plan, component, cable);
            else
                forward_path(plan, component, cable);
        }
    }
}
