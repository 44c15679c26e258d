/* SPDX-License-Identifier: MIT */
/* process: runs a program as a user would, and keeps what it said. For tests. */
#ifndef DEALBRIEF_TEST_PROCESS_H
#define DEALBRIEF_TEST_PROCESS_H

#include "arena.h"
#include "file.h"

#include <sys/resource.h>

struct process_options {
    const char *folder;             /* working directory; NULL: as it is */
    const char *const *environment; /* "NAME=value" …, NULL-terminated; NULL: as it is */
    struct bytes input;             /* standard input */
    const char *output_path;        /* standard output goes there instead of into the result */
};

struct process_result {
    int exit_code; /* −1 when a signal ended it */
    struct bytes output, errors;
    struct rusage usage;
};

/* arguments NULL-terminated; arguments[0] is the program's path (found in PATH when it has no slash) */
struct process_result process_run(
    struct arena *arena, const char *const *arguments, const struct process_options *options);

#endif
