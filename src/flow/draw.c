/* SPDX-License-Identifier: MIT */
/*
 * draw: in, a finished plan; out, the scene: ribbons (see ribbon.c), cards, words, legend, key. Broad ribbons
 * are drawn first, so that narrow ones stay visible where they cross.
 */
#include "plan.h"
#include "ribbon.h"

#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double CARD_RADIUS = 3, HALO = 1.3, LEADER_WIDTH = 0.5, LEADER_DOT = 1.1, FLOOR_DOT = 1.3,
                    FLOOR_DOT_AT = 3;

static struct colour role_shade(enum role role, float shade)
{
    return (struct colour){role, shade, 0};
}

/* ---- ribbons ---- */

/* With its status, unless the words say it */
static const char *ribbon_title(const struct flow_plan *plan, size_t index)
{
    const struct ribbon *ribbon = &plan->ribbons[index];
    const struct cable *cable = &plan->cables[ribbon->cable];
    const char *words = plan->labels[index].text, *mark = ribbon_mark_joined(plan, ribbon),
               *status = ribbon->flows.count > 1
                             ? word_bucket(plan->arena, ribbon->bucket)
                             : word_status(plan->arena, plan->facts->flows[ribbon->flows.at[0]].status);
    bool told = ribbon->gone || strstr(words, status) != NULL;
    return arena_printf(plan->arena, "%s → %s: %s%s%s%s%s", plan->cards[cable->payer].name,
        plan->cards[cable->payee].name, words, told ? "" : " (", told ? "" : status, told ? "" : ")", mark);
}

/* Wider than to scale: an open dot just outside the payer's card says so. */
static void draw_floor_dot(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon)
{
    if (!ribbon->floored || ribbon->reserve <= 0)
        return;
    struct polyline line = path_flatten(&plan->cables[ribbon->cable].path, plan->arena, ribbon->offset, 0.25);
    struct point way, at = polyline_at(&line, FLOOR_DOT_AT, &way);
    scene_circle(scene, at.x, at.y, FLOOR_DOT);
    scene_paint(scene,
        (struct paint){
            .fill = role_shade(ROLE_PAPER, 0), .stroke = ribbon_colour(ribbon, -0.25F), .stroke_width = 0.6});
}

static void draw_ribbon(const struct flow_plan *plan, struct scene *scene, size_t index)
{
    const struct ribbon *ribbon = &plan->ribbons[index];
    const struct cable *cable = &plan->cables[ribbon->cable];
    struct scene_data data[] = {{"deal", ribbon->ids}, {"from", plan->cards[cable->payer].id},
        {"to", plan->cards[cable->payee].id}, {"change", flow_change_name(ribbon->change)}};
    scene_begin(scene, (struct scene_group){.css = ribbon->gone ? "gone" : "ribbon",
                           .mark = ribbon->gone ? NULL : "ribbon",
                           .title = ribbon_title(plan, index),
                           .data = data,
                           .data_count = ribbon->change != FLOW_SAME ? 4 : 3});
    ribbon_draw_body(scene, ribbon, &cable->path);
    if (!ribbon->gone)
        ribbon_draw_direction(plan, scene, ribbon);
    draw_floor_dot(plan, scene, ribbon);
    scene_end(scene);
}

struct turn {
    size_t index;
    double thickness;
};

static int compare_turns(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;
    if (x->thickness != y->thickness)
        return x->thickness > y->thickness ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index ? 1 : 0;
}

static void draw_ribbons(const struct flow_plan *plan, struct scene *scene)
{
    struct turn *turns = arena_array(plan->arena, struct turn, plan->ribbon_count + 1);
    for (size_t r = 0; r < plan->ribbon_count; r++)
        turns[r] = (struct turn){r, plan->ribbons[r].thickness};
    qsort(turns, plan->ribbon_count, sizeof *turns, compare_turns);
    for (int gone = 1; gone >= 0; gone--) /* what is gone lies under what is there */
        for (size_t r = 0; r < plan->ribbon_count; r++)
            if (plan->ribbons[turns[r].index].gone == (gone == 1))
                draw_ribbon(plan, scene, turns[r].index);
}

