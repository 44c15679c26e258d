/* SPDX-License-Identifier: MIT */
/*
 * arrange: in, cards and arcs between them; out, columns and the order within them.
 *
 * The heart is arc_insert: the cheapest way of one arc through all columns, every place of every column
 * considered, found by dynamic programming over the gaps between columns. Moving a card is taking it out with
 * all its arcs and putting it, and them one by one, where they cost least. Everything else is repetition:
 * over all arcs, over all cards, over random handfuls.
 *
 * Places are doubled: the i-th item of a column stands at 2i + 1, the slot above it is 2i. So a slot equals
 * no item, and two arcs that meet at one card are equal there, which is how they do not cross: their ports
 * are sorted afterwards.
 */
#include "arrange.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    CROSSING = 1500,      /* what one crossing of two ribbons costs */
    CROSSING_VALUE = 3,   /* crossings that 1000 · Σ vᵢvⱼ/(Σv)² = 1 is worth */
    RETURN = 150,         /* a ribbon that runs back */
    RETURN_SHARE = 40000, /* … all value there is */
    PASS = 120,           /* a ribbon passing a column */
    PASS_SHARE = 6000,    /* … all value there is */
    UPRIGHT = 25,         /* an item that an upright of a return passes */
    COLUMN = 800,         /* a column with cards in it */
    TALL = 12000          /* a column twice as high as it should be */
};

/* Handfuls: cards taken out together; tries without a gain after which nothing more is expected. */
enum { HANDFUL_MOST = 4, IDLE_BASE = 8, IDLE_A_CARD = 8, KEPT_COLUMNS = 3 };
/* What is worse by this part of its cost after a shake is not looked into any further. */
enum { HOPELESS = 12 };
enum { COUNT_MOST = 8, RIBBONS_EASY = 270 };

typedef uint32_t item;

struct arc_state {
    int low, high; /* columns it spans */
    bool back, present;
    int32_t weight; /* product of two: what value crossing value costs */
    int32_t count;  /* of ribbons */
    int64_t fixed_return, fixed_pass;
};

struct arc_list {
    uint32_t *at;
    size_t count;
};

struct arrangement {
    struct arena *arena;
    const struct arrange_input *in;
    int columns;
    int *column; /* of each card; −1: nowhere */
    struct arc_state *arcs;
    struct arc_list *touching; /* by card: its arcs, heaviest first */
    item **items;              /* by column, from top to bottom */
    size_t *counts;
    int32_t *position; /* by item */
    item *way;         /* by arc and column: the item there */
    int *cards_in;     /* by column */
    int64_t *height;   /* by column */
    int64_t height_limit, tall;
    struct arc_list *gaps;       /* by gap: present arcs that cross it, gap g right of column g */
    struct arc_list *out, *into; /* by column: present returns whose payer, payee stands there */
    /* room for arc_insert */
    int32_t *best, *reached, *grid, *line, *beside, *floor_node;
    int64_t *floors;
    size_t *offset, *grid_offset, grid_room;
    int32_t *path, *old_path;
    int64_t *crossing; /* by arc: what it crossed when all were looked at last */
    int32_t *ways;     /* of arcs taken out, one after the other */
    uint64_t steps, steps_end;
    uint32_t random;
    int32_t unit, upright; /* what a crossing costs, and an item that an upright passes */
};

/* ---- items ---- */

static item passing(const struct arrangement *a, size_t arc, int column)
{
    return (item)(a->in->card_count + arc * (size_t)a->columns + (size_t)column);
}

static item item_at(const struct arrangement *a, size_t arc, int column)
{
    return a->way[arc * (size_t)a->columns + (size_t)column];
}

static bool is_free(const struct arc_state *state, int column)
{
    return state->back || (column > state->low && column < state->high);
}

static int32_t place_of(const struct arrangement *a, item which)
{
    return 2 * a->position[which] + 1;
}

static int item_height(const struct arrangement *a, item which)
{
    size_t cards = a->in->card_count;
    return which < cards ? a->in->card_heights[which]
                         : a->in->arcs[(which - cards) / (size_t)a->columns].height;
}

static void item_put(struct arrangement *a, item which, int column, size_t place)
{
    item *items = a->items[column];
    memmove(items + place + 1, items + place, (a->counts[column] - place) * sizeof *items);
    items[place] = which;
    a->counts[column]++;
    for (size_t i = place; i < a->counts[column]; i++)
        a->position[items[i]] = (int32_t)i;
    a->height[column] += item_height(a, which);
}

static void item_take(struct arrangement *a, item which, int column)
{
    item *items = a->items[column];
    size_t place = (size_t)a->position[which];
    a->counts[column]--;
    memmove(items + place, items + place + 1, (a->counts[column] - place) * sizeof *items);
    for (size_t i = place; i < a->counts[column]; i++)
        a->position[items[i]] = (int32_t)i;
    a->height[column] -= item_height(a, which);
}

static void list_add(struct arc_list *list, size_t arc)
{
    list->at[list->count++] = (uint32_t)arc;
}

static void list_remove(struct arc_list *list, size_t arc)
{
    for (size_t i = list->count; i-- > 0;)
        if (list->at[i] == arc) {
            list->at[i] = list->at[--list->count];
            return;
        }
}

static void arc_list_all(struct arrangement *a, size_t arc, void (*each)(struct arc_list *, size_t))
{
    const struct arc_state *state = &a->arcs[arc];
    for (int gap = state->low; gap < state->high; gap++)
        each(&a->gaps[gap], arc);
    if (state->back) {
        each(&a->out[state->high], arc);
        each(&a->into[state->low], arc);
    }
}

/* Follows from where its cards stand. */
static void arc_span(struct arrangement *a, size_t arc)
{
    struct arc_state *state = &a->arcs[arc];
    int payer = a->column[a->in->arcs[arc].payer], payee = a->column[a->in->arcs[arc].payee];
    state->back = payer >= payee;
    state->low = state->back ? payee : payer;
    state->high = state->back ? payer : payee;
    for (int column = state->low; column <= state->high; column++)
        a->way[arc * (size_t)a->columns + (size_t)column] = passing(a, arc, column);
    if (!state->back) {
        a->way[arc * (size_t)a->columns + (size_t)payer] = (item)a->in->arcs[arc].payer;
        a->way[arc * (size_t)a->columns + (size_t)payee] = (item)a->in->arcs[arc].payee;
    }
}

/* Its way, by column, as slots (free columns) or cards' places. */
static void arc_put(struct arrangement *a, size_t arc, const int32_t *path)
{
    struct arc_state *state = &a->arcs[arc];
    for (int column = state->low; column <= state->high; column++)
        if (is_free(state, column))
            item_put(a, passing(a, arc, column), column, (size_t)path[column] / 2);
    state->present = true;
    arc_list_all(a, arc, list_add);
}

static void arc_take(struct arrangement *a, size_t arc)
{
    struct arc_state *state = &a->arcs[arc];
    for (int column = state->low; column <= state->high; column++)
        if (is_free(state, column))
            item_take(a, passing(a, arc, column), column);
    state->present = false;
    arc_list_all(a, arc, list_remove);
}

