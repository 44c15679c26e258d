/* SPDX-License-Identifier: MIT */
/*
 * Every kind of change has its clause here. Amounts are told as they were written; where rounding would make
 * two different ones look alike, they are written out.
 */
#include "change_phrases.h"

#include "flow.h"
#include "say.h"
#include "wording.h"

#include <string.h>

/* ---- small words ---- */

static void next(struct phrases *phrases)
{
    if (phrases->count++)
        str_append(phrases->out, "; ");
}

void phrase_quote(struct str *out, const char *text)
{
    say_to(out, "“%s”", text);
}

void phrase_date(struct str *out, const char *iso)
{
    struct date date;
    const char *sentence, *hint;
    if (date_parse(out->arena, iso, &date, &sentence, &hint))
        word_date(out, date);
    else
        str_append(out, iso);
}

static const char *name_of(const struct dataset *dataset, const char *id)
{
    size_t party = dataset_find_party(dataset, id);
    return party == NO_INDEX ? id : party_short(&dataset->parties[party]);
}

void phrase_names(struct str *out, const struct dataset *dataset, const struct strings *ids)
{
    for (size_t i = 0; i < ids->count; i++)
        str_printf(out, "%s%s",
            i == 0                ? ""
            : i + 1 == ids->count ? said(out->arena, " and ")
                                  : ", ",
            name_of(dataset, ids->at[i]));
}

static const char *deal_title(struct arena *arena, const struct dataset *dataset, const char *id)
{
    size_t deal = dataset_find_deal(dataset, id);
    return deal == NO_INDEX ? id : word_deal_title(arena, dataset, &dataset->deals[deal]);
}

/* ---- amounts ---- */

void phrase_amount(struct str *out, const struct amount *amount)
{
    if (amount->kind == AMOUNT_UNDISCLOSED && !amount->words)
        str_append(out, said(out->arena, "an undisclosed amount"));
    else
        word_amount(out, amount, NUMBER_SHORT);
}

static const char *amount_text(struct arena *arena, const struct amount *amount)
{
    struct str out = str_init(arena);
    phrase_amount(&out, amount);
    return str_text(&out);
}

static const char *whole_money(struct arena *arena, money value)
{
    if (value == MONEY_OPEN)
        return said(arena, "open");
    struct str out = str_init(arena);
    word_number(&out, value / 100);
    if (value % 100)
        str_printf(&out, "%s%02d", manner_in(arena)->point, (int)(value % 100));
    return str_text(&out);
}

/* To the hundredth, ends and all: "USD 38,010,000,000 (34,209,000,000 to 41,811,000,000)" */
static const char *amount_in_full(struct arena *arena, const struct amount *amount)
{
    const char *low = whole_money(arena, amount->low), *high = whole_money(arena, amount->high);
    if (amount->low == amount->high)
        return arena_printf(arena, "%s\u00A0%s", amount->currency, low);
    if (!amount->has_headline)
        return say(arena, "%s\u00A0%s to %s", amount->currency, low, high);
    return say(
        arena, "%s\u00A0%s (%s to %s)", amount->currency, whole_money(arena, amount->headline), low, high);
}

/* sentence: of what it was and what it is */
static void became(struct str *out, const struct amount *was, const struct amount *is, const char *sentence)
{
    const char *then = amount_text(out->arena, was), *now = amount_text(out->arena, is);
    if (!strcmp(then, now) && amount_is_sized(was) && amount_is_sized(is)) {
        then = amount_in_full(out->arena, was);
        now = amount_in_full(out->arena, is);
    }
    str_printf(out, said(out->arena, sentence), then, now);
}

const char *phrase_end_moved(const struct arena *arena, bool low, bool rose)
{
    if (low)
        return rose ? said(arena, "raised at its low end") : said(arena, "lowered at its low end");
    return rose ? said(arena, "raised at its high end") : said(arena, "lowered at its high end");
}

/* One end moved: which, and which way, as the bridge adds it up end by end */
static void bounds_moved(struct str *out, const struct amount *was, const struct amount *is, unsigned traits)
{
    bool low = was->low != is->low, high = was->high != is->high;
    if (low == high) {
        became(out, was, is,
            traits & TRAIT_NARROWED ? WORDS("%s was narrowed to %s") : WORDS("%s was widened to %s"));
        return;
    }
    became(out, was, is, WORDS("%s became %s"));
    bool rose = low ? is->low > was->low : is->high > was->high;
    str_printf(out, " (%s)", phrase_end_moved(out->arena, low, rose));
}

