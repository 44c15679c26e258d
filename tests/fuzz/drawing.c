/* SPDX-License-Identifier: MIT */
#include "drawing.h"

#include "output.h"
#include "target.h"

#include <string.h>

enum { ALONE_WIDTH = 680 };

void drawing_init(struct drawing *drawing)
{
    struct diags *diags = diags_create();
    drawing->arena = arena_create();
    drawing->text = text_create(target_path(drawing->arena, "fonts"), NULL, diags);
    REQUIRE(drawing->text);
    drawing->engine = flow_engine_create();
    diags_destroy(diags);
}

/* No numbers that are none, no elements that do something, no byte that XML forbids. */
static void svg_check(struct bytes svg)
{
    static const char *const never[] = {
        "\"nan", "\"-nan", "\"inf", "\"-inf", "<script", "<foreignObject", "<image", "\"javascript:"};
    const char *text = (const char *)svg.at;
    REQUIRE(strlen(text) == svg.length);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        REQUIRE(!strstr(text, never[i]));
    for (size_t i = 0; i < svg.length; i++)
        REQUIRE(svg.at[i] >= 0x20 || svg.at[i] == '\n');
}

static void figures_try(const struct figure_context *context, const struct brief *brief)
{
    static const struct svg_options options = {.text = SVG_TEXT_PLAIN};
    for (size_t i = 0; i < brief->figure_count; i++) {
        struct figure_request request = brief->figures[i].request;
        struct bytes svg;
        request.framed = true;
        request.width = ALONE_WIDTH;
        request.height = 0;
        struct scene *scene = figure_draw(context, &request);
        REQUIRE(scene); /* what the page could draw can be drawn alone */
        REQUIRE(svg_write(context->arena, context->text, scene, &options, &svg, context->diags));
        svg_check(svg);
    }
}

/* What no template asks for, one of them by the number of deals; a refusal (nothing to highlight) is an
 * answer. */
static void variant_try(const struct figure_context *context)
{
    static const struct figure_request variants[] = {
        {.kind = FIGURE_FLOW, .direction = DIRECTION_DOWN, .width = 246},
        {.kind = FIGURE_MATRIX, .parties_most = PARTIES_UNLIMITED, .width = 510},
        {.kind = FIGURE_FLOW, .highlight = HIGHLIGHT_PARTY, .parties_most = 2, .width = 900},
        {.kind = FIGURE_FLOW, .highlight = HIGHLIGHT_NONE, .parties_most = PARTIES_UNLIMITED, .width = 900},
        {.kind = FIGURE_MATRIX, .highlight = HIGHLIGHT_DEAL, .parties_most = 5, .width = 270},
        {.kind = FIGURE_FLOW, .loops = FLOW_LOOPS_FIRM, .lists_loops = true, .width = 510},
    };
    static const struct svg_options options = {.text = SVG_TEXT_PLAIN};
    const struct dataset *dataset = context->facts->dataset;
    struct figure_request request = variants[dataset->deal_count % (sizeof variants / sizeof *variants)];
    struct bytes svg;
    request.id = "variant";
    request.level = LEVEL_PARENT;
    request.party = NO_INDEX;
    request.framed = true;
    if (dataset->deal_count == 0 || !figure_flow_any(context->facts, NULL))
        return;
    const struct scene *scene = figure_draw(context, &request);
    if (scene && svg_write(context->arena, context->text, scene, &options, &svg, context->diags))
        svg_check(svg);
}

/* Every chart at a width that depends on the data; one that finds nothing to draw says so, and nothing else.
 */
static void charts_try(const struct figure_context *context)
{
    static const double widths[] = {246, 426, 499, 876};
    static const struct svg_options options = {.text = SVG_TEXT_PLAIN};
    const struct dataset *dataset = context->facts->dataset;
    for (enum figure_kind kind = 0; kind < FIGURE_KIND_COUNT; kind++) {
        unsigned takes = figure_takes(kind);
        struct figure_request request = {.kind = kind,
            .id = "chart",
            .party = NO_INDEX,
            .deal = takes & NEEDS_DEAL && dataset->deal_count > 0 ? 0 : NO_INDEX,
            .level = LEVEL_PARENT,
            .deal_class = CLASS_COUNT,
            .bucket = BUCKET_COUNT,
            .width = widths[(dataset->deal_count + dataset->party_count) % 4],
            .framed = true};
        struct bytes svg;
        struct str csv = str_init(context->arena);
        if (takes & NEEDS_SINCE)
            continue;
        const struct scene *scene = figure_draw(context, &request);
        if (scene && svg_write(context->arena, context->text, scene, &options, &svg, context->diags))
            svg_check(svg);
        REQUIRE(!scene || figure_write_csv(context, &request, &csv));
        REQUIRE(!scene || csv.length > 0);
    }
}

void drawing_try(const struct drawing *drawing, struct arena *arena, const struct dataset *dataset,
    const struct template *template, bool figures)
{
    struct diags *diags = diags_create();
    const struct facts *facts = facts_derive(arena, dataset, LEVEL_PARENT);
    const struct brief_input input = {arena, drawing->text, drawing->engine, dataset, facts, template, diags};
    const struct brief *brief = brief_make(&input);
    target_check_diags(diags, brief);
    REQUIRE(!brief || brief->page_count > 0);
    if (brief && figures) {
        const struct figure_context context = {
            arena, drawing->text, drawing->engine, facts, brief->source_numbers, diags};
        figures_try(&context, brief);
        variant_try(&context);
        charts_try(&context);
    }
    text_forget(drawing->text);
    diags_destroy(diags);
}
