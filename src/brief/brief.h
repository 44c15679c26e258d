/* SPDX-License-Identifier: MIT */
/*
 * brief: template + facts → pages and figures. expand (values in), compose (blocks → boxes), paginate (boxes
 * → pages).
 */
#ifndef DEALBRIEF_BRIEF_H
#define DEALBRIEF_BRIEF_H

#include "changes.h"
#include "document.h"
#include "figure.h"
#include "house.h"
#include "template.h"

struct brief_figure {
    struct figure_request request; /* as on the page; framed is false */
    const char *caption;
};

struct brief {
    const char *title, *author, *subject, *language;
    struct scene **pages; /* page size in points */
    size_t page_count;
    const struct house *house; /* the look it was made for */
    struct brief_figure *figures; /* ids are unique */
    size_t figure_count;
    const int *source_numbers; /* by source index */
};

struct brief_input {
    struct arena *arena;
    struct text *text;
    struct flow_engine *engine;
    const struct dataset *dataset;
    const struct facts *facts; /* LEVEL_PARENT */
    const struct template *template;
    struct diags *diags;
    const char *deal;              /* id, for a template about one; NULL: the template chooses */
    const struct changes *changes; /* since an older edition, for ::changes; NULL: none was given */
    const struct house *house;     /* the look; NULL: the usual one. Whoever sets it gives its scale to text */
    const struct limits *limits;   /* NULL: the usual ones */
};

/* NULL when any error was added. */
const struct brief *brief_make(const struct brief_input *input);
/* Adds what of this dataset's makes the template faulty, as brief_make does, without making anything: the
   template may be faulty itself (template_read). */
void brief_check(const struct brief_input *input);
/* The same template and data without pages, for the web; NULL when any error was added. */
const struct document *brief_document(const struct brief_input *input);

#endif
