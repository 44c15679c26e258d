/* SPDX-License-Identifier: MIT */
#include "diff_command.h"

#include "console.h"
#include "change_words.h"
#include "editions.h"
#include "json_out.h"

#include <stdio.h>

static bool usage_check(const struct options *options)
{
    if (!str_equals(options->inputs[0], "-") || !str_equals(options->inputs[1], "-"))
        return true;
    report_usage(options, "standard input is one edition; the other needs a file");
    return false;
}

static void changes_print(const struct changes *changes, bool as_json, struct str *out)
{
    if (!as_json) {
        struct str text = str_init(out->arena);
        changes_write_text(changes, &text);
        str_append_log(out, str_text(&text));
        return;
    }
    struct json_out json = {.out = out, .empty = true};
    changes_write_json(&json, NULL, changes);
    str_char(out, '\n');
}

int diff_command(struct session *session)
{
    const struct options *options = session->options;
    if (!usage_check(options))
        return 2;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct file_output output = {.path = options->output ? options->output : "-", .folder_stays = true};
    /* both are read, so that one run names the faults of both */
    const struct dataset *old = edition_load(session, arena, options->inputs[0], diags);
    const struct dataset *new = session_load(session, arena, options->inputs[1], diags);
    if (old && new) {
        struct str out = str_init(arena);
        const struct facts *now = facts_derive_sums(arena, new, LEVEL_PARENT);
        changes_print(editions_compare(arena, old, now, diags), options->json, &out);
        output.bytes = str_bytes(&out);
    }
    int code = session_conclude(session, arena, &output, old && new ? 1 : 0, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}
