/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* realpath */

#include "lookout.h"

#include "file.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* milliseconds of silence that end a save; and how many looks at most, should it never fall silent */
enum { SILENCE = 10, LOOKS_MOST = 10 };

struct mark mark_take(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return (struct mark){0};
    return (struct mark){(uint64_t)status.st_dev, (uint64_t)status.st_ino, (uint64_t)status.st_size,
        status.st_mtim, status.st_ctim};
}

static bool times_equal(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool mark_equals(const struct mark *a, const struct mark *b)
{
    return a->device == b->device && a->number == b->number && a->length == b->length &&
           times_equal(&a->written, &b->written) && times_equal(&a->changed, &b->changed);
}

int lookout_open(void)
{
    return inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
}

static void folder_add(int stream, struct arena *scratch, const char *path)
{
    const uint32_t events = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM |
                            IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    const char *folder = path, *below;
    do {
        below = folder;
        folder = file_folder(scratch, below);
    } while (inotify_add_watch(stream, *folder ? folder : "/", events) < 0 &&
             (errno == ENOENT || errno == ENOTDIR) && strcmp(folder, below) != 0);
}

void lookout_add(int stream, struct arena *scratch, const char *path)
{
    if (stream < 0)
        return;
    folder_add(stream, scratch, path);
    char *resolved = realpath(path, NULL);
    if (resolved && strcmp(resolved, path) != 0)
        folder_add(stream, scratch, resolved);
    free(resolved);
}

void lookout_settle(int stream)
{
    struct pollfd told = {.fd = stream, .events = POLLIN};
    char events[4096];
    for (int i = 0; i < LOOKS_MOST; i++) {
        while (read(stream, events, sizeof events) > 0)
            ;
        if (poll(&told, 1, SILENCE) == 0)
            return;
    }
}
