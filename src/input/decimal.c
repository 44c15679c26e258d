/* SPDX-License-Identifier: MIT */
#include "decimal.h"

#include "str.h"

#include <stddef.h>

/* The exponent behind the digits, kept within ±100000: enough to be past every limit without overflowing. */
static bool exponent_read(const char *at, int *exponent)
{
    *exponent = 0;
    if (!*at)
        return true;
    if (*at != 'e' && *at != 'E')
        return false;
    at++;
    bool negative = *at == '-';
    at += *at == '-' || *at == '+';
    if (!is_digit(*at))
        return false;
    for (; is_digit(*at); at++)
        if (*exponent < 100000)
            *exponent = *exponent * 10 + (*at - '0');
    if (negative)
        *exponent = -*exponent;
    return !*at;
}

/* What follows the last digit that is kept: below, exactly at, or above one half of its place */
struct remainder {
    bool any, half, above;
};

static void remainder_add(struct remainder *rest, bool first, int digit)
{
    if (first) {
        rest->half = digit == 5;
        rest->above = digit > 5;
    } else if (digit && rest->half) {
        rest->half = false;
        rest->above = true;
    }
    rest->any = rest->any || digit;
}

static bool value_push(uint64_t *value, int digit)
{
    if (*value > (UINT64_MAX - (uint64_t)digit) / 10)
        return false;
    *value = *value * 10 + (uint64_t)digit;
    return true;
}

bool decimal_read(const char *digits, int decimals, int64_t *result)
{
    const char *at = digits + (*digits == '-');
    const char *number = at;
    long whole = 0; /* digits before the point */
    if (!is_digit(*at))
        return false;
    while (is_digit(*at)) {
        whole++;
        at++;
    }
    if (*at == '.')
        for (at++; is_digit(*at);)
            at++;
    int exponent;
    if (!exponent_read(at, &exponent))
        return false;
    long kept = whole + exponent + decimals; /* how many of the digits stand before the new point */
    uint64_t value = 0;
    struct remainder rest = {0};
    long position = 0;
    for (const char *digit = number; digit < at; digit++) {
        if (*digit == '.')
            continue;
        if (position < kept) {
            if (!value_push(&value, *digit - '0'))
                return false;
        } else {
            remainder_add(&rest, position == kept, *digit - '0');
        }
        position++;
    }
    for (; value && position < kept; position++)
        if (!value_push(&value, 0))
            return false;
    value += rest.above || (rest.half && value % 2);
    if (value > INT64_MAX)
        return false;
    *result = *digits == '-' ? -(int64_t)value : (int64_t)value;
    return true;
}

bool decimal_is_zero(const char *digits)
{
    for (const char *at = digits; *at && *at != 'e' && *at != 'E'; at++)
        if (*at >= '1' && *at <= '9')
            return false;
    return true;
}

bool decimal_is_negative(const char *digits)
{
    return *digits == '-' && !decimal_is_zero(digits);
}
