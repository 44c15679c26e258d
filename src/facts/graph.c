/* SPDX-License-Identifier: MIT */
/*
 * graph: comes in sorted edges, goes out adjacency and distances. Knows no money but whether an edge is used
 * up.
 */
#include "graph.h"

/* Edges are sorted by payer, then payee: the forward lists are the edges themselves. */
struct graph graph_make(struct arena *arena, size_t node_count, const struct network *network)
{
    struct graph graph = {network, node_count, arena_array(arena, size_t, node_count + 1),
        arena_array(arena, size_t, node_count + 1), arena_array(arena, size_t, node_count + 1),
        arena_array(arena, size_t, network->edge_count), arena_array(arena, size_t, network->edge_count)};
    for (size_t e = 0; e < network->edge_count; e++) {
        graph.first[network->edges[e].payer + 1]++;
        graph.in_first[network->edges[e].payee + 1]++;
    }
    for (size_t n = 0; n < node_count; n++) {
        graph.first[n + 1] += graph.first[n];
        graph.in_first[n + 1] += graph.in_first[n];
    }
    for (size_t n = 0; n < node_count; n++)
        graph.in_end[n] = graph.in_first[n];
    for (size_t e = 0; e < network->edge_count; e++) {
        size_t at = graph.in_end[network->edges[e].payee]++;
        graph.in_edges[at] = e;
        graph.in_payers[at] = network->edges[e].payer;
    }
    return graph;
}

struct graph_back graph_back_make(struct arena *arena, size_t node_count)
{
    return (struct graph_back){arena_array(arena, size_t, node_count + 1),
        arena_array(arena, uint32_t, node_count + 1), arena_array(arena, uint32_t, node_count + 1), 0, 0,
        arena_array(arena, size_t, node_count + 1)};
}

static void back_mark(struct graph_back *back, size_t node, size_t steps)
{
    back->mark[node] = back->round;
    back->steps[node] = steps;
}

uint64_t graph_back_find(const struct graph *graph, size_t start, size_t most, struct graph_back *back)
{
    size_t head = 0, tail = 0;
    uint64_t looked = 0;
    back->round++;
    back_mark(back, start, 0);
    back->queue[tail++] = start;
    while (head < tail) {
        size_t node = back->queue[head++];
        if (back->steps[node] == most)
            break;
        for (size_t i = graph->in_end[node]; i-- > graph->in_first[node];) {
            size_t payer = graph->in_payers[i];
            looked++;
            if (payer <= start) /* they are sorted */
                break;
            if (back->mark[payer] == back->round)
                continue;
            back_mark(back, payer, back->steps[node] + 1);
            back->queue[tail++] = payer;
        }
    }
    return looked;
}

void graph_sweep(struct graph *graph, size_t payee, const money *left)
{
    size_t end = graph->in_first[payee];
    for (size_t i = end; i < graph->in_end[payee]; i++)
        if (left[graph->in_edges[i]]) {
            graph->in_edges[end] = graph->in_edges[i];
            graph->in_payers[end++] = graph->in_payers[i];
        }
    graph->in_end[payee] = end;
}

size_t graph_back_circuit(const struct graph *graph, size_t start, const money *left, struct graph_back *back)
{
    size_t head = 0, tail = 0, found = 0;
    back->round++;
    for (size_t e = graph->first[start]; e < graph->first[start + 1]; e++)
        back->wanted[graph->network->edges[e].payee] = left[e] ? back->round : 0;
    back->looked += graph->first[start + 1] - graph->first[start] + 1;
    back_mark(back, start, 0);
    back->queue[tail++] = start;
    while (head < tail) {
        size_t node = back->queue[head++], steps = back->steps[node] + 1;
        if (found && steps == found)
            break;
        for (size_t i = graph->in_end[node]; i-- > graph->in_first[node];) {
            size_t payer = graph->in_payers[i];
            back->looked++;
            if (payer <= start)
                break;
            if (back->mark[payer] == back->round)
                continue;
            back_mark(back, payer, steps);
            back->queue[tail++] = payer;
            if (!found && back->wanted[payer] == back->round)
                found = steps + 1;
        }
    }
    return found;
}

bool graph_back_within(const struct graph_back *back, size_t node, size_t steps)
{
    return back->mark[node] == back->round && back->steps[node] <= steps;
}
