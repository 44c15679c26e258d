/* SPDX-License-Identifier: MIT */
#include "dataset_load.h"

#include "dataset_check.h"
#include "decimal.h"
#include "fields.h"
#include "str.h"
#include "text_check.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SUGGESTION_WORK = 500000, APPROX_DEFAULT_PPM = 100000, YEARS_MOST = 100 };

/* The loader leaves what stands in a list as a pointer with its count behind it. */
#define LIST_MEMBER(type, at, count)                                                                         \
    static_assert(                                                                                           \
        offsetof(struct type, count) == offsetof(struct type, at) + sizeof(void *), "a list and its count")
LIST_MEMBER(deal, legs, leg_count);
LIST_MEMBER(deal, schedule, schedule_count);
LIST_MEMBER(deal, tranches, tranche_count);
LIST_MEMBER(deal, terms, term_count);
LIST_MEMBER(deal, claims, claim_count);
LIST_MEMBER(deal, history, history_count);
LIST_MEMBER(valuation, claims, claim_count);
LIST_MEMBER(metric, claims, claim_count);
LIST_MEMBER(dataset, parties, party_count);
LIST_MEMBER(dataset, deals, deal_count);
LIST_MEMBER(dataset, valuations, valuation_count);
LIST_MEMBER(dataset, metrics, metric_count);
LIST_MEMBER(dataset, notes, note_count);
LIST_MEMBER(dataset, sources, source_count);
static_assert(sizeof(enum status) == sizeof(unsigned), "an enum is read through an unsigned int");

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SHAPE(noun) .rules = noun##_rules, .rule_count = COUNT(noun##_rules), .size = sizeof(struct noun)

/* vocabularies */

#define VOCABULARY(word_list, word_noun, type, find_word, name_word, first_value, last_value)                \
    static const char *word_list##_word(int value)                                                           \
    {                                                                                                        \
        return name_word((type)value);                                                                       \
    }                                                                                                        \
    static const struct vocabulary word_list##_words = {                                                     \
        word_noun, find_word, word_list##_word, first_value, last_value}

VOCABULARY(
    kind, "kind of party", enum party_kind, party_kind_find, party_kind_name, PARTY_COMPANY, PARTY_OTHER);
VOCABULARY(deal_type, "type", enum deal_type, type_find, type_name, TYPE_EQUITY, TYPE_OTHER);
VOCABULARY(deal_status, "status", enum status, status_find, status_name, STATUS_CANCELLED, STATUS_COMPLETED);
VOCABULARY(what, "word", enum what, what_find, what_name, WHAT_MONEY, WHAT_GUARANTEE);
VOCABULARY(
    evidence, "evidence", enum evidence, evidence_find, evidence_name, EVIDENCE_FILING, EVIDENCE_ASSUMED);
VOCABULARY(basis, "basis", enum valuation_basis, valuation_basis_find, valuation_basis_name, BASIS_ROUND,
    BASIS_APPRAISAL);
VOCABULARY(metric_basis, "basis", enum metric_basis, metric_basis_find, metric_basis_name, METRIC_ACTUAL,
    METRIC_COMPANY_CLAIM);
VOCABULARY(
    note_kind, "kind of note", enum note_kind, note_kind_find, note_kind_name, NOTE_RISK, NOTE_CORRECTION);
VOCABULARY(source_kind, "kind of source", enum source_kind, source_kind_find, source_kind_name, SOURCE_FILING,
    SOURCE_ASSUMED);

/* words that only the format knows */

static int word_index(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(words[i], word))
            return i;
    return -1;
}

