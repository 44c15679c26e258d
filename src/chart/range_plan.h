/* SPDX-License-Identifier: MIT */
/*
 * range_plan: the numbers of a range chart, shared by the files that gather, plan, word and draw it
 * (range_gather.c, range.c, range_words.c, range_draw.c). Points; y grows downwards.
 */
#ifndef DEALBRIEF_RANGE_PLAN_H
#define DEALBRIEF_RANGE_PLAN_H

#include "axis.h"
#include "chart.h"
#include "footer.h"
#include "marker.h"
#include "rows.h"

/* One thing that somebody said */
struct range_point {
    const struct amount *amount;
    size_t valuation; /* NO_INDEX: of a deal */
    size_t claim;     /* of the deal; NO_INDEX: the dataset's own */
    struct date date;
    enum status status;
    enum mark_state state;
    bool sized, is_span, open_up, open_down;
    double value;      /* currency units: where its mark stands; of a span without headline its low end */
    double low, high;  /* ends as far as they are known: both `value` but for a span */
    bool has_headline; /* a span that has one shows it as a tick */
    const char *words; /* "at least $500B, in talks" */
    double x, x_low, x_high, y; /* points */
};

#define RANGE_RADIUS 3.4
#define RANGE_BREADTH 8.0 /* of a bar */
#define RANGE_BAND 13.0   /* room of a row's bar and labels */

struct range_label {
    const struct text_run *run; /* NULL: none */
    double x, base;             /* left end */
};

struct range_row {
    struct range_point *points; /* by value */
    size_t count;
    enum mark_form form;
    bool own, judged; /* of a deal: the dataset's own; somebody weighed the claim */
    const char *name, *detail, *sentence;
    const char *low_words, *high_words; /* what stands at the ends; low NULL: one label is enough */
    bool below;                         /* labels stand under the bar: beside it is no room */
    double top, bottom, middle;         /* of the band of the bar */
    struct range_label low_label, high_label;
};

struct range_plan {
    struct arena *arena;
    struct text *text;
    const struct facts *facts;
    size_t party, deal; /* one is NO_INDEX */
    double width, height;
    struct colour colour;
    bool log;
    struct range_row *rows;
    size_t row_count;
    const struct range_point *reference; /* NULL: none */
    struct range_point *left_out;        /* said below, not drawn */
    size_t left_out_count;
    struct rows words;
    struct axis axis;
    double plot_top, plot_bottom, axis_base;
    struct text_lines reference_words;
    double reference_x, reference_left;
    struct footer *footer;
    double footer_top;
};

/* range_gather.c: what is said of the party or the deal. false after adding no-data. */
bool range_gather(const struct chart_context *context, struct range_plan *plan);
/* Ends of all that is drawn, in currency units; low: of what is above zero */
void range_span(const struct range_plan *plan, double *low, double *high);
/* Before or after in the order of values: what is open above comes last of equals, "up to" first */
int range_point_compare(const void *first, const void *second);

/* range_words.c */
void range_rows_word(struct range_plan *plan);
const char *range_title(const struct range_plan *plan);
const char *range_subtitle(const struct range_plan *plan);
const char *range_describe(const struct range_plan *plan);
const char *range_reference_words(const struct range_plan *plan);
/* Sentences about what is not drawn, or was judged; returns how many */
enum { RANGE_NOTES_MOST = 16 };
size_t range_notes(const struct range_plan *plan, const char *notes[RANGE_NOTES_MOST]);
const struct data_table *range_data(const struct range_plan *plan);

/* range_draw.c */
void range_draw(const void *plan, struct scene *scene);
void range_dump(const void *plan, struct str *out);

#endif
