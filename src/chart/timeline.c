/* SPDX-License-Identifier: MIT */
/*
 * timeline: deals → bars on an axis of days, from start to end, and single dates for those of which no term
 * is stated. No length is made up: what is not known fades, is hatched, or is said in words.
 */
#include "list.h"
#include "party_colour.h"
#include "say.h"
#include "theme.h"
#include "timeline_plan.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double timeline_bar = 9, timeline_radius = 3.6, timeline_fade = 30;

/* points */
static const double row_gap = 6, head_height = 13, top_label = 9, axis_height = 11, amount_gap = 10,
                    label_gap = 4, least_piece = 0.6, arrow_room = 8;
enum {
    ROWS_USUAL = 40,
    REACH_YEARS = 60, /* what ends later is cut, and says so */
    LEAST_DAYS = 60,  /* the axis covers at least */
    TALL = 300        /* points, from which on dates stand below too */
};

/* ---- days ---- */

/* The same day so many millionths of a year on; 29 February is the 28th where there is none */
static int32_t day_years_on(int32_t day, int64_t millionths)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    int64_t whole = millionths / YEARS_ONE, rest = millionths % YEARS_ONE;
    if (month == 2 && of_month == 29)
        of_month = 28;
    return day_of(year + (int)whole, month, of_month) +
           (int32_t)((rest * 36525 + 50 * YEARS_ONE) / (100 * YEARS_ONE));
}

bool deal_span_find(const struct term *term, int32_t today, struct deal_span *span)
{
    bool starts = term->start.precision != DATE_NONE, ends = term->end.precision != DATE_NONE;
    bool years = term->years_high > 0;
    *span = (struct deal_span){.start_known = starts, .end_known = ends};
    if (!term->present || (!starts && !ends && !years))
        return false;
    span->start_first = term->start.first;
    span->start_last = term->start.last;
    span->end_first = term->end.first;
    span->end_last = term->end.last;
    if (ends || !years)
        return true; /* a start that end and years would give is not stated: the bar fades in */
    if (!starts) {
        span->floating = true;
        span->start_first = span->start_last = today;
    }
    span->end_known = true;
    span->end_first = day_years_on(span->start_first, term->years_low) - 1;
    span->end_last = day_years_on(span->start_last, term->years_high) - 1;
    return true;
}

/* Signed or active deals run, as far as is known, until the as-of date */
static bool runs_today(const struct deal_line *line)
{
    return line->status == STATUS_SIGNED || line->status == STATUS_ACTIVE;
}

static void days_cover(struct timeline_row *row, struct date date)
{
    if (date.precision == DATE_NONE)
        return;
    row->first = date.first < row->first ? date.first : row->first;
    row->last = date.last > row->last ? date.last : row->last;
}

static void span_cover(struct timeline_row *row)
{
    const struct deal_span *span = &row->span;
    bool has_start = span->start_known || span->floating;
    row->first = has_start ? span->start_first : span->end_first;
    row->last = span->end_known ? span->end_last : span->start_last;
}

/* The date that stands for a deal without a term: of the status it has, else the last one known */
static struct date date_chosen(const struct deal_line *line)
{
    struct date date = {0};
    for (size_t i = 0; i < line->step_count; i++) {
        const struct deal_step *step = &line->steps[i];
        if (step->date.precision == DATE_NONE)
            continue;
        date = step->date;
        if (step->present)
            break;
    }
    return date;
}

/* false where no day is known at all */
static bool row_date(struct timeline_row *row, const struct deal_line *line, int32_t today)
{
    *row = (struct timeline_row){.line = line, .inner_x = NAN};
    row->spans = deal_span_find(line->term, today, &row->span);
    row->date = date_chosen(line);
    if (!row->spans && row->date.precision == DATE_NONE)
        row->date = line->expected;
    if (!row->spans && row->date.precision == DATE_NONE)
        return false;
    row->first = INT32_MAX;
    row->last = INT32_MIN;
    if (row->spans)
        span_cover(row);
    for (size_t i = 0; i < line->step_count; i++)
        days_cover(row, line->steps[i].date);
    days_cover(row, line->expected);
    return true;
}

/* ---- rows ---- */

static int32_t shown_start(const struct timeline_row *row)
{
    if (!row->spans)
        return row->date.first;
    return row->span.start_known || row->span.floating ? row->span.start_first : row->span.end_first;
}

