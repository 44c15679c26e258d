/* SPDX-License-Identifier: MIT */
#include "field_paths.h"
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
    {"id", read_id, offsetof(struct leg, id), false, NULL, FORM_ID,
        "A name for this flow within its deal, such as \"upfront\"."},
    {"from", read_side, offsetof(struct leg, from), false, NULL, FORM_REFERENCES,
        "Who pays in this flow; the payer of the deal when left out."},
    {"to", read_side, offsetof(struct leg, to), false, NULL, FORM_REFERENCES,
        "Who is paid in this flow; the payee of the deal when left out."},
    {"amount", read_amount, offsetof(struct leg, amount), false, NULL, FORM_AMOUNT,
        "The money of this flow; it is never taken over from the deal."},
    {"for", read_name, offsetof(struct leg, purpose), false, NULL, FORM_NAME,
        "What this flow pays for; as in the deal when left out."},
    {"what", read_word, offsetof(struct leg, what), false, &what_vocabulary, FORM_WORD,
        "What is handed over; as in the deal when left out."},
    {"type", read_word, offsetof(struct leg, type), false, &deal_type_vocabulary, FORM_WORD,
        "The kind of transaction, where it is not that of the deal."},
    {"split", read_split, offsetof(struct leg, split), false, NULL, FORM_SPLIT,
        "How a joint side shares this flow; as in the deal when left out."},
    {"quantity", read_quantity, offsetof(struct leg, quantity), false, &quantity_shape, FORM_OBJECT,
        "How much is bought with it; as in the deal when left out."},
    {"term", read_term, offsetof(struct leg, term), false, &term_shape, FORM_OBJECT,
        "For how long this flow runs; as in the deal when left out."},
    {"status", read_word, offsetof(struct leg, status), false, &deal_status_vocabulary, FORM_WORD,
        "How far this flow is, where it is not as far as the deal."},
    {"rate", read_rate, offsetof(struct leg, rate), false, &rate_shape, FORM_OBJECT,
        "A percentage that sets the price; as in the deal when left out."},
    {"funded", read_amount, offsetof(struct leg, funded), false, NULL, FORM_AMOUNT,
        "How much of this flow has been paid so far."},
    {"note", read_text, offsetof(struct leg, note), false, NULL, FORM_TEXT,
        "What a reader should know about this flow."},
};
static const char *const leg_inherited[] = {
    "from", "to", "for", "what", "type", "split", "quantity", "term", "status", "rate", NULL};
static const struct shape leg_shape = {
    SHAPE(leg), .noun = "flow", .wants_entry = true, .inherited = leg_inherited};

static const struct rule deal_dates_rules[] = {
    {"reported", read_date, offsetof(struct deal, dates.reported), false, NULL, FORM_DATE,
        "When a source first wrote of it."},
    {"announced", read_date, offsetof(struct deal, dates.announced), false, NULL, FORM_DATE,
        "When the parties announced it."},
    {"signed", read_date, offsetof(struct deal, dates.signed_on), false, NULL, FORM_DATE,
        "When it was signed."},
    {"closed", read_date, offsetof(struct deal, dates.closed), false, NULL, FORM_DATE, "When it closed."},
    {"cancelled", read_date, offsetof(struct deal, dates.cancelled), false, NULL, FORM_DATE,
        "When it was called off."},
    {"expected", read_date, offsetof(struct deal, dates.expected), false, NULL, FORM_DATE,
        "When it is expected to be signed or to close."},
};
static const struct shape deal_dates_shape = {
    .noun = "dates", .rules = deal_dates_rules, .rule_count = COUNT(deal_dates_rules), .unplaced = true};

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
    read_currency(loader, (struct node){currency}, code, NULL);
    if (*code)
        loader->currency = code;
}

/* Shares are handed down to legs of which one side alone has several members, the named ones among them:
 * elsewhere they would name strangers. */
