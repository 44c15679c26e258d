/* SPDX-License-Identifier: MIT */
/*
 * header_words: what people write above a column → the column of a sheet of deals that they mean.
 *
 * Only for hints: a header is never taken for another one in silence.
 */
#ifndef DEALBRIEF_HEADER_WORDS_H
#define DEALBRIEF_HEADER_WORDS_H

#include "file.h"

/* "Payer" → "from", "Betrag" → "amount", "Amount ($bn)" → "amount" with *unit; NULL when it means none. The
   names of columns mean themselves. */
const char *header_meaning(const char *header, bool *unit);

/* The line, counted from 1, that holds column names when the first line with text does not; 0: there is none.
 */
int header_below_title(struct bytes bytes);

#endif
