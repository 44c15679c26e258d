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

/* A figure as it was made, and its words. */
struct composed_figure {
    const struct figure_request *request;
    const char *title; /* its caption, or what it finds; NULL: a kind without */
    bool is_headed;    /* it has no caption: a heading above is its title */
    const char *measure;
    const struct figure_parts *parts;
};
/* box: a drawing with .made */
struct composed_figure compose_figure(const struct box *box);
/* The same figure laid out for another width; what would be said of it was said of the first. NULL: it cannot
   be drawn so narrow. */
struct scene *compose_figure_again(const struct box *box, double width);

/* The warnings of the figures as they came to stand on their pages. */
void compose_report(const struct composition *composition);

#endif
