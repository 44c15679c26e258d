/* SPDX-License-Identifier: MIT */
/*
 * writing: how all outputs of one dataset are written: colours, provenance and attachments are found once, and a
 * scene becomes SVG or PNG in one way, whoever asked for it.
 */
#ifndef DEALBRIEF_WRITING_H
#define DEALBRIEF_WRITING_H

#include "figure_target.h"
#include "output.h"
#include "session.h"

struct writing {
    const struct session *session;
    struct arena *arena;
    const struct dataset *dataset;
    struct diags *diags;
    const struct provenance *provenance;
    const struct theme *theme; /* the colours that --theme asks for, else those of the style's pages */
    const struct theme *dark;  /* --theme auto; else NULL */
};

/* what: "figure flow" for what no template made; NULL: the template */
struct writing writing_begin(const struct session *session, struct arena *arena,
    const struct dataset *dataset, const char *what, struct diags *diags);

/* All but title, author, subject and language, which are the pages' own */
struct pdf_options writing_pdf(const struct writing *writing);
bool writing_svg(const struct writing *writing, const struct scene *scene, struct bytes *svg);
/* A scene at the size of an article, with as many pixels as --scale says */
struct figure_picture writing_picture(const struct writing *writing, struct scene *scene);
bool writing_png(const struct writing *writing, const struct figure_picture *picture, struct bytes *png);

#endif
