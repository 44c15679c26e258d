/* SPDX-License-Identifier: MIT */
/*
 * multiples_words: what a chart of multiples says. Both dates and both bases stand at every bar: a multiple
 * of a forecast is another thing than one of what was earned.
 */
#include "multiples_plan.h"
#include "list.h"
#include "say.h"
#include "wording.h"

#include <math.h>
#include <string.h>

const char *multiple_metric_words(struct arena *arena, const char *key)
{
    if (!strcmp(key, "arr"))
        return said(arena, "annual recurring revenue");
    if (!strcmp(key, "ebitda"))
        return "EBITDA";
    return said_in(arena, "metric", str_spaced(arena, key, "_"));
}

static const struct metric *metric_of(const struct multiples_plan *plan, const struct multiple *multiple)
{
    return &plan->facts->dataset->metrics[multiple->metric.metric];
}

static const char *party_of(const struct multiples_plan *plan, const struct multiple *multiple)
{
    return party_short(&plan->facts->dataset->parties[multiple_valuation(plan, multiple)->party]);
}

/* Only "about" makes the multiple wide: neither is a bound or a range. */
static bool hangs_on_about(const struct amount *value, const struct amount *by)
{
    bool plain = (amount_kind_is_about(value->kind) || value->kind == AMOUNT_EXACT) &&
                 (amount_kind_is_about(by->kind) || by->kind == AMOUNT_EXACT);
    return plain && (amount_kind_is_about(value->kind) || amount_kind_is_about(by->kind));
}

const char *multiple_words(const struct multiples_plan *plan, const struct multiple *multiple)
{
    const struct amount *value = &multiple_valuation(plan, multiple)->value,
                        *by = &metric_of(plan, multiple)->value;
    struct ratio ratio = {.low = multiple->ratio.low,
        .high = multiple->ratio.high,
        .value = isnan(multiple->ratio.headline) ? multiple->ratio.low : multiple->ratio.headline,
        .about = hangs_on_about(value, by)};
    struct str out = str_init(plan->arena);
    return word_ratio(&out, &ratio, digits_least(value->digits, by->digits)) ? str_text(&out)
                                                                             : said(plan->arena, "not known");
}

static const char *basis_words(const struct arena *arena, enum metric_basis basis)
{
    return basis == METRIC_NONE ? said(arena, "basis not stated") : word_metric_basis(arena, basis);
}

/* "$13B revenue 2025, forecast"; what is no year's figure says how often it was taken */
static void metric_tell(const struct multiples_plan *plan, const struct multiple *multiple, struct str *out)
{
    const struct metric *metric = metric_of(plan, multiple);
    word_amount(out, &metric->value, NUMBER_SHORT);
    if (multiple->metric.scale > 1)
        str_printf(out, " × %d", multiple->metric.scale);
    str_printf(out, " %s ", multiple_metric_words(plan->arena, plan->metric));
    word_date(out, multiple->metric.period);
    str_printf(out, ", %s", basis_words(out->arena, metric->basis));
}

static const char *standing_of(const struct arena *arena, const struct valuation *valuation)
{
    bool told =
        valuation->status != STATUS_NONE && status_bucket(valuation->status, TRI_UNKNOWN) != BUCKET_FIRM;
    return told ? word_status(arena, valuation->status) : NULL;
}

static void row_name(const struct multiples_plan *plan, struct multiple_row *row)
{
    const struct valuation *valuation = multiple_valuation(plan, row->multiple);
    const char *standing = standing_of(plan->arena, valuation);
    struct str name = str_init(plan->arena), detail = str_init(plan->arena);
    if (plan->party_count > 1)
        str_printf(&name, "%s, ", party_of(plan, row->multiple));
    word_date(&name, valuation->date);
    if (plan->party_count == 1)
        str_printf(&name, ", %s", word_valuation_basis(name.arena, valuation->basis));
    if (standing)
        str_printf(&name, ", %s", standing);
    word_amount(&detail, &valuation->value, NUMBER_SHORT);
    str_append(&detail, " / ");
    metric_tell(plan, row->multiple, &detail);
    row->name = str_text(&name);
    row->detail = str_text(&detail);
    row->value = multiple_words(plan, row->multiple);
}

void multiples_name(struct multiples_plan *plan)
{
    for (size_t i = 0; i < plan->row_count; i++)
        row_name(plan, &plan->rows[i]);
}

/* ---- title ---- */

/* The row to quote of each party: its last valuation that happened, else the last that is talked about; of
   several metrics the first, which is one of a period. */
static size_t latest_row(const struct multiples_plan *plan, size_t first, size_t end)
{
    size_t best = first;
    for (size_t i = first + 1; i < end; i++) {
        const struct multiple_row *a = &plan->rows[i], *b = &plan->rows[best];
        int32_t day = multiple_valuation(plan, a->multiple)->date.last,
                other = multiple_valuation(plan, b->multiple)->date.last;
        if (a->talk != b->talk ? b->talk : day > other)
            best = i;
    }
    return best;
}

