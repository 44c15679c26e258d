/* SPDX-License-Identifier: MIT */
/*
 * render: dataset → facts → pages and figures → bytes → files. Read render_dataset: it is the whole program.
 */
#include "render.h"

#include "attachments.h"
#include "editions.h"

#include "brief.h"
#include "facts.h"
#include "figure_target.h"
#include "html.h"
#include "list.h"
#include "output.h"

#include <stdio.h>
#include <string.h>

/* width in points of a figure that stands alone: 680 px, an article's text column */
static const double alone_width = 680 * POINTS_A_PIXEL;

typedef LIST(struct file_output) outputs;

static void output_add(struct arena *arena, outputs *list, const char *path, struct bytes bytes)
{
    struct file_output *output = list_push(arena, list);
    output->path = path;
    output->bytes = bytes;
}

static bool pdf_render(const struct session *session, struct arena *arena, const struct dataset *dataset,
    const struct brief *brief, const char *path, outputs *list, struct diags *diags)
{
    struct pdf_options options = {.title = brief->title,
        .author = brief->author,
        .subject = brief->subject,
        .language = brief->language,
        .creator = "dealbrief " DEALBRIEF_VERSION,
        .theme = house_page_theme(session->house),
        .time = session_time(session, dataset),
        .provenance = session_provenance(session, arena, dataset, NULL),
        .linearised = session->options->linearised};
    struct pdf_attachment *attachments = NULL;
    options.attachment_count = attachments_make(session, arena, dataset, &attachments);
    options.attachments = attachments;
    struct bytes pdf;
    if (!pdf_write(arena, brief->pages, brief->page_count, &options, &pdf, diags))
        return false;
    output_add(arena, list, path, pdf);
    return true;
}

/* One page for a browser, from the same blocks without pages. What both say of a figure is said once. */
static bool html_render(
    const struct session *session, const struct brief_input *input, const char *path, outputs *list)
{
    const struct house *house = input->house;
    struct html_options options = {house_page_theme(house), &house->dark,
        session_provenance(session, input->arena, input->dataset, NULL)};
    struct bytes html;
    const struct document *document = brief_document(input);
    if (!document || !html_write(input->arena, input->text, document, &options, &html, input->diags))
        return false;
    output_add(input->arena, list, path, html);
    return true;
}

static bool svg_render(const struct session *session, const struct figure_context *context,
    const struct scene *scene, const char *path, outputs *list)
{
    struct svg_options options = {.text = (enum svg_text)session->options->svg_text,
        .theme = house_page_theme(session->house),
        .provenance = session_provenance(session, context->arena, context->facts->dataset, NULL)};
    struct bytes svg;
    if (!svg_write(context->arena, context->text, scene, &options, &svg, context->diags))
        return false;
    output_add(context->arena, list, path, svg);
    return true;
}

/* A table of a thousand rows is no picture: it is left out in the open, the briefing goes on. */
static bool png_render(const struct session *session, const struct figure_context *context,
    const struct figure_picture *picture, const char *path, outputs *list)
{
    struct bytes png;
    if (!png_fits(picture->scene, picture->scale)) {
        diags_add(context->diags, DIAG_CROWDED, (struct place){.file = context->facts->dataset->file}, NULL,
            "the PDF and the SVG have it", "%s would be too high a picture and is left out", path);
        return true;
    }
    struct png_options options = {.theme = house_page_theme(session->house),
        .scale = picture->scale,
        .provenance = session_provenance(session, context->arena, context->facts->dataset, NULL),
        .density = picture->density,
        .width = picture->width,
        .height = picture->height};
    if (!png_write(context->arena, picture->scene, &options, &png, context->diags))
        return false;
    output_add(context->arena, list, path, png);
    return true;
}

/* The figure as it is drawn for an article, or for the place that --target names */
static bool picture_make(const struct session *session, const struct figure_context *context,
    const struct figure_request *request, struct scene *scene, struct figure_picture *picture)
{
    int target = figure_target_find(session->options->target);
    double scale = options_scale(session->options);
    if (target >= 0)
        return figure_target_draw(context, request, (enum figure_target)target, scale, picture);
    *picture = (struct figure_picture){scene, scale / POINTS_A_PIXEL, scale / POINTS_A_PIXEL, 0, 0};
    return true;
}

/* Each figure of the briefing, laid out anew for the width of an article. */
static bool figures_render(const struct session *session, const struct figure_context *context,
    const struct brief *brief, const char *folder, unsigned formats, outputs *list)
{
    for (size_t i = 0; i < brief->figure_count; i++) {
        struct figure_request request = brief->figures[i].request;
        request.framed = true;
        request.width = alone_width;
        request.height = 0;
        request.lists_loops = true;
        struct scene *scene = figure_draw(context, &request);
        if (!scene)
            return false;
        const char *path = arena_printf(context->arena, "%s/%s", folder, request.id);
        if ((formats & FORMAT_SVG) &&
            !svg_render(session, context, scene, arena_printf(context->arena, "%s.svg", path), list))
            return false;
        struct figure_picture picture;
        if ((formats & FORMAT_PNG) &&
            !(picture_make(session, context, &request, scene, &picture) &&
                png_render(session, context, &picture, arena_printf(context->arena, "%s.png", path), list)))
            return false;
    }
    return true;
}

static const char *stem_of(struct arena *arena, const char *path)
{
    return str_equals(path, "-") ? "stdin" : file_stem(arena, path);
}

