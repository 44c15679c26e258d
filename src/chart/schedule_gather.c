/* SPDX-License-Identifier: MIT */
/*
 * schedule_gather: facts → years, series and their pieces, what is undated, a metric's years. Money only, no
 * points. The amounts are those of facts->schedules; their bounds follow the deal's own, in proportion.
 */
#include "schedule_plan.h"

#include "party_colour.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void money_sum_add(struct money_sum *sum, const struct money_sum *more)
{
    bool first = !money_sum_any(sum);
    sum->low = money_add(sum->low, more->low);
    sum->high = money_add(sum->high, more->high);
    sum->headline = money_add(sum->headline, more->headline);
    sum->all_headline = (first || sum->all_headline) && more->all_headline;
    sum->any_about = sum->any_about || more->any_about;
    sum->any_nearly = sum->any_nearly || more->any_nearly;
}

bool money_sum_any(const struct money_sum *sum)
{
    return sum->low || sum->high || sum->headline;
}

/* ---- bounds ---- */

static money least(money a, money b)
{
    return a < b ? a : b;
}

static money most(money a, money b)
{
    return a > b ? a : b;
}

struct money_sum money_sum_settled(const struct money_sum *sum)
{
    struct money_sum settled = *sum;
    settled.low = least(sum->low, sum->high);
    settled.high = most(sum->low, sum->high);
    if (sum->all_headline) {
        settled.low = least(settled.low, sum->headline);
        settled.high = most(settled.high, sum->headline);
    }
    return settled;
}

/* Of an amount, or (whole not 0) of the part of it that `of` of `whole` is: bound by bound, so that a whole
   and its parts come to what they are together */
static struct money_sum bounds_of(const struct amount *amount, money of, money whole)
{
    struct money_sum sum = {.low = amount->low, .high = amount->high, .headline = of};
    if (whole) {
        sum.low = money_scale(amount->low, of, whole);
        sum.high = amount->high == MONEY_OPEN ? MONEY_OPEN : money_scale(amount->high, of, whole);
    }
    sum.all_headline = amount->has_headline;
    sum.any_about = amount->kind == AMOUNT_APPROX;
    sum.any_nearly = amount->kind == AMOUNT_NEARLY;
    return sum;
}

static const struct amount *disclosed_amount(const struct deal *deal, int year)
{
    for (size_t i = 0; i < deal->schedule_count; i++)
        if (deal->schedule[i].year == year && amount_is_sized(&deal->schedule[i].amount))
            return &deal->schedule[i].amount;
    return NULL;
}

/* A year of one flow, with what is certain and what is possible */
static struct money_sum year_sum(
    const struct facts *facts, const struct schedule *schedule, const struct schedule_year *year)
{
    const struct flow *flow = &facts->flows[schedule->flow];
    const struct amount *amount =
        year->disclosed ? disclosed_amount(&facts->dataset->deals[flow->deal], year->year) : &flow->counted;
    if (!amount)
        return (struct money_sum){year->amount, year->amount, year->amount, true, false, false};
    money whole = amount->has_headline ? amount->headline : amount->low;
    return bounds_of(amount, year->amount, whole);
}

static struct money_sum flow_dated(const struct facts *facts, const struct schedule *schedule)
{
    const struct flow *flow = &facts->flows[schedule->flow];
    struct money_sum sum = {0};
    if (schedule->count && !schedule->years[0].disclosed)
        return bounds_of(&flow->counted, flow->counted.headline, 0);
    for (size_t i = 0; i < schedule->count; i++) {
        struct money_sum year = year_sum(facts, schedule, &schedule->years[i]);
        money_sum_add(&sum, &year);
    }
    return sum;
}

/* ---- series ---- */

/* What a flow is counted under, with what orders it */
struct heap {
    size_t key;
    size_t ranks[3];
    const char *id;
    money amount;
    struct money_sum sum;
    bool own; /* a series; else among the others */
    size_t series;
};

typedef LIST(struct heap) heap_list;

static size_t flow_key(const struct due *due, const struct flow *flow)
{
    switch (due->by) {
    case BY_PAYER:
        return flow->payer;
    case BY_PAYEE:
        return flow->payee;
    case BY_CLASS:
        return flow->deal_class;
    default:
        return flow->deal;
    }
}

