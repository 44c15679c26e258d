/* SPDX-License-Identifier: MIT */
/*
 * ribbon: in, one ribbon and its path; out, its body and the marks of its direction in a scene. It refuses to
 * know what else is drawn.
 *
 * Colour is the class of the deal. Depth of fill and dashes say how far it has gone, the form what is known
 * of its size, the dark core what can return to the payer: all four are seen at once, from 2 pt on. Therefore
 * edges get finer as a ribbon gets thinner, and under 4.5 pt dashes are as wide as the ribbon.
 */
#include "ribbon.h"

#include <math.h>

static const float SHADE_PALE = 0.90F, FADED = 0.36F; /* of its colour, what a faded ribbon keeps */
static const float UNKNOWN_FILLS[BUCKET_COUNT] = {1, 1, 0.93F, 0.86F};
static const double CASING = 1.1, DASH_UNIT = 1, SPINE_LEAST = 0.8, SPINE_SHARE = 0.34, SEEN = 0.05;
static const double THIN_DASHES = 4.5, THIN_TALK = 10;
static const double FRAY_MOST = 8, FRAY_LEAST = 5, TOOTH = 3.4;
static const double MARGIN_SHARE = 0.06, MARGIN_LEAST = 1.4, MARGIN_MOST = 3, MARGIN_THIN = 0.3;
static const double FRINGE_LEAST = 2.2;
static const double SOFT_SHARE = 0.2, SOFT_MOST = 2.4;
static const double CHEVRON_EVERY = 130, CHEVRON_LEAST = 5.5, WORDS_CLEAR = 3.2, HEAD_CLEAR = 4,
                    BESIDE_WORDS = 0.3, BESIDE_LEAST = 16, FLAT = 0.25;
static const double GONE_WIDTH = 0.7, CHANGE_WIDTH = 1.1, CHANGE_SHARE = 0.28, BEFORE_WIDTH = 0.6,
                    BEFORE_LEAST = 0.8;
enum { TEETH_MOST = 40, ATTEMPTS = 11 };

/* How a standing looks */
static const struct standing {
    float fill;  /* of an exact size: pale what is not firm */
    float hatch; /* lines of what is not sure */
    float core;  /* what can return */
    double edge; /* width of outlines, points; an exact firm ribbon has none */
    enum dash dash;
} standings[BUCKET_COUNT] = {
    [BUCKET_FIRM] = {0.42F, 0.20F, -0.50F, 1.1, DASH_SOLID},
    [BUCKET_PLANNED] = {0.72F, 0.45F, -0.25F, 0.7, DASH_SOLID},
    [BUCKET_TALK] = {0.88F, 0.55F, 0.30F, 0.8, DASH_DASHED},
    [BUCKET_DEAD] = {1.0F, 0.70F, 0.55F, 0.6, DASH_DASHED},
};

static const struct standing *standing_of(const struct ribbon *ribbon)
{
    return &standings[ribbon->bucket];
}

static struct colour role_shade(enum role role, float shade)
{
    return (struct colour){role, shade, 0};
}

struct colour ribbon_colour(const struct ribbon *ribbon, float shade)
{
    if (ribbon->faded) /* all its shades alike, so that dashes, outlines and cores can still be told apart */
        shade = 1 - (1 - fmaxf(shade, 0)) * FADED;
    return role_shade(class_role(ribbon->deal_class), shade);
}