#define OWN_VOCABULARY(word_list, word_noun, first_value, ...)                                               \
    static const char *const word_list##_texts[] = {__VA_ARGS__};                                            \
    static int word_list##_find(const char *word)                                                            \
    {                                                                                                        \
        int found = word_index(word, word_list##_texts, (int)COUNT(word_list##_texts));                      \
        return found < 0 ? -1 : found + (first_value);                                                       \
    }                                                                                                        \
    static const char *word_list##_name(int value)                                                           \
    {                                                                                                        \
        return word_list##_texts[value - (first_value)];                                                     \
    }                                                                                                        \
    static const struct vocabulary word_list##_words = {word_noun, word_list##_find, word_list##_name,       \
        first_value, (int)COUNT(word_list##_texts) - 1 + (first_value)}

OWN_VOCABULARY(confidence, "confidence", CONFIDENCE_LOW, "low", "medium", "high");
OWN_VOCABULARY(pre_post, "word", MONEY_UNSPECIFIED, "unspecified", "pre", "post");
OWN_VOCABULARY(split_way, "split", SPLIT_UNKNOWN, "unknown", "equal");
OWN_VOCABULARY(vague_rule, "rule", 0, "decade", "none");
OWN_VOCABULARY(day_count, "day count", 0, "30/360", "actual");

/* small objects */

static void read_split(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct split *split = field;
    if (node.json->kind == JSON_STRING) {
        static const struct rule way = {.more = &split_way_words};
        read_word(loader, node, &split->kind, &way);
        return;
    }
    if (node.json->kind != JSON_OBJECT) {
        wrong_type(loader, node, "\"unknown\", \"equal\" or an object of shares");
        return;
    }
    size_t *parties = arena_array(loader->arena, size_t, node.json->count), count = 0;
    int64_t *shares = arena_array(loader->arena, int64_t, node.json->count);
    for (const struct json *child = node.json->first; child; child = child->next) {
        struct node below = {child, path_key(loader->arena, node.path, child->key)};
        struct json key = {.kind = JSON_STRING, .place = child->key_place, .text = child->key};
        read_party(loader, (struct node){&key, below.path}, &parties[count], NULL);
        if (child->kind != JSON_NUMBER)
            wrong_type(loader, below, "a share between 0 and 1");
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
        wrong_type(loader, node, "a number of years");
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
    {"years", read_years, 0, false, NULL},
    {"start", read_date, offsetof(struct term, start), false, NULL},
    {"end", read_date, offsetof(struct term, end), false, NULL},
};
static const struct shape term_shape = {SHAPE(term), .after = term_after};

static void read_term(struct loader *loader, struct node node, void *field, const struct rule *rule)
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
    {"percent", read_rate_percent, 0, false, NULL},
    {"of", read_name, offsetof(struct rate, of), false, NULL},
    {"text", read_name, offsetof(struct rate, text), false, NULL},
};
static const struct shape rate_shape = {SHAPE(rate)};

static void read_rate(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct rate *rate = field;
    rate->present = object_read(loader, node, &rate_shape, rate);
}

static const struct rule quantity_rules[] = {
    {"value", read_number_or_name, offsetof(struct quantity, value), true, NULL},
    {"unit", read_name, offsetof(struct quantity, unit), true, NULL},
};
static const struct shape quantity_shape = {SHAPE(quantity)};

static void read_quantity(struct loader *loader, struct node node, void *field, const struct rule *rule)
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
    {"percent", read_stake_percent, 0, false, NULL},
    {"basis", read_name, offsetof(struct stake, basis), false, NULL},
    {"date", read_date, offsetof(struct stake, date), false, NULL},
};
static const struct shape stake_shape = {SHAPE(stake)};

static void read_stake(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct stake *stake = field;
    stake->present = object_read(loader, node, &stake_shape, stake);
}

/* In a valuation a stake may be a bare percentage. */
static void read_stake_or_percent(
    struct loader *loader, struct node node, void *field, const struct rule *rule)
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
        wrong_type(loader, node, "a year");
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
    {"year", read_year, offsetof(struct schedule_entry, year), true, NULL},
    {"amount", read_amount, offsetof(struct schedule_entry, amount), true, NULL},
    {"note", read_text, offsetof(struct schedule_entry, note), false, NULL},
};
static const struct shape schedule_shape = {SHAPE(schedule_entry)};

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
        wrong_type(loader, node, "true, false or a date");
    }
}

static const struct rule tranche_rules[] = {
    {"kind", read_name, offsetof(struct tranche, kind), false, NULL},
    {"amount", read_amount, offsetof(struct tranche, amount), true, NULL},
    {"when", read_name, offsetof(struct tranche, when), false, NULL},
    {"status", read_word, offsetof(struct tranche, status), false, &deal_status_words},
    {"condition", read_text, offsetof(struct tranche, condition), false, NULL},
    {"met", read_met, 0, false, NULL},
    {"note", read_text, offsetof(struct tranche, note), false, NULL},
    {"assumed", read_names, offsetof(struct tranche, assumed), false, NULL},
};
static const struct shape tranche_shape = {SHAPE(tranche)};

