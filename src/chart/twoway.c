/* SPDX-License-Identifier: MIT */
/*
 * twoway: capital one way, commerce back: a row for each pair of parties of which one puts capital into the
 * other and sells to it. To the left what was put in, to the right what comes back in orders, on one scale;
 * at the end the multiple and the weaker status. Rows stand by the matched amount, as facts have them.
 *
 * It refuses to say that one pays for the other: that is for sources to say.
 */
#include "list.h"
#include "party_colour.h"
#include "say.h"
#include "sums.h"
#include "theme.h"
#include "twoway_plan.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS_USUAL = 12 };

/* ---- gathering ---- */

static bool pair_matches(const struct facts *facts, const struct pair *pair, size_t party)
{
    return party == NO_INDEX || node_has_party(facts, pair->investor, party) ||
           node_has_party(facts, pair->buyer, party);
}

static double high_of(const struct total *total)
{
    return total->undisclosed || total->high == MONEY_OPEN ? INFINITY : money_units(total->high);
}

static bool is_about(const struct total *total)
{
    struct money_sum sum = total_sum(total);
    return !total->undisclosed && sum_is_about(&sum);
}

static bool is_exact(const struct total *total)
{
    return !total->undisclosed && total->low == total->high && total->high > 0;
}

/* The bounds are exact: a quotient falls with what is below the line. What is undisclosed leaves its end
 * open. */
static void pair_measure(struct twoway_pair *at)
{
    const struct total *capital = &at->capital.total, *commerce = &at->commerce.total;
    double capital_high = high_of(capital), commerce_high = high_of(commerce);
    at->low = isinf(capital_high) || capital_high <= 0 ? 0 : money_units(commerce->low) / capital_high;
    at->high = capital->low > 0 ? commerce_high / money_units(capital->low) : INFINITY;
    bool about[2] = {is_about(capital), is_about(commerce)};
    at->about = (about[0] || about[1]) && (about[0] || is_exact(capital)) && (about[1] || is_exact(commerce));
    at->in_full = !(at->low > 0) && isinf(at->high) && isfinite(capital_high) && isfinite(commerce_high) &&
                  capital_high > 0 && commerce_high > 0;
}

/* Of the lowest rank; of equals the first by status, whatever the order of the file */
static size_t weakest_of(const struct facts *facts, const struct twoway_pair *at)
{
    const struct indices *sides[] = {&at->capital.flows, &at->commerce.flows};
    size_t weakest = sides[0]->at[0];
    bool found = false;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < sides[side]->count; i++) {
            const struct flow *flow = &facts->flows[sides[side]->at[i]];
            if (flow->in_parts || flow->rank != at->pair->weakest ||
                (found && flow->status >= facts->flows[weakest].status))
                continue;
            weakest = sides[side]->at[i];
            found = true;
        }
    return weakest;
}

static struct twoway_pair pair_make(const struct twoway *twoway, const struct pair *pair)
{
    const struct facts *facts = twoway->facts;
    struct arena *arena = twoway->arena;
    const struct edge *there = mirror_edge(&facts->live, pair->investor, pair->buyer),
                      *back = mirror_edge(&facts->live, pair->buyer, pair->investor);
    struct indices capital = mirror_edge_flows(arena, facts, there, CLASS_CAPITAL),
                   commerce = mirror_edge_flows(arena, facts, back, CLASS_COMMERCE);
    struct twoway_pair at = {.pair = pair,
        .investor = facts_node_name(arena, facts, pair->investor),
        .buyer = facts_node_name(arena, facts, pair->buyer),
        .capital = mirror_side_make(arena, facts, &capital),
        .commerce = mirror_side_make(arena, facts, &commerce)};
    at.weakest = weakest_of(facts, &at);
    pair_measure(&at);
    twoway_multiple_set(twoway, &at);
    return at;
}

static struct twoway *twoway_gather(const struct chart_context *context, const struct chart_request *request)
{
    struct twoway *twoway = arena_new(context->arena, struct twoway);
    LIST(struct twoway_pair) pairs = {0};
    *twoway = (struct twoway){.arena = context->arena,
        .facts = facts_choose(context->arena, context->facts, request->where),
        .request = request};
    const struct network *live = &twoway->facts->live;
    for (size_t i = 0; i < live->pair_count; i++)
        if (pair_matches(twoway->facts, &live->pairs[i], request->party))
            *list_push(context->arena, &pairs) = pair_make(twoway, &live->pairs[i]);
    size_t most = request->most > 0 ? request->most : ROWS_USUAL;
    twoway->pairs = pairs.at;
    twoway->count = pairs.count;
    twoway->shown = pairs.count < most ? pairs.count : most;
    return twoway;
}

