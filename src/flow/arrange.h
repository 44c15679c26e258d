/* SPDX-License-Identifier: MIT */
/*
 * arrange (internal to flow): which column each card stands in and the order of everything inside the
 * columns, judged by what crosses, by what runs back, by length and height, and improved by taking things out
 * and putting them back where they cost least. Whole numbers only: the same input gives the same arrangement
 * on every machine.
 *
 * Whatever takes up room in a column is an item: a card, or an arc passing. An arc from a column to a later
 * one passes all columns between; any other is a return and passes every column from its payee's to its
 * payer's, both included.
 */
#ifndef DEALBRIEF_FLOW_ARRANGE_H
#define DEALBRIEF_FLOW_ARRANGE_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ARRANGE_SHARE = 1000000 }; /* all value there is */

struct arrange_arc {
    size_t payer, payee; /* different cards */
    int64_t share;       /* of all value, in millionths */
    int count;           /* ribbons, at least 1 */
    int height;          /* points that it takes where it passes */
};

struct arrange_input {
    size_t card_count, arc_count;
    const int *card_heights; /* points */
    const struct arrange_arc *arcs;
    int columns;     /* at most so many */
    int height_most; /* of a column; 0: what the highest has at the start. Beyond it costs much: */
    int tall;        /* … thousandths of a crossing for twice as high; 0: TALL */
};

struct arrangement;

/* Nothing stands anywhere yet. The input must outlive the arrangement. */
struct arrangement *arrangement_create(struct arena *arena, const struct arrange_input *input);

/* A start: the column of each card, and a number for every item that sorts it within its column; equal
   numbers keep cards before arcs and lower numbers before higher. */
typedef double arrange_place(const void *context, bool is_card, size_t index, int column);
void arrangement_start(
    struct arrangement *arrangement, const int *card_columns, arrange_place *place, const void *context);

/* Orders by the mean place of neighbours, sweeping forth and back: a start without any. */
void arrangement_sweep(struct arrangement *arrangement, int sweeps);

/* Improves until nothing does or about so many steps (a few nanoseconds each) are spent. `moves`: cards may
   change their column, too. */
void arrangement_improve(struct arrangement *arrangement, uint64_t steps, bool moves);

int64_t arrangement_cost(struct arrangement *arrangement);
uint64_t arrangement_steps(const struct arrangement *arrangement); /* spent so far */

int arrangement_column(
    const struct arrangement *arrangement, size_t card); /* columns may be left without cards */
bool arrangement_is_return(const struct arrangement *arrangement, size_t arc);
/* The place of an item in its column, from the top. */
size_t arrangement_card_place(const struct arrangement *arrangement, size_t card);
size_t arrangement_arc_place(const struct arrangement *arrangement, size_t arc, int column);

/* A copy of the present state, and back to it. */
struct arrange_state;
struct arrange_state *arrangement_save(struct arrangement *arrangement, struct arrange_state *over);
void arrangement_load(struct arrangement *arrangement, const struct arrange_state *state);

#endif
