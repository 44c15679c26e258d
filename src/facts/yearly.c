/* SPDX-License-Identifier: MIT */
/*
 * yearly: comes in metrics, goes out those in money as what they come to in a year, and which of several to
 * quote.
 *
 * A year's figure stands as it is, and so does a run-rate, which is a yearly rate on whatever day it was
 * measured. Halves, quarters and months are taken twice, four and twelve times, and are only quoted where
 * there is nothing better: business is not spread evenly. A day's figure (cash) and one of a period in free
 * words is no yearly rate.
 *
 * To be quoted on a day, of the periods that had begun by then: whole years and rates before scaled parts,
 * then the latest to end, then actual, reported, company claim, run-rate, implied, forecast, no basis, then
 * the first in the file. Where none had begun: the first to begin.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

static int metric_scale(const struct metric *metric)
{
    if (metric->period.precision == DATE_NONE)
        return 0;
    if (metric->basis == METRIC_RUN_RATE)
        return 1;
    switch (metric->period.precision) {
    case DATE_YEAR:
        return 1;
    case DATE_HALF:
        return 2;
    case DATE_QUARTER:
        return 4;
    case DATE_MONTH:
        return 12;
    default:
        return 0;
    }
}

const char *metric_key(struct arena *arena, const char *name)
{
    return str_key(arena, name);
}

static int group_compare(const struct yearly *x, size_t party, const char *key, bool run_rate)
{
    if (x->party != party)
        return x->party < party ? -1 : 1;
    int order = strcmp(x->key, key);
    return order ? order : (x->basis == METRIC_RUN_RATE) - run_rate;
}

static int yearly_compare(const void *a, const void *b)
{
    const struct yearly *x = a, *y = b;
    int order = group_compare(x, y->party, y->key, y->basis == METRIC_RUN_RATE);
    if (order)
        return order;
    if (x->period.first != y->period.first)
        return x->period.first < y->period.first ? -1 : 1;
    return (x->metric > y->metric) - (x->metric < y->metric);
}

static int basis_rank(enum metric_basis basis)
{
    static const int ranks[] = {[METRIC_ACTUAL] = 0,
        [METRIC_REPORTED] = 1,
        [METRIC_COMPANY_CLAIM] = 2,
        [METRIC_RUN_RATE] = 3,
        [METRIC_IMPLIED] = 4,
        [METRIC_FORECAST] = 5,
        [METRIC_NONE] = 6};
    return ranks[basis];
}

/* Whether a is to be quoted rather than b. */
static bool yearly_is_better(const struct yearly *a, const struct yearly *b)
{
    if ((a->scale == 1) != (b->scale == 1))
        return a->scale == 1;
    if (a->period.last != b->period.last)
        return a->period.last > b->period.last;
    if (basis_rank(a->basis) != basis_rank(b->basis))
        return basis_rank(a->basis) < basis_rank(b->basis);
    return a->metric < b->metric;
}

static bool yearly_of(struct arena *arena, const struct metric *metric, size_t index, struct yearly *yearly)
{
    int scale = metric_scale(metric);
    if (!scale || !amount_is_sized(&metric->value) || metric->party == NO_INDEX || !metric->name)
        return false;
    *yearly = (struct yearly){.metric = index,
        .party = metric->party,
        .key = metric_key(arena, metric->name),
        .basis = metric->basis,
        .period = metric->period,
        .value = interval_of(&metric->value),
        .scale = scale};
    yearly->value.low = money_scale(yearly->value.low, scale, 1);
    yearly->value.high = money_scale(yearly->value.high, scale, 1);
    yearly->value.headline = money_scale(yearly->value.headline, scale, 1);
    return true;
}

struct yearlies yearlies_derive(struct arena *arena, const struct facts *facts)
{
    const struct dataset *dataset = facts->dataset;
    struct yearlies yearlies = {arena_array(arena, struct yearly, dataset->metric_count),
        arena_array(arena, size_t, dataset->metric_count), 0};
    for (size_t i = 0; i < dataset->metric_count; i++)
        if (yearly_of(arena, &dataset->metrics[i], i, &yearlies.at[yearlies.count]))
            yearlies.count++;
    if (yearlies.count)
        qsort(yearlies.at, yearlies.count, sizeof *yearlies.at, yearly_compare);
    for (size_t i = 0; i < yearlies.count; i++) {
        const struct yearly *at = &yearlies.at[i];
        bool alone = !i || group_compare(&at[-1], at->party, at->key, at->basis == METRIC_RUN_RATE) != 0;
        size_t before = alone ? i : yearlies.best[i - 1];
        yearlies.best[i] = yearly_is_better(at, &yearlies.at[before]) ? i : before;
    }
    return yearlies;
}

/* The first that does not stand before all of its group that begin after the day given. */
static size_t place_find(
    const struct yearlies *yearlies, size_t party, const char *key, bool run_rate, int64_t after)
{
    size_t low = 0, high = yearlies->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct yearly *at = &yearlies->at[middle];
        int order = group_compare(at, party, key, run_rate);
        if (order < 0 || (order == 0 && at->period.first <= after))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool yearlies_belong(const struct yearlies *yearlies, size_t index, size_t party, const char *key)
{
    return index < yearlies->count && yearlies->at[index].party == party &&
           !strcmp(yearlies->at[index].key, key);
}

size_t yearlies_find(const struct yearlies *yearlies, size_t party, const char *key)
{
    size_t first = place_find(yearlies, party, key, false, INT64_MIN);
    return yearlies_belong(yearlies, first, party, key) ? first : NO_INDEX;
}

static size_t kind_choose(
    const struct yearlies *yearlies, size_t party, const char *key, int32_t day, bool run_rate)
{
    size_t next = place_find(yearlies, party, key, run_rate, day);
    if (next && !group_compare(&yearlies->at[next - 1], party, key, run_rate))
        return yearlies->best[next - 1];
    bool any = next < yearlies->count && !group_compare(&yearlies->at[next], party, key, run_rate);
    return any ? next : NO_INDEX;
}

size_t yearlies_choose(
    const struct yearlies *yearlies, size_t party, const char *key, int32_t day, enum yearly_kind kind)
{
    size_t period = kind == YEARLY_RUN_RATE ? NO_INDEX : kind_choose(yearlies, party, key, day, false);
    size_t rate = kind == YEARLY_PERIOD ? NO_INDEX : kind_choose(yearlies, party, key, day, true);
    if (period == NO_INDEX || rate == NO_INDEX)
        return period == NO_INDEX ? rate : period;
    const struct yearly *a = &yearlies->at[period], *b = &yearlies->at[rate];
    bool a_began = a->period.first <= day, b_began = b->period.first <= day;
    if (a_began != b_began)
        return a_began ? period : rate;
    if (!a_began && a->period.first != b->period.first)
        return a->period.first < b->period.first ? period : rate;
    return yearly_is_better(a, b) ? period : rate;
}
