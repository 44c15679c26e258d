/* SPDX-License-Identifier: MIT */
/*
 * changes: comes in two editions' facts, goes out the list of what differs, in the order of the new edition,
 * with corrections marked and the bridge of the sums. Objects are found by id.
 */
#include "compare.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- ids ---- */

static int id_entry_compare(const void *a, const void *b)
{
    const struct id_entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

size_t id_index_find(const struct id_index *index, const char *id)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->at[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->count && !strcmp(index->at[low].id, id) ? index->at[low].index : NO_INDEX;
}

static void id_index_sort(struct id_index *index)
{
    if (index->count)
        qsort(index->at, index->count, sizeof *index->at, id_entry_compare);
}

struct id_index deals_index(struct arena *arena, const struct dataset *dataset)
{
    struct id_index index = {arena_array(arena, struct id_entry, dataset->deal_count), dataset->deal_count};
    for (size_t i = 0; i < dataset->deal_count; i++)
        index.at[i] = (struct id_entry){dataset->deals[i].id, i};
    id_index_sort(&index);
    return index;
}

struct strings strings_sorted(struct arena *arena, const struct strings *strings)
{
    struct strings sorted = {arena_array(arena, const char *, strings->count), strings->count};
    for (size_t i = 0; i < strings->count; i++)
        sorted.at[i] = strings->at[i];
    if (sorted.count)
        qsort(sorted.at, sorted.count, sizeof *sorted.at, compare_texts);
    return sorted;
}

struct strings party_ids(struct arena *arena, const struct dataset *dataset, const struct indices *parties)
{
    struct strings ids = {arena_array(arena, const char *, parties->count), parties->count};
    for (size_t i = 0; i < parties->count; i++)
        ids.at[i] = dataset->parties[parties->at[i]].id;
    return strings_sorted(arena, &ids);
}

struct strings deal_ids(struct arena *arena, const struct dataset *dataset, const struct indices *deals)
{
    struct strings ids = {arena_array(arena, const char *, deals->count), deals->count};
    for (size_t i = 0; i < deals->count; i++)
        ids.at[i] = dataset->deals[deals->at[i]].id;
    return strings_sorted(arena, &ids);
}

bool strings_equal(const struct strings *a, const struct strings *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->at[i], b->at[i]) != 0)
            return false;
    return true;
}

/* ---- changes ---- */

struct change *change_add(struct comparison *comparison, enum change_kind kind)
{
    struct change *change = list_push(comparison->arena, &comparison->changes);
    *change = comparison->about;
    change->kind = kind;
    change->part_before = change->part_after = change->correction = NO_INDEX;
    return change;
}

struct change_value value_of_text(const char *text)
{
    return (struct change_value){.kind = text ? CHANGE_VALUE_WORD : CHANGE_VALUE_NONE, .word = text};
}

struct change_value value_of_amount(const struct amount *amount)
{
    if (amount->kind == AMOUNT_ABSENT)
        return (struct change_value){0};
    return (struct change_value){.kind = CHANGE_VALUE_AMOUNT, .amount = *amount_as_written(amount)};
}

bool change_add_text(
    struct comparison *comparison, enum change_kind kind, const char *field, const char *was, const char *is)
{
    if (str_equals(was, is))
        return false;
    struct change *change = change_add(comparison, kind);
    change->field = field;
    change->was = value_of_text(was);
    change->is = value_of_text(is);
    return true;
}

static struct change_value value_of_ids(struct strings ids)
{
    return (struct change_value){.kind = ids.count ? CHANGE_VALUE_IDS : CHANGE_VALUE_NONE, .ids = ids};
}

bool change_add_ids(struct comparison *comparison, enum change_kind kind, const char *field,
    struct strings was, struct strings is)
{
    if (strings_equal(&was, &is))
        return false;
    struct change *change = change_add(comparison, kind);
    change->field = field;
    change->was = value_of_ids(was);
    change->is = value_of_ids(is);
    return true;
}

bool change_add_amount(
    struct comparison *comparison, enum change_kind kind, const struct amount *was, const struct amount *is)
{
    unsigned traits = amount_change(was, is);
    if (!traits)
        return false;
    struct change *change = change_add(comparison, kind);
    change->was = value_of_amount(was);
    change->is = value_of_amount(is);
    change->traits = traits;
    return true;
}

static const char *date_text(struct arena *arena, struct date date)
{
    return date.precision == DATE_NONE ? NULL : date_iso(arena, date);
}

void change_add_date(struct comparison *comparison, const char *field, struct date was, struct date is)
{
    change_add_text(
        comparison, CHANGE_DATE, field, date_text(comparison->arena, was), date_text(comparison->arena, is));
}

