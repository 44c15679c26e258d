/* SPDX-License-Identifier: MIT */
/*
 * mirror_draw: a mirror's points → a scene, and a text of them. It decides nothing.
 */
#include "mirror.h"

#include "theme.h"

#include <math.h>

static const double notch_width = 0.9, halo = 2.2, zero_line = 0.9, axis_base = 13;
static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           paper = {ROLE_PAPER, 0, 0};

static void words_draw(
    struct scene *scene, const struct text_run *run, double x, double y, struct colour colour, bool on_grid)
{
    if (run && !on_grid)
        scene_text(scene, run, x, y, ALIGN_START, colour);
    else if (run)
        scene_text_halo(scene, run, x, y, ALIGN_START, colour, paper, halo);
}

/* The outer ones first: teeth bite into what lies behind them. */
static void bars_draw(struct scene *scene, const struct mirror_place *place)
{
    for (size_t i = place->bar_count; i-- > 0;)
        bar_draw(scene, &place->bars[i]);
    if (place->has_stub)
        bar_draw(scene, &place->stub);
}

static void line_draw(const struct mirror *mirror, struct scene *scene, size_t index)
{
    const struct mirror_line *line = &mirror->lines[index];
    scene_begin(scene, (struct scene_group){.css = "row", .title = mirror->rows[index].sentence});
    row_draw(&mirror->labels, scene, index);
    for (int way = 0; way < MIRROR_WAYS; way++)
        bars_draw(scene, &line->places[way]);
    for (size_t i = 0; i < line->notch_count; i++)
        scene_rule(scene, line->notches[i].x, line->notches[i].y1, line->notches[i].x, line->notches[i].y2,
            line->notches[i].colour, notch_width, DASH_SOLID);
    for (int way = 0; way < MIRROR_WAYS; way++) {
        const struct mirror_place *place = &line->places[way];
        words_draw(scene, place->amount, place->amount_x, place->amount_y, ink, !mirror->words_above);
        words_draw(scene, place->extra, place->extra_x, place->extra_y, secondary, !mirror->words_above);
    }
    words_draw(scene, line->qualifier, line->qualifier_x, line->result_y, secondary, false);
    words_draw(scene, line->result, line->result_x, line->result_y, ink, false);
    words_draw(scene, line->remark, line->remark_x, line->remark_y, secondary, false);
    scene_end(scene);
}

/* Where words stand over the bars, hairlines keep to the bars. */
static void grid_draw(const struct mirror *mirror, struct scene *scene)
{
    if (!mirror->has_axis)
        return;
    if (!mirror->words_above) {
        axis_draw_lines(&mirror->axis, scene, mirror->plot_top + 1, mirror->labels.bottom + 3);
        return;
    }
    for (size_t i = 0; i < mirror->count; i++)
        axis_draw_lines(
            &mirror->axis, scene, mirror->lines[i].band_top - 1, mirror->lines[i].band_bottom + 3);
}

static void zero_draw(const struct mirror *mirror, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT, .css = "grid"});
    if (!mirror->words_above)
        scene_rule(scene, mirror->zero, mirror->plot_top + 1, mirror->zero, mirror->labels.bottom + 3, ink,
            zero_line, DASH_SOLID);
    for (size_t i = 0; i < mirror->count && mirror->words_above; i++)
        scene_rule(scene, mirror->zero, mirror->lines[i].band_top - 1, mirror->zero,
            mirror->lines[i].band_bottom + 3, ink, zero_line, DASH_SOLID);
    scene_end(scene);
}

void mirror_draw(const void *plan, struct scene *scene)
{
    const struct mirror *mirror = plan;
    grid_draw(mirror, scene);
    scene_begin(scene, (struct scene_group){.css = "heads"});
    for (size_t i = 0; i < mirror->head_count; i++)
        scene_text(scene, mirror->heads[i].run, mirror->heads[i].x, mirror->heads[i].y, ALIGN_START,
            mirror->heads[i].colour);
    scene_end(scene);
    for (size_t i = 0; i < mirror->count; i++)
        line_draw(mirror, scene, i);
    zero_draw(mirror, scene);
    if (mirror->has_axis)
        axis_draw_labels(&mirror->axis, scene, mirror->labels.bottom + axis_base);
    footer_draw(mirror->footer, scene, mirror->footer_top);
}

static void notch_swatch(struct scene *scene, double x, double y, const void *what)
{
    struct bar bar = {.bucket = BUCKET_FIRM, .colour = secondary, .headline = NAN};
    bar.start = x - 7;
    bar.low = bar.high = x + 7;
    bar.across = y - 3.5;
    bar.breadth = 7;
    bar_draw(scene, &bar);
    for (int i = 1; i < 3; i++)
        scene_rule(scene, bar.start + i * 14.0 / 3, y - 3.5, bar.start + i * 14.0 / 3, y + 3.5, paper,
            notch_width, DASH_SOLID);
    (void)what;
}

struct footer_key mirror_notch_key(const char *label)
{
    return (struct footer_key){.label = label, .draw = notch_swatch};
}

static void place_dump(const struct mirror_place *place, const char *name, struct str *out)
{
    for (size_t i = 0; i < place->bar_count; i++) {
        str_printf(out, "  %s ", name);
        bar_dump(&place->bars[i], out);
        str_char(out, '\n');
    }
    if (place->has_stub) {
        str_printf(out, "  %s stub ", name);
        str_number(out, place->stub.start, 2);
        str_char(out, '\n');
    }
    if (place->amount)
        str_printf(out, "  %s '%s%s%s'\n", name, place->amount->string, place->extra ? " " : "",
            place->extra ? place->extra->string : "");
}

static void line_dump(const struct mirror *mirror, size_t index, struct str *out)
{
    const struct mirror_line *line = &mirror->lines[index];
    const struct row_words *words = &mirror->rows[index].words;
    str_printf(out, "row '%s'%s%s%s\n", words->name, words->detail ? " '" : "",
        words->detail ? words->detail : "", words->detail ? "'" : "");
    place_dump(&line->places[MIRROR_LEFT], "left", out);
    place_dump(&line->places[MIRROR_RIGHT], "right", out);
    for (size_t i = 0; i < line->notch_count; i++) {
        str_append(out, i == 0 ? "  notches" : "");
        str_char(out, ' ');
        str_number(out, line->notches[i].x, 2);
        str_append(out, i + 1 == line->notch_count ? "\n" : "");
    }
    str_printf(out, "  result '%s%s%s' '%s'\n", line->qualifier ? line->qualifier->string : "",
        line->qualifier ? " " : "", line->result ? line->result->string : "",
        line->remark ? line->remark->string : "");
}

void mirror_dump(const void *plan, struct str *out)
{
    const struct mirror *mirror = plan;
    str_append(out, "zero ");
    str_number(out, mirror->zero, 2);
    str_append(out, mirror->words_above ? " words above\n" : "\n");
    if (mirror->has_axis)
        axis_dump(&mirror->axis, out);
    for (size_t i = 0; i < mirror->count; i++)
        line_dump(mirror, i, out);
    footer_dump(mirror->footer, out);
}