struct sorted_row {
    const struct facts *facts;
    struct timeline_row row;
};

static int compare_rows(const void *first, const void *second)
{
    const struct sorted_row *a = first, *b = second;
    if (a->row.spans != b->row.spans)
        return a->row.spans ? -1 : 1;
    if (a->row.spans && a->row.span.floating != b->row.span.floating)
        return a->row.span.floating ? 1 : -1;
    if (shown_start(&a->row) != shown_start(&b->row))
        return shown_start(&a->row) < shown_start(&b->row) ? -1 : 1;
    if (a->row.last != b->row.last)
        return a->row.last < b->row.last ? -1 : 1;
    return deal_lines_compare(a->facts, a->row.line, b->row.line);
}

static int compare_undated(const void *first, const void *second)
{
    const struct sorted_row *a = first, *b = second;
    return deal_lines_compare(a->facts, a->row.line, b->row.line);
}

struct split_lines {
    struct deal_lines dated;
    struct sorted_row *undated;
    size_t undated_count;
};

/* Bars are what the chart is for: they stay where rows must go. */
static void dated_add(struct deal_lines *dated, const struct timeline_row *row)
{
    dated->at[dated->count] = *row->line;
    dated->at[dated->count++].keep = row->spans;
}

static struct split_lines lines_split(
    struct arena *arena, const struct facts *facts, const struct deal_lines *lines, int32_t today)
{
    struct split_lines split = {.dated = {.at = arena_array(arena, struct deal_line, lines->count + 1)}};
    split.undated = arena_array(arena, struct sorted_row, lines->count + 1);
    for (size_t i = 0; i < lines->count; i++) {
        struct timeline_row row;
        if (row_date(&row, &lines->at[i], today))
            dated_add(&split.dated, &row);
        else
            split.undated[split.undated_count++] = (struct sorted_row){facts, row};
    }
    return split;
}

static void undated_set(struct timeline_plan *plan, struct split_lines *split)
{
    const struct deal_line **named =
        arena_array(plan->arena, const struct deal_line *, split->undated_count + 1);
    if (split->undated_count)
        qsort(split->undated, split->undated_count, sizeof *split->undated, compare_undated);
    for (size_t i = 0; i < split->undated_count; i++)
        named[i] = split->undated[i].row.line;
    plan->undated = named;
    plan->undated_count = split->undated_count;
}

static void rows_sort(struct timeline_plan *plan, const struct deal_lines *dated)
{
    struct sorted_row *sorted = arena_array(plan->arena, struct sorted_row, dated->count + 1);
    for (size_t i = 0; i < dated->count; i++) {
        sorted[i].facts = plan->facts;
        row_date(&sorted[i].row, &dated->at[i], plan->today);
    }
    qsort(sorted, dated->count, sizeof *sorted, compare_rows);
    plan->rows = arena_array(plan->arena, struct timeline_row, dated->count);
    plan->row_count = dated->count;
    for (size_t i = 0; i < dated->count; i++) {
        plan->rows[i] = sorted[i].row;
        plan->span_count += plan->rows[i].spans;
    }
}

/* ---- places across ---- */

static double amount_width(struct timeline_plan *plan, struct text *text, bool above)
{
    const double most = above ? 96 : fmax(72, fmin(plan->width * 0.2, 130));
    double width = 0;
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct deal_line *line = plan->rows[i].line;
        if (line->amount)
            width = fmax(width, text_width(text, theme_style(STYLE_LABEL), line->amount));
        if (line->yearly)
            width = fmax(width, text_width(text, theme_style(STYLE_LABEL_AMOUNT), line->yearly));
    }
    return fmin(ceil(width) + 1, most);
}

/* Amounts wrap into two lines beside their row, stay one above it. */
static void amounts_shape(struct timeline_plan *plan, struct text *text, double width, size_t lines)
{
    for (size_t i = 0; i < plan->row_count; i++) {
        struct timeline_row *row = &plan->rows[i];
        struct text_style style = theme_style(STYLE_LABEL), small = theme_style(STYLE_LABEL_AMOUNT);
        const char *words = row->line->amount;
        const char *beside = words ? row->line->yearly : said(plan->arena, "no amount stated");
        if (beside)
            row->yearly = text_shape_fitting(text, small, beside, width);
        if (!words)
            continue;
        struct text_span span = {.string = words, .style = style};
        struct text_lines wrapped = text_wrap(text, plan->arena, &span, 1, width);
        for (size_t n = 0; n < wrapped.count && n < lines; n++) {
            const char *line = wrapped.lines[n].pieces[0].run->string, *rest = strstr(words, line);
            bool last = n + 1 == lines && wrapped.count > lines;
            row->amount[n] = text_shape_fitting(text, style, last && rest ? rest : line, width);
        }
    }
}

