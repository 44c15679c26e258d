/* SPDX-License-Identifier: MIT */
#include "names.h"

#include <string.h>

enum { CAPACITY_FIRST = 64 };

struct names names_init(struct arena *arena)
{
    return (struct names){.arena = arena};
}

uint64_t name_hash(const char *name)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(1099511628211);
    return hash;
}

/* The slot of a name, or the empty one where it would go */
static struct name_slot *slot_find(const struct names *names, const char *name)
{
    size_t at = (size_t)name_hash(name) & (names->capacity - 1);
    while (names->slots[at].name && strcmp(names->slots[at].name, name) != 0)
        at = (at + 1) & (names->capacity - 1);
    return &names->slots[at];
}

static void grow(struct names *names)
{
    struct names larger = {.arena = names->arena, .count = names->count};
    larger.capacity = names->capacity ? names->capacity * 2 : CAPACITY_FIRST;
    larger.slots = arena_array(names->arena, struct name_slot, larger.capacity);
    for (size_t i = 0; i < names->capacity; i++)
        if (names->slots[i].name)
            *slot_find(&larger, names->slots[i].name) = names->slots[i];
    *names = larger;
}

void *names_find(const struct names *names, const char *name)
{
    return names->capacity ? slot_find(names, name)->value : NULL;
}

void names_put(struct names *names, const char *name, void *value)
{
    if (names->count * 2 >= names->capacity)
        grow(names);
    struct name_slot *slot = slot_find(names, name);
    if (slot->name)
        return;
    *slot = (struct name_slot){name, value};
    names->count++;
}
