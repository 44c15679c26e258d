/* SPDX-License-Identifier: MIT */
/*
 * snippet: one figure as a piece of a document: its title, its drawing for two widths, its numbers as a table
 * and its sources, for those who put it into a page of their own.
 */
#ifndef DEALBRIEF_SNIPPET_H
#define DEALBRIEF_SNIPPET_H

#include "document.h"
#include "figure.h"

/* false after adding an error. The request's width is that of the drawing. */
bool snippet_make(const struct figure_context *context, const struct figure_request *request,
    struct document_snippet *snippet);

#endif
