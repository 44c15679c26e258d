/* SPDX-License-Identifier: MIT */
/*
 * deal_rows: flows → rows, sorted and grouped; parts stand under their whole. The dead are left out unless
 * the clause names a status or bucket, relations without money unless it names a class. Sums never cross a
 * class, count what parts itemise once, and leave out the dead.
 */
#include "deal_rows.h"

#include "list.h"

#include <stdlib.h>

/* ── which flows ── */

static bool flow_is_wanted(const struct facts *facts, const struct selection *where, const struct flow *flow)
{
    if (flow->bucket == BUCKET_DEAD && !(where && selection_names_status(where)))
        return false;
    if (flow->deal_class == CLASS_RELATION && !(where && selection_names_class(where)))
        return false;
    return selection_matches(where, facts, flow);
}

static void amount_join(struct amount *sum, const struct amount *more)
{
    sum->words = NULL;
    if (sum->kind == AMOUNT_VAGUE)
        sum->kind = AMOUNT_RANGE;
    sum->low = money_add(sum->low, more->low);
    sum->high = money_add(sum->high, more->high);
    sum->headline = money_add(sum->headline, more->headline);
    sum->has_headline = sum->has_headline && more->has_headline;
}

static bool same_movement(const struct flow *a, const struct flow *b)
{
    return a->deal == b->deal && a->leg == b->leg;
}

/* The flows of one movement stand together; the row takes those that are wanted. */
static bool row_gather(
    const struct facts *facts, const struct selection *where, size_t first, size_t end, struct deal_row *row)
{
    const struct flow *flows = facts->flows;
    *row = (struct deal_row){.deal = flows[first].deal, .leg = flows[first].leg, .first = NO_INDEX};
    for (size_t i = first; i < end; i++) {
        if (!flow_is_wanted(facts, where, &flows[i])) {
            row->partial = true;
            continue;
        }
        row->count++;
        if (row->first != NO_INDEX) {
            amount_join(&row->amount, &flows[i].amount);
            continue;
        }
        row->first = i;
        row->amount = flows[i].amount;
        row->deal_class = flows[i].deal_class;
        row->bucket = flows[i].bucket;
        row->payer = flows[i].payer;
    }
    return row->count > 0;
}

/* ── order ── */

struct sorted_row {
    struct deal_row row;
    enum deal_table_group group;
    int group_rank;
    const char *group_id, *id;
    money size;
    bool placed;
};

static int class_rank(enum deal_class deal_class)
{
    return deal_class == CLASS_RELATION ? CLASS_COUNT : (int)deal_class; /* no money: last */
}

static money size_of(const struct amount *amount)
{
    return amount->has_headline ? amount->headline : amount->low;
}

static int text_compare(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return (int)(unsigned char)*a - (int)(unsigned char)*b;
}

static int sorted_compare(const void *first, const void *second)
{
    const struct sorted_row *a = first, *b = second;
    if (a->group_rank != b->group_rank)
        return a->group_rank < b->group_rank ? -1 : 1;
    int groups = text_compare(a->group_id, b->group_id);
    if (groups != 0)
        return groups;
    if (a->row.bucket != b->row.bucket)
        return a->row.bucket > b->row.bucket ? -1 : 1; /* firm first */
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    int ids = text_compare(a->id, b->id);
    if (ids != 0)
        return ids;
    return a->row.first < b->row.first ? -1 : a->row.first > b->row.first;
}

static struct sorted_row sorted_make(
    const struct facts *facts, const struct deal_row *row, enum deal_table_group group)
{
    struct sorted_row sorted = {.row = *row,
        .group = group,
        .group_id = "",
        .id = facts->dataset->deals[row->deal].id,
        .size = size_of(&row->amount)};
    if (group == GROUP_CLASS)
        sorted.group_rank = class_rank(row->deal_class);
    else if (group == GROUP_BUCKET)
        sorted.group_rank = BUCKET_COUNT - (int)row->bucket;
    else if (group == GROUP_PARTY)
        sorted.group_id = facts->nodes[row->payer].id;
    return sorted;
}

