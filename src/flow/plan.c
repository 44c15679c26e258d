/* SPDX-License-Identifier: MIT */
/*
 * plan: in, facts, a size and a selection; out, every number of the drawing. The steps stand in plan.h; this
 * file puts them in order, chooses the height when none is given, and says what was folded or could not be
 * drawn to scale.
 */
#include "plan.h"

#include "crossings.h"
#include "fold.h"
#include "gaps.h"
#include "say.h"
#include "wording.h"

#include <math.h>
#include <string.h>

enum { FIT_ROUNDS = 3, SHRINKS = 4 };
/* An eye forgives so many crossings; else other numbers of parties are tried. */
enum { CROSSINGS_FORGIVEN = 5, CLEAR_TRIES = 3, CLEAR_RIBBONS = 60 };
static const double HEIGHT_SLACK = 0.5; /* the last line's space below */
static const double WIDTH_LEAST = 200, WIDTH_MOST = 4000, HEIGHT_MOST = 4000, EMPTY_HEIGHT = 40;
static const double LEGEND_GUESS = 40, TALLEST_WHOLE = 1.44, LOWEST_LIMIT = 420;
static const double HAIRLINE_SHARE =
    20; /* a ribbon this many times thinner than the floor is worth a warning */

/* The edition drawn, by whose fields places are found: an overlay has copies of them */
static const struct dataset *dataset_as_read(const struct flow_plan *plan)
{
    const struct flow_since *since = plan->options.since;
    return since != NULL ? since->overlay->now->dataset : plan->given->dataset;
}

static struct place dataset_place_of(const struct flow_plan *plan, const void *field)
{
    struct place place = dataset_place(dataset_as_read(plan), field);
    if (place.file == NULL)
        place.file = plan->facts->dataset->file;
    return place;
}

static void warn_folded(const struct flow_plan *plan, struct diags *diags)
{
    bool all_asked = plan->options.parties_most == PARTIES_ALL;
    if (plan->parties_drawn == plan->parties_all || (plan->options.parties_most > 0 && !all_asked))
        return; /* who said how many needs no telling */
    const struct dataset *dataset = dataset_as_read(plan);
    const char *hint = all_asked
                           ? "running down there is no room for 'all'; a greater width, --direction right or "
                             "a where-clause gives it"
                           : "--max-parties N (max-parties=N in a template) draws more or fewer, 'all' every "
                             "one; a where-clause chooses";
    diags_add(diags, DIAG_CROWDED, dataset_place_of(plan, dataset->parties), "parties", hint,
        "%zu parties are more than the flow diagram holds at this size: %zu %s drawn, %zu stand as “others”",
        plan->parties_all, plan->parties_drawn, plan->parties_drawn == 1 ? "is" : "are",
        plan->parties_all - plan->parties_drawn);
}

static void warn_hairlines(const struct flow_plan *plan, struct diags *diags)
{
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        const struct ribbon *ribbon = &plan->ribbons[r];
        double exact = plan->scale * (double)ribbon->reserve;
        if (ribbon->gone || ribbon->form == FORM_UNKNOWN || ribbon->reserve <= 0 ||
            exact * HAIRLINE_SHARE >= FLOOR_THICKNESS)
            continue;
        const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
        const struct dataset *dataset = dataset_as_read(plan);
        const struct deal *deal = &dataset->deals[flow->deal];
        const void *field =
            flow->leg != NO_INDEX ? (const void *)&deal->legs[flow->leg].amount : &deal->amount;
        struct arena *plain = arena_create(); /* diagnostics are English */
        struct str words = str_init(plain);
        word_amount(&words, &ribbon->amount, NUMBER_SHORT);
        diags_add(diags, DIAG_BELOW_HAIRLINE, dataset_place_of(plan, field), dataset_path(dataset, field),
            NULL,
            "%s is too small beside the other amounts to be drawn to scale: its band has the least width",
            str_text(&words));
        arena_destroy(plain);
    }
}

/* ---- size ---- */

/* Enough for the greatest amount to be a broad band, and for what is crowded to come apart. */
static double height_wish(const struct flow_plan *plan, double least)
{
    if (plan->down)
        return rows_room(plan);
    double base = fmin(fmax(plan->width * 0.36, 130), 380);
    return fmin(fmax(base, least + fmin(plan->width * 0.14, 100)), HEIGHT_MOST);
}

/* The order in which a height was measured, where a better one is too high; columns anew, for an order begins
   with the places that the last one left. */
