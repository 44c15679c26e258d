/* SPDX-License-Identifier: MIT */
/*
 * Runs of changes → sentences, gathered under headings. A deal is told once, by the most that happened to it:
 * a correction before all, then new, gone, moved, revised; one of which only the sources changed stands with
 * the sources.
 */
#include "change_words.h"

#include "bridge_rows.h"
#include "change_phrases.h"
#include "list.h"
#include "say.h"
#include "wording.h"

#include <string.h>

typedef LIST(const char *) sentence_list;

struct teller {
    struct arena *arena;
    const struct changes *changes;
    bool ids;
    bool *note_told; /* by note of the new edition: told with the deal it corrects */
    LIST(struct change_section) sections;
};

/* ---- sentences ---- */

static const struct dataset *old_of(const struct teller *teller)
{
    return teller->changes->before->dataset;
}

static const struct dataset *new_of(const struct teller *teller)
{
    return teller->changes->after->dataset;
}

static void end_sentence(struct str *out)
{
    const char *text = str_text(out);
    size_t length = out->length;
    const char *const closed[] = {".", "!", "?", ".”", "!”", "?”", ".“", "!“", "?“"};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (length && str_ends(text, closed[i]))
            return;
    str_char(out, '.');
}

/* What a note of the new edition calls a mistake that it mends */
static const char *corrected_sentence(struct teller *teller, const char *sentence, size_t note)
{
    struct str out = str_init(teller->arena);
    say_to(&out, "%s Correction: %s", sentence, new_of(teller)->notes[note].text);
    end_sentence(&out);
    teller->note_told[note] = true;
    return str_text(&out);
}

static const struct deal *deal_of(const struct teller *teller, const struct change *change)
{
    return change->after != NO_INDEX ? &new_of(teller)->deals[change->after]
                                     : &old_of(teller)->deals[change->before];
}

static void title_append(const struct teller *teller, struct str *out, const struct change *change)
{
    const struct dataset *dataset = change->after != NO_INDEX ? new_of(teller) : old_of(teller);
    str_append(out, word_deal_title(teller->arena, dataset, deal_of(teller, change)));
    if (teller->ids)
        str_printf(out, " (%s)", change->id);
    str_append(out, ": ");
}

static void attribute(struct str *out, const char *attribution)
{
    if (*attribution)
        str_printf(out, ", %s", attribution);
}

/* Known only from the press when every source is of it. */
static const char *sources_attribution(
    const struct arena *arena, const struct dataset *dataset, const struct indices *sources)
{
    bool press = sources->count > 0;
    for (size_t i = 0; i < sources->count; i++)
        press = press && dataset->sources[sources->at[i]].kind == SOURCE_PRESS;
    return word_attribution(arena, press ? EVIDENCE_PRESS : EVIDENCE_NONE);
}

static void gone_append(const struct teller *teller, struct str *out, const struct change *change)
{
    const struct deal *deal = &old_of(teller)->deals[change->before];
    say_to(out, "is no longer in the dataset; it was %s", word_status(out->arena, deal->status));
    if (deal->amount.kind == AMOUNT_ABSENT)
        return;
    str_append(
        out, deal->amount.kind == AMOUNT_UNDISCLOSED ? said(out->arena, ", the amount undisclosed") : ", ");
    if (deal->amount.kind != AMOUNT_UNDISCLOSED)
        word_amount(out, &deal->amount, NUMBER_SHORT);
}

/* What it says now, who says so, and what else has changed about it. */
static void run_append(
    struct teller *teller, struct str *out, size_t first, size_t end, const char *attribution)
{
    struct phrases phrases = {out, teller->changes, 0};
    phrases_of_news(&phrases, first, end, true);
    if (phrases.count)
        attribute(out, attribution);
    phrases_of_news(&phrases, first, end, false);
    phrases_of_rest(&phrases, first, end, teller->ids);
}

/* Is something of what a sentence tells of it, or of a leg, no source's? */
static bool is_assumed_in_part(struct arena *arena, const struct deal *deal)
{
    struct str words = str_init(arena);
    bool any = !deal->leg_count && word_assumed(&words, deal, NO_INDEX);
    for (size_t i = 0; i < deal->leg_count; i++)
        any = word_assumed(&words, deal, i) || any;
    return any;
}