/* ---- cards ---- */

/* Bars: paler where they stand for what is not known or not certain */
enum bar { BAR_UNSURE, BAR_SURE };
static const float BAR_SHADES[] = {[BAR_UNSURE] = 0.6F, [BAR_SURE] = 0};

static double bar_height(const struct ribbon *ribbon, enum bar bar)
{
    bool bounded = ribbon->form == FORM_UNSURE || ribbon->form == FORM_AT_MOST;
    if (bar == BAR_UNSURE)
        return bounded || ribbon->form == FORM_UNKNOWN ? ribbon->thickness : 0;
    return bounded ? ribbon->core_thickness : ribbon->form == FORM_UNKNOWN ? 0 : ribbon->thickness;
}

static void trace_bars(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon,
    size_t card, double height)
{
    struct box box = card_box(plan, &plan->cards[card]);
    const struct cable *cable = &plan->cables[ribbon->cable];
    double middle = plan->down ? (box.x0 + box.x1) / 2 : (box.y0 + box.y1) / 2;
    for (int out = 0; out < 2; out++) {
        if ((out ? cable->payer : cable->payee) != card)
            continue;
        double at = middle + (out ? cable->port_out : cable->port_in) + ribbon->offset - height / 2;
        if (plan->down)
            scene_rectangle(scene, at, out ? box.y1 - BAR_WIDTH : box.y0, height, BAR_WIDTH);
        else
            scene_rectangle(scene, out ? box.x1 - BAR_WIDTH : box.x0, at, BAR_WIDTH, height);
    }
}

static bool is_alike(struct colour a, struct colour b)
{
    return a.role == b.role && fabsf(a.shade - b.shade) < 1e-6F;
}

/* All bars of one colour are one path. */
static void paint_bars(const struct flow_plan *plan, struct scene *scene, size_t card, enum bar bar,
    const struct ribbon **ribbons, size_t count)
{
    for (size_t first = 0; first < count; first++) {
        struct colour colour = ribbon_colour(ribbons[first], BAR_SHADES[bar]);
        bool done = false;
        for (size_t r = 0; r < first && !done; r++)
            done = is_alike(ribbon_colour(ribbons[r], BAR_SHADES[bar]), colour);
        for (size_t r = first; r < count && !done; r++) {
            double height = bar_height(ribbons[r], bar);
            if (height > 0.02 && is_alike(ribbon_colour(ribbons[r], BAR_SHADES[bar]), colour))
                trace_bars(plan, scene, ribbons[r], card, height);
        }
        scene_paint(scene, (struct paint){.fill = colour});
    }
}

static void draw_bars(const struct flow_plan *plan, struct scene *scene, size_t card)
{
    const struct ribbon **ribbons = arena_array(plan->arena, const struct ribbon *, plan->ribbon_count + 1);
    size_t count = 0;
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        const struct cable *cable = &plan->cables[plan->ribbons[r].cable];
        if (!plan->ribbons[r].gone && (cable->payer == card || cable->payee == card))
            ribbons[count++] = &plan->ribbons[r];
    }
    paint_bars(plan, scene, card, BAR_UNSURE, ribbons, count);
    paint_bars(plan, scene, card, BAR_SURE, ribbons, count);
}

static enum role card_line_role(const struct card *card, const struct card_line *line)
{
    return line->is_mark ? ROLE_ACCENT : line->is_name && !card->gone ? ROLE_INK : ROLE_SECONDARY;
}

/* Who is in the other edition alone: the place, empty */
static void draw_place(struct scene *scene, struct box box)
{
    scene_rounded(scene, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, CARD_RADIUS);
    scene_paint(scene,
        (struct paint){.stroke = role_shade(ROLE_FAINT, 0.6F), .stroke_width = 0.5, .dash = DASH_DASHED});
}

