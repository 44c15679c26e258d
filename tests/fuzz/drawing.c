/* SPDX-License-Identifier: MIT */
#include "drawing.h"

#include "html.h"
#include "inspect.h"
#include "target.h"

#include <string.h>

enum { ALONE_WIDTH = 680 };

static const struct provenance provenance = {
    .dataset = "story.json", .as_of = "2025-12-17", .program = "fuzz"};

void drawing_init(struct drawing *drawing)
{
    struct diags *diags = diags_create();
    drawing->arena = arena_create();
    drawing->text = text_create(target_path(drawing->arena, "fonts"), NULL, diags);
    REQUIRE(drawing->text);
    drawing->engine = flow_engine_create();
    diags_destroy(diags);
}

/* It says where it comes from. */
static const struct inspection *inspected(
    struct arena *arena, struct bytes bytes, const char *kind, struct diags *diags)
{
    struct inspection *inspection = arena_new(arena, struct inspection);
    *inspection = (struct inspection){0};
    REQUIRE(inspect_read(arena, "fuzz", bytes, NULL, inspection, diags));
    REQUIRE(!strcmp(inspection->kind, kind));
    REQUIRE(!strcmp(inspection_value(inspection, "dataset"), provenance.dataset));
    return inspection;
}

/* No numbers that are none, no elements that do something, no byte that XML forbids. */
static void markup_check(struct bytes markup)
{
    static const char *const never[] = {"\"nan", "\"-nan", "\"inf", "\"-inf", "<script", "<foreignObject",
        "<image", "<iframe", "\"javascript:"};
    const char *text = (const char *)markup.at;
    REQUIRE(strlen(text) == markup.length);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        REQUIRE(!strstr(text, never[i]));
    for (size_t i = 0; i < markup.length; i++)
        REQUIRE(markup.at[i] >= 0x20 || markup.at[i] == '\n');
}

static void svg_try(const struct figure_context *context, const struct scene *scene, enum svg_text svg_text)
{
    const struct svg_options options = {.text = svg_text, .provenance = &provenance};
    struct bytes svg;
    REQUIRE(svg_write(context->arena, context->text, scene, &options, &svg, context->diags));
    markup_check(svg);
    inspected(context->arena, svg, "SVG", context->diags);
}

static void figures_try(
    const struct figure_context *context, const struct brief *brief, enum svg_text svg_text)
{
    for (size_t i = 0; i < brief->figure_count; i++) {
        struct figure_request request = brief->figures[i].request;
        request.framed = true;
        request.width = ALONE_WIDTH;
        request.height = 0;
        struct scene *scene = figure_draw(context, &request);
        REQUIRE(scene); /* what the page could draw can be drawn alone */
        svg_try(context, scene, svg_text);
    }
}

/* What no template asks for, one of them by the number of deals; a refusal (nothing to highlight) is an
 * answer. */
static void variant_try(const struct figure_context *context, enum svg_text svg_text)
{
    static const struct figure_request variants[] = {
        {.kind = FIGURE_FLOW, .direction = DIRECTION_DOWN, .width = 246},
        {.kind = FIGURE_MATRIX, .parties_most = PARTIES_UNLIMITED, .width = 510},
        {.kind = FIGURE_FLOW, .highlight = HIGHLIGHT_PARTY, .parties_most = 2, .width = 900},
        {.kind = FIGURE_FLOW, .highlight = HIGHLIGHT_NONE, .parties_most = PARTIES_UNLIMITED, .width = 900},
        {.kind = FIGURE_MATRIX, .highlight = HIGHLIGHT_DEAL, .parties_most = 5, .width = 270},
        {.kind = FIGURE_FLOW, .loops = FLOW_LOOPS_FIRM, .lists_loops = true, .width = 510},
    };
    const struct dataset *dataset = context->facts->dataset;
    struct figure_request request = variants[dataset->deal_count % (sizeof variants / sizeof *variants)];
    request.id = "variant";
    request.level = LEVEL_PARENT;
    request.party = NO_INDEX;
    request.framed = true;
    if (dataset->deal_count == 0 || !figure_flow_any(context->facts, NULL))
        return;
    const struct scene *scene = figure_draw(context, &request);
    if (scene)
        svg_try(context, scene, svg_text);
}

/* Every chart at a width that depends on the data; one that finds nothing to draw says so, and nothing else.
 */
static void charts_try(const struct figure_context *context, enum svg_text svg_text)
{
    static const double widths[] = {246, 426, 499, 876};
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
        struct str csv = str_init(context->arena);
        if (takes & NEEDS_SINCE)
            continue;
        const struct scene *scene = figure_draw(context, &request);
        if (scene)
            svg_try(context, scene, svg_text);
        REQUIRE(!scene || figure_write_csv(context, &request, &csv));
        REQUIRE(!scene || csv.length > 0);
    }
}

static void pdf_try(
    struct arena *arena, const struct brief *brief, struct bytes attached, struct diags *diags)
{
    const struct pdf_attachment attachment = {"story.json", "application/json", "The dataset.", attached};
    const struct pdf_options options = {.title = brief->title,
        .author = brief->author,
        .subject = brief->subject,
        .language = brief->language,
        .provenance = &provenance,
        .attachments = &attachment,
        .attachment_count = 1,
        .linearised = brief->page_count % 2 == 1};
    struct bytes pdf;
    REQUIRE(pdf_write(arena, brief->pages, brief->page_count, &options, &pdf, diags));
    const struct inspection *inspection = inspected(arena, pdf, "PDF", diags);
    REQUIRE(inspection->files.count == 1 && inspection->files.at[0].bytes.length == attached.length);
    REQUIRE(!memcmp(inspection->files.at[0].bytes.at, attached.at, attached.length));
}

static void html_try(const struct brief_input *input)
{
    const struct html_options options = {.provenance = &provenance};
    struct bytes html;
    const struct document *document = brief_document(input);
    REQUIRE(document); /* what pages can be made of */
    REQUIRE(html_write(input->arena, input->text, document, &options, &html, input->diags));
    markup_check(html);
    inspected(input->arena, html, "HTML", input->diags);
}

void drawing_try(const struct drawing *drawing, struct arena *arena, const struct dataset *dataset,
    const struct template *template, const struct drawing_order *order)
{
    struct diags *diags = diags_create();
    const struct facts *facts = facts_derive(arena, dataset, LEVEL_PARENT);
    const struct brief_input input = {arena, drawing->text, drawing->engine, dataset, facts, template, diags};
    const struct brief *brief = brief_make(&input);
    target_check_diags(diags, brief);
    REQUIRE(!brief || brief->page_count > 0);
    if (brief && order->edition == EDITION_FIGURES) {
        const struct figure_context context = {
            arena, drawing->text, drawing->engine, facts, brief->source_numbers, diags};
        figures_try(&context, brief, order->svg_text);
        variant_try(&context, order->svg_text);
        charts_try(&context, order->svg_text);
    } else if (brief && order->edition == EDITION_PDF) {
        pdf_try(arena, brief, order->attachment, diags);
    } else if (brief && order->edition == EDITION_HTML) {
        html_try(&input);
    }
    text_forget(drawing->text);
    diags_destroy(diags);
}
