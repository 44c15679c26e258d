/* SPDX-License-Identifier: MIT */
/*
 * house_colours: are the colours of a theme readable? Adds what is not, with the ratio or distance that was
 * measured and a colour that would do. It refuses to know where the colours come from.
 */
#ifndef DEALBRIEF_HOUSE_COLOURS_H
#define DEALBRIEF_HOUSE_COLOURS_H

#include "diag.h"
#include "theme.h"

struct house_colours {
    const struct theme *theme;
    const char *name;                /* "light" */
    struct place places[ROLE_COUNT]; /* of each colour in the file; file NULL: it is the usual one */
    bool given;                      /* the file says something of this set */
    struct place place;              /* of the set */
    bool pages;               /* pages are drawn in it, so that links are text in a category's colour */
    const struct scene *logo; /* drawn in it, filled with ROLE_LOGO_1 …; NULL: none */
    struct place logo_place;
};

void house_colours_check(struct arena *arena, const struct house_colours *colours, struct diags *diags);

#endif
