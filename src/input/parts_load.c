/* SPDX-License-Identifier: MIT */
#include "shapes.h"

#include "decimal.h"
#include "str.h"

#include <string.h>

enum { YEARS_MOST = 100 };

/* small objects */

void read_split(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct split *split = field;
    if (node.json->kind == JSON_STRING) {
        static const struct rule way = {.more = &split_way_vocabulary};
        read_word(loader, node, &split->kind, &way);
        return;
    }
    if (node.json->kind != JSON_OBJECT) {
        fault_wrong_type(loader, node, "\"unknown\", \"equal\" or an object of shares");
        return;
    }
    size_t *parties = arena_array(loader->arena, size_t, node.json->count), count = 0;
    int64_t *shares = arena_array(loader->arena, int64_t, node.json->count);
    for (const struct json *child = node.json->first; child; child = child->next) {
        struct node below = {child, path_key(loader->arena, node.path, child->key)};
        struct json key = {.kind = JSON_STRING, .place = child->key_place, .text = child->key};
        read_party(loader, (struct node){&key, below.path}, &parties[count], NULL);
        if (child->kind != JSON_NUMBER)
            fault_wrong_type(loader, below, "a share between 0 and 1");
        else if (!decimal_read(child->text, 6, &shares[count]) || shares[count] < 0 ||
                 shares[count] > 1000000)
            fault_add(loader, DIAG_BAD_SPLIT, below, "half is 0.5", "a share is not between 0 and 1");
        else if (parties[count] != NO_INDEX)
            count++;
    }
    if (count == node.json->count) /* a split with faults is left as unknown: no second message on its sum */
        *split = (struct split){SPLIT_SHARES, {parties, count}, shares};
}

static void bad_term(struct loader *loader, struct node node, const char *sentence, const char *hint)
{
    fault_add(loader, DIAG_BAD_TERM, node, hint, sentence);
}

/* One number of years in hundredths; 0 when it is no number or not between 0 and 100 */
static int years_read(const char *digits)
{
    int64_t years;
    if (!decimal_read(digits, 2, &years) || years <= 0 || years > YEARS_MOST * 100)
        return 0;
    return (int)years;
}

/* "7", "5-7", "5–7": ends split at the dash */
static bool years_words_read(struct arena *arena, const char *words, int *low, int *high)
{
    size_t first = strspn(words, "0123456789.");
    const char *dash = words + first;
    size_t width = str_starts(dash, "-") ? 1 : str_starts(dash, "–") ? strlen("–") : 0;
    *low = *high = years_read(arena_strndup(arena, words, first));
    if (width)
        *high = strspn(dash + width, "0123456789.") == strlen(dash + width) ? years_read(dash + width) : 0;
    return *low && *high && *low <= *high && (width || !*dash);
}

static void read_years(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct term *term = field;
    int low, high;
    if (node.json->kind != JSON_NUMBER && node.json->kind != JSON_STRING) {
        fault_wrong_type(loader, node, "a number of years");
    } else if (years_words_read(loader->arena, node.json->text, &low, &high)) {
        term->years_low = low;
        term->years_high = high;
        term->years_words = node.json->text;
    } else if (node.json->kind == JSON_NUMBER && years_read(node.json->text)) {
        term->years_low = term->years_high = years_read(node.json->text); /* 7e0 */
        term->years_words = node.json->text;
    } else if (node.json->kind == JSON_NUMBER) {
        bad_term(loader, node,
            arena_printf(loader->arena, "%.24s years are not between 0 and 100", node.json->text), NULL);
    } else {
        bad_term(loader, node, "years cannot be read", "write 7 or \"5-7\"");
    }
}

static void term_after(struct loader *loader, struct node node, void *object)
{
    struct term *term = object;
    if (term->start.precision == DATE_NONE || term->end.precision == DATE_NONE)
        return;
    if (term->end.last < term->start.first)
        bad_term(loader, node, "the end is before the start", NULL);
    else if (term->end.first > term->start.last + YEARS_MOST * 366)
        bad_term(loader, node, "more than 100 years lie between start and end", NULL);
}