static const struct rule deal_term_rules[] = {
    {"kind", read_name, offsetof(struct deal_term, kind), true, NULL},
    {"text", read_text, offsetof(struct deal_term, text), true, NULL},
    {"holder", read_party, offsetof(struct deal_term, holder), false, NULL},
    {"grantor", read_party, offsetof(struct deal_term, grantor), false, NULL},
    {"bound", read_party, offsetof(struct deal_term, bound), false, NULL},
    {"scope", read_name, offsetof(struct deal_term, scope), false, NULL},
    {"until", read_name, offsetof(struct deal_term, until), false, NULL},
    {"status", read_name, offsetof(struct deal_term, status), false, NULL},
};
static const struct shape deal_term_shape = {SHAPE(deal_term)};

static const struct rule history_entry_rules[] = {
    {"date", read_date, offsetof(struct history_entry, date), true, NULL},
    {"status", read_word, offsetof(struct history_entry, status), false, &deal_status_words},
    {"amount", read_amount, offsetof(struct history_entry, amount), false, NULL},
    {"note", read_text, offsetof(struct history_entry, note), false, NULL},
    {"source", read_source, offsetof(struct history_entry, source), false, NULL},
};
static const struct shape history_shape = {SHAPE(history_entry)};

/* claims: a value of the field they name, in words and, where it is money, as an amount */

static bool is_amount_field(const char *field)
{
    static const char *const names[] = {"amount", "funded", "value", "raised", "sold"};
    const char *dot = strrchr(field, '.'), *last = dot ? dot + 1 : field;
    if (str_starts(field, "quantity"))
        return false;
    return word_index(last, names, (int)COUNT(names)) >= 0;
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
    {"field", read_name, offsetof(struct claim, field), true, NULL},
    {"value", read_number_or_name, offsetof(struct claim, value), true, NULL},
    {"source", read_source, offsetof(struct claim, source), true, NULL},
    {"text", read_text, offsetof(struct claim, text), false, NULL},
    {"judgement", read_text, offsetof(struct claim, judgement), false, NULL},
};
static const struct shape claim_shape = {SHAPE(claim), .after = claim_after};

/* parties, sources, notes */

static const struct rule party_rules[] = {
    {"id", read_id, offsetof(struct party, id), true, NULL},
    {"name", read_name, offsetof(struct party, name), true, NULL},
    {"short", read_name, offsetof(struct party, short_name), false, NULL},
    {"kind", read_word, offsetof(struct party, kind), false, &kind_words},
    {"roles", read_names, offsetof(struct party, roles), false, NULL},
    {"aliases", read_names, offsetof(struct party, aliases), false, NULL},
    {"parent", read_party, offsetof(struct party, parent), false, NULL},
    {"members", read_parties, offsetof(struct party, members), false, NULL},
    {"for", read_party, offsetof(struct party, serves), false, NULL},
    {"lei", read_lei, offsetof(struct party, lei), false, NULL},
    {"ticker", read_name, offsetof(struct party, ticker), false, NULL},
    {"exchange", read_name, offsetof(struct party, exchange), false, NULL},
    {"country", read_country, offsetof(struct party, country), false, NULL},
    {"url", read_url, offsetof(struct party, url), false, NULL},
    {"colour", read_colour, offsetof(struct party, colour), false, NULL},
    {"note", read_text, offsetof(struct party, note), false, NULL},
    {"sources", read_sources, offsetof(struct party, sources), false, NULL},
};
static const struct shape party_shape = {SHAPE(party)};

static const struct rule source_rules[] = {
    {"id", read_id, offsetof(struct source, id), true, NULL},
    {"publisher", read_name, offsetof(struct source, publisher), true, NULL},
    {"title", read_name, offsetof(struct source, title), false, NULL},
    {"date", read_date, offsetof(struct source, date), false, NULL},
    {"url", read_url, offsetof(struct source, url), false, NULL},
    {"kind", read_word, offsetof(struct source, kind), false, &source_kind_words},
    {"via", read_source, offsetof(struct source, via), false, NULL},
    {"accessed", read_date, offsetof(struct source, accessed), false, NULL},
    {"note", read_text, offsetof(struct source, note), false, NULL},
};
static const struct shape source_shape = {SHAPE(source)};

