/* SPDX-License-Identifier: MIT */
/*
 * timeline_draw: a planned timeline → scene. It decides no place and no word.
 */
#include "party_colour.h"
#include "say.h"
#include "theme.h"
#include "timeline_plan.h"
#include "wording.h"

#include <math.h>

static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           faint = {ROLE_FAINT, 0, 0}, paper = {ROLE_PAPER, 0, 0};
static const double lead_width = 0.8, whisker_width = 0.8, today_width = 0.9, tick_rise = 1.6;

/* ---- bars ---- */

/* Five dashes, each shorter and paler than the one before, with gaps that grow: a bar that goes on for
   nobody says how long, in print as well as on a screen. Parts of its length: */
static const double fade_from[] = {0, 0.35, 0.6, 0.78, 0.92}, fade_to[] = {0.29, 0.52, 0.7, 0.85, 0.96};
static const float fade_shade[] = {0, 0.2F, 0.4F, 0.55F, 0.7F};
enum { FADE_STEPS = 5 };

static struct colour paler(struct colour colour, float by)
{
    colour.shade += (1 - colour.shade) * by;
    return colour;
}

static void fade_draw(
    struct scene *scene, enum bucket bucket, struct colour colour, double x1, double x2, double y, bool left)
{
    for (int i = 0; i < FADE_STEPS; i++) {
        double length = x2 - x1, from = fade_from[i] * length, to = fade_to[i] * length;
        struct paint paint = bar_sure_paint(bucket, paler(colour, fade_shade[i]));
        if (bucket != BUCKET_FIRM) {
            paint.stroke = paler(colour, fade_shade[i]);
            paint.stroke_width = 0.6;
        }
        scene_rectangle(scene, left ? x2 - to : x1 + from, y, to - from, timeline_bar);
        scene_paint(scene, paint);
    }
}

static void piece_draw(
    struct scene *scene, const struct span_piece *piece, enum bucket bucket, struct colour colour, double y)
{
    if (piece->kind == PIECE_FADE_RIGHT || piece->kind == PIECE_FADE_LEFT) {
        fade_draw(scene, bucket, colour, piece->x1, piece->x2, y, piece->kind == PIECE_FADE_LEFT);
        return;
    }
    bool sure = piece->kind == PIECE_SURE;
    scene_rectangle(scene, piece->x1, y, piece->x2 - piece->x1, timeline_bar);
    scene_paint(scene, sure ? bar_sure_paint(bucket, colour) : bar_unsure_paint(bucket, colour));
    if (sure && bucket == BUCKET_FIRM)
        return;
    struct paint edge = bar_edge_paint(bucket, colour);
    double inset = edge.stroke_width / 2;
    scene_rectangle(scene, piece->x1 + inset, y + inset, fmax(piece->x2 - piece->x1 - 2 * inset, 0.1),
        timeline_bar - 2 * inset);
    scene_paint(scene, edge);
}

static void arrow_draw(struct scene *scene, double x, double y, struct colour colour)
{
    scene_move(scene, x + 1.5, y - timeline_bar / 2);
    scene_line(scene, x + 7, y);
    scene_line(scene, x + 1.5, y + timeline_bar / 2);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = colour});
}

/* ---- dates ---- */

static void whisker_draw(
    struct scene *scene, const struct timeline_tick *tick, double y, struct colour colour)
{
    scene_move(scene, tick->x1, y);
    scene_line(scene, tick->x2, y);
    for (int end = 0; end < 2; end++) {
        double x = end ? tick->x2 : tick->x1;
        scene_move(scene, x, y - 2.4);
        scene_line(scene, x, y + 2.4);
    }
    scene_paint(scene, (struct paint){.stroke = paler(colour, 0.3F), .stroke_width = whisker_width});
}

static void disc_draw(
    struct scene *scene, double x, double y, double radius, enum bucket bucket, struct colour colour)
{
    struct paint paint = bar_sure_paint(bucket, colour), edge = bar_edge_paint(bucket, colour);
    paint.stroke = edge.stroke;
    paint.stroke_width = bucket == BUCKET_FIRM ? edge.stroke_width : 1;
    paint.dash = edge.dash;
    paint.dash_unit = edge.dash_unit * 0.7;
    if (bucket == BUCKET_TALK || bucket == BUCKET_DEAD)
        paint.fill = paper;
    scene_circle(scene, x, y, radius - paint.stroke_width / 2);
    scene_paint(scene, paint);
}

static void diamond_draw(struct scene *scene, double x, double y, struct colour colour)
{
    const double r = 3.6;
    scene_move(scene, x, y - r);
    scene_line(scene, x + r, y);
    scene_line(scene, x, y + r);
    scene_line(scene, x - r, y);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = paper, .stroke = colour, .stroke_width = 0.9});
}

