/* SPDX-License-Identifier: MIT */
/*
 * axis: a scale with its ticks and their words, planned once and drawn the same in every chart: hairlines at
 * 1-2-5 steps, a stronger line at zero, the unit on the last label only, dates to scale. Points.
 */
#ifndef DEALBRIEF_AXIS_H
#define DEALBRIEF_AXIS_H

#include "placer.h"
#include "scale.h"
#include "scene.h"

struct axis_tick {
    double value, at;             /* data; points along the axis */
    const struct text_run *label; /* NULL: it found no room */
    double label_x;               /* left end; of upright axes: 0 */
};

struct axis {
    struct scale scale; /* start, end: points. end < start: upright */
    bool upright;
    struct axis_tick *ticks;
    size_t tick_count;
    const struct text_run *note; /* "log scale"; NULL */
};

struct axis_request {
    struct arena *arena;
    struct text *text;
    double start, end; /* points between which data lie; end < start: an upright axis */
    double width;      /* of the drawing: labels of a level axis stay within */
    int most;          /* ticks at most; 0: as many as the length bears, five at most */
    bool tight;        /* unless log: the scale ends where the data end, with the ticks that lie within */
};

/* Money in currency units. low ≤ 0 ≤ high unless log: what has length begins at zero. `mirrored`: both ways
   are positive (in to the right, out to the left). The scale begins and ends at a tick, but a log one ends soon
   past the data where the last tick lies more than three times as high. */
struct axis axis_money(const struct axis_request *request, const char *currency, double low, double high,
    bool log, bool mirrored);
/* Plain numbers with what stands behind the last: "×" */
struct axis axis_number(
    const struct axis_request *request, const char *unit, double low, double high, bool log);
/* Days; ticks within first … last */
struct axis axis_dates(const struct axis_request *request, int32_t first, int32_t last);

/* Points of a value, kept within the axis */
double axis_at(const struct axis *axis, double value);

/* Hairlines from `from` to `to` across, zero stronger; then the words: of a level axis with their base line
   at `base`, of an upright one above its hairlines at x = 0. All as artifact: the chart's text says it. */
void axis_draw_lines(const struct axis *axis, struct scene *scene, double from, double to);
void axis_draw_labels(const struct axis *axis, struct scene *scene, double base);
/* What the labels cover, for placers */
void axis_block(const struct axis *axis, struct placer *placer, double base);

/* "$50B", "2"; the unit on the last: as ticks are labelled; unit 0: whatever suits `value` itself */
const char *axis_money_words(struct arena *arena, const char *currency, double value, double unit);
double axis_money_unit(double most); /* 1e9 of 40e9 */

void axis_dump(const struct axis *axis, struct str *out);

#endif
