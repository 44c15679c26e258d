/* SPDX-License-Identifier: MIT */
/* desk: what tests of this room share: a sample on the desk, templates from strings, trees as text. */
#ifndef DEALBRIEF_TEST_DESK_H
#define DEALBRIEF_TEST_DESK_H

#include "support.h"

#include "block.h"
#include "brief.h"
#include "expand.h"

struct desk {
    struct arena *arena;
    struct diags *diags; /* of templates and briefings; what the sample itself says is left out */
    struct text *text;
    struct flow_engine *engine;
    const struct dataset *dataset;
    const struct facts *facts;
    const struct snippet_reader *reader; /* NULL: none */
    const struct changes *changes;       /* NULL: no older edition */
};

/* sample: "samples/….json"; NULL: templates only */
void desk_open(struct desk *desk, const char *sample);
/* Another dataset from its JSON text */
void desk_take(struct desk *desk, const char *json);
/* Two editions from files; the newer one is on the desk */
void desk_take_editions(struct desk *desk, const char *old, const char *new);
void desk_close(struct desk *desk);

const struct template *desk_template(struct desk *desk, const char *source);
const struct brief *desk_brief(struct desk *desk, const char *source);
/* The tree of the source filled in; NULL where it is refused or there is no dataset */
const struct block *desk_expand(struct desk *desk, const char *source);
/* "line:column code" of each fault of parsing the source, then expanding it where there is a dataset */
const char *desk_faults(struct desk *desk, const char *source);
/* A template that was parsed, filled in from what is on the desk */
const struct block *desk_fill(struct desk *desk, const struct template *template);
/* The first paragraph of the source, expanded: marks in brackets, "[1]" */
const char *desk_words(struct desk *desk, const char *source);
/* The words of all pages in reading order, figures left out */
const char *desk_pages_words(struct arena *arena, const struct brief *brief);
/* A tree as text: one block a line, indented */
const char *desk_tree(struct arena *arena, const struct block *root);

#endif
