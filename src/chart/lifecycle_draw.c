/* SPDX-License-Identifier: MIT */
/*
 * lifecycle_draw: a planned lifecycle chart → scene. It decides no place and no word.
 */
#include "lifecycle_plan.h"
#include "party_colour.h"
#include "say.h"
#include "theme.h"
#include "wording.h"

#include <math.h>

static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           faint = {ROLE_FAINT, 0, 0}, rule = {ROLE_RULE, 0, 0}, paper = {ROLE_PAPER, 0, 0},
                           accent = {ROLE_ACCENT, 0, 0};
static const double hairline = 0.4, path_width = 1.4, future_radius = 1.6, cross = 3.4;

/* ---- signs ---- */

static void dot_draw(struct scene *scene, double x, double y, double radius, bool dated, struct colour colour)
{
    struct paint paint = {.fill = dated ? colour : paper,
        .stroke = colour,
        .stroke_width = radius > lifecycle_past ? 1.5 : 1.1};
    scene_circle(scene, x, y, radius - paint.stroke_width / 2);
    scene_paint(scene, paint);
}

static void cross_draw(struct scene *scene, double x, double y, struct colour colour)
{
    scene_move(scene, x - cross, y - cross);
    scene_line(scene, x + cross, y + cross);
    scene_move(scene, x + cross, y - cross);
    scene_line(scene, x - cross, y + cross);
    scene_paint(scene, (struct paint){.stroke = colour, .stroke_width = 1.8});
}

static void diamond_draw(struct scene *scene, double x, double y, struct colour colour)
{
    const double r = 3.2;
    scene_move(scene, x, y - r);
    scene_line(scene, x + r, y);
    scene_line(scene, x, y + r);
    scene_line(scene, x - r, y);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = paper, .stroke = colour, .stroke_width = 0.9});
}

/* To the edge of a dot at `to` */
static void arrow_draw(struct scene *scene, double from, double to, double y)
{
    double way = to < from ? -1 : 1, tip = to - way * (lifecycle_radius + 0.8);
    scene_rule(scene, from, y, tip - way * 3.5, y, accent, 1.8, DASH_SOLID);
    scene_move(scene, tip - way * 5, y - 3.2);
    scene_line(scene, tip, y);
    scene_line(scene, tip - way * 5, y + 3.2);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = accent});
}

/* ---- rows ---- */

static double furthest(const struct lifecycle_plan *plan, const struct lifecycle_row *row)
{
    double x = plan->columns[row->present].x;
    for (int column = row->present; column < plan->column_count; column++)
        if (row->dots[column].kind == DOT_PAST)
            x = plan->columns[column].x;
    return x;
}

static bool is_covered(const struct lifecycle_plan *plan, const struct lifecycle_row *row, double x)
{
    for (int column = 0; column < plan->column_count && !row->tall; column++) {
        const struct stage_dot *dot = &row->dots[column];
        if (dot->label && x > dot->label_x - 3 && x < dot->label_x + dot->label->width + 3)
            return true;
    }
    return false;
}

static void path_draw(
    const struct lifecycle_plan *plan, struct scene *scene, const struct lifecycle_row *row, double y)
{
    struct colour colour = class_colour(row->line->deal_class);
    bool dead = row->line->bucket == BUCKET_DEAD;
    int off = plan->column_of[STAGE_OFF], last = off > 0 ? off - 1 : plan->column_count - 1;
    scene_rule(scene, plan->columns[0].x, y, plan->columns[last].x, y, rule, hairline, DASH_SOLID);
    if (row->first != row->present || furthest(plan, row) > plan->columns[row->present].x)
        scene_rule(scene, plan->columns[row->first].x, y, furthest(plan, row), y, colour, path_width,
            dead ? DASH_DASHED : DASH_SOLID);
}