static size_t party_end(const struct multiples_plan *plan, size_t first)
{
    size_t end = first + 1;
    while (end < plan->row_count && multiple_valuation(plan, plan->rows[end].multiple)->party ==
                                        multiple_valuation(plan, plan->rows[first].multiple)->party)
        end++;
    return end;
}

static void quote(const struct multiples_plan *plan, const struct multiple_row *row, struct str *out)
{
    const char *party = party_of(plan, row->multiple),
               *metric = multiple_metric_words(plan->arena, plan->metric);
    if (row->talk)
        say_to(out, "%s would be valued at %s its %s", party, row->value, metric);
    else
        say_to(out, "%s was last valued at %s its %s", party, row->value, metric);
}

/* "(forecast, 2025)", "(announced; forecast, 2025)": a value that is not done, or hearsay, says so. What is
   in talks has it in its verb. */
static const char *basis_note(const struct multiples_plan *plan, const struct multiple_row *row)
{
    const struct valuation *valuation = multiple_valuation(plan, row->multiple);
    const char *standing = row->talk                             ? NULL
                           : standing_of(plan->arena, valuation) ? standing_of(plan->arena, valuation)
                           : valuation->basis == BASIS_REPORTED
                               ? word_valuation_basis(plan->arena, BASIS_REPORTED)
                               : NULL;
    struct str out = str_init(plan->arena);
    str_printf(&out, " (%s%s%s, ", standing ? standing : "", standing ? "; " : "",
        basis_words(plan->arena, row->multiple->metric.basis));
    word_date(&out, row->multiple->metric.period);
    str_append(&out, ")");
    return str_text(&out);
}

/* What is quoted of the first parties; a basis that all of them share is said once. */
const char *multiples_title(const struct multiples_plan *plan)
{
    enum { NAMED = 3 };
    const struct multiple_row *quoted[NAMED];
    size_t named = 0, parties = 0;
    bool alike = true;
    for (size_t first = 0; first < plan->row_count; first = party_end(plan, first))
        if (parties++ < NAMED)
            quoted[named++] = &plan->rows[latest_row(plan, first, party_end(plan, first))];
    for (size_t i = 1; i < named; i++)
        alike = alike && !strcmp(basis_note(plan, quoted[i]), basis_note(plan, quoted[0]));
    struct str out = str_init(plan->arena);
    for (size_t i = 0; i < named; i++) {
        const struct multiple_row *row = quoted[i];
        if (i && row->talk)
            say_to(&out, ", %s at %s if talks succeed", party_of(plan, row->multiple), row->value);
        else if (i)
            say_to(&out, ", %s at %s", party_of(plan, row->multiple), row->value);
        else
            quote(plan, row, &out);
        str_append(&out, !alike || i + 1 == named ? basis_note(plan, row) : "");
    }
    if (parties > named)
        say_to(&out, " and %zu more", parties - named);
    return str_text(&out);
}

const char *multiples_subtitle(const struct multiples_plan *plan)
{
    const char *metric = multiple_metric_words(plan->arena, plan->metric);
    if (plan->party_count == 1)
        return say(plan->arena,
            "What %s was said to be worth, as a multiple of %s in a year; each bar: date, value / %s with "
            "its "
            "period and basis",
            party_of(plan, plan->rows[0].multiple), metric, metric);
    return say(plan->arena,
        "What parties were said to be worth, as a multiple of %s in a year; each bar: date, value / %s with "
        "its period and basis",
        metric, metric);
}

/* ---- notes ---- */

static bool is_drawn(const struct multiples_plan *plan, size_t valuation)
{
    for (size_t i = 0; i < plan->facts->figures.multiple_count; i++) {
        const struct multiple *multiple = &plan->facts->figures.multiples[i];
        if (multiple->valuation == valuation && !strcmp(multiple->metric.key, plan->metric))
            return true;
    }
    return false;
}

/* Of how many valuations of a party is there no such metric near? */
static int64_t missing_of(const struct multiples_plan *plan, size_t party)
{
    const struct dataset *dataset = plan->facts->dataset;
    int64_t count = 0;
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *valuation = &dataset->valuations[i];
        bool dead = valuation->status != STATUS_NONE && status_rank(valuation->status) == 0;
        count += !dead && valuation->party == party && !is_drawn(plan, i);
    }
    return count;
}

/* Valuations that have no such metric near them, by party in the order of parties */
static const char *missing_note(const struct multiples_plan *plan)
{
    enum { NAMED = 4 };
    const struct dataset *dataset = plan->facts->dataset;
    struct str names = str_init(plan->arena), number = str_init(plan->arena);
    size_t parties = 0;
    int64_t count = 0;
    for (size_t party = 0; party < dataset->party_count; party++) {
        int64_t missing = plan->party == NO_INDEX || plan->party == party ? missing_of(plan, party) : 0;
        if (missing && parties++ < NAMED)
            str_printf(&names, "%s%s", names.length ? ", " : "", party_short(&dataset->parties[party]));
        count += missing;
    }
    if (!count)
        return NULL;
    word_counted(&number, count, "valuation", "valuations");
    if (parties > NAMED)
        say_to(&names, " and %zu more", parties - NAMED);
    return say(plan->arena, "Not drawn, for want of a size or of a figure near its date: %s of %s.",
        str_text(&number), str_text(&names));
}

