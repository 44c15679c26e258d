/* SPDX-License-Identifier: MIT */
/*
 * figure_bytes: one figure → the bytes of one format. In: what is to be drawn, and the options that say how
 * formats are written. It writes no files.
 */
#include "figure_bytes.h"

#include "html_snippet.h"
#include "limit.h"
#include "output.h"
#include "snippet.h"

static bool pdf_bytes(const struct writing *writing, struct scene *scene, struct bytes *bytes)
{
    if (scene_height(scene) > FIXED_PAGE_SIDE) {
        diags_add(writing->diags, DIAG_LIMIT_HEIGHT, (struct place){.file = writing->dataset->file}, NULL,
            "a briefing (render) has it on several pages; SVG, HTML and CSV have it whole",
            "the figure would be %.0f points high, and a page of PDF has at most %d", scene_height(scene),
            FIXED_PAGE_SIDE);
        return false;
    }
    struct pdf_options options = writing_pdf(writing);
    options.title = scene_title(scene);
    options.author = writing->dataset->publisher;
    options.subject = scene_description(scene);
    options.language = scene_language(scene);
    return pdf_write(writing->arena, &scene, 1, &options, bytes, writing->diags);
}

bool figure_target_bytes(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, enum figure_target target, struct bytes *bytes)
{
    struct figure_picture picture;
    double scale = options_scale(writing->session->options);
    return figure_target_draw(context, request, target, scale, &picture) &&
           writing_png(writing, &picture, bytes);
}

/* For somebody's page: the drawing fills the card that the snippet is. */
static bool html_bytes(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, struct bytes *bytes)
{
    static const double padding = 24; /* points, both sides, as in the frame of a figure */
    struct figure_request asked = *request;
    struct document_snippet snippet;
    asked.width -= padding;
    struct html_snippet_options options = {.light = writing->theme,
        .dark = writing->dark,
        .bar = writing->session->house->bar,
        .provenance = writing->provenance};
    return snippet_make(context, &asked, &snippet) &&
           html_snippet_write(context->arena, context->text, &snippet, &options, bytes, context->diags);
}

static bool scene_write(
    const struct writing *writing, struct scene *scene, unsigned format, struct bytes *bytes)
{
    struct figure_picture picture = writing_picture(writing, scene);
    return format == FORMAT_PNG   ? writing_png(writing, &picture, bytes)
           : format == FORMAT_PDF ? pdf_bytes(writing, scene, bytes)
                                  : writing_svg(writing, scene, bytes);
}

bool figure_bytes(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, unsigned format, struct bytes *bytes)
{
    if (format == FORMAT_JSON || format == FORMAT_CSV) {
        struct str out = str_init(context->arena);
        if (!(format == FORMAT_JSON ? figure_write_json : figure_write_csv)(context, request, &out))
            return false;
        *bytes = str_bytes(&out);
        return true;
    }
    if (format == FORMAT_HTML)
        return html_bytes(writing, context, request, bytes);
    struct scene *scene = figure_draw(context, request);
    return scene && scene_write(writing, scene, format, bytes);
}
