/* SPDX-License-Identifier: MIT */
/*
 * snippet: figure → piece of a document. A table of deals is no drawing here but a table. It refuses to know
 * elements and styles.
 */
#include "snippet.h"

#include "say.h"
#include "web_table.h"

static const double narrow_width = 320 * 0.75; /* points: a telephone's column */

/* For a telephone; NULL where the kind cannot be so narrow. What both drawings say is complained of once. */
static struct scene *narrow_draw(const struct figure_context *context, const struct figure_request *request)
{
    struct figure_context trial = *context;
    struct figure_request asked = *request;
    struct figure_parts parts;
    asked.width = narrow_width;
    asked.height = 0;
    asked.direction = request->changes == CHANGES_PANELS ? request->direction : DIRECTION_DOWN;
    trial.diags = diags_create();
    bool made = figure_make(&trial, &asked, &parts);
    diags_destroy(trial.diags);
    return made ? parts.drawing : NULL;
}

bool snippet_make(const struct figure_context *context, const struct figure_request *request,
    struct document_snippet *snippet)
{
    struct arena *arena = context->arena;
    struct figure_request asked = *request;
    struct figure_parts parts;
    asked.framed = false;
    if (!figure_make(context, &asked, &parts))
        return false;
    struct document_figure *figure = arena_new(arena, struct document_figure);
    *figure = (struct document_figure){.title = parts.title, .measure = parts.subtitle};
    if (parts.table)
        figure->data = web_table(arena, parts.table);
    else {
        figure->wide = parts.drawing;
        figure->narrow = narrow_draw(context, &asked);
        figure->data = web_data(arena, figure_data(context, &asked, &parts));
    }
    *snippet = (struct document_snippet){.figure = figure,
        .sources = parts.sources,
        .language = language_tag(manner_in(arena)->language),
        .words = {.data = said(arena, "The numbers as a table")}};
    return true;
}