void phrase_amount_change(struct str *out, const struct change *change, const char *noun)
{
    const struct amount *was = &change->was.amount, *is = &change->is.amount;
    unsigned traits = change->traits;
    struct arena *arena = out->arena;
    if (traits & TRAIT_DISCLOSED)
        str_printf(out,
            is->kind == AMOUNT_VAGUE ? said(arena, "%s, which was undisclosed, is put at %s")
                                     : said(arena, "%s was disclosed: %s"),
            noun, amount_text(arena, is));
    else if (traits & TRAIT_HIDDEN)
        say_to(out, "%s, which was %s, is no longer disclosed", noun, amount_text(arena, was));
    else if (traits & TRAIT_ADDED)
        say_to(out, "%s is now stated: %s", noun, amount_text(arena, is));
    else if (traits & TRAIT_DROPPED)
        say_to(out, "%s, which was %s, is no longer stated", noun, amount_text(arena, was));
    else if (traits & TRAIT_NAMED)
        became(out, was, is, WORDS("%s was put at %s"));
    else if (traits & TRAIT_VAGUE)
        became(out, was, is, WORDS("%s became vague: %s"));
    else if (traits & (TRAIT_RAISED | TRAIT_LOWERED | TRAIT_CURRENCY))
        became(out, was, is, WORDS("%s became %s"));
    else
        bounds_moved(out, was, is, traits);
}

/* ---- what a deal is ---- */

static void relation_phrase(struct str *out, const struct dataset *dataset, const struct deal *deal)
{
    word_parties(out, dataset, &deal->from.parties, false);
    if (deal->to.parties.count) {
        str_append(out, deal->from.parties.count ? said(out->arena, " and ") : "");
        word_parties(out, dataset, &deal->to.parties, false);
    }
    say_to(out, "; %s, %s; no money is said to move", word_type(out->arena, deal->type),
        word_status(out->arena, deal->status));
}

static bool deal_moves_money(const struct facts *facts, size_t deal, size_t *first, size_t *end)
{
    bool money_moves = false;
    *first = *end = facts_first_flow(facts, deal);
    for (; *end < facts->flow_count && facts->flows[*end].deal == deal; ++*end)
        money_moves = money_moves || facts->flows[*end].is_money;
    return money_moves;
}

void phrase_deal(struct str *out, const struct facts *facts, size_t deal)
{
    enum { FLOWS_TOLD = 4 };
    const struct dataset *dataset = facts->dataset;
    const struct deal *at = &dataset->deals[deal];
    size_t first, end, told = 0;
    if (!deal_moves_money(facts, deal, &first, &end)) {
        relation_phrase(out, dataset, at);
        return;
    }
    for (size_t i = first; i < end && told < FLOWS_TOLD; i++) {
        if (!facts->flows[i].is_money)
            continue;
        str_append(out, told++ ? "; " : "");
        flow_tell(out, facts, i);
    }
    if (end - first > FLOWS_TOLD)
        say_to(out, "; and %zu more", end - first - FLOWS_TOLD);
    if (at->purpose && end == first + 1)
        say_to(out, ", for %s", at->purpose);
}

/* ---- status and standing ---- */

void phrase_status(struct str *out, enum status then, enum status now, enum change_move move)
{
    const char *was = word_status(out->arena, then), *is = word_status(out->arena, now);
    switch (move) {
    case MOVE_UP:
        say_to(out, "moved from %s to %s", was, is);
        break;
    case MOVE_DOWN:
        say_to(out, "fell back from %s to %s", was, is);
        break;
    case MOVE_DIED:
        if (now == STATUS_LAPSED)
            say_to(out, "%s, having been %s", is, was);
        else
            say_to(out, "was %s, having been %s", is, was);
        break;
    case MOVE_REVIVED:
        say_to(out, "is live again: from %s to %s", was, is);
        break;
    default:
        say_to(out, "is now %s, was %s", is, was);
    }
}

static void status_phrase(struct phrases *phrases, const struct change *change)
{
    phrase_status(phrases->out, (enum status)status_find(change->was.word),
        (enum status)status_find(change->is.word), change->move);
}

static void binding_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    if (!change->is.word)
        str_append(out, said(out->arena, "it is no longer said whether it binds"));
    else
        str_append(out, strcmp(change->is.word, "true") ? said(out->arena, "is now said not to be binding")
                                                        : said(out->arena, "is now said to be binding"));
    if (change->bucket_was != change->bucket_is)
        say_to(out, ", and counts as %s, no longer as %s",
            word_bucket_short(phrases->out->arena, change->bucket_is),
            word_bucket_short(phrases->out->arena, change->bucket_was));
}

