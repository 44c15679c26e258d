/* SPDX-License-Identifier: MIT */
/* tracks (internal to flow): where steep thin ribbons go up and down in a crowded gap, each on its own line.
 */
#ifndef DEALBRIEF_FLOW_TRACKS_H
#define DEALBRIEF_FLOW_TRACKS_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

/* One ribbon's way through a gap: from a level on its left to one on its right. */
struct track {
    size_t cable, link; /* the caller's */
    double left, right; /* y */
    double thickness;
    bool steep;
    double x; /* of its upright, from the gap's left end; 0: it keeps its curve */
};

/* Marks the steep ones where they are too many for curves; returns the width their uprights need beside each
   other, or 0. */
double tracks_mark(struct track *tracks, size_t count);
/* An upright for each that is marked. */
void tracks_place(struct arena *arena, struct track *tracks, size_t count, double width);

#endif
