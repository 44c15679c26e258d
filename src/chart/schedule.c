/* SPDX-License-Identifier: MIT */
/*
 * schedule: commitments by calendar year, stacked: money by year and series → points. Columns to scale from
 * zero, sums above them, series named at the right (where it is narrow: above), what has no dates listed
 * beside (or below), a metric as a line on the same axis.
 */
#include "schedule_plan.h"

#include "say.h"
#include "theme.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* points */
static const double narrow = 330, beside_least = 560, list_share = 0.27, list_gap = 20, gutter_most = 96,
                    gutter_share = 0.26, chip = 6, chip_gap = 4, gutter_gap = 8, row_height = 11.5,
                    breadth_share = 0.74, breadth_most = 46, label_rise = 3, label_gap = 2.5, block_gap = 4,
                    list_swatch = 9, plot_least = 60, slack = 1.25, pad = 0.8, pitch_most = 92,
                    over_column = 12;
static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           faint = {ROLE_FAINT, 0, 0};

struct layout {
    const struct chart_context *context;
    struct schedule_plan *plan;
    struct placer *placer;
    struct footer_used used;
    double gutter; /* room of the series' names; 0: they stand above */
    bool beside;   /* the list of what is undated */
    bool above;    /* series are named above, for want of room at the right */
    bool crowded;  /* the names at the right do not fit there */
    bool named;    /* the metric: at one of its marks; else the key says what it is */
};

static const struct text_run *shape(const struct layout *layout, enum style style, const char *words)
{
    return text_shape(layout->context->text, theme_style(style), words);
}

static const struct text_run *shape_fitting(
    const struct layout *layout, enum style style, const char *words, double width)
{
    return text_shape_fitting(layout->context->text, theme_style(style), words, width);
}

static void word_put(
    struct layout *layout, const struct text_run *run, double x, double y, struct colour colour)
{
    *list_push(layout->context->arena, &layout->plan->words) = (struct schedule_text){run, x, y, colour};
}

/* ---- names of the series ---- */

/* Name (two lines at most) and sum of a series */
struct name_tag {
    const struct text_run *lines[3];
    size_t count;
    double height;
};

static const char *series_sum(const struct layout *layout, const struct schedule_series *series)
{
    struct str out = str_init(layout->context->arena);
    word_qualified(&out, schedule_sum_words(&layout->plan->due, &series->sum, 0));
    return str_text(&out);
}

static struct name_tag tag_plan(
    const struct layout *layout, const struct schedule_series *series, double width)
{
    struct name_tag tag = {.count = 0};
    struct text_span span = {.string = series->name, .style = theme_style(STYLE_LABEL)};
    struct text_lines lines = text_wrap(layout->context->text, layout->context->arena, &span, 1, width);
    tag.lines[tag.count++] = lines.count ? lines.lines[0].pieces[0].run : shape(layout, STYLE_LABEL, "");
    if (lines.count > 1 || (lines.count == 1 && lines.lines[0].count > 1)) {
        size_t length = strlen(tag.lines[0]->string);
        const char *rest =
            strncmp(series->name, tag.lines[0]->string, length) ? series->name : series->name + length;
        while (*rest == ' ')
            rest++;
        tag.lines[tag.count++] = shape_fitting(layout, STYLE_LABEL, rest, width);
    }
    tag.lines[tag.count++] = shape_fitting(layout, STYLE_LABEL_AMOUNT, series_sum(layout, series), width);
    tag.height = (double)(tag.count - 1) * theme_leading(STYLE_LABEL) + theme_leading(STYLE_LABEL_AMOUNT);
    return tag;
}

static double gutter_width(const struct layout *layout, double room)
{
    double width = 0, most = fmin(gutter_most, room * gutter_share);
    const struct due *due = &layout->plan->due;
    for (size_t i = 0; i < due->series.count; i++) {
        struct name_tag tag = tag_plan(layout, &due->series.at[i], most);
        for (size_t line = 0; line < tag.count; line++)
            width = fmax(width, tag.lines[line]->width);
    }
    return ceil(width) + chip + chip_gap + gutter_gap;
}

/* Above the plot, a line each, in the order of the stack */
static double names_above(struct layout *layout)
{
    struct schedule_plan *plan = layout->plan;
    double y = 0, leading = theme_leading(STYLE_LABEL) + 1;
    for (size_t i = plan->due.series.count; i-- > 0;) {
        const struct schedule_series *series = &plan->due.series.at[i];
        const struct text_run *sum = shape(layout, STYLE_LABEL_AMOUNT, series_sum(layout, series));
        const struct text_run *name = shape_fitting(
            layout, STYLE_LABEL, series->name, fmax(plan->width - chip - 2 * chip_gap - sum->width, 40));
        double base = y + leading * 0.75, x = chip + chip_gap;
        *list_push(layout->context->arena, &plan->chips) =
            (struct schedule_chip){0, base - chip + 0.3, series->colour, NAN, 0, 0, 0};
        word_put(layout, name, x, base, ink);
        word_put(layout, sum, x + name->width + chip_gap, base, secondary);
        y += leading;
    }
    return y + 4;
}