/* ---- what a way costs ---- */

static int32_t crossing_cost(const struct arrangement *a, size_t one, size_t other)
{
    return a->unit * a->arcs[one].count * a->arcs[other].count + a->arcs[one].weight * a->arcs[other].weight;
}

static bool is_within(int32_t at, int32_t x, int32_t y)
{
    return x < y ? at > x && at < y : at > y && at < x;
}

/* The ends of a return's upright at its payer (out) or payee */
static void upright_ends(const struct arrangement *a, size_t arc, bool out, int32_t *card, int32_t *lane)
{
    const struct arc_state *state = &a->arcs[arc];
    *card = place_of(a, (item)(out ? a->in->arcs[arc].payer : a->in->arcs[arc].payee));
    *lane = place_of(a, passing(a, arc, out ? state->high : state->low));
}

static int64_t tall_cost(const struct arrangement *a, int64_t height)
{
    return height > a->height_limit ? a->tall * (height - a->height_limit) / a->height_limit : 0;
}

static int64_t taller_cost(const struct arrangement *a, int column, int64_t by)
{
    return tall_cost(a, a->height[column] + by) - tall_cost(a, a->height[column]);
}

static int64_t fixed_cost(const struct arrangement *a, size_t arc)
{
    const struct arc_state *state = &a->arcs[arc];
    int64_t passed = state->back ? state->high - state->low + 1 : state->high - state->low - 1;
    return (state->back ? state->fixed_return : 0) + passed * state->fixed_pass;
}

static int64_t gap_cost(struct arrangement *a, size_t arc, int gap, const int32_t *path)
{
    int64_t cost = 0;
    const struct arc_list *list = &a->gaps[gap];
    int32_t left = path[gap], right = path[gap + 1];
    for (size_t i = 0; i < list->count; i++) {
        size_t other = list->at[i];
        int32_t l = place_of(a, item_at(a, other, gap)), r = place_of(a, item_at(a, other, gap + 1));
        if (other != arc && ((l < left && r > right) || (l > left && r < right)))
            cost += crossing_cost(a, arc, other);
    }
    a->steps += list->count;
    return cost;
}

/* What passes by on this side of the column crosses these uprights. */
static int64_t passed_uprights(
    struct arrangement *a, size_t arc, const struct arc_list *uprights, bool out, int32_t at)
{
    int64_t cost = 0;
    for (size_t i = 0; i < uprights->count; i++) {
        int32_t card, lane;
        if (uprights->at[i] == arc)
            continue;
        upright_ends(a, uprights->at[i], out, &card, &lane);
        if (is_within(at, card, lane))
            cost += crossing_cost(a, arc, uprights->at[i]);
    }
    a->steps += uprights->count;
    return cost;
}

/* Two uprights on one side cross when one of them begins inside the other and ends outside; not when they
 * share a card. */
static int64_t upright_on_uprights(
    struct arrangement *a, size_t arc, const struct arc_list *uprights, bool out, int32_t card, int32_t lane)
{
    int64_t cost = 0;
    for (size_t i = 0; i < uprights->count; i++) {
        int32_t other_card, other_lane;
        if (uprights->at[i] == arc)
            continue;
        upright_ends(a, uprights->at[i], out, &other_card, &other_lane);
        if (other_card != card && is_within(other_card, card, lane) != is_within(other_lane, card, lane))
            cost += crossing_cost(a, arc, uprights->at[i]);
    }
    a->steps += uprights->count;
    return cost;
}

/* The upright between card and lane, beside the column: what leaves the column on that side between them
 * crosses it. */
static int64_t upright_cost(struct arrangement *a, size_t arc, bool out, int32_t card, int32_t lane)
{
    const struct arc_state *state = &a->arcs[arc];
    int column = out ? state->high : state->low, gap = out ? column : column - 1;
    int64_t cost = upright_on_uprights(a, arc, out ? &a->out[column] : &a->into[column], out, card, lane);
    if (gap < 0 || gap >= a->columns - 1)
        return cost;
    const struct arc_list *list = &a->gaps[gap];
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] != arc && is_within(place_of(a, item_at(a, list->at[i], column)), card, lane))
            cost += crossing_cost(a, arc, list->at[i]);
    a->steps += list->count;
    return cost;
}

/* Of the whole way, beside everything that is there. */
static int64_t path_cost(struct arrangement *a, size_t arc, const int32_t *path)
{
    const struct arc_state *state = &a->arcs[arc];
    int64_t cost = 0;
    for (int column = state->low; column <= state->high; column++) {
        if (column < state->high)
            cost +=
                gap_cost(a, arc, column, path) + passed_uprights(a, arc, &a->out[column], true, path[column]);
        if (column > state->low)
            cost += passed_uprights(a, arc, &a->into[column], false, path[column]);
    }
    if (state->back) {
        cost += upright_cost(a, arc, true, place_of(a, (item)a->in->arcs[arc].payer), path[state->high]);
        cost += upright_cost(a, arc, false, place_of(a, (item)a->in->arcs[arc].payee), path[state->low]);
    }
    return cost;
}

/* Every item that an upright passes makes it longer, which is slower to follow. */
static int64_t own_lengths(const struct arrangement *a, size_t arc, const int32_t *path)
{
    const struct arc_state *state = &a->arcs[arc];
    const struct arrange_arc *ends = &a->in->arcs[arc];
    if (!state->back)
        return 0;
    int64_t passed = abs(place_of(a, (item)ends->payer) - path[state->high]) / 2 +
                     abs(place_of(a, (item)ends->payee) - path[state->low]) / 2 - 2; /* both ends are items */
    return passed * a->upright;
}

/* What an item at this place of the column adds to the lengths of uprights there. */
static int64_t passed_lengths(struct arrangement *a, int column, int32_t at)
{
    int64_t passed = 0;
    for (int side = 0; side < 2; side++) {
        const struct arc_list *uprights = side == 0 ? &a->out[column] : &a->into[column];
        for (size_t i = 0; i < uprights->count; i++) {
            int32_t card, lane;
            upright_ends(a, uprights->at[i], side == 0, &card, &lane);
            passed += is_within(at, card, lane) ? 1 : 0;
        }
        a->steps += uprights->count;
    }
    return passed * a->upright;
}

static void path_now(const struct arrangement *a, size_t arc, int32_t *path)
{
    for (int column = a->arcs[arc].low; column <= a->arcs[arc].high; column++)
        path[column] = place_of(a, item_at(a, arc, column));
}

/* Everything that goes when this arc goes. */
static int64_t arc_cost(struct arrangement *a, size_t arc)
{
    const struct arc_state *state = &a->arcs[arc];
    path_now(a, arc, a->old_path);
    int64_t cost = path_cost(a, arc, a->old_path) + own_lengths(a, arc, a->old_path) + fixed_cost(a, arc);
    for (int column = state->low; column <= state->high; column++)
        if (is_free(state, column))
            cost += passed_lengths(a, column, a->old_path[column]) -
                    taller_cost(a, column, -a->in->arcs[arc].height);
    return cost;
}

/* ---- the cheapest way ---- */

