/* SPDX-License-Identifier: MIT */
/*
 * network: comes in flows, goes out the graph of different nodes in one view (firm, or all that is live):
 * edges, exposure and concentration. What stays inside one group is left out; loops.c and circulation.c go on
 * from the edges.
 *
 * A whole that its parts itemise but for its low ("$10B", of which "up to $10B" is told apart) is no flow:
 * its low stands on its edge and in the exposures, so that whole and parts come to [max(P.low, Σ low),
 * max(P.high, Σ high)] there too.
 */
#include "derive.h"
#include "list.h"

#include <stdlib.h>

static bool flow_in_view(const struct flow *flow, bool firm_only)
{
    if (!(flow_is_live_money(flow) || flow_is_leftover(flow)) || flow->intra_group)
        return false;
    return !firm_only || flow->bucket == BUCKET_FIRM;
}

/* ---- edges ---- */

struct edge_flow {
    size_t payer, payee, flow;
    bool leftover;
};

static int edge_flow_compare(const void *a, const void *b)
{
    const struct edge_flow *x = a, *y = b;
    if (x->payer != y->payer)
        return x->payer < y->payer ? -1 : 1;
    if (x->payee != y->payee)
        return x->payee < y->payee ? -1 : 1;
    if (x->leftover != y->leftover)
        return y->leftover ? -1 : 1;
    return (x->flow > y->flow) - (x->flow < y->flow);
}

static void edge_add(struct edge *edge, const struct flow *flow, size_t index)
{
    edge->weight_low = money_add(edge->weight_low, flow->counted.low);
    if (flow->in_parts) {
        edge->leftovers.at[edge->leftovers.count++] = index;
        return;
    }
    edge->weight = money_add(edge->weight, flow_weight(flow));
    if (!edge->flows.count || flow->rank < edge->rank)
        edge->rank = flow->rank;
    edge->has_capital = edge->has_capital || flow->deal_class == CLASS_CAPITAL;
    edge->has_commerce = edge->has_commerce || flow->deal_class == CLASS_COMMERCE;
    edge->flows.at[edge->flows.count++] = index;
    edge->leftovers.at++;
}

/* Nodes are sorted by id, so the order of their numbers is the order of their ids. */
static void edges_derive(
    struct arena *arena, const struct facts *facts, bool firm_only, struct network *network)
{
    struct arena *scratch = arena_create();
    struct edge_flow *pairs = arena_array(scratch, struct edge_flow, facts->flow_count);
    size_t count = 0;
    for (size_t i = 0; i < facts->flow_count; i++)
        if (flow_in_view(&facts->flows[i], firm_only))
            pairs[count++] =
                (struct edge_flow){facts->flows[i].payer, facts->flows[i].payee, i, facts->flows[i].in_parts};
    qsort(pairs, count, sizeof *pairs, edge_flow_compare);
    network->edges = arena_array(arena, struct edge, count);
    size_t *members = arena_array(arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        bool same = i && pairs[i - 1].payer == pairs[i].payer && pairs[i - 1].payee == pairs[i].payee;
        if (!same)
            network->edges[network->edge_count++] = (struct edge){.payer = pairs[i].payer,
                .payee = pairs[i].payee,
                .flows = {&members[i], 0},
                .leftovers = {&members[i], 0}};
        edge_add(&network->edges[network->edge_count - 1], &facts->flows[pairs[i].flow], pairs[i].flow);
    }
    arena_destroy(scratch);
}

static void edges_finish(struct network *network)
{
    for (size_t i = 0; i < network->edge_count; i++) {
        struct edge *edge = &network->edges[i];
        edge->unknown = edge->weight == 0 && edge->flows.count;
        network->gross = money_add(network->gross, edge->weight);
        network->gross_low = money_add(network->gross_low, edge->weight_low);
    }
}

/* ---- exposure ---- */

static money money_minus(money a, money b)
{
    if (a == MONEY_OPEN)
        return MONEY_OPEN;
    return b == MONEY_OPEN ? -MONEY_OPEN : a - b;
}

static void exposure_finish(struct exposure *exposure, const struct tally *in, const struct tally *out)
{
    exposure->in = tally_finish(in);
    exposure->out = tally_finish(out);
    exposure->net_low = money_minus(exposure->in.sum_low, exposure->out.sum_high);
    exposure->net_high = money_minus(exposure->in.sum_high, exposure->out.sum_low);
    exposure->net_headline = money_minus(exposure->in_weight, exposure->out_weight);
}

