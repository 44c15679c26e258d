/* SPDX-License-Identifier: MIT */
/*
 * mincost: primal-dual minimum-cost flow in integers, each edge at cost 1. Phases of growing distance (at
 * most one for each node), inside a phase blocking flows after Dinic on the arcs that lie on shortest paths.
 * Nothing recurses, and nothing depends on anything but the order of edges.
 */
#include "mincost.h"

#include <assert.h>
#include <stdint.h>

__extension__ typedef __int128 wide; /* balances sum many weights */

#define FAR INT32_MAX
#define NO_ITEM UINT32_MAX

/* Arcs lie by the node they leave, 32 bytes each: the walks below are bound by memory, not by sums. */
struct arc {
    wide left;
    uint32_t to, mate; /* the arc back */
    int32_t cost;
};

struct point {
    int32_t potential, distance, level;
    uint32_t current; /* arc */
};

struct link { /* an arc before it has its place */
    uint32_t from, to;
    wide capacity;
    int32_t cost;
};

struct item { /* a node that waits in the bucket of its distance */
    uint32_t node, next;
};

struct mincost {
    uint32_t node_count, source, sink; /* node_count with source and sink */
    uint32_t edge_count, link_count, item_count;
    money *weights;
    wide *balance;
    struct link *links;    /* those of the edges first */
    struct arc *arcs;      /* arcs of node n: first[n] … first[n + 1] − 1, the latest link first */
    uint32_t *first, *arc; /* arc: of each link */
    struct point *points;
    uint32_t *buckets, *path, *queue;
    struct item *items;
    uint64_t steps, steps_most; /* arcs and nodes looked at */
};

struct mincost *mincost_create(struct arena *arena, size_t node_count, size_t edge_count)
{
    struct mincost *mincost = arena_new(arena, struct mincost);
    size_t nodes = node_count + 2, links = edge_count + node_count;
    assert(links + nodes < UINT32_MAX / 4);
    mincost->node_count = (uint32_t)nodes;
    mincost->source = (uint32_t)node_count;
    mincost->sink = (uint32_t)node_count + 1;
    mincost->weights = arena_array(arena, money, edge_count);
    mincost->balance = arena_array(arena, wide, nodes);
    mincost->links = arena_array(arena, struct link, links);
    mincost->arc = arena_array(arena, uint32_t, links);
    mincost->arcs = arena_array(arena, struct arc, 2 * links);
    mincost->first = arena_array(arena, uint32_t, nodes + 1);
    mincost->points = arena_array(arena, struct point, nodes);
    mincost->buckets = arena_array(arena, uint32_t, nodes + 1);
    mincost->path = arena_array(arena, uint32_t, nodes);
    mincost->queue = arena_array(arena, uint32_t, nodes);
    mincost->items = arena_array(arena, struct item, 2 * links + nodes);
    return mincost;
}

static void link_add(struct mincost *mincost, size_t from, size_t to, wide capacity, int cost)
{
    mincost->links[mincost->link_count++] = (struct link){(uint32_t)from, (uint32_t)to, capacity, cost};
}

void mincost_add(struct mincost *mincost, size_t from, size_t to, money weight)
{
    mincost->weights[mincost->edge_count++] = weight;
    link_add(mincost, from, to, weight, 1);
    mincost->balance[from] += weight;
    mincost->balance[to] -= weight;
}

money mincost_on(const struct mincost *mincost, size_t edge)
{
    return mincost->weights[edge] - (money)mincost->arcs[mincost->arc[edge]].left;
}

static void arcs_lay(struct mincost *mincost)
{
    for (uint32_t i = 0; i < mincost->link_count; i++) {
        mincost->first[mincost->links[i].from + 1]++;
        mincost->first[mincost->links[i].to + 1]++;
    }
    for (uint32_t n = 0; n < mincost->node_count; n++) {
        mincost->first[n + 1] += mincost->first[n];
        mincost->points[n].current = mincost->first[n];
    }
    for (uint32_t i = mincost->link_count; i-- > 0;) {
        const struct link *link = &mincost->links[i];
        uint32_t there = mincost->points[link->from].current++, back = mincost->points[link->to].current++;
        mincost->arcs[there] = (struct arc){link->capacity, link->to, back, link->cost};
        mincost->arcs[back] = (struct arc){0, link->from, there, -link->cost};
        mincost->arc[i] = there;
    }
}

/* ---- shortest distances ---- */

static int32_t reduced_cost(const struct mincost *mincost, const struct point *from, const struct arc *arc)
{
    return arc->cost + from->potential - mincost->points[arc->to].potential;
}

static void bucket_push(struct mincost *mincost, uint32_t node, int32_t distance)
{
    mincost->items[mincost->item_count] = (struct item){node, mincost->buckets[distance]};
    mincost->buckets[distance] = mincost->item_count++;
    mincost->points[node].distance = distance;
}

static void arcs_relax(struct mincost *mincost, uint32_t node)
{
    mincost->steps += mincost->first[node + 1] - mincost->first[node];
    const struct point *from = &mincost->points[node], *sink = &mincost->points[mincost->sink];
    for (uint32_t a = mincost->first[node]; a < mincost->first[node + 1]; a++) {
        const struct arc *arc = &mincost->arcs[a];
        if (!arc->left)
            continue;
        int32_t distance = from->distance + reduced_cost(mincost, from, arc);
        if (distance < mincost->points[arc->to].distance && distance < sink->distance)
            bucket_push(mincost, arc->to, distance);
    }
}

