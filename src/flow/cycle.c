/* SPDX-License-Identifier: MIT */
/*
 * cycle: in, a weighted directed graph; out, the arcs that run against the best order of its nodes.
 *
 * Inside each strongly connected part the order of least backward weight is found by dynamic programming over
 * subsets (up to EXACT_MOST nodes, 2^16 sums) or, above, by sorting by net outflow and moving single nodes
 * while that helps.
 */
#include "cycle.h"

#include <assert.h>
#include <string.h>

enum { EXACT_MOST = 16, HALF = 8, INSERTION_ROUNDS = 40 };

/* between[a * count + b]: the weight of all arcs from the a-th to the b-th member of one part */
struct members {
    size_t *node, count;
    int64_t *between;
};

/* Where each node's arcs begin in a list sorted by tail */
struct heads {
    size_t *first, *head;
};

static struct heads heads_of(struct arena *arena, size_t node_count, const struct arc *arcs, size_t arc_count)
{
    struct heads heads = {
        arena_array(arena, size_t, node_count + 2), arena_array(arena, size_t, arc_count + 1)};
    for (size_t i = 0; i < arc_count; i++)
        heads.first[arcs[i].tail + 2]++;
    for (size_t i = 2; i < node_count + 2; i++)
        heads.first[i] += heads.first[i - 1];
    for (size_t i = 0; i < arc_count; i++)
        heads.head[heads.first[arcs[i].tail + 1]++] = arcs[i].head;
    return heads;
}

/* Tarjan's search, without recursion: deep chains must not need a deep stack. */
struct tarjan {
    struct heads heads;
    size_t *found, *low, *next, *path, *open; /* found, low: 0 not yet seen; SIZE_MAX: its part is known */
    size_t path_count, open_count, seen, parts;
    size_t *part;
};

static void tarjan_enter(struct tarjan *t, size_t node)
{
    t->found[node] = t->low[node] = ++t->seen;
    t->next[node] = t->heads.first[node];
    t->path[t->path_count++] = node;
    t->open[t->open_count++] = node;
}

static void tarjan_leave(struct tarjan *t, size_t node)
{
    t->path_count--;
    if (t->path_count > 0 && t->low[node] < t->low[t->path[t->path_count - 1]])
        t->low[t->path[t->path_count - 1]] = t->low[node];
    if (t->low[node] != t->found[node])
        return;
    size_t member;
    do {
        member = t->open[--t->open_count];
        t->part[member] = t->parts;
        t->found[member] = SIZE_MAX;
    } while (member != node);
    t->parts++;
}

static void tarjan_search(struct tarjan *t, size_t start)
{
    tarjan_enter(t, start);
    while (t->path_count > 0) {
        size_t node = t->path[t->path_count - 1];
        if (t->next[node] == t->heads.first[node + 1]) {
            tarjan_leave(t, node);
            continue;
        }
        size_t to = t->heads.head[t->next[node]++];
        if (t->found[to] == 0)
            tarjan_enter(t, to);
        else if (t->found[to] < t->low[node])
            t->low[node] = t->found[to];
    }
}

size_t parts_find(
    struct arena *arena, size_t node_count, const struct arc *arcs, size_t arc_count, size_t *part)
{
    struct tarjan t = {.heads = heads_of(arena, node_count, arcs, arc_count), .part = part};
    t.found = arena_array(arena, size_t, node_count + 1);
    t.low = arena_array(arena, size_t, node_count + 1);
    t.next = arena_array(arena, size_t, node_count + 1);
    t.path = arena_array(arena, size_t, node_count + 1);
    t.open = arena_array(arena, size_t, node_count + 1);
    for (size_t node = 0; node < node_count; node++)
        if (t.found[node] == 0)
            tarjan_search(&t, node);
    size_t *number = arena_array(arena, size_t, node_count + 1), count = 0; /* by their least node */
    for (size_t i = 0; i < t.parts; i++)
        number[i] = SIZE_MAX;
    for (size_t node = 0; node < node_count; node++) {
        if (number[part[node]] == SIZE_MAX)
            number[part[node]] = count++;
        part[node] = number[part[node]];
    }
    return count;
}

static struct members members_of(struct arena *arena, size_t which, const size_t *part, size_t node_count,
    const struct arc *arcs, size_t arc_count)
{
    struct members members = {.node = arena_array(arena, size_t, node_count)};
    size_t *place = arena_array(arena, size_t, node_count);
    for (size_t i = 0; i < node_count; i++)
        if (part[i] == which) {
            place[i] = members.count;
            members.node[members.count++] = i;
        }
    members.between = arena_array(arena, int64_t, members.count * members.count);
    for (size_t i = 0; i < arc_count; i++) {
        if (part[arcs[i].tail] != which || part[arcs[i].head] != which)
            continue;
        members.between[place[arcs[i].tail] * members.count + place[arcs[i].head]] += arcs[i].weight;
    }
    return members;
}

