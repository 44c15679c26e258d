/* SPDX-License-Identifier: MIT */
/*
 * valuation_draw: a planned valuation chart → scene: grid and dates, steps, whiskers and arrows, marks,
 * labels. It decides no place and no word.
 */
#include "valuation_plan.h"

#include "theme.h"

#include <math.h>

/* points */
static const double grid_width = 0.4, zero_width = 0.7, step_width = 1.3;

static const struct colour none = {ROLE_NONE, 0, 0}, ink = {ROLE_INK, 0, 0},
                           secondary = {ROLE_SECONDARY, 0, 0}, faint = {ROLE_FAINT, 0, 0},
                           rule = {ROLE_RULE, 0, 0}, paper = {ROLE_PAPER, 0, 0};

static void grid_draw(const struct valuation_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.css = "axis"});
    for (size_t i = 0; i < plan->gridline_count; i++) {
        const struct gridline *line = &plan->gridlines[i];
        bool zero = i == 0 && !plan->y.log;
        scene_rule(scene, 0, line->y, plan->width, line->y, i == 0 ? ink : rule,
            zero ? zero_width : grid_width, DASH_SOLID);
        scene_text(scene, line->label, 0, line->y - 2.5, ALIGN_START, faint);
        if (i + 1 == plan->gridline_count && plan->log_note)
            scene_text(scene, plan->log_note, line->label->width + 4, line->y - 2.5, ALIGN_START, faint);
    }
    for (size_t i = 0; i < plan->date_count; i++) {
        const struct date_mark *date = &plan->dates[i];
        scene_rule(
            scene, date->x, plan->plot_bottom, date->x, plan->plot_bottom + 3, ink, grid_width, DASH_SOLID);
        scene_text(scene, date->label, date->label_x, plan->plot_bottom + 11.5, ALIGN_START, faint);
    }
    scene_end(scene);
}

static void steps_draw(const struct valuation_plan *plan, struct scene *scene, const struct series *series)
{
    for (size_t i = 0; i < plan->step_count; i++) {
        const struct step *step = &plan->steps[i];
        const struct mark *from = &plan->marks[step->from], *to = &plan->marks[step->to];
        if (&plan->series[from->series] != series || (from->y == to->y && from->date_to == to->date_to))
            continue; /* nothing steps between two values of the same days */
        struct paint paint = {.fill = none,
            .hatch = none,
            .stroke = {series->role, 0, 0},
            .stroke_width = (step->dashed ? step_width * 0.75 : step_width) * fmin(plan->radius / 3.2, 1),
            .dash = step->dashed                ? DASH_DASHED
                    : valuation_is_unsure(from) ? DASH_DOTTED
                                                : DASH_SOLID};
        scene_move(scene, from->x, from->y);
        scene_line(scene, to->x, from->y);
        if (from->y != to->y)
            scene_line(scene, to->x, to->y);
        scene_paint(scene, paint);
    }
}

static void extent_draw(const struct valuation_plan *plan, struct scene *scene, const struct mark *mark)
{
    struct colour colour = {plan->series[mark->series].role, 0, 0}, light = colour;
    light.shade = 0.35f;
    if (mark->date_to - mark->date_from > 2 * plan->radius)
        marker_whisker(scene, mark->date_from, mark->y, mark->date_to, mark->y, light);
    if (!isnan(mark->low_y))
        marker_whisker(scene, mark->x, mark->low_y, mark->x, mark->high_y, colour);
    if (mark->open_up)
        marker_arrow(scene, mark->x, mark->y, mark->x, mark->y - plan->radius - valuation_arrow + 1, colour);
    if (mark->open_down && plan->plot_bottom - mark->y > plan->radius + 4)
        marker_arrow(scene, mark->x, mark->y, mark->x, plan->plot_bottom - 0.5, colour);
}

static void label_draw(const struct valuation_plan *plan, struct scene *scene, const struct mark *mark)
{
    const struct label *label = &mark->label;
    if (!label->placed)
        return;
    double y = label->top;
    for (int i = 0; i < LABEL_LINES; i++) {
        if (!label->lines[i])
            continue;
        struct colour colour =
            i == 2 ? secondary : (struct colour){plan->series[mark->series].role, -0.15f, 0};
        scene_text_halo(
            scene, label->lines[i], label->x, y + label->leading[i] * 0.78, label->align, colour, paper, 2);
        y += label->leading[i];
    }
}

static void mark_draw(const struct valuation_plan *plan, struct scene *scene, const struct mark *mark)
{
    scene_begin(scene,
        (struct scene_group){.css = "mark", .title = valuation_mark_sentence(plan->arena, plan, mark)});
    marker_draw(scene, mark->form, mark->state, (struct colour){plan->series[mark->series].role, 0, 0},
        mark->x, mark->y, plan->radius);
    label_draw(plan, scene, mark);
    scene_end(scene);
}

static void footer_draw(const struct valuation_plan *plan, struct scene *scene)
{
    for (size_t i = 0; i < plan->key_count; i++) {
        const struct key *key = &plan->keys[i];
        marker_draw(
            scene, key->form, key->state, (struct colour){key->role, 0, 0}, key->x, key->y - 2.6, 3.2);
        scene_text(scene, key->label, key->x + 6, key->y, ALIGN_START, secondary);
    }
    if (plan->footnote)
        scene_text(scene, plan->footnote, 0, plan->footnote_y, ALIGN_START, faint);
}

void valuation_draw(const struct valuation_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.css = "valuation"});
    grid_draw(plan, scene);
    for (size_t i = 0; i < plan->series_count; i++)
        steps_draw(plan, scene, &plan->series[i]);
    for (size_t i = 0; i < plan->step_count; i++)
        if (plan->steps[i].multiple_placed)
            scene_text_halo(scene, plan->steps[i].multiple, plan->steps[i].multiple_box.x1,
                plan->steps[i].multiple_box.y2 - 1.4, ALIGN_START, secondary, paper, 2);
    for (size_t i = 0; i < plan->mark_count; i++)
        extent_draw(plan, scene, &plan->marks[i]);
    for (size_t i = 0; i < plan->mark_count; i++)
        mark_draw(plan, scene, &plan->marks[i]);
    footer_draw(plan, scene);
    scene_end(scene);
}
