/* SPDX-License-Identifier: MIT */
/*
 * fold: in, a size and a selection; out, how many parties keep a card. The small are folded where the width
 * holds no more cards, where more ribbons would run than an eye can follow, where bends and uprights find no
 * room, and where the drawing would be higher than it may. How many is searched with quick layouts at the
 * least scale worth drawing; it refuses to know which parties are small (gather) and the final order.
 */
#include "fold.h"

#include <math.h>

enum { PARTIES_MOST = 24, PARTIES_LEAST = 6, PARTIES_LEAST_DOWN = 3, FEW_MORE = 4 };
static const double WIDTH_A_PARTY = 26, WIDTH_A_PARTY_DOWN = 15, TALLEST = 1.15, LOWEST_LIMIT = 420,
                    EMPTY_HEIGHT = 40,
                    NARROW_RIGHT = 300; /* six cards and their bends may not fit, to the right */
/* So many ribbons can be told apart: 48 at 900 pt, 38 in a page's column; in one cable two count as much as
   one and a half, for they run together. */
static const double RIBBONS_ALWAYS = 25, WIDTH_A_RIBBON = 39;
/* Where that spares crossings, so many times as dense and as high as else. */
static const double DENSER = 1.15, TALLER = 1.4;

/* What a quick layout with so many parties asked for. */
struct measured {
    struct measured *next;
    size_t most;
    size_t cards; /* where nobody is folded, how many there are; else 0 */
    double least; /* height; running down, width */
    double below; /* what stands under the drawing; 0: not asked */
    bool crowded; /* bends and uprights find no room */
    bool refused; /* the final layout needed more */
};

static bool height_is_given(const struct flow_plan *plan)
{
    return plan->options.height > 0 && !plan->down;
}

/* ---- density ---- */

static size_t parties_by_width(const struct flow_plan *plan)
{
    double most = plan->width / (plan->down ? WIDTH_A_PARTY_DOWN : WIDTH_A_PARTY);
    return (size_t)fmin(fmax(most, PARTIES_LEAST + 2), PARTIES_MOST);
}

/* Of what an eye can follow; what is gone folds nobody. */
static double density(const struct flow_plan *plan)
{
    double count = 0;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        if (!plan->ribbons[r].gone)
            count += r == plan->cables[plan->ribbons[r].cable].first ? 1 : 0.5;
    return count / (RIBBONS_ALWAYS + plan->width / WIDTH_A_RIBBON);
}

/* The most parties that may be drawn whatever the height. */
static size_t parties_most(struct flow_plan *plan)
{
    if (plan->options.parties_most > 0)
        return plan->options.parties_most;
    if (plan->parties_cap > 0)
        return plan->parties_cap;
    size_t most = parties_by_width(plan);
    for (; most > PARTIES_LEAST; most--) {
        plan_gather(plan, most);
        if (density(plan) <= 1)
            break;
    }
    plan->parties_cap = most;
    return most;
}

/* ---- room ---- */

static size_t parties_least(const struct flow_plan *plan)
{
    if (plan->down)
        return PARTIES_LEAST_DOWN;
    if (plan->parties_floor > 0)
        return plan->parties_floor;
    return plan->width < NARROW_RIGHT ? PARTIES_LEAST_DOWN : PARTIES_LEAST;
}

/* How high the drawing may become before small parties are folded; running down, how wide. */
static double height_limit(const struct flow_plan *plan, const struct measured *measured)
{
    if (plan->down)
        return rows_room(plan);
    if (plan->options.height > 0)
        return fmax(plan->options.height - measured->below, EMPTY_HEIGHT);
    return fmax(plan->width * TALLEST, LOWEST_LIMIT);
}

static bool is_room(const struct flow_plan *plan, const struct measured *measured)
{
    if (plan->options.parties_most > 0 && !plan->down) /* width is not to be had, height is */
        return true;
    return !measured->refused && !measured->crowded && measured->least <= height_limit(plan, measured);
}

