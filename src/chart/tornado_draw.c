/* SPDX-License-Identifier: MIT */
/*
 * tornado_draw: a planned tornado → scene, and its dump. It decides no place and no word.
 */
#include "tornado_plan.h"

static const double base_width = 1, reach = 3;
static const struct colour ink = {ROLE_INK, 0, 0}, paper = {ROLE_PAPER, 0, 0};

/* Where words stand above the bars lines run beside the bars alone: none strikes words through. */
static void lines_draw(const struct tornado_plan *plan, struct scene *scene)
{
    if (!plan->rows.above) {
        axis_draw_lines(&plan->axis, scene, plan->top, plan->bottom);
        return;
    }
    for (size_t i = 0; i < plan->rows.count; i++) {
        double middle = plan->rows.at[i].middle, half = plan->mark / 2 + reach;
        axis_draw_lines(&plan->axis, scene, middle - half, middle + half);
    }
}

static void base_draw(const struct tornado_plan *plan, struct scene *scene)
{
    for (size_t i = 0; i < plan->rows.count; i++) {
        double middle = plan->rows.at[i].middle, half = plan->mark / 2 + reach;
        double from = plan->rows.above ? middle - half : plan->top,
               to = plan->rows.above ? middle + half : plan->bottom;
        scene_rule(scene, plan->base_x, from, plan->base_x, to, ink, base_width, DASH_SOLID);
        if (!plan->rows.above)
            return;
    }
}

void tornado_draw(const void *of, struct scene *scene)
{
    const struct tornado_plan *plan = of;
    lines_draw(plan, scene);
    axis_draw_labels(&plan->axis, scene, plan->axis_base);
    scene_begin(scene, (struct scene_group){.css = "bars"});
    for (size_t i = 0; i < plan->bars.count; i++)
        bar_draw(scene, &plan->bars.at[i]);
    base_draw(plan, scene);
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.css = "labels"});
    for (size_t i = 0; i < plan->rows.count; i++)
        row_draw(&plan->rows, scene, i);
    for (size_t i = 0; i < plan->words.count; i++) {
        const struct tornado_text *word = &plan->words.at[i];
        scene_text_halo(scene, word->run, word->x, word->y, ALIGN_START, word->colour, paper, 2);
    }
    scene_end(scene);
    footer_draw(plan->footer, scene, plan->footer_top);
}

void tornado_dump(const void *of, struct str *out)
{
    const struct tornado_plan *plan = of;
    str_printf(out, "total %s ", class_name(plan->sums.deal_class));
    str_number(out, money_units(plan->sums.base), 2);
    str_char(out, '\n');
    for (size_t i = 0; i < plan->sums.rows.count; i++) {
        const struct tornado_row *row = &plan->sums.rows.at[i];
        const char *less = tornado_less(&plan->sums, row), *more = tornado_more(&plan->sums, row);
        str_printf(out, "%s %s ", row->deal == NO_INDEX ? "others" : row->id, bucket_name(row->bucket));
        str_number(out, -money_units(row->less), 2);
        str_char(out, ' ');
        str_number(out, -money_units(row->less_if_comes), 2);
        str_char(out, ' ');
        str_number(out, money_units(row->more), 2);
        str_printf(out, "%s '%s' '%s'\n",
            row->unsized ? " undisclosed"
            : row->open  ? " open"
                         : "",
            less ? less : "", more ? more : "");
    }
    axis_dump(&plan->axis, out);
    for (size_t i = 0; i < plan->bars.count; i++) {
        bar_dump(&plan->bars.at[i], out);
        str_char(out, '\n');
    }
    rows_dump(&plan->rows, out);
    footer_dump(plan->footer, out);
}