/* ---- the plot ---- */

static double column_x(const struct schedule_plan *plan, size_t column)
{
    return plan->left + plan->pitch * ((double)column + 0.5);
}

static double breadth(const struct schedule_plan *plan)
{
    return fmin(plan->pitch * breadth_share, breadth_most);
}

static double units_most(const struct due *due)
{
    double most = 0;
    for (size_t i = 0; i < due->columns.count; i++) {
        const struct schedule_column *column = &due->columns.at[i];
        most = fmax(most, money_units(column->amount));
        if (column->sum.high != MONEY_OPEN)
            most = fmax(most, money_units(column->sum.high));
    }
    for (size_t i = 0; i < due->points.count; i++)
        most = fmax(most, isinf(due->points.at[i].high) ? due->points.at[i].value : due->points.at[i].high);
    return most;
}

static struct axis axis_make(const struct layout *layout, double top, double height)
{
    struct axis_request request = {
        layout->context->arena, layout->context->text, top + height, top, layout->plan->width, 0, true};
    return axis_money(&request, layout->plan->due.facts->dataset->currency, 0, units_most(&layout->plan->due),
        false, false);
}

static bool column_open(const struct schedule_column *column)
{
    return column->sum.high == MONEY_OPEN;
}

/* ---- sums above the columns ---- */

struct total_label {
    const struct text_run *lines[4];
    size_t count;
    double width, height, x, y; /* y: its lower edge */
    bool shown;
};

static void label_line(const struct layout *layout, struct total_label *label, const char *words)
{
    label->lines[label->count] = shape(layout, STYLE_LABEL_AMOUNT, words);
    label->width = fmax(label->width, label->lines[label->count++]->width);
}

/* In one line where the column is broad enough, else the qualifier above the number, a range in two lines */
static struct total_label total_plan(const struct layout *layout, const struct schedule_column *column)
{
    struct total_label label = {.count = 0};
    struct arena *arena = layout->context->arena;
    struct qualified words = schedule_sum_words(&layout->plan->due, &column->sum, column->digits);
    struct str whole = str_init(arena);
    word_qualified(&whole, words);
    double leading = theme_leading(STYLE_LABEL_AMOUNT);
    if (text_width(layout->context->text, theme_style(STYLE_LABEL_AMOUNT), str_text(&whole)) <=
        layout->plan->pitch - label_gap)
        label_line(layout, &label, str_text(&whole));
    else {
        const char *dash = strstr(words.value, "–");
        if (words.qualifier)
            label_line(layout, &label, words.qualifier);
        if (dash) {
            size_t length = (size_t)(dash - words.value) + strlen("–");
            label_line(layout, &label, arena_printf(arena, "%.*s", (int)length, words.value));
            label_line(layout, &label, dash + strlen("–"));
        } else
            label_line(layout, &label, words.value);
    }
    label.height = (double)label.count * leading;
    return label;
}

static size_t greatest_column(const struct due *due)
{
    size_t greatest = 0;
    for (size_t i = 0; i < due->columns.count; i++)
        if (due->columns.at[i].amount > due->columns.at[greatest].amount)
            greatest = i;
    return greatest;
}

/* Every one (neighbours rarely are of one height), or every n-th counted from the greatest */
static size_t totals_step(const struct layout *layout, const struct total_label *labels)
{
    double widest = 0;
    for (size_t i = 0; i < layout->plan->due.columns.count; i++)
        widest = fmax(widest, labels[i].width);
    if (widest <= layout->plan->pitch * slack)
        return 1;
    return (size_t)fmax(ceil((widest + label_gap) / layout->plan->pitch), 1);
}

static double column_top(const struct schedule_plan *plan, size_t column)
{
    const struct schedule_column *at = &plan->due.columns.at[column];
    double y = axis_at(&plan->axis, money_units(at->amount));
    if (column_open(at))
        return y - BAR_TEETH - 1;
    return fmin(y, axis_at(&plan->axis, money_units(at->sum.high)));
}