static size_t slots(const struct arrangement *a, const struct arc_state *state, int column)
{
    return is_free(state, column) ? a->counts[column] + 1 : 1;
}

static int32_t slot_place(const struct arrangement *a, size_t arc, int column, size_t slot)
{
    return is_free(&a->arcs[arc], column) ? (int32_t)(2 * slot) : place_of(a, item_at(a, arc, column));
}

/* line[place] += cost for every place within (x, y) */
static void line_add(int32_t *line, int32_t x, int32_t y, int32_t cost)
{
    int32_t low = x < y ? x : y, high = x < y ? y : x;
    if (high > low + 1) {
        line[low + 1] += cost;
        line[high] -= cost;
    }
}

static void line_sum(int32_t *line, size_t count)
{
    for (size_t i = 1; i < count; i++)
        line[i] += line[i - 1];
}

static void add_passed_uprights(
    struct arrangement *a, size_t arc, int column, bool out, bool crosses, bool lengthens, int32_t *line)
{
    const struct arc_list *uprights = out ? &a->out[column] : &a->into[column];
    for (size_t i = 0; i < uprights->count; i++) {
        int32_t card, lane;
        upright_ends(a, uprights->at[i], out, &card, &lane);
        line_add(line, card, lane,
            (crosses ? crossing_cost(a, arc, uprights->at[i]) : 0) + (lengthens ? a->upright : 0));
    }
}

/* Uprights on one side cross where one begins inside the other and ends outside: from the card to a slot that
   lies beyond one end of another and not beyond both. */
static void add_crossed_uprights(
    struct arrangement *a, size_t arc, const struct arc_list *uprights, bool out, int32_t card, size_t count)
{
    int32_t last = (int32_t)(2 * count + 1);
    memset(a->line, 0, (2 * count + 2) * sizeof *a->line);
    for (size_t i = 0; i < uprights->count; i++) {
        int32_t x, y, cost = crossing_cost(a, arc, uprights->at[i]);
        upright_ends(a, uprights->at[i], out, &x, &y);
        if (x == card)
            continue;
        int32_t low = x < y ? x : y, high = x < y ? y : x;
        if (high > card)
            line_add(a->line, low > card ? low : high, low > card ? high : last, cost);
        if (low < card)
            line_add(a->line, high < card ? low : -1, high < card ? high : low, cost);
    }
    line_sum(a->line, 2 * count + 2);
    a->steps += uprights->count + count;
}

/* What an upright crosses that passes each item of the column. */
static void beside_costs(struct arrangement *a, size_t arc, int column, bool out)
{
    int gap = out ? column : column - 1;
    memset(a->beside, 0, (a->counts[column] + 1) * sizeof *a->beside);
    if (gap >= 0 && gap < a->columns - 1)
        for (size_t i = 0; i < a->gaps[gap].count; i++) {
            size_t other = a->gaps[gap].at[i];
            a->beside[a->position[item_at(a, other, column)]] += crossing_cost(a, arc, other);
        }
}

/* What an upright from the arc's card to each slot of the column would cross. */
static void add_own_upright(struct arrangement *a, size_t arc, int column, bool out, int32_t *node)
{
    size_t count = a->counts[column];
    int32_t card = place_of(a, (item)(out ? a->in->arcs[arc].payer : a->in->arcs[arc].payee));
    beside_costs(a, arc, column, out);
    int32_t sum = 0;
    size_t at = (size_t)card / 2;
    for (size_t slot = at + 1; slot <= count; slot++) { /* below the card: the first slot passes nothing */
        node[slot] += sum;
        if (slot < count)
            sum += a->beside[slot] + a->upright;
    }
    sum = 0;
    for (size_t slot = at + 1; slot-- > 0;) {
        node[slot] += sum;
        if (slot > 0)
            sum += a->beside[slot - 1] + a->upright;
    }
    add_crossed_uprights(a, arc, out ? &a->out[column] : &a->into[column], out, card, count);
    for (size_t slot = 0; slot <= count; slot++)
        node[slot] += a->line[2 * slot];
    a->steps += 4 * count;
}

/* What each slot of the column costs by itself. */
static void node_costs(struct arrangement *a, size_t arc, int column, int32_t *node)
{
    const struct arc_state *state = &a->arcs[arc];
    size_t places = 2 * a->counts[column] + 2, count = slots(a, state, column);
    memset(a->line, 0, places * sizeof *a->line);
    bool lane = is_free(state, column);
    add_passed_uprights(a, arc, column, true, column < state->high, lane, a->line);
    add_passed_uprights(a, arc, column, false, column > state->low, lane, a->line);
    line_sum(a->line, places);
    for (size_t slot = 0; slot < count; slot++)
        node[slot] = a->line[slot_place(a, arc, column, slot)];
    if (state->back && column == state->high)
        add_own_upright(a, arc, column, true, node);
    if (state->back && column == state->low)
        add_own_upright(a, arc, column, false, node);
    if (is_free(state, column)) {
        int32_t taller = (int32_t)taller_cost(a, column, a->in->arcs[arc].height);
        for (size_t slot = 0; slot < count; slot++)
            node[slot] += taller;
    }
    a->steps += places + a->out[column].count + a->into[column].count;
}

/* The same where every slot counts, and where the card's own upright is not known yet (near). */
static void floor_node_costs(
    struct arrangement *a, size_t arc, int column, bool near, bool is_payer, int32_t *node)
{
    const struct arc_state *state = &a->arcs[arc];
    size_t count = a->counts[column] + 1, places = 2 * count;
    bool lane = is_free(state, column);
    if (!near && !lane) {
        node_costs(a, arc, column, node);
        return;
    }
    memset(a->line, 0, places * sizeof *a->line);
    add_passed_uprights(a, arc, column, true, column < state->high, lane, a->line);
    add_passed_uprights(a, arc, column, false, column > state->low, lane, a->line);
    line_sum(a->line, places);
    int32_t taller = lane ? (int32_t)taller_cost(a, column, a->in->arcs[arc].height) : 0;
    for (size_t slot = 0; slot < count; slot++)
        node[slot] = a->line[2 * slot] + taller;
    if (state->back && column == state->high && !(near && is_payer))
        add_own_upright(a, arc, column, true, node);
    if (state->back && column == state->low && !(near && !is_payer))
        add_own_upright(a, arc, column, false, node);
    a->steps += places + a->out[column].count + a->into[column].count;
}

/* grid[slot]: what the arc crosses in the gap, from a card on one side to each slot on the other. */
static void card_gap_costs(
    struct arrangement *a, size_t arc, int gap, bool free_left, size_t count, int32_t *grid)
{
    const struct arc_list *list = &a->gaps[gap];
    int32_t card = slot_place(a, arc, free_left ? gap + 1 : gap, 0);
    memset(grid, 0, count * sizeof *grid);
    for (size_t i = 0; i < list->count; i++) {
        size_t other = list->at[i], far = (size_t)a->position[item_at(a, other, free_left ? gap : gap + 1)];
        int32_t near = place_of(a, item_at(a, other, free_left ? gap + 1 : gap));
        int32_t cost = crossing_cost(a, arc, other);
        if (near < card) { /* crossed from the slots above its other end */
            grid[0] += cost;
            if (far + 1 < count)
                grid[far + 1] -= cost;
        } else if (near > card && far + 1 < count)
            grid[far + 1] += cost;
    }
    line_sum(grid, count);
}

