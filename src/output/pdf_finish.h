/* SPDX-License-Identifier: MIT */
/*
 * pdf_finish: what cairo drew → a PDF that is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).
 *
 * cairo 1.16 draws pages with a bare structure tree. Here the tree gets what it cannot say (alternative
 * texts, heads of tables …), blocks that go on over pages become one, what is not tagged becomes an artifact,
 * and the file says what it is and where it comes from. No other file writes by libqpdf, which only linearises.
 */
#ifndef DEALBRIEF_PDF_FINISH_H
#define DEALBRIEF_PDF_FINISH_H

#include "output.h"
#include "pdf_halo.h"

/* A tag that was opened while drawing. Marks in the order in which they were opened are the structure tree in
   preorder. Strings are borrowed; NULL: nothing to say. */
struct pdf_mark {
    const char *name; /* "P" */
    unsigned depth;   /* 0: the Document */
    bool line;        /* a part that drawing needed: its content belongs to the element around it */
    bool continues;   /* one element with the last of this name before … */
    const void *whole; /* … that is a part of the same; NULL: with whatever is the last */
    enum scope scope;
    int column_span;
    const char *alt, *title, *language;
    const char *words; /* of a Link what it says, of a Lbl its label */
    bool has_box;      /* Figure: in points of the page, y upwards */
    double left, bottom, right, top;
};

struct pdf_drawing { /* what is to be finished */
    struct bytes bytes;
    const struct pdf_mark *marks;
    size_t mark_count;
    struct pdf_halos halos; /* that are to be put into the pages */
};

/* pdf.c: pages as cairo draws them. The first half of pdf_write, of which pdf_finish is the second. */
bool pdf_draw(struct arena *arena, struct scene *const *pages, size_t count, const struct theme *theme,
    struct pdf_drawing *drawing, struct diags *diags);

/* Nothing is handed out on failure: a diagnostic says why. */
bool pdf_finish(struct arena *arena, const struct pdf_drawing *drawing, const struct pdf_options *options,
    struct bytes *pdf, struct diags *diags);

#endif
