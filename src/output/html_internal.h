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
    const char *source_word;  /* before the number of a mark, for those who hear it */
    const char *class_prefix; /* before the names of classes: of what stands in somebody else's page; "" */
    struct str body;
};

/* A figure's drawing; prefix: of its ids, label: the id of what names it, NULL: it is decoration */
bool html_drawing(struct html *html, const struct scene *scene, const char *prefix, const char *label,
    struct diags *diags);
/* class="a b", each name with the prefix; NULL: no attribute */
void html_class(struct html *html, const char *names);

/* Words of strangers: cleaned, right-to-left stretches between isolates, escaped; their letters are noted for
 * the font. */
void html_words(struct html *html, enum text_face face, const char *words);
/* Runs as spans, links and marks; face: of the element around */
void html_runs(struct html *html, enum text_face face, const struct document_runs *runs);
void html_table(struct html *html, const struct document_table *table, bool is_data);

/* The colours of a theme as variables, their names behind a prefix: ".a{--db-paper:#fff;…}" */
void html_colours_append(
    struct str *out, const char *selector, const char *prefix, const struct theme *theme);
/* The style element's text: colours, sizes, layout, the dark rules of the figures; fonts come before it. */
void html_style_append(const struct html *html, struct str *out);

#endif
