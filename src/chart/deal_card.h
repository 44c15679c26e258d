/* SPDX-License-Identifier: MIT */
/*
 * deal card: one deal in depth: who pays whom, the amount in words and as a bar, how far it has come, and
 * what is known of it, a line for each: purpose, evidence, term, instalments, rights, other figures, what has
 * to happen next. The plan is shared by the files that make and draw it (deal_card.c, deal_card_words.c).
 */
#ifndef DEALBRIEF_DEAL_CARD_H
#define DEALBRIEF_DEAL_CARD_H

#include "bar.h"
#include "chart.h"

struct card_line {
    const char *label; /* "Evidence" */
    const char *text;
};

struct card_lines {
    struct card_line *at;
    size_t count, capacity;
};

/* What is known, in reading order; what nobody stated has no line. */
struct card_lines card_lines_make(struct arena *arena, const struct facts *facts, size_t deal);
/* The amount of all of it: what facts made of its only flow, else as written; ABSENT where only its parts
 * have one */
struct amount card_amount(const struct facts *facts, size_t deal);
/* "about $5.4B a year, seven years"; "" when there is no term */
const char *card_per_year(struct arena *arena, const struct facts *facts, size_t deal);
/* "Amazon investment in OpenAI: $10B, in talks" */
const char *card_title(struct arena *arena, const struct facts *facts, size_t deal);
/* "In talks, not binding · 16 Dec 2025" */
const char *card_stage(struct arena *arena, const struct facts *facts, size_t deal);
enum bucket card_bucket(const struct facts *facts, size_t deal);

#endif
