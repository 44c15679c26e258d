/* SPDX-License-Identifier: MIT */
#include "start_command.h"

#include "schema.h"

#include <stdio.h>

/* One text to a path or to standard output; the exit code */
static int text_conclude(struct session *session, const char *path, const struct str *text)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct file_output output = {
        .path = path, .bytes = {(const unsigned char *)str_text(text), text->length}};
    int code = session_conclude(session, arena, &output, 1, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}

int init_command(struct session *session)
{
    (void)session;
    fputs("dealbrief: not there yet\n", stderr);
    return 70;
}

int schema_command(struct session *session)
{
    struct str schema = str_init(session->arena);
    schema_write(session->arena, &schema);
    return text_conclude(session, "-", &schema);
}