static const struct rule note_rules[] = {
    {"id", read_id, offsetof(struct note, id), false, NULL},
    {"kind", read_word, offsetof(struct note, kind), true, &note_kind_words},
    {"text", read_text, offsetof(struct note, text), true, NULL},
    {"about", read_parties, offsetof(struct note, about), false, NULL},
    {"deals", read_deals, offsetof(struct note, deals), false, NULL},
    {"date", read_date, offsetof(struct note, date), false, NULL},
    {"sources", read_sources, offsetof(struct note, sources), false, NULL},
};
static const struct shape note_shape = {SHAPE(note)};

/* valuations and metrics */

static const struct rule valuation_rules[] = {
    {"id", read_id, offsetof(struct valuation, id), false, NULL},
    {"party", read_party, offsetof(struct valuation, party), true, NULL},
    {"date", read_date, offsetof(struct valuation, date), true, NULL},
    {"value", read_amount, offsetof(struct valuation, value), true, NULL},
    {"basis", read_word, offsetof(struct valuation, basis), true, &basis_words},
    {"money", read_word, offsetof(struct valuation, money), false, &pre_post_words},
    {"raised", read_amount, offsetof(struct valuation, raised), false, NULL},
    {"sold", read_amount, offsetof(struct valuation, sold), false, NULL},
    {"stake", read_stake_or_percent, offsetof(struct valuation, stake), false, NULL},
    {"status", read_word, offsetof(struct valuation, status), false, &deal_status_words},
    {"deal", read_deal, offsetof(struct valuation, deal), false, NULL},
    {"sources", read_sources, offsetof(struct valuation, sources), false, NULL},
    {"claims", read_objects, offsetof(struct valuation, claims), false, &claim_shape},
    {"assumed", read_names, offsetof(struct valuation, assumed), false, NULL},
    {"note", read_text, offsetof(struct valuation, note), false, NULL},
};
static const struct shape valuation_shape = {SHAPE(valuation)};

/* A period that reads as a date is one; any other words stay words. */
static void read_period(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    struct metric *metric = field;
    read_name(loader, node, &metric->period_words, rule);
    const char *sentence = NULL, *hint = NULL;
    if (metric->period_words &&
        !date_parse(loader->arena, metric->period_words, &metric->period, &sentence, &hint))
        metric->period = (struct date){0};
}

/* Without a unit a metric is money and must read as an amount. */
static void metric_after(struct loader *loader, struct node node, void *object)
{
    struct metric *metric = object;
    const struct json *value = json_find(node.json, "value");
    if (!value || !metric->value_words || json_find(node.json, "unit"))
        return;
    struct node below = {value, path_key(loader->arena, node.path, "value")};
    place_table_add(
        loader->dataset->places, &metric->value, value->place.line, value->place.column, below.path);
    read_amount(loader, below, &metric->value, NULL);
}

static const struct rule metric_rules[] = {
    {"id", read_id, offsetof(struct metric, id), false, NULL},
    {"party", read_party, offsetof(struct metric, party), true, NULL},
    {"name", read_name, offsetof(struct metric, name), true, NULL},
    {"period", read_period, 0, true, NULL},
    {"value", read_number_or_name, offsetof(struct metric, value_words), true, NULL},
    {"basis", read_word, offsetof(struct metric, basis), false, &metric_basis_words},
    {"unit", read_name, offsetof(struct metric, unit), false, NULL},
    {"sources", read_sources, offsetof(struct metric, sources), false, NULL},
    {"claims", read_objects, offsetof(struct metric, claims), false, &claim_shape},
    {"assumed", read_names, offsetof(struct metric, assumed), false, NULL},
    {"note", read_text, offsetof(struct metric, note), false, NULL},
};
static const struct shape metric_shape = {SHAPE(metric), .after = metric_after};

/* deals */

