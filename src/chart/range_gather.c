/* SPDX-License-Identifier: MIT */
/*
 * range_gather: valuations or claims → rows of points. Of a party a row for each basis, of the year up to its
 * latest valuation, since a range over many years would tell of time and not of who is asked; one measure
 * only: pre-money values stand beside no others. Of a deal a row for the dataset's amount and one for each
 * claim.
 */
#include "range_plan.h"

#include "list.h"
#include "sums.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_DAYS = 365, BASES = BASIS_APPRAISAL + 1 };

/* Of what is most firm first, in every edition the same */
static const enum valuation_basis basis_order[BASES] = {BASIS_MARKET, BASIS_ROUND, BASIS_TENDER,
    BASIS_SECONDARY, BASIS_ACQUISITION, BASIS_IMPLIED, BASIS_APPRAISAL, BASIS_REPORTED};

/* Wide by what was said, not by a convention about "about" */
static bool is_span(const struct amount *amount)
{
    if (amount->high == MONEY_OPEN || amount->low >= amount->high)
        return false;
    if (amount->kind == AMOUNT_AT_MOST)
        return amount->low > 0;
    return amount->kind == AMOUNT_RANGE || amount->kind == AMOUNT_VAGUE || !amount->has_headline ||
           amount_hangs(amount);
}

static struct range_point point_of(const struct amount *amount, enum status status, struct date date)
{
    struct range_point point = {.amount = amount,
        .valuation = NO_INDEX,
        .claim = NO_INDEX,
        .status = status,
        .state = marker_state(status),
        .date = date,
        .sized = amount_is_sized(amount),
        .is_span = is_span(amount),
        .has_headline = amount->has_headline};
    point.open_up = amount->high == MONEY_OPEN;
    point.open_down = amount->kind == AMOUNT_AT_MOST && !point.is_span;
    point.low = money_units(amount->low);
    point.high = point.open_up ? point.low : money_units(amount->high);
    bool bound = amount->kind == AMOUNT_AT_LEAST || !amount->has_headline;
    point.value = bound ? point.low : money_units(amount->headline);
    if (!point.is_span)
        point.low = point.high = point.value;
    return point;
}

static int sign_of(double difference)
{
    return (difference > 0) - (difference < 0);
}

int range_point_compare(const void *first, const void *second)
{
    const struct range_point *a = first, *b = second;
    int order = sign_of(a->low - b->low);
    if (!order)
        order = sign_of(a->high - b->high);
    if (!order)
        order = (a->open_up - a->open_down) - (b->open_up - b->open_down);
    if (!order)
        order = (int)a->state - (int)b->state;
    if (!order)
        order = a->date.first != b->date.first ? (a->date.first < b->date.first ? -1 : 1) : 0;
    if (!order)
        order = a->date.last != b->date.last ? (a->date.last < b->date.last ? -1 : 1) : 0;
    if (!order) /* the same in all that is shown */
        order = a->valuation != b->valuation ? (a->valuation < b->valuation ? -1 : 1) : 0;
    return order;
}

void range_span(const struct range_plan *plan, double *low, double *high)
{
    *low = INFINITY;
    *high = 0;
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++) {
            const struct range_point *point = &plan->rows[i].points[j];
            if (point->sized && point->low > 0)
                *low = fmin(*low, point->low);
            if (point->sized && point->high > 0)
                *low = fmin(*low, point->high);
            *high = fmax(*high, point->sized ? point->high : 0);
        }
}

/* ── of a party ── */

static bool is_live(const struct valuation *valuation)
{
    return valuation->status == STATUS_NONE || status_bucket(valuation->status, TRI_UNKNOWN) != BUCKET_DEAD;
}

static bool counts(const struct valuation *valuation, size_t party)
{
    return valuation->party == party && is_live(valuation) && amount_is_sized(&valuation->value);
}

/* Latest day that any of its values may be of; −1 when it has none */
static bool latest_day(const struct dataset *dataset, size_t party, int32_t *day)
{
    bool found = false;
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *at = &dataset->valuations[i];
        if (!counts(at, party))
            continue;
        *day = found && *day >= at->date.last ? *day : at->date.last;
        found = true;
    }
    return found;
}

/* Pre-money is another measure; it is drawn where nothing else is there. */
static bool is_pre_money_only(const struct dataset *dataset, size_t party, int32_t since)
{
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *at = &dataset->valuations[i];
        if (counts(at, party) && at->date.last > since && at->money != MONEY_PRE)
            return false;
    }
    return true;
}

struct choice {
    size_t party, values, distinct;
};