/* A dataset, and the older edition, from their files; false: diags say why */
static bool input_load(const struct session *session, struct arena *arena, const char *path,
    struct diags *diags, struct brief_input *input)
{
    const struct options *options = session->options;
    const struct dataset *dataset = session_load(session, arena, path, diags);
    if (!dataset)
        return false;
    session_set_manner(session, arena);
    const struct facts *facts = facts_derive(arena, dataset, LEVEL_PARENT);
    const struct dataset *old = options->since ? edition_load(session, arena, options->since, diags) : NULL;
    if (options->since && !old)
        return false;
    *input = (struct brief_input){.arena = arena,
        .text = session->text,
        .engine = session->engine,
        .dataset = dataset,
        .facts = facts,
        .template = session_template(session, arena),
        .changes = old ? editions_compare(arena, old, facts, diags) : NULL,
        .house = session->house,
        .deal = options->deal,
        .diags = diags};
    return true;
}

/* One dataset, start to end; false: diags say why. */
static bool dataset_render(
    const struct session *session, struct arena *arena, const char *path, outputs *list, struct diags *diags)
{
    const struct options *options = session->options;
    struct brief_input input;
    if (!input_load(session, arena, path, diags, &input))
        return false;
    const struct dataset *dataset = input.dataset;
    const struct facts *facts = input.facts;
    bool standard = str_equals(options->output, "-");
    const char *folder =
        arena_printf(arena, "%s/%s", options->output ? options->output : "out", stem_of(arena, path));
    unsigned formats = options->formats ? options->formats : FORMAT_PDF | FORMAT_SVG | FORMAT_PNG;
    if ((formats & FORMAT_HTML) &&
        !html_render(session, &input, standard ? "-" : arena_printf(arena, "%s/briefing.html", folder), list))
        return false;
    if (formats == FORMAT_HTML)
        return true;
    const struct brief *brief = brief_make(&input);
    if (!brief)
        return false;
    if ((formats & FORMAT_PDF) &&
        !pdf_render(session, arena, dataset, brief,
            standard ? "-" : arena_printf(arena, "%s/briefing.pdf", folder), list, diags))
        return false;
    /* no source numbers: the list they point to is in the PDF, a figure alone names its publishers */
    struct figure_context context = {.arena = arena,
        .text = session->text,
        .house = session->house,
        .engine = session->engine,
        .facts = facts,
        .changes = input.changes,
        .diags = diags};
    return !(formats & (FORMAT_SVG | FORMAT_PNG)) ||
           figures_render(session, &context, brief, folder, formats, list);
}

static int one_render(const struct session *session, const char *path)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    outputs list = {0};
    if (!dataset_render(session, arena, path, &list, diags))
        list.count = 0;
    int code = session_conclude(session, arena, list.at, list.count, diags);
    text_forget(session->text);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}

/* Names of folders come from the inputs' stems: two of one stem would write over each other. */
static bool stems_check(struct session *session)
{
    const struct options *options = session->options;
    bool good = true;
    for (size_t i = 0; i < options->input_count; i++)
        for (size_t j = i + 1; j < options->input_count; j++) {
            const char *stem = stem_of(session->arena, options->inputs[i]);
            if (strcmp(stem, stem_of(session->arena, options->inputs[j])))
                continue;
            report_usage(options, "'%s' and '%s' would both be written to '%s'", options->inputs[i],
                options->inputs[j], stem);
            good = false;
        }
    return good;
}

static bool usage_check(struct session *session)
{
    const struct options *options = session->options;
    if (options->formats & (FORMAT_JSON | FORMAT_CSV)) {
        report_usage(options, "render writes pdf, svg, png and html; `dealbrief facts` writes JSON");
        return false;
    }
    if (options->formats && !(options->formats & FORMAT_PNG) &&
        (options->target || options->pixel_ratio > 0)) {
        report_usage(
            options, "%s is for PNG, and --format leaves it out", options->target ? "--target" : "--scale");
        return false;
    }
    if (options_target_fault(options)) {
        report_usage(options, "%s", options_target_fault(options));
        return false;
    }
    if (str_equals(options->output, "-") &&
        ((options->formats != FORMAT_PDF && options->formats != FORMAT_HTML) || options->input_count != 1)) {
        report_usage(options, "standard output takes one dataset's PDF or page: add -f pdf or -f html");
        return false;
    }
    if (options->linearised && options->formats && !(options->formats & FORMAT_PDF)) {
        report_usage(options, "--linearize is about PDFs, and none is asked for");
        return false;
    }
    return stems_check(session);
}

/* What (the first) dataset shows to be wrong as well, where template or theme are refused already */
static void faults_gather(struct session *session, const char *path)
{
    struct brief_input input;
    if (input_load(session, session->arena, path, session->diags, &input))
        brief_check(&input);
}

int render_command(struct session *session)
{
    if (!usage_check(session))
        return 2;
    /* both are tried, so that one run names every fault of fonts and template */
    bool drawing = session_open_drawing(session), template = session_open_template(session);
    bool house = session_open_house(session);
    if (drawing && session->template && !(template && house))
        faults_gather(session, session->options->inputs[0]);
    /* their warnings are told once, before any dataset is looked at */
    int refused = session_report(session, session->diags);
    if (!drawing || !template || !house || refused)
        return refused;
    int worst = 0;
    for (size_t i = 0; i < session->options->input_count; i++) {
        int code = one_render(session, session->options->inputs[i]);
        worst = code > worst ? code : worst;
    }
    return worst;
}
