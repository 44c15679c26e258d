/* SPDX-License-Identifier: MIT */
/*
 * record_changes: what is no deal: the dataset's rates and conventions, parties, valuations, metrics, notes
 * and sources in two editions. The edition's own head (title, as_of, publisher) is not compared.
 */
#include "compare.h"

#include <stdlib.h>
#include <string.h>

static void about(
    struct comparison *comparison, enum change_subject subject, size_t before, size_t after, const char *id)
{
    comparison->about = (struct change){.subject = subject,
        .before = before,
        .after = after,
        .leg_before = NO_INDEX,
        .leg_after = NO_INDEX,
        .id = id};
}

/* ---- the dataset ---- */

static const char *share_text(struct arena *arena, int64_t ppm)
{
    struct str out = str_init(arena);
    str_number(&out, (double)ppm / 1e4, 4);
    str_append(&out, " %");
    return str_text(&out);
}

static bool rate_is_in(const struct fx *fx, const struct fx_rate *rate)
{
    for (size_t i = 0; i < fx->rate_count; i++)
        if (!strcmp(fx->rates[i].currency, rate->currency) &&
            fx->rates[i].rate_billionths == rate->rate_billionths)
            return true;
    return false;
}

/* "EUR 1.17, GBP 1.3 of 2025-12-16": those that the other edition has otherwise, or not */
static const char *rates_text(struct arena *arena, const struct fx *fx, const struct fx *other)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < fx->rate_count; i++) {
        if (rate_is_in(other, &fx->rates[i]))
            continue;
        str_printf(&out, "%s%s ", out.length ? ", " : "", fx->rates[i].currency);
        int64_t rate = fx->rates[i].rate_billionths;
        str_number(&out, (double)rate / 1e9, rate < INT64_C(1000000000000000) ? 9 : 4);
    }
    if (out.length && fx->date.precision != DATE_NONE)
        str_printf(&out, " of %s", date_iso(arena, fx->date));
    return out.length ? str_text(&out) : NULL;
}

void dataset_compare(struct comparison *comparison, const struct dataset *as_it_was)
{
    const struct dataset *is = comparison->is;
    struct arena *arena = comparison->arena;
    about(comparison, CHANGED_DATASET, NO_INDEX, NO_INDEX, NULL);
    change_add_text(comparison, CHANGE_CURRENCY, NULL, as_it_was->currency, is->currency);
    bool both = as_it_was->fx.rate_count && is->fx.rate_count;
    if (both && !strcmp(as_it_was->currency, is->currency) && !rates_equal(as_it_was, is)) {
        struct change *change = change_add(comparison, CHANGE_RATES);
        const char *was_text = rates_text(arena, &as_it_was->fx, &is->fx),
                   *is_text = rates_text(arena, &is->fx, &as_it_was->fx);
        if (was_text)
            change->was = value_of_text(was_text);
        if (is_text)
            change->is = value_of_text(is_text);
    }
    change_add_text(comparison, CHANGE_CONVENTION, "approx", share_text(arena, as_it_was->approx_ppm),
        share_text(arena, is->approx_ppm));
    change_add_text(comparison, CHANGE_CONVENTION, "vague", as_it_was->vague_is_unknown ? "none" : "decade",
        is->vague_is_unknown ? "none" : "decade");
    change_add_text(comparison, CHANGE_CONVENTION, "day_count", as_it_was->actual_days ? "actual" : "30/360",
        is->actual_days ? "actual" : "30/360");
}

/* ---- parties ---- */

