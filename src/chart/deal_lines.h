/* SPDX-License-Identifier: MIT */
/*
 * deal_lines: deals as the rows of charts about time and progress: which flows stand together, what they are
 * worth in words, and the dated steps a deal has gone through.
 *
 * A deal is one line; one whose flows are of several classes, standings or (where asked for) terms is as many
 * lines, so that a line has one colour, one fill and one bar, and no sum crosses a class. Wholes that their
 * parts itemise stand aside for these. Numbers and words; no scene.
 */
#ifndef DEALBRIEF_DEAL_LINES_H
#define DEALBRIEF_DEAL_LINES_H

#include "chart.h"

/* A status the deal had on a day, or the one it has. */
struct deal_step {
    enum status status;
    struct date date; /* DATE_NONE: not known; only of the present one */
    bool present;
};

struct deal_line {
    size_t deal;
    struct indices flows;
    enum deal_class deal_class;
    enum status status;
    enum bucket bucket;
    const struct term *term;       /* of its flows; present or not */
    const struct deal_step *steps; /* by date; a present one without date last */
    size_t step_count;
    struct date expected;     /* when it is expected to be done; DATE_NONE */
    const char *name;         /* its title; of several lines of one deal with what this one is */
    const char *standing;     /* "signed", "signed, not binding" */
    const char *amount;       /* "up to $22.4B", "undisclosed"; NULL: no money is said to move */
    const char *yearly;       /* "about $5.4B a year"; NULL */
    struct amount size, year; /* the same as numbers; not sized where they have none */
    money weight;             /* headline, else low; −1 where it has no size: for order alone */
    bool keep;                /* is never cut before another that need not stay */
};

struct deal_lines {
    struct deal_line *at;
    size_t count;
    size_t relations, dead; /* deals that were left out: relations without money, called off */
};

struct deal_lines_request {
    struct arena *arena;
    const struct facts *facts;
    size_t party; /* NO_INDEX: all */
    const struct selection *where;
    bool with_dead; /* though no clause names them */
    bool by_term;   /* flows of other terms are other lines */
};

/* In the file's order: sort them before they are drawn */
struct deal_lines deal_lines_make(const struct deal_lines_request *request);

/* Keeps the `most` greatest in their order; returns how many went. 0: all stay. */
size_t deal_lines_cut(struct arena *arena, struct deal_lines *lines, const struct facts *facts, size_t most);
/* Finds as many rows as a height bears. Set `count`; plan with it, set `rows` to how many there were, and
   try: true where that plan fits best so far, `again` while another `count` is worth planning. */
struct rows_fit {
    size_t count, rows;
    bool again;
    size_t fits, over, tries; /* the most known to fit, the fewest known not to */
};
/* most 0: any height fits */
bool rows_fit_try(struct rows_fit *fit, double rows_height, double height, double most);
/* How many deals they tell of; of lines in the order they were made in */
size_t deal_lines_deals(struct arena *arena, const struct deal_lines *lines, struct indices *deals);
/* Greater first, then by id, class, standing: a full order */
int deal_lines_compare(const struct facts *facts, const struct deal_line *a, const struct deal_line *b);

/* "Amazon → OpenAI, $38B": a list of names for notes, at most `most` of them, then "and 4 more" */
const char *deal_lines_named(
    struct arena *arena, const struct deal_line *const *lines, size_t count, size_t most);

/* Which of what a line shows no source states: "status; date", "term"; NULL: none */
const char *deal_line_assumed(struct arena *arena, const struct facts *facts, const struct deal_line *line);
/* "Assumed, stated by no source: term of Stargate and Sites; date of …."; NULL: nothing is */
const char *deal_lines_assumed(
    struct arena *arena, const struct facts *facts, const struct deal_line *const *lines, size_t count);

#endif
