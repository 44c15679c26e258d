/* SPDX-License-Identifier: MIT */
/*
 * draw: in, a finished plan; out, the scene. Forms carry what is known (see legend.c), colours the class of
 * the deal. Ribbons are true curves; broad ones are drawn first, so that narrow ones stay visible where they
 * cross.
 */
#include "plan.h"

#include "wording.h"

#include <math.h>
#include <stdlib.h>

static const float SHADE_PALE = 0.90F, SHADE_FADED = 0.82F;
static const float SHADE_CORE = -0.50F, SHADE_TALK_CORE = 0.46F, SHADE_PLANNED_CORE = -0.25F;
static const double EDGE_WIDTH = 0.8, CASING = 1.1, CARD_RADIUS = 3, FRAY = 8, TEETH_HEIGHT = 4;
static const double CHEVRON_EVERY = 130, CHEVRON_LEAST = 5.5, NAME_LEADING = 9.6, FIGURE_LEADING = 9,
                    LEADING = 9, BADGE = 11, HALO = 2.2;

static struct colour role_shade(enum role role, float shade)
{
    return (struct colour){role, shade, 0};
}

static struct colour ribbon_colour(const struct ribbon *ribbon, float shade)
{
    if (ribbon->faded)
        shade = shade < SHADE_FADED ? SHADE_FADED : 0.93F;
    return role_shade(class_role(ribbon->deal_class), shade);
}

static float bucket_shade(enum bucket bucket)
{
    static const float shades[BUCKET_COUNT] = {
        [BUCKET_DEAD] = 0.92F, [BUCKET_TALK] = 0.86F, [BUCKET_PLANNED] = 0.70F, [BUCKET_FIRM] = 0.42F};
    return shades[bucket];
}

/* ---- paths ---- */

static void trace_curve(struct scene *scene, const struct bezier *curve)
{
    if (curve->straight)
        scene_line(scene, curve->p[3].x, curve->p[3].y);
    else
        scene_curve(
            scene, curve->p[1].x, curve->p[1].y, curve->p[2].x, curve->p[2].y, curve->p[3].x, curve->p[3].y);
}

static void trace_forth(struct scene *scene, const struct path *path, double offset, bool start)
{
    for (size_t i = 0; i < path->count; i++) {
        struct bezier curve = path_parallel(path, i, offset);
        if (i == 0 && start)
            scene_move(scene, curve.p[0].x, curve.p[0].y);
        trace_curve(scene, &curve);
    }
}

static void trace_back(struct scene *scene, const struct path *path, double offset)
{
    for (size_t i = path->count; i-- > 0;) {
        struct bezier curve = path_parallel(path, i, offset);
        struct bezier reverse = {{curve.p[3], curve.p[2], curve.p[1], curve.p[0]}, curve.straight};
        if (i + 1 == path->count)
            scene_line(scene, reverse.p[0].x, reverse.p[0].y);
        trace_curve(scene, &reverse);
    }
}

static void trace_band(struct scene *scene, const struct path *path, double from, double to)
{
    trace_forth(scene, path, from, true);
    trace_back(scene, path, to);
    scene_close(scene);
}

/* How far a frayed end stands back, `at` steps of a tooth below the band's edge */
static double fray_depth(double at)
{
    double part = at - floor(at);
    return FRAY * (1 - fabs(2 * part - 1));
}

/* A band whose end at the payee is frayed: "or more"; of it what lies between the offsets low and high.
   The teeth point against the direction of travel. */
