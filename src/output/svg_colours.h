/* SPDX-License-Identifier: MIT */
/*
 * svg_colours: the colours of one figure: how each is written as an attribute, and the rules by which a host
 * page, or the dark, gives it another value.
 *
 * The attribute is the light colour and right without any style. A rule finds it by its text
 * ([fill="#14181f"]), so two colours that are equal by chance must not be written alike: the second is moved
 * by the least step, which nobody sees. A host says --db-ink, --db-capital and so on; shades are mixed from
 * those, as a theme mixes them.
 */
#ifndef DEALBRIEF_SVG_COLOURS_H
#define DEALBRIEF_SVG_COLOURS_H

#include "list.h"
#include "theme.h"

enum svg_use { SVG_FILL, SVG_STROKE, SVG_USES };

struct svg_colour {
    struct colour colour;
    char hex[8];
    bool used[SVG_USES];
};

struct svg_colours {
    const struct theme *theme, *dark; /* dark: where the reader's system is; NULL: as everywhere */
    LIST(struct svg_colour) list;
};

/* "#14181f", "#fff"; valid until the next call */
const char *svg_colours_hex(
    struct arena *arena, struct svg_colours *colours, struct colour colour, enum svg_use use);
/* Rules for the colours that were asked for; root: the id of the figure */
void svg_colours_append(const struct svg_colours *colours, const char *root, struct str *out);

/* One step of 255 in blue: from black upwards, from all else downwards */
struct rgb svg_colour_moved(struct rgb colour, int steps);
/* "#ffffff" → "#fff" */
void svg_hex_shorten(char hex[8]);

#endif
