/* SPDX-License-Identifier: MIT */
/*
 * quality: comes in a dataset and its live flows, goes out how well it is known: evidence by money, sources,
 * gaps, disputes, age. Counts deals, not flows; judges nobody.
 */
#include "apportion.h"
#include "derive.h"

#include <string.h>

/* ---- evidence ---- */

static void evidence_derive(struct arena *arena, const struct facts *facts, struct quality *quality)
{
    int64_t weights[EVIDENCE_COUNT];
    money percent[EVIDENCE_COUNT], sum = 0;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        money *cell = &quality->headline[facts->dataset->deals[flow->deal].evidence];
        if (flow_is_live_money(flow) && flow->counted.has_headline)
            *cell = money_add(*cell, flow->counted.headline);
    }
    for (int e = 0; e < EVIDENCE_COUNT; e++) {
        weights[e] = quality->headline[e];
        sum = money_add(sum, quality->headline[e]);
    }
    if (!sum)
        return;
    apportion(arena, 100, weights, EVIDENCE_COUNT, percent);
    for (int e = 0; e < EVIDENCE_COUNT; e++)
        quality->percent[e] = (int)percent[e];
}

/* ---- deals ---- */

/* What was read: a source that is known `via` another counts as that other. Each walk marks its whole way, so
 * that none is walked twice, and a ring ends somewhere. */
static size_t *sources_trace(struct arena *arena, const struct dataset *dataset)
{
    size_t *read = arena_array(arena, size_t, dataset->source_count + 1);
    for (size_t i = 0; i < dataset->source_count; i++)
        read[i] = NO_INDEX;
    for (size_t i = 0; i < dataset->source_count; i++) {
        size_t end = i;
        for (size_t step = 0; step < dataset->source_count && read[end] == NO_INDEX; step++) {
            if (dataset->sources[end].via == NO_INDEX)
                break;
            end = dataset->sources[end].via;
        }
        size_t root = read[end] == NO_INDEX ? end : read[end];
        for (size_t at = i; read[at] == NO_INDEX;) {
            read[at] = root;
            if (dataset->sources[at].via != NO_INDEX)
                at = dataset->sources[at].via;
        }
    }
    return read;
}

/* 2: several */
static int sources_read(const size_t *read, const struct indices *sources)
{
    if (!sources->count)
        return 0;
    for (size_t i = 1; i < sources->count; i++)
        if (read[sources->at[i]] != read[sources->at[0]])
            return 2;
    return 1;
}

static bool amounts_agree(const struct amount *a, const struct amount *b)
{
    return amount_is_sized(a) == amount_is_sized(b) && a->low == b->low && a->high == b->high &&
           a->has_headline == b->has_headline && (!a->has_headline || a->headline == b->headline);
}

/* A claim that repeats the amount disputes nothing. field: what `amount` is called there. */
static bool claims_dispute(
    const struct claim *claims, size_t count, const char *field, const struct amount *amount)
{
    for (size_t i = 0; i < count; i++) {
        bool same = claims[i].has_amount && claims[i].field && !strcmp(claims[i].field, field) &&
                    amounts_agree(&claims[i].amount, amount);
        if (!same)
            return true;
    }
    return false;
}

static bool deal_has_kind(const struct deal *deal, enum amount_kind kind)
{
    bool any = !deal->leg_count && deal->amount.kind == kind;
    for (size_t i = 0; i < deal->leg_count; i++)
        any = any || deal->legs[i].amount.kind == kind;
    return any;
}

static int deal_assumed(const struct deal *deal)
{
    size_t count = deal->assumed.count;
    for (size_t i = 0; i < deal->tranche_count; i++)
        count += deal->tranches[i].assumed.count;
    return (int)count;
}

static void deal_count_in(const size_t *read, const struct deal *deal, struct quality *quality)
{
    int sources = sources_read(read, &deal->sources), assumed = deal_assumed(deal);
    quality->deals++;
    quality->unsourced += sources == 0;
    quality->single_sourced += sources == 1;
    quality->vague += deal_has_kind(deal, AMOUNT_VAGUE);
    quality->undisclosed += deal_has_kind(deal, AMOUNT_UNDISCLOSED);
    quality->disputed += claims_dispute(deal->claims, deal->claim_count, "amount", &deal->amount);
    quality->assumed_deals += assumed > 0;
    quality->assumed_fields += assumed;
}

static void deals_derive(struct arena *arena, const struct facts *facts, struct quality *quality)
{
    const size_t *read = sources_trace(arena, facts->dataset);
    size_t last = NO_INDEX;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (flow->bucket == BUCKET_DEAD || flow->deal == last)
            continue;
        last = flow->deal;
        deal_count_in(read, &facts->dataset->deals[flow->deal], quality);
    }
}

static void others_derive(const struct dataset *dataset, struct quality *quality)
{
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *valuation = &dataset->valuations[i];
        quality->disputed_valuations +=
            claims_dispute(valuation->claims, valuation->claim_count, "value", &valuation->value);
        quality->assumed_fields += (int)valuation->assumed.count;
    }
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        quality->disputed_metrics +=
            claims_dispute(metric->claims, metric->claim_count, "value", &metric->value);
        quality->assumed_fields += (int)metric->assumed.count;
    }
}

/* ---- age ---- */

/* From the last day that its date can mean, but no later than as_of where that is within it; below zero for a
 * source from after as_of. */
static int source_age(const struct dataset *dataset, const struct source *source)
{
    int32_t today = dataset->as_of.last, day = source->date.last;
    if (day > today)
        day = source->date.first > today ? source->date.first : today;
    return today - day;
}

static void ages_derive(const struct dataset *dataset, struct quality *quality)
{
    quality->oldest = quality->newest = NO_INDEX;
    for (size_t i = 0; i < dataset->source_count; i++) {
        const struct source *source = &dataset->sources[i];
        if (source->date.precision == DATE_NONE) {
            quality->undated_sources++;
            continue;
        }
        int age = source_age(dataset, source);
        if (quality->oldest == NO_INDEX || age > quality->oldest_days)
            quality->oldest = i, quality->oldest_days = age;
        if (quality->newest == NO_INDEX || age < quality->newest_days)
            quality->newest = i, quality->newest_days = age;
    }
}

void quality_derive(struct arena *arena, struct facts *facts)
{
    struct quality *quality = &facts->figures.quality;
    evidence_derive(arena, facts, quality);
    deals_derive(arena, facts, quality);
    others_derive(facts->dataset, quality);
    ages_derive(facts->dataset, quality);
}
