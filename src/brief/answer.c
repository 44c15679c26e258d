/* SPDX-License-Identifier: MIT */
/*
 * One {{ value }} → runs of text. Looks the path up in the dataset, applies the filters, prints. A money
 * value is carried as amount, total or interval until it is printed, so that no filter can lose its
 * qualifier.
 */
#include "say.h"
#include "answer_assumed.h"
#include "answer_internal.h"
#include "expand.h"
#include "flow.h"
#include "summary.h"
#include "total_words.h"

#include <string.h>

bool fail_name(const struct expansion *expansion, struct place place, const char *hint, const char *sentence)
{
    diags_add(expansion->diags, DIAG_UNKNOWN_NAME, place, NULL, hint, "%s", sentence);
    return false;
}

/* ---- looking up ---- */

static const char *nearest_id(const struct expansion *expansion, enum value_root root, const char *id)
{
    const struct dataset *dataset = expansion->dataset;
    size_t count = root == ROOT_DEAL ? dataset->deal_count : dataset->party_count;
    const char **ids = arena_array(expansion->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        ids[i] = root == ROOT_DEAL ? dataset->deals[i].id : dataset->parties[i].id;
    const char *near = suggest_nearest(id, ids, count);
    return near ? arena_printf(expansion->arena, "did you mean '%s'?", near) : NULL;
}

static size_t id_find(const struct expansion *expansion, enum value_root root, const char *id)
{
    return root == ROOT_DEAL ? dataset_find_deal(expansion->dataset, id)
                             : dataset_find_party(expansion->dataset, id);
}

/* "aws-rental.amont": the id is there and its field is not. */
bool fail_party(const struct expansion *expansion, const char *id, struct place place)
{
    return fail_name(expansion, place, nearest_id(expansion, ROOT_PARTY, id),
        arena_printf(expansion->arena, "unknown party '%s'", id));
}

static bool fail_id(const struct expansion *expansion, enum value_root root, const struct value *value)
{
    const char *noun = root == ROOT_DEAL ? "deal" : "party";
    for (size_t end = strlen(value->id); end--;) {
        if (value->id[end] != '.')
            continue;
        if (id_find(expansion, root, arena_strndup(expansion->arena, value->id, end)) == NO_INDEX)
            continue;
        const char *field = value->id + end + 1;
        size_t count;
        const char *const *fields = value_fields(expansion->arena, root, &count);
        const char *near = suggest_nearest(field, fields, count);
        return fail_name(expansion, place_shift(value->id_place, end + 1),
            near ? arena_printf(expansion->arena, "did you mean '%s'?", near) : NULL,
            arena_printf(expansion->arena, "%s has no field '%s'", noun, field));
    }
    return fail_name(expansion, value->id_place, nearest_id(expansion, root, value->id),
        arena_printf(expansion->arena, "unknown %s '%s'", noun, value->id));
}

void answer_string(struct answer *answer, const char *text)
{
    answer->type = VALUE_TEXT;
    answer->text = text ? text : "";
    answer->absent = !text || !*text;
}

static void answer_count(const struct expansion *expansion, struct answer *answer, int64_t number)
{
    answer->type = VALUE_NUMBER;
    answer->is_count = true;
    answer->number = number;
    answer->text = arena_printf(expansion->arena, "%lld", (long long)number);
}

void answer_date(struct answer *answer, struct date date)
{
    answer->type = VALUE_DATE;
    answer->date = date;
    answer->absent = date.precision == DATE_NONE;
}

void answer_amount(struct answer *answer, const struct amount *amount, size_t deal)
{
    answer->type = VALUE_MONEY;
    answer->form = MONEY_FORM_AMOUNT;
    answer->amount = *amount;
    answer->deal = deal;
    answer->absent = amount->kind == AMOUNT_ABSENT;
}

void answer_indices(struct answer *answer, enum value_type type, const struct indices *indices)
{
    answer->type = type;
    if (type == VALUE_SOURCES)
        answer->sources = *indices;
    else
        answer->parties = *indices;
    answer->absent = !indices->count;
}

static bool is_of_deal(const struct flow *flow, size_t deal)
{
    return flow->deal == deal && flow->is_money;
}

static void total_add(struct total *total, const struct flow *flow)
{
    const struct amount *amount = &flow->amount;
    total->flows++;
    bool unknown = amount->kind == AMOUNT_UNDISCLOSED && !amount->low;
    total->undisclosed += unknown;
    total->low = money_add(total->low, amount->low);
    total->high = money_add(total->high, amount->high);
    if (amount->has_headline)
        total->headline = money_add(total->headline, amount->headline);
    else
        total->no_headline += !unknown;
    if (amount->digits && (!total->digits || amount->digits < total->digits))
        total->digits = amount->digits;
    total->any_approx = total->any_approx || amount_kind_is_about(amount->kind);
    total->any_about = total->any_about || amount->kind == AMOUNT_APPROX;
}

static struct total deal_total(const struct facts *facts, size_t deal)
{
    struct total total = {0};
    for (size_t i = 0; i < facts->flow_count; i++)
        if (is_of_deal(&facts->flows[i], deal))
            total_add(&total, &facts->flows[i]);
    return total;
}

/* The amount as written; where only legs or tranches carry one, their sum. */
static void answer_deal_money(const struct expansion *expansion, struct answer *answer, size_t deal)
{
    const struct deal *at = &expansion->dataset->deals[deal];
    answer_amount(answer, &at->amount, deal);
    if (at->amount.kind != AMOUNT_ABSENT)
        return;
    answer->form = MONEY_FORM_TOTAL;
    answer->total = deal_total(expansion->facts, deal);
    answer->absent = !answer->total.flows;
}

/* ISO 8601: the week of a day is that of its Thursday. */
static int iso_week(int32_t day)
{
    int32_t weekday = ((day % 7) + 7 + 3) % 7; /* 1970-01-01 was a Thursday; Monday is 0 */
    int32_t thursday = day - weekday + 3;
    int year, month, day_of_month;
    day_split(thursday, &year, &month, &day_of_month);
    return (thursday - day_of(year, 1, 1)) / 7 + 1;
}

static void look_dataset(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct dataset *dataset = expansion->dataset;
    switch (value->field) {
    case FIELD_TITLE:
        answer_string(answer, summary_title(expansion->arena, dataset));
        break;
    case FIELD_SUBTITLE:
        answer_string(answer, dataset->subtitle);
        break;
    case FIELD_PUBLISHER:
        answer_string(answer, dataset->publisher);
        break;
    case FIELD_AUTHOR:
        answer_string(answer, dataset->author);
        break;
    case FIELD_AS_OF:
        answer_date(answer, dataset->as_of);
        break;
    case FIELD_CURRENCY:
        answer_string(answer, dataset->currency);
        break;
    case FIELD_SUMMARY:
        answer_string(answer, summary_totals(expansion->arena, expansion->facts));
        break;
    case FIELD_LEAD:
        answer_string(answer, summary_lead(expansion->arena, expansion->facts));
        break;
    case FIELD_CIRCULATION:
        answer_string(answer, summary_circulation(expansion->arena, expansion->facts));
        break;
    case FIELD_DEALS:
        answer_count(expansion, answer, (int64_t)dataset->deal_count);
        break;
    case FIELD_PARTIES:
        answer_count(expansion, answer, (int64_t)dataset->party_count);
        break;
    default:
        answer_count(expansion, answer, (int64_t)expansion->cited->count);
        break;
    }
}

static void look_edition(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    struct date as_of = expansion->dataset->as_of;
    int year, month, day;
    day_split(as_of.first, &year, &month, &day);
    if (value->field == FIELD_SINCE) {
        struct date none = {.precision = DATE_NONE};
        answer_date(answer, expansion->changes ? expansion->changes->before->dataset->as_of : none);
    } else if (value->field == FIELD_DATE)
        answer_date(answer, as_of);
    else if (value->field == FIELD_YEAR)
        answer_count(expansion, answer, year);
    else
        answer_count(expansion, answer, iso_week(as_of.first));
    if (value->field == FIELD_WEEK)
        answer->absent = as_of.precision != DATE_DAY;
}

static void answer_years(struct answer *answer, const struct term *term)
{
    answer->type = VALUE_NUMBER;
    answer->text = term->years_words;
    answer->absent = !term->years_words;
    answer->is_count =
        term->years_words && term->years_low == term->years_high && term->years_low % YEARS_ONE == 0;
    answer->number = term->years_low / YEARS_ONE;
}

static void look_deal(
    const struct expansion *expansion, const struct value *value, size_t index, struct answer *answer)
{
    const struct deal *deal = &expansion->dataset->deals[index];
    answer->index = answer->deal = index;
    switch (value->field) {
    case FIELD_ID:
        answer_string(answer, deal->id);
        break;
    case FIELD_TITLE:
        answer_string(answer, word_deal_title(expansion->arena, expansion->dataset, deal));
        break;
    case FIELD_FROM:
        answer_indices(answer, VALUE_PARTIES, &deal->from.parties);
        break;
    case FIELD_TO:
        answer_indices(answer, VALUE_PARTIES, &deal->to.parties);
        break;
    case FIELD_AMOUNT:
        answer_deal_money(expansion, answer, index);
        break;
    case FIELD_FUNDED:
        answer_amount(answer, &deal->funded, NO_INDEX);
        break;
    case FIELD_FOR:
        answer_string(answer, deal->purpose);
        break;
    case FIELD_TYPE:
        answer_string(answer, word_type(expansion->arena, deal->type));
        break;
    case FIELD_CLASS:
        answer_string(answer, class_name(type_class(deal->type)));
        break;
    case FIELD_STATUS:
        answer->type = VALUE_STATUS;
        answer->status = deal->status;
        break;
    case FIELD_DATE:
        answer_date(answer, deal_date(deal));
        break;
    case FIELD_TERM_YEARS:
        answer_years(answer, &deal->term);
        break;
    case FIELD_TERM: {
        struct str out = str_init(expansion->arena);
        word_term(&out, &deal->term);
        answer_string(answer, str_text(&out));
        break;
    }
    case FIELD_TERM_START:
        answer_date(answer, deal->term.start);
        break;
    case FIELD_TERM_END:
        answer_date(answer, deal->term.end);
        break;
    case FIELD_EVIDENCE:
        answer_string(answer, word_evidence(expansion->arena, deal->evidence));
        break;
    case FIELD_BUCKET:
        answer_string(
            answer, word_bucket_short(expansion->arena, status_bucket(deal->status, deal->binding)));
        break;
    case FIELD_NOTE:
        answer_string(answer, deal->note);
        break;
    case FIELD_SOURCES:
        answer_indices(answer, VALUE_SOURCES, &deal->sources);
        break;
    default:
        answer->type = VALUE_DEAL;
        break;
    }
}

static void look_party(
    const struct expansion *expansion, const struct value *value, size_t index, struct answer *answer)
{
    const struct party *party = &expansion->dataset->parties[index];
    answer->index = index;
    switch (value->field) {
    case FIELD_ID:
        answer_string(answer, party->id);
        break;
    case FIELD_NAME:
        answer_string(answer, party->name);
        break;
    case FIELD_SHORT:
        answer_string(answer, party_short(party));
        break;
    case FIELD_KIND:
        answer_string(answer, word_party_kind(expansion->arena, party->kind));
        break;
    case FIELD_COUNTRY:
        answer_string(answer, party->country);
        break;
    case FIELD_TICKER:
        answer_string(answer, party->ticker);
        break;
    case FIELD_URL:
        answer_string(answer, party->url);
        break;
    case FIELD_PARENT:
        if (party->parent != NO_INDEX) {
            size_t *parent = arena_new(expansion->arena, size_t);
            *parent = party->parent;
            answer_indices(answer, VALUE_PARTIES, &(struct indices){.at = parent, .count = 1});
        } else {
            answer_string(answer, NULL);
        }
        break;
    case FIELD_NOTE:
        answer_string(answer, party->note);
        break;
    case FIELD_SOURCES:
        answer_indices(answer, VALUE_SOURCES, &party->sources);
        break;
    default:
        answer->type = VALUE_PARTY;
        break;
    }
}

static void look_valuation(
    const struct expansion *expansion, const struct value *value, size_t index, struct answer *answer)
{
    const struct valuation *valuation = &expansion->dataset->valuations[index];
    answer->index = index;
    switch (value->field) {
    case FIELD_PARTY:
        answer->type = VALUE_PARTY;
        answer->index = valuation->party;
        break;
    case FIELD_VALUE:
        answer_amount(answer, &valuation->value, NO_INDEX);
        break;
    case FIELD_DATE:
        answer_date(answer, valuation->date);
        break;
    case FIELD_BASIS:
        answer_string(answer, word_valuation_basis(expansion->arena, valuation->basis));
        break;
    case FIELD_MONEY:
        answer_string(answer, word_valuation_money(expansion->arena, valuation->money));
        break;
    case FIELD_RAISED:
        answer_amount(answer, &valuation->raised, NO_INDEX);
        break;
    case FIELD_SOLD:
        answer_amount(answer, &valuation->sold, NO_INDEX);
        break;
    case FIELD_DEAL:
        answer->type = VALUE_DEAL;
        answer->absent = valuation->deal == NO_INDEX;
        answer->index = answer->deal = valuation->deal;
        break;
    case FIELD_STATUS:
        answer->type = VALUE_STATUS;
        answer->status = valuation->status;
        answer->absent = valuation->status == STATUS_NONE;
        break;
    case FIELD_NOTE:
        answer_string(answer, valuation->note);
        break;
    case FIELD_SOURCES:
        answer_indices(answer, VALUE_SOURCES, &valuation->sources);
        break;
    default:
        answer->type = VALUE_VALUATION;
        break;
    }
}

static void look_note(
    const struct expansion *expansion, const struct value *value, size_t index, struct answer *answer)
{
    const struct note *note = &expansion->dataset->notes[index];
    answer->index = index;
    switch (value->field) {
    case FIELD_ID:
        answer_string(answer, note->id);
        break;
    case FIELD_TEXT:
        answer_string(answer, note->text);
        break;
    case FIELD_KIND:
        answer_string(answer, note_kind_name(note->kind));
        break;
    case FIELD_DATE:
        answer_date(answer, note->date);
        break;
    case FIELD_ABOUT:
        answer_indices(answer, VALUE_PARTIES, &note->about);
        break;
    case FIELD_SOURCES:
        answer_indices(answer, VALUE_SOURCES, &note->sources);
        break;
    default:
        answer->type = VALUE_NOTE;
        break;
    }
}

/* Valuations of a party by date, then file order; latest is the last of them. */
static size_t valuation_find(const struct dataset *dataset, size_t party, bool previous)
{
    size_t latest = NO_INDEX, before = NO_INDEX;
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *at = &dataset->valuations[i];
        if (at->party != party)
            continue;
        if (latest == NO_INDEX || at->date.last >= dataset->valuations[latest].date.last) {
            before = latest;
            latest = i;
        } else if (before == NO_INDEX || at->date.last >= dataset->valuations[before].date.last) {
            before = i;
        }
    }
    return previous ? before : latest;
}

