/* SPDX-License-Identifier: MIT */
/*
 * sensitivity: comes in flows, goes out how far a class's live total hangs on each deal that is not firm or
 * not exact: the total without the deal, with it at its low end and at its high end, all others on their
 * weights (headline, else low end).
 *
 * The swing of what is firm runs from its low to its high end; what is not firm may also not come at all, so
 * its swing runs from nothing. A whole and its parts (part_of) stand together under the whole: neither moves
 * alone without the other making room.
 */
#include "derive.h"

#include <stdlib.h>
#include <string.h>

enum { SWINGS_MOST = 100 };

struct stand {
    struct swing swing;
    money low, high, weight;
    money firm_low; /* of what is firm: it comes at least so far */
    bool hangs;     /* something of it is not firm or not exact */
    const char *id;
};

static int stand_compare(const void *a, const void *b)
{
    const struct stand *x = a, *y = b;
    if (x->swing.swing != y->swing.swing) /* open is the largest of all */
        return x->swing.swing > y->swing.swing ? -1 : 1;
    int order = strcmp(x->id, y->id);
    if (order)
        return order;
    return (x->swing.deal_class > y->swing.deal_class) - (x->swing.deal_class < y->swing.deal_class);
}

static void stand_add(struct stand *stand, const struct flow *flow)
{
    const struct amount *amount = &flow->counted;
    if (flow->in_parts) { /* the low that its parts leave it */
        stand->low = money_add(stand->low, amount->low);
        stand->firm_low = money_add(stand->firm_low, flow->bucket == BUCKET_FIRM ? amount->low : 0);
        return;
    }
    bool sized = amount_is_sized(amount), firm = flow->bucket == BUCKET_FIRM;
    money low = sized ? amount->low : 0;
    stand->hangs = stand->hangs || !firm || !sized || amount->kind != AMOUNT_EXACT;
    stand->low = money_add(stand->low, low);
    stand->high = money_add(stand->high, sized ? amount->high : MONEY_OPEN);
    stand->weight = money_add(stand->weight, flow_weight(flow));
    stand->firm_low = money_add(stand->firm_low, firm ? low : 0);
    if (stand->swing.weakest < 0 || flow->rank < stand->swing.weakest)
        stand->swing.weakest = flow->rank;
    if (flow->bucket < stand->swing.bucket)
        stand->swing.bucket = flow->bucket;
}

/* By deal the whole it stands under: itself, or the highest one above that is not dead. */
static size_t *heads_find(struct arena *arena, const struct dataset *dataset)
{
    size_t *heads = arena_array(arena, size_t, dataset->deal_count);
    const size_t *order = parts_order(arena, dataset);
    for (size_t i = 0; i < dataset->deal_count; i++) {
        size_t deal = order[i], whole = dataset->deals[deal].part_of;
        bool under = whole != NO_INDEX && status_bucket(dataset->deals[whole].status,
                                              dataset->deals[whole].binding) != BUCKET_DEAD;
        heads[deal] = under ? heads[whole] : deal;
    }
    return heads;
}

static void stand_finish(struct stand *stand)
{
    if (stand->low > stand->high) { /* beside parts of another class the bounds may be crossed */
        money low = stand->low;
        stand->low = stand->high, stand->high = low;
    }
    stand->swing.swing = money_less(stand->high, stand->firm_low);
}

static size_t stands_gather(struct arena *arena, const struct facts *facts, struct stand *stands)
{
    const size_t *heads = heads_find(arena, facts->dataset);
    size_t *slots = arena_array(arena, size_t, facts->dataset->deal_count * CLASS_COUNT); /* from 1 */
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_is_live_money(flow) && !flow_is_leftover(flow))
            continue;
        size_t head = heads[flow->deal], *slot = &slots[head * CLASS_COUNT + flow->deal_class];
        if (!*slot) {
            *slot = ++count;
            stands[*slot - 1] = (struct stand){.id = facts->dataset->deals[head].id,
                .swing = {
                    .deal = head, .deal_class = flow->deal_class, .weakest = -1, .bucket = BUCKET_FIRM}};
        }
        struct stand *stand = &stands[*slot - 1];
        stand->swing.with_parts = stand->swing.with_parts || flow->deal != head;
        stand_add(stand, flow);
    }
    for (size_t i = 0; i < count; i++)
        if (stands[i].hangs) {
            stand_finish(&stands[i]);
            stands[kept++] = stands[i];
        }
    return kept;
}

static void swings_keep(struct sensitivity *sensitivity, struct stand *stands, size_t count)
{
    size_t open = 0, closed = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_open = stands[i].swing.swing == MONEY_OPEN;
        size_t *kept = is_open ? &open : &closed;
        if (*kept == SWINGS_MOST) {
            *(is_open ? &sensitivity->open_left_out : &sensitivity->left_out) += 1;
            continue;
        }
        (*kept)++;
        struct swing *swing = &sensitivity->swings[sensitivity->count++];
        *swing = stands[i].swing;
        swing->without = money_less(sensitivity->base[swing->deal_class], stands[i].weight);
        swing->at_low = money_add(swing->without, stands[i].low);
        swing->at_high = money_add(swing->without, stands[i].high);
        swing->at_least = money_add(swing->without, stands[i].firm_low);
    }
}

void sensitivity_derive(struct arena *arena, struct facts *facts)
{
    struct sensitivity *sensitivity = &facts->figures.sensitivity;
    struct arena *scratch = arena_create();
    struct stand *stands = arena_array(scratch, struct stand, facts->flow_count);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (flow_is_live_money(flow))
            sensitivity->base[flow->deal_class] =
                money_add(sensitivity->base[flow->deal_class], flow_weight(flow));
    }
    size_t count = stands_gather(scratch, facts, stands);
    if (count)
        qsort(stands, count, sizeof *stands, stand_compare);
    sensitivity->swings = arena_array(arena, struct swing, 2 * SWINGS_MOST);
    swings_keep(sensitivity, stands, count);
    arena_destroy(scratch);
}
