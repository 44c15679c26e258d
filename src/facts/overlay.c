/* SPDX-License-Identifier: MIT */
#include "overlay.h"

#include "compare.h"

#include <string.h>

/* What is added to the new edition: room for all of the old one's */
struct adder {
    struct arena *arena;
    const struct facts *now, *then;
    struct dataset *dataset;
    struct facts *facts;
    size_t *party, *node, *deal; /* by number in the old edition: in the whole; NO_INDEX: not asked for yet */
};

static size_t *numbers_unknown(struct arena *arena, size_t count)
{
    size_t *numbers = arena_array(arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++)
        numbers[i] = NO_INDEX;
    return numbers;
}

static size_t party_add(struct adder *adder, size_t was)
{
    if (was == NO_INDEX || adder->party[was] != NO_INDEX)
        return was == NO_INDEX ? NO_INDEX : adder->party[was];
    const struct party *party = &adder->then->dataset->parties[was];
    size_t index = dataset_find_party(adder->dataset, party->id);
    if (index == NO_INDEX) {
        index = adder->dataset->party_count++;
        adder->dataset->parties[index] = *party;
        struct party *added = &adder->dataset->parties[index];
        added->parent = added->serves = NO_INDEX; /* rolled up already */
        added->members = added->sources = (struct indices){0};
    }
    return adder->party[was] = index;
}

static struct indices parties_add(struct adder *adder, const struct indices *was)
{
    struct indices added = {arena_array(adder->arena, size_t, was->count + 1), was->count};
    for (size_t i = 0; i < was->count; i++)
        added.at[i] = party_add(adder, was->at[i]);
    return added;
}

static size_t node_add(struct adder *adder, size_t was)
{
    if (adder->node[was] != NO_INDEX)
        return adder->node[was];
    const struct node *node = &adder->then->nodes[was];
    size_t index = facts_find_node(adder->now, node->id);
    for (size_t i = adder->now->node_count; i < adder->facts->node_count && index == NO_INDEX; i++)
        if (!strcmp(adder->facts->nodes[i].id, node->id))
            index = i;
    if (index == NO_INDEX) {
        index = adder->facts->node_count++;
        adder->facts->nodes[index] =
            (struct node){node->id, parties_add(adder, &node->parties), parties_add(adder, &node->units)};
    }
    return adder->node[was] = index;
}

/* Whom it is between, what and how much it was: who says so and what it belongs to are the old edition's. */
static size_t deal_add(struct adder *adder, size_t was)
{
    if (adder->deal[was] != NO_INDEX)
        return adder->deal[was];
    size_t index = adder->dataset->deal_count++;
    struct deal *deal = &adder->dataset->deals[index];
    *deal = adder->then->dataset->deals[was];
    deal->from.parties = parties_add(adder, &deal->from.parties);
    deal->to.parties = parties_add(adder, &deal->to.parties);
    deal->split.parties = parties_add(adder, &deal->split.parties);
    const struct leg *legs = deal->legs;
    deal->legs = arena_array(adder->arena, struct leg, deal->leg_count + 1);
    for (size_t i = 0; i < deal->leg_count; i++) {
        deal->legs[i] = legs[i];
        deal->legs[i].from.parties = parties_add(adder, &legs[i].from.parties);
        deal->legs[i].to.parties = parties_add(adder, &legs[i].to.parties);
        deal->legs[i].split.parties = parties_add(adder, &legs[i].split.parties);
    }
    deal->beneficiary = party_add(adder, deal->beneficiary);
    deal->part_of = NO_INDEX;
    deal->overlaps = deal->supersedes = deal->related = deal->sources = (struct indices){0};
    deal->term_count = deal->claim_count = deal->history_count = 0;
    return adder->deal[was] = index;
}

static void amount_hide(struct amount *amount)
{
    *amount = (struct amount){.kind = AMOUNT_UNDISCLOSED};
}