static bool look_valuation_of(
    const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    if (value->current) {
        look_valuation(expansion, value, expansion->valuation, answer);
        return true;
    }
    size_t party = value->id ? dataset_find_party(expansion->dataset, value->id) : expansion->party;
    if (party == NO_INDEX)
        return fail_id(expansion, ROOT_PARTY, value);
    size_t index = valuation_find(expansion->dataset, party, value->previous);
    if (index == NO_INDEX) {
        answer->absent = true;
        answer->type = value->type;
        return true;
    }
    look_valuation(expansion, value, index, answer);
    return true;
}

struct total figure_total(const struct facts *facts, const struct selection *where)
{
    return facts_total(facts, where);
}

/* "id=this" is the deal around, "party=this", "from=this" and "to=this" the party. */
static const char *where_this(const struct expansion *expansion, const char *where)
{
    static const char *const keys[] = {"id=", "party=", "from=", "to="};
    const struct dataset *dataset = expansion->dataset;
    const char *ids[] = {expansion->deal == NO_INDEX ? NULL : dataset->deals[expansion->deal].id,
        expansion->party == NO_INDEX ? NULL : dataset->parties[expansion->party].id};
    struct str out = str_init(expansion->arena);
    for (const char *at = where; *at; at++) {
        bool begins = at == where || at[-1] == ' ' || at[-1] == ',';
        for (size_t k = 0; begins && k < sizeof keys / sizeof *keys; k++) {
            size_t length = strlen(keys[k]);
            const char *id = ids[k > 0], *behind = at + length + strlen("this");
            if (!id || !str_starts(at, keys[k]) || !str_starts(at + length, "this") ||
                (*behind && *behind != ',' && *behind != ' '))
                continue;
            str_printf(&out, "%s%s", keys[k], id);
            at = behind;
            begins = false;
        }
        if (!*at)
            break;
        str_char(&out, *at);
    }
    return str_text(&out);
}

