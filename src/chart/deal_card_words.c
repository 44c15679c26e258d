/* SPDX-License-Identifier: MIT */
/*
 * deal card, the words: a deal → its lines. Only what the dataset states; what is assumed carries a dagger.
 */
#include "deal_card.h"
#include "list.h"
#include "say.h"
#include "sums.h"

#include <string.h>

struct writer {
    struct arena *arena;
    const struct facts *facts;
    const struct dataset *dataset;
    const struct deal *deal;
    size_t index;
    LIST(struct card_line) lines;
};

static void line_add(struct writer *writer, const char *label, const char *text)
{
    if (text && *text)
        *list_push(writer->arena, &writer->lines) =
            (struct card_line){*label ? said(writer->arena, label) : "", text};
}

static const char *dagger(const struct writer *writer, const char *field)
{
    return deal_is_assumed(writer->deal, NO_INDEX, field) ? "†" : "";
}

enum bucket card_bucket(const struct facts *facts, size_t deal)
{
    const struct deal *at = &facts->dataset->deals[deal];
    return status_bucket(at->status, at->binding);
}

static bool has_flows(const struct facts *facts, size_t deal, size_t *first, size_t *count)
{
    *first = facts_first_flow(facts, deal);
    *count = 0;
    while (*first + *count < facts->flow_count && facts->flows[*first + *count].deal == deal)
        ++*count;
    return *count > 0;
}

/* What several flows make certain together: as much of the whole is. */
static money certain_of(const struct facts *facts, size_t first, size_t count)
{
    money sum = 0;
    for (size_t i = first; i < first + count; i++)
        if (facts->flows[i].is_money)
            sum = money_add(sum, facts->flows[i].amount.low);
    return sum;
}

struct amount card_amount(const struct facts *facts, size_t deal)
{
    size_t first, count;
    struct amount amount = facts->dataset->deals[deal].amount;
    if (!has_flows(facts, deal, &first, &count))
        return amount;
    if (count == 1)
        return facts->flows[first].amount;
    money certain = certain_of(facts, first, count);
    if (amount_is_sized(&amount) && certain > amount.low && certain <= amount.high)
        amount.low = certain;
    return amount;
}

const char *card_per_year(struct arena *arena, const struct facts *facts, size_t deal)
{
    const struct deal *at = &facts->dataset->deals[deal];
    struct annual annual;
    struct str out = str_init(arena);
    size_t first, count;
    if (has_flows(facts, deal, &first, &count) && count == 1 && facts_annual_whole(facts, first, &annual)) {
        struct amount year = {.kind = annual.low == annual.high ? AMOUNT_EXACT : AMOUNT_RANGE,
            .has_headline = annual.has_headline,
            .low = annual.low,
            .high = annual.high,
            .headline = annual.headline,
            .digits = annual.digits};
        memcpy(year.currency, facts->dataset->currency, sizeof year.currency);
        if (facts->flows[first].amount.kind == AMOUNT_AT_MOST ||
            facts->flows[first].amount.kind == AMOUNT_APPROX ||
            facts->flows[first].amount.kind == AMOUNT_AT_LEAST ||
            facts->flows[first].amount.kind == AMOUNT_NEARLY)
            year.kind = facts->flows[first].amount.kind;
        struct str words = str_init(arena);
        word_quotient(&words, &year, NUMBER_SHORT);
        say_to(&out, "%s a year", str_text(&words));
    }
    if (at->term.present) {
        str_append(&out, out.length ? ", " : "");
        word_term(&out, &at->term);
        str_append(&out, deal_is_assumed(at, NO_INDEX, "term") ? "†" : "");
    }
    return str_text(&out);
}

const char *card_stage(struct arena *arena, const struct facts *facts, size_t deal)
{
    const struct deal *at = &facts->dataset->deals[deal];
    struct str out = str_init(arena);
    struct date date = deal_date(at);
    str_append(&out, word_capital(arena, word_status(arena, at->status)));
    str_append(&out, deal_is_assumed(at, NO_INDEX, "status") ? "†" : "");
    if (at->binding != TRI_UNKNOWN)
        str_append(&out, at->binding == TRI_TRUE ? said(arena, ", binding") : said(arena, ", not binding"));
    if (date.precision != DATE_NONE) {
        str_append(&out, " · ");
        word_date(&out, date);
        str_append(&out, deal_is_assumed(at, NO_INDEX, "dates") ? "†" : "");
    }
    return str_text(&out);
}

