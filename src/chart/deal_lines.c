/* SPDX-License-Identifier: MIT */
/*
 * deal_lines: flows → lines. Who takes part is asked as the clause `party=` asks it; the dead and relations
 * without money are left out and counted, as in tables.
 */
#include "deal_lines.h"

#include "deal_words.h"
#include "list.h"
#include "say.h"
#include "wording.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- which flows ---- */

static const struct selection *party_selection(const struct deal_lines_request *request)
{
    if (request->party == NO_INDEX)
        return NULL;
    size_t offset;
    const char *sentence, *hint;
    const struct dataset *dataset = request->facts->dataset;
    const char *text = arena_printf(request->arena, "party=%s", dataset->parties[request->party].id);
    const struct selection *selection =
        selection_parse(request->arena, text, dataset, &offset, &sentence, &hint);
    assert(selection);
    return selection;
}

enum left_out { LEFT_NOT, LEFT_UNASKED, LEFT_DEAD, LEFT_RELATION };

static enum left_out flow_left_out(
    const struct deal_lines_request *request, const struct selection *party, const struct flow *flow)
{
    const struct selection *where = request->where;
    if (flow->in_parts || !selection_matches(where, request->facts, flow) ||
        !selection_matches(party, request->facts, flow))
        return LEFT_UNASKED;
    if (flow->bucket == BUCKET_DEAD && !request->with_dead && !(where && selection_names_status(where)))
        return LEFT_DEAD;
    bool relation = flow->deal_class == CLASS_RELATION;
    return relation && !(where && selection_names_class(where)) ? LEFT_RELATION : LEFT_NOT;
}

static const struct term *term_of(const struct facts *facts, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    return flow->leg == NO_INDEX ? &deal->term : &deal->legs[flow->leg].term;
}

static bool same_date(struct date a, struct date b)
{
    return a.precision == b.precision && a.first == b.first && a.last == b.last;
}

static bool same_term(const struct term *a, const struct term *b)
{
    return a->present == b->present && a->years_low == b->years_low && a->years_high == b->years_high &&
           same_date(a->start, b->start) && same_date(a->end, b->end);
}

/* ---- steps ---- */

typedef LIST(struct deal_step) step_list;

static int compare_dates(struct date a, struct date b)
{
    if (a.first != b.first)
        return a.first < b.first ? -1 : 1;
    return a.last < b.last ? -1 : a.last > b.last;
}

static int compare_steps(const void *first, const void *second)
{
    const struct deal_step *a = first, *b = second;
    int order = compare_dates(a->date, b->date);
    return order ? order : (int)a->status - (int)b->status;
}

/* One status named twice for overlapping days is one step, of the finer date. */
static void step_add(struct arena *arena, step_list *steps, enum status status, struct date date)
{
    if (date.precision == DATE_NONE || status == STATUS_NONE)
        return;
    for (size_t i = 0; i < steps->count; i++) {
        struct deal_step *step = &steps->at[i];
        if (step->status != status || step->date.first > date.last || date.first > step->date.last)
            continue;
        if (date.last - date.first < step->date.last - step->date.first)
            step->date = date;
        return;
    }
    *list_push(arena, steps) = (struct deal_step){status, date, false};
}

/* The status a flow has is the last step of that status; of one without date nothing is known but that. */
static void present_mark(struct arena *arena, step_list *steps, enum status status)
{
    for (size_t i = steps->count; i-- > 0;)
        if (steps->at[i].status == status) {
            steps->at[i].present = true;
            return;
        }
    *list_push(arena, steps) = (struct deal_step){status, {0}, true};
}

static void steps_find(struct arena *arena, const struct deal *deal, struct deal_line *line)
{
    const struct deal_dates *dates = &deal->dates;
    bool dead = status_bucket(deal->status, deal->binding) == BUCKET_DEAD;
    step_list steps = {0};
    step_add(arena, &steps, STATUS_REPORTED, dates->reported);
    step_add(arena, &steps, STATUS_ANNOUNCED, dates->announced);
    step_add(arena, &steps, STATUS_SIGNED, dates->signed_on);
    step_add(
        arena, &steps, deal->status == STATUS_COMPLETED ? STATUS_COMPLETED : STATUS_CLOSED, dates->closed);
    step_add(arena, &steps, dead ? deal->status : STATUS_CANCELLED, dates->cancelled);
    step_add(arena, &steps, deal->status, dates->date);
    for (size_t i = 0; i < deal->history_count; i++)
        step_add(arena, &steps, deal->history[i].status, deal->history[i].date);
    if (steps.count)
        qsort(steps.at, steps.count, sizeof *steps.at, compare_steps);
    present_mark(arena, &steps, line->status);
    line->steps = steps.at;
    line->step_count = steps.count;
    line->expected = dates->expected;
}

