/* SPDX-License-Identifier: MIT */
/*
 * web: boxes → a document without pages, for reading in a browser: the same words, tables and figures in the
 * same order, figures laid out for two widths. It knows no HTML.
 */
#ifndef DEALBRIEF_WEB_H
#define DEALBRIEF_WEB_H

#include "compose.h"
#include "document.h"

/* Points: the column of text, where 1 px is 0.75 pt (680 px); and what a telephone of 360 px leaves between
   margins of 16 px. */
#define WEB_WIDTH 510.0
#define WEB_NARROW 246.0

/* The tree of a composition that was made WEB_WIDTH wide for MEDIUM_HTML */
struct document_node *web_make(const struct brief_input *input, const struct expansion *expansion,
    const struct composition *composition);

#endif