static bool same_group(const struct sorted_row *a, const struct sorted_row *b)
{
    return a->group_rank == b->group_rank && text_compare(a->group_id, b->group_id) == 0;
}

/* Rows by what they are of, so that whole and parts are found without a look at all the others. */
struct placing {
    const struct facts *facts;
    struct sorted_row *sorted;
    size_t *of_deal, *of_whole; /* deal → its first row, and the first row of a part of it; or NO_INDEX */
    size_t *next_of_deal, *next_of_whole; /* row → the next of the same, in their order */
    struct deal_rows *rows;
};

static struct placing placing_make(
    struct arena *arena, const struct facts *facts, struct sorted_row *sorted, size_t count)
{
    size_t deals = facts->dataset->deal_count;
    struct placing placing = {facts, sorted, arena_array(arena, size_t, deals + 1),
        arena_array(arena, size_t, deals + 1), arena_array(arena, size_t, count + 1),
        arena_array(arena, size_t, count + 1), NULL};
    for (size_t i = 0; i < deals; i++)
        placing.of_deal[i] = placing.of_whole[i] = NO_INDEX;
    for (size_t i = count; i-- > 0;) {
        size_t deal = sorted[i].row.deal, whole = facts->dataset->deals[deal].part_of;
        placing.next_of_deal[i] = placing.of_deal[deal];
        placing.of_deal[deal] = i;
        if (whole == NO_INDEX)
            continue;
        placing.next_of_whole[i] = placing.of_whole[whole];
        placing.of_whole[whole] = i;
    }
    return placing;
}

static bool has_whole(const struct placing *placing, const struct sorted_row *part)
{
    size_t whole = placing->facts->dataset->deals[part->row.deal].part_of;
    for (size_t i = whole == NO_INDEX ? NO_INDEX : placing->of_deal[whole]; i != NO_INDEX;
         i = placing->next_of_deal[i])
        if (same_group(&placing->sorted[i], part))
            return true;
    return false;
}

/* Puts a row down, and under the last row of its deal within the group the deal's parts. part_of has no
 * loops: the loader saw to it. Rows of a deal are put down in their order. */
static void row_put(struct placing *placing, size_t at, int depth)
{
    struct sorted_row *sorted = &placing->sorted[at];
    sorted->placed = true;
    sorted->row.depth = depth;
    placing->rows->rows[placing->rows->row_count++] = sorted->row;
    for (size_t i = placing->next_of_deal[at]; i != NO_INDEX; i = placing->next_of_deal[i]) {
        const struct sorted_row *other = &placing->sorted[i];
        if (!other->placed && same_group(other, sorted) && !has_whole(placing, other))
            return; /* another leg of this deal follows: parts wait for the last */
    }
    for (size_t i = placing->of_whole[sorted->row.deal]; i != NO_INDEX; i = placing->next_of_whole[i])
        if (!placing->sorted[i].placed && same_group(sorted, &placing->sorted[i]))
            row_put(placing, i, depth + 1);
}

/* ── groups and sums ── */

static void sum_add(struct deal_sum *sum, const struct facts *facts, const struct selection *where,
    const struct deal_row *row)
{
    bool sized = false, unsized = false;
    for (size_t i = row->first;
         i < facts->flow_count && same_movement(&facts->flows[i], &facts->flows[row->first]); i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow->is_money || flow->in_parts || !flow_is_wanted(facts, where, flow))
            continue;
        sized = sized || amount_is_sized(&flow->counted);
        unsized = unsized || !amount_is_sized(&flow->counted);
        if (!amount_is_sized(&flow->counted))
            continue;
        sum->low = money_add(sum->low, flow->counted.low);
        sum->high = money_add(sum->high, flow->counted.high);
    }
    sum->sized += sized;
    sum->undisclosed += unsized && !sized;
}

static void sum_finish(struct deal_sum *sum)
{
    if (sum->low > sum->high) { /* what a whole counts beside its parts can have its bounds crossed */
        money low = sum->low;
        sum->low = sum->high;
        sum->high = low;
    }
}

