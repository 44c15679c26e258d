/* SPDX-License-Identifier: MIT */
/*
 * Snippets from a template's folder. The parser has refused all names but plain paths downwards; here links
 * are followed and the file that is meant in the end must lie in the folder.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "snippets.h"

#include "str.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* "parts/" of "parts/weekly.md"; "" of "weekly.md" */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, (size_t)(slash + 1 - path)) : "";
}

static const char *path_resolved(struct arena *arena, const char *path)
{
    char *resolved = realpath(path, NULL);
    if (!resolved)
        return NULL;
    const char *copy = arena_strdup(arena, resolved);
    free(resolved);
    return copy;
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    if (!strcmp(folder, "/"))
        return true;
    return !strncmp(path, folder, length) && path[length] == '/';
}

/* NULL: it may be read */
static const char *file_fault(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return strerror(errno);
    if (S_ISDIR(status.st_mode))
        return "it is a folder";
    if (!S_ISREG(status.st_mode))
        return "it is no plain file";
    return NULL;
}

static bool snippet_read(const void *from, struct arena *arena, const char *file, struct snippet *snippet,
    const char **sentence, const char **hint)
{
    const struct snippet_folder *folder = from;
    const char *base = folder_of(arena, folder->path);
    const char *home = path_resolved(arena, *base ? base : ".");
    const char *path = path_resolved(arena, arena_printf(arena, "%s%s", base, file));
    int why = errno;
    if (!home || !path) {
        *sentence = arena_printf(arena, "cannot open '%s': %s", file, strerror(why));
        *hint = why == ENOENT ? "snippets are looked for from the template's folder" : NULL;
        return false;
    }
    if (!lies_in(path, home)) {
        *sentence = arena_printf(arena, "'%s' leads out of the template's folder through a link", file);
        return false;
    }
    const char *fault = file_fault(path);
    struct diags *own = diags_create();
    if (!fault && !file_read_within(
                      arena, path, &folder->session->options->limits, LIMIT_TEMPLATE, &snippet->bytes, own)) {
        size_t count;
        const struct diag *said = diags_sorted(own, &count);
        fault = arena_strdup(arena, said->sentence);
        *hint = *said->hint ? arena_strdup(arena, said->hint) : NULL;
    }
    diags_destroy(own);
    if (!fault)
        session_note_file(folder->session, false, path, snippet->bytes);
    if (fault)
        *sentence = arena_printf(arena, "cannot read '%s': %s", file, fault);
    snippet->name = arena_printf(arena, "%s%s", folder_of(arena, folder->shown), file);
    snippet->identity = path;
    return !fault;
}

struct snippet_reader snippet_folder_reader(const struct snippet_folder *folder)
{
    return (struct snippet_reader){snippet_read, folder};
}
