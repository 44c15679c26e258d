/* SPDX-License-Identifier: MIT */
/*
 * Paths in `assumed` → words. A path is the dataset's own, "dates.signed" or "flows.upfront.amount"; where
 * the value is a word, a date, a name or an amount it stands behind the field's name.
 */
#include "assumed.h"

#include "deal_order.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

struct assumed_field {
    const char *path, *words;
};

static const struct assumed_field deal_fields[] = {{"status", WORDS_IN("field", "status")},
    {"from", WORDS_IN("field", "who pays")}, {"to", WORDS_IN("field", "who is paid")},
    {"type", WORDS_IN("field", "type")}, {"amount", WORDS_IN("field", "amount")},
    {"funded", WORDS_IN("field", "what was paid")}, {"term", WORDS_IN("field", "term")},
    {"term.years", WORDS_IN("field", "length")}, {"term.start", WORDS_IN("field", "start")},
    {"term.end", WORDS_IN("field", "end")}, {"date", WORDS_IN("field", "date")},
    {"dates", WORDS_IN("field", "dates")}, {"dates.signed", WORDS_IN("field", "date of signing")},
    {"dates.announced", WORDS_IN("field", "date of announcement")},
    {"dates.closed", WORDS_IN("field", "date of closing")},
    {"dates.reported", WORDS_IN("field", "date of the first report")},
    {"dates.cancelled", WORDS_IN("field", "date of the end")},
    {"dates.expected", WORDS_IN("field", "expected date")}, {"for", WORDS_IN("field", "what it is for")},
    {"title", WORDS_IN("field", "title")}, {"evidence", WORDS_IN("field", "evidence")},
    {"binding", WORDS_IN("field", "whether it binds")}, {"basis", WORDS_IN("field", "basis")},
    {"value", WORDS_IN("field", "value")}, {"claims", WORDS_IN("field", "other figures")},
    {"period", WORDS_IN("field", "period")}, {"money", WORDS_IN("field", "pre- or post-money")}};

static const char *path_words(struct arena *arena, const char *path)
{
    for (size_t i = 0; i < sizeof deal_fields / sizeof *deal_fields; i++)
        if (!strcmp(deal_fields[i].path, path))
            return said_in(arena, "field", deal_fields[i].words);
    return str_spaced(arena, path, "_.");
}

static void amount_append(struct str *out, const struct amount *amount)
{
    if (amount->kind != AMOUNT_ABSENT)
        word_amount(out, amount, NUMBER_SHORT);
}

static void date_append(struct str *out, struct date date)
{
    if (date.precision != DATE_NONE)
        word_date(out, date);
}

static void term_append(struct str *out, const char *field, const struct term *term)
{
    if (!term->present)
        return;
    if (!strcmp(field, "term.start"))
        date_append(out, term->start);
    else if (!strcmp(field, "term.end"))
        date_append(out, term->end);
    else if (!strcmp(field, "term.years"))
        word_years(out, term->years_low, term->years_high, true);
    else
        word_term(out, term);
}

static void dates_append(struct str *out, const char *field, const struct deal_dates *dates)
{
    const struct {
        const char *field;
        struct date date;
    } all[] = {{"date", dates->date}, {"dates.signed", dates->signed_on},
        {"dates.announced", dates->announced}, {"dates.closed", dates->closed},
        {"dates.reported", dates->reported}, {"dates.cancelled", dates->cancelled},
        {"dates.expected", dates->expected}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!strcmp(all[i].field, field))
            date_append(out, all[i].date);
}

static void side_append(struct str *out, const struct dataset *dataset, const struct side *side)
{
    if (side->present)
        word_parties(out, dataset, &side->parties, true);
}

static void leg_value(
    struct str *out, const struct dataset *dataset, const char *field, const struct leg *leg)
{
    if (!strcmp(field, "amount"))
        amount_append(out, &leg->amount);
    else if (!strcmp(field, "funded"))
        amount_append(out, &leg->funded);
    else if (!strcmp(field, "status"))
        str_append(out, word_status(out->arena, leg->status));
    else if (!strcmp(field, "from"))
        side_append(out, dataset, &leg->from);
    else if (!strcmp(field, "to"))
        side_append(out, dataset, &leg->to);
    else if (!strcmp(field, "for") && leg->purpose)
        str_append(out, leg->purpose);
    else if (str_starts(field, "term"))
        term_append(out, field, &leg->term);
}

