/* SPDX-License-Identifier: MIT */
/* pdf_halo: outlines of letters in a page's content, told without cairo; see pdf_halo.c */
#ifndef DEALBRIEF_PDF_HALO_H
#define DEALBRIEF_PDF_HALO_H

#include "list.h"
#include "str.h"

#include <cairo.h>

struct pdf_halo {
    const char *mark;  /* what cairo writes for the path that was drawn instead */
    size_t begin, end; /* of the operators that belong there, in pdf_halos.outlines */
};

struct pdf_halos {
    struct str outlines;
    LIST(struct pdf_halo) list; /* in the order of drawing */
};

struct pdf_halos pdf_halos_none(struct arena *arena);

/* The current path of `cairo`, outlines of letters about to be stroked with round caps on a page so wide and
   high: keeps their operators and leaves a short path that stands for them; or leaves all as it is, for cairo
   to write. */
void pdf_halo_shorten(
    struct pdf_halos *halos, struct arena *arena, cairo_t *cairo, double page_width, double page_height);

/* A page's content with the outlines in their places; *next: the first halo that is not yet in its place,
   goes on from page to page. */
void pdf_halos_put(
    const struct pdf_halos *halos, size_t *next, const char *content, size_t length, struct str *out);

#endif
