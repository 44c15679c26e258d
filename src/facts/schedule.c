/* SPDX-License-Identifier: MIT */
/*
 * schedule: comes in flows with terms, goes out what they come to in a year on average, and year by year.
 *
 * An average is amount / years. A schedule is the deal's own where it has one; else the headline in a
 * straight line over its term, counted 30/360 (or in days, where the dataset says so), an assumption that the
 * drawing has to show. Years sum to the amount: largest remainder. Dead deals and those of unknown size have
 * neither.
 */
#include "apportion.h"
#include "derive.h"
#include "list.h"

#include <stdlib.h>

/* ---- years ---- */

/* Term as a fraction of years: numerator / denominator. */
struct years {
    int64_t numerator, denominator;
};

static int32_t term_days(const struct term *term)
{
    if (term->start.precision == DATE_NONE || term->end.precision == DATE_NONE)
        return 0;
    int32_t days = term->end.last - term->start.first + 1;
    return days > 0 ? days : 0;
}

/* Without years: (last day of the end − first day of the start + 1) / 365.25. */
static bool term_years(
    const struct term *term, struct years *shortest, struct years *longest, struct years *mean)
{
    if (term->years_low > 0) {
        *shortest = (struct years){term->years_low, YEARS_ONE};
        *longest = (struct years){term->years_high, YEARS_ONE};
        *mean = (struct years){(int64_t)term->years_low + term->years_high, 2 * (int64_t)YEARS_ONE};
        return true;
    }
    int32_t days = term_days(term);
    *shortest = *longest = *mean = (struct years){(int64_t)days * 100, 36525};
    return days > 0;
}

static money per_year(money amount, struct years years)
{
    return money_scale(amount, years.denominator, years.numerator);
}

/* In currency units, unrounded. */
static double per_year_exact(money amount, struct years years)
{
    if (amount == MONEY_OPEN)
        return 0;
    return (double)amount * (double)years.denominator / (double)years.numerator / 100;
}

static bool flow_has_size(const struct flow *flow)
{
    return flow_is_live_money(flow) && amount_is_sized(&flow->counted);
}

static bool annual_of(
    const struct facts *facts, size_t index, const struct amount *amount, struct annual *annual)
{
    const struct flow *flow = &facts->flows[index];
    struct years shortest, longest, mean;
    if (amount->high == 0 || !term_years(flow_term(facts, flow), &shortest, &longest, &mean))
        return false;
    money low = amount->low < amount->high ? amount->low : amount->high;
    money high = amount->low < amount->high ? amount->high : amount->low;
    *annual = (struct annual){
        .flow = index,
        .has_headline = amount->has_headline,
        .low = per_year(low, longest),
        .high = per_year(high, shortest),
        .headline = per_year(amount->headline, mean),
        .exact_low = per_year_exact(amount->low, longest),
        .exact_high = per_year_exact(amount->high, shortest),
        .exact_headline = per_year_exact(amount->headline, mean),
    };
    annual->digits = digits_of_part(amount, amount->has_headline         ? annual->headline
                                            : annual->high == MONEY_OPEN ? annual->low
                                                                         : annual->high);
    return true;
}

void annuals_derive(struct arena *arena, struct facts *facts)
{
    facts->annuals = arena_array(arena, struct annual, facts->flow_count);
    for (size_t i = 0; i < facts->flow_count; i++)
        if (flow_has_size(&facts->flows[i]) &&
            annual_of(facts, i, &facts->flows[i].counted, &facts->annuals[facts->annual_count]))
            facts->annual_count++;
}

bool facts_annual_whole(const struct facts *facts, size_t index, struct annual *annual)
{
    const struct flow *flow = &facts->flows[index];
    return flow->is_money && flow->bucket != BUCKET_DEAD && amount_is_sized(&flow->amount) &&
           annual_of(facts, index, &flow->amount, annual);
}

