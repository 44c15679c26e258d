/* SPDX-License-Identifier: MIT */
/*
 * range_words: what a range chart says: names and ends of rows, the finding, notes about what is left out,
 * the table. What somebody judged makes no title.
 */
#include "range_plan.h"

#include "list.h"
#include "say.h"
#include "valuation_plan.h"
#include "wording.h"

#include <math.h>
#include <string.h>

enum { LISTED_MOST = 5, WORDS_MOST = 4 };

static const struct dataset *dataset_of(const struct range_plan *plan)
{
    return plan->facts->dataset;
}

/* ── one point ── */

static void status_append(
    struct str *out, const struct range_point *point, const char *before, const char *after)
{
    if (point->state != STATE_FIRM)
        str_printf(out, "%s%s%s", before, word_status(out->arena, point->status), after);
}

static bool is_assumed(const struct range_plan *plan, const struct range_point *point)
{
    return point->valuation != NO_INDEX &&
           valuation_is_assumed(&dataset_of(plan)->valuations[point->valuation]);
}

static const char *amount_words(const struct range_plan *plan, const struct range_point *point, bool dagger)
{
    struct str out = str_init(plan->arena);
    word_amount(&out, point->amount, NUMBER_SHORT);
    word_certain(&out, point->amount, NUMBER_SHORT);
    str_append(&out, dagger && is_assumed(plan, point) ? "†" : "");
    return str_text(&out);
}

static const char *point_words(const struct range_plan *plan, const struct range_point *point)
{
    struct str out = str_init(plan->arena);
    str_append(&out, amount_words(plan, point, true));
    if (point->valuation != NO_INDEX)
        status_append(&out, point, ", ", "");
    return str_text(&out);
}

enum tail { TAIL_NONE, TAIL_COMMA, TAIL_BRACKET }; /* how a status follows */

/* One end of what is stated as a range; all else as it is */
static const char *end_words(
    const struct range_plan *plan, const struct range_point *point, bool high, enum tail tail)
{
    struct str out = str_init(plan->arena);
    if (point->is_span && point->amount->kind == AMOUNT_RANGE) {
        word_money_rounded(&out, high ? point->amount->high : point->amount->low, dataset_of(plan)->currency,
            NUMBER_SHORT, point->amount->digits, high ? ROUND_UP : ROUND_DOWN);
        str_append(&out, tail != TAIL_BRACKET && is_assumed(plan, point) ? "†" : "");
    } else
        str_append(&out, amount_words(plan, point, tail != TAIL_BRACKET));
    if (point->valuation != NO_INDEX && tail != TAIL_NONE)
        status_append(&out, point, tail == TAIL_BRACKET ? " (" : ", ", tail == TAIL_BRACKET ? ")" : "");
    return str_text(&out);
}

/* The highest: points stand by their low ends, so that the last need not be it */
static const struct range_point *highest_of(const struct range_point *const *points, size_t count)
{
    const struct range_point *highest = points[0];
    for (size_t i = 1; i < count; i++)
        if (points[i]->high > highest->high ||
            (points[i]->high >= highest->high && points[i]->open_up >= highest->open_up))
            highest = points[i];
    return highest;
}

/* ── rows ── */

static const char *dates_words(const struct range_plan *plan, const struct range_row *row)
{
    struct str out = str_init(plan->arena);
    const struct range_point *first = &row->points[0], *last = first;
    for (size_t i = 1; i < row->count; i++) {
        first = row->points[i].date.first < first->date.first ? &row->points[i] : first;
        last = row->points[i].date.last > last->date.last ? &row->points[i] : last;
    }
    struct str from = str_init(plan->arena), to = str_init(plan->arena);
    word_counted(&out, (int64_t)row->count, "value", "values");
    word_date(&from, first->date);
    word_date(&to, last->date);
    bool differ =
        first != last && (first->date.first != last->date.first || first->date.last != last->date.last);
    if (row->count > 2)
        return differ ? say(plan->arena, "%s, %s to %s", str_text(&out), str_text(&from), str_text(&to))
                      : arena_printf(plan->arena, "%s, %s", str_text(&out), str_text(&from));
    return differ ? arena_printf(plan->arena, "%s, %s", str_text(&from), str_text(&to)) : str_text(&from);
}

