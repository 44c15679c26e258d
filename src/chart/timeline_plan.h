/* SPDX-License-Identifier: MIT */
/*
 * timeline_plan: what the parts of the timeline share: when deals run, and where their marks lie. Points.
 */
#ifndef DEALBRIEF_TIMELINE_PLAN_H
#define DEALBRIEF_TIMELINE_PLAN_H

#include "axis.h"
#include "deal_lines.h"
#include "footer.h"
#include "rows.h"

/* When a deal runs, each end as the days between which it lies. One of the ends, or both, may not be known.
 */
struct deal_span {
    bool start_known, end_known;
    bool floating; /* only how long is known: laid from the as-of date on, which says nothing of its start */
    int32_t start_first, start_last, end_first, end_last;
};

enum piece_kind {
    PIECE_SURE,       /* it runs, as far as anything is said */
    PIECE_UNSURE,     /* it may run: an imprecise date, five to seven years, a start not known */
    PIECE_FADE_RIGHT, /* it runs on for nobody says how long */
    PIECE_FADE_LEFT
};

struct span_piece {
    enum piece_kind kind;
    double x1, x2;
};

enum { PIECES_MOST = 4, AMOUNT_LINES = 2 };

struct timeline_tick {
    double x1, x2; /* the ends of an imprecise date */
    double x;
    bool expected; /* not yet */
};

struct timeline_row {
    const struct deal_line *line;
    bool spans; /* has a bar; else one date stands for it */
    struct deal_span span;
    struct date date; /* of a row without a bar: its mark's */
    struct span_piece pieces[PIECES_MOST];
    size_t piece_count;
    bool cut;       /* runs past the axis: an arrow */
    double inner_x; /* floating: where the shortest length ends; NAN */
    struct timeline_tick mark, *ticks;
    size_t tick_count;
    double lead_x1, lead_x2; /* thin line from the first date on; equal: none */
    const struct text_run *label;
    double label_x;
    const struct text_run *amount[AMOUNT_LINES], *yearly;
    const char *sentence;
    int32_t first, last; /* days that it covers */
};

struct timeline_plan {
    struct arena *arena;
    const struct facts *facts;
    double width, height, plot_left, plot_right;
    int32_t today;
    double today_x, today_label_x;
    const struct text_run *today_label;
    struct axis axis;
    double axis_base, plot_top, plot_bottom, bottom_base; /* bottom_base 0: no labels there */
    struct timeline_row *rows;
    size_t row_count, span_count; /* those with bars come first */
    struct rows words;
    struct deal_lines lines;         /* in the file's order, those drawn */
    const struct text_run *heads[2]; /* of the two groups; NULL: only one of them is there */
    double head_y[2];
    const struct deal_line *const *undated;
    size_t undated_count;
    size_t left_out, relations, dead, deals; /* rows; deals left out; deals chosen */
    struct footer *footer;
    double footer_y;
};

extern const double timeline_bar, timeline_radius, timeline_fade; /* height, radius, length */

/* Days of a term; false where it says nothing */
bool deal_span_find(const struct term *term, int32_t today, struct deal_span *span);

/* timeline_words.c */
const char *timeline_detail(struct arena *arena, const struct timeline_row *row);
const char *timeline_label(struct arena *arena, const struct timeline_row *row); /* NULL: none */
const char *timeline_sentence(struct arena *arena, const struct timeline_row *row);
const char *timeline_title(const struct timeline_plan *plan);
const char *timeline_subtitle(const struct timeline_plan *plan);
const char *timeline_describe(const struct timeline_plan *plan);
const char *const *timeline_notes(const struct timeline_plan *plan, size_t *count);
const struct data_table *timeline_data(const struct timeline_plan *plan);

/* timeline_draw.c */
size_t timeline_keys(struct arena *arena, const struct timeline_plan *plan, struct footer_key **keys);
void timeline_draw(const void *plan, struct scene *scene);

#endif
