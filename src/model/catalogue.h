/* SPDX-License-Identifier: MIT */
/* catalogue: the tables that the build makes from languages/NAME/ROOM.po. For say.c and its tests only. */
#ifndef DEALBRIEF_CATALOGUE_H
#define DEALBRIEF_CATALOGUE_H

#include <stddef.h>

struct catalogue_entry {
    const char *key;     /* the English words; with a context, it, U+0004, the words */
    const char *said[3]; /* of one; of many, of none: NULL where the entry has no plural */
};

struct catalogue {
    const struct catalogue_entry *entries; /* sorted by key, byte by byte */
    size_t count;
};

extern const struct catalogue catalogue_de;

#endif