static struct total_label *totals_plan(const struct layout *layout)
{
    const struct due *due = &layout->plan->due;
    struct total_label *labels = arena_array(layout->context->arena, struct total_label, due->columns.count);
    for (size_t i = 0; i < due->columns.count; i++)
        if (due->columns.at[i].flows)
            labels[i] = total_plan(layout, &due->columns.at[i]);
    size_t step = totals_step(layout, labels), anchor = greatest_column(due) % step;
    for (size_t i = 0; i < due->columns.count; i++)
        labels[i].shown = labels[i].count > 0 && i % step == anchor;
    return labels;
}

/* A seat above its column; further up where something stands there */
static void total_place(struct layout *layout, struct total_label *label, size_t column)
{
    enum { SEATS = 7 };
    const struct schedule_plan *plan = layout->plan;
    struct candidate seats[SEATS];
    double x = column_x(plan, column) - label->width / 2;
    x = fmax(fmin(x, plan->right - label->width), 0);
    for (int i = 0; i < SEATS; i++) {
        double low = column_top(plan, column) - 1.5 - 4 * i;
        seats[i] = (struct candidate){{x - pad, low - label->height, x + label->width + pad, low}, 3 * i};
    }
    int seat = placer_take(layout->placer, seats, SEATS);
    label->shown = seat >= 0;
    if (seat < 0)
        return;
    double leading = theme_leading(STYLE_LABEL_AMOUNT), y = seats[seat].rect.y1;
    for (size_t i = 0; i < label->count; i++, y += leading)
        word_put(layout, label->lines[i], x + (label->width - label->lines[i]->width) / 2, y + leading * 0.78,
            ink);
}

/* ---- columns ---- */

/* Pieces from below; what of a piece is not certain lies at its top, hatched on pale ground. Seams of paper
   part the series. */
static void column_pieces(struct layout *layout, size_t from, size_t to)
{
    struct schedule_plan *plan = layout->plan;
    money below = 0;
    for (size_t i = from; i < to; i++) {
        const struct schedule_piece *piece = &plan->due.pieces.at[i];
        double x = column_x(plan, piece->column) - breadth(plan) / 2;
        struct bar bar = {.upright = true,
            .start = axis_at(&plan->axis, money_units(below)),
            .low = axis_at(&plan->axis, money_units(below + piece->low)),
            .high = axis_at(&plan->axis, money_units(below + piece->amount)),
            .headline = NAN,
            .assumed = piece->assumed,
            .across = x,
            .breadth = breadth(plan),
            .bucket = piece->bucket,
            .colour = plan->due.series.at[piece->series].colour};
        footer_use(&layout->used, &bar);
        *list_push(layout->context->arena, &plan->bars) = bar;
        struct rect rect = bar_rect(&bar);
        placer_block(layout->placer, rect, PLACER_BLOCKED);
        if (i > from && plan->due.pieces.at[i - 1].series != piece->series) {
            *list_push(layout->context->arena, &plan->seams) = x;
            *list_push(layout->context->arena, &plan->seams) = bar.start;
            *list_push(layout->context->arena, &plan->seams) = breadth(plan);
        }
        below = money_add(below, piece->amount);
    }
}

/* What may come on top: teeth where nobody says how much, else a whisker to the high end */
static void column_more(struct layout *layout, size_t column)
{
    struct schedule_plan *plan = layout->plan;
    const struct schedule_column *at = &plan->due.columns.at[column];
    double y = axis_at(&plan->axis, money_units(at->amount)), x = column_x(plan, column);
    if (column_open(at)) {
        struct bar teeth = {.upright = true,
            .start = y,
            .low = y,
            .high = y,
            .headline = NAN,
            .open = true,
            .across = x - breadth(plan) / 2,
            .breadth = breadth(plan),
            .bucket = BUCKET_PLANNED,
            .colour = secondary};
        layout->used.open = true;
        *list_push(layout->context->arena, &plan->bars) = teeth;
        placer_block(layout->placer, bar_rect(&teeth), PLACER_BLOCKED);
        return;
    }
    double end = axis_at(&plan->axis, money_units(at->sum.high));
    if (y - end < 0.8)
        return;
    *list_push(layout->context->arena, &plan->whiskers) = (struct schedule_whisker){x, y, end};
    placer_block(layout->placer, (struct rect){x - 2, end, x + 2, y}, PLACER_BLOCKED);
}

static void columns_place(struct layout *layout)
{
    const struct due *due = &layout->plan->due;
    for (size_t from = 0, to; from < due->pieces.count; from = to) {
        to = from;
        while (to < due->pieces.count && due->pieces.at[to].column == due->pieces.at[from].column)
            to++;
        column_pieces(layout, from, to);
        column_more(layout, due->pieces.at[from].column);
    }
}

