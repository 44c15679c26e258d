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
 *
 * Both are bounded by steps counted, never by time, and say when the bound was met.
 */
#include "derive.h"
#include "graph.h"
#include "list.h"
#include "mincost.h"

#include <stdlib.h>

/* Some 30 ns each on a graph that no cache holds. 100,000 deals among 1,000 parties take 6 million. */
#define REST_STEPS_MOST UINT64_C(100000000)
#define CIRCUIT_STEPS_MOST UINT64_C(100000000)

/* ---- the largest circulation ---- */

/* rest[e] on return: what of weights[e] cannot go round. false: too long to find. */
static bool rest_find(
    struct arena *arena, const struct network *network, size_t node_count, const money *weights, money *rest)
{
    struct mincost *flow = mincost_create(arena, node_count, network->edge_count);
    for (size_t e = 0; e < network->edge_count; e++)
        mincost_add(flow, network->edges[e].payer, network->edges[e].payee, weights[e]);
    if (!mincost_solve(flow, REST_STEPS_MOST))
        return false;
    for (size_t e = 0; e < network->edge_count; e++)
        rest[e] = mincost_on(flow, e);
    return true;
}

static bool circulation_find(struct network *network, size_t node_count, bool low, money *sum)
{
    struct arena *arena = arena_create(); /* as much again as the facts themselves: not to be kept */
    money *weights = arena_array(arena, money, network->edge_count);
    money *rest = arena_array(arena, money, network->edge_count);
    for (size_t e = 0; e < network->edge_count; e++)
        weights[e] = low ? network->edges[e].weight_low : network->edges[e].weight;
    bool found = rest_find(arena, network, node_count, weights, rest);
    *sum = 0;
    for (size_t e = 0; found && e < network->edge_count; e++) {
        money around = weights[e] - rest[e];
        *sum = money_add(*sum, around);
        if (low)
            network->edges[e].circulating_low = around;
        else
            network->edges[e].circulating = around;
    }
    arena_destroy(arena);
    return found;
}

/* Net transfer: what the net payers pay on balance. The rest of the rest passes through. */
static void remainder_measure(struct network *network)
{
    network->net_transfer = 0;
    for (size_t i = 0; i < network->exposure_count; i++)
        if (network->exposures[i].net_headline < 0)
            network->net_transfer = money_add(network->net_transfer, -network->exposures[i].net_headline);
    if (!network->circulation_cut)
        network->passing = network->gross - network->circulating - network->net_transfer;
}

/* Half of the answer is none. What the net payers pay needs no search. */
static void circulation_forget(struct network *network)
{
    network->circulating = network->circulating_low = 0;
    for (size_t e = 0; e < network->edge_count; e++)
        network->edges[e].circulating = network->edges[e].circulating_low = 0;
    remainder_measure(network);
}

/* ---- circuits ---- */

struct peeling {
    struct arena *arena, *scratch;
    struct network *network;
    struct graph graph;
    struct graph_back back;
    money *left;          /* of the circulation, by edge */
    size_t *least;        /* by start: no circuit shorter than this goes from it; 0: none at all */
    size_t *path;         /* edges */
    size_t *next;         /* by node: the first edge that may still lead back; valid where … */
    uint32_t *next_round; /* … this is the round of `back` */
    bool *spent;          /* by node: some edge to it has been used up, listed in … */
    LIST(size_t) payees;
    uint64_t steps; /* beside what `back` has looked at */
    LIST(struct circuit) circuits;
};

static bool peeling_is_long(const struct peeling *peeling)
{
    return peeling->steps + peeling->back.looked > CIRCUIT_STEPS_MOST;
}

/* Length of the shortest circuit from start through later nodes, 0 when there is none. back is filled. */
static size_t circuit_length(struct peeling *peeling, size_t start)
{
    return graph_back_circuit(&peeling->graph, start, peeling->left, &peeling->back);
}

/* The next edge from node on a way of so many steps back to the start. */
static size_t circuit_step(struct peeling *peeling, size_t node, size_t steps_left)
{
    size_t *next = &peeling->next[node];
    if (peeling->next_round[node] != peeling->back.round) {
        peeling->next_round[node] = peeling->back.round;
        *next = peeling->graph.first[node];
    }
    for (; *next < peeling->graph.first[node + 1]; ++*next) {
        size_t payee = peeling->network->edges[*next].payee;
        peeling->steps++;
        if (peeling->left[*next] && graph_back_within(&peeling->back, payee, steps_left) &&
            peeling->back.steps[payee] == steps_left)
            return *next;
    }
    return NO_INDEX;
}

static void edge_spend(struct peeling *peeling, size_t e, money amount)
{
    size_t payee = peeling->network->edges[e].payee;
    peeling->left[e] -= amount;
    if (peeling->left[e] || peeling->spent[payee])
        return;
    peeling->spent[payee] = true;
    *list_push(peeling->scratch, &peeling->payees) = payee;
}

