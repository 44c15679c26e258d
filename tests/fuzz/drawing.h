/* SPDX-License-Identifier: MIT */
/* drawing: fonts and the Graphviz context, made once in a process, and a whole briefing drawn with them. */
#ifndef DEALBRIEF_FUZZ_DRAWING_H
#define DEALBRIEF_FUZZ_DRAWING_H

#include "brief.h"

struct drawing {
    struct arena *arena; /* lives as long as the process */
    struct text *text;
    struct flow_engine *engine;
};

void drawing_init(struct drawing *drawing);

/* A briefing, and with `figures` each of its figures as SVG, which must hold nothing but drawing. */
void drawing_try(const struct drawing *drawing, struct arena *arena, const struct dataset *dataset,
    const struct template *template, bool figures);

#endif
