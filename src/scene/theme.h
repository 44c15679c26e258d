/* SPDX-License-Identifier: MIT */
/*
 * theme: what the colour roles are: one set for light grounds, one for dark. Both are data; a house may bring
 * its own (contrast.h says how readable they are). Colours sRGB 0–1.
 */
#ifndef DEALBRIEF_THEME_H
#define DEALBRIEF_THEME_H

#include "scene.h"
#include "type_scale.h"

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
/* A colour made for areas (3 to 1 on paper) as one of words: its hue with so much ink that they reach 4.5 */
struct colour words_colour(struct colour colour);
/* "#rrggbb", "#rgb"; false: it is neither */
bool rgb_parse(const char *text, struct rgb *colour);
/* "#rrggbb" */
void theme_hex(struct rgb colour, char hex[8]);

/* Of the usual type scale, on which the geometry of drawings is measured; pages and tables ask the scale in
   use (type_scale.h). */
struct text_style theme_style(enum style style);
double theme_leading(enum style style); /* base line to base line */

/* The colour of the index-th category, in the order of the six category roles; past the last: ROLE_OTHER */
enum role theme_category(unsigned index);

#endif
