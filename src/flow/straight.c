/* SPDX-License-Identifier: MIT */
/*
 * straight: in, the order of everything within its column; out, y of cards, passing cables and ports, such
 * that as much money as possible runs straight.
 *
 * An exact minimum of Σ weight·|y difference| over all links, put as a question of ranks (simplex.h; dot's
 * own answer stops early on large graphs): ranks are half points, columns and ports are chains of least
 * distances, each link is a helper node above both its ends. Ports keep their order but may spread along
 * their card, which may even grow a little for it; height and stretching have their price.
 */
#include "plan.h"

#include "ports.h"
#include "simplex.h"

#include <math.h>
#include <string.h>

static const double CARD_GAP = 14, LANE_GAP = 5, BESIDE_GAP = 8, LABEL_ROOM = 9, THIN = 9, PORT_PAD = 3,
                    STRETCH_SHARE = 1.0, STRETCH_BEARABLE = 40;
enum {
    HALF_POINTS = 2,          /* ranks are half points */
    WEIGHT_LINK = 99,         /* of the thickest link */
    WEIGHT_HEIGHT = 40,       /* what half a point of the drawing's height costs */
    WEIGHT_BEYOND = 900,      /* … beyond the width given */
    WEIGHT_STRETCH = 14,      /* … of a card's height */
    WEIGHT_OVERSTRETCH = 800, /* … beyond what is bearable */
    WEIGHT_PULL = 1,          /* lanes towards their cards, ports towards the middle */
    FREE_MOST = 4000,         /* items and ports of a component; beyond, ports stay stacked: time */
    ROOMY_CARDS = 14          /* up to so many cards, thin passing cables keep room for their words */
};

struct graph {
    struct layout_edge *edges;
    size_t nodes, edge_count, first; /* first: item number of node 0 */
    size_t top, bottom;
    size_t *card_bottom;        /* by card; its top is the node of its item */
    size_t *port_out, *port_in; /* by cable; only where ports are free */
    bool free_ports;
};

static int half_points(double points)
{
    int length = (int)ceil(points * HALF_POINTS - 1e-9);
    return length < 0 ? 0 : length;
}

static void at_least(struct graph *graph, size_t upper, size_t lower, double points, int weight)
{
    graph->edges[graph->edge_count++] = (struct layout_edge){upper, lower, half_points(points), weight};
}

/* weight · |a − (b + offset)| */
static void pull(struct graph *graph, size_t a, size_t b, double offset, int weight)
{
    size_t helper = graph->nodes++;
    int delta = (int)lround(offset * HALF_POINTS);
    graph->edges[graph->edge_count++] = (struct layout_edge){helper, a, delta > 0 ? delta : 0, weight};
    graph->edges[graph->edge_count++] = (struct layout_edge){helper, b, delta < 0 ? -delta : 0, weight};
}

static const struct card *card_at(const struct flow_plan *plan, size_t item)
{
    return plan->items[item].card == NO_INDEX ? NULL : &plan->cards[plan->items[item].card];
}

static size_t upper_node(const struct graph *graph, size_t item)
{
    return item - graph->first;
}

static size_t lower_node(const struct flow_plan *plan, const struct graph *graph, size_t item)
{
    return card_at(plan, item) != NULL ? graph->card_bottom[plan->items[item].card] : item - graph->first;
}

/* From an item's node to its edge: a card's nodes are its edges, a passing cable's is its centre. */
static double half_height(const struct flow_plan *plan, size_t item)
{
    return card_at(plan, item) != NULL ? 0 : plan->items[item].height / 2;
}

static bool is_thin_passer(const struct flow_plan *plan, size_t item)
{
    return card_at(plan, item) == NULL && plan->items[item].height < THIN &&
           plan->card_count <= ROOMY_CARDS && !plan->down;
}

static double gap_between(const struct flow_plan *plan, size_t upper, size_t lower)
{
    bool card_a = card_at(plan, upper) != NULL, card_b = card_at(plan, lower) != NULL;
    double gap = card_a && card_b   ? fmax(CARD_GAP, plan->cable_gap - 2)
                 : card_a || card_b ? BESIDE_GAP
                                    : LANE_GAP;
    if (is_thin_passer(plan, upper) || is_thin_passer(plan, lower))
        gap += LABEL_ROOM - LANE_GAP;
    return plan->down ? gap * plan->closeness : gap;
}

static void add_column(struct graph *graph, const struct flow_plan *plan, const size_t *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            at_least(graph, graph->top, upper_node(graph, items[0]), half_height(plan, items[0]), 0);
        else
            at_least(graph, lower_node(plan, graph, items[i - 1]), upper_node(graph, items[i]),
                half_height(plan, items[i - 1]) + gap_between(plan, items[i - 1], items[i]) +
                    half_height(plan, items[i]),
                0);
    }
    at_least(graph, lower_node(plan, graph, items[count - 1]), graph->bottom,
        half_height(plan, items[count - 1]), 0);
}

