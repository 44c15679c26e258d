/* SPDX-License-Identifier: MIT */
/*
 * type_scale: which face, size and leading words have, by their purpose. A scale is data: a theme may bring
 * its own. It refuses to know what is printed in a style.
 */
#ifndef DEALBRIEF_TYPE_SCALE_H
#define DEALBRIEF_TYPE_SCALE_H

#include "text.h"

enum style {
    STYLE_KICKER,
    STYLE_TITLE,
    STYLE_STANDFIRST,
    STYLE_SECTION,
    STYLE_SUBSECTION,
    STYLE_BODY,
    STYLE_BODY_STRONG,
    STYLE_KEY_NUMBER,
    STYLE_KEY_LABEL,
    STYLE_TABLE,
    STYLE_TABLE_STRONG,
    STYLE_TABLE_HEAD,
    STYLE_FIGURE_TITLE,
    STYLE_FIGURE_SUBTITLE,
    STYLE_LABEL,
    STYLE_LABEL_AMOUNT,
    STYLE_AXIS,
    STYLE_NOTE,
    STYLE_RUNNING,
    STYLE_COUNT
};

struct type_step {
    struct text_style style;
    double leading; /* base line to base line, points */
};

struct type_scale {
    struct type_step steps[STYLE_COUNT];
};

const struct type_scale *type_scale_usual(void);

/* The scale in use for a text: the usual one until text_use_scale; drawings whose geometry is measured on the
   usual sizes ask theme_style instead. The scale is borrowed. NULL: the usual one. */
void text_use_scale(struct text *text, const struct type_scale *scale);
struct text_style text_style_in_use(const struct text *text, enum style style);
double text_leading_in_use(const struct text *text, enum style style);

#endif
