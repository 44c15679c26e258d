/* SPDX-License-Identifier: MIT */
#include "start_command.h"

#include "console.h"
#include "schema.h"

enum { STARTER_BYTES_MOST = 1024 * 1024 };

/* One text to standard output or into a file that is not there yet; the exit code */
static int output_conclude(struct session *session, const char *path, struct bytes bytes)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct file_output output = {.path = path, .bytes = bytes, .new_only = true, .folder_stays = true};
    int code = session_conclude(session, arena, &output, 1, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}

/* The starter is data, like the templates: the same bytes every day, its dates included. */
int init_command(struct session *session)
{
    const struct options *options = session->options;
    const char *path = arena_printf(session->arena, "%s/templates/starter.json", session->data_folder);
    struct bytes bytes;
    if (!file_read(session->arena, path, STARTER_BYTES_MOST, &bytes, session->diags))
        return session_report(session, session->diags);
    return output_conclude(session, options->input_count ? options->inputs[0] : "-", bytes);
}

int schema_command(struct session *session)
{
    struct str schema = str_init(session->arena);
    schema_write(session->arena, &schema);
    struct bytes bytes = str_bytes(&schema);
    return output_conclude(session, "-", bytes);
}