/* "; the same as “old-id” but for its id": the one that stands under Gone */
static void old_id_append(const struct teller *teller, struct str *out, size_t after)
{
    for (size_t i = 0; i < teller->changes->twin_count; i++)
        if (teller->changes->twins[i].after == after) {
            say_to(out, "; the same as “%s” but for its id",
                old_of(teller)->deals[teller->changes->twins[i].before].id);
            return;
        }
}

static const char *deal_sentence(struct teller *teller, size_t first, size_t end)
{
    const struct changes *changes = teller->changes;
    const struct change *at = &changes->at[first];
    const struct deal *deal = deal_of(teller, at);
    const struct dataset *dataset = at->after == NO_INDEX ? old_of(teller) : new_of(teller);
    /* a new deal's verb may say who speaks; that something changed has no such verb, nor has "would" */
    bool verb_says = at->kind == CHANGE_NEW && !deal_is_assumed(deal, NO_INDEX, "status");
    const char *attribution =
        word_deal_attribution(teller->arena, dataset, deal, verb_says ? deal->status : STATUS_NONE);
    struct str out = str_init(teller->arena);
    title_append(teller, &out, at);
    if (at->kind == CHANGE_NEW)
        phrase_deal(&out, changes->after, at->after);
    else if (at->kind == CHANGE_REMOVED)
        gone_append(teller, &out, at);
    else
        run_append(teller, &out, first, end, attribution);
    if (at->kind == CHANGE_NEW) {
        attribute(&out, *attribution && is_assumed_in_part(teller->arena, deal)
                            ? say(teller->arena, "the rest %s", attribution)
                            : attribution);
        old_id_append(teller, &out, at->after);
    }
    end_sentence(&out);
    return at->correction == NO_INDEX ? str_text(&out)
                                      : corrected_sentence(teller, str_text(&out), at->correction);
}

/* "OpenAI, December 2025, funding round" */
static void valuation_append(
    struct str *out, const struct dataset *dataset, const struct valuation *valuation, bool ids)
{
    str_append(out, party_short(&dataset->parties[valuation->party]));
    if (ids && valuation->id)
        str_printf(out, " (%s)", valuation->id);
    str_append(out, ", ");
    word_date(out, valuation->date);
    str_printf(out, ", %s: ", word_valuation_basis(out->arena, valuation->basis));
}

static const char *valuation_sentence(struct teller *teller, size_t first, size_t end)
{
    const struct change *at = &teller->changes->at[first];
    bool gone = at->after == NO_INDEX;
    const struct dataset *dataset = gone ? old_of(teller) : new_of(teller);
    const struct valuation *valuation = &dataset->valuations[gone ? at->before : at->after];
    struct str out = str_init(teller->arena);
    valuation_append(&out, dataset, valuation, teller->ids);
    const char *attribution = sources_attribution(out.arena, dataset, &valuation->sources);
    if (at->kind == CHANGE_NEW || at->kind == CHANGE_REMOVED) {
        str_append(&out, gone ? said(out.arena, "no longer given; it was ") : said(out.arena, "new, "));
        phrase_amount(&out, gone ? &at->was.amount : &at->is.amount);
        if (*word_valuation_money(out.arena, valuation->money))
            str_printf(&out, " (%s)", word_valuation_money(out.arena, valuation->money));
        if (!gone && valuation->status != STATUS_NONE)
            str_printf(&out, ", %s", word_status(out.arena, valuation->status));
        attribute(&out, gone ? "" : attribution);
    } else {
        run_append(teller, &out, first, end, attribution);
    }
    end_sentence(&out);
    return str_text(&out);
}

static const char *metric_value_words(
    struct arena *arena, const struct metric *metric, const struct change_value *value)
{
    struct str text = str_init(arena), *out = &text;
    if (value->kind == CHANGE_VALUE_AMOUNT)
        phrase_amount(out, &value->amount);
    else
        str_append(out, value->word ? value->word : "");
    if (metric->unit)
        str_printf(out, " %s", metric->unit);
    return str_text(out);
}

