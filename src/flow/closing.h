/* SPDX-License-Identifier: MIT */
/*
 * closing (internal to flow): what a loop depends on. A leg has to carry what circulates on it, its loops
 * together.
 */
#ifndef DEALBRIEF_FLOW_CLOSING_H
#define DEALBRIEF_FLOW_CLOSING_H

#include "facts.h"

/* One leg for which no single deal is needed, only enough of several. */
struct closing_choice {
    size_t edge;
    int deals;
};

struct closing {
    struct indices needed; /* flows that are not firm and without which it does not close; each deal once */
    struct closing_choice *choices;
    size_t choice_count;
    bool in_full;   /* firm deals carry a part of every leg that waits: without the others less comes back */
    size_t weakest; /* the flow that carries the weakest leg: the least certain, among equals the narrowest */
};

/* sized: its legs carry `circulating`; else some leg has no known size, and any deal of a leg will do. */
struct closing closing_find(struct arena *arena, const struct facts *facts, const struct network *network,
    const size_t *edges, size_t length, bool sized);
bool closing_is_firm(const struct closing *closing);

/* No amount on it is open enough for more: "at most" holds. */
bool circuit_is_bound(
    const struct facts *facts, const struct network *network, const struct circuit *circuit);
/* The parts of the circulation share deals: a loop may hold more than its part, counted in another's. */
bool circuit_is_shared(const struct network *network, const struct circuit *circuit);

/* Indices of an edge's flows: the largest first, then the firmest, then by key. */
size_t *edge_flows_sorted(struct arena *arena, const struct facts *facts, const struct edge *edge);

#endif
