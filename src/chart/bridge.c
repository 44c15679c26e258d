/* SPDX-License-Identifier: MIT */
/*
 * bridge: how one sum became another between two editions, as columns, or as rows where columns have no room
 * for their words. The axis begins at zero and is never cut. It refuses to know what the steps mean.
 */
#include "bridge_plan.h"

#include "party_colour.h"
#include "say.h"
#include "theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* points */
static const double plot_usual = 168, plot_least = 60, breadth_share = 0.6, breadth_most = 84,
                    word_margin = 6, word_gap = 3.5, label_gap = 4, pitch_least = 44, gutter_gap = 8,
                    mark_usual = 12, row_gap = 9, tick_room = 11, arrow_room = 6;
enum { LABEL_LINES_MOST = 3, NAME_LINES_MOST = 4, VALUE_LINES_MOST = 2, ROUNDS = 3 };

static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           faint = {ROLE_FAINT, 0, 0}, falling = {ROLE_ACCENT, 0, 0},
                           method = {ROLE_OTHER, 0, 0};

static bool is_step(const struct bridge_column *column)
{
    return column->kind == COLUMN_STEP || column->kind == COLUMN_OTHER;
}

/* ---- bars ---- */

static double along(const struct bridge_plan *plan, money value)
{
    return axis_at(&plan->axis, money_units(value));
}

/* What is no news of deals: a way of counting */
static bool is_method(const struct bridge_column *column)
{
    unsigned methods = 1u << STEP_PARTS | 1u << STEP_RATES | 1u << STEP_CONVENTIONS | 1u << STEP_CORRECTED;
    return !(column->steps & ~methods);
}

static struct colour step_colour(const struct bridge_plan *plan, const struct bridge_column *column)
{
    if (is_method(column))
        return method;
    return bridge_on(&column->sum, plan->end) < 0 ? falling : class_colour(plan->deal_class);
}

static struct bar *bar_add(struct bridge_plan *plan, struct bridge_column *column, money from, money sure,
    money to, enum bucket bucket)
{
    struct bar *bar = &column->bars[column->bar_count++];
    *bar = (struct bar){.upright = !plan->level,
        .start = along(plan, from),
        .low = along(plan, sure),
        .high = along(plan, to),
        .headline = NAN,
        .bucket = bucket};
    return bar;
}

/* The weakest standing of those that are undisclosed here */
static enum bucket undisclosed_bucket(const struct bridge_column *column)
{
    enum bucket weakest = BUCKET_FIRM;
    for (int b = BUCKET_FIRM; b > BUCKET_DEAD; b--)
        if (column->by_bucket[b].undisclosed > 0)
            weakest = (enum bucket)b;
    return weakest;
}

/* A total: what is certain of each standing, the firmest first, then what is possible beyond all of that. */
static void total_bars(struct bridge_plan *plan, struct bridge_column *column)
{
    const struct bridge_sum *sum = &column->sum;
    struct bar *bar = NULL;
    money at = 0, high = sum->high > sum->low ? sum->high : sum->low;
    enum bucket weakest = BUCKET_FIRM;
    int holding = 0;
    for (int b = BUCKET_FIRM; b > BUCKET_DEAD - 1; b--) {
        if (column->by_bucket[b].flows <= column->by_bucket[b].undisclosed)
            continue;
        holding++;
        weakest = (enum bucket)b;
    }
    if (!holding) {
        if (sum->flows) {
            bar = bar_add(plan, column, 0, 0, 0, undisclosed_bucket(column));
            bar->unsized = true;
        }
        column->flat = !sum->flows;
    } else if (holding == 1) {
        bar = bar_add(plan, column, 0, sum->low, high, weakest);
    } else {
        for (int b = BUCKET_FIRM; b > BUCKET_DEAD - 1; b--) {
            money low = column->by_bucket[b].low;
            if (low > 0)
                bar = bar_add(plan, column, at, at + low, at + low, (enum bucket)b);
            at += low > 0 ? low : 0;
        }
        if (high > at || !bar)
            bar = bar_add(plan, column, at, at, high > at ? high : at, weakest);
    }
    if (!bar)
        return;
    bar->open = sum->open > 0;
    if (!sum->no_headline && sum->headline > 0 && !bar->unsized)
        bar->headline = along(plan, sum->headline);
}

