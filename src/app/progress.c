/* SPDX-License-Identifier: MIT */
/* progress: In: counts and a clock. Out: one line of a terminal. */
#include "progress.h"

#include <stdio.h>

enum { BAR = 24, HOUR = 3600, MINUTE = 60 };

static const double STEP = 0.1; /* seconds between two drawings */

static void bar_print(size_t done, size_t total)
{
    char bar[BAR + 1];
    size_t full = total ? done * BAR / total : 0;
    for (size_t i = 0; i < BAR; i++)
        bar[i] = i < full ? '=' : ' ';
    bar[BAR] = '\0';
    fprintf(stderr, "[%s] %zu of %zu done", bar, done, total);
}

static void time_print(double seconds)
{
    unsigned left = (unsigned)(seconds + 0.5);
    if (left >= HOUR)
        fprintf(stderr, ", %u h %u min left", left / HOUR, left % HOUR / MINUTE);
    else if (left >= MINUTE)
        fprintf(stderr, ", %u min %u s left", left / MINUTE, left % MINUTE);
    else
        fprintf(stderr, ", %u s left", left);
}

void progress_show(struct progress *progress, double now, size_t done, size_t failed)
{
    if (!progress->shown || (progress->drawn && now - progress->last < STEP))
        return;
    double taken = now - progress->began, rate = taken > 0 ? (double)done / taken : 0;
    fputs("\r\033[K", stderr);
    if (progress->total)
        bar_print(done, progress->total);
    else
        fprintf(stderr, "%zu done", done);
    if (failed)
        fprintf(stderr, ", %zu failed", failed);
    if (rate > 0)
        fprintf(stderr, ", %.1f a second", rate);
    if (rate > 0 && progress->total > done)
        time_print((double)(progress->total - done) / rate);
    fflush(stderr);
    progress->drawn = true;
    progress->last = now;
}

void progress_clear(struct progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}
