/* SPDX-License-Identifier: MIT */
/*
 * restate: comes in a dataset, goes out the same with its amounts at other exchange rates and other readings
 * of "about" and of vague words, so that two editions can be compared on one basis.
 */
#include "compare.h"

#include <string.h>

struct restater {
    struct arena *arena;
    const struct reading *reading;
    bool complete;
};

static int64_t rate_in(const struct fx *fx, const char *currency)
{
    for (size_t i = 0; fx && i < fx->rate_count; i++)
        if (!strcmp(fx->rates[i].currency, currency))
            return fx->rates[i].rate_billionths;
    return 0;
}

static bool rates_within(const struct fx *a, const struct fx *b)
{
    for (size_t i = 0; i < a->rate_count; i++)
        if (rate_in(b, a->rates[i].currency) != a->rates[i].rate_billionths)
            return false;
    return true;
}

bool rates_equal(const struct dataset *a, const struct dataset *b)
{
    return rates_within(&a->fx, &b->fx) && rates_within(&b->fx, &a->fx);
}

/* "About" is a share of the headline; vague words are read again. */
static void conventions_apply(const struct restater *restater, struct amount *amount)
{
    const struct reading *reading = restater->reading;
    const int64_t whole = 1000000, spread = reading->approx_ppm;
    bool about = amount->kind == AMOUNT_APPROX, nearly = amount->kind == AMOUNT_NEARLY;
    if ((about || nearly) && amount->has_headline) {
        amount->low = spread >= whole ? 0 : money_scale(amount->headline, whole - spread, whole);
        amount->high = about ? money_scale(amount->headline, whole + spread, whole) : amount->headline;
    }
    bool vague = amount->kind == AMOUNT_VAGUE || amount->kind == AMOUNT_UNDISCLOSED;
    if (!vague || !amount->words)
        return;
    struct amount_rules rules = {amount->currency[0] ? amount->currency : reading->currency,
        reading->approx_ppm, reading->vague_is_unknown};
    struct amount again = {0}, read = {0};
    const char *sentence, *hint;
    struct amount_rules decade = rules;
    decade.vague_is_unknown = false;
    if (amount_parse(restater->arena, amount->words, &decade, &read, &sentence, &hint) != AMOUNT_OK ||
        read.kind != AMOUNT_VAGUE)
        return;
    if (amount_parse(restater->arena, amount->words, &rules, &again, &sentence, &hint) == AMOUNT_OK)
        *amount = again;
}

static void amount_restate(struct restater *restater, struct amount *amount)
{
    const struct reading *reading = restater->reading;
    struct amount plain = *amount_as_written(amount);
    conventions_apply(restater, &plain);
    plain.written = NULL;
    if (!amount_is_sized(&plain)) {
        *amount = plain;
        return;
    }
    if (!strcmp(plain.currency, reading->currency)) {
        *amount = plain;
        return;
    }
    int64_t rate = rate_in(reading->fx, plain.currency);
    if (!rate)
        rate = rate_in(reading->fallback, plain.currency);
    if (!rate) {
        restater->complete = false;
        return;
    }
    struct amount *written = arena_new(restater->arena, struct amount);
    *written = plain;
    if (!plain.words)
        plain.words = amount->words;
    amount_convert(&plain, reading->currency, rate);
    plain.written = written;
    *amount = plain;
}

#define COPY(arena, from, count, type)                                                                       \
    ((type *)memcpy(arena_array((arena), type, (count) ? (count) : 1), (from) ? (const void *)(from) : "",   \
        (count) * sizeof(type)))

static void deal_restate(struct restater *restater, struct deal *deal)
{
    amount_restate(restater, &deal->amount);
    amount_restate(restater, &deal->funded);
    if (deal->leg_count)
        deal->legs = COPY(restater->arena, deal->legs, deal->leg_count, struct leg);
    for (size_t i = 0; i < deal->leg_count; i++) {
        amount_restate(restater, &deal->legs[i].amount);
        amount_restate(restater, &deal->legs[i].funded);
    }
    if (deal->tranche_count)
        deal->tranches = COPY(restater->arena, deal->tranches, deal->tranche_count, struct tranche);
    for (size_t i = 0; i < deal->tranche_count; i++)
        amount_restate(restater, &deal->tranches[i].amount);
    if (deal->schedule_count)
        deal->schedule = COPY(restater->arena, deal->schedule, deal->schedule_count, struct schedule_entry);
    for (size_t i = 0; i < deal->schedule_count; i++)
        amount_restate(restater, &deal->schedule[i].amount);
}

const struct dataset *dataset_restate(
    struct arena *arena, const struct dataset *dataset, const struct reading *reading, bool *complete)
{
    struct restater restater = {arena, reading, true};
    struct dataset *copy = arena_new(arena, struct dataset);
    *copy = *dataset;
    memcpy(copy->currency, reading->currency, sizeof copy->currency);
    copy->deals = COPY(arena, dataset->deals, dataset->deal_count, struct deal);
    copy->valuations = COPY(arena, dataset->valuations, dataset->valuation_count, struct valuation);
    copy->metrics = COPY(arena, dataset->metrics, dataset->metric_count, struct metric);
    for (size_t i = 0; i < copy->deal_count; i++)
        deal_restate(&restater, &copy->deals[i]);
    for (size_t i = 0; i < copy->valuation_count; i++) {
        amount_restate(&restater, &copy->valuations[i].value);
        amount_restate(&restater, &copy->valuations[i].raised);
        amount_restate(&restater, &copy->valuations[i].sold);
    }
    for (size_t i = 0; i < copy->metric_count; i++)
        amount_restate(&restater, &copy->metrics[i].value);
    *complete = restater.complete;
    return copy;
}
