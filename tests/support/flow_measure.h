/* SPDX-License-Identifier: MIT */
/*
 * flow_measure: how good a flow diagram is, from its geometry as JSON (dealbrief figure flow -f json) and
 * nothing else, so that what users get is what is measured.
 */
#ifndef DEALBRIEF_TEST_FLOW_MEASURE_H
#define DEALBRIEF_TEST_FLOW_MEASURE_H

#include "arena.h"
#include "diag.h"

#include <stdbool.h>

struct flow_measures {
    int cards, ribbons, labels;
    int crossings;             /* points where the centre lines of two ribbons cross */
    double weighted_crossings; /* WX: 1000 · Σ vᵢ·vⱼ / (Σ v)² over them; undisclosed counts nothing */
    double overlap;            /* per cent: (Σ areas − area of the union) / area of the union */
    int over_cards;            /* ribbons inside a card at which they neither begin nor end: pairs */
    int tight_turns;           /* ribbons whose centre line bends more sharply than half their thickness */
    int label_on_label, label_on_card, label_on_ribbon; /* pairs; a label may lie on its own ribbon or card */
    int outside;     /* cards, labels or ribbon points outside the bounding box */
    double straight; /* per cent of the value drawn as one level or plumb line */
    double length;   /* Σ v·length / (Σ v · width of the drawing) */
};

/* False where the text is not such a geometry. */
bool flow_measure(struct arena *arena, const char *json, struct flow_measures *measures);

/* Was it said that the diagram has no room for all of its bands? Where bands lie over cards, or outside, it must. */
bool flow_overfull_is_told(struct diags *diags);

#endif
