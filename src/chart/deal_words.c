/* SPDX-License-Identifier: MIT */
/*
 * deal_words: rows and sums → cells. Takes a deal or leg as it was written for its names, and the facts'
 * effective amounts for its numbers; it refuses to round away a qualifier.
 */
#include "deal_words.h"

#include "list.h"
#include "say.h"
#include "wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAGGER "†"
#define SHARES "‡"

/* ── the deal or leg behind a row ── */

static const struct deal *deal_of(const struct deal_words *words, const struct deal_row *row)
{
    return &words->facts->dataset->deals[row->deal];
}

static const struct leg *leg_of(const struct deal_words *words, const struct deal_row *row)
{
    return row->leg == NO_INDEX ? NULL : &deal_of(words, row)->legs[row->leg];
}

static bool is_assumed(const struct deal_words *words, const struct deal_row *row, const char *field)
{
    return deal_is_assumed(deal_of(words, row), row->leg, field);
}

static void dagger(
    struct deal_words *words, const struct deal_row *row, const char *field, struct table_cell *cell)
{
    if (!is_assumed(words, row, field))
        return;
    words->used_dagger = true;
    if (!cell->superscript)
        cell->superscript = DAGGER;
    else if (!strstr(cell->superscript, DAGGER))
        cell->superscript = arena_printf(words->arena, "%s%s", DAGGER, cell->superscript);
}

/* A capital at the start, unless the first word has capitals of its own ("iPhone parts") */
static const char *sentence_case(struct arena *arena, const char *text)
{
    for (const char *at = text; *at && *at != ' '; at++)
        if (is_capital(*at))
            return text;
    return word_capital(arena, text);
}

/* ── names ── */

static void party_append(struct str *out, const struct dataset *dataset, size_t party)
{
    const struct party *at = &dataset->parties[party];
    str_append(out, party_short(at));
    if (at->parent != NO_INDEX)
        str_printf(out, " (%s)", party_short(&dataset->parties[at->parent]));
}

static int64_t share_of(const struct split *split, size_t party)
{
    for (size_t i = 0; i < split->parties.count; i++)
        if (split->parties.at[i] == party)
            return split->share_trillionths[i];
    return 0;
}

struct table_cell deal_cell_side(struct deal_words *words, const struct deal_row *row, bool payer)
{
    const struct dataset *dataset = words->facts->dataset;
    const struct deal *deal = deal_of(words, row);
    const struct leg *leg = leg_of(words, row);
    const struct side *side = payer ? (leg ? &leg->from : &deal->from) : (leg ? &leg->to : &deal->to);
    const struct split *split = leg ? &leg->split : &deal->split;
    struct str out = str_init(words->arena);
    for (size_t i = 0; i < side->parties.count; i++) {
        size_t party = side->parties.at[i];
        str_append(&out, i == 0 ? "" : i + 1 == side->parties.count ? said(words->arena, " and ") : ", ");
        party_append(&out, dataset, party);
        if (side->parties.count > 1 && split->kind == SPLIT_SHARES) {
            str_char(&out, ' ');
            word_stated_share(&out, (share_of(split, party) + 500000) / 1000000); /* in millionths */
        }
    }
    if (side->parties.count > 1 && split->kind == SPLIT_EQUAL)
        str_append(&out, said(words->arena, " (equal shares)"));
    if (side->parties.count > 1 && row->partial)
        str_append(&out, said(words->arena, "; in part"));
    struct table_cell cell = {.text = str_text(&out), .indent = payer && row->depth > 0};
    if (side->parties.count > 1 && split->kind == SPLIT_UNKNOWN) {
        cell.superscript = SHARES;
        words->used_shares = true;
    }
    dagger(words, row, payer ? "from" : "to", &cell);
    words->used_part = words->used_part || row->depth > 0;
    return cell;
}

static bool is_paid(const struct amount *funded, money certain)
{
    return amount_is_sized(funded) && funded->low == certain;
}

/* "; $5B of it paid" in the words of what was paid; "; $5B of it certain" where tranches of a firm deal say
   so: of a deal that may not come nothing is certain, only free of further conditions */
static void certain_append(struct str *out, const struct deal_words *words, enum bucket bucket,
    const struct amount *funded, money certain)
{
    bool paid = is_paid(funded, certain);
    struct str amount = str_init(out->arena);
    if (paid)
        word_amount(&amount, funded, NUMBER_SHORT);
    else
        word_money_rounded(&amount, certain, words->facts->dataset->currency, NUMBER_SHORT, 0, ROUND_DOWN);
    if (paid)
        say_to(out, "; %s of it paid", str_text(&amount));
    else if (bucket == BUCKET_FIRM)
        say_to(out, "; %s of it certain", str_text(&amount));
    else
        say_to(out, "; at least %s of it unconditional", str_text(&amount));
}

