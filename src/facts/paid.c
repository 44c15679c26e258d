/* SPDX-License-Identifier: MIT */
/*
 * paid: comes in flows with what of them is said to be paid (`funded`), goes out paid against promised, by
 * flow and by class and bucket. Refuses to guess: a deal that is closed without a word about payment is
 * counted as closed, beside what is paid.
 *
 * A whole and its parts have paid what the larger of both says: the whole counts what its parts leave.
 */
#include "derive.h"

#include <math.h>

/* ---- parts ---- */

static void paid_take(struct amount *from, struct interval *left)
{
    money low = from->low < left->low ? from->low : left->low;
    money high = from->high < left->high ? from->high : left->high;
    money headline = from->headline < left->headline ? from->headline : left->headline;
    from->low = money_less(from->low, low), left->low = money_less(left->low, low);
    from->high = money_less(from->high, high), left->high = money_less(left->high, high);
    from->headline = money_less(from->headline, headline);
    left->headline = money_less(left->headline, headline);
}

static void paid_from_legs(const struct movements *movements, size_t whole, size_t part, struct interval left)
{
    const struct movement *like = &movements->at[movements->first[part]];
    for (int pass = 0; pass < 2; pass++)
        for (size_t m = movements->first[whole]; m < movements->first[whole + 1]; m++) {
            struct movement *movement = &movements->at[m];
            if (amount_is_sized(&movement->paid_counted) &&
                movements_run_alike(movement, like) == (pass == 0))
                paid_take(&movement->paid_counted, &left);
        }
}

/* A part's headline, or its low end where it has none, is taken from its whole's. */
static struct interval paid_of_deal(const struct movements *movements, size_t deal)
{
    struct interval sum = {.has_headline = true};
    for (size_t m = movements->first[deal]; m < movements->first[deal + 1]; m++) {
        struct interval paid = interval_of(&movements->at[m].paid_counted);
        if (!paid.has_headline)
            paid.headline = paid.low;
        interval_add(&sum, paid);
    }
    return sum;
}

void paid_resolve(struct arena *arena, const struct dataset *dataset, struct movements *movements)
{
    if (!dataset_has_parts(dataset))
        return;
    const size_t *order = parts_order(arena, dataset);
    struct interval *below = arena_array(arena, struct interval, dataset->deal_count);
    for (size_t i = dataset->deal_count; i-- > 0;) {
        size_t part = order[i], whole = dataset->deals[part].part_of;
        if (whole == NO_INDEX || movements->first[part] == movements->first[part + 1])
            continue;
        struct interval sum = paid_of_deal(movements, part);
        interval_add(&sum, below[part]);
        interval_add(&below[whole], sum);
        paid_from_legs(movements, whole, part, sum);
    }
}

/* ---- one movement ---- */

static bool flow_tells_paid(const struct flow *flow)
{
    return flow->is_money && flow->paid.kind != AMOUNT_ABSENT;
}

static struct interval promised(const struct amount *amount)
{
    struct interval interval = interval_of(amount);
    if (!amount_is_sized(amount))
        interval.high = MONEY_OPEN;
    return interval;
}

/* A low end: nothing is sure to be left where what is gone has no upper end. */
static money low_less(money all, money gone)
{
    return gone == MONEY_OPEN ? 0 : money_less(all, gone);
}

static struct interval less(struct interval all, struct interval gone)
{
    bool any = all.has_headline && gone.has_headline;
    return (struct interval){low_less(all.low, gone.high), money_less(all.high, gone.low),
        any ? money_less(all.headline, gone.headline) : 0, any};
}

/* The last day on which a tranche that is closed is said to have come about; where the deal itself is closed,
   its closing. */
static struct date paid_date(const struct deal *deal)
{
    struct date date = {0};
    for (size_t i = 0; i < deal->tranche_count; i++) {
        const struct tranche *tranche = &deal->tranches[i];
        bool closed = tranche->status == STATUS_CLOSED || tranche->status == STATUS_COMPLETED;
        if (closed && tranche->met_on.precision != DATE_NONE &&
            (date.precision == DATE_NONE || tranche->met_on.last > date.last))
            date = tranche->met_on;
    }
    bool closed = deal->status == STATUS_CLOSED || deal->status == STATUS_COMPLETED;
    return date.precision == DATE_NONE && closed ? deal->dates.closed : date;
}

static double at_most_one(double share)
{
    return share > 1 ? 1 : share;
}

static void paid_finish(const struct facts *facts, struct paid *paid)
{
    const struct flow *flow = &facts->flows[paid->flow];
    if (paid->undisclosed)
        paid->paid = (struct interval){0, paid->of.high, 0, false};
    paid->share = ratio_of(paid->paid, paid->of);
    paid->share.high = at_most_one(paid->share.high);
    paid->share.headline = at_most_one(paid->share.headline);
    if (flow->bucket != BUCKET_DEAD)
        paid->pending = less(paid->of, paid->paid);
    paid->date = paid_date(&facts->dataset->deals[flow->deal]);
}

