/* SPDX-License-Identifier: MIT */
/*
 * range: the plan of a football field. Rows of points → one money axis, bars from the lowest to the highest
 * of each row, labels at their ends, a line at the value that is most firm. A row of one value is a mark;
 * nothing gets a width that nobody stated.
 */
#include "range_plan.h"

#include "party_colour.h"
#include "say.h"
#include "theme.h"
#include "wording.h"

#include <math.h>
#include <string.h>

/* points; ratio: where a log scale begins */
static const double log_ratio = 20, row_gap = 9, end_gap = 4, pad_most = 0.55, axis_room = 12, plot_gap = 3,
                    above_share = 0.3, label_rise = 2.8;

/* ── the axis, with room beside it for the labels of the ends ── */

static double reach_of(const struct range_point *point)
{
    return point->is_span ? 0 : RANGE_RADIUS;
}

/* Where a row's drawing ends, arrows and labels included, left of and right of the axis' own span */
static void row_overflow(
    const struct range_plan *plan, const struct range_row *row, double *left, double *right)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct range_point *point = &row->points[i];
        double arrow_left = point->open_down ? MARKER_ARROW : 0,
               arrow_right = point->open_up ? MARKER_ARROW : 0;
        if (!point->sized)
            continue;
        double low_label = row->low_label.run && !row->below ? row->low_label.run->width + end_gap : 0;
        double high_label = row->high_label.run && !row->below ? row->high_label.run->width + end_gap : 0;
        *left = fmax(*left,
            plan->words.plot_left - (point->x_low - reach_of(point) - arrow_left - (i == 0 ? low_label : 0)));
        *right = fmax(*right, point->x_high + reach_of(point) + arrow_right + high_label - plan->width);
    }
}

static void points_place(struct range_plan *plan)
{
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++) {
            struct range_point *point = &plan->rows[i].points[j];
            point->x = axis_at(&plan->axis, point->value);
            point->x_low = axis_at(&plan->axis, point->low);
            point->x_high = axis_at(&plan->axis, point->high);
        }
}

static void axis_make(struct range_plan *plan, double left, double right)
{
    double low, high;
    range_span(plan, &low, &high);
    struct axis_request request = {.arena = plan->arena,
        .text = plan->text,
        .start = plan->words.plot_left + left,
        .end = plan->width - right,
        .width = plan->width};
    if (!isfinite(low))
        low = high = 1;
    plan->axis =
        axis_money(&request, plan->facts->dataset->currency, plan->log ? low : 0, high, plan->log, false);
    points_place(plan);
}

/* Room for labels grows until all stand within, or there is no more to give. */
static void axis_fit(struct range_plan *plan)
{
    double plot = plan->width - plan->words.plot_left, left = RANGE_RADIUS, right = RANGE_RADIUS;
    for (int round = 0; round < 6; round++) {
        double more_left = 0, more_right = 0;
        axis_make(plan, left, right);
        for (size_t i = 0; i < plan->row_count; i++)
            row_overflow(plan, &plan->rows[i], &more_left, &more_right);
        if (more_left < 0.05 && more_right < 0.05)
            return;
        left += more_left;
        right += more_right;
        double sum = left + right;
        if (sum > plot * pad_most) {
            left *= plot * pad_most / sum;
            right *= plot * pad_most / sum;
        }
    }
    axis_make(plan, left, right);
}

static bool overflows(const struct range_plan *plan, const struct range_row *row)
{
    double left = 0, right = 0;
    row_overflow(plan, row, &left, &right);
    return left > 0.1 || right > 0.1;
}

/* ── rows and labels ── */

static const struct text_run *shaped(const struct range_plan *plan, const char *words)
{
    return words ? text_shape(plan->text, theme_style(STYLE_LABEL), words) : NULL;
}

static void rows_place(struct range_plan *plan, double top)
{
    struct row_words *words = arena_array(plan->arena, struct row_words, plan->row_count);
    bool below = false;
    for (size_t i = 0; i < plan->row_count; i++) {
        words[i] = (struct row_words){plan->rows[i].name, plan->rows[i].detail};
        below = below || plan->rows[i].below;
    }
    double band = RANGE_BAND + (below ? theme_leading(STYLE_LABEL) : 0);
    struct rows_request request = {.arena = plan->arena,
        .text = plan->text,
        .words = words,
        .count = plan->row_count,
        .width = plan->width,
        .top = top,
        .mark = band,
        .gap = row_gap,
        .joined = true};
    plan->words = rows_plan(&request);
    for (size_t i = 0; i < plan->row_count; i++) {
        struct range_row *row = &plan->rows[i];
        row->top = plan->words.at[i].middle - band / 2;
        row->bottom = row->top + band;
        row->middle = row->top + RANGE_BAND / 2 + (row->below || !below ? 0 : (band - RANGE_BAND) / 2);
    }
}