static double amount_height(const struct timeline_row *row)
{
    double height = row->yearly ? theme_leading(STYLE_LABEL_AMOUNT) : 0;
    for (int i = 0; i < AMOUNT_LINES && row->amount[i]; i++)
        height += theme_leading(STYLE_LABEL);
    return height;
}

/* A row is as high as its amount, too; what is below moves down. */
static void amounts_fit(struct timeline_plan *plan)
{
    double moved = 0;
    for (size_t i = 0; i < plan->row_count; i++) {
        struct row_lines *row = &plan->words.at[i];
        double more = plan->words.above ? 0 : fmax(amount_height(&plan->rows[i]) - row->height, 0);
        row->top += moved;
        row->middle += moved + more / 2;
        row->height += more;
        moved += more;
    }
    plan->words.bottom += moved;
}

static void words_plan(struct timeline_plan *plan, struct text *text)
{
    struct row_words *words = arena_array(plan->arena, struct row_words, plan->row_count);
    for (size_t i = 0; i < plan->row_count; i++)
        words[i] = (struct row_words){plan->rows[i].line->name, timeline_detail(plan->arena, &plan->rows[i])};
    bool above = plan->width < 380;
    double amounts = amount_width(plan, text, above), room = plan->width - amounts - amount_gap;
    amounts_shape(plan, text, amounts, above ? 1 : AMOUNT_LINES);
    struct rows_request request = {.arena = plan->arena,
        .text = text,
        .words = words,
        .count = plan->row_count,
        .width = above ? fmin(room, 329) : fmax(room, 331),
        .top = plan->plot_top,
        .mark = timeline_bar + 1,
        .gap = row_gap,
        .share = 0.36};
    plan->words = rows_plan(&request);
    amounts_fit(plan);
    plan->plot_left = plan->words.plot_left;
    plan->plot_right = above ? plan->width : room;
}

/* Two groups, each with a head, where there are deals with and without a term */
static void groups_part(struct timeline_plan *plan, struct text *text)
{
    static const char *const heads[] = {WORDS("With a term"), WORDS("Dated, no term stated")};
    bool both = plan->span_count > 0 && plan->span_count < plan->row_count;
    for (size_t group = 0; group < 2 && both; group++) {
        size_t first = group ? plan->span_count : 0;
        plan->heads[group] =
            text_shape(text, theme_style(STYLE_LABEL_AMOUNT), said(plan->arena, heads[group]));
        plan->head_y[group] = plan->words.at[first].top + (group ? row_gap : 0) + head_height * 0.66;
        for (size_t i = first; i < plan->row_count; i++) {
            plan->words.at[i].top += head_height + (group ? row_gap : 0);
            plan->words.at[i].middle += head_height + (group ? row_gap : 0);
        }
        plan->words.bottom += head_height + (group ? row_gap : 0);
    }
    plan->plot_bottom = plan->words.bottom + 2;
}

/* A fade has a length in points: the axis ends late enough, and begins early enough, for all of them. */
static void reach_find(const struct timeline_plan *plan, int32_t *first, int32_t *last)
{
    double width = plan->plot_right - plan->plot_left, part = fmin(timeline_fade / width, 0.4);
    int32_t furthest = plan->today + (int32_t)(REACH_YEARS * 365.25);
    *first = *last = plan->today;
    for (size_t i = 0; i < plan->row_count; i++) {
        *first = plan->rows[i].first < *first ? plan->rows[i].first : *first;
        *last = plan->rows[i].last > *last ? plan->rows[i].last : *last;
    }
    *last = *last > furthest ? furthest : *last;
    if (*last - *first < LEAST_DAYS) {
        int32_t missing = LEAST_DAYS - (*last - *first);
        *first -= missing / 2;
        *last += missing - missing / 2;
    }
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct timeline_row *row = &plan->rows[i];
        int32_t from = row->span.start_last > plan->today ? row->span.start_last : plan->today;
        if (row->spans && !row->span.end_known && from < furthest)
            *last = (int32_t)fmax(*last, *first + ceil((from - *first) / (1 - part)) + 1);
        if (row->spans && !row->span.start_known && !row->span.floating && row->span.end_first <= *last)
            *first = (int32_t)fmin(*first, *last - ceil((*last - row->span.end_first) / (1 - part)) - 1);
    }
}

