/* SPDX-License-Identifier: MIT */
/* made: small datasets made by hand for tests, without a file. */
#ifndef DEALBRIEF_TEST_MADE_H
#define DEALBRIEF_TEST_MADE_H

#include "facts.h"

struct made {
    struct arena *arena;
    struct dataset dataset;
    size_t party_room, deal_room;
};

/* room for so many; pointers to parties and deals stay good */
struct made made_for(size_t parties, size_t deals);

struct made made_start(void); /* made_end gives everything back */
void made_end(struct made *made);
/* parent may be NULL and must come first */
struct party *made_party(struct made *made, const char *id, const char *parent);
/* from, to: ids joined by '+'; a party that is new is added. amount NULL: absent. */
struct deal *made_deal(struct made *made, const char *id, enum deal_type type, const char *from,
    const char *to, const char *amount, enum status status);
struct leg *made_legs(struct made *made, struct deal *deal, size_t count); /* inherit all but amount */
struct tranche *made_tranche(struct made *made, struct deal *deal, const char *amount, const char *condition);
struct amount made_amount(struct made *made, const char *text);
struct date made_date(struct made *made, const char *text);
void made_shares(struct made *made, struct split *split, const char *ids, const int64_t *millionths);
const struct facts *made_facts(struct made *made, enum level level);
/* The first flow of the deal, or its nth. */
const struct flow *made_flow(const struct facts *facts, const char *deal, size_t n);
/* "low..high (headline) kind", money in whole units, '-' without headline */
const char *made_words(struct made *made, const struct amount *amount);

#define BILLION (INT64_C(1000000000) * 100)

#endif
