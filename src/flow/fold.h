/* SPDX-License-Identifier: MIT */
/* fold (internal to flow): how many parties keep a card of their own at a size. */
#ifndef DEALBRIEF_FLOW_FOLD_H
#define DEALBRIEF_FLOW_FOLD_H

#include "plan.h"

/* Gathers as many parties as the size has room for and gives them columns and words: `least`, the height
   (where money runs down, the width) at the least scale. plan->fits: there is room even so; false only with
   the fewest. False when Graphviz failed. */
bool plan_gather_to_fit(struct flow_plan *plan, struct flow_engine *engine, double *least);
/* Gathers the most parties, `most` at most but more than `than`, for which there is room where crossings are
   to be spared: a little denser and higher than else. most = 0: there are none. False when Graphviz failed.
 */
bool parties_gather_more(
    struct flow_plan *plan, struct flow_engine *engine, size_t than, size_t *most, double *least);
/* The present number proved too many in the final layout: it is not tried again. */
void parties_refuse(struct flow_plan *plan);
/* What was measured holds no longer. */
void parties_forget(struct flow_plan *plan);

#endif
