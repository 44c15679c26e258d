/* SPDX-License-Identifier: MIT */
/*
 * kit: a figure → the files of its kit. Which host takes which of them stands in docs/figures.md.
 */
#include "kit.h"

#include "figure_bytes.h"

#include <string.h>

/* The alternative text, for the field that every host has for it */
static bool alt_bytes(
    const struct figure_context *context, const struct figure_request *request, struct bytes *bytes)
{
    struct figure_parts parts;
    struct str out = str_init(context->arena);
    if (!figure_make(context, request, &parts))
        return false;
    str_printf(&out, "%s\n", parts.alt);
    *bytes = (struct bytes){(const unsigned char *)str_text(&out), out.length};
    return true;
}

static bool file_make(const struct session *session, const struct figure_context *context,
    const struct figure_request *request, const char *name, struct bytes *bytes)
{
    static const struct {
        const char *name;
        unsigned format;
        int target;
    } files[] = {{"figure.svg", FORMAT_SVG, -1}, {"figure@2x.png", FORMAT_PNG, -1},
        {"figure-mail.png", FORMAT_PNG, TARGET_MAIL}, {"card.png", FORMAT_PNG, TARGET_CARD},
        {"figure.html", FORMAT_HTML, -1}, {"data.csv", FORMAT_CSV, -1}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!strcmp(files[i].name, name))
            return files[i].target < 0 ? figure_bytes(session, context, request, files[i].format, bytes)
                                       : figure_target_bytes(session, context, request,
                                             (enum figure_target)files[i].target, bytes);
    return alt_bytes(context, request, bytes);
}

bool kit_make(const struct session *session, const struct figure_context *context,
    const struct figure_request *request, const char *folder, struct file_output outputs[KIT_FILES])
{
    static const char *const names[KIT_FILES] = {
        "figure.svg", "figure@2x.png", "figure-mail.png", "card.png", "figure.html", "alt.txt", "data.csv"};
    for (size_t i = 0; i < KIT_FILES; i++) {
        outputs[i] = (struct file_output){.path = arena_printf(context->arena, "%s/%s", folder, names[i])};
        if (!file_make(session, context, request, names[i], &outputs[i].bytes))
            return false;
    }
    return true;
}
