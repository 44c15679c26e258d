/* SPDX-License-Identifier: MIT */
/*
 * valuation_draw: a planned valuation chart → scene: grid and dates, steps, whiskers and arrows, marks,
 * labels. It decides no place and no word.
 */
#include "valuation_plan.h"

#include "theme.h"

#include <math.h>

/* points */
static const double base_width = 0.7, step_width = 1.3, stem_width = 3;

static const struct colour none = {ROLE_NONE, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           paper = {ROLE_PAPER, 0, 0};

static void axes_draw(const struct valuation_plan *plan, struct scene *scene)
{
    axis_draw_lines(&plan->y, scene, 0, plan->width);
    axis_draw_lines(&plan->x, scene, plan->plot_bottom, plan->plot_bottom + 3);
    scene_rule(
        scene, 0, plan->plot_bottom, plan->width, plan->plot_bottom, secondary, base_width, DASH_SOLID);
    axis_draw_labels(&plan->y, scene, 0);
    axis_draw_labels(&plan->x, scene, plan->plot_bottom + 11.5);
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
            .stroke = series->colour,
            .stroke_width =
                step->stem ? stem_width
                           : (step->dashed ? step_width * 0.75 : step_width) * fmin(plan->radius / 3.2, 1),
            .dash = step->dashed                ? DASH_DASHED
                    : valuation_is_unsure(from) ? DASH_DOTTED
                                                : DASH_SOLID};
        if (step->stem)
            paint.stroke.shade = fmaxf(paint.stroke.shade, 0.55F);
        scene_move(scene, from->x, from->y);
        scene_line(scene, to->x, from->y);
        if (from->y != to->y)
            scene_line(scene, to->x, to->y);
        scene_paint(scene, paint);
    }
}

static void extent_draw(const struct valuation_plan *plan, struct scene *scene, const struct mark *mark)
{
    struct colour colour = plan->series[mark->series].colour, light = colour;
    light.shade = fmaxf(colour.shade, 0.35F);
    if (mark->date_to - mark->date_from > 2 * plan->radius)
        marker_whisker(scene, mark->date_from, mark->y, mark->date_to, mark->y, light);
    if (!isnan(mark->low_y))
        marker_whisker(scene, mark->x, mark->low_y, mark->x, mark->high_y, colour);
    if (mark->open_up)
        marker_arrow(scene, mark->x, mark->y, mark->x, mark->y - plan->radius - MARKER_ARROW + 1, colour);
    if (mark->open_down && plan->plot_bottom - mark->y > plan->radius + 4)
        marker_arrow(scene, mark->x, mark->y, mark->x, plan->plot_bottom - 0.5, colour);
}

static void label_draw(const struct valuation_plan *plan, struct scene *scene, const struct mark *mark)
{
    const struct label *label = &mark->label;
    if (!label->placed)
        return;
    struct colour name = words_colour(plan->series[mark->series].colour);
    double y = label->top;
    for (int i = 0; i < LABEL_LINES; i++) {
        if (!label->lines[i])
            continue;
        struct colour colour = i == 2 ? secondary : name;
        scene_text_halo(
            scene, label->lines[i], label->x, y + label->leading[i] * 0.78, label->align, colour, paper, 2);
        y += label->leading[i];
    }
}

static void mark_draw(const struct valuation_plan *plan, struct scene *scene, const struct mark *mark)
{
    scene_begin(scene,
        (struct scene_group){.css = "mark", .title = valuation_mark_sentence(plan->arena, plan, mark)});
    marker_draw(
        scene, mark->form, mark->state, plan->series[mark->series].colour, mark->x, mark->y, plan->radius);
    label_draw(plan, scene, mark);
    scene_end(scene);
}

void valuation_draw(const struct valuation_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.css = "valuation"});
    axes_draw(plan, scene);
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
    footer_draw(plan->footer, scene, plan->footer_top);
    scene_end(scene);
}
