/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <string.h>

void list_reserve(struct arena *arena, void **at, size_t *capacity, size_t count, size_t size)
{
    if (count >= *capacity) {
        size_t grown = *capacity ? *capacity * 2 : 8;
        *at = arena_grow_array(arena, *at, count, grown, size);
        *capacity = grown;
    }
    memset((char *)*at + count * size, 0, size);
}