/* ---- words and sizes ---- */

struct summed {
    struct amount amount; /* of those that have a size */
    size_t sized, unsized;
};

static void amount_append(struct amount *sum, const struct amount *more, bool first)
{
    if (first) {
        *sum = *more;
        return;
    }
    bool same = sum->kind == more->kind && sum->kind != AMOUNT_VAGUE;
    sum->kind = same ? sum->kind : AMOUNT_RANGE;
    sum->words = NULL;
    sum->written = NULL;
    sum->low = money_add(sum->low, more->low);
    sum->high = money_add(sum->high, more->high);
    sum->headline = money_add(sum->headline, more->headline);
    sum->has_headline = sum->has_headline && more->has_headline;
    sum->digits = 0; /* a sum is as exact as what is added */
}

static struct summed flows_sum(const struct facts *facts, const struct deal_line *line)
{
    struct summed sum = {0};
    for (size_t i = 0; i < line->flows.count; i++) {
        const struct flow *flow = &facts->flows[line->flows.at[i]];
        if (!flow->is_money)
            continue;
        if (!amount_is_sized(&flow->amount)) {
            sum.unsized++;
            continue;
        }
        amount_append(&sum.amount, &flow->amount, sum.sized == 0);
        sum.sized++;
    }
    return sum;
}

/* Is all the money of the deal on this line? Then the deal's own amount is what its flows come to. */
static bool is_whole_deal(const struct facts *facts, const struct deal_line *line)
{
    size_t moving = 0, first = facts_first_flow(facts, line->deal);
    for (size_t i = first; i < facts->flow_count && facts->flows[i].deal == line->deal; i++)
        moving += facts->flows[i].is_money;
    size_t here = 0;
    for (size_t i = 0; i < line->flows.count; i++)
        here += facts->flows[line->flows.at[i]].is_money;
    return moving > 0 && here == moving;
}

/* What "$10B" and "about $5B" come to: as an interval, which keeps "about" where that alone makes it wide */
static void sum_word(
    struct str *out, const struct facts *facts, const struct deal_line *line, const struct summed *sum)
{
    struct money_sum words = {.low = sum->amount.low,
        .high = sum->amount.high,
        .headline = sum->amount.headline,
        .all_headline = sum->amount.has_headline};
    for (size_t i = 0; i < line->flows.count; i++) {
        enum amount_kind kind = facts->flows[line->flows.at[i]].amount.kind;
        words.any_about = words.any_about || kind == AMOUNT_APPROX;
        words.any_nearly = words.any_nearly || kind == AMOUNT_NEARLY;
    }
    word_qualified(out, sum_qualified(out->arena, &words, facts->dataset->currency, NUMBER_SHORT, 0));
}

static void amount_set(struct arena *arena, const struct facts *facts, struct deal_line *line)
{
    const struct deal *deal = &facts->dataset->deals[line->deal];
    struct summed sum = flows_sum(facts, line);
    struct str out = str_init(arena);
    line->weight = -1;
    if (sum.sized + sum.unsized == 0)
        return;
    bool stated = deal->leg_count > 0 && amount_is_sized(&deal->amount) && is_whole_deal(facts, line);
    if (stated)
        sum = (struct summed){deal->amount, 1, 0};
    if (sum.sized == 0)
        str_append(&out, said(arena, "undisclosed"));
    else if (sum.sized == 1)
        word_amount(&out, &sum.amount, NUMBER_SHORT);
    else
        sum_word(&out, facts, line, &sum);
    if (sum.sized && sum.unsized)
        line->amount = say(arena, "%s and undisclosed", str_text(&out));
    else
        line->amount = str_text(&out);
    if (sum.sized == 0)
        return;
    line->size = sum.amount;
    line->weight = sum.amount.has_headline ? sum.amount.headline : sum.amount.low;
    if (sum.unsized)
        line->size.high = MONEY_OPEN;
}

