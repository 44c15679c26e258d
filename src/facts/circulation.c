/* SPDX-License-Identifier: MIT */
/*
 * circulation: comes in a network, goes out the most money that could go round in it, and the circuits this
 * is made of.
 *
 * The largest circulation is max Σ f over 0 ≤ f ≤ w with conservation at every node; what remains, g = w − f,
 * carries the same net positions with the least total and is therefore acyclic (the mathematics of
 * multilateral set-off: Fleischman and Dini 2021). We find g: a minimum-cost flow from net payers to net
 * receivers in which every edge costs 1 (mincost.c), in integers. So gross = circulating + passing + net
 * transfer, exactly.
 *
 * The total is unique, the edges it takes are not: the tie rule is the order of ids. Its circuits: the
 * shortest first, from the smallest id on, along the smallest ids; each uses up an edge.
 */
#include "derive.h"
#include "graph.h"
#include "list.h"
#include "mincost.h"

#include <assert.h>
#include <stdlib.h>

/* ---- the largest circulation ---- */

/* rest[e] on return: what of weights[e] cannot go round. */
static void rest_find(
    struct arena *arena, const struct network *network, size_t node_count, const money *weights, money *rest)
{
    struct mincost *flow = mincost_create(arena, node_count, network->edge_count);
    for (size_t e = 0; e < network->edge_count; e++)
        mincost_add(flow, network->edges[e].payer, network->edges[e].payee, weights[e]);
    mincost_solve(flow);
    for (size_t e = 0; e < network->edge_count; e++)
        rest[e] = mincost_on(flow, e);
}

static money circulation_find(struct network *network, size_t node_count, bool low)
{
    struct arena *arena = arena_create(); /* as much again as the facts themselves: not to be kept */
    money *weights = arena_array(arena, money, network->edge_count);
    money *rest = arena_array(arena, money, network->edge_count);
    for (size_t e = 0; e < network->edge_count; e++)
        weights[e] = low ? network->edges[e].weight_low : network->edges[e].weight;
    rest_find(arena, network, node_count, weights, rest);
    money sum = 0;
    for (size_t e = 0; e < network->edge_count; e++) {
        money around = weights[e] - rest[e];
        sum = money_add(sum, around);
        if (low)
            network->edges[e].circulating_low = around;
        else
            network->edges[e].circulating = around;
    }
    arena_destroy(arena);
    return sum;
}

/* Net transfer: what the net payers pay on balance. The rest of the rest passes through. */
static void remainder_measure(struct network *network)
{
    network->net_transfer = 0;
    for (size_t i = 0; i < network->exposure_count; i++)
        if (network->exposures[i].net_headline < 0)
            network->net_transfer = money_add(network->net_transfer, -network->exposures[i].net_headline);
    network->passing = network->gross - network->circulating - network->net_transfer;
}

/* ---- circuits ---- */

struct peeling {
    struct arena *arena;
    struct network *network;
    struct graph graph;
    struct graph_back back;
    money *left;   /* of the circulation, by edge */
    size_t *least; /* by start: no circuit shorter than this goes from it; 0: none at all */
    LIST(struct circuit) circuits;
};

/* Length of the shortest circuit from start through later nodes, 0 when there is none. back is filled. */
static size_t circuit_length(struct peeling *peeling, size_t start)
{
    return graph_back_circuit(&peeling->graph, start, peeling->left, &peeling->back);
}

static size_t circuit_step(const struct peeling *peeling, size_t node, size_t steps_left)
{
    for (size_t e = peeling->graph.first[node]; e < peeling->graph.first[node + 1]; e++) {
        size_t payee = peeling->network->edges[e].payee;
        if (peeling->left[e] && graph_back_within(&peeling->back, payee, steps_left) &&
            peeling->back.steps[payee] == steps_left)
            return e;
    }
    assert(!"a circuit that was measured can be walked");
    return 0;
}

