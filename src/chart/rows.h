/* SPDX-License-Identifier: MIT */
/*
 * rows: the left side of charts with a row for each thing: its name, wrapped, and a line of detail. Where the
 * drawing is narrow the words stand above their row's mark, so that the mark keeps the whole width. Points.
 */
#ifndef DEALBRIEF_ROWS_H
#define DEALBRIEF_ROWS_H

#include "scene.h"

struct row_words {
    const char *name;   /* wrapped, two lines at most, then cut */
    const char *detail; /* under it, smaller, wrapped likewise; NULL: none */
};

struct row_lines {
    const struct text_run *name[2], *detail[2]; /* NULL: none */
    double top, height;                         /* of the row */
    double middle;                              /* of its mark */
};

struct rows {
    bool above;         /* words stand above the marks */
    bool joined;        /* details behind their names */
    double label_width; /* room of the words */
    double plot_left;   /* where marks may begin */
    struct row_lines *at;
    size_t count;
    double bottom; /* of the last row */
};

struct rows_request {
    struct arena *arena;
    struct text *text;
    const struct row_words *words;
    size_t count;
    double width, top;
    double mark;         /* height of a row's mark: a bar's breadth */
    double gap;          /* between rows */
    double share;        /* of the width that words may take at most; 0: 0.34 */
    const double *taken; /* joined: of a row's line by what stands at its end; NULL: nothing */
    bool joined;         /* above the marks a detail stands behind its name, where all find room there */
};

struct rows rows_plan(const struct rows_request *request);
void row_draw(const struct rows *rows, struct scene *scene, size_t row);
void rows_dump(const struct rows *rows, struct str *out);

#endif
