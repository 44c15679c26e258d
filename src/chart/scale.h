/* SPDX-License-Identifier: MIT */
/* scale: data → points, and ticks at 1-2-5 steps (Heckbert, "Nice numbers for graph labels", 1990) or decades. */
#ifndef DEALBRIEF_SCALE_H
#define DEALBRIEF_SCALE_H

#include "arena.h"
#include "date.h"

#include <stdbool.h>
#include <stddef.h>

struct scale {
    bool log;
    double low, high;   /* data */
    double start, end;  /* points; end < start is fine (y axes) */
};

struct ticks {
    double *at;
    size_t count;
};

double scale_map(const struct scale *scale, double value);
/* From 0 to at least `high`, at most `most` ticks at equal 1-2-5 intervals; low of 0 included. */
struct ticks ticks_linear(struct arena *arena, double low, double high, int most);
/* Powers of ten, with 2 and 5 between when few decades are shown. */
struct ticks ticks_log(struct arena *arena, double low, double high, int most);

struct date_tick {
    int32_t day;
    const char *label; /* "2025", "Q3", "Nov 2025" */
};

struct date_ticks {
    struct date_tick *at;
    size_t count;
};
/* Years, halves, quarters or months, at most `most`; first and last day inclusive. */
struct date_ticks ticks_dates(struct arena *arena, int32_t first, int32_t last, int most);

#endif
