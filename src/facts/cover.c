/* SPDX-License-Identifier: MIT */
/*
 * cover: comes in averages per year and revenue, goes out how many times its revenue a party has undertaken
 * to buy.
 *
 * Purchases are commerce between different nodes whose term is known; what has no term or no size stands
 * beside. A party that was rolled up into another has no purchases of its own here: its revenue is not its
 * parent's.
 */
#include "derive.h"

#include <math.h>

static const char REVENUE[] = "revenue";

static bool is_purchase(const struct flow *flow)
{
    return flow_is_live_money(flow) && flow->deal_class == CLASS_COMMERCE && !flow->intra_group;
}

static struct interval annual_interval(const struct annual *annual)
{
    return (struct interval){
        annual->low, annual->high, annual->has_headline ? annual->headline : 0, annual->has_headline};
}

static void purchases_add(
    struct purchases *purchases, const struct flow *flow, const struct annual *annual, bool again, bool joint)
{
    if (!amount_is_sized(&flow->counted)) {
        purchases->undisclosed += !again;
        return;
    }
    struct interval more = annual ? annual_interval(annual) : interval_of(&flow->counted);
    if (joint) /* its share may be anything */
        more = (struct interval){.high = more.high};
    if (!annual) {
        purchases->termless += !again;
        interval_add(&purchases->termless_sum, more);
        return;
    }
    purchases->flows += !again;
    purchases->joint += joint && !again;
    interval_add(&purchases->yearly, more);
}

/* Of what has parts the bounds may be crossed when it stands alone. */
static void purchases_finish(struct purchases *purchases)
{
    struct interval *sums[] = {&purchases->yearly, &purchases->termless_sum};
    for (int i = 0; i < 2; i++)
        if (sums[i]->low > sums[i]->high) {
            money low = sums[i]->low;
            sums[i]->low = sums[i]->high, sums[i]->high = low;
        }
}

static void part_add(struct cover *cover, const struct facts *facts, size_t flow, const struct annual *annual)
{
    struct cover_part *last = cover->part_count ? &cover->parts[cover->part_count - 1] : NULL;
    if (last && flows_are_one(&facts->flows[last->flow], &facts->flows[flow])) {
        interval_add(&last->yearly, annual_interval(annual));
        return;
    }
    cover->parts[cover->part_count++] = (struct cover_part){.flow = flow, .yearly = annual_interval(annual)};
}

static size_t *slots_find(struct arena *arena, const struct facts *facts, const struct yearlies *yearlies)
{
    size_t *slots = arena_array(arena, size_t, facts->dataset->party_count + 1);
    for (size_t p = 0; p < facts->dataset->party_count; p++)
        slots[p] = yearlies_find(yearlies, p, REVENUE) == NO_INDEX ? NO_INDEX : 0;
    return slots;
}

/* Parties with a revenue that buy something, in file order. */
static void covers_open(struct arena *arena, struct facts *facts, size_t *slots)
{
    size_t *uses = arena_array(arena, size_t, facts->dataset->party_count + 1);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct indices *payers = &facts->nodes[facts->flows[i].payer].parties;
        for (size_t k = 0; is_purchase(&facts->flows[i]) && k < payers->count; k++)
            uses[payers->at[k]]++;
    }
    struct figures *figures = &facts->figures;
    figures->covers = arena_array(arena, struct cover, facts->dataset->party_count + 1);
    for (size_t p = 0; p < facts->dataset->party_count; p++) {
        if (slots[p] == NO_INDEX || !uses[p]) {
            slots[p] = NO_INDEX;
            continue;
        }
        slots[p] = figures->cover_count;
        struct cover *cover = &figures->covers[figures->cover_count++];
        cover->party = p;
        cover->parts = arena_array(arena, struct cover_part, uses[p]);
        cover->firm.yearly.has_headline = cover->live.yearly.has_headline = true;
        cover->firm.termless_sum.has_headline = cover->live.termless_sum.has_headline = true;
    }
}

static void covers_fill(struct arena *arena, struct facts *facts, const size_t *slots)
{
    const struct flow **last = arena_array(arena, const struct flow *, facts->figures.cover_count + 1);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        const struct indices *payers = &facts->nodes[flow->payer].parties;
        if (!is_purchase(flow))
            continue;
        const struct annual *annual = facts_annual(facts, i);
        bool joint = payers->count > 1;
        for (size_t k = 0; k < payers->count; k++) {
            if (slots[payers->at[k]] == NO_INDEX)
                continue;
            size_t slot = slots[payers->at[k]];
            struct cover *cover = &facts->figures.covers[slot];
            bool again = flows_are_one(last[slot], flow); /* members of one known split */
            last[slot] = flow;
            purchases_add(&cover->live, flow, annual, again, joint);
            if (flow->bucket == BUCKET_FIRM)
                purchases_add(&cover->firm, flow, annual, again, joint);
            if (annual && !joint)
                part_add(cover, facts, i, annual);
        }
    }
}

static struct quotient cover_ratio(const struct purchases *purchases, const struct yearly *revenue)
{
    if (!purchases->flows)
        return (struct quotient){(double)NAN, (double)NAN, (double)NAN};
    return ratio_of(purchases->yearly, revenue->value);
}

static void cover_metrics(
    struct arena *arena, const struct facts *facts, const struct yearlies *yearlies, struct cover *cover)
{
    size_t first = yearlies_find(yearlies, cover->party, REVENUE);
    size_t chosen = yearlies_choose(yearlies, cover->party, REVENUE, facts->dataset->as_of.last, YEARLY_ANY);
    size_t end = first;
    while (yearlies_belong(yearlies, end, cover->party, REVENUE))
        end++;
    cover->metrics = arena_array(arena, struct cover_metric, end - first);
    for (size_t i = first; i < end; i++)
        cover->metrics[cover->metric_count++] = (struct cover_metric){
            .revenue = yearlies->at[i],
            .chosen = i == chosen,
            .firm = cover_ratio(&cover->firm, &yearlies->at[i]),
            .live = cover_ratio(&cover->live, &yearlies->at[i]),
        };
    for (size_t i = 0; i < cover->part_count; i++)
        cover->parts[i].ratio = ratio_of(cover->parts[i].yearly, yearlies->at[chosen].value);
}

void covers_derive(struct arena *arena, struct facts *facts, const struct yearlies *yearlies)
{
    size_t *slots = slots_find(arena, facts, yearlies);
    covers_open(arena, facts, slots);
    covers_fill(arena, facts, slots);
    for (size_t i = 0; i < facts->figures.cover_count; i++) {
        struct cover *cover = &facts->figures.covers[i];
        purchases_finish(&cover->firm);
        purchases_finish(&cover->live);
        cover_metrics(arena, facts, yearlies, cover);
    }
}
