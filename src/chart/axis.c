/* SPDX-License-Identifier: MIT */
/*
 * axis: a span of data and a span of points → ticks with words. Log scales label each tick with its unit,
 * since they run over several.
 */
#include "axis.h"

#include "say.h"
#include "str.h"
#include "theme.h"
#include "wording.h"

#include <math.h>

/* points; style of the page: hairlines of 0.4, zero 0.7 */
static const double hairline = 0.4, zero_line = 0.7, label_room = 8, level_pitch = 46, upright_pitch = 26,
                    date_pitch = 44, label_rise = 2.2;
static const double log_empty = 3, log_slack = 1.2; /* of a log scale's highest value */
enum { TICKS_USUAL = 5 };

static const struct colour rule = {ROLE_RULE, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           faint = {ROLE_FAINT, 0, 0};

double axis_money_unit(double most)
{
    static const double sizes[] = {1e12, 1e9, 1e6, 1e3};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (most >= sizes[i])
            return sizes[i];
    return 1;
}

/* "−100" with the sign that amounts have */
static void signed_number(struct str *out, double value)
{
    str_append(out, value < 0 ? "−" : "");
    word_decimal(out, fabs(value), 3);
}

const char *axis_money_words(struct arena *arena, const char *currency, double value, double unit)
{
    struct str out = str_init(arena);
    if (unit > 0)
        signed_number(&out, value / unit);
    else
        word_money(&out, (money)llround(value * 100), currency, NUMBER_SHORT, 0);
    return str_text(&out);
}

static int ticks_most(const struct axis_request *request)
{
    double length = fabs(request->end - request->start);
    double pitch = request->end < request->start ? upright_pitch : level_pitch;
    int fitting = (int)fmax(floor(length / pitch) + 1, 2);
    int wanted = request->most > 0 ? request->most : TICKS_USUAL;
    return fitting < wanted ? fitting : wanted;
}

static void ticks_set(struct axis *axis, const struct axis_request *request, const struct ticks *ticks)
{
    axis->upright = request->end < request->start;
    axis->scale.start = request->start;
    axis->scale.end = request->end;
    axis->ticks = arena_array(request->arena, struct axis_tick, ticks->count + 1);
    axis->tick_count = ticks->count;
    for (size_t i = 0; i < ticks->count; i++) {
        axis->ticks[i].value = ticks->at[i];
        axis->ticks[i].at = scale_map(&axis->scale, ticks->at[i]);
    }
}

/* Level labels stand centred below their tick, moved in at the ends; one that would touch its neighbour is
   left out, the last one never. */
static void labels_place(struct axis *axis, const struct axis_request *request)
{
    double right = INFINITY;
    for (size_t n = axis->tick_count; n-- > 0 && !axis->upright;) {
        struct axis_tick *tick = &axis->ticks[n];
        if (!tick->label)
            continue;
        double x = tick->at - tick->label->width / 2;
        x = fmax(fmin(x, request->width - tick->label->width), 0);
        if (x + tick->label->width + label_room > right) {
            tick->label = NULL;
            continue;
        }
        tick->label_x = right = x;
    }
}

/* Those from low to high */
static void ticks_within(struct ticks *ticks, double low, double high)
{
    size_t kept = 0;
    for (size_t i = 0; i < ticks->count; i++)
        if (ticks->at[i] >= low && ticks->at[i] <= high)
            ticks->at[kept++] = ticks->at[i];
    ticks->count = kept;
}

/* From the first tick to the last; a log scale ends soon past the data where most of a decade would stand
   empty. */
static void scale_span(struct scale *scale, struct ticks *ticks, double high)
{
    scale->low = ticks->at[0];
    scale->high = ticks->at[ticks->count - 1];
    if (!scale->log || ticks->count <= 2 || scale->high <= high * log_empty)
        return;
    scale->high = high * log_slack;
    ticks->count--;
}

/* To where the data end, with the ticks that lie within */
static void scale_tighten(struct scale *scale, struct ticks *ticks, double low, double high)
{
    scale->low = fmin(low, 0);
    scale->high = fmax(high, 0);
    ticks_within(ticks, scale->low, scale->high);
}

/* more: ticks that may fall away at the ends of a tight axis */
static struct axis axis_of_values(
    const struct axis_request *request, double low, double high, bool log, int more)
{
    struct axis axis = {.scale = {.log = log}};
    int most = ticks_most(request) + (request->tight ? more : 0);
    struct ticks ticks = log ? ticks_log(request->arena, low, high, most)
                             : ticks_linear(request->arena, fmin(low, 0), fmax(high, 0), most);
    scale_span(&axis.scale, &ticks, high);
    if (request->tight && !log && low < high)
        scale_tighten(&axis.scale, &ticks, low, high);
    ticks_set(&axis, request, &ticks);
    if (log)
        axis.note = text_shape(request->text, theme_style(STYLE_AXIS), said(request->arena, "log scale"));
    return axis;
}

struct axis axis_money(const struct axis_request *request, const char *currency, double low, double high,
    bool log, bool mirrored)
{
    struct axis axis = axis_of_values(request, low, high, log, 2); /* at both ends */
    double unit = axis_money_unit(fmax(fabs(axis.scale.low), fabs(axis.scale.high)));
    size_t telling =
        axis.ticks[axis.tick_count - 1].value > 0 ? axis.tick_count - 1 : 0; /* "$0" tells no unit */
    for (size_t i = 0; i < axis.tick_count; i++) {
        double value = mirrored ? fabs(axis.ticks[i].value) : axis.ticks[i].value;
        bool with_unit = log || i == telling;
        axis.ticks[i].label = text_shape(request->text, theme_style(STYLE_AXIS),
            axis_money_words(request->arena, currency, value, with_unit ? 0 : unit));
    }
    labels_place(&axis, request);
    return axis;
}

struct axis axis_number(
    const struct axis_request *request, const char *unit, double low, double high, bool log)
{
    struct axis axis = axis_of_values(request, low, high, log, 1); /* at the far end */
    for (size_t i = 0; i < axis.tick_count; i++) {
        struct str out = str_init(request->arena);
        signed_number(&out, axis.ticks[i].value);
        str_append(&out, log || i + 1 == axis.tick_count ? unit : "");
        axis.ticks[i].label = text_shape(request->text, theme_style(STYLE_AXIS), str_text(&out));
    }
    labels_place(&axis, request);
    return axis;
}

struct axis axis_dates(const struct axis_request *request, int32_t first, int32_t last)
{
    struct axis axis = {.scale = {false, first, last, request->start, request->end}};
    int most = (int)fmax(1, floor(fabs(request->end - request->start) / date_pitch));
    struct date_ticks dates = ticks_dates(request->arena, first, last, most);
    struct ticks ticks = {arena_array(request->arena, double, dates.count + 1), dates.count};
    for (size_t i = 0; i < dates.count; i++)
        ticks.at[i] = dates.at[i].day;
    ticks_set(&axis, request, &ticks);
    for (size_t i = 0; i < dates.count; i++)
        axis.ticks[i].label = text_shape(request->text, theme_style(STYLE_AXIS), dates.at[i].label);
    labels_place(&axis, request);
    return axis;
}

double axis_at(const struct axis *axis, double value)
{
    double at = scale_map(&axis->scale, value);
    double least = fmin(axis->scale.start, axis->scale.end), most = fmax(axis->scale.start, axis->scale.end);
    return fmin(fmax(at, least), most);
}

void axis_draw_lines(const struct axis *axis, struct scene *scene, double from, double to)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT, .css = "grid"});
    for (size_t i = 0; i < axis->tick_count; i++) {
        double at = axis->ticks[i].at;
        bool zero = fabs(axis->ticks[i].value) < 1e-12 && !axis->scale.log;
        struct colour colour = zero ? secondary : rule;
        double width = zero ? zero_line : hairline;
        if (axis->upright)
            scene_rule(scene, from, at, to, at, colour, width, DASH_SOLID);
        else
            scene_rule(scene, at, from, at, to, colour, width, DASH_SOLID);
    }
    scene_end(scene);
}

