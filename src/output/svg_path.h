/* SPDX-License-Identifier: MIT */
/* svg_path: segments → the d attribute of a path, short: hundredths of a point, relative where that is
 * shorter. */
#ifndef DEALBRIEF_SVG_PATH_H
#define DEALBRIEF_SVG_PATH_H

#include "paint.h"
#include "str.h"

struct svg_pen { /* hundredths of a point; x, y and letter zero before the first path */
    long x, y;
    char letter; /* of the last command, which need not be said again */
    bool coarse; /* tenths of a point are enough */
};

/* ".5", "-.25", "12": at most `decimals` digits after the point, no zero that says nothing */
void svg_number_append(struct str *out, double value, int decimals);

/* Appends to the data that the pen has written so far, as subpaths of their own. */
void svg_path_append(
    struct str *out, struct svg_pen *pen, const struct segment *segments, size_t count, struct origin origin);

#endif
