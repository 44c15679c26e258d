/* SPDX-License-Identifier: MIT */
/*
 * jobserver: the tokens of the make that started us (GNU make manual, "Sharing Job Slots with GNU make"): one for each
 * job beyond the first, taken before it begins, given back after.
 */
#ifndef DEALBRIEF_JOBSERVER_H
#define DEALBRIEF_JOBSERVER_H

#include "arena.h"

#include <stdbool.h>

struct jobserver;

/* flags: MAKEFLAGS, may be NULL. NULL: there is none, or make has not let us into it (a recipe without +) */
struct jobserver *jobserver_open(struct arena *arena, const char *flags);
void jobserver_close(struct jobserver *server); /* gives back what is held; NULL is nothing */

int jobserver_stream(const struct jobserver *server); /* can be waited for */
bool jobserver_take(struct jobserver *server);        /* false: there is none just now */
/* Gives back all tokens but so many */
void jobserver_keep(struct jobserver *server, unsigned tokens);
unsigned jobserver_held(const struct jobserver *server);

#endif
