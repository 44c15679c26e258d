/* SPDX-License-Identifier: MIT */
/*
 * house: the look of a publication as data: colours for light and dark grounds, type scale, paper and
 * margins, masthead and footer. Made once from a theme file (by whoever can read one) and used for many
 * briefings. It refuses to know what a theme file looks like.
 */
#ifndef DEALBRIEF_HOUSE_H
#define DEALBRIEF_HOUSE_H

#include "block.h"
#include "say.h"
#include "theme.h"
#include "type_scale.h"

struct house_margins { /* points; bottom: under the footer's band */
    double top, right, bottom, left;
};

enum house_scale {
    SCALE_AS_LANGUAGE,
    SCALE_LETTER,
    SCALE_SHORT_WORD,
    SCALE_WORD
}; /* $38B, $38bn, $38 billion */

/* How numbers and dates are written; what is not given is as the language has it */
struct house_numbers {
    bool given;
    enum house_scale scale;       /* of English: other languages keep their own */
    bool us_dollar;               /* US$38B */
    const char *point, *grouping; /* NULL: not given */
    bool has_dates;
    enum date_order dates;
};

struct house {
    struct theme light, dark;
    bool dark_pages; /* pages, and figures of which nobody says otherwise, are drawn in `dark` */
    struct type_scale scale;
    double paper_width, paper_height; /* points; 0: as the template says */
    bool landscape;                   /* the template's paper lies on its side */
    bool over_template; /* asked for on the command line: its paper counts, not the template's */
    struct house_margins margins;
    struct house_numbers numbers;
    bool bar;                 /* the short stroke of colour at the top of the first page and of each figure */
    struct runs masthead;     /* empty: none */
    const struct scene *logo; /* at its height; NULL: none */
    const char *logo_path;    /* the file it was read from; NULL: none */
    const char *logo_alt;     /* NULL: decoration */
    struct runs footer;       /* empty: publisher, title and date */
    bool attaches_csv;        /* PDFs carry the dataset's tables, not the dataset alone */
};

/* The usual look */
struct house house_usual(void);
/* A manner with the house's numbers in it; the one given where the house says nothing of them */
const struct manner *house_manner(
    const struct house *house, struct arena *arena, const struct manner *manner);
/* The colours of its pages */
const struct theme *house_page_theme(const struct house *house);

#endif