/* Each, or each that 2, 5, 10 … divides */
static void years_place(struct layout *layout)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50};
    struct schedule_plan *plan = layout->plan;
    const struct due *due = &plan->due;
    double width = text_width(layout->context->text, theme_style(STYLE_AXIS), "2028");
    int step = 1;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        step = steps[i];
        if (plan->pitch * step >= width + 5)
            break;
    }
    bool lone = due->columns.count <= (size_t)step;
    double base = plan->bottom + theme_leading(STYLE_AXIS), end = 0;
    for (size_t i = 0; i < due->columns.count; i++) {
        if (lone ? i > 0 : due->columns.at[i].year % step != 0)
            continue;
        const struct text_run *run =
            shape(layout, STYLE_AXIS, arena_printf(layout->context->arena, "%d", due->columns.at[i].year));
        double x = fmin(column_x(plan, i) - run->width / 2, plan->width - run->width);
        if (x < end)
            continue;
        word_put(layout, run, x, base, faint);
        end = x + run->width + 3;
    }
}

/* ---- names at the right ---- */

/* The middle of a series in the last column, and whether it is there */
static bool series_middle(const struct schedule_plan *plan, size_t series, double *y)
{
    money below = 0, amount = 0;
    bool there = false;
    for (size_t i = 0; i < plan->due.pieces.count; i++) {
        const struct schedule_piece *piece = &plan->due.pieces.at[i];
        if (piece->column + 1 != plan->due.columns.count)
            continue;
        if (piece->series < series)
            below = money_add(below, piece->amount);
        if (piece->series == series) {
            amount = money_add(amount, piece->amount);
            there = true;
        }
    }
    *y = axis_at(&plan->axis, money_units(below) + money_units(amount) / 2);
    return there;
}

/* The last column that a series has, and its middle there */
static bool series_last(const struct schedule_plan *plan, size_t series, size_t *column, double *y)
{
    money below = 0, start = 0, end = 0;
    bool found = false;
    *column = NO_INDEX;
    for (size_t i = 0; i < plan->due.pieces.count; i++) {
        const struct schedule_piece *piece = &plan->due.pieces.at[i];
        if (i == 0 || plan->due.pieces.at[i - 1].column != piece->column)
            below = 0;
        if (piece->series == series) {
            start = found && *column == piece->column ? start : below;
            end = money_add(below, piece->amount);
            *column = piece->column;
            found = true;
        }
        below = money_add(below, piece->amount);
    }
    *y = axis_at(&plan->axis, (money_units(start) + money_units(end)) / 2);
    return found;
}

/* from_x: where the line to its piece begins; NAN: none */
static void tag_put(struct layout *layout, const struct schedule_series *series, const struct name_tag *tag,
    double x, double middle, double from_x, double from_y)
{
    struct schedule_plan *plan = layout->plan;
    double y = middle - tag->height / 2;
    double first = y + theme_leading(STYLE_LABEL) * 0.78;
    *list_push(layout->context->arena, &plan->chips) = (struct schedule_chip){
        x, first - chip + 0.3, series->colour, from_x, from_y, x - 1.5, first - chip / 2 + 0.3};
    for (size_t i = 0; i < tag->count; i++) {
        bool sum = i + 1 == tag->count;
        enum style style = sum ? STYLE_LABEL_AMOUNT : STYLE_LABEL;
        word_put(layout, tag->lines[i], x + chip + chip_gap, y + theme_leading(style) * 0.78,
            sum ? secondary : ink);
        y += theme_leading(style);
    }
}

static double tag_width(const struct layout *layout)
{
    return layout->gutter - chip - chip_gap - gutter_gap;
}

static double tags_height(const struct layout *layout)
{
    double height = 0;
    const struct due *due = &layout->plan->due;
    for (size_t i = 0; i < due->series.count; i++)
        height += tag_plan(layout, &due->series.at[i], tag_width(layout)).height + block_gap;
    return height;
}

/* One that ends before the last column stands beside its last piece, where there is room */
static bool name_beside(struct layout *layout, size_t series, const struct name_tag *tag)
{
    struct schedule_plan *plan = layout->plan;
    const struct schedule_series *at = &plan->due.series.at[series];
    double width = chip + chip_gap, y = 0;
    size_t column;
    if (!series_last(plan, series, &column, &y) || column + 1 == plan->due.columns.count)
        return false;
    for (size_t i = 0; i < tag->count; i++)
        width = fmax(width, chip + chip_gap + tag->lines[i]->width);
    double x = column_x(plan, column) + breadth(plan) / 2 + 5, h = tag->height / 2;
    struct candidate seats[] = {{{x, y - h, x + width, y + h}, 0}, {{x, y - h - 6, x + width, y + h - 6}, 1},
        {{x, y - h + 6, x + width, y + h + 6}, 1}};
    int seat = placer_take(layout->placer, seats, sizeof seats / sizeof *seats);
    if (seat < 0)
        return false;
    tag_put(layout, at, tag, x, seats[seat].rect.y1 + h, NAN, 0);
    return true;
}