/* The part of a change that is certain: the least that any end of it says, none where they disagree */
static money sure_of(const struct bridge_plan *plan, const struct bridge_sum *sum)
{
    money value = bridge_on(sum, plan->end), least = value;
    if (plan->end == ON_LOW)
        return value; /* it is what is certain */
    const money ends[] = {sum->low, sum->high};
    for (size_t i = 0; i < 2; i++) {
        if ((ends[i] < 0) != (value < 0) || !ends[i])
            return 0;
        least = llabs(ends[i]) < llabs(least) ? ends[i] : least;
    }
    return least;
}

/* Do the standings of a step all go its way? */
static bool is_one_way(const struct bridge_plan *plan, const struct bridge_column *column)
{
    money value = bridge_on(&column->sum, plan->end);
    for (int b = 0; b < BUCKET_COUNT; b++) {
        money part = bridge_on(&column->by_bucket[b], plan->end);
        if (part && (part < 0) != (value < 0))
            return false;
    }
    return true;
}

static void step_bars(struct bridge_plan *plan, struct bridge_column *column)
{
    money at = column->from, value = bridge_on(&column->sum, plan->end);
    if (!value) {
        column->flat = true;
        if (column->sum.undisclosed > 0)
            bar_add(plan, column, at, at, at, undisclosed_bucket(column))->unsized = true;
        return;
    }
    if (!is_one_way(plan, column)) {
        enum bucket weakest = BUCKET_FIRM;
        for (int b = BUCKET_FIRM; b > BUCKET_DEAD - 1; b--)
            if (bridge_on(&column->by_bucket[b], plan->end))
                weakest = (enum bucket)b;
        bar_add(plan, column, at, at + sure_of(plan, &column->sum), at + value, weakest);
        return;
    }
    for (int b = BUCKET_FIRM; b > BUCKET_DEAD - 1; b--) {
        money part = bridge_on(&column->by_bucket[b], plan->end);
        if (part)
            bar_add(plan, column, at, at + sure_of(plan, &column->by_bucket[b]), at + part, (enum bucket)b);
        at += part;
    }
}

static void column_bars(struct bridge_plan *plan, struct bridge_column *column)
{
    column->bar_count = 0;
    column->flat = false;
    if (is_step(column))
        step_bars(plan, column);
    else
        total_bars(plan, column);
    for (size_t i = 0; i < column->bar_count; i++) {
        column->bars[i].colour = is_step(column) ? step_colour(plan, column) : class_colour(plan->deal_class);
        column->bars[i].across = column->near;
        column->bars[i].breadth = column->far - column->near;
    }
    column->level = along(plan, column->to);
    column->whisker_low = along(plan, column->running.low);
    column->whisker_high = along(plan, column->running.high);
    column->whisker_open = column->running.open > 0;
    column->whiskered =
        is_step(column) && (column->whisker_open || fabs(column->whisker_high - column->whisker_low) > 0.5);
}

/* The reach of what is drawn of a column along the axis: nearest to and farthest from zero's side */
static struct rect reach(const struct bridge_plan *plan, const struct bridge_column *column)
{
    double least = column->level, most = column->level;
    for (size_t i = 0; i < column->bar_count; i++) {
        struct rect rect = bar_rect(&column->bars[i]);
        least = fmin(least, plan->level ? rect.x1 : rect.y1);
        most = fmax(most, plan->level ? rect.x2 : rect.y2);
    }
    if (column->whiskered) {
        double room = column->whisker_open ? arrow_room : 0;
        least = fmin(least, fmin(column->whisker_low, column->whisker_high) - (plan->level ? 0 : room));
        most = fmax(most, fmax(column->whisker_low, column->whisker_high) + (plan->level ? room : 0));
    }
    return plan->level ? (struct rect){least, 0, most, 0} : (struct rect){0, least, 0, most};
}