static void type_phrase(struct phrases *phrases, const struct change *change)
{
    const char *was = word_type(phrases->out->arena, (enum deal_type)type_find(change->was.word)),
               *is = word_type(phrases->out->arena, (enum deal_type)type_find(change->is.word));
    if (change->class_was == change->class_is)
        say_to(phrases->out, "is now called %s, was %s", is, was);
    else
        say_to(phrases->out, "counts as %s (%s), no longer as %s (%s)", is,
            word_class_plain(phrases->out->arena, change->class_is), was,
            word_class_plain(phrases->out->arena, change->class_was));
}

/* ---- parties ---- */

static const char *names_text(struct arena *arena, const struct dataset *dataset, const struct strings *ids)
{
    struct str out = str_init(arena);
    phrase_names(&out, dataset, ids);
    return str_text(&out);
}

void phrase_side(struct str *out, bool payer, const struct dataset *is_set, const struct strings *is,
    const struct dataset *was_set, const struct strings *was)
{
    struct arena *arena = out->arena;
    const char *now = is ? names_text(arena, is_set, is) : said(arena, "nobody named");
    if (!was)
        str_printf(out, payer ? said(arena, "paid by %s") : said(arena, "paid to %s"), now);
    else
        str_printf(out,
            payer ? said(arena, "paid by %s, no longer by %s") : said(arena, "paid to %s, no longer to %s"),
            now, names_text(arena, was_set, was));
}

static void side_phrase(struct phrases *phrases, const struct change *change)
{
    const struct dataset *was = phrases->changes->before->dataset, *is = phrases->changes->after->dataset;
    bool payer = change->kind == CHANGE_PAYER;
    bool named = change->is.kind == CHANGE_VALUE_IDS;
    phrase_side(phrases->out, payer, is, named ? &change->is.ids : NULL, was,
        change->was.kind == CHANGE_VALUE_IDS ? &change->was.ids : NULL);
}

/* "Chips Inc 70 %, Fund 30 %"; the deal's or the leg's. word: as the change has it, with ids in their order
 */
static const char *split_words(const struct phrases *phrases, const struct change *change, bool now)
{
    const struct dataset *dataset =
        now ? phrases->changes->after->dataset : phrases->changes->before->dataset;
    const struct deal *deal = &dataset->deals[now ? change->after : change->before];
    size_t leg = now ? change->leg_after : change->leg_before;
    const struct split *split = leg == NO_INDEX ? &deal->split : &deal->legs[leg].split;
    const char *word = now ? change->is.word : change->was.word;
    if (split->kind != SPLIT_SHARES)
        return word;
    struct str out = str_init(phrases->out->arena);
    for (size_t i = 0; i < split->parties.count; i++) {
        const char *name = name_of(dataset, dataset->parties[split->parties.at[i]].id);
        str_printf(&out, "%s%s ", i ? ", " : "", name);
        word_decimal(&out, (double)split->share_trillionths[i] * 100 / (double)SHARE_ONE, 9);
        str_append(&out, "\u00A0%");
    }
    return str_text(&out);
}

static void split_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    if (!change->is.word)
        say_to(
            out, "how it is split, which was %s, is no longer stated", split_words(phrases, change, false));
    else if (!change->was.word)
        say_to(out, "the split is now stated: %s", split_words(phrases, change, true));
    else
        say_to(out, "the split is now %s, was %s", split_words(phrases, change, true),
            split_words(phrases, change, false));
}

/* "five to seven years from 2026"; the deal's or the leg's */
static const char *term_words(const struct phrases *phrases, const struct change *change, bool now)
{
    const struct dataset *dataset =
        now ? phrases->changes->after->dataset : phrases->changes->before->dataset;
    const struct deal *deal = &dataset->deals[now ? change->after : change->before];
    size_t leg = now ? change->leg_after : change->leg_before;
    struct str out = str_init(phrases->out->arena);
    word_term(&out, leg == NO_INDEX ? &deal->term : &deal->legs[leg].term);
    return out.length ? str_text(&out) : now ? change->is.word : change->was.word;
}

static void term_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    if (!change->is.word)
        say_to(out, "the term, which was %s, is no longer stated", term_words(phrases, change, false));
    else if (!change->was.word)
        say_to(out, "the term is now stated: %s", term_words(phrases, change, true));
    else
        say_to(out, "the term is now %s, was %s", term_words(phrases, change, true),
            term_words(phrases, change, false));
}

/* ---- tranches ---- */

static const struct deal *deal_before(const struct phrases *phrases, const struct change *change)
{
    return &phrases->changes->before->dataset->deals[change->before];
}

