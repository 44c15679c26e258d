/* SPDX-License-Identifier: MIT */
/*
 * svg_look: attributes that SVG elements inherit, each said where it costs least.
 *
 * An attribute stands here as it is written, with a space before (` fill="none"`), so that equal means equal
 * bytes and its price is its length.
 */
#ifndef DEALBRIEF_SVG_LOOK_H
#define DEALBRIEF_SVG_LOOK_H

#include "str.h"

#include <stddef.h>

enum svg_look_part {
    LOOK_FILL,
    LOOK_STROKE_WIDTH,
    LOOK_SIZE,
    LOOK_WEIGHT,
    LOOK_ANCHOR,
    LOOK_FAMILY,
    LOOK_PARTS
};

struct svg_look { /* NULL: it does not matter */
    const char *part[LOOK_PARTS];
};

/* What most of the elements want; `otherwise` where none wants anything. The first of equals. */
struct svg_look svg_look_usual(
    struct arena *arena, const struct svg_look *wanted, size_t count, struct svg_look otherwise);
/* What an element around these should say, given what it inherits: NULL where saying it there saves nothing.
 */
struct svg_look svg_look_shared(
    struct arena *arena, const struct svg_look *wanted, size_t count, const struct svg_look *inherited);
/* What remains to be said: parts of `wanted` that differ from what is inherited */
struct svg_look svg_look_rest(const struct svg_look *wanted, const struct svg_look *inherited);
/* What is inherited inside of an element that says `said` */
struct svg_look svg_look_inside(const struct svg_look *inherited, const struct svg_look *said);
bool svg_look_is_empty(const struct svg_look *look);
void svg_look_append(struct str *out, const struct svg_look *look);

#endif
