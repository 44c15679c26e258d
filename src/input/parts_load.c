/* SPDX-License-Identifier: MIT */
#include "field_paths.h"
#include "shapes.h"

#include "decimal.h"
#include "str.h"

#include <string.h>

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
    size_t *parties = arena_array(loader->arena, size_t, node.json->count), count = 0, comments = 0;
    int64_t *shares = arena_array(loader->arena, int64_t, node.json->count);
    for (const struct json *child = node.json->first; child; child = child->next) {
        if (str_starts(child->key, "//")) { /* x_ may well begin the id of a party */
            comments++;
            continue;
        }
        struct node below = {child};
        struct json key = json_of_key(child);
        read_party(loader, (struct node){&key}, &parties[count], NULL);
        if (child->kind != JSON_NUMBER)
            fault_wrong_type(loader, below, "a share between 0 and 1");
        else if (!decimal_read(child->text, 12, &shares[count]) || shares[count] < 0 ||
                 shares[count] > SHARE_ONE)
            fault_add(loader, DIAG_BAD_SPLIT, below, "half is 0.5", "a share is not between 0 and 1");
        else if (parties[count] != NO_INDEX)
            count++;
    }
    /* a split with faults is left as unknown: no second message on its sum */
    if (count + comments == node.json->count)
        *split = (struct split){SPLIT_SHARES, {parties, count}, shares};
}

static void bad_term(struct loader *loader, struct node node, const char *sentence, const char *hint)
{
    fault_add(loader, DIAG_BAD_TERM, node, hint, sentence);
}

/* One number of years in millionths; 0 when it is no number, not between 0 and 100, or too small to count */
static int32_t years_read(const char *digits)
{
    int64_t years;
    if (!decimal_read(digits, 6, &years) || years <= 0 || years > FIXED_YEARS * YEARS_ONE)
        return 0;
    return (int32_t)years;
}

/* "7", "5-7", "5–7": ends split at the dash */
static bool years_words_read(struct arena *arena, const char *words, int32_t *low, int32_t *high)
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
    int32_t low, high;
    int64_t rounded;
    if (node.json->kind != JSON_NUMBER && node.json->kind != JSON_STRING) {
        fault_wrong_type(loader, node, "a number of years");
    } else if (years_words_read(loader->arena, node.json->text, &low, &high)) {
        term->years_low = low;
        term->years_high = high;
        term->years_words = node.json->text;
    } else if (node.json->kind == JSON_NUMBER && years_read(node.json->text)) {
        term->years_low = term->years_high = years_read(node.json->text); /* 7e0 */
        term->years_words = node.json->text;
    } else if (node.json->kind == JSON_NUMBER && decimal_read(node.json->text, 6, &rounded) && !rounded &&
               !decimal_is_zero(node.json->text)) {
        bad_term(loader, node,
            arena_printf(loader->arena, "%.24s years are less than a millionth of one", node.json->text),
            NULL);
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
    else if (term->end.first > term->start.last + FIXED_YEARS * 366)
        bad_term(loader, node, "more than 100 years lie between start and end", NULL);
}

static const struct rule term_rules[] = {
    {"years", read_years, 0, false, NULL, FORM_YEARS,
        "For how many years it runs; leave it out when only its start or end is known."},
    {"start", read_date, offsetof(struct term, start), false, NULL, FORM_DATE,
        "When it begins; with start or end a schedule by year can be computed."},
    {"end", read_date, offsetof(struct term, end), false, NULL, FORM_DATE, "When it ends."},
};
const struct shape term_shape = {SHAPE(term), .noun = "term", .after = term_after};

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
    {"percent", read_rate_percent, 0, false, NULL, FORM_PERCENT,
        "The share in percent: 2.5 is two and a half percent."},
    {"of", read_name, offsetof(struct rate, of), false, NULL, FORM_NAME,
        "What it is a share of, such as \"revenue\"."},
    {"text", read_name, offsetof(struct rate, text), false, NULL, FORM_NAME,
        "What is printed for it, such as \"20 % of revenue until 2030\"."},
};
const struct shape rate_shape = {SHAPE(rate), .noun = "rate"};

void read_rate(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct rate *rate = field;
    rate->present = object_read(loader, node, &rate_shape, rate);
}