/* Warrants and guarantees are no payments: that is said unless the purpose already does. */
static void form_append(struct str *out, const struct deal *deal, const struct leg *leg)
{
    enum what what = leg ? leg->what : deal->what;
    const char *word = what == WHAT_WARRANTS    ? WORDS_IN("stem", "arrant")
                       : what == WHAT_GUARANTEE ? WORDS_IN("stem", "uarantee")
                                                : NULL;
    if (!word || strstr(str_text(out), word) || strstr(str_text(out), said_in(out->arena, "stem", word)))
        return;
    str_append(
        out, what == WHAT_WARRANTS ? said(out->arena, ", in warrants") : said(out->arena, ", a guarantee"));
}

struct table_cell deal_cell_what(struct deal_words *words, const struct deal_row *row)
{
    const struct deal *deal = deal_of(words, row);
    const struct leg *leg = leg_of(words, row);
    const char *purpose = leg ? leg->purpose : deal->purpose;
    enum deal_type type = leg ? leg->type : deal->type;
    const char *what = purpose ? purpose : deal->title ? deal->title : word_type(words->arena, type);
    struct str out = str_init(words->arena);
    if (row->depth > 0)
        say_to(&out, "Of which: %s", what);
    else
        str_append(&out, sentence_case(words->arena, what));
    form_append(&out, deal, leg);
    const struct amount *amount = &row->amount, *funded = leg ? &leg->funded : &deal->funded;
    bool says_paid = (amount->kind == AMOUNT_AT_MOST || amount_hangs(amount)) && amount->low > 0;
    says_paid =
        says_paid && (row->bucket == BUCKET_FIRM || is_paid(funded, amount->low) || deal->tranche_count);
    if (says_paid) /* what is paid, or hangs on nothing more */
        certain_append(&out, words, row->bucket, funded, amount->low);
    struct table_cell cell = {.text = str_text(&out)};
    if (says_paid && is_paid(funded, amount->low))
        dagger(words, row, "funded", &cell);
    if (!purpose && !deal->title) /* it is called by its type */
        dagger(words, row, "type", &cell);
    dagger(words, row, "for", &cell);
    dagger(words, row, "what", &cell);
    return cell;
}

struct table_cell deal_cell_type(struct deal_words *words, const struct deal_row *row)
{
    const struct leg *leg = leg_of(words, row);
    struct table_cell cell = {.text = word_capital(words->arena,
                                  word_type(words->arena, leg ? leg->type : deal_of(words, row)->type))};
    dagger(words, row, "type", &cell);
    return cell;
}

/* ── amounts ── */

static struct table_cell unsized_cell(const struct arena *arena, const struct amount *amount)
{
    if (amount->kind == AMOUNT_ABSENT)
        return (struct table_cell){.text = said(arena, "no money"), .faint = true};
    return (struct table_cell){
        .text = amount->kind == AMOUNT_NONE ? said(arena, "none") : said(arena, "undisclosed")};
}

struct table_cell deal_cell_amount(struct deal_words *words, const struct deal_row *row)
{
    const struct amount *amount = &row->amount;
    struct table_cell cell = {0};
    struct str out = str_init(words->arena);
    if (amount->words) {
        word_amount(&out, amount, NUMBER_SHORT);
        cell.text = str_text(&out);
    } else if (!amount_is_sized(amount)) {
        cell = unsized_cell(words->arena, amount);
    } else if (word_amount_in(&out, amount, words->amount_unit)) {
        cell = (struct table_cell){.text = str_text(&out), .is_number = true};
    } else { /* too small or too odd for the column's unit: with a unit of its own */
        word_amount(&out, amount, NUMBER_SHORT);
        cell.text = str_text(&out);
    }
    dagger(words, row, "amount", &cell);
    const struct leg *leg = leg_of(words, row);
    const struct amount *funded = leg ? &leg->funded : &deal_of(words, row)->funded;
    if (amount->kind == AMOUNT_AT_LEAST && is_paid(funded, amount->low)) /* the floor is what was paid */
        dagger(words, row, "funded", &cell);
    return cell;
}

