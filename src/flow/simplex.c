/* SPDX-License-Identifier: MIT */
/*
 * simplex: in, an acyclic connected graph with lengths and weights; out, ranks of least total weighted
 * length.
 *
 * The network simplex method, as Gansner, Koutsofios, North and Vo describe it for the ranking of graphs ("A
 * technique for drawing directed graphs", IEEE Transactions on Software Engineering 19, 1993): a spanning
 * tree of tight edges gives the ranks; a tree edge whose cut value is negative is exchanged for the non-tree
 * edge of least slack that crosses the cut the other way, until none is negative.
 *
 * The tree is kept in preorder, so that each subtree is a contiguous range. A cut value needs no look at
 * the other edges: what leaves a subtree less what enters it is the sum of that over its nodes.
 */
#include "simplex.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>

enum { LOOK_AT = 30 }; /* negative edges that are compared before one is exchanged */
/* Beyond so much work the ranks are taken as they are: they are feasible at any time. */
enum { STEPS_MOST = 40 * 1000 * 1000 };

static const size_t NONE = SIZE_MAX;

struct simplex {
    const struct layout_edge *edges;
    size_t node_count, edge_count;
    size_t *first, *incident; /* edges at node n: incident[first[n]] … incident[first[n + 1] - 1] */
    int *ranks;
    bool *in_tree;             /* by edge */
    int64_t *excess;           /* by node: weight that leaves it less weight that enters it */
    int64_t *subtree;          /* the same, of its subtree */
    size_t *parent_edge;       /* by node; NONE at the root */
    size_t *order, *at, *size; /* nodes in preorder; by node: its place there, nodes of its subtree */
    size_t look;               /* where the search for a negative edge goes on */
    uint64_t steps;            /* nodes and edges looked at: work that no clock knows */
};

static size_t other_end(const struct layout_edge *edge, size_t node)
{
    return edge->tail == node ? edge->head : edge->tail;
}

static int slack_of(const struct simplex *simplex, size_t edge)
{
    const struct layout_edge *at = &simplex->edges[edge];
    return simplex->ranks[at->head] - simplex->ranks[at->tail] - at->length;
}

static void incidence_make(struct arena *arena, struct simplex *simplex)
{
    size_t *first = arena_array(arena, size_t, simplex->node_count + 2);
    simplex->incident = arena_array(arena, size_t, 2 * simplex->edge_count + 1);
    for (size_t e = 0; e < simplex->edge_count; e++) {
        first[simplex->edges[e].tail + 2]++;
        first[simplex->edges[e].head + 2]++;
    }
    for (size_t n = 2; n < simplex->node_count + 2; n++)
        first[n] += first[n - 1];
    for (size_t e = 0; e < simplex->edge_count; e++) {
        const struct layout_edge *edge = &simplex->edges[e];
        simplex->incident[first[edge->tail + 1]++] = e;
        simplex->incident[first[edge->head + 1]++] = e;
        simplex->excess[edge->tail] += edge->weight;
        simplex->excess[edge->head] -= edge->weight;
    }
    simplex->first = first;
}

/* ---- a first solution ---- */

/* Every node as high as its edges let it, or where the hint says and they let it; false when they form a
 * cycle.
 */
static bool ranks_start(struct arena *arena, struct simplex *simplex, const int *hint)
{
    size_t *entering = arena_array(arena, size_t, simplex->node_count + 1);
    size_t *queue = arena_array(arena, size_t, simplex->node_count + 1), count = 0;
    for (size_t e = 0; e < simplex->edge_count; e++)
        entering[simplex->edges[e].head]++;
    for (size_t n = 0; n < simplex->node_count; n++) {
        simplex->ranks[n] = hint != NULL ? hint[n] : 0;
        if (entering[n] == 0)
            queue[count++] = n;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t k = simplex->first[queue[i]]; k < simplex->first[queue[i] + 1]; k++) {
            const struct layout_edge *edge = &simplex->edges[simplex->incident[k]];
            int rank = simplex->ranks[edge->tail] + edge->length;
            if (edge->tail != queue[i])
                continue;
            if (simplex->ranks[edge->head] < rank)
                simplex->ranks[edge->head] = rank;
            if (--entering[edge->head] == 0)
                queue[count++] = edge->head;
        }
    return count == simplex->node_count;
}

/* A binary heap of edges, least key on top, then least edge. */
struct heap_entry {
    int64_t key;
    size_t edge;
};

struct heap {
    struct heap_entry *at;
    size_t count;
};

static bool entry_before(struct heap_entry a, struct heap_entry b)
{
    return a.key != b.key ? a.key < b.key : a.edge < b.edge;
}

static void heap_push(struct heap *heap, struct heap_entry entry)
{
    size_t at = heap->count++;
    for (; at > 0 && entry_before(entry, heap->at[(at - 1) / 2]); at = (at - 1) / 2)
        heap->at[at] = heap->at[(at - 1) / 2];
    heap->at[at] = entry;
}

