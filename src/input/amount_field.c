/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include "decimal.h"
#include "str.h"
#include "wording.h"

#include <string.h>

/* amounts */

static enum diag_code amount_code(enum amount_fault fault)
{
    static const enum diag_code codes[] = {
        [AMOUNT_OK] = DIAG_BAD_AMOUNT,
        [AMOUNT_UNREADABLE] = DIAG_BAD_AMOUNT,
        [AMOUNT_NEGATIVE] = DIAG_AMOUNT_NEGATIVE,
        [AMOUNT_HUGE] = DIAG_AMOUNT_HUGE,
        [AMOUNT_PRECISION] = DIAG_AMOUNT_PRECISION,
        [AMOUNT_BACKWARDS] = DIAG_AMOUNT_BACKWARDS,
    };
    return codes[fault];
}

/* A string or a number */
static bool plain_amount_read(
    struct loader *loader, struct node node, const char *currency, struct amount *amount)
{
    struct amount_rules rules = {currency, loader->dataset->approx_ppm, loader->dataset->vague_is_unknown};
    const char *sentence = NULL, *hint = NULL;
    enum amount_fault fault =
        node.json->kind == JSON_NUMBER
            ? amount_parse_number(loader->arena, node.json->text, &rules, amount, &sentence, &hint)
            : amount_parse(loader->arena, node.json->text, &rules, amount, &sentence, &hint);
    if (fault == AMOUNT_OK)
        return true;
    fault_add(loader, amount_code(fault), node, hint, sentence);
    *amount = (struct amount){0};
    return false;
}

enum amount_key { KEY_VALUE, KEY_LOW, KEY_HIGH, KEY_HEADLINE, KEY_CURRENCY, KEY_TEXT, KEY_COUNT };

static const char *const amount_keys[] = {"value", "low", "high", "headline", "currency", "text"};

/* The keys of an amount object, null as if absent; false when an error was added */
static bool amount_keys_read(struct loader *loader, struct node node, struct node *values)
{
    static const struct rule rules[] = {{"value", read_nothing}, {"low", read_nothing},
        {"high", read_nothing}, {"headline", read_nothing}, {"currency", read_nothing},
        {"text", read_nothing}};
    static const struct shape shape = {.rules = rules, .rule_count = KEY_COUNT};
    for (const struct json *child = node.json->first; child; child = child->next) {
        size_t key = 0;
        while (key < KEY_COUNT && strcmp(amount_keys[key], child->key) != 0)
            key++;
        if (key == KEY_COUNT) {
            if (!key_is_private(child->key))
                key_warn_unknown(loader, node, child, &shape);
            continue;
        }
        struct node below = {child};
        bool number = key <= KEY_HEADLINE, nullable = key >= KEY_LOW && key <= KEY_HEADLINE;
        if (child->kind == JSON_NULL && nullable)
            continue;
        if (child->kind != JSON_STRING && !(child->kind == JSON_NUMBER && number)) {
            fault_wrong_type(loader, below, number ? "an amount" : "a string");
            return false;
        }
        values[key] = below;
    }
    return true;
}

/* One end of an interval: a plain amount of money */
static bool end_read(struct loader *loader, struct node node, const char *currency, struct amount *amount)
{
    if (!plain_amount_read(loader, node, currency, amount))
        return false;
    if (amount->kind == AMOUNT_EXACT)
        return true;
    fault_add(loader, DIAG_BAD_AMOUNT, node, "write \"$10B\"", "one plain amount should stand");
    return false;
}

