/* SPDX-License-Identifier: MIT */
/*
 * order: in, cards and cables; out, which column each card stands in, the order of everything inside the
 * columns and a rough y. Cycles are broken by weight (cycle.h); crossings and straightness are asked of
 * layout.h in numbers.
 *
 * A forward cable passes each column between its cards as an item of its own height; a return has a lane in
 * every column from its payee to its payer. While dot orders the columns, a return also has two turn nodes,
 * outside its ends, that keep the lane beside its cards; they are dropped afterwards.
 */
#include "plan.h"

#include "cycle.h"
#include "layout.h"
#include "ports.h"
#include "sift.h"

#include <math.h>
#include <stdlib.h>

static const double LANE_GAP = 5, BESIDE_GAP = 8;
enum { RESTARTS_SMALL = 14, RESTARTS_LARGE = 3, RESTARTS_HUGE = 2, SIFT_PASSES = 3 };

/* ---- components and columns ---- */

static size_t root_of(size_t *parent, size_t at)
{
    while (parent[at] != at)
        at = parent[at] = parent[parent[at]];
    return at;
}

static double component_size(const struct flow_plan *plan, const struct component *component)
{
    double size = 0;
    for (size_t i = 0; i < component->cable_count; i++)
        size += (double)plan->cables[component->cables[i]].reserve;
    return size;
}

static void component_fill(
    struct flow_plan *plan, struct component *component, const size_t *number, size_t which)
{
    component->cards = arena_array(plan->arena, size_t, plan->card_count);
    component->cables = arena_array(plan->arena, size_t, plan->cable_count);
    for (size_t c = 0; c < plan->card_count; c++)
        if (number[c] == which)
            component->cards[component->card_count++] = c;
    for (size_t c = 0; c < plan->cable_count; c++)
        if (number[plan->cables[c].payer] == which)
            component->cables[component->cable_count++] = c;
}

/* Most parties first, then the greatest, then by the least card. */
static bool component_before(
    const struct flow_plan *plan, const struct component *a, const struct component *b)
{
    double size_a = component_size(plan, a), size_b = component_size(plan, b);
    if (a->column_count != b->column_count)
        return a->column_count > b->column_count;
    if (size_a != size_b)
        return size_a > size_b;
    return a->cards[0] < b->cards[0];
}

static void components_make(struct flow_plan *plan)
{
    size_t *parent = arena_array(plan->arena, size_t, plan->card_count);
    size_t *number = arena_array(plan->arena, size_t, plan->card_count);
    for (size_t c = 0; c < plan->card_count; c++)
        parent[c] = c;
    for (size_t c = 0; c < plan->cable_count; c++) {
        size_t a = root_of(parent, plan->cables[c].payer), b = root_of(parent, plan->cables[c].payee);
        parent[a > b ? a : b] = a > b ? b : a;
    }
    plan->component_count = 0;
    for (size_t c = 0; c < plan->card_count; c++)
        number[c] = root_of(parent, c) == c ? plan->component_count++ : number[root_of(parent, c)];
    plan->components = arena_array(plan->arena, struct component, plan->component_count + 1);
    for (size_t i = 0; i < plan->component_count; i++)
        component_fill(plan, &plan->components[i], number, i);
}

static void components_sort(struct flow_plan *plan)
{
    for (size_t i = 1; i < plan->component_count; i++)
        for (size_t at = i; at > 0; at--) {
            struct component *a = &plan->components[at - 1], *b = &plan->components[at];
            if (!component_before(plan, b, a))
                break;
            struct component moved = *a;
            *a = *b;
            *b = moved;
        }
    for (size_t i = 0; i < plan->component_count; i++)
        for (size_t c = 0; c < plan->components[i].card_count; c++)
            plan->cards[plan->components[i].cards[c]].component = i;
}

static money reserve_most(const struct flow_plan *plan)
{
    money most = 1;
    for (size_t c = 0; c < plan->cable_count; c++)
        most = plan->cables[c].reserve > most ? plan->cables[c].reserve : most;
    return most;
}