static void groups_make(struct arena *arena, const struct facts *facts, const struct selection *where,
    struct deal_rows *rows, enum deal_table_group group)
{
    rows->groups = arena_array(arena, struct deal_group, rows->row_count + 1);
    for (size_t i = 0; i < rows->row_count; i++) {
        const struct deal_row *row = &rows->rows[i];
        struct deal_group *last = rows->group_count > 0 ? &rows->groups[rows->group_count - 1] : NULL;
        bool same =
            last && (group == GROUP_NONE || (group == GROUP_CLASS && last->deal_class == row->deal_class) ||
                        (group == GROUP_BUCKET && last->bucket == row->bucket) ||
                        (group == GROUP_PARTY && last->payer == row->payer));
        if (!same) {
            last = &rows->groups[rows->group_count++];
            *last = (struct deal_group){.first = i,
                .deal_class = row->deal_class,
                .bucket = row->bucket,
                .payer = row->payer,
                .one_class = true};
        }
        last->count++;
        last->one_class = last->one_class && last->deal_class == row->deal_class;
        if (row->bucket != BUCKET_DEAD)
            sum_add(&last->live, facts, where, row);
        if (row->bucket == BUCKET_FIRM)
            sum_add(&last->firm, facts, where, row);
    }
    for (size_t i = 0; i < rows->group_count; i++) {
        sum_finish(&rows->groups[i].live);
        sum_finish(&rows->groups[i].firm);
    }
}

struct deal_rows deal_rows_select(struct arena *arena, const struct facts *facts,
    const struct selection *where, enum deal_table_group group)
{
    LIST(struct sorted_row) sorted = {0};
    for (size_t first = 0, end; first < facts->flow_count; first = end) {
        for (end = first + 1;
             end < facts->flow_count && same_movement(&facts->flows[first], &facts->flows[end]);)
            end++;
        struct deal_row row;
        if (row_gather(facts, where, first, end, &row))
            *list_push(arena, &sorted) = sorted_make(facts, &row, group);
    }
    if (sorted.count > 0)
        qsort(sorted.at, sorted.count, sizeof *sorted.at, sorted_compare);
    struct deal_rows rows = {.rows = arena_array(arena, struct deal_row, sorted.count + 1)};
    struct placing placing = placing_make(arena, facts, sorted.at, sorted.count);
    placing.rows = &rows;
    for (size_t i = 0; i < sorted.count; i++)
        if (!sorted.at[i].placed && !has_whole(&placing, &sorted.at[i]))
            row_put(&placing, i, 0);
    groups_make(arena, facts, where, &rows, group);
    return rows;
}

/* ── cutting ── */

struct ranked_row {
    size_t row;
    bool sized;
    money size;
};

static int ranked_compare(const void *first, const void *second)
{
    const struct ranked_row *a = first, *b = second;
    if (a->sized != b->sized)
        return a->sized ? -1 : 1;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

/* Keeps a row and, above it, the wholes it is part of; how many that were not kept before. */
static size_t row_keep(struct deal_rows *rows, size_t at)
{
    size_t count = 0;
    int depth = rows->rows[at].depth + 1;
    for (size_t i = at + 1; i-- > 0 && depth > 0;) {
        if (rows->rows[i].depth >= depth)
            continue;
        depth = rows->rows[i].depth;
        count += rows->rows[i].cut;
        rows->rows[i].cut = false;
    }
    return count;
}

void deal_rows_cut(struct arena *arena, struct deal_rows *rows, size_t most)
{
    if (!most || rows->row_count <= most)
        return;
    struct ranked_row *ranked = arena_array(arena, struct ranked_row, rows->row_count);
    for (size_t i = 0; i < rows->row_count; i++) {
        const struct amount *amount = &rows->rows[i].amount;
        ranked[i] = (struct ranked_row){i, amount_is_sized(amount), size_of(amount)};
        rows->rows[i].cut = true;
    }
    qsort(ranked, rows->row_count, sizeof *ranked, ranked_compare);
    for (size_t i = 0, kept = 0; i < rows->row_count && kept < most; i++)
        kept += row_keep(rows, ranked[i].row);
}