static struct strings source_ids(
    struct arena *arena, const struct dataset *dataset, const struct indices *sources)
{
    struct strings ids = {arena_array(arena, const char *, sources->count), sources->count};
    for (size_t i = 0; i < sources->count; i++)
        ids.at[i] = dataset->sources[sources->at[i]].id;
    return strings_sorted(arena, &ids);
}

void change_add_sources(struct comparison *comparison, const struct indices *was, const struct indices *is)
{
    struct strings then = source_ids(comparison->arena, comparison->was, was),
                   now = source_ids(comparison->arena, comparison->is, is);
    for (size_t i = 0; i < now.count; i++)
        if (!strings_hold(&then, now.at[i]))
            change_add(comparison, CHANGE_SOURCE_ADDED)->is = value_of_text(now.at[i]);
    for (size_t i = 0; i < then.count; i++)
        if (!strings_hold(&now, then.at[i]))
            change_add(comparison, CHANGE_SOURCE_REMOVED)->was = value_of_text(then.at[i]);
}

struct claims_pair {
    const struct comparison *comparison;
    const struct claim *was, *is;
};

static const char *claim_source(const struct dataset *dataset, const struct claim *claim)
{
    return claim->source == NO_INDEX ? NULL : dataset->sources[claim->source].id;
}

static bool claims_alike(const void *context, size_t i, size_t j, int pass)
{
    const struct claims_pair *pair = context;
    const struct claim *was = &pair->was[i], *is = &pair->is[j];
    (void)pass;
    return str_equals(was->field, is->field) && str_equals(was->value, is->value) &&
           str_equals(was->text, is->text) && str_equals(was->judgement, is->judgement) &&
           str_equals(claim_source(pair->comparison->was, was), claim_source(pair->comparison->is, is));
}

void change_add_claims(struct comparison *comparison, const struct claim *was, size_t was_count,
    const struct claim *is, size_t is_count)
{
    struct claims_pair context = {comparison, was, is};
    struct pairing pairing = pair_up(comparison->arena, was_count, is_count, 1, claims_alike, &context);
    for (size_t j = 0; j < is_count; j++) {
        if (pairing.back[j] != NO_INDEX)
            continue;
        struct change *change = change_add(comparison, CHANGE_CLAIM_ADDED);
        change->part_after = j;
        change->field = is[j].field;
        change->is = value_of_text(is[j].value);
    }
    for (size_t i = 0; i < was_count; i++) {
        if (pairing.partner[i] != NO_INDEX)
            continue;
        struct change *change = change_add(comparison, CHANGE_CLAIM_REMOVED);
        change->part_before = i;
        change->field = was[i].field;
        change->was = value_of_text(was[i].value);
    }
}

struct pairing pair_up(struct arena *arena, size_t was_count, size_t is_count, int passes,
    bool (*alike)(const void *context, size_t i, size_t j, int pass), const void *context)
{
    struct pairing pairing = {arena_array(arena, size_t, was_count), arena_array(arena, size_t, is_count)};
    for (size_t i = 0; i < was_count; i++)
        pairing.partner[i] = NO_INDEX;
    for (size_t j = 0; j < is_count; j++)
        pairing.back[j] = NO_INDEX;
    for (int pass = 0; pass < passes; pass++)
        for (size_t i = 0; i < was_count; i++)
            for (size_t j = 0; j < is_count && pairing.partner[i] == NO_INDEX; j++)
                if (pairing.back[j] == NO_INDEX && alike(context, i, j, pass)) {
                    pairing.partner[i] = j;
                    pairing.back[j] = i;
                }
    return pairing;
}

/* ---- corrections ---- */

/* By deal of the new edition: the new note that calls what was said of it a mistake. */
static size_t *corrections_find(const struct comparison *comparison)
{
    const struct dataset *is = comparison->is;
    size_t *correction = arena_array(comparison->arena, size_t, is->deal_count);
    for (size_t d = 0; d < is->deal_count; d++)
        correction[d] = NO_INDEX;
    for (size_t n = 0; n < is->note_count; n++) {
        const struct note *note = &is->notes[n];
        if (note->kind != NOTE_CORRECTION || note_is_in(comparison->was, note))
            continue;
        for (size_t i = 0; i < note->deals.count; i++)
            if (correction[note->deals.at[i]] == NO_INDEX)
                correction[note->deals.at[i]] = n;
    }
    return correction;
}