static void circuit_take(struct peeling *peeling, size_t length)
{
    struct circuit *circuit = list_push(peeling->arena, &peeling->circuits);
    circuit->length = length;
    circuit->nodes = arena_array(peeling->arena, size_t, length);
    circuit->edges = arena_array(peeling->arena, size_t, length);
    circuit->amount = MONEY_OPEN;
    for (size_t i = 0; i < length; i++) {
        size_t e = peeling->path[i];
        const struct edge *edge = &peeling->network->edges[e];
        circuit->nodes[i] = edge->payer;
        circuit->edges[i] = e;
        if (peeling->left[e] < circuit->amount)
            circuit->amount = peeling->left[e];
        if (!i || edge->rank < circuit->weakest) {
            circuit->weakest = edge->rank;
            circuit->weakest_edge = e;
        }
    }
    for (size_t i = 0; i < length; i++)
        edge_spend(peeling, circuit->edges[i], circuit->amount);
}

/* All circuits of the shortest length from start, by the distances that have been found: as edges are used
 * up these only grow, so what they do not lead along is no circuit of that length. */
static void circuits_take_shortest(struct peeling *peeling, size_t start, size_t length)
{
    size_t depth = 0, node = start;
    while (!peeling_is_long(peeling)) {
        size_t e = circuit_step(peeling, node, length - 1 - depth);
        peeling->steps++;
        if (e != NO_INDEX) {
            peeling->path[depth++] = e;
            node = peeling->network->edges[e].payee;
            if (depth < length)
                continue;
            circuit_take(peeling, length);
            depth = 0, node = start;
        } else if (depth) {
            node = peeling->network->edges[peeling->path[--depth]].payer;
            peeling->next[node]++;
        } else {
            break;
        }
    }
    for (; peeling->payees.count; peeling->payees.count--) {
        size_t payee = peeling->payees.at[peeling->payees.count - 1];
        graph_sweep(&peeling->graph, payee, peeling->left);
        peeling->spent[payee] = false;
    }
}

/* Takes all circuits of this length from one start; remembers how long those that remain are at least. */
static void circuits_take_from(struct peeling *peeling, size_t start, size_t length)
{
    while (peeling->least[start] == length && !peeling_is_long(peeling)) {
        peeling->least[start] = circuit_length(peeling, start);
        if (peeling->least[start] == length)
            circuits_take_shortest(peeling, start, length);
    }
}

/* false: it takes too long to find them all */
static bool circuits_peel(struct peeling *peeling)
{
    size_t count = peeling->graph.node_count;
    for (size_t start = 0; start < count && !peeling_is_long(peeling); start++)
        peeling->least[start] = circuit_length(peeling, start);
    while (!peeling_is_long(peeling)) {
        size_t length = 0;
        for (size_t start = 0; start < count; start++)
            if (peeling->least[start] && (!length || peeling->least[start] < length))
                length = peeling->least[start];
        if (!length)
            return true;
        for (size_t start = 0; start < count; start++)
            circuits_take_from(peeling, start, length);
        peeling->steps += count;
    }
    return false;
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
    struct peeling peeling = {.arena = arena, .scratch = scratch, .network = network};
    peeling.graph = graph_make(scratch, node_count, network);
    peeling.back = graph_back_make(scratch, node_count);
    peeling.left = arena_array(scratch, money, network->edge_count);
    peeling.least = arena_array(scratch, size_t, node_count);
    peeling.path = arena_array(scratch, size_t, node_count + 1);
    peeling.next = arena_array(scratch, size_t, node_count);
    peeling.next_round = arena_array(scratch, uint32_t, node_count);
    peeling.spent = arena_array(scratch, bool, node_count);
    for (size_t e = 0; e < network->edge_count; e++)
        peeling.left[e] = network->edges[e].circulating;
    for (size_t n = 0; n < node_count; n++)
        graph_sweep(&peeling.graph, n, peeling.left);
    network->circuits_cut = !circuits_peel(&peeling);
    arena_destroy(scratch);
    network->circuits = peeling.circuits.at;
    network->circuit_count = peeling.circuits.count;
    if (network->circuit_count)
        qsort(network->circuits, network->circuit_count, sizeof *network->circuits, circuit_compare);
}

void circulation_derive(struct arena *arena, const struct facts *facts, struct network *network)
{
    network->circulation_cut = !circulation_find(network, facts->node_count, false, &network->circulating) ||
                               !circulation_find(network, facts->node_count, true, &network->circulating_low);
    if (network->circulation_cut) {
        circulation_forget(network);
        return;
    }
    if (network->gross)
        network->share = (double)network->circulating / (double)network->gross;
    if (network->gross_low)
        network->share_low = (double)network->circulating_low / (double)network->gross_low;
    remainder_measure(network);
    bound_derive(facts, network);
    circuits_derive(arena, facts->node_count, network);
}

size_t circuits_numbered(const struct network *network)
{
    enum { AMONG_MANY = 5 };
    return network->circuit_count <= CIRCUITS_NUMBERED_MOST ? network->circuit_count : AMONG_MANY;
}