static const struct rule term_rules[] = {
    {"years", read_years, 0, false, NULL, FORM_YEARS},
    {"start", read_date, offsetof(struct term, start), false, NULL, FORM_DATE},
    {"end", read_date, offsetof(struct term, end), false, NULL, FORM_DATE},
};
const struct shape term_shape = {SHAPE(term), .after = term_after};

void read_term(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct term *term = field;
    term->present = object_read(loader, node, &term_shape, term);
}

static void read_rate_percent(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct rate *rate = field;
    rate->has_percent = percent_read(loader, node, &rate->percent_millionths);
}

static const struct rule rate_rules[] = {
    {"percent", read_rate_percent, 0, false, NULL, FORM_PERCENT},
    {"of", read_name, offsetof(struct rate, of), false, NULL, FORM_NAME},
    {"text", read_name, offsetof(struct rate, text), false, NULL, FORM_NAME},
};
const struct shape rate_shape = {SHAPE(rate)};

void read_rate(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct rate *rate = field;
    rate->present = object_read(loader, node, &rate_shape, rate);
}

static const struct rule quantity_rules[] = {
    {"value", read_number_or_name, offsetof(struct quantity, value), true, NULL, FORM_NUMBER_OR_NAME},
    {"unit", read_name, offsetof(struct quantity, unit), true, NULL, FORM_NAME},
};
const struct shape quantity_shape = {SHAPE(quantity)};

void read_quantity(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct quantity *quantity = field;
    quantity->present = object_read(loader, node, &quantity_shape, quantity);
}

static void read_stake_percent(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct stake *stake = field;
    stake->has_percent = percent_read(loader, node, &stake->percent_millionths);
}

static const struct rule stake_rules[] = {
    {"percent", read_stake_percent, 0, false, NULL, FORM_PERCENT},
    {"basis", read_name, offsetof(struct stake, basis), false, NULL, FORM_NAME},
    {"date", read_date, offsetof(struct stake, date), false, NULL, FORM_DATE},
};
const struct shape stake_shape = {SHAPE(stake)};

void read_stake(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct stake *stake = field;
    stake->present = object_read(loader, node, &stake_shape, stake);
}

/* In a valuation a stake may be a bare percentage. */
void read_stake_or_percent(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    struct stake *stake = field;
    if (node.json->kind != JSON_NUMBER) {
        read_stake(loader, node, field, rule);
        return;
    }
    stake->present = true;
    read_stake_percent(loader, node, field, rule);
}

static void read_year(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (node.json->kind != JSON_NUMBER && node.json->kind != JSON_STRING) {
        fault_wrong_type(loader, node, "a year");
        return;
    }
    int64_t year;
    const char *text = node.json->text;
    bool digits = strspn(text, "0123456789") == strlen(text);
    if (digits && strlen(text) == 4 && decimal_read(text, 0, &year) && year > 0)
        *(int *)field = (int)year;
    else
        fault_add(loader, DIAG_BAD_DATE, node, "four digits: 2026",
            arena_printf(loader->arena, "cannot read the year '%.24s'", text));
}

static const struct rule schedule_entry_rules[] = {
    {"year", read_year, offsetof(struct schedule_entry, year), true, NULL, FORM_YEAR},
    {"amount", read_amount, offsetof(struct schedule_entry, amount), true, NULL, FORM_AMOUNT},
    {"note", read_text, offsetof(struct schedule_entry, note), false, NULL, FORM_TEXT},
};
const struct shape schedule_shape = {SHAPE(schedule_entry)};

/* true, false or the date on which the condition was met */
static void read_met(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    struct tranche *tranche = field;
    if (node.json->kind == JSON_STRING) {
        read_date(loader, node, &tranche->met_on, rule);
        tranche->met = TRI_TRUE;
    } else if (node.json->kind == JSON_TRUE || node.json->kind == JSON_FALSE) {
        read_tristate(loader, node, &tranche->met, rule);
    } else {
        fault_wrong_type(loader, node, "true, false or a date");
    }
}