static const char *metric_sentence(struct teller *teller, size_t first, size_t end)
{
    const struct change *at = &teller->changes->at[first];
    bool gone = at->after == NO_INDEX;
    const struct dataset *dataset = gone ? old_of(teller) : new_of(teller);
    const struct metric *metric = &dataset->metrics[gone ? at->before : at->after];
    struct str out = str_init(teller->arena);
    str_printf(&out, "%s, %s, %s: ", party_short(&dataset->parties[metric->party]),
        said_in(out.arena, "metric", metric->name),
        metric->period_words ? metric->period_words : said(out.arena, "no period"));
    const char *attribution = sources_attribution(out.arena, dataset, &metric->sources);
    if (at->kind == CHANGE_NEW || at->kind == CHANGE_REMOVED) {
        str_append(&out, gone ? said(out.arena, "no longer given; it was ") : said(out.arena, "new, "));
        str_append(&out, metric_value_words(out.arena, metric, gone ? &at->was : &at->is));
        if (*word_metric_basis(out.arena, metric->basis))
            str_printf(&out, " (%s)", word_metric_basis(out.arena, metric->basis));
        attribute(&out, gone ? "" : attribution);
    } else if (at->kind == CHANGE_AMOUNT && at->was.kind == CHANGE_VALUE_WORD) {
        const char *was = metric_value_words(out.arena, metric, &at->was);
        say_to(&out, "%s became %s", was, metric_value_words(out.arena, metric, &at->is));
        attribute(&out, attribution);
        struct phrases phrases = {&out, teller->changes, 1};
        phrases_of_news(&phrases, first + 1, end, true);
        phrases_of_news(&phrases, first + 1, end, false);
        phrases_of_rest(&phrases, first + 1, end, teller->ids);
    } else {
        run_append(teller, &out, first, end, attribution);
    }
    end_sentence(&out);
    return str_text(&out);
}

static const char *note_kind_words(const struct arena *arena, enum note_kind kind)
{
    static const char *const words[] = {[NOTE_RISK] = WORDS_IN("note", "risk"),
        [NOTE_REGULATORY] = WORDS_IN("note", "regulatory"),
        [NOTE_CONTEXT] = WORDS_IN("note", "context"),
        [NOTE_OPINION] = WORDS_IN("note", "opinion"),
        [NOTE_CLAIM] = WORDS_IN("note", "claim"),
        [NOTE_TECHNICAL] = WORDS_IN("note", "technical"),
        [NOTE_WATCH] = WORDS_IN("note", "watch"),
        [NOTE_METHOD] = WORDS_IN("note", "method"),
        [NOTE_CORRECTION] = WORDS_IN("note", "correction")};
    return said_in(arena, "note", words[kind]);
}

static const char *note_sentence(struct teller *teller, size_t first, size_t end)
{
    const struct change *at = &teller->changes->at[first];
    bool gone = at->after == NO_INDEX;
    const struct note *note = gone ? &old_of(teller)->notes[at->before] : &new_of(teller)->notes[at->after];
    struct str out = str_init(teller->arena);
    const char *kind = word_capital(teller->arena, note_kind_words(teller->arena, note->kind));
    if (at->kind == CHANGE_NEW) {
        str_printf(&out, "%s: %s", kind, note->text);
    } else if (gone) {
        say_to(&out, "%s no longer given: “%s”", kind, note->text);
    } else {
        str_printf(&out, "%s (%s): ", kind, note->id ? note->id : said(out.arena, "no id"));
        run_append(teller, &out, first, end, "");
    }
    end_sentence(&out);
    return str_text(&out);
}

static const char *party_sentence(struct teller *teller, size_t first, size_t end)
{
    const struct change *at = &teller->changes->at[first];
    const struct party *party =
        at->after == NO_INDEX ? &old_of(teller)->parties[at->before] : &new_of(teller)->parties[at->after];
    struct str out = str_init(teller->arena);
    str_append(&out, party->name);
    if (teller->ids)
        str_printf(&out, " (%s)", party->id);
    str_append(&out, ": ");
    run_append(teller, &out, first, end, "");
    end_sentence(&out);
    return str_text(&out);
}

