/* SPDX-License-Identifier: MIT */
/*
 * contrast: how readable colours are, measured: text on its ground, and how far colours lie apart for the
 * eyes that readers have. It refuses to know what is read.
 */
#ifndef DEALBRIEF_CONTRAST_H
#define DEALBRIEF_CONTRAST_H

#include "theme.h"

/* WCAG 2.2: 1 (the same) to 21 (black and white) */
double contrast_ratio(struct rgb a, struct rgb b);
/* The colour of the same hue, as near as can be, that reaches `least` on every ground; false: none does
   (grounds too far apart) */
bool contrast_remedy(
    struct rgb colour, const struct rgb *grounds, size_t count, double least, struct rgb *remedy);

enum sight { SIGHT_NORMAL, SIGHT_PROTANOPIA, SIGHT_DEUTERANOPIA, SIGHT_TRITANOPIA, SIGHT_COUNT };
const char *sight_name(enum sight sight); /* "normal sight" */

/* OKLab, times 100: 0 the same, 100 black and white */
double colour_distance(struct rgb a, struct rgb b, enum sight sight);

#endif
