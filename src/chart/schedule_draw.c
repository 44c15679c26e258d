/* SPDX-License-Identifier: MIT */
/*
 * schedule_draw: a planned schedule → scene, and its dump. It decides no place and no word.
 */
#include "schedule_plan.h"

#include <math.h>

static const double line_width = 1.5, whisker_width = 0.8, cap = 2.4, radius = 2.6, leader = 0.4, seam = 0.8,
                    list_rule = 0.4;
static const struct colour ink = {ROLE_INK, 0, 0}, paper = {ROLE_PAPER, 0, 0}, faint = {ROLE_FAINT, 0, 0},
                           rule = {ROLE_RULE, 0, 0};

static void whisker_draw(struct scene *scene, double x, double from, double to)
{
    scene_rule(scene, x, from, x, to, ink, whisker_width, DASH_SOLID);
    scene_rule(scene, x - cap, to, x + cap, to, ink, whisker_width, DASH_SOLID);
}

static void columns_draw(const struct schedule_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.css = "columns"});
    for (size_t i = 0; i < plan->bars.count; i++)
        bar_draw(scene, &plan->bars.at[i]);
    for (size_t i = 0; i + 2 < plan->seams.count; i += 3)
        scene_rule(scene, plan->seams.at[i] - 0.4, plan->seams.at[i + 1],
            plan->seams.at[i] + plan->seams.at[i + 2] + 0.4, plan->seams.at[i + 1], paper, seam, DASH_SOLID);
    for (size_t i = 0; i < plan->whiskers.count; i++)
        whisker_draw(scene, plan->whiskers.at[i].x, plan->whiskers.at[i].from, plan->whiskers.at[i].to);
    scene_end(scene);
}

static bool on_line(const struct schedule_mark *mark)
{
    return mark->basis != METRIC_RUN_RATE;
}

static bool is_sure(const struct schedule_mark *mark)
{
    return mark->basis == METRIC_ACTUAL || mark->basis == METRIC_REPORTED ||
           mark->basis == METRIC_COMPANY_CLAIM;
}

/* Solid to what was, dashed to what is forecast; a paper line beneath keeps it apart from the columns */
static void line_draw(const struct schedule_plan *plan, struct scene *scene)
{
    const struct schedule_mark *before = NULL;
    for (size_t i = 0; i < plan->marks.count; i++) {
        const struct schedule_mark *mark = &plan->marks.at[i];
        if (!on_line(mark))
            continue;
        if (before && before->x < mark->x) {
            scene_rule(scene, before->x, before->y, mark->x, mark->y, paper, line_width + 2, DASH_SOLID);
            scene_rule(scene, before->x, before->y, mark->x, mark->y, ink, line_width,
                is_sure(before) && is_sure(mark) ? DASH_SOLID : DASH_DASHED);
        }
        before = mark;
    }
}

static void mark_draw(struct scene *scene, const struct schedule_mark *mark)
{
    struct paint paint = {.fill = is_sure(mark) ? ink : paper, .stroke = ink, .stroke_width = 1.1};
    if (mark->y - mark->high > radius)
        whisker_draw(scene, mark->x, mark->y, mark->high);
    if (mark->low - mark->y > radius)
        whisker_draw(scene, mark->x, mark->y, mark->low);
    if (on_line(mark))
        scene_circle(scene, mark->x, mark->y, radius);
    else {
        double r = radius * 1.3;
        scene_move(scene, mark->x, mark->y - r);
        scene_line(scene, mark->x + r, mark->y);
        scene_line(scene, mark->x, mark->y + r);
        scene_line(scene, mark->x - r, mark->y);
        scene_close(scene);
    }
    scene_paint(scene, paint);
}

static void chips_draw(const struct schedule_plan *plan, struct scene *scene)
{
    for (size_t i = 0; i < plan->chips.count; i++) {
        const struct schedule_chip *chip = &plan->chips.at[i];
        if (!isnan(chip->from_x))
            scene_rule(scene, chip->from_x, chip->from_y, chip->to_x, chip->to_y, faint, leader, DASH_SOLID);
        scene_rectangle(scene, chip->x, chip->y, 6, 6);
        scene_paint(scene, (struct paint){.fill = chip->colour});
    }
}

static void words_draw(const struct schedule_plan *plan, struct scene *scene)
{
    for (size_t i = 0; i < plan->words.count; i++) {
        const struct schedule_text *word = &plan->words.at[i];
        scene_text_halo(scene, word->run, word->x, word->y, ALIGN_START, word->colour, paper, 2);
    }
}

void schedule_draw(const void *of, struct scene *scene)
{
    const struct schedule_plan *plan = of;
    axis_draw_lines(&plan->axis, scene, 0, plan->right);
    columns_draw(plan, scene);
    scene_rule(scene, 0, plan->bottom, plan->right, plan->bottom, ink, 0.7, DASH_SOLID);
    axis_draw_labels(&plan->axis, scene, 0);
    scene_begin(scene, (struct scene_group){.css = "metric"});
    line_draw(plan, scene);
    for (size_t i = 0; i < plan->marks.count; i++)
        mark_draw(scene, &plan->marks.at[i]);
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.css = "labels"});
    chips_draw(plan, scene);
    if (plan->list_width > 0)
        scene_rule(scene, plan->list_x, plan->list_top, plan->list_x + plan->list_width, plan->list_top, rule,
            list_rule, DASH_SOLID);
    for (size_t i = 0; i < plan->swatches.count; i++)
        bar_draw(scene, &plan->swatches.at[i]);
    words_draw(plan, scene);
    scene_end(scene);
    footer_draw(plan->footer, scene, plan->footer_top);
}

/* Money in currency units, exact; points after it */
static void pieces_dump(const struct due *due, struct str *out)
{
    static const char *const buckets[BUCKET_COUNT] = {"dead", "talk", "planned", "firm"};
    for (size_t i = 0; i < due->series.count; i++)
        str_printf(out, "series %zu '%s'\n", i, due->series.at[i].name);
    for (size_t i = 0; i < due->pieces.count; i++) {
        const struct schedule_piece *piece = &due->pieces.at[i];
        str_printf(out, "piece %d %zu %s %s ", due->columns.at[piece->column].year, piece->series,
            buckets[piece->bucket], piece->assumed ? "assumed" : "disclosed");
        str_number(out, money_units(piece->low), 2);
        str_char(out, ' ');
        str_number(out, money_units(piece->amount), 2);
        str_char(out, '\n');
    }
    for (size_t i = 0; i < due->columns.count; i++) {
        struct str words = str_init(due->arena);
        const struct schedule_column *column = &due->columns.at[i];
        if (column->flows)
            word_qualified(&words, schedule_sum_words(due, &column->sum, column->digits));
        str_printf(out, "year %d ", column->year);
        str_number(out, money_units(column->amount), 2);
        str_printf(out, " '%s'\n", str_text(&words));
    }
}

void schedule_dump(const void *of, struct str *out)
{
    const struct schedule_plan *plan = of;
    pieces_dump(&plan->due, out);
    axis_dump(&plan->axis, out);
    for (size_t i = 0; i < plan->bars.count; i++) {
        bar_dump(&plan->bars.at[i], out);
        str_char(out, '\n');
    }
    for (size_t i = 0; i < plan->marks.count; i++) {
        str_append(out, "mark ");
        str_number(out, plan->marks.at[i].x, 2);
        str_char(out, ' ');
        str_number(out, plan->marks.at[i].y, 2);
        str_char(out, '\n');
    }
    footer_dump(plan->footer, out);
}
