/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "str.h"

#include <string.h>

enum { CLAIMS_COMPARED_MOST = 64 };

/* claims */

/* The part of a dotted path before its first dot; *rest is what follows it, or NULL */
static struct slice path_step(const char *path, const char **rest)
{
    const char *dot = strchr(path, '.');
    *rest = dot ? dot + 1 : NULL;
    return (struct slice){path, dot ? (size_t)(dot - path) : strlen(path)};
}

static size_t slice_index(struct slice slice, size_t count)
{
    size_t index;
    return slice_number(slice, count, &index) ? index : NO_INDEX;
}

static const struct amount *leg_amount(const struct deal *deal, const char *path)
{
    const char *rest;
    const struct leg *leg = deal_find_leg(deal, path_step(path, &rest));
    if (!leg || !rest)
        return NULL;
    return !strcmp(rest, "amount") ? &leg->amount : !strcmp(rest, "funded") ? &leg->funded : NULL;
}

/* The amount of a deal that a path such as "flows.upfront.amount" names, or NULL */
static const struct amount *deal_amount(const struct deal *deal, const char *path)
{
    const char *rest;
    struct slice step = path_step(path, &rest);
    if (!rest)
        return slice_equals(step, "amount")   ? &deal->amount
               : slice_equals(step, "funded") ? &deal->funded
                                              : NULL;
    if (slice_equals(step, "flows"))
        return leg_amount(deal, rest);
    const char *last;
    size_t index = slice_index(path_step(rest, &last), deal->tranche_count);
    if (slice_equals(step, "tranches") && index != NO_INDEX && last && !strcmp(last, "amount"))
        return &deal->tranches[index].amount;
    return NULL;
}

static const struct amount *valuation_amount(const struct valuation *valuation, const char *path)
{
    return !strcmp(path, "value")    ? &valuation->value
           : !strcmp(path, "raised") ? &valuation->raised
           : !strcmp(path, "sold")   ? &valuation->sold
                                     : NULL;
}

/* slips of units */

int slip_factor(money a, money b)
{
    if (a <= 0 || b <= 0 || a == MONEY_OPEN || b == MONEY_OPEN)
        return 0;
    money small = a < b ? a : b, large = a < b ? b : a;
    static const int factors[] = {10, 1000};
    for (size_t i = 0; i < 2; i++) {
        money scaled = large / factors[i], slack = small / 50;
        if (scaled >= small - slack && scaled <= small + slack)
            return factors[i];
    }
    return 0;
}

const char *slip_hint(struct arena *arena, money a, money b)
{
    int factor = slip_factor(a, b);
    return factor ? arena_printf(arena, "one is %d times the other: a slip of units?", factor) : NULL;
}

static int slip_between(const struct amount *a, const struct amount *b)
{
    return a->has_headline && b->has_headline ? slip_factor(a->headline, b->headline) : 0;
}

static bool claim_slips(
    const struct check *check, const struct claim *claim, const struct amount *other, const char *other_path)
{
    int factor = slip_between(&claim->amount, other);
    if (factor)
        check_say(check, DIAG_CLAIMS_SLIP, &claim->value,
            "a slip of units? if the claim is wrong, say so in judgement",
            "of %s and %s one is %d times the other", check_path(check, &claim->value), other_path, factor);
    return factor;
}

static bool claim_slips_from_others(const struct check *check, const struct claim *claims, size_t index)
{
    for (size_t i = 0; i < index && i < CLAIMS_COMPARED_MOST; i++)
        if (claims[i].has_amount && !claims[i].judgement &&
            str_equals(claims[i].field, claims[index].field) &&
            claim_slips(check, &claims[index], &claims[i].amount, check_path(check, &claims[i].value)))
            return true;
    return false;
}

/* A rounded claim speaks for all that rounds to it: "$1.3B" is not at odds with $1.25B. */
static bool claim_interval(const struct amount *claim, struct interval *interval)
{
    if (!amount_interval(claim, interval))
        return false;
    if (claim->kind != AMOUNT_EXACT || claim->digits <= 0 || claim->digits > 18)
        return true;
    money half = claim->headline; /* half of one unit in the last digit that was written */
    money unit = 1;
    int digits = 0;
    for (; half; half /= 10)
        digits++;
    for (int i = claim->digits; i < digits; i++)
        unit *= 10;
    interval->low = claim->low - unit / 2;
    interval->high = money_add(claim->high, unit / 2);
    return true;
}

