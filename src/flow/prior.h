/* SPDX-License-Identifier: MIT */
/* prior (internal to flow): a start for columns and order from an older edition's drawing. */
#ifndef DEALBRIEF_FLOW_PRIOR_H
#define DEALBRIEF_FLOW_PRIOR_H

#include "plan.h"

struct prior_start {
    const struct flow_plan *plan;
    int *columns; /* by card of the plan */
    double *y;
    bool *known; /* it stood there before */
};

/* false when the plan has no prior, or nobody in it stood there before */
bool prior_start_make(const struct flow_plan *plan, int columns, struct prior_start *start);
/* Where a cable passed this column; new ones halfway between their cards */
double prior_arc_y(const struct prior_start *start, size_t cable, int column);

#endif