static void trace_frayed(
    struct scene *scene, const struct path *path, double from, double to, double low, double high)
{
    struct point at;
    int teeth = (int)fmin(fmax(round((to - from) / TEETH_HEIGHT), 1), 40);
    double half = (to - from) / teeth / 2;
    trace_forth(scene, path, low, true);
    if (low > from) {
        at = path_before_end(path, fray_depth((low - from) / half / 2), low);
        scene_line(scene, at.x, at.y);
    }
    for (int i = 1; i <= 2 * teeth; i++) {
        double offset = from + i * half;
        at = path_before_end(path, i % 2 == 1 ? FRAY : 0, offset);
        if (offset > low + 1e-6 && offset < high - 1e-6)
            scene_line(scene, at.x, at.y);
    }
    if (high < to) {
        at = path_before_end(path, fray_depth((high - from) / half / 2), high);
        scene_line(scene, at.x, at.y);
    }
    trace_back(scene, path, high);
    scene_close(scene);
}

static void stroke_edges(struct scene *scene, const struct path *path, double from, double to,
    struct colour colour, double width, enum dash dash)
{
    trace_forth(scene, path, from, true);
    trace_forth(scene, path, to, true);
    scene_paint(scene, (struct paint){.stroke = colour, .stroke_width = width, .dash = dash});
}

static void fill_band(
    struct scene *scene, const struct path *path, double from, double to, struct colour colour)
{
    trace_band(scene, path, from, to);
    scene_paint(scene, (struct paint){.fill = colour});
}

/* ---- ribbons ---- */

/* Too thin for two dashed edges: one dashed line as wide as the ribbon. */
static bool is_thin_talk(const struct ribbon *ribbon)
{
    return (ribbon->bucket == BUCKET_TALK || ribbon->bucket == BUCKET_DEAD) && ribbon->form != FORM_UNKNOWN &&
           ribbon->thickness < 4;
}

static void draw_thin_talk(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double from, double to)
{
    bool loop = ribbon->loop_thickness > ribbon->thickness / 2;
    fill_band(scene, path, from, to, ribbon_colour(ribbon, loop ? 0.6F : 0.8F));
    trace_forth(scene, path, ribbon->offset, true);
    scene_paint(scene, (struct paint){.stroke = ribbon_colour(ribbon, loop ? -0.2F : 0.1F),
                           .stroke_width = fmax(ribbon->thickness * 0.45, 0.9),
                           .dash = DASH_DASHED});
}

static void draw_edges(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double from, double to)
{
    struct colour colour = ribbon_colour(ribbon, 0);
    double inset = fmin(EDGE_WIDTH / 2, (to - from) / 4);
    enum dash dash =
        ribbon->bucket == BUCKET_TALK || ribbon->bucket == BUCKET_DEAD ? DASH_DASHED : DASH_SOLID;
    stroke_edges(scene, path, from + inset, to - inset, colour, EDGE_WIDTH, dash);
}

static void draw_unknown(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double from, double to)
{
    fill_band(scene, path, from, to, role_shade(ROLE_PAPER, 0));
    stroke_edges(scene, path, from + 0.5, to - 0.5, ribbon_colour(ribbon, 0), 1, DASH_DOTTED);
}

static void draw_unsure(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double from, double to)
{
    double middle = ribbon->offset, half = ribbon->core_thickness / 2;
    trace_band(scene, path, from, to);
    scene_paint(scene, (struct paint){.fill = ribbon_colour(ribbon, SHADE_PALE),
                           .hatch = ribbon_colour(ribbon, 0.35F),
                           .hatch_gap = 3.2,
                           .hatch_width = 0.7});
    if (half > 0.05)
        fill_band(
            scene, path, middle - half, middle + half, ribbon_colour(ribbon, bucket_shade(ribbon->bucket)));
    draw_edges(scene, ribbon, path, from, to);
}

static void draw_at_most(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double from, double to)
{
    double middle = ribbon->offset, half = ribbon->core_thickness / 2;
    fill_band(scene, path, from, to, role_shade(ROLE_PAPER, 0));
    if (half > 0.05)
        fill_band(
            scene, path, middle - half, middle + half, ribbon_colour(ribbon, bucket_shade(ribbon->bucket)));
    draw_edges(scene, ribbon, path, from, to);
}