struct colour ribbon_ground(const struct ribbon *ribbon)
{
    return ribbon->form == FORM_AT_MOST ? role_shade(ROLE_PAPER, 0) : ribbon_colour(ribbon, SHADE_PALE);
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

static void trace_forth(struct scene *scene, const struct path *path, double offset)
{
    for (size_t i = 0; i < path->count; i++) {
        struct bezier curve = path_parallel(path, i, offset);
        if (i == 0)
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

/* As forth, for dashes: they begin anew behind every turn, so that those of both edges stay abreast. */
static void trace_dashed(struct scene *scene, const struct path *path, double offset)
{
    for (size_t i = 0; i < path->count; i++) {
        struct bezier curve = path_parallel(path, i, offset);
        if (i == 0 || path->pieces[i - 1].handle > 0)
            scene_move(scene, curve.p[0].x, curve.p[0].y);
        trace_curve(scene, &curve);
    }
}

static bool piece_is_slanted(const struct piece *piece)
{
    return piece->handle > 0 && piece->bend == 0;
}

/* Its bands are as thick across as they are at the cards: a line as broad as the band is the band. */
static bool path_is_even(const struct path *path)
{
    for (size_t i = 0; i < path->count && path->lean < 1; i++)
        if (piece_is_slanted(&path->pieces[i]))
            return false;
    return true;
}

static void fill_band(
    struct scene *scene, const struct path *path, double middle, double width, struct colour colour)
{
    if (width < SEEN)
        return;
    if (path_is_even(path)) {
        trace_forth(scene, path, middle);
        scene_paint(scene, (struct paint){.stroke = colour, .stroke_width = width});
        return;
    }
    trace_forth(scene, path, middle - width / 2);
    trace_back(scene, path, middle + width / 2);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = colour});
}

static void hatch_band(struct scene *scene, const struct path *path, double middle, double width,
    struct colour fill, struct colour lines)
{
    trace_forth(scene, path, middle - width / 2);
    trace_back(scene, path, middle + width / 2);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = fill, .hatch = lines, .hatch_gap = 3.2, .hatch_width = 0.7});
}

/* Two lines along the band, inside of it */
static void edge_band(struct scene *scene, const struct path *path, double middle, double width,
    struct colour colour, double line, enum dash dash)
{
    double reach = (width - line) / 2;
    for (int side = -1; side <= 1; side += 2)
        if (dash == DASH_SOLID)
            trace_forth(scene, path, middle + side * reach);
        else
            trace_dashed(scene, path, middle + side * reach);
    scene_paint(
        scene, (struct paint){.stroke = colour, .stroke_width = line, .dash = dash, .dash_unit = DASH_UNIT});
}

/* Paper beside the band, so that it is plain which ribbon goes on where two cross; under a hollow one, too */
static void case_band(struct scene *scene, const struct path *path, double middle, double width, bool hollow)
{
    if (hollow || path_is_even(path))
        fill_band(scene, path, middle, width + 2 * CASING, role_shade(ROLE_PAPER, 0));
    else
        edge_band(
            scene, path, middle, width + 2 * CASING, role_shade(ROLE_PAPER, 0), CASING + 0.1, DASH_SOLID);
}

/* "At least": the end at the payee is open, cut into strands */
static void fray_band(struct scene *scene, const struct path *path, double middle, double width)
{
    int teeth = (int)fmin(fmax(round(width / TOOTH), 2), TEETH_MOST);
    double depth = fmin(fmax(width, FRAY_LEAST), FRAY_MOST), step = width / teeth;
    for (int i = 0; i < teeth; i++) {
        double at = middle - width / 2 + i * step;
        struct point a = path_before_end(path, 0, at), b = path_before_end(path, depth, at + step / 2),
                     c = path_before_end(path, 0, at + step);
        scene_move(scene, a.x, a.y);
        scene_line(scene, b.x, b.y);
        scene_line(scene, c.x, c.y);
        scene_close(scene);
    }
    scene_paint(scene, (struct paint){.fill = role_shade(ROLE_PAPER, 0)});
}

/* ---- bodies ---- */

/* How far an "about" fades out on each side */
static double soft_margin(const struct ribbon *ribbon)
{
    return fmax(
        (ribbon->thickness - ribbon->core_thickness) / 2, fmin(ribbon->thickness * SOFT_SHARE, SOFT_MOST));
}

