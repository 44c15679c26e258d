/* SPDX-License-Identifier: MIT */
/*
 * bridge_gather: which class and standing a bridge is of, what its columns are and what they come to. Sums of
 * hundredths alone: opening + all steps = closing, end by end. It refuses to know points and words.
 */
#include "bridge_plan.h"

#include "wording.h"

#include <stdlib.h>

bool bridge_bucket_counts(const struct bridge_plan *plan, enum bucket bucket)
{
    return plan->bucket == BUCKET_COUNT ? bucket > BUCKET_DEAD : bucket == plan->bucket;
}

bool bridge_part_is_within(const struct bridge_plan *plan, const struct bridge_part *part)
{
    bool moved = part->step == STEP_MOVED_IN || part->step == STEP_MOVED_OUT;
    return moved && part->deal_class == plan->deal_class && part->other_class == plan->deal_class &&
           bridge_bucket_counts(plan, part->bucket) && bridge_bucket_counts(plan, part->other_bucket);
}

bool bridge_part_counts(const struct bridge_plan *plan, const struct bridge_part *part)
{
    return part->deal_class == plan->deal_class && bridge_bucket_counts(plan, part->bucket) &&
           !bridge_part_is_within(plan, part);
}

/* ---- sums ---- */

struct gathering {
    struct bridge_sum opening[BUCKET_COUNT], closing[BUCKET_COUNT], steps[STEP_COUNT][BUCKET_COUNT];
};

static void gathering_take(const struct bridge_plan *plan, struct gathering *all)
{
    const struct bridge *bridge = &plan->changes->bridge;
    *all = (struct gathering){0};
    for (int b = 0; b < BUCKET_COUNT; b++) {
        const struct bridge_cell *cell = &bridge->cells[plan->deal_class][b];
        if (!bridge_bucket_counts(plan, (enum bucket)b))
            continue;
        all->opening[b] = cell->opening;
        all->closing[b] = cell->closing;
        for (int s = 0; s < STEP_COUNT; s++)
            all->steps[s][b] = cell->steps[s];
    }
    for (size_t i = 0; i < bridge->part_count; i++)
        if (bridge_part_is_within(plan, &bridge->parts[i]))
            bridge_sum_add(
                &all->steps[bridge->parts[i].step][bridge->parts[i].bucket], &bridge->parts[i].sum, -1);
}

static struct bridge_sum sum_over(const struct bridge_sum by_bucket[BUCKET_COUNT])
{
    struct bridge_sum sum = {0};
    for (int b = 0; b < BUCKET_COUNT; b++)
        bridge_sum_add(&sum, &by_bucket[b], 1);
    return sum;
}

static money size_of(money value)
{
    return value < 0 ? -value : value;
}

/* Nothing that a reader could be told: counts of flows alone are no step */
static bool says_nothing(const struct bridge_sum *sum)
{
    return !sum->low && !sum->high && !sum->headline && !sum->undisclosed && !sum->open;
}

static money sum_span(const struct bridge_sum *sum)
{
    money low = size_of(sum->low), high = size_of(sum->high);
    return low > high ? low : high;
}

/* How much moved, steps without their signs, by the end that each moved most */
static money moved_most(const struct bridge_plan *plan, int *counts)
{
    struct gathering all;
    money moved = 0;
    gathering_take(plan, &all);
    *counts = 0;
    for (int s = 0; s < STEP_COUNT; s++) {
        struct bridge_sum sum = sum_over(all.steps[s]);
        moved = money_add(moved, sum_span(&sum));
        *counts += abs(sum.undisclosed) + abs(sum.open) + (sum.headline != 0);
    }
    return moved;
}

static enum deal_class class_choose(const struct bridge_plan *plan)
{
    enum deal_class best = CLASS_CAPITAL;
    money most = -1;
    int most_counts = 0;
    for (int c = 0; c < CLASS_COUNT; c++) {
        struct bridge_plan trial = *plan;
        int counts;
        trial.deal_class = (enum deal_class)c;
        money moved = moved_most(&trial, &counts);
        if (c == CLASS_RELATION || moved < most || (moved == most && counts <= most_counts))
            continue;
        best = (enum deal_class)c;
        most = moved;
        most_counts = counts;
    }
    return best;
}

/* ---- what the columns stand on ---- */

/* The figures that were named where every amount has one and they moved; else what is certain; else, where
   that did not move, what is possible at most. */
static enum bridge_end end_choose(
    const struct bridge_plan *plan, const struct bridge_sum *opening, const struct bridge_sum *closing)
{
    bool headed = !opening->no_headline && !closing->no_headline, named = false, certain = false,
         possible = false;
    for (int s = 0; s < STEP_COUNT; s++) {
        headed = headed && !plan->steps[s].no_headline;
        named = named || plan->steps[s].headline;
        certain = certain || plan->steps[s].low;
        possible = possible || plan->steps[s].high;
    }
    if (headed && named)
        return ON_HEADLINE;
    return certain ? ON_LOW : possible ? ON_HIGH : headed ? ON_HEADLINE : ON_LOW;
}

