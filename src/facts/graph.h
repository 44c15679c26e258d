/* SPDX-License-Identifier: MIT */
/*
 * graph: a network's edges by payer and by payee, and how many steps it is back to a node. Steps back to a
 * start go only through nodes after it (by id), so that a cycle is found from its smallest node and from no
 * other.
 */
#ifndef DEALBRIEF_GRAPH_H
#define DEALBRIEF_GRAPH_H

#include "facts.h"

struct graph {
    const struct network *network;
    size_t node_count;
    size_t *first;    /* edges of payer n: first[n] … first[n + 1] − 1, sorted by payee */
    size_t *in_first; /* the same into in_edges, by payee */
    size_t *in_edges; /* edge numbers, sorted by payee, then payer */
};

struct graph graph_make(struct arena *arena, size_t node_count, const struct network *network);

/* Distances to one start; asking again for another start costs only what was touched. */
struct graph_back {
    size_t *steps; /* valid where mark is round */
    uint32_t *mark, round;
    size_t *queue;
};

struct graph_back graph_back_make(struct arena *arena, size_t node_count);
/* Breadth first against the arrows, up to `most` steps; edges with left[e] 0 are closed (left NULL: all are
   open). Gives back the edges looked at. */
uint64_t graph_back_find(
    const struct graph *graph, size_t start, size_t most, const money *left, struct graph_back *back);
bool graph_back_within(const struct graph_back *back, size_t node, size_t steps);

#endif
