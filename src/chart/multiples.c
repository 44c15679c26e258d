/* SPDX-License-Identifier: MIT */
/*
 * multiples: what parties were said to be worth, as multiples of one metric: a row for each valuation and
 * figure that the facts put against each other, bars from zero. It divides nothing itself and compares no
 * metric with another.
 */
#include "multiples_plan.h"
#include "list.h"
#include "party_colour.h"
#include "theme.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* points */
static const double breadth = 10, row_gap = 7, axis_height = 13, label_gap = 5, words_share = 0.45,
                    narrow = 329;
enum { ROWS_USUAL = 24 };

/* What facts divide valuations by (docs/facts.md); of equals the first is drawn */
const char *const multiples_metrics[MULTIPLES_METRICS] = {
    "revenue", "arr", "gross_profit", "ebitda", "net_income"};
static const char *const metric_hint =
    "multiples are taken of revenue, arr, gross_profit, ebitda and net_income";

const struct valuation *multiple_valuation(const struct multiples_plan *plan, const struct multiple *multiple)
{
    return &plan->facts->dataset->valuations[multiple->valuation];
}

/* ---- which rows ---- */

static bool is_asked(const struct multiples_plan *plan, const struct multiple *multiple)
{
    return plan->party == NO_INDEX || multiple_valuation(plan, multiple)->party == plan->party;
}

/* Nothing can be said of a multiple of nothing, nor of one that is open at both ends. */
static bool is_drawable(const struct multiple *multiple)
{
    const struct quotient *ratio = &multiple->ratio;
    return !isnan(ratio->low) && !isnan(ratio->high) && (isfinite(ratio->high) || ratio->low > 0);
}

static size_t count_of(const struct multiples_plan *plan, const char *key)
{
    const struct figures *figures = &plan->facts->figures;
    size_t count = 0;
    for (size_t i = 0; i < figures->multiple_count; i++)
        count += is_asked(plan, &figures->multiples[i]) && is_drawable(&figures->multiples[i]) &&
                 !strcmp(figures->multiples[i].metric.key, key);
    return count;
}

/* The metric with the most multiples; of equals the one that stands first here */
static const char *metric_choose(const struct multiples_plan *plan)
{
    const char *best = multiples_metrics[0];
    size_t most = 0;
    for (size_t i = 0; i < MULTIPLES_METRICS; i++)
        if (count_of(plan, multiples_metrics[i]) > most) {
            best = multiples_metrics[i];
            most = count_of(plan, multiples_metrics[i]);
        }
    return best;
}

static bool is_divided_by(const char *key)
{
    for (size_t i = 0; i < MULTIPLES_METRICS; i++)
        if (!strcmp(multiples_metrics[i], key))
            return true;
    return false;
}

static enum multiple_pattern pattern_of(enum metric_basis basis)
{
    static const enum multiple_pattern patterns[] = {[METRIC_NONE] = PATTERN_UNKNOWN,
        [METRIC_ACTUAL] = PATTERN_ACTUAL,
        [METRIC_FORECAST] = PATTERN_FORECAST,
        [METRIC_RUN_RATE] = PATTERN_RUN_RATE,
        [METRIC_IMPLIED] = PATTERN_FORECAST,
        [METRIC_REPORTED] = PATTERN_SAID,
        [METRIC_COMPANY_CLAIM] = PATTERN_SAID};
    return patterns[basis];
}

static struct multiple_row row_of(const struct multiple *multiple)
{
    const struct quotient *ratio = &multiple->ratio;
    struct multiple_row row = {.multiple = multiple,
        .pattern = pattern_of(multiple->metric.basis),
        .talk = !multiple->stands,
        .open = isinf(ratio->high)};
    row.end = isnan(ratio->headline) ? ratio->low : ratio->headline;
    row.low = ratio->low;
    row.high = row.open ? fmax(row.end, ratio->low) : ratio->high;
    return row;
}

struct order {
    const struct multiples_plan *plan;
    struct multiple_row row;
    size_t rank;
    int32_t day;
};

/* Newest first within a party, so that what is cut is the oldest; facts' own order breaks ties. */
static int newest_first(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->day != y->day)
        return x->day > y->day ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->row.multiple > y->row.multiple) - (x->row.multiple < y->row.multiple);
}