/* Over a bar a tick is paper within and colour without: seen on every fill */
static void tick_draw(struct scene *scene, const struct timeline_tick *tick, double y, struct colour colour)
{
    if (tick->x2 - tick->x1 > 2 * timeline_radius)
        whisker_draw(scene, tick, y, colour);
    if (tick->expected) {
        diamond_draw(scene, tick->x, y, colour);
        return;
    }
    double half = timeline_bar / 2 + tick_rise;
    scene_rule(scene, tick->x, y - half, tick->x, y + half, paper, 2.6, DASH_SOLID);
    scene_rule(scene, tick->x, y - half, tick->x, y + half, ink, 1, DASH_SOLID);
}

static void row_marks_draw(const struct timeline_plan *plan, struct scene *scene, size_t index)
{
    const struct timeline_row *row = &plan->rows[index];
    struct colour colour = class_colour(row->line->deal_class);
    enum bucket bucket = row->line->bucket;
    double y = plan->words.at[index].middle;
    if (row->lead_x2 - row->lead_x1 > 0.5)
        scene_rule(scene, row->lead_x1, y, row->lead_x2, y, paler(colour, 0.3F), lead_width, DASH_SOLID);
    for (size_t i = 0; i < row->piece_count; i++)
        piece_draw(scene, &row->pieces[i], bucket, colour, y - timeline_bar / 2);
    if (!isnan(row->inner_x))
        scene_rule(scene, row->inner_x, y - timeline_bar / 2, row->inner_x, y + timeline_bar / 2, colour, 0.9,
            DASH_SOLID);
    if (row->cut)
        arrow_draw(scene, row->pieces[row->piece_count - 1].x2, y, colour);
    for (size_t i = 0; i < row->tick_count; i++)
        tick_draw(scene, &row->ticks[i], y, colour);
    if (row->spans)
        return;
    if (row->mark.x2 - row->mark.x1 > 2 * timeline_radius)
        whisker_draw(scene, &row->mark, y, colour);
    if (row->mark.expected)
        diamond_draw(scene, row->mark.x, y, colour);
    else
        disc_draw(scene, row->mark.x, y, timeline_radius, bucket, colour);
}

static void row_words_draw(const struct timeline_plan *plan, struct scene *scene, size_t index)
{
    const struct timeline_row *row = &plan->rows[index];
    const struct row_lines *words = &plan->words.at[index];
    if (row->label)
        scene_text_halo(
            scene, row->label, row->label_x, words->middle + 2.6, ALIGN_START, secondary, paper, 2);
    double height = row->yearly ? theme_leading(STYLE_LABEL_AMOUNT) : 0;
    for (int i = 0; i < AMOUNT_LINES && row->amount[i]; i++)
        height += theme_leading(STYLE_LABEL);
    double y = plan->words.above ? words->top : words->middle - height / 2;
    for (int i = 0; i < AMOUNT_LINES && row->amount[i]; i++, y += theme_leading(STYLE_LABEL))
        scene_text(scene, row->amount[i], plan->width, y + theme_leading(STYLE_LABEL) * 0.78, ALIGN_END, ink);
    if (row->yearly)
        scene_text(scene, row->yearly, plan->width, y + theme_leading(STYLE_LABEL_AMOUNT) * 0.78, ALIGN_END,
            secondary);
}

/* ---- the whole ---- */

/* Where words stand above the marks, lines cross the marks alone. */
static size_t bands(const struct timeline_plan *plan)
{
    return plan->words.above ? plan->row_count : 1;
}

static void band_ends(const struct timeline_plan *plan, size_t band, double *from, double *to)
{
    *from = plan->plot_top - 2;
    *to = plan->plot_bottom;
    if (plan->words.above) {
        *from = plan->words.at[band].middle - timeline_bar / 2 - 1.5;
        *to = plan->words.at[band].middle + timeline_bar / 2 + 1.5;
    }
}

static void lines_draw(const struct timeline_plan *plan, struct scene *scene)
{
    const struct colour accent = {ROLE_ACCENT, 0, 0};
    double from, to;
    for (size_t i = 0; i < bands(plan); i++) {
        band_ends(plan, i, &from, &to);
        axis_draw_lines(&plan->axis, scene, from, to);
    }
    scene_begin(scene, (struct scene_group){.css = "today"});
    scene_rule(scene, plan->today_x, plan->axis_base + 2.5, plan->today_x, plan->plot_top - 2, accent,
        today_width, DASH_SOLID);
    for (size_t i = 0; i < bands(plan); i++) {
        band_ends(plan, i, &from, &to);
        scene_rule(scene, plan->today_x, from, plan->today_x, to, accent, today_width, DASH_SOLID);
    }
    scene_text(scene, plan->today_label, plan->today_label_x, 7, ALIGN_START, accent);
    scene_end(scene);
}