static void flows_derive_paid(struct arena *arena, struct facts *facts)
{
    struct figures *figures = &facts->figures;
    figures->paids = arena_array(arena, struct paid, facts->flow_count);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_tells_paid(flow))
            continue;
        bool again = i && flows_are_one(&facts->flows[i - 1], flow);
        struct paid *paid = &figures->paids[again ? figures->paid_count - 1 : figures->paid_count++];
        if (again) {
            interval_add(&paid->of, promised(&flow->amount));
            interval_add(&paid->paid, interval_of(&flow->paid));
            continue;
        }
        *paid = (struct paid){.flow = i,
            .of = promised(&flow->amount),
            .paid = interval_of(&flow->paid),
            .undisclosed = flow->paid.kind == AMOUNT_UNDISCLOSED};
        if (flow->paid.kind == AMOUNT_NONE) /* stated to be none: a size, not a silence */
            paid->paid.has_headline = true;
    }
    for (size_t i = 0; i < figures->paid_count; i++)
        paid_finish(facts, &figures->paids[i]);
}

/* ---- by class and bucket ---- */

struct paid_tally {
    struct paid_total total;
    struct interval spent; /* what to take from the whole: paid and closed; unknown sizes up to all of it */
    money headline;        /* … of what has a headline */
};

static bool is_closed(enum status status)
{
    return status == STATUS_CLOSED || status == STATUS_COMPLETED;
}

/* What is closed without a word about payment: the flow itself, or those tranches of its deal. */
static struct interval closed_of(const struct facts *facts, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    struct interval all = interval_of(&flow->counted), sum = {.has_headline = true};
    if (is_closed(flow->status))
        return all;
    for (size_t i = 0; flow->leg == NO_INDEX && i < deal->tranche_count; i++)
        if (is_closed(deal->tranches[i].status))
            interval_add(&sum, interval_of(&deal->tranches[i].amount));
    if (!sum.has_headline)
        sum.headline = sum.low;
    bool whole = flow->share_weight == SHARE_ONE; /* of a split nobody says whose tranche it was */
    if (!whole)
        return (struct interval){0};
    sum.low = sum.low < all.high ? sum.low : all.high;
    sum.high = sum.high < all.high ? sum.high : all.high;
    sum.headline = sum.headline < all.high ? sum.headline : all.high;
    sum.has_headline = all.has_headline;
    return sum;
}

static void spent_add(struct paid_tally *tally, struct interval more, bool has_headline)
{
    money headline = more.has_headline ? more.headline : more.low;
    tally->spent.low = money_add(tally->spent.low, more.low);
    tally->spent.high = money_add(tally->spent.high, more.high);
    if (has_headline)
        tally->headline = money_add(tally->headline, headline);
}

static void sum_add(struct interval *sum, struct interval more)
{
    if (!more.has_headline)
        more.headline = more.low;
    interval_add(sum, more);
    sum->has_headline = true;
}

static void tally_closed(const struct facts *facts, struct paid_tally *tally, const struct flow *flow)
{
    struct interval closed = closed_of(facts, flow);
    if (!amount_is_sized(&flow->counted) || flow->in_parts)
        return;
    sum_add(&tally->total.closed, closed);
    spent_add(tally, closed, flow->counted.has_headline);
}

static void tally_paid(
    const struct facts *facts, struct paid_tally *tally, const struct flow *flow, bool again)
{
    struct paid_total *total = &tally->total;
    if (!flow_tells_paid(flow)) {
        tally_closed(facts, tally, flow);
        return;
    }
    total->flows += !again;
    struct interval paid = interval_of(&flow->paid_counted);
    if (flow->paid.kind == AMOUNT_UNDISCLOSED) {
        total->undisclosed += !again;
        paid.high = promised(&flow->counted).high;
    } else {
        sum_add(&total->paid, paid);
        sum_add(&total->of, promised(&flow->counted));
    }
    spent_add(tally, paid, flow->counted.has_headline);
}

static struct paid_total paid_tally_finish(
    const struct paid_tally *tally, const struct total *all, enum bucket bucket)
{
    struct paid_total total = tally->total;
    total.paid.has_headline = total.of.has_headline = total.closed.has_headline = true;
    total.pending.has_headline = true;
    if (bucket == BUCKET_DEAD)
        return total;
    total.pending.low = low_less(all->low, tally->spent.high);
    total.pending.high = money_less(all->high, tally->spent.low);
    total.pending.headline = money_less(all->headline, tally->headline);
    return total;
}

void paids_derive(struct arena *arena, struct facts *facts)
{
    struct paid_tally cells[CLASS_COUNT][BUCKET_COUNT] = {0};
    flows_derive_paid(arena, facts);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        bool again = i && flows_are_one(&facts->flows[i - 1], flow);
        if (flow->is_money)
            tally_paid(facts, &cells[flow->deal_class][flow->bucket], flow, again);
    }
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++)
            facts->figures.paid[c][b] = paid_tally_finish(&cells[c][b], &facts->totals[c][b], (enum bucket)b);
}
