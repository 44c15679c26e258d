/* SPDX-License-Identifier: MIT */
/* names: texts → what was put under them, by hashing. Nothing depends on the order inside. */
#ifndef DEALBRIEF_NAMES_H
#define DEALBRIEF_NAMES_H

#include "arena.h"

#include <stdint.h>

struct names {
    struct arena *arena;
    struct name_slot {
        const char *name; /* NULL: empty */
        void *value;
    } * slots;
    size_t count, capacity;
};

struct names names_init(struct arena *arena);
void *names_find(const struct names *names, const char *name); /* NULL: not there */
/* The first of a name stays; the value must not be NULL. The name is borrowed. */
void names_put(struct names *names, const char *name, void *value);
uint64_t name_hash(const char *name); /* FNV-1a */

#endif