/* By party: the new note that names no deal, and so is about the party's own figures. */
static size_t *party_corrections_find(const struct comparison *comparison)
{
    const struct dataset *is = comparison->is;
    size_t *correction = arena_array(comparison->arena, size_t, is->party_count);
    for (size_t p = 0; p < is->party_count; p++)
        correction[p] = NO_INDEX;
    for (size_t n = 0; n < is->note_count; n++) {
        const struct note *note = &is->notes[n];
        if (note->kind != NOTE_CORRECTION || note->deals.count || note_is_in(comparison->was, note))
            continue;
        for (size_t i = 0; i < note->about.count; i++)
            if (correction[note->about.at[i]] == NO_INDEX)
                correction[note->about.at[i]] = n;
    }
    return correction;
}

static size_t change_correction(const struct comparison *comparison, const struct change *change,
    const size_t *deals, const size_t *parties)
{
    const struct dataset *is = comparison->is;
    if (change->after == NO_INDEX)
        return NO_INDEX;
    switch (change->subject) {
    case CHANGED_DEAL:
        return deals[change->after];
    case CHANGED_VALUATION: {
        const struct valuation *valuation = &is->valuations[change->after];
        size_t by_deal = valuation->deal != NO_INDEX ? deals[valuation->deal] : NO_INDEX;
        return by_deal != NO_INDEX ? by_deal : parties[valuation->party];
    }
    case CHANGED_METRIC:
        return parties[is->metrics[change->after].party];
    case CHANGED_PARTY:
        return parties[change->after];
    default:
        return NO_INDEX;
    }
}

static void corrections_mark(struct comparison *comparison, const size_t *deals)
{
    const size_t *parties = party_corrections_find(comparison);
    for (size_t i = 0; i < comparison->changes.count; i++) {
        struct change *change = &comparison->changes.at[i];
        change->correction = change_correction(comparison, change, deals, parties);
    }
}

/* ---- deals ---- */

static void about_deal(struct comparison *comparison, size_t before, size_t after)
{
    comparison->about = (struct change){.subject = CHANGED_DEAL,
        .before = before,
        .after = after,
        .leg_before = NO_INDEX,
        .leg_after = NO_INDEX};
    comparison->about.id =
        after != NO_INDEX ? comparison->is->deals[after].id : comparison->was->deals[before].id;
}

static void deals_compare(struct comparison *comparison, struct changes *changes)
{
    for (size_t i = 0; i < comparison->is->deal_count; i++) {
        size_t before = id_index_find(&comparison->deals_was, comparison->is->deals[i].id);
        about_deal(comparison, before, i);
        if (before == NO_INDEX) {
            change_add(comparison, CHANGE_NEW);
            continue;
        }
        changes->shared_deals++;
        deal_compare(comparison, before, i);
    }
    for (size_t i = 0; i < comparison->was->deal_count; i++) {
        if (id_index_find(&comparison->deals_is, comparison->was->deals[i].id) != NO_INDEX)
            continue;
        about_deal(comparison, i, NO_INDEX);
        change_add(comparison, CHANGE_REMOVED);
    }
}

/* A key of what makes a deal that deal, but for its id: two with the same key were probably renamed. */
static const char *deal_likeness(struct arena *arena, const struct dataset *dataset, const struct deal *deal)
{
    struct str key = str_init(arena);
    const struct indices *sides[] = {&deal->from.parties, &deal->to.parties};
    str_printf(&key, "%s|%s|%s|", type_name(deal->type), deal->title ? deal->title : "",
        amount_exact_text(arena, &deal->amount));
    for (int s = 0; s < 2; s++) {
        struct strings ids = party_ids(arena, dataset, sides[s]);
        for (size_t i = 0; i < ids.count; i++)
            str_printf(&key, "%s+", ids.at[i]);
        str_char(&key, '|');
    }
    for (size_t i = 0; i < deal->leg_count; i++) {
        const struct leg *leg = &deal->legs[i];
        struct strings from = party_ids(arena, dataset, &leg->from.parties),
                       to = party_ids(arena, dataset, &leg->to.parties);
        str_printf(&key, "%s:%s>%s=%s|", type_name(leg->type), from.count ? from.at[0] : "",
            to.count ? to.at[0] : "", amount_exact_text(arena, &leg->amount));
    }
    return str_text(&key);
}

