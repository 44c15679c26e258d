/* SPDX-License-Identifier: MIT */
/*
 * story: bytes as choices → the JSON of a dataset, so that mutations change who pays whom instead of breaking
 * the JSON. Most stories can be loaded; the same bytes give the same story. A head (parties, their names and
 * parents), then records of fixed length, each a deal, a valuation or a note.
 */
#ifndef DEALBRIEF_FUZZ_STORY_H
#define DEALBRIEF_FUZZ_STORY_H

#include "file.h"
#include "str.h"

void story_write(struct bytes choices, struct str *json);

/* Choices → choices in which a record was doubled, taken out, moved, or told of other parties, other sizes or another
   kind; seed says which. The new length, 0: there is no record to do this to, or no room. */
size_t story_mutate(unsigned char *choices, size_t length, size_t length_most, unsigned seed);

#endif