/* Undisclosed ones weigh one hundredth of the greatest; a little for each cable keeps ties stable. */
static void returns_find(struct flow_plan *plan)
{
    struct arc *arcs = arena_array(plan->arena, struct arc, plan->cable_count);
    bool *back = arena_array(plan->arena, bool, plan->cable_count);
    double most = (double)reserve_most(plan);
    for (size_t c = 0; c < plan->cable_count; c++) {
        const struct cable *cable = &plan->cables[c];
        double share = cable->reserve > 0 ? (double)cable->reserve / most : 0.01;
        arcs[c] = (struct arc){cable->payer, cable->payee, 1 + (int64_t)(share * 1e6)};
    }
    feedback_find(plan->arena, plan->card_count, arcs, plan->cable_count, back);
    for (size_t c = 0; c < plan->cable_count; c++)
        plan->cables[c].back = back[c];
}

/* Steps from a source to each card of the component, along cables that are not loose; returns reversed. */
static int longest_paths(
    const struct flow_plan *plan, const struct component *component, int *steps, int *ahead)
{
    int longest = 0;
    for (size_t i = 0; i < component->card_count; i++)
        steps[component->cards[i]] = ahead[component->cards[i]] = 0;
    for (size_t round = 0; round < component->card_count; round++)
        for (size_t i = 0; i < component->cable_count; i++) {
            const struct cable *cable = &plan->cables[component->cables[i]];
            size_t from = cable->back ? cable->payee : cable->payer,
                   to = cable->back ? cable->payer : cable->payee;
            int step = cable->loose ? 0 : 1;
            if (steps[to] < steps[from] + step)
                steps[to] = steps[from] + step;
            if (ahead[from] < ahead[to] + step)
                ahead[from] = ahead[to] + step;
        }
    for (size_t i = 0; i < component->card_count; i++)
        longest = steps[component->cards[i]] > longest ? steps[component->cards[i]] : longest;
    return longest;
}

/* While the longest path needs more than `most` columns, its lightest cable becomes loose: it may stay in one
 * column. */
static void component_shorten(struct flow_plan *plan, struct component *component, int most)
{
    int *steps = arena_array(plan->arena, int, plan->card_count),
        *ahead = arena_array(plan->arena, int, plan->card_count);
    for (;;) {
        int longest = longest_paths(plan, component, steps, ahead);
        struct cable *lightest = NULL;
        int lightest_middle = 0;
        if (longest < most)
            return;
        for (size_t i = 0; i < component->cable_count; i++) {
            struct cable *cable = &plan->cables[component->cables[i]];
            size_t from = cable->back ? cable->payee : cable->payer,
                   to = cable->back ? cable->payer : cable->payee;
            bool on_longest = steps[from] + 1 + ahead[to] == longest && steps[to] == steps[from] + 1;
            int middle =
                steps[to] < ahead[from] ? steps[to] : ahead[from]; /* of equals the one amid the path */
            if (cable->loose || !on_longest || (lightest != NULL && cable->reserve > lightest->reserve))
                continue;
            if (lightest == NULL || cable->reserve < lightest->reserve || middle > lightest_middle) {
                lightest = cable;
                lightest_middle = middle;
            }
        }
        if (lightest == NULL)
            return;
        lightest->loose = true;
    }
}

static bool component_columns(
    struct flow_plan *plan, struct component *component, struct flow_engine *engine, int columns_most)
{
    struct layout_edge *edges = arena_array(plan->arena, struct layout_edge, component->cable_count);
    size_t *place = arena_array(plan->arena, size_t, plan->card_count);
    int *ranks = arena_array(plan->arena, int, component->card_count);
    double most = (double)reserve_most(plan);
    component_shorten(plan, component, columns_most);
    for (size_t i = 0; i < component->card_count; i++)
        place[component->cards[i]] = i;
    for (size_t i = 0; i < component->cable_count; i++) {
        const struct cable *cable = &plan->cables[component->cables[i]];
        size_t from = cable->back ? cable->payee : cable->payer,
               to = cable->back ? cable->payer : cable->payee;
        int weight = 1 + (int)lround(9 * (double)cable->reserve / most);
        edges[i] = (struct layout_edge){place[from], place[to], cable->loose ? 0 : 1, weight};
    }
    if (!layout_ranks(engine, component->card_count, edges, component->cable_count, ranks))
        return false;
    component->column_count = 0;
    for (size_t i = 0; i < component->card_count; i++) {
        plan->cards[component->cards[i]].column = ranks[i];
        if (ranks[i] + 1 > component->column_count)
            component->column_count = ranks[i] + 1;
    }
    for (size_t i = 0; i < component->cable_count; i++) {
        struct cable *cable = &plan->cables[component->cables[i]];
        if (plan->cards[cable->payer].column == plan->cards[cable->payee].column)
            cable->back = true;
    }
    return true;
}

