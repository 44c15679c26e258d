/* SPDX-License-Identifier: MIT */
/*
 * theme: what the colour roles are, and the type scale. Sizes in points, colours sRGB 0–1.
 */
#ifndef DEALBRIEF_THEME_H
#define DEALBRIEF_THEME_H

#include "scene.h"

struct rgb {
    double red, green, blue;
};

struct theme {
    struct rgb colours[ROLE_COUNT];
};

const struct theme *theme_light(void);
const struct theme *theme_dark(void);
/* The role mixed with paper or ink (linear in sRGB), without its transparency */
struct rgb theme_colour(const struct theme *theme, struct colour colour);
/* "#rrggbb" */
void theme_hex(struct rgb colour, char hex[8]);

enum style { /* the type scale */
    STYLE_KICKER, STYLE_TITLE, STYLE_STANDFIRST, STYLE_SECTION, STYLE_SUBSECTION, STYLE_BODY, STYLE_BODY_STRONG,
    STYLE_KEY_NUMBER, STYLE_KEY_LABEL, STYLE_TABLE, STYLE_TABLE_STRONG, STYLE_TABLE_HEAD, STYLE_FIGURE_TITLE,
    STYLE_FIGURE_SUBTITLE, STYLE_LABEL, STYLE_LABEL_AMOUNT, STYLE_AXIS, STYLE_NOTE, STYLE_RUNNING,
    STYLE_COUNT
};

struct text_style theme_style(enum style style);
double theme_leading(enum style style); /* base line to base line */

/* The colour of the index-th category, in the order of the six category roles; past the last: ROLE_OTHER */
enum role theme_category(unsigned index);

#endif
