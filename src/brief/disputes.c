/* SPDX-License-Identifier: MIT */
/*
 * Disputed figures: claims of deals, valuations and metrics → for each figure a group: the value this
 * briefing uses, with whom it has it from, then who says what. A judgement stands beside the claim it is
 * about and is never taken for a publisher's word.
 */
#include "registers.h"

#include "deal_card.h"
#include "deal_order.h"
#include "list.h"
#include "prose.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

enum dispute_column { DISPUTE_WHO, DISPUTE_SAYS, DISPUTE_REMARK, DISPUTE_SOURCE, DISPUTE_COLUMNS };

struct disputes {
    const struct register_request *request;
    struct arena *arena;
    const struct dataset *dataset;
    LIST(struct table_row) rows;
    bool remarks, assumed;
    size_t figures, left; /* told, and left out for `most` */
};

/* One object whose figures are disputed. */
struct disputed {
    const char *title;
    enum table_mark mark;
    const struct claim *claims;
    size_t claim_count;
    const struct indices *sources;
    const struct deal *deal;       /* or NULL */
    struct amount whole;           /* of the deal */
    const struct amount *value;    /* of a valuation or metric */
    const struct strings *assumed; /* fields */
};

/* ---- which field, and what stands in it ---- */

/* The entry of `flows` that "flows.upfront.amount" or "flows.0.amount" is about; NULL: none */
static const struct leg *field_leg(const struct disputed *disputed, const char *field)
{
    const char *rest;
    return disputed->deal ? deal_path_leg(disputed->deal, field, &rest) : NULL;
}

static const char *field_words(struct arena *arena, const struct disputed *disputed, const char *field)
{
    static const struct {
        const char *field, *words;
    } known[] = {{"amount", WORDS_IN("field", "amount")}, {"value", WORDS_IN("field", "value")},
        {"funded", WORDS_IN("field", "paid so far")}, {"status", WORDS_IN("field", "status")},
        {"term.years", WORDS_IN("field", "term")}, {"term", WORDS_IN("field", "term")},
        {"dates.signed", WORDS_IN("field", "date of signing")},
        {"dates.announced", WORDS_IN("field", "date of announcement")},
        {"dates.closed", WORDS_IN("field", "date of closing")},
        {"dates.reported", WORDS_IN("field", "date of the first report")},
        {"date", WORDS_IN("field", "date")}, {"from", WORDS_IN("field", "who pays")},
        {"to", WORDS_IN("field", "who is paid")}, {"stake.percent", WORDS_IN("field", "stake")},
        {"period", WORDS_IN("field", "period")}, {"raised", WORDS_IN("field", "money raised")}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equals(field, known[i].field))
            return said_in(arena, "field", known[i].words);
    const struct leg *leg = field_leg(disputed, field);
    if (leg && str_ends(field, ".amount"))
        return leg->purpose ? say(arena, "amount for %s", leg->purpose)
               : leg->id    ? say(arena, "amount of “%s”", str_spaced(arena, leg->id, "_."))
                            : said(arena, "amount of one part");
    return str_spaced(arena, field, "_.");
}

static const struct amount *field_amount(const struct disputed *disputed, const char *field)
{
    if (disputed->value)
        return str_equals(field, "value") ? disputed->value : NULL;
    if (str_equals(field, "amount"))
        return &disputed->whole;
    if (str_equals(field, "funded"))
        return &disputed->deal->funded;
    const struct leg *leg = field_leg(disputed, field);
    if (leg && str_ends(field, ".amount"))
        return &leg->amount;
    return leg && str_ends(field, ".funded") ? &leg->funded : NULL;
}

/* What this edition has there; "" where it is no figure */
static const char *field_value(struct arena *arena, const struct disputed *disputed, const char *field)
{
    struct str out = str_init(arena);
    const struct amount *amount = field_amount(disputed, field);
    if (amount) {
        if (amount->kind == AMOUNT_ABSENT)
            return said(arena, "no figure of its own");
        word_amount(&out, amount, NUMBER_SHORT);
    } else if (disputed->deal && str_equals(field, "status")) {
        str_append(&out, word_status(arena, disputed->deal->status));
    } else if (disputed->deal && str_starts(field, "term")) {
        word_term(&out, &disputed->deal->term);
    } else if (disputed->deal && str_starts(field, "date")) {
        word_date(&out, deal_date(disputed->deal));
    }
    return str_text(&out);
}

/* ---- rows ---- */

static struct table_cell *row_add(struct disputes *disputes, enum table_row_kind kind)
{
    struct table_row *row = list_push(disputes->arena, &disputes->rows);
    row->kind = kind;
    row->cells = arena_array(disputes->arena, struct table_cell, DISPUTE_COLUMNS);
    return row->cells;
}