static void names_right(struct layout *layout)
{
    struct schedule_plan *plan = layout->plan;
    size_t count = 0, all = plan->due.series.count;
    struct arena *arena = layout->context->arena;
    double *wanted = arena_array(arena, double, all), *size = arena_array(arena, double, all),
           *at = arena_array(arena, double, all);
    size_t *which = arena_array(arena, size_t, all);
    bool *there = arena_array(arena, bool, all);
    struct name_tag *tags = arena_array(arena, struct name_tag, all);
    for (size_t series = all; series-- > 0;) { /* from above */
        struct name_tag tag = tag_plan(layout, &plan->due.series.at[series], tag_width(layout));
        if (name_beside(layout, series, &tag))
            continue;
        which[count] = series;
        tags[count] = tag;
        there[count] = series_middle(plan, series, &wanted[count]);
        size[count++] = tag.height + block_gap;
    }
    layout->crowded = !labels_spread(wanted, size, count, plan->top - 8, plan->bottom + block_gap, at);
    double end = column_x(plan, plan->due.columns.count - 1) + breadth(plan) / 2 + 1;
    for (size_t i = 0; i < count; i++)
        tag_put(layout, &plan->due.series.at[which[i]], &tags[i], plan->right + gutter_gap, at[i],
            there[i] ? end : NAN, wanted[i]);
}

/* ---- what has no dates ---- */

static const char *undated_rest(const struct layout *layout, size_t from)
{
    const struct due *due = &layout->plan->due;
    struct arena *arena = layout->context->arena;
    LIST(size_t) flows = {0};
    for (size_t i = 0; i < due->facts->undated.count; i++)
        for (size_t d = from; d < due->undated.count; d++)
            if (due->facts->flows[due->facts->undated.at[i]].deal == due->undated.at[d].deal)
                *list_push(arena, &flows) = due->facts->undated.at[i];
    struct indices indices = {flows.at, flows.count};
    struct flow_sum sum = flow_sum_of(due->facts, &indices);
    struct str out = str_init(arena);
    word_qualified(&out, flow_sum_qualified(arena, &sum, due->facts->dataset->currency));
    return str_text(&out);
}

static void list_row(
    struct layout *layout, double x, double width, double y, const char *name, const char *amount, int bucket)
{
    struct schedule_plan *plan = layout->plan;
    double base = y + row_height * 0.76, indent = list_swatch + chip_gap;
    const struct text_run *sum = shape_fitting(layout, STYLE_LABEL_AMOUNT, amount, width * 0.55);
    const struct text_run *run =
        shape_fitting(layout, STYLE_LABEL_AMOUNT, name, fmax(width - sum->width - indent - 5, 20));
    word_put(layout, run, x + indent, base, ink);
    word_put(layout, sum, x + width - sum->width, base, secondary);
    if (bucket < 0)
        return;
    struct bar swatch = {.start = x,
        .low = x + list_swatch,
        .high = x + list_swatch,
        .headline = NAN,
        .across = base - 5.4,
        .breadth = 5.6,
        .bucket = (enum bucket)bucket,
        .colour = secondary};
    footer_use(&layout->used, &swatch);
    *list_push(layout->context->arena, &plan->swatches) = swatch;
}

static double list_head(struct layout *layout, double x, double y, double width)
{
    struct schedule_plan *plan = layout->plan;
    const struct due *due = &plan->due;
    struct money_sum total = total_sum(&due->facts->undated_total);
    struct str out = str_init(layout->context->arena);
    word_qualified(&out, schedule_sum_words(due, &total, 0));
    const struct text_run *head = shape(layout, STYLE_LABEL, said(layout->context->arena, "No dates"));
    const struct text_run *sum =
        shape_fitting(layout, STYLE_LABEL, str_text(&out), fmax(width - head->width - 6, 40));
    double base = y + theme_leading(STYLE_LABEL) * 0.78;
    word_put(layout, head, x, base, ink);
    word_put(layout, sum, x + width - sum->width, base, ink);
    plan->list_x = x;
    plan->list_width = width;
    plan->list_top = y + theme_leading(STYLE_LABEL) + 1.5;
    return plan->list_top + 2;
}

