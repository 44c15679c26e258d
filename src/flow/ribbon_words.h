/* SPDX-License-Identifier: MIT */
/*
 * ribbon_words (internal to flow): what is said of a ribbon: its amount, and what for.
 */
#ifndef DEALBRIEF_FLOW_RIBBON_WORDS_H
#define DEALBRIEF_FLOW_RIBBON_WORDS_H

#include "plan.h"

enum { WORD_VARIANTS = 5, WORD_MARK = 2 }; /* span of what changed in wrapped words */

struct text_style words_strong(void);
struct text_style words_plain(void);
struct text_style words_mark(void);

/* "$38B", "up to $100B"; of folded ones "3 deals: $12B" */
const char *ribbon_amount(const struct flow_plan *plan, const struct ribbon *ribbon);
/* What for: from all there is to say (variant 0) down to nothing but "in talks"; NULL where a step would say
   nothing new. */
const char *ribbon_plain(const struct flow_plan *plan, const struct ribbon *ribbon, int variant);
/* Both and all, in one line: for the key, for titles */
const char *ribbon_text(const struct flow_plan *plan, const struct ribbon *ribbon);
/* ", in talks" where it is not agreed, else "" */
const char *ribbon_talk(const struct flow_plan *plan, const struct ribbon *ribbon);
/* What parts the amount from what follows: " ", ": " or "" */
const char *words_joint(const char *amount, const char *plain);
/* Amount (strong), what for, and what changed ("" where nothing did), broken at `width`; 0: one line */
struct words {
    const char *amount, *plain, *mark;
};
struct text_lines words_wrap(
    const struct flow_plan *plan, struct arena *arena, struct words words, double width);
double lines_width(const struct text_lines *lines);

#endif
