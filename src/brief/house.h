/* SPDX-License-Identifier: MIT */
/*
 * house: the look of a publication as data: colours for light and dark grounds, type scale, paper and
 * margins, masthead and footer. Made once from a theme file (by whoever can read one) and used for many
 * briefings. It refuses to know what a theme file looks like.
 */
#ifndef DEALBRIEF_HOUSE_H
#define DEALBRIEF_HOUSE_H

#include "block.h"
#include "theme.h"
#include "type_scale.h"

struct house_margins { /* points; bottom: under the footer's band */
    double top, right, bottom, left;
};

struct house {
    struct theme light, dark;
    bool dark_pages; /* pages, and figures of which nobody says otherwise, are drawn in `dark` */
    struct type_scale scale;
    double paper_width, paper_height; /* points; 0: as the template says */
    bool landscape;                   /* the template's paper lies on its side */
    bool over_template; /* asked for on the command line: its paper counts, not the template's */
    struct house_margins margins;
    bool bar;                 /* the short stroke of colour at the top of the first page and of each figure */
    struct runs masthead;     /* empty: none */
    const struct scene *logo; /* at its height; NULL: none */
    const char *logo_alt;     /* NULL: decoration */
    struct runs footer;       /* empty: publisher, title and date */
};

/* The usual look */
struct house house_usual(void);
/* The colours of its pages */
const struct theme *house_page_theme(const struct house *house);

#endif