/* grid[left · rights + right]: what the arc crosses between a slot on the left and one on the right. */
static void slot_gap_costs(
    struct arrangement *a, size_t arc, int gap, size_t lefts, size_t rights, int32_t *grid)
{
    const struct arc_list *list = &a->gaps[gap];
    int32_t *last = a->line;
    memset(grid, 0, lefts * rights * sizeof *grid);
    for (size_t i = 0; i < list->count; i++) {
        size_t l = (size_t)a->position[item_at(a, list->at[i], gap)],
               r = (size_t)a->position[item_at(a, list->at[i], gap + 1)];
        grid[(l + 1) * rights + r + 1] += crossing_cost(a, arc, list->at[i]);
    }
    /* S[p][q]: all that begins above slot p and ends above slot q */
    for (size_t p = 1; p < lefts; p++) {
        int32_t row = 0;
        for (size_t q = 0; q < rights; q++) {
            row += grid[p * rights + q];
            grid[p * rights + q] = grid[(p - 1) * rights + q] + row;
        }
    }
    /* crossed: what begins above p and ends below q, or the other way round */
    memcpy(last, grid + (lefts - 1) * rights, rights * sizeof *last);
    for (size_t p = 0; p < lefts; p++) {
        int32_t above = grid[p * rights + rights - 1];
        for (size_t q = 0; q < rights; q++)
            grid[p * rights + q] = above + last[q] - 2 * grid[p * rights + q];
    }
    a->steps += lefts * rights / 2;
}

/* Where one end is a card there is one slot on that side. */
static void gap_costs(struct arrangement *a, size_t arc, int gap, size_t lefts, size_t rights, int32_t *grid)
{
    const struct arc_state *state = &a->arcs[arc];
    bool free_left = is_free(state, gap), free_right = is_free(state, gap + 1);
    a->steps += a->gaps[gap].count + lefts * rights / 4;
    if (free_left && free_right)
        slot_gap_costs(a, arc, gap, lefts, rights, grid);
    else if (free_left || free_right)
        card_gap_costs(a, arc, gap, free_left, free_left ? lefts : rights, grid);
    else {
        path_now(a, arc, a->path);
        grid[0] = (int32_t)gap_cost(a, arc, gap, a->path);
    }
}

/* least[q] = the least of before[p] + grid[p][q]: plain loops over neighbours in memory, for the compiler to
 * widen. */
static void least_sums(
    const int32_t *before, size_t lefts, const int32_t *restrict grid, size_t rights, int32_t *restrict least)
{
    for (size_t q = 0; q < rights; q++)
        least[q] = before[0] + grid[q];
    for (size_t p = 1; p < lefts; p++) {
        const int32_t *restrict row = grid + p * rights;
        int32_t base = before[p];
        for (size_t q = 0; q < rights; q++) {
            int32_t cost = base + row[q];
            least[q] = cost < least[q] ? cost : least[q];
        }
    }
}

/* The slots of the way that ends in `end`, from right to left. */
static void trace_path(struct arrangement *a, size_t arc, size_t end)
{
    const struct arc_state *state = &a->arcs[arc];
    for (int column = state->high; column > state->low; column--) {
        size_t lefts = slots(a, state, column - 1), rights = slots(a, state, column), p = 0;
        const int32_t *before = a->best + a->offset[column - 1], *grid = a->grid + a->grid_offset[column - 1];
        int32_t wanted = a->reached[a->offset[column] + end];
        a->path[column] = slot_place(a, arc, column, end);
        while (p + 1 < lefts && before[p] + grid[p * rights + end] != wanted)
            p++;
        end = p;
    }
    a->path[state->low] = slot_place(a, arc, state->low, end);
}

static void grid_make_room(struct arrangement *a, size_t arc)
{
    const struct arc_state *state = &a->arcs[arc];
    size_t room = 0;
    for (int column = state->low; column < state->high; column++) {
        a->grid_offset[column] = room;
        room += slots(a, state, column) * slots(a, state, column + 1);
    }
    if (a->grid_room < room) {
        a->grid_room = 2 * room;
        a->grid = arena_array(a->arena, int32_t, a->grid_room);
    }
}

/* For one gap at a time. */
static void floor_make_room(struct arrangement *a, size_t arc)
{
    const struct arc_state *state = &a->arcs[arc];
    size_t room = 0;
    for (int column = state->low; column < state->high; column++) {
        size_t here = (a->counts[column] + 1) * (a->counts[column + 1] + 1);
        room = here > room ? here : room;
    }
    if (a->grid_room < room) {
        a->grid_room = 2 * room;
        a->grid = arena_array(a->arena, int32_t, a->grid_room);
    }
}

/* From one column to the next there is only one way. */
static int64_t only_path(struct arrangement *a, size_t arc)
{
    path_now(a, arc, a->path);
    return path_cost(a, arc, a->path);
}

/* Finds it into a->path; its cost, without what is fixed. */
static int64_t cheapest_path(struct arrangement *a, size_t arc)
{
    const struct arc_state *state = &a->arcs[arc];
    size_t room = 0, end = 0;
    if (!state->back && state->high == state->low + 1)
        return only_path(a, arc);
    grid_make_room(a, arc);
    for (int column = state->low; column <= state->high; column++) {
        size_t count = slots(a, state, column);
        int32_t *best = a->best + room, *reached = a->reached + room;
        a->offset[column] = room;
        node_costs(a, arc, column, best);
        if (column > state->low) {
            size_t lefts = slots(a, state, column - 1);
            int32_t *grid = a->grid + a->grid_offset[column - 1];
            gap_costs(a, arc, column - 1, lefts, count, grid);
            least_sums(a->best + a->offset[column - 1], lefts, grid, count, reached);
            for (size_t q = 0; q < count; q++)
                best[q] += reached[q];
            a->steps += lefts * count / 4;
        }
        room += count;
    }
    const int32_t *last = a->best + a->offset[state->high];
    for (size_t slot = 1, count = slots(a, state, state->high); slot < count; slot++)
        if (last[slot] < last[end])
            end = slot;
    trace_path(a, arc, end);
    return last[end];
}

static int64_t arc_insert(struct arrangement *a, size_t arc)
{
    arc_span(a, arc);
    int64_t cost = cheapest_path(a, arc) + fixed_cost(a, arc);
    arc_put(a, arc, a->path);
    return cost;
}

static bool is_out_of_steps(const struct arrangement *a)
{
    return a->steps >= a->steps_end;
}

/* ---- a start ---- */

static int compare_touching(const void *x, const void *y, const struct arrangement *a)
{
    uint32_t one = *(const uint32_t *)x, other = *(const uint32_t *)y;
    int64_t share = a->in->arcs[one].share, other_share = a->in->arcs[other].share;
    if (share != other_share)
        return share > other_share ? -1 : 1;
    return one < other ? -1 : 1;
}

