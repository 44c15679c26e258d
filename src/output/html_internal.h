/* SPDX-License-Identifier: MIT */
/* html_internal: what the files of the HTML writer share and nobody else includes. */
#ifndef DEALBRIEF_HTML_INTERNAL_H
#define DEALBRIEF_HTML_INTERNAL_H

#include "document.h"
#include "svg_page.h"

struct html {
    struct arena *arena;
    struct text *text;
    const struct document *document;
    struct svg_page page;
    struct str body;
};

/* Words of strangers: cleaned, right-to-left stretches between isolates, escaped; their letters are noted for
 * the font. */
void html_words(struct html *html, enum text_face face, const char *words);
/* Runs as spans, links and marks; face: of the element around */
void html_runs(struct html *html, enum text_face face, const struct document_runs *runs);
void html_table(struct html *html, const struct document_table *table, bool is_data);

/* The style element's text: colours, sizes, layout, the dark rules of the figures; fonts come before it. */
void html_style_append(const struct html *html, struct str *out);

#endif
