/* SPDX-License-Identifier: MIT */
/* summary: what the facts say, in a few plain sentences; for standfirsts and titles of figures. */
#ifndef DEALBRIEF_SUMMARY_H
#define DEALBRIEF_SUMMARY_H

#include "facts.h"
#include "wording.h"

/* The dataset's title; one without says "Deals as of 17 December 2025". */
const char *summary_title(struct arena *arena, const struct dataset *dataset);
/* "Signed or paid: $13B of capital and between $48B and $138B of commerce. …" One clause a bucket, "" when
 * nothing moves. */
const char *summary_totals(struct arena *arena, const struct facts *facts);
/* What a first page says beside its sums: who is on most sides, the largest that is signed and that is not,
 * what names no amount, and whether only the press knows. Without a payment of a known size: summary_totals */
const char *summary_lead(struct arena *arena, const struct facts *facts);
/* Live deals that move money, and those of them that nobody but the press vouches for */
struct press_count {
    int64_t deals, press_only, assumed; /* assumed: something of what is told of them is */
};
struct press_count summary_press(const struct facts *facts);
/* "On the figures given, $20B of $471B (4.2 %) could come back to those who pay it …; among signed and paid
 * deals alone, none would." Only where the amounts allow no more does it say "Up to $20B". "" without money
 */
const char *summary_circulation(struct arena *arena, const struct facts *facts);
/* "up to $20B"; without its qualifier where it could be more: "on the figures given" must then stand beside
 * it */
struct qualified summary_circulating(
    struct arena *arena, const struct facts *facts, const struct network *network);

#endif