const char *card_title(struct arena *arena, const struct facts *facts, size_t deal)
{
    const struct deal *at = &facts->dataset->deals[deal];
    struct amount amount = card_amount(facts, deal);
    struct str out = str_init(arena);
    str_append(&out, word_deal_title(arena, facts->dataset, at));
    str_append(&out, ": ");
    if (amount.kind != AMOUNT_ABSENT) {
        struct str words = str_init(arena);
        word_amount(&words, &amount, NUMBER_SHORT);
        str_printf(&out, "%s, ",
            amount.kind == AMOUNT_UNDISCLOSED ? say(arena, "%s amount", str_text(&words)) : str_text(&words));
    }
    str_append(&out, word_status(arena, at->status));
    return str_text(&out);
}

/* ---- lines ---- */

static const char *publishers(const struct writer *writer)
{
    struct str out = str_init(writer->arena);
    const struct indices *sources = &writer->deal->sources;
    const char *last = NULL;
    for (size_t i = 0; i < sources->count; i++) {
        const char *name = writer->dataset->sources[sources->at[i]].publisher;
        if (last && strstr(str_text(&out), name))
            continue;
        str_printf(&out, "%s%s", last ? ", " : "", name);
        last = name;
    }
    return str_text(&out);
}

static void evidence_add(struct writer *writer)
{
    const char *kind = word_evidence(writer->arena, writer->deal->evidence), *names = publishers(writer);
    kind = word_capital(writer->arena, kind);
    line_add(writer, WORDS("Evidence"),
        *kind && *names ? arena_printf(writer->arena, "%s%s: %s", kind, dagger(writer, "evidence"), names)
        : *kind         ? kind
                        : names);
}

/* "SoftBank pays OpenAI up to $30B for OpenAI equity; $7.5B of it paid†" */
static void leg_add(struct writer *writer, size_t leg, size_t flow)
{
    const struct leg *at = &writer->deal->legs[leg];
    struct str out = str_init(writer->arena);
    str_append(&out, chart_flow_parties(writer->arena, writer->facts, flow));
    str_append(&out, ": ");
    word_amount(&out, &at->amount, NUMBER_SHORT);
    if (at->amount.kind == AMOUNT_ABSENT)
        str_append(&out, said(writer->arena, "no money"));
    if (at->purpose && amount_is_sized(&at->amount))
        say_to(&out, " for %s", at->purpose);
    else if (at->purpose)
        say_to(&out, ", for %s", at->purpose);
    if (at->status != writer->deal->status)
        str_printf(&out, ", %s", word_status(out.arena, at->status));
    if (amount_is_sized(&at->funded)) {
        struct str funded = str_init(writer->arena);
        word_amount(&funded, &at->funded, NUMBER_SHORT);
        say_to(&out, "; %s of it paid", str_text(&funded));
        str_append(&out, deal_is_assumed(writer->deal, leg, "funded") ? "†" : "");
    }
    line_add(writer, leg == 0 ? WORDS("Made of") : "", str_text(&out));
}

static void legs_add(struct writer *writer)
{
    size_t last = NO_INDEX;
    for (size_t i = 0; i < writer->facts->flow_count; i++) {
        const struct flow *flow = &writer->facts->flows[i];
        if (flow->deal != writer->index || flow->leg == NO_INDEX || flow->leg == last)
            continue;
        leg_add(writer, flow->leg, i);
        last = flow->leg;
    }
}

static bool is_met(const struct tranche *tranche)
{
    return tranche->met == TRI_TRUE || tranche->status == STATUS_CLOSED ||
           tranche->status == STATUS_COMPLETED;
}

/* "milestones: milestones": the condition says no more than the kind does. */
static bool says_kind(const struct tranche *tranche)
{
    return tranche->kind && tranche->condition && !strcmp(tranche->kind, tranche->condition);
}

