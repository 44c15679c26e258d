/* SPDX-License-Identifier: MIT */
/*
 * sums: what some flows come to together, for figures that print sums beside what they draw. Numbers only.
 *
 * A whole whose parts are all among the flows adds what it adds to totals (`counted`), so that nothing is
 * counted twice; one whose parts are not all there adds what they leave of it (`rest`). Money: hundredths.
 */
#ifndef DEALBRIEF_SUMS_H
#define DEALBRIEF_SUMS_H

#include "facts.h"

struct flow_sum {
    int flows, undisclosed;    /* flows: with the undisclosed, without wholes that their parts itemise */
    money low, high, headline; /* of those with a size; high may be MONEY_OPEN */
    bool has_headline, any_about, any_nearly;
    const struct amount *only; /* where one amount is all of it */
};

/* `flows`: those drawn, and wholes that are wholly itemised (in_parts), which add their own low alone. */
struct flow_sum flow_sum_of(const struct facts *facts, const struct indices *flows);

bool deal_is_part(
    const struct dataset *dataset, size_t deal, size_t whole); /* at any depth; a deal is not its own */
bool flow_has_parts(const struct flow *flow); /* live ones, which change what it adds to totals */

/* Of some flows that stand among others, both in file order, as totals have it: a whole whose parts are all
   among the others adds what it adds to totals, so that choices that share them out add up to all of them,
   bound by bound; else what its parts leave of it. Without parts the same as in totals */
struct total flow_total_among(
    const struct facts *facts, const struct indices *flows, const struct indices *among);

/* One more amount */
void flow_sum_add(struct flow_sum *sum, const struct amount *amount);

/* What an amount takes up in a drawing: the headline, the high end of what is only a range, the low end of
   what is open; 0 without a size */
money amount_reserve(const struct amount *amount);

/* Is the party one of the node's, or a unit of it? NO_INDEX has none. */
bool node_has_party(const struct facts *facts, size_t node, size_t party);

/* At cards and margins there is no room for what stands beside a sum: the bounds of the one amount it is, or
   of the sum; an undisclosed part leaves its end open. "$48B", "at least $48B", "undisclosed"; of no
   currency (""): "48B" */
struct qualified flow_sum_qualified(struct arena *arena, const struct flow_sum *sum, const char *currency);

/* Nothing with a size is in it */
bool flow_sum_is_unknown(const struct flow_sum *sum);

#endif
