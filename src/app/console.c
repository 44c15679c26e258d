/* SPDX-License-Identifier: MIT */
/* console: In: the environment, and what a session has to say. Out: a session to begin with; lines and files.
 */
#include "console.h"

#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* DEALBRIEF_DATA, else beside the program as it was installed (bin/../share/dealbrief), else where it was
 * built from */
static const char *data_folder_find(struct arena *arena)
{
    const char *given = getenv("DEALBRIEF_DATA");
    if (given && *given)
        return given;
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length > 0) {
        self[length] = '\0';
        char *slash = strrchr(self, '/');
        if (slash)
            *slash = '\0';
        const char *beside = arena_printf(arena, "%s/../share/dealbrief", self);
        if (data_folder_is(arena, beside))
            return beside;
    }
    return data_folder_is(arena, DEALBRIEF_DATA_DIR) ? DEALBRIEF_DATA_DIR : DEALBRIEF_SOURCE_DIR;
}

/* SOURCE_DATE_EPOCH: a whole number of seconds (reproducible-builds.org/specs/source-date-epoch) */
static bool epoch_read(struct session *session)
{
    const char *given = getenv("SOURCE_DATE_EPOCH");
    if (!given || !*given)
        return true;
    char *end;
    errno = 0;
    long long seconds = strtoll(given, &end, 10);
    if (errno || *end || !is_digit(given[0]) || seconds > INT64_C(253402300799)) {
        report_usage(session->options, "SOURCE_DATE_EPOCH is not a number of seconds: '%s'", given);
        return false;
    }
    session->has_epoch = true;
    session->epoch = seconds;
    return true;
}

static bool colour_wanted(const struct options *options)
{
    const char *never = getenv("NO_COLOR");
    if (options->colour != WHEN_AUTO)
        return options->colour == WHEN_ALWAYS;
    return !(never && *never) && isatty(STDERR_FILENO);
}

bool session_init(struct session *session, const struct options *options, int *code)
{
    *session = (struct session){.options = options, .arena = arena_create(), .diags = diags_create()};
    session->style = (struct report_style){
        .colour = colour_wanted(options), .quiet = options->quiet, .form = options->diagnostics};
    session->watched = isatty(STDERR_FILENO);
    session->make_flags = getenv("MAKEFLAGS");
    session->data_folder = data_folder_find(session->arena);
    *code = 2;
    text_claim_process();
    return epoch_read(session);
}

int session_report(const struct session *session, struct diags *diags)
{
    struct arena *arena = arena_create();
    struct str told = str_init(arena);
    int code = session_tell(session, diags, 1, &told);
    fputs(str_text(&told), stderr);
    arena_destroy(arena);
    return code;
}

int session_conclude(const struct session *session, struct arena *scratch, const struct file_output *outputs,
    size_t count, struct diags *diags)
{
    if (report_exit_code(diags, session->options->strict) == 0)
        file_write_all(scratch, outputs, count, diags);
    return session_report(session, diags);
}

int output_finish(const struct options *options)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    int reason = errno;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    const char *sentence = arena_printf(arena, "cannot write to standard output: %s", strerror(reason));
    report_line(options->diagnostics, DIAG_CANNOT_WRITE, sentence, &out);
    fputs(str_text(&out), stderr);
    arena_destroy(arena);
    return 74;
}

int report_usage(const struct options *options, const char *format, ...)
{
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    va_list arguments;
    va_start(arguments, format);
    const char *sentence = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    report_line(options->diagnostics, DIAG_USAGE, sentence, &out);
    fputs(str_text(&out), stderr);
    arena_destroy(arena);
    return 2;
}