static void add_side(
    struct graph *graph, const struct flow_plan *plan, const struct card *card, size_t index, bool out)
{
    const size_t *order = out ? card->out_order : card->in_order;
    size_t count = out ? card->out_count : card->in_count, *port = out ? graph->port_out : graph->port_in;
    size_t top = upper_node(graph, card->item), bottom = graph->card_bottom[index], before = top;
    double from_before = PORT_PAD;
    for (size_t i = 0; i < count; i++) {
        const struct cable *cable = &plan->cables[order[i]];
        port[order[i]] = graph->nodes++;
        at_least(graph, before, port[order[i]], from_before + cable->thickness / 2, 0);
        pull(graph, port[order[i]], top, card->least_height / 2 + (out ? cable->port_out : cable->port_in),
            WEIGHT_PULL);
        before = port[order[i]];
        from_before = cable->thickness / 2 + plan->cable_gap;
    }
    if (count > 0)
        at_least(graph, before, bottom, plan->cables[order[count - 1]].thickness / 2 + PORT_PAD, 0);
}

static void add_card(struct graph *graph, const struct flow_plan *plan, size_t index)
{
    const struct card *card = &plan->cards[index];
    at_least(
        graph, upper_node(graph, card->item), graph->card_bottom[index], card->least_height, WEIGHT_STRETCH);
    if (!graph->free_ports)
        return;
    /* a node below both the card and its bearable height: stretching further costs more */
    size_t limit = graph->nodes++, top = upper_node(graph, card->item);
    at_least(graph, top, limit,
        card->least_height + fmax(card->least_height * STRETCH_SHARE, STRETCH_BEARABLE), WEIGHT_OVERSTRETCH);
    at_least(graph, graph->card_bottom[index], limit, 0, 0);
    add_side(graph, plan, card, index, true);
    add_side(graph, plan, card, index, false);
}

struct end { /* of a link: a node, and how far below it the cable meets it */
    size_t node;
    double offset;
};

static struct end end_of(const struct flow_plan *plan, const struct graph *graph, size_t index, size_t item)
{
    const struct cable *cable = &plan->cables[index];
    const struct card *card = card_at(plan, item);
    if (card == NULL)
        return (struct end){upper_node(graph, item), 0};
    bool out = plan->items[item].card == cable->payer;
    if (graph->free_ports)
        return (struct end){out ? graph->port_out[index] : graph->port_in[index], 0};
    return (struct end){
        upper_node(graph, item), card->least_height / 2 + (out ? cable->port_out : cable->port_in)};
}

static void link_ends(
    struct graph *graph, const struct flow_plan *plan, size_t cable, size_t a, size_t b, int weight)
{
    struct end from = end_of(plan, graph, cable, a), to = end_of(plan, graph, cable, b);
    pull(graph, from.node, to.node, to.offset - from.offset, weight);
}

static void add_cable(struct graph *graph, const struct flow_plan *plan, size_t index, double most)
{
    const struct cable *cable = &plan->cables[index];
    for (size_t i = 1; i < cable->chain_count; i++) {
        size_t a = cable->chain[i - 1], b = cable->chain[i];
        int passing = (plan->items[a].card == NO_INDEX) + (plan->items[b].card == NO_INDEX);
        int weight = 1 + (int)lround(WEIGHT_LINK * cable->thickness / most);
        link_ends(graph, plan, index, a, b, weight * (1 << passing));
    }
    if (!cable->back)
        return;
    link_ends(graph, plan, index, cable->chain[cable->chain_count - 1], plan->cards[cable->payer].item,
        WEIGHT_PULL);
    link_ends(graph, plan, index, cable->chain[0], plan->cards[cable->payee].item, WEIGHT_PULL);
}

/* Height has its price; running down it is the width, which is given: what goes beyond it costs most. In the
   end, what is left of it costs nothing, unless others stand beside. */
static void add_height(struct graph *graph, const struct flow_plan *plan, const struct component *component)
{
    bool is_free = plan->spreads && !component->shares_row;
    at_least(graph, graph->top, graph->bottom, 0, is_free ? WEIGHT_PULL : WEIGHT_HEIGHT);
    if (!plan->down)
        return;
    size_t limit = graph->nodes++;
    at_least(graph, graph->top, limit, rows_room(plan), WEIGHT_BEYOND);
    at_least(graph, graph->bottom, limit, 0, 0);
}

