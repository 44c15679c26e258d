/* SPDX-License-Identifier: MIT */
/*
 * exposure: what each party takes in (to the right) and pays out (to the left), by standing, and the net
 * where it can be said; or one party's, split by whom it deals with.
 *
 * It knows nothing of debt: what a party pays out is not what it owes.
 */
#include "exposure_plan.h"
#include "list.h"
#include "say.h"
#include "sums.h"
#include "theme.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_USUAL = 14 };

static const struct colour slate = {ROLE_SECONDARY, 0, 0};

/* ---- which flows ---- */

/* Nodes by what they are in a drawing */
enum part { PART_NONE, PART_SELF, PART_OTHER };

static int compare_indices(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static struct indices flows_between(
    const struct exposures *exposures, const enum part *of, enum part payer, enum part payee)
{
    LIST(size_t) flows = {0};
    const struct network *live = &exposures->facts->live;
    for (size_t e = 0; e < live->edge_count; e++) {
        const struct edge *edge = &live->edges[e];
        if (of[edge->payer] != payer || of[edge->payee] != payee)
            continue;
        struct indices some = mirror_edge_flows(exposures->arena, exposures->facts, edge, CLASS_COUNT);
        for (size_t i = 0; i < some.count; i++)
            *list_push(exposures->arena, &flows) = some.at[i];
    }
    if (flows.count > 1)
        qsort(flows.at, flows.count, sizeof *flows.at, compare_indices);
    return (struct indices){flows.at, flows.count};
}

static money money_minus(money a, money b)
{
    if (a == MONEY_OPEN)
        return MONEY_OPEN;
    return b == MONEY_OPEN ? -MONEY_OPEN : a - b;
}

/* What goes between the two; what is undisclosed leaves its end of the net open. */
static void row_fill(const struct exposures *exposures, struct exposure_row *row, const enum part *of)
{
    struct indices in = flows_between(exposures, of, PART_OTHER, PART_SELF),
                   out = flows_between(exposures, of, PART_SELF, PART_OTHER);
    row->in = mirror_side_make(exposures->arena, exposures->facts, &in);
    row->out = mirror_side_make(exposures->arena, exposures->facts, &out);
    row->net_low = money_minus(row->in.total.low, total_high(&row->out.total));
    row->net_high = money_minus(total_high(&row->in.total), row->out.total.low);
    exposure_net_set(exposures, row);
}

/* ---- rows of everybody ---- */

static int compare_rows(const void *a, const void *b)
{
    const struct exposure_row *x = a, *y = b;
    int unsized_x = x->in.total.undisclosed + x->out.total.undisclosed,
        unsized_y = y->in.total.undisclosed + y->out.total.undisclosed;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (unsized_x != unsized_y)
        return unsized_x > unsized_y ? -1 : 1;
    return (x->node > y->node) - (x->node < y->node);
}

static void row_name(const struct exposures *exposures, struct exposure_row *row)
{
    if (row->members)
        row->name = say(exposures->arena, "%zu others", row->members);
    else
        row->name = facts_node_name(exposures->arena, exposures->facts, row->node);
}

static void part_all(const struct exposures *exposures, enum part *of, enum part part)
{
    for (size_t i = 0; i < exposures->facts->node_count; i++)
        of[i] = part;
}

static size_t most_of(const struct exposures *exposures)
{
    return exposures->request->most > 0 ? exposures->request->most : ROWS_USUAL;
}

/* Of more rows than are wanted the last are one row; what they pay each other is counted beside. Returns how
   many stay as they are. */
static size_t rows_kept(const struct exposures *exposures, size_t count)
{
    size_t most = most_of(exposures);
    return count <= most || count < 3 ? count : most > 2 ? most - 1 : 1;
}

static void nodes_gather(struct exposures *exposures)
{
    const struct network *live = &exposures->facts->live;
    struct arena *arena = exposures->arena;
    enum part *of = arena_array(arena, enum part, exposures->facts->node_count + 1);
    size_t count = exposures->parties = live->exposure_count;
    struct exposure_row *rows = exposures->rows = arena_array(arena, struct exposure_row, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct exposure *at = &live->exposures[i];
        rows[i] = (struct exposure_row){.node = at->node, .weight = money_add(at->in_weight, at->out_weight)};
        part_all(exposures, of, PART_OTHER);
        of[at->node] = PART_SELF;
        row_fill(exposures, &rows[i], of);
        row_name(exposures, &rows[i]);
    }
    if (count > 1)
        qsort(rows, count, sizeof *rows, compare_rows);
    exposures->count = rows_kept(exposures, count);
    if (exposures->count == count)
        return;
    part_all(exposures, of, PART_OTHER);
    for (size_t i = exposures->count; i < count; i++)
        of[rows[i].node] = PART_SELF;
    struct exposure_row *others = &rows[exposures->count];
    *others = (struct exposure_row){.node = NO_INDEX, .members = count - exposures->count};
    row_fill(exposures, others, of);
    row_name(exposures, others);
    struct indices inner = flows_between(exposures, of, PART_SELF, PART_SELF);
    exposures->inner = flow_total_among(exposures->facts, &inner, &inner).flows;
    exposures->count++;
}

/* ---- rows of one party ---- */

/* Of those other than `but`; NULL: none */
static const char *joint_names(const struct exposures *exposures, size_t party, size_t but)
{
    const struct facts *facts = exposures->facts;
    struct str out = str_init(exposures->arena);
    for (size_t i = 0; i < facts->live.exposure_count; i++) {
        size_t node = facts->live.exposures[i].node;
        if (node != but && node_has_party(facts, node, party))
            str_printf(
                &out, "%s%s", out.length > 0 ? "; " : "", facts_node_name(exposures->arena, facts, node));
    }
    return out.length > 0 ? str_text(&out) : NULL;
}

/* Its own node; where it only stands with others the one that weighs most */
static size_t node_of_party(struct exposures *exposures, size_t party)
{
    const struct facts *facts = exposures->facts;
    size_t own = NO_INDEX, joint = NO_INDEX;
    money most = -1;
    for (size_t i = 0; i < facts->live.exposure_count; i++) {
        const struct exposure *at = &facts->live.exposures[i];
        money weight = money_add(at->in_weight, at->out_weight);
        if (!node_has_party(facts, at->node, party))
            continue;
        if (facts->nodes[at->node].parties.count == 1) {
            own = at->node;
        } else if (weight > most) {
            joint = at->node;
            most = weight;
        }
    }
    size_t node = own == NO_INDEX ? joint : own;
    exposures->joint = joint_names(exposures, party, node);
    return node;
}

static money weight_between(const struct network *live, size_t node, size_t other)
{
    const struct edge *out = mirror_edge(live, node, other), *in = mirror_edge(live, other, node);
    return money_add(out ? out->weight : 0, in ? in->weight : 0);
}

static void party_gather(struct exposures *exposures)
{
    const struct facts *facts = exposures->facts;
    struct arena *arena = exposures->arena;
    size_t self = exposures->party_node, count = 0;
    enum part *of = arena_array(arena, enum part, facts->node_count + 1);
    struct exposure_row *rows = exposures->rows =
        arena_array(arena, struct exposure_row, facts->node_count + 2);
    part_all(exposures, of, PART_OTHER);
    of[self] = PART_SELF;
    rows[0] = (struct exposure_row){.node = self, .is_all = true, .detail = said(arena, "in all")};
    row_fill(exposures, &rows[0], of);
    row_name(exposures, &rows[0]);
    for (size_t node = 0; node < facts->node_count; node++) {
        if (!mirror_edge(&facts->live, self, node) && !mirror_edge(&facts->live, node, self))
            continue;
        struct exposure_row *row = &rows[1 + count++];
        *row = (struct exposure_row){.node = node, .weight = weight_between(&facts->live, self, node)};
        part_all(exposures, of, PART_NONE);
        of[self] = PART_SELF;
        of[node] = PART_OTHER;
        row_fill(exposures, row, of);
        row_name(exposures, row);
    }
    if (count > 1)
        qsort(rows + 1, count, sizeof *rows, compare_rows);
    exposures->parties = count;
    size_t kept = rows_kept(exposures, count);
    exposures->count = 1 + kept;
    if (kept == count)
        return;
    part_all(exposures, of, PART_NONE);
    of[self] = PART_SELF;
    for (size_t i = kept; i < count; i++)
        of[rows[1 + i].node] = PART_OTHER;
    rows[1 + kept] = (struct exposure_row){.node = NO_INDEX, .members = count - kept};
    row_fill(exposures, &rows[1 + kept], of);
    row_name(exposures, &rows[1 + kept]);
    exposures->count++;
}

/* ---- the chart ---- */

static struct mirror *mirror_of(const struct chart_context *context, const struct exposures *exposures)
{
    struct mirror_row *rows = arena_array(context->arena, struct mirror_row, exposures->count + 1);
    const char **notes = arena_array(context->arena, const char *, EXPOSURE_NOTES);
    for (size_t i = 0; i < exposures->count; i++) {
        const struct exposure_row *row = &exposures->rows[i];
        rows[i] = (struct mirror_row){.words = {row->name, row->detail},
            .sides = {row->out, row->in},
            .colours = {slate, slate},
            .qualifier = row->qualifier,
            .result = row->net,
            .remark = row->net ? row->net_side : NULL,
            .sentence = exposure_sentence(exposures, row)};
    }
    struct mirror_request asked = {.arena = context->arena,
        .text = context->text,
        .currency = context->facts->dataset->currency,
        .width = exposures->request->width,
        .rows = rows,
        .count = exposures->count,
        .names_head = {NULL, exposures->party_node == NO_INDEX ? NULL : said(context->arena, "With whom")},
        .result_head = {said(context->arena, "Net"), NULL},
        .result_style = STYLE_TABLE_STRONG,
        .side_heads = {said(context->arena, "pays out"), said(context->arena, "takes in")},
        .head_colours = {slate, slate},
        .notes = notes};
    asked.note_count = exposure_notes(exposures, notes);
    return mirror_plan(&asked);
}

static struct indices deals_of(const struct exposures *exposures)
{
    const struct facts *facts = exposures->facts;
    bool *drawn = arena_array(exposures->arena, bool, facts->dataset->deal_count + 1);
    struct indices deals = {arena_array(exposures->arena, size_t, facts->dataset->deal_count + 1), 0};
    for (size_t i = 0; i < exposures->count; i++) {
        const struct indices *sides[] = {&exposures->rows[i].in.flows, &exposures->rows[i].out.flows};
        for (int side = 0; side < 2; side++)
            for (size_t f = 0; f < sides[side]->count; f++)
                drawn[facts->flows[sides[side]->at[f]].deal] = true;
    }
    for (size_t i = 0; i < facts->dataset->deal_count; i++)
        if (drawn[i])
            deals.at[deals.count++] = i;
    return deals;
}

static bool none_found(const struct chart_context *context, const struct chart_request *request)
{
    if (request->party != NO_INDEX)
        return chart_no_data(context, "see 'dealbrief figure table' for all deals",
            arena_printf(context->arena, "no live deal%s moves money between %s and anybody else",
                request->where ? " of those chosen" : "",
                party_short(&context->facts->dataset->parties[request->party])));
    return chart_no_data(context, NULL,
        request->where
            ? "none of the chosen deals moves money between two parties"
            : "no money is known to move between two parties: nobody takes in or pays out anything");
}

bool exposure_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct exposures *exposures = arena_new(context->arena, struct exposures);
    *exposures = (struct exposures){.arena = context->arena,
        .facts = facts_choose(context->arena, context->facts, request->where),
        .request = request,
        .party_node = NO_INDEX};
    if (request->party != NO_INDEX)
        exposures->party_node = node_of_party(exposures, request->party);
    bool nobody = request->party != NO_INDEX ? exposures->party_node == NO_INDEX
                                             : exposures->facts->live.exposure_count == 0;
    if (nobody)
        return none_found(context, request);
    if (exposures->party_node == NO_INDEX)
        nodes_gather(exposures);
    else
        party_gather(exposures);
    struct mirror *mirror = mirror_of(context, exposures);
    *chart = (struct chart){.height = mirror->height,
        .title = exposure_title(exposures),
        .subtitle = exposure_subtitle(exposures),
        .alt = exposure_describe(exposures),
        .data = exposure_data(exposures),
        .deals = deals_of(exposures),
        .plan = mirror,
        .draw = mirror_draw,
        .dump = mirror_dump};
    return true;
}