/* ---- the span of the axis ---- */

static void axis_make(struct bridge_plan *plan, double start, double end)
{
    money low = 0, high = 0;
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct bridge_column *column = &plan->columns[i];
        const money values[] = {
            column->to, column->running.low, column->running.high, column->running.headline};
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            bool named = v != 3 || !column->running.no_headline;
            low = named && values[v] < low ? values[v] : low;
            high = named && values[v] > high ? values[v] : high;
        }
    }
    struct axis_request request = {
        .arena = plan->arena, .text = plan->text, .start = start, .end = end, .width = plan->width};
    plan->axis = axis_money(&request, plan->changes->after->dataset->currency, money_units(low),
        money_units(high > low ? high : low + 100), false, false);
}

/* ---- words ---- */

struct lines {
    struct text_lines text;
    double leading, height;
    struct colour colour;
};

/* Wrapped; what is past the last line is cut with an ellipsis. */
static struct lines lines_make(const struct bridge_plan *plan, const char *words, struct text_style style,
    double leading, struct colour colour, double width, size_t most)
{
    struct lines lines = {.leading = leading, .colour = colour};
    struct text_span span = {.string = words, .style = style};
    if (!words)
        return lines;
    lines.text = text_wrap(plan->text, plan->arena, &span, 1, width);
    if (lines.text.count > most) {
        struct text_line *last = &lines.text.lines[most - 1];
        last->pieces[0].run = text_shape_fitting(plan->text, style,
            arena_printf(plan->arena, "%s … …", last->pieces[0].run->string), fmin(width, last->width + 8));
        last->count = 1;
        last->width = last->pieces[0].run->width;
        lines.text.count = most;
    }
    lines.height = leading * (double)lines.text.count;
    return lines;
}

/* align 0: begins at x, 0.5: its middle stands there, 1: ends there; returns the y below */
static double lines_place(
    struct bridge_plan *plan, const struct lines *lines, double x, double align, double y)
{
    for (size_t i = 0; i < lines->text.count; i++, y += lines->leading)
        for (size_t p = 0; p < lines->text.lines[i].count; p++) {
            const struct text_line *line = &lines->text.lines[i];
            *list_push(plan->arena, &plan->words) = (struct bridge_word){line->pieces[p].run,
                x - align * line->width + line->pieces[p].x, y + lines->leading * 0.78, lines->colour};
        }
    return y;
}

struct column_words {
    struct lines value, extras[BRIDGE_EXTRAS], label, names;
    double above, below; /* heights */
};

static struct text_style label_style(void)
{
    return theme_style(STYLE_TABLE_HEAD);
}

/* "high end +$100B" breaks before its sign, not behind it. */
static const char *extra_broken(
    const struct bridge_plan *plan, const struct bridge_column *column, size_t extra, double width)
{
    const char *words = column->extras[extra];
    size_t head = column->extra_heads[extra];
    if (!head || text_width(plan->text, theme_style(STYLE_LABEL_AMOUNT), words) <= width)
        return words;
    return arena_printf(plan->arena, "%.*s\n%s", (int)head, words, words + head + 1);
}

static void value_make(const struct bridge_plan *plan, const struct bridge_column *column, double width,
    struct column_words *words)
{
    words->value = lines_make(plan, column->value, theme_style(STYLE_LABEL), theme_leading(STYLE_LABEL), ink,
        width, VALUE_LINES_MOST);
    words->above = words->value.height;
    for (size_t i = 0; i < column->extra_count; i++) {
        words->extras[i] =
            lines_make(plan, extra_broken(plan, column, i, width), theme_style(STYLE_LABEL_AMOUNT),
                theme_leading(STYLE_LABEL_AMOUNT), secondary, width, VALUE_LINES_MOST);
        words->above += words->extras[i].height;
    }
}

