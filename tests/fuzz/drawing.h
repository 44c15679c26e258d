/* SPDX-License-Identifier: MIT */
/* drawing: fonts and the Graphviz context, made once in a process, and a whole briefing drawn and written with them. */
#ifndef DEALBRIEF_FUZZ_DRAWING_H
#define DEALBRIEF_FUZZ_DRAWING_H

#include "brief.h"
#include "output.h"

struct drawing {
    struct arena *arena; /* lives as long as the process */
    struct text *text;
    struct flow_engine *engine;
};

void drawing_init(struct drawing *drawing);

/* What becomes of the briefing */
enum edition { EDITION_PAGES, EDITION_FIGURES, EDITION_PDF, EDITION_HTML, EDITION_COUNT };

struct drawing_order {
    enum edition edition;
    enum svg_text svg_text;  /* of FIGURES */
    struct bytes attachment; /* of PDF: what inspect must find in it */
};

/* A briefing in memory, as PDF or as HTML, or each of its figures as SVG. They must hold nothing but drawing and can
   be read again. */
void drawing_try(const struct drawing *drawing, struct arena *arena, const struct dataset *dataset,
    const struct template *template, const struct drawing_order *order);

#endif
