/* SPDX-License-Identifier: MIT */
/*
 * arena: memory that is released all at once.
 *
 * Everything of ours lives in an arena that the caller passes in. There is no free for a single object;
 * arena_destroy gives everything back. Memory is zeroed and aligned to 16 bytes. Out of memory ends the
 * process with exit code 70 and one line on standard error: no function here ever returns NULL.
 */
#ifndef DEALBRIEF_ARENA_H
#define DEALBRIEF_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;
struct manner; /* how a briefing speaks; defined in model/say.h */

struct arena *arena_create(void);
/* For a while: as arena_create, and its words are of the same manner */
struct arena *arena_create_beside(const struct arena *arena);
/* An arena holds one briefing, or one drawing; all its words are in one manner. It is kept here, so that it
   is at hand wherever words are made; `manner` outlives the arena. NULL, as at first: plain English. */
void arena_set_manner(struct arena *arena, const struct manner *manner);
const struct manner *arena_manner(const struct arena *arena);
void arena_destroy(struct arena *arena); /* NULL is fine */
void arena_reset(struct arena *arena);   /* empties it, keeps one block */
size_t arena_used(const struct arena *arena);

void *arena_alloc(struct arena *arena, size_t size);
void *arena_alloc_array(struct arena *arena, size_t count, size_t size); /* checks the product */
/* Makes what was allocated larger (NULL and 0 the first time; size: as it was asked for last): in place where
   it can be, else moved. What is added is not zeroed, and what was there before is gone where it has moved.
 */
void *arena_grow(struct arena *arena, void *memory, size_t size, size_t grown);
void *arena_grow_array(struct arena *arena, void *memory, size_t count, size_t grown, size_t size);
char *arena_strdup(struct arena *arena, const char *string);
char *arena_strndup(struct arena *arena, const char *bytes, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/* Ends the process: exit code 70, one line. For allocations made by others (malloc) as well. */
_Noreturn void memory_exhausted(void);

#endif