bool deal_row_annual(const struct facts *facts, const struct deal_row *row, struct annual *annual)
{
    *annual = (struct annual){.has_headline = true};
    if (!amount_is_sized(&row->amount))
        return false;
    for (size_t i = row->first; i < row->first + row->count; i++) {
        struct annual part;
        if (!facts_annual_whole(facts, i, &part))
            return false;
        annual->low = money_add(annual->low, part.low);
        annual->high = money_add(annual->high, part.high);
        annual->headline = money_add(annual->headline, part.headline);
        annual->has_headline = annual->has_headline && part.has_headline;
        annual->digits = annual->digits == 0 || part.digits < annual->digits ? part.digits : annual->digits;
    }
    return true;
}

struct amount annual_amount(
    const struct facts *facts, const struct amount *amount, const struct annual *annual)
{
    const money about_most = annual->headline / 4; /* as wide as "about" may be */
    bool spread = annual->low < annual->high &&
                  (amount->kind == AMOUNT_EXACT ||
                      (amount_kind_is_about(amount->kind) && annual->high - annual->low > about_most));
    struct amount yearly = {.kind = annual->has_headline && !spread ? amount->kind : AMOUNT_RANGE,
        .has_headline = annual->has_headline && !spread,
        .low = annual->low,
        .high = annual->high,
        .headline = annual->headline,
        .digits = annual->digits < 2 ? 2 : annual->digits};
    snprintf(yearly.currency, sizeof yearly.currency, "%s", facts->dataset->currency);
    return yearly;
}

struct table_cell deal_cell_year(struct deal_words *words, const struct deal_row *row)
{
    struct annual annual;
    if (!deal_row_annual(words->facts, row, &annual))
        return (struct table_cell){0};
    struct amount amount = annual_amount(words->facts, &row->amount, &annual);
    struct str out = str_init(words->arena);
    struct table_cell cell = {.is_number = word_quotient_in(&out, &amount, words->year_unit)};
    if (!cell.is_number)
        word_quotient(&out, &amount, NUMBER_SHORT);
    cell.text = str_text(&out);
    words->used_year = true;
    dagger(words, row, "amount", &cell);
    dagger(words, row, "term", &cell);
    return cell;
}

/* ── status, terms, sources, date ── */

struct table_cell deal_cell_status(struct deal_words *words, const struct deal_row *row)
{
    static const enum table_mark marks[] = {
        [BUCKET_DEAD] = MARK_DEAD,
        [BUCKET_TALK] = MARK_TALK,
        [BUCKET_PLANNED] = MARK_PLANNED,
        [BUCKET_FIRM] = MARK_FIRM,
    };
    const struct deal *deal = deal_of(words, row);
    const struct leg *leg = leg_of(words, row);
    enum status status = leg ? leg->status : deal->status;
    enum bucket plain = status_bucket(status, TRI_UNKNOWN);
    const char *text = word_capital(words->arena, word_status(words->arena, status));
    if (plain != row->bucket)
        text = deal->binding == TRI_TRUE ? say(words->arena, "%s, binding", text)
                                         : say(words->arena, "%s, not binding", text);
    struct table_cell cell = {.mark = marks[row->bucket], .text = text};
    dagger(words, row, "status", &cell);
    dagger(words, row, "binding", &cell);
    return cell;
}

enum { TERMS_LENGTH = 140 };

/* The first `most` bytes at most, cut between words, with the cut shown */
static const char *shortened(struct arena *arena, const char *text, size_t most)
{
    if (strlen(text) <= most)
        return text;
    size_t end = most;
    while (end > 0 && text[end] != ' ')
        end--;
    if (end == 0)
        for (end = most; end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80;)
            end--;
    return arena_printf(arena, "%.*s …", (int)end, text);
}

struct table_cell deal_cell_terms(struct deal_words *words, const struct deal_row *row)
{
    const struct deal *deal = deal_of(words, row);
    struct str out = str_init(words->arena);
    size_t shown = 0;
    for (; shown < deal->term_count; shown++) {
        const char *text = deal->terms[shown].text;
        if (shown > 0 && out.length + strlen(text) > TERMS_LENGTH)
            break;
        str_printf(&out, "%s%s", shown > 0 ? "; " : "", shortened(words->arena, text, TERMS_LENGTH));
    }
    if (shown < deal->term_count) {
        str_append(&out, said(words->arena, "; and "));
        word_more(&out, (int64_t)(deal->term_count - shown), "term");
    }
    struct table_cell cell = {.text = str_text(&out)};
    dagger(words, row, "terms", &cell);
    return cell;
}