static void ends_word(struct range_plan *plan, struct range_row *row)
{
    const struct range_point **points = arena_array(plan->arena, const struct range_point *, row->count);
    for (size_t i = 0; i < row->count; i++)
        points[i] = &row->points[i];
    const struct range_point *low = points[0], *high = highest_of(points, row->count);
    const char *low_words = end_words(plan, low, false, low == high ? TAIL_NONE : TAIL_COMMA);
    const char *high_words = end_words(plan, high, true, TAIL_COMMA);
    row->high_words = high_words;
    bool level = low->low >= high->high;
    if (low == high) {
        row->low_words = low->is_span && low->amount->kind == AMOUNT_RANGE ? low_words : NULL;
        return;
    }
    if (level && strcmp(low_words, high_words)) /* two things told of one number */
        row->high_words = arena_printf(plan->arena, "%s; %s", low_words, high_words);
    else if (!level && strcmp(low_words, high_words))
        row->low_words = low_words;
}

static void row_say(struct range_plan *plan, struct range_row *row)
{
    struct str out = str_init(plan->arena);
    str_printf(&out, "%s: ", row->name);
    for (size_t i = 0; i < row->count; i++)
        str_printf(&out, "%s%s", i > 0 ? "; " : "", row->points[i].words);
    if (row->detail)
        str_printf(&out, " (%s)", row->detail);
    row->sentence = str_text(&out);
}

static void deal_row_word(struct range_plan *plan, struct range_row *row)
{
    struct str out = str_init(plan->arena);
    const struct range_point *point = &row->points[0];
    if (row->own) {
        row->name = said(plan->arena, "This dataset");
        str_append(&out, word_status(out.arena, point->status));
    }
    if (point->date.precision != DATE_NONE) {
        str_append(&out, row->own ? ", " : "");
        word_date(&out, point->date);
    }
    if (row->judged)
        str_printf(&out, "%s%s", out.length ? "; " : "", said(out.arena, "judged, see below"));
    row->detail = out.length ? str_text(&out) : NULL;
}

void range_rows_word(struct range_plan *plan)
{
    for (size_t i = 0; i < plan->row_count; i++) {
        struct range_row *row = &plan->rows[i];
        for (size_t j = 0; j < row->count; j++)
            row->points[j].words = point_words(plan, &row->points[j]);
        if (plan->deal != NO_INDEX)
            deal_row_word(plan, row);
        else {
            const struct valuation *valuation = &dataset_of(plan)->valuations[row->points[0].valuation];
            row->name = word_capital(plan->arena, word_valuation_basis(plan->arena, valuation->basis));
            row->detail = dates_words(plan, row);
        }
        ends_word(plan, row);
        row_say(plan, row);
    }
}

static bool has_old(const struct range_plan *plan);

/* ── the finding ── */

typedef LIST(const struct range_point *) point_refs;

static bool is_vague(const struct range_point *point)
{
    return point->is_span && point->amount->kind == AMOUNT_VAGUE;
}

/* Both ends are the same vague words, and others give numbers: the numbers say more. */
static point_refs without_vague(const struct range_plan *plan, point_refs told)
{
    point_refs plain = {0};
    if (told.count < 2 || !is_vague(told.at[0]) || highest_of(told.at, told.count) != told.at[0])
        return told;
    for (size_t i = 0; i < told.count; i++)
        if (!is_vague(told.at[i]))
            *list_push(plan->arena, &plain) = told.at[i];
    return plain.count > 1 ? plain : told;
}

/* Those that the title speaks of: sized, judged or not, in the order of values */
static point_refs said_points(const struct range_plan *plan, bool judged)
{
    point_refs told = {0};
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++)
            if (plan->rows[i].points[j].sized && plan->rows[i].judged == judged)
                *list_push(plan->arena, &told) = &plan->rows[i].points[j];
    for (size_t i = 1; i < told.count; i++) /* few, and almost in order */
        for (size_t j = i; j > 0 && range_point_compare(told.at[j], told.at[j - 1]) < 0; j--) {
            const struct range_point *swap = told.at[j];
            told.at[j] = told.at[j - 1];
            told.at[j - 1] = swap;
        }
    return told;
}