const struct selection *expand_where(const struct expansion *expansion, const char *where, struct place place)
{
    where = where_this(expansion, where);
    size_t offset = 0;
    const char *sentence = NULL, *hint = NULL;
    const struct selection *selection =
        selection_parse(expansion->arena, where, expansion->dataset, &offset, &sentence, &hint);
    if (!selection)
        diags_add(expansion->diags, DIAG_BAD_WHERE, place_shift(place, offset), NULL, hint, "%s",
            sentence ? sentence : "a where-clause cannot be read");
    return selection;
}

static int64_t deals_counted(const struct facts *facts, const struct selection *where)
{
    int64_t count = 0;
    size_t last = NO_INDEX;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (flow->deal == last || !flow_selected(facts, where, flow))
            continue;
        last = flow->deal; /* the flows of a deal stand together */
        count++;
    }
    return count;
}

static bool look_figure(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct network *live = &expansion->facts->live;
    if (value->root == ROOT_CIRCULATING) {
        bool is_most = live->circulating_is_most;
        struct amount amount = {.kind = live->circulation_cut ? AMOUNT_VAGUE
                                        : !live->circulating  ? AMOUNT_NONE
                                        : is_most             ? AMOUNT_AT_MOST
                                                              : AMOUNT_EXACT,
            .has_headline = true,
            .high = live->circulating,
            .headline = live->circulating,
            .words = live->circulation_cut ? said(expansion->arena, "an amount not known") : NULL,
            .digits = 3};
        memcpy(amount.currency, expansion->dataset->currency, sizeof amount.currency);
        answer_amount(answer, &amount, NO_INDEX);
        answer->after =
            live->circulating && !is_most ? said(expansion->arena, " on the figures given") : NULL;
        return true;
    }
    const struct selection *where = expand_where(expansion, value->where, value->where_place);
    if (!where)
        return false;
    if (value->root == ROOT_COUNT) {
        answer_count(expansion, answer, deals_counted(expansion->facts, where));
        return true;
    }
    answer->type = VALUE_MONEY;
    answer->form = MONEY_FORM_TOTAL;
    answer->total = figure_total(expansion->facts, where);
    return true;
}

