/* SPDX-License-Identifier: MIT */
/*
 * deal_rows: which deals stand in a comparison table, in what order and groups, and what each group sums to.
 * Numbers and indices only; deal_table.c makes words of them.
 */
#ifndef DEALBRIEF_DEAL_ROWS_H
#define DEALBRIEF_DEAL_ROWS_H

#include "deal_table.h"

struct deal_row {        /* a deal without legs, or one leg */
    size_t deal, leg;    /* leg: NO_INDEX for the deal itself */
    size_t first, count; /* its flows that match: one, or one for each member of a side with a known split */
    bool partial;        /* some members of the split do not match */
    enum deal_class deal_class;
    enum bucket bucket;
    struct amount amount; /* of all its flows together */
    size_t payer;         /* node, of the first flow */
    int depth;            /* 1: part of the deal above it */
    bool cut;             /* not listed, though summed */
};

struct deal_sum {
    money low, high;
    int sized, undisclosed; /* deals */
};

struct deal_group {
    size_t first, count; /* rows */
    enum deal_class deal_class;
    enum bucket bucket;
    size_t payer;
    bool one_class; /* a sum over the group makes sense */
    struct deal_sum live, firm;
};

struct deal_rows {
    struct deal_row *rows;
    size_t row_count;
    struct deal_group *groups;
    size_t group_count;
};

/* Marks all rows but the `most` largest as cut; a whole stays above its part. 0: none */
void deal_rows_cut(struct arena *arena, struct deal_rows *rows, size_t most);

struct deal_rows deal_rows_select(struct arena *arena, const struct facts *facts,
    const struct selection *where, enum deal_table_group group);

#endif
