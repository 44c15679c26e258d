/* SPDX-License-Identifier: MIT */
#include "arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALIGNMENT = 16, FIRST_BLOCK = 64 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024, LARGE = 256 * 1024 };

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

struct arena {
    struct block *blocks; /* newest first */
    size_t used, next_size;
    const struct manner *manner;
};

_Noreturn void memory_exhausted(void)
{
    static const char sentence[] = "dealbrief: out of memory\n";
    ssize_t ignored = write(2, sentence, sizeof sentence - 1);
    (void)ignored;
    _exit(70);
}

struct arena *arena_create(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        memory_exhausted();
    arena->next_size = FIRST_BLOCK;
    return arena;
}

struct arena *arena_create_beside(const struct arena *arena)
{
    struct arena *beside = arena_create();
    beside->manner = arena->manner;
    return beside;
}

void arena_set_manner(struct arena *arena, const struct manner *manner)
{
    arena->manner = manner;
}

const struct manner *arena_manner(const struct arena *arena)
{
    return arena->manner;
}

static void blocks_free(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    blocks_free(arena->blocks);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    if (!arena->blocks)
        return;
    blocks_free(arena->blocks->next);
    arena->blocks->next = NULL;
    arena->blocks->used = 0;
    arena->used = 0;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}

static struct block *block_add(struct arena *arena, size_t size)
{
    size_t room = size > arena->next_size ? size : arena->next_size;
    if (room > SIZE_MAX - sizeof(struct block))
        memory_exhausted();
    struct block *block = malloc(sizeof *block + room);
    if (!block)
        memory_exhausted();
    block->size = room;
    block->used = 0;
    block->next = arena->blocks;
    arena->blocks = block;
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return block;
}

static size_t size_align(size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        memory_exhausted();
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* Not zeroed; size: aligned */
static void *room_take(struct arena *arena, size_t size)
{
    struct block *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = block_add(arena, size);
    void *memory = block->bytes + block->used;
    block->used += size;
    arena->used += size;
    return memory;
}

/* Zeroed here, while it is about to be used, and not block by block: most of a block is never asked for. */
void *arena_alloc(struct arena *arena, size_t size)
{
    size = size_align(size);
    return memset(room_take(arena, size), 0, size);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        memory_exhausted();
    return arena_alloc(arena, bytes);
}

/* What is large and grows has a block of its own, behind the newest, which keeps its room for others. */
static struct block *block_behind(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct block))
        memory_exhausted();
    struct block *block = malloc(sizeof *block + size),
                 **link = arena->blocks ? &arena->blocks->next : &arena->blocks;
    if (!block)
        memory_exhausted();
    block->size = block->used = size;
    block->next = *link;
    *link = block;
    return block;
}

static struct block **block_find(struct arena *arena, const void *memory)
{
    struct block **link = &arena->blocks;
    while (*link && (const void *)(*link)->bytes != memory)
        link = &(*link)->next;
    return *link ? link : NULL;
}

static void *large_grow(struct arena *arena, const void *memory, size_t size, size_t grown)
{
    struct block **link = size > LARGE ? block_find(arena, memory) : NULL;
    if (!link || (*link)->size != size) {
        struct block *block = block_behind(arena, grown);
        if (size)
            memcpy(block->bytes, memory, size);
        arena->used += grown;
        return block->bytes;
    }
    if (grown > SIZE_MAX - sizeof(struct block))
        memory_exhausted();
    struct block *block = realloc(*link, sizeof *block + grown);
    if (!block)
        memory_exhausted();
    block->size = block->used = grown;
    *link = block;
    arena->used += grown - size;
    return block->bytes;
}

void *arena_grow(struct arena *arena, void *memory, size_t size, size_t grown)
{
    size = size_align(size), grown = size_align(grown);
    struct block *block = arena->blocks;
    if (grown > LARGE)
        return large_grow(arena, memory, size, grown);
    bool last = size && block && (unsigned char *)memory + size == block->bytes + block->used;
    if (last && block->size - block->used >= grown - size) {
        block->used += grown - size;
        arena->used += grown - size;
        return memory;
    }
    void *moved = room_take(arena, grown);
    if (size)
        memcpy(moved, memory, size);
    return moved;
}

void *arena_grow_array(struct arena *arena, void *memory, size_t count, size_t grown, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(grown, size, &bytes))
        memory_exhausted();
    return arena_grow(arena, memory, count * size, bytes);
}

char *arena_strndup(struct arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX)
        memory_exhausted();
    char *copy = room_take(arena, size_align(length + 1));
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *string)
{
    return arena_strndup(arena, string, strlen(string));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    if (length < 0)
        memory_exhausted();
    char *string = room_take(arena, size_align((size_t)length + 1));
    if ((size_t)length < sizeof small)
        memcpy(string, small, (size_t)length + 1);
    else
        vsnprintf(string, (size_t)length + 1, format, again);
    va_end(again);
    return string;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *string = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return string;
}