static const struct deal *deal_after(const struct phrases *phrases, const struct change *change)
{
    return &phrases->changes->after->dataset->deals[change->after];
}

static bool is_conditional(const struct tranche *tranche)
{
    if (tranche->met == TRI_TRUE || tranche->status == STATUS_CLOSED || tranche->status == STATUS_COMPLETED)
        return false;
    return (tranche->condition || tranche->met == TRI_FALSE) &&
           (tranche->status == STATUS_NONE || status_rank(tranche->status) > 0);
}

/* ", of which $35B is conditional (“on an IPO”)" */
static void conditional_phrase(struct str *out, const struct deal *deal)
{
    const struct tranche *only = NULL;
    money sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < deal->tranche_count; i++) {
        const struct tranche *tranche = &deal->tranches[i];
        if (!is_conditional(tranche) || !amount_is_sized(&tranche->amount))
            continue;
        only = tranche;
        count++;
        sum = money_add(sum, tranche->amount.has_headline ? tranche->amount.headline : tranche->amount.high);
    }
    if (!count)
        return;
    struct str amount = str_init(out->arena);
    if (count == 1)
        word_amount(&amount, &only->amount, NUMBER_SHORT);
    else
        word_money(&amount, sum, only->amount.currency, NUMBER_SHORT, 0);
    say_to(out, ", of which %s is conditional", str_text(&amount));
    if (count == 1 && only->condition) {
        str_append(out, " (");
        phrase_quote(out, only->condition);
        str_char(out, ')');
    }
}

static const struct tranche *tranche_of(const struct phrases *phrases, const struct change *change)
{
    if (change->part_after != NO_INDEX)
        return &deal_after(phrases, change)->tranches[change->part_after];
    return &deal_before(phrases, change)->tranches[change->part_before];
}

/* Datasets name their kinds of tranches; the usual ones have a name in other languages. */
static const char *tranche_kind(const struct arena *arena, const struct tranche *tranche)
{
    return tranche->kind ? said_in(arena, "tranche", tranche->kind) : NULL;
}

/* "$35B (second closing)" */
static const char *tranche_label(struct arena *arena, const struct tranche *tranche)
{
    struct str out = str_init(arena);
    phrase_amount(&out, &tranche->amount);
    if (tranche->kind)
        str_printf(&out, " (%s)", tranche_kind(arena, tranche));
    return str_text(&out);
}

static void tranche_met_phrase(struct str *out, const struct tranche *tranche)
{
    const char *label = tranche_label(out->arena, tranche);
    bool met = tranche->met == TRI_TRUE;
    struct str when = str_init(out->arena);
    word_date_when(&when, tranche->met_on);
    if (tranche->met_on.precision == DATE_NONE)
        str_printf(out,
            met ? said(out->arena, "the condition was met for %s")
                : said(out->arena, "the tranche was closed: %s"),
            label);
    else
        str_printf(out,
            met ? said(out->arena, "the condition was met for %s %s")
                : said(out->arena, "the tranche was closed: %s %s"),
            label, str_text(&when));
}

static void tranche_phrase(struct phrases *phrases, const struct change *change)
{
    const struct tranche *tranche = tranche_of(phrases, change);
    struct str *out = phrases->out;
    const char *kind = tranche_kind(out->arena, tranche);
    switch (change->kind) {
    case CHANGE_TRANCHE_ADDED:
        say_to(out, "a tranche was added: %s", tranche_label(out->arena, tranche));
        if (tranche->condition) {
            str_append(out, said(out->arena, ", conditional: "));
            phrase_quote(out, tranche->condition);
        }
        break;
    case CHANGE_TRANCHE_REMOVED:
        say_to(out, "a tranche is gone: %s", tranche_label(out->arena, tranche));
        break;
    case CHANGE_TRANCHE_MET:
        tranche_met_phrase(out, tranche);
        break;
    case CHANGE_TRANCHE_AMOUNT:
        if (kind)
            say_to(out, "in the tranche %s ", kind);
        else
            str_append(out, said(out->arena, "in the tranche "));
        phrase_amount_change(out, change, said(out->arena, "the amount"));
        break;
    default:
        say_to(out, "of the tranche %s, the field %s changed", tranche_label(out->arena, tranche),
            change->field);
    }
}

/* ---- clauses ---- */

/* “right to match” (sought): only the text is anybody's words */
static const char *clause_quoted(const struct phrases *phrases, const struct change *change, bool now)
{
    size_t at = now ? change->part_after : change->part_before;
    const struct deal *deal = now ? deal_after(phrases, change) : deal_before(phrases, change);
    struct str out = str_init(phrases->out->arena);
    phrase_quote(&out, deal->terms[at].text);
    if (deal->terms[at].status)
        str_printf(&out, " (%s)", said_in(out.arena, "term status", deal->terms[at].status));
    return str_text(&out);
}

