/* SPDX-License-Identifier: MIT */
/*
 * svg_page: what the figures of one page share: fonts, and colours that the page's style turns dark.
 *
 * A figure says its light colours as attributes, so that it is right without any style; a rule for each
 * colour ([fill="#14181f"]) says what it is in the dark. Two colours that are equal in the light alone must
 * not be written alike: the second is moved by the least step, which nobody sees.
 */
#ifndef DEALBRIEF_SVG_PAGE_H
#define DEALBRIEF_SVG_PAGE_H

#include "list.h"
#include "theme.h"

/* Classes of texts, and families of the page's fonts; rules for them stand in html_style.c */
#define PAGE_CLASS_SANS "dbs"
#define PAGE_CLASS_CONDENSED "dbc"

enum svg_page_use { PAGE_FILL, PAGE_STROKE, PAGE_STOP, PAGE_USES };

struct svg_page_colour {
    char light[8], dark[8];
    bool used[PAGE_USES];
};

struct svg_page {
    struct arena *arena;
    const struct theme *light, *dark;
    LIST(struct svg_page_colour) colours;
    LIST(uint32_t) characters[FACE_COUNT];
    const char *sans, *condensed;         /* classes of texts; NULL: PAGE_CLASS_SANS, PAGE_CLASS_CONDENSED */
    const char *prefix;                   /* of the figure's ids: unlike those of all others in the page */
    const char *label;                    /* id of the element that names the figure; NULL: it says nothing */
    bool again;                           /* the same figure once more, for a telephone */
    const char *described, *described_id; /* what the last figure was said to show, and where that stands */
};

/* "#14181f", "#fff": how the colour is written in the light, as a fill, a stroke or a stop of a gradient */
const char *svg_page_colour(struct svg_page *page, struct colour colour, enum svg_page_use use);
void svg_page_character(struct svg_page *page, enum text_face face, uint32_t character);
/* Rules for the dark, one a colour and use; within: "" or what they hold in, ".db12 " */
void svg_page_dark_append(const struct svg_page *page, const char *within, struct str *out);

#endif
