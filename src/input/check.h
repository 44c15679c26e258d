/* SPDX-License-Identifier: MIT */
/*
 * check: what dataset_check.c (errors) and the files of warnings share: dataset_sense.c the whole and its
 * objects, dates_sense.c dates and what they tell of the status, claims_sense.c claims and slips of units,
 * twins_sense.c what stands twice.
 */
#ifndef DEALBRIEF_CHECK_H
#define DEALBRIEF_CHECK_H

#include "dataset_check.h"

struct check {
    struct arena *arena;
    const struct dataset *dataset;
    struct diags *diags;
    /* for self-payments: outermost parents, and who of each group paid in the flow last looked at */
    const size_t *roots;
    size_t *stamps, *payers, stamp;
    const bool *itemised; /* by deal: others are parts of it */
};

/* Adds a diagnostic at the place of a field of the dataset. */
void check_say(const struct check *check, enum diag_code code, const void *field, const char *hint,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
const char *check_path(const struct check *check, const void *field);

/* The interval of one amount, [0, open] when undisclosed; false when there is none */
bool amount_interval(const struct amount *amount, struct interval *interval);
/* One that is compared with others, wider by what rounding may have made of them: `exchanged` amounts, on either
   side, were written in another currency */
struct interval interval_widened(struct interval interval, size_t exchanged);
size_t deal_exchanged(const struct deal *deal); /* how many amounts of its interval were */
bool legs_interval(const struct deal *deal, struct interval *sum); /* false: no money in any leg */
bool status_is_dead(enum status status);
const char *check_party_id(const struct dataset *dataset, size_t party); /* "?" where it could not be read */
const char *check_deal_id(const struct dataset *dataset, size_t deal);

/* 10 or 1000 when one is that many times the other, give or take two percent; else 0 */
int slip_factor(money a, money b);
const char *slip_hint(struct arena *arena, money a, money b); /* NULL where it is no slip */

/* warnings */
void deal_dates_sense(const struct check *check, const struct deal *deal);
void future_sense(const struct check *check, const struct date *date, const char *hint);
void deal_claims_sense(const struct check *check, const struct deal *deal); /* and its amounts elsewhere */
void valuation_claims_sense(const struct check *check, const struct valuation *valuation);
void metric_claims_sense(const struct check *check, const struct metric *metric);
void twins_sense(const struct check *check);

#endif