static bool ends_join(struct loader *loader, struct node node, const struct node *values,
    const char *currency, struct amount *amount)
{
    struct amount low = {0}, high = {0}, headline = {0};
    if ((values[KEY_LOW].json && !end_read(loader, values[KEY_LOW], currency, &low)) ||
        (values[KEY_HIGH].json && !end_read(loader, values[KEY_HIGH], currency, &high)) ||
        (values[KEY_HEADLINE].json && !end_read(loader, values[KEY_HEADLINE], currency, &headline)))
        return false;
    bool has_low = values[KEY_LOW].json, has_high = values[KEY_HIGH].json,
         has_headline = values[KEY_HEADLINE].json;
    const struct amount *first = has_low ? &low : &high;
    if ((has_high && strcmp(first->currency, high.currency) != 0) ||
        (has_headline && strcmp(first->currency, headline.currency) != 0)) {
        fault_add(loader, DIAG_BAD_AMOUNT, node, NULL, "two currencies stand");
        return false;
    }
    *amount = (struct amount){.kind = !has_high  ? AMOUNT_AT_LEAST
                                      : !has_low ? AMOUNT_AT_MOST
                                                 : AMOUNT_RANGE,
        .low = low.low,
        .high = has_high ? high.high : MONEY_OPEN,
        .digits = digits_least(digits_least(low.digits, high.digits), headline.digits)};
    memcpy(amount->currency, first->currency, sizeof amount->currency);
    amount->has_headline = has_headline;
    amount->headline = headline.headline;
    if (amount->low > amount->high) {
        fault_add(loader, DIAG_AMOUNT_BACKWARDS, node, "swap them", "low is above high");
        return false;
    }
    if (has_headline && (amount->headline < amount->low || amount->headline > amount->high)) {
        fault_add(
            loader, DIAG_BAD_AMOUNT, values[KEY_HEADLINE], NULL, "the headline is not between low and high");
        return false;
    }
    return true;
}

/* The figure to name beside a value that is an interval: it has to lie within. */
static bool headline_join(
    struct loader *loader, struct node node, const char *currency, struct amount *amount)
{
    struct amount headline = {0};
    if (!end_read(loader, node, currency, &headline))
        return false;
    if (!amount_is_sized(amount)) {
        fault_add(loader, DIAG_BAD_AMOUNT, node, "leave it out, or say what is known of the amount",
            "a headline stands beside a value without a size");
        return false;
    }
    if (strcmp(amount->currency, headline.currency) != 0) {
        fault_add(loader, DIAG_BAD_AMOUNT, node, NULL, "two currencies stand");
        return false;
    }
    if (headline.headline < amount->low || headline.headline > amount->high) {
        fault_add(loader, DIAG_BAD_AMOUNT, node, NULL, "the headline is not between low and high");
        return false;
    }
    if (amount->has_headline && amount->headline == headline.headline)
        return true;
    amount->kind = amount->high == MONEY_OPEN ? AMOUNT_AT_LEAST : AMOUNT_RANGE;
    amount->has_headline = true;
    amount->headline = headline.headline;
    amount->digits = digits_least(amount->digits, headline.digits);
    amount->words = NULL;
    return true;
}

static bool object_amount_read(struct loader *loader, struct node node, struct amount *amount)
{
    struct node values[KEY_COUNT] = {0};
    if (!amount_keys_read(loader, node, values))
        return false;
    char own[4] = "";
    if (values[KEY_CURRENCY].json)
        read_currency(loader, values[KEY_CURRENCY], own, NULL);
    const char *currency = own[0] ? own : loader->currency;
    bool ends = values[KEY_LOW].json || values[KEY_HIGH].json;
    if (!values[KEY_VALUE].json == !ends) {
        fault_add(loader, DIAG_BAD_AMOUNT, node, "write {\"low\": …, \"high\": …} or {\"value\": …}",
            ends ? "value stands beside low or high" : "neither value nor low or high stands");
        return false;
    }
    if (ends ? !ends_join(loader, node, values, currency, amount)
             : !plain_amount_read(loader, values[KEY_VALUE], currency, amount))
        return false;
    if (!ends && values[KEY_HEADLINE].json && !headline_join(loader, values[KEY_HEADLINE], currency, amount))
        return false;
    if (values[KEY_TEXT].json)
        read_name(loader, values[KEY_TEXT], &amount->words, NULL);
    return true;
}

