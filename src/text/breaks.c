/* SPDX-License-Identifier: MIT */
/*
 * breaks: where lines and letters of a text may begin.
 *
 * In: bytes of one paragraph. Out: Pango's reading of UAX 14 and UAX 29 on them, kept: the same words are
 * wrapped to many widths before one is chosen, and stand in many briefings. It refuses to know fonts and
 * widths.
 */
#include "text_internal.h"

#include <string.h>

static uint64_t bytes_hash(const char *bytes, size_t length)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash ^ hash >> 32;
}

static void buckets_grow(struct breaks_cache *cache, struct arena *arena)
{
    size_t grown = cache->bucket_count ? cache->bucket_count * 4 : 256;
    struct breaks **buckets = arena_array(arena, struct breaks *, grown);
    for (size_t i = 0; i < cache->bucket_count; i++) {
        for (struct breaks *breaks = cache->buckets[i], *next; breaks; breaks = next) {
            next = breaks->next;
            breaks->next = buckets[breaks->hash & (grown - 1)];
            buckets[breaks->hash & (grown - 1)] = breaks;
        }
    }
    cache->buckets = buckets;
    cache->bucket_count = grown;
}

/* A dash between spaces ends a line; none begins with one, though Unicode would allow it. */
static bool is_lone_dash(const char *at)
{
    return !strncmp(at, "– ", 4) || !strncmp(at, "— ", 4);
}

static void breaks_find(struct text *text, struct breaks *breaks)
{
    const char *bytes = breaks->key;
    size_t offset = 0;
    int characters = (int)utf8_count(bytes);
    PangoLogAttr *attributes = arena_array(text->scratch, PangoLogAttr, (size_t)characters + 1);
    pango_get_log_attrs(
        bytes, (int)breaks->length, -1, pango_language_from_string("en"), attributes, characters + 1);
    for (int i = 0; i <= characters; i++) {
        breaks->lines[offset] = attributes[i].is_line_break && i > 0 && !is_lone_dash(bytes + offset);
        breaks->letters[offset] = attributes[i].is_cursor_position;
        for (offset += offset < breaks->length; (bytes[offset] & 0xC0) == 0x80;)
            offset++;
    }
    breaks->lines[breaks->length] = breaks->letters[breaks->length] = true;
}

const struct breaks *text_breaks(struct text *text, const char *bytes, size_t length)
{
    struct breaks_cache *cache = &text->breaks;
    uint64_t hash = bytes_hash(bytes, length);
    if (cache->count >= cache->bucket_count)
        buckets_grow(cache, text->runs);
    struct breaks **bucket = &cache->buckets[hash & (cache->bucket_count - 1)], *breaks = *bucket;
    for (; breaks; breaks = breaks->next)
        if (breaks->hash == hash && breaks->length == length && !memcmp(breaks->key, bytes, length))
            return breaks;
    breaks = arena_new(text->runs, struct breaks);
    breaks->key = arena_strndup(text->runs, bytes, length);
    breaks->length = length;
    breaks->hash = hash;
    breaks->lines = arena_array(text->runs, bool, length + 1);
    breaks->letters = arena_array(text->runs, bool, length + 1);
    breaks_find(text, breaks);
    breaks->next = *bucket;
    *bucket = breaks;
    cache->count++;
    return breaks;
}
