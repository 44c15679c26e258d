/* SPDX-License-Identifier: MIT */
/*
 * mincost: primal-dual minimum-cost flow in integers, each edge at cost 1. Phases of growing distance (at
 * most one for each node), inside a phase blocking flows after Dinic on the arcs that lie on shortest paths.
 * Nothing recurses, and nothing depends on anything but the order of edges.
 */
#include "mincost.h"

#include <assert.h>
#include <string.h>

__extension__ typedef __int128 wide; /* balances sum many weights */

#define FAR INT32_MAX
#define NO_ARC ((size_t)-1)

/* Arcs come in pairs: 2i forward, 2i + 1 back. */
struct arc {
    size_t to, next; /* next arc from the same node */
    wide left;
    int cost;
};

struct heap_item {
    int32_t distance;
    size_t node;
};

struct mincost {
    size_t node_count, source, sink; /* node_count with source and sink */
    struct arc *arcs;
    size_t arc_count, edge_count;
    size_t *first, *current, *path;
    money *weights;
    wide *balance;
    int32_t *potential, *distance, *level;
    size_t *queue;
    struct heap_item *heap;
    size_t heap_count;
};

struct mincost *mincost_create(struct arena *arena, size_t node_count, size_t edge_count)
{
    struct mincost *mincost = arena_new(arena, struct mincost);
    size_t nodes = node_count + 2, arcs = 2 * (edge_count + node_count);
    mincost->node_count = nodes;
    mincost->source = node_count;
    mincost->sink = node_count + 1;
    mincost->arcs = arena_array(arena, struct arc, arcs);
    mincost->weights = arena_array(arena, money, edge_count);
    mincost->first = arena_array(arena, size_t, nodes);
    mincost->current = arena_array(arena, size_t, nodes);
    mincost->path = arena_array(arena, size_t, nodes);
    mincost->balance = arena_array(arena, wide, nodes);
    mincost->potential = arena_array(arena, int32_t, nodes);
    mincost->distance = arena_array(arena, int32_t, nodes);
    mincost->level = arena_array(arena, int32_t, nodes);
    mincost->queue = arena_array(arena, size_t, nodes);
    mincost->heap = arena_array(arena, struct heap_item, arcs + nodes);
    for (size_t n = 0; n < nodes; n++)
        mincost->first[n] = NO_ARC;
    return mincost;
}

static void arc_add(struct mincost *mincost, size_t from, size_t to, wide capacity, int cost)
{
    size_t a = mincost->arc_count;
    mincost->arcs[a] = (struct arc){to, mincost->first[from], capacity, cost};
    mincost->arcs[a + 1] = (struct arc){from, mincost->first[to], 0, -cost};
    mincost->first[from] = a;
    mincost->first[to] = a + 1;
    mincost->arc_count += 2;
}

void mincost_add(struct mincost *mincost, size_t from, size_t to, money weight)
{
    mincost->weights[mincost->edge_count++] = weight;
    arc_add(mincost, from, to, weight, 1);
    mincost->balance[from] += weight;
    mincost->balance[to] -= weight;
}

money mincost_on(const struct mincost *mincost, size_t edge)
{
    return mincost->weights[edge] - (money)mincost->arcs[2 * edge].left;
}

/* ---- shortest distances ---- */

static bool item_before(struct heap_item a, struct heap_item b)
{
    return a.distance != b.distance ? a.distance < b.distance : a.node < b.node;
}

static void heap_push(struct mincost *mincost, struct heap_item item)
{
    size_t at = mincost->heap_count++;
    while (at && item_before(item, mincost->heap[(at - 1) / 2])) {
        mincost->heap[at] = mincost->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    mincost->heap[at] = item;
}

static struct heap_item heap_pop(struct mincost *mincost)
{
    struct heap_item top = mincost->heap[0], last = mincost->heap[--mincost->heap_count];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= mincost->heap_count)
            break;
        if (child + 1 < mincost->heap_count && item_before(mincost->heap[child + 1], mincost->heap[child]))
            child++;
        if (!item_before(mincost->heap[child], last))
            break;
        mincost->heap[at] = mincost->heap[child];
        at = child;
    }
    mincost->heap[at] = last;
    return top;
}

static int32_t reduced_cost(const struct mincost *mincost, size_t from, const struct arc *arc)
{
    return arc->cost + mincost->potential[from] - mincost->potential[arc->to];
}