static void clause_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    const char *kind = said_in(out->arena, "term", change->field);
    if (change->kind == CHANGE_CLAUSE_REMOVED)
        say_to(out, "no longer among the terms (%s): %s", kind, clause_quoted(phrases, change, false));
    else if (change->kind == CHANGE_CLAUSE_ADDED)
        say_to(out, "new among the terms (%s): %s", kind, clause_quoted(phrases, change, true));
    else
        say_to(out, "a term (%s) now reads %s, was %s", kind, clause_quoted(phrases, change, true),
            clause_quoted(phrases, change, false));
}

/* ---- dates, evidence, sources ---- */

static void date_phrase(struct phrases *phrases, const struct change *change)
{
    static const struct {
        const char *field, *noun;
    } nouns[] = {{"date", WORDS("the date")}, {"reported", WORDS("the date of the report")},
        {"announced", WORDS("the date of the announcement")}, {"signed", WORDS("the date of signing")},
        {"closed", WORDS("the date of closing")}, {"cancelled", WORDS("the date of cancellation")},
        {"expected", WORDS("the date expected")}, {"period", WORDS("the period")},
        {"accessed", WORDS("the date it was read")}};
    const char *noun = nouns[0].noun;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (!strcmp(nouns[i].field, change->field))
            noun = nouns[i].noun;
    struct str *out = phrases->out;
    struct str was = str_init(out->arena), is = str_init(out->arena);
    noun = said(out->arena, noun);
    if (change->was.word)
        phrase_date(&was, change->was.word);
    if (change->is.word)
        phrase_date(&is, change->is.word);
    if (!change->is.word)
        say_to(out, "%s, which was %s, is no longer stated", noun, str_text(&was));
    else if (change->was.word)
        say_to(out, "%s is now %s, was %s", noun, str_text(&is), str_text(&was));
    else
        say_to(out, "%s is stated: %s", noun, str_text(&is));
}

static void evidence_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    const char *was = change->was.word
                          ? word_evidence(phrases->out->arena, (enum evidence)evidence_find(change->was.word))
                          : NULL,
               *is = change->is.word
                         ? word_evidence(phrases->out->arena, (enum evidence)evidence_find(change->is.word))
                         : NULL;
    if (is && was)
        say_to(out, "the evidence is now: %s, was: %s", is, was);
    else if (is)
        say_to(out, "the evidence is now: %s", is);
    else if (was)
        say_to(out, "what it is known from is no longer stated (was: %s)", was);
    else
        str_append(out, said(out->arena, "what it is known from is no longer stated"));
}

static const char *publisher(const struct dataset *dataset, const char *id)
{
    size_t source = dataset_find_source(dataset, id);
    return source == NO_INDEX ? id : dataset->sources[source].publisher;
}

/* All sources that came, or went, in one clause. */
static void sources_phrase(struct phrases *phrases, size_t first, size_t end, bool came)
{
    enum change_kind kind = came ? CHANGE_SOURCE_ADDED : CHANGE_SOURCE_REMOVED;
    const struct changes *changes = phrases->changes;
    const struct dataset *dataset = came ? changes->after->dataset : changes->before->dataset;
    size_t count = 0, told = 0;
    for (size_t i = first; i < end; i++)
        count += changes->at[i].kind == kind;
    if (!count)
        return;
    struct str names = str_init(phrases->out->arena);
    for (size_t i = first; i < end; i++) {
        const struct change *change = &changes->at[i];
        if (change->kind != kind)
            continue;
        str_append(&names, told == 0 ? "" : told + 1 == count ? said(names.arena, " and ") : ", ");
        str_append(&names, publisher(dataset, came ? change->is.word : change->was.word));
        told++;
    }
    next(phrases);
    str_printf(phrases->out,
        came ? said(names.arena, "now also rests on %s") : said(names.arena, "no longer rests on %s"),
        str_text(&names));
}

static void claim_phrase(struct phrases *phrases, const struct change *change)
{
    bool added = change->kind == CHANGE_CLAIM_ADDED;
    const char *value = added ? change->is.word : change->was.word;
    str_printf(phrases->out,
        added ? said(phrases->out->arena, "a claim was added: %s")
              : said(phrases->out->arena, "a claim was taken out: %s"),
        change->field ? said_in(phrases->out->arena, "field", change->field) : "");
    if (value) {
        str_append(phrases->out, " ");
        phrase_quote(phrases->out, value);
    }
}