static const char *source_sentence(struct teller *teller, size_t first, size_t end)
{
    const struct change *at = &teller->changes->at[first];
    const struct source *source =
        at->after == NO_INDEX ? &old_of(teller)->sources[at->before] : &new_of(teller)->sources[at->after];
    struct str out = str_init(teller->arena);
    str_append(&out, source->publisher);
    if (source->title) {
        str_append(&out, ", ");
        phrase_quote(&out, source->title);
    }
    if (teller->ids)
        str_printf(&out, " (%s)", source->id);
    str_append(&out, ": ");
    run_append(teller, &out, first, end, "");
    end_sentence(&out);
    return str_text(&out);
}

/* "EUR 1.17 of 2025-12-16", its date and its point as the language has them */
static const char *rates_words(struct arena *arena, const char *rates)
{
    const char *date = strstr(rates, " of ");
    struct str number = str_init(arena), day = str_init(arena);
    for (const char *at = rates; *at && at != date; at++) {
        if (*at == '.')
            str_append(&number, manner_in(arena)->point);
        else
            str_char(&number, *at);
    }
    if (!date)
        return str_text(&number);
    phrase_date(&day, date + strlen(" of "));
    return arena_printf(arena, said_in(arena, "rates", "%s of %s"), str_text(&number), str_text(&day));
}

static void rates_append(struct str *out, const char *was, const char *is)
{
    was = was ? rates_words(out->arena, was) : NULL;
    is = is ? rates_words(out->arena, is) : NULL;
    if (was && is)
        say_to(out, "Exchange rates changed: now %s, was %s", is, was);
    else if (is)
        say_to(out, "Exchange rates changed: now %s", is);
    else if (was)
        say_to(out, "Exchange rates changed: was %s", was);
    else
        str_append(out, said(out->arena, "Exchange rates changed"));
    str_append(out, said(out->arena, "; that is no news, and a step of its own in the sums below"));
}

/* "actual"; "30/360" is one in all languages */
static const char *days_words(const struct arena *arena, const char *rule)
{
    return strcmp(rule, "actual") ? rule : said_in(arena, "days", "actual");
}

static const char *dataset_sentence(struct teller *teller, const struct change *change)
{
    struct str out = str_init(teller->arena);
    if (change->kind == CHANGE_CURRENCY)
        say_to(&out, "Sums are now in %s, were in %s", change->is.word, change->was.word);
    else if (change->kind == CHANGE_RATES)
        rates_append(&out, change->was.word, change->is.word);
    else if (!strcmp(change->field, "approx"))
        say_to(&out, "“About” is now read as plus or minus %s, was %s",
            rates_words(teller->arena, change->is.word), rates_words(teller->arena, change->was.word));
    else if (!strcmp(change->field, "vague"))
        str_append(&out,
            strcmp(change->is.word, "none")
                ? said(out.arena, "Vague amounts now count as the decade they name, no longer as undisclosed")
                : said(out.arena,
                      "Vague amounts now count as undisclosed, no longer as the decade they name"));
    else
        say_to(&out, "Days are now counted %s in schedules, were counted %s",
            days_words(out.arena, change->is.word), days_words(out.arena, change->was.word));
    end_sentence(&out);
    return str_text(&out);
}

/* ---- lists of names ---- */

static const char *thing_name(const struct teller *teller, const struct change *change)
{
    bool gone = change->after == NO_INDEX;
    const struct dataset *dataset = gone ? old_of(teller) : new_of(teller);
    size_t index = gone ? change->before : change->after;
    const char *name =
        change->subject == CHANGED_PARTY ? dataset->parties[index].name : dataset->sources[index].publisher;
    const char *title = change->subject == CHANGED_SOURCE ? dataset->sources[index].title : NULL;
    if (title)
        name = say(teller->arena, "%s, “%s”", name, title);
    return teller->ids ? arena_printf(teller->arena, "%s (%s)", name, change->id) : name;
}