static void draw_solid(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double from, double to)
{
    struct colour fill = ribbon_colour(ribbon, bucket_shade(ribbon->bucket));
    double middle = ribbon->offset, half = ribbon->core_thickness / 2;
    bool soft = ribbon->form == FORM_SOFT;
    if (ribbon->form == FORM_AT_LEAST) {
        trace_frayed(scene, path, from, to, from, to);
        scene_paint(scene, (struct paint){.fill = fill});
    } else
        fill_band(scene, path, from, to,
            soft ? ribbon_colour(ribbon, fminf(bucket_shade(ribbon->bucket) + 0.24F, 0.93F)) : fill);
    if (soft)
        fill_band(scene, path, middle - half, middle + half, fill);
    if (ribbon->bucket != BUCKET_FIRM && !soft)
        draw_edges(scene, ribbon, path, from, to);
    else if (ribbon->bucket != BUCKET_FIRM)
        draw_edges(scene, ribbon, path, middle - half, middle + half);
}

/* The part that can return to its payer. It leaves outline, dashes and frayed end to be seen, and under
 * discussion it is pale: what is not signed must not look paid, nor "at least" look exact. */
static void draw_core(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    bool talk = ribbon->bucket == BUCKET_TALK || ribbon->bucket == BUCKET_DEAD;
    double half = core_width(ribbon) / 2, middle = ribbon->offset, edge = ribbon->thickness / 2;
    struct colour colour = ribbon_colour(ribbon, talk                               ? SHADE_TALK_CORE
                                                 : ribbon->bucket == BUCKET_PLANNED ? SHADE_PLANNED_CORE
                                                                                    : SHADE_CORE);
    if (half < 0.05 || is_thin_talk(ribbon))
        return;
    if (ribbon->form == FORM_AT_LEAST) {
        trace_frayed(scene, path, middle - edge, middle + edge, middle - half, middle + half);
        scene_paint(scene, (struct paint){.fill = colour});
    } else
        fill_band(scene, path, middle - half, middle + half, colour);
}

static void draw_ribbon_body(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    double from = ribbon->offset - ribbon->thickness / 2, to = ribbon->offset + ribbon->thickness / 2;
    stroke_edges(
        scene, path, from - CASING / 2, to + CASING / 2, role_shade(ROLE_PAPER, 0), CASING, DASH_SOLID);
    if (is_thin_talk(ribbon)) {
        draw_thin_talk(scene, ribbon, path, from, to);
        return;
    }
    switch (ribbon->form) {
    case FORM_UNKNOWN:
        draw_unknown(scene, ribbon, path, from, to);
        break;
    case FORM_UNSURE:
        draw_unsure(scene, ribbon, path, from, to);
        break;
    case FORM_AT_MOST:
        draw_at_most(scene, ribbon, path, from, to);
        break;
    default:
        draw_solid(scene, ribbon, path, from, to);
        break;
    }
    draw_core(scene, ribbon, path);
}

/* ---- direction ---- */

static struct colour chevron_colour(const struct ribbon *ribbon)
{
    bool dark = core_width(ribbon) > ribbon->thickness * 0.4 && ribbon->bucket != BUCKET_TALK &&
                ribbon->bucket != BUCKET_DEAD;
    bool pale = ribbon->form == FORM_UNKNOWN || ribbon->form == FORM_AT_MOST || ribbon->form == FORM_UNSURE ||
                ribbon->bucket == BUCKET_TALK || ribbon->bucket == BUCKET_PLANNED;
    return pale && !dark ? ribbon_colour(ribbon, 0) : role_shade(ROLE_PAPER, 0);
}

static void draw_chevron(struct scene *scene, const struct ribbon *ribbon, struct point at, struct point way)
{
    double size = fmin(fmax(ribbon->thickness * 0.22, 1.7), 4);
    struct point side = {-way.y, way.x};
    struct point tail = {at.x - way.x * size / 2, at.y - way.y * size / 2};
    struct point a = {tail.x + side.x * size, tail.y + side.y * size},
                 b = {tail.x - side.x * size, tail.y - side.y * size};
    struct point tip = {at.x + way.x * size / 2, at.y + way.y * size / 2};
    scene_move(scene, a.x, a.y);
    scene_line(scene, tip.x, tip.y);
    scene_line(scene, b.x, b.y);
    scene_paint(scene,
        (struct paint){
            .stroke = chevron_colour(ribbon), .stroke_width = fmin(1.3, 0.6 + size / 5), .round = true});
}

