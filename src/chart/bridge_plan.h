/* SPDX-License-Identifier: MIT */
/*
 * bridge_plan: the numbers of a bridge, shared by the files that make and draw it: bridge_gather.c (which
 * sum, which columns), bridge_words.c (what it says), bridge.c (where all stands), bridge_draw.c. Points; y
 * grows downwards.
 */
#ifndef DEALBRIEF_BRIDGE_PLAN_H
#define DEALBRIEF_BRIDGE_PLAN_H

#include "axis.h"
#include "bar.h"
#include "chart.h"
#include "footer.h"
#include "list.h"
#include "rows.h"

/* What the columns and the connectors between them stand on; the same for all of a chart */
enum bridge_end { ON_HEADLINE, ON_LOW, ON_HIGH };

enum bridge_column_kind { COLUMN_OPENING, COLUMN_STEP, COLUMN_OTHER, COLUMN_CLOSING };

enum { BRIDGE_COLUMNS = STEP_COUNT + 3, BRIDGE_EXTRAS = 4, BRIDGE_BARS = BUCKET_COUNT + 1 };

struct bridge_column {
    enum bridge_column_kind kind;
    unsigned steps;                            /* a bit for each of enum bridge_step that is in it */
    struct bridge_sum sum;                     /* the total, or what the step adds */
    struct bridge_sum by_bucket[BUCKET_COUNT]; /* the same by standing */
    struct bridge_sum running;                 /* after it */
    money from, to;                            /* on the plan's end: where it begins and ends */
    const char *label, *names;                 /* "new"; whose deals; NULL: none */
    const char *value;                         /* "+$10B"; NULL: nothing on the plan's end */
    const char *extras[BRIDGE_EXTRAS];         /* "high end +$100B", "+2 undisclosed" */
    size_t extra_heads[BRIDGE_EXTRAS];         /* how many bytes "high end" is; 0: it has no such words */
    size_t extra_count;

    struct bar bars[BRIDGE_BARS];
    size_t bar_count;
    double middle;                    /* across */
    double near, far;                 /* across: its edges */
    double level;                     /* along: where the running total stands after it */
    bool whiskered, flat;             /* flat: no length, a line at its level */
    double whisker_low, whisker_high; /* along; beyond the open end an arrow */
    bool whisker_open;
};

struct bridge_word {
    const struct text_run *run;
    double x, y; /* left end of the base line */
    struct colour colour;
};

struct bridge_link { /* from one column to the next */
    double x1, y1, x2, y2;
};

struct bridge_plan {
    struct arena *arena;
    struct text *text;
    const struct changes *changes;
    enum deal_class deal_class;
    enum bucket bucket; /* BUCKET_COUNT: all live ones */
    enum bridge_end end;
    struct bridge_column columns[BRIDGE_COLUMNS];
    size_t column_count;
    size_t most;                         /* steps at most */
    struct bridge_sum steps[STEP_COUNT]; /* before any were merged */
    struct indices payers, payees; /* of the deals that did something; node ids would differ by edition */
    const char *names_are;         /* "who is paid by OpenAI"; NULL: both sides are named */

    bool level; /* rows instead of columns */
    double width, height, plot_top, plot_bottom;
    double plot_left, plot_right; /* of rows */
    struct axis axis;
    struct rows rows;
    LIST(struct bridge_link) links;
    LIST(struct bridge_word) words;
    struct footer *footer;
    double footer_top;
};

static inline money bridge_on(const struct bridge_sum *sum, enum bridge_end end)
{
    return end == ON_LOW ? sum->low : end == ON_HIGH ? sum->high : sum->headline;
}

/* bridge_gather.c. false after an error: nothing moved, or nothing has a size */
bool bridge_gather(
    const struct chart_context *context, const struct chart_request *request, struct bridge_plan *plan);
/* Is this part in the chart: of its class and standing, and no move within it? */
bool bridge_part_counts(const struct bridge_plan *plan, const struct bridge_part *part);
/* A move from one live standing to another, where the chart is of all of them */
bool bridge_part_is_within(const struct bridge_plan *plan, const struct bridge_part *part);
bool bridge_bucket_counts(const struct bridge_plan *plan, enum bucket bucket);

/* bridge_words.c */
void bridge_columns_name(struct bridge_plan *plan);
const char *bridge_title(const struct bridge_plan *plan);
const char *bridge_subtitle(const struct bridge_plan *plan);
const char *bridge_describe(const struct bridge_plan *plan);
enum { BRIDGE_NOTES = 8 };
/* Below it; returns how many */
size_t bridge_notes(struct bridge_plan *plan, const char *notes[BRIDGE_NOTES]);
struct data_table *bridge_data(const struct bridge_plan *plan);
const char *bridge_class_words(const struct bridge_plan *plan); /* "commercial deals, signed or paid" */

/* bridge_draw.c */
void bridge_draw(const void *plan, struct scene *scene);
void bridge_dump(const void *plan, struct str *out);
void bridge_whisker_draw(struct scene *scene, double x, double y, const void *nothing);

#endif
