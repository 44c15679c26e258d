/* SPDX-License-Identifier: MIT */
/*
 * deal_order: in which order a briefing tells its deals: by how firm and how large they are, or by what is
 * news of them. Full orders that do not depend on the file's.
 */
#ifndef DEALBRIEF_DEAL_ORDER_H
#define DEALBRIEF_DEAL_ORDER_H

#include "changes.h"
#include "facts.h"

/* The size of a deal, for orders alone: the sum of its money flows' headlines, else low ends; -1: none known
 */
money deal_weight(const struct facts *facts, size_t deal);
/* Its last known day: of the dates and the history up to as_of. DATE_NONE: it has none */
struct date deal_last_date(const struct dataset *dataset, size_t deal);

enum deal_order {
    DEAL_ORDER_FIRM, /* firm before planned before talk before dead, then the larger, then by id */
    DEAL_ORDER_SIZE, /* the larger, then by id; dead ones last */
    DEAL_ORDER_NEWS, /* what is new, then what moved since the older edition, then the latest week, then older
                        ones by date, then what is not settled yet before what is, then as SIZE; dead last */
};
/* Has this one to do with the other: is it its part or whole, does one name the other (related, overlaps,
   supersedes), or do they run between the same two parties after roll-up? Not with itself. */
bool deals_related(const struct facts *facts, size_t deal, size_t other);
/* Does it pay, is it paid, or does it profit by this deal? As written, not rolled up. */
bool deal_has_party(const struct facts *facts, size_t deal, size_t party);

/* All deals of the dataset. changes: NULL without an older edition */
struct indices deals_ordered(
    struct arena *arena, const struct facts *facts, const struct changes *changes, enum deal_order order);

#endif
