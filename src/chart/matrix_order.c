/* SPDX-License-Identifier: MIT */
/*
 * matrix_order: in, parties and what they pay each other; out, one order for both axes in which as little
 * money as can be found runs backwards: net payers come first, net receivers last, and what lies below the
 * diagonal is what comes back. "n others" stay at the end.
 */
#include "matrix_plan.h"

#include <stdlib.h>
#include <string.h>

enum { PASSES_MOST = 60 };

struct ranked {
    size_t party;
    const char *id;
    double net;
    bool last;
};

static int compare_net(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->last != y->last)
        return x->last ? 1 : -1;
    if (x->net != y->net)
        return x->net > y->net ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* Where the party at `at` stands best, all others staying in their order; ties: where it is, else nearest. */
static size_t place_best(const size_t *order, size_t movable, size_t at, size_t count, const double *weights)
{
    size_t moved = order[at], best = at;
    double least = -0.5, change = 0;
    for (size_t to = at; to-- > 0;) {
        change += weights[order[to] * count + moved] - weights[moved * count + order[to]];
        if (change < least) {
            least = change;
            best = to;
        }
    }
    change = 0;
    for (size_t to = at + 1; to < movable; to++) {
        change += weights[moved * count + order[to]] - weights[order[to] * count + moved];
        if (change < least) {
            least = change;
            best = to;
        }
    }
    return best;
}

static void move(size_t *order, size_t from, size_t to)
{
    size_t moved = order[from];
    if (to < from)
        memmove(order + to + 1, order + to, (from - to) * sizeof *order);
    else
        memmove(order + from, order + from + 1, (to - from) * sizeof *order);
    order[to] = moved;
}

/* Each in turn goes where it stands best, until none moves. */
static void improve(size_t *order, size_t movable, size_t count, const double *weights)
{
    bool moved = true;
    for (int pass = 0; pass < PASSES_MOST && moved; pass++) {
        moved = false;
        for (size_t at = 0; at < movable; at++) {
            size_t to = place_best(order, movable, at, count, weights);
            if (to == at)
                continue;
            move(order, at, to);
            moved = true;
        }
    }
}

void matrix_order(struct matrix_plan *plan, const double *weights)
{
    size_t count = plan->party_count, movable = count;
    struct ranked *ranked = arena_array(plan->arena, struct ranked, count + 1);
    size_t *order = arena_array(plan->arena, size_t, count + 1);
    struct matrix_party *sorted = arena_array(plan->arena, struct matrix_party, count + 1);
    for (size_t i = 0; i < count; i++) {
        ranked[i] = (struct ranked){i, plan->parties[i].id, 0, plan->parties[i].node == NO_INDEX};
        for (size_t j = 0; j < count; j++)
            ranked[i].net += weights[i * count + j] - weights[j * count + i];
        movable -= ranked[i].last;
    }
    qsort(ranked, count, sizeof *ranked, compare_net);
    for (size_t i = 0; i < count; i++)
        order[i] = ranked[i].party;
    improve(order, movable, count, weights);
    for (size_t i = 0; i < count; i++)
        sorted[i] = plan->parties[order[i]];
    memcpy(plan->parties, sorted, count * sizeof *sorted);
}