bool plan_columns(struct flow_plan *plan, struct flow_engine *engine, int most)
{
    components_make(plan);
    returns_find(plan);
    for (size_t i = 0; i < plan->component_count; i++)
        if (!component_columns(plan, &plan->components[i], engine, most))
            return false;
    components_sort(plan);
    return true;
}

/* ---- items ---- */

static size_t item_add(struct flow_plan *plan, size_t card, size_t cable, int column)
{
    plan->items[plan->item_count] = (struct item){.card = card, .cable = cable, .column = column};
    return plan->item_count++;
}

static void chain_make(struct flow_plan *plan, size_t index)
{
    struct cable *cable = &plan->cables[index];
    const struct card *left = &plan->cards[cable->back ? cable->payee : cable->payer];
    const struct card *right = &plan->cards[cable->back ? cable->payer : cable->payee];
    cable->chain = arena_array(plan->arena, size_t, (size_t)(right->column - left->column + 1));
    cable->chain_count = 0;
    for (int column = left->column; column <= right->column; column++) {
        size_t item = left->item;
        if (cable->back || (column > left->column && column < right->column))
            item = item_add(plan, NO_INDEX, index, column);
        else if (column == right->column)
            item = right->item;
        cable->chain[cable->chain_count++] = item;
    }
}

static void items_make(struct flow_plan *plan)
{
    size_t most = plan->card_count;
    for (size_t c = 0; c < plan->cable_count; c++) {
        int span = abs(plan->cards[plan->cables[c].payer].column - plan->cards[plan->cables[c].payee].column);
        most += (size_t)span + 1;
    }
    plan->items = arena_array(plan->arena, struct item, most);
    plan->item_count = 0;
    for (size_t i = 0; i < plan->component_count; i++) {
        struct component *component = &plan->components[i];
        component->first_item = plan->item_count;
        for (size_t c = 0; c < component->card_count; c++) {
            struct card *card = &plan->cards[component->cards[c]];
            card->item = item_add(plan, component->cards[c], NO_INDEX, card->column);
        }
        for (size_t c = 0; c < component->cable_count; c++)
            chain_make(plan, component->cables[c]);
        component->item_count = plan->item_count - component->first_item;
    }
}

void item_heights(struct flow_plan *plan)
{
    for (size_t i = 0; i < plan->item_count; i++) {
        struct item *item = &plan->items[i];
        item->height =
            item->card != NO_INDEX ? plan->cards[item->card].height : plan->cables[item->cable].thickness;
    }
}

/* ---- order within columns ---- */

static int link_weight(
    const struct flow_plan *plan, const struct cable *cable, size_t a, size_t b, double most)
{
    int passing = (plan->items[a].card == NO_INDEX) + (plan->items[b].card == NO_INDEX);
    int weight = 1 + (int)lround(9 * cable->thickness / most);
    return weight * (passing == 2 ? 8 : passing == 1 ? 2 : 1);
}

double thickness_most(const struct flow_plan *plan)
{
    double most = FLOOR_THICKNESS;
    for (size_t c = 0; c < plan->cable_count; c++)
        most = fmax(most, plan->cables[c].thickness);
    return most;
}

struct order_graph {
    double *heights, *y;
    struct layout_edge *edges;
    size_t nodes, edge_count, first;
};

static void order_link(struct order_graph *graph, size_t tail, size_t head, int weight)
{
    graph->edges[graph->edge_count++] = (struct layout_edge){tail, head, 1, weight};
}

