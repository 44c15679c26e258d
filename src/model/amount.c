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

/* How far a number is from what `keep` significant digits hold below it */
static money beyond_digits(money value, int keep, money *step)
{
    int length = 1;
    for (money rest = value; rest >= 10; rest /= 10)
        length++;
    *step = 1;
    for (int drop = length - keep; drop > 0; drop--)
        *step *= 10;
    return value % *step;
}

int digits_of_part(const struct amount *whole, money part)
{
    enum { LEAST = 2, FULL = 3, OFF_MOST = 50 };
    int digits = whole->digits && whole->digits < LEAST ? LEAST : whole->digits;
    bool about = amount_kind_is_about(whole->kind) || whole->kind == AMOUNT_VAGUE;
    if (about || digits == 0 || digits >= FULL || part <= 0 || part == MONEY_OPEN)
        return digits;
    money step, beyond = beyond_digits(part, FULL, &step);
    if (!beyond)
        return FULL;
    beyond = beyond_digits(part, digits, &step);
    money off = beyond < step - beyond ? beyond : step - beyond;
    return off > part / OFF_MOST ? FULL : digits;
}

int digits_least(int a, int b)
{
    return !a ? b : !b ? a : a < b ? a : b;
}

bool amount_is_sized(const struct amount *amount)
{
    return amount->kind != AMOUNT_ABSENT && amount->kind != AMOUNT_NONE && amount->kind != AMOUNT_UNDISCLOSED;
}

bool amount_kind_is_about(enum amount_kind kind)
{
    return kind == AMOUNT_APPROX || kind == AMOUNT_NEARLY;
}
