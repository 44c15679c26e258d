/* SPDX-License-Identifier: MIT */
/*
 * layout: two questions to Graphviz's dot, asked in numbers. layout.c is the only file that knows Graphviz.
 *
 * Graphs given here are acyclic, small and connected where that is said; no text of the user's reaches the
 * library. Both functions return false when Graphviz reports any error; then nothing is promised of the
 * results.
 */
#ifndef DEALBRIEF_FLOW_LAYOUT_H
#define DEALBRIEF_FLOW_LAYOUT_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

struct flow_engine;

struct layout_edge {
    size_t tail, head;
    int length; /* head stands at least this many ranks after tail: 0 … 100000 */
    int weight; /* what a rank of excess costs: 0 … 1000, clamped */
};

/* Integer ranks with Σ weight·(rank[head] − rank[tail] − length) least, the least rank 0. The graph must be
   connected. Also an exact solver for sums of weighted absolute differences, in whatever unit the ranks stand
   for. */
bool layout_ranks(struct flow_engine *engine, size_t node_count, const struct layout_edge *edges,
    size_t edge_count, int *ranks);

/* Columns from left to right: every edge must span exactly one column and the graph be connected. Gives each
   node a place across the columns (grows downwards) with few weighted crossings; heights in points, gap
   between neighbours. creation: the order in which nodes are made known (NULL: by number); dot's result
   depends on it. */
bool layout_order(struct flow_engine *engine, size_t node_count, const double *heights,
    const struct layout_edge *edges, size_t edge_count, const size_t *creation, double gap, double *y);

#endif
