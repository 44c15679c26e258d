/* SPDX-License-Identifier: MIT */
/*
 * route: in, columns and y; out, x and every cable's centre line.
 *
 * Curves of one gap share their ends and their roundness, so that cables in order cannot overlap; gaps.h says
 * where the gaps are.
 */
#include "plan.h"

#include "gaps.h"

#include <math.h>

enum { STRETCH_ROUNDS = 4 };
static const double STRETCH_MOST = 2.5;
static const double TURN_LEAST = 6, TURN_CLEAR = 3.5, LEAN_FULL = 5, LEAN_NONE = 10;
static const double GAP_LEAST = 40, CARD_LEAST_WIDTH = 60;

int plan_columns_most(const struct flow_plan *plan)
{
    if (plan->down)
        return rows_most(plan);
    int most = (int)floor((plan->width + GAP_LEAST) / (CARD_LEAST_WIDTH + GAP_LEAST));
    return most < 2 ? 2 : most;
}

static double card_y(const struct flow_plan *plan, size_t card)
{
    return plan->items[plan->cards[card].item].y;
}

/* ---- paths ---- */

/* Vertical slices thin a steep ribbon: broad ones bear it and stay apart, thin ones would vanish. */
static double lean_of(const struct cable *cable)
{
    return fmin(fmax((LEAN_NONE - cable->thickness) / (LEAN_NONE - LEAN_FULL), 0), 1);
}

/* As round as there is room for: half the step between port and lane, and the distance of the upright. */
static double turn_radius(const struct cable *cable, double step, double distance)
{
    double wish = fmax(cable->thickness / 2 + TURN_CLEAR, TURN_LEAST);
    return fmin(fmin(wish, fabs(step) / 2), distance);
}

/* Through a gap to the level y on its other side: in a curve, or along an upright of its own. */
static void path_through(
    struct flow_plan *plan, const struct component *component, struct cable *cable, size_t link, double y)
{
    struct arena *arena = plan->arena;
    struct path *path = &cable->path;
    const struct piece *last = &path->pieces[path->count - 1];
    int column = plan->items[cable->chain[link]].column;
    double left = component->curve_from[column], right = component->curve_to[column], from = last->to.y;
    double track = cable->tracks[link];
    bool west = cable->back;
    path_across(path, arena, west ? right : left, from);
    path->round = component->curve_round[column];
    if (track > 0) {
        double radius = turn_radius(cable, y - from, fmin(track, right - left - track));
        int along = west ? -1 : 1, down = y > from ? 1 : -1;
        path_across(path, arena, left + track - along * radius, from);
        path_turn(path, arena, y > from ? HEADING_SOUTH : HEADING_NORTH, radius);
        path_upright(path, arena, y - down * radius);
        path_turn(path, arena, west ? HEADING_WEST : HEADING_EAST, radius);
    }
    path_across(path, arena, west ? left : right, y);
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
        path_through(plan, component, cable, i, next);
        y = next;
    }
    path_across(&cable->path, plan->arena, payee->x, y);
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
        lane = component->top + plan->items[cable->chain[i - 1]].y;
        path_through(plan, component, cable, i, lane);
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

/* Gaps between rows as they wish; where a height is given, all of them by the same factor more or less. */
static void rows_share(struct flow_plan *plan)
{
    double height = plan->options.height - plan->below, gaps;
    plan->stretch = 1;
    for (int round = 0; round < STRETCH_ROUNDS; round++) {
        for (size_t i = 0; i < plan->component_count; i++)
            gaps_share(plan, &plan->components[i]);
        plan->band_height = rows_stack(plan, &gaps);
        if (plan->options.height <= 0 || gaps <= 0 || fabs(plan->band_height - height) < 0.5)
            return;
        plan->stretch *= fmax((height - plan->band_height + gaps) / gaps, 0.1);
        plan->stretch = fmin(plan->stretch, STRETCH_MOST);
    }
}

void plan_route(struct flow_plan *plan)
{
    plan_card_text_again(plan);
    if (plan->down)
        rows_share(plan);
    for (size_t i = 0; i < plan->component_count && !plan->down; i++)
        gaps_share(plan, &plan->components[i]);
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