/* In `columns` of rows of at most `most` each; returns where it ends */
static double list_place(struct layout *layout, double x, double y, double width, size_t columns, size_t most)
{
    struct schedule_plan *plan = layout->plan;
    const struct due *due = &plan->due;
    struct arena *arena = layout->context->arena;
    size_t room = most * columns, count = due->undated.count, shown = count <= room ? count : room - 1;
    size_t rows = shown + (shown < count), lines = (rows + columns - 1) / columns;
    double top = list_head(layout, x, y, width),
           each = (width - (double)(columns - 1) * list_gap) / (double)columns;
    for (size_t i = 0; i < rows; i++) {
        double at_x = x + (double)(i / lines) * (each + list_gap),
               at_y = top + (double)(i % lines) * row_height;
        if (i == shown) {
            list_row(layout, at_x, each, at_y, say(arena, "%zu more", count - shown),
                undated_rest(layout, shown), -1);
            continue;
        }
        const struct schedule_undated *undated = &due->undated.at[i];
        list_row(layout, at_x, each, at_y,
            word_deal_title(arena, due->facts->dataset, &due->facts->dataset->deals[undated->deal]),
            undated->words, (int)undated->bucket);
    }
    return top + (double)lines * row_height;
}

/* ---- the metric ---- */

static const char *metric_words(const struct layout *layout)
{
    const struct due *due = &layout->plan->due;
    struct arena *arena = layout->context->arena;
    return arena_printf(arena, said_in(arena, "party and metric", "%s %s"),
        party_short(&due->facts->dataset->parties[due->metric_party]),
        schedule_metric_words(arena, due->metric));
}

static const char *point_words(const struct layout *layout, size_t index, bool named)
{
    const struct due *due = &layout->plan->due;
    const struct schedule_point *point = &due->points.at[index];
    const struct metric *metric = &due->facts->dataset->metrics[point->metric];
    struct str out = str_init(layout->context->arena);
    if (named)
        str_printf(&out, "%s ", metric_words(layout));
    word_amount(&out, &metric->value, NUMBER_SHORT);
    if (point->basis == METRIC_RUN_RATE || point->basis == METRIC_FORECAST)
        str_printf(&out, " %s", word_metric_basis(out.arena, point->basis));
    return str_text(&out);
}

/* Words at a mark; columns may lie under them, other words and marks not. */
static bool point_label(struct layout *layout, size_t index, bool named)
{
    enum { SEATS = 14 };
    const struct schedule_mark *mark = &layout->plan->marks.at[index];
    const struct text_run *run =
        shape(layout, named ? STYLE_LABEL : STYLE_LABEL_AMOUNT, point_words(layout, index, named));
    double w = run->width, h = theme_leading(STYLE_LABEL_AMOUNT);
    const double at[SEATS][3] = {{-w / 2, -h - 4, 0}, {5, -h / 2, 1}, {-w - 5, -h / 2, 2}, {-w / 2, 4, 3},
        {4, -h - 3, 2}, {-w - 4, -h - 3, 2}, {-w / 2, -2 * h - 4, 5}, {5, -2 * h, 6}, {-w / 2, -3 * h, 8},
        {5, -3 * h, 9}, {-6, -h - 4, 2}, {-6, -2 * h - 4, 6}, {6 - w, -h - 4, 2}, {6 - w, -2 * h - 4, 6}};
    struct candidate seats[SEATS];
    for (int i = 0; i < SEATS; i++) {
        double x = mark->x + at[i][0], y = mark->y + at[i][1];
        seats[i] = (struct candidate){{x, y, x + w, y + h}, at[i][2]};
    }
    double least = INFINITY;
    for (int i = 0; i < SEATS; i++)
        least = fmin(least, seats[i].cost + placer_cost(layout->placer, &seats[i].rect));
    if (named && least >= over_column) /* the key is a better place for a name */
        return false;
    int seat = placer_take(layout->placer, seats, SEATS);
    if (seat < 0)
        return false;
    word_put(layout, run, seats[seat].rect.x1, seats[seat].rect.y1 + h * 0.78, ink);
    return true;
}

static void marks_place(struct layout *layout)
{
    struct schedule_plan *plan = layout->plan;
    const struct due *due = &plan->due;
    for (size_t i = 0; i < due->points.count; i++) {
        const struct schedule_point *point = &due->points.at[i];
        double x = column_x(plan, point->column), y = axis_at(&plan->axis, point->value);
        double high = isinf(point->high) ? plan->top : axis_at(&plan->axis, point->high);
        *list_push(layout->context->arena, &plan->marks) =
            (struct schedule_mark){x, y, axis_at(&plan->axis, point->low), high, point->basis};
        placer_block(layout->placer, (struct rect){x - 3.5, y - 3.5, x + 3.5, y + 3.5}, PLACER_BLOCKED);
    }
}