const struct annual *facts_annual(const struct facts *facts, size_t flow)
{
    size_t low = 0, high = facts->annual_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (facts->annuals[middle].flow == flow)
            return &facts->annuals[middle];
        if (facts->annuals[middle].flow < flow)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- calendar positions ---- */

/* Fine enough that the mean of terms in millionths of years is whole: 30/360 in fifty-thousandths of a day,
 * days in eight-millionths. */
enum { THIRTY_UNIT = 50000, ACTUAL_UNIT = 8000000 };

/* A term that starts on the 31st starts on the 30th; of the day after its last the 31st is the month's end,
   so that the 30th as last day is counted. */
static int64_t position_of(bool actual, int32_t day, bool starts)
{
    if (actual)
        return (int64_t)day * ACTUAL_UNIT;
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    return (((int64_t)year * 12 + month - 1) * 30 + (starts && of_month > 30 ? 30 : of_month) - 1) *
           THIRTY_UNIT;
}

/* The mean of "5-7": millionths of years, added, halved; 360 or 365.25 days each. */
static int64_t position_length(bool actual, const struct term *term)
{
    int64_t both = (int64_t)term->years_low + term->years_high;
    return actual ? both * 1461 : both * 9;
}

static bool term_positions(
    bool actual, const struct term *term, int64_t *start, int64_t *end, int *first_year)
{
    bool has_start = term->start.precision != DATE_NONE, has_end = term->end.precision != DATE_NONE;
    if (!has_start || !(has_end || term->years_low > 0))
        return false;
    *first_year = date_year(term->start);
    *start = position_of(actual, term->start.first, true);
    *end = term->years_low > 0 ? *start + position_length(actual, term)
                               : position_of(actual, term->end.last + 1, false);
    return *end > *start;
}

static int64_t overlap(int64_t a, int64_t b, int64_t from, int64_t to)
{
    int64_t low = a > from ? a : from, high = b < to ? b : to;
    return high > low ? high - low : 0;
}

/* ---- straight line ---- */

/* How much of a term falls into each year from the first on. */
struct portions {
    int first_year;
    LIST(int64_t) of;
};

static bool portions_find(
    struct arena *arena, const struct facts *facts, const struct flow *flow, struct portions *portions)
{
    bool actual = facts->dataset->actual_days;
    int64_t start, end;
    if (!term_positions(actual, flow_term(facts, flow), &start, &end, &portions->first_year))
        return false;
    for (int at = portions->first_year;; at++) {
        int64_t from = position_of(actual, day_of(at, 1, 1), true),
                to = position_of(actual, day_of(at + 1, 1, 1), false);
        if (from >= end)
            return true;
        *list_push(arena, &portions->of) = overlap(start, end, from, to);
    }
}

static struct schedule schedule_spread(
    struct arena *arena, struct arena *scratch, const struct portions *portions, size_t index, money headline)
{
    size_t count = portions->of.count;
    struct schedule schedule = {index, arena_array(arena, struct schedule_year, count), count, NULL};
    money *amounts = arena_array(scratch, money, count);
    apportion(scratch, headline, portions->of.at, count, amounts);
    for (size_t i = 0; i < count; i++)
        schedule.years[i] = (struct schedule_year){amounts[i], portions->first_year + (int)i, false};
    return schedule;
}

/* The flows of one movement, each in a straight line; and the movement as a whole, whose years are not in
 * every case the sum of its members' to the last hundredth. */
static void schedules_straight(
    struct arena *arena, struct arena *scratch, struct facts *facts, size_t first, size_t count)
{
    struct portions portions = {0};
    if (!portions_find(scratch, facts, &facts->flows[first], &portions))
        return;
    size_t from = facts->schedule_count;
    money sum = 0;
    for (size_t i = first; i < first + count; i++) {
        const struct amount *counted = &facts->flows[i].counted;
        if (!flow_has_size(&facts->flows[i]) || !counted->has_headline || counted->headline == 0)
            continue;
        sum = money_add(sum, counted->headline);
        facts->schedules[facts->schedule_count++] =
            schedule_spread(arena, scratch, &portions, i, counted->headline);
    }
    if (facts->schedule_count > from + 1)
        facts->schedules[from].together = schedule_spread(arena, scratch, &portions, first, sum).years;
}

/* ---- the deal's own ---- */

static int year_compare(const void *a, const void *b)
{
    const struct schedule_year *x = a, *y = b;
    return (x->year > y->year) - (x->year < y->year);
}

/* A deal's schedule is about the deal as a whole: of several flows nobody says whose the years are. */
static bool deal_has_schedule(const struct deal *deal, size_t leg)
{
    size_t count;
    if (!deal->schedule_count || (deal->leg_count && deal_money_leg(deal, &count) != leg))
        return false;
    for (size_t i = 0; i < deal->schedule_count; i++)
        if (amount_is_sized(&deal->schedule[i].amount))
            return true;
    return false;
}

/* The flows of one deal share each year as they share its amount (a known split), else the one flow has it
 * all. */
static void schedule_disclosed(
    struct arena *arena, const struct facts *facts, size_t first, size_t count, struct schedule *schedules)
{
    const struct deal *deal = &facts->dataset->deals[facts->flows[first].deal];
    int64_t *shares = arena_array(arena, int64_t, count);
    for (size_t i = 0; i < count; i++)
        shares[i] = facts->flows[first + i].share_weight;
    money *pieces = arena_array(arena, money, count);
    for (size_t i = 0; i < count; i++)
        schedules[i] = (struct schedule){
            first + i, arena_array(arena, struct schedule_year, deal->schedule_count), 0, NULL};
    for (size_t y = 0; y < deal->schedule_count; y++) {
        const struct amount *amount = &deal->schedule[y].amount;
        if (!amount_is_sized(amount))
            continue;
        apportion(arena, amount->has_headline ? amount->headline : amount->low, shares, count, pieces);
        for (size_t i = 0; i < count; i++)
            schedules[i].years[schedules[i].count++] =
                (struct schedule_year){pieces[i], deal->schedule[y].year, true};
    }
    for (size_t i = 0; i < count; i++)
        qsort(schedules[i].years, schedules[i].count, sizeof *schedules[i].years, year_compare);
}

static size_t movement_flows(const struct facts *facts, size_t first)
{
    size_t count = 1;
    while (first + count < facts->flow_count &&
           facts->flows[first + count].deal == facts->flows[first].deal &&
           facts->flows[first + count].leg == facts->flows[first].leg)
        count++;
    return count;
}

/* What has a size but no place in time, with its sum. */
static void undated_gather(struct arena *arena, struct facts *facts)
{
    struct tally tally = {0};
    size_t next = 0;
    facts->undated.at = arena_array(arena, size_t, facts->flow_count);
    for (size_t i = 0; i < facts->flow_count; i++) {
        if (next < facts->schedule_count && facts->schedules[next].flow == i) {
            next++;
            continue;
        }
        if (!flow_has_size(&facts->flows[i]))
            continue;
        facts->undated.at[facts->undated.count++] = i;
        tally_add(&tally, &facts->flows[i]);
    }
    facts->undated_total = tally_finish(&tally);
}

void schedules_derive(struct arena *arena, struct facts *facts)
{
    struct arena *scratch = arena_create();
    facts->schedules = arena_array(arena, struct schedule, facts->flow_count);
    for (size_t i = 0, count; i < facts->flow_count; i += count) {
        count = movement_flows(facts, i);
        const struct flow *flow = &facts->flows[i];
        struct schedule *next = &facts->schedules[facts->schedule_count];
        if (flow_is_live_money(flow) && deal_has_schedule(&facts->dataset->deals[flow->deal], flow->leg)) {
            schedule_disclosed(arena, facts, i, count, next);
            facts->schedule_count += count;
            continue;
        }
        schedules_straight(arena, scratch, facts, i, count);
        arena_reset(scratch);
    }
    arena_destroy(scratch);
    undated_gather(arena, facts);
}