static void circuit_take(struct peeling *peeling, size_t start, size_t length)
{
    struct circuit *circuit = list_push(peeling->arena, &peeling->circuits);
    circuit->length = length;
    circuit->nodes = arena_array(peeling->arena, size_t, length);
    circuit->edges = arena_array(peeling->arena, size_t, length);
    circuit->amount = MONEY_OPEN;
    size_t node = start;
    for (size_t i = 0; i < length; i++) {
        size_t e = circuit_step(peeling, node, length - 1 - i);
        const struct edge *edge = &peeling->network->edges[e];
        circuit->nodes[i] = node;
        circuit->edges[i] = e;
        if (peeling->left[e] < circuit->amount)
            circuit->amount = peeling->left[e];
        if (!i || edge->rank < circuit->weakest) {
            circuit->weakest = edge->rank;
            circuit->weakest_edge = e;
        }
        node = edge->payee;
    }
    for (size_t i = 0; i < length; i++) {
        peeling->left[circuit->edges[i]] -= circuit->amount;
        if (!peeling->left[circuit->edges[i]])
            graph_close(&peeling->graph, circuit->edges[i]);
    }
}

/* Takes all circuits of this length from one start; remembers how long those that remain are at least. */
static void circuits_take_from(struct peeling *peeling, size_t start, size_t length)
{
    while (peeling->least[start] == length) {
        peeling->least[start] = circuit_length(peeling, start);
        if (peeling->least[start] == length)
            circuit_take(peeling, start, length);
    }
}

static void circuits_peel(struct peeling *peeling)
{
    size_t count = peeling->graph.node_count;
    for (size_t start = 0; start < count; start++)
        peeling->least[start] = circuit_length(peeling, start);
    for (;;) {
        size_t length = 0;
        for (size_t start = 0; start < count; start++)
            if (peeling->least[start] && (!length || peeling->least[start] < length))
                length = peeling->least[start];
        if (!length)
            return;
        for (size_t start = 0; start < count; start++)
            circuits_take_from(peeling, start, length);
    }
}

/* Shortest first, then the largest, then by ids. */
static int circuit_compare(const void *a, const void *b)
{
    const struct circuit *x = a, *y = b;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    if (x->amount != y->amount)
        return x->amount > y->amount ? -1 : 1;
    for (size_t i = 0; i < x->length; i++)
        if (x->nodes[i] != y->nodes[i])
            return x->nodes[i] < y->nodes[i] ? -1 : 1;
    return 0;
}

static void circuits_derive(struct arena *arena, size_t node_count, struct network *network)
{
    struct arena *scratch = arena_create();
    struct peeling peeling = {.arena = arena, .network = network};
    peeling.graph = graph_make(scratch, node_count, network);
    peeling.back = graph_back_make(scratch, node_count);
    peeling.left = arena_array(scratch, money, network->edge_count);
    peeling.least = arena_array(scratch, size_t, node_count);
    for (size_t e = 0; e < network->edge_count; e++) {
        peeling.left[e] = network->edges[e].circulating;
        if (!peeling.left[e])
            graph_close(&peeling.graph, e);
    }
    circuits_peel(&peeling);
    arena_destroy(scratch);
    network->circuits = peeling.circuits.at;
    network->circuit_count = peeling.circuits.count;
    if (network->circuit_count)
        qsort(network->circuits, network->circuit_count, sizeof *network->circuits, circuit_compare);
}

void circulation_derive(struct arena *arena, const struct facts *facts, struct network *network)
{
    network->circulating = circulation_find(network, facts->node_count, false);
    network->circulating_low = circulation_find(network, facts->node_count, true);
    if (network->gross)
        network->share = (double)network->circulating / (double)network->gross;
    if (network->gross_low)
        network->share_low = (double)network->circulating_low / (double)network->gross_low;
    remainder_measure(network);
    bound_derive(facts, network);
    circuits_derive(arena, facts->node_count, network);
}
