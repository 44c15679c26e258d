/* SPDX-License-Identifier: MIT */
#include "figure_command.h"

#include "console.h"
#include "drawing.h"
#include "kit.h"

#include <unistd.h>

/* The kit's files, or the one that is asked for; how many, 0 after adding an error */
static size_t outputs_make(const struct drawing *drawing, struct file_output outputs[KIT_FILES])
{
    const struct writing *writing = &drawing->writing;
    const struct options *options = writing->session->options;
    if (options->kit)
        return kit_make(writing, &drawing->context, &drawing->request, options->kit, outputs) ? KIT_FILES : 0;
    outputs[0] = (struct file_output){.path = options->output ? options->output : "-", .folder_stays = true};
    return drawing_bytes(drawing, &outputs[0].bytes);
}

static int dataset_figure(
    const struct session *session, struct arena *arena, struct diags *diags, struct drawing *drawing)
{
    struct file_output outputs[KIT_FILES];
    struct job job = {.path = session->options->inputs[0]};
    const char *fault;
    size_t count = 0;
    if (drawing_begin(session, arena, &job, drawing, diags, &fault))
        count = outputs_make(drawing, outputs);
    return fault ? report_usage(session->options, "%s", fault)
                 : session_conclude(session, arena, outputs, count, diags);
}

int figure_command(struct session *session)
{
    const struct options *options = session->options;
    struct drawing drawing;
    const char *fault = drawing_fault(session->arena, options, &drawing);
    if (fault)
        return report_usage(options, "%s", fault);
    bool binary = drawing.format == FORMAT_PNG || drawing.format == FORMAT_PDF;
    if (binary && !options->kit && (!options->output || str_equals(options->output, "-")) &&
        isatty(STDOUT_FILENO))
        return report_usage(options, "will not write a picture to the terminal; -o names a file");
    bool opened = session_open_drawing(session), house = session_open_house(session);
    int code = session_report(session, session->diags);
    if (!opened || !house || code)
        return code;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    code = dataset_figure(session, arena, diags, &drawing);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}
