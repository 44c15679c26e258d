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
    size_t *first;     /* edges of payer n: first[n] … first[n + 1] − 1, sorted by payee */
    size_t *in_first;  /* the same into in_edges, by payee … */
    size_t *in_end;    /* … up to here, where edges have been closed */
    size_t *in_edges;  /* edge numbers, sorted by payee, then payer */
    size_t *in_payers; /* and who pays them */
};

struct graph graph_make(struct arena *arena, size_t node_count, const struct network *network);

/* Distances to one start; asking again for another start costs only what was touched. */
struct graph_back {
    size_t *steps; /* valid where mark is round */
    uint32_t *mark, *wanted, round;
    uint64_t looked; /* edges, by graph_back_circuit, since it was made */
    size_t *queue;
};

struct graph_back graph_back_make(struct arena *arena, size_t node_count);
/* Breadth first against the arrows, up to `most` steps, over all edges. Gives back the edges looked at. */
uint64_t graph_back_find(const struct graph *graph, size_t start, size_t most, struct graph_back *back);
/* Takes the edges to one payee that have nothing left out of what is walked backwards. */
void graph_sweep(struct graph *graph, size_t payee, const money *left);
/* The same over edges not closed, out of the start those with left[e] > 0, but only as far as the first
   circuit through start: its length, 0 when there is none. All nodes nearer than that have their distance. */
size_t graph_back_circuit(
    const struct graph *graph, size_t start, const money *left, struct graph_back *back);
bool graph_back_within(const struct graph_back *back, size_t node, size_t steps);

#endif