static void draw_card(const struct flow_plan *plan, struct scene *scene, size_t index)
{
    const struct card *card = &plan->cards[index];
    struct box box = card_box(plan, card);
    if (card->absent) {
        draw_place(scene, box);
        return;
    }
    struct scene_data data[] = {{"party", card->id}};
    scene_begin(scene, (struct scene_group){.css = "card",
                           .mark = "card",
                           .title = card_full_name(plan, card),
                           .data = data,
                           .data_count = 1});
    scene_rounded(scene, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, CARD_RADIUS);
    scene_paint(scene, (struct paint){.fill = role_shade(card->gone ? ROLE_PAPER : ROLE_TINT, 0),
                           .stroke = role_shade(ROLE_FAINT, card->faded ? 0.6F : 0.2F),
                           .stroke_width = 0.6});
    draw_bars(plan, scene, index);
    for (size_t i = 0; i < card->line_count; i++)
        scene_text(scene, card->lines[i].run, (box.x0 + box.x1) / 2, card_line_base(plan, card, i),
            ALIGN_MIDDLE,
            role_shade(card_line_role(card, &card->lines[i]), !card->faded             ? 0
                                                              : card->lines[i].is_name ? 0.42F
                                                                                       : 0.3F));
    scene_end(scene);
}

/* ---- words ---- */

/* A disc, widened where two letters stand in it. */
static void trace_disc(struct scene *scene, const struct text_run *run, double x, double y, double radius)
{
    double width = fmax(2 * radius, run->width + 3.6);
    scene_rounded(scene, x - width / 2, y - radius, width, 2 * radius, radius);
}

static void draw_badges(const struct flow_plan *plan, struct scene *scene, const struct label *label)
{
    struct text_style style = {FACE_CONDENSED_SEMIBOLD, 7};
    double x = label->badge_x, y = label->badge_y;
    for (size_t i = 0; label->badges > 0 && i < label->circuits.count; i++) {
        const struct text_run *run =
            text_shape(plan->text, style, arena_printf(plan->arena, "%zu", label->circuits.at[i] + 1));
        double width = badge_width(plan, label->circuits.at[i]);
        trace_disc(scene, run, x + width / 2, y, BADGE_RADIUS);
        scene_paint(scene, (struct paint){.fill = role_shade(ROLE_INK, 0)});
        scene_text(scene, run, x + width / 2, y + 2.5, ALIGN_MIDDLE, role_shade(ROLE_PAPER, 0));
        x += width + BADGE_GAP;
    }
}

/* From the ribbon to what is said of it: a hair line, and a dot where it begins. */
static void draw_leader(struct scene *scene, const struct label *label)
{
    if (!label->has_leader)
        return;
    struct point from = label->leader_from, to = label->leader_to;
    scene_rule(scene, from.x, from.y, to.x, to.y, role_shade(ROLE_INK, 0), LEADER_WIDTH, DASH_SOLID);
    scene_circle(scene, from.x, from.y, LEADER_DOT);
    scene_paint(scene, (struct paint){.fill = role_shade(ROLE_INK, 0)});
}

/* Behind a line of words that a band would strike through: its halo alone leaves the spaces struck */
static void draw_ground(
    const struct flow_plan *plan, struct scene *scene, const struct label *label, size_t l, struct colour ground)
{
    double high = text_cap_height(plan->text, theme_style(STYLE_LABEL)), x = label_line_x(label, l),
           y = label->base + label->leading * (double)l - high - HALO / 2,
           down = l + 1 < label->lines.count ? label->leading : high + HALO;
    scene_rectangle(scene, x - HALO, y, label->lines.lines[l].width + 2 * HALO, down);
    scene_paint(scene, (struct paint){.fill = ground});
}