static const struct rule quantity_rules[] = {
    {"value", read_number_or_name, offsetof(struct quantity, value), true, NULL, FORM_NUMBER_OR_NAME,
        "How much of it: 4.5 or \"about 3\"."},
    {"unit", read_name, offsetof(struct quantity, unit), true, NULL, FORM_NAME,
        "In what it is counted, such as \"GW\" or \"accelerators\"."},
};
const struct shape quantity_shape = {SHAPE(quantity), .noun = "quantity"};

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
    {"percent", read_stake_percent, 0, false, NULL, FORM_PERCENT,
        "The share of the company in percent: 27 is twenty-seven percent."},
    {"basis", read_name, offsetof(struct stake, basis), false, NULL, FORM_NAME,
        "How the share is counted, such as \"as converted\" or \"fully diluted\"."},
    {"date", read_date, offsetof(struct stake, date), false, NULL, FORM_DATE,
        "The day for which the share is stated."},
};
const struct shape stake_shape = {SHAPE(stake), .noun = "stake"};

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
    {"year", read_year, offsetof(struct schedule_entry, year), true, NULL, FORM_YEAR,
        "The calendar year of the payment; each year stands once."},
    {"amount", read_amount, offsetof(struct schedule_entry, amount), true, NULL, FORM_AMOUNT,
        "What is paid in that year; all years together stay within the amount of the deal."},
    {"note", read_text, offsetof(struct schedule_entry, note), false, NULL, FORM_TEXT,
        "Where the figure comes from, or what to keep in mind."},
};
const struct shape schedule_shape = {SHAPE(schedule_entry), .noun = "payment"};

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
    {"kind", read_name, offsetof(struct tranche, kind), false, NULL, FORM_NAME,
        "What the tranche is called, such as \"first closing\"."},
    {"amount", read_amount, offsetof(struct tranche, amount), true, NULL, FORM_AMOUNT,
        "The money of this tranche; all tranches together itemise the amount of the deal."},
    {"when", read_name, offsetof(struct tranche, when), false, NULL, FORM_NAME,
        "When it is due, in words: \"on the first gigawatt\"."},
    {"status", read_word, offsetof(struct tranche, status), false, &deal_status_vocabulary, FORM_WORD,
        "How far this tranche is, where it is not as far as the deal."},
    {"condition", read_text, offsetof(struct tranche, condition), false, NULL, FORM_TEXT,
        "What must happen first; leave it out when the tranche is unconditional."},
    {"met", read_met, 0, false, NULL, FORM_MET,
        "Whether, or on what day, the condition was met: only then does the tranche count as certain."},
    {"note", read_text, offsetof(struct tranche, note), false, NULL, FORM_TEXT,
        "What a reader should know about it."},
    {"assumed", read_names, offsetof(struct tranche, assumed), false, NULL, FORM_NAMES,
        "The fields of this tranche that no source states, such as \"amount\"."},
};
static void tranche_after(struct loader *loader, struct node node, void *object)
{
    (void)object;
    field_paths_check(loader, node, &tranche_shape);
}

const struct shape tranche_shape = {SHAPE(tranche), .noun = "tranche", .after = tranche_after};

static const struct rule deal_term_rules[] = {
    {"kind", read_name, offsetof(struct deal_term, kind), true, NULL, FORM_NAME,
        "What sort of term it is, such as \"exclusivity\", \"option\" or \"veto\"."},
    {"text", read_text, offsetof(struct deal_term, text), true, NULL, FORM_TEXT, "The term in a sentence."},
    {"holder", read_party, offsetof(struct deal_term, holder), false, NULL, FORM_REFERENCE,
        "The party whom the term favours."},
    {"grantor", read_party, offsetof(struct deal_term, grantor), false, NULL, FORM_REFERENCE,
        "The party that grants it."},
    {"bound", read_party, offsetof(struct deal_term, bound), false, NULL, FORM_REFERENCE,
        "The party that is bound by it."},
    {"scope", read_name, offsetof(struct deal_term, scope), false, NULL, FORM_NAME,
        "What it covers, such as \"API products\"."},
    {"until", read_name, offsetof(struct deal_term, until), false, NULL, FORM_NAME,
        "How long it holds: \"2032\" or \"until a panel has decided\"."},
    {"status", read_name, offsetof(struct deal_term, status), false, NULL, FORM_NAME,
        "Whether it is in force, in words: \"sought\", \"in force\", \"expired\"."},
};
const struct shape deal_term_shape = {SHAPE(deal_term), .noun = "clause"};

static const struct rule history_entry_rules[] = {
    {"date", read_date, offsetof(struct history_entry, date), true, NULL, FORM_DATE,
        "When this was the state of things."},
    {"status", read_word, offsetof(struct history_entry, status), false, &deal_status_vocabulary, FORM_WORD,
        "The status at that time."},
    {"amount", read_amount, offsetof(struct history_entry, amount), false, NULL, FORM_AMOUNT,
        "The amount that was named at that time."},
    {"note", read_text, offsetof(struct history_entry, note), false, NULL, FORM_TEXT, "What happened."},
    {"source", read_source, offsetof(struct history_entry, source), false, NULL, FORM_REFERENCE,
        "The source for it."},
};
const struct shape history_shape = {SHAPE(history_entry), .noun = "state"};

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
        struct node below = {value};
        read_amount(loader, below, &claim->amount, NULL);
        claim->has_amount = true;
    } else {
        claim->amount = (struct amount){0}; /* words that are no amount: kept as words */
    }
}

static const struct rule claim_rules[] = {
    {"field", read_name, offsetof(struct claim, field), true, NULL, FORM_NAME,
        "The field that the source says something else about, such as \"amount\" or \"term.years\"."},
    {"value", read_number_or_name, offsetof(struct claim, value), true, NULL, FORM_NUMBER_OR_NAME,
        "What this source says instead."},
    {"source", read_source, offsetof(struct claim, source), true, NULL, FORM_REFERENCE,
        "The source that says so."},
    {"text", read_text, offsetof(struct claim, text), false, NULL, FORM_TEXT, "The words of the source."},
    {"judgement", read_text, offsetof(struct claim, judgement), false, NULL, FORM_TEXT,
        "What to think of it, such as \"rounded\"; with a judgement the program no longer warns that claims "
        "disagree."},
};
const struct shape claim_shape = {SHAPE(claim), .noun = "claim", .after = claim_after};
