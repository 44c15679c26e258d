/* SPDX-License-Identifier: MIT */
/*
 * The register of rights and conditions: deals → rows "what kind, what, held by, binds, until". Order: firm
 * deals first, then the larger; within a deal as it was written. A right is printed as the dataset words it.
 */
#include "registers.h"

#include "deal_order.h"
#include "list.h"
#include "prose.h"
#include "say.h"

#include <string.h>

enum rights_column {
    RIGHTS_KIND,
    RIGHTS_TEXT,
    RIGHTS_HOLDER,
    RIGHTS_BINDS,
    RIGHTS_UNTIL,
    RIGHTS_SOURCE,
    RIGHTS_COLUMNS
};

struct right {
    const char *cells[RIGHTS_COLUMNS];
};

struct rights {
    const struct register_request *request;
    struct arena *arena;
    const struct dataset *dataset;
    LIST(struct table_row) rows;
    LIST(struct right) found; /* of one deal */
    bool used[RIGHTS_COLUMNS], assumed;
    size_t deals, left; /* told, and left out for `most` */
};

static void right_add(struct rights *rights, struct right right)
{
    right.cells[RIGHTS_KIND] = word_capital(rights->arena, right.cells[RIGHTS_KIND]);
    *list_push(rights->arena, &rights->found) = right;
}

/* "2032" and "2030s" are dates of the format, "AGI is verified" is not. */
static const char *date_words(struct arena *arena, const char *written)
{
    struct date date;
    const char *sentence, *hint;
    struct str out = str_init(arena);
    if (!date_parse(arena, written, &date, &sentence, &hint))
        return written;
    word_date(&out, date);
    return str_text(&out);
}

static const char *party_name(const struct rights *rights, size_t party)
{
    return party == NO_INDEX ? "" : party_short(&rights->dataset->parties[party]);
}

static const char *side_names(const struct rights *rights, const struct side *side)
{
    struct str out = str_init(rights->arena);
    if (side->present)
        word_parties(&out, rights->dataset, &side->parties, true);
    return str_text(&out);
}

/* ---- terms ---- */

static const char *term_text(struct rights *rights, const struct deal_term *term)
{
    struct str out = str_init(rights->arena);
    str_append(&out, term->text);
    if (term->scope && !strstr(term->text, term->scope))
        str_append(&out, say(rights->arena, "; scope: %s", term->scope));
    if (term->status)
        str_append(
            &out, arena_printf(rights->arena, " (%s)",
                      str_spaced(rights->arena, said_in(rights->arena, "term status", term->status), "_")));
    return str_text(&out);
}

/* Whoever granted it is bound by it. */
static const char *term_binds(struct rights *rights, const struct deal_term *term)
{
    const char *bound = party_name(rights, term->bound), *grantor = party_name(rights, term->grantor);
    if (!*bound || !*grantor || term->bound == term->grantor)
        return *bound ? bound : grantor;
    return arena_printf(rights->arena, "%s; %s", grantor, bound);
}

static void terms_find(struct rights *rights, const struct deal *deal)
{
    for (size_t i = 0; i < deal->term_count; i++) {
        const struct deal_term *term = &deal->terms[i];
        struct right right = {
            {[RIGHTS_KIND] = str_spaced(rights->arena, said_in(rights->arena, "term", term->kind), "_"),
                [RIGHTS_TEXT] = term_text(rights, term),
                [RIGHTS_HOLDER] = party_name(rights, term->holder),
                [RIGHTS_BINDS] = term_binds(rights, term),
                [RIGHTS_UNTIL] = term->until ? date_words(rights->arena, term->until) : ""}};
        right_add(rights, right);
    }
}

/* ---- stakes, rates, payment in something else than money ---- */

static bool pays_in_kind(enum what what)
{
    return what == WHAT_EQUITY || what == WHAT_WARRANTS || what == WHAT_RIGHTS;
}

static void stake_find(struct rights *rights, const struct deal *deal)
{
    if (!deal->stake.present || !deal->stake.has_percent)
        return;
    struct str out = str_init(rights->arena);
    word_stated_share(&out, deal->stake.percent_millionths / 100);
    if (deal->stake.basis)
        str_printf(&out, ", %s", deal->stake.basis);
    if (deal->stake.date.precision != DATE_NONE) {
        str_append(&out, ", ");
        word_date_when(&out, deal->stake.date);
    }
    bool given = pays_in_kind(deal->what); /* who pays in shares gives the stake away */
    struct right right = {{[RIGHTS_KIND] = said_in(rights->arena, "right", "stake"),
        [RIGHTS_TEXT] = str_text(&out),
        [RIGHTS_HOLDER] = side_names(rights, given ? &deal->to : &deal->from),
        [RIGHTS_BINDS] = side_names(rights, given ? &deal->from : &deal->to),
        [RIGHTS_UNTIL] = ""}};
    right_add(rights, right);
}

