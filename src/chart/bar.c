/* SPDX-License-Identifier: MIT */
/*
 * bar: numbers → one bar. It refuses to know whose amount it is.
 */
#include "bar.h"

#include <math.h>

static const double outline = 0.7, hatch_gap = 2.8, hatch_width = 0.7, assumed_gap = 3.4, least = 0.75,
                    tick_width = 1.1;
static const struct colour paper = {ROLE_PAPER, 0, 0};

struct bar bar_of_numbers(
    const struct scale *scale, double low, double high, double headline, enum bucket bucket)
{
    bool open = isinf(high);
    double known = open ? fmax(low, isnan(headline) ? low : headline) : high;
    struct bar bar = {.start = scale_map(scale, 0), .bucket = bucket, .open = open};
    bar.upright = scale->end < scale->start;
    bar.low = scale_map(scale, low);
    bar.high = scale_map(scale, known);
    bar.headline = isnan(headline) ? NAN : scale_map(scale, headline);
    return bar;
}

struct bar bar_of_amount(const struct scale *scale, const struct amount *amount, enum bucket bucket)
{
    if (!amount_is_sized(amount)) {
        struct bar bar = bar_of_numbers(scale, 0, 0, NAN, bucket);
        bar.unsized = true;
        return bar;
    }
    return bar_of_numbers(scale, (double)amount->low / 100,
        amount->high == MONEY_OPEN ? INFINITY : (double)amount->high / 100,
        amount->has_headline ? (double)amount->headline / 100 : NAN, bucket);
}

struct bar bar_of_total(const struct scale *scale, const struct total *total, enum bucket bucket)
{
    bool known = total->flows > total->undisclosed;
    bool headed = known && total->no_headline == 0;
    struct bar bar = bar_of_numbers(scale, (double)total->low / 100,
        total->high == MONEY_OPEN ? INFINITY : (double)total->high / 100,
        headed ? (double)total->headline / 100 : NAN, bucket);
    bar.unsized = !known && total->flows > 0;
    return bar;
}

/* Towards the far end: +1 or −1 */
static double direction(const struct bar *bar)
{
    double ahead = bar->upright == bar->backward ? 1 : -1;
    if (bar->unsized || bar->high == bar->start)
        return ahead;
    return bar->high < bar->start ? -1 : 1;
}

double bar_end(const struct bar *bar)
{
    if (bar->unsized)
        return bar->start + direction(bar) * BAR_STUB;
    double end = fabs(bar->high - bar->start) < least ? bar->start + direction(bar) * least : bar->high;
    return end + (bar->open ? direction(bar) * BAR_TEETH : 0);
}

static struct rect rect_of(const struct bar *bar, double from, double to)
{
    double a = fmin(from, to), b = fmax(from, to);
    if (bar->upright)
        return (struct rect){bar->across, a, bar->across + bar->breadth, b};
    return (struct rect){a, bar->across, b, bar->across + bar->breadth};
}

struct rect bar_rect(const struct bar *bar)
{
    return rect_of(bar, bar->start, bar_end(bar));
}

static void trace_rect(struct scene *scene, struct rect rect, double inset)
{
    double dx = fmin(inset, (rect.x2 - rect.x1) / 4), dy = fmin(inset, (rect.y2 - rect.y1) / 4);
    scene_rectangle(
        scene, rect.x1 + dx, rect.y1 + dy, rect.x2 - rect.x1 - 2 * dx, rect.y2 - rect.y1 - 2 * dy);
}

static void point(struct scene *scene, const struct bar *bar, double along, double across, bool first)
{
    double x = bar->upright ? across : along, y = bar->upright ? along : across;
    if (first)
        scene_move(scene, x, y);
    else
        scene_line(scene, x, y);
}

/* From `from` to the end; teeth where it is open */
static void trace_body(struct scene *scene, const struct bar *bar, double from, double inset)
{
    double end = bar_end(bar), far = direction(bar), near = bar->across + inset,
           broad = bar->breadth - 2 * inset;
    if (!bar->open || bar->unsized) {
        trace_rect(scene, rect_of(bar, from, end), inset);
        return;
    }
    int teeth = (int)fmin(fmax(round(broad / 4), 2), 24);
    double root = end - far * BAR_TEETH;
    point(scene, bar, from + far * inset, near, true);
    for (int i = 0; i < teeth; i++) {
        point(scene, bar, root, near + broad * i / teeth, false);
        point(scene, bar, end - far * inset, near + broad * (i + 0.5) / teeth, false);
    }
    point(scene, bar, root, near + broad, false);
    point(scene, bar, from + far * inset, near + broad, false);
    scene_close(scene);
}