/* ---- the chart ---- */

/* Each length of the capital in the bar beside it: only of capital that is one number, or about one */
static double notch_of(const struct twoway_pair *at)
{
    const struct total *capital = &at->capital.total;
    return is_exact(capital) || is_about(capital) ? money_units(capital->headline) : 0;
}

static struct mirror_row row_of(const struct twoway *twoway, const struct twoway_pair *at)
{
    return (struct mirror_row){
        .words = {at->investor,
            arena_printf(twoway->arena, said_in(twoway->arena, "company", "in %s"), at->buyer)},
        .sides = {at->capital, at->commerce},
        .colours = {class_colour(CLASS_CAPITAL), class_colour(CLASS_COMMERCE)},
        .notch = notch_of(at),
        .qualifier = at->multiple ? at->qualifier : said(twoway->arena, "not known"),
        .result = at->multiple,
        .remark = word_status(twoway->arena, twoway->facts->flows[at->weakest].status),
        .sentence = twoway_sentence(twoway, at)};
}

static struct mirror *mirror_of(const struct chart_context *context, const struct twoway *twoway)
{
    struct mirror_row *rows = arena_array(context->arena, struct mirror_row, twoway->shown + 1);
    const char **notes = arena_array(context->arena, const char *, TWOWAY_NOTES);
    for (size_t i = 0; i < twoway->shown; i++)
        rows[i] = row_of(twoway, &twoway->pairs[i]);
    struct mirror_request asked = {.arena = context->arena,
        .text = context->text,
        .currency = context->facts->dataset->currency,
        .width = twoway->request->width,
        .rows = rows,
        .count = twoway->shown,
        .names_head = {said(context->arena, "Investor"), said(context->arena, "in company")},
        .result_head = {said(context->arena, "Orders ÷ capital"), said(context->arena, "weaker status")},
        .result_style = STYLE_SUBSECTION,
        .side_heads = {said(context->arena, "puts in"), said(context->arena, "gets back in orders")},
        .head_colours = {words_colour(class_colour(CLASS_CAPITAL)),
            words_colour(class_colour(CLASS_COMMERCE))},
        .notch_key = said(context->arena, "a notch: the capital once more"),
        .notes = notes};
    asked.note_count = twoway_notes(twoway, notes);
    return mirror_plan(&asked);
}

static void deals_add(const struct twoway *twoway, const struct indices *flows, bool *drawn)
{
    for (size_t i = 0; i < flows->count; i++)
        drawn[twoway->facts->flows[flows->at[i]].deal] = true;
}

static struct indices deals_of(const struct twoway *twoway)
{
    size_t count = twoway->facts->dataset->deal_count;
    bool *drawn = arena_array(twoway->arena, bool, count + 1);
    struct indices deals = {arena_array(twoway->arena, size_t, count + 1), 0};
    for (size_t i = 0; i < twoway->shown; i++) {
        deals_add(twoway, &twoway->pairs[i].capital.flows, drawn);
        deals_add(twoway, &twoway->pairs[i].commerce.flows, drawn);
    }
    for (size_t i = 0; i < count; i++)
        if (drawn[i])
            deals.at[deals.count++] = i;
    return deals;
}

static bool none_found(const struct chart_context *context, const struct chart_request *request)
{
    const char *hint =
        "a pair needs a deal each way: capital (equity, debt …) from the investor, and a purchase, "
        "lease or licence from the company back to it";
    if (request->party != NO_INDEX)
        return chart_no_data(context, hint,
            arena_printf(context->arena,
                "nobody puts capital into a party and sells to it where %s is one of the two",
                party_short(&context->facts->dataset->parties[request->party])));
    return chart_no_data(context, hint,
        request->where ? "of the chosen deals, none pays back in orders where another puts capital in"
                       : "nobody puts capital into a party and also sells to it: there is no pair to draw");
}

bool twoway_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct twoway *twoway = twoway_gather(context, request);
    if (twoway->count == 0)
        return none_found(context, request);
    struct mirror *mirror = mirror_of(context, twoway);
    *chart = (struct chart){.height = mirror->height,
        .title = twoway_title(twoway),
        .subtitle = twoway_subtitle(twoway),
        .alt = twoway_describe(twoway),
        .data = twoway_data(twoway),
        .deals = deals_of(twoway),
        .plan = mirror,
        .draw = mirror_draw,
        .dump = mirror_dump};
    return true;
}
