/* SPDX-License-Identifier: MIT */
/*
 * pairs: comes in a network, goes out every two nodes between which capital goes one way and commerce the
 * other. Says what could come back, not that it does.
 */
#include "derive.h"
#include "list.h"

#include <stdlib.h>

static void way_add(const struct facts *facts, const struct edge *edge, enum deal_class wanted,
    struct tally *tally, money *weight, int *weakest)
{
    for (size_t i = 0; i < edge->flows.count; i++) {
        const struct flow *flow = &facts->flows[edge->flows.at[i]];
        if (flow->deal_class != wanted)
            continue;
        tally_add(tally, flow);
        *weight = money_add(*weight, flow_weight(flow));
        if (!*weakest || flow->rank < *weakest)
            *weakest = flow->rank;
    }
    for (size_t i = 0; i < edge->leftovers.count; i++)
        if (facts->flows[edge->leftovers.at[i]].deal_class == wanted)
            tally_add(tally, &facts->flows[edge->leftovers.at[i]]);
}

static money least(money a, money b)
{
    return a < b ? a : b;
}

/* The smaller of two is monotone in both: its bounds are exact. */
static struct pair pair_of(const struct facts *facts, const struct edge *there, const struct edge *back)
{
    struct pair pair = {.investor = there->payer, .buyer = there->payee, .multiple = -1};
    struct tally capital = {0}, commerce = {0};
    way_add(facts, there, CLASS_CAPITAL, &capital, &pair.capital_weight, &pair.weakest);
    way_add(facts, back, CLASS_COMMERCE, &commerce, &pair.commerce_weight, &pair.weakest);
    pair.capital = tally_finish(&capital);
    pair.commerce = tally_finish(&commerce);
    pair.matched_low = least(pair.capital.low, pair.commerce.low);
    pair.matched_high = least(pair.capital.high, pair.commerce.high);
    pair.matched = least(pair.capital_weight, pair.commerce_weight);
    if (pair.capital_weight && pair.commerce_weight)
        pair.multiple = (double)pair.commerce_weight / (double)pair.capital_weight;
    return pair;
}

static int pair_compare(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->matched != y->matched)
        return x->matched > y->matched ? -1 : 1;
    if (x->investor != y->investor)
        return x->investor < y->investor ? -1 : 1;
    return (x->buyer > y->buyer) - (x->buyer < y->buyer);
}

/* Edges are sorted by payer, then payee. */
static const struct edge *edge_find(const struct network *network, size_t payer, size_t payee)
{
    size_t low = 0, high = network->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct edge *edge = &network->edges[middle];
        if (edge->payer == payer && edge->payee == payee)
            return edge;
        if (edge->payer < payer || (edge->payer == payer && edge->payee < payee))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void pairs_derive(struct arena *arena, const struct facts *facts, struct network *network)
{
    LIST(struct pair) pairs = {0};
    for (size_t e = 0; e < network->edge_count; e++) {
        const struct edge *there = &network->edges[e];
        const struct edge *back = there->has_capital ? edge_find(network, there->payee, there->payer) : NULL;
        if (back && back->has_commerce)
            *list_push(arena, &pairs) = pair_of(facts, there, back);
    }
    network->pairs = pairs.at;
    network->pair_count = pairs.count;
    if (pairs.count)
        qsort(network->pairs, pairs.count, sizeof *pairs.at, pair_compare);
}