static struct heap heap_of(const struct due *due, const struct flow *flow)
{
    const struct facts *facts = due->facts;
    struct heap heap = {.key = flow_key(due, flow), .id = ""};
    size_t payer = node_rank(facts, flow->payer), payee = node_rank(facts, flow->payee);
    switch (due->by) {
    case BY_PAYER:
    case BY_PAYEE:
        heap.ranks[0] = due->by == BY_PAYER ? payer : payee;
        heap.id = facts->nodes[heap.key].id;
        break;
    case BY_CLASS:
        heap.ranks[0] = heap.key;
        break;
    default:
        heap.ranks[0] = due->way == SCHEDULE_GETS ? payer : payee;
        heap.ranks[1] = due->way == SCHEDULE_GETS ? payee : payer;
        heap.id = facts->dataset->deals[heap.key].id;
    }
    return heap;
}

static struct heap *heap_find(
    struct arena *arena, heap_list *heaps, const struct due *due, const struct flow *flow)
{
    size_t key = flow_key(due, flow);
    for (size_t i = 0; i < heaps->count; i++)
        if (heaps->at[i].key == key)
            return &heaps->at[i];
    struct heap *heap = list_push(arena, heaps);
    *heap = heap_of(due, flow);
    return heap;
}

static int heap_compare_size(const void *a, const void *b)
{
    const struct heap *x = a, *y = b;
    if (x->amount != y->amount)
        return x->amount > y->amount ? -1 : 1;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->key > y->key) - (x->key < y->key);
}

static int heap_compare_place(const void *a, const void *b)
{
    const struct heap *x = a, *y = b;
    if (x->own != y->own)
        return x->own ? -1 : 1;
    for (int i = 0; i < 3; i++)
        if (x->ranks[i] != y->ranks[i])
            return x->ranks[i] < y->ranks[i] ? -1 : 1;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->key > y->key) - (x->key < y->key);
}

static struct colour heap_colour(const struct due *due, const struct heap *heap)
{
    const struct facts *facts = due->facts;
    if (due->by == BY_CLASS)
        return class_colour((enum deal_class)heap->key);
    if (due->by != BY_DEAL)
        return node_colour(facts, heap->key);
    const struct flow *flow = &facts->flows[facts_first_flow(facts, heap->key)];
    struct colour far = node_colour(facts, due->way == SCHEDULE_GETS ? flow->payer : flow->payee);
    return far.role != ROLE_OTHER ? far
                                  : node_colour(facts, due->way == SCHEDULE_GETS ? flow->payee : flow->payer);
}

static const char *heap_name(const struct due *due, const struct heap *heap)
{
    const struct facts *facts = due->facts;
    if (due->by == BY_CLASS)
        return word_class(due->arena, (enum deal_class)heap->key);
    if (due->by != BY_DEAL)
        return facts_node_name(due->arena, facts, heap->key);
    return word_deal_title(due->arena, facts->dataset, &facts->dataset->deals[heap->key]);
}

static bool colour_taken(const struct due *due, struct colour colour)
{
    for (size_t i = 0; i < due->series.count; i++)
        if (due->series.at[i].colour.role == colour.role &&
            fabsf(due->series.at[i].colour.shade - colour.shade) < 0.15F)
            return true;
    return false;
}

/* Deals with one party have its colour in tones of their own */
static struct colour colour_apart(const struct due *due, struct colour colour)
{
    static const float tones[] = {0.4F, -0.35F, 0.62F, -0.55F, 0.2F, -0.18F};
    for (size_t i = 0; due->by == BY_DEAL && i < sizeof tones / sizeof *tones && colour_taken(due, colour);
         i++)
        colour.shade = tones[i];
    return colour;
}

static void series_make(struct due *due, heap_list *heaps, size_t limit)
{
    qsort(heaps->at, heaps->count, sizeof *heaps->at, heap_compare_size);
    size_t own = heaps->count > limit ? limit : heaps->count;
    for (size_t i = 0; i < heaps->count; i++)
        heaps->at[i].own = i < own;
    qsort(heaps->at, heaps->count, sizeof *heaps->at, heap_compare_place);
    for (size_t i = 0; i < heaps->count; i++) {
        struct heap *heap = &heaps->at[i];
        if (heap->own || i == own) {
            struct colour colour =
                heap->own ? colour_apart(due, heap_colour(due, heap)) : (struct colour){ROLE_OTHER, 0.25F, 0};
            *list_push(due->arena, &due->series) =
                (struct schedule_series){.name = heap->own ? heap_name(due, heap) : NULL, .colour = colour};
        }
        heap->series = heap->own ? i : own;
        struct schedule_series *series = &due->series.at[heap->series];
        series->amount = money_add(series->amount, heap->amount);
        series->merged += !heap->own;
        money_sum_add(&series->sum, &heap->sum);
    }
    if (heaps->count > own) {
        struct schedule_series *others = &due->series.at[own];
        others->name =
            say_count(due->arena, (int64_t)others->merged, "%zu other", "%zu others", others->merged);
    }
}

