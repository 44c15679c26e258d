/* SPDX-License-Identifier: MIT */
/*
 * page_plan: boxes → where each piece of them stands. Nothing is drawn and nothing but the drawing of a
 * figure that is pressed lower changes, so that several plans can be made and the best be taken.
 *
 * Rules: a heading stands with a piece of what it heads; two lines of a paragraph, three rows of a table and
 * two items of a list stand on either side of a break; a figure that does not fit waits for the top of the
 * next page while the text of its section goes on, and a line in its place says where it is.
 */
#ifndef DEALBRIEF_PAGE_PLAN_H
#define DEALBRIEF_PAGE_PLAN_H

#include "paginate.h"

#define NO_BREAK ((size_t)-1)

/* What one plan may do otherwise than the plain one */
struct plan_wish {
    size_t break_before; /* a box that begins a page whatever fits before it; NO_BREAK: none */
    size_t short_page;   /* a page that ends early … */
    double short_by;     /* … by so many points; 0: none */
    double tightness;    /* of the spaces between boxes; 1: as they are */
    bool press_figures;  /* may have figures drawn again, lower; else as they are by now */
};

/* A line that says where a figure went */
struct pointer {
    size_t box;    /* the figure */
    size_t before; /* it is read before the placement with this number */
    size_t page;
    double y;
};

/* A note at the foot of a page */
struct foot_note {
    const struct note_mark *mark;
    size_t page;
};

struct page_plan {
    struct placement *placements;
    size_t placement_count;
    struct pointer *pointers;
    size_t pointer_count;
    struct foot_note *notes; /* by page, in the order of their marks */
    size_t note_count;
    double *reaches; /* by page: how far down it is filled, 0–1 */
    size_t page_count;
    bool cut;
};

struct page_plan page_plan_make(struct arena *arena, struct box *const *boxes, size_t count,
    const struct page_format *format, struct plan_wish wish);
/* How much is wrong with it; the least is the best */
double page_plan_badness(const struct page_plan *plan, struct box *const *boxes);

/* Points at a page's foot that such notes take, with the rule above them; 0 for none */
double foot_notes_height(const struct note_mark *const *marks, size_t count);

#endif
