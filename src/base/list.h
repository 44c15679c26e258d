/* SPDX-License-Identifier: MIT */
/*
 * list: a growing array of one type, living in an arena.
 *
 *     LIST(struct deal) deals = {0};
 *     struct deal *deal = list_push(arena, &deals);     a new zeroed element at the end
 *     for (size_t i = 0; i < deals.count; i++) use(&deals.at[i]);
 *
 * Growing moves the elements: do not keep a pointer to one while pushing.
 */
#ifndef DEALBRIEF_LIST_H
#define DEALBRIEF_LIST_H

#include "arena.h"

#define LIST(type)                                                                                                   \
    struct {                                                                                                         \
        type *at;                                                                                                    \
        size_t count, capacity;                                                                                      \
    }

#define list_push(arena, list)                                                                                       \
    (list_reserve((arena), (void **)&(list)->at, &(list)->capacity, (list)->count, sizeof *(list)->at),              \
        &(list)->at[(list)->count++])

/* Makes room for one more element of the given size, and makes it zero. */
void list_reserve(struct arena *arena, void **at, size_t *capacity, size_t count, size_t size);

#endif