/* Marks that would cover each other stand one above the other: across the axis a place means nothing. */
static void row_dodge(struct range_row *row)
{
    for (size_t i = 0; i < row->count;) {
        size_t end = i + 1;
        while (end < row->count && row->points[end].x - row->points[i].x < RANGE_RADIUS * 1.6)
            end++;
        size_t count = end - i;
        double step = count > 1 ? fmin(RANGE_RADIUS * 2 + 0.6, RANGE_BAND / (double)(count - 1)) : 0;
        for (size_t n = i; n < end; n++)
            row->points[n].y = row->middle + ((double)(n - i) - (double)(count - 1) / 2) * step;
        i = end;
    }
}

static void label_put(const struct range_plan *plan, struct range_label *label, double x, double base)
{
    label->x = fmax(fmin(x, plan->width - label->run->width), plan->words.plot_left);
    label->base = base;
}

/* Under the bar, both ends on one line */
static void labels_below(struct range_plan *plan, struct range_row *row, double from)
{
    const char *both = row->low_words ? arena_printf(plan->arena, "%s – %s", row->low_words, row->high_words)
                                      : row->high_words;
    row->low_label.run = NULL;
    row->high_label.run =
        text_shape_fitting(plan->text, theme_style(STYLE_LABEL), both, plan->width - plan->words.plot_left);
    label_put(plan, &row->high_label, from, row->top + RANGE_BAND + theme_leading(STYLE_LABEL) * 0.78);
}

static void labels_place(struct range_plan *plan, struct range_row *row)
{
    double from = INFINITY, to = -INFINITY;
    for (size_t i = 0; i < row->count; i++) {
        const struct range_point *point = &row->points[i];
        double reach = reach_of(point);
        from = fmin(from, point->x_low - reach - (point->open_down ? MARKER_ARROW : 0));
        to = fmax(to, point->x_high + reach + (point->open_up ? MARKER_ARROW : 0));
    }
    if (!row->points[0].sized) {
        from = plan->axis.scale.start;
        to = from + BAR_STUB;
    }
    if (row->below) {
        labels_below(plan, row, from);
        return;
    }
    double base = row->middle + label_rise;
    if (row->low_label.run)
        label_put(plan, &row->low_label, from - end_gap - row->low_label.run->width, base);
    label_put(plan, &row->high_label, to + end_gap, base);
}

static void rows_label(struct range_plan *plan, double top)
{
    bool again = false;
    for (size_t i = 0; i < plan->row_count; i++) {
        plan->rows[i].low_label.run = shaped(plan, plan->rows[i].low_words);
        plan->rows[i].high_label.run = shaped(plan, plan->rows[i].high_words);
    }
    rows_place(plan, top);
    axis_fit(plan);
    for (size_t i = 0; i < plan->row_count; i++) {
        plan->rows[i].below = plan->rows[i].points[0].sized && overflows(plan, &plan->rows[i]);
        again = again || plan->rows[i].below;
    }
    if (again) {
        rows_place(plan, top);
        axis_fit(plan);
    }
    for (size_t i = 0; i < plan->row_count; i++) {
        row_dodge(&plan->rows[i]);
        labels_place(plan, &plan->rows[i]);
    }
}

/* ── the reference, and the whole ── */

static double reference_plan(struct range_plan *plan)
{
    const char *words = range_reference_words(plan);
    if (!words)
        return 0;
    struct text_span span = {.string = words, .style = theme_style(STYLE_LABEL_AMOUNT)};
    plan->reference_words =
        text_wrap(plan->text, plan->arena, &span, 1, fmin(plan->width, fmax(plan->width * above_share, 200)));
    return (double)plan->reference_words.count * theme_leading(STYLE_LABEL_AMOUNT) + plot_gap + 2;
}

static void reference_place(struct range_plan *plan)
{
    double widest = 0;
    if (!plan->reference)
        return;
    for (size_t i = 0; i < plan->reference_words.count; i++)
        widest = fmax(widest, plan->reference_words.lines[i].width);
    plan->reference_x = axis_at(&plan->axis, plan->reference->value);
    plan->reference_left = fmax(fmin(plan->reference_x - widest / 2, plan->width - widest), 0);
}

struct key_mark {
    enum mark_form form;
    enum mark_state state;
};