/* The words so far and the marks bar the way; columns only cost something. */
static void marks_label(struct layout *layout)
{
    struct schedule_plan *plan = layout->plan;
    struct placer *placer = placer_create(
        layout->context->arena, (struct rect){0, 0, plan->right + gutter_gap / 2, plan->bottom});
    axis_block(&plan->axis, placer, 0);
    for (size_t i = 0; i < plan->words.count; i++) {
        const struct schedule_text *word = &plan->words.at[i];
        placer_block(placer,
            (struct rect){word->x - 1, word->y - 7, word->x + word->run->width + 1, word->y + 2},
            PLACER_BLOCKED);
    }
    for (size_t i = 0; i < plan->bars.count; i++)
        placer_block(placer, bar_rect(&plan->bars.at[i]), over_column);
    for (size_t i = 0; i < plan->marks.count; i++) {
        const struct schedule_mark *mark = &plan->marks.at[i];
        placer_block(
            placer, (struct rect){mark->x - 3, mark->y - 3, mark->x + 3, mark->y + 3}, PLACER_BLOCKED);
    }
    struct placer *columns = layout->placer;
    layout->placer = placer;
    layout->named = false;
    for (size_t i = plan->marks.count; i-- > 0;) {
        bool named = !layout->named && point_label(layout, i, true);
        layout->named = layout->named || named;
        if (!named)
            point_label(layout, i, false);
    }
    layout->placer = columns;
}

/* ---- all of it ---- */

static void whisker_key(struct scene *scene, double x, double y, const void *what)
{
    (void)what;
    scene_rule(scene, x, y - 4, x, y + 4, ink, 0.8, DASH_SOLID);
    scene_rule(scene, x - 2.4, y - 4, x + 2.4, y - 4, ink, 0.8, DASH_SOLID);
}

static void metric_key(struct scene *scene, double x, double y, const void *what)
{
    (void)what;
    scene_rule(scene, x - 7, y, x + 7, y, ink, 1.5, DASH_SOLID);
    scene_circle(scene, x, y, 2.6);
    scene_paint(scene, (struct paint){.fill = ink});
}

static void footer_make(struct layout *layout)
{
    enum { NOTES = 12 };
    struct schedule_plan *plan = layout->plan;
    struct arena *arena = layout->context->arena;
    struct footer_key *keys = arena_array(arena, struct footer_key, FOOTER_USUAL + 3);
    const char **notes = arena_array(arena, const char *, NOTES);
    size_t count = footer_usual(arena, &layout->used, keys);
    bool assumed = false;
    for (size_t i = 0; i < plan->bars.count; i++)
        assumed = assumed || plan->bars.at[i].assumed;
    if (assumed)
        keys[count++] = (struct footer_key){.label = said(arena, "even spread assumed"),
            .bar = {.bucket = BUCKET_FIRM, .assumed = true, .colour = secondary}};
    if (plan->whiskers.count)
        keys[count++] = (struct footer_key){.label = said(arena, "at most"), .draw = whisker_key};
    if (plan->marks.count && !layout->named)
        keys[count++] = (struct footer_key){.label = metric_words(layout), .draw = metric_key};
    size_t note_count = schedule_notes(&plan->due, notes, NOTES);
    plan->footer = footer_plan(arena, layout->context->text, plan->width, keys, count, notes, note_count);
}

/* Room above the highest tick for the sums of the highest columns */
static double head_room(const struct layout *layout, const struct total_label *labels)
{
    const struct schedule_plan *plan = layout->plan;
    double room = theme_leading(STYLE_AXIS) + label_rise - 1;
    for (size_t i = 0; i < plan->due.columns.count; i++)
        if (labels[i].shown)
            room = fmax(room, labels[i].height + 3 - (column_top(plan, i) - plan->top));
    return room;
}

static double axis_words(const struct axis *axis)
{
    double width = 0;
    for (size_t i = 0; i < axis->tick_count; i++)
        width = fmax(width, axis->ticks[i].label ? axis->ticks[i].label->width : 0);
    return width;
}

