/* SPDX-License-Identifier: MIT */
/*
 * figures: the order in which they are derived, and what they share: intervals, and one interval over
 * another.
 */
#include "derive.h"

#include <math.h>

struct interval interval_of(const struct amount *amount)
{
    if (!amount_is_sized(amount))
        return (struct interval){0};
    return (struct interval){
        amount->low, amount->high, amount->has_headline ? amount->headline : 0, amount->has_headline};
}

void interval_add(struct interval *sum, struct interval more)
{
    sum->low = money_add(sum->low, more.low);
    sum->high = money_add(sum->high, more.high);
    sum->headline = money_add(sum->headline, more.headline);
    sum->has_headline = sum->has_headline && more.has_headline;
}

static double quotient_low(money part, money whole)
{
    if (whole == MONEY_OPEN)
        return 0;
    return whole > 0 ? (double)part / (double)whole : NAN;
}

static double quotient_high(money part, money whole_low, money whole_high)
{
    if (part == 0 && whole_high > 0)
        return 0;
    if (whole_high <= 0)
        return NAN;
    return part == MONEY_OPEN || whole_low <= 0 ? (double)INFINITY : (double)part / (double)whole_low;
}

/* Exact bounds: a quotient rises with what stands above and falls with what stands below. */
struct quotient ratio_of(struct interval part, struct interval whole)
{
    bool any = part.has_headline && whole.has_headline && whole.headline > 0;
    return (struct quotient){
        .low = quotient_low(part.low, whole.high),
        .high = quotient_high(part.high, whole.low, whole.high),
        .headline = any ? (double)part.headline / (double)whole.headline : NAN,
    };
}

size_t facts_first_flow(const struct facts *facts, size_t deal)
{
    size_t low = 0, high = facts->flow_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (facts->flows[middle].deal < deal)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void figures_derive(struct arena *arena, struct facts *facts)
{
    struct yearlies yearlies = yearlies_derive(arena, facts);
    paids_derive(arena, facts);
    covers_derive(arena, facts, &yearlies);
    multiples_derive(arena, facts, &yearlies);
    growths_derive(arena, facts);
    stakes_derive(arena, facts);
    runways_derive(arena, facts, &yearlies);
    sensitivity_derive(arena, facts);
    quality_derive(arena, facts);
}
