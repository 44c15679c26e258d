/* SPDX-License-Identifier: MIT */
/*
 * tornado: how far each uncertain deal swings the total: rows in money → points. Bars from one line, the
 * quoted total: to the left what may fall away, next to the line, hatched, what is not certain even if the
 * deal comes, then, in the form of its standing, what falls away if it does not; to the right, pale and
 * hatched, what may come on top. Both ways at one scale.
 */
#include "tornado_plan.h"

#include "party_colour.h"
#include "say.h"
#include "theme.h"
#include "wording.h"

#include <math.h>

/* points */
static const double mark = 11, gap = 7, label_gap = 4, head_gap = 6, edge = 2;
static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0};

struct layout {
    const struct chart_context *context;
    struct tornado_plan *plan;
    struct footer_used used;
    double left, right; /* between which bars may lie */
};

static const struct text_run *shape(const struct layout *layout, enum style style, const char *words)
{
    return words ? text_shape(layout->context->text, theme_style(style), words) : NULL;
}

static void word_put(
    struct layout *layout, const struct text_run *run, double x, double y, struct colour colour)
{
    *list_push(layout->context->arena, &layout->plan->words) = (struct tornado_text){run, x, y, colour};
}

/* What a row's words take beside its bar */
static double word_room(const struct text_run *run)
{
    return run ? run->width + label_gap : 0;
}

static double right_extra(const struct tornado_row *row)
{
    return row->unsized ? BAR_STUB : row->open ? BAR_TEETH : 0;
}

/* Room at both ends so that the furthest bars keep their words: by the shares of the span that the ends take
 */
static void span_find(struct layout *layout)
{
    const struct tornado_money *sums = &layout->plan->sums;
    double left = 0, right = 0;
    for (size_t i = 0; i < sums->rows.count; i++) {
        const struct tornado_row *row = &sums->rows.at[i];
        left = fmax(left, word_room(shape(layout, STYLE_LABEL_AMOUNT, tornado_less(sums, row))));
        right = fmax(
            right, word_room(shape(layout, STYLE_LABEL_AMOUNT, tornado_more(sums, row))) + right_extra(row));
    }
    layout->left = layout->plan->rows.plot_left + left + edge;
    layout->right = layout->plan->width - right - edge;
}

/* Several together have words and no bar: the scale is that of single deals. Where there is nothing else they
   have one. */
static bool row_is_sum(const struct tornado_money *sums, size_t row)
{
    return sums->rows.at[row].merged && !sums->rows.at[row].unsized && sums->rows.count > 1;
}

static void extremes(const struct tornado_money *sums, double *less, double *more)
{
    *less = *more = 0;
    for (size_t i = 0; i < sums->rows.count; i++) {
        if (row_is_sum(sums, i))
            continue;
        *less = fmax(*less, money_units(sums->rows.at[i].less));
        *more = fmax(*more, money_units(sums->rows.at[i].more));
    }
}

/* ---- bars ---- */

static void bar_put(struct layout *layout, struct bar bar, double middle)
{
    bar.across = middle - mark / 2;
    bar.breadth = mark;
    bar.headline = NAN;
    bar.colour = class_colour(layout->plan->sums.deal_class);
    footer_use(&layout->used, &bar);
    *list_push(layout->context->arena, &layout->plan->bars) = bar;
}

static void row_bars(struct layout *layout, const struct tornado_row *row, double middle)
{
    struct tornado_plan *plan = layout->plan;
    double base = plan->base_x;
    double comes = axis_at(&plan->axis, -money_units(row->less_if_comes)),
           away = axis_at(&plan->axis, -money_units(row->less));
    if (row->less > row->less_if_comes)
        bar_put(layout,
            (struct bar){.start = comes, .low = away, .high = away, .bucket = row->bucket, .backward = true},
            middle);
    if (row->less_if_comes) {
        plan->unsure = true;
        bar_put(layout,
            (struct bar){.start = base,
                .low = comes,
                .high = comes,
                .bucket = row->bucket,
                .assumed = true,
                .backward = true},
            middle);
    }
    if (!row->more && !row->open)
        return;
    double end = axis_at(&plan->axis, money_units(row->more));
    bar_put(layout,
        (struct bar){.start = base,
            .low = base,
            .high = end,
            .bucket = row->bucket,
            .open = row->open,
            .unsized = row->unsized},
        middle);
}

static void row_place(struct layout *layout, size_t index)
{
    struct tornado_plan *plan = layout->plan;
    const struct tornado_row *row = &plan->sums.rows.at[index];
    const struct text_run *less = shape(layout, STYLE_LABEL_AMOUNT, tornado_less(&plan->sums, row)),
                          *more = shape(layout, STYLE_LABEL_AMOUNT, tornado_more(&plan->sums, row));
    double middle = plan->rows.at[index].middle,
           base_line = middle + theme_leading(STYLE_LABEL_AMOUNT) * 0.27;
    double low = plan->base_x, high = plan->base_x;
    if (!row_is_sum(&plan->sums, index)) {
        row_bars(layout, row, middle);
        low = axis_at(&plan->axis, -money_units(row->less));
        high = axis_at(&plan->axis, money_units(row->more)) + right_extra(row);
    }
    if (less)
        word_put(layout, less, low - label_gap - less->width, base_line, ink);
    if (more)
        word_put(layout, more, high + label_gap, base_line, ink);
}

