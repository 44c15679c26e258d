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

#include "arrange.h"
#include "cycle.h"
#include "layout.h"
#include "ports.h"
#include "prior.h"

#include <math.h>
#include <stdlib.h>

static const double LANE_GAP = 5, BESIDE_GAP = 8, CARD_GAP = 14;
enum {
    STARTS_SMALL = 1,
    STARTS_LARGE = 1,
    SWEEPS = 8,
    ITEMS_FEW = 70,
    ITEMS_MANY = 400,
    CARDS_MANY = 120,
    STEPS_BASE = 600000,
    STEPS_AN_ITEM = 40000,
    STEPS_A_TRIPLE = 45, /* the search grows faster than the graph, up to a point */
    STEPS_MOST = 30000000,
    STEPS_MEASURE = 400000,
    ROWS_MORE = 3,
    TALL_GIVEN = 200000
};

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
    bool changed = true;
    for (size_t round = 0; round < component->card_count && changed; round++) {
        changed = false;
        for (size_t i = 0; i < component->cable_count; i++) {
            const struct cable *cable = &plan->cables[component->cables[i]];
            size_t from = cable->back ? cable->payee : cable->payer,
                   to = cable->back ? cable->payer : cable->payee;
            int step = cable->loose ? 0 : 1;
            changed = changed || steps[to] < steps[from] + step || ahead[from] < ahead[to] + step;
            if (steps[to] < steps[from] + step)
                steps[to] = steps[from] + step;
            if (ahead[from] < ahead[to] + step)
                ahead[from] = ahead[to] + step;
        }
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

/* Many parties: the longest paths are squeezed evenly into the columns there are, without asking dot. */
static void component_squeeze(struct flow_plan *plan, struct component *component, int most)
{
    int *steps = arena_array(plan->arena, int, plan->card_count),
        *ahead = arena_array(plan->arena, int, plan->card_count);
    int longest = longest_paths(plan, component, steps, ahead);
    component->column_count = longest < most ? longest + 1 : most;
    for (size_t i = 0; i < component->card_count; i++) {
        size_t card = component->cards[i];
        plan->cards[card].column =
            longest < most ? steps[card] : (int)((int64_t)steps[card] * most / (longest + 1));
    }
}

static bool component_columns(
    struct flow_plan *plan, struct component *component, struct flow_engine *engine, int columns_most)
{
    if (component->card_count > CARDS_MANY) {
        component_squeeze(plan, component, columns_most);
        return true;
    }
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
    return true;
}

bool plan_columns(struct flow_plan *plan, struct flow_engine *engine, int most)
{
    components_make(plan);
    returns_find(plan);
    for (size_t i = 0; i < plan->component_count; i++)
        if (!component_columns(plan, &plan->components[i], engine, most))
            return false;
    for (size_t c = 0; c < plan->cable_count; c++)
        if (plan->cards[plan->cables[c].payer].column == plan->cards[plan->cables[c].payee].column)
            plan->cables[c].back = true;
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
    return true;
}

/* ---- search ---- */

enum { CLEARLY_BETTER = 3 }; /* by a third of its cost */

/* A component as arrange.h wants it: cards and cables by their places in the component's lists. */
struct search {
    const struct flow_plan *plan;
    const struct component *component;
    struct arrange_input input;
    struct arrangement *arrangement;
    int *columns; /* by card of the component, at the start */
};

static double total_reserve(const struct flow_plan *plan)
{
    double total = 0;
    for (size_t c = 0; c < plan->cable_count; c++)
        total += (double)plan->cables[c].reserve;
    return total > 0 ? total : 1;
}

static struct arrange_arc search_arc(
    const struct flow_plan *plan, const struct cable *cable, const size_t *place, double total)
{
    struct arrange_arc arc = {.payer = place[cable->payer], .payee = place[cable->payee]};
    arc.share = (int64_t)((double)cable->reserve / total * ARRANGE_SHARE);
    arc.count = (int)cable->count;
    arc.height = (int)ceil(cable->thickness + (plan->down ? BESIDE_GAP : LANE_GAP));
    return arc;
}

static struct search search_of(struct flow_plan *plan, const struct component *component, int columns_most)
{
    struct search search = {.plan = plan, .component = component};
    struct arrange_arc *arcs = arena_array(plan->arena, struct arrange_arc, component->cable_count + 1);
    int *heights = arena_array(plan->arena, int, component->card_count + 1);
    size_t *place = arena_array(plan->arena, size_t, plan->card_count);
    double total = total_reserve(plan);
    search.columns = arena_array(plan->arena, int, component->card_count + 1);
    for (size_t i = 0; i < component->card_count; i++) {
        const struct card *card = &plan->cards[component->cards[i]];
        place[component->cards[i]] = i;
        heights[i] = (int)ceil(card->height + (plan->down ? CARD_GAP : BESIDE_GAP));
        search.columns[i] = card->column;
    }
    for (size_t i = 0; i < component->cable_count; i++)
        arcs[i] = search_arc(plan, &plan->cables[component->cables[i]], place, total);
    search.input = (struct arrange_input){.card_count = component->card_count,
        .arc_count = component->cable_count,
        .card_heights = heights,
        .arcs = arcs,
        .columns = columns_most > component->column_count ? columns_most : component->column_count};
    if (plan->down) { /* the width is given */
        search.input.height_most = (int)(rows_room(plan) + CARD_GAP);
        search.input.tall = TALL_GIVEN;
    }
    return search;
}

/* Where dot would put an item: see arrange_place. */
static double dot_place(const void *context, bool is_card, size_t index, int column)
{
    const struct search *search = context;
    const struct flow_plan *plan = search->plan;
    if (is_card)
        return plan->items[plan->cards[search->component->cards[index]].item].rank_y;
    const struct cable *cable = &plan->cables[search->component->cables[index]];
    for (size_t i = 0; i < cable->chain_count; i++)
        if (plan->items[cable->chain[i]].column == column)
            return plan->items[cable->chain[i]].rank_y;
    return 0;
}

static double no_place(const void *context, bool is_card, size_t index, int column)
{
    (void)context, (void)is_card, (void)index, (void)column;
    return 0;
}

/* A measurement asks only how high the columns get, which the order hardly changes. */
static bool is_measurement(const struct flow_plan *plan)
{
    return plan->restarts == 1;
}

static void search_quickly(struct search *search, uint64_t steps, bool moves)
{
    arrangement_start(search->arrangement, search->columns, no_place, search);
    arrangement_sweep(search->arrangement, SWEEPS);
    arrangement_improve(search->arrangement, steps, moves);
}

/* Where an item stood in the older edition's drawing: see arrange_place. */
struct prior_context {
    const struct search *search;
    struct prior_start start;
};

static double prior_place(const void *context, bool is_card, size_t index, int column)
{
    const struct prior_context *prior = context;
    const struct component *component = prior->search->component;
    return is_card ? prior->start.y[component->cards[index]]
                   : prior_arc_y(&prior->start, component->cables[index], column);
}

/* The older edition's arrangement is kept, only settled anew, unless what was found without it is clearly
   better: an eye that knows last week's figure finds its way in this one. */
static void search_from_prior(struct search *search, struct flow_plan *plan, uint64_t steps)
{
    struct prior_context prior = {.search = search};
    struct arrangement *arrangement = search->arrangement;
    if (!prior_start_make(plan, search->input.columns, &prior.start))
        return;
    int64_t found = arrangement_cost(arrangement);
    struct arrange_state *best = arrangement_save(arrangement, NULL);
    int *columns = arena_array(plan->arena, int, search->component->card_count + 1);
    for (size_t i = 0; i < search->component->card_count; i++)
        columns[i] = prior.start.columns[search->component->cards[i]];
    arrangement_start(arrangement, columns, prior_place, &prior);
    arrangement_improve(arrangement, steps, false);
    if (arrangement_cost(arrangement) > found + found / CLEARLY_BETTER)
        arrangement_load(arrangement, best);
}

/* One start after another, each searched a while; the best of all stays. */
static bool search_starts(struct search *search, struct flow_plan *plan, struct component *component,
    struct flow_engine *engine, int starts, uint64_t steps)
{
    struct arrangement *arrangement = search->arrangement;
    struct arrange_state *best = arrangement_save(arrangement, NULL);
    int64_t least = arrangement_cost(arrangement);
    struct order_graph graph = order_graph_of(plan, component);
    for (int start = 0; start < starts && least > 0; start++) {
        if (!order_by_dot(plan, component, engine, &graph, start))
            return false;
        arrangement_start(arrangement, search->columns, dot_place, search);
        arrangement_improve(arrangement, steps, true);
        int64_t cost = arrangement_cost(arrangement);
        if (cost < least) {
            least = cost;
            arrangement_save(arrangement, best);
        }
    }
    arrangement_load(arrangement, best);
    return true;
}

/* Several starts; the best is searched on from. Large graphs have one: dot takes too long. */
static bool search_widely(
    struct search *search, struct flow_plan *plan, struct component *component, struct flow_engine *engine)
{
    size_t size = component->item_count;
    int starts = size <= ITEMS_FEW ? STARTS_SMALL : size <= ITEMS_MANY ? STARTS_LARGE : 0;
    double wish = STEPS_BASE + STEPS_AN_ITEM * (double)size + STEPS_A_TRIPLE * pow((double)size, 3);
    uint64_t steps = (uint64_t)fmin(wish, STEPS_MOST);
    search_quickly(search, steps / 3, true);
    if (starts > 0 && !search_starts(search, plan, component, engine, starts, steps / 3))
        return false;
    arrangement_improve(search->arrangement, steps, true);
    search_from_prior(search, plan, steps / 4);
    return true;
}

/* Columns without cards close up. */
static void search_take(
    const struct search *search, struct flow_plan *plan, struct component *component, int *first)
{
    const struct arrangement *arrangement = search->arrangement;
    int count = 0, *number = arena_array(plan->arena, int, (size_t)search->input.columns);
    for (int column = 0; column < search->input.columns; column++) {
        bool used = false;
        for (size_t i = 0; i < component->card_count; i++)
            used = used || arrangement_column(arrangement, i) == column;
        number[column] = count;
        if (used)
            first[count++] = column;
    }
    component->column_count = count;
    for (size_t i = 0; i < component->card_count; i++)
        plan->cards[component->cards[i]].column = number[arrangement_column(arrangement, i)];
    for (size_t i = 0; i < component->cable_count; i++)
        plan->cables[component->cables[i]].back = arrangement_is_return(arrangement, i);
}

/* ---- items in order ---- */

struct ordered {
    size_t at, item;
};

static int compare_places(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

static size_t item_place(const struct flow_plan *plan, const struct component *component,
    const struct search *search, const int *original, size_t index)
{
    const struct item *item = &plan->items[index];
    const size_t *list = item->card != NO_INDEX ? component->cards : component->cables;
    size_t wanted = item->card != NO_INDEX ? item->card : item->cable, low = 0,
           high = item->card != NO_INDEX ? component->card_count : component->cable_count;
    while (high - low > 1) { /* the lists are sorted */
        size_t middle = (low + high) / 2;
        if (list[middle] <= wanted)
            low = middle;
        else
            high = middle;
    }
    return item->card != NO_INDEX ? arrangement_card_place(search->arrangement, low)
                                  : arrangement_arc_place(search->arrangement, low, original[item->column]);
}

static void component_fill_columns(
    struct flow_plan *plan, struct component *component, const struct search *search, const int *original)
{
    struct ordered *places = arena_array(plan->arena, struct ordered, component->item_count);
    component->columns = arena_array(plan->arena, size_t *, (size_t)component->column_count);
    component->column_counts = arena_array(plan->arena, size_t, (size_t)component->column_count);
    for (int column = 0; column < component->column_count; column++) {
        size_t count = 0;
        for (size_t i = 0; i < component->item_count; i++)
            if (plan->items[component->first_item + i].column == column)
                places[count++] =
                    (struct ordered){item_place(plan, component, search, original, component->first_item + i),
                        component->first_item + i};
        qsort(places, count, sizeof *places, compare_places);
        component->columns[column] = arena_array(plan->arena, size_t, count + 1);
        component->column_counts[column] = count;
        for (size_t i = 0; i < count; i++)
            component->columns[column][i] = places[i].item;
    }
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

bool plan_order(struct flow_plan *plan, struct flow_engine *engine)
{
    struct search *searches = arena_array(plan->arena, struct search, plan->component_count + 1);
    int **original = arena_array(plan->arena, int *, plan->component_count + 1);
    items_make(plan);
    item_heights(plan);
    for (size_t i = 0; i < plan->component_count; i++) {
        struct component *component = &plan->components[i];
        int most = plan->down ? component->column_count + ROWS_MORE : plan->columns_most;
        searches[i] = search_of(plan, component, most);
        searches[i].arrangement = arrangement_create(plan->arena, &searches[i].input);
        if (is_measurement(plan))
            search_quickly(&searches[i], STEPS_MEASURE, false);
        else if (!search_widely(&searches[i], plan, component, engine))
            return false;
        original[i] = arena_array(plan->arena, int, (size_t)searches[i].input.columns + 1);
        search_take(&searches[i], plan, component, original[i]);
    }
    items_make(plan);
    item_heights(plan);
    for (size_t i = 0; i < plan->component_count; i++) {
        component_fill_columns(plan, &plan->components[i], &searches[i], original[i]);
        stack_columns(plan, &plan->components[i]);
    }
    return true;
}