static struct flow flow_gone(struct adder *adder, const struct flow *was, bool comparable)
{
    struct flow flow = *was;
    flow.deal = deal_add(adder, was->deal);
    flow.payer = node_add(adder, was->payer);
    flow.payee = node_add(adder, was->payee);
    flow.payer_parties = parties_add(adder, &was->payer_parties);
    flow.payee_parties = parties_add(adder, &was->payee_parties);
    flow.bucket = BUCKET_DEAD;
    flow.rank = 0;
    if (!comparable) {
        amount_hide(&flow.amount);
        amount_hide(&flow.counted);
        amount_hide(&flow.rest);
    }
    return flow;
}

/* ---- partners ---- */

static bool same_parties(struct arena *arena, const struct dataset *a_set, const struct indices *a,
    const struct dataset *b_set, const struct indices *b)
{
    struct strings x = party_ids(arena, a_set, a), y = party_ids(arena, b_set, b);
    return strings_equal(&x, &y);
}

/* How many flows the movement has: one, or one for each member of a known split */
static size_t movement_end(const struct facts *facts, size_t first)
{
    size_t end = first + 1;
    while (end < facts->flow_count && facts->flows[end].deal == facts->flows[first].deal &&
           facts->flows[end].leg == facts->flows[first].leg)
        end++;
    return end;
}

/* Of one movement in both editions: members by who they are; one alone and one alone go together whoever they
 * are. */
static void members_pair(struct arena *arena, struct overlay *overlay, size_t was, size_t is)
{
    const struct facts *then = overlay->then, *now = overlay->now;
    size_t was_end = movement_end(then, was), is_end = movement_end(now, is);
    if (was_end == was + 1 && is_end == is + 1) {
        overlay->before[is] = was;
        return;
    }
    for (size_t j = is; j < is_end; j++)
        for (size_t i = was; i < was_end && overlay->before[j] == NO_INDEX; i++)
            if (same_parties(arena, then->dataset, &then->flows[i].payer_parties, now->dataset,
                    &now->flows[j].payer_parties) &&
                same_parties(arena, then->dataset, &then->flows[i].payee_parties, now->dataset,
                    &now->flows[j].payee_parties))
                overlay->before[j] = i;
}

static size_t leg_first(const struct facts *facts, size_t first, size_t leg)
{
    for (size_t i = first; i < facts->flow_count && facts->flows[i].deal == facts->flows[first].deal; i++)
        if (facts->flows[i].leg == leg)
            return i;
    return NO_INDEX;
}

static size_t deal_end(const struct facts *facts, size_t first)
{
    size_t end = first;
    while (end < facts->flow_count && facts->flows[end].deal == facts->flows[first].deal)
        end++;
    return end;
}

/* A deal that got legs, or lost them, stands for its first leg. */
static void deal_pair(struct arena *arena, struct overlay *overlay, size_t was, size_t is)
{
    const struct facts *then = overlay->then, *now = overlay->now;
    const struct deal *was_deal = &then->dataset->deals[then->flows[was].deal],
                      *is_deal = &now->dataset->deals[now->flows[is].deal];
    if (!was_deal->leg_count || !is_deal->leg_count) {
        members_pair(arena, overlay, was, is);
        return;
    }
    struct pairing legs = legs_pair(arena, then->dataset, was_deal, now->dataset, is_deal);
    for (size_t j = 0; j < is_deal->leg_count; j++) {
        size_t i = legs.back[j];
        size_t from = i == NO_INDEX ? NO_INDEX : leg_first(then, was, i), to = leg_first(now, is, j);
        if (from != NO_INDEX && to != NO_INDEX)
            members_pair(arena, overlay, from, to);
    }
}

static size_t *first_flows(struct arena *arena, const struct facts *facts)
{
    size_t *first = numbers_unknown(arena, facts->dataset->deal_count);
    for (size_t i = facts->flow_count; i-- > 0;)
        first[facts->flows[i].deal] = i;
    return first;
}

static void partners_find(struct arena *arena, struct overlay *overlay)
{
    const struct facts *then = overlay->then, *now = overlay->now;
    size_t *first = first_flows(arena, then);
    struct id_index deals = deals_index(arena, then->dataset);
    for (size_t is = 0; is < now->flow_count; is = deal_end(now, is)) {
        size_t deal = id_index_find(&deals, now->dataset->deals[now->flows[is].deal].id);
        if (deal != NO_INDEX && first[deal] != NO_INDEX)
            deal_pair(arena, overlay, first[deal], is);
    }
}

