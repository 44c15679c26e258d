/* SPDX-License-Identifier: MIT */
/*
 * web: boxes → a document without pages, for reading in a browser: the same words, tables and figures in the
 * same order, figures laid out for two widths. It knows no HTML.
 */
#ifndef DEALBRIEF_WEB_H
#define DEALBRIEF_WEB_H

#include "compose.h"
#include "document.h"

/* Points that a figure is laid out for: in a column of 800 px, and in the 328 px that a telephone leaves
   between margins of 16 px. Both are shown at 1.57 px a point, so that the smallest letters, of 7 pt, are 11 px
   high. */
#define WEB_WIDTH 510.0
#define WEB_NARROW 209.0

/* The tree of a composition that was made WEB_WIDTH wide for MEDIUM_HTML */
struct document_node *web_make(const struct brief_input *input, const struct expansion *expansion,
    const struct composition *composition);

#endif