/* So far towards paper from where it is, tones of ink included */
void bar_trace(struct scene *scene, const struct bar *bar, double inset)
{
    trace_body(scene, bar, bar->start, inset);
}

static struct colour shade(struct colour colour, float by)
{
    colour.shade += (1 - colour.shade) * by;
    return colour;
}

struct paint bar_sure_paint(enum bucket bucket, struct colour colour)
{
    switch (bucket) {
    case BUCKET_FIRM:
        return (struct paint){.fill = colour};
    case BUCKET_PLANNED:
        return (struct paint){.fill = shade(colour, 0.58F)};
    default:
        return (struct paint){.fill = shade(colour, 0.86F)};
    }
}

struct paint bar_unsure_paint(enum bucket bucket, struct colour colour)
{
    return (struct paint){.fill = shade(colour, 0.92F),
        .hatch = shade(colour, bucket == BUCKET_TALK ? 0.5F : 0.2F),
        .hatch_gap = hatch_gap,
        .hatch_width = hatch_width};
}

struct paint bar_edge_paint(enum bucket bucket, struct colour colour)
{
    bool talk = bucket == BUCKET_TALK || bucket == BUCKET_DEAD;
    return (struct paint){
        .stroke = colour, .stroke_width = outline, .dash = talk ? DASH_DASHED : DASH_SOLID, .dash_unit = 0.9};
}

/* Lines over a fill that is sure in size and assumed in place; paper over full colour, ink of its own over a
   lighter one */
static struct paint body_paint(const struct bar *bar)
{
    struct paint paint = bar_sure_paint(bar->bucket, bar->colour);
    if (bar->assumed) {
        paint.hatch = bar->bucket == BUCKET_FIRM ? paper : shade(bar->colour, 0.1F);
        paint.hatch_gap = bar->bucket == BUCKET_FIRM ? assumed_gap : hatch_gap;
        paint.hatch_width = hatch_width;
    }
    return paint;
}

static void outline_draw(struct scene *scene, const struct bar *bar)
{
    struct paint paint = bar_edge_paint(bar->bucket, bar->colour);
    if (bar->unsized) {
        paint.dash = DASH_DOTTED;
        paint.dash_unit = 1.4;
    }
    trace_body(scene, bar, bar->start, outline / 2);
    scene_paint(scene, paint);
}

static bool is_unsure(const struct bar *bar)
{
    return fabs(bar->high - bar->low) > 0.05;
}

void bar_draw(struct scene *scene, const struct bar *bar)
{
    bool certain = fabs(bar->low - bar->start) > 0.05 || !is_unsure(bar);
    if (bar->unsized) {
        trace_rect(scene, bar_rect(bar), 0);
        scene_paint(scene, (struct paint){.fill = paper});
        outline_draw(scene, bar);
        return;
    }
    if (is_unsure(bar)) {
        trace_body(scene, bar, bar->low, 0);
        scene_paint(scene, bar_unsure_paint(bar->bucket, bar->colour));
        if (certain) {
            trace_rect(scene, rect_of(bar, bar->start, bar->low), 0);
            scene_paint(scene, body_paint(bar));
        }
    } else {
        trace_body(scene, bar, bar->start, 0);
        scene_paint(scene, body_paint(bar));
    }
    if (bar->bucket != BUCKET_FIRM || is_unsure(bar))
        outline_draw(scene, bar);
    bool marked =
        !isnan(bar->headline) && fabs(bar->headline - bar->low) > 1 && fabs(bar->headline - bar->high) > 1;
    if (marked) {
        struct rect rect = rect_of(bar, bar->headline - tick_width / 2, bar->headline + tick_width / 2);
        trace_rect(scene, rect, 0);
        scene_paint(scene, (struct paint){.fill = bar->colour});
    }
}

void bar_dump(const struct bar *bar, struct str *out)
{
    static const char *const buckets[BUCKET_COUNT] = {"dead", "talk", "planned", "firm"};
    const double numbers[] = {bar->start, bar->low, bar->high, bar->across, bar->breadth};
    str_printf(out, "bar %s", buckets[bar->bucket]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        str_char(out, ' ');
        str_number(out, numbers[i], 2);
    }
    if (!isnan(bar->headline)) {
        str_append(out, " headline ");
        str_number(out, bar->headline, 2);
    }
    str_append(out, bar->assumed ? " assumed" : "");
    str_append(out, bar->unsized ? " undisclosed" : bar->open ? " open" : "");
}