void timeline_draw(const void *made, struct scene *scene)
{
    const struct timeline_plan *plan = made;
    scene_begin(scene, (struct scene_group){.css = "timeline"});
    lines_draw(plan, scene);
    axis_draw_labels(&plan->axis, scene, plan->axis_base);
    if (plan->bottom_base > 0)
        axis_draw_labels(&plan->axis, scene, plan->bottom_base);
    for (int i = 0; i < 2; i++)
        if (plan->heads[i])
            scene_text(scene, plan->heads[i], 0, plan->head_y[i], ALIGN_START, faint);
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct deal *deal = &plan->facts->dataset->deals[plan->rows[i].line->deal];
        struct scene_data data = {"deal", deal->id};
        scene_begin(
            scene, (struct scene_group){
                       .css = "row", .title = plan->rows[i].sentence, .data = &data, .data_count = 1});
        row_marks_draw(plan, scene, i);
        row_draw(&plan->words, scene, i);
        row_words_draw(plan, scene, i);
        scene_end(scene);
    }
    footer_draw(plan->footer, scene, plan->footer_y);
    scene_end(scene);
}

/* ---- the key ---- */

enum sign { SIGN_FADE, SIGN_DATE, SIGN_TICK, SIGN_EXPECTED, SIGN_WHISKER };
static const enum sign signs[] = {SIGN_FADE, SIGN_DATE, SIGN_TICK, SIGN_EXPECTED, SIGN_WHISKER};

static void sign_draw(struct scene *scene, double x, double y, const void *what)
{
    const struct timeline_tick at = {x, x, x, false}, wide = {x - 6, x + 6, x, false};
    switch (*(const enum sign *)what) {
    case SIGN_FADE:
        fade_draw(scene, BUCKET_FIRM, secondary, x - 7, x + 7, y - timeline_bar / 2, false);
        break;
    case SIGN_DATE:
        disc_draw(scene, x, y, timeline_radius, BUCKET_FIRM, secondary);
        break;
    case SIGN_TICK:
        tick_draw(scene, &at, y, secondary);
        break;
    case SIGN_EXPECTED:
        diamond_draw(scene, x, y, secondary);
        break;
    case SIGN_WHISKER:
        whisker_draw(scene, &wide, y, secondary);
        break;
    }
}

struct used {
    bool classes[CLASS_COUNT], buckets[BUCKET_COUNT], signs[5], unsure;
};

static struct used used_find(const struct timeline_plan *plan)
{
    struct used used = {0};
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct timeline_row *row = &plan->rows[i];
        used.classes[row->line->deal_class] = true;
        used.buckets[row->line->bucket] = true;
        used.signs[SIGN_DATE] = used.signs[SIGN_DATE] || (!row->spans && !row->mark.expected);
        used.signs[SIGN_WHISKER] =
            used.signs[SIGN_WHISKER] || (!row->spans && row->mark.x2 - row->mark.x1 > 2 * timeline_radius);
        used.signs[SIGN_EXPECTED] = used.signs[SIGN_EXPECTED] || (!row->spans && row->mark.expected);
        for (size_t n = 0; n < row->tick_count; n++)
            used.signs[row->ticks[n].expected ? SIGN_EXPECTED : SIGN_TICK] = true;
        for (size_t n = 0; n < row->piece_count; n++) {
            used.unsure = used.unsure || row->pieces[n].kind == PIECE_UNSURE;
            used.signs[SIGN_FADE] = used.signs[SIGN_FADE] || row->pieces[n].kind == PIECE_FADE_RIGHT ||
                                    row->pieces[n].kind == PIECE_FADE_LEFT;
        }
    }
    return used;
}

size_t timeline_keys(struct arena *arena, const struct timeline_plan *plan, struct footer_key **keys)
{
    static const char *const words[] = {WORDS("start or end not stated"), WORDS("date, no term stated"),
        WORDS("step on its way"), WORDS("expected"), WORDS("some day between")};
    struct used used = used_find(plan);
    size_t count = 0, classes = 0;
    struct footer_key *at = arena_array(arena, struct footer_key, CLASS_COUNT + BUCKET_COUNT + 6);
    for (int i = 0; i < CLASS_COUNT; i++)
        classes += used.classes[i];
    for (int i = 0; i < CLASS_COUNT && classes > 1; i++)
        if (used.classes[i])
            at[count++] = (struct footer_key){.label = word_class(arena, (enum deal_class)i),
                .bar = {.bucket = BUCKET_FIRM, .colour = class_colour((enum deal_class)i)}};
    for (int i = BUCKET_COUNT; i-- > 0;)
        if (used.buckets[i] &&
            (used.buckets[BUCKET_PLANNED] || used.buckets[BUCKET_TALK] || used.buckets[BUCKET_DEAD]))
            at[count++] = (struct footer_key){.label = word_bucket_short(arena, (enum bucket)i),
                .bar = {.bucket = (enum bucket)i, .colour = secondary}};
    if (used.unsure)
        at[count++] = (struct footer_key){.label = said(arena, "dates not certain"),
            .bar = {.bucket = BUCKET_FIRM, .colour = secondary},
            .hatched = true};
    for (size_t i = 0; i < 5; i++)
        if (used.signs[i])
            at[count++] =
                (struct footer_key){.label = said(arena, words[i]), .draw = sign_draw, .what = &signs[i]};
    *keys = at;
    return count;
}