static void draw_arrowhead(
    struct scene *scene, const struct ribbon *ribbon, struct point at, struct point way)
{
    double half = 2.1 + ribbon->thickness * 0.25, length = 4.6 + ribbon->thickness * 0.3;
    struct point side = {-way.y, way.x};
    struct point tail = {at.x - way.x * length / 2, at.y - way.y * length / 2};
    scene_move(scene, tail.x + side.x * half, tail.y + side.y * half);
    scene_line(scene, at.x + way.x * length / 2, at.y + way.y * length / 2);
    scene_line(scene, tail.x - side.x * half, tail.y - side.y * half);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = ribbon_colour(ribbon, -0.25F)});
}

static bool near_words(const struct flow_plan *plan, struct point at, double by)
{
    struct box box = {at.x - by, at.y - by, at.x + by, at.y + by};
    for (size_t i = 0; i < plan->ribbon_count; i++)
        if (plan->labels[i].placed && boxes_overlap(box, plan->labels[i].box))
            return true;
    return false;
}

static void draw_direction(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon)
{
    struct polyline line = path_flatten(&plan->cables[ribbon->cable].path, plan->arena, ribbon->offset, 0.25);
    double length = polyline_length(&line);
    int count = (int)fmax(1, round(length / CHEVRON_EVERY));
    for (int i = 0; i < count; i++)
        for (int attempt = 0; attempt < 7; attempt++) {
            double shift = (attempt + 1) / 2 * 9.0 * (attempt % 2 == 0 ? 1 : -1);
            double at = length * (i + 0.5) / count + shift;
            struct point way, point = polyline_at(&line, at, &way);
            if (at < 6 || at > length - 6 || near_words(plan, point, 4))
                continue;
            if (ribbon->thickness >= CHEVRON_LEAST)
                draw_chevron(scene, ribbon, point, way);
            else
                draw_arrowhead(scene, ribbon, point, way);
            break;
        }
}

static const char *ribbon_title(const struct flow_plan *plan, size_t index)
{
    const struct ribbon *ribbon = &plan->ribbons[index];
    const struct cable *cable = &plan->cables[ribbon->cable];
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    return arena_printf(plan->arena, "%s → %s: %s (%s)", plan->cards[cable->payer].name,
        plan->cards[cable->payee].name, plan->labels[index].text,
        ribbon->flows.count > 1 ? word_bucket(ribbon->bucket) : word_status(flow->status));
}

static void draw_ribbon(const struct flow_plan *plan, struct scene *scene, size_t index)
{
    const struct ribbon *ribbon = &plan->ribbons[index];
    const struct cable *cable = &plan->cables[ribbon->cable];
    struct scene_data data[] = {
        {"deal", ribbon->ids}, {"from", plan->cards[cable->payer].id}, {"to", plan->cards[cable->payee].id}};
    scene_begin(
        scene, (struct scene_group){
                   .css = "ribbon", .title = ribbon_title(plan, index), .data = data, .data_count = 3});
    draw_ribbon_body(scene, ribbon, &cable->path);
    draw_direction(plan, scene, ribbon);
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
    for (size_t r = 0; r < plan->ribbon_count; r++)
        draw_ribbon(plan, scene, turns[r].index);
}

/* ---- cards ---- */