/* Only where each of its flows has one: else it would be a part of what is paid in a year */
static void yearly_set(struct arena *arena, const struct facts *facts, struct deal_line *line)
{
    struct annual sum = {.has_headline = true};
    struct summed whole = flows_sum(facts, line);
    if (whole.sized == 0 || whole.unsized)
        return;
    for (size_t i = 0; i < line->flows.count; i++) {
        struct annual part;
        if (!facts->flows[line->flows.at[i]].is_money)
            continue;
        if (!facts_annual_whole(facts, line->flows.at[i], &part))
            return;
        sum.low = money_add(sum.low, part.low);
        sum.high = money_add(sum.high, part.high);
        sum.headline = money_add(sum.headline, part.headline);
        sum.has_headline = sum.has_headline && part.has_headline;
        sum.digits = sum.digits == 0 || part.digits < sum.digits ? part.digits : sum.digits;
    }
    line->year = annual_amount(facts, &whole.amount, &sum);
    struct str out = str_init(arena);
    word_quotient(&out, &line->year, NUMBER_SHORT);
    line->yearly = say(arena, "%s a year", str_text(&out));
}

static const char *standing_word(struct arena *arena, const struct deal *deal, const struct deal_line *line)
{
    if (status_bucket(line->status, TRI_UNKNOWN) == line->bucket)
        return word_status(arena, line->status);
    const char *status = word_status(arena, line->status);
    return deal->binding == TRI_TRUE ? say(arena, "%s, binding", status)
                                     : say(arena, "%s, not binding", status);
}

/* "lease", "equity and debt" */
static const char *types_word(struct arena *arena, const struct facts *facts, const struct deal_line *line)
{
    bool seen[TYPE_COUNT] = {false};
    const char *words[TYPE_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < line->flows.count; i++)
        seen[facts->flows[line->flows.at[i]].type] = true;
    for (int type = 0; type < TYPE_COUNT; type++)
        if (seen[type])
            words[count++] = word_type(arena, (enum deal_type)type);
    struct str out = str_init(arena);
    say_list(&out, words, count);
    return str_text(&out);
}

/* "CoreWeave contracts: Add-on"; a part is told by its whole. Where a clause chose some of the deal's money
   alone, that is said: its amount is not the deal's. */
static const char *line_name(
    struct arena *arena, const struct facts *facts, const struct deal_line *line, bool several)
{
    const struct dataset *dataset = facts->dataset;
    const struct deal *deal = &dataset->deals[line->deal];
    const char *name = word_deal_title(arena, dataset, deal);
    if (deal->part_of != NO_INDEX && deal->title)
        name = arena_printf(
            arena, "%s: %s", word_deal_title(arena, dataset, &dataset->deals[deal->part_of]), name);
    if (several)
        return arena_printf(arena, "%s: %s", name, types_word(arena, facts, line));
    return line->amount && !is_whole_deal(facts, line) ? say(arena, "%s (in part)", name) : name;
}

/* ---- lines ---- */

struct growing {
    struct deal_line line;
    LIST(size_t) flows;
};

typedef LIST(struct growing) growing_list;

static bool belongs(
    const struct deal_lines_request *request, const struct deal_line *line, const struct flow *flow)
{
    return line->deal_class == flow->deal_class && line->status == flow->status &&
           line->bucket == flow->bucket &&
           (!request->by_term || same_term(line->term, term_of(request->facts, flow)));
}

static void flow_add(const struct deal_lines_request *request, growing_list *found, size_t flow)
{
    const struct flow *at = &request->facts->flows[flow];
    struct growing *to = NULL;
    for (size_t i = 0; i < found->count && !to; i++)
        to = belongs(request, &found->at[i].line, at) ? &found->at[i] : NULL;
    if (!to) {
        to = list_push(request->arena, found);
        to->line = (struct deal_line){.deal = at->deal,
            .deal_class = at->deal_class,
            .status = at->status,
            .bucket = at->bucket,
            .term = term_of(request->facts, at)};
    }
    *list_push(request->arena, &to->flows) = flow;
}