static void touching_make(struct arrangement *a)
{
    const struct arrange_input *in = a->in;
    a->touching = arena_array(a->arena, struct arc_list, in->card_count + 1);
    for (size_t i = 0; i < in->arc_count; i++) {
        a->touching[in->arcs[i].payer].count++;
        a->touching[in->arcs[i].payee].count++;
    }
    for (size_t c = 0; c < in->card_count; c++) {
        a->touching[c].at = arena_array(a->arena, uint32_t, a->touching[c].count + 1);
        a->touching[c].count = 0;
    }
    for (size_t i = 0; i < in->arc_count; i++) {
        list_add(&a->touching[in->arcs[i].payer], i);
        list_add(&a->touching[in->arcs[i].payee], i);
    }
    for (size_t c = 0; c < in->card_count; c++)
        for (size_t i = 1; i < a->touching[c].count; i++)
            for (size_t at = i; at > 0; at--) {
                uint32_t *pair = a->touching[c].at + at - 1, moved = pair[0];
                if (compare_touching(&pair[0], &pair[1], a) < 0)
                    break;
                pair[0] = pair[1];
                pair[1] = moved;
            }
}

static struct arc_list *lists_make(struct arrangement *a)
{
    struct arc_list *lists = arena_array(a->arena, struct arc_list, (size_t)a->columns);
    for (int c = 0; c < a->columns; c++)
        lists[c].at = arena_array(a->arena, uint32_t, a->in->arc_count + 1);
    return lists;
}

/* What a crossing costs: CROSSING, less where arcs are so many that sums along a way could overflow. */
static int32_t unit_of(const struct arrange_input *in)
{
    int64_t ribbons = 0;
    for (size_t i = 0; i < in->arc_count; i++)
        ribbons += in->arcs[i].count < COUNT_MOST ? in->arcs[i].count : COUNT_MOST;
    return ribbons <= RIBBONS_EASY ? CROSSING : (int32_t)(CROSSING * RIBBONS_EASY / ribbons) + 1;
}

/* √(1000 · unit · CROSSING_VALUE) of all value, so that products are costs */
static int32_t weight_of(const struct arrangement *a, const struct arrange_arc *arc)
{
    return (int32_t)(arc->share * (int64_t)sqrt(1000.0 * a->unit * CROSSING_VALUE) / ARRANGE_SHARE);
}

static int64_t fixed_of(const struct arrangement *a, const struct arrange_arc *arc, int64_t each, int64_t all)
{
    return (each * arc->count + all * arc->share / ARRANGE_SHARE) * a->unit / CROSSING;
}

struct arrangement *arrangement_create(struct arena *arena, const struct arrange_input *input)
{
    struct arrangement *a = arena_new(arena, struct arrangement);
    size_t most = input->card_count + input->arc_count + 2;
    a->arena = arena;
    a->in = input;
    a->columns = input->columns;
    a->random = 1;
    a->unit = unit_of(input);
    a->upright = UPRIGHT * a->unit / CROSSING;
    a->tall = (int64_t)(input->tall > 0 ? input->tall : TALL) * a->unit / CROSSING;
    a->column = arena_array(arena, int, input->card_count + 1);
    a->arcs = arena_array(arena, struct arc_state, input->arc_count + 1);
    for (size_t i = 0; i < input->arc_count; i++) {
        const struct arrange_arc *arc = &input->arcs[i];
        assert(arc->payer != arc->payee);
        a->arcs[i].count = arc->count < COUNT_MOST ? arc->count : COUNT_MOST;
        a->arcs[i].weight = weight_of(a, arc);
        a->arcs[i].fixed_return = fixed_of(a, arc, RETURN, RETURN_SHARE);
        a->arcs[i].fixed_pass = fixed_of(a, arc, PASS, PASS_SHARE);
    }
    touching_make(a);
    a->gaps = lists_make(a);
    a->out = lists_make(a);
    a->into = lists_make(a);
    a->items = arena_array(arena, item *, (size_t)a->columns);
    for (int c = 0; c < a->columns; c++)
        a->items[c] = arena_array(arena, item, most);
    a->counts = arena_array(arena, size_t, (size_t)a->columns);
    a->height = arena_array(arena, int64_t, (size_t)a->columns);
    a->cards_in = arena_array(arena, int, (size_t)a->columns);
    a->ways = arena_array(arena, int32_t, (size_t)a->columns * (input->arc_count + 1));
    a->crossing = arena_array(arena, int64_t, input->arc_count + 1);
    a->position = arena_array(arena, int32_t, input->card_count + input->arc_count * (size_t)a->columns + 1);
    a->way = arena_array(arena, item, input->arc_count * (size_t)a->columns + 1);
    a->best = arena_array(arena, int32_t, most * (size_t)a->columns);
    a->reached = arena_array(arena, int32_t, most * (size_t)a->columns);
    a->line = arena_array(arena, int32_t, 2 * most + 2);
    a->beside = arena_array(arena, int32_t, most);
    a->floor_node = arena_array(arena, int32_t, most);
    a->floors = arena_array(arena, int64_t, most);
    a->grid_offset = arena_array(arena, size_t, (size_t)a->columns);
    a->offset = arena_array(arena, size_t, (size_t)a->columns);
    a->path = arena_array(arena, int32_t, (size_t)a->columns + 1);
    a->old_path = arena_array(arena, int32_t, (size_t)a->columns + 1);
    return a;
}

static void arrangement_clear(struct arrangement *a)
{
    for (int c = 0; c < a->columns; c++) {
        a->counts[c] = a->gaps[c].count = a->out[c].count = a->into[c].count = 0;
        a->height[c] = 0;
        a->cards_in[c] = 0;
    }
}

struct placed {
    double place;
    item which;
};

static int compare_placed(const void *x, const void *y)
{
    const struct placed *one = x, *other = y;
    if (one->place != other->place)
        return one->place < other->place ? -1 : 1;
    return one->which < other->which ? -1 : one->which > other->which;
}

static void column_sort(struct arrangement *a, int column, struct placed *placed)
{
    qsort(placed, a->counts[column], sizeof *placed, compare_placed);
    for (size_t i = 0; i < a->counts[column]; i++) {
        a->items[column][i] = placed[i].which;
        a->position[placed[i].which] = (int32_t)i;
    }
}

/* All stand; nothing is sorted. */
static void stand_all(struct arrangement *a, const int *card_columns)
{
    arrangement_clear(a);
    for (size_t c = 0; c < a->in->card_count; c++) {
        a->column[c] = card_columns[c];
        a->cards_in[card_columns[c]]++;
        item_put(a, (item)c, card_columns[c], a->counts[card_columns[c]]);
    }
    for (size_t i = 0; i < a->in->arc_count; i++) {
        arc_span(a, i);
        for (int column = a->arcs[i].low; column <= a->arcs[i].high; column++)
            if (is_free(&a->arcs[i], column))
                item_put(a, passing(a, i, column), column, a->counts[column]);
        a->arcs[i].present = true;
        arc_list_all(a, i, list_add);
    }
}