/* Only what is firm and certain, or frayed at its end, may be dark from edge to edge. */
double core_width(const struct ribbon *ribbon)
{
    bool whole = ribbon->bucket == BUCKET_FIRM && ribbon->form != FORM_UNSURE && ribbon->form != FORM_AT_MOST;
    double margin = fmin(fmin(fmax(ribbon->thickness * MARGIN_SHARE, MARGIN_LEAST), MARGIN_MOST),
        ribbon->thickness * MARGIN_THIN);
    double inside = ribbon->thickness - (ribbon->form == FORM_SOFT ? 2 * soft_margin(ribbon) : 0);
    return fmin(ribbon->loop_thickness, fmax(inside - (whole ? 0 : 2 * margin), inside * 0.4));
}

/* Lines must leave the fill of a thin ribbon to be seen. */
static double edge_width(const struct ribbon *ribbon)
{
    return fmin(standing_of(ribbon)->edge, ribbon->thickness * 0.16);
}

static void draw_edges(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double width)
{
    const struct standing *standing = standing_of(ribbon);
    float shade = ribbon->bucket == BUCKET_DEAD ? 0.4F : 0;
    edge_band(
        scene, path, ribbon->offset, width, ribbon_colour(ribbon, shade), edge_width(ribbon), standing->dash);
}

static bool has_thin_dashes(const struct ribbon *ribbon)
{
    return standing_of(ribbon)->dash == DASH_DASHED && ribbon->thickness < THIN_DASHES &&
           (ribbon->form == FORM_SOLID || ribbon->form == FORM_SOFT || ribbon->form == FORM_AT_LEAST);
}

/* Most of what is under discussion and thin can return */
static bool has_dark_dashes(const struct ribbon *ribbon)
{
    return has_thin_dashes(ribbon) && ribbon->loop_thickness > ribbon->thickness / 2;
}

/* Paler where it is broad: its words stand on it, and a line seems paler than a band. */
static float core_shade(const struct ribbon *ribbon)
{
    bool thin = ribbon->bucket <= BUCKET_TALK && ribbon->thickness < THIN_TALK;
    return standing_of(ribbon)->core - (thin ? 0.15F : 0);
}

/* Too thin for two dashed edges: the ribbon is one dashed line, and what can return a string of beads. */
static void draw_thin_dashes(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double width)
{
    float shade = has_dark_dashes(ribbon) ? core_shade(ribbon) : ribbon->bucket == BUCKET_DEAD ? 0.6F : 0.3F;
    fill_band(scene, path, ribbon->offset, width, ribbon_colour(ribbon, 0.86F));
    trace_forth(scene, path, ribbon->offset);
    scene_paint(scene, (struct paint){.stroke = ribbon_colour(ribbon, shade),
                           .stroke_width = width * (0.6 + 0.4 * path->lean),
                           .dash = DASH_DASHED,
                           .dash_unit = fmax(DASH_UNIT, width * 0.4)});
}

/* Filled with nothing but the paper of its casing */
static bool is_hollow(const struct ribbon *ribbon)
{
    return ribbon->form == FORM_AT_MOST ||
           (ribbon->form == FORM_UNKNOWN && UNKNOWN_FILLS[ribbon->bucket] >= 1);
}

static void draw_unknown(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    if (!is_hollow(ribbon))
        fill_band(scene, path, ribbon->offset, ribbon->thickness,
            ribbon_colour(ribbon, UNKNOWN_FILLS[ribbon->bucket]));
    edge_band(scene, path, ribbon->offset, ribbon->thickness,
        ribbon_colour(ribbon, ribbon->bucket == BUCKET_DEAD ? 0.4F : 0), 1, DASH_DOTTED);
}

