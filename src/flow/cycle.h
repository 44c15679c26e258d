/* SPDX-License-Identifier: MIT */
/*
 * cycle: which arcs run against the stream. A minimum-weight feedback arc set: reversing the arcs it names
 * leaves no cycle, and as little weight as possible runs backwards. It knows weights only, neither money nor
 * drawings.
 */
#ifndef DEALBRIEF_FLOW_CYCLE_H
#define DEALBRIEF_FLOW_CYCLE_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arc {
    size_t tail, head;
    int64_t weight; /* 0 … 2^40: sums must not overflow */
};

/* back[i] becomes true for the arcs of the set. Exact for strongly connected parts of up to 16 nodes, a good
   local optimum above. Depends on the numbering of the nodes, not on the order of the arcs. */
void feedback_find(
    struct arena *arena, size_t node_count, const struct arc *arcs, size_t arc_count, bool *back);

/* part[node]: the number of its strongly connected part, numbered by their least node. Returns how many there
 * are. */
size_t parts_find(
    struct arena *arena, size_t node_count, const struct arc *arcs, size_t arc_count, size_t *part);

#endif