static void twins_find(struct comparison *comparison, struct changes *changes)
{
    struct id_index gone = {arena_array(comparison->arena, struct id_entry, comparison->was->deal_count), 0};
    for (size_t i = 0; i < comparison->changes.count; i++) {
        const struct change *change = &comparison->changes.at[i];
        if (change->subject == CHANGED_DEAL && change->kind == CHANGE_REMOVED)
            gone.at[gone.count++] = (struct id_entry){
                deal_likeness(comparison->arena, comparison->was, &comparison->was->deals[change->before]),
                change->before};
    }
    id_index_sort(&gone);
    changes->twins = arena_array(comparison->arena, struct change_twin, gone.count);
    for (size_t i = 0; i < comparison->changes.count && gone.count; i++) {
        const struct change *change = &comparison->changes.at[i];
        if (change->subject != CHANGED_DEAL || change->kind != CHANGE_NEW)
            continue;
        const char *key =
            deal_likeness(comparison->arena, comparison->is, &comparison->is->deals[change->after]);
        size_t before = id_index_find(&gone, key);
        if (before != NO_INDEX && changes->twin_count < gone.count)
            changes->twins[changes->twin_count++] = (struct change_twin){before, change->after};
    }
}

/* ---- the whole ---- */

static struct reading reading_of(const struct dataset *is, const struct dataset *was, bool new_conventions)
{
    bool same = !strcmp(is->currency, was->currency);
    return (struct reading){.fx = &is->fx,
        .fallback = same ? &was->fx : NULL,
        .currency = is->currency,
        .approx_ppm = new_conventions ? is->approx_ppm : was->approx_ppm,
        .vague_is_unknown = new_conventions ? is->vague_is_unknown : was->vague_is_unknown};
}

const struct dataset *dataset_as_now(
    struct arena *arena, const struct dataset *was, const struct dataset *is, bool *complete)
{
    struct reading reading = reading_of(is, was, true);
    return dataset_restate(arena, was, &reading, complete);
}

const struct changes *changes_derive(
    struct arena *arena, const struct facts *before, const struct facts *after)
{
    struct changes *changes = arena_new(arena, struct changes);
    struct comparison comparison = {.arena = arena, .is = after->dataset};
    bool complete;
    changes->before = before;
    changes->after = after;
    comparison.was = dataset_as_now(arena, before->dataset, after->dataset, &complete);
    comparison.deals_was = deals_index(arena, comparison.was);
    comparison.deals_is = deals_index(arena, comparison.is);
    size_t *correction = corrections_find(&comparison);
    dataset_compare(&comparison, before->dataset);
    deals_compare(&comparison, changes);
    twins_find(&comparison, changes);
    parties_compare(&comparison);
    valuations_compare(&comparison);
    metrics_compare(&comparison);
    corrections_mark(&comparison, correction);
    notes_compare(&comparison);
    sources_compare(&comparison);
    changes->at = comparison.changes.at;
    changes->count = comparison.changes.count;
    changes->bridge.possible = complete;
    if (complete)
        bridge_derive(arena, &comparison, before, after, correction, &changes->bridge);
    return changes;
}

/* ---- questions ---- */

static bool same_object(const struct change *a, const struct change *b)
{
    return a->subject == b->subject && a->before == b->before && a->after == b->after;
}

size_t change_run_end(const struct changes *changes, size_t first)
{
    size_t end = first + 1;
    while (end < changes->count && same_object(&changes->at[first], &changes->at[end]))
        end++;
    return end;
}

static bool is_sourcing(enum change_kind kind)
{
    return kind == CHANGE_SOURCE_ADDED || kind == CHANGE_SOURCE_REMOVED || kind == CHANGE_CLAIM_ADDED ||
           kind == CHANGE_CLAIM_REMOVED || kind == CHANGE_EVIDENCE;
}

enum change_news change_run_news(const struct changes *changes, size_t first)
{
    const struct change *at = &changes->at[first];
    if (at->subject != CHANGED_DEAL)
        return NEWS_OTHER;
    if (at->correction != NO_INDEX)
        return NEWS_CORRECTED;
    if (at->kind == CHANGE_NEW || at->kind == CHANGE_REMOVED)
        return at->kind == CHANGE_NEW ? NEWS_NEW : NEWS_GONE;
    enum change_news news = NEWS_SOURCED;
    for (size_t i = first; i < change_run_end(changes, first); i++) {
        const struct change *change = &changes->at[i];
        bool whole = change->leg_before == NO_INDEX && change->leg_after == NO_INDEX;
        if (change->kind == CHANGE_STATUS && change->move == MOVE_DIED && whole)
            return NEWS_GONE;
        if (change->kind == CHANGE_STATUS ||
            (change->kind == CHANGE_BINDING && change->bucket_was != change->bucket_is))
            news = NEWS_MOVED;
        else if (news != NEWS_MOVED && !is_sourcing(change->kind))
            news = NEWS_REVISED;
    }
    return news;
}