/* The sure part solid; the rest hatched up to the high end, or left empty up to a ceiling */
static void draw_bounded(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    const struct standing *standing = standing_of(ribbon);
    if (ribbon->form == FORM_UNSURE)
        hatch_band(scene, path, ribbon->offset, ribbon->thickness, ribbon_colour(ribbon, SHADE_PALE),
            ribbon_colour(ribbon, standing->hatch));
    fill_band(scene, path, ribbon->offset, ribbon->core_thickness, ribbon_colour(ribbon, standing->fill));
    draw_edges(scene, ribbon, path, ribbon->thickness);
}

static void draw_soft_margin(
    struct scene *scene, const struct ribbon *ribbon, const struct path *path, double margin)
{
    float fill = fminf(standing_of(ribbon)->fill, 0.86F);
    fill_band(
        scene, path, ribbon->offset, ribbon->thickness, ribbon_colour(ribbon, fill + (1 - fill) * 0.7F));
    fill_band(scene, path, ribbon->offset, ribbon->thickness - margin,
        ribbon_colour(ribbon, fill + (1 - fill) * 0.4F));
}

static void draw_sized(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    bool soft = ribbon->form == FORM_SOFT;
    double width = ribbon->thickness - (soft ? 2 * soft_margin(ribbon) : 0);
    if (soft)
        draw_soft_margin(scene, ribbon, path, soft_margin(ribbon));
    if (has_thin_dashes(ribbon)) {
        draw_thin_dashes(scene, ribbon, path, width);
        return;
    }
    fill_band(scene, path, ribbon->offset, width, ribbon_colour(ribbon, standing_of(ribbon)->fill));
    if (ribbon->bucket != BUCKET_FIRM)
        draw_edges(scene, ribbon, path, width);
}

double core_drawn_width(const struct ribbon *ribbon)
{
    double width = core_width(ribbon);
    if (width < SEEN)
        return 0;
    return has_dark_dashes(ribbon) ? ribbon->thickness * SPINE_SHARE
                                   : fmax(width, fmin(SPINE_LEAST, ribbon->thickness * 0.4));
}

/* The part that can return to its payer: dark, under discussion paler, for what is not signed must not look
   paid. Past the sure part of a range or a ceiling it is hatched. */
static void draw_core(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    double width = core_drawn_width(ribbon), sure;
    float shade = core_shade(ribbon);
    if (width <= 0)
        return;
    sure = ribbon->form == FORM_UNSURE || ribbon->form == FORM_AT_MOST ? fmin(width, ribbon->core_thickness)
                                                                       : width;
    if (sure < width && width - sure < 2 * FRINGE_LEAST)
        fill_band(scene, path, ribbon->offset, width, ribbon_colour(ribbon, 0.25F + shade / 2));
    else if (sure < width)
        hatch_band(scene, path, ribbon->offset, width, ribbon_colour(ribbon, 0.5F + shade / 2),
            ribbon_colour(ribbon, shade));
    fill_band(scene, path, ribbon->offset, sure, ribbon_colour(ribbon, shade));
}

/* ---- what changed ---- */

static struct colour gone_colour(const struct ribbon *ribbon)
{
    return role_shade(ROLE_FAINT, ribbon->faded ? 0.6F : 0.35F);
}

/* Nothing flows: an outline in no class's colour, without a filling. */
static void draw_gone(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    double half = ribbon->thickness / 2 - GONE_WIDTH / 2;
    trace_forth(scene, path, ribbon->offset - half);
    trace_back(scene, path, ribbon->offset + half);
    scene_close(scene);
    scene_paint(scene, (struct paint){.stroke = gone_colour(ribbon), .stroke_width = GONE_WIDTH});
}