void arrangement_start(
    struct arrangement *a, const int *card_columns, arrange_place *place, const void *context)
{
    struct placed *placed = arena_array(a->arena, struct placed, a->in->card_count + a->in->arc_count + 1);
    size_t cards = a->in->card_count;
    int64_t highest = 1;
    stand_all(a, card_columns);
    for (int c = 0; c < a->columns; c++) {
        for (size_t i = 0; i < a->counts[c]; i++) {
            item which = a->items[c][i];
            bool is_card = which < cards;
            size_t index = is_card ? which : (which - cards) / (size_t)a->columns;
            placed[i] = (struct placed){place(context, is_card, index, c), which};
        }
        column_sort(a, c, placed);
        highest = a->height[c] > highest ? a->height[c] : highest;
    }
    a->height_limit = a->in->height_most > 0 ? a->in->height_most : highest;
}

/* ---- sweeps ---- */

static void mean_add(double *sum, int *count, int32_t position, size_t of)
{
    *sum += ((double)position + 0.5) / (double)of;
    ++*count;
}

/* The mean place of what an item is tied to in the column before (to its left or right) and beside it. */
static void sweep_column(struct arrangement *a, int column, bool from_left, double *sums, int *counts)
{
    int gap = from_left ? column - 1 : column, other = from_left ? column - 1 : column + 1;
    for (size_t i = 0; i < a->counts[column]; i++) {
        sums[a->items[column][i]] = 0;
        counts[a->items[column][i]] = 0;
    }
    for (size_t i = 0; gap >= 0 && gap < a->columns - 1 && i < a->gaps[gap].count; i++) {
        size_t arc = a->gaps[gap].at[i];
        item here = item_at(a, arc, column), there = item_at(a, arc, other);
        mean_add(&sums[here], &counts[here], a->position[there], a->counts[other]);
    }
    for (int side = 0; side < 2; side++) {
        const struct arc_list *list = side == 0 ? &a->out[column] : &a->into[column];
        for (size_t i = 0; i < list->count; i++) {
            size_t arc = list->at[i];
            item lane = passing(a, arc, column),
                 card = (item)(side == 0 ? a->in->arcs[arc].payer : a->in->arcs[arc].payee);
            mean_add(&sums[lane], &counts[lane], a->position[card], a->counts[column]);
        }
    }
    a->steps += a->counts[column] * 8 + a->out[column].count + a->into[column].count;
}

void arrangement_sweep(struct arrangement *a, int sweeps)
{
    size_t all = a->in->card_count + a->in->arc_count * (size_t)a->columns;
    double *sums = arena_array(a->arena, double, all + 1);
    int *counts = arena_array(a->arena, int, all + 1);
    struct placed *placed = arena_array(a->arena, struct placed, a->in->card_count + a->in->arc_count + 1);
    for (int sweep = 0; sweep < sweeps; sweep++)
        for (int step = 0; step < a->columns; step++) {
            bool from_left = sweep % 2 == 0;
            int column = from_left ? step : a->columns - 1 - step;
            sweep_column(a, column, from_left, sums, counts);
            for (size_t i = 0; i < a->counts[column]; i++) {
                item which = a->items[column][i];
                double here = ((double)i + 0.5) / (double)a->counts[column];
                placed[i] = (struct placed){counts[which] > 0 ? sums[which] / counts[which] : here, which};
            }
            column_sort(a, column, placed);
        }
}

/* ---- the whole ---- */

/* Twice what crosses: each arc beside all others */
static int64_t crossing_sum(struct arrangement *a)
{
    int64_t sum = 0;
    for (size_t i = 0; i < a->in->arc_count; i++)
        if (a->arcs[i].present) {
            path_now(a, i, a->old_path);
            a->crossing[i] = path_cost(a, i, a->old_path);
            sum += a->crossing[i];
        }
    return sum;
}

int64_t arrangement_cost(struct arrangement *a)
{
    int64_t fixed = 0;
    for (size_t i = 0; i < a->in->arc_count; i++)
        if (a->arcs[i].present) {
            path_now(a, i, a->old_path);
            fixed += fixed_cost(a, i) + own_lengths(a, i, a->old_path);
        }
    for (int c = 0; c < a->columns; c++)
        fixed += tall_cost(a, a->height[c]) + (a->cards_in[c] > 0 ? COLUMN * a->unit / CROSSING : 0);
    return crossing_sum(a) / 2 + fixed;
}

/* ---- improving ---- */

static uint32_t random_below(struct arrangement *a, uint32_t below)
{
    a->random = a->random * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(a->random >> 8) * below) >> 24);
}

static bool arc_improve(struct arrangement *a, size_t arc)
{
    int64_t before = arc_cost(a, arc); /* leaves its way in old_path */
    arc_take(a, arc);
    int64_t now = cheapest_path(a, arc) + fixed_cost(a, arc);
    bool better = now < before;
    if (!better) { /* as items, its places were odd; as slots they are one less */
        const struct arc_state *state = &a->arcs[arc];
        for (int column = state->low; column <= state->high; column++)
            a->path[column] = is_free(state, column) ? a->old_path[column] - 1 : a->old_path[column];
    }
    arc_put(a, arc, a->path);
    return better;
}

static bool arcs_improve(struct arrangement *a)
{
    bool improved = false;
    for (size_t i = 0; i < a->in->arc_count && !is_out_of_steps(a); i++)
        if (arc_improve(a, i))
            improved = true;
    return improved;
}

static int64_t card_cost(struct arrangement *a, size_t card, int column, size_t place)
{
    return passed_lengths(a, column, (int32_t)(2 * place)) +
           (a->cards_in[column] == 0 ? COLUMN * a->unit / CROSSING : 0) +
           taller_cost(a, column, a->in->card_heights[card]);
}

static int64_t card_put(struct arrangement *a, size_t card, int column, size_t place)
{
    int64_t cost = card_cost(a, card, column, place);
    a->column[card] = column;
    a->cards_in[column]++;
    item_put(a, (item)card, column, place);
    return cost;
}

static int64_t card_take(struct arrangement *a, size_t card)
{
    int column = a->column[card];
    size_t place = (size_t)a->position[card];
    item_take(a, (item)card, column);
    a->cards_in[column]--;
    a->column[card] = -1;
    return card_cost(a, card, column, place);
}

/* Which of its arcs can stand: those whose other card does. */
static bool can_stand(const struct arrangement *a, size_t arc)
{
    return a->column[a->in->arcs[arc].payer] >= 0 && a->column[a->in->arcs[arc].payee] >= 0;
}

/* What its arcs cost wherever they pass and whatever they cross, from the i-th on. */
static int64_t least_cost(struct arrangement *a, size_t card, size_t from)
{
    const struct arc_list *touching = &a->touching[card];
    int64_t cost = 0;
    for (size_t i = from; i < touching->count; i++)
        if (can_stand(a, touching->at[i])) {
            arc_span(a, touching->at[i]);
            cost += fixed_cost(a, touching->at[i]);
        }
    return cost;
}

