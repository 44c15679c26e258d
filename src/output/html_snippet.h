/* SPDX-License-Identifier: MIT */
/*
 * html_snippet: one figure as a piece of HTML to be pasted into anybody's page: <figure> with its title, the
 * drawing as inline SVG, its numbers as a table, its sources.
 *
 * No script, no file from elsewhere, no id or class that a second one in the page has, no blank line (which
 * would end a block of HTML in Markdown). The style of the page does not reach into it, nor its own out of
 * it. It is a light card in any page, unless a dark theme is given beside the light one: then it follows the
 * reader's system.
 */
#ifndef DEALBRIEF_HTML_SNIPPET_H
#define DEALBRIEF_HTML_SNIPPET_H

#include "document.h"
#include "file.h"
#include "provenance.h"

struct html_snippet_options {
    const struct theme *light, *dark; /* light NULL: ours; dark NULL: the same whatever the system asks for */
    bool bar;                         /* a short stroke of colour above it */
    const struct provenance *provenance; /* NULL: nothing is said */
};

bool html_snippet_write(struct arena *arena, struct text *text, const struct document_snippet *snippet,
    const struct html_snippet_options *options, struct bytes *html, struct diags *diags);

#endif