/* Everything for a given height of the plot; returns the height of all */
static double place(struct layout *layout, double plot)
{
    struct schedule_plan *plan = layout->plan;
    double room = plan->width, names = 0;
    plan->bars.count = plan->seams.count = plan->words.count = plan->chips.count = plan->whiskers.count = 0;
    plan->marks.count = plan->swatches.count = 0;
    layout->used = (struct footer_used){0};
    layout->beside = plan->due.undated.count > 0 && plan->width >= beside_least;
    double list = layout->beside ? fmin(fmax(plan->width * list_share, 128), 230) : 0;
    room -= layout->beside ? list + list_gap : 0;
    layout->crowded = false;
    layout->gutter = plan->width < narrow || layout->above ? 0 : gutter_width(layout, room);
    if (!(layout->gutter > 0))
        names = names_above(layout);
    plan->right = room - layout->gutter;
    plan->top = 0;
    plan->axis = axis_make(layout, 0, plot);
    plan->left = ceil(axis_words(&plan->axis)) + 4;
    plan->pitch = fmin((plan->right - plan->left) / (double)plan->due.columns.count, pitch_most);
    if (layout->gutter > 0)
        plan->right = fmin(plan->right, plan->left + plan->pitch * (double)plan->due.columns.count);
    struct total_label *labels = totals_plan(layout);
    plan->top = names + head_room(layout, labels);
    plan->bottom = plan->top + plot;
    plan->axis = axis_make(layout, plan->top, plot);
    layout->placer = placer_create(
        layout->context->arena, (struct rect){0, names, plan->right + gutter_gap / 2, plan->bottom});
    axis_block(&plan->axis, layout->placer, 0);
    columns_place(layout);
    marks_place(layout);
    size_t greatest = greatest_column(&plan->due);
    if (labels[greatest].shown)
        total_place(layout, &labels[greatest], greatest);
    for (size_t i = 0; i < plan->due.columns.count; i++)
        if (labels[i].shown && i != greatest)
            total_place(layout, &labels[i], i);
    marks_label(layout);
    years_place(layout);
    if (layout->gutter > 0)
        names_right(layout);
    double y = plan->bottom + theme_leading(STYLE_AXIS) + 4;
    if (layout->beside) {
        double list_top = plan->top - 9;
        size_t most = (size_t)fmax(floor((plan->bottom - list_top - 16) / row_height), 3);
        y = fmax(y, list_place(layout, plan->width - list, list_top, list, 1, most));
    } else if (plan->due.undated.count)
        y = list_place(
            layout, 0, y + 6, plan->width, plan->width < narrow ? 1 : 2, plan->width < narrow ? 8 : 5);
    footer_make(layout);
    plan->footer_top = y + 2;
    return plan->footer_top + footer_height(plan->footer);
}

/* The plot gives way until the whole is as high as it is asked to be; 0: it need not */
static void plot_fit(struct layout *layout, double plot, double height)
{
    struct schedule_plan *plan = layout->plan;
    for (int round = 0; round < 3 && height > 0 && fabs(plan->height - height) > 0.01; round++) {
        plot = fmax(plot + height - plan->height, plot_least);
        plan->height = place(layout, plot);
    }
}

static void plan_place(struct layout *layout, double height)
{
    struct schedule_plan *plan = layout->plan;
    double plot = fmin(fmax((plan->width < beside_least ? plan->width : plan->width * 0.72) * 0.5, 150), 290);
    plan->height = place(layout, plot);
    if (layout->gutter > 0 && height <= 0 && tags_height(layout) > plot)
        plan->height = place(layout, tags_height(layout));
    plot_fit(layout, plot, height);
    if (layout->crowded && height > 0) { /* too low for the names at its right */
        layout->above = true;
        plan->height = place(layout, plot);
        plot_fit(layout, plot, height);
    }
}

static void chart_names(struct chart *chart, struct arena *arena, const struct due *due)
{
    LIST(size_t) deals = {0}, metrics = {0};
    for (size_t i = 0; i < due->facts->schedule_count; i++) {
        size_t deal = due->facts->flows[due->facts->schedules[i].flow].deal;
        if (!deals.count || deals.at[deals.count - 1] != deal)
            *list_push(arena, &deals) = deal;
    }
    for (size_t i = 0; i < due->undated.count; i++)
        *list_push(arena, &deals) = due->undated.at[i].deal;
    for (size_t i = 0; i < due->points.count; i++)
        *list_push(arena, &metrics) = due->points.at[i].metric;
    chart->deals = (struct indices){deals.at, deals.count};
    chart->metrics = (struct indices){metrics.at, metrics.count};
}

bool schedule_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct schedule_plan *plan = arena_new(context->arena, struct schedule_plan);
    struct layout layout = {.context = context, .plan = plan};
    if (!schedule_gather(context, request, &plan->due))
        return false;
    plan->width = request->width;
    plan_place(&layout, request->height);
    *chart = (struct chart){.height = plan->height,
        .title = schedule_title(&plan->due),
        .subtitle = schedule_subtitle(&plan->due),
        .alt = schedule_alt(&plan->due),
        .data = schedule_data(&plan->due),
        .plan = plan,
        .draw = schedule_draw,
        .dump = schedule_dump};
    chart_names(chart, context->arena, &plan->due);
    return true;
}