static bool is_dead(const struct tranche *tranche)
{
    return tranche->status != STATUS_NONE && status_bucket(tranche->status, TRI_UNKNOWN) == BUCKET_DEAD;
}

/* "2026-H2" is a date of the format, "at closing" is not. */
static const char *when_words(struct arena *arena, const char *when)
{
    struct date date;
    const char *sentence, *hint;
    struct str out = str_init(arena);
    if (!date_parse(arena, when, &date, &sentence, &hint))
        return when;
    word_date(&out, date);
    return str_text(&out);
}

static void tranches_add(struct writer *writer)
{
    for (size_t i = 0; i < writer->deal->tranche_count; i++) {
        const struct tranche *tranche = &writer->deal->tranches[i];
        struct str out = str_init(writer->arena);
        if (tranche->kind)
            str_printf(&out, "%s: ", said_in(writer->arena, "tranche", tranche->kind));
        word_amount(&out, &tranche->amount, NUMBER_SHORT);
        str_append(&out, strings_hold(&tranche->assumed, "amount") ? "†" : "");
        if (tranche->when)
            str_printf(&out, ", %s", when_words(writer->arena, tranche->when));
        if (tranche->status != STATUS_NONE)
            str_printf(&out, ", %s", word_status(out.arena, tranche->status));
        if (tranche->condition && !says_kind(tranche))
            str_printf(&out, "; %s: %s",
                is_met(tranche) ? said(writer->arena, "condition met") : said(writer->arena, "condition"),
                tranche->condition);
        if (tranche->note)
            str_printf(&out, " (%s)", tranche->note);
        line_add(writer, i == 0 ? WORDS("Instalments") : "", word_capital(writer->arena, str_text(&out)));
    }
}

static void terms_add(struct writer *writer)
{
    const struct dataset *dataset = writer->dataset;
    for (size_t i = 0; i < writer->deal->term_count; i++) {
        const struct deal_term *term = &writer->deal->terms[i];
        struct str out = str_init(writer->arena);
        str_printf(&out, "%s: %s", word_capital(writer->arena, said_in(writer->arena, "term", term->kind)),
            term->text);
        const char *aside[3];
        size_t count = 0;
        if (term->holder != NO_INDEX)
            aside[count++] = say(writer->arena, "held by %s", party_short(&dataset->parties[term->holder]));
        if (term->until)
            aside[count++] = say(writer->arena, "until %s", term->until);
        if (term->status)
            aside[count++] = said_in(writer->arena, "term status", term->status);
        for (size_t a = 0; a < count; a++)
            str_printf(&out, "%s%s%s", a == 0 ? " (" : ", ", aside[a], a + 1 == count ? ")" : "");
        line_add(writer, i == 0 ? WORDS("Terms") : "", str_text(&out));
    }
}

static void claims_add(struct writer *writer)
{
    bool first = true;
    for (size_t i = 0; i < writer->deal->claim_count; i++) {
        const struct claim *claim = &writer->deal->claims[i];
        if (!str_ends(claim->field, "amount") || !claim->value)
            continue;
        struct str out = str_init(writer->arena);
        if (claim->source != NO_INDEX)
            str_printf(&out, "%s: ", writer->dataset->sources[claim->source].publisher);
        if (claim->has_amount)
            word_amount(&out, &claim->amount, NUMBER_SHORT);
        else
            str_append(&out, claim->value);
        if (str_starts(claim->field, "flows.")) /* "flows.equity.amount": of one leg */
            say_to(&out, " for '%.*s'", (int)strcspn(claim->field + 6, "."), claim->field + 6);
        if (claim->judgement)
            str_printf(&out, " (%s)", claim->judgement);
        line_add(writer, first ? WORDS("Other figures") : "", str_text(&out));
        first = false;
    }
}

/* ---- what has to happen next ---- */

static void next_line(struct writer *writer, bool *first, const char *text)
{
    line_add(writer, *first ? WORDS("Next") : "", text);
    *first = false;
}

