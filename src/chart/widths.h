/* SPDX-License-Identifier: MIT */
/*
 * widths: how wide the columns of a table are, given what stands in them. Pure numbers (points): no fonts, no
 * text.
 */
#ifndef DEALBRIEF_WIDTHS_H
#define DEALBRIEF_WIDTHS_H

#include "arena.h"

#include <stddef.h>

struct width_demand { /* of one column */
    double natural;   /* with every cell on one line */
    double least;     /* of its longest word */
    double weight;    /* of spare width, and of what is left when it is scarce; 0: gives way last */
};

struct width_words { /* of one cell: the widths of its words, and what stands before them on the first line */
    const double *at;
    size_t count;
    double lead;
};

struct width_problem {
    const struct width_demand *demands;
    size_t columns;
    const struct width_words *cells; /* row by row; a cell without words takes no part */
    size_t rows;
    double space;     /* between words */
    double available; /* for all columns together */
};

/* Sums to `available` unless it is wide enough for all and no column has a weight: then spare width is shared
   evenly. Never sums to more. Where columns must give way, those do whose words then take the fewest more
   lines. */
void widths_share(struct arena *arena, const struct width_problem *problem, double *widths);

/* Lines that words take, filled greedily; a word wider than `width` is broken */
int words_lines(const struct width_words *words, double space, double width);

#endif
