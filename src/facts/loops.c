/* SPDX-License-Identifier: MIT */
/*
 * loops: comes in a network's edges, goes out its elementary cycles of at most six nodes, shorter ones found
 * first. The search is bounded twice, by loops kept and by steps taken; when it stops early it says so.
 *
 * Every cycle is found once, from its smallest node. Length by length: from a start only nodes after it are
 * entered, and only while the way back is short enough. Where nothing flows but the low that parts leave a
 * whole, there is no leg.
 */
#include "derive.h"
#include "graph.h"
#include "limit.h"
#include "list.h"

#include <stdlib.h>
#include <string.h>

#define LOOP_STEPS_MOST UINT64_C(20000000)

struct search {
    struct arena *arena;
    const struct network *network;
    struct graph graph;
    struct graph_back back;        /* steps back to the start */
    size_t path[FIXED_LOOP_LENGTH]; /* edges */
    size_t length;                 /* wanted */
    uint64_t steps;
    bool stopped;
    LIST(struct loop) loops;
};

static void loop_keep(struct search *search)
{
    if (search->loops.count == FIXED_LOOPS) {
        search->stopped = true;
        return;
    }
    struct loop *loop = list_push(search->arena, &search->loops);
    loop->length = search->length;
    loop->nodes = arena_array(search->arena, size_t, search->length);
    loop->edges = arena_array(search->arena, size_t, search->length);
    for (size_t i = 0; i < search->length; i++) {
        loop->edges[i] = search->path[i];
        loop->nodes[i] = search->network->edges[search->path[i]].payer;
    }
}

/* `depth` edges lie on the path, the last of them ends in node. */
static void loops_extend(struct search *search, size_t start, size_t node, size_t depth)
{
    for (size_t e = search->graph.first[node]; e < search->graph.first[node + 1] && !search->stopped; e++) {
        size_t next = search->network->edges[e].payee, left = search->length - depth - 1;
        if (!search->network->edges[e].flows.count)
            continue;
        if (++search->steps > LOOP_STEPS_MOST) {
            search->stopped = true;
            return;
        }
        search->path[depth] = e;
        if (!left) {
            if (next == start)
                loop_keep(search);
            continue;
        }
        if (next <= start || !graph_back_within(&search->back, next, left))
            continue;
        bool visited = false;
        for (size_t i = 1; i <= depth && !visited; i++)
            visited = search->network->edges[search->path[i]].payer == next;
        if (!visited)
            loops_extend(search, start, next, depth + 1);
    }
}

static void loops_search(struct search *search)
{
    for (search->length = 2; search->length <= FIXED_LOOP_LENGTH; search->length++) {
        for (size_t start = 0; start < search->graph.node_count && !search->stopped; start++) {
            if (search->graph.first[start] == search->graph.first[start + 1])
                continue;
            search->steps += graph_back_find(&search->graph, start, search->length - 1, &search->back);
            loops_extend(search, start, start, 0);
        }
    }
}

static void loop_measure(const struct facts *facts, const struct network *network, struct loop *loop)
{
    bool capital = false, commerce = false;
    for (size_t i = 0; i < loop->length; i++) {
        const struct edge *edge = &network->edges[loop->edges[i]];
        if (!i || edge->weight_low < loop->bottleneck_low)
            loop->bottleneck_low = edge->weight_low;
        if (!i || edge->weight < loop->bottleneck_headline)
            loop->bottleneck_headline = edge->weight;
        if (!i || edge->rank < loop->weakest) {
            loop->weakest = edge->rank;
            loop->weakest_edge = loop->edges[i];
        }
        loop->unknown_edges += edge->unknown;
        capital = capital || edge->has_capital;
        commerce = commerce || edge->has_commerce;
        for (size_t f = 0; f < edge->flows.count; f++)
            loop->classes[facts->flows[edge->flows.at[f]].deal_class] = true;
    }
    loop->strict = capital && commerce;
}

/* Pairs first, then by capacity (headline, then low), then shorter ones, then by ids. */
static int loop_compare(const void *a, const void *b)
{
    const struct loop *x = a, *y = b;
    if ((x->length == 2) != (y->length == 2))
        return x->length == 2 ? -1 : 1;
    if (x->bottleneck_headline != y->bottleneck_headline)
        return x->bottleneck_headline > y->bottleneck_headline ? -1 : 1;
    if (x->bottleneck_low != y->bottleneck_low)
        return x->bottleneck_low > y->bottleneck_low ? -1 : 1;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    for (size_t i = 0; i < x->length; i++)
        if (x->nodes[i] != y->nodes[i])
            return x->nodes[i] < y->nodes[i] ? -1 : 1;
    return 0;
}

void loops_derive(struct arena *arena, const struct facts *facts, struct network *network)
{
    struct search search = {.arena = arena, .network = network};
    struct arena *scratch = arena_create();
    search.graph = graph_make(scratch, facts->node_count, network);
    search.back = graph_back_make(scratch, facts->node_count);
    money *walked = arena_array(scratch, money, network->edge_count); /* not 0: some flow runs along it */
    for (size_t e = 0; e < network->edge_count; e++)
        walked[e] = (money)network->edges[e].flows.count;
    for (size_t n = 0; n < facts->node_count; n++)
        graph_sweep(&search.graph, n, walked);
    loops_search(&search);
    arena_destroy(scratch);
    network->loops = search.loops.at;
    network->loop_count = search.loops.count;
    network->loops_cut = search.stopped;
    for (size_t i = 0; i < network->loop_count; i++)
        loop_measure(facts, network, &network->loops[i]);
    if (network->loop_count)
        qsort(network->loops, network->loop_count, sizeof *network->loops, loop_compare);
}
