/* SPDX-License-Identifier: MIT */
/*
 * scale: spans of numbers and days → positions and ticks. Takes plain numbers, gives plain numbers; it
 * refuses to know what they measure.
 */
#include "scale.h"

#include "wording.h"

#include <assert.h>
#include <math.h>

double scale_map(const struct scale *scale, double value)
{
    double span, part;
    if (scale->log) {
        if (value <= 0)
            return scale->start;
        span = log(scale->high / scale->low);
        part = log(value / scale->low);
    } else {
        span = scale->high - scale->low;
        part = value - scale->low;
    }
    if (span <= 0)
        return (scale->start + scale->end) / 2;
    return scale->start + (scale->end - scale->start) * (part / span);
}

/* Exact for 0 … 22: products of ten stay below 2^53 times a power of two. */
static double power_of_ten(int exponent)
{
    double power = 1;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        power *= 10;
    return exponent < 0 ? 1 / power : power;
}

/* digit · 10^exponent · count, rounded once: 3 · 0.1 must be 0.3 */
static double nice(double count, int digit, int exponent)
{
    return exponent < 0 ? count * digit / power_of_ten(-exponent) : count * digit * power_of_ten(exponent);
}

static int decade_of(double value)
{
    int exponent = (int)floor(log10(value));
    while (power_of_ten(exponent) > value)
        exponent--;
    while (power_of_ten(exponent + 1) <= value)
        exponent++;
    return exponent;
}

static const int nice_digits[] = {1, 2, 5};

struct ticks ticks_linear(struct arena *arena, double low, double high, int most)
{
    assert(most >= 2 && isfinite(low) && isfinite(high) && low <= high);
    if (low == high) {
        high = low < 0 ? 0 : low == 0 ? 1 : high;
        low = fmin(low, 0);
    }
    /* span / most is the least a step can be; one decade below it is a safe start */
    int exponent = decade_of((high - low) / most) - 1;
    for (int i = 0;; i++) {
        int digit = nice_digits[i % 3], power = exponent + i / 3;
        double step = nice(1, digit, power);
        double first = floor(low / step + 1e-9), last = ceil(high / step - 1e-9);
        if (last - first + 1 > most)
            continue;
        struct ticks ticks = {0};
        ticks.at = arena_array(arena, double, (size_t)most);
        for (double at = first; at <= last; at++)
            ticks.at[ticks.count++] = nice(at, digit, power);
        return ticks;
    }
}

/* The n-th step of 1 2 5 10 20 50 …; n may be negative */
static double step_125(int n)
{
    int power = n >= 0 ? n / 3 : -((-n + 2) / 3);
    return nice(1, nice_digits[n - power * 3], power);
}

static struct ticks steps_125(struct arena *arena, double low, double high, int decade, int most)
{
    int first = decade * 3;
    while (step_125(first + 1) <= low)
        first++;
    struct ticks ticks = {arena_array(arena, double, (size_t)most), 0};
    for (int n = first; n < first + most; n++) {
        ticks.at[ticks.count++] = step_125(n);
        if (ticks.count > 1 && step_125(n) >= high) /* never fewer than two, so that there is a span */
            return ticks;
    }
    return (struct ticks){0};
}

struct ticks ticks_log(struct arena *arena, double low, double high, int most)
{
    assert(most >= 2 && low > 0 && isfinite(high) && low <= high);
    int decade = decade_of(low), decades = 1;
    struct ticks ticks = steps_125(arena, low, high, decade, most);
    if (ticks.count > 0)
        return ticks;
    while (power_of_ten(decade + decades) < high)
        decades++;
    int stride = (decades + most - 2) / (most - 1);
    ticks.at = arena_array(arena, double, (size_t)most);
    for (int power = decade; power < decade + decades + stride; power += stride)
        ticks.at[ticks.count++] = power_of_ten(power);
    return ticks;
}

static int month_number(int32_t day)
{
    int year, month, day_of_month;
    day_split(day, &year, &month, &day_of_month);
    return year * 12 + month - 1;
}

static int32_t month_day(int month)
{
    return day_of(month / 12, month % 12 + 1, 1);
}

static const char *tick_label(struct arena *arena, int month, int step, bool is_first)
{
    bool january = month % 12 == 0;
    if (january && step >= 6)
        return arena_printf(arena, "%d", month / 12);
    if (january || is_first)
        return arena_printf(arena, "%s %d", word_month(arena, month % 12 + 1), month / 12);
    return word_month(arena, month % 12 + 1);
}

static struct date_ticks one_day(struct arena *arena, int32_t day)
{
    int year, month, day_of_month;
    day_split(day, &year, &month, &day_of_month);
    struct date_ticks ticks = {arena_array(arena, struct date_tick, 1), 1};
    ticks.at[0].day = day;
    ticks.at[0].label = arena_printf(arena, "%d %s %d", day_of_month, word_month(arena, month), year);
    return ticks;
}

struct date_ticks ticks_dates(struct arena *arena, int32_t first, int32_t last, int most)
{
    assert(most >= 1 && first <= last);
    static const int steps[] = {
        1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000};
    int from = month_number(first) + (month_day(month_number(first)) < first);
    int to = month_number(last);
    if (from > to)
        return one_day(arena, first);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        int low = (from + steps[i] - 1) / steps[i], high = to / steps[i];
        if (high - low + 1 > most)
            continue;
        if (high < low)
            break; /* the coarser step has none and the finer too many: one tick, where the span begins */
        struct date_ticks ticks = {arena_array(arena, struct date_tick, (size_t)most), 0};
        for (int n = low; n <= high; n++) {
            struct date_tick *tick = &ticks.at[ticks.count++];
            tick->day = month_day(n * steps[i]);
            tick->label = tick_label(arena, n * steps[i], steps[i], n == low);
        }
        return ticks;
    }
    struct date_ticks ticks = {arena_array(arena, struct date_tick, 1), 1};
    ticks.at[0].day = month_day(from);
    ticks.at[0].label = tick_label(arena, from, 1, true);
    return ticks;
}