static void heap_pop(struct heap *heap)
{
    struct heap_entry moved = heap->at[--heap->count];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < heap->count; at = child) {
        if (child + 1 < heap->count && entry_before(heap->at[child + 1], heap->at[child]))
            child++;
        if (!entry_before(heap->at[child], moved))
            break;
        heap->at[at] = heap->at[child];
    }
    heap->at[at] = moved;
}

/* The tree while it grows: it moves as a whole, by `moved` since the start. */
struct growth {
    struct heap leaving, entering; /* edges out of and into the tree; keys are slacks while moved is 0 */
    bool *within;                  /* by node */
    int64_t moved;
};

static void growth_take(struct simplex *simplex, struct growth *growth, size_t node)
{
    growth->within[node] = true;
    simplex->ranks[node] -= (int)growth->moved;
    for (size_t k = simplex->first[node]; k < simplex->first[node + 1]; k++) {
        size_t edge = simplex->incident[k];
        bool leaves = simplex->edges[edge].tail == node;
        if (!growth->within[other_end(&simplex->edges[edge], node)])
            heap_push(leaves ? &growth->leaving : &growth->entering,
                (struct heap_entry){slack_of(simplex, edge), edge});
    }
}

static void heap_forget_within(const struct simplex *simplex, struct heap *heap, const bool *within)
{
    while (heap->count > 0 && within[simplex->edges[heap->at[0].edge].tail] &&
           within[simplex->edges[heap->at[0].edge].head])
        heap_pop(heap);
}

/* The edge with the least slack between the tree and the rest is made tight and joins; NONE when there is
   none. */
static size_t growth_step(const struct simplex *simplex, struct growth *growth)
{
    heap_forget_within(simplex, &growth->leaving, growth->within);
    heap_forget_within(simplex, &growth->entering, growth->within);
    bool leaves = growth->leaving.count > 0, enters = growth->entering.count > 0;
    if (!leaves && !enters)
        return NONE;
    int64_t down = leaves ? growth->leaving.at[0].key - growth->moved : INT64_MAX;
    int64_t up = enters ? growth->entering.at[0].key + growth->moved : INT64_MAX;
    growth->moved += down <= up ? down : -up;
    return (down <= up ? growth->leaving : growth->entering).at[0].edge;
}

/* Keys are compared with ranks as they were when the tree had not moved: nodes outside have not, nodes inside
   are kept less the movement until the end. */
static bool tree_grow(struct arena *arena, struct simplex *simplex)
{
    struct growth growth = {.within = arena_array(arena, bool, simplex->node_count + 1)};
    growth.leaving.at = arena_array(arena, struct heap_entry, simplex->edge_count + 1);
    growth.entering.at = arena_array(arena, struct heap_entry, simplex->edge_count + 1);
    growth_take(simplex, &growth, 0);
    for (size_t count = 1; count < simplex->node_count; count++) {
        size_t edge = growth_step(simplex, &growth);
        if (edge == NONE)
            return false;
        simplex->in_tree[edge] = true;
        const struct layout_edge *at = &simplex->edges[edge];
        growth_take(simplex, &growth, growth.within[at->tail] ? at->head : at->tail);
    }
    return true; /* all are in, so that the movement is everybody's */
}

/* ---- the tree in preorder ---- */

/* Orders the subtree of a node anew, from its place on; its parent edge stands. */
static void subtree_order(struct simplex *simplex, size_t root, size_t *stack)
{
    size_t count = 1, place = simplex->at[root], from = place;
    stack[0] = root;
    while (count > 0) {
        size_t node = stack[--count];
        simplex->at[node] = place;
        simplex->order[place++] = node;
        simplex->steps += 2 + simplex->first[node + 1] - simplex->first[node];
        for (size_t k = simplex->first[node]; k < simplex->first[node + 1]; k++) {
            size_t edge = simplex->incident[k];
            if (!simplex->in_tree[edge] || edge == simplex->parent_edge[node])
                continue;
            size_t child = other_end(&simplex->edges[edge], node);
            simplex->parent_edge[child] = edge;
            stack[count++] = child;
        }
    }
    simplex->steps += 2 * (place - from);
    for (size_t i = from; i < place; i++) {
        simplex->size[simplex->order[i]] = 1;
        simplex->subtree[simplex->order[i]] = simplex->excess[simplex->order[i]];
    }
    for (size_t i = place; i-- > from + 1;) {
        size_t node = simplex->order[i];
        size_t parent = other_end(&simplex->edges[simplex->parent_edge[node]], node);
        simplex->size[parent] += simplex->size[node];
        simplex->subtree[parent] += simplex->subtree[node];
    }
}

static bool is_below(const struct simplex *simplex, size_t node, size_t root)
{
    return simplex->at[node] - simplex->at[root] < simplex->size[root]; /* unsigned: false when before */
}

/* ---- exchanges ---- */

