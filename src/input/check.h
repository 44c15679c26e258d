/* SPDX-License-Identifier: MIT */
/* check: what dataset_check.c (errors) and dataset_sense.c (warnings) share. */
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
};

/* Adds a diagnostic at the place of a field of the dataset. */
void check_say(const struct check *check, enum diag_code code, const void *field, const char *hint,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
const char *check_path(const struct check *check, const void *field);

/* The interval of one amount, [0, open] when undisclosed; false when there is none */
bool amount_interval(const struct amount *amount, struct interval *interval);
bool status_is_dead(enum status status);
const char *check_party_id(const struct dataset *dataset, size_t party); /* "?" where it could not be read */
const char *check_deal_id(const struct dataset *dataset, size_t deal);

#endif
