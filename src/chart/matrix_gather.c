/* SPDX-License-Identifier: MIT */
/*
 * matrix_gather: in, facts and a selection; out, the parties of a matrix, its cells and every sum in it. The
 * smallest parties beyond a number are folded into one "n others", openly; what they pay each other stays a
 * cell, so that the sums never depend on folding. It refuses to know points.
 */
#include "matrix_plan.h"

#include "list.h"
#include "say.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

/* ---- which flows ---- */

static bool flow_is_shown(const struct matrix_plan *plan, const struct flow *flow)
{
    return flow->is_money && !flow->in_parts && !flow->intra_group &&
           flow_selected(plan->facts, plan->options.where, flow);
}

/* ---- parties ---- */

static int compare_gross(const void *a, const void *b)
{
    const struct matrix_party *x = a, *y = b;
    if (x->gross != y->gross)
        return x->gross > y->gross ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* Greatest first; who is brought out by the options comes before all. */
static struct matrix_party *parties_used(const struct matrix_plan *plan, size_t *count)
{
    const struct facts *facts = plan->facts;
    struct matrix_party *use = arena_array(plan->arena, struct matrix_party, facts->node_count + 1);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_is_shown(plan, flow))
            continue;
        double reserve = (double)amount_reserve(&flow->rest) + 1;
        use[flow->payer].gross += reserve;
        use[flow->payee].gross += reserve;
    }
    *count = 0;
    for (size_t i = 0; i < facts->node_count; i++) {
        if (use[i].gross <= 0)
            continue;
        struct matrix_party *party = &use[(*count)++];
        *party = (struct matrix_party){.id = facts->nodes[i].id, .node = i, .gross = use[i].gross};
        if (plan->options.highlight == MATRIX_PARTY &&
            node_has_party(facts, i, plan->options.highlight_index))
            party->gross = 1e300;
    }
    qsort(use, *count, sizeof *use, compare_gross);
    return use;
}

static void others_make(struct matrix_plan *plan, const struct matrix_party *use, size_t kept, size_t count)
{
    struct matrix_party *others = &plan->parties[plan->party_count++];
    *others = (struct matrix_party){.id = "+others", .node = NO_INDEX};
    others->members.at = arena_array(plan->arena, size_t, count - kept);
    for (size_t i = kept; i < count; i++)
        others->members.at[others->members.count++] = use[i].node;
    others->name = say(plan->arena, "%zu others", others->members.count);
}

/* Party of each node; NO_INDEX for those that take no part. */
static size_t *parties_make(struct matrix_plan *plan, size_t most)
{
    size_t count;
    struct matrix_party *use = parties_used(plan, &count);
    size_t kept = count <= most ? count : most > 2 ? most - 1 : 1;
    plan->parties_all = count;
    plan->parties_kept = kept;
    plan->parties = arena_array(plan->arena, struct matrix_party, kept + 1);
    plan->party_count = 0;
    for (size_t i = 0; i < kept; i++) {
        plan->parties[plan->party_count] = use[i];
        plan->parties[plan->party_count++].name = facts_node_name(plan->arena, plan->facts, use[i].node);
    }
    if (kept < count)
        others_make(plan, use, kept, count);
    size_t *party_of = arena_array(plan->arena, size_t, plan->facts->node_count + 1);
    for (size_t i = 0; i < plan->facts->node_count; i++)
        party_of[i] = NO_INDEX;
    return party_of;
}

static void parties_number(const struct matrix_plan *plan, size_t *party_of)
{
    for (size_t p = 0; p < plan->party_count; p++) {
        if (plan->parties[p].node != NO_INDEX)
            party_of[plan->parties[p].node] = p;
        for (size_t m = 0; m < plan->parties[p].members.count; m++)
            party_of[plan->parties[p].members.at[m]] = p;
    }
}

static void parties_sort(struct matrix_plan *plan, size_t *party_of)
{
    size_t count = plan->party_count;
    double *weights = arena_array(plan->arena, double, count *count + 1);
    parties_number(plan, party_of);
    for (size_t i = 0; i < plan->facts->flow_count; i++) {
        const struct flow *flow = &plan->facts->flows[i];
        if (!flow_is_shown(plan, flow))
            continue;
        const struct amount *amount = &flow->counted;
        money weight = !amount_is_sized(amount) ? 0 : amount->has_headline ? amount->headline : amount->low;
        weights[party_of[flow->payer] * count + party_of[flow->payee]] += (double)weight + 1;
    }
    matrix_order(plan, weights);
    parties_number(plan, party_of);
}

