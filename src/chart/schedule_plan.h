/* SPDX-License-Identifier: MIT */
/*
 * schedule_plan: what the files of the schedule share; nobody outside sees it. First years, series and pieces
 * in money (schedule_gather), then points (schedule), words (schedule_words), a scene (schedule_draw).
 */
#ifndef DEALBRIEF_SCHEDULE_PLAN_H
#define DEALBRIEF_SCHEDULE_PLAN_H

#include "axis.h"
#include "bar.h"
#include "chart.h"
#include "footer.h"
#include "list.h"
#include "sums.h"

enum { SCHEDULE_SERIES = 6, SCHEDULE_YEARS = 80 };

/* ---- money ---- */

/* One series' money of one year, standing and origin */
struct schedule_piece {
    size_t column, series;
    enum bucket bucket;
    bool assumed;         /* an even spread; else the year is the deal's own */
    money amount, low;    /* as facts have it; what of it is certain */
    struct money_sum sum; /* the same, with bounds */
    int digits;           /* of its only flow; 0: of several */
};

struct schedule_column {
    int year;
    money amount; /* sum of its pieces */
    struct money_sum sum;
    int flows, digits; /* digits: of its only flow */
};

struct schedule_series {
    const char *name;
    struct colour colour;
    size_t merged;        /* how many stand together in "others"; 0: one of its own */
    money amount;         /* what of it has dates */
    struct money_sum sum; /* the same, with bounds */
};

struct schedule_undated {
    size_t deal;
    const char *id;
    const char *words;  /* its amount */
    enum bucket bucket; /* the weakest of its flows */
    struct flow_sum sum;
    money weight;
};

enum schedule_way { SCHEDULE_ALL, SCHEDULE_PAYS, SCHEDULE_GETS };

struct schedule_point { /* of the metric, a year's */
    size_t metric;
    size_t column;
    double low, high, value; /* currency units */
    enum metric_basis basis;
};

struct schedule_overlap { /* deals that are said to be in part about the same money; a before b by id */
    size_t a, b;
};

struct due {
    struct arena *arena;
    const struct facts *facts; /* of the flows that are meant alone */
    size_t party;              /* NO_INDEX */
    enum schedule_way way;
    enum chart_by by;
    LIST(struct schedule_column) columns;
    LIST(struct schedule_series) series; /* as stacked, from below */
    LIST(struct schedule_piece) pieces;  /* by column, as stacked */
    LIST(struct schedule_undated) undated;
    struct money_sum dated, firm; /* of whole deals, firm: those that are */
    struct money_sum later;       /* past the last column */
    int last_year;                /* of what is dated, columns or not */
    size_t dated_deals;
    int undisclosed;
    LIST(struct schedule_overlap) overlaps; /* among what is dated */
    const char *metric;                     /* as the dataset has it; NULL: none */
    size_t metric_party;
    LIST(struct schedule_point) points;
    LIST(size_t) points_left_out; /* metrics whose period is no year */
};

/* false after adding an error */
bool schedule_gather(
    const struct chart_context *context, const struct chart_request *request, struct due *due);
void money_sum_add(struct money_sum *sum, const struct money_sum *more);
bool money_sum_any(const struct money_sum *sum);
/* What is left of a whole beside its parts may have its bounds crossed, and its headline past them: a sum as
   it may be said, bounds in order and the headline among them */
struct money_sum money_sum_settled(const struct money_sum *sum);

/* ---- points ---- */

struct schedule_text {
    const struct text_run *run;
    double x, y; /* left end of the base line */
    struct colour colour;
};

struct schedule_chip { /* of a series' label, and the line to its piece */
    double x, y;
    struct colour colour;
    double from_x, from_y, to_x, to_y; /* from_x NAN: no line */
};

struct schedule_whisker {
    double x, from, to;
};

struct schedule_mark {
    double x, y, low, high;
    enum metric_basis basis;
};

struct schedule_plan {
    struct due due;
    double width, height;
    double left, right, top, bottom; /* of the plot */
    double pitch;
    struct axis axis;
    LIST(struct bar) bars;
    LIST(double) seams; /* x, y, width of a paper line between two series */
    LIST(struct schedule_text) words;
    LIST(struct schedule_chip) chips;
    LIST(struct schedule_whisker) whiskers;
    LIST(struct schedule_mark) marks;
    LIST(struct bar) swatches; /* of what is undated */
    double list_x, list_width, list_top;
    struct footer *footer;
    double footer_top;
};

/* ---- words ---- */

/* "revenue": a metric by the name that the dataset gives it */
const char *schedule_metric_words(const struct arena *arena, const char *name);
const char *schedule_title(const struct due *due);
const char *schedule_subtitle(const struct due *due);
const char *schedule_alt(const struct due *due);
struct data_table *schedule_data(const struct due *due);
/* Sentences for below the chart */
size_t schedule_notes(const struct due *due, const char **notes, size_t most);
/* "$38B", in the dataset's currency */
struct qualified schedule_sum_words(const struct due *due, const struct money_sum *sum, int digits);

void schedule_draw(const void *plan, struct scene *scene);
void schedule_dump(const void *plan, struct str *out);

#endif
