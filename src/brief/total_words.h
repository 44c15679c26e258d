/* SPDX-License-Identifier: MIT */
/*
 * total_words: a sum as words that say no more than it does: its qualifier, the number, and what could not be
 * summed.
 */
#ifndef DEALBRIEF_TOTAL_WORDS_H
#define DEALBRIEF_TOTAL_WORDS_H

#include "facts.h"
#include "wording.h"

struct total_words {
    const char *qualifier; /* "up to", "about", "at least"; NULL: none */
    const char *value;     /* "$48B–$138B"; "none", "undisclosed" */
    const char *beside;    /* "three undisclosed"; NULL: nothing was left out */
    bool is_sum;           /* value is a number */
};

/* digits: significant digits at most; 0: as the inputs allow */
struct total_words total_words(struct arena *arena, const struct total *total, const char *currency,
    enum number_style style, int digits);

/* "about $10B", "$48B–$138B plus three undisclosed" in one string */
const char *total_phrase(struct arena *arena, const struct total *total, const char *currency,
    enum number_style style, int digits);

/* "three" below 13, "14" */
const char *count_words(struct arena *arena, int64_t count);

#endif
