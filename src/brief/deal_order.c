/* SPDX-License-Identifier: MIT */
/* Sorts indices of deals by keys that are gathered first. */
#include "deal_order.h"

#include <stdlib.h>
#include <string.h>

enum { WEEK = 7 }; /* days */

struct deal_key {
    size_t deal;
    const char *id;
    enum bucket bucket;
    money weight;
    int news; /* 3 new, 2 moved or corrected, 1 revised, 0 nothing */
    int32_t last;
};

money deal_weight(const struct facts *facts, size_t deal)
{
    money sum = -1;
    for (size_t i = facts_first_flow(facts, deal); i < facts->flow_count && facts->flows[i].deal == deal; i++)
        if (facts->flows[i].is_money && amount_is_sized(&facts->flows[i].amount))
            sum = money_add(sum < 0 ? 0 : sum, flow_weight(&facts->flows[i]));
    return sum;
}

static void date_later(struct date *last, struct date date, const struct dataset *dataset)
{
    bool known = date.precision != DATE_NONE && date.first <= dataset->as_of.last;
    if (known && (last->precision == DATE_NONE || date.first > last->first))
        *last = date;
}

struct date deal_last_date(const struct dataset *dataset, size_t deal)
{
    const struct deal *at = &dataset->deals[deal];
    const struct deal_dates *dates = &at->dates;
    struct date last = {.precision = DATE_NONE};
    date_later(&last, dates->date, dataset);
    date_later(&last, dates->reported, dataset);
    date_later(&last, dates->announced, dataset);
    date_later(&last, dates->signed_on, dataset);
    date_later(&last, dates->closed, dataset);
    date_later(&last, dates->cancelled, dataset);
    for (size_t i = 0; i < at->history_count; i++)
        date_later(&last, at->history[i].date, dataset);
    return last;
}

static int news_rank(const struct changes *changes, size_t deal)
{
    for (size_t i = 0; changes && i < changes->count; i = change_run_end(changes, i)) {
        if (changes->at[i].subject != CHANGED_DEAL || changes->at[i].after != deal)
            continue;
        switch (change_run_news(changes, i)) {
        case NEWS_NEW:
            return 3;
        case NEWS_MOVED:
        case NEWS_CORRECTED:
            return 2;
        case NEWS_REVISED:
            return 1;
        default:
            return 0;
        }
    }
    return 0;
}

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_size(const struct deal_key *a, const struct deal_key *b)
{
    int order = by_number(b->weight, a->weight);
    return order ? order : strcmp(a->id, b->id);
}

static int compare_firm(const void *first, const void *second)
{
    const struct deal_key *a = first, *b = second;
    int order = by_number(b->bucket, a->bucket);
    return order ? order : by_size(a, b);
}

static int compare_size(const void *first, const void *second)
{
    const struct deal_key *a = first, *b = second;
    int order = by_number(b->bucket != BUCKET_DEAD, a->bucket != BUCKET_DEAD);
    return order ? order : by_size(a, b);
}

static int compare_news(const void *first, const void *second)
{
    const struct deal_key *a = first, *b = second;
    int order = by_number(b->bucket != BUCKET_DEAD, a->bucket != BUCKET_DEAD);
    order = order ? order : by_number(b->news, a->news);
    order = order ? order : by_number(b->last, a->last);
    order = order ? order : by_number(a->bucket, b->bucket);
    return order ? order : by_size(a, b);
}

struct indices deals_ordered(
    struct arena *arena, const struct facts *facts, const struct changes *changes, enum deal_order order)
{
    static int (*const compares[])(const void *, const void *) = {
        [DEAL_ORDER_FIRM] = compare_firm, [DEAL_ORDER_SIZE] = compare_size, [DEAL_ORDER_NEWS] = compare_news};
    const struct dataset *dataset = facts->dataset;
    struct deal_key *keys = arena_array(arena, struct deal_key, dataset->deal_count + 1);
    struct indices out = {arena_array(arena, size_t, dataset->deal_count + 1), dataset->deal_count};
    int32_t latest = INT32_MIN + WEEK;
    for (size_t i = 0; i < dataset->deal_count; i++) {
        const struct deal *deal = &dataset->deals[i];
        struct date last = deal_last_date(dataset, i);
        keys[i] =
            (struct deal_key){i, deal->id, status_bucket(deal->status, deal->binding), deal_weight(facts, i),
                news_rank(changes, i), last.precision == DATE_NONE ? INT32_MIN : last.first};
        if (keys[i].bucket != BUCKET_DEAD && keys[i].last > latest)
            latest = keys[i].last;
    }
    /* The seven days that end with the last one anything alive was heard of are one heap, in which the
       largest is on top. */
    for (size_t i = 0; i < dataset->deal_count; i++)
        if (keys[i].last > latest - WEEK)
            keys[i].last = latest;
    qsort(keys, dataset->deal_count, sizeof *keys, compares[order]);
    for (size_t i = 0; i < dataset->deal_count; i++)
        out.at[i] = keys[i].deal;
    return out;
}

/* ---- what belongs together ---- */

static bool names_other(const struct deal *deal, size_t other)
{
    return deal->part_of == other || indices_hold(&deal->overlaps, other) ||
           indices_hold(&deal->supersedes, other) || indices_hold(&deal->related, other);
}

static bool same_ends(const struct flow *a, const struct flow *b)
{
    return (a->payer == b->payer && a->payee == b->payee) || (a->payer == b->payee && a->payee == b->payer);
}

bool deals_related(const struct facts *facts, size_t deal, size_t other)
{
    const struct deal *deals = facts->dataset->deals;
    if (deal == other)
        return false;
    if (names_other(&deals[deal], other) || names_other(&deals[other], deal))
        return true;
    for (size_t i = facts_first_flow(facts, deal); i < facts->flow_count && facts->flows[i].deal == deal; i++)
        for (size_t j = facts_first_flow(facts, other);
             j < facts->flow_count && facts->flows[j].deal == other; j++)
            if (same_ends(&facts->flows[i], &facts->flows[j]))
                return true;
    return false;
}

bool deal_has_party(const struct facts *facts, size_t deal, size_t party)
{
    if (facts->dataset->deals[deal].beneficiary == party)
        return true;
    for (size_t i = facts_first_flow(facts, deal); i < facts->flow_count && facts->flows[i].deal == deal; i++)
        if (indices_hold(&facts->flows[i].payer_parties, party) ||
            indices_hold(&facts->flows[i].payee_parties, party))
            return true;
    return false;
}