static void draw_bars(const struct flow_plan *plan, struct scene *scene, size_t index)
{
    struct box box = card_box(plan, &plan->cards[index]);
    double middle = (box.y0 + box.y1) / 2;
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        const struct ribbon *ribbon = &plan->ribbons[r];
        const struct cable *cable = &plan->cables[ribbon->cable];
        for (int out = 0; out < 2; out++) {
            if ((out ? cable->payer : cable->payee) != index)
                continue;
            double y =
                middle + (out ? cable->port_out : cable->port_in) + ribbon->offset - ribbon->thickness / 2;
            scene_rectangle(scene, out ? box.x1 - BAR_WIDTH : box.x0, y, BAR_WIDTH, ribbon->thickness);
            scene_paint(scene,
                (struct paint){.fill = ribbon_colour(ribbon, ribbon->form == FORM_UNKNOWN ? 0.6F : 0)});
        }
    }
}

static void draw_card(const struct flow_plan *plan, struct scene *scene, size_t index)
{
    const struct card *card = &plan->cards[index];
    struct box box = card_box(plan, card);
    struct scene_data data[] = {{"party", card->id}};
    scene_begin(
        scene, (struct scene_group){.css = "card", .title = card->name, .data = data, .data_count = 1});
    scene_rounded(scene, box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, CARD_RADIUS);
    scene_paint(scene, (struct paint){.fill = role_shade(ROLE_TINT, 0),
                           .stroke = role_shade(ROLE_FAINT, card->faded ? 0.7F : 0.2F),
                           .stroke_width = 0.6});
    draw_bars(plan, scene, index);
    double y = (box.y0 + box.y1 - card->text_height) / 2, x = (box.x0 + box.x1) / 2;
    for (size_t i = 0; i < card->line_count; i++) {
        y += card->lines[i].is_name ? NAME_LEADING : FIGURE_LEADING;
        scene_text(scene, card->lines[i].run, x, y - 2, ALIGN_MIDDLE,
            role_shade(card->lines[i].is_name ? ROLE_INK : ROLE_SECONDARY, card->faded ? 0.5F : 0));
    }
    scene_end(scene);
}

/* ---- words ---- */

/* A disc, widened where two letters stand in it. */
static void trace_disc(struct scene *scene, const struct text_run *run, double x, double y, double radius)
{
    double width = fmax(2 * radius, run->width + 3.6);
    scene_rounded(scene, x - width / 2, y - radius, width, 2 * radius, radius);
}

static void draw_badges(
    const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon, double x, double y)
{
    struct text_style style = {FACE_CONDENSED_SEMIBOLD, 7};
    for (size_t i = 0; i < ribbon->circuits.count; i++) {
        const struct text_run *run =
            text_shape(plan->text, style, arena_printf(plan->arena, "%zu", ribbon->circuits.at[i] + 1));
        double middle = x + BADGE * (double)i + BADGE / 2 - 0.5;
        trace_disc(scene, run, middle, y, 4.6);
        scene_paint(scene, (struct paint){.fill = role_shade(ROLE_INK, 0)});
        scene_text(scene, run, middle, y + 2.5, ALIGN_MIDDLE, role_shade(ROLE_PAPER, 0));
    }
}

/* A run of a line; x is its left end. */
static void draw_words(struct scene *scene, const struct text_run *run, double x, double y, enum align align,
    struct colour colour, bool halo)
{
    struct colour around = role_shade(halo ? ROLE_PAPER : ROLE_NONE, 0);
    scene_text_piece(scene, run, x, y, align, colour, around, halo ? HALO : 0);
}

static void draw_label(const struct flow_plan *plan, struct scene *scene, const struct label *label)
{
    const struct ribbon *ribbon = &plan->ribbons[label->ribbon];
    struct colour colour = role_shade(label->on_dark ? ROLE_PAPER : ROLE_INK, ribbon->faded ? 0.6F : 0);
    double middle = (label->box.x0 + label->badges + label->box.x1) / 2;
    for (size_t l = 0; l < label->lines.count; l++) {
        const struct text_line *line = &label->lines.lines[l];
        /* wider letters of another font must not reach under a badge */
        bool badged = l == 0 && ribbon->circuits.count > 0;
        double x = middle - line->width / 2, y = label->box.y0 + LEADING * (double)l + 6.9;
        for (size_t p = 0; p < line->count; p++)
            draw_words(scene, line->pieces[p].run, x + line->pieces[p].x, y,
                badged ? ALIGN_START : ALIGN_MIDDLE, colour, label->halo);
        if (badged)
            draw_badges(plan, scene, ribbon, x - label->badges, y - 2.5);
    }
}