static const struct rule leg_rules[] = {
    {"id", read_id, offsetof(struct leg, id), false, NULL},
    {"from", read_side, offsetof(struct leg, from), false, NULL},
    {"to", read_side, offsetof(struct leg, to), false, NULL},
    {"amount", read_amount, offsetof(struct leg, amount), false, NULL},
    {"for", read_name, offsetof(struct leg, purpose), false, NULL},
    {"what", read_word, offsetof(struct leg, what), false, &what_words},
    {"type", read_word, offsetof(struct leg, type), false, &deal_type_words},
    {"split", read_split, offsetof(struct leg, split), false, NULL},
    {"quantity", read_quantity, offsetof(struct leg, quantity), false, NULL},
    {"term", read_term, offsetof(struct leg, term), false, NULL},
    {"status", read_word, offsetof(struct leg, status), false, &deal_status_words},
    {"rate", read_rate, offsetof(struct leg, rate), false, NULL},
    {"funded", read_amount, offsetof(struct leg, funded), false, NULL},
    {"note", read_text, offsetof(struct leg, note), false, NULL},
};
static const struct shape leg_shape = {SHAPE(leg), .wants_entry = true};

static const struct rule deal_dates_rules[] = {
    {"reported", read_date, offsetof(struct deal, dates.reported), false, NULL},
    {"announced", read_date, offsetof(struct deal, dates.announced), false, NULL},
    {"signed", read_date, offsetof(struct deal, dates.signed_on), false, NULL},
    {"closed", read_date, offsetof(struct deal, dates.closed), false, NULL},
    {"cancelled", read_date, offsetof(struct deal, dates.cancelled), false, NULL},
    {"expected", read_date, offsetof(struct deal, dates.expected), false, NULL},
};
static const struct shape deal_dates_shape = {
    .rules = deal_dates_rules, .rule_count = COUNT(deal_dates_rules), .unplaced = true};

static void read_dates(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    object_read(loader, node, &deal_dates_shape, field);
}

/* The deal's own currency is needed before the first amount. */
static void deal_before(struct loader *loader, struct node node, void *object)
{
    (void)object;
    loader->currency = loader->dataset->currency;
    const struct json *currency = json_find(node.json, "currency");
    if (!currency)
        return;
    char *code = arena_alloc(loader->arena, 4);
    read_currency(
        loader, (struct node){currency, path_key(loader->arena, node.path, "currency")}, code, NULL);
    if (*code)
        loader->currency = code;
}

static bool same_parties(const struct indices *a, const struct indices *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i] != b->at[i])
            return false;
    return true;
}

/* Shares are handed down to legs between the same parties alone: elsewhere they would name strangers. */
static bool split_fits(const struct leg *leg, const struct deal *deal)
{
    return deal->split.kind != SPLIT_SHARES || (same_parties(&leg->from.parties, &deal->from.parties) &&
                                                   same_parties(&leg->to.parties, &deal->to.parties));
}

static void place_inherit(struct loader *loader, const void *field, const void *from)
{
    struct place place = dataset_place(loader->dataset, from);
    if (place.line)
        place_table_add(
            loader->dataset->places, field, place.line, place.column, dataset_path(loader->dataset, from));
}

/* What a flow omits it takes from its deal: everything but the amount, what was funded, and the note. */
#define INHERIT(key, member)                                                                                 \
    if (!json_find(json, key)) {                                                                             \
        leg->member = deal->member;                                                                          \
        place_inherit(loader, &leg->member, &deal->member);                                                  \
    }

static void leg_inherit(
    struct loader *loader, const struct json *json, struct leg *leg, const struct deal *deal)
{
    if (json->kind != JSON_OBJECT)
        return;
    INHERIT("from", from)
    INHERIT("to", to)
    INHERIT("for", purpose)
    INHERIT("what", what)
    INHERIT("type", type)
    INHERIT("quantity", quantity)
    INHERIT("term", term)
    INHERIT("status", status)
    INHERIT("rate", rate)
    if (!json_find(json, "split") && split_fits(leg, deal)) {
        leg->split = deal->split;
        place_inherit(loader, &leg->split, &deal->split);
    }
}

static void sides_missing(
    struct loader *loader, struct node node, const struct side *from, const struct side *to, const char *tail)
{
    if ((from->present && to->present) || !fault_counts(loader))
        return;
    const char *missing = from->present ? "field 'to' is"
                          : to->present ? "field 'from' is"
                                        : "fields 'from' and 'to' are";
    diags_add(loader->diags, DIAG_NO_PARTIES, node.json->place, node.path, NULL, "the %s missing in %s%s",
        missing, node.path, tail);
}