static bool has_title(const struct teller *teller, const struct change *change)
{
    bool gone = change->after == NO_INDEX;
    const struct dataset *dataset = gone ? old_of(teller) : new_of(teller);
    return change->subject == CHANGED_SOURCE &&
           dataset->sources[gone ? change->before : change->after].title != NULL;
}

/* "New: Etsy, Shopify and Instacart." of all that came, or went, in one sentence; NULL: none */
static const char *names_sentence(
    struct teller *teller, enum change_subject subject, enum change_kind kind, const char *lead)
{
    const struct changes *changes = teller->changes;
    struct str out = str_init(teller->arena);
    size_t count = 0, told = 0;
    bool titles = false;
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->at[i];
        if (change->subject != subject || change->kind != kind)
            continue;
        count++;
        titles = titles || has_title(teller, change);
    }
    if (!count)
        return NULL;
    str_append(&out, said(out.arena, lead));
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->at[i];
        if (change->subject != subject || change->kind != kind)
            continue;
        str_append(&out, told == 0           ? ""
                         : titles            ? "; "
                         : told + 1 == count ? said(out.arena, " and ")
                                             : ", ");
        str_append(&out, thing_name(teller, change));
        told++;
    }
    end_sentence(&out);
    return str_text(&out);
}

/* ---- sections ---- */

static void section_add(struct teller *teller, const char *heading, const sentence_list *list)
{
    if (!list->count)
        return;
    struct change_section *section = list_push(teller->arena, &teller->sections);
    section->heading = said(teller->arena, heading);
    section->sentences = (struct strings){list->at, list->count};
}

static void deals_section(struct teller *teller, enum change_news news, const char *heading)
{
    const struct changes *changes = teller->changes;
    sentence_list list = {0};
    for (size_t i = 0, end; i < changes->count; i = end) {
        end = change_run_end(changes, i);
        if (changes->at[i].subject == CHANGED_DEAL && change_run_news(changes, i) == news)
            *list_push(teller->arena, &list) = deal_sentence(teller, i, end);
    }
    section_add(teller, heading, &list);
}

typedef const char *(*sentence_maker)(struct teller *teller, size_t first, size_t end);

static bool is_told(const struct teller *teller, const struct change *change)
{
    return change->subject == CHANGED_NOTE && change->after != NO_INDEX && teller->note_told[change->after];
}

static void runs_gather(struct teller *teller, enum change_subject subject, bool whole_too,
    sentence_maker make, sentence_list *list)
{
    const struct changes *changes = teller->changes;
    for (size_t i = 0, end; i < changes->count; i = end) {
        const struct change *at = &changes->at[i];
        end = change_run_end(changes, i);
        bool whole = at->kind == CHANGE_NEW || at->kind == CHANGE_REMOVED;
        if (at->subject != subject || (whole && !whole_too) || is_told(teller, at))
            continue;
        const char *sentence = make(teller, i, end);
        bool mends = at->subject != CHANGED_DEAL && at->correction != NO_INDEX;
        *list_push(teller->arena, list) =
            mends ? corrected_sentence(teller, sentence, at->correction) : sentence;
    }
}

static void runs_section(
    struct teller *teller, enum change_subject subject, sentence_maker make, const char *heading)
{
    sentence_list list = {0};
    runs_gather(teller, subject, true, make, &list);
    section_add(teller, heading, &list);
}

/* What came and what went is one sentence each; then what changed. */
static void named_gather(
    struct teller *teller, enum change_subject subject, sentence_maker make, sentence_list *list)
{
    const char *came = names_sentence(teller, subject, CHANGE_NEW, WORDS("New: ")),
               *went = names_sentence(teller, subject, CHANGE_REMOVED, WORDS("No longer listed: "));
    if (came)
        *list_push(teller->arena, list) = came;
    if (went)
        *list_push(teller->arena, list) = went;
    runs_gather(teller, subject, false, make, list);
}