/* Dijkstra on reduced costs; then the potentials are distances again. false: the sink cannot be reached. */
static bool distances_find(struct mincost *mincost)
{
    for (size_t n = 0; n < mincost->node_count; n++)
        mincost->distance[n] = FAR;
    mincost->distance[mincost->source] = 0;
    mincost->heap_count = 0;
    heap_push(mincost, (struct heap_item){0, mincost->source});
    while (mincost->heap_count) {
        struct heap_item item = heap_pop(mincost);
        if (item.node == mincost->sink)
            break;
        if (item.distance > mincost->distance[item.node])
            continue;
        for (size_t a = mincost->first[item.node]; a != NO_ARC; a = mincost->arcs[a].next) {
            const struct arc *arc = &mincost->arcs[a];
            if (!arc->left)
                continue;
            int32_t distance = item.distance + reduced_cost(mincost, item.node, arc);
            if (distance < mincost->distance[arc->to]) {
                mincost->distance[arc->to] = distance;
                heap_push(mincost, (struct heap_item){distance, arc->to});
            }
        }
    }
    int32_t reach = mincost->distance[mincost->sink];
    if (reach == FAR)
        return false;
    /* no further than the sink: arcs beyond it keep a reduced cost that is not negative */
    for (size_t n = 0; n < mincost->node_count; n++)
        mincost->potential[n] += mincost->distance[n] < reach ? mincost->distance[n] : reach;
    return true;
}

/* ---- blocking flow on shortest arcs ---- */

static bool arc_is_open(const struct mincost *mincost, size_t from, const struct arc *arc)
{
    return arc->left && !reduced_cost(mincost, from, arc);
}

static bool levels_find(struct mincost *mincost)
{
    size_t head = 0, tail = 0;
    for (size_t n = 0; n < mincost->node_count; n++)
        mincost->level[n] = -1;
    mincost->level[mincost->source] = 0;
    mincost->queue[tail++] = mincost->source;
    while (head < tail && mincost->level[mincost->sink] < 0) {
        size_t node = mincost->queue[head++];
        for (size_t a = mincost->first[node]; a != NO_ARC; a = mincost->arcs[a].next) {
            const struct arc *arc = &mincost->arcs[a];
            if (mincost->level[arc->to] >= 0 || !arc_is_open(mincost, node, arc))
                continue;
            mincost->level[arc->to] = mincost->level[node] + 1;
            mincost->queue[tail++] = arc->to;
        }
    }
    return mincost->level[mincost->sink] >= 0;
}

/* Pushes what the path of `length` arcs holds; gives back where its first full arc starts. */
static size_t path_push(struct mincost *mincost, size_t length)
{
    wide most = mincost->arcs[mincost->path[0]].left;
    size_t full = 0;
    for (size_t i = 1; i < length; i++) {
        if (mincost->arcs[mincost->path[i]].left < most) {
            most = mincost->arcs[mincost->path[i]].left;
            full = i;
        }
    }
    for (size_t i = 0; i < length; i++) {
        mincost->arcs[mincost->path[i]].left -= most;
        mincost->arcs[mincost->path[i] ^ 1].left += most;
    }
    return full;
}

/* The next arc from node that goes a level on; NO_ARC when node is a dead end. */
static size_t arc_advance(struct mincost *mincost, size_t node)
{
    for (; mincost->current[node] != NO_ARC;
         mincost->current[node] = mincost->arcs[mincost->current[node]].next) {
        const struct arc *arc = &mincost->arcs[mincost->current[node]];
        if (mincost->level[arc->to] == mincost->level[node] + 1 && arc_is_open(mincost, node, arc))
            return mincost->current[node];
    }
    return NO_ARC;
}

static void flow_block(struct mincost *mincost)
{
    memcpy(mincost->current, mincost->first, mincost->node_count * sizeof *mincost->current);
    size_t length = 0, node = mincost->source;
    for (;;) {
        if (node == mincost->sink) {
            length = path_push(mincost, length);
            node = mincost->arcs[mincost->path[length] ^ 1].to;
        }
        size_t arc = arc_advance(mincost, node);
        if (arc != NO_ARC) {
            mincost->path[length++] = arc;
            node = mincost->arcs[arc].to;
        } else if (length) {
            mincost->level[node] = -1;
            node = mincost->arcs[mincost->path[--length] ^ 1].to;
        } else {
            return;
        }
    }
}

void mincost_solve(struct mincost *mincost)
{
    for (size_t n = 0; n + 2 < mincost->node_count; n++) {
        if (mincost->balance[n] > 0)
            arc_add(mincost, mincost->source, n, mincost->balance[n], 0);
        else if (mincost->balance[n] < 0)
            arc_add(mincost, n, mincost->sink, -mincost->balance[n], 0);
    }
    while (distances_find(mincost))
        while (levels_find(mincost))
            flow_block(mincost);
}