static void deal_value(
    struct str *out, const struct dataset *dataset, const char *field, const struct deal *deal)
{
    if (!strcmp(field, "amount"))
        amount_append(out, &deal->amount);
    else if (!strcmp(field, "funded"))
        amount_append(out, &deal->funded);
    else if (!strcmp(field, "status"))
        str_append(out, word_status(out->arena, deal->status));
    else if (!strcmp(field, "type"))
        str_append(out, word_type(out->arena, deal->type));
    else if (!strcmp(field, "from"))
        side_append(out, dataset, &deal->from);
    else if (!strcmp(field, "to"))
        side_append(out, dataset, &deal->to);
    else if (!strcmp(field, "for") && deal->purpose)
        str_append(out, deal->purpose);
    else if (str_starts(field, "term"))
        term_append(out, field, &deal->term);
    else if (str_starts(field, "date"))
        dates_append(out, field, &deal->dates);
}

/* "status (closed)" */
static void field_append(struct str *out, bool first, const char *words, const char *value)
{
    if (*value)
        str_printf(out, "%s%s (%s)", first ? "" : ", ", words, value);
    else
        str_printf(out, "%s%s", first ? "" : ", ", words);
}

static void deal_append(
    struct str *out, const struct dataset *dataset, const struct deal *deal, const char *path, bool first)
{
    struct str value = str_init(out->arena);
    const char *field;
    const struct leg *leg = deal_path_leg(deal, path, &field);
    if (!leg) {
        deal_value(&value, dataset, path, deal);
        field_append(out, first, path_words(out->arena, path), str_text(&value));
        return;
    }
    leg_value(&value, dataset, field, leg);
    const char *words = path_words(out->arena, field),
               *name = leg->id ? str_spaced(out->arena, leg->id, "_.") : leg->purpose;
    field_append(out, first, name ? say(out->arena, "%s of “%s”", words, name) : words, str_text(&value));
}

static void valuation_append(struct str *out, const struct valuation *valuation, const char *path, bool first)
{
    struct str value = str_init(out->arena);
    if (!strcmp(path, "date"))
        date_append(&value, valuation->date);
    else if (!strcmp(path, "basis"))
        str_append(&value, word_valuation_basis(out->arena, valuation->basis));
    else if (!strcmp(path, "status") && valuation->status != STATUS_NONE)
        str_append(&value, word_status(out->arena, valuation->status));
    else if (!strcmp(path, "value"))
        amount_append(&value, &valuation->value);
    field_append(out, first, path_words(out->arena, path), str_text(&value));
}

static void metric_append(struct str *out, const struct metric *metric, const char *path, bool first)
{
    const char *value = "";
    if (!strcmp(path, "value") && metric->value_words)
        value = metric->value_words;
    else if (!strcmp(path, "basis"))
        value = word_metric_basis(out->arena, metric->basis);
    else if (!strcmp(path, "period") && metric->period_words)
        value = metric->period_words;
    field_append(out, first, path_words(out->arena, path), value);
}

static void head_append(struct str *out, const char *title)
{
    str_printf(out, "%s%s: ", out->length ? "; " : "", title);
}

static bool is_dead(const struct deal *deal)
{
    return status_bucket(deal->status, deal->binding) == BUCKET_DEAD;
}

const char *assumed_words(struct arena *arena, const struct facts *facts)
{
    struct str out = str_init(arena);
    const struct dataset *dataset = facts->dataset;
    struct indices deals = deals_ordered(arena, facts, NULL, DEAL_ORDER_FIRM);
    for (size_t i = 0; i < deals.count; i++) {
        const struct deal *deal = &dataset->deals[deals.at[i]];
        if (!deal->assumed.count || is_dead(deal))
            continue;
        head_append(&out, word_deal_title(arena, dataset, deal));
        for (size_t a = 0; a < deal->assumed.count; a++)
            deal_append(&out, dataset, deal, deal->assumed.at[a], a == 0);
    }
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *valuation = &dataset->valuations[i];
        if (!valuation->assumed.count)
            continue;
        head_append(&out, say(arena, "valuation of %s", party_short(&dataset->parties[valuation->party])));
        for (size_t a = 0; a < valuation->assumed.count; a++)
            valuation_append(&out, valuation, valuation->assumed.at[a], a == 0);
    }
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (!metric->assumed.count)
            continue;
        head_append(&out, arena_printf(arena, "%s, %s", party_short(&dataset->parties[metric->party]),
                              str_spaced(arena, metric->name, "_.")));
        for (size_t a = 0; a < metric->assumed.count; a++)
            metric_append(&out, metric, metric->assumed.at[a], a == 0);
    }
    return str_text(&out);
}
