/* SPDX-License-Identifier: MIT */
/*
 * multiples: comes in valuations and yearly metrics of the same party, goes out how many times its revenue,
 * EBITDA … it is worth. For each valuation and each name one metric of a period and one run-rate: the one to
 * quote on the day of the valuation (yearly.c), where it ended at most a year before that day or begins at
 * most a year after.
 */
#include "derive.h"

#include <math.h>

static const char *const NAMES[] = {"revenue", "arr", "gross_profit", "ebitda", "net_income"};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

static bool valuation_counts(const struct valuation *valuation)
{
    bool dead = valuation->status != STATUS_NONE && status_rank(valuation->status) == 0;
    return !dead && valuation->party != NO_INDEX && valuation->date.precision != DATE_NONE &&
           amount_is_sized(&valuation->value);
}

static bool is_near(struct date date, struct date period)
{
    enum { YEAR = 366 };
    return period.last >= date.first - YEAR && period.first <= date.last + YEAR;
}

static void multiple_add(struct facts *facts, size_t index, const struct yearlies *yearlies, const char *name,
    enum yearly_kind kind)
{
    const struct valuation *valuation = &facts->dataset->valuations[index];
    size_t metric = yearlies_choose(yearlies, valuation->party, name, valuation->date.last, kind);
    if (metric == NO_INDEX || !is_near(valuation->date, yearlies->at[metric].period))
        return;
    facts->figures.multiples[facts->figures.multiple_count++] = (struct multiple){
        .valuation = index,
        .metric = yearlies->at[metric],
        .ratio = ratio_of(interval_of(&valuation->value), yearlies->at[metric].value),
        .stands = valuation_stands(valuation),
    };
}

void multiples_derive(struct arena *arena, struct facts *facts, const struct yearlies *yearlies)
{
    const struct dataset *dataset = facts->dataset;
    size_t room = yearlies->count ? dataset->valuation_count * NAME_COUNT * 2 : 0;
    facts->figures.multiples = arena_array(arena, struct multiple, room);
    for (size_t i = 0; room && i < dataset->valuation_count; i++)
        for (int n = 0; n < NAME_COUNT && valuation_counts(&dataset->valuations[i]); n++) {
            multiple_add(facts, i, yearlies, NAMES[n], YEARLY_PERIOD);
            multiple_add(facts, i, yearlies, NAMES[n], YEARLY_RUN_RATE);
        }
}
