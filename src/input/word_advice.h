/* SPDX-License-Identifier: MIT */
/*
 * word_advice: what people write for a word of the format → the word or words of the format that they may
 * mean.
 *
 * Knows meanings, not spellings: slips of the pen are suggest_nearest's. Where a word could be two of the
 * format, both are named, for which of them is right only the source says.
 */
#ifndef DEALBRIEF_WORD_ADVICE_H
#define DEALBRIEF_WORD_ADVICE_H

#include "fields.h"

/* A hint for a word as it was written; NULL when it is not among those known. */
const char *word_advice(struct arena *arena, const struct vocabulary *vocabulary, const char *written);

#endif
