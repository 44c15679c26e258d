/* SPDX-License-Identifier: MIT */
/*
 * placer: obstacles are asked one by one: charts have some hundreds at most, and asking is a few comparisons.
 */
#include "placer.h"

#include "list.h"

struct obstacle {
    struct rect rect;
    double cost;
};

struct placer {
    struct arena *arena;
    struct rect bounds;
    LIST(struct obstacle) obstacles;
};

static const double slack = 0.01; /* points; what rounding may add */

struct placer *placer_create(struct arena *arena, struct rect bounds)
{
    struct placer *placer = arena_new(arena, struct placer);
    placer->arena = arena;
    placer->bounds = bounds;
    return placer;
}

void placer_block(struct placer *placer, struct rect rect, double cost)
{
    *list_push(placer->arena, &placer->obstacles) = (struct obstacle){rect, cost};
}

double placer_cost(const struct placer *placer, const struct rect *rect)
{
    const struct rect *bounds = &placer->bounds;
    double cost = 0;
    if (rect->x1 < bounds->x1 - slack || rect->x2 > bounds->x2 + slack || rect->y1 < bounds->y1 - slack ||
        rect->y2 > bounds->y2 + slack)
        return PLACER_BLOCKED;
    for (size_t i = 0; i < placer->obstacles.count; i++)
        if (rects_meet(rect, &placer->obstacles.at[i].rect))
            cost += placer->obstacles.at[i].cost;
    return cost;
}

int placer_take(struct placer *placer, const struct candidate *candidates, size_t count)
{
    return placer_take_under(placer, candidates, count, PLACER_BLOCKED);
}

int placer_take_under(struct placer *placer, const struct candidate *candidates, size_t count, double most)
{
    double least = most;
    int best = -1;
    for (size_t i = 0; i < count; i++) {
        double cost = candidates[i].cost < least
                          ? candidates[i].cost + placer_cost(placer, &candidates[i].rect)
                          : PLACER_BLOCKED;
        if (cost < least) {
            least = cost;
            best = (int)i;
        }
    }
    if (best >= 0)
        placer_block(placer, candidates[best].rect, PLACER_BLOCKED);
    return best;
}

/* Labels that touch and move as one: where the first begins, for all of them to be as near as can be */
struct pool {
    size_t first, count;
    double size, wish; /* sum of sizes; sum of the beginnings that each member wishes for the whole */
};

static double pool_start(const struct pool *pool, double low, double high)
{
    double start = pool->wish / (double)pool->count;
    return fmax(fmin(start, high - pool->size), low);
}

static bool fits_together(const double *size, size_t count, double low, double high)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += size[i];
    return sum <= high - low + slack;
}

/* Neighbours' pools are joined while the later one would begin before the earlier one ends. */
static size_t pools_join(struct pool *pools, size_t count, double low, double high)
{
    while (count > 1) {
        struct pool *a = &pools[count - 2], *b = &pools[count - 1];
        if (pool_start(a, low, high) + a->size <= pool_start(b, low, high) + 1e-9)
            break;
        a->wish += b->wish - a->size * (double)b->count;
        a->count += b->count;
        a->size += b->size;
        count--;
    }
    return count;
}

bool labels_spread(
    const double *wanted, const double *size, size_t count, double low, double high, double *at)
{
    enum { MOST = 256 };
    struct pool pools[MOST];
    size_t pool_count = 0;
    if (count > MOST || !fits_together(size, count, low, high)) {
        for (size_t i = 0; i < count; i++)
            at[i] = low + (high - low) * ((double)i + 0.5) / (double)count;
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        pools[pool_count++] = (struct pool){i, 1, size[i], wanted[i] - size[i] / 2};
        pool_count = pools_join(pools, pool_count, low, high);
    }
    for (size_t p = 0; p < pool_count; p++) {
        double start = pool_start(&pools[p], low, high);
        for (size_t i = pools[p].first; i < pools[p].first + pools[p].count; i++) {
            at[i] = start + size[i] / 2;
            start += size[i];
        }
    }
    return true;
}
