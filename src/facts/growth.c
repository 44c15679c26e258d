/* SPDX-License-Identifier: MIT */
/*
 * growth: comes in metrics in money, goes out each against the one before it of the same party, name, basis
 * and length of period. An actual year is not set against a forecast one, nor a half against a year.
 */
#include "derive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct point {
    const char *key;
    const struct metric *metric;
    size_t index;
};

static int series_compare(const struct point *x, const struct point *y)
{
    if (x->metric->party != y->metric->party)
        return x->metric->party < y->metric->party ? -1 : 1;
    int order = strcmp(x->key, y->key);
    if (order)
        return order;
    if (x->metric->basis != y->metric->basis)
        return x->metric->basis < y->metric->basis ? -1 : 1;
    return (x->metric->period.precision > y->metric->period.precision) -
           (x->metric->period.precision < y->metric->period.precision);
}

static int point_compare(const void *a, const void *b)
{
    const struct point *x = a, *y = b;
    int order = series_compare(x, y);
    if (order)
        return order;
    if (x->metric->period.first != y->metric->period.first)
        return x->metric->period.first < y->metric->period.first ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* Between the first days; whole months count as such, so that one year is one year whatever its days. */
static double years_between(struct date from, struct date to)
{
    if (from.precision == DATE_DAY)
        return (to.first - from.first) / 365.25;
    int year, month, day, next_year, next_month;
    day_split(from.first, &year, &month, &day);
    day_split(to.first, &next_year, &next_month, &day);
    return ((next_year - year) * 12 + next_month - month) / 12.0;
}

static struct quotient annualise(struct quotient ratio, double years)
{
    return (struct quotient){
        pow(ratio.low, 1 / years) - 1, pow(ratio.high, 1 / years) - 1, pow(ratio.headline, 1 / years) - 1};
}

static struct growth growth_of(const struct point *from, const struct point *to)
{
    struct growth growth = {.from = from->index, .to = to->index};
    struct date before = from->metric->period, after = to->metric->period;
    growth.ratio = ratio_of(interval_of(&to->metric->value), interval_of(&from->metric->value));
    growth.days = after.first - before.first;
    growth.annualised = (struct quotient){(double)NAN, (double)NAN, (double)NAN};
    if (growth.days >= 365)
        growth.annualised = annualise(growth.ratio, years_between(before, after));
    return growth;
}

static bool is_point(const struct metric *metric)
{
    return amount_is_sized(&metric->value) && metric->party != NO_INDEX && metric->name &&
           metric->period.precision != DATE_NONE && metric->period.precision != DATE_DECADE;
}

void growths_derive(struct arena *arena, struct facts *facts)
{
    const struct dataset *dataset = facts->dataset;
    struct point *points = arena_array(arena, struct point, dataset->metric_count);
    size_t count = 0;
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (is_point(metric))
            points[count++] = (struct point){metric_key(arena, metric->name), metric, i};
    }
    if (count)
        qsort(points, count, sizeof *points, point_compare);
    facts->figures.growths = arena_array(arena, struct growth, count);
    const struct point *last = NULL; /* of several for one period the first in the file */
    for (size_t i = 0; i < count; i++) {
        bool follows = last && !series_compare(last, &points[i]);
        if (follows && last->metric->period.first == points[i].metric->period.first)
            continue;
        if (follows)
            facts->figures.growths[facts->figures.growth_count++] = growth_of(last, &points[i]);
        last = &points[i];
    }
}
