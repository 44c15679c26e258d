/* SPDX-License-Identifier: MIT */
/*
 * simplex (internal to flow): the question of layout_ranks, answered by numbers alone. Where several answers
 * are equally good it may choose another than Graphviz, and it is many times faster.
 */
#ifndef DEALBRIEF_FLOW_SIMPLEX_H
#define DEALBRIEF_FLOW_SIMPLEX_H

#include "arena.h"
#include "layout.h"

/* Integer ranks with Σ weight·(rank[head] − rank[tail] − length) least, the least rank 0. False when the
   edges form a cycle or leave nodes apart: then nothing is promised of the ranks. All memory from the arena.
   hint: where to begin (NULL: anywhere); near the answer it saves time. May be the ranks themselves. In graphs
   so large that it would take seconds, the sum is only small, not the least. */
bool simplex_ranks(struct arena *arena, size_t node_count, const struct layout_edge *edges, size_t edge_count,
    const int *hint, int *ranks);

#endif