static const char *quantity_words(struct arena *arena, const struct quantity *quantity)
{
    if (!quantity->present || !quantity->value)
        return "";
    return arena_printf(
        arena, "%s%s%s", quantity->value, quantity->unit ? " " : "", quantity->unit ? quantity->unit : "");
}

static void in_kind_add(struct rights *rights, enum what what, const struct side *from, const struct side *to,
    const char *purpose, const struct quantity *quantity)
{
    static const char *const kinds[] = {[WHAT_EQUITY] = WORDS_IN("right", "paid in shares"),
        [WHAT_WARRANTS] = WORDS_IN("right", "warrants"),
        [WHAT_RIGHTS] = WORDS_IN("right", "rights")};
    const char *many = quantity_words(rights->arena, quantity);
    const char *text = !*many    ? purpose
                       : purpose ? arena_printf(rights->arena, "%s (%s)", purpose, many)
                                 : many;
    if (!pays_in_kind(what) || !text)
        return;
    struct right right = {{[RIGHTS_KIND] = said_in(rights->arena, "right", kinds[what]),
        [RIGHTS_TEXT] = word_capital(rights->arena, text),
        [RIGHTS_HOLDER] = side_names(rights, to),
        [RIGHTS_BINDS] = side_names(rights, from),
        [RIGHTS_UNTIL] = ""}};
    right_add(rights, right);
}

static void in_kind_find(struct rights *rights, const struct deal *deal)
{
    if (!deal->leg_count)
        in_kind_add(rights, deal->what, &deal->from, &deal->to, deal->purpose, &deal->quantity);
    for (size_t i = 0; i < deal->leg_count; i++) {
        const struct leg *leg = &deal->legs[i];
        in_kind_add(rights, leg->what, &leg->from, &leg->to, leg->purpose, &leg->quantity);
    }
}

static const char *rate_words(struct arena *arena, const struct rate *rate)
{
    struct str out = str_init(arena);
    if (rate->has_percent)
        word_stated_share(&out, rate->percent_millionths / 100);
    if (rate->of && out.length)
        say_to(&out, " of %s", rate->of);
    else if (rate->of)
        str_append(&out, rate->of);
    if (rate->text)
        str_printf(&out, "%s%s", out.length ? ": " : "", rate->text);
    return str_text(&out);
}

static void rate_add(
    struct rights *rights, const struct rate *rate, const struct side *from, const struct side *to)
{
    const char *words = rate->present ? rate_words(rights->arena, rate) : "";
    struct right right = {{[RIGHTS_KIND] = said_in(rights->arena, "right", "rate"),
        [RIGHTS_TEXT] = word_capital(rights->arena, words),
        [RIGHTS_HOLDER] = side_names(rights, to),
        [RIGHTS_BINDS] = side_names(rights, from),
        [RIGHTS_UNTIL] = ""}};
    if (*words)
        right_add(rights, right);
}

static void rates_find(struct rights *rights, const struct deal *deal)
{
    if (!deal->leg_count)
        rate_add(rights, &deal->rate, &deal->from, &deal->to);
    for (size_t i = 0; i < deal->leg_count; i++)
        rate_add(rights, &deal->legs[i].rate, &deal->legs[i].from, &deal->legs[i].to);
}

/* ---- conditions ---- */

static bool is_closed(enum status status)
{
    return status == STATUS_CLOSED || status == STATUS_COMPLETED;
}

/* "$10B in H2 2026: first gigawatt deployed" */
static void condition_add(struct rights *rights, const struct tranche *tranche)
{
    struct str out = str_init(rights->arena);
    bool assumed = strings_hold(&tranche->assumed, "amount");
    if (tranche->amount.kind == AMOUNT_UNDISCLOSED && !tranche->when) /* no "undisclosed: milestones" */
        assumed = false;
    else
        word_amount(&out, &tranche->amount, NUMBER_SHORT);
    str_append(&out, assumed ? "†" : "");
    if (tranche->when)
        str_append(&out, arena_printf(rights->arena, ", %s", date_words(rights->arena, tranche->when)));
    str_append(&out, arena_printf(rights->arena, "%s%s", out.length ? ": " : "", tranche->condition));
    if (tranche->met == TRI_TRUE || is_closed(tranche->status)) {
        struct str met = str_init(rights->arena);
        word_date_when(&met, tranche->met_on);
        bool dated = tranche->met_on.precision != DATE_NONE;
        str_append(
            &out, dated ? say(rights->arena, " (met %s)", str_text(&met)) : said(rights->arena, " (met)"));
    }
    rights->assumed = rights->assumed || assumed;
    struct right right = {{[RIGHTS_KIND] = said_in(rights->arena, "right", "condition"),
        [RIGHTS_TEXT] = word_capital(rights->arena, str_text(&out)),
        [RIGHTS_HOLDER] = "",
        [RIGHTS_BINDS] = "",
        [RIGHTS_UNTIL] = ""}};
    right_add(rights, right);
}