bool answer_look_up(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    size_t index;
    answer->deal = NO_INDEX;
    switch (value->root) {
    case ROOT_DATASET:
        look_dataset(expansion, value, answer);
        return true;
    case ROOT_EDITION:
        look_edition(expansion, value, answer);
        return true;
    case ROOT_DEAL:
        index = value->id ? dataset_find_deal(expansion->dataset, value->id) : expansion->deal;
        if (index == NO_INDEX)
            return fail_id(expansion, ROOT_DEAL, value);
        look_deal(expansion, value, index, answer);
        return true;
    case ROOT_PARTY:
        index = value->id ? dataset_find_party(expansion->dataset, value->id) : expansion->party;
        if (index == NO_INDEX)
            return fail_id(expansion, ROOT_PARTY, value);
        look_party(expansion, value, index, answer);
        return true;
    case ROOT_VALUATION:
        return look_valuation_of(expansion, value, answer);
    case ROOT_NOTE:
        look_note(expansion, value, expansion->note, answer);
        return true;
    case ROOT_METRIC:
        return answer_metric_of(expansion, value, answer);
    case ROOT_TOTAL:
    case ROOT_COUNT:
    case ROOT_CIRCULATING:
        return look_figure(expansion, value, answer);
    default:
        return answer_figure(expansion, value, answer);
    }
}

