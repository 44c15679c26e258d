/* SPDX-License-Identifier: MIT */
/*
 * sift (internal to flow): the order of items within columns, judged by the thickness of what crosses, and
 * improved by moving one item at a time. Numbers only.
 */
#ifndef DEALBRIEF_FLOW_SIFT_H
#define DEALBRIEF_FLOW_SIFT_H

#include "arena.h"

#include <stddef.h>
#include <stdint.h>

struct sift_link { /* from an item of one column to an item of the next */
    size_t left, right;
    double weight;
};

struct sift_turn { /* an upright beside a column, between a card and a lane of that column */
    size_t card, lane;
    double weight;
};

struct sift_column {
    size_t *items, count;    /* top to bottom */
    struct sift_link *links; /* to the next column */
    size_t link_count;
    struct sift_turn *out, *in; /* on its right, on its left */
    size_t out_count, in_count;
};

struct sift {
    struct sift_column *columns;
    size_t column_count;
    size_t *position; /* of every item within its column */
    uint64_t steps;   /* pairs compared so far: a measure of work that no clock knows */
};

double sift_cost(const struct sift *sift);
/* Moves single items while the cost falls, at most `passes` times through all of them; ends early where the
   links are so many that it would take seconds. */
void sift_improve(struct sift *sift, int passes);

#endif
