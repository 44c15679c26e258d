/* SPDX-License-Identifier: MIT */
/* progress: how far a long run is, in one line at the foot of a terminal, which is taken away before anything else is
 * printed and at the end. */
#ifndef DEALBRIEF_PROGRESS_H
#define DEALBRIEF_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    bool shown; /* standard error is a terminal, and the run is one of several datasets */
    bool drawn; /* a line stands there now */
    double began, last; /* seconds of pool_clock */
    size_t total;       /* 0: nobody knows */
};

/* done: all that are finished, failed ones among them. Draws at most ten times a second. */
void progress_show(struct progress *progress, double now, size_t done, size_t failed);
void progress_clear(struct progress *progress);

#endif