/* ---- filters ---- */

static bool fail_filter(
    const struct expansion *expansion, const struct value_filter *filter, const char *sentence)
{
    diags_add(expansion->diags, DIAG_BAD_FILTER, filter->place, NULL, NULL, "%s", sentence);
    return false;
}

/* Deals and valuations stand for their money where a filter asks for money. */
void answer_as_money(const struct expansion *expansion, struct answer *answer)
{
    if (answer->type == VALUE_DEAL)
        answer_deal_money(expansion, answer, answer->index);
    else if (answer->type == VALUE_VALUATION)
        answer_amount(answer, &expansion->dataset->valuations[answer->index].value, NO_INDEX);
    else if (answer->type == VALUE_METRIC)
        answer_amount(answer, &expansion->dataset->metrics[answer->index].value, NO_INDEX);
}

const char *money_text(
    const struct expansion *expansion, const struct answer *answer, enum number_style style)
{
    const char *currency = expansion->dataset->currency;
    struct str out = str_init(expansion->arena);
    if (answer->form == MONEY_FORM_TOTAL) {
        str_append(&out, total_phrase(expansion->arena, &answer->total, currency, style, answer->digits));
        str_append(&out, answer->after ? answer->after : "");
        return str_text(&out);
    }
    if (answer->form == MONEY_FORM_INTERVAL) {
        if (!answer->total.low && !answer->total.high)
            return said(expansion->arena, "undisclosed");
        word_interval(&out, answer->total.low, answer->total.high, currency, style,
            answer->digits ? answer->digits : answer->total.digits);
        return str_text(&out);
    }
    struct amount amount = answer->amount;
    if (answer->digits && (!amount.digits || answer->digits < amount.digits))
        amount.digits = answer->digits;
    word_amount(&out, &amount, style);
    str_append(&out, answer->after ? answer->after : "");
    return str_text(&out);
}

