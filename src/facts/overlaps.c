/* SPDX-License-Identifier: MIT */
/*
 * overlaps: comes in deals that say they overlap, goes out what all live deals come to if they do: of each
 * group of deals that hang together at least the largest and at most the sum. Totals themselves are left
 * alone.
 *
 * A whole and its parts are one family and count together: what overlaps a whole overlaps what itemises it.
 * In a family whose own members overlap only the largest of them is sure.
 */
#include "derive.h"

static size_t group_find(size_t *group, size_t deal)
{
    while (group[deal] != deal) {
        group[deal] = group[group[deal]];
        deal = group[deal];
    }
    return deal;
}

/* By deal the outermost whole, in one walk however deep parts lie in parts */
static size_t *families_find(struct arena *arena, const struct dataset *dataset)
{
    size_t *family = arena_array(arena, size_t, dataset->deal_count);
    for (size_t d = 0; d < dataset->deal_count; d++)
        family[d] = dataset->deals[d].part_of != NO_INDEX ? dataset->deals[d].part_of : d;
    for (size_t d = 0; d < dataset->deal_count; d++)
        family[d] = group_find(family, d);
    return family;
}

/* mixed: families some members of which overlap each other */
static void groups_join(const struct dataset *dataset, const size_t *family, size_t *group, bool *mixed)
{
    for (size_t d = 0; d < dataset->deal_count; d++)
        group[d] = family[d];
    for (size_t d = 0; d < dataset->deal_count; d++) {
        const struct indices *overlaps = &dataset->deals[d].overlaps;
        for (size_t i = 0; i < overlaps->count; i++) {
            mixed[family[d]] = mixed[family[d]] || family[d] == family[overlaps->at[i]];
            size_t a = group_find(group, d), b = group_find(group, overlaps->at[i]);
            group[a > b ? a : b] = a > b ? b : a;
        }
    }
}

void overlaps_derive(struct arena *arena, struct facts *facts)
{
    size_t count = facts->dataset->deal_count;
    size_t *family = families_find(arena, facts->dataset), *group = arena_array(arena, size_t, count);
    bool *mixed = arena_array(arena, bool, count);
    money *deal_low = arena_array(arena, money, count), *family_low = arena_array(arena, money, count),
          *most = arena_array(arena, money, count);
    groups_join(facts->dataset, family, group, mixed);
    for (size_t i = 0; i < facts->flow_count; i++)
        if (facts->flows[i].is_money && facts->flows[i].bucket != BUCKET_DEAD)
            deal_low[facts->flows[i].deal] =
                money_add(deal_low[facts->flows[i].deal], facts->flows[i].counted.low);
    for (size_t d = 0; d < count; d++) {
        money *low = &family_low[family[d]];
        if (!mixed[family[d]])
            *low = money_add(*low, deal_low[d]);
        else if (deal_low[d] > *low)
            *low = deal_low[d];
    }
    for (size_t d = 0; d < count; d++) {
        size_t first = group_find(group, d);
        if (family_low[d] > most[first])
            most[first] = family_low[d];
    }
    facts->overlap_low = 0;
    for (size_t d = 0; d < count; d++)
        facts->overlap_low = money_add(facts->overlap_low, most[d]);
    facts->overlap_high = facts->all_live.high;
}