/* Its left edge is the day's beginning; a bar ends where its last day does. */
static double day_x(const struct timeline_plan *plan, int64_t day)
{
    return axis_at(&plan->axis, (double)day);
}

static void piece_add(struct timeline_row *row, enum piece_kind kind, double x1, double x2)
{
    if (x2 - x1 >= least_piece)
        row->pieces[row->piece_count++] = (struct span_piece){kind, x1, x2};
}

static void pieces_known(const struct timeline_plan *plan, struct timeline_row *row)
{
    const struct deal_span *span = &row->span;
    double start1 = day_x(plan, span->start_first), start2 = day_x(plan, span->start_last),
           end1 = day_x(plan, (int64_t)span->end_first + 1), end2 = day_x(plan, (int64_t)span->end_last + 1);
    if (span->floating || start2 >= end1) {
        piece_add(row, PIECE_UNSURE, start1, fmax(end2, start1 + 1));
        row->inner_x = span->floating && end2 - end1 > 1 ? end1 : NAN;
        return;
    }
    piece_add(row, PIECE_UNSURE, start1, start2);
    piece_add(row, PIECE_SURE, start2, fmax(end1, start2 + 1));
    piece_add(row, PIECE_UNSURE, end1, end2);
}

static void pieces_fading(const struct timeline_plan *plan, struct timeline_row *row)
{
    const struct deal_span *span = &row->span;
    double today = plan->today_x;
    if (span->start_known) {
        double start = day_x(plan, span->start_last);
        double from = runs_today(row->line) ? fmax(start, today) : start;
        piece_add(row, PIECE_UNSURE, day_x(plan, span->start_first), start);
        piece_add(row, PIECE_SURE, start, from);
        piece_add(row, PIECE_FADE_RIGHT, from, fmin(from + timeline_fade, plan->plot_right));
        return;
    }
    double end = day_x(plan, (int64_t)span->end_first + 1);
    double from = row->line->status == STATUS_ACTIVE ? fmin(end, today) : end;
    piece_add(row, PIECE_FADE_LEFT, fmax(from - timeline_fade, plan->plot_left), from);
    piece_add(row, PIECE_SURE, from, end);
    piece_add(row, PIECE_UNSURE, end, day_x(plan, (int64_t)span->end_last + 1));
}

static struct timeline_tick tick_of(const struct timeline_plan *plan, struct date date)
{
    double x1 = day_x(plan, date.first), x2 = day_x(plan, (int64_t)date.last + 1);
    return (struct timeline_tick){x1, x2, (x1 + x2) / 2, false};
}

/* Earlier steps that lie under the mark itself are told in words alone. */
static void mark_set(struct timeline_row *row, struct timeline_tick mark)
{
    size_t kept = 0;
    row->mark = mark;
    for (size_t i = 0; i < row->tick_count; i++)
        if (fabs(row->ticks[i].x - mark.x) > timeline_radius + 0.5)
            row->ticks[kept++] = row->ticks[i];
    row->tick_count = kept;
}

static void ticks_place(const struct timeline_plan *plan, struct timeline_row *row)
{
    const struct deal_line *line = row->line;
    row->ticks = arena_array(plan->arena, struct timeline_tick, line->step_count + 2);
    bool marked = row->spans; /* a bar needs no mark of its own */
    for (size_t i = 0; i < line->step_count; i++) {
        const struct date *date = &line->steps[i].date;
        if (date->precision == DATE_NONE)
            continue;
        bool chosen = !marked && date->first == row->date.first && date->last == row->date.last;
        marked = marked || chosen;
        if (!chosen)
            row->ticks[row->tick_count++] = tick_of(plan, *date);
    }
    if (!row->spans)
        mark_set(row, tick_of(plan, row->date));
    if (line->expected.precision == DATE_NONE)
        return;
    struct timeline_tick expected = tick_of(plan, line->expected);
    expected.expected = true;
    if (!row->spans && !marked)
        row->mark = expected;
    else
        row->ticks[row->tick_count++] = expected;
}

