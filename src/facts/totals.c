/* SPDX-License-Identifier: MIT */
/*
 * totals: comes in flows, goes out sums of intervals; what has no size is counted beside, never summed.
 */
#include "derive.h"

bool flows_are_one(const struct flow *a, const struct flow *b)
{
    return a && b && a->deal == b->deal && a->leg == b->leg;
}

static void digits_note(struct total *total, int digits)
{
    if (digits && (!total->digits || digits < total->digits))
        total->digits = digits;
}

/* Flows come in file order: the members of a split follow each other. */
void tally_add(struct tally *tally, const struct flow *flow)
{
    struct total *total = &tally->total;
    const struct amount *amount = &flow->counted;
    if (flow->in_parts) { /* no flow of its own, but with its parts it comes to its own low */
        total->low = money_add(total->low, amount->low);
        return;
    }
    int one = flows_are_one(tally->last, flow) ? 0 : 1;
    bool first = !tally->last;
    tally->last = flow;
    total->flows += one;
    if (!amount_is_sized(amount)) {
        total->undisclosed += one;
        if (first)
            total->all_exact = true;
        return;
    }
    if (first)
        total->all_exact = true;
    total->low = money_add(total->low, amount->low);
    total->high = money_add(total->high, amount->high);
    digits_note(total, amount->digits);
    if (amount->has_headline) {
        total->headline = money_add(total->headline, amount->headline);
        total->certain = money_add(total->certain, amount->low);
    } else {
        total->no_headline += one;
    }
    total->all_exact = total->all_exact && amount->kind == AMOUNT_EXACT;
    total->any_approx = total->any_approx || (amount->has_headline && amount_kind_is_about(amount->kind));
    total->any_about = total->any_about || (amount->has_headline && amount->kind == AMOUNT_APPROX);
}

/* What a whole counts beside its parts can have its bounds crossed; a sum that lacks the parts is told with
 * them in order. Only bound by bound do sums over cells add up to the sum over all. */
struct total tally_finish(const struct tally *tally)
{
    struct total total = tally->total;
    total.sum_low = total.low;
    total.sum_high = total.high;
    total.all_exact = total.all_exact && total.low == total.high;
    if (total.low > total.high) {
        total.low = total.sum_high;
        total.high = total.sum_low;
    }
    if (total.certain > total.headline)
        total.certain = total.headline;
    return total;
}

static void binding_note(struct facts *facts, const struct flow *flow, bool again)
{
    struct status_total *cell = &facts->by_status[flow->deal_class][flow->status];
    enum tristate binding = facts->dataset->deals[flow->deal].binding;
    cell->binding += !again && binding == TRI_TRUE;
    cell->not_binding += !again && binding == TRI_FALSE;
}

static void statuses_derive(struct facts *facts)
{
    struct tally cells[CLASS_COUNT][STATUS_COUNT] = {0};
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow->is_money)
            continue;
        struct tally *cell = &cells[flow->deal_class][flow->status];
        if (!flow->in_parts)
            binding_note(facts, flow, flows_are_one(cell->last, flow));
        tally_add(cell, flow);
        if (flow->in_parts)
            continue;
        if (flow->bucket == BUCKET_FIRM && flow->counted.has_headline)
            facts->live_certain = money_add(facts->live_certain, flow->counted.low);
    }
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int s = 0; s < STATUS_COUNT; s++)
            facts->by_status[c][s].total = tally_finish(&cells[c][s]);
}

void totals_derive(struct facts *facts)
{
    struct tally cells[CLASS_COUNT][BUCKET_COUNT] = {0}, live = {0}, intra = {0};
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow->is_money)
            continue;
        tally_add(&cells[flow->deal_class][flow->bucket], flow);
        if (flow->bucket == BUCKET_DEAD)
            continue;
        tally_add(&live, flow);
        if (flow->intra_group)
            tally_add(&intra, flow);
    }
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++)
            facts->totals[c][b] = tally_finish(&cells[c][b]);
    facts->all_live = tally_finish(&live);
    facts->intra_group = tally_finish(&intra);
    statuses_derive(facts);
    if (facts->live_certain > facts->all_live.headline)
        facts->live_certain = facts->all_live.headline;
}

struct total facts_total(const struct facts *facts, const struct selection *selection)
{
    bool dead_too = selection && selection_names_status(selection);
    struct tally tally = {0};
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow->is_money || (flow->bucket == BUCKET_DEAD && !dead_too))
            continue;
        if (selection_matches(selection, facts, flow))
            tally_add(&tally, flow);
    }
    return tally_finish(&tally);
}

money total_high(const struct total *total)
{
    return total->undisclosed ? MONEY_OPEN : total->high;
}

struct money_sum total_sum(const struct total *total)
{
    return (struct money_sum){.low = total->low,
        .high = total->high,
        .headline = total->headline,
        .all_headline = !total->no_headline,
        .any_about = total->any_about,
        .any_nearly = total->any_approx};
}
