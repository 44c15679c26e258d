/* SPDX-License-Identifier: MIT */
/*
 * sums: comes in a choice of flows, goes out their sum, bound by bound. It knows how wholes and parts stand
 * to each other, and nothing of who pays whom.
 */
#include "sums.h"

#include "derive.h"
#include "say.h"

bool deal_is_part(const struct dataset *dataset, size_t deal, size_t whole)
{
    size_t at = dataset->deals[deal].part_of;
    for (size_t steps = 0; at != NO_INDEX && at != whole && steps <= dataset->deal_count; steps++)
        at = dataset->deals[at].part_of;
    return at == whole;
}

bool flow_has_parts(const struct flow *flow)
{
    return flow->in_parts || flow->counted.low != flow->amount.low ||
           flow->counted.high != flow->amount.high || flow->counted.headline != flow->amount.headline;
}

/* Are all the live parts of a whole among the flows? Then what it adds beside them is known bound by bound.
 */
static bool parts_are_here(const struct facts *facts, const struct indices *flows, const struct flow *whole)
{
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *part = &facts->flows[i];
        if (part->is_money && part->bucket != BUCKET_DEAD &&
            deal_is_part(facts->dataset, part->deal, whole->deal) && !indices_hold(flows, i))
            return false;
    }
    return true;
}

void flow_sum_add(struct flow_sum *sum, const struct amount *amount)
{
    sum->only = sum->flows == 0 ? amount : NULL;
    if (sum->flows++ == 0)
        sum->has_headline = true;
    if (!amount_is_sized(amount)) {
        bool is_zero = amount->kind != AMOUNT_UNDISCLOSED && amount->has_headline;
        sum->undisclosed += is_zero ? 0 : 1;
        return;
    }
    sum->low = money_add(sum->low, amount->low);
    sum->high = money_add(sum->high, amount->high);
    sum->headline = money_add(sum->headline, amount->has_headline ? amount->headline : 0);
    sum->has_headline = sum->has_headline && amount->has_headline;
    sum->any_about = sum->any_about || amount->kind == AMOUNT_APPROX;
    sum->any_nearly = sum->any_nearly || amount->kind == AMOUNT_NEARLY;
}

/* `joint`: wholes beside all their parts add what they add to totals; else every flow what stands alone. */
static struct flow_sum sum_of(const struct facts *facts, const struct indices *flows, bool joint)
{
    struct flow_sum sum = {0};
    bool lone_low = false;
    for (size_t i = 0; i < flows->count; i++) {
        const struct flow *flow = &facts->flows[flows->at[i]];
        bool beside = joint && flow_has_parts(flow) && parts_are_here(facts, flows, flow);
        if (!flow->in_parts)
            flow_sum_add(&sum, beside ? &flow->counted : &flow->rest);
        else if (beside) {
            sum.low = money_add(sum.low, flow->counted.low);
            lone_low = true;
        }
    }
    if (lone_low)
        sum.only = NULL;
    return sum;
}

struct flow_sum flow_sum_of(const struct facts *facts, const struct indices *flows)
{
    struct flow_sum sum = sum_of(facts, flows, true);
    return sum.low <= sum.high ? sum : sum_of(facts, flows, false);
}

struct total flow_total_among(
    const struct facts *facts, const struct indices *flows, const struct indices *among)
{
    struct tally tally = {0};
    struct flow alone[2]; /* in turn: a tally compares a flow with the one before it */
    int turn = 0;
    for (size_t i = 0; i < flows->count; i++) {
        const struct flow *flow = &facts->flows[flows->at[i]];
        if (!flow_has_parts(flow) || parts_are_here(facts, among, flow)) {
            tally_add(&tally, flow);
        } else if (!flow->in_parts) {
            turn = 1 - turn;
            alone[turn] = *flow;
            alone[turn].counted = flow->rest;
            tally_add(&tally, &alone[turn]);
        }
    }
    return tally_finish(&tally);
}

bool flow_sum_is_unknown(const struct flow_sum *sum)
{
    return sum->undisclosed == sum->flows;
}

money amount_reserve(const struct amount *amount)
{
    if (!amount_is_sized(amount))
        return 0;
    if (amount->high == MONEY_OPEN || amount->kind == AMOUNT_AT_LEAST)
        return amount->has_headline && amount->headline > amount->low ? amount->headline : amount->low;
    if (amount->kind == AMOUNT_RANGE || amount->kind == AMOUNT_VAGUE || !amount->has_headline)
        return amount->high;
    return amount->headline;
}

bool node_has_party(const struct facts *facts, size_t node, size_t party)
{
    for (size_t i = 0; node != NO_INDEX && i < facts->nodes[node].parties.count; i++)
        if (facts->nodes[node].parties.at[i] == party)
            return true;
    for (size_t i = 0; node != NO_INDEX && i < facts->nodes[node].units.count; i++)
        if (facts->nodes[node].units.at[i] == party)
            return true;
    return false;
}

struct qualified flow_sum_qualified(struct arena *arena, const struct flow_sum *sum, const char *currency)
{
    if (flow_sum_is_unknown(sum))
        return (struct qualified){NULL, said(arena, "undisclosed")};
    if (sum->only) {
        struct amount one = *sum->only;
        one.words = NULL;
        if (!*currency)
            one.currency[0] = '\0';
        one.kind = one.kind == AMOUNT_AT_MOST || one.kind == AMOUNT_AT_LEAST ? AMOUNT_RANGE : one.kind;
        return amount_qualified(arena, &one, NUMBER_SHORT);
    }
    struct money_sum total = {.low = sum->low,
        .high = sum->undisclosed > 0 ? MONEY_OPEN : sum->high,
        .headline = sum->headline,
        .all_headline = sum->has_headline,
        .any_about = sum->any_about,
        .any_nearly = sum->any_nearly};
    return sum_qualified(arena, &total, currency, NUMBER_SHORT, 0);
}
