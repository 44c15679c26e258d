/* SPDX-License-Identifier: MIT */
/* writing: In: a session's options and a dataset. Out: what writers are told. It writes no files. */
#include "writing.h"

#include "attachments.h"

/* --theme says which of the two sets of colours; else it is that of the style's pages */
static const struct theme *theme_choose(const struct options *options, const struct house *house)
{
    if (options->dark || options->light)
        return options->dark ? &house->dark : &house->light;
    return house_page_theme(house);
}

struct writing writing_begin(const struct session *session, struct arena *arena,
    const struct dataset *dataset, const char *what, struct diags *diags)
{
    return (struct writing){.session = session,
        .arena = arena,
        .dataset = dataset,
        .diags = diags,
        .provenance = session_provenance(session, arena, dataset, what),
        .theme = theme_choose(session->options, session->house),
        .dark = session->options->follows ? &session->house->dark : NULL};
}

struct pdf_options writing_pdf(const struct writing *writing)
{
    struct pdf_attachment *attachments = NULL;
    size_t count = attachments_make(writing->session, writing->arena, writing->dataset, &attachments);
    return (struct pdf_options){.creator = "dealbrief " DEALBRIEF_VERSION,
        .theme = writing->theme,
        .time = session_time(writing->session, writing->dataset),
        .provenance = writing->provenance,
        .linearised = writing->session->options->linearised,
        .attachments = attachments,
        .attachment_count = count};
}

bool writing_svg(const struct writing *writing, const struct scene *scene, struct bytes *svg)
{
    struct svg_options options = {.text = (enum svg_text)writing->session->options->svg_text,
        .theme = writing->theme,
        .dark = writing->dark,
        .provenance = writing->provenance};
    return svg_write(writing->arena, writing->session->text, scene, &options, svg, writing->diags);
}

struct figure_picture writing_picture(const struct writing *writing, struct scene *scene)
{
    double scale = options_scale(writing->session->options) / POINTS_A_PIXEL;
    return (struct figure_picture){scene, scale, scale, 0, 0};
}

bool writing_png(const struct writing *writing, const struct figure_picture *picture, struct bytes *png)
{
    struct png_options options = {.theme = writing->theme,
        .scale = picture->scale,
        .provenance = writing->provenance,
        .file = writing->dataset->file,
        .limits = &writing->session->options->limits,
        .density = picture->density,
        .width = picture->width,
        .height = picture->height};
    return png_write(writing->arena, picture->scene, &options, png, writing->diags);
}
