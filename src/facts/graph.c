/* SPDX-License-Identifier: MIT */
/*
 * graph: comes in sorted edges, goes out adjacency and distances. Knows no money but whether an edge is used
 * up.
 */
#include "graph.h"

#include <assert.h>

/* Edges are sorted by payer, then payee: the forward lists are the edges themselves. */
struct graph graph_make(struct arena *arena, size_t node_count, const struct network *network)
{
    struct graph graph = {network, node_count, arena_array(arena, size_t, node_count + 1),
        arena_array(arena, size_t, node_count + 1), arena_array(arena, size_t, network->edge_count)};
    for (size_t e = 0; e < network->edge_count; e++) {
        graph.first[network->edges[e].payer + 1]++;
        graph.in_first[network->edges[e].payee + 1]++;
    }
    for (size_t n = 0; n < node_count; n++) {
        graph.first[n + 1] += graph.first[n];
        graph.in_first[n + 1] += graph.in_first[n];
    }
    size_t *next = arena_array(arena, size_t, node_count + 1);
    for (size_t n = 0; n < node_count; n++)
        next[n] = graph.in_first[n];
    for (size_t e = 0; e < network->edge_count; e++)
        graph.in_edges[next[network->edges[e].payee]++] = e;
    return graph;
}

struct graph_back graph_back_make(struct arena *arena, size_t node_count)
{
    return (struct graph_back){arena_array(arena, size_t, node_count + 1),
        arena_array(arena, uint32_t, node_count + 1), 0, arena_array(arena, size_t, node_count + 1)};
}

uint64_t graph_back_find(
    const struct graph *graph, size_t start, size_t most, const money *left, struct graph_back *back)
{
    size_t head = 0, tail = 0;
    uint64_t looked = 0;
    back->round++;
    back->mark[start] = back->round;
    back->steps[start] = 0;
    back->queue[tail++] = start;
    while (head < tail) {
        size_t node = back->queue[head++];
        if (back->steps[node] == most)
            continue;
        for (size_t i = graph->in_first[node]; i < graph->in_first[node + 1]; i++) {
            size_t edge = graph->in_edges[i], payer = graph->network->edges[edge].payer;
            looked++;
            if (payer <= start || back->mark[payer] == back->round || (left && !left[edge]))
                continue;
            back->mark[payer] = back->round;
            back->steps[payer] = back->steps[node] + 1;
            back->queue[tail++] = payer;
        }
    }
    return looked;
}

bool graph_back_within(const struct graph_back *back, size_t node, size_t steps)
{
    return back->mark[node] == back->round && back->steps[node] <= steps;
}
