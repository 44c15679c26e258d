/* SPDX-License-Identifier: MIT */
/*
 * kit: a figure → the files of its kit. Which host takes which of them stands in docs/figures.md.
 */
#include "kit.h"

#include "figure_bytes.h"

/* What is made of the one drawing for an article; false after adding an error */
static bool article_make(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, struct bytes *svg, struct bytes *png, struct bytes *alt)
{
    struct scene *scene = figure_draw(context, request);
    struct str words = str_init(context->arena);
    if (!scene)
        return false;
    struct figure_picture picture = writing_picture(writing, scene);
    str_printf(&words, "%s\n", scene_description(scene)); /* for the field that every host has for it */
    *alt = str_bytes(&words);
    return writing_svg(writing, scene, svg) && writing_png(writing, &picture, png);
}

bool kit_make(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, const char *folder, struct file_output outputs[KIT_FILES])
{
    enum { SVG, PNG, MAIL, CARD, HTML, ALT, CSV };
    static const char *const names[KIT_FILES] = {[SVG] = "figure.svg",
        [PNG] = "figure@2x.png",
        [MAIL] = "figure-mail.png",
        [CARD] = "card.png",
        [HTML] = "figure.html",
        [ALT] = "alt.txt",
        [CSV] = "data.csv"};
    for (size_t i = 0; i < KIT_FILES; i++)
        outputs[i] = (struct file_output){.path = arena_printf(context->arena, "%s/%s", folder, names[i])};
    return article_make(
               writing, context, request, &outputs[SVG].bytes, &outputs[PNG].bytes, &outputs[ALT].bytes) &&
           figure_target_bytes(writing, context, request, TARGET_MAIL, &outputs[MAIL].bytes) &&
           figure_target_bytes(writing, context, request, TARGET_CARD, &outputs[CARD].bytes) &&
           figure_bytes(writing, context, request, FORMAT_HTML, &outputs[HTML].bytes) &&
           figure_bytes(writing, context, request, FORMAT_CSV, &outputs[CSV].bytes);
}