static bool has_multiples(const struct multiples_plan *plan, const char *key)
{
    const struct figures *figures = &plan->facts->figures;
    for (size_t i = 0; i < figures->multiple_count; i++)
        if (!strcmp(figures->multiples[i].metric.key, key) &&
            (plan->party == NO_INDEX ||
                multiple_valuation(plan, &figures->multiples[i])->party == plan->party))
            return true;
    return false;
}

static const char *other_metrics_note(const struct multiples_plan *plan)
{
    struct str out = str_init(plan->arena);
    for (size_t i = 0; i < MULTIPLES_METRICS; i++)
        if (strcmp(multiples_metrics[i], plan->metric) != 0 && has_multiples(plan, multiples_metrics[i]))
            str_printf(&out, "%s%s", out.length ? ", " : "",
                multiple_metric_words(plan->arena, multiples_metrics[i]));
    return out.length ? say(plan->arena, "Also known, but not to be compared with these: multiples of %s.",
                            str_text(&out))
                      : NULL;
}

static bool any_scaled(const struct multiples_plan *plan)
{
    for (size_t i = 0; i < plan->row_count; i++)
        if (plan->rows[i].multiple->metric.scale > 1)
            return true;
    return false;
}

size_t multiples_notes(const struct multiples_plan *plan, const char *notes[MULTIPLES_NOTES])
{
    size_t count = 0;
    struct str left = str_init(plan->arena);
    if (plan->left_out)
        word_counted(&left, (int64_t)plan->left_out, "earlier valuation is not drawn.",
            "earlier valuations are not drawn.");
    const char *all[] = {left.length ? word_capital(plan->arena, str_text(&left)) : NULL, missing_note(plan),
        any_scaled(plan) ? said(plan->arena, "Figures of a part of a year were multiplied up to a whole one.")
                         : NULL,
        other_metrics_note(plan)};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i])
            notes[count++] = all[i];
    return count;
}

/* ---- for those who cannot see it ---- */

enum { ROWS_TOLD = 3 };

const char *multiples_describe(const struct multiples_plan *plan)
{
    struct str out = str_init(plan->arena);
    size_t told = plan->row_count < ROWS_TOLD ? plan->row_count : ROWS_TOLD;
    say_to(&out, "Bar chart of valuations as multiples of %s. %s. ",
        multiple_metric_words(plan->arena, plan->metric), multiples_title(plan));
    for (size_t i = 0; i < told; i++) {
        const struct multiple_row *row = &plan->rows[i];
        if (plan->party_count == 1 && !i)
            str_printf(&out, "%s. ", party_of(plan, row->multiple));
        str_printf(
            &out, "%s: %s (%s)%s", row->name, row->value, row->detail, i + 1 < told ? "; " : ".");
    }
    if (told < plan->row_count) {
        struct str more = str_init(plan->arena);
        word_counted(&more, (int64_t)(plan->row_count - told), "more row", "more rows");
        str_char(&out, ' ');
        say_to(&out, "And %s.", str_text(&more));
    }
    return str_text(&out);
}

struct data_table *multiples_data(const struct multiples_plan *plan)
{
    static const struct data_column columns[] = {{"party", false}, {"valuation_from", false},
        {"valuation_to", false}, {"valuation_basis", false}, {"money", false}, {"status", false},
        {"value_low", true}, {"value_high", true}, {"value_headline", true}, {"value", false},
        {"metric", false}, {"period_from", false}, {"period_to", false}, {"metric_basis", false},
        {"yearly_low", true}, {"yearly_high", true}, {"yearly_headline", true}, {"multiple_low", true},
        {"multiple_high", true}, {"multiple_headline", true}, {"multiple", false}};
    struct data_table *table =
        data_table_create(plan->arena, "multiples", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct multiple *multiple = plan->rows[i].multiple;
        const struct valuation *valuation = multiple_valuation(plan, multiple);
        const struct interval *yearly = &multiple->metric.value;
        data_text(table, party_full(&plan->facts->dataset->parties[valuation->party]));
        data_day(table, valuation->date.first);
        data_day(table, valuation->date.last);
        data_text(table, valuation_basis_name(valuation->basis));
        data_text(table, *word_valuation_money(plan->arena, valuation->money)
                             ? word_valuation_money(plan->arena, valuation->money)
                             : NULL);
        data_text(table, valuation->status == STATUS_NONE ? NULL : status_name(valuation->status));
        data_amount(table, &valuation->value);
        data_text(table, plan->metric);
        data_day(table, multiple->metric.period.first);
        data_day(table, multiple->metric.period.last);
        data_text(table, basis_words(plan->arena, multiple->metric.basis));
        data_money(table, yearly->low);
        data_money(table, yearly->high);
        data_money(table, yearly->has_headline ? yearly->headline : MONEY_OPEN);
        data_number(table, multiple->ratio.low);
        data_number(table, multiple->ratio.high);
        data_number(table, multiple->ratio.headline);
        data_text(table, plan->rows[i].value);
    }
    return table;
}