static void head_add(struct disputes *disputes, const struct disputed *disputed, const char *field)
{
    struct table_cell *cells = row_add(disputes, ROW_GROUP);
    const char *what = field_words(disputes->arena, disputed, field);
    cells[0].text =
        prose_typeset(disputes->arena, arena_printf(disputes->arena, "%s: %s", disputed->title, what), 0);
    cells[0].mark = disputed->mark;
}

static void used_add(struct disputes *disputes, const struct disputed *disputed, const char *field)
{
    const char *value = field_value(disputes->arena, disputed, field);
    if (!*value)
        return;
    struct table_cell *cells = row_add(disputes, ROW_DATA);
    cells[DISPUTE_WHO].text = said(disputes->arena, "Used in this briefing");
    bool assumed = strings_hold(disputed->assumed, field);
    cells[DISPUTE_SAYS].text = assumed ? arena_printf(disputes->arena, "%s†", value) : value;
    disputes->assumed = disputes->assumed || assumed;
    register_cite(disputes->request, disputed->sources, &cells[DISPUTE_SOURCE]);
}

static const char *remark_words(struct arena *arena, const struct claim *claim)
{
    if (!claim->judgement)
        return claim->text ? word_capital(arena, claim->text) : "";
    const char *judged = say(arena, "Judged by the editors: %s", claim->judgement);
    return claim->text ? arena_printf(arena, "%s. %s", word_capital(arena, claim->text), judged) : judged;
}

static const char *said_words(struct arena *arena, const struct claim *claim)
{
    struct str out = str_init(arena);
    if (!claim->has_amount)
        return claim->value ? claim->value : said(arena, "something else");
    word_amount(&out, &claim->amount, NUMBER_SHORT);
    return str_text(&out);
}

static void claim_add(struct disputes *disputes, const struct claim *claim)
{
    struct table_cell *cells = row_add(disputes, ROW_DATA);
    const struct source *source =
        claim->source == NO_INDEX ? NULL : &disputes->dataset->sources[claim->source];
    struct indices one = {arena_array(disputes->arena, size_t, 1), source ? 1 : 0};
    one.at[0] = claim->source;
    cells[DISPUTE_WHO].text = prose_typeset(
        disputes->arena, source ? source->publisher : said(disputes->arena, "Not attributed"), 0);
    cells[DISPUTE_WHO].link = source ? source->url : NULL;
    cells[DISPUTE_SAYS].text = prose_typeset(disputes->arena, said_words(disputes->arena, claim), 0);
    cells[DISPUTE_SAYS].faint = claim->judgement != NULL;
    cells[DISPUTE_REMARK].text = prose_typeset(disputes->arena, remark_words(disputes->arena, claim), 0);
    disputes->remarks = disputes->remarks || *cells[DISPUTE_REMARK].text;
    register_cite(disputes->request, &one, &cells[DISPUTE_SOURCE]);
}

/* A claim that only repeats what stands there disputes nothing, whatever it remarks. */
static bool is_disputed(struct arena *arena, const struct disputed *disputed, const char *field)
{
    const char *stands = field_value(arena, disputed, field);
    for (size_t i = 0; i < disputed->claim_count; i++) {
        const struct claim *claim = &disputed->claims[i];
        if (!str_equals(claim->field, field))
            continue;
        if (claim->judgement || !str_equals(said_words(arena, claim), stands))
            return true;
    }
    return false;
}

/* Claims about one field stand together, at the place of its first, judged ones last. */
static void object_add(struct disputes *disputes, const struct disputed *disputed)
{
    for (size_t i = 0; i < disputed->claim_count; i++) {
        const char *field = disputed->claims[i].field;
        bool told = false;
        for (size_t j = 0; j < i; j++)
            told = told || str_equals(disputed->claims[j].field, field);
        if (told || !is_disputed(disputes->arena, disputed, field))
            continue;
        if (disputes->request->most && disputes->figures >= disputes->request->most) {
            disputes->left++;
            continue;
        }
        disputes->figures++;
        head_add(disputes, disputed, field);
        used_add(disputes, disputed, field);
        for (int judged = 0; judged < 2; judged++)
            for (size_t j = i; j < disputed->claim_count; j++)
                if (str_equals(disputed->claims[j].field, field) &&
                    (disputed->claims[j].judgement != NULL) == (judged == 1))
                    claim_add(disputes, &disputed->claims[j]);
    }
}

/* ---- deals, valuations, metrics ---- */