static int by_party_and_day(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->row.multiple > y->row.multiple) - (x->row.multiple < y->row.multiple);
}

static void rows_gather(struct multiples_plan *plan, size_t most)
{
    const struct figures *figures = &plan->facts->figures;
    struct order *orders = arena_array(plan->arena, struct order, figures->multiple_count);
    size_t count = 0;
    for (size_t i = 0; i < figures->multiple_count; i++) {
        const struct multiple *multiple = &figures->multiples[i];
        const struct valuation *valuation = multiple_valuation(plan, multiple);
        if (!is_asked(plan, multiple) || !is_drawable(multiple) ||
            strcmp(multiple->metric.key, plan->metric) != 0)
            continue;
        orders[count++] = (struct order){
            plan, row_of(multiple), party_rank(plan->facts->dataset, valuation->party), valuation->date.last};
    }
    qsort(orders, count, sizeof *orders, newest_first);
    plan->row_count = count < most ? count : most;
    plan->left_out = count - plan->row_count;
    qsort(orders, plan->row_count, sizeof *orders, by_party_and_day);
    plan->rows = arena_array(plan->arena, struct multiple_row, plan->row_count);
    for (size_t i = 0; i < plan->row_count; i++) {
        plan->rows[i] = orders[i].row;
        plan->party_count += !i || orders[i].rank != orders[i - 1].rank;
    }
}

/* ---- why there is nothing ---- */

static bool has_valuation(const struct multiples_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    for (size_t i = 0; i < dataset->valuation_count; i++)
        if ((plan->party == NO_INDEX || dataset->valuations[i].party == plan->party) &&
            amount_is_sized(&dataset->valuations[i].value))
            return true;
    return false;
}

/* 0 none of that name, 1 some with a size, 2 all of them nothing */
static int metric_state(const struct multiples_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    int state = 0;
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (!metric->name || strcmp(str_key(plan->arena, metric->name), plan->metric) != 0 ||
            (plan->party != NO_INDEX && metric->party != plan->party))
            continue;
        if (amount_is_sized(&metric->value) && metric->value.high > 0)
            return 1;
        state = 2;
    }
    return state;
}

static bool refuse_in(
    const struct chart_context *context, const struct multiples_plan *plan, struct arena *arena)
{
    const char *whose =
        plan->party == NO_INDEX
            ? ""
            : arena_printf(arena, " of %s", party_full(&plan->facts->dataset->parties[plan->party]));
    const char *metric = multiple_metric_words(arena, plan->metric);
    int state = metric_state(plan);
    if (!has_valuation(plan))
        return chart_no_data(context, NULL,
            arena_printf(arena, "no valuation%s has a size: there is nothing to divide", whose));
    if (!is_divided_by(plan->metric))
        return chart_no_data(
            context, metric_hint, arena_printf(arena, "valuations are no multiples of %s", metric));
    if (state == 0)
        return chart_no_data(context, metric_hint,
            arena_printf(arena, "no %s%s is given: there is nothing to divide valuations by", metric, whose));
    if (state == 2)
        return chart_no_data(context, NULL,
            arena_printf(arena, "the %s%s is nothing or below nothing: no valuation is a multiple of that",
                metric, whose));
    return chart_no_data(context, "a figure counts a year before and a year after its period",
        arena_printf(arena, "no valuation%s lies near a period whose %s is given in money", whose, metric));
}

/* What is refused is said in English. */
static bool refuse(const struct chart_context *context, const struct multiples_plan *plan)
{
    struct arena *plain = arena_create();
    refuse_in(context, plan, plain);
    arena_destroy(plain);
    return false;
}

/* ---- where all stands ---- */

static double widest_label(struct multiples_plan *plan)
{
    double widest = 0;
    for (size_t i = 0; i < plan->row_count; i++) {
        plan->rows[i].label = text_shape(plan->text, theme_style(STYLE_LABEL), plan->rows[i].value);
        widest = fmax(widest, plan->rows[i].label->width);
    }
    return widest;
}

