/* SPDX-License-Identifier: MIT */
/* fixture: a folder of its own for each test, and the program run in it. Included once by each test of
 * tests/cli. */
#ifndef DEALBRIEF_TEST_FIXTURE_H
#define DEALBRIEF_TEST_FIXTURE_H

#include "support.h"

#include "process.h"
#include "str.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct arena *arena;
    const char *program, *sample;
    char folder[64];
};

static int setup(void **state)
{
    struct arena *arena = arena_create();
    struct fixture *fixture = arena_new(arena, struct fixture);
    fixture->arena = arena;
    fixture->program = getenv("DEALBRIEF_PROGRAM");
    fixture->sample = source_path(arena, "samples/openai-amazon-2025-12.json");
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/dealbrief-cli-XXXXXX");
    *state = fixture;
    return fixture->program && mkdtemp(fixture->folder) ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    const char *arguments[] = {"rm", "-rf", fixture->folder, NULL};
    process_run(fixture->arena, arguments, NULL);
    arena_destroy(fixture->arena);
    return 0;
}

static inline struct process_result run_with(
    struct fixture *fixture, const struct process_options *options, const char *const *words)
{
    const char *arguments[24] = {fixture->program};
    for (size_t i = 0; words[i] && i + 2 < sizeof arguments / sizeof *arguments; i++)
        arguments[i + 1] = words[i];
    return process_run(fixture->arena, arguments, options);
}

#define RUN(fixture, ...) run_with(fixture, NULL, (const char *const[]){__VA_ARGS__, NULL})
#define RUN_WITH(fixture, options, ...) run_with(fixture, options, (const char *const[]){__VA_ARGS__, NULL})
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static inline const char *text_of(struct bytes bytes)
{
    return (const char *)bytes.at;
}

static inline bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

/* how many names a folder holds */
static inline size_t entries(const char *folder)
{
    DIR *directory = opendir(folder);
    size_t count = 0;
    for (struct dirent *entry; directory && (entry = readdir(directory));)
        count += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    if (directory)
        closedir(directory);
    return count;
}

/* a file in the fixture's folder; returns its path */
static inline const char *kept_write(struct fixture *fixture, const char *name, const char *text)
{
    const char *path = arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline struct bytes bytes_of(struct fixture *fixture, const char *path)
{
    struct bytes bytes = {0};
    struct diags *diags = diags_create();
    bool good = file_read(fixture->arena, path, 64 << 20, &bytes, diags);
    diags_destroy(diags);
    if (!good)
        fail_msg("cannot read %s", path);
    return bytes;
}

#endif
