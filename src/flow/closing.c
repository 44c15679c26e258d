/* SPDX-License-Identifier: MIT */
/*
 * closing: in, a loop of a network; out, on which deals it depends to close, which leg is its weakest, and
 * whether "at most" may be said of its size. It refuses to know words.
 */
#include "closing.h"

#include <string.h>

/* ---- the flows of a leg, in an order ---- */

typedef int flow_order(const struct flow *a, const struct flow *b);

static int compare_money(money a, money b)
{
    return a > b ? -1 : a < b ? 1 : 0;
}

static int order_by_weight(const struct flow *a, const struct flow *b)
{
    int order = compare_money(flow_weight(a), flow_weight(b));
    return order ? order : b->rank - a->rank;
}

static int order_by_rank(const struct flow *a, const struct flow *b)
{
    return a->rank != b->rank ? b->rank - a->rank : compare_money(flow_weight(a), flow_weight(b));
}

static size_t *flows_sorted(
    struct arena *arena, const struct facts *facts, const struct edge *edge, flow_order *compare)
{
    size_t *flows = arena_array(arena, size_t, edge->flows.count + 1);
    for (size_t i = 0; i < edge->flows.count; i++) {
        const struct flow *flow = &facts->flows[edge->flows.at[i]];
        size_t at = i;
        for (; at > 0; at--) {
            const struct flow *before = &facts->flows[flows[at - 1]];
            int order = compare(flow, before);
            if (order > 0 || (order == 0 && strcmp(flow->key, before->key) >= 0))
                break;
            flows[at] = flows[at - 1];
        }
        flows[at] = edge->flows.at[i];
    }
    return flows;
}

size_t *edge_flows_sorted(struct arena *arena, const struct facts *facts, const struct edge *edge)
{
    return flows_sorted(arena, facts, edge, order_by_weight);
}

/* ---- what a leg waits for ---- */

struct stretch {
    const struct edge *edge;
    size_t *flows, count; /* the largest first */
    money load;           /* what it has to carry; 0: anything */
    money total, firm;
    bool any_firm;
};

static struct stretch stretch_of(
    struct arena *arena, const struct facts *facts, const struct network *network, size_t e, bool sized)
{
    struct stretch leg = {.edge = &network->edges[e], .count = network->edges[e].flows.count};
    leg.flows = edge_flows_sorted(arena, facts, leg.edge);
    leg.load = sized ? leg.edge->circulating : 0;
    for (size_t i = 0; i < leg.count; i++) {
        const struct flow *flow = &facts->flows[leg.flows[i]];
        leg.total = money_add(leg.total, flow_weight(flow));
        if (flow->bucket != BUCKET_FIRM)
            continue;
        leg.any_firm = true;
        leg.firm = money_add(leg.firm, flow_weight(flow));
    }
    return leg;
}

static bool leg_waits(const struct stretch *leg)
{
    return leg->load > 0 ? leg->firm < leg->load : !leg->any_firm;
}

static void needed_add(const struct facts *facts, struct closing *closing, size_t flow)
{
    for (size_t i = 0; i < closing->needed.count; i++)
        if (facts->flows[closing->needed.at[i]].deal == facts->flows[flow].deal)
            return;
    closing->needed.at[closing->needed.count++] = flow;
}

/* A deal is needed when the leg cannot carry its load without it. Where each can be spared, enough of them
   are needed. */
static void leg_ask(const struct facts *facts, const struct stretch *leg, size_t e, struct closing *closing)
{
    int unsure = 0, needed = 0;
    for (size_t i = 0; i < leg->count; i++) {
        const struct flow *flow = &facts->flows[leg->flows[i]];
        if (flow->bucket == BUCKET_FIRM)
            continue;
        unsure++;
        if (leg->load > 0 ? leg->total - flow_weight(flow) >= leg->load : leg->count > 1)
            continue;
        needed++;
        needed_add(facts, closing, leg->flows[i]);
    }
    if (needed == 0)
        closing->choices[closing->choice_count++] = (struct closing_choice){e, unsure};
}

/* The least certain of the deals that carry a leg's load, when the firmest carry as much as they can. */
static size_t leg_weakest(struct arena *arena, const struct facts *facts, const struct stretch *leg)
{
    size_t *flows = flows_sorted(arena, facts, leg->edge, order_by_rank), at = 0;
    money carried = flow_weight(&facts->flows[flows[0]]);
    while (carried < leg->load && at + 1 < leg->count)
        carried = money_add(carried, flow_weight(&facts->flows[flows[++at]]));
    return flows[at];
}

struct closing closing_find(struct arena *arena, const struct facts *facts, const struct network *network,
    const size_t *edges, size_t length, bool sized)
{
    size_t flows = 0;
    for (size_t e = 0; e < length; e++)
        flows += network->edges[edges[e]].flows.count;
    struct closing closing = {.in_full = true, .weakest = NO_INDEX};
    closing.needed.at = arena_array(arena, size_t, flows + 1);
    closing.choices = arena_array(arena, struct closing_choice, length + 1);
    money narrowest = 0;
    for (size_t e = 0; e < length; e++) {
        struct stretch leg = stretch_of(arena, facts, network, edges[e], sized);
        size_t weakest = leg_weakest(arena, facts, &leg);
        int order = closing.weakest == NO_INDEX
                        ? -1
                        : facts->flows[weakest].rank - facts->flows[closing.weakest].rank;
        if (order < 0 || (order == 0 && leg.total < narrowest)) {
            closing.weakest = weakest;
            narrowest = leg.total;
        }
        if (!leg_waits(&leg))
            continue;
        leg_ask(facts, &leg, edges[e], &closing);
        closing.in_full = closing.in_full && leg.firm > 0;
    }
    return closing;
}

bool closing_is_firm(const struct closing *closing)
{
    return closing->needed.count == 0 && closing->choice_count == 0;
}

/* ---- size ---- */

bool circuit_is_bound(const struct facts *facts, const struct network *network, const struct circuit *circuit)
{
    for (size_t e = 0; e < circuit->length; e++) {
        if (edge_high(facts, &network->edges[circuit->edges[e]]) <= circuit->amount)
            return true;
    }
    return false;
}

bool circuit_is_shared(const struct network *network, const struct circuit *circuit)
{
    for (size_t e = 0; e < circuit->length; e++)
        if (network->edges[circuit->edges[e]].weight <= circuit->amount)
            return false;
    return true;
}