/* ---- the whole ---- */

#define ROOM_FOR(arena, from, count, more, type)                                                             \
    ((type *)memcpy(arena_array((arena), type, (count) + (more) + 1), (from) ? (const void *)(from) : "",    \
        (count) * sizeof(type)))

static struct adder adder_make(struct arena *arena, const struct facts *now, const struct facts *then)
{
    struct adder adder = {.arena = arena, .now = now, .then = then};
    const struct dataset *is = now->dataset, *was = then->dataset;
    adder.dataset = arena_new(arena, struct dataset);
    *adder.dataset = *is;
    adder.dataset->parties = ROOM_FOR(arena, is->parties, is->party_count, was->party_count, struct party);
    adder.dataset->deals = ROOM_FOR(arena, is->deals, is->deal_count, was->deal_count, struct deal);
    adder.facts = arena_new(arena, struct facts);
    *adder.facts = *now;
    adder.facts->dataset = adder.dataset;
    adder.facts->nodes = ROOM_FOR(arena, now->nodes, now->node_count, then->node_count, struct node);
    adder.facts->flows = ROOM_FOR(arena, now->flows, now->flow_count, then->flow_count, struct flow);
    adder.party = numbers_unknown(arena, was->party_count);
    adder.node = numbers_unknown(arena, then->node_count);
    adder.deal = numbers_unknown(arena, was->deal_count);
    return adder;
}

/* Between the same two, and drawn itself, not by its parts */
static bool stands_there(
    const struct facts *then, const struct flow *was, const struct facts *now, const struct flow *is)
{
    return !is->in_parts && !strcmp(then->nodes[was->payer].id, now->nodes[is->payer].id) &&
           !strcmp(then->nodes[was->payee].id, now->nodes[is->payee].id);
}

static void gone_add(struct arena *arena, struct overlay *overlay)
{
    const struct facts *then = overlay->then, *now = overlay->now;
    struct adder adder = adder_make(arena, now, then);
    size_t *partner = numbers_unknown(arena, then->flow_count);
    overlay->after = numbers_unknown(arena, then->flow_count);
    overlay->moved = arena_array(arena, bool, now->flow_count + then->flow_count + 1);
    for (size_t i = 0; i < now->flow_count; i++)
        if (overlay->before[i] != NO_INDEX && now->flows[i].is_money)
            partner[overlay->before[i]] = i;
    for (size_t i = 0; i < then->flow_count; i++) {
        const struct flow *was = &then->flows[i];
        overlay->after[i] = partner[i];
        if (!was->is_money || was->in_parts || was->bucket == BUCKET_DEAD ||
            (partner[i] != NO_INDEX && stands_there(then, was, now, &now->flows[partner[i]])))
            continue;
        size_t index = adder.facts->flow_count++;
        overlay->after[i] = index;
        overlay->before[index] = i;
        overlay->moved[index] = partner[i] != NO_INDEX;
        adder.facts->flows[index] = flow_gone(&adder, was, overlay->comparable);
    }
    overlay->facts = adder.facts;
}

const struct overlay *overlay_make(
    struct arena *arena, const struct changes *changes, const struct facts *now)
{
    struct overlay *overlay = arena_new(arena, struct overlay);
    const struct dataset *was =
        dataset_as_now(arena, changes->before->dataset, now->dataset, &overlay->comparable);
    overlay->changes = changes;
    overlay->now = now;
    overlay->then = facts_derive(arena, was, now->level);
    overlay->before = numbers_unknown(arena, now->flow_count + overlay->then->flow_count);
    partners_find(arena, overlay);
    gone_add(arena, overlay);
    overlay->traits = arena_array(arena, unsigned, overlay->facts->flow_count + 1);
    for (size_t i = 0; i < now->flow_count; i++)
        if (overlay->before[i] != NO_INDEX)
            overlay->traits[i] =
                amount_change(&overlay->then->flows[overlay->before[i]].amount, &now->flows[i].amount);
    return overlay;
}
