/* SPDX-License-Identifier: MIT */
/*
 * multiples_plan: the numbers of a chart of multiples, shared by the files that make and draw it:
 * multiples.c (which rows, where they stand), multiples_words.c, multiples_draw.c. Points.
 */
#ifndef DEALBRIEF_MULTIPLES_PLAN_H
#define DEALBRIEF_MULTIPLES_PLAN_H

#include "axis.h"
#include "bar.h"
#include "chart.h"
#include "footer.h"
#include "rows.h"

/* What the metric is made of, as a pattern */
enum multiple_pattern {
    PATTERN_ACTUAL,   /* full */
    PATTERN_SAID,     /* reported, claimed by the company: paler, outlined */
    PATTERN_RUN_RATE, /* paler still, barred upright */
    PATTERN_FORECAST, /* hatched; implied too */
    PATTERN_UNKNOWN,  /* no basis stated: an outline */
    PATTERN_COUNT
};

struct multiple_row {
    const struct multiple *multiple;
    enum multiple_pattern pattern;
    bool talk;        /* the valuation is only talked about: dashed */
    double end;       /* × that the bar reaches: the named figures' multiple, else the low end */
    double low, high; /* of the whisker; equal: none */
    bool open;
    struct bar bar;
    bool whiskered;
    double whisker_low, whisker_high;
    const char *name, *detail, *value;
    const struct text_run *label; /* of value */
    double label_x;
};

struct multiples_plan {
    struct arena *arena;
    struct text *text;
    const struct facts *facts;
    size_t party;       /* NO_INDEX: all */
    const char *metric; /* its key: "revenue" */
    struct multiple_row *rows;
    size_t row_count;
    size_t left_out; /* earlier ones, past the most */
    size_t party_count;

    double width, height, plot_bottom;
    struct rows words;
    struct axis axis;
    struct footer *footer;
    double footer_top;
};

const struct valuation *multiple_valuation(
    const struct multiples_plan *plan, const struct multiple *multiple);

/* multiples_words.c */
const char *multiple_metric_words(struct arena *arena, const char *key); /* "gross profit", "EBITDA" */
void multiples_name(struct multiples_plan *plan);
const char *multiples_title(const struct multiples_plan *plan);
const char *multiples_subtitle(const struct multiples_plan *plan);
const char *multiples_describe(const struct multiples_plan *plan);
struct data_table *multiples_data(const struct multiples_plan *plan);
enum { MULTIPLES_METRICS = 5 };
/* What facts divide valuations by */
extern const char *const multiples_metrics[MULTIPLES_METRICS];

enum { MULTIPLES_NOTES = 6 };
size_t multiples_notes(const struct multiples_plan *plan, const char *notes[MULTIPLES_NOTES]);
/* What `ratio` reads as: "38×", "at least 38×", "26–30×" */
const char *multiple_words(const struct multiples_plan *plan, const struct multiple *multiple);

/* multiples_draw.c */
enum { MULTIPLES_KEYS = PATTERN_COUNT + 3 };
struct multiple_swatch {
    enum multiple_pattern pattern;
    bool talk, open;
};
size_t multiples_keys(const struct multiples_plan *plan, struct footer_key keys[MULTIPLES_KEYS]);
void multiples_draw(const void *plan, struct scene *scene);
void multiples_dump(const void *plan, struct str *out);

#endif
