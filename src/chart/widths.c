/* SPDX-License-Identifier: MIT */
/*
 * widths: columns that want more than there is → columns that fit, with as few lines as a patient search
 * finds. Several ways to share are tried and the shortest table wins; where two are as short, the more even
 * one.
 */
#include "widths.h"

#include "list.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const double step_width = 4; /* points that a column gives way at a time */
enum { SEARCH_CELLS_MOST = 8000 };  /* beyond it, only the even way: it costs no search */

int words_lines(const struct width_words *words, double space, double width)
{
    double room = fmax(width - words->lead, 1), x = 0;
    int lines = words->count > 0;
    for (size_t i = 0; i < words->count; i++) {
        double word = words->at[i];
        if (x > 0 && x + space + word > room + 0.01) {
            lines++;
            x = 0;
        }
        x += x > 0 ? space + word : word;
        for (; x > room + 0.01; x -= room)
            lines++;
    }
    return lines;
}

static int row_lines(const struct width_problem *problem, size_t row, const double *widths)
{
    int most = 1;
    for (size_t i = 0; i < problem->columns; i++) {
        int lines = words_lines(&problem->cells[row * problem->columns + i], problem->space, widths[i]);
        most = lines > most ? lines : most;
    }
    return most;
}

static long table_lines(const struct width_problem *problem, const double *widths)
{
    long sum = 0;
    for (size_t row = 0; row < problem->rows; row++)
        sum += row_lines(problem, row, widths);
    return sum;
}

static double sum_of(const double *numbers, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += numbers[i];
    return sum;
}

static void spare_share(const struct width_problem *problem, double spare, double *widths)
{
    double weights = 0;
    for (size_t i = 0; i < problem->columns; i++)
        weights += problem->demands[i].weight;
    for (size_t i = 0; i < problem->columns; i++) {
        double part = weights > 0 ? problem->demands[i].weight / weights : 1.0 / (double)problem->columns;
        widths[i] = problem->demands[i].natural + spare * part;
    }
}

/* ── the even way: the widest columns give way first, down to a common level ── */

static double weight_of(const struct width_demand *demand)
{
    return demand->weight > 0 ? demand->weight : 3;
}

static double level_width(const struct width_demand *demand, double floor_width, double level)
{
    return fmin(fmax(level * weight_of(demand), floor_width), demand->natural);
}

static void level_share(const struct width_problem *problem, const double *floors, double *widths)
{
    double low = 0, high = problem->available;
    for (size_t i = 0; i < problem->columns; i++)
        high = fmax(high, problem->demands[i].natural / weight_of(&problem->demands[i]));
    for (int round = 0; round < 60; round++) {
        double level = (low + high) / 2, sum = 0;
        for (size_t i = 0; i < problem->columns; i++)
            sum += level_width(&problem->demands[i], floors[i], level);
        *(sum > problem->available ? &high : &low) = level;
    }
    for (size_t i = 0; i < problem->columns; i++)
        widths[i] = level_width(&problem->demands[i], floors[i], low);
}

/* ── the thrifty way: step by step, the column gives way that costs the fewest lines ── */

struct search {
    const struct width_problem *problem;
    const double *floors;
    double *widths;
    int *lines; /* of each cell at its width */
};

static int lines_of(const struct search *search, size_t row, size_t column, double width)
{
    return words_lines(
        &search->problem->cells[row * search->problem->columns + column], search->problem->space, width);
}

static long cost_of(const struct search *search, size_t column, double width)
{
    long cost = 0;
    size_t columns = search->problem->columns;
    for (size_t row = 0; row < search->problem->rows; row++) {
        int others = 1, before = search->lines[row * columns + column];
        for (size_t i = 0; i < columns; i++)
            if (i != column && search->lines[row * columns + i] > others)
                others = search->lines[row * columns + i];
        int after = lines_of(search, row, column, width);
        cost += (after > others ? after : others) - (before > others ? before : others);
    }
    return cost;
}