/* ---- the rest ---- */

static void part_phrase(struct phrases *phrases, const struct change *change)
{
    const struct dataset *was = phrases->changes->before->dataset, *is = phrases->changes->after->dataset;
    struct str *out = phrases->out;
    const char *now = change->is.word ? deal_title(out->arena, is, change->is.word) : NULL,
               *then = change->was.word ? deal_title(out->arena, was, change->was.word) : NULL;
    if (now && then)
        say_to(out, "is now part of “%s”, no longer of “%s”", now, then);
    else if (now)
        say_to(out, "is now part of “%s”", now);
    else if (then)
        say_to(out, "is no longer part of “%s”", then);
}

static void renamed_phrase(struct phrases *phrases, const struct change *change)
{
    if (change->was.word)
        say_to(phrases->out, "was called “%s”", change->was.word);
    else
        str_append(phrases->out, said(phrases->out->arena, "now has this title"));
}

static void reparented_phrase(struct phrases *phrases, const struct change *change)
{
    const struct dataset *was = phrases->changes->before->dataset, *is = phrases->changes->after->dataset;
    struct str *out = phrases->out;
    const char *now = change->is.word ? name_of(is, change->is.word) : NULL,
               *then = change->was.word ? name_of(was, change->was.word) : NULL;
    if (now && then)
        say_to(out, "now belongs to %s, no longer to %s", now, then);
    else if (now)
        say_to(out, "now belongs to %s", now);
    else if (then)
        say_to(out, "no longer belongs to %s", then);
}

static void funded_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    if (change->is.kind == CHANGE_VALUE_NONE) {
        say_to(out, "what was paid (it was %s) is no longer stated",
            amount_text(out->arena, &change->was.amount));
        return;
    }
    const char *now = amount_text(out->arena, &change->is.amount);
    if (change->was.kind == CHANGE_VALUE_NONE)
        say_to(out, "%s is now said to be paid", now);
    else
        say_to(out, "%s is now said to be paid, was %s", now, amount_text(out->arena, &change->was.amount));
}

/* "funding_round" as a reader says it, where it is a word of the format */
static const char *basis_words(const struct arena *arena, const struct change *change, const char *word)
{
    bool valuation = change->subject == CHANGED_VALUATION;
    if (!word || !strcmp(change->field, "money"))
        return word;
    int basis = valuation ? valuation_basis_find(word) : metric_basis_find(word);
    return basis < 0   ? word
           : valuation ? word_valuation_basis(arena, (enum valuation_basis)basis)
                       : word_metric_basis(arena, (enum metric_basis)basis);
}

static void basis_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    bool pre = !strcmp(change->field, "money");
    const char *was = basis_words(out->arena, change, change->was.word),
               *is = basis_words(out->arena, change, change->is.word);
    if (!is)
        say_to(out, "the basis, which was %s, is no longer stated", was);
    else if (!was)
        say_to(out, "the basis is now stated: %s", is);
    else
        say_to(out, "%s is now %s, was %s",
            pre ? said(out->arena, "pre- or post-money") : said(out->arena, "the basis"), is, was);
}

/* Fields of the format in a reader's words */
static const char *detail_words(const struct arena *arena, const char *field)
{
    static const struct {
        const char *field, *words;
    } names[] = {{"assumed", WORDS("what is assumed")}, {"related", WORDS("related deals")},
        {"for", WORDS("what it is for")}, {"what", WORDS("what is paid with")},
        {"overlaps", WORDS("what it overlaps")}, {"supersedes", WORDS("what it replaces")},
        {"part_of", WORDS("what it is part of")}, {"lei", WORDS("legal entity identifier")},
        {"url", WORDS("address")}, {"via", WORDS("where it was read")}, {"history", WORDS("its history")},
        {"note", WORDS("the note")}, {"tags", WORDS("tags")}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i].field, field))
            return said(arena, names[i].words);
    return field;
}

/* The rest by name: what stands there is for the file, or the JSON. */
static void details_phrase(struct phrases *phrases, size_t first, size_t end)
{
    const struct changes *changes = phrases->changes;
    bool any = false;
    for (size_t i = first; i < end; i++) {
        const struct change *change = &changes->at[i];
        if (change->kind != CHANGE_DETAIL)
            continue;
        if (!any)
            next(phrases);
        str_printf(phrases->out, "%s%s", any ? ", " : said(phrases->out->arena, "also changed: "),
            detail_words(phrases->out->arena, change->field));
        any = true;
    }
}