static struct choice choice_of(const struct dataset *dataset, size_t party)
{
    struct choice choice = {party, 0, 0};
    int32_t latest = 0;
    if (!latest_day(dataset, party, &latest))
        return choice;
    int32_t since = latest - WINDOW_DAYS;
    bool pre = is_pre_money_only(dataset, party, since);
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *at = &dataset->valuations[i];
        if (!counts(at, party) || at->date.last <= since || (at->money == MONEY_PRE && !pre))
            continue;
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++) {
            const struct valuation *other = &dataset->valuations[j];
            seen = counts(other, party) && other->date.last > since && (other->money != MONEY_PRE || pre) &&
                   other->value.low == at->value.low && other->value.high == at->value.high;
        }
        choice.values++;
        choice.distinct += !seen;
    }
    return choice;
}

static bool is_better_choice(const struct dataset *dataset, struct choice a, struct choice b)
{
    if (a.distinct != b.distinct)
        return a.distinct > b.distinct;
    if (a.values != b.values)
        return a.values > b.values;
    return a.values > 0 && strcmp(dataset->parties[a.party].id, dataset->parties[b.party].id) < 0;
}

static size_t party_choose(const struct dataset *dataset)
{
    struct choice best = {NO_INDEX, 0, 0};
    for (size_t i = 0; i < dataset->party_count; i++) {
        struct choice choice = choice_of(dataset, i);
        if (is_better_choice(dataset, choice, best))
            best = choice;
    }
    return best.party;
}

static struct range_point point_of_valuation(const struct dataset *dataset, size_t index)
{
    const struct valuation *at = &dataset->valuations[index];
    struct range_point point = point_of(&at->value, at->status, at->date);
    point.valuation = index;
    return point;
}

typedef LIST(struct range_point) point_list;

static void row_gather(struct range_plan *plan, enum valuation_basis basis, int32_t since, bool pre)
{
    const struct dataset *dataset = plan->facts->dataset;
    point_list points = {0};
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *at = &dataset->valuations[i];
        if (counts(at, plan->party) && at->basis == basis && at->date.last > since &&
            (pre || at->money != MONEY_PRE))
            *list_push(plan->arena, &points) = point_of_valuation(dataset, i);
    }
    if (points.count == 0)
        return;
    qsort(points.at, points.count, sizeof *points.at, range_point_compare);
    plan->rows[plan->row_count++] =
        (struct range_row){.points = points.at, .count = points.count, .form = marker_form(basis)};
}

static int older_compare(const void *first, const void *second)
{
    const struct range_point *a = first, *b = second;
    if (a->date.first != b->date.first)
        return a->date.first < b->date.first ? -1 : 1;
    return range_point_compare(a, b);
}

static void left_out_gather(struct range_plan *plan, int32_t since, bool pre)
{
    const struct dataset *dataset = plan->facts->dataset;
    point_list points = {0};
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *at = &dataset->valuations[i];
        if (at->party != plan->party || !is_live(at))
            continue;
        if (!amount_is_sized(&at->value) || at->date.last <= since || (at->money == MONEY_PRE && !pre))
            *list_push(plan->arena, &points) = point_of_valuation(dataset, i);
    }
    if (points.count > 1)
        qsort(points.at, points.count, sizeof *points.at, older_compare);
    plan->left_out = points.at;
    plan->left_out_count = points.count;
}

/* The latest of what is most firm; of the same day what was paid for in a round */
static bool is_firmer(const struct dataset *dataset, const struct range_point *a, const struct range_point *b)
{
    if (!b || a->state != b->state)
        return !b || a->state < b->state;
    if (a->date.last != b->date.last)
        return a->date.last > b->date.last;
    if (a->date.first != b->date.first)
        return a->date.first > b->date.first;
    bool a_round = dataset->valuations[a->valuation].basis == BASIS_ROUND,
         b_round = dataset->valuations[b->valuation].basis == BASIS_ROUND;
    return a_round && !b_round;
}

static void reference_choose(struct range_plan *plan)
{
    size_t others = 0;
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++) {
            const struct range_point *point = &plan->rows[i].points[j];
            others++;
            if (!point->is_span && !point->open_down && point->state != STATE_TALK &&
                is_firmer(plan->facts->dataset, point, plan->reference))
                plan->reference = point;
        }
    if (others < 2) /* it would refer to itself */
        plan->reference = NULL;
}

static bool party_no_data(const struct chart_context *context, const struct range_plan *plan)
{
    const char *hint = "give the party a valuation with a date and a value, or leave the figure out";
    if (plan->party == NO_INDEX)
        return chart_no_data(context, hint, "the dataset has no valuation that states a size");
    return chart_no_data(context, hint,
        arena_printf(context->arena, "no valuation of %s states a size%s",
            plan->facts->dataset->parties[plan->party].name,
            plan->left_out_count > 0 ? ": all are undisclosed" : ""));
}

static bool party_gather(const struct chart_context *context, struct range_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    int32_t latest = 0;
    if (plan->party == NO_INDEX)
        plan->party = party_choose(dataset);
    bool found = plan->party != NO_INDEX && latest_day(dataset, plan->party, &latest);
    int32_t since = found ? latest - WINDOW_DAYS : INT32_MIN;
    bool pre = found && is_pre_money_only(dataset, plan->party, since);
    if (plan->party != NO_INDEX)
        left_out_gather(plan, since, pre);
    if (!found)
        return party_no_data(context, plan);
    plan->rows = arena_array(plan->arena, struct range_row, BASES);
    for (int i = 0; i < BASES; i++)
        row_gather(plan, basis_order[i], since, pre);
    reference_choose(plan);
    return true;
}