/* Lines at both edges, thin enough that the class's colour stays to be seen, and where the edges were. */
static void draw_change(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    double was = ribbon->before_thickness, line = fmin(CHANGE_WIDTH, ribbon->thickness * CHANGE_SHARE);
    struct colour accent = role_shade(ROLE_ACCENT, ribbon->faded ? 1 - FADED : 0);
    bool unknown = ribbon->form == FORM_UNKNOWN,
         moved = ribbon->before >= 0 && fabs(ribbon->thickness - was) >= BEFORE_LEAST;
    if (ribbon->change == FLOW_NEW || (ribbon->change == FLOW_RAISED && ribbon->before >= 0))
        edge_band(scene, path, ribbon->offset, ribbon->thickness, accent, line,
            unknown ? DASH_DOTTED : standing_of(ribbon)->dash);
    if (ribbon->change == FLOW_RAISED && moved)
        edge_band(scene, path, ribbon->offset, was, accent, BEFORE_WIDTH, DASH_SOLID);
    if (ribbon->change == FLOW_LOWERED && moved)
        edge_band(scene, path, ribbon->offset, was, gone_colour(ribbon), GONE_WIDTH, DASH_SOLID);
}

void ribbon_draw_bare(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    if (ribbon->gone) {
        draw_gone(scene, ribbon, path);
        return;
    }
    if (ribbon->form == FORM_UNKNOWN)
        draw_unknown(scene, ribbon, path);
    else if (ribbon->form == FORM_UNSURE || ribbon->form == FORM_AT_MOST)
        draw_bounded(scene, ribbon, path);
    else
        draw_sized(scene, ribbon, path);
    draw_core(scene, ribbon, path);
    if (ribbon->form == FORM_AT_LEAST)
        fray_band(scene, path, ribbon->offset, ribbon->thickness);
    draw_change(scene, ribbon, path);
}

void ribbon_draw_body(struct scene *scene, const struct ribbon *ribbon, const struct path *path)
{
    if (!ribbon->gone)
        case_band(scene, path, ribbon->offset, ribbon->thickness, is_hollow(ribbon));
    ribbon_draw_bare(scene, ribbon, path);
}

/* ---- direction ---- */

static bool is_dark(const struct ribbon *ribbon)
{
    bool firm = ribbon->bucket == BUCKET_FIRM && ribbon->form != FORM_UNKNOWN &&
                ribbon->form != FORM_AT_MOST && ribbon->form != FORM_UNSURE;
    return firm || (core_width(ribbon) > ribbon->thickness * 0.6 && ribbon->bucket > BUCKET_TALK);
}

static double chevron_size(const struct ribbon *ribbon)
{
    return fmin(fmax(ribbon->thickness * 0.22, 1.9), 5.5);
}

static void trace_chevron(struct scene *scene, double size, struct point at, struct point way)
{
    struct point side = {-way.y, way.x};
    struct point tail = {at.x - way.x * size / 2, at.y - way.y * size / 2};
    scene_move(scene, tail.x + side.x * size, tail.y + side.y * size);
    scene_line(scene, at.x + way.x * size / 2, at.y + way.y * size / 2);
    scene_line(scene, tail.x - side.x * size, tail.y - side.y * size);
}

static void trace_head(struct scene *scene, double thickness, struct point at, struct point way)
{
    double half = 2.1 + thickness * 0.25, length = 4.6 + thickness * 0.3;
    struct point side = {-way.y, way.x};
    struct point tail = {at.x - way.x * length / 2, at.y - way.y * length / 2};
    scene_move(scene, tail.x + side.x * half, tail.y + side.y * half);
    scene_line(scene, at.x + way.x * length / 2, at.y + way.y * length / 2);
    scene_line(scene, tail.x - side.x * half, tail.y - side.y * half);
    scene_close(scene);
}

static bool near_words(const struct flow_plan *plan, struct point at, double x, double y)
{
    struct box box = {at.x - x, at.y - y, at.x + x, at.y + y};
    for (size_t i = 0; i < plan->ribbon_count; i++)
        if (plan->labels[i].placed && boxes_overlap(box, plan->labels[i].box))
            return true;
    return false;
}

/* A head would hide what a thin line of dots looks like. */
static bool has_chevrons(const struct ribbon *ribbon)
{
    return ribbon->thickness >= CHEVRON_LEAST || ribbon->form == FORM_UNKNOWN;
}

