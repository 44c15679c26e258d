/* SPDX-License-Identifier: MIT */
#include "shapes.h"

#include "decimal.h"

#include <string.h>

/* conventions and exchange rates: read before everything that needs them */

static void read_approx(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    int64_t ppm;
    if (node.json->kind != JSON_NUMBER)
        fault_wrong_type(loader, node, "a number between 0 and 1");
    else if (!decimal_read(node.json->text, 6, &ppm) || ppm < 0 || ppm > 1000000)
        fault_add(loader, DIAG_OUT_OF_RANGE, node, "10 % is written 0.1",
            arena_printf(loader->arena, "%.24s is not between 0 and 1", node.json->text));
    else
        *(int64_t *)field = ppm;
}

static void read_flag(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    unsigned value = 0;
    read_word(loader, node, &value, rule);
    *(bool *)field = value;
}

static const struct rule conventions_rules[] = {
    {"approx", read_approx, offsetof(struct dataset, approx_ppm), false, NULL, FORM_FRACTION,
        "How far \"about\" may be off: 0.1, ten percent, when left out."},
    {"vague", read_flag, offsetof(struct dataset, vague_is_unknown), false, &vague_rule_vocabulary, FORM_WORD,
        "Whether \"tens of billions\" is the decade from 10 to 100 billion (decade, when left out) or counts "
        "as undisclosed (none)."},
    {"day_count", read_flag, offsetof(struct dataset, actual_days), false, &day_count_vocabulary, FORM_WORD,
        "How schedules divide years: months of 30 days (30/360, when left out) or days as they are "
        "(actual)."},
};
const struct shape conventions_shape = {.noun = "conventions",
    .rules = conventions_rules,
    .rule_count = COUNT(conventions_rules),
    .unplaced = true};

/* What one unit was worth in dollars, roughly, over the last years: to tell a rate that stands upside down.
   Currencies that lost most of their value meanwhile are not listed. */
static const struct {
    char currency[4];
    double dollars;
} rough_values[] = {{"USD", 1}, {"EUR", 1.1}, {"GBP", 1.3}, {"CHF", 1.1}, {"JPY", 0.0075}, {"CNY", 0.14},
    {"CNH", 0.14}, {"HKD", 0.128}, {"TWD", 0.032}, {"KRW", 0.00075}, {"INR", 0.012}, {"SGD", 0.75},
    {"AUD", 0.67}, {"NZD", 0.62}, {"CAD", 0.74}, {"SEK", 0.1}, {"NOK", 0.1}, {"DKK", 0.15}, {"ISK", 0.0075},
    {"PLN", 0.25}, {"CZK", 0.044}, {"HUF", 0.0028}, {"RON", 0.22}, {"ILS", 0.28}, {"SAR", 0.267},
    {"AED", 0.272}, {"QAR", 0.275}, {"KWD", 3.25}, {"BHD", 2.65}, {"OMR", 2.6}, {"ZAR", 0.055}, {"BRL", 0.19},
    {"MXN", 0.055}, {"CLP", 0.0011}, {"COP", 0.00025}, {"THB", 0.029}, {"MYR", 0.23}, {"IDR", 0.000064},
    {"PHP", 0.018}, {"VND", 0.00004}, {"RUB", 0.012}};

static double rough_value(const char *currency)
{
    for (size_t i = 0; i < COUNT(rough_values); i++)
        if (!strcmp(rough_values[i].currency, currency))
            return rough_values[i].dollars;
    return 0;
}

static bool rate_is_odd(const char *currency, const char *base, int64_t billionths)
{
    double rate = (double)billionths / 1e9, value = rough_value(currency), unit = rough_value(base);
    if (!value || !unit)
        return rate < 1e-7 || rate > 1e7;
    double ratio = rate / (value / unit);
    return ratio < 0.1 || ratio > 10;
}

