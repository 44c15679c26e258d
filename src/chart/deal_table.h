/* SPDX-License-Identifier: MIT */
/*
 * deal_table: the comparison table. Facts → struct table: class groups, one row a deal (or leg), subtotals as
 * ranges.
 *
 * Columns by name: from to what type amount per-year status terms term sources date. Amounts in one unit per
 * table, vague ones stay words; a dagger marks what no source says.
 */
#ifndef DEALBRIEF_DEAL_TABLE_H
#define DEALBRIEF_DEAL_TABLE_H

#include "facts.h"
#include "table.h"

enum deal_table_group { GROUP_NONE, GROUP_CLASS, GROUP_BUCKET, GROUP_PARTY };

struct deal_table_options {
    const char *const *columns; /* names; NULL: from to what amount per-year status sources */
    size_t column_count;
    const struct selection *where;
    enum deal_table_group group;
    const int *source_numbers; /* by source index: the number it is cited as; 0: not listed */
    size_t most;               /* rows: the largest of all; 0: all of them. Sums hold the others too */
    bool silent;               /* the note does not say what is left out: somebody else does */
};

/* What `most` leaves out */
struct deal_table_left {
    size_t rows, sized, undisclosed; /* rows; deals with a size and without */
    money below;                     /* all of `sized` are certain to be smaller; 0: they may not be */
};

const struct table *deal_table_make(
    struct arena *arena, const struct facts *facts, const struct deal_table_options *options);
struct deal_table_left deal_table_left(
    struct arena *arena, const struct facts *facts, const struct deal_table_options *options);
/* "12 deals below $1B and three of undisclosed size"; "" when nothing is */
const char *deal_table_left_words(
    struct arena *arena, const struct facts *facts, const struct deal_table_left *left);
/* names for suggestions */
const char *const *deal_table_columns(size_t *count);

#endif
