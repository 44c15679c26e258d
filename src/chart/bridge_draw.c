/* SPDX-License-Identifier: MIT */
/*
 * bridge_draw: a planned bridge → scene: grid, connectors, columns, whiskers, words, key. It decides no place
 * and no word.
 */
#include "bridge_plan.h"

#include "theme.h"

#include <math.h>

static const double link_width = 0.6, whisker_width = 0.9, cap = 2.6, flat_width = 1.4, arrow = 2.4;
static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           paper = {ROLE_PAPER, 0, 0}, none = {ROLE_NONE, 0, 0};

struct pen {
    struct scene *scene;
    bool upright;
};

static void pen_move(const struct pen *pen, double along, double across)
{
    scene_move(pen->scene, pen->upright ? across : along, pen->upright ? along : across);
}

static void pen_line(const struct pen *pen, double along, double across)
{
    scene_line(pen->scene, pen->upright ? across : along, pen->upright ? along : across);
}

/* From low to high along the axis, capped; an open end carries an arrow instead. A halo parts it from bars.
 */
static void whisker(const struct pen *pen, double low, double high, double middle, bool open)
{
    double far = pen->upright ? -1 : 1, tip = open ? high + far * (arrow + 3) : high;
    for (int pass = 0; pass < 2; pass++) {
        pen_move(pen, low, middle);
        pen_line(pen, tip, middle);
        pen_move(pen, low, middle - cap);
        pen_line(pen, low, middle + cap);
        if (open) {
            pen_move(pen, tip - far * arrow, middle - cap);
            pen_line(pen, tip, middle);
            pen_line(pen, tip - far * arrow, middle + cap);
        } else {
            pen_move(pen, high, middle - cap);
            pen_line(pen, high, middle + cap);
        }
        scene_paint(pen->scene, (struct paint){.fill = none,
                                    .hatch = none,
                                    .stroke = pass ? ink : paper,
                                    .stroke_width = pass ? whisker_width : whisker_width + 1.4});
    }
}

void bridge_whisker_draw(struct scene *scene, double x, double y, const void *nothing)
{
    (void)nothing;
    whisker(&(struct pen){scene, false}, x - 6, x + 6, y, false);
}

static void column_draw(
    const struct bridge_plan *plan, struct scene *scene, const struct bridge_column *column)
{
    struct pen pen = {scene, !plan->level};
    scene_begin(scene, (struct scene_group){.css = "step"});
    for (size_t i = 0; i < column->bar_count; i++)
        bar_draw(scene, &column->bars[i]);
    if (column->flat) {
        pen_move(&pen, column->level, column->near);
        pen_line(&pen, column->level, column->far);
        scene_paint(scene,
            (struct paint){.fill = none, .hatch = none, .stroke = secondary, .stroke_width = flat_width});
    }
    if (column->whiskered)
        whisker(&pen, column->whisker_low, column->whisker_high, column->middle, column->whisker_open);
    scene_end(scene);
}

/* Where words stand above the bars the grid runs beside the bars alone. */
static void grid_draw(const struct bridge_plan *plan, struct scene *scene)
{
    enum { PAST = 3 };
    if (!plan->level)
        axis_draw_lines(&plan->axis, scene, 0, plan->width);
    else if (!plan->rows.above)
        axis_draw_lines(&plan->axis, scene, plan->plot_top, plan->plot_bottom);
    for (size_t i = 0; plan->level && plan->rows.above && i < plan->column_count; i++)
        axis_draw_lines(&plan->axis, scene, plan->columns[i].near - PAST, plan->columns[i].far + PAST);
}

void bridge_draw(const void *what, struct scene *scene)
{
    const struct bridge_plan *plan = what;
    scene_begin(scene, (struct scene_group){.css = "bridge"});
    grid_draw(plan, scene);
    for (size_t i = 0; i < plan->links.count; i++) {
        const struct bridge_link *link = &plan->links.at[i];
        scene_rule(scene, link->x1, link->y1, link->x2, link->y2, secondary, link_width, DASH_SOLID);
    }
    for (size_t i = 0; i < plan->column_count; i++)
        column_draw(plan, scene, &plan->columns[i]);
    for (size_t i = 0; plan->level && i < plan->rows.count; i++)
        row_draw(&plan->rows, scene, i);
    for (size_t i = 0; i < plan->words.count; i++) {
        const struct bridge_word *word = &plan->words.at[i];
        scene_text_halo(scene, word->run, word->x, word->y, ALIGN_START, word->colour, paper, 2);
    }
    axis_draw_labels(&plan->axis, scene, plan->plot_bottom + 10);
    footer_draw(plan->footer, scene, plan->footer_top);
    scene_end(scene);
}

static void number_dump(struct str *out, const char *name, double value)
{
    str_printf(out, " %s ", name);
    str_number(out, value, 2);
}

void bridge_dump(const void *what, struct str *out)
{
    static const char *const ends[] = {"headline", "low", "high"};
    const struct bridge_plan *plan = what;
    str_printf(out, "bridge %s on %s ", plan->level ? "rows" : "columns", ends[plan->end]);
    str_number(out, plan->width, 2);
    str_char(out, ' ');
    str_number(out, plan->height, 2);
    str_char(out, '\n');
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct bridge_column *column = &plan->columns[i];
        str_printf(out, "column '%s' %lld %lld %lld from %lld to %lld", column->label,
            (long long)column->sum.low, (long long)column->sum.high, (long long)column->sum.headline,
            (long long)column->from, (long long)column->to);
        number_dump(out, "level", column->level);
        if (column->whiskered) {
            number_dump(out, "whisker", column->whisker_low);
            number_dump(out, "to", column->whisker_high);
        }
        str_append(out, column->whiskered && column->whisker_open ? " open\n" : "\n");
        for (size_t b = 0; b < column->bar_count; b++) {
            str_append(out, "  ");
            bar_dump(&column->bars[b], out);
            str_char(out, '\n');
        }
    }
    axis_dump(&plan->axis, out);
    footer_dump(plan->footer, out);
}