static void leg_side(struct str *out, const struct dataset *dataset, const struct leg *leg)
{
    word_parties(out, dataset, &leg->from.parties, true);
    str_append(out, " → ");
    word_parties(out, dataset, &leg->to.parties, true);
}

/* "leg “upfront”: ", "leg 2: " */
static void leg_label(struct phrases *phrases, const struct change *change)
{
    bool now = change->leg_after != NO_INDEX;
    const struct deal *deal = now ? deal_after(phrases, change) : deal_before(phrases, change);
    size_t index = now ? change->leg_after : change->leg_before;
    const struct leg *leg = &deal->legs[index];
    const struct dataset *dataset =
        now ? phrases->changes->after->dataset : phrases->changes->before->dataset;
    bool whole = change->kind == CHANGE_LEG_ADDED || change->kind == CHANGE_LEG_REMOVED;
    struct arena *arena = phrases->out->arena;
    struct str name = str_init(arena);
    if (leg->id)
        phrase_quote(&name, leg->id);
    else
        leg_side(&name, dataset, leg);
    str_printf(phrases->out,
        !whole ? said(arena, "in the leg %s ")
        : now  ? said(arena, "a leg was added: %s")
               : said(arena, "a leg is gone: %s"),
        str_text(&name));
    if (whole && leg->amount.kind != AMOUNT_ABSENT) {
        str_append(phrases->out, ", ");
        phrase_amount(phrases->out, now ? &change->is.amount : &change->was.amount);
    }
}

static void change_phrase(struct phrases *phrases, const struct change *change)
{
    struct str *out = phrases->out;
    switch (change->kind) {
    case CHANGE_STATUS:
        status_phrase(phrases, change);
        break;
    case CHANGE_BINDING:
        binding_phrase(phrases, change);
        break;
    case CHANGE_AMOUNT:
        phrase_amount_change(out, change, said(out->arena, "the amount"));
        if (change->leg_after == NO_INDEX && change->after != NO_INDEX && change->subject == CHANGED_DEAL)
            conditional_phrase(out, deal_after(phrases, change));
        break;
    case CHANGE_FUNDED:
        funded_phrase(phrases, change);
        break;
    case CHANGE_RAISED:
        phrase_amount_change(out, change, said(out->arena, "the money raised"));
        break;
    case CHANGE_SOLD:
        phrase_amount_change(out, change, said(out->arena, "the shares sold"));
        break;
    case CHANGE_TRANCHE_ADDED:
    case CHANGE_TRANCHE_REMOVED:
    case CHANGE_TRANCHE_MET:
    case CHANGE_TRANCHE_AMOUNT:
    case CHANGE_TRANCHE:
        tranche_phrase(phrases, change);
        break;
    case CHANGE_PAYER:
    case CHANGE_PAYEE:
        side_phrase(phrases, change);
        break;
    case CHANGE_SPLIT:
        split_phrase(phrases, change);
        break;
    case CHANGE_TYPE:
        type_phrase(phrases, change);
        break;
    case CHANGE_TERM:
        term_phrase(phrases, change);
        break;
    case CHANGE_CLAUSE_ADDED:
    case CHANGE_CLAUSE_REMOVED:
    case CHANGE_CLAUSE_CHANGED:
        clause_phrase(phrases, change);
        break;
    case CHANGE_DATE:
        date_phrase(phrases, change);
        break;
    case CHANGE_EVIDENCE:
        evidence_phrase(phrases, change);
        break;
    case CHANGE_CLAIM_ADDED:
    case CHANGE_CLAIM_REMOVED:
        claim_phrase(phrases, change);
        break;
    case CHANGE_PART_OF:
        part_phrase(phrases, change);
        break;
    case CHANGE_RENAMED:
        renamed_phrase(phrases, change);
        break;
    case CHANGE_REPARENTED:
        reparented_phrase(phrases, change);
        break;
    case CHANGE_BASIS:
        basis_phrase(phrases, change);
        break;
    case CHANGE_TEXT:
        say_to(out, "now reads “%s”", change->is.word);
        break;
    default:
        break;
    }
}

static bool is_rest(enum change_kind kind)
{
    return kind == CHANGE_SOURCE_ADDED || kind == CHANGE_SOURCE_REMOVED || kind == CHANGE_CLAIM_ADDED ||
           kind == CHANGE_CLAIM_REMOVED || kind == CHANGE_EVIDENCE || kind == CHANGE_DETAIL ||
           kind == CHANGE_RENAMED;
}