/* ---- columns ---- */

static struct bridge_column *column_add(
    struct bridge_plan *plan, enum bridge_column_kind kind, const struct bridge_sum by_bucket[BUCKET_COUNT])
{
    struct bridge_column *column = &plan->columns[plan->column_count++];
    *column = (struct bridge_column){.kind = kind};
    for (int b = 0; b < BUCKET_COUNT; b++)
        column->by_bucket[b] = by_bucket[b];
    column->sum = sum_over(column->by_bucket);
    return column;
}

struct rank {
    int step;
    money size, span;
};

static int rank_compare(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    if (x->span != y->span)
        return x->span > y->span ? -1 : 1;
    return x->step - y->step;
}

enum { SMALL_PART = 100 }; /* a step below a hundredth of the greatest sum is no more than a line */

/* Which steps are merged: all past the `most` greatest; where nobody said how many, those too small to be
   seen. One alone keeps its name. */
static unsigned merged_choose(const struct bridge_plan *plan, money greatest)
{
    struct rank ranks[STEP_COUNT];
    size_t count = 0, kept = 0;
    unsigned merged = 0;
    for (int s = 0; s < STEP_COUNT; s++)
        if (!says_nothing(&plan->steps[s]))
            ranks[count++] =
                (struct rank){s, size_of(bridge_on(&plan->steps[s], plan->end)), sum_span(&plan->steps[s])};
    qsort(ranks, count, sizeof *ranks, rank_compare);
    if (plan->most)
        kept = plan->most < count ? plan->most : count;
    else
        while (kept < count && (ranks[kept].span >= greatest / SMALL_PART || kept == 0))
            kept++;
    if (count - kept < 2)
        return 0;
    for (size_t i = kept; i < count; i++)
        merged |= 1u << ranks[i].step;
    return merged;
}

static void columns_make(struct bridge_plan *plan, const struct gathering *all, unsigned merged)
{
    struct bridge_sum rest[BUCKET_COUNT] = {0};
    column_add(plan, COLUMN_OPENING, all->opening);
    for (int s = 0; s < STEP_COUNT; s++) {
        if (merged & 1u << s)
            for (int b = 0; b < BUCKET_COUNT; b++)
                bridge_sum_add(&rest[b], &all->steps[s][b], 1);
        else if (!says_nothing(&plan->steps[s]))
            column_add(plan, COLUMN_STEP, all->steps[s])->steps = 1u << s;
    }
    if (merged)
        column_add(plan, COLUMN_OTHER, rest)->steps = merged;
    column_add(plan, COLUMN_CLOSING, all->closing);
}

static void columns_run(struct bridge_plan *plan)
{
    struct bridge_sum running = {0};
    for (size_t i = 0; i < plan->column_count; i++) {
        struct bridge_column *column = &plan->columns[i];
        bool step = column->kind == COLUMN_STEP || column->kind == COLUMN_OTHER;
        column->from = step ? bridge_on(&running, plan->end) : 0;
        if (column->kind != COLUMN_CLOSING)
            bridge_sum_add(&running, &column->sum, 1);
        column->running = running;
        column->to = bridge_on(&running, plan->end);
    }
}

static bool refuse(const struct chart_context *context, const struct bridge_plan *plan, const char *what)
{
    struct bridge_plan plain = *plan; /* what is refused is said in English */
    plain.arena = arena_create();
    struct str words = str_init(plain.arena);
    str_printf(&words, what, bridge_class_words(&plain));
    str_append(&words, " between ");
    word_date(&words, plan->changes->before->dataset->as_of);
    str_append(&words, " and ");
    word_date(&words, plan->changes->after->dataset->as_of);
    chart_no_data(context, NULL, str_text(&words));
    arena_destroy(plain.arena);
    return false;
}

bool bridge_gather(
    const struct chart_context *context, const struct chart_request *request, struct bridge_plan *plan)
{
    struct gathering all;
    bool moved = false;
    plan->bucket = request->bucket;
    plan->most = request->most;
    plan->deal_class = request->deal_class == CLASS_COUNT ? class_choose(plan) : request->deal_class;
    gathering_take(plan, &all);
    struct bridge_sum opening = sum_over(all.opening), closing = sum_over(all.closing);
    for (int s = 0; s < STEP_COUNT; s++) {
        plan->steps[s] = sum_over(all.steps[s]);
        moved = moved || !says_nothing(&plan->steps[s]);
    }
    if (!moved)
        return refuse(context, plan, "nothing changed in the sum of %s");
    if (opening.flows == opening.undisclosed && closing.flows == closing.undisclosed)
        return refuse(context, plan, "no amount is known of %s");
    plan->end = end_choose(plan, &opening, &closing);
    money greatest = sum_span(&opening) > sum_span(&closing) ? sum_span(&opening) : sum_span(&closing);
    columns_make(plan, &all, merged_choose(plan, greatest));
    columns_run(plan);
    return true;
}
