/* SPDX-License-Identifier: MIT */
/*
 * valuation: what a party was said to be worth, over time: steps and marks, never slopes.
 *
 * Marker by basis; proposed hollow and dashed; "at least" with an arrow up; a range as a whisker; an
 * imprecise date as a horizontal whisker; log scale when max / min ≥ 20, and the axis says so. Plans numbers,
 * then draws. Points.
 */
#ifndef DEALBRIEF_VALUATION_H
#define DEALBRIEF_VALUATION_H

#include "facts.h"
#include "scene.h"

struct valuation_options {
    size_t party;         /* NO_INDEX: all that have valuations */
    double width, height; /* height 0: chosen */
    enum { SCALE_AUTO, SCALE_LINEAR, SCALE_LOG } scale;
};

struct valuation_plan;
/* NULL after adding no-data; may add `crowded`. */
struct valuation_plan *valuation_plan_make(struct arena *arena, struct text *text, const struct facts *facts,
    const struct valuation_options *options, struct diags *diags);
double valuation_plan_height(const struct valuation_plan *plan);
void valuation_draw(const struct valuation_plan *plan, struct scene *scene);
const char *valuation_describe(struct arena *arena, const struct valuation_plan *plan);
const char *valuation_subtitle(struct arena *arena, const struct valuation_plan *plan);
/* The numbers of the plan, one line a mark, for exact tests */
void valuation_plan_dump(const struct valuation_plan *plan, struct str *out);

#endif