/* ---- pieces ---- */

static int piece_compare(const void *a, const void *b)
{
    const struct schedule_piece *x = a, *y = b;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    if (x->bucket != y->bucket)
        return x->bucket > y->bucket ? -1 : 1; /* the surest lies lowest */
    return (x->assumed > y->assumed) - (x->assumed < y->assumed);
}

static void year_add(struct due *due, size_t series, const struct schedule *schedule,
    const struct schedule_year *year, const struct flow *flow)
{
    struct money_sum sum = year_sum(due->facts, schedule, year);
    size_t column = (size_t)(year->year - due->columns.at[0].year);
    if (column >= due->columns.count) {
        money_sum_add(&due->later, &sum);
        return;
    }
    struct schedule_column *at = &due->columns.at[column];
    at->amount = money_add(at->amount, year->amount);
    money_sum_add(&at->sum, &sum);
    int digits = digits_of_part(&flow->counted, year->amount);
    at->digits = at->flows++ ? 0 : digits;
    *list_push(due->arena, &due->pieces) = (struct schedule_piece){.column = column,
        .series = series,
        .bucket = flow->bucket,
        .assumed = !year->disclosed,
        .amount = year->amount,
        .low = least(sum.low, year->amount),
        .sum = sum,
        .digits = digits};
}

/* Pieces that look alike are one */
static void pieces_join(struct due *due)
{
    if (!due->pieces.count)
        return;
    qsort(due->pieces.at, due->pieces.count, sizeof *due->pieces.at, piece_compare);
    size_t kept = 0;
    for (size_t i = 0; i < due->pieces.count; i++) {
        struct schedule_piece *piece = &due->pieces.at[i];
        if (kept && piece_compare(&due->pieces.at[kept - 1], piece) == 0) {
            due->pieces.at[kept - 1].amount = money_add(due->pieces.at[kept - 1].amount, piece->amount);
            due->pieces.at[kept - 1].low = money_add(due->pieces.at[kept - 1].low, piece->low);
            money_sum_add(&due->pieces.at[kept - 1].sum, &piece->sum);
            due->pieces.at[kept - 1].digits = 0;
        } else
            due->pieces.at[kept++] = *piece;
    }
    due->pieces.count = kept;
}

static void columns_make(struct due *due, int first, int last)
{
    if (last - first >= SCHEDULE_YEARS)
        last = first + SCHEDULE_YEARS - 1;
    for (int year = first; year <= last; year++)
        *list_push(due->arena, &due->columns) = (struct schedule_column){.year = year};
}

static void pieces_make(struct due *due, size_t limit)
{
    const struct facts *facts = due->facts;
    heap_list heaps = {0};
    size_t before = NO_INDEX;
    for (size_t i = 0; i < facts->schedule_count; i++) {
        const struct schedule *schedule = &facts->schedules[i];
        const struct flow *flow = &facts->flows[schedule->flow];
        struct heap *heap = heap_find(due->arena, &heaps, due, flow);
        struct money_sum sum = flow_dated(facts, schedule);
        money_sum_add(&heap->sum, &sum);
        money_sum_add(&due->dated, &sum);
        if (flow->bucket == BUCKET_FIRM)
            money_sum_add(&due->firm, &sum);
        for (size_t y = 0; y < schedule->count; y++)
            heap->amount = money_add(heap->amount, schedule->years[y].amount);
        due->dated_deals += flow->deal != before;
        before = flow->deal;
    }
    series_make(due, &heaps, limit);
    for (size_t i = 0; i < facts->schedule_count; i++) {
        const struct schedule *schedule = &facts->schedules[i];
        const struct flow *flow = &facts->flows[schedule->flow];
        size_t series = heap_find(due->arena, &heaps, due, flow)->series;
        for (size_t y = 0; y < schedule->count; y++)
            year_add(due, series, schedule, &schedule->years[y], flow);
    }
    pieces_join(due);
    for (size_t i = 0; i < due->series.count; i++)
        due->series.at[i].sum = money_sum_settled(&due->series.at[i].sum);
    for (size_t i = 0; i < due->columns.count; i++)
        due->columns.at[i].sum = money_sum_settled(&due->columns.at[i].sum);
    due->dated = money_sum_settled(&due->dated);
    due->firm = money_sum_settled(&due->firm);
    due->later = money_sum_settled(&due->later);
}