/* ---- cells ---- */

typedef LIST(size_t) size_list;

struct sort_flow {
    size_t flow;
    const char *key, *payer, *payee;
    size_t leg;
    bool in_parts;
};

/* By deal and leg; the members of a known split by who they are. */
static int compare_flows(const void *a, const void *b)
{
    const struct sort_flow *x = a, *y = b;
    if (x->in_parts != y->in_parts)
        return x->in_parts ? 1 : -1;
    int order = strcmp(x->key, y->key);
    if (!order && x->leg != y->leg)
        return x->leg < y->leg ? -1 : 1;
    if (!order)
        order = strcmp(x->payer, y->payer);
    if (!order)
        order = strcmp(x->payee, y->payee);
    return order ? order : x->flow < y->flow ? -1 : 1;
}

static struct indices flows_sorted(const struct matrix_plan *plan, const size_list *list)
{
    const struct facts *facts = plan->facts;
    struct sort_flow *sorted = arena_array(plan->arena, struct sort_flow, list->count + 1);
    struct indices flows = {arena_array(plan->arena, size_t, list->count + 1), list->count};
    for (size_t i = 0; i < list->count; i++) {
        const struct flow *flow = &facts->flows[list->at[i]];
        sorted[i] = (struct sort_flow){list->at[i], facts->dataset->deals[flow->deal].id,
            facts->nodes[flow->payer].id, facts->nodes[flow->payee].id,
            flow->leg == NO_INDEX ? 0 : flow->leg + 1, flow->in_parts};
    }
    qsort(sorted, list->count, sizeof *sorted, compare_flows);
    for (size_t i = 0; i < list->count; i++)
        flows.at[i] = sorted[i].flow;
    return flows;
}

static void cell_deals(const struct matrix_plan *plan, struct matrix_cell *cell)
{
    struct str ids = str_init(plan->arena);
    size_t last = NO_INDEX;
    for (size_t i = 0; i < cell->flows.count; i++) {
        size_t deal = plan->facts->flows[cell->flows.at[i]].deal;
        if (deal == last || plan->facts->flows[cell->flows.at[i]].in_parts)
            continue;
        str_printf(&ids, "%s%s", ids.length ? "+" : "", plan->facts->dataset->deals[deal].id);
        cell->deal_count++;
        last = deal;
    }
    cell->deals = arena_strdup(plan->arena, str_text(&ids));
}

/* ---- strips ---- */

static enum square_look amount_look(const struct amount *amount)
{
    if (amount->high == MONEY_OPEN || amount->kind == AMOUNT_AT_LEAST)
        return LOOK_SOLID;
    if (amount_hangs(amount))
        return LOOK_OUTLINE;
    if (amount_kind_is_about(amount->kind))
        return LOOK_SOFT;
    if (amount->kind == AMOUNT_RANGE || amount->kind == AMOUNT_VAGUE || !amount->has_headline)
        return LOOK_HATCHED;
    return amount->low < amount->headline ? LOOK_OUTLINE : LOOK_SOLID;
}

static void strip_add(struct matrix_strip *strip, const struct amount *amount)
{
    bool open = amount->high == MONEY_OPEN || amount->kind == AMOUNT_AT_LEAST;
    money reserve = amount_reserve(amount);
    enum square_look look = amount_look(amount);
    if (!amount_is_sized(amount)) {
        strip->undisclosed =
            strip->undisclosed || amount->kind == AMOUNT_UNDISCLOSED || !amount->has_headline;
        return;
    }
    strip->open = strip->open || open;
    strip->look = look > strip->look ? look : strip->look;
    strip->reserve = money_add(strip->reserve, reserve);
    strip->core = money_add(strip->core, open || amount->low > reserve ? reserve : amount->low);
}