static struct graph graph_of(
    struct arena *arena, const struct flow_plan *plan, const struct component *component)
{
    size_t links = 0;
    for (size_t i = 0; i < component->cable_count; i++)
        links += plan->cables[component->cables[i]].chain_count + 8;
    size_t edges = 2 * links + component->item_count + 6 * component->card_count +
                   2 * (size_t)component->column_count + 6;
    struct graph graph = {.first = component->first_item, .nodes = component->item_count};
    graph.free_ports = component->item_count + 2 * component->cable_count <= FREE_MOST;
    graph.edges = arena_array(arena, struct layout_edge, edges);
    graph.card_bottom = arena_array(arena, size_t, plan->card_count);
    graph.port_out = arena_array(arena, size_t, plan->cable_count);
    graph.port_in = arena_array(arena, size_t, plan->cable_count);
    graph.top = graph.nodes++;
    graph.bottom = graph.nodes++;
    for (size_t i = 0; i < component->card_count; i++)
        graph.card_bottom[component->cards[i]] = graph.nodes++;
    for (int column = 0; column < component->column_count; column++)
        add_column(&graph, plan, component->columns[column], component->column_counts[column]);
    add_height(&graph, plan, component);
    for (size_t i = 0; i < component->card_count; i++)
        add_card(&graph, plan, component->cards[i]);
    double most = thickness_most(plan);
    for (size_t i = 0; i < component->cable_count; i++)
        add_cable(&graph, plan, component->cables[i], most);
    return graph;
}

static double y_of(const struct graph *graph, const int *ranks, size_t node)
{
    return (double)(ranks[node] - ranks[graph->top]) / HALF_POINTS;
}

static void take_places(
    struct flow_plan *plan, struct component *component, const struct graph *graph, const int *ranks)
{
    for (size_t i = 0; i < component->item_count; i++)
        plan->items[component->first_item + i].y = y_of(graph, ranks, i);
    for (size_t i = 0; i < component->card_count; i++) {
        struct card *card = &plan->cards[component->cards[i]];
        struct item *item = &plan->items[card->item];
        double top = item->y, bottom = y_of(graph, ranks, graph->card_bottom[component->cards[i]]);
        card->height = item->height = bottom - top;
        item->y = (top + bottom) / 2;
    }
    for (size_t i = 0; i < component->cable_count && graph->free_ports; i++) {
        struct cable *cable = &plan->cables[component->cables[i]];
        size_t index = component->cables[i];
        cable->port_out =
            y_of(graph, ranks, graph->port_out[index]) - plan->items[plan->cards[cable->payer].item].y;
        cable->port_in =
            y_of(graph, ranks, graph->port_in[index]) - plan->items[plan->cards[cable->payee].item].y;
    }
    component->height = y_of(graph, ranks, graph->bottom);
}

/* The question that was asked last of a component, and its answer: a second round often asks it again. */
struct straightened {
    struct layout_edge *edges;
    int *ranks;
    size_t nodes, edge_count;
};

static bool is_answered(const struct straightened *last, const struct graph *graph)
{
    if (last == NULL || last->nodes != graph->nodes || last->edge_count != graph->edge_count)
        return false;
    for (size_t e = 0; e < graph->edge_count; e++) {
        const struct layout_edge *a = &last->edges[e], *b = &graph->edges[e];
        if (a->tail != b->tail || a->head != b->head || a->length != b->length || a->weight != b->weight)
            return false;
    }
    return true;
}

/* The plan's own copy; its room is used again, since the numbers of nodes and edges stay. */
static struct straightened *straightened_of(
    struct flow_plan *plan, struct component *component, const struct graph *graph, bool *fresh)
{
    struct straightened *last = component->straightened;
    if (last == NULL || last->nodes != graph->nodes || last->edge_count != graph->edge_count) {
        *fresh = true;
        last = component->straightened = arena_new(plan->arena, struct straightened);
        last->edges = arena_array(plan->arena, struct layout_edge, graph->edge_count);
        last->ranks = arena_array(plan->arena, int, graph->nodes);
    }
    last->nodes = graph->nodes;
    last->edge_count = graph->edge_count;
    memcpy(last->edges, graph->edges, graph->edge_count * sizeof *graph->edges);
    return last;
}

static bool component_straighten(struct flow_plan *plan, struct component *component)
{
    struct arena *scratch = arena_create();
    struct graph graph = graph_of(scratch, plan, component);
    bool done = true;
    if (!is_answered(component->straightened, &graph)) {
        bool fresh = false;
        struct straightened *last = straightened_of(plan, component, &graph, &fresh);
        done = simplex_ranks(
            scratch, graph.nodes, graph.edges, graph.edge_count, fresh ? NULL : last->ranks, last->ranks);
    }
    if (done)
        take_places(plan, component, &graph, component->straightened->ranks);
    arena_destroy(scratch);
    return done;
}

bool plan_straighten(struct flow_plan *plan, int rounds)
{
    for (int round = 0; round < rounds; round++) {
        for (size_t c = 0; c < plan->card_count; c++)
            plan->cards[c].height = plan->cards[c].least_height;
        item_heights(plan);
        plan_ports(plan);
        for (size_t i = 0; i < plan->component_count; i++)
            if (!component_straighten(plan, &plan->components[i]))
                return false;
    }
    return true;
}