static double label_base(const struct axis *axis, size_t tick, double base)
{
    return axis->upright ? axis->ticks[tick].at - label_rise : base;
}

void axis_draw_labels(const struct axis *axis, struct scene *scene, double base)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT, .css = "axis"});
    for (size_t i = 0; i < axis->tick_count; i++)
        if (axis->ticks[i].label)
            scene_text(scene, axis->ticks[i].label, axis->ticks[i].label_x, label_base(axis, i, base),
                ALIGN_START, faint);
    if (axis->note && axis->tick_count > 0) {
        const struct axis_tick *last = &axis->ticks[axis->tick_count - 1];
        double x = axis->upright && last->label ? last->label->width + 4 : 0;
        double y = axis->upright ? last->at - label_rise : base + theme_leading(STYLE_AXIS);
        scene_text(scene, axis->note, x, y, ALIGN_START, faint);
    }
    scene_end(scene);
}

void axis_block(const struct axis *axis, struct placer *placer, double base)
{
    for (size_t i = 0; i < axis->tick_count; i++) {
        const struct axis_tick *tick = &axis->ticks[i];
        if (!tick->label)
            continue;
        double y = label_base(axis, i, base), width = tick->label->width;
        if (axis->upright && i + 1 == axis->tick_count && axis->note)
            width += 4 + axis->note->width;
        placer_block(placer,
            (struct rect){tick->label_x, y - tick->label->ascent * 0.8, tick->label_x + width + 2, y + 2},
            PLACER_BLOCKED);
    }
}

void axis_dump(const struct axis *axis, struct str *out)
{
    str_printf(out, "axis %s%s", axis->upright ? "upright" : "level", axis->scale.log ? " log" : "");
    for (size_t i = 0; i < axis->tick_count; i++) {
        str_printf(out, " '%s' ", axis->ticks[i].label ? axis->ticks[i].label->string : "");
        str_number(out, axis->ticks[i].at, 2);
    }
    str_char(out, '\n');
}