static const char *subject_of(const struct range_plan *plan)
{
    const struct dataset *dataset = dataset_of(plan);
    if (plan->party != NO_INDEX)
        return party_short(&dataset->parties[plan->party]);
    const struct deal *deal = &dataset->deals[plan->deal];
    struct str out = str_init(plan->arena);
    if (deal->from.present && deal->to.present) {
        word_parties(&out, dataset, &deal->from.parties, true);
        str_append(&out, " → ");
        word_parties(&out, dataset, &deal->to.parties, true);
    } else
        str_append(&out, word_deal_title(plan->arena, dataset, deal));
    if (marker_state(deal->status) != STATE_FIRM)
        str_printf(&out, " (%s)", word_status(out.arena, deal->status));
    return str_text(&out);
}

static const char *point_title(const struct range_plan *plan, const struct range_point *point)
{
    struct str out = str_init(plan->arena);
    str_append(&out, amount_words(plan, point, false));
    if (point->valuation != NO_INDEX)
        status_append(&out, point, " (", ")");
    return str_text(&out);
}

/* "from $300B to at least $500B (in talks)"; of one number with several qualifiers each of them; of one
   wording that alone. Returns how many different things are told, at most two counted for a range. */
static size_t span_append(struct str *out, const struct range_plan *plan, const point_refs *all)
{
    const point_refs plain = without_vague(plan, *all), *told = &plain;
    const struct range_point *low = told->at[0], *high = highest_of(told->at, told->count);
    const char *words[WORDS_MOST];
    size_t count = 0, different = 0;
    bool level = high->high <= low->low;
    for (size_t i = 0; i < told->count; i++) {
        bool seen = false;
        const char *word = point_title(plan, told->at[i]);
        for (size_t j = 0; j < count && !seen; j++)
            seen = !strcmp(words[j], word);
        different += !seen;
        if (!seen && count < WORDS_MOST)
            words[count++] = word;
    }
    if (told->count == 1 || different == 1)
        str_append(out, point_title(plan, low));
    else if ((level || low == high) && different == count)
        for (size_t i = 0; i < count; i++)
            str_printf(out, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : said(out->arena, " or "), words[i]);
    else
        str_printf(out, said_in(out->arena, "values", "from %s to %s"),
            end_words(plan, low, false, TAIL_BRACKET), end_words(plan, high, true, TAIL_BRACKET));
    return different;
}

/* Can all have been told on one day? */
static bool same_time(const struct range_plan *plan, const point_refs *told)
{
    const struct valuation *valuations = dataset_of(plan)->valuations;
    int32_t first = INT32_MIN, last = INT32_MAX;
    for (size_t i = 0; i < told->count; i++) {
        const struct valuation *at = &valuations[told->at[i]->valuation];
        first = at->date.first > first ? at->date.first : first;
        last = at->date.last < last ? at->date.last : last;
    }
    return first <= last;
}

static const char *party_title(const struct range_plan *plan)
{
    struct str out = str_init(plan->arena);
    point_refs told = said_points(plan, false);
    str_printf(&out, "%s: ", subject_of(plan));
    size_t different = span_append(&out, plan, &told);
    const struct valuation *only = &dataset_of(plan)->valuations[told.at[0]->valuation];
    if (told.count == 1)
        str_printf(&out,
            has_old(plan) ? said(out.arena, ", the one value stated within a year (%s)")
                          : said(out.arena, ", the one value stated (%s)"),
            word_valuation_basis(out.arena, only->basis));
    else if (different == 1)
        say_to(&out, ", however it is priced");
    else if (plan->row_count == 1)
        say_to(&out, ", depending on when it was priced");
    else if (same_time(plan, &told))
        say_to(&out, ", depending on who priced it");
    else
        say_to(&out, ", depending on who priced it and when");
    return str_text(&out);
}

static void others_append(struct str *out, const struct range_plan *plan, const point_refs *others)
{
    struct str span = str_init(out->arena);
    span_append(&span, plan, others);
    say_count_to(out, (int64_t)others->count, ", though one source says %s", ", though others say %s",
        str_text(&span));
}