static void marks_draw(
    const struct lifecycle_plan *plan, struct scene *scene, const struct lifecycle_row *row, double y)
{
    struct colour colour = class_colour(row->line->deal_class);
    path_draw(plan, scene, row, y);
    if (row->was_column >= 0 && row->was_column != row->present)
        arrow_draw(scene, plan->columns[row->was_column].x, plan->columns[row->present].x, y);
    for (int column = 0; column < plan->column_count; column++) {
        const struct stage_dot *dot = &row->dots[column];
        double x = plan->columns[column].x;
        bool was = column == row->was_column && column != row->present;
        if (dot->kind == DOT_FUTURE && !is_covered(plan, row, x)) {
            scene_circle(scene, x, y, future_radius);
            scene_paint(scene, (struct paint){.fill = paper, .stroke = rule, .stroke_width = 0.5});
        } else if (dot->kind == DOT_EXPECTED)
            diamond_draw(scene, x, y, colour);
        else if (dot->kind == DOT_PRESENT && row->line->bucket == BUCKET_DEAD)
            cross_draw(scene, x, y, row->news == NEWS_MOVE ? accent : colour);
        else if (was && column == plan->column_of[STAGE_OFF])
            cross_draw(scene, x, y, accent);
        else if (dot->kind == DOT_PRESENT || dot->kind == DOT_PAST)
            dot_draw(scene, x, y, dot->kind == DOT_PRESENT ? lifecycle_radius : lifecycle_past, dot->dated,
                was ? accent : colour);
    }
    for (int column = 0; column < plan->column_count; column++) {
        const struct stage_dot *dot = &row->dots[column];
        if (dot->label)
            scene_text_halo(scene, dot->label, dot->label_x, y + dot->label_y, ALIGN_START,
                dot->kind == DOT_PRESENT ? ink : secondary, paper, 2);
    }
}

static void amount_draw(const struct lifecycle_plan *plan, struct scene *scene, size_t index)
{
    const struct lifecycle_row *row = &plan->rows[index];
    const struct row_lines *at = &plan->words.at[index];
    double line = theme_leading(STYLE_LABEL), small = theme_leading(STYLE_LABEL_AMOUNT);
    double height = line * (1 + (row->amount[1] != NULL)) + (row->note ? small : 0);
    double y = plan->words.above ? at->top : at->middle - height / 2;
    for (int i = 0; i < 2 && row->amount[i]; i++, y += line)
        scene_text(
            scene, row->amount[i], plan->width, y + line * 0.78, ALIGN_END, row->line->amount ? ink : faint);
    if (row->note)
        scene_text(scene, row->note, plan->width, y + small * 0.78, ALIGN_END, accent);
}

static void heads_draw(const struct lifecycle_plan *plan, struct scene *scene)
{
    double leading = theme_leading(STYLE_AXIS);
    for (size_t i = 0; i < plan->group_count; i++) {
        const struct column_group *group = &plan->groups[i];
        if (group->label)
            scene_text(
                scene, group->label, (group->x1 + group->x2) / 2, plan->groups_base, ALIGN_MIDDLE, faint);
        scene_rule(
            scene, group->x1, plan->groups_base + 3, group->x2, plan->groups_base + 3, rule, 0.8, DASH_SOLID);
    }
    for (int column = 0; column < plan->column_count; column++) {
        const struct stage_column *at = &plan->columns[column];
        int lines = 0;
        while (lines < HEAD_LINES && at->head[lines])
            lines++;
        for (int i = 0; i < lines; i++)
            scene_text(scene, at->head[i], at->x, plan->heads_base - (lines - 1 - i) * leading, ALIGN_MIDDLE,
                secondary);
    }
}

void lifecycle_draw(const void *made, struct scene *scene)
{
    const struct lifecycle_plan *plan = made;
    scene_begin(scene, (struct scene_group){.css = "lifecycle"});
    heads_draw(plan, scene);
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct lifecycle_row *row = &plan->rows[i];
        struct scene_data data = {"deal", plan->facts->dataset->deals[row->line->deal].id};
        scene_begin(scene,
            (struct scene_group){.css = "row", .title = row->sentence, .data = &data, .data_count = 1});
        marks_draw(plan, scene, row, plan->words.at[i].middle);
        row_draw(&plan->words, scene, i);
        amount_draw(plan, scene, i);
        scene_end(scene);
    }
    footer_draw(plan->footer, scene, plan->footer_y);
    scene_end(scene);
}