static void draw_mark(const struct flow_plan *plan, struct scene *scene, const struct label *label)
{
    const struct ribbon *ribbon = &plan->ribbons[label->ribbon];
    double y = (label->box.y0 + label->box.y1) / 2,
           x = label->box.x0 + label->badges + (label->box.x1 - label->box.x0 - label->badges) / 2;
    if (label->badges > 0)
        draw_badges(plan, scene, ribbon, label->box.x0, y);
    const struct text_run *run =
        text_shape(plan->text, (struct text_style){FACE_CONDENSED_SEMIBOLD, 7}, label->mark);
    trace_disc(scene, run, x, y, 4.7);
    scene_paint(scene,
        (struct paint){
            .fill = role_shade(ROLE_PAPER, 0), .stroke = role_shade(ROLE_INK, 0), .stroke_width = 0.6});
    scene_text(scene, run, x, y + 2.2, ALIGN_MIDDLE, role_shade(ROLE_INK, 0));
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

static void draw_swatch(struct scene *scene, const struct flow_plan *plan, const struct legend_entry *entry)
{
    struct path path;
    double y = entry->y - 2.6;
    struct ribbon sample = {
        .deal_class = CLASS_OTHER, .bucket = BUCKET_FIRM, .thickness = 7, .core_thickness = 7};
    if (entry->kind == LEGEND_CLASS)
        sample.deal_class = (enum deal_class)entry->value;
    if (entry->kind == LEGEND_BUCKET)
        sample.bucket = (enum bucket)entry->value;
    if (entry->kind == LEGEND_FORM) {
        sample.form = (enum form)entry->value;
        sample.core_thickness = sample.form == FORM_AT_LEAST ? 7 : 3.4;
    }
    if (entry->kind == LEGEND_LOOP)
        sample.loop_thickness = 3;
    path_start(&path, plan->arena, (struct point){entry->x, y}, HEADING_EAST);
    path_across(&path, plan->arena, entry->x + 20, y);
    draw_ribbon_body(scene, &sample, &path);
}

static void draw_legend(const struct flow_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.css = "legend"});
    if (plan->bar_money > 0) {
        scene_rectangle(scene, plan->bar_x, plan->bar_y - plan->bar_height + 0.5, 4, plan->bar_height);
        scene_paint(scene, (struct paint){.fill = role_shade(ROLE_SECONDARY, 0)});
        scene_text(
            scene, plan->bar_run, plan->bar_x + 8, plan->bar_y, ALIGN_START, role_shade(ROLE_SECONDARY, 0));
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
                y + leading * (double)l, ALIGN_START, role_shade(ROLE_SECONDARY, 0));
}

static void draw_key(const struct flow_plan *plan, struct scene *scene)
{
    if (plan->key_count == 0)
        return;
    scene_begin(scene, (struct scene_group){.css = "key"});
    for (size_t i = 0; i < plan->key_count; i++) {
        const struct key_entry *entry = &plan->key[i];
        trace_disc(scene, entry->mark, entry->x + 4.7, entry->y - 2.4, 4.2);
        scene_paint(scene, (struct paint){.stroke = role_shade(ROLE_INK, 0), .stroke_width = 0.5});
        scene_text(scene, entry->mark, entry->x + 4.7, entry->y - 0.2, ALIGN_MIDDLE, role_shade(ROLE_INK, 0));
        draw_lines(scene, &entry->lines, entry->x + 12, entry->y, 9.5);
    }
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
        draw_legend(plan, scene);
    }
    draw_key(plan, scene);
    draw_lines(scene, &plan->remarks, 0, plan->remarks_y, 9.5);
}