/* As an interval: of a deal what the facts made of it (funded, tranches, parts), else the amount's own. */
void answer_range(const struct expansion *expansion, struct answer *answer)
{
    if (answer->form == MONEY_FORM_AMOUNT) {
        struct total total = {
            .low = answer->amount.low, .high = answer->amount.high, .digits = answer->amount.digits};
        if (answer->deal != NO_INDEX)
            total = deal_total(expansion->facts, answer->deal);
        if (total.flows > 1)
            total.digits = 0; /* a sum is as exact as its parts */
        answer->total = total;
    }
    answer->form = MONEY_FORM_INTERVAL;
}

static bool answer_per_year(
    const struct expansion *expansion, const struct value_filter *filter, struct answer *answer)
{
    const struct facts *facts = expansion->facts;
    struct total total = {0};
    if (answer->deal == NO_INDEX)
        return fail_filter(expansion, filter, "only a deal's own amount can be spread over its years");
    const char *id = expansion->dataset->deals[answer->deal].id;
    for (size_t i = 0; i < facts->flow_count; i++) {
        if (!is_of_deal(&facts->flows[i], answer->deal))
            continue;
        struct annual annual;
        if (!facts_annual_whole(facts, i, &annual))
            return fail_filter(expansion, filter,
                arena_printf(expansion->arena, "deal '%s' has no amount or no term to spread it over", id));
        struct flow one = facts->flows[i];
        one.amount.low = annual.low;
        one.amount.high = annual.high;
        one.amount.has_headline = annual.has_headline;
        one.amount.headline = annual.headline;
        one.amount.digits = annual.digits;
        total_add(&total, &one);
    }
    if (!total.flows)
        return fail_filter(expansion, filter, arena_printf(expansion->arena, "deal '%s' moves no money", id));
    answer->form = MONEY_FORM_TOTAL;
    answer->total = total;
    answer->deal = NO_INDEX;
    if (!answer->digits)
        answer->digits = total.digits; /* a quotient is no finer than what was divided */
    return true;
}

static void answer_status(
    const struct expansion *expansion, const struct value_filter *filter, struct answer *answer)
{
    enum status status = answer->status;
    enum tristate binding = TRI_UNKNOWN;
    if (answer->type == VALUE_DEAL) {
        status = expansion->dataset->deals[answer->index].status;
        binding = expansion->dataset->deals[answer->index].binding;
    } else if (answer->type == VALUE_VALUATION) {
        status = expansion->dataset->valuations[answer->index].status;
    }
    bool adjective = filter->argument && !strcmp(filter->argument, "adjective");
    answer_string(answer, status == STATUS_NONE ? NULL
                          : adjective           ? word_status(expansion->arena, status)
                                                : word_deal_verb(expansion->arena, status, binding, false));
}

static const char *date_text(const struct expansion *expansion, struct date date, const char *form)
{
    struct str out = str_init(expansion->arena);
    if (form && !strcmp(form, "iso"))
        return date_iso(expansion->arena, date);
    if (form && !strcmp(form, "long"))
        word_date_long(&out, date);
    else
        word_date(&out, date);
    return str_text(&out);
}

static void answer_as_date(const struct expansion *expansion, struct answer *answer)
{
    if (answer->type == VALUE_DEAL)
        answer_date(answer, deal_date(&expansion->dataset->deals[answer->index]));
    else if (answer->type == VALUE_VALUATION)
        answer_date(answer, expansion->dataset->valuations[answer->index].date);
    else if (answer->type == VALUE_NOTE)
        answer_date(answer, expansion->dataset->notes[answer->index].date);
    else if (answer->type == VALUE_METRIC)
        answer_date(answer, expansion->dataset->metrics[answer->index].period);
}