static void deal_after(struct loader *loader, struct node node, void *object)
{
    struct deal *deal = object;
    loader->currency = loader->dataset->currency;
    const struct json *flows = json_find(node.json, "flows");
    if (!flows) {
        sides_missing(loader, node, &deal->from, &deal->to, ", which has no flows either");
        return;
    }
    const struct json *json = flows->kind == JSON_ARRAY ? flows->first : NULL;
    const char *list = path_key(loader->arena, node.path, "flows");
    for (size_t i = 0; i < deal->leg_count; json = json->next, i++) {
        struct leg *leg = &deal->legs[i];
        struct node below = {json, path_item(loader->arena, list, i)};
        leg_inherit(loader, json, leg, deal);
        if (json->kind == JSON_OBJECT)
            sides_missing(loader, below, &leg->from, &leg->to, "");
    }
    struct id_index ids = {.noun = "flow", .list = list};
    ids_collect(loader, &ids, flows);
}

static const struct rule deal_rules[] = {
    {"id", read_id, offsetof(struct deal, id), true, NULL},
    {"title", read_name, offsetof(struct deal, title), false, NULL},
    {"type", read_word, offsetof(struct deal, type), true, &deal_type_words},
    {"from", read_side, offsetof(struct deal, from), false, NULL},
    {"to", read_side, offsetof(struct deal, to), false, NULL},
    {"split", read_split, offsetof(struct deal, split), false, NULL},
    {"amount", read_amount, offsetof(struct deal, amount), false, NULL},
    {"currency", read_nothing, 0, false, NULL},
    {"for", read_name, offsetof(struct deal, purpose), false, NULL},
    {"what", read_word, offsetof(struct deal, what), false, &what_words},
    {"flows", read_objects, offsetof(struct deal, legs), false, &leg_shape},
    {"beneficiary", read_party, offsetof(struct deal, beneficiary), false, NULL},
    {"quantity", read_quantity, offsetof(struct deal, quantity), false, NULL},
    {"stake", read_stake, offsetof(struct deal, stake), false, NULL},
    {"rate", read_rate, offsetof(struct deal, rate), false, NULL},
    {"status", read_word, offsetof(struct deal, status), true, &deal_status_words},
    {"binding", read_tristate, offsetof(struct deal, binding), false, NULL},
    {"evidence", read_word, offsetof(struct deal, evidence), false, &evidence_words},
    {"date", read_date, offsetof(struct deal, dates.date), false, NULL},
    {"dates", read_dates, 0, false, NULL},
    {"term", read_term, offsetof(struct deal, term), false, NULL},
    {"schedule", read_objects, offsetof(struct deal, schedule), false, &schedule_shape},
    {"tranches", read_objects, offsetof(struct deal, tranches), false, &tranche_shape},
    {"funded", read_amount, offsetof(struct deal, funded), false, NULL},
    {"terms", read_objects, offsetof(struct deal, terms), false, &deal_term_shape},
    {"part_of", read_deal, offsetof(struct deal, part_of), false, NULL},
    {"overlaps", read_deals, offsetof(struct deal, overlaps), false, NULL},
    {"supersedes", read_deals, offsetof(struct deal, supersedes), false, NULL},
    {"related", read_deals, offsetof(struct deal, related), false, NULL},
    {"sources", read_sources, offsetof(struct deal, sources), false, NULL},
    {"claims", read_objects, offsetof(struct deal, claims), false, &claim_shape},
    {"assumed", read_names, offsetof(struct deal, assumed), false, NULL},
    {"history", read_objects, offsetof(struct deal, history), false, &history_shape},
    {"confidence", read_word, offsetof(struct deal, confidence), false, &confidence_words},
    {"note", read_text, offsetof(struct deal, note), false, NULL},
    {"tags", read_names, offsetof(struct deal, tags), false, NULL},
};
static const struct shape deal_shape = {SHAPE(deal), .before = deal_before, .after = deal_after};

/* conventions and exchange rates: read before everything that needs them */

