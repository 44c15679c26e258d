/* SPDX-License-Identifier: MIT */
/*
 * svg_line: which texts a reader sees as one line, so that SVG can say them as one.
 *
 * A reader without the font has letters of other widths. Words of one <text> then move along; words with
 * places of their own would run into each other.
 */
#ifndef DEALBRIEF_SVG_LINE_H
#define DEALBRIEF_SVG_LINE_H

#include "paint.h"
#include "scene.h"
#include "text.h"

struct svg_mark { /* an item of a scene without the groups that SVG says nothing about */
    const struct scene_item *item;
    struct origin origin;
    const char *element; /* of a group's begin and end */
    bool parted;         /* a cell or a paragraph ended between the mark before and this one */
};

struct svg_run {
    const struct scene_item *item;
    const char *words; /* without the space that parts it from its neighbours */
    bool space;        /* a space stands before it: of this run, of the one before, or a gap as wide as one */
    double gap;        /* from the end of the words before to the beginning of these, the space included */
    double dy;         /* how far the base line moves before it */
};

struct svg_line {
    double x, y; /* of the anchor: the left end, the middle or the right end of the whole line */
    struct svg_run *runs;
    size_t count;
};

/* The longest line that begins with the text at marks[0] */
void svg_line_gather(struct arena *arena, struct text *text, const struct svg_mark *marks, size_t count,
    struct svg_line *line);

#endif
