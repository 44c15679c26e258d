/* SPDX-License-Identifier: MIT */
/*
 * mincost: the least total flow that leaves every node with the same balance as the weights given, 0 ≤ flow ≤
 * weight.
 */
#ifndef DEALBRIEF_MINCOST_H
#define DEALBRIEF_MINCOST_H

#include "amount.h"

struct mincost;

struct mincost *mincost_create(struct arena *arena, size_t node_count, size_t edge_count);
void mincost_add(
    struct mincost *mincost, size_t from, size_t to, money weight); /* at most edge_count times */
/* false: it would take more steps (arcs looked at) than that, and mincost_on tells nothing */
bool mincost_solve(struct mincost *mincost, uint64_t steps_most);
money mincost_on(const struct mincost *mincost, size_t edge); /* by order of adding */

#endif
