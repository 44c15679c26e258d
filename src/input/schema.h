/* SPDX-License-Identifier: MIT */
/*
 * schema: the tables of rules → JSON Schema (draft-07), so that an editor completes, explains and checks what
 * is written.
 *
 * It accepts all that the reader accepts without a word about unknown keys, and refuses what the reader
 * refuses for its shape: types, words, patterns, ranges, what must be there. Whether ids exist, sums fit and
 * ranges run forward is the reader's alone.
 */
#ifndef DEALBRIEF_SCHEMA_H
#define DEALBRIEF_SCHEMA_H

#include "str.h"

struct rule; /* fields.h */
struct shape;

void schema_write(struct arena *arena, struct str *out); /* ends in a line feed */

/* How the field of a rule is written, a sentence for people: "A date: 2025-11-03, 2025-11 …"; "" when the
 * field is plain text. Words of a vocabulary are not listed. */
const char *schema_form_words(const struct rule *rule);

/* Calls with the shapes that hang from the dataset, it first, each once, in the order of their first use. */
void schema_shapes_each(void (*visit)(void *context, const struct shape *shape), void *context);

#endif
