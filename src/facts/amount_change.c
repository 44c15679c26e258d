/* SPDX-License-Identifier: MIT */
/*
 * amount_change: comes in one field in two editions, goes out whether it says something else, and what.
 * Another way of writing the same ("$10B", "USD 10 billion") is the same.
 */
#include "compare.h"

#include <string.h>

const struct amount *amount_as_written(const struct amount *amount)
{
    return amount->written ? amount->written : amount;
}

static bool is_absent(const struct amount *amount)
{
    return amount->kind == AMOUNT_ABSENT || amount->kind == AMOUNT_NONE;
}

static unsigned moved(money was, money is)
{
    return is > was ? TRAIT_RAISED : is < was ? TRAIT_LOWERED : 0;
}

/* Both ends at least as far one way: all of it has moved there. */
static unsigned ends_moved(const struct amount *was, const struct amount *is)
{
    unsigned both = moved(was->low, is->low) | moved(was->high, is->high);
    return both == (TRAIT_RAISED | TRAIT_LOWERED) ? 0 : both;
}

static unsigned interval_traits(const struct amount *was, const struct amount *is)
{
    if (was->low == is->low && was->high == is->high)
        return 0;
    if (is->low >= was->low && is->high <= was->high)
        return TRAIT_NARROWED;
    return is->low <= was->low && is->high >= was->high ? TRAIT_WIDENED : 0;
}

static unsigned sized_traits(const struct amount *was, const struct amount *is)
{
    unsigned traits = interval_traits(was, is);
    if (was->has_headline && is->has_headline)
        traits |= moved(was->headline, is->headline);
    else if (!(traits & (TRAIT_NARROWED | TRAIT_WIDENED)))
        traits |= ends_moved(was, is);
    if (was->has_headline != is->has_headline && !traits)
        traits |= is->has_headline ? TRAIT_NARROWED : TRAIT_WIDENED;
    if (!traits)
        return 0;
    if (is->kind == AMOUNT_VAGUE && was->kind != AMOUNT_VAGUE)
        traits |= TRAIT_VAGUE;
    if (was->kind == AMOUNT_VAGUE && is->kind != AMOUNT_VAGUE)
        traits |= TRAIT_NAMED;
    return traits;
}

unsigned amount_change(const struct amount *was, const struct amount *is)
{
    if (is_absent(was) || is_absent(is)) {
        if (is_absent(was) && is_absent(is))
            return 0;
        return is_absent(was) ? TRAIT_ADDED : TRAIT_DROPPED;
    }
    bool sized_was = amount_is_sized(was), sized_is = amount_is_sized(is);
    if (!sized_was || !sized_is)
        return sized_is ? TRAIT_DISCLOSED : sized_was ? TRAIT_HIDDEN : 0;
    const struct amount *then = amount_as_written(was), *now = amount_as_written(is);
    if (!strcmp(then->currency, now->currency))
        return sized_traits(then, now);
    return TRAIT_CURRENCY | sized_traits(was, is);
}
