/* SPDX-License-Identifier: MIT */
/*
 * tornado_gather: facts' sensitivity → one class, its uncertain deals by how much of their swing is known.
 */
#include "tornado_plan.h"

#include "say.h"
#include "sums.h"

#include <stdlib.h>
#include <string.h>

/* ---- the class ---- */

static money swing_known(const struct swing *swing, money base)
{
    money known = base - swing->at_least;
    return swing->at_high == MONEY_OPEN ? known : known + (swing->at_high > base ? swing->at_high - base : 0);
}

/* The class with the most deals whose swing has a known part; of equals the one with more uncertain deals,
   then with the larger known swing, then the first */
struct standing {
    size_t known, all;
    money swing;
};

static bool standing_is_more(const struct standing *a, const struct standing *b)
{
    if (a->known != b->known)
        return a->known > b->known;
    return a->all != b->all ? a->all > b->all : a->swing > b->swing;
}

static enum deal_class class_choose(const struct sensitivity *sensitivity, size_t counts[CLASS_COUNT])
{
    struct standing standings[CLASS_COUNT] = {0};
    enum deal_class best = CLASS_COUNT;
    for (size_t i = 0; i < sensitivity->count; i++) {
        const struct swing *swing = &sensitivity->swings[i];
        struct standing *standing = &standings[swing->deal_class];
        money known = swing_known(swing, sensitivity->base[swing->deal_class]);
        standing->swing = money_add(standing->swing, known);
        standing->known += known > 0;
        counts[swing->deal_class] = ++standing->all;
    }
    for (int i = 0; i < CLASS_COUNT; i++)
        if (counts[i] && (best == CLASS_COUNT || standing_is_more(&standings[i], &standings[best])))
            best = (enum deal_class)i;
    return best;
}

/* ---- rows ---- */

static struct indices flows_of(const struct tornado_money *sums, const struct swing *swing)
{
    const struct facts *facts = sums->facts;
    LIST(size_t) flows = {0};
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        bool under = flow->deal == swing->deal || deal_is_part(facts->dataset, flow->deal, swing->deal);
        if (under && flow->is_money && flow->bucket != BUCKET_DEAD && flow->deal_class == swing->deal_class)
            *list_push(sums->arena, &flows) = i;
    }
    return (struct indices){flows.at, flows.count};
}

/* "up to $100B, announced": the deal's own words where one amount is all of it */
static const char *detail_of(const struct tornado_money *sums, const struct swing *swing)
{
    const struct dataset *dataset = sums->facts->dataset;
    struct indices flows = flows_of(sums, swing);
    struct str out = str_init(sums->arena);
    if (flows.count == 1)
        word_amount(&out, &sums->facts->flows[flows.at[0]].amount, NUMBER_SHORT);
    else {
        struct flow_sum sum = flow_sum_of(sums->facts, &flows);
        word_qualified(&out, flow_sum_qualified(sums->arena, &sum, dataset->currency));
    }
    str_printf(&out, ", %s%s", word_status(out.arena, dataset->deals[swing->deal].status),
        swing->with_parts ? said(out.arena, ", with its parts") : "");
    return str_text(&out);
}

static struct tornado_row row_of(const struct tornado_money *sums, const struct swing *swing)
{
    const struct dataset *dataset = sums->facts->dataset;
    const struct deal *deal = &dataset->deals[swing->deal];
    money base = sums->base, low = swing->at_low < base ? swing->at_low : base;
    struct tornado_row row = {.deal = swing->deal,
        .id = deal->id,
        .name = word_deal_title(sums->arena, dataset, deal),
        .detail = detail_of(sums, swing),
        .bucket = swing->bucket,
        .less = base - swing->at_least,
        .less_if_comes = base - low,
        .open = swing->at_high == MONEY_OPEN,
        .with_parts = swing->with_parts};
    row.more = row.open ? 0 : swing->at_high > base ? swing->at_high - base : 0;
    row.less = row.less > 0 ? row.less : 0;
    row.unsized = row.open && row.less == 0 && swing->without == base && swing->at_low == base;
    return row;
}