static void lines_finish(
    const struct deal_lines_request *request, const growing_list *found, struct deal_lines *lines)
{
    const struct facts *facts = request->facts;
    for (size_t i = 0; i < found->count; i++) {
        struct deal_line *line = &lines->at[lines->count++];
        const struct deal *deal = &facts->dataset->deals[found->at[i].line.deal];
        *line = found->at[i].line;
        line->flows = (struct indices){found->at[i].flows.at, found->at[i].flows.count};
        steps_find(request->arena, deal, line);
        amount_set(request->arena, facts, line);
        yearly_set(request->arena, facts, line);
        line->standing = standing_word(request->arena, deal, line);
        line->name = line_name(request->arena, facts, line, found->count > 1);
    }
}

static int compare_ids(const void *first, const void *second, const struct facts *facts)
{
    const struct deal_line *a = first, *b = second;
    int order = strcmp(facts->dataset->deals[a->deal].id, facts->dataset->deals[b->deal].id);
    if (order)
        return order;
    return a->flows.at[0] < b->flows.at[0] ? -1 : a->flows.at[0] > b->flows.at[0];
}

int deal_lines_compare(const struct facts *facts, const struct deal_line *a, const struct deal_line *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return compare_ids(a, b, facts);
}

struct deal_lines deal_lines_make(const struct deal_lines_request *request)
{
    const struct facts *facts = request->facts;
    const struct selection *party = party_selection(request);
    struct deal_lines lines = {.at = arena_array(request->arena, struct deal_line, facts->flow_count + 1)};
    for (size_t first = 0, end; first < facts->flow_count; first = end) {
        growing_list found = {0};
        bool dead = false, relation = false;
        for (end = first; end < facts->flow_count && facts->flows[end].deal == facts->flows[first].deal;
             end++) {
            enum left_out left = flow_left_out(request, party, &facts->flows[end]);
            dead = dead || left == LEFT_DEAD;
            relation = relation || left == LEFT_RELATION;
            if (left == LEFT_NOT)
                flow_add(request, &found, end);
        }
        lines_finish(request, &found, &lines);
        lines.dead += dead && found.count == 0;
        lines.relations += relation && !dead && found.count == 0;
    }
    return lines;
}

struct weighed {
    const struct facts *facts;
    const struct deal_line *line;
    bool kept;
};

static int compare_weighed(const void *first, const void *second)
{
    const struct weighed *const *a = first, *const *b = second;
    if ((*a)->line->keep != (*b)->line->keep)
        return (*a)->line->keep ? -1 : 1;
    return deal_lines_compare((*a)->facts, (*a)->line, (*b)->line);
}

size_t deal_lines_cut(struct arena *arena, struct deal_lines *lines, const struct facts *facts, size_t most)
{
    if (most == 0 || lines->count <= most)
        return 0;
    struct weighed *all = arena_array(arena, struct weighed, lines->count);
    struct weighed **order = arena_array(arena, struct weighed *, lines->count);
    for (size_t i = 0; i < lines->count; i++) {
        all[i] = (struct weighed){facts, &lines->at[i], false};
        order[i] = &all[i];
    }
    qsort(order, lines->count, sizeof *order, compare_weighed);
    for (size_t i = 0; i < most; i++)
        order[i]->kept = true;
    struct deal_line *kept = arena_array(arena, struct deal_line, most);
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (all[i].kept)
            kept[count++] = lines->at[i];
    size_t gone = lines->count - count;
    lines->at = kept;
    lines->count = count;
    return gone;
}

bool rows_fit_try(struct rows_fit *fit, double rows_height, double height, double most)
{
    bool fits = most <= 0 || height <= most;
    double step = fmax(floor(fabs(most - height) / (rows_height / (double)fit->rows)), 1);
    bool best = fits && fit->rows > fit->fits;
    if (fits && !fit->over) { /* nothing was left out for the height */
        fit->again = false;
        return true;
    }
    if (fits)
        fit->fits = best ? fit->rows : fit->fits;
    else
        fit->over = fit->rows;
    double next = fits ? (double)fit->rows + step : (double)fit->rows - step;
    next = fmin(fmax(next, (double)fit->fits + 1), (double)fit->over - 1);
    fit->again = ++fit->tries < 6 && fit->over > fit->fits + 1 && next >= 1;
    fit->count = (size_t)fmax(next, 1);
    return best;
}

