/* SPDX-License-Identifier: MIT */
/*
 * runway: comes in cash and what is burned in a year, goes out for how many years it lasts, counted from the
 * day of the cash.
 *
 * Where no cash burn is given, the operating loss stands in for it, else the net loss, and says so: a loss is
 * not cash.
 */
#include "derive.h"

#include <math.h>

static const char *const BURNS[] = {
    [BURN_CASH] = "cash_burn", [BURN_OPERATING_LOSS] = "operating_loss", [BURN_NET_LOSS] = "net_loss"};
enum { BURN_KINDS = sizeof BURNS / sizeof *BURNS };

static int cash_rank(const struct metric *metric)
{
    return metric->basis == METRIC_FORECAST ? 1 : 0;
}

/* Cash to quote: known rather than forecast, the latest that had begun by as_of, of equals the first. */
static bool cash_is_better(const struct dataset *dataset, size_t a, size_t b)
{
    const struct metric *x = &dataset->metrics[a], *y = &dataset->metrics[b];
    bool x_began = x->period.first <= dataset->as_of.last, y_began = y->period.first <= dataset->as_of.last;
    if (x_began != y_began)
        return x_began;
    if (cash_rank(x) != cash_rank(y))
        return cash_rank(x) < cash_rank(y);
    return x->period.last > y->period.last;
}

static size_t *cash_find(struct arena *arena, const struct dataset *dataset)
{
    size_t *cash = arena_array(arena, size_t, dataset->party_count + 1);
    for (size_t p = 0; p < dataset->party_count; p++)
        cash[p] = NO_INDEX;
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (metric->party == NO_INDEX || !metric->name || !amount_is_sized(&metric->value) ||
            metric->period.precision == DATE_NONE || !str_equals(metric_key(arena, metric->name), "cash"))
            continue;
        size_t *best = &cash[metric->party];
        if (*best == NO_INDEX || cash_is_better(dataset, i, *best))
            *best = i;
    }
    return cash;
}

static void runways_of(struct facts *facts, const struct yearlies *yearlies, size_t party, size_t cash)
{
    const struct dataset *dataset = facts->dataset;
    enum burn_kind kind = BURN_CASH;
    size_t first = yearlies_find(yearlies, party, BURNS[kind]);
    while (first == NO_INDEX && (int)kind + 1 < BURN_KINDS)
        first = yearlies_find(yearlies, party, BURNS[++kind]);
    if (first == NO_INDEX)
        return;
    size_t chosen = yearlies_choose(yearlies, party, BURNS[kind], dataset->as_of.last, YEARLY_ANY);
    for (size_t i = first; yearlies_belong(yearlies, i, party, BURNS[kind]); i++)
        facts->figures.runways[facts->figures.runway_count++] = (struct runway){
            .party = party,
            .cash = cash,
            .burn = yearlies->at[i],
            .kind = kind,
            .chosen = i == chosen,
            .years = ratio_of(interval_of(&dataset->metrics[cash].value), yearlies->at[i].value),
        };
}

void runways_derive(struct arena *arena, struct facts *facts, const struct yearlies *yearlies)
{
    const size_t *cash = cash_find(arena, facts->dataset);
    facts->figures.runways = arena_array(arena, struct runway, yearlies->count);
    for (size_t p = 0; p < facts->dataset->party_count; p++)
        if (cash[p] != NO_INDEX)
            runways_of(facts, yearlies, p, cash[p]);
}
