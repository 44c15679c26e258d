/* SPDX-License-Identifier: MIT */
/*
 * ribbon: in, one ribbon and its path; out, its body and the marks of its direction in a scene. Forms carry
 * what is known of the size, dashes and pale fills how far it has gone (see legend.c), colours the class of
 * the deal, the dark core what can return to the payer. It refuses to know what else is drawn.
 */
#include "ribbon.h"

#include <math.h>

static const float SHADE_PALE = 0.90F, SHADE_FADED = 0.82F;
static const float SHADE_CORE = -0.50F, SHADE_TALK_CORE = 0.46F, SHADE_PLANNED_CORE = -0.25F;
static const double EDGE_WIDTH = 0.8, CASING = 1.1, FRAY = 8, TEETH_HEIGHT = 4;
static const double CHEVRON_EVERY = 130, CHEVRON_LEAST = 5.5;

static struct colour role_shade(enum role role, float shade)
{
    return (struct colour){role, shade, 0};
}

struct colour ribbon_colour(const struct ribbon *ribbon, float shade)
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

void ribbon_draw_body(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
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

void ribbon_draw_direction(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon)
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