/* Its direction's sign, with some room, would stand on words. */
static bool sign_meets_words(
    const struct flow_plan *plan, const struct ribbon *ribbon, struct point at, struct point way)
{
    double size = chevron_size(ribbon), along = HEAD_CLEAR, across = HEAD_CLEAR;
    if (has_chevrons(ribbon)) {
        along = size / 2 + WORDS_CLEAR;
        across = size + WORDS_CLEAR / 2;
    }
    return near_words(
        plan, at, fabs(way.x) * along + fabs(way.y) * across, fabs(way.y) * along + fabs(way.x) * across);
}

static void trace_sign(struct scene *scene, const struct ribbon *ribbon, struct point at, struct point way)
{
    if (has_chevrons(ribbon))
        trace_chevron(scene, chevron_size(ribbon), at, way);
    else
        trace_head(scene, ribbon->thickness, at, way);
}

/* At even distances, or a little beside where words stand; returns how many found room. */
static int trace_along(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon,
    const struct polyline *line)
{
    double length = polyline_length(line);
    int count = (int)fmax(1, round(length / CHEVRON_EVERY)), traced = 0;
    for (int i = 0; i < count; i++)
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double shift = (attempt + 1) / 2 * 9.0 * (attempt % 2 == 0 ? 1 : -1);
            double at = length * (i + 0.5) / count + shift;
            struct point way, point = polyline_at(line, at, &way);
            if (at < 6 || at > length - 6 || sign_meets_words(plan, ribbon, point, way))
                continue;
            trace_sign(scene, ribbon, point, way);
            traced++;
            break;
        }
    return traced;
}

/* Where words fill its middle: in a broad one beside them. */
static void trace_beside(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon)
{
    const struct path *path = &plan->cables[ribbon->cable].path;
    for (int side = 1; side >= -1; side -= 2) {
        struct polyline line =
            path_flatten(path, plan->arena, ribbon->offset + side * BESIDE_WORDS * ribbon->thickness, FLAT);
        if (trace_along(plan, scene, ribbon, &line) > 0)
            return;
    }
}

static void trace_direction(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon)
{
    struct polyline line = path_flatten(&plan->cables[ribbon->cable].path, plan->arena, ribbon->offset, FLAT);
    if (trace_along(plan, scene, ribbon, &line) == 0 && ribbon->thickness >= BESIDE_LEAST)
        trace_beside(plan, scene, ribbon);
}

/* Inside: paper on dark, else dark, with paper around it where a core lies under it. */
static void draw_chevrons(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon)
{
    double width = fmin(1.6, 0.6 + chevron_size(ribbon) / 5);
    bool dark = is_dark(ribbon),
         core = fmax(core_width(ribbon), ribbon->core_thickness) > SEEN && ribbon->form != FORM_UNKNOWN;
    struct colour colour = dark ? role_shade(ROLE_PAPER, 0)
                                : ribbon_colour(ribbon, ribbon->bucket == BUCKET_DEAD ? 0.4F : -0.2F);
    if (!dark && core) {
        trace_direction(plan, scene, ribbon);
        scene_paint(scene, (struct paint){.stroke = role_shade(ROLE_PAPER, 0), .stroke_width = width + 1.6});
    }
    trace_direction(plan, scene, ribbon);
    scene_paint(scene, (struct paint){.stroke = colour, .stroke_width = width});
}

void ribbon_draw_direction(const struct flow_plan *plan, struct scene *scene, const struct ribbon *ribbon)
{
    if (has_chevrons(ribbon)) {
        draw_chevrons(plan, scene, ribbon);
        return;
    }
    trace_direction(plan, scene, ribbon);
    scene_paint(
        scene, (struct paint){.fill = ribbon_colour(ribbon, ribbon->bucket == BUCKET_DEAD ? 0.4F : -0.25F)});
}