/* What it costs to put a member after all members of a mask: its arcs into the mask run backwards. Two tables
   of 256 sums for each member make every look-up two additions. */
static int64_t *cost_tables(struct arena *arena, const struct members *members)
{
    int64_t *tables = arena_array(arena, int64_t, members->count * 2 * 256);
    for (size_t m = 0; m < members->count; m++)
        for (size_t half = 0; half < 2; half++)
            for (size_t bits = 1; bits < 256; bits++) {
                size_t low = (size_t)__builtin_ctzl(bits), other = half * HALF + low;
                int64_t *table = tables + (m * 2 + half) * 256;
                table[bits] = table[bits & (bits - 1)];
                if (other < members->count)
                    table[bits] += members->between[m * members->count + other];
            }
    return tables;
}

static void order_exactly(struct arena *arena, const struct members *members, size_t *order)
{
    size_t full = ((size_t)1 << members->count) - 1;
    const int64_t *tables = cost_tables(arena, members);
    int64_t *best = arena_array(arena, int64_t, full + 1);
    unsigned char *last = arena_array(arena, unsigned char, full + 1);
    for (size_t mask = 1; mask <= full; mask++) {
        best[mask] = INT64_MAX;
        for (size_t m = 0; m < members->count; m++) {
            size_t before = mask & ~((size_t)1 << m);
            if (before == mask)
                continue;
            const int64_t *table = tables + m * 2 * 256;
            int64_t cost = best[before] + table[before & 255] + table[256 + (before >> HALF)];
            if (cost <= best[mask]) { /* among equals the greatest goes last: order follows the ids */
                best[mask] = cost;
                last[mask] = (unsigned char)m;
            }
        }
    }
    for (size_t mask = full, i = members->count; mask != 0; mask &= ~((size_t)1 << last[mask]))
        order[--i] = last[mask];
}

/* Where order[from] adds most when it moves there (others close up): the change of backward weight is the sum
   over all that it passes. */
static size_t best_place(const struct members *members, const size_t *order, size_t from)
{
    size_t count = members->count, m = order[from], best = from;
    int64_t best_gain = 0;
    for (int way = -1; way <= 1; way += 2) {
        int64_t gain = 0;
        for (size_t at = from; way < 0 ? at > 0 : at + 1 < count;) {
            at = way < 0 ? at - 1 : at + 1;
            int64_t out = members->between[m * count + order[at]],
                    in = members->between[order[at] * count + m];
            gain += way > 0 ? in - out : out - in;
            bool first = way < 0 && gain == best_gain && gain > 0; /* of equals the foremost */
            if (gain > best_gain || first) {
                best_gain = gain;
                best = at;
            }
        }
    }
    return best;
}

static void move_to(size_t *order, size_t from, size_t to)
{
    size_t moved = order[from];
    if (to > from)
        memmove(order + from, order + from + 1, (to - from) * sizeof *order);
    else
        memmove(order + to + 1, order + to, (from - to) * sizeof *order);
    order[to] = moved;
}

static bool improve_once(const struct members *members, size_t *order)
{
    bool improved = false;
    for (size_t from = 0; from < members->count; from++) {
        size_t best = best_place(members, order, from);
        if (best != from) {
            move_to(order, from, best);
            improved = true;
        }
    }
    return improved;
}

static void order_roughly(struct arena *arena, const struct members *members, size_t *order)
{
    size_t count = members->count;
    int64_t *net = arena_array(arena, int64_t, count);
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++)
            net[a] += members->between[a * count + b] - members->between[b * count + a];
    for (size_t i = 0; i < count; i++) { /* insertion sort: stable, greatest net payer first */
        size_t at = i;
        for (; at > 0 && net[order[at - 1]] < net[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (int round = 0; round < INSERTION_ROUNDS && improve_once(members, order); round++)
        ;
}

void feedback_find(
    struct arena *arena, size_t node_count, const struct arc *arcs, size_t arc_count, bool *back)
{
    size_t *part = arena_array(arena, size_t, node_count + 1);
    size_t *position = arena_array(arena, size_t, node_count + 1);
    size_t parts = parts_find(arena, node_count, arcs, arc_count, part);
    size_t *size = arena_array(arena, size_t, parts + 1);
    for (size_t i = 0; i < node_count; i++)
        size[part[i]]++;
    for (size_t which = 0; which < parts; which++) {
        if (size[which] == 1)
            continue; /* nothing to order: its place is 0 */
        struct members members = members_of(arena, which, part, node_count, arcs, arc_count);
        size_t *order = arena_array(arena, size_t, members.count);
        if (members.count <= EXACT_MOST)
            order_exactly(arena, &members, order);
        else
            order_roughly(arena, &members, order);
        for (size_t i = 0; i < members.count; i++)
            position[members.node[order[i]]] = i;
    }
    for (size_t i = 0; i < arc_count; i++)
        back[i] =
            part[arcs[i].tail] == part[arcs[i].head] && position[arcs[i].tail] >= position[arcs[i].head];
}
