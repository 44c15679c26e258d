/* SPDX-License-Identifier: MIT */
/*
 * screen: a report on a terminal that takes the place of the one before it.
 */
#ifndef DEALBRIEF_SCREEN_H
#define DEALBRIEF_SCREEN_H

#include "arena.h"

#include <stddef.h>

struct screen {
    struct arena *arena; /* of what is shown */
    const char *shown;   /* "": nothing */
};

struct screen screen_open(void);
void screen_close(struct screen *screen); /* what is shown stays */
/* On standard error, which is a terminal: lines, each with its end */
void screen_replace(struct screen *screen, const char *text);

/* Rows that lines take on a terminal of so many columns; colours take no room. */
size_t screen_rows(const char *text, size_t columns);

#endif
