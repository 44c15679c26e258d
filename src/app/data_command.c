/* SPDX-License-Identifier: MIT */
#include "data_command.h"

#include "choice.h"
#include "editions.h"

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
    const struct dataset *dataset = session_load(session, arena, options->inputs[0], diags);
    const struct dataset *old = options->since ? edition_load(session, arena, options->since, diags) : NULL;
    const struct selection *selection;
    bool usage = dataset && !where_choose(arena, options, dataset, &selection);
    if (dataset && !usage) {
        enum level level = level_choose(options);
        file.facts = facts_derive_selected(arena, dataset, level, selection);
        if (old) /* editions are compared whole */
            file.changes = editions_compare(
                arena, old, selection ? facts_derive_sums(arena, dataset, level) : file.facts, diags);
        output.write = facts_write_file;
        output.content = &file;
    }
    int code =
        usage ? 2
              : session_conclude(session, arena, &output, dataset && (old || !options->since) ? 1 : 0, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}