static int compare_strips(const void *a, const void *b)
{
    const struct matrix_strip *x = a, *y = b;
    if (x->deal_class != y->deal_class)
        return (int)x->deal_class - (int)y->deal_class;
    return (int)y->bucket - (int)x->bucket;
}

static struct matrix_strip *strip_find(struct matrix_cell *cell, const struct flow *flow)
{
    for (size_t s = 0; s < cell->strip_count; s++)
        if (cell->strips[s].deal_class == flow->deal_class && cell->strips[s].bucket == flow->bucket)
            return &cell->strips[s];
    cell->strips[cell->strip_count] =
        (struct matrix_strip){.deal_class = flow->deal_class, .bucket = flow->bucket};
    return &cell->strips[cell->strip_count++];
}

/* A whole and its parts in one cell come to less than both apart: the square never claims more than the sum's
   high end, nor more of it as sure than its low end. */
static void strips_hold(struct matrix_cell *cell)
{
    money reserve = 0, core = 0;
    for (size_t s = 0; s < cell->strip_count; s++) {
        reserve = money_add(reserve, cell->strips[s].reserve);
        core = money_add(core, cell->strips[s].core);
    }
    for (size_t s = cell->strip_count; s-- > 0;) {
        struct matrix_strip *strip = &cell->strips[s];
        money over = cell->sum.high != MONEY_OPEN && reserve > cell->sum.high ? reserve - cell->sum.high : 0;
        over = over > strip->reserve ? strip->reserve : over;
        strip->reserve -= over;
        reserve -= over;
        money sure = core > cell->sum.low ? core - cell->sum.low : 0;
        sure = sure > strip->core ? strip->core : sure;
        if (sure > 0 && strip->look == LOOK_SOLID && !strip->open)
            strip->look = LOOK_HATCHED;
        strip->core -= sure;
        core -= sure;
        if (strip->core > strip->reserve)
            strip->core = strip->reserve;
    }
}

static void cell_strips(const struct matrix_plan *plan, struct matrix_cell *cell)
{
    cell->strips = arena_array(plan->arena, struct matrix_strip, (size_t)CLASS_COUNT * BUCKET_COUNT);
    for (size_t i = 0; i < cell->flows.count; i++) {
        const struct flow *flow = &plan->facts->flows[cell->flows.at[i]];
        if (!flow->in_parts)
            strip_add(strip_find(cell, flow), &flow->rest);
    }
    strips_hold(cell);
    qsort(cell->strips, cell->strip_count, sizeof *cell->strips, compare_strips);
    for (size_t s = 0; s < cell->strip_count; s++)
        cell->reserve = money_add(cell->reserve, cell->strips[s].reserve);
    for (size_t s = 0; s < cell->strip_count && cell->reserve > 0; s++)
        if (cell->strips[s].undisclosed && !cell->partly_unknown)
            cell->partly_unknown = &cell->strips[s];
    cell->unknown = cell->reserve == 0;
}

/* ---- gathering ---- */

struct matrix_cell *matrix_cell_find(const struct matrix_plan *plan, size_t payer, size_t payee)
{
    size_t from = 0, to = plan->cell_count;
    while (from < to) {
        size_t middle = (from + to) / 2;
        struct matrix_cell *cell = &plan->cells[middle];
        if (cell->payer == payer && cell->payee == payee)
            return cell;
        if (cell->payer < payer || (cell->payer == payer && cell->payee < payee))
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

bool matrix_runs_back(const struct matrix_plan *plan)
{
    for (size_t c = 0; c < plan->cell_count; c++)
        if (plan->cells[c].payee < plan->cells[c].payer &&
            plan->parties[plan->cells[c].payer].node != NO_INDEX) /* "others" stand last whatever they are */
            return true;
    return false;
}

struct gathering {
    size_list *cells, *out, *in, total, intra; /* flows; cells by payer · count + payee */
};

static void flow_put(struct matrix_plan *plan, struct gathering *lists, const size_t *party_of, size_t index)
{
    const struct flow *flow = &plan->facts->flows[index];
    size_t payer = party_of[flow->payer], payee = party_of[flow->payee];
    if (payer == NO_INDEX || payee == NO_INDEX)
        return; /* a whole whose parts are all elsewhere */
    *list_push(plan->arena, &lists->cells[payer * plan->party_count + payee]) = index;
    if (flow->intra_group)
        return;
    *list_push(plan->arena, &lists->out[payer]) = index;
    *list_push(plan->arena, &lists->in[payee]) = index;
    *list_push(plan->arena, &lists->total) = index;
}

static void lists_fill(struct matrix_plan *plan, struct gathering *lists, const size_t *party_of)
{
    const struct facts *facts = plan->facts;
    bool classes[CLASS_COUNT] = {false};
    plan->intra_shown = true;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_selected(plan->facts, plan->options.where, flow))
            continue;
        if (!flow->is_money) {
            plan->relations += flow->in_parts ? 0 : 1;
            continue;
        }
        flow_put(plan, lists, party_of, i);
        if (flow->intra_group && !flow->in_parts) {
            size_t party = party_of[flow->payer];
            bool own = party != NO_INDEX && plan->parties[party].node != NO_INDEX;
            plan->intra_shown = plan->intra_shown && own;
            *list_push(plan->arena, &lists->intra) = i;
        } else if (!flow->in_parts)
            classes[flow->deal_class] = true;
    }
    plan->class_count = 0;
    for (int c = 0; c < CLASS_COUNT; c++)
        plan->class_count += classes[c];
}

