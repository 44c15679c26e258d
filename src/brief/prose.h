/* SPDX-License-Identifier: MIT */
/* prose: what the briefing writes itself: the sources list, the notes by kind. Words
 * only, no layout. */
#ifndef DEALBRIEF_PROSE_H
#define DEALBRIEF_PROSE_H

#include "cited.h"
#include "facts.h"

/* Straight quotation marks, apostrophes and typed dashes as printers set them, and spaces that no line breaks
 * at between a number and its unit ("$38 billion", "17 December", "Q3 2025", "p. 5"); `before` is the
 * character before the text, 0 at its start */
const char *prose_typeset(struct arena *arena, const char *text, uint32_t before);
/* The last character of a text, 0 when it is empty */
uint32_t prose_last(const char *text);

/* The order in which kinds are printed */
const enum note_kind *prose_note_order(size_t *count);

/* "17 December 2025. Press. Read through Reuters." what follows a source's title; "" when nothing is known */
const char *prose_source_details(
    struct arena *arena, const struct dataset *dataset, const struct cited *cited, size_t source);

#endif
