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
    struct amount paid, paid_counted; /* `funded`, and what of it its parts do not say themselves */
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
/* deals by index, wholes before their parts */
size_t *parts_order(struct arena *arena, const struct dataset *dataset);
bool dataset_has_parts(const struct dataset *dataset);
bool movements_run_alike(
    const struct movement *a, const struct movement *b); /* the same parties on both sides */
/* a − b, not below zero; what is open stays open, whatever is taken */
money money_less(money a, money b);
/* paid.c: what of the paid money parts do not itemise */
void paid_resolve(struct arena *arena, const struct dataset *dataset, struct movements *movements);

/* flows.c: nodes and flows of facts */
void flows_derive(struct arena *arena, struct facts *facts);
/* Wholes of whose parts none is chosen (by flow; NULL: all here are) count what those leave of them. */
void wholes_stand_alone(struct facts *facts, const bool *chosen);
const struct term *flow_term(const struct facts *facts, const struct flow *flow);
bool flow_is_live_money(const struct flow *flow); /* money, not dead, not wholly itemised by its parts */
bool flow_is_leftover(const struct flow *flow);   /* live, itemised by its parts, which leave it a low */

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
void bound_derive(const struct facts *facts, struct network *network);
/* schedule.c */
void annuals_derive(struct arena *arena, struct facts *facts);
void schedules_derive(struct arena *arena, struct facts *facts);
/* stepups.c */
void stepups_derive(struct arena *arena, struct facts *facts);
bool valuation_stands(const struct valuation *valuation); /* happened: closed, signed, announced, no status */

/* figures.c */
bool flows_are_one(const struct flow *a, const struct flow *b); /* members of one known split */
struct interval interval_of(const struct amount *amount);
void interval_add(struct interval *sum, struct interval more);
struct quotient ratio_of(struct interval part, struct interval whole);
/* yearly.c: metrics in money that say what a year brings */
struct yearlies {
    struct yearly *at; /* by party (file order), name, run-rate or not, first day of the period, file order */
    size_t *best;      /* of those of one party, name and kind up to here the one to quote */
    size_t count;
};
const char *metric_key(struct arena *arena, const char *name); /* "Net loss" → "net_loss" */
struct yearlies yearlies_derive(struct arena *arena, const struct facts *facts);
/* The first of that party and name; NO_INDEX. They stand together, run-rates last. */
size_t yearlies_find(const struct yearlies *yearlies, size_t party, const char *key);
bool yearlies_belong(const struct yearlies *yearlies, size_t index, size_t party, const char *key);
/* To be quoted on that day: of the periods that had begun the best, else the next to begin. NO_INDEX */
enum yearly_kind { YEARLY_PERIOD, YEARLY_RUN_RATE, YEARLY_ANY };
size_t yearlies_choose(
    const struct yearlies *yearlies, size_t party, const char *key, int32_t day, enum yearly_kind kind);
/* paid.c, cover.c, multiples.c, growth.c, stakes.c, runway.c, sensitivity.c, quality.c */
void paids_derive(struct arena *arena, struct facts *facts);
void covers_derive(struct arena *arena, struct facts *facts, const struct yearlies *yearlies);
void multiples_derive(struct arena *arena, struct facts *facts, const struct yearlies *yearlies);
void growths_derive(struct arena *arena, struct facts *facts);
void stakes_derive(struct arena *arena, struct facts *facts);
void runways_derive(struct arena *arena, struct facts *facts, const struct yearlies *yearlies);
void sensitivity_derive(struct arena *arena, struct facts *facts);
void quality_derive(struct arena *arena, struct facts *facts);

#endif