static const char *deal_title(const struct range_plan *plan)
{
    struct str out = str_init(plan->arena);
    point_refs told = said_points(plan, false), judged = said_points(plan, true);
    const struct range_point *own = &plan->rows[0].points[0];
    str_printf(&out, "%s: ", subject_of(plan));
    if (!own->sized) {
        str_append(&out, own->words);
        others_append(&out, plan, told.count ? &told : &judged);
    } else if (told.count == 1) {
        str_append(&out, own->words);
        others_append(&out, plan, &judged);
    } else if (span_append(&out, plan, &told) == 1)
        say_to(&out, ", whoever reports it");
    else
        say_to(&out, ", depending on who reports it");
    return str_text(&out);
}

const char *range_title(const struct range_plan *plan)
{
    return plan->deal != NO_INDEX ? deal_title(plan) : party_title(plan);
}

/* ── measure, reference, description ── */

/* Pre or post says nothing of a market or purchase price. */
static const char *money_words(const struct range_plan *plan)
{
    size_t counts[3] = {0}, all = 0;
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++) {
            const struct valuation *at = &dataset_of(plan)->valuations[plan->rows[i].points[j].valuation];
            bool counted = at->basis != BASIS_MARKET && at->basis != BASIS_ACQUISITION;
            counts[at->money] += counted;
            all += counted;
        }
    return all == 0                    ? ""
           : counts[MONEY_POST] == all ? said(plan->arena, "; post-money")
           : counts[MONEY_PRE] == all  ? said(plan->arena, "; pre-money")
           : counts[MONEY_POST] > 0    ? said(plan->arena, "; post-money where stated")
                                       : said(plan->arena, "; pre- or post-money not stated");
}

static bool has_bars(const struct range_plan *plan)
{
    for (size_t i = 0; i < plan->row_count; i++)
        if (plan->rows[i].count > 1)
            return true;
    return false;
}

const char *range_subtitle(const struct range_plan *plan)
{
    struct str out = str_init(plan->arena);
    if (plan->deal != NO_INDEX)
        say_to(&out, "Amount of one deal by who reports it: %s",
            word_deal_title(plan->arena, dataset_of(plan), &dataset_of(plan)->deals[plan->deal]));
    else {
        say_to(&out, "Stated value of %s by what it rests on",
            party_short(&dataset_of(plan)->parties[plan->party]));
        if (has_old(plan))
            say_to(&out, ", in the year up to the latest");
        str_append(&out, money_words(plan));
        if (has_bars(plan))
            say_to(&out, "; bars run from the lowest to the highest");
    }
    if (plan->log)
        say_to(&out, "; log scale: equal steps are equal ratios, no bar begins at zero");
    return str_text(&out);
}

const char *range_reference_words(const struct range_plan *plan)
{
    const struct range_point *point = plan->reference;
    if (!point)
        return NULL;
    if (plan->deal != NO_INDEX)
        return say(plan->arena, "%s in this dataset", point->words);
    struct str date = str_init(plan->arena);
    word_date(&date, point->date);
    const struct valuation *valuation = &dataset_of(plan)->valuations[point->valuation];
    const char *amount = amount_words(plan, point, true),
               *basis = word_valuation_basis(plan->arena, valuation->basis);
    if (point->state == STATE_FIRM)
        return say(plan->arena, "%s: latest firm value, %s, %s", amount, basis, str_text(&date));
    return say(plan->arena, "%s: most firm value, %s, %s, %s", amount, basis,
        word_status(plan->arena, point->status), str_text(&date));
}

const char *range_describe(const struct range_plan *plan)
{
    struct str out = str_init(plan->arena);
    say_to(&out, "Range chart. %s. ", range_title(plan));
    str_append(&out, plan->log ? said(plan->arena, "On a logarithmic scale: ") : "");
    for (size_t i = 0; i < plan->row_count; i++)
        str_printf(&out, "%s%s", plan->rows[i].sentence, i + 1 < plan->row_count ? ". " : ".");
    const char *reference = range_reference_words(plan);
    if (reference)
        say_to(&out, " The line marks %s.", reference);
    return str_text(&out);
}

/* ── notes ── */

enum why { WHY_OLD, WHY_PRE, WHY_UNSIZED, WHY_COUNT };

static bool is_drawn_pre(const struct range_plan *plan)
{
    return dataset_of(plan)->valuations[plan->rows[0].points[0].valuation].money == MONEY_PRE;
}

