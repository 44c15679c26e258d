/* SPDX-License-Identifier: MIT */
/*
 * paginate: boxes → pages. Every box comes once and in order, but that a figure which does not fit may go to
 * the next page while the text after it fills this one. Nothing lies outside the margins.
 */
#ifndef DEALBRIEF_PAGINATE_H
#define DEALBRIEF_PAGINATE_H

#include "box.h"

struct page_format {
    size_t pages_most;
    double width, height;                    /* paper, points */
    double left, right, top, bottom;         /* margins; bottom leaves room for the footer */
    double footer;                           /* base line of the footer, from the top */
    const char *footer_left, *footer_middle; /* NULL: none; the page number stands right */
    double pointer_leading;                  /* of the line that says where a figure went */
    double head;                             /* base line of the running head, from the top; from page 2 on */
    const char *running; /* at its left, the section at its right; NULL: no running head */
};

struct page_format page_format_make(bool letter);

/* Where a part of a box was put, for those who check. */
struct placement {
    size_t box, from, to, page;
    double y, height;
};

struct pages {
    struct scene **scenes;
    size_t count;
    struct placement *placements; /* in the order they were placed */
    size_t placement_count;
    bool cut; /* more than pages_most were needed: these are not all */
};

struct pages paginate(struct arena *arena, struct text *text, struct box *const *boxes, size_t count,
    const struct page_format *format);

#endif
