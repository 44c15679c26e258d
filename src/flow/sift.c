/* SPDX-License-Identifier: MIT */
/*
 * sift: in, columns of items and weighted links; out, the same columns in an order with less weight crossing.
 *
 * A crossing costs the product of the weights that cross, uprights of returns included; a little is added for
 * the length of uprights, so that lanes lie near their cards.
 */
#include "sift.h"

#include <stdbool.h>
#include <string.h>

static const double LIGHT = 0.03;           /* what even the thinnest counts */
static const double UPRIGHT_LENGTH = 0.002; /* for each place that an upright passes */
static const double LEAST_GAIN = 1e-9;
static const uint64_t STEPS_MOST = 20000000; /* a few hundredths of a second */

static double product(double a, double b)
{
    return (a + LIGHT) * (b + LIGHT);
}

static bool is_between(size_t at, size_t a, size_t b)
{
    return (at > a && at < b) || (at > b && at < a);
}

static double links_cost(const struct sift *sift, const struct sift_column *column)
{
    double cost = 0;
    for (size_t i = 0; i < column->link_count; i++) {
        const struct sift_link *a = &column->links[i];
        size_t left = sift->position[a->left], right = sift->position[a->right];
        for (size_t j = i + 1; j < column->link_count; j++) {
            const struct sift_link *b = &column->links[j];
            size_t other_left = sift->position[b->left], other_right = sift->position[b->right];
            if ((left < other_left && right > other_right) || (left > other_left && right < other_right))
                cost += product(a->weight, b->weight);
        }
    }
    return cost;
}

static double turn_crosses_turns(
    const struct sift *sift, const struct sift_turn *turns, size_t count, size_t index)
{
    double cost = 0;
    size_t a = sift->position[turns[index].card], b = sift->position[turns[index].lane];
    for (size_t i = index + 1; i < count; i++) {
        size_t c = sift->position[turns[i].card], d = sift->position[turns[i].lane];
        bool shares_end = a == c || b == d;
        if (!shares_end && is_between(c, a, b) != is_between(d, a, b))
            cost += product(turns[index].weight, turns[i].weight);
    }
    return cost;
}

static double turns_cost(const struct sift *sift, const struct sift_turn *turns, size_t count,
    const struct sift_link *links, size_t link_count, bool at_left_end)
{
    double cost = 0;
    for (size_t i = 0; i < count; i++) {
        size_t a = sift->position[turns[i].card], b = sift->position[turns[i].lane];
        size_t length = a > b ? a - b : b - a;
        cost += UPRIGHT_LENGTH * (turns[i].weight + LIGHT) * (double)length;
        for (size_t l = 0; l < link_count; l++)
            if (is_between(sift->position[at_left_end ? links[l].left : links[l].right], a, b))
                cost += product(turns[i].weight, links[l].weight);
        cost += turn_crosses_turns(sift, turns, count, i);
    }
    return cost;
}

static double column_turns(const struct sift *sift, size_t index)
{
    const struct sift_column *column = &sift->columns[index], *before = index > 0 ? column - 1 : NULL;
    double cost = turns_cost(sift, column->out, column->out_count, column->links, column->link_count, true);
    return cost + turns_cost(sift, column->in, column->in_count, before != NULL ? before->links : NULL,
                      before != NULL ? before->link_count : 0, false);
}

/* The pairs that cost_near compares */
static uint64_t steps_near(const struct sift *sift, size_t index)
{
    const struct sift_column *column = &sift->columns[index];
    uint64_t after = column->link_count, before = index > 0 ? column[-1].link_count : 0;
    return after * (after / 2 + column->out_count) + before * (before / 2 + column->in_count);
}

/* What depends on the order of one column. */
static double cost_near(const struct sift *sift, size_t index)
{
    double cost = links_cost(sift, &sift->columns[index]) + column_turns(sift, index);
    return index > 0 ? cost + links_cost(sift, &sift->columns[index - 1]) : cost;
}

double sift_cost(const struct sift *sift)
{
    double cost = 0;
    for (size_t c = 0; c < sift->column_count; c++)
        cost += links_cost(sift, &sift->columns[c]) + column_turns(sift, c);
    return cost;
}

static void place_at(struct sift *sift, struct sift_column *column, size_t from, size_t to)
{
    size_t moved = column->items[from];
    if (to > from)
        memmove(column->items + from, column->items + from + 1, (to - from) * sizeof moved);
    else
        memmove(column->items + to + 1, column->items + to, (from - to) * sizeof moved);
    column->items[to] = moved;
    for (size_t i = from < to ? from : to; i <= (from < to ? to : from); i++)
        sift->position[column->items[i]] = i;
}

static bool item_improve(struct sift *sift, size_t index, size_t item)
{
    struct sift_column *column = &sift->columns[index];
    size_t start = sift->position[item], best = start;
    double before = cost_near(sift, index), best_cost = before;
    for (size_t to = 0; to < column->count; to++) {
        if (to == start)
            continue;
        place_at(sift, column, sift->position[item], to);
        sift->steps += steps_near(sift, index);
        double cost = cost_near(sift, index);
        if (cost < best_cost - LEAST_GAIN) {
            best_cost = cost;
            best = to;
        }
    }
    place_at(sift, column, sift->position[item], best);
    return best != start;
}

void sift_improve(struct sift *sift, int passes)
{
    bool improved = true;
    for (int pass = 0; pass < passes && improved; pass++) {
        improved = false;
        for (size_t c = 0; c < sift->column_count; c++) {
            size_t least = (size_t)-1, next = 0; /* items by number, whatever their order has become */
            for (size_t i = 0; i < sift->columns[c].count && sift->steps < STEPS_MOST; i++) {
                least = (size_t)-1;
                for (size_t j = 0; j < sift->columns[c].count; j++)
                    if (sift->columns[c].items[j] >= next && sift->columns[c].items[j] < least)
                        least = sift->columns[c].items[j];
                improved = item_improve(sift, c, least) || improved;
                next = least + 1;
            }
        }
    }
}
