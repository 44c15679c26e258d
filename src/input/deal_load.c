/* SPDX-License-Identifier: MIT */
#include "shapes.h"

#include <string.h>

LIST_MEMBER(deal, legs, leg_count);
LIST_MEMBER(deal, schedule, schedule_count);
LIST_MEMBER(deal, tranches, tranche_count);
LIST_MEMBER(deal, terms, term_count);
LIST_MEMBER(deal, claims, claim_count);
LIST_MEMBER(deal, history, history_count);

/* deals */

static const struct rule leg_rules[] = {
    {"id", read_id, offsetof(struct leg, id), false, NULL, FORM_ID},
    {"from", read_side, offsetof(struct leg, from), false, NULL, FORM_REFERENCES},
    {"to", read_side, offsetof(struct leg, to), false, NULL, FORM_REFERENCES},
    {"amount", read_amount, offsetof(struct leg, amount), false, NULL, FORM_AMOUNT},
    {"for", read_name, offsetof(struct leg, purpose), false, NULL, FORM_NAME},
    {"what", read_word, offsetof(struct leg, what), false, &what_vocabulary, FORM_WORD},
    {"type", read_word, offsetof(struct leg, type), false, &deal_type_vocabulary, FORM_WORD},
    {"split", read_split, offsetof(struct leg, split), false, NULL, FORM_SPLIT},
    {"quantity", read_quantity, offsetof(struct leg, quantity), false, &quantity_shape, FORM_OBJECT},
    {"term", read_term, offsetof(struct leg, term), false, &term_shape, FORM_OBJECT},
    {"status", read_word, offsetof(struct leg, status), false, &deal_status_vocabulary, FORM_WORD},
    {"rate", read_rate, offsetof(struct leg, rate), false, &rate_shape, FORM_OBJECT},
    {"funded", read_amount, offsetof(struct leg, funded), false, NULL, FORM_AMOUNT},
    {"note", read_text, offsetof(struct leg, note), false, NULL, FORM_TEXT},
};
static const struct shape leg_shape = {SHAPE(leg), .wants_entry = true};

static const struct rule deal_dates_rules[] = {
    {"reported", read_date, offsetof(struct deal, dates.reported), false, NULL, FORM_DATE},
    {"announced", read_date, offsetof(struct deal, dates.announced), false, NULL, FORM_DATE},
    {"signed", read_date, offsetof(struct deal, dates.signed_on), false, NULL, FORM_DATE},
    {"closed", read_date, offsetof(struct deal, dates.closed), false, NULL, FORM_DATE},
    {"cancelled", read_date, offsetof(struct deal, dates.cancelled), false, NULL, FORM_DATE},
    {"expected", read_date, offsetof(struct deal, dates.expected), false, NULL, FORM_DATE},
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
        place_table_add(loader->dataset->places, field, place, dataset_path(loader->dataset, from));
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
    {"id", read_id, offsetof(struct deal, id), true, NULL, FORM_ID},
    {"title", read_name, offsetof(struct deal, title), false, NULL, FORM_NAME},
    {"type", read_word, offsetof(struct deal, type), true, &deal_type_vocabulary, FORM_WORD},
    {"from", read_side, offsetof(struct deal, from), false, NULL, FORM_REFERENCES},
    {"to", read_side, offsetof(struct deal, to), false, NULL, FORM_REFERENCES},
    {"split", read_split, offsetof(struct deal, split), false, NULL, FORM_SPLIT},
    {"amount", read_amount, offsetof(struct deal, amount), false, NULL, FORM_AMOUNT},
    {"currency", read_nothing, 0, false, NULL, FORM_CURRENCY},
    {"for", read_name, offsetof(struct deal, purpose), false, NULL, FORM_NAME},
    {"what", read_word, offsetof(struct deal, what), false, &what_vocabulary, FORM_WORD},
    {"flows", read_objects, offsetof(struct deal, legs), false, &leg_shape, FORM_OBJECTS},
    {"beneficiary", read_party, offsetof(struct deal, beneficiary), false, NULL, FORM_REFERENCE},
    {"quantity", read_quantity, offsetof(struct deal, quantity), false, &quantity_shape, FORM_OBJECT},
    {"stake", read_stake, offsetof(struct deal, stake), false, &stake_shape, FORM_OBJECT},
    {"rate", read_rate, offsetof(struct deal, rate), false, &rate_shape, FORM_OBJECT},
    {"status", read_word, offsetof(struct deal, status), true, &deal_status_vocabulary, FORM_WORD},
    {"binding", read_tristate, offsetof(struct deal, binding), false, NULL, FORM_TRISTATE},
    {"evidence", read_word, offsetof(struct deal, evidence), false, &evidence_vocabulary, FORM_WORD},
    {"date", read_date, offsetof(struct deal, dates.date), false, NULL, FORM_DATE},
    {"dates", read_dates, 0, false, &deal_dates_shape, FORM_OBJECT},
    {"term", read_term, offsetof(struct deal, term), false, &term_shape, FORM_OBJECT},
    {"schedule", read_objects, offsetof(struct deal, schedule), false, &schedule_shape, FORM_OBJECTS},
    {"tranches", read_objects, offsetof(struct deal, tranches), false, &tranche_shape, FORM_OBJECTS},
    {"funded", read_amount, offsetof(struct deal, funded), false, NULL, FORM_AMOUNT},
    {"terms", read_objects, offsetof(struct deal, terms), false, &deal_term_shape, FORM_OBJECTS},
    {"part_of", read_deal, offsetof(struct deal, part_of), false, NULL, FORM_REFERENCE},
    {"overlaps", read_deals, offsetof(struct deal, overlaps), false, NULL, FORM_REFERENCES},
    {"supersedes", read_deals, offsetof(struct deal, supersedes), false, NULL, FORM_REFERENCES},
    {"related", read_deals, offsetof(struct deal, related), false, NULL, FORM_REFERENCES},
    {"sources", read_sources, offsetof(struct deal, sources), false, NULL, FORM_REFERENCES},
    {"claims", read_objects, offsetof(struct deal, claims), false, &claim_shape, FORM_OBJECTS},
    {"assumed", read_names, offsetof(struct deal, assumed), false, NULL, FORM_NAMES},
    {"history", read_objects, offsetof(struct deal, history), false, &history_shape, FORM_OBJECTS},
    {"confidence", read_word, offsetof(struct deal, confidence), false, &confidence_vocabulary, FORM_WORD},
    {"note", read_text, offsetof(struct deal, note), false, NULL, FORM_TEXT},
    {"tags", read_names, offsetof(struct deal, tags), false, NULL, FORM_NAMES},
};
const struct shape deal_shape = {SHAPE(deal), .before = deal_before, .after = deal_after};
