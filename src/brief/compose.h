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

struct composition {
    struct box **boxes;
    size_t box_count;
    struct brief_figure *figures;
    size_t figure_count;
};

/* width and height: of a page's inside. Adds errors for figures that cannot be drawn. */
struct composition compose(const struct brief_input *input, const struct expansion *expansion,
    const struct block *root, double width, double height);

#endif