/* Of the edge to a node's parent. */
static int64_t cut_value(const struct simplex *simplex, size_t node)
{
    bool leaves = simplex->edges[simplex->parent_edge[node]].tail == node;
    return leaves ? simplex->subtree[node] : -simplex->subtree[node];
}

/* The node whose parent edge is the most negative of the next few; NONE when none is negative. */
static size_t leaving_find(struct simplex *simplex)
{
    size_t best = NONE, seen = 0;
    int64_t least = 0;
    for (size_t i = 0; i < simplex->node_count && seen < LOOK_AT; i++) {
        size_t node = simplex->look++;
        simplex->steps++;
        if (simplex->look == simplex->node_count)
            simplex->look = 0;
        if (simplex->parent_edge[node] == NONE)
            continue;
        int64_t value = cut_value(simplex, node);
        seen += value < 0;
        if (value < least) {
            least = value;
            best = node;
        }
    }
    return best;
}

/* The edge of least slack that crosses the cut the other way: into the subtree when its parent edge leaves
 * it.
 */
static size_t entering_find(struct simplex *simplex, size_t root)
{
    bool wants_in = simplex->edges[simplex->parent_edge[root]].tail == root;
    bool look_inside = simplex->size[root] <= simplex->node_count / 2;
    size_t from = simplex->at[root], to = from + simplex->size[root], best = NONE;
    int least = INT_MAX;
    for (size_t i = look_inside ? from : 0; i < (look_inside ? to : simplex->node_count); i++) {
        if (!look_inside && i == from && (i = to) == simplex->node_count)
            break;
        size_t node = simplex->order[i];
        simplex->steps += simplex->first[node + 1] - simplex->first[node];
        for (size_t k = simplex->first[node]; k < simplex->first[node + 1]; k++) {
            size_t edge = simplex->incident[k];
            const struct layout_edge *at = &simplex->edges[edge];
            bool head_in = is_below(simplex, at->head, root), tail_in = is_below(simplex, at->tail, root);
            if (head_in == tail_in || head_in != wants_in)
                continue;
            int slack = slack_of(simplex, edge);
            if (slack < least || (slack == least && edge < best)) {
                least = slack;
                best = edge;
            }
        }
    }
    return best;
}

static void subtree_move(struct simplex *simplex, size_t root, int by)
{
    size_t from = simplex->at[root], to = from + simplex->size[root];
    simplex->steps += simplex->size[root];
    for (size_t i = from; i < to; i++)
        simplex->ranks[simplex->order[i]] += by;
}

static void exchange(struct simplex *simplex, size_t root, size_t entering, size_t *stack)
{
    const struct layout_edge *enters = &simplex->edges[entering];
    size_t leaving = simplex->parent_edge[root];
    bool into = is_below(simplex, enters->head, root);
    int slack = slack_of(simplex, entering);
    if (slack > 0)
        subtree_move(simplex, root, into ? -slack : slack);
    size_t common = other_end(&simplex->edges[leaving], root), outside = into ? enters->tail : enters->head;
    while (!is_below(simplex, outside, common))
        common = other_end(&simplex->edges[simplex->parent_edge[common]], common);
    simplex->in_tree[leaving] = false;
    simplex->in_tree[entering] = true;
    subtree_order(simplex, common, stack);
}

static struct simplex simplex_of(
    struct arena *arena, size_t node_count, const struct layout_edge *edges, size_t edge_count, int *ranks)
{
    struct simplex simplex = {
        .edges = edges, .node_count = node_count, .edge_count = edge_count, .ranks = ranks};
    simplex.in_tree = arena_array(arena, bool, edge_count + 1);
    simplex.excess = arena_array(arena, int64_t, node_count);
    simplex.subtree = arena_array(arena, int64_t, node_count);
    simplex.parent_edge = arena_array(arena, size_t, node_count);
    simplex.order = arena_array(arena, size_t, node_count);
    simplex.at = arena_array(arena, size_t, node_count);
    simplex.size = arena_array(arena, size_t, node_count);
    incidence_make(arena, &simplex);
    return simplex;
}

bool simplex_ranks(struct arena *arena, size_t node_count, const struct layout_edge *edges, size_t edge_count,
    const int *hint, int *ranks)
{
    assert(node_count > 0);
    struct simplex simplex = simplex_of(arena, node_count, edges, edge_count, ranks);
    size_t *stack = arena_array(arena, size_t, node_count), leaving;
    if (!ranks_start(arena, &simplex, hint) || !tree_grow(arena, &simplex))
        return false;
    simplex.parent_edge[0] = NONE;
    subtree_order(&simplex, 0, stack);
    while (simplex.steps < STEPS_MOST && (leaving = leaving_find(&simplex)) != NONE)
        exchange(&simplex, leaving, entering_find(&simplex, leaving), stack);
    int least = ranks[0];
    for (size_t n = 1; n < node_count; n++)
        least = ranks[n] < least ? ranks[n] : least;
    for (size_t n = 0; n < node_count; n++)
        ranks[n] -= least;
    return true;
}
