/* SPDX-License-Identifier: MIT */
/*
 * apportion: an amount cut into whole hundredths in given proportions, so that the pieces add up to it.
 */
#ifndef DEALBRIEF_APPORTION_H
#define DEALBRIEF_APPORTION_H

#include "amount.h"

/* Largest remainder, of equals the first. weights ≥ 0, at least one of them positive. MONEY_OPEN gives open
   pieces where the weight is positive. total ≥ 0. */
void apportion(struct arena *arena, money total, const int64_t *weights, size_t count, money *pieces);

#endif
