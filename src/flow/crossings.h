/* SPDX-License-Identifier: MIT */
/* crossings (internal to flow): how often ribbons cross as they are drawn. */
#ifndef DEALBRIEF_FLOW_CROSSINGS_H
#define DEALBRIEF_FLOW_CROSSINGS_H

#include "plan.h"

/* Of a routed plan. */
int plan_crossings(const struct flow_plan *plan);

#endif