static struct measured *measured_find(const struct flow_plan *plan, size_t most)
{
    for (struct measured *at = plan->measured; at != NULL; at = at->next)
        if (at->most == most)
            return at;
    return NULL;
}

/* What stands below is known when the words have been placed. */
static double below_measure(struct flow_plan *plan)
{
    plan_route(plan);
    plan_labels(plan);
    return plan_legend(plan, plan->band_height) - plan->band_height;
}

static bool measured_make(
    struct flow_plan *plan, struct flow_engine *engine, size_t most, struct measured **measured)
{
    *measured = measured_find(plan, most);
    if (*measured != NULL)
        return true;
    *measured = arena_new(plan->arena, struct measured);
    **measured = (struct measured){.next = plan->measured, .most = most};
    plan_gather(plan, most);
    plan->parties_most = most;
    (*measured)->cards = plan->parties_drawn == plan->parties_all ? plan->card_count : 0;
    if (plan->ribbon_count > 0 && !plan_columns_to_fit(plan, engine, &(*measured)->least))
        return false;
    (*measured)->crowded = plan->ribbon_count > 0 && plan->need > plan->width;
    if (plan->ribbon_count > 0 && height_is_given(plan))
        (*measured)->below = below_measure(plan);
    plan->measured = *measured;
    return true;
}

/* Fewer parties are not always lower: beside one "others" all kinds of money run. */
static bool parties_above(struct flow_plan *plan, struct flow_engine *engine, size_t *most, size_t beyond)
{
    struct measured *measured;
    for (size_t more = *most; more < beyond && more <= *most + FEW_MORE; more++) {
        if (!measured_make(plan, engine, more, &measured))
            return false;
        if (is_room(plan, measured)) {
            *most = more;
            return true;
        }
    }
    return true;
}

/* Between a number that has room, or is the least, and one that has none. */
static bool parties_search(struct flow_plan *plan, struct flow_engine *engine, size_t *most)
{
    size_t low = parties_least(plan), high = *most;
    while (low < high && low + 1 < high) {
        struct measured *middle;
        if (!measured_make(plan, engine, (low + high) / 2, &middle))
            return false;
        *(is_room(plan, middle) ? &low : &high) = middle->most;
    }
    low = low < *most ? low : *most;
    high = *most;
    *most = low;
    return parties_above(plan, engine, most, high);
}

bool plan_gather_to_fit(struct flow_plan *plan, struct flow_engine *engine, double *least)
{
    struct measured *measured;
    size_t most = parties_most(plan);
    if (!measured_make(plan, engine, most, &measured))
        return false;
    if (!is_room(plan, measured)) {
        if (plan->options.parties_most > 0 && measured->cards > 0 && most > measured->cards)
            most = measured->cards; /* 'all' is no number to search below */
        if (!parties_search(plan, engine, &most))
            return false;
    }
    if (!measured_make(plan, engine, most, &measured))
        return false;
    if (plan->parties_most != most) {
        plan_gather(plan, most);
        plan->parties_most = most;
        if (plan->ribbon_count > 0 && !plan_columns_to_fit(plan, engine, least))
            return false;
    }
    *least = measured->least;
    plan->fits = is_room(plan, measured);
    if (measured->below > 0)
        plan->below = measured->below;
    return true;
}

bool parties_gather_more(
    struct flow_plan *plan, struct flow_engine *engine, size_t than, size_t *most, double *least)
{
    size_t more = *most < PARTIES_MOST ? *most : PARTIES_MOST;
    for (*most = 0; more > than; more--) {
        plan_gather(plan, more);
        if (density(plan) > DENSER)
            continue;
        plan->parties_most = more;
        if (!plan_columns_to_fit(plan, engine, least))
            return false;
        struct measured measured = {.least = *least / TALLER, .crowded = plan->need > plan->width};
        if (is_room(plan, &measured)) {
            *most = more;
            return true;
        }
    }
    return true;
}

void parties_refuse(struct flow_plan *plan)
{
    measured_find(plan, plan->parties_most)->refused = true;
}

void parties_forget(struct flow_plan *plan)
{
    plan->measured = NULL;
    plan->parties_most = 0;
}