static struct column_words words_make(
    const struct bridge_plan *plan, const struct bridge_column *column, double width)
{
    struct column_words words = {0};
    value_make(plan, column, width, &words);
    words.label = lines_make(
        plan, column->label, label_style(), theme_leading(STYLE_LABEL), ink, width, LABEL_LINES_MOST);
    words.names =
        lines_make(plan, column->names, theme_style(STYLE_NOTE), 9.5, faint, width, NAME_LINES_MOST);
    words.below = words.label.height + words.names.height;
    return words;
}

static void value_place(struct bridge_plan *plan, const struct bridge_column *column,
    const struct column_words *words, double x, double align, double y)
{
    y = lines_place(plan, &words->value, x, align, y);
    for (size_t i = 0; i < column->extra_count; i++)
        y = lines_place(plan, &words->extras[i], x, align, y);
}

/* ---- columns ---- */

static double word_widest(const struct bridge_plan *plan, const char *words, struct text_style style)
{
    double widest = 0;
    while (words && *words) {
        size_t length = strcspn(words, " ");
        const char *dash = strstr(words, "\u2013"); /* a range may be broken behind its dash */
        if (dash && dash < words + length)
            length = (size_t)(dash - words) + strlen("\u2013");
        const char *word = arena_printf(plan->arena, "%.*s", (int)length, words);
        widest = fmax(widest, text_width(plan->text, style, word));
        words += length + strspn(words + length, " ");
    }
    return widest;
}

static double gutter_of(const struct bridge_plan *plan)
{
    double widest = 0;
    for (size_t i = 0; i < plan->axis.tick_count; i++)
        if (plan->axis.ticks[i].label)
            widest = fmax(widest, plan->axis.ticks[i].label->width);
    return widest + gutter_gap;
}

static double pitch_of(const struct bridge_plan *plan)
{
    return (plan->width - gutter_of(plan)) / (double)plan->column_count;
}

/* Columns stand only where no word of their labels and numbers must be broken. */
static bool columns_fit(const struct bridge_plan *plan)
{
    double room = pitch_of(plan) - word_margin;
    if (room < pitch_least - word_margin)
        return false;
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct bridge_column *column = &plan->columns[i];
        if (word_widest(plan, column->label, label_style()) > room ||
            word_widest(plan, column->value, theme_style(STYLE_LABEL)) > room)
            return false;
        for (size_t e = 0; e < column->extra_count; e++)
            if (word_widest(plan, column->extras[e], theme_style(STYLE_LABEL_AMOUNT)) > room)
                return false;
    }
    return true;
}

/* Bars between plot_top and plot_bottom; returns by how much the words above them would stand too high */
static double columns_set(struct bridge_plan *plan, double top, double plot, const struct column_words *words)
{
    double missing = fmax(tick_room - top, 0), pitch, gutter;
    plan->plot_top = top;
    plan->plot_bottom = top + plot;
    axis_make(plan, plan->plot_bottom, plan->plot_top);
    gutter = gutter_of(plan);
    pitch = pitch_of(plan);
    double breadth = fmin(pitch * breadth_share, breadth_most);
    for (size_t i = 0; i < plan->column_count; i++) {
        struct bridge_column *column = &plan->columns[i];
        column->middle = gutter + pitch * ((double)i + 0.5);
        column->near = column->middle - breadth / 2;
        column->far = column->middle + breadth / 2;
        column_bars(plan, column);
        missing = fmax(missing, words[i].above + word_gap - reach(plan, column).y1);
    }
    return missing;
}

