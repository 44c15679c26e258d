/* SPDX-License-Identifier: MIT */
/*
 * gaps (internal to flow): how the width is shared between cards, the uprights of returns and the curves.
 */
#ifndef DEALBRIEF_FLOW_GAPS_H
#define DEALBRIEF_FLOW_GAPS_H

#include "plan.h"

/* The least width in which the drawing, at its present thickness and places, has no bend sharper than half
   its ribbon and no upright lies on another; piled: they may, though on no card. */
double gaps_need(const struct flow_plan *plan, bool piled);
/* x of cards, curve zones, roundness and the uprights' distances of one component. */
void gaps_share(struct flow_plan *plan, struct component *component);

#endif
