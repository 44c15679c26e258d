/* SPDX-License-Identifier: MIT */
/*
 * sandbox: a worker gives up what drawing does not need, so that whoever finds a fault in a font engine or a layout
 * with a dataset has a process that can do nothing with it.
 *
 * What stays: memory, threads, the clock, streams that are open, and reading below the folders that are named. What
 * goes: every other file, to read, write, make or run; sockets; processes. Held by Landlock (Linux 5.13) and seccomp
 * (libseccomp, where the program was built with it), as far as the kernel has them. It cannot be undone, and holds for threads that are started later.
 */
#ifndef DEALBRIEF_SANDBOX_H
#define DEALBRIEF_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct sandbox {
    bool files; /* by Landlock */
    bool calls; /* by seccomp */
};

/* Before the first thread. folders: may be read, those of them that are there. Returns what holds. */
struct sandbox sandbox_enter(const char *const *folders, size_t count);

#endif
