/* SPDX-License-Identifier: MIT */
/*
 * matrix: who pays whom as a grid: a row pays, a column is paid, a cell holds all live money from the one to
 * the other. The money-flow diagram's twin: the same numbers for those who read tables, and for what has more
 * parties than ribbons can carry.
 *
 * A square's area is the amount, filled as far as it is sure; sums stand at the margins. Plans numbers, then
 * draws. Points; y grows downwards. All lives in the arena.
 */
#ifndef DEALBRIEF_MATRIX_H
#define DEALBRIEF_MATRIX_H

#include "facts.h"
#include "scene.h"

#include <stdint.h>

enum matrix_highlight { MATRIX_LOOPS, MATRIX_NONE, MATRIX_PARTY, MATRIX_DEAL, MATRIX_LOOP };

/* as parties_most: only those that the width has no room for are folded */
#define MATRIX_PARTIES_ALL SIZE_MAX

struct matrix_options {
    double width;                  /* of the drawing */
    double height;                 /* to keep within where folding can; 0: chosen from the data */
    const struct selection *where; /* NULL: all live money flows */
    size_t parties_most; /* more are folded into "n others"; 0: 40, and fewer where columns are narrow */
    enum matrix_highlight highlight;
    size_t highlight_index; /* party or deal in the dataset; a loop's number, from 0 */
};

struct matrix_plan;

/* NULL after adding no-data; may add `crowded` where parties are folded. */
struct matrix_plan *matrix_plan_make(struct arena *arena, struct text *text, const struct facts *facts,
    const struct matrix_options *options, struct diags *diags);
double matrix_plan_height(const struct matrix_plan *plan);
void matrix_draw(const struct matrix_plan *plan, struct scene *scene);
/* What it shows, in sentences, for those who cannot see it */
const char *matrix_describe(struct arena *arena, const struct matrix_plan *plan);
/* "Rows pay columns; area: amount; solid: signed or paid; …" */
const char *matrix_subtitle(struct arena *arena, const struct matrix_plan *plan);
/* "Who pays whom: three pairs have deals in both directions" */
const char *matrix_title(struct arena *arena, const struct facts *facts);
/* Parties, cells and totals as JSON (docs/figures.md); ends in a newline. */
void matrix_write_json(const struct matrix_plan *plan, struct str *out);
/* The numbers of the plan, one line a row, column and cell, for exact tests */
void matrix_plan_dump(const struct matrix_plan *plan, struct str *out);

#endif