/* What is old is old whatever its measure. */
static enum why why_left_out(const struct range_plan *plan, const struct range_point *point)
{
    int32_t first = INT32_MAX;
    if (!point->sized)
        return WHY_UNSIZED;
    if (is_drawn_pre(plan) || dataset_of(plan)->valuations[point->valuation].money != MONEY_PRE)
        return WHY_OLD;
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++)
            first = plan->rows[i].points[j].date.last < first ? plan->rows[i].points[j].date.last : first;
    return point->date.last < first ? WHY_OLD : WHY_PRE;
}

static bool has_old(const struct range_plan *plan)
{
    for (size_t i = 0; i < plan->left_out_count; i++)
        if (why_left_out(plan, &plan->left_out[i]) == WHY_OLD)
            return true;
    return false;
}

static const char *left_out_note(const struct range_plan *plan, enum why why)
{
    struct str out = str_init(plan->arena);
    size_t count = 0;
    for (size_t i = 0; i < plan->left_out_count; i++) {
        const struct range_point *point = &plan->left_out[i];
        if (why_left_out(plan, point) != why || count++ >= LISTED_MOST || !point->sized)
            continue;
        str_printf(&out, "%s%s, %s, ", out.length ? "; " : "", point_words(plan, point),
            word_valuation_basis(out.arena, dataset_of(plan)->valuations[point->valuation].basis));
        word_date(&out, point->date);
    }
    if (count == 0)
        return NULL;
    struct str note = str_init(plan->arena);
    if (why == WHY_UNSIZED) {
        word_counted(&note, (int64_t)count, "further value undisclosed", "further values undisclosed");
        return word_capital(plan->arena, str_text(&note));
    }
    if (why == WHY_OLD)
        say_to(&note, "Not drawn, more than a year before the latest: %s", str_text(&out));
    else
        say_to(&note, "Not drawn, as pre-money is another measure: %s", str_text(&out));
    if (count > LISTED_MOST) {
        str_append(&note, said(plan->arena, "; and "));
        word_counted(&note, (int64_t)(count - LISTED_MOST), "more", "more");
    }
    return str_text(&note);
}

/* instead: of what the dataset has; NULL: says nothing of it */
static void claim_say(
    struct str *out, const struct range_plan *plan, const struct claim *claim, const char *instead)
{
    const char *who = claim->source != NO_INDEX ? dataset_of(plan)->sources[claim->source].publisher
                                                : said(out->arena, "another source");
    if (claim->has_amount)
        word_amount(out, &claim->amount, NUMBER_SHORT);
    else
        say_to(out, "“%s”", claim->value);
    if (instead)
        say_to(out, " instead of %s", instead);
    str_printf(out, " (%s%s%s)", who, claim->text ? ": " : "", claim->text ? claim->text : "");
    if (claim->judgement)
        say_to(out, ", judged “%s”", claim->judgement);
}

/* What others say of the values that are drawn: other measures and other dates may be among it */
static const char *value_claims_note(const struct range_plan *plan)
{
    struct str out = str_init(plan->arena);
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++) {
            const struct range_point *point = &plan->rows[i].points[j];
            const struct valuation *valuation = &dataset_of(plan)->valuations[point->valuation];
            for (size_t c = 0; c < valuation->claim_count; c++) {
                if (!str_equals(valuation->claims[c].field, "value"))
                    continue;
                str_append(&out, out.length ? "; " : said(out.arena, "Others say, not drawn: "));
                claim_say(&out, plan, &valuation->claims[c], point->words);
            }
        }
    return out.length ? str_text(&out) : NULL;
}

static const char *judged_note(const struct range_plan *plan, const struct range_row *row)
{
    const struct claim *claim = &dataset_of(plan)->deals[plan->deal].claims[row->points[0].claim];
    return say(plan->arena, "%s, %s: judged “%s”", row->name, row->points[0].words, claim->judgement);
}