/* Puts the card and its arcs in; stops, with a cost that is not below the bound, once it cannot be. */
static int64_t card_insert(struct arrangement *a, size_t card, int column, size_t place, int64_t bound)
{
    const struct arc_list *touching = &a->touching[card];
    int64_t cost = card_put(a, card, column, place), ahead = least_cost(a, card, 0);
    for (size_t i = 0; i < touching->count && cost + ahead < bound; i++)
        if (can_stand(a, touching->at[i])) {
            ahead -= fixed_cost(a, touching->at[i]);
            cost += arc_insert(a, touching->at[i]);
        }
    return cost + ahead;
}

/* The reverse. */
static void card_remove(struct arrangement *a, size_t card)
{
    const struct arc_list *touching = &a->touching[card];
    for (size_t i = touching->count; i-- > 0;)
        if (a->arcs[touching->at[i]].present)
            arc_take(a, touching->at[i]);
    card_take(a, card);
}

/* ---- what a place costs at least ---- */

/* least[p] = the least of after[q] + grid[p][q] */
static void least_sums_right(
    const int32_t *restrict after, size_t lefts, const int32_t *grid, size_t rights, int32_t *restrict least)
{
    for (size_t p = 0; p < lefts; p++) {
        const int32_t *restrict row = grid + p * rights;
        int32_t cost = after[0] + row[0];
        for (size_t q = 1; q < rights; q++)
            cost = after[q] + row[q] < cost ? after[q] + row[q] : cost;
        least[p] = cost;
    }
}

/* What the gap adds to the least costs of one side's slots, seen from the other side's; where the card whose
   place is sought stands, every slot is one for it. */
static void floor_step(struct arrangement *a, size_t arc, int from, int to, bool free_from,
    const int32_t *before, int32_t *after)
{
    int gap = from < to ? from : to;
    size_t froms = free_from ? a->counts[from] + 1 : 1, tos = a->counts[to] + 1;
    if (!free_from) {
        card_gap_costs(a, arc, gap, from > to, tos, after);
        for (size_t i = 0; i < tos; i++)
            after[i] += before[0];
        a->steps += a->gaps[gap].count + tos;
        return;
    }
    size_t lefts = from < to ? froms : tos, rights = from < to ? tos : froms;
    a->steps += a->gaps[gap].count + lefts * rights / 2;
    slot_gap_costs(a, arc, gap, lefts, rights, a->grid);
    if (from < to)
        least_sums(before, lefts, a->grid, rights, after);
    else
        least_sums_right(before, lefts, a->grid, rights, after);
}

/* An upright between any place of the card and any lane costs what lies between: the least over the lanes. */
static void floor_upright(struct arrangement *a, size_t arc, int column, bool out, int32_t *cost)
{
    size_t count = a->counts[column];
    beside_costs(a, arc, column, out);
    for (size_t i = 0; i < count; i++) {
        int32_t through = cost[i] + a->beside[i] + a->upright;
        cost[i + 1] = through < cost[i + 1] ? through : cost[i + 1];
    }
    for (size_t i = count; i-- > 0;) {
        int32_t through = cost[i + 1] + a->beside[i] + a->upright;
        cost[i] = through < cost[i] ? through : cost[i];
    }
    a->steps += 2 * count;
}

/* Adds what the arc costs at least, for every place of its card in the column; the card stands nowhere in it
   yet, but the arc is spanned as if it did. */
static void arc_floors(struct arrangement *a, size_t arc, size_t card, int column, int64_t *floors)
{
    const struct arc_state *state = &a->arcs[arc];
    bool is_payer = a->in->arcs[arc].payer == card;
    int far = column == state->low ? state->high : state->low, step = far < column ? 1 : -1;
    int32_t *now = a->best, *next = a->reached, *node = a->floor_node;
    for (int c = far;; c += step) {
        size_t count = c == column || state->back ? a->counts[c] + 1 : slots(a, state, c);
        floor_node_costs(a, arc, c, c == column, is_payer, node);
        if (c == far)
            memcpy(now, node, count * sizeof *now);
        else {
            floor_step(a, arc, c - step, c, is_free(state, c - step), now, next);
            for (size_t i = 0; i < count; i++)
                next[i] += node[i];
            int32_t *moved = now;
            now = next;
            next = moved;
        }
        if (c == column)
            break;
    }
    if (state->back)
        floor_upright(a, arc, column, is_payer, now);
    int64_t fixed = fixed_cost(a, arc);
    for (size_t i = 0; i <= a->counts[column]; i++)
        floors[i] += now[i] + fixed;
}

/* No place of the column costs less than its floor. */
static void place_floors(struct arrangement *a, size_t card, int column, int64_t *floors)
{
    const struct arc_list *touching = &a->touching[card];
    for (size_t place = 0; place <= a->counts[column]; place++)
        floors[place] = card_cost(a, card, column, place);
    a->column[card] = column;
    for (size_t i = 0; i < touching->count; i++)
        if (can_stand(a, touching->at[i])) {
            arc_span(a, touching->at[i]);
            floor_make_room(a, touching->at[i]);
            arc_floors(a, touching->at[i], card, column, floors);
        }
    a->column[card] = -1;
}

struct spot {
    int column;
    size_t place;
    int64_t cost;
};

/* No place in this column costs less. */
static int64_t column_floor(struct arrangement *a, size_t card, int column)
{
    a->column[card] = column;
    int64_t cost = least_cost(a, card, 0) + (a->cards_in[column] == 0 ? COLUMN * a->unit / CROSSING : 0) +
                   taller_cost(a, column, a->in->card_heights[card]);
    a->column[card] = -1;
    return cost;
}

/* Places of one column that cost less than the best so far, the most promising first. */
static void column_search(struct arrangement *a, size_t card, int column, struct spot *best)
{
    int64_t *floors = a->floors;
    place_floors(a, card, column, floors);
    while (!is_out_of_steps(a)) {
        size_t place = 0;
        for (size_t i = 1; i <= a->counts[column]; i++)
            place = floors[i] < floors[place] ? i : place;
        if (floors[place] >= best->cost)
            return;
        floors[place] = INT64_MAX;
        int64_t cost = card_insert(a, card, column, place, best->cost);
        if (cost < best->cost)
            *best = (struct spot){column, place, cost};
        card_remove(a, card);
    }
}

/* Where the card and its arcs cost least, below the bound: in `column`, or in any near it. */
static struct spot card_search(struct arrangement *a, size_t card, int column, bool moves, int64_t bound)
{
    struct spot best = {-1, 0, bound};
    column_search(a, card, column, &best);
    for (int by = 1; moves && by <= KEPT_COLUMNS; by++)
        for (int side = -1; side <= 1; side += 2) {
            int c = column + side * by;
            if (c >= 0 && c < a->columns && column_floor(a, card, c) < best.cost)
                column_search(a, card, c, &best);
        }
    return best;
}

/* Takes the card out, remembering the ways of its arcs, and puts it where it costs least; back where nothing
 * is better. */