static void columns_plan(struct bridge_plan *plan, double asked)
{
    struct column_words words[BRIDGE_COLUMNS];
    double below = 0, top = 0, plot = plot_usual, pitch = pitch_of(plan);
    for (size_t i = 0; i < plan->column_count; i++) {
        words[i] = words_make(plan, &plan->columns[i], pitch - word_margin);
        below = fmax(below, words[i].below);
    }
    double around = label_gap + below + footer_height(plan->footer);
    for (int round = 0; round < ROUNDS; round++) {
        top += columns_set(plan, top, plot, words);
        if (asked > 0)
            plot = fmax(asked - top - around, plot_least);
    }
    top += columns_set(plan, top, plot, words);
    columns_set(plan, top, plot, words);
    for (size_t i = 0; i < plan->column_count; i++) {
        struct bridge_column *column = &plan->columns[i];
        value_place(
            plan, column, &words[i], column->middle, 0.5, reach(plan, column).y1 - word_gap - words[i].above);
        double y = lines_place(plan, &words[i].label, column->middle, 0.5, plan->plot_bottom + label_gap);
        lines_place(plan, &words[i].names, column->middle, 0.5, y);
        if (i)
            *list_push(plan->arena, &plan->links) = (struct bridge_link){plan->columns[i - 1].far,
                plan->columns[i - 1].level, column->near, plan->columns[i - 1].level};
    }
    plan->footer_top = plan->plot_bottom + label_gap + below;
    plan->height = plan->footer_top + footer_height(plan->footer);
}

/* ---- rows ---- */

static double values_width(const struct bridge_plan *plan)
{
    double widest = 0;
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct bridge_column *column = &plan->columns[i];
        if (column->value)
            widest = fmax(widest, text_width(plan->text, theme_style(STYLE_LABEL), column->value));
        for (size_t e = 0; e < column->extra_count; e++)
            widest = fmax(widest, word_widest(plan, column->extras[e], theme_style(STYLE_LABEL_AMOUNT)));
    }
    return fmin(ceil(widest) + 1, plan->width * 0.36);
}

/* Connectors run down from a bar's end to the next bar, but not through the words between them. */
static void row_link(struct bridge_plan *plan, size_t i)
{
    enum { STUB = 3 };
    const struct bridge_column *from = &plan->columns[i - 1], *to = &plan->columns[i];
    double x = from->level;
    if (!plan->rows.above) {
        *list_push(plan->arena, &plan->links) = (struct bridge_link){x, from->far, x, to->near};
        return;
    }
    *list_push(plan->arena, &plan->links) = (struct bridge_link){x, from->far, x, from->far + STUB};
    *list_push(plan->arena, &plan->links) = (struct bridge_link){x, to->near - STUB / 2.0, x, to->near};
}

static void rows_set(struct bridge_plan *plan, double gap, const struct column_words *words, double values)
{
    struct row_words names[BRIDGE_COLUMNS];
    double mark = mark_usual;
    for (size_t i = 0; i < plan->column_count; i++) {
        names[i] = (struct row_words){plan->columns[i].label, plan->columns[i].names};
        mark = fmax(mark, words[i].above);
    }
    struct rows_request request = {.arena = plan->arena,
        .text = plan->text,
        .words = names,
        .count = plan->column_count,
        .width = plan->width - values - gutter_gap,
        .mark = mark,
        .gap = gap};
    plan->rows = rows_plan(&request);
    if (plan->rows.above) {
        request.mark = mark_usual;
        plan->rows = rows_plan(&request);
        for (size_t i = 0; i < plan->column_count; i++)
            request.gap = fmax(request.gap, words[i].above + word_gap - plan->rows.at[i].height);
        plan->rows = rows_plan(&request);
    }
    plan->plot_left = plan->rows.plot_left;
    plan->plot_right = plan->width - values - gutter_gap - BAR_TEETH;
    plan->plot_top = 0;
    plan->plot_bottom = plan->rows.bottom + 2;
    axis_make(plan, plan->plot_left, plan->plot_right);
}

