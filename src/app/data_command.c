/* SPDX-License-Identifier: MIT */
#include "data_command.h"

#include "choice.h"
#include "console.h"

int check_command(struct session *session)
{
    if (!session_open_drawing(session)) /* the fonts tell which characters can be printed */
        return session_report(session, session->diags);
    int worst = 0;
    for (size_t i = 0; i < session->options->input_count; i++) {
        struct arena *arena = arena_create();
        struct diags *diags = diags_create();
        session_load(session, arena, session->options->inputs[i], diags);
        int code = session_report(session, diags);
        worst = code > worst ? code : worst;
        diags_destroy(diags);
        arena_destroy(arena);
    }
    return worst;
}

int facts_command(struct session *session)
{
    const struct options *options = session->options;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct file_output output = {.path = options->output ? options->output : "-", .folder_stays = true};
    struct facts_file file = {.diags = diags};
    struct job job = {.path = options->inputs[0]};
    const char *fault = NULL;
    bool derived = facts_from(session, arena, &job, &file, &fault);
    output.write = facts_write_file;
    output.content = &file;
    int code = fault ? report_usage(options, "%s", fault)
                     : session_conclude(session, arena, &output, derived ? 1 : 0, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}
