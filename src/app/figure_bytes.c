/* SPDX-License-Identifier: MIT */
/*
 * figure_bytes: one figure → the bytes of one format. In: what is to be drawn, and the options that say how
 * formats are written. It writes no files.
 */
#include "figure_bytes.h"

#include "attachments.h"
#include "html_snippet.h"
#include "output.h"
#include "snippet.h"

/* --theme says which of the two sets of colours; else it is that of the style's pages */
static const struct theme *theme_choose(const struct options *options, const struct house *house)
{
    if (options->dark || options->light)
        return options->dark ? &house->dark : &house->light;
    return house_page_theme(house);
}

static const struct provenance *figure_provenance(
    const struct session *session, const struct figure_context *context)
{
    const char *drawn = arena_printf(context->arena, "figure %s", session->options->kind);
    return session_provenance(session, context->arena, context->facts->dataset, drawn);
}

static bool pdf_bytes(const struct session *session, const struct figure_context *context,
    struct scene *scene, struct bytes *bytes)
{
    const struct dataset *dataset = context->facts->dataset;
    struct pdf_options pdf = {.title = scene_title(scene),
        .author = dataset->publisher,
        .subject = scene_description(scene),
        .language = scene_language(scene),
        .creator = "dealbrief " DEALBRIEF_VERSION,
        .theme = theme_choose(session->options, session->house),
        .time = session_time(session, dataset),
        .provenance = figure_provenance(session, context),
        .linearised = session->options->linearised};
    struct pdf_attachment *attachments = NULL;
    pdf.attachment_count = attachments_make(session, context->arena, dataset, &attachments);
    pdf.attachments = attachments;
    return pdf_write(context->arena, &scene, 1, &pdf, bytes, context->diags);
}

static bool svg_bytes(const struct session *session, const struct figure_context *context,
    const struct scene *scene, struct bytes *bytes)
{
    struct svg_options svg = {.text = (enum svg_text)session->options->svg_text,
        .theme = theme_choose(session->options, session->house),
        .dark = session->options->follows ? &session->house->dark : NULL,
        .provenance = figure_provenance(session, context)};
    return svg_write(context->arena, context->text, scene, &svg, bytes, context->diags);
}

static bool png_bytes(const struct session *session, const struct figure_context *context,
    const struct figure_picture *picture, struct bytes *bytes)
{
    struct png_options png = {.theme = theme_choose(session->options, session->house),
        .scale = picture->scale,
        .provenance = figure_provenance(session, context),
        .density = picture->density,
        .width = picture->width,
        .height = picture->height};
    return png_write(context->arena, picture->scene, &png, bytes, context->diags);
}

bool figure_target_bytes(const struct session *session, const struct figure_context *context,
    const struct figure_request *request, enum figure_target target, struct bytes *bytes)
{
    struct figure_picture picture;
    return figure_target_draw(context, request, target, options_scale(session->options), &picture) &&
           png_bytes(session, context, &picture, bytes);
}

/* For somebody's page: the drawing fills the card that the snippet is. */
static bool html_bytes(const struct session *session, const struct figure_context *context,
    const struct figure_request *request, struct bytes *bytes)
{
    static const double padding = 24; /* points, both sides, as in the frame of a figure */
    struct figure_request asked = *request;
    struct document_snippet snippet;
    asked.width -= padding;
    struct html_snippet_options options = {.light = theme_choose(session->options, session->house),
        .dark = session->options->follows ? &session->house->dark : NULL,
        .bar = session->house->bar,
        .provenance = figure_provenance(session, context)};
    return snippet_make(context, &asked, &snippet) &&
           html_snippet_write(context->arena, context->text, &snippet, &options, bytes, context->diags);
}

static bool scene_write(const struct session *session, const struct figure_context *context,
    struct scene *scene, unsigned format, struct bytes *bytes)
{
    double scale = options_scale(session->options) / POINTS_A_PIXEL;
    struct figure_picture picture = {scene, scale, scale, 0, 0};
    return format == FORMAT_PNG   ? png_bytes(session, context, &picture, bytes)
           : format == FORMAT_PDF ? pdf_bytes(session, context, scene, bytes)
                                  : svg_bytes(session, context, scene, bytes);
}

bool figure_bytes(const struct session *session, const struct figure_context *context,
    const struct figure_request *request, unsigned format, struct bytes *bytes)
{
    if (format == FORMAT_JSON || format == FORMAT_CSV) {
        struct str out = str_init(context->arena);
        if (!(format == FORMAT_JSON ? figure_write_json : figure_write_csv)(context, request, &out))
            return false;
        *bytes = (struct bytes){(const unsigned char *)str_text(&out), out.length};
        return true;
    }
    if (format == FORMAT_HTML)
        return html_bytes(session, context, request, bytes);
    struct scene *scene = figure_draw(context, request);
    return scene && scene_write(session, context, scene, format, bytes);
}
