/* SPDX-License-Identifier: MIT */
/*
 * chart: what every chart that is drawn from facts takes, and gives to those who frame, print or tabulate it.
 *
 * A kind has one maker. It plans (numbers, from facts to points) and says in words what it found; drawing
 * puts the plan into a scene and decides nothing. Whatever is drawn stands in `data` too, number for number:
 * the table for those who cannot see the chart or want to reckon on. Points; y grows downwards; all lives in
 * the arena. Rules for all kinds stand in docs/figures.md.
 */
#ifndef DEALBRIEF_CHART_H
#define DEALBRIEF_CHART_H

#include "changes.h"
#include "data_table.h"
#include "facts.h"
#include "scene.h"

struct chart_context {
    struct arena *arena;
    struct text *text;
    const struct facts *facts;
    const struct changes *changes; /* since an older edition; NULL: none was given */
    struct diags *diags;
};

enum chart_by { BY_CHOSEN, BY_DEAL, BY_PAYER, BY_PAYEE, BY_CLASS, BY_COUNT };
enum chart_scale { CHART_SCALE_AUTO, CHART_SCALE_LINEAR, CHART_SCALE_LOG };

/* What may be asked of a chart; which kind heeds what is told by figure_takes (brief/figure.h). */
struct chart_request {
    double width, height;          /* height 0: chosen from the data */
    size_t party, deal;            /* NO_INDEX: none in particular */
    const struct selection *where; /* NULL: all live money flows */
    enum chart_scale scale;
    enum chart_by by;           /* what a series is */
    const char *metric;         /* a metric's name: "revenue"; NULL: chosen, or none */
    enum deal_class deal_class; /* CLASS_COUNT: chosen */
    enum bucket bucket;         /* BUCKET_COUNT: chosen */
    size_t most;                /* rows or series at most; 0: chosen */
};

struct chart {
    double height;        /* of the drawing */
    const char *title;    /* the finding: "OpenAI pays three times what it was given back" */
    const char *subtitle; /* the measure and its unit: "$ billion a year, …" */
    const char *alt;      /* what it shows, in sentences, for those who cannot see it */
    const struct data_table *data;
    struct indices deals, valuations, metrics; /* those that are drawn: their sources are named below */
    const void *plan;
    void (*draw)(const void *plan, struct scene *scene);
    void (*dump)(const void *plan, struct str *out); /* the numbers, one line a mark, for exact tests */
};

/* false after adding an error (no-data where there is nothing to draw; the sentence says what is missing) */
typedef bool chart_maker(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart);

chart_maker valuation_chart_make, twoway_chart_make, schedule_chart_make, timeline_chart_make,
    bridge_chart_make, range_chart_make, exposure_chart_make, multiples_chart_make, tornado_chart_make,
    lifecycle_chart_make, deal_card_make;

/* "no-data" with the dataset's name; returns false, so that a maker ends with it */
bool chart_no_data(const struct chart_context *context, const char *hint, const char *sentence);
/* Some of what belongs into the chart is not in it: "crowded" */
void chart_crowded(const struct chart_context *context, const char *hint, const char *sentence);

/* Currency units of hundredths */
static inline double money_units(money value)
{
    return (double)value / 100;
}

/* Is this flow drawn by charts that show commitments: live (or named by the selection) money between two
   parties, not itemised by parts of its own? */
bool chart_flow_counts(const struct facts *facts, const struct selection *where, size_t flow);
/* " Caveats: three amounts uncertain, two undisclosed, four deals under discussion.", of the flows of these
   deals, or (NULL) of all that count; "" where all is sure. For the end of an alternative text */
const char *chart_caveats(struct arena *arena, const struct facts *facts, const struct selection *where,
    const struct indices *deals);
/* "Microsoft → OpenAI", short names, joint sides with slashes */
const char *chart_flow_parties(struct arena *arena, const struct facts *facts, size_t flow);

#endif
