/* SPDX-License-Identifier: MIT */
/*
 * twoway_plan: the pairs of a twoway chart, between what gathers and what finds words for them.
 */
#ifndef DEALBRIEF_TWOWAY_PLAN_H
#define DEALBRIEF_TWOWAY_PLAN_H

#include "chart.h"
#include "mirror.h"

struct twoway_pair {
    const struct pair *pair;
    const char *investor, *buyer;
    struct mirror_side capital, commerce;
    double low,
        high;     /* commerce / capital; high INFINITY: open. low 0 and high INFINITY: nothing can be said */
    bool about;   /* only "about" and "nearly" make it wide */
    bool in_full; /* nothing can be said but what it would be if both sides came in full */
    size_t weakest;                   /* flow */
    const char *qualifier, *multiple; /* "at least", "3.8×"; NULL where nothing can be said */
};

struct twoway {
    struct arena *arena;
    const struct facts *facts; /* with the networks of the chosen flows */
    const struct chart_request *request;
    struct twoway_pair *pairs; /* drawn ones first; all that match */
    size_t count, shown;
};

/* "at least 3.8×", "not known" */
const char *twoway_multiple_words(const struct twoway *twoway, const struct twoway_pair *pair);
void twoway_multiple_set(const struct twoway *twoway, struct twoway_pair *pair);
const char *twoway_sentence(const struct twoway *twoway, const struct twoway_pair *pair);
const char *twoway_title(const struct twoway *twoway);
const char *twoway_subtitle(const struct twoway *twoway);
const char *twoway_describe(const struct twoway *twoway);
const struct data_table *twoway_data(const struct twoway *twoway);
/* What stands below; returns how many */
enum { TWOWAY_NOTES = 2 };
size_t twoway_notes(const struct twoway *twoway, const char *notes[TWOWAY_NOTES]);

#endif