/* Only money within one group: shown where it is a party's own, left out among "others". */
static bool list_is_shown(const struct matrix_plan *plan, const size_list *list, size_t party)
{
    bool own = plan->parties[party].node != NO_INDEX;
    for (size_t i = 0; i < list->count; i++) {
        const struct flow *flow = &plan->facts->flows[list->at[i]];
        if (!flow->in_parts && (own || !flow->intra_group))
            return true;
    }
    return false;
}

/* Within "others", what stays inside one group is no payment among them. */
static void list_drop_intra(const struct matrix_plan *plan, size_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!plan->facts->flows[list->at[i]].intra_group)
            list->at[kept++] = list->at[i];
    list->count = kept;
}

static void cells_make(struct matrix_plan *plan, struct gathering *lists)
{
    size_t count = plan->party_count;
    plan->cells = arena_array(plan->arena, struct matrix_cell, count * count + 1);
    plan->cell_count = 0;
    for (size_t payer = 0; payer < count; payer++)
        for (size_t payee = 0; payee < count; payee++) {
            size_list *list = &lists->cells[payer * count + payee];
            if (!list_is_shown(plan, list, payer))
                continue;
            if (plan->parties[payer].node == NO_INDEX && payer == payee)
                list_drop_intra(plan, list);
            struct matrix_cell *cell = &plan->cells[plan->cell_count++];
            *cell = (struct matrix_cell){.payer = payer, .payee = payee, .within = payer == payee};
            cell->flows = flows_sorted(plan, list);
            cell->sum = flow_sum_of(plan->facts, &cell->flows);
            cell_deals(plan, cell);
            cell_strips(plan, cell);
        }
}

static struct flow_sum list_sum(const struct matrix_plan *plan, const size_list *list)
{
    struct indices flows = flows_sorted(plan, list);
    return flow_sum_of(plan->facts, &flows);
}

static void sums_make(struct matrix_plan *plan, const struct gathering *lists)
{
    for (size_t p = 0; p < plan->party_count; p++) {
        plan->parties[p].out = list_sum(plan, &lists->out[p]);
        plan->parties[p].in = list_sum(plan, &lists->in[p]);
    }
    plan->total = list_sum(plan, &lists->total);
    plan->intra = list_sum(plan, &lists->intra);
}

/* A party has a row where it pays, a column where it is paid, both where it pays within itself. */
static void axes_make(struct matrix_plan *plan)
{
    plan->rows = arena_array(plan->arena, size_t, plan->party_count + 1);
    plan->columns = arena_array(plan->arena, size_t, plan->party_count + 1);
    plan->row_count = plan->column_count = 0;
    for (size_t c = 0; c < plan->cell_count; c++) {
        struct matrix_cell *cell = &plan->cells[c];
        plan->parties[cell->payer].pays = true;
        plan->parties[cell->payee].is_paid = true;
        const struct matrix_cell *back = matrix_cell_find(plan, cell->payee, cell->payer);
        cell->mutual = !cell->within && back;
    }
    for (size_t p = 0; p < plan->party_count; p++) {
        struct matrix_party *party = &plan->parties[p];
        party->row = party->pays ? plan->row_count : NO_INDEX;
        party->column = party->is_paid ? plan->column_count : NO_INDEX;
        if (party->pays)
            plan->rows[plan->row_count++] = p;
        if (party->is_paid)
            plan->columns[plan->column_count++] = p;
    }
}

