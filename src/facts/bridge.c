/* SPDX-License-Identifier: MIT */
/*
 * bridge: comes in two editions' flows, goes out how each sum of class and bucket got from one to the other,
 * exact to the hundredth: opening + steps = closing.
 *
 * Opening and closing are the totals that either edition prints, bound by bound. Steps are on what a deal or
 * leg says of itself; what its parts (part_of) itemise, and the ceilings of parts, are a step of their own,
 * since they move without anyone having said so. Rates and conventions come first: after them the old edition
 * is read as the new one is.
 */
#include "compare.h"

#include <string.h>

/* ---- sums ---- */

static money end_known(const struct amount *amount)
{
    return amount->high == MONEY_OPEN ? amount->low : amount->high;
}

static struct bridge_sum sum_of(const struct amount *amount)
{
    if (!amount_is_sized(amount))
        return (struct bridge_sum){.flows = 1, .undisclosed = 1};
    return (struct bridge_sum){.low = amount->low,
        .high = end_known(amount),
        .headline = amount->has_headline ? amount->headline : 0,
        .flows = 1,
        .open = amount->high == MONEY_OPEN,
        .no_headline = !amount->has_headline};
}

/* a + sign · b */
void bridge_sum_add(struct bridge_sum *a, const struct bridge_sum *b, int sign)
{
    a->low = money_add(a->low, sign * b->low);
    a->high = money_add(a->high, sign * b->high);
    a->headline = money_add(a->headline, sign * b->headline);
    a->flows += sign * b->flows;
    a->undisclosed += sign * b->undisclosed;
    a->open += sign * b->open;
    a->no_headline += sign * b->no_headline;
}

bool bridge_sum_is_zero(const struct bridge_sum *sum)
{
    return !sum->low && !sum->high && !sum->headline && !sum->flows && !sum->undisclosed && !sum->open &&
           !sum->no_headline;
}

/* ---- movements ---- */

/* One deal or leg: what it says of itself, and what it adds to the total. */
struct move {
    size_t deal, leg;
    enum deal_class deal_class;
    enum bucket bucket;
    struct bridge_sum own, counted;
};

struct moves {
    struct move *at;
    size_t count;
    size_t *first; /* by deal, and one past the end */
};

static struct move move_of(const struct facts *facts, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    const struct leg *leg = flow->leg == NO_INDEX ? NULL : &deal->legs[flow->leg];
    struct move move = {flow->deal, flow->leg, flow->deal_class, flow->bucket, {0}, {0}};
    struct amount own = effective_amount(deal, leg);
    if (flow->is_money)
        move.own = sum_of(&own);
    return move;
}

/* The members of a known split are one movement. */
static void move_count(struct move *move, const struct flow *flow, bool first)
{
    if (!flow->is_money)
        return;
    struct bridge_sum part = sum_of(&flow->counted);
    if (flow->in_parts) /* no flow, but with its parts it comes to its own low */
        part = (struct bridge_sum){.low = flow->counted.low};
    if (!first)
        part.flows = part.undisclosed = part.open = part.no_headline = 0;
    bridge_sum_add(&move->counted, &part, 1);
}

static struct moves moves_gather(struct arena *arena, const struct facts *facts)
{
    size_t deals = facts->dataset->deal_count;
    struct moves moves = {arena_array(arena, struct move, facts->flow_count), 0, NULL};
    moves.first = arena_array(arena, size_t, deals + 1);
    size_t deal = 0;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        const struct move *last = moves.count ? &moves.at[moves.count - 1] : NULL;
        bool first = !last || last->deal != flow->deal || last->leg != flow->leg;
        while (first && deal <= flow->deal)
            moves.first[deal++] = moves.count;
        if (first)
            moves.at[moves.count++] = move_of(facts, flow);
        move_count(&moves.at[moves.count - 1], flow, first);
    }
    while (deal <= deals)
        moves.first[deal++] = moves.count;
    return moves;
}

/* ---- totals ---- */

typedef struct bridge_sum sums[CLASS_COUNT][BUCKET_COUNT];

/* What the edition prints as its totals, bound by bound; an open high end is counted beside, with what is
   known of it. */
static void totals_take(const struct moves *moves, sums printed)
{
    memset(printed, 0, sizeof(sums));
    for (size_t i = 0; i < moves->count; i++)
        bridge_sum_add(&printed[moves->at[i].deal_class][moves->at[i].bucket], &moves->at[i].counted, 1);
}

/* ---- steps ---- */

struct bridging {
    const struct comparison *comparison;
    struct moves was, is;
    struct bridge *bridge;
    size_t before, after; /* the deal that is looked at */
    LIST(struct bridge_part) parts;
};

/* other: the cell at the other end, of what moved; else its own */
static void step_add_from(struct bridging *bridging, const struct move *at, const struct move *other,
    enum bridge_step step, const struct bridge_sum *sum, int sign)
{
    bridge_sum_add(&bridging->bridge->cells[at->deal_class][at->bucket].steps[step], sum, sign);
    if (bridge_sum_is_zero(sum))
        return;
    struct bridge_part *part = list_push(bridging->comparison->arena, &bridging->parts);
    *part = (struct bridge_part){bridging->before, bridging->after, at->deal_class, at->bucket, step,
        other->deal_class, other->bucket, {0}};
    bridge_sum_add(&part->sum, sum, sign);
}