static bool plan_fit_lower(struct flow_plan *plan, struct flow_engine *engine, double band)
{
    double before = plan->band_height;
    if (!plan_columns(plan, engine, plan->columns_most) || !plan_order_low(plan, engine) ||
        !plan_fit(plan, band))
        return false;
    if (plan->band_height <= before)
        return true;
    return plan_columns(plan, engine, plan->columns_most) &&
           plan_order_near(plan, engine, plan->options.height) && plan_fit(plan, band);
}

/* In the order there is. With a given height, what stands below takes its part; how much is known only after
   labelling. */
static bool plan_place(struct flow_plan *plan, struct flow_engine *engine, double least)
{
    double band = height_wish(plan, least);
    bool given = plan->options.height > 0 && !plan->down;
    double tallest = fmax(plan->width * TALLEST_WHOLE, LOWEST_LIMIT);
    if (plan->options.height <= 0 && !plan->down && least >= tallest)
        band = fmin(band, least); /* too high at best: nothing to give away */
    for (int round = 0; round < FIT_ROUNDS; round++) {
        if (given)
            band = fmax(plan->options.height - plan->below, EMPTY_HEIGHT);
        if (!plan_fit(plan, band))
            return false;
        if (given && round == 0 && plan->band_height > band + HEIGHT_SLACK &&
            !plan_fit_lower(plan, engine, band))
            return false;
        plan_route(plan);
        plan_labels(plan);
        plan->height = plan_legend(plan, plan->band_height);
        double now = plan->height - plan->band_height;
        if (plan->options.height <= 0 && !plan->down && plan->height > tallest && band > least) {
            band =
                fmax(least, band - (plan->height - tallest)); /* legend and key took more than was thought */
            continue;
        }
        bool filled = !plan->down || now >= plan->below - 0.5; /* rows are spread over what is left */
        if (plan->options.height <= 0 || (now <= plan->below + 0.5 && filled))
            break;
        plan->below = now;
    }
    if (plan->options.height > 0 && plan->options.height + HEIGHT_SLACK > plan->height)
        plan->height = plan->options.height;
    return true;
}

static bool plan_lay_out(struct flow_plan *plan, struct flow_engine *engine, double least)
{
    bool given = plan->options.height > 0 && !plan->down;
    return plan_order_near(plan, engine, given ? plan->options.height : height_wish(plan, least)) &&
           plan_place(plan, engine, least);
}

/* ---- fewer crossings ---- */

/* An order, and how often ribbons cross in it, or lie upon each other, as drawn. */
struct sketch {
    struct flow_plan plan;
    struct party *parties;
    double least;
    int tangle;
};

/* Uprights that find no room lie upon each other: each hundredth of the width that they lack is as bad as a
   crossing. */
static int plan_tangle(const struct flow_plan *plan)
{
    double lacking = fmax(gaps_need(plan, false) / plan->width - 1, 0);
    return plan_crossings(plan) + (int)ceil(100 * lacking);
}

/* As drawn with the height that is wished for, and with the least, which what stands below may leave. */
static bool sketch_tangle(struct flow_plan *plan, double least, int *most)
{
    double heights[] = {height_wish(plan, least), least};
    *most = 0;
    for (size_t i = 0; i < sizeof heights / sizeof *heights; i++) {
        if (!plan_fit(plan, heights[i]))
            return false;
        plan_route(plan);
        int tangle = plan_tangle(plan);
        *most = tangle > *most ? tangle : *most;
    }
    return true;
}

static bool plan_sketch(
    struct flow_plan *plan, struct flow_engine *engine, double least, struct sketch *sketch)
{
    size_t count = plan->facts->dataset->party_count;
    if (!plan_order_near(plan, engine, height_wish(plan, least)) ||
        !sketch_tangle(plan, least, &sketch->tangle))
        return false;
    /* all that it points to is made anew by the next, but for what parties are called */
    sketch->plan = *plan;
    if (plan->parties != NULL) {
        sketch->parties = arena_array(plan->arena, struct party, count + 1);
        memcpy(sketch->parties, plan->parties, count * sizeof *plan->parties);
    }
    sketch->least = least;
    return true;
}

static void plan_take(struct flow_plan *plan, const struct sketch *sketch)
{
    *plan = sketch->plan;
    if (plan->parties != NULL)
        memcpy(plan->parties, sketch->parties, plan->facts->dataset->party_count * sizeof *plan->parties);
}

/* Who chose how many, or how high, or compares with an older edition, gets that. */
static bool may_draw_more(const struct flow_plan *plan)
{
    return plan->options.parties_most == 0 && plan->options.height <= 0 && !plan->down &&
           plan->options.since == NULL && plan->parties_drawn < plan->parties_all &&
           plan->ribbon_count <= CLEAR_RIBBONS;
}