/* A rate that cannot be used counts as 1, so that the amounts in its currency are not blamed for it. */
static void rate_read(struct loader *loader, struct node node, struct fx_rate *rate)
{
    struct dataset *dataset = loader->dataset;
    int64_t billionths = 0;
    rate->rate_billionths = 1000000000;
    place_table_add(dataset->places, rate, node.json->place, node_path(loader, node));
    if (node.json->kind != JSON_NUMBER)
        fault_wrong_type(loader, node, "a number");
    else if (!decimal_read(node.json->text, 9, &billionths) || billionths <= 0)
        fault_add(loader, DIAG_BAD_RATE, node, NULL,
            arena_printf(loader->arena, "%.24s is no exchange rate", node.json->text));
    else if (!strcmp(rate->currency, dataset->currency) && billionths != 1000000000)
        fault_add(loader, DIAG_BAD_RATE, node, "leave it out",
            arena_printf(loader->arena, "one %s is not worth one %s", rate->currency, rate->currency));
    else
        rate->rate_billionths = billionths;
    if (billionths > 0 && rate->rate_billionths == billionths &&
        rate_is_odd(rate->currency, dataset->currency, billionths)) {
        const char *hint = arena_printf(
            loader->arena, "a rate is the value of one %s in %s", rate->currency, dataset->currency);
        fault_add(loader, DIAG_ODD_RATE, node, hint,
            arena_printf(loader->arena, "a rate that %s never had", rate->currency));
    }
}

static void read_rates(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct fx *fx = field;
    if (node.json->kind != JSON_OBJECT) {
        loader->rates_broken = true;
        fault_wrong_type(loader, node, "an object");
        return;
    }
    fx->rates = arena_array(loader->arena, struct fx_rate, node.json->count);
    for (const struct json *child = node.json->first; child; child = child->next) {
        if (key_is_private(child->key))
            continue;
        struct node below = {child};
        struct json key = json_of_key(child);
        struct fx_rate *rate = &fx->rates[fx->rate_count];
        read_currency(loader, (struct node){&key}, rate->currency, NULL);
        if (!rate->currency[0]) {
            loader->rates_broken = true;
            continue;
        }
        fx->rate_count++;
        rate_read(loader, below, rate);
    }
}

static void read_fx_source(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    struct indices sources = {0};
    read_sources(loader, node, &sources, rule);
    const struct json *first = node.json->kind == JSON_ARRAY ? node.json->first : node.json;
    if (sources.count && first->kind == JSON_STRING)
        *(const char **)field = first->text;
}

static void fx_after(struct loader *loader, struct node node, void *object)
{
    struct fx *fx = object;
    if (fx->base[0] && strcmp(fx->base, loader->dataset->currency) != 0)
        diags_add(loader->diags, DIAG_BAD_RATE, json_find(node.json, "base")->place,
            json_path(loader->arena, json_find(node.json, "base")),
            arena_printf(
                loader->arena, "rates turn into the dataset's currency, %s", loader->dataset->currency),
            "the base %s in %s is not the dataset's currency", fx->base, node_path(loader, node));
}

static const struct rule fx_rules[] = {
    {"base", read_currency, offsetof(struct fx, base), false, NULL, FORM_CURRENCY,
        "The currency that rates turn into; it must be that of the dataset."},
    {"date", read_date, offsetof(struct fx, date), false, NULL, FORM_DATE, "The day of the rates."},
    {"rates", read_rates, 0, false, NULL, FORM_RATES,
        "For each foreign currency the value of one unit in that of the dataset: \"EUR\": 1.17."},
    {"source", read_fx_source, offsetof(struct fx, source), false, NULL, FORM_REFERENCES,
        "Where the rates come from."},
    {"note", read_text, offsetof(struct fx, note), false, NULL, FORM_TEXT,
        "Which rates they are, such as \"ECB reference rates\"."},
};
const struct shape fx_shape = {SHAPE(fx), .noun = "fx", .after = fx_after};

void read_conventions(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    object_read(loader, node, &conventions_shape, field);
}

void read_fx(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct fx *fx = field;
    fx->present = object_read(loader, node, &fx_shape, fx);
    loader->rates_broken = loader->rates_broken || !fx->present;
}