/* Where the author has judged a claim nothing need be said about it. */
static void claim_sense(const struct check *check, const struct claim *claims, size_t index,
    const struct amount *target, const struct interval *whole)
{
    const struct claim *claim = &claims[index];
    if (!claim->has_amount || claim->judgement)
        return;
    if (target && claim_slips(check, claim, target, check_path(check, target)))
        return;
    if (claim_slips_from_others(check, claims, index))
        return;
    struct interval own;
    if (whole && claim_interval(&claim->amount, &own) && (own.low > whole->high || own.high < whole->low))
        check_say(check, DIAG_CLAIM_OUTSIDE, &claim->value, "say in judgement which is right",
            "the claim '%.60s' in %s lies outside the amount it is about", claim->value,
            check_path(check, &claim->value));
}

static void claims_of_deal(const struct check *check, const struct deal *deal)
{
    for (size_t i = 0; i < deal->claim_count; i++) {
        const struct amount *target = deal->claims[i].field ? deal_amount(deal, deal->claims[i].field) : NULL;
        struct interval whole;
        bool known = target && amount_interval(target, &whole);
        if (target == &deal->amount && !known)
            known = deal_interval(deal, &whole);
        claim_sense(check, deal->claims, i, target, known ? &whole : NULL);
    }
}

void valuation_claims_sense(const struct check *check, const struct valuation *valuation)
{
    for (size_t i = 0; i < valuation->claim_count; i++) {
        const struct amount *target = valuation_amount(valuation, valuation->claims[i].field);
        struct interval whole;
        bool known = target && amount_interval(target, &whole);
        claim_sense(check, valuation->claims, i, target, known ? &whole : NULL);
    }
}

void metric_claims_sense(const struct check *check, const struct metric *metric)
{
    for (size_t i = 0; i < metric->claim_count; i++) {
        const struct amount *target = !strcmp(metric->claims[i].field, "value") ? &metric->value : NULL;
        struct interval whole;
        bool known = target && amount_interval(target, &whole);
        claim_sense(check, metric->claims, i, target, known ? &whole : NULL);
    }
}

/* a deal's amounts elsewhere: what it was, what of it was paid, what its years add up to */

static void slip_say(const struct check *check, const void *field, int factor, const void *whole)
{
    const char *path = check_path(check, whole);
    check_say(check, DIAG_UNIT_SLIP, field, "a slip of units?", "of %s and %s one is %d times the other",
        check_path(check, field), *path ? path : "the whole deal", factor);
}

/* The part of it that has been paid may well be a tenth, and hardly a thousandth. */
static void funded_slip(const struct check *check, const struct amount *funded, const struct amount *amount)
{
    if (funded->kind != AMOUNT_EXACT || slip_between(funded, amount) != 1000)
        return;
    slip_say(check, funded, 1000, amount);
}

static void schedule_slip(const struct check *check, const struct deal *deal)
{
    money sum = 0;
    for (size_t i = 0; i < deal->schedule_count; i++) {
        if (!deal->schedule[i].amount.has_headline)
            return;
        sum = money_add(sum, deal->schedule[i].amount.headline);
    }
    if (deal->amount.has_headline && slip_factor(sum, deal->amount.headline) == 1000)
        slip_say(check, &deal->schedule, 1000, &deal->amount);
}

static void history_slips(const struct check *check, const struct deal *deal)
{
    for (size_t i = 0; i < deal->history_count; i++) {
        int factor = slip_between(&deal->history[i].amount, &deal->amount);
        if (factor && !deal->history[i].note) /* a note tells of the change */
            slip_say(check, &deal->history[i].amount, factor, &deal->amount);
    }
}

void deal_claims_sense(const struct check *check, const struct deal *deal)
{
    claims_of_deal(check, deal);
    funded_slip(check, &deal->funded, &deal->amount);
    for (size_t i = 0; i < deal->leg_count; i++)
        funded_slip(check, &deal->legs[i].funded, &deal->legs[i].amount);
    schedule_slip(check, deal);
    history_slips(check, deal);
}