/* ---- what a series is, where nobody asked ---- */

static size_t keys_count(struct due *due, enum chart_by by)
{
    struct due as = *due;
    heap_list heaps = {0};
    as.by = by;
    for (size_t i = 0; i < due->facts->schedule_count; i++)
        heap_find(due->arena, &heaps, &as, &due->facts->flows[due->facts->schedules[i].flow]);
    return heaps.count;
}

/* Deals where they are few; else the other side of the one party, or whichever side has several */
static enum chart_by by_choose(struct due *due, size_t limit)
{
    if (keys_count(due, BY_DEAL) <= limit)
        return BY_DEAL;
    if (due->way != SCHEDULE_ALL)
        return due->way == SCHEDULE_PAYS ? BY_PAYEE : BY_PAYER;
    if (keys_count(due, BY_PAYER) > 1)
        return BY_PAYER;
    return keys_count(due, BY_PAYEE) > 1 ? BY_PAYEE : BY_DEAL;
}

/* ---- undated ---- */

static int undated_compare(const void *a, const void *b)
{
    const struct schedule_undated *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* As it was written where that is all of it: "tens of billions" */
static const char *undated_words(const struct due *due, const struct flow_sum *sum)
{
    struct str out = str_init(due->arena);
    if (sum->only && sum->only->words)
        word_amount(&out, sum->only, NUMBER_SHORT);
    else
        word_qualified(&out, flow_sum_qualified(due->arena, sum, due->facts->dataset->currency));
    return str_text(&out);
}

static void undated_make(struct due *due)
{
    const struct facts *facts = due->facts;
    const struct indices *undated = &facts->undated;
    for (size_t i = 0, count; i < undated->count; i += count) {
        const struct flow *flow = &facts->flows[undated->at[i]];
        enum bucket weakest = flow->bucket;
        for (count = 1; i + count < undated->count; count++) {
            const struct flow *next = &facts->flows[undated->at[i + count]];
            if (next->deal != flow->deal)
                break;
            weakest = next->bucket < weakest ? next->bucket : weakest;
        }
        struct indices flows = {undated->at + i, count};
        struct flow_sum sum = flow_sum_of(facts, &flows);
        *list_push(due->arena, &due->undated) = (struct schedule_undated){.deal = flow->deal,
            .id = facts->dataset->deals[flow->deal].id,
            .words = undated_words(due, &sum),
            .bucket = weakest,
            .sum = sum,
            .weight = sum.has_headline ? sum.headline : sum.low};
    }
    if (due->undated.count)
        qsort(due->undated.at, due->undated.count, sizeof *due->undated.at, undated_compare);
    due->undisclosed = facts->all_live.undisclosed;
}

/* ---- the metric ---- */

/* Whose it is: the party asked for, else the only one that has it. NO_INDEX: nobody's, or several' */
static size_t metric_owner(const struct dataset *dataset, const char *key, size_t party, struct arena *arena)
{
    size_t owner = NO_INDEX;
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (strcmp(str_key(arena, metric->name), key) != 0 || !amount_is_sized(&metric->value))
            continue;
        if (metric->party == party)
            return party;
        if (party == NO_INDEX && owner != NO_INDEX && owner != metric->party)
            return NO_INDEX;
        owner = party == NO_INDEX ? metric->party : owner;
    }
    return owner;
}

static bool point_is_yearly(const struct metric *metric)
{
    return metric->period.precision != DATE_NONE &&
           (metric->period.precision == DATE_YEAR || metric->basis == METRIC_RUN_RATE);
}

/* Metrics of its name and owner that say what a year brings; the first in the file of several of one year and
   basis */
