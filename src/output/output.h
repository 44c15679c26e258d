/* SPDX-License-Identifier: MIT */
/*
 * output: scenes → bytes. PDF and PNG through cairo, SVG by our own writer. Drawn in memory; no file is
 * touched.
 *
 * Bytes depend on the scene, the theme, the fonts and `time` alone. Failure (out of limits, a library's error
 * state) adds a diagnostic and returns false; nothing half-made is handed out.
 */
#ifndef DEALBRIEF_OUTPUT_H
#define DEALBRIEF_OUTPUT_H

#include "file.h"
#include "provenance.h"
#include "scene.h"
#include "theme.h"

/* CSS and SVG count 96 px to the inch: text of 8 pt is 10.67 px high in a browser, as it should be. */
#define POINTS_A_PIXEL 0.75

struct pdf_attachment { /* a file within the PDF: what the pages were made from */
    const char *name, *media_type, *description; /* "deals.json", "application/json", a sentence */
    struct bytes bytes;
};

struct pdf_options {
    const char *title, *author, *subject, *language, *creator;
    const struct theme *theme; /* NULL: light; paper that is not white is painted */
    int64_t time; /* seconds since 1970, for the creation date */
    const struct provenance *provenance; /* NULL: nothing is said */
    const struct pdf_attachment *attachments;
    size_t attachment_count;
    bool linearised; /* the first page can be shown before the last has come */
};

bool pdf_write(struct arena *arena, struct scene *const *pages, size_t count,
    const struct pdf_options *options, struct bytes *pdf, struct diags *diags);

/* PAGE: for inlining by html.c alone: fonts and dark colours are those of the page. */
enum svg_text { SVG_TEXT_EMBED, SVG_TEXT_PLAIN, SVG_TEXT_OUTLINE, SVG_TEXT_PAGE };

struct svg_page;

struct svg_options {
    enum svg_text text;
    const struct theme *theme; /* NULL: light */
    struct svg_page *page;     /* PAGE: gathers what its style must say */
    const struct theme *dark;  /* where the reader's system is dark; NULL: `theme` there, too */
    const struct provenance *provenance; /* NULL: nothing is said */
};

/* Coordinates are points; width and height, in px, are the same size in a browser. */
bool svg_write(struct arena *arena, struct text *text, const struct scene *scene,
    const struct svg_options *options, struct bytes *svg, struct diags *diags);

/* scale: pixels a point. png_fits tells beforehand whether the picture keeps within the limits of pixels (NULL: the usual
   ones). */
bool png_fits(const struct scene *scene, double scale, const struct limits *limits);
bool png_sides_fit(const struct scene *scene, double scale); /* with any limit of pixels */
/* Can it be drawn as an image? NULL, and its size in pixels; else what is wrong with it */
const char *png_check(struct bytes png, unsigned *width, unsigned *height);
struct png_options {
    const struct theme *theme; /* NULL: light */
    double scale;              /* pixels a point */
    const struct provenance *provenance; /* NULL: nothing is said */
    const char *file;                    /* whose figure it is, in diagnostics; NULL: nobody's */
    const struct limits *limits;         /* NULL: the usual ones */
    double density;         /* pixels a point at which it is to be shown; 0: scale */
    unsigned width, height; /* pixels: the scene stands in the middle of so many; 0: as many as it has */
};
bool png_write(struct arena *arena, const struct scene *scene, const struct png_options *options,
    struct bytes *png, struct diags *diags);

#endif
