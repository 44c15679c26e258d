/* SPDX-License-Identifier: MIT */
/*
 * placer: where words can stand. Obstacles in, candidate candidates in; out, the cheapest seat that touches
 * nothing, which is an obstacle from then on. Whoever asks first chooses first: ask for the telling ones
 * first.
 *
 * Pure numbers: no fonts, no scene. Points.
 */
#ifndef DEALBRIEF_PLACER_H
#define DEALBRIEF_PLACER_H

#include "arena.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

struct rect {
    double x1, y1, x2, y2;
};

static inline bool rects_meet(const struct rect *a, const struct rect *b)
{
    return a->x1 < b->x2 && b->x1 < a->x2 && a->y1 < b->y2 && b->y1 < a->y2;
}

#define PLACER_BLOCKED INFINITY

struct placer;

/* Nothing is placed past `bounds`. */
struct placer *placer_create(struct arena *arena, struct rect bounds);
/* cost: of standing on it; PLACER_BLOCKED: impossible */
void placer_block(struct placer *placer, struct rect rect, double cost);
/* What standing there costs, PLACER_BLOCKED where it cannot be */
double placer_cost(const struct placer *placer, const struct rect *rect);

struct candidate {
    struct rect rect;
    double cost; /* of its own: how ill it suits */
};
/* The index of the cheapest seat, which is blocked from now on; −1 when none is free. Of equals the first. */
int placer_take(struct placer *placer, const struct candidate *candidates, size_t count);
/* The same, but of those alone that cost less than `most` */
int placer_take_under(struct placer *placer, const struct candidate *candidates, size_t count, double most);

/* Labels along one axis: each wants its middle at `wanted` and takes `size`; result in `at`, in the given
   order of `wanted` (ascending), none over another, all within low … high where they fit there together,
   moved as little as can be (squares; isotonic regression by pooling adjacent violators, Barlow et al. 1972).
   Returns false where they do not fit: then they lie evenly and meet. */
bool labels_spread(
    const double *wanted, const double *size, size_t count, double low, double high, double *at);

#endif