static int id_order(const void *a, const void *b)
{
    const struct id_entry *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static struct id_index index_sorted(struct id_entry *entries, size_t count)
{
    if (count)
        qsort(entries, count, sizeof *entries, id_order);
    return (struct id_index){entries, count};
}

static struct id_index party_index(struct arena *arena, const struct dataset *dataset)
{
    struct id_entry *entries = arena_array(arena, struct id_entry, dataset->party_count);
    for (size_t i = 0; i < dataset->party_count; i++)
        entries[i] = (struct id_entry){dataset->parties[i].id, i};
    return index_sorted(entries, dataset->party_count);
}

static struct id_index source_index(struct arena *arena, const struct dataset *dataset)
{
    struct id_entry *entries = arena_array(arena, struct id_entry, dataset->source_count);
    for (size_t i = 0; i < dataset->source_count; i++)
        entries[i] = (struct id_entry){dataset->sources[i].id, i};
    return index_sorted(entries, dataset->source_count);
}

static void detail(struct comparison *comparison, const char *field, const char *was, const char *is)
{
    change_add_text(comparison, CHANGE_DETAIL, field, was, is);
}

static void detail_unsaid(struct comparison *comparison, const char *field, const char *was, const char *is)
{
    if (!str_equals(was, is))
        change_add(comparison, CHANGE_DETAIL)->field = field;
}

static void detail_strings(
    struct comparison *comparison, const char *field, const struct strings *was, const struct strings *is)
{
    change_add_ids(comparison, CHANGE_DETAIL, field, strings_sorted(comparison->arena, was),
        strings_sorted(comparison->arena, is));
}

static void party_compare(struct comparison *comparison, const struct party *was, const struct party *is)
{
    const struct dataset *then = comparison->was, *now = comparison->is;
    change_add_text(comparison, CHANGE_RENAMED, NULL, was->name, is->name);
    change_add_text(comparison, CHANGE_REPARENTED, NULL, dataset_party_id(then, was->parent),
        dataset_party_id(now, is->parent));
    detail(comparison, "short", was->short_name, is->short_name);
    detail(comparison, "kind", party_kind_name(was->kind), party_kind_name(is->kind));
    detail(comparison, "for", dataset_party_id(then, was->serves), dataset_party_id(now, is->serves));
    change_add_ids(comparison, CHANGE_DETAIL, "members", party_ids(comparison->arena, then, &was->members),
        party_ids(comparison->arena, now, &is->members));
    detail_strings(comparison, "roles", &was->roles, &is->roles);
    detail_strings(comparison, "aliases", &was->aliases, &is->aliases);
    detail(comparison, "lei", was->lei, is->lei);
    detail(comparison, "ticker", was->ticker, is->ticker);
    detail(comparison, "exchange", was->exchange, is->exchange);
    detail(comparison, "country", was->country, is->country);
    detail(comparison, "url", was->url, is->url);
    detail(comparison, "colour", was->colour, is->colour);
    detail_unsaid(comparison, "note", was->note, is->note);
    change_add_sources(comparison, &was->sources, &is->sources);
}

void parties_compare(struct comparison *comparison)
{
    const struct dataset *was = comparison->was, *is = comparison->is;
    struct id_index then = party_index(comparison->arena, was), now = party_index(comparison->arena, is);
    for (size_t i = 0; i < is->party_count; i++) {
        size_t before = id_index_find(&then, is->parties[i].id);
        about(comparison, CHANGED_PARTY, before, i, is->parties[i].id);
        if (before == NO_INDEX)
            change_add(comparison, CHANGE_NEW);
        else
            party_compare(comparison, &was->parties[before], &is->parties[i]);
    }
    for (size_t i = 0; i < was->party_count; i++) {
        if (id_index_find(&now, was->parties[i].id) != NO_INDEX)
            continue;
        about(comparison, CHANGED_PARTY, i, NO_INDEX, was->parties[i].id);
        change_add(comparison, CHANGE_REMOVED);
    }
}

/* ---- valuations ---- */

static bool dates_same(struct date a, struct date b)
{
    return a.precision == b.precision && (a.precision == DATE_NONE || a.first == b.first);
}

/* By id, else by party, date and basis; of several such the one that says the same first. */
static bool valuations_alike(const void *context, size_t i, size_t j, int pass)
{
    const struct comparison *comparison = context;
    const struct valuation *a = &comparison->was->valuations[i], *b = &comparison->is->valuations[j];
    if (a->id && b->id)
        return pass == 0 && !strcmp(a->id, b->id);
    if (pass == 0 || a->basis != b->basis || !dates_same(a->date, b->date) ||
        !str_equals(dataset_party_id(comparison->was, a->party), dataset_party_id(comparison->is, b->party)))
        return false;
    return pass == 2 || !amount_change(&a->value, &b->value);
}

static void valuation_compare(
    struct comparison *comparison, const struct valuation *was, const struct valuation *is)
{
    static const char *const moneys[] = {"unspecified", "pre", "post"};
    const struct dataset *then = comparison->was, *now = comparison->is;
    change_add_amount(comparison, CHANGE_AMOUNT, &was->value, &is->value);
    change_add_text(
        comparison, CHANGE_BASIS, "basis", valuation_basis_name(was->basis), valuation_basis_name(is->basis));
    change_add_text(comparison, CHANGE_BASIS, "money", moneys[was->money], moneys[is->money]);
    if (was->status != is->status) {
        struct change *change = change_add(comparison, CHANGE_STATUS);
        change->was = value_of_text(was->status ? status_name(was->status) : NULL);
        change->is = value_of_text(is->status ? status_name(is->status) : NULL);
    }
    change_add_amount(comparison, CHANGE_RAISED, &was->raised, &is->raised);
    change_add_amount(comparison, CHANGE_SOLD, &was->sold, &is->sold);
    change_add_date(comparison, "date", was->date, is->date);
    detail(comparison, "party", dataset_party_id(then, was->party), dataset_party_id(now, is->party));
    detail(comparison, "deal", was->deal == NO_INDEX ? NULL : then->deals[was->deal].id,
        is->deal == NO_INDEX ? NULL : now->deals[is->deal].id);
    detail_strings(comparison, "assumed", &was->assumed, &is->assumed);
    detail_unsaid(comparison, "note", was->note, is->note);
    change_add_sources(comparison, &was->sources, &is->sources);
    change_add_claims(comparison, was->claims, was->claim_count, is->claims, is->claim_count);
}

void valuations_compare(struct comparison *comparison)
{
    const struct dataset *was = comparison->was, *is = comparison->is;
    struct pairing pairing = pair_up(
        comparison->arena, was->valuation_count, is->valuation_count, 3, valuations_alike, comparison);
    for (size_t j = 0; j < is->valuation_count; j++) {
        size_t i = pairing.back[j];
        about(comparison, CHANGED_VALUATION, i, j, is->valuations[j].id);
        if (i == NO_INDEX)
            change_add(comparison, CHANGE_NEW)->is = value_of_amount(&is->valuations[j].value);
        else
            valuation_compare(comparison, &was->valuations[i], &is->valuations[j]);
    }
    for (size_t i = 0; i < was->valuation_count; i++) {
        if (pairing.partner[i] != NO_INDEX)
            continue;
        about(comparison, CHANGED_VALUATION, i, NO_INDEX, was->valuations[i].id);
        change_add(comparison, CHANGE_REMOVED)->was = value_of_amount(&was->valuations[i].value);
    }
}

/* ---- metrics ---- */

static bool metric_values_same(const struct metric *a, const struct metric *b)
{
    if (a->value.kind == AMOUNT_ABSENT && b->value.kind == AMOUNT_ABSENT)
        return str_equals(a->value_words, b->value_words);
    return !amount_change(&a->value, &b->value);
}

static bool periods_same(const struct metric *a, const struct metric *b)
{
    if (a->period.precision == DATE_NONE && b->period.precision == DATE_NONE)
        return str_equals(a->period_words, b->period_words);
    return dates_same(a->period, b->period);
}

/* By id, else by party, name and period; a forecast that became actual is the same metric, revised. */
static bool metrics_alike(const void *context, size_t i, size_t j, int pass)
{
    const struct comparison *comparison = context;
    const struct metric *a = &comparison->was->metrics[i], *b = &comparison->is->metrics[j];
    if (a->id && b->id)
        return pass == 0 && !strcmp(a->id, b->id);
    if (pass == 0 || !str_equals(a->name, b->name) || !periods_same(a, b) ||
        !str_equals(dataset_party_id(comparison->was, a->party), dataset_party_id(comparison->is, b->party)))
        return false;
    return pass == 3 || (a->basis == b->basis && (pass == 2 || metric_values_same(a, b)));
}

static const char *basis_text(enum metric_basis basis)
{
    return basis == METRIC_NONE ? NULL : metric_basis_name(basis);
}

static void metric_compare(struct comparison *comparison, const struct metric *was, const struct metric *is)
{
    if (was->value.kind != AMOUNT_ABSENT && is->value.kind != AMOUNT_ABSENT)
        change_add_amount(comparison, CHANGE_AMOUNT, &was->value, &is->value);
    else if (!metric_values_same(was, is))
        change_add_text(comparison, CHANGE_AMOUNT, NULL, was->value_words, is->value_words);
    change_add_text(comparison, CHANGE_BASIS, "basis", basis_text(was->basis), basis_text(is->basis));
    if (!periods_same(was, is))
        change_add_text(comparison, CHANGE_DATE, "period", was->period_words, is->period_words);
    detail(comparison, "party", dataset_party_id(comparison->was, was->party),
        dataset_party_id(comparison->is, is->party));
    detail(comparison, "name", was->name, is->name);
    detail(comparison, "unit", was->unit, is->unit);
    detail_strings(comparison, "assumed", &was->assumed, &is->assumed);
    detail_unsaid(comparison, "note", was->note, is->note);
    change_add_sources(comparison, &was->sources, &is->sources);
    change_add_claims(comparison, was->claims, was->claim_count, is->claims, is->claim_count);
}

static struct change_value metric_value(const struct metric *metric)
{
    return metric->value.kind == AMOUNT_ABSENT ? value_of_text(metric->value_words)
                                               : value_of_amount(&metric->value);
}

void metrics_compare(struct comparison *comparison)
{
    const struct dataset *was = comparison->was, *is = comparison->is;
    struct pairing pairing =
        pair_up(comparison->arena, was->metric_count, is->metric_count, 4, metrics_alike, comparison);
    for (size_t j = 0; j < is->metric_count; j++) {
        size_t i = pairing.back[j];
        about(comparison, CHANGED_METRIC, i, j, is->metrics[j].id);
        if (i == NO_INDEX)
            change_add(comparison, CHANGE_NEW)->is = metric_value(&is->metrics[j]);
        else
            metric_compare(comparison, &was->metrics[i], &is->metrics[j]);
    }
    for (size_t i = 0; i < was->metric_count; i++) {
        if (pairing.partner[i] != NO_INDEX)
            continue;
        about(comparison, CHANGED_METRIC, i, NO_INDEX, was->metrics[i].id);
        change_add(comparison, CHANGE_REMOVED)->was = metric_value(&was->metrics[i]);
    }
}

/* ---- notes ---- */

static bool notes_same(const struct note *a, const struct note *b)
{
    if (a->id && b->id)
        return !strcmp(a->id, b->id);
    return a->kind == b->kind && str_equals(a->text, b->text);
}

bool note_is_in(const struct dataset *dataset, const struct note *note)
{
    for (size_t i = 0; i < dataset->note_count; i++)
        if (notes_same(&dataset->notes[i], note))
            return true;
    return false;
}

static bool notes_alike(const void *context, size_t i, size_t j, int pass)
{
    const struct comparison *comparison = context;
    (void)pass;
    return notes_same(&comparison->was->notes[i], &comparison->is->notes[j]);
}

static void note_compare(struct comparison *comparison, const struct note *was, const struct note *is)
{
    const struct dataset *then = comparison->was, *now = comparison->is;
    struct arena *arena = comparison->arena;
    change_add_text(comparison, CHANGE_TEXT, NULL, was->text, is->text);
    detail(comparison, "kind", note_kind_name(was->kind), note_kind_name(is->kind));
    change_add_ids(comparison, CHANGE_DETAIL, "about", party_ids(arena, then, &was->about),
        party_ids(arena, now, &is->about));
    change_add_ids(comparison, CHANGE_DETAIL, "deals", deal_ids(arena, then, &was->deals),
        deal_ids(arena, now, &is->deals));
    change_add_date(comparison, "date", was->date, is->date);
    change_add_sources(comparison, &was->sources, &is->sources);
}

void notes_compare(struct comparison *comparison)
{
    const struct dataset *was = comparison->was, *is = comparison->is;
    struct pairing pairing =
        pair_up(comparison->arena, was->note_count, is->note_count, 1, notes_alike, comparison);
    for (size_t j = 0; j < is->note_count; j++) {
        size_t i = pairing.back[j];
        about(comparison, CHANGED_NOTE, i, j, is->notes[j].id);
        if (i == NO_INDEX)
            change_add(comparison, CHANGE_NEW)->is = value_of_text(is->notes[j].text);
        else
            note_compare(comparison, &was->notes[i], &is->notes[j]);
    }
    for (size_t i = 0; i < was->note_count; i++) {
        if (pairing.partner[i] != NO_INDEX)
            continue;
        about(comparison, CHANGED_NOTE, i, NO_INDEX, was->notes[i].id);
        change_add(comparison, CHANGE_REMOVED)->was = value_of_text(was->notes[i].text);
    }
}

/* ---- sources ---- */

static const char *source_id(const struct dataset *dataset, size_t source)
{
    return source == NO_INDEX ? NULL : dataset->sources[source].id;
}

static void source_compare(struct comparison *comparison, const struct source *was, const struct source *is)
{
    detail(comparison, "publisher", was->publisher, is->publisher);
    detail(comparison, "title", was->title, is->title);
    change_add_date(comparison, "date", was->date, is->date);
    detail(comparison, "url", was->url, is->url);
    detail(comparison, "kind", was->kind ? source_kind_name(was->kind) : NULL,
        is->kind ? source_kind_name(is->kind) : NULL);
    detail(comparison, "via", source_id(comparison->was, was->via), source_id(comparison->is, is->via));
    change_add_date(comparison, "accessed", was->accessed, is->accessed);
    detail_unsaid(comparison, "note", was->note, is->note);
}

void sources_compare(struct comparison *comparison)
{
    const struct dataset *was = comparison->was, *is = comparison->is;
    struct id_index then = source_index(comparison->arena, was), now = source_index(comparison->arena, is);
    for (size_t i = 0; i < is->source_count; i++) {
        size_t before = id_index_find(&then, is->sources[i].id);
        about(comparison, CHANGED_SOURCE, before, i, is->sources[i].id);
        if (before == NO_INDEX)
            change_add(comparison, CHANGE_NEW);
        else
            source_compare(comparison, &was->sources[before], &is->sources[i]);
    }
    for (size_t i = 0; i < was->source_count; i++) {
        if (id_index_find(&now, was->sources[i].id) != NO_INDEX)
            continue;
        about(comparison, CHANGED_SOURCE, i, NO_INDEX, was->sources[i].id);
        change_add(comparison, CHANGE_REMOVED);
    }
}
