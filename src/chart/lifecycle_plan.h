/* SPDX-License-Identifier: MIT */
/*
 * lifecycle_plan: what the parts of the lifecycle chart share: stages as columns, deals as rows, a dot for
 * each status a deal has had. Points.
 */
#ifndef DEALBRIEF_LIFECYCLE_PLAN_H
#define DEALBRIEF_LIFECYCLE_PLAN_H

#include "deal_lines.h"
#include "footer.h"
#include "rows.h"

/* The statuses from rumour to closing, in order, then the end of those called off. Closed and completed are
   one stage. */
enum { STAGE_CLOSED = 8, STAGE_OFF = 9, STAGE_COUNT = 10 };
int stage_of_status(enum status status); /* −1 for STATUS_NONE */

enum { HEAD_LINES = 3 };

struct stage_column {
    const struct text_run *head[HEAD_LINES];
    double x;
};

/* Columns of one standing, under one word */
struct column_group {
    const struct text_run *label; /* NULL: no room */
    double x1, x2;
};

enum dot_kind {
    DOT_NONE,     /* passed without anybody saying so, or not reached */
    DOT_FUTURE,   /* not reached */
    DOT_PAST,     /* was here */
    DOT_PRESENT,  /* is here */
    DOT_EXPECTED, /* is to be closed by then */
};

struct stage_dot {
    enum dot_kind kind;
    bool dated;         /* the day it came here is known */
    struct date date;   /* that day, or one of another stage in the same column */
    enum status status; /* whose date it is */
    const struct text_run *label;
    double label_x, label_y; /* left end and base line, from the row's middle */
};

enum news { NEWS_NO, NEWS_MOVE, NEWS_FRESH };

struct lifecycle_row {
    const struct deal_line *line;
    struct stage_dot dots[STAGE_COUNT]; /* by column */
    int first, present;                 /* columns of the first dot and of the present one */
    bool tall;                          /* dates stand below and above the dots */
    enum news news;
    enum change_move move;
    enum status was;
    bool corrected;
    int was_column;
    const struct text_run *amount[2], *note; /* note: "was in talks" */
    const char *sentence;
};

struct lifecycle_plan {
    struct arena *arena;
    const struct facts *facts;
    const struct changes *changes;
    double width, height, plot_left, plot_right;
    struct stage_column columns[STAGE_COUNT];
    struct column_group groups[BUCKET_COUNT];
    size_t group_count;
    int column_count, column_of[STAGE_COUNT];
    bool merged; /* some columns hold several stages */
    bool coarse; /* a column is a standing */
    double heads_base, plot_top, plot_bottom, groups_base;
    struct lifecycle_row *rows;
    size_t row_count;
    struct rows words;
    struct deal_lines lines; /* in the file's order, those drawn */
    const char *gone;        /* names of the deals that left the dataset; NULL */
    size_t gone_count;
    size_t left_out, relations, deals, dropped_dates;
    size_t by_bucket[BUCKET_COUNT]; /* deals; one of several standings by its weakest that is live */
    size_t moved[MOVE_LEVEL + 1];   /* rows, by enum change_move */
    size_t fresh;
    struct footer *footer;
    double footer_y;
};

extern const double lifecycle_radius, lifecycle_past;

/* lifecycle_words.c */
const char *lifecycle_column_words(const struct lifecycle_plan *plan, int column);
const char *lifecycle_note(struct arena *arena, const struct lifecycle_row *row); /* NULL: none */
const char *lifecycle_sentence(const struct lifecycle_plan *plan, const struct lifecycle_row *row);
const char *lifecycle_title(const struct lifecycle_plan *plan);
const char *lifecycle_subtitle(const struct lifecycle_plan *plan);
const char *lifecycle_describe(const struct lifecycle_plan *plan);
const char *const *lifecycle_notes(const struct lifecycle_plan *plan, size_t *count);
const struct data_table *lifecycle_data(const struct lifecycle_plan *plan);

/* lifecycle_draw.c */
size_t lifecycle_keys(struct arena *arena, const struct lifecycle_plan *plan, struct footer_key **keys);
void lifecycle_draw(const void *plan, struct scene *scene);

#endif
