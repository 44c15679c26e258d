/* SPDX-License-Identifier: MIT */
/*
 * parts: comes in movements with their own amounts, goes out what each adds to a sum once its parts (part_of)
 * are there too. A whole and its parts together are [max(P.low, Σ low), max(P.high, Σ high)]: nothing is
 * counted twice.
 *
 * Wholes are walked by depth: ceilings downwards, what is itemised upwards. Dead parts itemise nothing; parts
 * of any live bucket are taken from the whole in the whole's own bucket.
 */
#include "derive.h"

#include <stdlib.h>

/* What a deal together with all below it comes to. */
struct itemised {
    money low, high, headline;
};

struct rank {
    size_t deal, depth;
};

struct parts {
    struct arena *arena;
    const struct dataset *dataset;
    struct movements *movements;
    size_t *order;              /* wholes before their parts */
    struct itemised *itemised;  /* by deal: by all its live parts together */
    struct itemised *uncertain; /* by deal: low is what its parts are at most, high what they are at least */
    bool *has_parts;
};

/* What is left of an open end stays open, whatever is taken. */
money money_less(money a, money b)
{
    if (a == MONEY_OPEN)
        return a;
    return b >= a ? 0 : a - b;
}

static int rank_compare(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->depth != y->depth)
        return x->depth < y->depth ? -1 : 1;
    return (x->deal > y->deal) - (x->deal < y->deal);
}

/* How many wholes stand above each deal. Every deal is walked once: up to one that is known, then back down.
 */
static size_t *depths_find(struct arena *arena, const struct dataset *dataset)
{
    size_t count = dataset->deal_count;
    size_t *depths = arena_array(arena, size_t, count), *way = arena_array(arena, size_t, count);
    bool *known = arena_array(arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        size_t length = 0, at = i;
        for (; !known[at] && dataset->deals[at].part_of != NO_INDEX; at = dataset->deals[at].part_of) {
            known[at] = true;
            way[length++] = at;
        }
        known[at] = true;
        for (size_t depth = depths[at]; length;)
            depths[way[--length]] = ++depth;
    }
    return depths;
}

size_t *parts_order(struct arena *arena, const struct dataset *dataset)
{
    size_t count = dataset->deal_count;
    struct rank *ranks = arena_array(arena, struct rank, count);
    size_t *order = arena_array(arena, size_t, count);
    const size_t *depths = depths_find(arena, dataset);
    for (size_t i = 0; i < count; i++)
        ranks[i] = (struct rank){i, depths[i]};
    qsort(ranks, count, sizeof *ranks, rank_compare);
    for (size_t i = 0; i < count; i++)
        order[i] = ranks[i].deal;
    return order;
}

/* The most a part can be: open where the whole's own size is not known. */
static money ceiling_of(const struct movements *movements, size_t deal)
{
    money sum = 0;
    bool sized = false;
    for (size_t m = movements->first[deal]; m < movements->first[deal + 1]; m++) {
        const struct movement *movement = &movements->at[m];
        if (movement->is_money && !amount_is_sized(&movement->amount))
            return MONEY_OPEN;
        if (!movement->is_money)
            continue;
        sized = true;
        sum = money_add(sum, movement->amount.high);
    }
    return sized ? sum : MONEY_OPEN;
}

static void amount_cap(struct amount *amount, money ceiling)
{
    if (!amount_is_sized(amount) || amount->high <= ceiling)
        return;
    amount->high = ceiling;
    if (amount->low > ceiling)
        amount->low = ceiling;
    if (amount->has_headline && amount->headline > ceiling) {
        amount->headline = ceiling;
        amount->words = NULL;
    }
}

static void ceilings_apply(struct parts *parts)
{
    for (size_t i = 0; i < parts->dataset->deal_count; i++) {
        size_t deal = parts->order[i], whole = parts->dataset->deals[deal].part_of;
        if (whole == NO_INDEX)
            continue;
        money ceiling = ceiling_of(parts->movements, whole);
        for (size_t m = parts->movements->first[deal]; m < parts->movements->first[deal + 1]; m++)
            if (parts->movements->at[m].is_money)
                amount_cap(&parts->movements->at[m].amount, ceiling);
    }
}

static void take(money *from, money *left)
{
    money own = *from;
    *from = money_less(own, *left);
    *left = own == MONEY_OPEN ? 0 : money_less(*left, own);
}

static bool indices_equal(const struct indices *a, const struct indices *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i] != b->at[i])
            return false;
    return true;
}

bool movements_run_alike(const struct movement *a, const struct movement *b)
{
    return indices_equal(&a->from->parties, &b->from->parties) &&
           indices_equal(&a->to->parties, &b->to->parties);
}

/* Takes a part's amount from the legs of its whole: first from those between the same parties, then in order.
 */