static bool split_fits(const struct leg *leg, const struct deal *deal)
{
    if (deal->split.kind != SPLIT_SHARES)
        return true;
    bool many_from = leg->from.parties.count > 1, many_to = leg->to.parties.count > 1;
    const struct indices *members = many_from ? &leg->from.parties : &leg->to.parties;
    for (size_t i = 0; i < deal->split.parties.count; i++)
        if (!indices_hold(members, deal->split.parties.at[i]))
            return false;
    return many_from != many_to;
}

/* What a flow omits it takes from its deal: everything but the amount, what was funded, and the note. Keys
 * stand in leg_inherited, too, for the places. */
#define INHERIT(key, member)                                                                                 \
    if (!json_find(json, key))                                                                               \
        leg->member = deal->member;

static void leg_inherit(const struct json *json, struct leg *leg, const struct deal *deal)
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
    if (!json_find(json, "split") && split_fits(leg, deal))
        leg->split = deal->split;
}

static void sides_missing(
    struct loader *loader, struct node node, const struct side *from, const struct side *to, const char *tail)
{
    if ((from->present && to->present) || !fault_counts(loader, DIAG_NO_PARTIES))
        return;
    const char *missing = from->present ? "field 'to' is"
                          : to->present ? "field 'from' is"
                                        : "fields 'from' and 'to' are";
    const char *path = node_path(loader, node);
    diags_add(loader->diags, DIAG_NO_PARTIES, node.json->place, path, NULL, "the %s missing in %s%s", missing,
        path, tail);
}

static void deal_after(struct loader *loader, struct node node, void *object)
{
    struct deal *deal = object;
    loader->currency = loader->dataset->currency;
    field_paths_check(loader, node, &deal_shape);
    const struct json *flows = json_find(node.json, "flows");
    if (!flows) {
        sides_missing(loader, node, &deal->from, &deal->to, ", which has no flows either");
        return;
    }
    const struct json *json = flows->kind == JSON_ARRAY ? flows->first : NULL;
    for (size_t i = 0; i < deal->leg_count; json = json->next, i++) {
        struct leg *leg = &deal->legs[i];
        leg_inherit(json, leg, deal);
        if (json->kind == JSON_OBJECT)
            sides_missing(loader, (struct node){json}, &leg->from, &leg->to, "");
    }
    struct id_index ids = {.noun = "flow", .list = "flows"};
    ids_collect(loader, &ids, flows);
}