static void read_approx(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    int64_t ppm;
    if (node.json->kind != JSON_NUMBER)
        wrong_type(loader, node, "a number between 0 and 1");
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
    {"approx", read_approx, offsetof(struct dataset, approx_ppm), false, NULL},
    {"vague", read_flag, offsetof(struct dataset, vague_is_unknown), false, &vague_rule_words},
    {"day_count", read_flag, offsetof(struct dataset, actual_days), false, &day_count_words},
};
static const struct shape conventions_shape = {
    .rules = conventions_rules, .rule_count = COUNT(conventions_rules), .unplaced = true};

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
    place_table_add(dataset->places, rate, node.json->place.line, node.json->place.column, node.path);
    if (node.json->kind != JSON_NUMBER)
        wrong_type(loader, node, "a number");
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
        wrong_type(loader, node, "an object");
        return;
    }
    fx->rates = arena_array(loader->arena, struct fx_rate, node.json->count);
    for (const struct json *child = node.json->first; child; child = child->next) {
        if (str_starts(child->key, "//") || str_starts(child->key, "x_"))
            continue;
        struct node below = {child, path_key(loader->arena, node.path, child->key)};
        struct json key = {.kind = JSON_STRING, .place = child->key_place, .text = child->key};
        struct fx_rate *rate = &fx->rates[fx->rate_count];
        read_currency(loader, (struct node){&key, below.path}, rate->currency, NULL);
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
        diags_add(loader->diags, DIAG_BAD_RATE, dataset_place(loader->dataset, fx->base),
            dataset_path(loader->dataset, fx->base),
            arena_printf(
                loader->arena, "rates turn into the dataset's currency, %s", loader->dataset->currency),
            "the base %s in %s is not the dataset's currency", fx->base, node.path);
}

static const struct rule fx_rules[] = {
    {"base", read_currency, offsetof(struct fx, base), false, NULL},
    {"date", read_date, offsetof(struct fx, date), false, NULL},
    {"rates", read_rates, 0, false, NULL},
    {"source", read_fx_source, offsetof(struct fx, source), false, NULL},
    {"note", read_text, offsetof(struct fx, note), false, NULL},
};
static const struct shape fx_shape = {SHAPE(fx), .after = fx_after};

/* the dataset */

static void read_version(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)loader, (void)node, (void)field, (void)rule; /* looked at first of all, in version_known */
}

static const struct rule dataset_rules[] = {
    {"$schema", read_nothing, 0, false, NULL},
    {"dealbrief", read_version, 0, false, NULL},
    {"as_of", read_date, offsetof(struct dataset, as_of), true, NULL},
    {"title", read_name, offsetof(struct dataset, title), false, NULL},
    {"subtitle", read_name, offsetof(struct dataset, subtitle), false, NULL},
    {"publisher", read_name, offsetof(struct dataset, publisher), false, NULL},
    {"author", read_name, offsetof(struct dataset, author), false, NULL},
    {"language", read_name, offsetof(struct dataset, language), false, NULL},
    {"currency", read_nothing, 0, false, NULL},
    {"previous", read_name, offsetof(struct dataset, previous), false, NULL},
    {"conventions", read_nothing, 0, false, NULL},
    {"fx", read_nothing, 0, false, NULL},
    {"parties", read_objects, offsetof(struct dataset, parties), false, &party_shape},
    {"deals", read_objects, offsetof(struct dataset, deals), true, &deal_shape},
    {"valuations", read_objects, offsetof(struct dataset, valuations), false, &valuation_shape},
    {"metrics", read_objects, offsetof(struct dataset, metrics), false, &metric_shape},
    {"notes", read_objects, offsetof(struct dataset, notes), false, &note_shape},
    {"sources", read_objects, offsetof(struct dataset, sources), false, &source_shape},
    {"tags", read_names, offsetof(struct dataset, tags), false, NULL},
};
static const struct shape dataset_shape = {SHAPE(dataset)};

/* Nothing else is read of a file whose version is not known: all that follows might mean something else. */
static bool version_known(struct loader *loader)
{
    const struct json *version = json_find(loader->root, "dealbrief");
    if (!version) {
        diags_add(loader->diags, DIAG_MISSING_FIELD, loader->root->place, NULL, "write \"dealbrief\": \"1\"",
            "the field 'dealbrief' is missing in the dataset");
        return true;
    }
    struct node node = {version, "dealbrief"};
    if (version->kind != JSON_STRING) {
        wrong_type(loader, node, "a string");
        return true;
    }
    if (!strcmp(version->text, "1"))
        return true;
    fault_add(loader, DIAG_UNKNOWN_VERSION, node, "this program knows version \"1\"",
        arena_printf(loader->arena, "unknown format version '%s'", version->text));
    return false;
}

