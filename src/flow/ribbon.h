/* SPDX-License-Identifier: MIT */
/* ribbon (internal to flow): how one ribbon looks. */
#ifndef DEALBRIEF_FLOW_RIBBON_H
#define DEALBRIEF_FLOW_RIBBON_H

#include "plan.h"

/* The colour of its class; of one that is faded always a pale shade */
struct colour ribbon_colour(const struct ribbon *ribbon, float shade);
/* As a sample, with nothing around it */
void ribbon_draw_bare(struct scene *scene, const struct ribbon *ribbon, const struct path *path);
/* What hatching is drawn on: kept clear around words on it */
struct colour ribbon_ground(const struct ribbon *ribbon);
/* Its body along the path, from card to card: casing, fill, edges, core */
void ribbon_draw_body(struct scene *scene, const struct ribbon *ribbon, const struct path *path);
/* Which way the money goes: chevrons inside, heads on thin ones, clear of words */
void ribbon_draw_direction(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon);

#endif
