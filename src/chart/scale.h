/* SPDX-License-Identifier: MIT */
/*
 * scale: data → points, and ticks at 1-2-5 steps (Heckbert, "Nice numbers for graph labels", 1990), decades
 * or dates.
 *
 * Pure numbers: no fonts, no scene. Counts are bounded whatever the span of the data.
 */
#ifndef DEALBRIEF_SCALE_H
#define DEALBRIEF_SCALE_H

#include "arena.h"
#include "date.h"

#include <stdbool.h>
#include <stddef.h>

struct scale {
    bool log;
    double low, high;  /* data */
    double start, end; /* points; end < start is fine (y axes) */
};

struct ticks {
    double *at;
    size_t count;
};

/* Values outside [low, high] map outside [start, end]; on a log scale what is not positive maps to start. */
double scale_map(const struct scale *scale, double value);
/* Multiples of the smallest 1-2-5 step that needs at most `most` (≥ 2) ticks; first ≤ low, last ≥ high. Where
   low = high, 0 is taken in, so that there is a span. */
struct ticks ticks_linear(struct arena *arena, double low, double high, int most);
/* Powers of ten, with 2 and 5 between when few decades are shown, every second or third power when many are;
   first ≤ low, last ≥ high; low > 0. */
struct ticks ticks_log(struct arena *arena, double low, double high, int most);

struct date_tick {
    int32_t day;
    const char *label; /* "2025", "Jul", "Nov 2025": the first tick and each January name the year */
};

struct date_ticks {
    struct date_tick *at;
    size_t count;
};
/* First days of years (or of every 2nd, 5th, 10th …), halves, quarters or months within first … last, at most
   `most` (≥ 1). Where no month begins within, one tick on `first` that names its day. */
struct date_ticks ticks_dates(struct arena *arena, int32_t first, int32_t last, int most);

#endif
