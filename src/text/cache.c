/* SPDX-License-Identifier: MIT */
/* cache: In: hashes and entries. Out: entries. It does not know what they hold. */
#include "cache.h"

enum { BUCKETS_AT_FIRST = 256, GROWTH = 4 };

uint64_t cache_hash(uint64_t seed, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint64_t hash = (14695981039346656037u ^ seed) * 1099511628211u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * 1099511628211u;
    return hash ^ hash >> 32;
}

static struct cached *with_hash(struct cached *cached, uint64_t hash)
{
    while (cached && cached->hash != hash)
        cached = cached->next;
    return cached;
}

struct cached *cache_first(const struct cache *cache, uint64_t hash)
{
    return cache->count ? with_hash(cache->buckets[hash & (cache->bucket_count - 1)], hash) : NULL;
}

struct cached *cache_next(const struct cached *cached)
{
    return with_hash(cached->next, cached->hash);
}

static void bucket_push(struct cached **buckets, size_t count, struct cached *cached)
{
    struct cached **bucket = &buckets[cached->hash & (count - 1)];
    cached->next = *bucket;
    *bucket = cached;
}

static void buckets_grow(struct cache *cache, struct arena *arena)
{
    size_t grown = cache->bucket_count ? cache->bucket_count * GROWTH : BUCKETS_AT_FIRST;
    struct cached **buckets = arena_array(arena, struct cached *, grown);
    for (size_t i = 0; i < cache->bucket_count; i++) {
        for (struct cached *cached = cache->buckets[i], *next; cached; cached = next) {
            next = cached->next;
            bucket_push(buckets, grown, cached);
        }
    }
    cache->buckets = buckets;
    cache->bucket_count = grown;
}

void cache_put(struct cache *cache, struct arena *arena, struct cached *cached)
{
    if (cache->count >= cache->bucket_count)
        buckets_grow(cache, arena);
    bucket_push(cache->buckets, cache->bucket_count, cached);
    cache->count++;
}
