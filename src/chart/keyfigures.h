/* SPDX-License-Identifier: MIT */
/* keyfigures: a row of large numbers with a line or two of what each is. Plans, then draws. Points. */
#ifndef DEALBRIEF_KEYFIGURES_H
#define DEALBRIEF_KEYFIGURES_H

#include "scene.h"

struct keyfigure {
    const char *qualifier; /* "up to", "at least": printed small before or above the number; NULL: none */
    const char *value;     /* "$48B–$138B" */
    const char *label;     /* "rent, chips and services, signed" */
};

struct keyfigures_plan;
/* figures must outlive the plan. Several rows where the width does not hold them all; count 0 plans nothing,
 * height 0. */
struct keyfigures_plan *keyfigures_plan_make(
    struct arena *arena, struct text *text, const struct keyfigure *figures, size_t count, double width);
double keyfigures_plan_height(const struct keyfigures_plan *plan);
void keyfigures_draw(const struct keyfigures_plan *plan, struct scene *scene);
/* "$13B: equity, paid; up to $100B: …": the same as words */
const char *keyfigures_describe(struct arena *arena, const struct keyfigures_plan *plan);
/* Sizes and places, one line a figure, for exact tests */
void keyfigures_plan_dump(const struct keyfigures_plan *plan, struct str *out);

#endif