static void draw_label(const struct flow_plan *plan, struct scene *scene, const struct label *label)
{
    static const enum align aligns[] = {ALIGN_START, ALIGN_MIDDLE, ALIGN_END};
    const struct ribbon *ribbon = &plan->ribbons[label->ribbon];
    struct colour colour = role_shade(label->on_dark ? ROLE_PAPER
                                      : ribbon->gone ? ROLE_SECONDARY
                                                     : ROLE_INK,
                      ribbon->faded ? 0.42F : 0),
                  accent = role_shade(label->on_dark ? ROLE_PAPER : ROLE_ACCENT, ribbon->faded ? 0.42F : 0),
                  halo = label->halo ? ribbon_ground(ribbon) : role_shade(ROLE_NONE, 0);
    draw_leader(scene, label);
    for (size_t l = 0; l < label->lines.count; l++) {
        const struct text_line *line = &label->lines.lines[l];
        /* wider letters of another font must not reach under a badge */
        bool badged = l == 0 && label->badges > 0 && !label->badges_apart;
        double x = label_line_x(label, l), y = label->base + label->leading * (double)l;
        if (label->halo && label->mark_span == 0)
            draw_ground(plan, scene, label, l, halo);
        for (size_t p = 0; p < line->count; p++)
            scene_text_piece(scene, line->pieces[p].run, x + line->pieces[p].x, y,
                badged ? ALIGN_START : aligns[label->align + 1],
                label->mark_span > 0 && line->pieces[p].span == label->mark_span ? accent : colour, halo,
                label->halo ? HALO : 0);
    }
    draw_badges(plan, scene, label);
}

static void draw_mark(const struct flow_plan *plan, struct scene *scene, const struct label *label)
{
    const struct text_run *run =
        text_shape(plan->text, (struct text_style){FACE_CONDENSED_SEMIBOLD, 7}, label->mark);
    struct colour ink = role_shade(ROLE_INK, plan->ribbons[label->ribbon].faded ? 0.42F : 0);
    draw_leader(scene, label);
    draw_badges(plan, scene, label);
    trace_disc(scene, run, label->x, label->base, label->mark_radius);
    scene_paint(scene, (struct paint){.fill = role_shade(ROLE_PAPER, 0), .stroke = ink, .stroke_width = 0.6});
    scene_text(scene, run, label->x, label->base + 2.2, ALIGN_MIDDLE, ink);
}

static void draw_labels(const struct flow_plan *plan, struct scene *scene)
{
    for (size_t i = 0; i < plan->ribbon_count; i++) {
        const struct label *label = &plan->labels[i];
        if (!label->placed)
            continue;
        if (label->in_key)
            draw_mark(plan, scene, label);
        else
            draw_label(plan, scene, label);
    }
}

/* ---- below ---- */

static void change_sample(struct ribbon *sample, enum flow_change change)
{
    sample->change = change;
    sample->gone = change == FLOW_GONE;
    sample->before = change == FLOW_RAISED || change == FLOW_LOWERED ? 1 : -1;
    sample->thickness = change == FLOW_LOWERED ? 3 : 7;
    sample->before_thickness = change == FLOW_LOWERED ? 7 : 3;
}

static void draw_swatch(struct scene *scene, const struct flow_plan *plan, const struct legend_entry *entry)
{
    struct path path = {0};
    double y = entry->y - 2.6;
    struct ribbon sample = {.deal_class = CLASS_OTHER,
        .bucket = entry->bucket,
        .before = -1,
        .thickness = 7,
        .core_thickness = 7};
    if (entry->kind == LEGEND_CLASS)
        sample.deal_class = (enum deal_class)entry->value;
    if (entry->kind == LEGEND_FORM) {
        sample.form = (enum form)entry->value;
        sample.core_thickness = entry->cored ? 3.4 : sample.form == FORM_AT_LEAST ? 7 : 0;
    }
    if (entry->kind == LEGEND_LOOP)
        sample.loop_thickness = 3;
    if (entry->kind == LEGEND_CHANGE)
        change_sample(&sample, (enum flow_change)entry->value);
    path_start(&path, plan->arena, (struct point){entry->x, y}, HEADING_EAST);
    path_across(&path, plan->arena, entry->x + 20, y);
    ribbon_draw_bare(scene, &sample, &path);
}

