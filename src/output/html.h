/* SPDX-License-Identifier: MIT */
/*
 * html: a document → one HTML page that needs nothing else: style, fonts and figures are in it.
 *
 * No script, no address but links, no style attribute: it stands under a policy that allows its one style
 * element and fonts from data. Bytes depend on the document, the theme and the fonts alone.
 */
#ifndef DEALBRIEF_HTML_H
#define DEALBRIEF_HTML_H

#include "document.h"
#include "file.h"
#include "provenance.h"

struct html_options {
    const struct theme *light, *dark; /* NULL: ours */
    const struct provenance *provenance; /* NULL: nothing is said */
};

bool html_write(struct arena *arena, struct text *text, const struct document *document,
    const struct html_options *options, struct bytes *html, struct diags *diags);

#endif
