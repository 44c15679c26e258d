/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <string.h>

void list_reserve(struct arena *arena, void **at, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return;
    size_t grown = *capacity ? *capacity * 2 : 8;
    void *moved = arena_alloc_array(arena, grown, size);
    if (count)
        memcpy(moved, *at, count * size);
    *at = moved;
    *capacity = grown;
}