bool amount_read(struct loader *loader, struct node node, struct amount *amount)
{
    if (node.json->kind == JSON_OBJECT)
        return object_amount_read(loader, node, amount);
    if (node.json->kind == JSON_STRING || node.json->kind == JSON_NUMBER)
        return plain_amount_read(loader, node, loader->currency, amount);
    fault_wrong_type(loader, node, "an amount");
    return false;
}

static int64_t rate_find(const struct fx *fx, const char *currency)
{
    for (size_t i = 0; i < fx->rate_count; i++)
        if (!strcmp(fx->rates[i].currency, currency))
            return fx->rates[i].rate_billionths;
    return 0;
}

static void no_rate(struct loader *loader, struct node node, const char *currency)
{
    if (loader->rates_broken)
        return;
    const char *hint = arena_printf(loader->arena, "add \"%s\" to fx.rates: the value of one %s in %s",
        currency, currency, loader->dataset->currency);
    fault_add(
        loader, DIAG_NO_RATE, node, hint, arena_printf(loader->arena, "no exchange rate for %s", currency));
}

/* To the dataset's currency, at fx.date. What was written stays in `words`: "€5B" is never printed as if
   dollars had been said. */
static void amount_to_base(struct loader *loader, struct node node, struct amount *amount)
{
    struct dataset *dataset = loader->dataset;
    if (!amount_is_sized(amount) || !strcmp(amount->currency, dataset->currency)) {
        memcpy(amount->currency, dataset->currency, sizeof amount->currency);
        return;
    }
    int64_t rate = rate_find(&dataset->fx, amount->currency);
    if (!rate) {
        no_rate(loader, node, amount->currency);
        *amount = (struct amount){0};
        return;
    }
    amount->words_are_number = !amount->words;
    if (!amount->words && node.json->kind == JSON_STRING)
        amount->words = str_trimmed(loader->arena, node.json->text);
    if (!amount->words) {
        struct str out = str_init(loader->arena);
        word_amount(&out, amount, NUMBER_SHORT);
        amount->words = str_text(&out);
    }
    struct amount *written = arena_new(loader->arena, struct amount);
    *written = *amount;
    amount_convert(amount, dataset->currency, rate);
    amount->written = written;
}

void read_amount(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct amount amount = {0};
    if (!amount_read(loader, node, &amount))
        return;
    amount_to_base(loader, node, &amount);
    *(struct amount *)field = amount;
}

/* percentages */

enum { PERCENT_ONE = 1000000 };

bool percent_read(struct loader *loader, struct node node, int64_t *millionths)
{
    if (node.json->kind != JSON_NUMBER) {
        size_t digits = node.json->kind == JSON_STRING ? strspn(node.json->text, "0123456789.") : 0;
        const char *rest = digits ? node.json->text + digits : "";
        bool written = digits && (!strcmp(rest, "%") || !strcmp(rest, " %") || !*rest);
        fault_wrong_type_hint(loader, node, "a number of percent",
            written ? arena_printf(
                          loader->arena, "write %.*s, without quotes or sign", (int)digits, node.json->text)
                    : "27 % is written 27");
        return false;
    }
    if (!decimal_read(node.json->text, 6, millionths) || *millionths > INT64_C(100) * PERCENT_ONE ||
        decimal_is_negative(node.json->text)) {
        fault_add(loader, DIAG_BAD_PERCENT, node, NULL,
            arena_printf(loader->arena, "%.24s %% is not between 0 and 100", node.json->text));
        return false;
    }
    if (*millionths < PERCENT_ONE && !decimal_is_zero(node.json->text)) {
        fault_add(loader, DIAG_ODD_PERCENT, node, "27 % is written 27, not 0.27",
            arena_printf(loader->arena, "%.24s %% is below one percent", node.json->text));
    }
    return true;
}