static const struct rule deal_rules[] = {
    {"id", read_id, offsetof(struct deal, id), true, NULL, FORM_ID,
        "The name that other deals, notes and later editions use for this deal; it never changes."},
    {"title", read_name, offsetof(struct deal, title), false, NULL, FORM_NAME,
        "A headline of a few words; leave it out and one is made from the parties."},
    {"type", read_word, offsetof(struct deal, type), true, &deal_type_vocabulary, FORM_WORD,
        "The kind of transaction; it decides which total the money counts in."},
    {"from", read_side, offsetof(struct deal, from), false, NULL, FORM_REFERENCES,
        "Who pays: the direction is that of money."},
    {"to", read_side, offsetof(struct deal, to), false, NULL, FORM_REFERENCES, "Who is paid."},
    {"split", read_split, offsetof(struct deal, split), false, NULL, FORM_SPLIT,
        "How a joint side shares the amount; unknown when left out."},
    {"amount", read_amount, offsetof(struct deal, amount), false, NULL, FORM_AMOUNT,
        "How much money is involved; leave it out only when none is, and write \"undisclosed\" when nobody "
        "says how much."},
    {"currency", read_nothing, 0, false, NULL, FORM_CURRENCY,
        "The currency of amounts in this deal that name none; that of the dataset when left out."},
    {"for", read_name, offsetof(struct deal, purpose), false, NULL, FORM_NAME,
        "What the money is for, in a few words: \"server capacity\"."},
    {"what", read_word, offsetof(struct deal, what), false, &what_vocabulary, FORM_WORD,
        "What the payer hands over: money when left out."},
    {"flows", read_objects, offsetof(struct deal, legs), false, &leg_shape, FORM_OBJECTS,
        "The legs of a deal that has several; what a leg omits it takes from the deal, but for amount, "
        "funded and note."},
    {"beneficiary", read_party, offsetof(struct deal, beneficiary), false, NULL, FORM_REFERENCE,
        "Who profits in the end, where that is not the payee."},
    {"quantity", read_quantity, offsetof(struct deal, quantity), false, &quantity_shape, FORM_OBJECT,
        "How much is bought, such as 4.5 GW."},
    {"stake", read_stake, offsetof(struct deal, stake), false, &stake_shape, FORM_OBJECT,
        "The share of a company that changes hands."},
    {"rate", read_rate, offsetof(struct deal, rate), false, &rate_shape, FORM_OBJECT,
        "A percentage that sets the price, such as a share of revenue."},
    {"status", read_word, offsetof(struct deal, status), true, &deal_status_vocabulary, FORM_WORD,
        "How far the deal is: signed, active, closed and completed count as firm, unless binding says "
        "otherwise."},
    {"binding", read_tristate, offsetof(struct deal, binding), false, NULL, FORM_TRISTATE,
        "Whether it binds, against what its status suggests: true makes a planned deal firm, false a firm "
        "one planned; null is not known."},
    {"evidence", read_word, offsetof(struct deal, evidence), false, &evidence_vocabulary, FORM_WORD,
        "What the knowledge rests on: a contract can be signed and yet be known from the press alone."},
    {"date", read_date, offsetof(struct deal, dates.date), false, NULL, FORM_DATE,
        "The date of its status; signed on this day, or reported on it."},
    {"dates", read_dates, 0, false, &deal_dates_shape, FORM_OBJECT, "Several dates, where one does not do."},
    {"term", read_term, offsetof(struct deal, term), false, &term_shape, FORM_OBJECT,
        "For how long it runs."},
    {"schedule", read_objects, offsetof(struct deal, schedule), false, &schedule_shape, FORM_OBJECTS,
        "What is paid in which calendar year, where a source says so."},
    {"tranches", read_objects, offsetof(struct deal, tranches), false, &tranche_shape, FORM_OBJECTS,
        "The parts in which the amount is paid, with their conditions."},
    {"funded", read_amount, offsetof(struct deal, funded), false, NULL, FORM_AMOUNT,
        "How much of the amount has been paid so far."},
    {"terms", read_objects, offsetof(struct deal, terms), false, &deal_term_shape, FORM_OBJECTS,
        "What else was agreed: exclusivity, options, vetoes."},
    {"part_of", read_deal, offsetof(struct deal, part_of), false, NULL, FORM_REFERENCE,
        "The deal of which this one is a part: its amount is then not counted twice."},
    {"overlaps", read_deals, offsetof(struct deal, overlaps), false, NULL, FORM_REFERENCES,
        "Deals that count some of the same money; totals say so."},
    {"supersedes", read_deals, offsetof(struct deal, supersedes), false, NULL, FORM_REFERENCES,
        "Deals that this one replaces: give those the status superseded."},
    {"related", read_deals, offsetof(struct deal, related), false, NULL, FORM_REFERENCES,
        "Deals that a reader should see beside this one."},
    {"sources", read_sources, offsetof(struct deal, sources), false, NULL, FORM_REFERENCES,
        "The sources that state this deal."},
    {"claims", read_objects, offsetof(struct deal, claims), false, &claim_shape, FORM_OBJECTS,
        "What single sources say otherwise."},
    {"assumed", read_names, offsetof(struct deal, assumed), false, NULL, FORM_NAMES,
        "The fields that no source states, such as \"status\" or \"flows.upfront.amount\"; they are marked "
        "in print."},
    {"history", read_objects, offsetof(struct deal, history), false, &history_shape, FORM_OBJECTS,
        "Earlier states of the deal, the oldest first."},
    {"confidence", read_word, offsetof(struct deal, confidence), false, &confidence_vocabulary, FORM_WORD,
        "How sure the author is."},
    {"note", read_text, offsetof(struct deal, note), false, NULL, FORM_TEXT,
        "What a reader should know that no other field says."},
    {"tags", read_names, offsetof(struct deal, tags), false, NULL, FORM_NAMES, "Words to choose deals by."},
};
const struct shape deal_shape = {SHAPE(deal), .noun = "deal", .before = deal_before, .after = deal_after};