struct change_counts changes_count(const struct changes *changes)
{
    struct change_counts counts = {0};
    for (size_t i = 0; i < changes->count; i = change_run_end(changes, i)) {
        int *by_news[] = {[NEWS_NEW] = &counts.deals_new,
            [NEWS_MOVED] = &counts.deals_moved,
            [NEWS_REVISED] = &counts.deals_revised,
            [NEWS_GONE] = &counts.deals_removed,
            [NEWS_SOURCED] = &counts.deals_sourced,
            [NEWS_CORRECTED] = &counts.deals_corrected};
        int *by_subject[] = {[CHANGED_DEAL] = NULL,
            [CHANGED_PARTY] = &counts.parties,
            [CHANGED_VALUATION] = &counts.valuations,
            [CHANGED_METRIC] = &counts.metrics,
            [CHANGED_NOTE] = &counts.notes,
            [CHANGED_SOURCE] = &counts.sources,
            [CHANGED_DATASET] = &counts.dataset};
        enum change_news news = change_run_news(changes, i);
        ++*(news == NEWS_OTHER ? by_subject[changes->at[i].subject] : by_news[news]);
    }
    return counts;
}

const char *change_subject_name(enum change_subject subject)
{
    static const char *const names[] = {"deal", "party", "valuation", "metric", "note", "source", "dataset"};
    static_assert(sizeof names / sizeof *names == CHANGED_COUNT, "every subject has a name");
    return names[subject];
}

const char *change_kind_name(enum change_kind kind)
{
    static const char *const names[] = {[CHANGE_NEW] = "new",
        [CHANGE_REMOVED] = "removed",
        [CHANGE_STATUS] = "status",
        [CHANGE_BINDING] = "binding",
        [CHANGE_AMOUNT] = "amount",
        [CHANGE_FUNDED] = "funded",
        [CHANGE_RAISED] = "raised",
        [CHANGE_SOLD] = "sold",
        [CHANGE_TRANCHE_ADDED] = "tranche_added",
        [CHANGE_TRANCHE_REMOVED] = "tranche_removed",
        [CHANGE_TRANCHE_MET] = "tranche_met",
        [CHANGE_TRANCHE_AMOUNT] = "tranche_amount",
        [CHANGE_TRANCHE] = "tranche",
        [CHANGE_LEG_ADDED] = "leg_added",
        [CHANGE_LEG_REMOVED] = "leg_removed",
        [CHANGE_PAYER] = "payer",
        [CHANGE_PAYEE] = "payee",
        [CHANGE_SPLIT] = "split",
        [CHANGE_TYPE] = "type",
        [CHANGE_TERM] = "term",
        [CHANGE_CLAUSE_ADDED] = "clause_added",
        [CHANGE_CLAUSE_REMOVED] = "clause_removed",
        [CHANGE_CLAUSE_CHANGED] = "clause_changed",
        [CHANGE_DATE] = "date",
        [CHANGE_EVIDENCE] = "evidence",
        [CHANGE_SOURCE_ADDED] = "source_added",
        [CHANGE_SOURCE_REMOVED] = "source_removed",
        [CHANGE_CLAIM_ADDED] = "claim_added",
        [CHANGE_CLAIM_REMOVED] = "claim_removed",
        [CHANGE_PART_OF] = "part_of",
        [CHANGE_RENAMED] = "renamed",
        [CHANGE_REPARENTED] = "reparented",
        [CHANGE_TEXT] = "text",
        [CHANGE_BASIS] = "basis",
        [CHANGE_RATES] = "rates",
        [CHANGE_CONVENTION] = "convention",
        [CHANGE_CURRENCY] = "currency",
        [CHANGE_DETAIL] = "detail"};
    static_assert(sizeof names / sizeof *names == CHANGE_KIND_COUNT, "every kind has a name");
    return names[kind];
}

const char *change_move_name(enum change_move move)
{
    static const char *const names[] = {"", "up", "down", "died", "revived", "level"};
    return names[move];
}

const char *amount_trait_name(unsigned trait)
{
    static const char *const names[] = {"raised", "lowered", "narrowed", "widened", "disclosed", "hidden",
        "vague", "named", "added", "dropped", "currency"};
    static_assert(sizeof names / sizeof *names == TRAIT_COUNT, "every trait has a name");
    int bit = 0;
    while (trait >>= 1)
        bit++;
    return names[bit];
}

const char *bridge_step_name(enum bridge_step step)
{
    static const char *const names[] = {"new", "raised", "lowered", "moved_in", "moved_out", "withdrawn",
        "parts", "rates", "conventions", "corrected"};
    static_assert(sizeof names / sizeof *names == STEP_COUNT, "every step has a name");
    return names[step];
}