static void order_add_cable(
    struct order_graph *graph, const struct flow_plan *plan, const struct cable *cable, double most)
{
    for (size_t i = 1; i < cable->chain_count; i++) {
        size_t a = cable->chain[i - 1], b = cable->chain[i];
        order_link(graph, a - graph->first, b - graph->first, link_weight(plan, cable, a, b, most));
    }
    if (!cable->back)
        return;
    size_t right_turn = graph->nodes++, left_turn = graph->nodes++;
    size_t last = cable->chain[cable->chain_count - 1], first = cable->chain[0];
    int weight = 2 * (1 + (int)lround(9 * cable->thickness / most));
    graph->heights[right_turn] = graph->heights[left_turn] = cable->thickness;
    order_link(graph, plan->cards[cable->payer].item - graph->first, right_turn, weight);
    order_link(graph, last - graph->first, right_turn, weight);
    order_link(graph, left_turn, plan->cards[cable->payee].item - graph->first, weight);
    order_link(graph, left_turn, first - graph->first, weight);
}

static void column_sort(const struct flow_plan *plan, size_t *items, size_t count)
{
    for (size_t i = 1; i < count; i++) { /* insertion: stable, so equals keep the order of their ids */
        size_t moved = items[i], at = i;
        for (; at > 0 && plan->items[items[at - 1]].rank_y > plan->items[moved].rank_y; at--)
            items[at] = items[at - 1];
        items[at] = moved;
    }
}

static void component_fill_columns(struct flow_plan *plan, struct component *component)
{
    component->columns = arena_array(plan->arena, size_t *, (size_t)component->column_count);
    component->column_counts = arena_array(plan->arena, size_t, (size_t)component->column_count);
    for (int column = 0; column < component->column_count; column++) {
        component->columns[column] = arena_array(plan->arena, size_t, component->item_count);
        for (size_t i = 0; i < component->item_count; i++)
            if (plan->items[component->first_item + i].column == column)
                component->columns[column][component->column_counts[column]++] = component->first_item + i;
        column_sort(plan, component->columns[column], component->column_counts[column]);
    }
}

/* Node numbers in another order: 0 as they are, 1 reversed, else shuffled by a seed. dot's result depends on
 * it. */
static size_t *creation_order(struct arena *arena, size_t count, int variant)
{
    size_t *order = arena_array(arena, size_t, count + 1);
    uint32_t seed = (uint32_t)variant * 2654435761u;
    for (size_t i = 0; i < count; i++)
        order[i] = variant == 1 ? count - 1 - i : i;
    for (size_t i = count; variant > 1 && i > 1; i--) {
        seed = seed * 1664525u + 1013904223u;
        size_t other = (seed >> 8) % i, moved = order[i - 1];
        order[i - 1] = order[other];
        order[other] = moved;
    }
    return order;
}

static struct order_graph order_graph_of(struct flow_plan *plan, const struct component *component)
{
    size_t links = 0, nodes = component->item_count + 2 * component->cable_count;
    for (size_t i = 0; i < component->cable_count; i++)
        links += plan->cables[component->cables[i]].chain_count + 4;
    struct order_graph graph = {.heights = arena_array(plan->arena, double, nodes),
        .y = arena_array(plan->arena, double, nodes),
        .edges = arena_array(plan->arena, struct layout_edge, links),
        .nodes = component->item_count,
        .first = component->first_item};
    for (size_t i = 0; i < component->item_count; i++)
        graph.heights[i] = plan->items[component->first_item + i].height + BESIDE_GAP;
    double most = thickness_most(plan);
    for (size_t i = 0; i < component->cable_count; i++)
        order_add_cable(&graph, plan, &plan->cables[component->cables[i]], most);
    return graph;
}

static bool order_by_dot(struct flow_plan *plan, struct component *component, struct flow_engine *engine,
    const struct order_graph *graph, int variant)
{
    const size_t *creation = creation_order(plan->arena, graph->nodes, variant);
    if (!layout_order(engine, graph->nodes, graph->heights, graph->edges, graph->edge_count, creation,
            LANE_GAP, graph->y))
        return false;
    for (size_t i = 0; i < component->item_count; i++)
        plan->items[component->first_item + i].rank_y = graph->y[i];
    for (int column = 0; column < component->column_count; column++)
        column_sort(plan, component->columns[column], component->column_counts[column]);
    return true;
}

/* ---- sifting ---- */