/* ---- the head: what the line is, and what lies to its sides ---- */

static double head_place(struct layout *layout)
{
    struct tornado_plan *plan = layout->plan;
    const struct tornado_money *sums = &plan->sums;
    double less, more, y = theme_leading(STYLE_LABEL) * 0.78;
    extremes(sums, &less, &more);
    const struct text_run *base =
        shape(layout, STYLE_LABEL, say(sums->arena, "Quoted total %s", tornado_base(sums)));
    double x = fmax(fmin(plan->base_x - base->width / 2, plan->width - base->width), 0);
    word_put(layout, base, x, y, ink);
    const struct text_run *away = shape(layout, STYLE_LABEL_AMOUNT, said(sums->arena, "may fall away")),
                          *top = shape(layout, STYLE_LABEL_AMOUNT, said(sums->arena, "may come on top"));
    y += theme_leading(STYLE_LABEL_AMOUNT);
    if (less > 0 && plan->base_x - head_gap - away->width >= 0)
        word_put(layout, away, plan->base_x - head_gap - away->width, y, secondary);
    if (plan->base_x + head_gap + top->width <= plan->width)
        word_put(layout, top, plan->base_x + head_gap, y, secondary);
    return y + 4;
}

static double head_height(void)
{
    return theme_leading(STYLE_LABEL) * 0.78 + theme_leading(STYLE_LABEL_AMOUNT) + 8;
}

static void rows_make(struct layout *layout)
{
    struct tornado_plan *plan = layout->plan;
    struct arena *arena = layout->context->arena;
    struct row_words *words = arena_array(arena, struct row_words, plan->sums.rows.count);
    for (size_t i = 0; i < plan->sums.rows.count; i++)
        words[i] = (struct row_words){plan->sums.rows.at[i].name, plan->sums.rows.at[i].detail};
    struct rows_request request = {.arena = arena,
        .text = layout->context->text,
        .words = words,
        .count = plan->sums.rows.count,
        .width = plan->width,
        .top = head_height(),
        .mark = mark,
        .gap = gap,
        .joined = true};
    plan->rows = rows_plan(&request);
}

static void footer_make(struct layout *layout)
{
    enum { NOTES = 6 };
    struct tornado_plan *plan = layout->plan;
    struct arena *arena = layout->context->arena;
    struct footer_key *keys = arena_array(arena, struct footer_key, FOOTER_USUAL + 2);
    const char **notes = arena_array(arena, const char *, NOTES);
    bool beyond = layout->used.unsure;
    layout->used.unsure = false;
    size_t count = footer_usual(arena, &layout->used, keys);
    struct bar swatch = {.bucket = BUCKET_FIRM, .colour = secondary, .assumed = true};
    if (plan->unsure)
        keys[count++] = (struct footer_key){.label = said(arena, "quoted, not certain"), .bar = swatch};
    swatch.assumed = false;
    if (beyond)
        keys[count++] =
            (struct footer_key){.label = said(arena, "not quoted, possible"), .bar = swatch, .hatched = true};
    size_t note_count = tornado_notes(&plan->sums, notes, NOTES);
    plan->footer = footer_plan(arena, layout->context->text, plan->width, keys, count, notes, note_count);
}

static void plan_place(struct layout *layout)
{
    struct tornado_plan *plan = layout->plan;
    double less, more;
    rows_make(layout);
    span_find(layout);
    extremes(&plan->sums, &less, &more);
    struct axis_request request = {layout->context->arena, layout->context->text, layout->left,
        fmax(layout->right, layout->left + 20), plan->width, 0};
    plan->axis = axis_money(
        &request, plan->sums.facts->dataset->currency, -less, more > 0 || less > 0 ? more : 1, false, false);
    plan->base_x = axis_at(&plan->axis, 0);
    head_place(layout);
    plan->top = head_height() - 4;
    plan->bottom = plan->rows.bottom + 4;
    plan->mark = mark;
    for (size_t i = 0; i < plan->sums.rows.count; i++)
        row_place(layout, i);
    plan->axis_base = plan->bottom + theme_leading(STYLE_AXIS);
    footer_make(layout);
    plan->footer_top = plan->axis_base + 4;
    plan->height = plan->footer_top + footer_height(plan->footer);
}

/* ---- the chart ---- */

static struct indices deals_of(const struct tornado_money *sums)
{
    LIST(size_t) deals = {0};
    for (size_t i = 0; i < sums->facts->figures.sensitivity.count; i++)
        if (sums->facts->figures.sensitivity.swings[i].deal_class == sums->deal_class)
            *list_push(sums->arena, &deals) = sums->facts->figures.sensitivity.swings[i].deal;
    return (struct indices){deals.at, deals.count};
}

bool tornado_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct tornado_plan *plan = arena_new(context->arena, struct tornado_plan);
    struct layout layout = {.context = context, .plan = plan};
    if (!tornado_gather(context, request, &plan->sums))
        return false;
    plan->width = request->width;
    plan_place(&layout);
    *chart = (struct chart){.height = plan->height,
        .title = tornado_title(&plan->sums),
        .subtitle = tornado_subtitle(&plan->sums),
        .alt = tornado_alt(&plan->sums),
        .data = tornado_data(&plan->sums),
        .deals = deals_of(&plan->sums),
        .plan = plan,
        .draw = tornado_draw,
        .dump = tornado_dump};
    return true;
}