/* Tranches that came or went with the amount are told by it: "of which $35B is conditional". */
static bool is_told_by_amount(const struct changes *changes, size_t first, size_t end, enum change_kind kind)
{
    if (kind != CHANGE_TRANCHE_ADDED && kind != CHANGE_TRANCHE_REMOVED)
        return false;
    for (size_t i = first; i < end; i++)
        if (changes->at[i].kind == CHANGE_AMOUNT && changes->at[i].leg_after == NO_INDEX)
            return true;
    return false;
}

static void clause_add(struct phrases *phrases, const struct change *change)
{
    next(phrases);
    if (change->leg_before != NO_INDEX || change->leg_after != NO_INDEX)
        leg_label(phrases, change);
    change_phrase(phrases, change);
}

/* The field that a change of this kind is about; "" for those that are never assumed by themselves */
static const char *change_path(const struct change *change)
{
    bool deal = change->subject == CHANGED_DEAL;
    switch (change->kind) {
    case CHANGE_STATUS:
        return "status";
    case CHANGE_BINDING:
        return "binding";
    case CHANGE_AMOUNT:
        return deal ? "amount" : "value";
    case CHANGE_FUNDED:
        return "funded";
    case CHANGE_RAISED:
        return "raised";
    case CHANGE_SOLD:
        return "sold";
    case CHANGE_PAYER:
        return "from";
    case CHANGE_PAYEE:
        return "to";
    case CHANGE_SPLIT:
        return "split";
    case CHANGE_TYPE:
        return "type";
    case CHANGE_TERM:
        return "term";
    case CHANGE_DATE:
    case CHANGE_BASIS:
        return change->field ? change->field : "";
    default:
        return "";
    }
}

/* What it says now is an assumption of the dataset. */
static bool is_assumed(const struct phrases *phrases, const struct change *change)
{
    const char *path = change_path(change);
    const struct dataset *dataset = phrases->changes->after->dataset;
    if (!*path || change->after == NO_INDEX)
        return false;
    if (change->subject == CHANGED_VALUATION)
        return strings_hold(&dataset->valuations[change->after].assumed, path);
    if (change->subject == CHANGED_METRIC)
        return strings_hold(&dataset->metrics[change->after].assumed, path);
    if (change->subject != CHANGED_DEAL)
        return false;
    const struct deal *deal = &dataset->deals[change->after];
    bool stage = change->kind == CHANGE_DATE && strcmp(path, "date") != 0;
    const char *full = stage ? arena_printf(phrases->out->arena, "dates.%s", path) : path;
    return deal_is_assumed(deal, change->leg_after, full) ||
           (stage && deal_is_assumed(deal, change->leg_after, "dates"));
}

/* Something is no longer said: nobody says that. */
static bool is_silence(const struct change *change)
{
    switch (change->kind) {
    case CHANGE_TRANCHE_REMOVED:
    case CHANGE_LEG_REMOVED:
    case CHANGE_CLAUSE_REMOVED:
        return true;
    case CHANGE_BINDING:
    case CHANGE_FUNDED:
    case CHANGE_PAYER:
    case CHANGE_PAYEE:
    case CHANGE_SPLIT:
    case CHANGE_TERM:
    case CHANGE_DATE:
    case CHANGE_PART_OF:
    case CHANGE_BASIS:
        return change->is.kind == CHANGE_VALUE_NONE;
    default:
        return change->traits & (TRAIT_HIDDEN | TRAIT_DROPPED);
    }
}

void phrases_of_news(struct phrases *phrases, size_t first, size_t end, bool sourced)
{
    const struct changes *changes = phrases->changes;
    for (size_t i = first; i < end; i++)
        if (!is_rest(changes->at[i].kind) && !is_told_by_amount(changes, first, end, changes->at[i].kind)) {
            bool assumed = is_assumed(phrases, &changes->at[i]);
            if (sourced == (assumed || is_silence(&changes->at[i])))
                continue;
            clause_add(phrases, &changes->at[i]);
            if (assumed && !is_silence(&changes->at[i]))
                str_append(phrases->out, said(phrases->out->arena, " (assumed)"));
        }
}

void phrases_of_rest(struct phrases *phrases, size_t first, size_t end, bool details)
{
    const struct changes *changes = phrases->changes;
    for (size_t i = first; i < end; i++) {
        enum change_kind kind = changes->at[i].kind;
        if (is_rest(kind) && kind != CHANGE_DETAIL && kind != CHANGE_SOURCE_ADDED &&
            kind != CHANGE_SOURCE_REMOVED)
            clause_add(phrases, &changes->at[i]);
    }
    sources_phrase(phrases, first, end, true);
    sources_phrase(phrases, first, end, false);
    if (details || !phrases->count)
        details_phrase(phrases, first, end);
}