struct table_cell deal_cell_term(struct deal_words *words, const struct deal_row *row)
{
    const struct leg *leg = leg_of(words, row);
    struct str out = str_init(words->arena);
    word_term(&out, leg ? &leg->term : &deal_of(words, row)->term);
    struct table_cell cell = {.text = word_capital(words->arena, str_text(&out))};
    dagger(words, row, "term", &cell);
    return cell;
}

static int number_compare(const void *first, const void *second)
{
    int a = *(const int *)first, b = *(const int *)second;
    return a < b ? -1 : a > b;
}

static const char *publishers(struct deal_words *words, const struct indices *sources)
{
    struct str out = str_init(words->arena);
    for (size_t i = 0; i < sources->count; i++)
        str_printf(&out, "%s%s", i > 0 ? ", " : "", words->facts->dataset->sources[sources->at[i]].publisher);
    return str_text(&out);
}

/* Numbers that lead to the list of sources; where there is no list, the publishers' names */
struct table_cell deal_cell_sources(struct deal_words *words, const struct deal_row *row)
{
    const struct indices *sources = &deal_of(words, row)->sources;
    const int *numbers = words->options->source_numbers;
    if (!numbers)
        return (struct table_cell){.text = publishers(words, sources)};
    int *sorted = arena_array(words->arena, int, sources->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < sources->count; i++)
        if (numbers[sources->at[i]] > 0)
            sorted[count++] = numbers[sources->at[i]];
    qsort(sorted, count, sizeof *sorted, number_compare);
    struct table_reference *references = arena_array(words->arena, struct table_reference, count + 1);
    for (size_t i = 0; i < count; i++) {
        references[i].text = arena_printf(words->arena, "%d", sorted[i]);
        references[i].target = arena_printf(words->arena, "source-%d", sorted[i]);
    }
    return (struct table_cell){.references = references, .reference_count = count};
}

/* When it came to where it stands: the date of its status, else the newest stage that has one */
struct table_cell deal_cell_date(struct deal_words *words, const struct deal_row *row)
{
    const struct deal_dates *dates = &deal_of(words, row)->dates;
    const struct date *const stages[] = {row->bucket == BUCKET_DEAD ? &dates->cancelled : &dates->closed,
        &dates->closed, &dates->signed_on, &dates->announced, &dates->date, &dates->reported};
    struct str out = str_init(words->arena);
    for (size_t i = 0; i < sizeof stages / sizeof *stages && out.length == 0; i++)
        word_date(&out, *stages[i]);
    if (out.length == 0 && dates->expected.precision != DATE_NONE) {
        struct str date = str_init(words->arena);
        word_date(&date, dates->expected);
        say_to(&out, "expected %s", str_text(&date));
    }
    struct table_cell cell = {.text = str_text(&out)};
    dagger(words, row, "date", &cell);
    dagger(words, row, "dates", &cell);
    return cell;
}

/* ── sums ── */

struct table_cell deal_cell_sum(struct deal_words *words, const struct deal_sum *sum)
{
    struct str out = str_init(words->arena);
    if (word_interval_in(&out, sum->low, sum->high, words->amount_unit, 0))
        return (struct table_cell){.text = str_text(&out), .is_number = true};
    word_interval(&out, sum->low, sum->high, words->facts->dataset->currency, NUMBER_SHORT, 0);
    return (struct table_cell){.text = str_text(&out)};
}

const char *deal_sum_label(
    struct deal_words *words, const char *group, const struct deal_group *sums, bool with_amount)
{
    const struct deal_sum *live = &sums->live, *firm = &sums->firm;
    const char *currency = words->facts->dataset->currency;
    struct str out = str_init(words->arena);
    say_to(&out, "%s in total", group);
    if (with_amount) {
        str_append(&out, ": ");
        word_interval(&out, live->low, live->high, currency, NUMBER_SHORT, 0);
    }
    if (firm->sized == 0) {
        str_append(&out, said(words->arena, ", none of it signed or paid"));
    } else if (firm->low != live->low || firm->high != live->high) {
        struct str part = str_init(words->arena);
        word_interval(&part, firm->low, firm->high, currency, NUMBER_SHORT, 0);
        say_to(&out, ", %s of it signed or paid", str_text(&part));
    }
    if (live->undisclosed > 0) {
        str_append(&out, "; ");
        word_counted(&out, live->undisclosed, "more undisclosed", "more undisclosed");
    }
    return str_text(&out);
}
