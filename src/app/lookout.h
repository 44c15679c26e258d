/* SPDX-License-Identifier: MIT */
/*
 * lookout: when to look at files again, and whether they are other ones then.
 *
 * The kernel says that something happened in a folder (inotify); what happened is asked of the files themselves, by
 * their marks. So a file that is written in place, renamed over, deleted and made again, or reached through another
 * link is one case, and what happens to its neighbours is none. Folders are watched, not files: editors rename over
 * them. Where the kernel says nothing (network folders, no watches left) whoever asks has to look from time to time.
 */
#ifndef DEALBRIEF_LOOKOUT_H
#define DEALBRIEF_LOOKOUT_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* What tells one state of a file from the next; all zero: there is none */
struct mark {
    uint64_t device, number, length;
    struct timespec written, changed;
};

struct mark mark_take(const char *path);
bool mark_equals(const struct mark *a, const struct mark *b);

/* −1: the kernel offers none */
int lookout_open(void);
/* From now on what happens to the file's name is told, there or not: its folder is watched, that of the file it is a
   link to, and where a folder is missing the nearest above. Again and again is fine. */
void lookout_add(int stream, struct arena *scratch, const char *path);
/* After the stream is ready: takes what it says until it has been silent for some milliseconds (one save is several
   events), but not for long. */
void lookout_settle(int stream);

#endif
