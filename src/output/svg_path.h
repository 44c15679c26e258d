/* SPDX-License-Identifier: MIT */
/* svg_path: segments → the d attribute of a path, short: hundredths of a point, relative where that is
 * shorter. */
#ifndef DEALBRIEF_SVG_PATH_H
#define DEALBRIEF_SVG_PATH_H

#include "paint.h"
#include "str.h"

void svg_path_append(struct str *out, const struct segment *segments, size_t count, struct origin origin);

#endif
