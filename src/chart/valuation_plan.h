/* SPDX-License-Identifier: MIT */
/*
 * valuation_plan: the numbers of a valuation chart, shared by the files that make and draw it (valuation.c,
 * valuation_label.c, valuation_draw.c, valuation_words.c). Points; y grows downwards.
 */
#ifndef DEALBRIEF_VALUATION_PLAN_H
#define DEALBRIEF_VALUATION_PLAN_H

#include "marker.h"
#include "scale.h"
#include "valuation.h"

struct box {
    double x1, y1, x2, y2;
};

enum { LABEL_LINES = 3 };

struct label {
    const struct text_run *lines[LABEL_LINES]; /* name, value, note; NULL: left out */
    double leading[LABEL_LINES];
    bool placed;
    enum align align;
    double x, top; /* x of the aligned edge; top of the first line */
    struct box box;
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
    struct label label;
};

struct step {        /* from the mark before, level and then upright: never a slope */
    size_t from, to; /* marks */
    bool dashed;
    const struct text_run *multiple; /* NULL: none */
    bool multiple_placed;
    struct box multiple_box;
};

struct gridline {
    double y;
    const struct text_run *label;
};

struct date_mark {
    double x, label_x; /* label_x: left end */
    const struct text_run *label;
};

struct series {
    size_t party;
    enum role role;
    size_t first, count; /* marks */
};

struct key { /* explains a form, or names a party, where labels could not */
    enum role role;
    enum mark_form form;
    enum mark_state state;
    const struct text_run *label;
    double x, y;
};

struct valuation_plan {
    struct arena *arena;
    struct text *text;
    const struct facts *facts;
    bool single; /* one party was asked for */
    size_t party;
    double width, height;
    struct scale x, y; /* days, currency units */
    double plot_top, plot_bottom;
    double radius; /* of a mark */
    struct series *series;
    size_t series_count;
    struct mark *marks; /* by series, then by date */
    size_t mark_count;
    struct step *steps;
    size_t step_count;
    struct gridline *gridlines; /* from the bottom; the last carries the unit */
    size_t gridline_count;
    const struct text_run *log_note; /* NULL: linear */
    struct date_mark *dates;
    size_t date_count;
    struct key *keys;
    size_t key_count;
    const struct text_run *footnote; /* NULL: none */
    double footnote_y;
    size_t unsized;     /* valuations that state no size */
    size_t unlabelled;  /* marks without any label */
    size_t unexplained; /* labels that lost their note */
};

/* valuation_label.c: places labels and multiples where nothing else stands; counts what found no place. */
void valuation_labels_place(struct valuation_plan *plan);
struct box valuation_mark_box(const struct valuation_plan *plan, const struct mark *mark);
extern const double valuation_arrow; /* length of the arrows of open ends */

/* valuation_words.c */
const char *valuation_mark_value(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark);
/* "post-money, in talks": what the mark's form and place do not say; "" when nothing */
const char *valuation_mark_note(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark);
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

/* A range or a ceiling: no one level can be drawn as if it were known */
bool valuation_is_unsure(const struct mark *mark);

#endif
