/* SPDX-License-Identifier: MIT */
/* main: the command line → one command → an exit code. */
#include "data_command.h"
#include "figure_command.h"
#include "render.h"

#include <signal.h>
#include <stdio.h>

static int help_print(const struct options *options, struct arena *arena)
{
    struct str out = str_init(arena);
    int about = options->input_count ? command_find(options->inputs[0]) : COMMAND_COUNT;
    options_help((enum command)about, &out);
    fputs(str_text(&out), stdout);
    return fflush(stdout) == 0 ? 0 : 74;
}

static int session_run(const struct options *options)
{
    struct session session;
    int code;
    if (session_init(&session, options, &code)) {
        switch (options->command) {
        case COMMAND_RENDER:
            code = render_command(&session);
            break;
        case COMMAND_FIGURE:
            code = figure_command(&session);
            break;
        case COMMAND_CHECK:
            code = check_command(&session);
            break;
        case COMMAND_FACTS:
            code = facts_command(&session);
            break;
        default:
            code = 70;
            break;
        }
    }
    session_finish(&session);
    return code;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing (74), not a silent end */
    struct arena *arena = arena_create();
    struct options options;
    const char *sentence;
    int code;
    if (!options_parse(arena, argc, argv, &options, &sentence)) {
        fprintf(stderr, "dealbrief: %s\n", sentence);
        code = 2;
    } else if (options.command == COMMAND_HELP) {
        code = help_print(&options, arena);
    } else if (options.command == COMMAND_VERSION) {
        code = printf("dealbrief %s\n", DEALBRIEF_VERSION) < 0 || fflush(stdout) != 0 ? 74 : 0;
    } else {
        code = session_run(&options);
    }
    arena_destroy(arena);
    return code;
}
