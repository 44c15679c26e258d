/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* wait4 */
#include "process.h"

#include "str.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static FILE *scratch_file(void)
{
    FILE *file = tmpfile();
    if (!file) {
        perror("tmpfile");
        abort();
    }
    return file;
}

static struct bytes file_bytes(struct arena *arena, FILE *file)
{
    struct str text = str_init(arena);
    char chunk[4096];
    rewind(file);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        str_append_bytes(&text, chunk, got);
    fclose(file);
    return (struct bytes){(const unsigned char *)str_text(&text), text.length};
}

_Noreturn static void child_run(
    const char *const *arguments, const struct process_options *options, int in, int out, int err)
{
    int target = options->output_path ? open(options->output_path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : out;
    if (target < 0 || (options->folder && chdir(options->folder) != 0))
        _exit(127);
    dup2(in, STDIN_FILENO);
    dup2(target, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    if (options->environment)
        environ = (char **)(uintptr_t)options->environment;
    execvp(arguments[0], (char **)(uintptr_t)arguments);
    _exit(127);
}

struct process_result process_run(
    struct arena *arena, const char *const *arguments, const struct process_options *options)
{
    static const struct process_options none = {0};
    options = options ? options : &none;
    FILE *in = scratch_file(), *out = scratch_file(), *err = scratch_file();
    if (options->input.length)
        fwrite(options->input.at, 1, options->input.length, in);
    fflush(in);
    lseek(fileno(in), 0, SEEK_SET);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        child_run(arguments, options, fileno(in), fileno(out), fileno(err));
    struct process_result result = {.exit_code = -1};
    int status = 0;
    if (child > 0 && wait4(child, &status, 0, &result.usage) == child && WIFEXITED(status))
        result.exit_code = WEXITSTATUS(status);
    fclose(in);
    result.output = file_bytes(arena, out);
    result.errors = file_bytes(arena, err);
    return result;
}