/* What stands beside the number, as the dataset has it */
static const char *texts_note(const struct range_plan *plan)
{
    const struct deal *deal = &dataset_of(plan)->deals[plan->deal];
    struct str out = str_init(plan->arena);
    for (size_t i = 0; i < plan->row_count; i++) {
        const char *text = plan->rows[i].own ? NULL : deal->claims[plan->rows[i].points[0].claim].text;
        if (text)
            str_printf(&out, "%s%s: %s", out.length ? " · " : "", plan->rows[i].name, text);
    }
    return out.length ? str_text(&out) : NULL;
}

static const char *undrawn_claims_note(const struct range_plan *plan)
{
    const struct deal *deal = &dataset_of(plan)->deals[plan->deal];
    struct str out = str_init(plan->arena);
    for (size_t i = 0; i < deal->claim_count; i++) {
        const struct claim *claim = &deal->claims[i];
        bool whole = str_equals(claim->field, "amount");
        if (whole ? claim->has_amount && amount_is_sized(&claim->amount) && claim->source != NO_INDEX
                  : !claim->has_amount)
            continue;
        str_append(&out, out.length ? "; " : said(out.arena, "Not drawn: "));
        claim_say(&out, plan, claim, NULL);
        if (!whole)
            say_to(&out, " of a part, %s", claim->field ? claim->field : said(out.arena, "not named"));
    }
    return out.length ? str_text(&out) : NULL;
}

static void note_add(const char **notes, size_t *count, const char *note)
{
    if (note && *count < RANGE_NOTES_MOST)
        notes[(*count)++] = note;
}

static const char *assumed_note(const struct range_plan *plan)
{
    LIST(size_t) drawn = {0};
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++)
            *list_push(plan->arena, &drawn) = plan->rows[i].points[j].valuation;
    return valuations_assumed_note(plan->arena, dataset_of(plan), &(struct indices){drawn.at, drawn.count});
}

size_t range_notes(const struct range_plan *plan, const char *notes[RANGE_NOTES_MOST])
{
    size_t count = 0;
    if (plan->deal != NO_INDEX) {
        note_add(notes, &count, texts_note(plan));
        for (size_t i = 0; i < plan->row_count; i++)
            if (plan->rows[i].judged)
                note_add(notes, &count, judged_note(plan, &plan->rows[i]));
        note_add(notes, &count, undrawn_claims_note(plan));
        return count;
    }
    note_add(notes, &count, assumed_note(plan));
    note_add(notes, &count, value_claims_note(plan));
    for (int why = 0; why < WHY_COUNT; why++)
        note_add(notes, &count, left_out_note(plan, (enum why)why));
    return count;
}

/* ── the table ── */

static void point_row(struct data_table *table, const struct range_plan *plan, const struct range_row *row,
    const struct range_point *point)
{
    const struct dataset *dataset = dataset_of(plan);
    const struct valuation *valuation =
        point->valuation != NO_INDEX ? &dataset->valuations[point->valuation] : NULL;
    const struct claim *claim =
        point->claim != NO_INDEX ? &dataset->deals[plan->deal].claims[point->claim] : NULL;
    data_text(table, valuation ? party_full(&dataset->parties[plan->party]) : dataset->deals[plan->deal].id);
    data_text(table, valuation ? valuation_basis_name(valuation->basis) : row->own ? "dataset" : row->name);
    data_date(table, point->date);
    data_text(table, valuation && valuation->money != MONEY_UNSPECIFIED
                         ? word_valuation_money(table->arena, valuation->money)
                         : NULL);
    data_text(table, point->status == STATUS_NONE ? NULL : status_name(point->status));
    data_amount(table, point->amount);
    data_text(table, row ? "yes" : "no");
    data_text(table, claim ? claim->text : NULL);
    data_text(table, claim ? claim->judgement : NULL);
}

const struct data_table *range_data(const struct range_plan *plan)
{
    static const struct data_column columns[] = {{"of", false}, {"by", false}, {"date", false},
        {"money", false}, {"status", false}, {"low", true}, {"high", true}, {"headline", true},
        {"amount", false}, {"drawn", false}, {"text", false}, {"judgement", false}};
    struct data_table *table =
        data_table_create(plan->arena, "range", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++)
            point_row(table, plan, &plan->rows[i], &plan->rows[i].points[j]);
    for (size_t i = 0; i < plan->left_out_count; i++)
        point_row(table, plan, NULL, &plan->left_out[i]);
    return table;
}
