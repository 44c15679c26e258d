/* SPDX-License-Identifier: MIT */
/*
 * cache: what was worked out once, found again by what it was worked out from.
 *
 * Entries are structs whose first member is a struct cached; whoever keeps them compares keys. All lives in one
 * arena and is forgotten with it: set the cache to {0} then.
 */
#ifndef DEALBRIEF_CACHE_H
#define DEALBRIEF_CACHE_H

#include "arena.h"

#include <stdint.h>

struct cached {
    uint64_t hash;
    struct cached *next; /* in its bucket */
};

struct cache {
    struct cached **buckets; /* a power of two */
    size_t bucket_count, count;
};

/* FNV-1a (Fowler, Noll, Vo) of 64 bits, folded since buckets are chosen by the lowest ones. seed: what else an entry
   hangs on */
uint64_t cache_hash(uint64_t seed, const void *bytes, size_t length);

/* The first entry with a hash and the one after another; NULL: there is none. Equal hashes are not equal keys. */
struct cached *cache_first(const struct cache *cache, uint64_t hash);
struct cached *cache_next(const struct cached *cached);

/* cached->hash is set. The arena is the one of all entries. */
void cache_put(struct cache *cache, struct arena *arena, struct cached *cached);

#endif