static void sources_section(struct teller *teller)
{
    const struct changes *changes = teller->changes;
    sentence_list list = {0};
    named_gather(teller, CHANGED_SOURCE, source_sentence, &list);
    for (size_t i = 0, end; i < changes->count; i = end) {
        end = change_run_end(changes, i);
        if (changes->at[i].subject == CHANGED_DEAL && change_run_news(changes, i) == NEWS_SOURCED)
            *list_push(teller->arena, &list) = deal_sentence(teller, i, end);
    }
    section_add(teller, WORDS("Sources"), &list);
}

static void dataset_section(struct teller *teller)
{
    sentence_list list = {0};
    for (size_t i = 0; i < teller->changes->count; i++)
        if (teller->changes->at[i].subject == CHANGED_DATASET)
            *list_push(teller->arena, &list) = dataset_sentence(teller, &teller->changes->at[i]);
    section_add(teller, WORDS("Rates and conventions"), &list);
}

static void parties_section(struct teller *teller)
{
    sentence_list list = {0};
    named_gather(teller, CHANGED_PARTY, party_sentence, &list);
    section_add(teller, WORDS("Parties"), &list);
}

/* ---- the headline ---- */

static void count_append(
    struct arena *arena, struct strings *parts, int count, const char *one, const char *many)
{
    if (!count)
        return;
    struct str out = str_init(arena);
    word_counted(&out, count, one, many);
    parts->at[parts->count++] = str_text(&out);
}

static const char *parts_joined(struct arena *arena, const struct strings *parts)
{
    struct str out = str_init(arena);
    say_list(&out, parts->at, parts->count);
    return str_text(&out);
}

static const char *headline_make(struct teller *teller)
{
    struct arena *arena = teller->arena;
    struct change_counts counts = changes_count(teller->changes);
    const char *room[14];
    struct strings deals = {room, 0}, others = {room + 7, 0};
    struct str out = str_init(arena);
    count_append(arena, &deals, counts.deals_new, "new", "new");
    count_append(arena, &deals, counts.deals_moved, "moved", "moved");
    count_append(arena, &deals, counts.deals_revised, "revised", "revised");
    count_append(arena, &deals, counts.deals_removed, "gone", "gone");
    count_append(arena, &deals, counts.deals_corrected, "corrected", "corrected");
    count_append(arena, &deals, counts.deals_sourced, "with other sources only", "with other sources only");
    count_append(arena, &others, counts.valuations, "valuation", "valuations");
    count_append(arena, &others, counts.metrics, "metric", "metrics");
    count_append(arena, &others, counts.parties, "party", "parties");
    count_append(arena, &others, counts.notes, "note", "notes");
    count_append(arena, &others, counts.sources, "source", "sources");
    if (!teller->changes->count)
        return said(arena, "No change: both editions say the same.");
    if (deals.count)
        say_to(&out, "Deals: %s.", parts_joined(arena, &deals));
    else
        str_append(&out, said(arena, "No deal changed."));
    const char *rest = parts_joined(arena, &others);
    if (others.count && deals.count)
        say_to(&out, " Also new or changed: %s.", rest);
    else if (others.count)
        say_to(&out, " New or changed: %s.", rest);
    return str_text(&out);
}

const struct change_story *changes_tell(struct arena *arena, const struct changes *changes, bool ids)
{
    struct teller teller = {.arena = arena, .changes = changes, .ids = ids};
    struct change_story *story = arena_new(arena, struct change_story);
    teller.note_told = arena_array(arena, bool, changes->after->dataset->note_count);
    deals_section(&teller, NEWS_NEW, WORDS("New deals"));
    deals_section(&teller, NEWS_MOVED, WORDS("Moved"));
    deals_section(&teller, NEWS_REVISED, WORDS("Revised"));
    deals_section(&teller, NEWS_GONE, WORDS("Gone"));
    deals_section(&teller, NEWS_CORRECTED, WORDS("Corrected"));
    runs_section(&teller, CHANGED_VALUATION, valuation_sentence, WORDS("Valuations"));
    runs_section(&teller, CHANGED_METRIC, metric_sentence, WORDS("Metrics"));
    parties_section(&teller);
    runs_section(&teller, CHANGED_NOTE, note_sentence, WORDS("Notes"));
    sources_section(&teller);
    dataset_section(&teller);
    story->headline = headline_make(&teller);
    story->any = changes->count > 0;
    story->sections = teller.sections.at;
    story->section_count = teller.sections.count;
    return story;
}