/* Words stand beside the bars where their lines fit whole, else above. */
static void words_plan(struct multiples_plan *plan)
{
    struct row_words *words = arena_array(plan->arena, struct row_words, plan->row_count);
    double widest = 0;
    for (size_t i = 0; i < plan->row_count; i++) {
        words[i] = (struct row_words){plan->rows[i].name, plan->rows[i].detail};
        widest = fmax(widest, text_width(plan->text, theme_style(STYLE_LABEL_AMOUNT), plan->rows[i].detail));
    }
    bool beside = widest <= plan->width * words_share;
    struct rows_request request = {.arena = plan->arena,
        .text = plan->text,
        .words = words,
        .count = plan->row_count,
        .width = beside ? plan->width : fmin(plan->width, narrow),
        .mark = breadth,
        .gap = row_gap,
        .share = words_share};
    plan->words = rows_plan(&request);
}

static void bar_place(struct multiples_plan *plan, size_t index)
{
    struct multiple_row *row = &plan->rows[index];
    const struct scale *scale = &plan->axis.scale;
    row->bar = bar_of_numbers(scale, row->end, row->open ? INFINITY : row->end, row->end, BUCKET_FIRM);
    row->bar.across = plan->words.at[index].middle - breadth / 2;
    row->bar.breadth = breadth;
    row->bar.colour = party_colour(plan->facts->dataset, multiple_valuation(plan, row->multiple)->party);
    row->whisker_low = scale_map(scale, row->low);
    row->whisker_high = scale_map(scale, row->high);
    row->whiskered = row->whisker_high - row->whisker_low > 0.5;
    row->label_x = fmax(bar_end(&row->bar), row->whiskered ? row->whisker_high : 0) + label_gap;
}

static void plan_place(struct multiples_plan *plan)
{
    double most = 0, labels = widest_label(plan);
    words_plan(plan);
    for (size_t i = 0; i < plan->row_count; i++)
        most = fmax(most, fmax(plan->rows[i].high, plan->rows[i].end));
    struct axis_request request = {.arena = plan->arena,
        .text = plan->text,
        .start = plan->words.plot_left,
        .end = plan->width - labels - label_gap - BAR_TEETH,
        .width = plan->width,
        .tight = true};
    plan->axis = axis_number(&request, "×", 0, most, false);
    for (size_t i = 0; i < plan->row_count; i++)
        bar_place(plan, i);
    plan->plot_bottom = plan->words.bottom + 3;
    plan->footer_top = plan->plot_bottom + axis_height;
    struct footer_key *keys = arena_array(plan->arena, struct footer_key, MULTIPLES_KEYS);
    const char **notes = arena_array(plan->arena, const char *, MULTIPLES_NOTES);
    size_t key_count = multiples_keys(plan, keys), note_count = multiples_notes(plan, notes);
    plan->footer = footer_plan(plan->arena, plan->text, plan->width, keys, key_count, notes, note_count);
    plan->height = plan->footer_top + footer_height(plan->footer);
}

bool multiples_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct multiples_plan *plan = arena_new(context->arena, struct multiples_plan);
    LIST(size_t) valuations = {0}, metrics = {0};
    *plan = (struct multiples_plan){.arena = context->arena,
        .text = context->text,
        .facts = context->facts,
        .party = request->party,
        .width = request->width};
    plan->metric = request->metric ? str_key(plan->arena, request->metric) : metric_choose(plan);
    rows_gather(plan, request->most ? request->most : ROWS_USUAL);
    if (!plan->row_count)
        return refuse(context, plan);
    multiples_name(plan);
    plan_place(plan);
    for (size_t i = 0; i < plan->row_count; i++) {
        *list_push(plan->arena, &valuations) = plan->rows[i].multiple->valuation;
        *list_push(plan->arena, &metrics) = plan->rows[i].multiple->metric.metric;
    }
    *chart = (struct chart){.height = plan->height,
        .title = multiples_title(plan),
        .subtitle = multiples_subtitle(plan),
        .alt = multiples_describe(plan),
        .data = multiples_data(plan),
        .valuations = {valuations.at, valuations.count},
        .metrics = {metrics.at, metrics.count},
        .plan = plan,
        .draw = multiples_draw,
        .dump = multiples_dump};
    return true;
}