/* From the first date that is known to the bar, or to the mark */
static void lead_place(struct timeline_row *row)
{
    double to = row->spans && row->piece_count ? row->pieces[0].x1 : row->mark.x, left = to, right = to;
    for (size_t i = 0; i < row->tick_count; i++) {
        left = fmin(left, row->ticks[i].x);
        right = fmax(right, row->ticks[i].x);
    }
    row->lead_x1 = left;
    row->lead_x2 = row->spans ? to : right;
}

/* Right of the marks, or left of them where that keeps it off the as-of line; else wherever there is more
 * room
 */
static void label_place(const struct timeline_plan *plan, struct timeline_row *row, struct text *text)
{
    const char *words = timeline_label(plan->arena, row);
    if (!words)
        return;
    double low = fmin(row->lead_x1, fmin(row->mark.x1, row->mark.x - timeline_radius));
    double high = fmax(row->lead_x2, fmax(row->mark.x2, row->mark.x + timeline_radius));
    for (size_t i = 0; i < row->tick_count; i++)
        high = fmax(high, row->ticks[i].x2 + 3);
    double right = plan->plot_right - high - label_gap, left = low - plan->plot_left - label_gap;
    struct text_style style = theme_style(STYLE_LABEL_AMOUNT);
    double needed = text_width(text, style, words);
    bool crosses = high < plan->today_x && high + label_gap + needed > plan->today_x;
    bool behind = (needed <= right && !(crosses && needed <= left)) || (needed > left && right >= left);
    row->label = text_shape_fitting(text, style, words, behind ? right : left);
    row->label_x = behind ? high + label_gap : low - label_gap - row->label->width;
}

static void marks_place(struct timeline_plan *plan, struct text *text)
{
    for (size_t i = 0; i < plan->row_count; i++) {
        struct timeline_row *row = &plan->rows[i];
        if (row->spans && row->span.end_known && (row->span.start_known || row->span.floating))
            pieces_known(plan, row);
        else if (row->spans)
            pieces_fading(plan, row);
        row->cut = row->spans && row->span.end_known && row->span.end_last > plan->axis.scale.high;
        ticks_place(plan, row);
        lead_place(row);
        if (!row->spans)
            label_place(plan, row, text);
        row->sentence = timeline_sentence(plan->arena, row);
    }
}

static void axis_plan(struct timeline_plan *plan, struct text *text)
{
    int32_t first, last;
    reach_find(plan, &first, &last);
    bool cut = false;
    for (size_t i = 0; i < plan->row_count; i++)
        cut = cut ||
              (plan->rows[i].spans && plan->rows[i].span.end_known && plan->rows[i].span.end_last > last);
    struct axis_request request = {plan->arena, text, plan->plot_left + timeline_radius,
        plan->plot_right - timeline_radius - (cut ? arrow_room : 0), plan->plot_right, 0};
    plan->axis = axis_dates(&request, first, last + 1);
    plan->today_x = day_x(plan, plan->today);
    struct str words = str_init(plan->arena);
    word_date(&words, plan->facts->dataset->as_of);
    plan->today_label = text_shape(text, theme_style(STYLE_LABEL_AMOUNT), str_text(&words));
    plan->today_label_x =
        fmax(fmin(plan->today_x - plan->today_label->width / 2, plan->width - plan->today_label->width), 0);
}

static void foot_plan(struct timeline_plan *plan, struct text *text)
{
    struct footer_key *keys;
    size_t note_count, key_count = timeline_keys(plan->arena, plan, &keys);
    const char *const *notes = timeline_notes(plan, &note_count);
    plan->footer = footer_plan(plan->arena, text, plan->width, keys, key_count, notes, note_count);
    plan->bottom_base = plan->plot_bottom > TALL ? plan->plot_bottom + axis_height - 2 : 0;
    plan->footer_y = plan->plot_bottom + (plan->bottom_base > 0 ? axis_height : 0);
    plan->height = plan->footer_y + footer_height(plan->footer);
}

