/* SPDX-License-Identifier: MIT */
/*
 * changed: what `changed=` asks for: whether anything of these kinds, or this deal, party or valuation, is
 * different from the edition that --since names. Without that edition nothing has changed.
 */
#ifndef DEALBRIEF_CHANGED_H
#define DEALBRIEF_CHANGED_H

#include "directive.h"
#include "expand.h"

/* Is it asked of the dataset as a whole, and not of deals or others one by one? */
bool changed_is_whole(const struct directive *directive);

/* The words that fit: of a subject (of :::each, or :::if with one), or where `whole` of the dataset as a
   whole. Adds errors. */
bool changed_check(
    const struct value_scope *scope, const struct attribute *attribute, enum subject subject, bool whole);

/* Of the dataset as a whole; false after an error (an id that neither edition has) */
bool changed_holds(const struct expansion *expansion, const struct attribute *attribute, bool *holds);

/* Of one deal, party, valuation or note, by its index */
bool changed_fits(
    const struct expansion *expansion, const struct attribute *attribute, enum subject subject, size_t index);

#endif
