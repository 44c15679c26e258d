/* SPDX-License-Identifier: MIT */
/*
 * audit_candidates: every number that prose may stand on: what the dataset states, what facts make of it,
 * what its sourced texts and the template's own values say. Gathered once, sorted, then asked of many
 * numbers.
 */
#ifndef DEALBRIEF_AUDIT_CANDIDATES_H
#define DEALBRIEF_AUDIT_CANDIDATES_H

#include "audit_numbers.h"
#include "changes.h"
#include "facts.h"

/* Where a number comes from, as words: "deal ", "aws-rental", " per year" */
struct origin {
    const char *before, *id, *after;
};

enum { NEEDS_DECADE = 8 }; /* beside enum hedge: the data names a decade, no year */

struct candidate {
    enum prose_kind kind;
    char currency[4];
    int64_t value;
    unsigned needs; /* a hedge that the number has in the data, and must keep; 0: none */
    size_t order;   /* of gathering: what is stated stands before what is derived */
    bool stated;
    struct origin origin;
};

struct candidates {
    const struct candidate *at; /* sorted by kind, value, order */
    size_t count;
    const char *base; /* the dataset's currency */
};

/* What the dataset's own texts are written in */
enum language candidates_language(const struct dataset *dataset);

struct prose_texts {
    const char **at;
    size_t count, capacity;
    bool comma; /* decimals stand behind one */
};

/* filled: what the template's values print, so that prose may repeat it; in this
   language. changes NULL:
 * none. */
const struct candidates *candidates_gather(struct arena *arena, const struct facts *facts,
    const struct changes *changes, const struct prose_texts *filled, enum language language);

enum match { MATCH_NONE, MATCH_UNHEDGED, MATCH_FULL };

/* How well the data bears the number out; UNHEDGED: *nearest has a hedge that the prose lacks. */
enum match candidates_match(
    const struct candidates *candidates, const struct prose_number *number, const struct candidate **nearest);

/* "$38B (deal aws-rental), $33.4B (…)": up to three; "" where there is none of this kind */
const char *candidates_nearest(
    struct arena *arena, const struct candidates *candidates, const struct prose_number *number);

/* The nearest that the dataset states itself, however far; NULL: none of this kind and currency */
const struct candidate *candidates_stated(
    const struct candidates *candidates, const struct prose_number *number);

/* "up to $100B", "3.8×" */
const char *candidate_words(struct arena *arena, const struct candidate *candidate);
const char *candidate_origin(struct arena *arena, const struct candidate *candidate);

/* Do these two mean one currency, in a dataset of this base? "$" is any dollar, "" any at all. */
bool currency_may_be(const char *written, const char *code, const char *base);

#endif
