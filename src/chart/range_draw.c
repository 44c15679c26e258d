/* SPDX-License-Identifier: MIT */
/*
 * range_draw: a planned range chart → scene, and its numbers as text. It decides no place and no word.
 */
#include "range_plan.h"

#include "theme.h"
#include "wording.h"

#include <math.h>

static const double halo = 2, reference_width = 0.9;
static const struct colour none = {ROLE_NONE, 0, 0}, ink = {ROLE_INK, 0, 0}, paper = {ROLE_PAPER, 0, 0},
                           secondary = {ROLE_SECONDARY, 0, 0}, faint = {ROLE_FAINT, 0, 0};

static struct colour row_colour(const struct range_plan *plan, const struct range_row *row)
{
    return row->judged ? faint : plan->colour;
}

/* Towards paper by this part of what is left to it */
static struct colour lighter(struct colour colour, float part)
{
    float shade = fmaxf(colour.shade, 0);
    colour.shade = shade + (1 - shade) * part;
    return colour;
}

/* From the lowest to the highest of those that are at least so firm */
static bool extent_of(const struct range_row *row, enum mark_state state, double *from, double *to)
{
    *from = INFINITY;
    *to = -INFINITY;
    for (size_t i = 0; i < row->count; i++)
        if (row->points[i].sized && row->points[i].state <= state) {
            *from = fmin(*from, row->points[i].x_low);
            *to = fmax(*to, row->points[i].x_high);
        }
    return *to > *from + 0.05;
}

static void extents_draw(const struct range_plan *plan, struct scene *scene, const struct range_row *row)
{
    struct colour colour = row_colour(plan, row);
    const struct paint paints[] = {
        [STATE_FIRM] = {.fill = lighter(colour, 0.5F), .hatch = none, .stroke = none},
        [STATE_PLANNED] = {.fill = lighter(colour, 0.82F),
            .hatch = none,
            .stroke = colour,
            .stroke_width = 0.6},
        [STATE_TALK] = {
            .fill = none, .hatch = none, .stroke = colour, .stroke_width = 0.8, .dash = DASH_DASHED}};
    for (int state = STATE_TALK; state >= STATE_FIRM; state--) { /* what is firm comes on top */
        double from, to, firmer_from, firmer_to;
        if (!extent_of(row, (enum mark_state)state, &from, &to))
            continue;
        if (state > STATE_FIRM && extent_of(row, (enum mark_state)(state - 1), &firmer_from, &firmer_to) &&
            from > firmer_from - 0.05 && to < firmer_to + 0.05)
            continue; /* it adds nothing */
        scene_rectangle(scene, from, row->middle - RANGE_BREADTH / 2, to - from, RANGE_BREADTH);
        scene_paint(scene, paints[state]);
    }
}

static void span_draw(
    struct scene *scene, const struct range_point *point, double middle, struct colour colour)
{
    scene_rectangle(
        scene, point->x_low, middle - RANGE_BREADTH / 2, point->x_high - point->x_low, RANGE_BREADTH);
    scene_paint(scene, (struct paint){.fill = lighter(colour, 0.82F),
                           .hatch = colour,
                           .stroke = colour,
                           .stroke_width = 0.7,
                           .dash = point->state == STATE_TALK ? DASH_DASHED : DASH_SOLID});
    if (point->has_headline)
        scene_rule(scene, point->x, middle - RANGE_BREADTH / 2 - 2, point->x, middle + RANGE_BREADTH / 2 + 2,
            colour, 1.4, DASH_SOLID);
}

static void point_draw(const struct range_plan *plan, struct scene *scene, const struct range_row *row,
    const struct range_point *point)
{
    struct colour colour = row_colour(plan, row);
    if (!point->sized) {
        scene_rectangle(
            scene, plan->axis.scale.start, row->middle - RANGE_BREADTH / 2, BAR_STUB, RANGE_BREADTH);
        scene_paint(scene,
            (struct paint){
                .fill = none, .hatch = none, .stroke = colour, .stroke_width = 0.8, .dash = DASH_DOTTED});
        return;
    }
    if (point->is_span) {
        span_draw(scene, point, row->middle, colour);
        return;
    }
    if (point->open_up)
        marker_arrow(scene, point->x, point->y, point->x + RANGE_RADIUS + MARKER_ARROW - 1, point->y, colour);
    if (point->open_down)
        marker_arrow(scene, point->x, point->y, point->x - RANGE_RADIUS - MARKER_ARROW + 1, point->y, colour);
    marker_draw(scene, row->form, point->state, colour, point->x, point->y, RANGE_RADIUS);
}

static void label_draw(struct scene *scene, const struct range_label *label, struct colour colour)
{
    if (label->run)
        scene_text_halo(scene, label->run, label->x, label->base, ALIGN_START, colour, paper, halo);
}

