/* SPDX-License-Identifier: MIT */
/*
 * mirror: rows of bars to both sides of one zero, on one scale: what goes one way to the left, what goes the
 * other way to the right, each by standing (signed or paid next to the zero), with names before and a result
 * behind.
 *
 * In come rows of flows and words, out go points. It refuses to know what the sides mean. Points.
 */
#ifndef DEALBRIEF_MIRROR_H
#define DEALBRIEF_MIRROR_H

#include "axis.h"
#include "bar.h"
#include "footer.h"
#include "rows.h"
#include "theme.h"

enum mirror_way { MIRROR_LEFT, MIRROR_RIGHT, MIRROR_WAYS };

/* One way of a row. */
struct mirror_side {
    struct indices flows; /* in file order, wholes that are left but a low among them */
    struct total total, by_bucket[BUCKET_COUNT]; /* bound by bound the second add up to the first */
    const char *amount; /* "up to $10B", "undisclosed"; NULL: nothing goes this way */
    const char *extra;  /* "+ 2 undisclosed"; NULL */
};

struct mirror_row {
    struct row_words words;
    struct mirror_side sides[MIRROR_WAYS];
    struct colour colours[MIRROR_WAYS];
    double
        notch; /* currency units: the bar to the right is notched at each, as far as certain; 0: it is not */
    const char *qualifier, *result,
        *remark;          /* at the row's end: "at least", "3.8×", "in talks"; NULL: none */
    const char *sentence; /* what the row says, for readers of the mark */
};

struct mirror_request {
    struct arena *arena;
    struct text *text;
    const char *currency;
    double width;
    const struct mirror_row *rows;
    size_t count;
    const char *names_head[2], *result_head[2], *side_heads[MIRROR_WAYS];
    struct colour head_colours[MIRROR_WAYS];
    enum style result_style;
    const char *notch_key; /* what notches mean */
    const char *const *notes;
    size_t note_count;
};

struct mirror_place { /* one side of a row, in points */
    struct bar bars[BUCKET_COUNT], stub;
    size_t bar_count;
    bool has_stub;
    double end; /* of all of it */
    const struct text_run *amount, *extra;
    double amount_x, amount_y, extra_x, extra_y;
};

struct mirror_notch {
    double x, y1, y2;
    struct colour colour;
};

struct mirror_line { /* a row, in points */
    struct mirror_place places[MIRROR_WAYS];
    struct mirror_notch *notches;
    size_t notch_count;
    const struct text_run *qualifier, *result, *remark;
    double qualifier_x, result_x, result_y, remark_x, remark_y;
    double band_top, band_bottom; /* of its bars */
};

struct mirror_head {
    const struct text_run *run;
    double x, y;
    struct colour colour;
};

enum { MIRROR_HEADS = 6 };

struct mirror {
    const struct mirror_row *rows;
    size_t count;
    double width, height, zero, unit; /* unit: points of one of the currency */
    double plot_left, plot_right, plot_top;
    bool words_above;  /* amounts stand above their bars, not behind them */
    bool extras_below; /* then: what is undisclosed on a line of its own below the amounts */
    bool has_axis;
    struct axis axis;
    struct rows labels;
    struct mirror_line *lines;
    struct mirror_head heads[MIRROR_HEADS];
    size_t head_count;
    struct footer *footer;
    double footer_top;
};

struct mirror_side mirror_side_make(
    struct arena *arena, const struct facts *facts, const struct indices *flows);
/* Flows of an edge in file order, what its parts leave of wholes among them; deal_class CLASS_COUNT: all */
struct indices mirror_edge_flows(
    struct arena *arena, const struct facts *facts, const struct edge *edge, enum deal_class deal_class);
/* The edge from one node to another; NULL: none */
const struct edge *mirror_edge(const struct network *network, size_t payer, size_t payee);
/* "$38B and two more undisclosed": the side in a sentence */
const char *mirror_side_words(struct arena *arena, const struct mirror_side *side);

struct footer_key mirror_notch_key(const char *label);
struct mirror *mirror_plan(const struct mirror_request *request);
void mirror_draw(const void *mirror, struct scene *scene);
void mirror_dump(const void *mirror, struct str *out);

#endif