static void answer_cite(const struct expansion *expansion, struct answer *answer)
{
    const struct dataset *dataset = expansion->dataset;
    if (answer->type == VALUE_DEAL)
        answer->sources = dataset->deals[answer->index].sources;
    else if (answer->type == VALUE_PARTY)
        answer->sources = dataset->parties[answer->index].sources;
    else if (answer->type == VALUE_VALUATION)
        answer->sources = dataset->valuations[answer->index].sources;
    else if (answer->type == VALUE_NOTE)
        answer->sources = dataset->notes[answer->index].sources;
    else if (answer->type == VALUE_METRIC)
        answer->sources = dataset->metrics[answer->index].sources;
    answer->type = VALUE_SOURCES;
    answer->marks = true;
    answer->absent = false; /* nothing cited is a mark left out, not a fault */
}

static const char *names_text(const struct expansion *expansion, const struct answer *answer, bool full)
{
    const struct dataset *dataset = expansion->dataset;
    struct str out = str_init(expansion->arena);
    for (size_t i = 0; i < answer->parties.count; i++) {
        const struct party *party = &dataset->parties[answer->parties.at[i]];
        if (i)
            str_append(&out, i + 1 == answer->parties.count ? said(expansion->arena, " and ") : ", ");
        str_append(&out, full ? party->name : party_short(party));
    }
    return str_text(&out);
}

static void answer_name(const struct expansion *expansion, struct answer *answer)
{
    const struct dataset *dataset = expansion->dataset;
    if (answer->type == VALUE_PARTY)
        answer_string(answer, dataset->parties[answer->index].name);
    else if (answer->type == VALUE_DEAL)
        answer_string(answer, word_deal_title(expansion->arena, dataset, &dataset->deals[answer->index]));
    else
        answer_string(answer, names_text(expansion, answer, true));
}

/* Latin, Greek and Cyrillic small letters that stand at a fixed distance from their capitals. */
static uint32_t upper_code(uint32_t code)
{
    if (code >= 'a' && code <= 'z')
        return code - 32;
    if ((code >= 0xE0 && code <= 0xFE && code != 0xF7) || (code >= 0x3B1 && code <= 0x3C9 && code != 0x3C2) ||
        (code >= 0x430 && code <= 0x44F))
        return code - 32;
    if ((code >= 0x100 && code <= 0x137) || (code >= 0x14A && code <= 0x177))
        return code & ~1u;
    if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E))
        return code % 2 ? code : code - 1;
    if (code >= 0x450 && code <= 0x45F)
        return code - 80;
    return code;
}

static const char *upper_text(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    const char *at = text, *end = text + strlen(text);
    while (at < end) {
        const char *from = at;
        uint32_t code = utf8_next(&at, end);
        if (code == UINT32_MAX)
            str_append_bytes(&out, from, (size_t)(at - from));
        else
            utf8_append(&out, upper_code(code));
    }
    return str_text(&out);
}

static const char *answer_text(const struct expansion *expansion, const struct answer *answer)
{
    const struct dataset *dataset = expansion->dataset;
    switch (answer->type) {
    case VALUE_MONEY:
        return money_text(expansion, answer, (enum number_style)expansion->template->options.numbers);
    case VALUE_DATE:
        return date_text(expansion, answer->date, NULL);
    case VALUE_STATUS:
        return word_status(expansion->arena, answer->status);
    case VALUE_PARTIES:
        return names_text(expansion, answer, false);
    case VALUE_DEAL:
        return word_deal_title(expansion->arena, dataset, &dataset->deals[answer->index]);
    case VALUE_PARTY:
        return party_short(&dataset->parties[answer->index]);
    case VALUE_VALUATION: {
        struct answer worth = *answer;
        answer_as_money(expansion, &worth);
        return money_text(expansion, &worth, (enum number_style)expansion->template->options.numbers);
    }
    case VALUE_NOTE:
        return dataset->notes[answer->index].text;
    case VALUE_METRIC:
        return metric_text(expansion, answer, (enum number_style)expansion->template->options.numbers);
    case VALUE_MULTIPLE:
    case VALUE_SHARE:
    case VALUE_YEARS:
        return measure_text(expansion, answer);
    default:
        return answer->text ? answer->text : "";
    }
}

static bool fail_absent(const struct expansion *expansion, const struct value *value)
{
    return fail_name(expansion, value->place, "add | optional to print nothing then",
        arena_printf(expansion->arena, "the dataset does not say '%s'", value->text));
}

