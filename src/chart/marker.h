/* SPDX-License-Identifier: MIT */
/*
 * marker: one point of a chart: its form says on what a value rests, its line how firm it is; whiskers for
 * what is not known exactly, arrows for open ends. Whatever draws values draws them with these. Points.
 */
#ifndef DEALBRIEF_MARKER_H
#define DEALBRIEF_MARKER_H

#include "dataset.h"
#include "placer.h"
#include "scene.h"

enum mark_form {   /* by basis */
    FORM_DISC,     /* round */
    FORM_DIAMOND,  /* tender, secondary */
    FORM_TRIANGLE, /* implied */
    FORM_BAR,      /* market: a short level line, as a quotation is */
    FORM_RING,     /* reported */
    FORM_BLOCK,    /* acquisition */
    FORM_CROSS,    /* appraisal */
    FORM_COUNT
};

enum mark_state {
    STATE_FIRM,
    STATE_PLANNED,
    STATE_TALK
}; /* filled; light with an outline; hollow and dashed */

#define MARKER_ARROW 11.0 /* length of the arrow of an open end, from the edge of its mark */

enum mark_form marker_form(enum valuation_basis basis);
const char *marker_form_name(
    const struct arena *arena, enum mark_form form); /* for keys: "tender or secondary sale" */
/* A value without status was stated as it is: firm. */
enum mark_state marker_state(enum status status);

void marker_draw(struct scene *scene, enum mark_form form, enum mark_state state, struct colour colour,
    double x, double y, double radius);
/* Level or upright, with a cap at each end */
void marker_whisker(struct scene *scene, double x1, double y1, double x2, double y2, struct colour colour);
/* Level or upright; its head at x2, y2 */
void marker_arrow(struct scene *scene, double x1, double y1, double x2, double y2, struct colour colour);

/* A party that is told by its colour alone, in a key */
void marker_swatch(struct scene *scene, double x, double y, struct colour colour);

#endif