static void key_mark_draw(struct scene *scene, double x, double y, const void *what)
{
    const struct key_mark *mark = what;
    marker_draw(scene, mark->form, mark->state, (struct colour){ROLE_SECONDARY, 0, 0}, x, y, RANGE_RADIUS);
}

static size_t keys_make(struct range_plan *plan, struct footer_key keys[3])
{
    static const struct key_mark marks[] = {{FORM_DISC, STATE_PLANNED}, {FORM_DISC, STATE_TALK}};
    bool used[3] = {false};
    size_t count = 0;
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++) {
            used[0] = used[0] || plan->rows[i].points[j].state == STATE_PLANNED;
            used[1] = used[1] || plan->rows[i].points[j].state == STATE_TALK;
            used[2] = used[2] || plan->rows[i].points[j].is_span;
        }
    for (size_t i = 0; i < 2; i++)
        if (used[i])
            keys[count++] = (struct footer_key){
                .label = word_bucket_short(plan->arena, i == 0 ? BUCKET_PLANNED : BUCKET_TALK),
                .draw = key_mark_draw,
                .what = &marks[i]};
    if (used[2])
        keys[count++] = (struct footer_key){.label = said(plan->arena, "one source gives a range"),
            .bar = {.bucket = BUCKET_FIRM, .colour = {ROLE_SECONDARY, 0, 0}},
            .hatched = true};
    return count;
}

static void range_place(struct range_plan *plan)
{
    double head = reference_plan(plan);
    rows_label(plan, head);
    reference_place(plan);
    plan->plot_top = head > 0 ? head - plot_gap : 0;
    plan->plot_bottom = plan->words.bottom + plot_gap;
    plan->axis_base = plan->plot_bottom + axis_room - 2;
    struct footer_key *keys = arena_array(plan->arena, struct footer_key, 3);
    const char **notes = arena_array(plan->arena, const char *, RANGE_NOTES_MOST);
    size_t key_count = keys_make(plan, keys), note_count = range_notes(plan, notes);
    plan->footer_top = plan->axis_base + 3 + (plan->axis.note ? theme_leading(STYLE_AXIS) : 0);
    plan->footer = footer_plan(plan->arena, plan->text, plan->width, keys, key_count, notes, note_count);
    plan->height = plan->footer_top + footer_height(plan->footer);
}

static bool log_choose(const struct range_plan *plan, enum chart_scale scale)
{
    double low, high;
    range_span(plan, &low, &high);
    if (scale != CHART_SCALE_AUTO || !isfinite(low))
        return scale == CHART_SCALE_LOG && isfinite(low);
    return high >= log_ratio * low;
}

static void sources_list(const struct range_plan *plan, struct chart *chart)
{
    size_t *valuations = arena_array(plan->arena, size_t, 1), count = 0;
    for (size_t i = 0; i < plan->row_count; i++)
        count += plan->rows[i].count;
    valuations = arena_array(plan->arena, size_t, count + 1);
    count = 0;
    for (size_t i = 0; i < plan->row_count && plan->party != NO_INDEX; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++)
            valuations[count++] = plan->rows[i].points[j].valuation;
    chart->valuations = (struct indices){valuations, count};
    if (plan->deal == NO_INDEX)
        return;
    size_t *deal = arena_array(plan->arena, size_t, 1);
    deal[0] = plan->deal;
    chart->deals = (struct indices){deal, 1};
}

static struct colour colour_of(const struct range_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    return plan->party != NO_INDEX ? party_colour(dataset, plan->party)
                                   : class_colour(type_class(dataset->deals[plan->deal].type));
}

bool range_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct range_plan *plan = arena_new(context->arena, struct range_plan);
    *plan = (struct range_plan){.arena = context->arena,
        .text = context->text,
        .facts = context->facts,
        .party = request->party,
        .deal = request->deal,
        .width = request->width};
    if (plan->party != NO_INDEX && plan->deal != NO_INDEX)
        return chart_no_data(
            context, "name a party or a deal", "a range is of one party or of one deal, not of both");
    if (!range_gather(context, plan))
        return false;
    plan->colour = colour_of(plan);
    plan->log = log_choose(plan, request->scale);
    range_rows_word(plan);
    range_place(plan);
    *chart = (struct chart){.height = plan->height,
        .title = range_title(plan),
        .subtitle = range_subtitle(plan),
        .alt = range_describe(plan),
        .data = range_data(plan),
        .plan = plan,
        .draw = range_draw,
        .dump = range_dump};
    sources_list(plan, chart);
    return true;
}