size_t deal_lines_deals(struct arena *arena, const struct deal_lines *lines, struct indices *deals)
{
    LIST(size_t) found = {0};
    for (size_t i = 0; i < lines->count; i++) {
        if (!found.count || found.at[found.count - 1] != lines->at[i].deal)
            *list_push(arena, &found) = lines->at[i].deal;
    }
    if (deals)
        *deals = (struct indices){found.at, found.count};
    return found.count;
}

const char *deal_lines_named(
    struct arena *arena, const struct deal_line *const *lines, size_t count, size_t most)
{
    struct str out = str_init(arena);
    size_t shown = count > most ? most : count;
    for (size_t i = 0; i < shown; i++)
        str_printf(&out, "%s%s%s%s%s", i ? "; " : "", lines[i]->name, lines[i]->amount ? " (" : "",
            lines[i]->amount ? lines[i]->amount : "", lines[i]->amount ? ")" : "");
    if (shown < count) {
        str_append(&out, said(arena, "; and "));
        word_more(&out, (int64_t)(count - shown), "deal");
    }
    return str_text(&out);
}

/* ---- assumed ---- */

static const struct {
    const char *field, *word;
} assumable[] = {{"status", WORDS("status")}, {"binding", WORDS("standing")}, {"dates", WORDS("date")},
    {"term", WORDS("term")}, {"amount", WORDS("amount")}};
enum { ASSUMABLE = sizeof assumable / sizeof *assumable };

/* How a stated sum is split may be assumed: of a line of several flows only what is said of the deal counts.
 */
static bool is_assumed(const struct facts *facts, const struct deal_line *line, int field)
{
    const struct deal *deal = &facts->dataset->deals[line->deal];
    size_t leg = line->flows.count == 1 ? facts->flows[line->flows.at[0]].leg : NO_INDEX;
    return deal_is_assumed(deal, leg, assumable[field].field);
}

const char *deal_line_assumed(struct arena *arena, const struct facts *facts, const struct deal_line *line)
{
    struct str out = str_init(arena);
    for (int field = 0; field < ASSUMABLE; field++)
        if (is_assumed(facts, line, field))
            str_printf(&out, "%s%s", out.length ? "; " : "", said(arena, assumable[field].word));
    return out.length ? str_text(&out) : NULL;
}

/* "term of Stargate, AWS capacity for OpenAI and two more" */
static void field_append(
    struct str *out, const struct facts *facts, const struct deal_line *const *lines, size_t count, int field)
{
    enum { NAMED = 6 };
    size_t named = 0, more = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_assumed(facts, lines[i], field))
            continue;
        if (named == NAMED)
            more++;
        else if (named++)
            str_printf(out, ", %s", lines[i]->name);
        else {
            str_append(out, out->length ? "; " : "");
            say_to(out, "%s of %s", said(out->arena, assumable[field].word), lines[i]->name);
        }
    }
    if (more) {
        str_append(out, said(out->arena, " and "));
        word_more(out, (int64_t)more, "deal");
    }
}

/* How many deals anything is assumed of: "Four deals rest in part on what no source states: assumed." */
static const char *assumed_counted(
    struct arena *arena, const struct facts *facts, const struct deal_line *const *lines, size_t count)
{
    int64_t found = 0;
    for (size_t i = 0; i < count; i++) {
        bool any = false;
        for (int field = 0; field < ASSUMABLE; field++)
            any = any || is_assumed(facts, lines[i], field);
        found += any;
    }
    struct str out = str_init(arena);
    word_counted(&out, found, "deal rests in part on what no source states: assumed.",
        "deals rest in part on what no source states: assumed.");
    return found ? word_capital(arena, str_text(&out)) : NULL;
}

const char *deal_lines_assumed(
    struct arena *arena, const struct facts *facts, const struct deal_line *const *lines, size_t count)
{
    struct str out = str_init(arena);
    if (manner_in(arena)->brief)
        return assumed_counted(arena, facts, lines, count);
    for (int field = 0; field < ASSUMABLE; field++)
        field_append(&out, facts, lines, count, field);
    return out.length ? say(arena, "Assumed, stated by no source: %s.", str_text(&out)) : NULL;
}
