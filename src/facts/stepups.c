/* SPDX-License-Identifier: MIT */
/*
 * stepups: comes in valuations, goes out how each compares with the one before it of the same party. Only
 * those that happened: closed, announced, signed or without a status; in talks is no valuation yet.
 */
#include "derive.h"
#include "list.h"

#include <math.h>
#include <stdlib.h>

bool valuation_stands(const struct valuation *valuation)
{
    switch (valuation->status) {
    case STATUS_NONE:
    case STATUS_ANNOUNCED:
    case STATUS_SIGNED:
    case STATUS_CLOSED:
    case STATUS_COMPLETED:
        return true;
    default:
        return false;
    }
}

struct dated {
    size_t party, valuation;
    int32_t first;
    bool is_pre;
};

/* Parties in file order, then by first day, pre-money before the others, then in file order. */
static int dated_compare(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;
    if (x->party != y->party)
        return x->party < y->party ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->is_pre != y->is_pre)
        return x->is_pre ? -1 : 1;
    return (x->valuation > y->valuation) - (x->valuation < y->valuation);
}

/* "none" raised is a raise of 0; false where nobody says. */
static bool raised_of(const struct valuation *valuation, money *raised)
{
    *raised = valuation->raised.has_headline ? valuation->raised.headline : 0;
    return valuation->raised.has_headline || valuation->raised.kind == AMOUNT_NONE;
}

/* Pre-money of this round over what the party was worth last. NAN when pre cannot be known. */
static double step_up_of(const struct valuation *to, double value, double before)
{
    money raised;
    if (to->money == MONEY_POST && raised_of(to, &raised))
        return (value - (double)raised) / before;
    bool existing = to->basis == BASIS_TENDER || to->basis == BASIS_SECONDARY || to->basis == BASIS_MARKET;
    return to->money == MONEY_PRE || existing ? value / before : NAN;
}

static double dilution_of(const struct valuation *to, double value)
{
    money raised;
    if (to->basis != BASIS_ROUND || !raised_of(to, &raised))
        return NAN;
    return (double)raised / (to->money == MONEY_POST ? value : value + (double)raised);
}

/* Pairs in which one has no headline are left out, and so are those from nothing. */
static bool stepup_of(
    const struct dataset *dataset, struct dated from, struct dated to, struct stepup *stepup)
{
    const struct valuation *old = &dataset->valuations[from.valuation],
                           *new = &dataset->valuations[to.valuation];
    if (!old->value.has_headline || !new->value.has_headline || old->value.headline <= 0 ||
        new->value.headline <= 0)
        return false;
    double before = (double)old->value.headline, value = (double)new->value.headline;
    *stepup = (struct stepup){
        .party = to.party,
        .from = from.valuation,
        .to = to.valuation,
        .ratio = value / before,
        .step_up = step_up_of(new, value, before),
        .days = to.first - from.first,
        .annualised = NAN,
        .same_basis = old->basis == new->basis,
        .dilution = dilution_of(new, value),
    };
    stepup->has_raised = raised_of(new, &stepup->raised);
    if (stepup->days >= 365)
        stepup->annualised = pow(stepup->ratio, 365.25 / stepup->days) - 1;
    return true;
}

/* One round told twice: what it was worth before the money came, and after */
static bool is_pair(const struct dataset *dataset, struct dated pre, struct dated post)
{
    const struct valuation *a = &dataset->valuations[pre.valuation],
                           *b = &dataset->valuations[post.valuation];
    return a->party == b->party && a->money == MONEY_PRE && b->money == MONEY_POST && a->basis == b->basis &&
           a->date.first == b->date.first && a->date.last == b->date.last;
}

/* Of a pair the post-money value is compared, and its step-up is the pre-money one's, as stated. */
static bool stepup_next(
    const struct dataset *dataset, const struct dated *dated, size_t count, size_t i, struct stepup *stepup)
{
    bool is_post = is_pair(dataset, dated[i - 1], dated[i]);
    size_t before = i - (is_post ? 2 : 1);
    if ((i + 1 < count && is_pair(dataset, dated[i], dated[i + 1])) || before >= i ||
        dated[before].party != dated[i].party || !stepup_of(dataset, dated[before], dated[i], stepup))
        return false;
    const struct amount *pre = &dataset->valuations[dated[i - 1].valuation].value;
    if (is_post && pre->has_headline && pre->headline > 0)
        stepup->step_up =
            (double)pre->headline / (double)dataset->valuations[dated[before].valuation].value.headline;
    return true;
}

void stepups_derive(struct arena *arena, struct facts *facts)
{
    const struct dataset *dataset = facts->dataset;
    struct dated *dated = arena_array(arena, struct dated, dataset->valuation_count);
    size_t count = 0;
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *valuation = &dataset->valuations[i];
        if (valuation_stands(valuation) && valuation->date.precision != DATE_NONE &&
            valuation->party != NO_INDEX)
            dated[count++] =
                (struct dated){valuation->party, i, valuation->date.first, valuation->money == MONEY_PRE};
    }
    qsort(dated, count, sizeof *dated, dated_compare);
    facts->stepups = arena_array(arena, struct stepup, count);
    for (size_t i = 1; i < count; i++)
        if (stepup_next(dataset, dated, count, i, &facts->stepups[facts->stepup_count]))
            facts->stepup_count++;
}