/* ---- loops ---- */

static void loop_mark(struct matrix_plan *plan, struct matrix_cell *cell, size_t loop)
{
    if (!cell || cell->within || cell->loops.count == CIRCUITS_NUMBERED_MOST ||
        (cell->loops.count > 0 && cell->loops.at[cell->loops.count - 1] == loop))
        return;
    if (!cell->loops.at)
        cell->loops.at = arena_array(plan->arena, size_t, CIRCUITS_NUMBERED_MOST);
    cell->loops.at[cell->loops.count++] = loop;
}

static void loops_mark(struct matrix_plan *plan, const size_t *party_of)
{
    enum matrix_highlight highlight = plan->options.highlight;
    const struct network *live = &plan->facts->live;
    for (size_t c = 0; c < circuits_numbered(live); c++) {
        bool shown =
            highlight == MATRIX_LOOPS || (highlight == MATRIX_LOOP && plan->options.highlight_index == c);
        for (size_t e = 0; shown && e < live->circuits[c].length; e++) {
            const struct edge *edge = &live->edges[live->circuits[c].edges[e]];
            loop_mark(plan, matrix_cell_find(plan, party_of[edge->payer], party_of[edge->payee]), c);
        }
    }
}

/* ---- highlight ---- */

static bool cell_is_highlit(const struct matrix_plan *plan, const struct matrix_cell *cell)
{
    size_t index = plan->options.highlight_index;
    for (size_t i = 0; plan->options.highlight == MATRIX_LOOP && i < cell->loops.count; i++)
        if (cell->loops.at[i] == index)
            return true;
    for (size_t i = 0; i < cell->flows.count; i++) {
        const struct flow *flow = &plan->facts->flows[cell->flows.at[i]];
        if (plan->options.highlight == MATRIX_DEAL && flow->deal == index)
            return true;
        if (plan->options.highlight == MATRIX_PARTY && (node_has_party(plan->facts, flow->payer, index) ||
                                                           node_has_party(plan->facts, flow->payee, index)))
            return true;
    }
    return false;
}

static void highlight_mark(struct matrix_plan *plan)
{
    enum matrix_highlight highlight = plan->options.highlight;
    if (highlight != MATRIX_PARTY && highlight != MATRIX_DEAL && highlight != MATRIX_LOOP)
        return;
    for (size_t p = 0; p < plan->party_count; p++)
        plan->parties[p].faded = true;
    for (size_t c = 0; c < plan->cell_count; c++) {
        struct matrix_cell *cell = &plan->cells[c];
        cell->faded = !cell_is_highlit(plan, cell);
        if (!cell->faded)
            plan->parties[cell->payer].faded = plan->parties[cell->payee].faded = false;
    }
}

/* Is what was asked to stand out there at all? */
bool matrix_highlight_is_seen(const struct matrix_plan *plan)
{
    if (plan->options.highlight == MATRIX_LOOPS || plan->options.highlight == MATRIX_NONE)
        return true;
    for (size_t c = 0; c < plan->cell_count; c++)
        if (!plan->cells[c].faded)
            return true;
    return false;
}

bool matrix_gather(struct matrix_plan *plan, size_t most)
{
    size_t *party_of = parties_make(plan, most), count = plan->party_count;
    if (count == 0)
        return false;
    parties_sort(plan, party_of);
    struct gathering lists = {.cells = arena_array(plan->arena, size_list, count * count),
        .out = arena_array(plan->arena, size_list, count),
        .in = arena_array(plan->arena, size_list, count)};
    plan->relations = 0;
    lists_fill(plan, &lists, party_of);
    cells_make(plan, &lists);
    sums_make(plan, &lists);
    axes_make(plan);
    loops_mark(plan, party_of);
    highlight_mark(plan);
    return true;
}