static void level_plan(struct bridge_plan *plan, double asked)
{
    struct column_words words[BRIDGE_COLUMNS];
    double values = values_width(plan), gap = row_gap, axis_height = theme_leading(STYLE_AXIS) + 3;
    plan->level = true;
    for (size_t i = 0; i < plan->column_count; i++) {
        words[i] = (struct column_words){0};
        value_make(plan, &plan->columns[i], values, &words[i]);
    }
    rows_set(plan, gap, words, values);
    double height = plan->plot_bottom + axis_height + footer_height(plan->footer);
    if (asked > height) {
        gap += (asked - height) / (double)(plan->column_count - 1);
        rows_set(plan, gap, words, values);
    }
    for (size_t i = 0; i < plan->column_count; i++) {
        struct bridge_column *column = &plan->columns[i];
        const struct row_lines *row = &plan->rows.at[i];
        column->middle = row->middle;
        column->near = row->middle - mark_usual / 2;
        column->far = row->middle + mark_usual / 2;
        column_bars(plan, column);
        value_place(plan, column, &words[i], plan->width, 1,
            plan->rows.above ? row->top : row->middle - words[i].above / 2);
        if (i)
            row_link(plan, i);
    }
    plan->footer_top = plan->plot_bottom + axis_height;
    plan->height = plan->footer_top + footer_height(plan->footer);
}

/* ---- the whole ---- */

/* What the key must explain; bars are planned once for it, at no place yet. */
static void footer_make(struct bridge_plan *plan)
{
    struct footer_used used = {0};
    struct footer_key *keys = arena_array(plan->arena, struct footer_key, FOOTER_USUAL + 1);
    const char **notes = arena_array(plan->arena, const char *, BRIDGE_NOTES);
    bool whiskered = false;
    axis_make(plan, 200, 0);
    for (size_t i = 0; i < plan->column_count; i++) {
        column_bars(plan, &plan->columns[i]);
        whiskered = whiskered || plan->columns[i].whiskered;
        for (size_t b = 0; b < plan->columns[i].bar_count; b++)
            footer_use(&used, &plan->columns[i].bars[b]);
    }
    size_t count = footer_usual(plan->arena, &used, keys);
    if (whiskered)
        keys[count++] = (struct footer_key){
            .label = said(plan->arena, "range of the sum after each step"), .draw = bridge_whisker_draw};
    size_t note_count = bridge_notes(plan, notes);
    plan->footer = footer_plan(plan->arena, plan->text, plan->width, keys, count, notes, note_count);
}

/* All live deals of the class and standing, and those that did something to it */
static struct indices deals_of(const struct bridge_plan *plan)
{
    const struct facts *facts = plan->changes->after;
    LIST(size_t) deals = {0};
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        bool mine = flow->is_money && flow->deal_class == plan->deal_class &&
                    bridge_bucket_counts(plan, flow->bucket);
        if (mine && (!deals.count || deals.at[deals.count - 1] != flow->deal))
            *list_push(plan->arena, &deals) = flow->deal;
    }
    return (struct indices){deals.at, deals.count};
}

bool bridge_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct bridge_plan *plan = arena_new(context->arena, struct bridge_plan);
    *plan = (struct bridge_plan){
        .arena = context->arena, .text = context->text, .changes = context->changes, .width = request->width};
    if (!context->changes)
        return chart_no_data(context, "name the older one with --since", "a bridge needs two editions");
    if (!context->changes->bridge.possible)
        return chart_no_data(context, "add the rate to `fx`",
            "the editions are in different currencies, and no rate turns one into the other");
    if (!bridge_gather(context, request, plan))
        return false;
    bridge_columns_name(plan);
    footer_make(plan);
    if (columns_fit(plan))
        columns_plan(plan, request->height);
    else
        level_plan(plan, request->height);
    *chart = (struct chart){.height = plan->height,
        .title = bridge_title(plan),
        .subtitle = bridge_subtitle(plan),
        .alt = bridge_describe(plan),
        .data = bridge_data(plan),
        .deals = deals_of(plan),
        .plan = plan,
        .draw = bridge_draw,
        .dump = bridge_dump};
    return true;
}