static void part_take(
    struct parts *parts, size_t whole, size_t part, struct itemised counted, struct itemised unsure)
{
    const struct movements *movements = parts->movements;
    if (movements->first[part] == movements->first[part + 1])
        return;
    const struct movement *like = &movements->at[movements->first[part]];
    for (int pass = 0; pass < 2; pass++) {
        for (size_t m = movements->first[whole]; m < movements->first[whole + 1]; m++) {
            struct movement *movement = &movements->at[m];
            if (!movement->is_money || movements_run_alike(movement, like) != (pass == 0))
                continue;
            take(&movement->counted.low, &counted.low);
            take(&movement->counted.high, &counted.high);
            if (movement->counted.has_headline)
                take(&movement->counted.headline, &counted.headline);
            take(&movement->rest.low, &unsure.low);
            take(&movement->rest.high, &unsure.high);
        }
    }
}

static void itemised_add(struct itemised *sum, struct itemised more)
{
    sum->low = money_add(sum->low, more.low);
    sum->high = money_add(sum->high, more.high);
    sum->headline = money_add(sum->headline, more.headline);
}

/* What the deal and its parts come to, given to the deal it is part of. */
static void part_report(struct parts *parts, size_t part, size_t whole)
{
    struct itemised counted = parts->itemised[part], unsure = parts->uncertain[part];
    bool any = parts->has_parts[part];
    for (size_t m = parts->movements->first[part]; m < parts->movements->first[part + 1]; m++) {
        const struct movement *movement = &parts->movements->at[m];
        if (!movement->is_money || movement->bucket == BUCKET_DEAD)
            continue;
        any = true;
        const struct amount *own = &movement->counted, *rest = &movement->rest;
        itemised_add(&counted, (struct itemised){own->low, own->high, own->has_headline ? own->headline : 0});
        bool sized = amount_is_sized(rest);
        itemised_add(&unsure, (struct itemised){sized ? rest->high : MONEY_OPEN, sized ? rest->low : 0, 0});
    }
    if (!any)
        return;
    parts->has_parts[whole] = true;
    itemised_add(&parts->itemised[whole], counted);
    itemised_add(&parts->uncertain[whole], unsure);
    part_take(parts, whole, part, counted, unsure);
}

/* A kind that is true of what is left. Where the headline says more than the bounds do, there is none. */
static void amount_retell(struct amount *amount, enum amount_kind kind)
{
    bool about = amount_kind_is_about(kind);
    amount->words = NULL;
    if (amount->high == MONEY_OPEN)
        amount->kind = AMOUNT_AT_LEAST;
    else if (!amount->has_headline)
        amount->kind = AMOUNT_RANGE;
    else if (amount->low == amount->high && amount->headline == amount->high)
        amount->kind = AMOUNT_EXACT;
    else if (amount->headline >= amount->high)
        amount->kind = AMOUNT_AT_MOST;
    else
        amount->kind = about && amount->headline > amount->low ? kind : AMOUNT_RANGE;
}

/* After all parts have taken theirs: what is left needs a headline within its bounds and a kind that is true
 * of it. */
static void whole_finish(struct movement *movement)
{
    if (!amount_is_sized(&movement->amount))
        return;
    struct amount *counted = &movement->counted, *rest = &movement->rest;
    movement->in_parts = !counted->high && !(counted->has_headline && counted->headline);
    rest->headline = counted->headline;
    if (rest->headline < rest->low)
        rest->headline = rest->low;
    if (rest->headline > rest->high)
        rest->headline = rest->high;
    if (!rest->has_headline)
        rest->headline = 0;
    amount_retell(counted, movement->amount.kind);
    amount_retell(rest, movement->amount.kind);
    if (rest->kind == AMOUNT_RANGE || (rest->kind == AMOUNT_AT_LEAST && rest->headline > rest->low)) {
        rest->has_headline = false;
        rest->headline = 0;
    }
}

static void wholes_finish(struct parts *parts)
{
    for (size_t i = 0; i < parts->dataset->deal_count; i++) {
        if (!parts->has_parts[i])
            continue;
        for (size_t m = parts->movements->first[i]; m < parts->movements->first[i + 1]; m++)
            if (parts->movements->at[m].is_money)
                whole_finish(&parts->movements->at[m]);
    }
}

bool dataset_has_parts(const struct dataset *dataset)
{
    for (size_t i = 0; i < dataset->deal_count; i++)
        if (dataset->deals[i].part_of != NO_INDEX)
            return true;
    return false;
}

void parts_resolve(struct arena *arena, const struct dataset *dataset, struct movements *movements)
{
    struct parts parts = {arena, dataset, movements, NULL, NULL, NULL, NULL};
    bool any = dataset_has_parts(dataset);
    if (any) {
        parts.order = parts_order(arena, dataset);
        ceilings_apply(&parts);
    }
    for (size_t m = 0; m < movements->count; m++)
        movements->at[m].counted = movements->at[m].rest = movements->at[m].amount;
    if (!any)
        return;
    parts.itemised = arena_array(arena, struct itemised, dataset->deal_count);
    parts.uncertain = arena_array(arena, struct itemised, dataset->deal_count);
    parts.has_parts = arena_array(arena, bool, dataset->deal_count);
    for (size_t i = dataset->deal_count; i-- > 0;) {
        size_t deal = parts.order[i], whole = dataset->deals[deal].part_of;
        if (whole != NO_INDEX)
            part_report(&parts, deal, whole);
    }
    wholes_finish(&parts);
}