static void conditions_find(struct rights *rights, const struct deal *deal)
{
    for (size_t i = 0; i < deal->tranche_count; i++)
        if (deal->tranches[i].condition)
            condition_add(rights, &deal->tranches[i]);
}

/* ---- rows ---- */

static void group_add(struct rights *rights, const struct deal *deal)
{
    struct table_row *row = list_push(rights->arena, &rights->rows);
    row->kind = ROW_GROUP;
    row->cells = arena_array(rights->arena, struct table_cell, RIGHTS_COLUMNS);
    const char *title = word_deal_title(rights->arena, rights->dataset, deal);
    row->cells[0].mark = bucket_mark(status_bucket(deal->status, deal->binding));
    bool assumed = deal_is_assumed(deal, NO_INDEX, "status");
    row->cells[0].text = prose_typeset(rights->arena,
        arena_printf(
            rights->arena, "%s, %s%s", title, word_status(rights->arena, deal->status), assumed ? "†" : ""),
        0);
    rights->assumed = rights->assumed || assumed;
}

static void deal_rows_add(struct rights *rights, const struct deal *deal)
{
    bool full = rights->request->most && rights->deals >= rights->request->most;
    if (!rights->found.count)
        return;
    if (full) {
        rights->left++;
        rights->found.count = 0;
        return;
    }
    rights->deals++;
    group_add(rights, deal);
    for (size_t i = 0; i < rights->found.count; i++) {
        struct table_row *row = list_push(rights->arena, &rights->rows);
        row->kind = ROW_DATA;
        row->cells = arena_array(rights->arena, struct table_cell, RIGHTS_COLUMNS);
        for (int c = 0; c < RIGHTS_SOURCE; c++) {
            const char *words = rights->found.at[i].cells[c];
            row->cells[c].text = prose_typeset(rights->arena, words, 0);
            rights->used[c] = rights->used[c] || *words;
        }
        if (i == 0)
            register_cite(rights->request, &deal->sources, &row->cells[RIGHTS_SOURCE]);
    }
    rights->found.count = 0;
}

static const char *rights_note(struct rights *rights)
{
    struct str out = str_init(rights->arena);
    if (rights->assumed)
        str_append(&out, said(out.arena, "† assumed: no source states it. "));
    if (rights->left) {
        struct str deals = str_init(rights->arena);
        word_count(&deals, (int64_t)rights->left);
        say_count_to(&out, (int64_t)rights->left, "%s further deal has terms of this kind, not listed here.",
            "%s further deals have terms of this kind, not listed here.",
            word_capital(rights->arena, str_text(&deals)));
    }
    return out.length ? str_text(&out) : NULL;
}

/* Columns in which nothing stands are left out. */
static const struct table *table_finish(struct rights *rights)
{
    static const struct table_column columns[RIGHTS_COLUMNS] = {
        [RIGHTS_KIND] = {.head = WORDS_IN("head", "Kind")},
        [RIGHTS_TEXT] = {.head = WORDS_IN("head", "What was agreed or said"), .weight = 1},
        [RIGHTS_HOLDER] = {.head = WORDS_IN("head", "Held by")},
        [RIGHTS_BINDS] = {.head = WORDS_IN("head", "Binds")},
        [RIGHTS_UNTIL] = {.head = WORDS_IN("head", "Until")},
        [RIGHTS_SOURCE] = {.head = WORDS_IN("head", "Source")},
    };
    struct table *table = arena_new(rights->arena, struct table);
    rights->used[RIGHTS_SOURCE] = rights->request->source_numbers != NULL;
    table->columns = arena_array(rights->arena, struct table_column, RIGHTS_COLUMNS);
    for (int c = 0; c < RIGHTS_COLUMNS; c++) {
        if (!rights->used[c])
            continue;
        for (size_t r = 0; r < rights->rows.count; r++)
            rights->rows.at[r].cells[table->column_count] = rights->rows.at[r].cells[c];
        table->columns[table->column_count] = columns[c];
        table->columns[table->column_count++].head = said_in(rights->arena, "head", columns[c].head);
    }
    table->rows = rights->rows.at;
    table->row_count = rights->rows.count;
    table->id = "rights";
    table->note = rights_note(rights);
    return table;
}

const struct table *rights_table(const struct register_request *request)
{
    struct rights rights = {.request = request, .arena = request->arena, .dataset = request->facts->dataset};
    struct indices deals = deals_ordered(request->arena, request->facts, NULL, DEAL_ORDER_FIRM);
    for (size_t i = 0; i < deals.count; i++) {
        const struct deal *deal = &rights.dataset->deals[deals.at[i]];
        if (!register_wants(request, deals.at[i]))
            continue;
        terms_find(&rights, deal);
        stake_find(&rights, deal);
        in_kind_find(&rights, deal);
        rates_find(&rights, deal);
        conditions_find(&rights, deal);
        deal_rows_add(&rights, deal);
    }
    return rights.rows.count ? table_finish(&rights) : NULL;
}