static void next_notes(struct writer *writer, bool *first)
{
    for (size_t i = 0; i < writer->dataset->note_count; i++) {
        const struct note *note = &writer->dataset->notes[i];
        bool tells = note->kind == NOTE_WATCH || note->kind == NOTE_REGULATORY;
        if (tells && indices_hold(&note->deals, writer->index))
            next_line(writer, first, note->text);
    }
}

/* Of a deal that is not firm: what its standing lacks; of any: instalments that hang on something, the date
   it is expected by, what the dataset says is to be watched. */
static void next_add(struct writer *writer)
{
    const struct deal *deal = writer->deal;
    enum bucket bucket = card_bucket(writer->facts, writer->index);
    bool first = true;
    if (bucket == BUCKET_TALK)
        next_line(writer, &first,
            said(writer->arena, "It has to be agreed and signed; nothing is known to bind anybody yet"));
    if (bucket == BUCKET_PLANNED)
        next_line(writer, &first,
            deal->binding == TRI_FALSE
                ? said(writer->arena, "It has to become binding")
                : said(writer->arena, "It has to be signed: whether it binds is not stated"));
    for (size_t i = 0; i < deal->tranche_count && bucket != BUCKET_DEAD; i++) {
        const struct tranche *tranche = &deal->tranches[i];
        bool unsized = tranche->amount.kind == AMOUNT_UNDISCLOSED;
        if (!tranche->condition || is_met(tranche) || is_dead(tranche) || (unsized && says_kind(tranche)))
            continue;
        struct str amount = str_init(writer->arena);
        word_amount(&amount, &tranche->amount, NUMBER_SHORT);
        if (unsized) {
            next_line(writer, &first, word_capital(writer->arena, tranche->condition));
            continue;
        }
        next_line(writer, &first, say(writer->arena, "For %s: %s", str_text(&amount), tranche->condition));
    }
    if (deal->dates.expected.precision != DATE_NONE && bucket != BUCKET_DEAD) {
        struct str date = str_init(writer->arena);
        word_date_when(&date, deal->dates.expected);
        next_line(writer, &first, say(writer->arena, "Expected %s", str_text(&date)));
    }
    next_notes(writer, &first);
}

static void rest_add(struct writer *writer)
{
    const struct deal *deal = writer->deal;
    if (deal->quantity.present)
        line_add(writer, WORDS("Quantity"),
            arena_printf(writer->arena, "%s%s%s", deal->quantity.value ? deal->quantity.value : "",
                deal->quantity.unit ? " " : "", deal->quantity.unit ? deal->quantity.unit : ""));
    if (deal->stake.present && deal->stake.has_percent) {
        struct str out = str_init(writer->arena);
        word_stated_share(&out, deal->stake.percent_millionths / 100);
        if (deal->stake.basis)
            str_printf(&out, ", %s", deal->stake.basis);
        line_add(writer, WORDS("Stake"), str_text(&out));
    }
    line_add(writer, WORDS("Stage"), card_stage(writer->arena, writer->facts, writer->index));
    evidence_add(writer);
    if (amount_is_sized(&deal->funded)) {
        struct str out = str_init(writer->arena);
        word_amount(&out, &deal->funded, NUMBER_SHORT);
        str_append(&out, dagger(writer, "funded"));
        line_add(writer, WORDS("Paid so far"), word_capital(writer->arena, str_text(&out)));
    }
}

struct card_lines card_lines_make(struct arena *arena, const struct facts *facts, size_t deal)
{
    struct writer writer = {.arena = arena,
        .facts = facts,
        .dataset = facts->dataset,
        .deal = &facts->dataset->deals[deal],
        .index = deal};
    if (writer.deal->purpose)
        line_add(
            &writer, WORDS("For"), arena_printf(arena, "%s%s", writer.deal->purpose, dagger(&writer, "for")));
    rest_add(&writer);
    legs_add(&writer);
    tranches_add(&writer);
    terms_add(&writer);
    claims_add(&writer);
    line_add(&writer, WORDS("Note"), writer.deal->note);
    next_add(&writer);
    return (struct card_lines){writer.lines.at, writer.lines.count, writer.lines.capacity};
}
