/* SPDX-License-Identifier: MIT */
/* render: dataset → facts → pages and figures → bytes. Read render_dataset: it is the whole program. */
#include "render.h"

#include "editions.h"
#include "writing.h"

#include "brief.h"
#include "facts.h"
#include "figure_target.h"
#include "html.h"
#include "list.h"
#include "output.h"

#include <string.h>

/* width in points of a figure that stands alone: 680 px, an article's text column */
static const double alone_width = 680 * POINTS_A_PIXEL;

static void output_add(struct arena *arena, struct outputs *list, const char *path, struct bytes bytes)
{
    struct file_output *output = list_push(arena, list);
    output->path = path;
    output->bytes = bytes;
}

static bool pdf_render(
    const struct writing *writing, const struct brief *brief, const char *path, struct outputs *list)
{
    struct pdf_options options = writing_pdf(writing);
    struct bytes pdf;
    options.title = brief->title;
    options.author = brief->author;
    options.subject = brief->subject;
    options.language = brief->language;
    if (!pdf_write(writing->arena, brief->pages, brief->page_count, &options, &pdf, writing->diags))
        return false;
    output_add(writing->arena, list, path, pdf);
    return true;
}

/* One page for a browser, from the same blocks without pages. What both say of a figure is said once. */
static bool html_render(
    const struct writing *writing, const struct brief_input *input, const char *path, struct outputs *list)
{
    struct html_options options = {writing->theme, &input->house->dark, writing->provenance};
    struct bytes html;
    const struct document *document = brief_document(input);
    if (!document || !html_write(input->arena, input->text, document, &options, &html, input->diags))
        return false;
    output_add(input->arena, list, path, html);
    return true;
}

static bool svg_render(
    const struct writing *writing, const struct scene *scene, const char *path, struct outputs *list)
{
    struct bytes svg;
    if (!writing_svg(writing, scene, &svg))
        return false;
    output_add(writing->arena, list, path, svg);
    return true;
}

/* A table of a thousand rows is no picture: it is left out in the open, the briefing goes on. */
static bool png_render(const struct writing *writing, const struct figure_picture *picture, const char *path,
    struct outputs *list)
{
    struct bytes png;
    if (!png_fits(picture->scene, picture->scale, &writing->session->options->limits)) {
        const struct limits *limits = &writing->session->options->limits;
        const char *hint = "the PDF and the SVG have it";
        if (png_sides_fit(picture->scene, picture->scale))
            hint = arena_printf(
                writing->arena, "%s; %s", hint, limit_hint(writing->arena, limits, LIMIT_PIXELS));
        diags_add(writing->diags, DIAG_CROWDED, (struct place){.file = writing->dataset->file}, NULL, hint,
            "%s would be too high a picture and is left out", path);
        return true;
    }
    if (!writing_png(writing, picture, &png))
        return false;
    output_add(writing->arena, list, path, png);
    return true;
}

/* The figure as it is drawn for an article, or for the place that --target names */
static bool picture_make(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, struct scene *scene, struct figure_picture *picture)
{
    const struct options *options = writing->session->options;
    int target = figure_target_find(options->target);
    if (target >= 0)
        return figure_target_draw(
            context, request, (enum figure_target)target, options_scale(options), picture);
    *picture = writing_picture(writing, scene);
    return true;
}

/* Each figure of the briefing, laid out anew for the width of an article. */
static bool figures_render(const struct writing *writing, const struct figure_context *context,
    const struct brief *brief, const char *folder, unsigned formats, struct outputs *list)
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
            !svg_render(writing, scene, arena_printf(context->arena, "%s.svg", path), list))
            return false;
        struct figure_picture picture;
        if ((formats & FORMAT_PNG) &&
            !(picture_make(writing, context, &request, scene, &picture) &&
                png_render(writing, &picture, arena_printf(context->arena, "%s.png", path), list)))
            return false;
    }
    return true;
}

bool render_input(const struct session *session, struct arena *arena, const struct job *job,
    struct diags *diags, struct brief_input *input)
{
    const struct options *options = session->options;
    const struct dataset *dataset = session_load_job(session, arena, job, diags);
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
        .limits = &options->limits,
        .diags = diags};
    return true;
}

const char *render_folder(const struct session *session, struct arena *arena, const struct job *job)
{
    const char *output = session->options->output;
    return arena_printf(arena, "%s/%s", output ? output : "out", job->stem);
}

bool render_dataset(const struct session *session, struct arena *arena, const struct job *job,
    struct outputs *list, struct diags *diags)
{
    const struct options *options = session->options;
    struct brief_input input;
    if (!render_input(session, arena, job, diags, &input))
        return false;
    struct writing writing = writing_begin(session, arena, input.dataset, NULL, diags);
    bool standard = str_equals(options->output, "-");
    const char *folder = render_folder(session, arena, job);
    unsigned formats = options->formats ? options->formats : FORMAT_PDF | FORMAT_SVG | FORMAT_PNG;
    if ((formats & FORMAT_HTML) &&
        !html_render(
            &writing, &input, standard ? "-" : arena_printf(arena, "%s/briefing.html", folder), list))
        return false;
    if (formats == FORMAT_HTML)
        return true;
    const struct brief *brief = brief_make(&input);
    if (!brief)
        return false;
    if ((formats & FORMAT_PDF) &&
        !pdf_render(&writing, brief, standard ? "-" : arena_printf(arena, "%s/briefing.pdf", folder), list))
        return false;
    /* no source numbers: the list they point to is in the PDF, a figure alone names its publishers */
    struct figure_context context = {.arena = arena,
        .text = session->text,
        .house = session->house,
        .engine = session->engine,
        .facts = input.facts,
        .changes = input.changes,
        .diags = diags};
    return !(formats & (FORMAT_SVG | FORMAT_PNG)) ||
           figures_render(&writing, &context, brief, folder, formats, list);
}
