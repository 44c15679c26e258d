/* SPDX-License-Identifier: MIT */
/*
 * derive: what the files of this room share while facts are being made; nobody outside sees it.
 */
#ifndef DEALBRIEF_DERIVE_H
#define DEALBRIEF_DERIVE_H

#include "facts.h"

/* One movement as the dataset has it, before a known split is spread over its members. */
struct movement {
    size_t deal, leg;
    const struct side *from, *to;
    const struct split *split;
    const struct term *term;
    enum deal_type type;
    enum status status;
    enum bucket bucket;
    bool is_money, in_parts;
    struct amount amount, counted, rest;
};

struct movements {
    struct movement *at;
    size_t count;
    size_t *first; /* by deal, and one past the end: its movements are at[first[deal]] … */
};

/* effective.c: the amount with tranches and paid money taken in, parts left out */
struct amount effective_amount(const struct deal *deal, const struct leg *leg);

/* parts.c: ceilings of parts, then what each whole still counts itself */
void parts_resolve(struct arena *arena, const struct dataset *dataset, struct movements *movements);

/* flows.c: nodes and flows of facts */
void flows_derive(struct arena *arena, struct facts *facts);
/* what a flow weighs: its headline, else its low end */
money flow_weight(const struct flow *flow);
const struct term *flow_term(const struct facts *facts, const struct flow *flow);
bool flow_is_live_money(const struct flow *flow); /* money, not dead, not wholly itemised by its parts */

/* totals.c */
struct tally {
    struct total total;
    const struct flow *last;
};
void tally_add(struct tally *tally, const struct flow *flow);
struct total tally_finish(const struct tally *tally);
void totals_derive(struct facts *facts);
/* overlaps.c */
void overlaps_derive(struct arena *arena, struct facts *facts);

/* network.c */
void network_derive(struct arena *arena, const struct facts *facts, bool firm_only, struct network *network);
/* pairs.c */
void pairs_derive(struct arena *arena, const struct facts *facts, struct network *network);
/* loops.c */
void loops_derive(struct arena *arena, const struct facts *facts, struct network *network);
/* circulation.c */
void circulation_derive(struct arena *arena, const struct facts *facts, struct network *network);
/* bound.c: after the circulation */
void bound_derive(struct arena *arena, const struct facts *facts, struct network *network);
/* schedule.c */
void annuals_derive(struct arena *arena, struct facts *facts);
void schedules_derive(struct arena *arena, struct facts *facts);
/* stepups.c */
void stepups_derive(struct arena *arena, struct facts *facts);

#endif