static bool metric_gather(
    const struct chart_context *context, const struct chart_request *request, struct due *due)
{
    const struct dataset *dataset = context->facts->dataset;
    if (!request->metric)
        return true;
    const char *key = str_key(context->arena, request->metric);
    due->metric_party = metric_owner(dataset, key, request->party, context->arena);
    if (due->metric_party == NO_INDEX)
        return chart_no_data(context, "name one of its metrics in due, and with --party whose it is",
            arena_printf(context->arena, "there is no single party with a metric '%s' in money%s",
                str_quoted(context->arena, request->metric),
                request->party == NO_INDEX ? "" : " that is asked for"));
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (metric->party != due->metric_party || strcmp(str_key(context->arena, metric->name), key) != 0 ||
            !amount_is_sized(&metric->value))
            continue;
        due->metric = due->metric ? due->metric : metric->name;
        if (!point_is_yearly(metric)) {
            *list_push(context->arena, &due->points_left_out) = i;
            continue;
        }
        const struct amount *value = &metric->value;
        *list_push(context->arena, &due->points) = (struct schedule_point){.metric = i,
            .low = money_units(value->low),
            .high = value->high == MONEY_OPEN ? INFINITY : money_units(value->high),
            .value = money_units(value->has_headline ? value->headline : value->low),
            .basis = metric->basis};
    }
    if (due->points.count)
        return true;
    return chart_no_data(context, "give its period as a year (\"2025\"), or basis run-rate",
        arena_printf(context->arena, "no value of the metric '%s' is of a year", due->metric));
}

static int point_compare(const void *a, const void *b)
{
    const struct schedule_point *x = a, *y = b;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    bool rate_x = x->basis == METRIC_RUN_RATE, rate_y = y->basis == METRIC_RUN_RATE;
    if (rate_x != rate_y)
        return rate_x ? -1 : 1;
    return (x->metric > y->metric) - (x->metric < y->metric);
}

/* ---- overlaps ---- */

static bool names_overlap(const struct dataset *dataset, size_t deal, size_t other)
{
    const struct indices *overlaps = &dataset->deals[deal].overlaps;
    for (size_t i = 0; i < overlaps->count; i++)
        if (overlaps->at[i] == other)
            return true;
    return false;
}

/* Does one name the other, or a whole that it is part of? What is said of a whole is said of its parts. */
static bool deals_overlap(const struct dataset *dataset, size_t a, size_t b)
{
    for (size_t x = a; x != NO_INDEX; x = dataset->deals[x].part_of)
        for (size_t y = b; y != NO_INDEX; y = dataset->deals[y].part_of)
            if (x != y && (names_overlap(dataset, x, y) || names_overlap(dataset, y, x)))
                return true;
    return false;
}

static int overlap_compare(const void *first, const void *second, const struct dataset *dataset)
{
    const struct schedule_overlap *x = first, *y = second;
    int order = strcmp(dataset->deals[x->a].id, dataset->deals[y->a].id);
    return order ? order : strcmp(dataset->deals[x->b].id, dataset->deals[y->b].id);
}

static void overlap_add(struct due *due, size_t a, size_t b)
{
    const struct dataset *dataset = due->facts->dataset;
    bool turned = strcmp(dataset->deals[a].id, dataset->deals[b].id) > 0;
    struct schedule_overlap overlap = {turned ? b : a, turned ? a : b};
    size_t at = due->overlaps.count;
    list_push(due->arena, &due->overlaps);
    while (at > 0 && overlap_compare(&due->overlaps.at[at - 1], &overlap, dataset) > 0) {
        due->overlaps.at[at] = due->overlaps.at[at - 1];
        at--;
    }
    due->overlaps.at[at] = overlap;
}

/* Of deals with several flows each pair once */
static bool overlap_known(const struct due *due, size_t a, size_t b)
{
    for (size_t i = 0; i < due->overlaps.count; i++) {
        const struct schedule_overlap *known = &due->overlaps.at[i];
        if ((known->a == a && known->b == b) || (known->a == b && known->b == a))
            return true;
    }
    return false;
}

static void overlaps_find(struct due *due)
{
    const struct facts *facts = due->facts;
    bool any = false;
    for (size_t i = 0; i < facts->dataset->deal_count && !any; i++)
        any = facts->dataset->deals[i].overlaps.count > 0;
    if (!any)
        return;
    for (size_t i = 0; i < facts->schedule_count; i++)
        for (size_t j = 0; j < i; j++) {
            size_t a = facts->flows[facts->schedules[i].flow].deal,
                   b = facts->flows[facts->schedules[j].flow].deal;
            if (a != b && deals_overlap(facts->dataset, a, b) && !overlap_known(due, a, b))
                overlap_add(due, a, b);
        }
}