static void row_paint(const struct range_plan *plan, struct scene *scene, size_t index)
{
    const struct range_row *row = &plan->rows[index];
    scene_begin(scene, (struct scene_group){.css = "row", .title = row->sentence});
    row_draw(&plan->words, scene, index);
    if (row->count > 1)
        extents_draw(plan, scene, row);
    for (size_t i = row->count; i-- > 0;) /* what is firm last, on top */
        if (row->points[i].state != STATE_FIRM)
            point_draw(plan, scene, row, &row->points[i]);
    for (size_t i = 0; i < row->count; i++)
        if (row->points[i].state == STATE_FIRM)
            point_draw(plan, scene, row, &row->points[i]);
    label_draw(scene, &row->low_label, row->judged ? secondary : ink);
    label_draw(scene, &row->high_label, row->judged ? secondary : ink);
    scene_end(scene);
}

/* Where words stand above the marks no line runs through them. */
static void lines_draw(const struct range_plan *plan, struct scene *scene)
{
    if (!plan->words.above) {
        axis_draw_lines(&plan->axis, scene, plan->plot_top, plan->plot_bottom);
        return;
    }
    for (size_t i = 0; i < plan->row_count; i++)
        axis_draw_lines(&plan->axis, scene, plan->rows[i].top,
            i + 1 == plan->row_count ? plan->plot_bottom : plan->rows[i].bottom);
}

static void reference_draw(const struct range_plan *plan, struct scene *scene)
{
    if (!plan->reference)
        return;
    double base = theme_leading(STYLE_LABEL_AMOUNT) * 0.78;
    scene_begin(scene, (struct scene_group){.css = "reference"});
    for (size_t i = 0; i < plan->reference_words.count; i++, base += theme_leading(STYLE_LABEL_AMOUNT))
        for (size_t j = 0; j < plan->reference_words.lines[i].count; j++) {
            const struct text_piece *piece = &plan->reference_words.lines[i].pieces[j];
            scene_text(scene, piece->run, plan->reference_left + piece->x, base, ALIGN_START, secondary);
        }
    if (!plan->words.above)
        scene_rule(scene, plan->reference_x, plan->plot_top, plan->reference_x, plan->plot_bottom, ink,
            reference_width, DASH_SOLID);
    for (size_t i = 0; i < plan->row_count && plan->words.above; i++)
        scene_rule(scene, plan->reference_x, plan->rows[i].top, plan->reference_x, plan->rows[i].bottom, ink,
            reference_width, DASH_SOLID);
    scene_end(scene);
}

void range_draw(const void *what, struct scene *scene)
{
    const struct range_plan *plan = what;
    scene_begin(scene, (struct scene_group){.css = "range"});
    lines_draw(plan, scene);
    axis_draw_labels(&plan->axis, scene, plan->axis_base);
    reference_draw(plan, scene);
    for (size_t i = 0; i < plan->row_count; i++)
        row_paint(plan, scene, i);
    footer_draw(plan->footer, scene, plan->footer_top);
    scene_end(scene);
}

/* ── the numbers ── */

static void number_append(struct str *out, const char *name, double value)
{
    str_printf(out, " %s ", name);
    str_number(out, value, 2);
}

static void label_dump(struct str *out, const struct range_label *label)
{
    if (!label->run)
        return;
    str_printf(out, " '%s'", label->run->string);
    number_append(out, "at", label->x);
    number_append(out, "", label->base);
}

void range_dump(const void *what, struct str *out)
{
    const struct range_plan *plan = what;
    static const char *const states[] = {"firm", "planned", "talk"};
    axis_dump(&plan->axis, out);
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct range_row *row = &plan->rows[i];
        str_printf(out, "row '%s'", row->name);
        number_append(out, "at", row->middle);
        label_dump(out, &row->low_label);
        label_dump(out, &row->high_label);
        str_append(out, row->judged ? " judged\n" : "\n");
        for (size_t j = 0; j < row->count; j++) {
            const struct range_point *point = &row->points[j];
            str_printf(out, "  %s '%s'", states[point->state], point->words);
            number_append(out, "x", point->x);
            if (point->is_span) {
                number_append(out, "from", point->x_low);
                number_append(out, "to", point->x_high);
            }
            str_append(out, !point->sized      ? " unsized\n"
                            : point->open_up   ? " and-more\n"
                            : point->open_down ? " at-most\n"
                                               : "\n");
        }
    }
    if (plan->reference) {
        str_printf(out, "reference '%s'", range_reference_words(plan));
        number_append(out, "x", plan->reference_x);
        str_char(out, '\n');
    }
    footer_dump(plan->footer, out);
}