void flow_draw_legend(const struct flow_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.css = "legend"});
    if (plan->bar_money > 0) {
        if (plan->down)
            scene_rectangle(scene, plan->bar_x, plan->bar_y - 4.5, plan->bar_height, 4);
        else
            scene_rectangle(scene, plan->bar_x, plan->bar_y - plan->bar_height + 0.5, 4, plan->bar_height);
        scene_paint(scene, (struct paint){.fill = role_shade(ROLE_SECONDARY, 0)});
        scene_text(scene, plan->bar_run, plan->bar_x + (plan->down ? plan->bar_height : 4) + 4, plan->bar_y,
            ALIGN_START, role_shade(ROLE_SECONDARY, 0));
    }
    for (size_t i = 0; i < plan->legend_count; i++) {
        draw_swatch(scene, plan, &plan->legend[i]);
        scene_text(scene, plan->legend[i].run, plan->legend[i].x + 24, plan->legend[i].y, ALIGN_START,
            role_shade(ROLE_SECONDARY, 0));
    }
    scene_end(scene);
}

static void draw_lines(
    struct scene *scene, const struct text_lines *lines, double x, double y, double leading)
{
    for (size_t l = 0; l < lines->count; l++)
        for (size_t p = 0; p < lines->lines[l].count; p++)
            scene_text(scene, lines->lines[l].pieces[p].run, x + lines->lines[l].pieces[p].x,
                y + leading * (double)l, ALIGN_START,
                role_shade(lines->lines[l].pieces[p].span == KEY_MARK ? ROLE_ACCENT : ROLE_SECONDARY, 0));
}

static void draw_key(const struct flow_plan *plan, struct scene *scene)
{
    if (plan->key_count == 0)
        return;
    scene_begin(scene, (struct scene_group){.css = "key"});
    for (size_t i = 0; i < plan->key_count; i++) {
        const struct key_entry *entry = &plan->key[i];
        if (plan->labels[entry->label].placed) {
            trace_disc(scene, entry->mark, entry->x + 4.7, entry->y - 2.4, 4.2);
            scene_paint(scene, (struct paint){.stroke = role_shade(ROLE_INK, 0), .stroke_width = 0.5});
        }
        scene_text(scene, entry->mark, entry->x + 4.7, entry->y - 0.2, ALIGN_MIDDLE, role_shade(ROLE_INK, 0));
        draw_lines(scene, &entry->lines, entry->x + 12, entry->y, 9.5);
    }
    scene_end(scene);
}

static void draw_loop(const struct flow_plan *plan, struct scene *scene, const struct loop_entry *entry)
{
    struct scene_data data[] = {{"loop", arena_printf(plan->arena, "%zu", entry->number)}};
    scene_begin(scene, (struct scene_group){.css = "loop", .data = data, .data_count = entry->mark != NULL});
    if (entry->mark != NULL) {
        trace_disc(scene, entry->mark, entry->x + 4.7, entry->y - 2.4, 4.4);
        scene_paint(scene, (struct paint){.fill = role_shade(ROLE_INK, 0)});
        scene_text(scene, entry->mark, entry->x + 4.7, entry->y, ALIGN_MIDDLE, role_shade(ROLE_PAPER, 0));
    }
    draw_lines(scene, &entry->lines, entry->x + 12, entry->y, 9.5);
    scene_end(scene);
}

static void draw_loops(const struct flow_plan *plan, struct scene *scene)
{
    if (plan->loop_head_lines.count == 0 && plan->loop_tail_lines.count == 0)
        return;
    scene_begin(scene, (struct scene_group){.css = "loops"});
    draw_lines(scene, &plan->loop_head_lines, 0, plan->loop_head_y, 9.5);
    for (size_t i = 0; i < plan->loop_count && plan->loop_head_lines.count > 0; i++)
        draw_loop(plan, scene, &plan->loops[i]);
    draw_lines(scene, &plan->loop_tail_lines, 0, plan->loop_tail_y, 9.5);
    scene_end(scene);
}

void flow_draw(const struct flow_plan *plan, struct scene *scene)
{
    draw_ribbons(plan, scene);
    for (size_t c = 0; c < plan->card_count; c++)
        draw_card(plan, scene, c);
    if (plan->ribbon_count > 0) {
        scene_begin(scene, (struct scene_group){.css = "labels"});
        draw_labels(plan, scene);
        scene_end(scene);
        if (plan->frame == NULL)
            flow_draw_legend(plan, scene);
    }
    draw_key(plan, scene);
    draw_loops(plan, scene);
    draw_lines(scene, &plan->remarks, 0, plan->remarks_y, 9.5);
}