/* By node: what it takes in and pays out. Flows are walked in file order, as tally_add wants them. */
static void exposures_derive(
    struct arena *arena, const struct facts *facts, bool firm_only, struct network *network)
{
    struct arena *scratch = arena_create();
    struct exposure *exposures = arena_array(arena, struct exposure, facts->node_count);
    struct tally *in = arena_array(scratch, struct tally, facts->node_count),
                 *out = arena_array(scratch, struct tally, facts->node_count);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_in_view(flow, firm_only))
            continue;
        tally_add(&in[flow->payee], flow);
        tally_add(&out[flow->payer], flow);
        money weight = flow->in_parts ? 0 : flow_weight(flow);
        exposures[flow->payee].in_weight = money_add(exposures[flow->payee].in_weight, weight);
        exposures[flow->payer].out_weight = money_add(exposures[flow->payer].out_weight, weight);
    }
    network->exposures = exposures;
    for (size_t node = 0; node < facts->node_count; node++) {
        if (!in[node].last && !out[node].last && !in[node].total.low && !out[node].total.low)
            continue;
        struct exposure *exposure = &exposures[network->exposure_count++];
        *exposure = exposures[node];
        exposure->node = node;
        exposure_finish(exposure, &in[node], &out[node]);
    }
    arena_destroy(scratch);
}

/* ---- concentration ---- */

static double square(double x)
{
    return x * x;
}

/* Σ s², s the payers' shares of what is paid, on weights; times 10,000 as usual for the index of Hirschman
 * and Herfindahl */
static double hhi_of(const struct network *network)
{
    double sum = 0;
    for (size_t i = 0; i < network->exposure_count; i++)
        sum += square((double)network->exposures[i].out_weight / (double)network->gross);
    return 10000 * sum;
}

static double share_of(money part, money others)
{
    if (others == MONEY_OPEN)
        return part == MONEY_OPEN ? 1 : 0;
    if (part == MONEY_OPEN)
        return 1;
    return part ? (double)part / ((double)part + (double)others) : 0;
}

/* The largest payers first, of equals the smaller id. */
static size_t payers_choose(const struct network *network, const struct exposure **payers)
{
    size_t count = 0;
    for (size_t i = 0; i < network->exposure_count; i++) {
        const struct exposure *at = &network->exposures[i];
        size_t place = count;
        while (place && payers[place - 1]->out_weight < at->out_weight)
            place--;
        if (!at->out_weight || place == TOP_MOST)
            continue;
        count += count < TOP_MOST;
        for (size_t p = count; --p > place;)
            payers[p] = payers[p - 1];
        payers[place] = at;
    }
    return count;
}

/* Exact bounds: least when they pay their low and all others their high, and the other way round. */
static struct top top_of(const struct network *network, const struct exposure *const *payers, size_t count)
{
    money low = 0, high = 0, weight = 0, others_low = 0, others_high = 0;
    for (size_t i = 0; i < network->exposure_count; i++) {
        const struct exposure *at = &network->exposures[i];
        bool among = false;
        for (size_t p = 0; p < count; p++)
            among = among || payers[p] == at;
        weight = money_add(weight, among ? at->out_weight : 0);
        *(among ? &low : &others_low) = money_add(among ? low : others_low, at->out.sum_low);
        *(among ? &high : &others_high) = money_add(among ? high : others_high, at->out.sum_high);
    }
    return (struct top){.payer = payers[count - 1]->node,
        .low = share_of(low, others_high),
        .high = share_of(high, others_low),
        .headline = (double)weight / (double)network->gross,
        .open = high == MONEY_OPEN || others_high == MONEY_OPEN};
}

static void top_payers_find(struct network *network)
{
    network->top_payer = NO_INDEX;
    network->hhi = network->top_share_low = network->top_share_high = network->top_share = -1;
    if (!network->gross)
        return;
    const struct exposure *payers[TOP_MOST + 1];
    network->top_count = payers_choose(network, payers);
    for (size_t n = 1; n <= network->top_count; n++)
        network->tops[n - 1] = top_of(network, payers, n);
    network->hhi = hhi_of(network);
    network->top_payer = network->tops[0].payer;
    network->top_share_low = network->tops[0].low;
    network->top_share_high = network->tops[0].high;
    network->top_share = network->tops[0].headline;
}

void network_derive(struct arena *arena, const struct facts *facts, bool firm_only, struct network *network)
{
    edges_derive(arena, facts, firm_only, network);
    edges_finish(network);
    exposures_derive(arena, facts, firm_only, network);
    top_payers_find(network);
    pairs_derive(arena, facts, network);
    loops_derive(arena, facts, network);
    circulation_derive(arena, facts, network);
}