static const struct rule tranche_rules[] = {
    {"kind", read_name, offsetof(struct tranche, kind), false, NULL, FORM_NAME},
    {"amount", read_amount, offsetof(struct tranche, amount), true, NULL, FORM_AMOUNT},
    {"when", read_name, offsetof(struct tranche, when), false, NULL, FORM_NAME},
    {"status", read_word, offsetof(struct tranche, status), false, &deal_status_vocabulary, FORM_WORD},
    {"condition", read_text, offsetof(struct tranche, condition), false, NULL, FORM_TEXT},
    {"met", read_met, 0, false, NULL, FORM_MET},
    {"note", read_text, offsetof(struct tranche, note), false, NULL, FORM_TEXT},
    {"assumed", read_names, offsetof(struct tranche, assumed), false, NULL, FORM_NAMES},
};
const struct shape tranche_shape = {SHAPE(tranche)};

static const struct rule deal_term_rules[] = {
    {"kind", read_name, offsetof(struct deal_term, kind), true, NULL, FORM_NAME},
    {"text", read_text, offsetof(struct deal_term, text), true, NULL, FORM_TEXT},
    {"holder", read_party, offsetof(struct deal_term, holder), false, NULL, FORM_REFERENCE},
    {"grantor", read_party, offsetof(struct deal_term, grantor), false, NULL, FORM_REFERENCE},
    {"bound", read_party, offsetof(struct deal_term, bound), false, NULL, FORM_REFERENCE},
    {"scope", read_name, offsetof(struct deal_term, scope), false, NULL, FORM_NAME},
    {"until", read_name, offsetof(struct deal_term, until), false, NULL, FORM_NAME},
    {"status", read_name, offsetof(struct deal_term, status), false, NULL, FORM_NAME},
};
const struct shape deal_term_shape = {SHAPE(deal_term)};

static const struct rule history_entry_rules[] = {
    {"date", read_date, offsetof(struct history_entry, date), true, NULL, FORM_DATE},
    {"status", read_word, offsetof(struct history_entry, status), false, &deal_status_vocabulary, FORM_WORD},
    {"amount", read_amount, offsetof(struct history_entry, amount), false, NULL, FORM_AMOUNT},
    {"note", read_text, offsetof(struct history_entry, note), false, NULL, FORM_TEXT},
    {"source", read_source, offsetof(struct history_entry, source), false, NULL, FORM_REFERENCE},
};
const struct shape history_shape = {SHAPE(history_entry)};

/* claims: a value of the field they name, in words and, where it is money, as an amount */

static bool is_amount_field(const char *field)
{
    static const char *const names[] = {"amount", "funded", "value", "raised", "sold"};
    const char *dot = strrchr(field, '.'), *last = dot ? dot + 1 : field;
    if (str_starts(field, "quantity"))
        return false;
    return vocabulary_index(last, names, (int)COUNT(names)) >= 0;
}

static void claim_after(struct loader *loader, struct node node, void *object)
{
    struct claim *claim = object;
    const struct json *value = json_find(node.json, "value");
    if (!claim->field || !claim->value || !is_amount_field(claim->field) || !value)
        return;
    struct amount_rules rules = {
        loader->currency, loader->dataset->approx_ppm, loader->dataset->vague_is_unknown};
    const char *sentence = NULL, *hint = NULL;
    enum amount_fault fault =
        value->kind == JSON_NUMBER
            ? amount_parse_number(loader->arena, claim->value, &rules, &claim->amount, &sentence, &hint)
            : amount_parse(loader->arena, claim->value, &rules, &claim->amount, &sentence, &hint);
    if (fault == AMOUNT_OK) {
        struct node below = {value, path_key(loader->arena, node.path, "value")};
        read_amount(loader, below, &claim->amount, NULL);
        claim->has_amount = true;
    } else {
        claim->amount = (struct amount){0}; /* words that are no amount: kept as words */
    }
}

static const struct rule claim_rules[] = {
    {"field", read_name, offsetof(struct claim, field), true, NULL, FORM_NAME},
    {"value", read_number_or_name, offsetof(struct claim, value), true, NULL, FORM_NUMBER_OR_NAME},
    {"source", read_source, offsetof(struct claim, source), true, NULL, FORM_REFERENCE},
    {"text", read_text, offsetof(struct claim, text), false, NULL, FORM_TEXT},
    {"judgement", read_text, offsetof(struct claim, judgement), false, NULL, FORM_TEXT},
};
const struct shape claim_shape = {SHAPE(claim), .after = claim_after};