static void step_add(struct bridging *bridging, const struct move *at, enum bridge_step step,
    const struct bridge_sum *sum, int sign)
{
    step_add_from(bridging, at, at, step, sum, sign);
}

static money part_up(money change)
{
    return change > 0 ? change : 0;
}

static bool is_downwards(const struct bridge_sum *change)
{
    if (change->low > 0 || change->high > 0 || change->headline > 0)
        return false;
    return change->low < 0 || change->high < 0 || change->headline < 0 || change->undisclosed > 0;
}

/* End by end: what rose is raised, what fell is lowered; the counts go where the money went. */
static void revise(struct bridging *bridging, const struct move *at, const struct bridge_sum *was,
    const struct bridge_sum *is)
{
    struct bridge_sum change = *is, up = {0}, down = {0};
    bridge_sum_add(&change, was, -1);
    up.low = part_up(change.low), down.low = change.low - up.low;
    up.high = part_up(change.high), down.high = change.high - up.high;
    up.headline = part_up(change.headline), down.headline = change.headline - up.headline;
    struct bridge_sum *counts = is_downwards(&change) ? &down : &up;
    counts->flows = change.flows;
    counts->undisclosed = change.undisclosed;
    counts->open = change.open;
    counts->no_headline = change.no_headline;
    step_add(bridging, at, STEP_RAISED, &up, 1);
    step_add(bridging, at, STEP_LOWERED, &down, 1);
}

static void pair_bridge(
    struct bridging *bridging, const struct move *was, const struct move *is, bool corrected)
{
    bool same = was->deal_class == is->deal_class && was->bucket == is->bucket;
    if (corrected) {
        step_add(bridging, was, STEP_CORRECTED, &was->own, -1);
        step_add(bridging, is, STEP_CORRECTED, &is->own, 1);
        return;
    }
    if (!same) {
        bool died = is->bucket == BUCKET_DEAD;
        step_add_from(bridging, was, is, died ? STEP_WITHDRAWN : STEP_MOVED_OUT, &was->own, -1);
        step_add_from(bridging, is, was, STEP_MOVED_IN, &was->own, 1);
    }
    revise(bridging, is, &was->own, &is->own);
}

/* Legs that only one edition has: the deal was cut otherwise. Within a class and bucket they are one
   revision. */
struct recut {
    bool any;
    struct move at;
    struct bridge_sum was, is;
};

static void recut_add(struct recut cells[CLASS_COUNT][BUCKET_COUNT], const struct move *move, bool is)
{
    struct recut *cell = &cells[move->deal_class][move->bucket];
    cell->any = true;
    cell->at = *move;
    bridge_sum_add(is ? &cell->is : &cell->was, &move->own, 1);
}

static void recut_bridge(
    struct bridging *bridging, struct recut cells[CLASS_COUNT][BUCKET_COUNT], bool corrected)
{
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++) {
            struct recut *cell = &cells[c][b];
            if (!cell->any)
                continue;
            if (corrected) {
                step_add(bridging, &cell->at, STEP_CORRECTED, &cell->was, -1);
                step_add(bridging, &cell->at, STEP_CORRECTED, &cell->is, 1);
            } else {
                revise(bridging, &cell->at, &cell->was, &cell->is);
            }
        }
}

/* Movements of a deal stand in the order of its legs; one without legs has one. */
static void deal_bridge(struct bridging *bridging, size_t before, size_t after, bool corrected)
{
    const struct comparison *comparison = bridging->comparison;
    const struct deal *was = &comparison->was->deals[before], *is = &comparison->is->deals[after];
    const struct move *then = &bridging->was.at[bridging->was.first[before]],
                      *now = &bridging->is.at[bridging->is.first[after]];
    if (!was->leg_count && !is->leg_count) {
        pair_bridge(bridging, then, now, corrected);
        return;
    }
    size_t then_count = was->leg_count ? was->leg_count : 1, now_count = is->leg_count ? is->leg_count : 1;
    struct recut cells[CLASS_COUNT][BUCKET_COUNT] = {0};
    struct pairing pairing = legs_pair(comparison->arena, comparison->was, was, comparison->is, is);
    bool paired = was->leg_count && is->leg_count;
    for (size_t i = 0; i < then_count; i++) {
        size_t j = paired ? pairing.partner[i] : NO_INDEX;
        if (j != NO_INDEX)
            pair_bridge(bridging, &then[i], &now[j], corrected);
        else
            recut_add(cells, &then[i], false);
    }
    for (size_t j = 0; j < now_count; j++)
        if (!paired || pairing.back[j] == NO_INDEX)
            recut_add(cells, &now[j], true);
    recut_bridge(bridging, cells, corrected);
}

