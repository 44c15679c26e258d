/* SPDX-License-Identifier: MIT */
/*
 * change_phrases: single changes → clauses without a subject: "moved from in talks to announced", "about $10B
 * became $50B". change_words.c makes sentences of them.
 */
#ifndef DEALBRIEF_CHANGE_PHRASES_H
#define DEALBRIEF_CHANGE_PHRASES_H

#include "changes.h"

/* Clauses are appended to `out`, joined by "; ". */
struct phrases {
    struct str *out;
    const struct changes *changes;
    size_t count;
};

/* The clauses of a run of changes of one object, first … end − 1, in three parts: what somebody says now
   (`sourced`); what nobody says, be it that it is no longer said or that it is assumed; then which other
   fields, sources and claims it has. What follows an attribution is not attributed. details: name the fields
   that have no clause of their own, else only when there is nothing else to say. */
void phrases_of_news(struct phrases *phrases, size_t first, size_t end, bool sourced);
void phrases_of_rest(struct phrases *phrases, size_t first, size_t end, bool details);

/* "$10B" as it was written; undisclosed "an undisclosed amount" */
void phrase_amount(struct str *out, const struct amount *amount);
/* "about $10B became $50B", "the amount was disclosed: $5B" */
void phrase_amount_change(struct str *out, const struct change *change, const char *noun);
/* "raised at its low end" */
const char *phrase_end_moved(const struct arena *arena, bool low, bool rose);
/* "paid by Chips Inc, no longer by Fund"; NULL: nobody is named, and nobody was */
void phrase_side(struct str *out, bool payer, const struct dataset *is_set, const struct strings *is,
    const struct dataset *was_set, const struct strings *was);
/* "moved from in talks to announced" */
void phrase_status(struct str *out, enum status then, enum status now, enum change_move move);
/* "OpenAI is in talks to pay AWS an undisclosed amount for chips" */
void phrase_deal(struct str *out, const struct facts *facts, size_t deal);
/* "Amazon and SoftBank" by ids of one edition; an id without a party stays an id */
void phrase_names(struct str *out, const struct dataset *dataset, const struct strings *ids);
/* "“text”" */
void phrase_quote(struct str *out, const char *text);
/* a date of the format, "2025-12-17", as words */
void phrase_date(struct str *out, const char *iso);

#endif