static struct timeline_plan *timeline_plan_make(
    const struct chart_context *context, const struct chart_request *request, size_t most)
{
    struct timeline_plan *plan = arena_new(context->arena, struct timeline_plan);
    *plan = (struct timeline_plan){.arena = context->arena,
        .facts = context->facts,
        .width = request->width,
        .today = context->facts->dataset->as_of.last};
    struct deal_lines_request asked = {
        context->arena, context->facts, request->party, request->where, false, true};
    struct deal_lines *lines = arena_new(context->arena, struct deal_lines);
    *lines = deal_lines_make(&asked);
    struct split_lines split = lines_split(context->arena, context->facts, lines, plan->today);
    if (split.dated.count == 0) {
        chart_no_data(context, lines->count ? "a deal's `date`, `dates` or `term` put it on the axis" : NULL,
            lines->count ? "no deal that is chosen has a date or a term: there is nothing for the timeline"
                         : "no live deal is chosen: there is nothing for the timeline");
        return NULL;
    }
    plan->deals = deal_lines_deals(context->arena, lines, NULL);
    plan->relations = lines->relations;
    plan->dead = lines->dead;
    undated_set(plan, &split);
    plan->left_out = deal_lines_cut(context->arena, &split.dated, context->facts, most);
    plan->lines = split.dated;
    rows_sort(plan, &plan->lines);
    return plan;
}

static void places_plan(struct timeline_plan *plan, struct text *text)
{
    plan->axis_base = top_label + axis_height - 2;
    plan->plot_top = top_label + axis_height + 4;
    words_plan(plan, text);
    groups_part(plan, text);
    axis_plan(plan, text);
    marks_place(plan, text);
    foot_plan(plan, text);
}

/* ---- the numbers ---- */

static void numbers(struct str *out, const char *name, const double *at, size_t count)
{
    str_append(out, name);
    for (size_t i = 0; i < count; i++) {
        str_char(out, ' ');
        str_number(out, at[i], 2);
    }
}

static void row_dump(const struct timeline_plan *plan, const struct timeline_row *row, struct str *out)
{
    static const char *const kinds[] = {" sure", " unsure", " fade>", " fade<"};
    str_printf(out, "%s %s", row->spans ? row->span.floating ? "floating" : "span" : "date",
        plan->facts->dataset->deals[row->line->deal].id);
    for (size_t i = 0; i < row->piece_count; i++)
        numbers(out, kinds[row->pieces[i].kind], (double[]){row->pieces[i].x1, row->pieces[i].x2}, 2);
    if (!row->spans)
        numbers(out, " mark", (double[]){row->mark.x}, 1);
    for (size_t i = 0; i < row->tick_count; i++)
        numbers(out, row->ticks[i].expected ? " expected" : " tick", (double[]){row->ticks[i].x}, 1);
    if (row->cut)
        str_append(out, " cut");
    if (row->label)
        str_printf(out, " '%s'", row->label->string);
    str_printf(out, " %s%s%s\n", row->line->amount ? row->line->amount : "-", row->line->yearly ? ", " : "",
        row->line->yearly ? row->line->yearly : "");
}

static void dump(const void *made, struct str *out)
{
    const struct timeline_plan *plan = made;
    axis_dump(&plan->axis, out);
    numbers(out, "today", (double[]){plan->today_x}, 1);
    str_char(out, '\n');
    for (size_t i = 0; i < plan->row_count; i++)
        row_dump(plan, &plan->rows[i], out);
    footer_dump(plan->footer, out);
}

bool timeline_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct indices deals;
    struct timeline_plan *plan, *kept = NULL;
    struct rows_fit fit = {.count = request->most ? request->most : ROWS_USUAL};
    do {
        plan = timeline_plan_make(context, request, fit.count);
        if (!plan)
            return false;
        places_plan(plan, context->text);
        fit.rows = plan->row_count;
        if (rows_fit_try(&fit, plan->plot_bottom - plan->plot_top, plan->height, request->height) || !kept)
            kept = plan;
    } while (fit.again);
    plan = kept;
    deal_lines_deals(context->arena, &plan->lines, &deals);
    if (plan->left_out && !request->most && request->height <= 0)
        chart_crowded(context, "--max draws more, --where chooses",
            arena_printf(context->arena, "the timeline leaves out the %zu smallest rows", plan->left_out));
    *chart = (struct chart){.height = plan->height,
        .title = timeline_title(plan),
        .subtitle = timeline_subtitle(plan),
        .alt = timeline_describe(plan),
        .data = timeline_data(plan),
        .deals = deals,
        .plan = plan,
        .draw = timeline_draw,
        .dump = dump};
    return true;
}