/* ---- text ---- */

enum { LINE_WIDTH = 96, LABEL_LEAST = 24 };

static void padded(struct str *out, const char *text, size_t width, bool right)
{
    size_t length = utf8_count(text), spaces = width > length ? width - length : 0;
    if (!right)
        str_append(out, text);
    for (size_t i = 0; i < spaces; i++)
        str_char(out, ' ');
    if (right)
        str_append(out, text);
}

static void trim_end(struct str *out)
{
    while (out->length && out->at[out->length - 1] == ' ')
        out->at[--out->length] = '\0';
}

static size_t widest(const struct bridge_rows *rows, size_t column)
{
    size_t width = utf8_count(rows->columns[column]);
    for (size_t r = 0; r < rows->row_count; r++) {
        const char *cell = rows->rows[r].cells[column];
        size_t length = cell ? utf8_count(cell) : 0;
        width = length > width ? length : width;
    }
    return width;
}

static size_t label_width(const struct bridge_rows *rows)
{
    size_t width = LABEL_LEAST;
    for (size_t r = 0; r < rows->row_count; r++) {
        size_t length = utf8_count(rows->rows[r].label);
        width = length > width ? length : width;
    }
    return width;
}

static void bridge_write(struct str *out, const struct bridge_rows *rows)
{
    size_t label = label_width(rows);
    for (size_t r = 0; r < rows->row_count; r++) {
        const struct bridge_row *row = &rows->rows[r];
        bool head = row->kind == BRIDGE_HEAD;
        if (head)
            str_char(out, '\n');
        padded(out, head ? "" : "  ", head ? 0 : 2, false);
        padded(out, row->label, head ? label + 2 : label, false);
        for (size_t c = 0; c < rows->column_count; c++) {
            str_append(out, "  ");
            padded(out, head ? rows->columns[c] : row->cells[c], widest(rows, c), true);
        }
        trim_end(out);
        str_char(out, '\n');
    }
}

static void bridges_write(const struct changes *changes, struct str *out)
{
    struct bridge_rows rows = bridge_rows_make(out->arena, changes);
    if (!changes->bridge.possible) {
        str_printf(out, "\n%s\n",
            said(out->arena,
                "The sums cannot be compared: an exchange rate between the two currencies is missing."));
        return;
    }
    if (!rows.row_count)
        return;
    str_printf(out, "\n%s (%s)\n", said(out->arena, "How the sums moved"), rows.unit);
    bridge_write(out, &rows);
    if (rows.has_open)
        str_printf(out, "\n%s\n",
            said(out->arena,
                "Open-ended amounts (\"at least\") stand in the high column with what is known."));
    if (rows.rounded)
        str_printf(out, "\n%s\n",
            said(out->arena, "Rounded so that every column adds up; --json has the exact sums."));
    if (*rows.still)
        str_printf(out, "\n%s\n", say(out->arena, "Unchanged: %s.", rows.still));
}

void changes_write_text(const struct changes *changes, struct str *out)
{
    const struct change_story *story = changes_tell(out->arena, changes, true);
    const struct dataset *was = changes->before->dataset, *is = changes->after->dataset;
    struct str then = str_init(out->arena), now = str_init(out->arena);
    word_date(&then, was->as_of);
    word_date(&now, is->as_of);
    say_to(out, "What changed from %s to %s", str_text(&then), str_text(&now));
    str_printf(out, "\n%s%s\n%s\n", is->title ? is->title : "", is->title ? "\n" : "", story->headline);
    for (size_t s = 0; s < story->section_count; s++) {
        str_printf(out, "\n%s\n", story->sections[s].heading);
        for (size_t i = 0; i < story->sections[s].sentences.count; i++) {
            str_append(out, "  * ");
            str_append_wrapped(out, story->sections[s].sentences.at[i], 4, LINE_WIDTH);
        }
    }
    bridges_write(changes, out);
}
