/* SPDX-License-Identifier: MIT */
/*
 * multiples_draw: a planned chart of multiples → scene, and the key of its patterns. It decides no place and
 * no word.
 */
#include "multiples_plan.h"
#include "say.h"
#include "theme.h"
#include "wording.h"

#include <math.h>

static const double outline = 0.7, whisker_width = 0.9, cap = 2.6, bar_pitch = 3;
static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           paper = {ROLE_PAPER, 0, 0}, none = {ROLE_NONE, 0, 0};

static struct colour paler(struct colour colour, float by)
{
    colour.shade = colour.shade < 0 ? colour.shade + (1 + colour.shade) * by : fmaxf(colour.shade, by);
    return colour;
}

static struct paint fill_of(enum multiple_pattern pattern, struct colour colour, bool talk)
{
    switch (pattern) {
    case PATTERN_ACTUAL:
        return (struct paint){.fill = talk ? paler(colour, 0.6F) : colour};
    case PATTERN_SAID:
        return (struct paint){.fill = paler(colour, talk ? 0.8F : 0.5F)};
    case PATTERN_RUN_RATE:
        return (struct paint){.fill = paler(colour, talk ? 0.92F : 0.8F)};
    case PATTERN_FORECAST:
        return (struct paint){.fill = paler(colour, 0.92F),
            .hatch = paler(colour, talk ? 0.5F : 0.2F),
            .hatch_gap = 2.8,
            .hatch_width = 0.7};
    default:
        return (struct paint){.fill = paper};
    }
}

/* Upright strokes tell a rate from a sum */
static void strokes_draw(struct scene *scene, const struct bar *bar, struct colour colour)
{
    for (double x = bar->start + bar_pitch; x < bar->high - 1; x += bar_pitch)
        scene_rule(scene, x, bar->across, x, bar->across + bar->breadth, colour, 0.6, DASH_SOLID);
}

static void pattern_draw(struct scene *scene, const struct bar *bar, enum multiple_pattern pattern, bool talk)
{
    bar_trace(scene, bar, 0);
    scene_paint(scene, fill_of(pattern, bar->colour, talk));
    if (pattern == PATTERN_RUN_RATE)
        strokes_draw(scene, bar, paler(bar->colour, talk ? 0.5F : 0.2F));
    if (pattern == PATTERN_ACTUAL && !talk)
        return;
    bar_trace(scene, bar, outline / 2);
    scene_paint(scene, (struct paint){.fill = none,
                           .stroke = bar->colour,
                           .stroke_width = outline,
                           .dash = talk ? DASH_DASHED : DASH_SOLID,
                           .dash_unit = 0.9});
}

static void whisker(struct scene *scene, double x1, double x2, double y, bool open)
{
    for (int pass = 0; pass < 2; pass++) {
        scene_move(scene, x1, y);
        scene_line(scene, x2, y);
        scene_move(scene, x1, y - cap);
        scene_line(scene, x1, y + cap);
        if (!open) {
            scene_move(scene, x2, y - cap);
            scene_line(scene, x2, y + cap);
        }
        scene_paint(scene, (struct paint){.fill = none,
                               .stroke = pass ? ink : paper,
                               .stroke_width = pass ? whisker_width : whisker_width + 1.4});
    }
}

/* ---- key ---- */

static void swatch_draw(struct scene *scene, double x, double y, const void *what)
{
    const struct multiple_swatch *swatch = what;
    struct bar bar = {.start = x - 7,
        .low = x + 7 - (swatch->open ? BAR_TEETH : 0),
        .high = x + 7 - (swatch->open ? BAR_TEETH : 0),
        .headline = NAN,
        .open = swatch->open,
        .across = y - 3.5,
        .breadth = 7,
        .bucket = BUCKET_FIRM,
        .colour = secondary};
    pattern_draw(scene, &bar, swatch->pattern, swatch->talk);
}

static void whisker_swatch_draw(struct scene *scene, double x, double y, const void *nothing)
{
    (void)nothing;
    whisker(scene, x - 6, x + 6, y, false);
}