/* ---- the key ---- */

enum sign { SIGN_PRESENT, SIGN_PAST, SIGN_UNDATED, SIGN_EXPECTED, SIGN_CROSS, SIGN_MOVED, SIGN_COUNT };
static const enum sign signs[] = {
    SIGN_PRESENT, SIGN_PAST, SIGN_UNDATED, SIGN_EXPECTED, SIGN_CROSS, SIGN_MOVED};

static void sign_draw(struct scene *scene, double x, double y, const void *what)
{
    switch (*(const enum sign *)what) {
    case SIGN_PRESENT:
        dot_draw(scene, x, y, lifecycle_radius, true, secondary);
        break;
    case SIGN_PAST:
        dot_draw(scene, x, y, lifecycle_past, true, secondary);
        break;
    case SIGN_UNDATED:
        dot_draw(scene, x, y, lifecycle_radius, false, secondary);
        break;
    case SIGN_EXPECTED:
        diamond_draw(scene, x, y, secondary);
        break;
    case SIGN_CROSS:
        cross_draw(scene, x, y, secondary);
        break;
    case SIGN_MOVED:
        arrow_draw(scene, x - 7, x + 7 + lifecycle_radius, y);
        break;
    case SIGN_COUNT:
        break;
    }
}

static void signs_find(const struct lifecycle_plan *plan, bool classes[CLASS_COUNT], bool used[SIGN_COUNT])
{
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct lifecycle_row *row = &plan->rows[i];
        classes[row->line->deal_class] = true;
        used[SIGN_MOVED] = used[SIGN_MOVED] || (row->was_column >= 0 && row->was_column != row->present);
        for (int column = 0; column < plan->column_count; column++) {
            const struct stage_dot *dot = &row->dots[column];
            bool dead = row->line->bucket == BUCKET_DEAD && dot->kind == DOT_PRESENT;
            used[SIGN_CROSS] = used[SIGN_CROSS] || dead;
            used[SIGN_PRESENT] = used[SIGN_PRESENT] || (dot->kind == DOT_PRESENT && !dead);
            used[SIGN_PAST] = used[SIGN_PAST] || dot->kind == DOT_PAST;
            used[SIGN_EXPECTED] = used[SIGN_EXPECTED] || dot->kind == DOT_EXPECTED;
            used[SIGN_UNDATED] = used[SIGN_UNDATED] || (dot->kind == DOT_PRESENT && !dead && !dot->dated);
        }
    }
}

size_t lifecycle_keys(struct arena *arena, const struct lifecycle_plan *plan, struct footer_key **keys)
{
    static const char *const words[] = {WORDS("where it stands"), WORDS("where it was"),
        WORDS("hollow: date not known"), WORDS("expected"), WORDS("called off")};
    bool classes[CLASS_COUNT] = {false}, used[SIGN_COUNT] = {false};
    size_t count = 0, class_count = 0;
    struct footer_key *at = arena_array(arena, struct footer_key, CLASS_COUNT + SIGN_COUNT);
    signs_find(plan, classes, used);
    for (int i = 0; i < CLASS_COUNT; i++)
        class_count += classes[i];
    for (int i = 0; i < CLASS_COUNT && class_count > 1; i++)
        if (classes[i])
            at[count++] = (struct footer_key){.label = word_class(arena, (enum deal_class)i),
                .bar = {.bucket = BUCKET_FIRM, .colour = class_colour((enum deal_class)i)}};
    for (int i = 0; i < SIGN_COUNT; i++)
        if (used[i]) {
            struct str date = str_init(arena);
            if (i == SIGN_MOVED)
                word_date(&date, plan->changes->before->dataset->as_of);
            const char *label =
                i == SIGN_MOVED ? say(arena, "moved since %s", str_text(&date)) : said(arena, words[i]);
            at[count++] = (struct footer_key){.label = label, .draw = sign_draw, .what = &signs[i]};
        }
    *keys = at;
    return count;
}
