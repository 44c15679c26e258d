/* SPDX-License-Identifier: MIT */
/*
 * bound: comes in a network whose largest circulation on its weights is known, goes out whether the amounts
 * allow no larger one: only then may it be called "at most".
 *
 * A weight is a headline, or a low end; the amount may be higher ("at least", "about", a range) or not known
 * at all. The circulation f stays the largest under the high ends exactly when there is no cycle along which
 * more could be sent round: forward where f is below the high end (adds 1), back where f is above 0 (takes 1
 * away), that adds anything. Distances by Bellman and Ford; where that would take too long the answer is no,
 * which claims less.
 */
#include "derive.h"

enum { WORK_MOST = 50000000 };

money edge_high(const struct facts *facts, const struct edge *edge)
{
    money high = 0;
    for (size_t i = 0; i < edge->flows.count; i++) {
        const struct amount *amount = &facts->flows[edge->flows.at[i]].counted;
        high = money_add(high, amount_is_sized(amount) ? amount->high : MONEY_OPEN);
    }
    if (high < edge->weight)
        high = edge->weight;
    return high > edge->weight_low ? high : edge->weight_low; /* parts may have crossed the bounds */
}

static bool raise(int64_t *gain, size_t from, size_t to, int64_t step)
{
    if (gain[from] + step <= gain[to])
        return false;
    gain[to] = gain[from] + step;
    return true;
}

/* One walk over all edges; true when some distance grew. */
static bool gains_grow(const struct network *network, const bool *can_grow, int64_t *gain)
{
    bool grew = false;
    for (size_t e = 0; e < network->edge_count; e++) {
        const struct edge *edge = &network->edges[e];
        if (can_grow[e])
            grew = raise(gain, edge->payer, edge->payee, 1) || grew;
        if (edge->circulating > 0)
            grew = raise(gain, edge->payee, edge->payer, -1) || grew;
    }
    return grew;
}

/* Without a cycle that adds something no distance needs more rounds than there are nodes. */
void bound_derive(const struct facts *facts, struct network *network)
{
    struct arena *arena = arena_create();
    bool *can_grow = arena_array(arena, bool, network->edge_count + 1);
    int64_t *gain = arena_array(arena, int64_t, facts->node_count + 1);
    for (size_t e = 0; e < network->edge_count; e++)
        can_grow[e] = network->edges[e].circulating < edge_high(facts, &network->edges[e]);
    size_t rounds = WORK_MOST / (network->edge_count + 1);
    if (rounds > facts->node_count + 1)
        rounds = facts->node_count + 1;
    network->circulating_is_most = false;
    for (size_t round = 0; round < rounds && !network->circulating_is_most; round++)
        network->circulating_is_most = !gains_grow(network, can_grow, gain);
    arena_destroy(arena);
}
