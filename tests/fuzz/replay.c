/* SPDX-License-Identifier: MIT */
/*
 * replay: FILE-OR-FOLDER... — a target on kept inputs, without libFuzzer. Files of a folder in the order of
 * their names; says how many there were, and fails when there was none.
 */
#include "target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT_BYTES_MOST = 1 << 20 };

static size_t file_replay(const char *path)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes bytes;
    if (!file_read(arena, path, INPUT_BYTES_MOST, &bytes, diags)) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    if (getenv("DEALBRIEF_FUZZ_NAMES"))
        fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(bytes.at, bytes.length);
    diags_destroy(diags);
    arena_destroy(arena);
    return 1;
}

static size_t folder_replay(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    size_t files = 0;
    if (count < 0)
        return file_replay(folder);
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            files += file_replay(path);
        free(entries[i]);
    }
    free(entries);
    return files;
}

int main(int argc, char **argv)
{
    size_t files = 0;
    for (int i = 1; i < argc; i++)
        files += folder_replay(argv[i]);
    printf("%zu inputs\n", files);
    return files ? 0 : 1;
}
