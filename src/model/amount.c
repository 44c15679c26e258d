/* SPDX-License-Identifier: MIT */
/*
 * Arithmetic on money and on amounts: sums that cannot overflow, scaling with halves to even, conversion. The
 * notation is read in amount_read.c; words are made in wording.c.
 */
#include "amount.h"

#include <assert.h>
#include <string.h>

__extension__ typedef __int128 wide;

money money_add(money a, money b)
{
    if (a == MONEY_OPEN || b == MONEY_OPEN)
        return MONEY_OPEN;
    if (a <= -MONEY_OPEN || b <= -MONEY_OPEN)
        return -MONEY_OPEN;
    money sum;
    if (__builtin_add_overflow(a, b, &sum))
        return a > 0 ? MONEY_OPEN : -MONEY_OPEN;
    return sum;
}

money money_scale(money value, int64_t numerator, int64_t denominator)
{
    assert(denominator != 0);
    if (value == MONEY_OPEN || value <= -MONEY_OPEN)
        return value == MONEY_OPEN ? MONEY_OPEN : -MONEY_OPEN;
    wide product = (wide)value * numerator, divisor = denominator;
    bool negative = (product < 0) != (divisor < 0);
    product = product < 0 ? -product : product;
    divisor = divisor < 0 ? -divisor : divisor;
    wide quotient = product / divisor, twice = product % divisor * 2;
    if (twice > divisor || (twice == divisor && quotient % 2 == 1))
        quotient++;
    if (quotient >= INT64_MAX)
        return negative ? -MONEY_OPEN : MONEY_OPEN;
    return negative ? -(money)quotient : (money)quotient;
}

void amount_convert(struct amount *amount, const char *base, int64_t rate_billionths)
{
    const int64_t billion = 1000000000;
    amount->low = money_scale(amount->low, rate_billionths, billion);
    amount->high = money_scale(amount->high, rate_billionths, billion);
    amount->headline = money_scale(amount->headline, rate_billionths, billion);
    size_t length = strlen(base);
    assert(length < sizeof amount->currency);
    memcpy(amount->currency, base, length + 1);
}

bool amount_is_sized(const struct amount *amount)
{
    return amount->kind != AMOUNT_ABSENT && amount->kind != AMOUNT_NONE && amount->kind != AMOUNT_UNDISCLOSED;
}

void amount_scale(struct amount *amount, int64_t numerator, int64_t denominator)
{
    amount->low = money_scale(amount->low, numerator, denominator);
    amount->high = money_scale(amount->high, numerator, denominator);
    amount->headline = money_scale(amount->headline, numerator, denominator);
    amount->words = NULL;
}

/* composing */

static enum amount_fault cannot_compose(
    const char *why, const char *advice, const char **sentence, const char **hint)
{
    *sentence = why;
    *hint = advice;
    return AMOUNT_UNREADABLE;
}

static const struct amount *first_part(const struct amount_parts *parts)
{
    return parts->low ? parts->low : parts->high ? parts->high : parts->headline;
}

static bool parts_are_exact(const struct amount_parts *parts)
{
    const struct amount *all[] = {parts->low, parts->high, parts->headline};
    for (size_t i = 0; i < 3; i++)
        if (all[i] &&
            (all[i]->kind != AMOUNT_EXACT || strcmp(all[i]->currency, first_part(parts)->currency) != 0))
            return false;
    return true;
}

static void compose_interval(const struct amount_parts *parts, struct amount *amount)
{
    *amount = *first_part(parts);
    amount->low = parts->low ? parts->low->low : 0;
    amount->high = parts->high ? parts->high->high : MONEY_OPEN;
    amount->has_headline = parts->headline != NULL;
    amount->headline = parts->headline ? parts->headline->headline : 0;
    const struct amount *others[] = {parts->high, parts->headline};
    for (size_t i = 0; i < 2; i++)
        if (others[i] && others[i]->digits < amount->digits)
            amount->digits = others[i]->digits;
    bool one_end = !parts->low || !parts->high;
    amount->kind = one_end ? parts->low ? AMOUNT_AT_LEAST : AMOUNT_AT_MOST : AMOUNT_RANGE;
    if (!amount->has_headline && one_end) { /* the end is what is known, as with "up to" and "at least" */
        amount->has_headline = true;
        amount->headline = parts->low ? amount->low : amount->high;
    }
    /* a headline of its own ("$40B planned, at least $10B of it") is no bound: it must not be printed as one
     */
    if (one_end && amount->headline != (parts->low ? amount->low : amount->high))
        amount->kind = AMOUNT_RANGE;
    if (amount->low == amount->high)
        *amount = (struct amount){
            AMOUNT_EXACT, true, amount->low, amount->low, amount->low, "", amount->digits, NULL};
    memcpy(amount->currency, first_part(parts)->currency, sizeof amount->currency);
}

enum amount_fault amount_compose(struct arena *arena, const struct amount_parts *parts, struct amount *amount,
    const char **sentence, const char **hint)
{
    *amount = (struct amount){0};
    *sentence = *hint = NULL;
    bool ends = parts->low || parts->high;
    if (!parts->value && !ends)
        return cannot_compose("the amount says neither 'value' nor 'low' or 'high'",
            "write {\"value\": \"$10B\"}", sentence, hint);
    if (parts->value && (ends || parts->headline))
        return cannot_compose(
            "the amount has 'value' and bounds as well", "keep 'value', or 'low' and 'high'", sentence, hint);
    if (!parts->value && !parts_are_exact(parts))
        return cannot_compose("'low', 'high' and 'headline' are not plain numbers of one currency",
            "write them as '$10B', without qualifiers", sentence, hint);
    if (parts->value)
        *amount = *parts->value;
    else
        compose_interval(parts, amount);
    if (amount->low > amount->high) {
        *sentence = "the amount's 'low' is above its 'high'";
        *hint = "the low end comes first";
        return AMOUNT_BACKWARDS;
    }
    if (amount->has_headline && (amount->headline < amount->low || amount->headline > amount->high))
        return cannot_compose("the amount's 'headline' lies outside 'low' and 'high'", NULL, sentence, hint);
    if (parts->text && *parts->text)
        amount->words = arena_strdup(arena, parts->text);
    return AMOUNT_OK;
}