static void sift_add_cable(struct flow_plan *plan, struct sift *sift, const struct cable *cable, double most)
{
    double weight = cable->thickness / most;
    for (size_t i = 1; i < cable->chain_count; i++) {
        struct sift_column *column = &sift->columns[plan->items[cable->chain[i - 1]].column];
        column->links[column->link_count++] =
            (struct sift_link){cable->chain[i - 1], cable->chain[i], weight};
    }
    if (!cable->back)
        return;
    struct sift_column *right = &sift->columns[plan->cards[cable->payer].column];
    struct sift_column *left = &sift->columns[plan->cards[cable->payee].column];
    right->out[right->out_count++] =
        (struct sift_turn){plan->cards[cable->payer].item, cable->chain[cable->chain_count - 1], weight};
    left->in[left->in_count++] = (struct sift_turn){plan->cards[cable->payee].item, cable->chain[0], weight};
}

static struct sift sift_of(struct flow_plan *plan, struct component *component)
{
    struct sift sift = {.column_count = (size_t)component->column_count};
    sift.columns = arena_array(plan->arena, struct sift_column, sift.column_count);
    sift.position = arena_array(plan->arena, size_t, plan->item_count);
    for (size_t c = 0; c < sift.column_count; c++) {
        sift.columns[c].items = component->columns[c];
        sift.columns[c].count = component->column_counts[c];
        sift.columns[c].links = arena_array(plan->arena, struct sift_link, component->cable_count);
        sift.columns[c].out = arena_array(plan->arena, struct sift_turn, component->cable_count);
        sift.columns[c].in = arena_array(plan->arena, struct sift_turn, component->cable_count);
    }
    for (size_t i = 0; i < component->cable_count; i++)
        sift_add_cable(plan, &sift, &plan->cables[component->cables[i]], thickness_most(plan));
    return sift;
}

static void sift_positions(struct sift *sift)
{
    for (size_t c = 0; c < sift->column_count; c++)
        for (size_t i = 0; i < sift->columns[c].count; i++)
            sift->position[sift->columns[c].items[i]] = i;
}

/* Places before any straightening: each column simply stacked, so that ports can be sorted. */
static void stack_columns(struct flow_plan *plan, const struct component *component)
{
    for (int column = 0; column < component->column_count; column++) {
        double y = 0;
        for (size_t i = 0; i < component->column_counts[column]; i++) {
            struct item *item = &plan->items[component->columns[column][i]];
            item->y = y + item->height / 2;
            y += item->height + LANE_GAP;
        }
    }
}

static int restarts_of(const struct component *component)
{
    return component->item_count <= 70    ? RESTARTS_SMALL
           : component->item_count <= 150 ? RESTARTS_LARGE
                                          : RESTARTS_HUGE;
}

/* A measurement asks only how high the columns get, which the order hardly changes: large ones are not sifted
 * for it. */
static int passes_of(const struct flow_plan *plan, const struct component *component)
{
    bool measures = plan->restarts == 1;
    return !measures ? SIFT_PASSES : component->item_count <= 150 ? 1 : 0;
}

/* Several starts of dot, each sifted; the best by what crosses is kept. */
static bool component_order(struct flow_plan *plan, struct component *component, struct flow_engine *engine)
{
    component_fill_columns(plan, component);
    struct order_graph graph = order_graph_of(plan, component);
    struct sift sift = sift_of(plan, component);
    size_t *best = arena_array(plan->arena, size_t, component->item_count);
    double best_cost = INFINITY;
    for (int variant = 0;
         variant < (plan->restarts > 0 ? plan->restarts : restarts_of(component)) && best_cost > 0;
         variant++) {
        if (!order_by_dot(plan, component, engine, &graph, variant))
            return false;
        sift_positions(&sift);
        sift_improve(&sift, passes_of(plan, component));
        double cost = sift_cost(&sift);
        if (cost < best_cost - 1e-9) {
            best_cost = cost;
            for (size_t i = 0; i < component->item_count; i++)
                best[i] = sift.position[component->first_item + i];
        }
    }
    for (size_t i = 0; i < component->item_count; i++)
        component->columns[plan->items[component->first_item + i].column][best[i]] =
            component->first_item + i;
    stack_columns(plan, component);
    return true;
}

bool plan_order(struct flow_plan *plan, struct flow_engine *engine)
{
    items_make(plan);
    item_heights(plan);
    for (size_t i = 0; i < plan->component_count; i++)
        if (!component_order(plan, &plan->components[i], engine))
            return false;
    return true;
}
