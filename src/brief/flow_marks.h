/* SPDX-License-Identifier: MIT */
/*
 * flow_marks: what changed between two editions → marks for a flow diagram, in the words of `diff` or fewer
 * of them. The diagram draws them and knows no words of its own.
 */
#ifndef DEALBRIEF_FLOW_MARKS_H
#define DEALBRIEF_FLOW_MARKS_H

#include "flow.h"

/* now: the new edition's facts at the level to draw; everything must outlive the marks. */
const struct flow_since *flow_marks_make(
    struct arena *arena, const struct changes *changes, const struct facts *now);

#endif