/* Distances on reduced costs, in buckets: they are small whole numbers, no larger than there are nodes. Then
 * the potentials are distances again. What is no nearer than the sink need not be known: arcs beyond it keep
 * a reduced cost that is not negative. false: the sink cannot be reached. */
static bool distances_find(struct mincost *mincost)
{
    mincost->steps += mincost->node_count;
    for (uint32_t n = 0; n < mincost->node_count; n++) {
        mincost->points[n].distance = FAR;
        mincost->buckets[n] = NO_ITEM;
    }
    mincost->item_count = 0;
    bucket_push(mincost, mincost->source, 0);
    const struct point *sink = &mincost->points[mincost->sink];
    for (int32_t distance = 0; distance < (int32_t)mincost->node_count && distance < sink->distance;
         distance++) {
        while (mincost->buckets[distance] != NO_ITEM) {
            struct item item = mincost->items[mincost->buckets[distance]];
            mincost->buckets[distance] = item.next;
            if (mincost->points[item.node].distance == distance)
                arcs_relax(mincost, item.node);
        }
    }
    int32_t reach = sink->distance;
    if (reach == FAR)
        return false;
    for (uint32_t n = 0; n < mincost->node_count; n++)
        mincost->points[n].potential +=
            mincost->points[n].distance < reach ? mincost->points[n].distance : reach;
    return true;
}

/* ---- blocking flow on shortest arcs ---- */

static bool arc_is_open(const struct mincost *mincost, const struct point *from, const struct arc *arc)
{
    return arc->left && !reduced_cost(mincost, from, arc);
}

static bool levels_find(struct mincost *mincost)
{
    uint32_t head = 0, tail = 0;
    struct point *points = mincost->points;
    mincost->steps += mincost->node_count;
    for (uint32_t n = 0; n < mincost->node_count; n++)
        points[n].level = -1;
    points[mincost->source].level = 0;
    mincost->queue[tail++] = mincost->source;
    while (head < tail && points[mincost->sink].level < 0) {
        uint32_t node = mincost->queue[head++];
        mincost->steps += mincost->first[node + 1] - mincost->first[node];
        for (uint32_t a = mincost->first[node]; a < mincost->first[node + 1]; a++) {
            const struct arc *arc = &mincost->arcs[a];
            if (points[arc->to].level >= 0 || !arc_is_open(mincost, &points[node], arc))
                continue;
            points[arc->to].level = points[node].level + 1;
            mincost->queue[tail++] = arc->to;
        }
    }
    return points[mincost->sink].level >= 0;
}

/* Pushes what the path of `length` arcs holds; gives back where its first full arc starts. */
static uint32_t path_push(struct mincost *mincost, uint32_t length)
{
    wide most = mincost->arcs[mincost->path[0]].left;
    uint32_t full = 0;
    for (uint32_t i = 1; i < length; i++) {
        if (mincost->arcs[mincost->path[i]].left < most) {
            most = mincost->arcs[mincost->path[i]].left;
            full = i;
        }
    }
    for (uint32_t i = 0; i < length; i++) {
        struct arc *arc = &mincost->arcs[mincost->path[i]];
        arc->left -= most;
        mincost->arcs[arc->mate].left += most;
    }
    mincost->steps += length;
    return full;
}

/* Moves to the next arc from node that goes a level on; false when node is a dead end. */
static bool arc_advance(struct mincost *mincost, uint32_t node)
{
    struct point *point = &mincost->points[node];
    mincost->steps++;
    for (; point->current < mincost->first[node + 1]; point->current++) {
        const struct arc *arc = &mincost->arcs[point->current];
        if (arc->left && mincost->points[arc->to].level == point->level + 1 &&
            !reduced_cost(mincost, point, arc))
            return true;
    }
    return false;
}

static uint32_t arc_tail(const struct mincost *mincost, uint32_t arc)
{
    return mincost->arcs[mincost->arcs[arc].mate].to;
}

static void flow_block(struct mincost *mincost)
{
    for (uint32_t n = 0; n < mincost->node_count; n++)
        mincost->points[n].current = mincost->first[n];
    uint32_t length = 0, node = mincost->source;
    while (mincost->steps <= mincost->steps_most) {
        if (node == mincost->sink) {
            length = path_push(mincost, length);
            node = arc_tail(mincost, mincost->path[length]);
        }
        if (arc_advance(mincost, node)) {
            mincost->path[length] = mincost->points[node].current;
            node = mincost->arcs[mincost->path[length++]].to;
        } else if (length) {
            mincost->points[node].level = -1;
            node = arc_tail(mincost, mincost->path[--length]);
        } else {
            return;
        }
    }
}

bool mincost_solve(struct mincost *mincost, uint64_t steps_most)
{
    mincost->steps_most = steps_most;
    for (size_t n = 0; n + 2 < mincost->node_count; n++) {
        if (mincost->balance[n] > 0)
            link_add(mincost, mincost->source, n, mincost->balance[n], 0);
        else if (mincost->balance[n] < 0)
            link_add(mincost, n, mincost->sink, -mincost->balance[n], 0);
    }
    arcs_lay(mincost);
    while (mincost->steps <= steps_most && distances_find(mincost))
        while (mincost->steps <= steps_most && levels_find(mincost))
            flow_block(mincost);
    return mincost->steps <= steps_most;
}