static void key_add(const struct multiples_plan *plan, struct footer_key *keys, size_t *count,
    const char *label, struct multiple_swatch swatch)
{
    struct multiple_swatch *kept = arena_new(plan->arena, struct multiple_swatch);
    *kept = swatch;
    keys[(*count)++] = (struct footer_key){.label = label, .draw = swatch_draw, .what = kept};
}

size_t multiples_keys(const struct multiples_plan *plan, struct footer_key keys[MULTIPLES_KEYS])
{
    static const char *const labels[PATTERN_COUNT] = {WORDS("actual"), WORDS("reported or claimed"),
        WORDS("run rate"), WORDS("forecast or implied"), WORDS("basis not stated")};
    bool used[PATTERN_COUNT] = {false}, talk = false, open = false, whiskered = false;
    size_t count = 0;
    for (size_t i = 0; i < plan->row_count; i++) {
        used[plan->rows[i].pattern] = true;
        talk = talk || plan->rows[i].talk;
        open = open || plan->rows[i].open;
        whiskered = whiskered || plan->rows[i].whiskered;
    }
    for (int p = 0; p < PATTERN_COUNT; p++)
        if (used[p])
            key_add(plan, keys, &count, said(plan->arena, labels[p]),
                (struct multiple_swatch){(enum multiple_pattern)p, false, false});
    if (talk)
        key_add(plan, keys, &count, said(plan->arena, "valuation under discussion"),
            (struct multiple_swatch){PATTERN_UNKNOWN, true, false});
    if (open)
        key_add(plan, keys, &count, said(plan->arena, "at least"),
            (struct multiple_swatch){PATTERN_ACTUAL, false, true});
    if (whiskered)
        keys[count++] = (struct footer_key){.label = said(plan->arena, "range"), .draw = whisker_swatch_draw};
    return count;
}

/* ---- the whole ---- */

static void grid_draw(const struct multiples_plan *plan, struct scene *scene)
{
    enum { PAST = 2 };
    if (!plan->words.above)
        axis_draw_lines(&plan->axis, scene, 0, plan->plot_bottom);
    for (size_t i = 0; plan->words.above && i < plan->row_count; i++) {
        const struct bar *bar = &plan->rows[i].bar;
        axis_draw_lines(&plan->axis, scene, bar->across - PAST, bar->across + bar->breadth + PAST);
    }
}

void multiples_draw(const void *what, struct scene *scene)
{
    const struct multiples_plan *plan = what;
    scene_begin(scene, (struct scene_group){.css = "multiples"});
    grid_draw(plan, scene);
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct multiple_row *row = &plan->rows[i];
        double middle = row->bar.across + row->bar.breadth / 2;
        scene_begin(scene,
            (struct scene_group){.css = "row",
                .title = arena_printf(plan->arena, "%s: %s (%s)", row->name, row->value, row->detail)});
        row_draw(&plan->words, scene, i);
        pattern_draw(scene, &row->bar, row->pattern, row->talk);
        if (row->whiskered)
            whisker(scene, row->whisker_low, row->whisker_high, middle, row->open);
        scene_text_halo(scene, row->label, row->label_x, middle + 2.9, ALIGN_START, ink, paper, 2);
        scene_end(scene);
    }
    axis_draw_labels(&plan->axis, scene, plan->plot_bottom + 9);
    footer_draw(plan->footer, scene, plan->footer_top);
    scene_end(scene);
}

void multiples_dump(const void *what, struct str *out)
{
    static const char *const patterns[] = {"actual", "said", "run-rate", "forecast", "unknown"};
    const struct multiples_plan *plan = what;
    str_printf(out, "multiples of %s ", plan->metric);
    str_number(out, plan->width, 2);
    str_char(out, ' ');
    str_number(out, plan->height, 2);
    str_char(out, '\n');
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct multiple_row *row = &plan->rows[i];
        str_printf(out, "row '%s' '%s' %s %s%s ", row->name, row->detail, row->value, patterns[row->pattern],
            row->talk ? " talk" : "");
        bar_dump(&row->bar, out);
        if (row->whiskered) {
            str_append(out, " whisker ");
            str_number(out, row->whisker_low, 2);
            str_char(out, ' ');
            str_number(out, row->whisker_high, 2);
        }
        str_char(out, '\n');
    }
    axis_dump(&plan->axis, out);
    footer_dump(plan->footer, out);
}