/* What is known of its swing; a deal of which nothing is known comes last */
static int row_compare(const void *a, const void *b)
{
    const struct tornado_row *x = a, *y = b;
    if (x->unsized != y->unsized)
        return x->unsized ? 1 : -1;
    money swing_x = money_add(x->less, x->more), swing_y = money_add(y->less, y->more);
    if (swing_x != swing_y)
        return swing_x > swing_y ? -1 : 1;
    if (x->open != y->open)
        return x->open ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* Together they swing as far as all of them do. */
static struct tornado_row rows_sum(struct tornado_money *sums, size_t from)
{
    struct tornado_row rest = {.deal = NO_INDEX, .id = "", .bucket = BUCKET_FIRM};
    for (size_t i = from; i < sums->rows.count; i++) {
        const struct tornado_row *row = &sums->rows.at[i];
        rest.less = money_add(rest.less, row->less);
        rest.more = money_add(rest.more, row->more);
        rest.less_if_comes = money_add(rest.less_if_comes, row->less_if_comes);
        rest.open = rest.open || row->open;
        rest.undisclosed += row->unsized;
        rest.bucket = row->bucket < rest.bucket ? row->bucket : rest.bucket;
        rest.merged++;
    }
    rest.unsized = rest.undisclosed == rest.merged;
    return rest;
}

/* From `from` on they become one row */
static void rows_merge(struct tornado_money *sums, size_t from)
{
    struct str name = str_init(sums->arena), detail = str_init(sums->arena);
    struct tornado_row rest = rows_sum(sums, from);
    for (size_t i = from; i < sums->rows.count; i++)
        *list_push(sums->arena, &sums->folded) = sums->rows.at[i].name;
    struct str number = str_init(sums->arena);
    word_number(&number, (int64_t)rest.merged);
    if (!from)
        say_to(&name, "%s uncertain deals", str_text(&number));
    else if (rest.unsized)
        say_to(&name, "%s others", str_text(&number));
    else
        say_to(&name, "%s smaller ones", str_text(&number));
    if (rest.unsized)
        say_to(&detail, "undisclosed");
    else if (rest.undisclosed)
        word_counted(&detail, (int64_t)rest.undisclosed, "of them undisclosed", "of them undisclosed");
    else
        say_to(&detail, "added up");
    rest.name = str_text(&name);
    rest.detail = str_text(&detail);
    sums->rows.count = from;
    *list_push(sums->arena, &sums->rows) = rest;
}

/* Rows of which nothing is known say the same over and over: more than three are one, unless a count is asked
   for */
static void rows_limit(struct tornado_money *sums, size_t most)
{
    size_t known = 0, limit = most ? most : TORNADO_ROWS;
    while (known < sums->rows.count && !sums->rows.at[known].unsized)
        known++;
    bool fold = !most && sums->rows.count - known > UNDISCLOSED_ROWS && known > 0;
    if (fold && known < limit)
        rows_merge(sums, known);
    else if (sums->rows.count > limit)
        rows_merge(sums, limit - 1);
}

/* ---- what swings nothing ---- */

static bool deal_swings(const struct tornado_money *sums, size_t deal)
{
    for (size_t i = 0; i < sums->rows.count; i++)
        if (sums->rows.at[i].deal == deal || deal_is_part(sums->facts->dataset, deal, sums->rows.at[i].deal))
            return true;
    return false;
}

static void sure_count(struct tornado_money *sums)
{
    const struct facts *facts = sums->facts;
    size_t before = NO_INDEX;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow->is_money || flow->in_parts || flow->bucket == BUCKET_DEAD ||
            flow->deal_class != sums->deal_class || flow->deal == before)
            continue;
        before = flow->deal;
        sums->sure += !deal_swings(sums, flow->deal);
    }
}

bool tornado_gather(
    const struct chart_context *context, const struct chart_request *request, struct tornado_money *sums)
{
    *sums = (struct tornado_money){.arena = context->arena, .facts = context->facts};
    if (request->where)
        sums->facts = facts_derive_selected(
            context->arena, context->facts->dataset, context->facts->level, request->where);
    const struct sensitivity *sensitivity = &sums->facts->figures.sensitivity;
    sums->deal_class = class_choose(sensitivity, sums->others);
    if (sums->deal_class == CLASS_COUNT)
        return chart_no_data(context, NULL,
            sums->facts->all_live.flows > 0
                ? "every deal is signed or paid and exact: nothing swings the total"
                : "no deal moves money: there is no total to swing");
    sums->others[sums->deal_class] = 0;
    sums->base = sensitivity->base[sums->deal_class];
    for (size_t i = 0; i < sensitivity->count; i++)
        if (sensitivity->swings[i].deal_class == sums->deal_class)
            *list_push(context->arena, &sums->rows) = row_of(sums, &sensitivity->swings[i]);
    sums->uncertain = sums->rows.count;
    sums->left_out = sensitivity->left_out + sensitivity->open_left_out;
    sure_count(sums);
    qsort(sums->rows.at, sums->rows.count, sizeof *sums->rows.at, row_compare);
    rows_limit(sums, request->most);
    return true;
}