/* Beside "others" all kinds of money run: more parties often cross less. The order that crosses least is
   taken; of equals the one with more parties. */
static bool plan_lay_out_clear(struct flow_plan *plan, struct flow_engine *engine, double *least)
{
    if (!may_draw_more(plan))
        return plan_lay_out(plan, engine, *least);
    struct sketch best, now;
    size_t usual = plan->parties_most, most = SIZE_MAX;
    if (!plan_sketch(plan, engine, *least, &best))
        return false;
    for (int i = 0; i < CLEAR_TRIES && best.tangle > CROSSINGS_FORGIVEN; i++, most--) {
        if (!parties_gather_more(plan, engine, usual, &most, least))
            return false;
        if (most == 0)
            break;
        if (plan->ribbon_count > CLEAR_RIBBONS)
            continue;
        if (!plan_sketch(plan, engine, *least, &now))
            return false;
        if (now.tangle < best.tangle || (now.tangle == best.tangle && best.plan.parties_most == usual))
            best = now;
    }
    plan_take(plan, &best);
    *least = best.least;
    return plan_place(plan, engine, *least);
}

/* What is too broad to run down with the fewest parties runs to the right. */
static bool plan_turn_right(struct flow_plan *plan, struct flow_engine *engine, double *least)
{
    plan->down = false;
    plan->parties_cap = 0;
    parties_forget(plan);
    return plan_gather_to_fit(plan, engine, least);
}

static bool plan_keeps_down(struct flow_plan *plan, struct flow_engine *engine, double *least)
{
    bool fits = !plan->down || plan->ribbon_count == 0 || *least <= rows_room(plan);
    return fits || plan_turn_right(plan, engine, least);
}

/* Running down, the final order may need more than the width after all: fewer parties, else to the right. */
static bool plan_narrow(struct flow_plan *plan, struct flow_engine *engine, double *least)
{
    while (plan->down && plan->across > rows_room(plan) + 0.01) {
        size_t cards = plan->card_count;
        parties_refuse(plan);
        if (!plan_gather_to_fit(plan, engine, least) || !plan_keeps_down(plan, engine, least))
            return false;
        if (plan->down && plan->card_count == cards && !plan_turn_right(plan, engine, least))
            return false;
        if (!plan_lay_out(plan, engine, *least))
            return false;
    }
    return true;
}

/* Down the page the height is chosen. */
static bool is_too_high(const struct flow_plan *plan)
{
    return plan->options.height > 0 && !plan->down && plan->height > plan->options.height;
}

/* With the brevity there is; more parties are folded where the final words take more than was measured. */
static bool plan_try(struct flow_plan *plan, struct flow_engine *engine, double *least)
{
    for (int i = 0; plan->fits && i < SHRINKS; i++) {
        if (!plan_lay_out(plan, engine, *least))
            return false;
        if (!is_too_high(plan) || plan->options.parties_most > 0)
            return true;
        parties_refuse(plan);
        if (!plan_gather_to_fit(plan, engine, least))
            return false;
    }
    return true;
}

/* A given height is kept: what stands below is shortened and more parties are folded, in this order, until
   everything fits: each step says how few parties it may come to. What fits no more is higher than asked. */
static bool plan_press(struct flow_plan *plan, struct flow_engine *engine, double *least)
{
    static const struct {
        enum brevity brevity;
        size_t floor;
    } steps[] = {{BREVITY_NONE, PARTIES_ALL}, {BREVITY_LEGEND, 10}, {BREVITY_NAMES, 10}, {BREVITY_KEY, 2}};
    plan->height = INFINITY;
    size_t count = plan->options.brief ? BREVITY_KEY : sizeof steps / sizeof *steps;
    size_t first = plan->options.brief ? BREVITY_NAMES : 0;
    if (plan->options.pressed > first)
        first = plan->options.pressed < count ? plan->options.pressed : count - 1;
    for (size_t i = first; i < count && is_too_high(plan); i++) {
        plan->brevity = steps[i].brevity;
        plan->parties_floor = steps[i].floor;
        if (i > 0)
            parties_forget(plan);
        if (!plan_gather_to_fit(plan, engine, least) || !plan_try(plan, engine, least))
            return false;
        plan->pressed = is_too_high(plan) ? i + 1 : i;
    }
    return isfinite(plan->height) || plan_lay_out(plan, engine, *least);
}

static void plan_empty(struct flow_plan *plan)
{
    struct text_span span = {
        .string = said(plan->arena, "No money flow to draw: no deal with an amount is live."),
        .style = theme_style(STYLE_NOTE)};
    plan->remarks = text_wrap(plan->text, plan->arena, &span, 1, plan->width);
    plan->remarks_y = EMPTY_HEIGHT / 2;
    plan->height = EMPTY_HEIGHT;
}