/* ---- all ---- */

static bool selection_of_party(const struct chart_context *context, const struct chart_request *request,
    const char *side, const struct facts **facts)
{
    size_t offset;
    const char *sentence, *hint, *id = context->facts->dataset->parties[request->party].id;
    const char *where = request->where ? selection_text(request->where) : "";
    const char *clause = arena_printf(context->arena, "%s%s%s=%s", where, *where ? ", " : "", side, id);
    const struct selection *selection =
        selection_parse(context->arena, clause, context->facts->dataset, &offset, &sentence, &hint);
    if (!selection)
        return false;
    *facts = facts_derive_selected(context->arena, context->facts->dataset, context->facts->level, selection);
    return true;
}

/* What the party has to pay; what it is to get only where it pays nothing that has dates */
static void facts_pick(
    const struct chart_context *context, const struct chart_request *request, struct due *due)
{
    due->facts = context->facts;
    if (request->party == NO_INDEX) {
        if (request->where)
            due->facts = facts_derive_selected(
                context->arena, context->facts->dataset, context->facts->level, request->where);
        return;
    }
    const struct facts *pays = NULL, *receives = NULL;
    due->way = SCHEDULE_PAYS;
    if (selection_of_party(context, request, "from", &pays))
        due->facts = pays;
    if (pays && pays->schedule_count == 0 && selection_of_party(context, request, "to", &receives) &&
        (receives->schedule_count > 0 || pays->undated.count == 0)) {
        due->facts = receives;
        due->way = SCHEDULE_GETS;
    }
}

static bool nothing_dated(const struct chart_context *context, struct due *due)
{
    struct due plain = *due; /* what is refused is said in English */
    plain.arena = arena_create();
    struct str out = str_init(plain.arena);
    str_append(&out, "no deal says when its money falls due");
    if (due->facts->undated.count) {
        struct money_sum undated = total_sum(&due->facts->undated_total);
        str_printf(&out, ": ");
        word_qualified(&out, schedule_sum_words(&plain, &undated, 0));
        str_append(&out, " has no dates");
    }
    chart_no_data(
        context, "give deals a term with start and years (or end), or a schedule by year", str_text(&out));
    arena_destroy(plain.arena);
    return false;
}

static void years_span(const struct due *due, int *first, int *last)
{
    *first = INT32_MAX, *last = INT32_MIN;
    for (size_t i = 0; i < due->facts->schedule_count; i++)
        for (size_t y = 0; y < due->facts->schedules[i].count; y++) {
            int year = due->facts->schedules[i].years[y].year;
            *first = year < *first ? year : *first;
            *last = year > *last ? year : *last;
        }
}

bool schedule_gather(
    const struct chart_context *context, const struct chart_request *request, struct due *due)
{
    size_t limit = request->most ? request->most : SCHEDULE_SERIES;
    const struct dataset *dataset = context->facts->dataset;
    *due = (struct due){.arena = context->arena, .party = request->party, .metric_party = NO_INDEX};
    facts_pick(context, request, due);
    int first, last;
    years_span(due, &first, &last);
    if (first > last)
        return nothing_dated(context, due);
    if (!metric_gather(context, request, due))
        return false;
    due->last_year = last;
    for (size_t i = 0; i < due->points.count; i++) {
        int year = date_year(dataset->metrics[due->points.at[i].metric].period);
        first = year < first && last - year < SCHEDULE_YEARS ? year : first;
        last = year > last && year - first < SCHEDULE_YEARS ? year : last;
    }
    columns_make(due, first, last);
    due->by = request->by == BY_CHOSEN ? by_choose(due, limit) : request->by;
    pieces_make(due, limit);
    undated_make(due);
    overlaps_find(due);
    size_t kept = 0;
    for (size_t i = 0; i < due->points.count; i++) {
        struct schedule_point point = due->points.at[i];
        int year = date_year(dataset->metrics[point.metric].period);
        if (year < first || year - first >= (int)due->columns.count) {
            *list_push(context->arena, &due->points_left_out) = point.metric;
            continue;
        }
        point.column = (size_t)(year - first);
        due->points.at[kept++] = point;
    }
    due->points.count = kept;
    if (kept)
        qsort(due->points.at, kept, sizeof *due->points.at, point_compare);
    return true;
}
