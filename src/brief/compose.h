/* SPDX-License-Identifier: MIT */
/*
 * compose: expanded blocks → boxes, in reading order, and the list of figures among them. It knows the style
 * of the page (which size, how much space) and no pages.
 */
#ifndef DEALBRIEF_COMPOSE_H
#define DEALBRIEF_COMPOSE_H

#include "box.h"
#include "brief.h"
#include "expand.h"

struct composer;

struct composition {
    const struct composer *composer;
    struct box **boxes;
    size_t box_count;
    struct brief_figure *figures;
    size_t figure_count;
};

/* width and height: of a page's inside. Adds errors for figures that cannot be drawn; their
   warnings wait for compose_report. */
struct composition compose(const struct brief_input *input, const struct expansion *expansion,
    const struct block *root, double width, double height);

/* The warnings of the figures as they came to stand on their pages. */
void compose_report(const struct composition *composition);

#endif