static bool plan_fail(const struct flow_plan *plan, struct diags *diags, enum diag_code code, const char *why)
{
    diags_add(diags, code, (struct place){plan->facts->dataset->file, 0, 0}, NULL, NULL, "%s", why);
    return false;
}

/* What was asked for and would not be seen: nothing is drawn, for who asked expects something. */
static bool highlight_check(const struct flow_plan *plan, struct diags *diags)
{
    struct place place = {plan->facts->dataset->file, 0, 0};
    enum flow_highlight highlight = plan->options.highlight;
    bool loops = highlight == HIGHLIGHT_LOOPS || highlight == HIGHLIGHT_LOOP, seen = loops;
    size_t numbered = plan->network == NULL ? 0 : circuits_numbered(plan->network);
    if (highlight == HIGHLIGHT_LOOP && plan->options.highlight_index >= numbered) {
        diags_add(diags, DIAG_NO_DATA, place, NULL,
            numbered == 0 ? NULL : arena_printf(plan->arena, "loops are numbered from 1 to %zu", numbered),
            "the flow diagram has no loop %zu to highlight", plan->options.highlight_index + 1);
        return false;
    }
    for (size_t r = 0; r < plan->ribbon_count && highlight != HIGHLIGHT_NONE; r++)
        seen = seen || !plan->ribbons[r].faded;
    if (highlight == HIGHLIGHT_NONE || seen)
        return true;
    struct arena *plain = arena_create(); /* diagnostics are English */
    const char *words = flow_highlight_words(plain, plan->facts, &plan->options);
    diags_add(
        diags, DIAG_NO_DATA, place, NULL, NULL, "%s cannot be highlighted: no money of it is drawn", words);
    arena_destroy(plain);
    return false;
}

struct flow_plan *plan_create(
    struct arena *arena, struct text *text, const struct facts *facts, const struct flow_options *options)
{
    struct flow_plan *plan = arena_new(arena, struct flow_plan);
    plan->arena = arena;
    plan->text = text;
    plan_take_facts(plan, facts);
    plan->options = *options;
    plan->width = fmin(fmax(options->width, WIDTH_LEAST), WIDTH_MOST);
    plan->below = LEGEND_GUESS;
    plan->down = options->direction == DIRECTION_DOWN;
    plan->parties_floor = options->height > 0 && !plan->down ? PARTIES_ALL : 0;
    return plan;
}

bool plan_run(struct flow_plan *plan, struct flow_engine *engine, struct diags *diags)
{
    double least = 0;
    if (!plan_gather_to_fit(plan, engine, &least) || !plan_keeps_down(plan, engine, &least))
        return plan_fail(plan, diags, DIAG_LAYOUT_FAILED, "the flow diagram's columns could not be found");
    if (plan->ribbon_count == 0) {
        if (plan->options.where != NULL)
            return plan_fail(
                plan, diags, DIAG_NO_DATA, "no money flow matches: there is nothing for the flow diagram");
        if (!diags_has(diags, DIAG_NOTHING_LIVE))
            plan_fail(
                plan, diags, DIAG_NOTHING_LIVE, "no deal with an amount is live: the flow diagram is empty");
        plan_empty(plan);
        return true;
    }
    if (!highlight_check(plan, diags))
        return false;
    bool pressed = plan->options.height > 0 && !plan->down;
    if (pressed ? !plan_press(plan, engine, &least)
                : !plan_lay_out_clear(plan, engine, &least) || !plan_narrow(plan, engine, &least))
        return plan_fail(plan, diags, DIAG_LAYOUT_FAILED, "the flow diagram could not be laid out");
    warn_folded(plan, diags);
    warn_hairlines(plan, diags);
    plan_warn_overfull(plan, diags);
    return true;
}

size_t flow_plan_pressed(const struct flow_plan *plan)
{
    return plan->pressed;
}

struct flow_plan *flow_plan_make(struct arena *arena, struct flow_engine *engine, struct text *text,
    const struct facts *facts, const struct flow_options *options, struct diags *diags)
{
    struct flow_plan *plan = plan_create(arena, text, facts, options);
    return plan_run(plan, engine, diags) ? plan : NULL;
}

double flow_plan_height(const struct flow_plan *plan)
{
    return plan->height;
}

size_t flow_plan_parties(const struct flow_plan *plan, size_t *all)
{
    *all = plan->parties_all;
    return plan->parties_drawn;
}