/* ── of a deal ── */

/* As it is written; where only its legs carry amounts, what they come to */
static const struct amount *own_amount(const struct range_plan *plan)
{
    const struct facts *facts = plan->facts;
    const struct amount *written = &facts->dataset->deals[plan->deal].amount;
    if (written->kind != AMOUNT_ABSENT)
        return written;
    LIST(size_t) flows = {0};
    for (size_t i = facts_first_flow(facts, plan->deal);
         i < facts->flow_count && facts->flows[i].deal == plan->deal; i++)
        if (facts->flows[i].is_money)
            *list_push(plan->arena, &flows) = i;
    if (flows.count == 0)
        return NULL;
    struct flow_sum sum = flow_sum_of(facts, &(struct indices){flows.at, flows.count});
    if (sum.only && sum.flows == 1)
        return sum.only;
    struct qualified words = flow_sum_qualified(plan->arena, &sum, facts->dataset->currency);
    struct str out = str_init(plan->arena);
    word_qualified(&out, words);
    struct amount *amount = arena_new(plan->arena, struct amount);
    *amount = (struct amount){.low = sum.low,
        .high = sum.undisclosed ? MONEY_OPEN : sum.high,
        .headline = sum.headline,
        .has_headline = sum.has_headline && !sum.undisclosed,
        .words = str_text(&out)};
    amount->kind = flow_sum_is_unknown(&sum)         ? AMOUNT_UNDISCLOSED
                   : amount->high == MONEY_OPEN      ? AMOUNT_AT_LEAST
                   : amount->low == amount->high     ? AMOUNT_EXACT
                   : sum.any_about || sum.any_nearly ? AMOUNT_APPROX
                                                     : AMOUNT_RANGE;
    memcpy(amount->currency, facts->dataset->currency, sizeof amount->currency);
    return amount;
}

static int claim_compare(const void *first, const void *second)
{
    const struct range_row *a = first, *b = second;
    if (a->judged != b->judged)
        return a->judged - b->judged;
    int order = range_point_compare(&a->points[0], &b->points[0]);
    if (!order)
        order = strcmp(a->name, b->name);
    if (!order)
        order = a->points[0].claim < b->points[0].claim ? -1 : a->points[0].claim > b->points[0].claim;
    return order;
}

static struct range_row row_of_claim(struct range_plan *plan, const struct deal *deal, size_t index)
{
    const struct claim *claim = &deal->claims[index];
    const struct source *source = &plan->facts->dataset->sources[claim->source];
    struct range_point *point = arena_array(plan->arena, struct range_point, 1);
    *point = point_of(&claim->amount, deal->status, source->date); /* it is said of the same deal */
    point->claim = index;
    return (struct range_row){.points = point,
        .count = 1,
        .form = FORM_DISC,
        .judged = claim->judgement != NULL,
        .name = source->publisher};
}

static bool is_drawn_claim(const struct claim *claim)
{
    return str_equals(claim->field, "amount") && claim->has_amount && amount_is_sized(&claim->amount) &&
           claim->source != NO_INDEX;
}

static bool deal_gather(const struct chart_context *context, struct range_plan *plan)
{
    const struct deal *deal = &plan->facts->dataset->deals[plan->deal];
    const struct amount *own = own_amount(plan);
    static const struct amount undisclosed = {.kind = AMOUNT_UNDISCLOSED};
    plan->rows = arena_array(plan->arena, struct range_row, deal->claim_count + 1);
    struct range_point *point = arena_array(plan->arena, struct range_point, 1);
    *point = point_of(own ? own : &undisclosed, deal->status, deal_date(deal));
    plan->rows[plan->row_count++] =
        (struct range_row){.points = point, .count = 1, .form = FORM_BLOCK, .own = true};
    for (size_t i = 0; i < deal->claim_count; i++)
        if (is_drawn_claim(&deal->claims[i]))
            plan->rows[plan->row_count++] = row_of_claim(plan, deal, i);
    if (plan->row_count == 1)
        return chart_no_data(context,
            "claims are what other sources say of the deal's amount: give it some, or leave the figure out",
            arena_printf(context->arena,
                "deal '%s' has no claims about its amount: nobody is known to say otherwise", deal->id));
    qsort(plan->rows + 1, plan->row_count - 1, sizeof *plan->rows, claim_compare);
    if (point->sized && !point->is_span)
        plan->reference = point;
    return true;
}

bool range_gather(const struct chart_context *context, struct range_plan *plan)
{
    return plan->deal != NO_INDEX ? deal_gather(context, plan) : party_gather(context, plan);
}
