/* SPDX-License-Identifier: MIT */
/*
 * valuation_plan: the numbers of a valuation chart, shared by the files that make and draw it (valuation.c,
 * valuation_label.c, valuation_draw.c, valuation_words.c). Points; y grows downwards.
 */
#ifndef DEALBRIEF_VALUATION_PLAN_H
#define DEALBRIEF_VALUATION_PLAN_H

#include "axis.h"
#include "footer.h"
#include "marker.h"
#include "valuation.h"

enum { LABEL_LINES = 3 };

struct label {
    const struct text_run *lines[LABEL_LINES]; /* name, value, note; NULL: left out */
    double leading[LABEL_LINES];
    bool placed;
    bool tells_step_up; /* in its note */
    enum align align;
    double x, top; /* x of the aligned edge; top of the first line */
    struct rect box;
};

struct mark {
    size_t valuation, series;
    enum mark_form form;
    enum mark_state state;
    double value;              /* currency units: the headline, else the low end */
    double x, y;               /* where it is drawn; marks that would cover each other stand side by side */
    double date_from, date_to; /* the days it may mean; equal for one day */
    double high_y, low_y;      /* of a range; NAN: none */
    bool open_up, open_down;   /* "at least", "up to" */
    bool is_last;              /* of its series */
    bool on_stem;              /* the post-money value of the round whose pre-money mark is the one before */
    struct label label;
};

struct step {        /* from the mark before, level and then upright: never a slope */
    size_t from, to; /* marks */
    bool dashed;
    bool stem;                       /* from pre- to post-money of one round */
    const struct text_run *multiple; /* NULL: none */
    bool multiple_placed;
    struct rect multiple_box;
};

struct series {
    size_t party;
    struct colour colour;
    size_t first, count; /* marks */
};

struct key { /* what stands before an entry of the key: a form, or a party's colour */
    bool is_party;
    struct colour colour;
    enum mark_form form;
    enum mark_state state;
};

struct valuation_plan {
    struct arena *arena;
    struct text *text;
    const struct facts *facts;
    bool single; /* one party was asked for */
    size_t party;
    double width, height;
    struct axis x, y; /* days, currency units */
    double plot_top, plot_bottom;
    double radius; /* of a mark */
    struct series *series;
    size_t series_count;
    struct mark *marks; /* by series, then by date */
    size_t mark_count;
    struct step *steps;
    size_t step_count;
    struct footer *footer;
    double footer_top;
    size_t key_count;
    size_t unsized;     /* valuations that state no size */
    size_t unlabelled;  /* marks without any label */
    size_t unexplained; /* labels that lost their note */
};

/* valuation_label.c: places labels and multiples where nothing else stands; counts what found no place. */
void valuation_labels_place(struct valuation_plan *plan);
struct rect valuation_mark_box(const struct valuation_plan *plan, const struct mark *mark);

/* valuation_words.c */
const char *valuation_mark_value(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark);
/* "post-money, in talks": what the mark's form and place do not say; "" when nothing */
const char *valuation_mark_note(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark, bool with_step_up);
const char *valuation_mark_sentence(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark);
const char *valuation_step_multiple(
    struct arena *arena, const struct valuation_plan *plan, const struct step *step);
/* Does something of it stand in no source? Claims and notes are not of it. */
bool valuation_is_assumed(const struct valuation *valuation);
/* "† not stated by any source, assumed: date or status"; NULL when nothing is */
const char *valuations_assumed_note(
    struct arena *arena, const struct dataset *dataset, const struct indices *valuations);
const char *valuation_footnote(struct arena *arena, const struct valuation_plan *plan);
/* What lines and signs mean, of those that are used, in sentences; NULL: none is */
const char *valuation_legend(struct arena *arena, const struct valuation_plan *plan);
/* The finding: from where to where */
const char *valuation_title(struct arena *arena, const struct valuation_plan *plan);
/* "6.1×", "1.6–2×": the value, or the pre-money one, against the value before; NULL: not known */
const char *valuation_multiple_words(
    struct arena *arena, const struct facts *facts, const struct stepup *stepup);
const char *valuation_step_up(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark);
/* "date; status": its fields that no source states; NULL: none */
const char *valuation_assumed(struct arena *arena, const struct valuation *valuation);
/* How a valuation compares with the one before; NULL: there is none */
const struct stepup *valuation_stepup(const struct facts *facts, size_t valuation);

/* A range or a ceiling: no one level can be drawn as if it were known */
bool valuation_is_unsure(const struct mark *mark);

#endif