static void deals_add(struct disputes *disputes)
{
    const struct register_request *request = disputes->request;
    struct indices deals = deals_ordered(disputes->arena, request->facts, NULL, DEAL_ORDER_FIRM);
    for (size_t i = 0; i < deals.count; i++) {
        const struct deal *deal = &disputes->dataset->deals[deals.at[i]];
        if (!deal->claim_count || !register_wants(request, deals.at[i]))
            continue;
        struct disputed disputed = {.title = word_deal_title(disputes->arena, disputes->dataset, deal),
            .mark = bucket_mark(status_bucket(deal->status, deal->binding)),
            .claims = deal->claims,
            .claim_count = deal->claim_count,
            .sources = &deal->sources,
            .deal = deal,
            .whole = card_amount(request->facts, deals.at[i]),
            .assumed = &deal->assumed};
        object_add(disputes, &disputed);
    }
}

/* A clause chooses among deals: what is no deal's is told only where none is given. */
static bool takes_party(const struct register_request *request, size_t party)
{
    return !request->where && request->deal == NO_INDEX &&
           (request->party == NO_INDEX || request->party == party);
}

static void valuations_add(struct disputes *disputes)
{
    for (size_t i = 0; i < disputes->dataset->valuation_count; i++) {
        const struct valuation *at = &disputes->dataset->valuations[i];
        if (!at->claim_count || !takes_party(disputes->request, at->party))
            continue;
        struct str date = str_init(disputes->arena);
        word_date(&date, at->date);
        struct disputed disputed = {.title = say(disputes->arena, "Valuation of %s, %s",
                                        party_short(&disputes->dataset->parties[at->party]), str_text(&date)),
            .claims = at->claims,
            .claim_count = at->claim_count,
            .sources = &at->sources,
            .value = &at->value,
            .assumed = &at->assumed};
        object_add(disputes, &disputed);
    }
}

static void metrics_add(struct disputes *disputes)
{
    for (size_t i = 0; i < disputes->dataset->metric_count; i++) {
        const struct metric *at = &disputes->dataset->metrics[i];
        if (!at->claim_count || !takes_party(disputes->request, at->party))
            continue;
        struct disputed disputed = {
            .title = arena_printf(disputes->arena, "%s, %s %s",
                party_short(&disputes->dataset->parties[at->party]),
                str_spaced(disputes->arena, at->name, "_."), at->period_words ? at->period_words : ""),
            .claims = at->claims,
            .claim_count = at->claim_count,
            .sources = &at->sources,
            .value = &at->value,
            .assumed = &at->assumed};
        object_add(disputes, &disputed);
    }
}

static const char *disputes_note(struct disputes *disputes)
{
    struct str out = str_init(disputes->arena);
    if (disputes->assumed)
        str_append(&out, said(out.arena, "† assumed: no source states it. "));
    if (disputes->left) {
        struct str figures = str_init(disputes->arena);
        word_count(&figures, (int64_t)disputes->left);
        say_count_to(&out, (int64_t)disputes->left, "%s further figure is disputed, not listed here.",
            "%s further figures are disputed, not listed here.",
            word_capital(disputes->arena, str_text(&figures)));
    }
    return out.length ? str_text(&out) : NULL;
}

/* Columns in which nothing stands are left out. */
static const struct table *table_finish(struct disputes *disputes)
{
    static const struct table_column columns[DISPUTE_COLUMNS] = {
        [DISPUTE_WHO] = {.head = WORDS_IN("head", "Publisher")},
        [DISPUTE_SAYS] = {.head = WORDS_IN("head", "Says")},
        [DISPUTE_REMARK] = {.head = WORDS_IN("head", "Remark"), .weight = 1},
        [DISPUTE_SOURCE] = {.head = WORDS_IN("head", "Source")},
    };
    bool used[DISPUTE_COLUMNS] = {true, true, disputes->remarks, disputes->request->source_numbers != NULL};
    struct table *table = arena_new(disputes->arena, struct table);
    table->columns = arena_array(disputes->arena, struct table_column, DISPUTE_COLUMNS);
    for (int c = 0; c < DISPUTE_COLUMNS; c++) {
        if (!used[c])
            continue;
        for (size_t r = 0; r < disputes->rows.count; r++)
            disputes->rows.at[r].cells[table->column_count] = disputes->rows.at[r].cells[c];
        table->columns[table->column_count] = columns[c];
        table->columns[table->column_count++].head = said_in(disputes->arena, "head", columns[c].head);
    }
    table->rows = disputes->rows.at;
    table->row_count = disputes->rows.count;
    table->id = "disputes";
    table->note = disputes_note(disputes);
    return table;
}

const struct table *disputes_table(const struct register_request *request)
{
    struct disputes disputes = {
        .request = request, .arena = request->arena, .dataset = request->facts->dataset};
    deals_add(&disputes);
    valuations_add(&disputes);
    metrics_add(&disputes);
    return disputes.rows.count ? table_finish(&disputes) : NULL;
}