/* A metric may be a number with a unit: then filters of money do not fit, which only the dataset says. */
static bool metric_is_money(
    const struct expansion *expansion, const struct value_filter *filter, const struct answer *answer)
{
    bool of_money = filter->filter == FILTER_SHORT || filter->filter == FILTER_LONG ||
                    filter->filter == FILTER_RANGE || filter->filter == FILTER_SIG;
    if (answer->type != VALUE_METRIC || !of_money ||
        expansion->dataset->metrics[answer->index].value.kind != AMOUNT_ABSENT)
        return true;
    return fail_filter(expansion, filter, "this metric is no money: leave the filter out");
}

static bool filter_apply(
    const struct expansion *expansion, const struct value_filter *filter, struct answer *answer)
{
    if (!metric_is_money(expansion, filter, answer))
        return false;
    switch (filter->filter) {
    case FILTER_PERCENT:
        answer->type = VALUE_SHARE;
        return true;
    case FILTER_SHORT:
    case FILTER_LONG:
        answer_as_money(expansion, answer);
        if (answer->absent)
            return true;
        answer_string(answer,
            money_text(expansion, answer, filter->filter == FILTER_LONG ? NUMBER_LONG : NUMBER_SHORT));
        return true;
    case FILTER_RANGE:
        answer_as_money(expansion, answer);
        answer_range(expansion, answer);
        return true;
    case FILTER_PER_YEAR:
        answer_as_money(expansion, answer);
        return answer->absent || answer_per_year(expansion, filter, answer);
    case FILTER_SIG:
        answer_as_money(expansion, answer);
        answer->digits = filter->number;
        return true;
    case FILTER_STATUS:
        answer_status(expansion, filter, answer);
        return true;
    case FILTER_DATE:
        answer_as_date(expansion, answer);
        if (!answer->absent)
            answer_string(answer, date_text(expansion, answer->date, filter->argument));
        return true;
    case FILTER_CITE:
        answer_cite(expansion, answer);
        return expansion->has_sources ||
               fail_filter(expansion, filter, "marks need a list to lead to: the template has no ::sources");
    case FILTER_NAME:
        answer_name(expansion, answer);
        return true;
    case FILTER_WORDS:
        if (answer->is_count)
            answer->text = count_words(expansion->arena, answer->number);
        return true;
    case FILTER_UPPER:
        answer_string(answer, upper_text(expansion->arena, answer_text(expansion, answer)));
        return true;
    default:
        return true;
    }
}

/* ---- printing ---- */

void marks_append(struct arena *arena, const struct cited *cited, const struct indices *sources,
    const struct run *style, struct runs *out)
{
    int *numbers;
    size_t count = cited_find(arena, cited, sources, &numbers);
    for (size_t i = 0; i < count; i++) {
        if (i) {
            struct run *comma = list_push(arena, out);
            *comma = *style;
            comma->kind = RUN_TEXT;
            comma->superscript = true;
            comma->text = ",";
        }
        struct run *mark = list_push(arena, out);
        *mark = *style;
        mark->kind = RUN_TEXT;
        mark->superscript = true;
        mark->text = arena_printf(arena, "%d", numbers[i]);
        mark->target = arena_printf(arena, "source-%d", numbers[i]);
    }
}

bool answer_runs(
    const struct expansion *expansion, const struct value *value, const struct run *style, struct runs *out)
{
    struct answer answer = {0};
    if (!answer_look_up(expansion, value, &answer))
        return false;
    if (value->faulty)
        return false;
    bool assumed = value_is_assumed(expansion->dataset, value, answer.index);
    for (size_t i = 0; i < value->filter_count; i++) {
        bool skipped = answer.absent && value->filters[i].filter != FILTER_CITE;
        if (!skipped && !filter_apply(expansion, &value->filters[i], &answer))
            return false;
    }
    if (answer.absent)
        return value->optional || fail_absent(expansion, value);
    if (answer.type == VALUE_SOURCES) {
        marks_append(expansion->arena, expansion->cited, &answer.sources, style, out);
        return true;
    }
    struct run *run = list_push(expansion->arena, out);
    *run = *style;
    run->kind = RUN_TEXT;
    run->value = NULL;
    run->text = answer_text(expansion, &answer);
    if (assumed && !answer.absent)
        assumed_append(expansion->arena, style, out);
    return true;
}