/* A field of the dataset that must be known before the others */
static void early_read(struct loader *loader, const char *key, field_reader *read, void *field)
{
    const struct json *json = json_find(loader->root, key);
    if (!json)
        return;
    place_table_add(loader->dataset->places, field, json->place.line, json->place.column, key);
    read(loader, (struct node){json, key}, field, NULL);
}

static void read_conventions(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    object_read(loader, node, &conventions_shape, field);
}

static void read_fx(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct fx *fx = field;
    fx->present = object_read(loader, node, &fx_shape, fx);
    loader->rates_broken = loader->rates_broken || !fx->present;
}

static void list_ids_unique(struct loader *loader, const char *noun, const char *list)
{
    struct id_index index = {.noun = noun, .list = list};
    ids_collect(loader, &index, json_find(loader->root, list));
}

static void reference_lists_collect(struct loader *loader)
{
    loader->parties = (struct id_index){.noun = "party", .list = "parties", .unknown = DIAG_UNKNOWN_PARTY};
    loader->deals = (struct id_index){.noun = "deal", .list = "deals", .unknown = DIAG_UNKNOWN_DEAL};
    loader->sources = (struct id_index){.noun = "source", .list = "sources", .unknown = DIAG_UNKNOWN_SOURCE};
    ids_collect(loader, &loader->parties, json_find(loader->root, "parties"));
    ids_collect(loader, &loader->deals, json_find(loader->root, "deals"));
    ids_collect(loader, &loader->sources, json_find(loader->root, "sources"));
}

static void dataset_read(struct loader *loader)
{
    struct dataset *dataset = loader->dataset;
    memcpy(dataset->currency, "USD", sizeof "USD");
    dataset->approx_ppm = APPROX_DEFAULT_PPM;
    reference_lists_collect(loader);
    list_ids_unique(loader, "valuation", "valuations");
    list_ids_unique(loader, "metric", "metrics");
    list_ids_unique(loader, "note", "notes");
    early_read(loader, "currency", read_currency, dataset->currency);
    loader->currency = dataset->currency;
    early_read(loader, "conventions", read_conventions, dataset);
    early_read(loader, "fx", read_fx, &dataset->fx);
    object_read(loader, (struct node){loader->root, ""}, &dataset_shape, dataset);
}

static bool size_good(const char *file, struct bytes bytes, struct diags *diags)
{
    if (bytes.length <= DATASET_BYTES_MOST)
        return true;
    diags_add(diags, DIAG_LIMIT_INPUT, (struct place){file, 0, 0}, NULL, NULL, "a dataset has at most %d MiB",
        DATASET_BYTES_MOST / 1024 / 1024);
    return false;
}

const struct dataset *dataset_load(
    struct arena *arena, const char *file, struct bytes bytes, struct diags *diags)
{
    size_t errors_before = diags_count(diags, DIAG_SEVERITY_ERROR);
    const struct json *root = size_good(file, bytes, diags) ? json_parse(arena, file, bytes, diags) : NULL;
    if (!root)
        return NULL;
    struct dataset *dataset = arena_new(arena, struct dataset);
    dataset->file = file;
    dataset->places = place_table_create(arena, file);
    struct loader loader = {.arena = arena,
        .diags = diags,
        .dataset = dataset,
        .root = root,
        .suggestions_left = SUGGESTION_WORK};
    if (root->kind != JSON_OBJECT) {
        diags_add(diags, DIAG_WRONG_TYPE, root->place, NULL, NULL, "a dataset is an object, not %s",
            json_kind_name(root->kind));
        return NULL;
    }
    if (!version_known(&loader))
        return NULL;
    dataset_read(&loader);
    if (!loader.hopeless)
        dataset_check_consistent(arena, dataset, diags);
    if (diags_count(diags, DIAG_SEVERITY_ERROR) > errors_before)
        return NULL;
    dataset_check_sense(arena, dataset, loader.sources.cited, diags);
    return dataset;
}