static bool card_improve(struct arrangement *a, size_t card, bool moves)
{
    const struct arc_list *touching = &a->touching[card];
    int column = a->column[card];
    size_t place, columns = (size_t)a->columns;
    int64_t before = 0;
    for (size_t i = touching->count; i-- > 0;) {
        int32_t *way = a->ways + i * columns;
        before += arc_cost(a, touching->at[i]);
        arc_take(a, touching->at[i]);
        for (int c = a->arcs[touching->at[i]].low; c <= a->arcs[touching->at[i]].high; c++)
            way[c] = is_free(&a->arcs[touching->at[i]], c) ? a->old_path[c] - 1 : a->old_path[c];
    }
    place = (size_t)a->position[card];
    before += card_take(a, card);
    struct spot best = card_search(a, card, column, moves, before);
    if (best.column >= 0) {
        card_insert(a, card, best.column, best.place, INT64_MAX);
        return true;
    }
    card_put(a, card, column, place);
    for (size_t i = 0; i < touching->count; i++) {
        arc_span(a, touching->at[i]);
        arc_put(a, touching->at[i], a->ways + i * columns);
    }
    return false;
}

static bool cards_improve(struct arrangement *a, bool moves)
{
    bool improved = false;
    for (size_t c = 0; c < a->in->card_count && !is_out_of_steps(a); c++)
        if (card_improve(a, c, moves))
            improved = true;
    return improved;
}

/* Until nothing improves; the cheap moves first. */
static void settle(struct arrangement *a, bool moves)
{
    do {
        while (!is_out_of_steps(a) && arcs_improve(a))
            ;
    } while (!is_out_of_steps(a) && cards_improve(a, moves));
}

/* A card of an arc that crosses another; where none does, any. */
static size_t trouble_pick(struct arrangement *a)
{
    size_t count = 0, picked = 0;
    for (size_t i = 0; i < a->in->arc_count; i++)
        if (a->crossing[i] > 0 && random_below(a, (uint32_t)++count) == 0)
            picked = i;
    if (count == 0)
        return random_below(a, (uint32_t)a->in->card_count);
    return random_below(a, 2) ? a->in->arcs[picked].payer : a->in->arcs[picked].payee;
}

static size_t handful_add(size_t *handful, size_t count, size_t card)
{
    for (size_t i = 0; i < count; i++)
        if (handful[i] == card)
            return 0;
    handful[count] = card;
    return 1;
}

/* Takes a handful of neighbouring cards out and puts them back in another order. */
static void shake(struct arrangement *a, bool moves)
{
    size_t handful[HANDFUL_MOST], count = 1, cards = a->in->card_count;
    int columns[HANDFUL_MOST];
    handful[0] = random_below(a, 4) == 0 ? random_below(a, (uint32_t)cards) : trouble_pick(a);
    size_t wanted = 1 + random_below(a, HANDFUL_MOST);
    for (size_t i = 0; i < 2 * wanted && count < wanted; i++) {
        if (random_below(a, 3) == 0) {
            count += handful_add(handful, count, trouble_pick(a));
            continue;
        }
        const struct arc_list *touching = &a->touching[handful[random_below(a, (uint32_t)count)]];
        const struct arrange_arc *arc =
            &a->in->arcs[touching->at[random_below(a, (uint32_t)touching->count)]];
        size_t next = random_below(a, 2) ? arc->payer : arc->payee;
        count += handful_add(handful, count, next);
    }
    for (size_t i = 0; i < count; i++) {
        columns[i] = a->column[handful[i]];
        card_remove(a, handful[i]);
    }
    for (size_t i = count; i-- > 0;) {
        size_t pick = random_below(a, (uint32_t)(i + 1)), card = handful[pick];
        int column = columns[pick];
        handful[pick] = handful[i];
        columns[pick] = columns[i];
        if (moves && random_below(a, 3) == 0) { /* anywhere near, for a change */
            column += (int)random_below(a, 3) - 1;
            column = column < 0 ? 0 : column >= a->columns ? a->columns - 1 : column;
        }
        struct spot spot = card_search(a, card, column, moves && random_below(a, 2) == 0, INT64_MAX);
        if (spot.column < 0)
            spot = (struct spot){column, 0, 0};
        card_insert(a, card, spot.column, spot.place, INT64_MAX);
    }
}

/* Tries in vain that are enough: few where nothing crosses. */
static int idle_most(struct arrangement *a)
{
    return IDLE_BASE + (crossing_sum(a) > 0 ? IDLE_A_CARD * (int)a->in->card_count : 0);
}

void arrangement_improve(struct arrangement *a, uint64_t steps, bool moves)
{
    a->steps_end = a->steps + steps;
    settle(a, moves);
    if (a->in->card_count < 3 ||
        is_out_of_steps(a)) /* even the cost of a very large one takes long to tell */
        return;
    struct arrange_state *best = arrangement_save(a, NULL);
    int64_t least = arrangement_cost(a);
    for (int idle = 0; idle < idle_most(a) && !is_out_of_steps(a); idle++) {
        shake(a, moves);
        while (!is_out_of_steps(a) && arcs_improve(a))
            ;
        int64_t cost = arrangement_cost(a);
        if (cost < least + least / HOPELESS) {
            settle(a, false);
            cost = arrangement_cost(a);
        }
        if (cost < least)
            idle = 0;
        if (cost <= least) {
            least = cost;
            arrangement_save(a, best);
        } else
            arrangement_load(a, best);
    }
}

uint64_t arrangement_steps(const struct arrangement *a)
{
    return a->steps;
}

int arrangement_column(const struct arrangement *a, size_t card)
{
    return a->column[card];
}

bool arrangement_is_return(const struct arrangement *a, size_t arc)
{
    return a->arcs[arc].back;
}

size_t arrangement_card_place(const struct arrangement *a, size_t card)
{
    return (size_t)a->position[card];
}

size_t arrangement_arc_place(const struct arrangement *a, size_t arc, int column)
{
    return (size_t)a->position[item_at(a, arc, column)];
}

/* ---- states ---- */

struct arrange_state {
    int *column;
    item **items;
    size_t *counts;
};

struct arrange_state *arrangement_save(struct arrangement *a, struct arrange_state *state)
{
    size_t columns = (size_t)a->columns;
    if (state == NULL) {
        state = arena_new(a->arena, struct arrange_state);
        state->column = arena_array(a->arena, int, a->in->card_count + 1);
        state->counts = arena_array(a->arena, size_t, columns);
        state->items = arena_array(a->arena, item *, columns);
        for (size_t c = 0; c < columns; c++)
            state->items[c] = arena_array(a->arena, item, a->in->card_count + a->in->arc_count + 1);
    }
    memcpy(state->column, a->column, a->in->card_count * sizeof *a->column);
    memcpy(state->counts, a->counts, columns * sizeof *a->counts);
    for (size_t c = 0; c < columns; c++)
        memcpy(state->items[c], a->items[c], a->counts[c] * sizeof **a->items);
    return state;
}

void arrangement_load(struct arrangement *a, const struct arrange_state *state)
{
    stand_all(a, state->column);
    for (int c = 0; c < a->columns; c++) {
        memcpy(a->items[c], state->items[c], state->counts[c] * sizeof **a->items);
        for (size_t i = 0; i < a->counts[c]; i++)
            a->position[a->items[c][i]] = (int32_t)i;
    }
}
