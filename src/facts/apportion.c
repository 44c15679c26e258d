/* SPDX-License-Identifier: MIT */
/*
 * apportion: comes in an amount and proportions, goes out whole hundredths that add up to the amount
 * (Hamilton's method, the largest remainder). Integers only.
 */
#include "apportion.h"

#include <assert.h>
#include <stdlib.h>

__extension__ typedef unsigned __int128 wide;

struct remainder {
    wide rest;
    size_t at;
};

static int remainder_compare(const void *a, const void *b)
{
    const struct remainder *x = a, *y = b;
    if (x->rest != y->rest)
        return x->rest > y->rest ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static void apportion_open(const int64_t *weights, size_t count, money *pieces)
{
    for (size_t i = 0; i < count; i++)
        pieces[i] = weights[i] > 0 ? MONEY_OPEN : 0;
}

void apportion(struct arena *arena, money total, const int64_t *weights, size_t count, money *pieces)
{
    assert(total >= 0);
    if (total == MONEY_OPEN) {
        apportion_open(weights, count, pieces);
        return;
    }
    wide sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (wide)weights[i];
    assert(sum > 0);
    struct remainder *remainders = arena_array(arena, struct remainder, count);
    money given = 0;
    for (size_t i = 0; i < count; i++) {
        wide exact = (wide)total * (wide)weights[i];
        pieces[i] = (money)(exact / sum);
        remainders[i] = (struct remainder){exact % sum, i};
        given += pieces[i];
    }
    qsort(remainders, count, sizeof *remainders, remainder_compare);
    for (size_t i = 0; given < total; i++, given++)
        pieces[remainders[i].at]++;
}
