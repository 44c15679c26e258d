/* SPDX-License-Identifier: MIT */
/* main: the command line → one command → an exit code. */
#include "completion.h"
#include "console.h"
#include "data_command.h"
#include "diff_command.h"
#include "figure_command.h"
#include "inspect_command.h"
#include "render_command.h"
#include "sheet_command.h"
#include "start_command.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static int version_print(const struct options *options)
{
    printf("dealbrief %s\n", DEALBRIEF_VERSION);
    return output_finish(options);
}

static int help_print(const struct options *options, struct arena *arena)
{
    struct str out = str_init(arena);
    int about = options->input_count ? command_find(options->inputs[0]) : COMMAND_COUNT;
    options_help((enum command)about, &out);
    fputs(str_text(&out), stdout);
    return output_finish(options);
}

/* What Pango, HarfBuzz, FreeType, fontconfig and Graphviz would take from the environment and draw otherwise
   for. Before the first of them runs. */
static void environment_clear(void)
{
    static const char *const names[] = {"PANGO_LANGUAGE", "PANGOCAIRO_BACKEND", "LANGUAGE", "HB_OPTIONS",
        "HB_SHAPER_LIST", "FREETYPE_PROPERTIES", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT",
        "FC_LANG", "FC_DEBUG", "CAIRO_DEBUG", "CAIRO_DEBUG_PDF", "GVBINDIR", "DOTFONTPATH", "SERVER_NAME"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
}

/* What one briefing gives back the next asks for again: between them it is not given to the system, which
   would clear some thousand pages each time. Blocks of an arena are at most 4 MB; what is larger comes and
   goes as ever. */
static void memory_keep(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 8 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 32 * 1024 * 1024);
#endif
}

/* What GLib cannot go on after (no thread can be started, no memory is left) would be a trap signal: it is a
 * fault of the system's like any other, with a sentence and 70. */
static void log_tell(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer nothing)
{
    if (!(level & (G_LOG_FLAG_FATAL | G_LOG_LEVEL_ERROR))) {
        g_log_default_handler(domain, level, message, nothing);
        return;
    }
    dprintf(STDERR_FILENO, "dealbrief: %s cannot go on: %s\n", domain ? domain : "a library", message);
    _exit(70);
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
        case COMMAND_DIFF:
            code = diff_command(&session);
            break;
        case COMMAND_IMPORT:
            code = import_command(&session);
            break;
        case COMMAND_EXPORT:
            code = export_command(&session);
            break;
        case COMMAND_INSPECT:
            code = inspect_command(&session);
            break;
        case COMMAND_INIT:
            code = init_command(&session);
            break;
        case COMMAND_SCHEMA:
            code = schema_command(&session);
            break;
        case COMMAND_COMPLETION:
            code = completion_command(&session);
            break;
        default:
            code = 70;
            break;
        }
    }
    session_finish(&session);
    return code;
}

/* A standard stream that the caller has closed stays closed to reading and writing, but its number is taken:
 * else a file or a worker's line would get it, and what is told on standard error would be written into that.
 */
static bool streams_hold(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    if (!streams_hold())
        return 74;            /* there is nowhere to say so */
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of writing (74), not a silent end */
    environment_clear();
    memory_keep();
    g_log_set_default_handler(log_tell, NULL);
    struct arena *arena = arena_create();
    struct options options;
    const char *sentence;
    int code;
    if (!options_parse(arena, argc, argv, &options, &sentence)) {
        options.diagnostics = options_diagnostics(argc, argv); /* it may stand behind the fault */
        code = report_usage(&options, "%s", sentence);
    } else if (options.command == COMMAND_HELP) {
        code = help_print(&options, arena);
    } else if (options.command == COMMAND_VERSION) {
        code = version_print(&options);
    } else {
        code = session_run(&options);
    }
    arena_destroy(arena);
    return code;
}