static void column_set(struct search *search, size_t column, double width)
{
    search->widths[column] = width;
    for (size_t row = 0; row < search->problem->rows; row++)
        search->lines[row * search->problem->columns + column] = lines_of(search, row, column, width);
}

/* Which column to narrow by a step: fewest lines, then the one widest for its weight. NO column: SIZE_MAX */
static size_t column_choose(const struct search *search, double step)
{
    size_t best = (size_t)-1;
    long least = 0;
    double widest = 0;
    for (size_t i = 0; i < search->problem->columns; i++) {
        double width = fmax(search->widths[i] - step, search->floors[i]);
        if (search->widths[i] - search->floors[i] < 0.01)
            continue;
        long cost = cost_of(search, i, width);
        double relative = search->widths[i] / weight_of(&search->problem->demands[i]);
        if (best != (size_t)-1 && (cost > least || (cost == least && relative <= widest)))
            continue;
        best = i;
        least = cost;
        widest = relative;
    }
    return best;
}

static void thrifty_share(
    struct arena *arena, const struct width_problem *problem, const double *floors, double *widths)
{
    struct search search = {
        problem, floors, widths, arena_array(arena, int, problem->rows * problem->columns + 1)};
    for (size_t i = 0; i < problem->columns; i++)
        column_set(&search, i, problem->demands[i].natural);
    for (;;) {
        double excess = sum_of(widths, problem->columns) - problem->available;
        if (excess <= 0)
            return;
        double step = fmin(step_width, excess);
        size_t column = column_choose(&search, step);
        if (column == (size_t)-1)
            return;
        column_set(&search, column, fmax(widths[column] - step, floors[column]));
    }
}

/* One column alone gives way; false when it has not enough to give */
static bool alone_share(
    const struct width_problem *problem, const double *floors, size_t column, double *widths)
{
    double excess = -problem->available;
    for (size_t i = 0; i < problem->columns; i++) {
        widths[i] = problem->demands[i].natural;
        excess += widths[i];
    }
    widths[column] -= excess;
    return widths[column] >= floors[column];
}

static void keep_shorter(
    const struct width_problem *problem, const double *candidate, double *widths, long *lines)
{
    long count = table_lines(problem, candidate);
    if (count >= *lines)
        return;
    *lines = count;
    memcpy(widths, candidate, problem->columns * sizeof *widths);
}

static void scarce_share(
    struct arena *arena, const struct width_problem *problem, const double *floors, double *widths)
{
    level_share(problem, floors, widths);
    if (problem->rows * problem->columns > SEARCH_CELLS_MOST)
        return;
    double *candidate = arena_array(arena, double, problem->columns);
    long lines = table_lines(problem, widths);
    thrifty_share(arena, problem, floors, candidate);
    keep_shorter(problem, candidate, widths, &lines);
    for (size_t i = 0; i < problem->columns; i++)
        if (alone_share(problem, floors, i, candidate))
            keep_shorter(problem, candidate, widths, &lines);
}

void widths_share(struct arena *arena, const struct width_problem *problem, double *widths)
{
    size_t count = problem->columns;
    double *floors = arena_array(arena, double, count), *least = arena_array(arena, double, count),
           natural = 0;
    for (size_t i = 0; i < count; i++) {
        natural += problem->demands[i].natural;
        least[i] = problem->demands[i].least;
        floors[i] = problem->demands[i].weight > 0 ? least[i] : problem->demands[i].natural;
    }
    if (natural <= problem->available)
        spare_share(problem, problem->available - natural, widths);
    else if (sum_of(floors, count) <= problem->available)
        scarce_share(arena, problem, floors, widths);
    else if (sum_of(least, count) <= problem->available)
        scarce_share(arena, problem, least, widths);
    else /* not even the longest words fit: they are broken */
        for (size_t i = 0; i < count; i++)
            widths[i] = problem->available * least[i] / sum_of(least, count);
}