static void deals_bridge(struct bridging *bridging, const size_t *correction)
{
    const struct comparison *comparison = bridging->comparison;
    for (size_t d = 0; d < comparison->is->deal_count; d++) {
        size_t before = id_index_find(&comparison->deals_was, comparison->is->deals[d].id);
        bool corrected = correction[d] != NO_INDEX;
        bridging->before = before;
        bridging->after = d;
        if (before != NO_INDEX) {
            deal_bridge(bridging, before, d, corrected);
            continue;
        }
        for (size_t m = bridging->is.first[d]; m < bridging->is.first[d + 1]; m++)
            step_add(bridging, &bridging->is.at[m], corrected ? STEP_CORRECTED : STEP_NEW,
                &bridging->is.at[m].own, 1);
    }
    for (size_t d = 0; d < comparison->was->deal_count; d++) {
        if (id_index_find(&comparison->deals_is, comparison->was->deals[d].id) != NO_INDEX)
            continue;
        bridging->before = d;
        bridging->after = NO_INDEX;
        for (size_t m = bridging->was.first[d]; m < bridging->was.first[d + 1]; m++)
            step_add(bridging, &bridging->was.at[m], STEP_WITHDRAWN, &bridging->was.at[m].own, -1);
    }
}

/* What counts otherwise than a deal says of itself */
static void parts_bridge(struct bridging *bridging, const struct moves *moves, int sign)
{
    const struct comparison *comparison = bridging->comparison;
    for (size_t i = 0; i < moves->count; i++) {
        const struct move *move = &moves->at[i];
        struct bridge_sum otherwise = move->counted;
        bridge_sum_add(&otherwise, &move->own, -1);
        if (bridge_sum_is_zero(&otherwise))
            continue;
        bridging->before = sign < 0
                               ? move->deal
                               : id_index_find(&comparison->deals_was, comparison->is->deals[move->deal].id);
        bridging->after = sign > 0
                              ? move->deal
                              : id_index_find(&comparison->deals_is, comparison->was->deals[move->deal].id);
        step_add(bridging, move, STEP_PARTS, &otherwise, sign);
    }
}

/* ---- rates and conventions ---- */

static bool same_conventions(const struct dataset *a, const struct dataset *b)
{
    return a->approx_ppm == b->approx_ppm && a->vague_is_unknown == b->vague_is_unknown;
}

static const struct facts *at_new_rates(
    struct arena *arena, const struct facts *before, const struct dataset *is)
{
    const struct dataset *was = before->dataset;
    bool same_currency = !strcmp(was->currency, is->currency), complete;
    if (same_currency && rates_equal(was, is))
        return before;
    struct reading reading = {.fx = &is->fx,
        .fallback = same_currency ? &was->fx : NULL,
        .currency = is->currency,
        .approx_ppm = was->approx_ppm,
        .vague_is_unknown = was->vague_is_unknown};
    return facts_derive_sums(arena, dataset_restate(arena, was, &reading, &complete), before->level);
}

static void steps_between(struct bridge *bridge, enum bridge_step step, sums from, sums to)
{
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++) {
            bridge_sum_add(&bridge->cells[c][b].steps[step], &to[c][b], 1);
            bridge_sum_add(&bridge->cells[c][b].steps[step], &from[c][b], -1);
        }
}

static void cell_finish(struct bridge_cell *cell)
{
    cell->present = cell->opening.flows || cell->closing.flows;
    for (int s = 0; s < STEP_COUNT; s++)
        cell->moved = cell->moved || !bridge_sum_is_zero(&cell->steps[s]);
    cell->present = cell->present || cell->moved;
}

void bridge_derive(struct arena *arena, const struct comparison *comparison, const struct facts *before,
    const struct facts *after, const size_t *correction, struct bridge *bridge)
{
    const struct dataset *was = before->dataset, *is = comparison->is;
    const struct facts *rated = at_new_rates(arena, before, is);
    const struct facts *restated =
        same_conventions(was, is) ? rated : facts_derive_sums(arena, comparison->was, before->level);
    bool same_currency = !strcmp(was->currency, is->currency);
    const struct facts *opening = same_currency ? before : rated;
    struct moves opened = moves_gather(arena, opening), at_rates = moves_gather(arena, rated);
    struct bridging bridging = {comparison, moves_gather(arena, restated), moves_gather(arena, after), bridge,
        NO_INDEX, NO_INDEX, {0}};
    sums opens, rates, reads, closes;
    totals_take(&opened, opens);
    totals_take(&at_rates, rates);
    totals_take(&bridging.was, reads);
    totals_take(&bridging.is, closes);
    steps_between(bridge, STEP_RATES, opens, rates);
    steps_between(bridge, STEP_CONVENTIONS, rates, reads);
    deals_bridge(&bridging, correction);
    parts_bridge(&bridging, &bridging.was, -1);
    parts_bridge(&bridging, &bridging.is, 1);
    bridge->parts = bridging.parts.at;
    bridge->part_count = bridging.parts.count;
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++) {
            bridge->cells[c][b].opening = opens[c][b];
            bridge->cells[c][b].closing = closes[c][b];
            cell_finish(&bridge->cells[c][b]);
        }
}
