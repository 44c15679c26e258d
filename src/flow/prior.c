/* SPDX-License-Identifier: MIT */
/*
 * prior: in, the drawing of an older edition; out, where everything stood in it, as a start for the new one's
 * columns and order, so that this week's figure looks like last week's and the change. It refuses to know
 * whether the start is kept: order.c compares.
 */
#include "prior.h"

#include <string.h>

struct prior_card {
    const char *id;
    int column;
    double y;
};

struct prior_arc { /* what passes a column */
    const char *payer, *payee;
    int column;
    double y;
};

struct flow_prior {
    struct prior_card *cards; /* sorted by id */
    struct prior_arc *arcs;
    size_t card_count, arc_count;
};

static struct flow_prior *prior_of(struct arena *arena, const struct flow_plan *plan)
{
    struct flow_prior *prior = arena_new(arena, struct flow_prior);
    prior->cards = arena_array(arena, struct prior_card, plan->card_count + 1);
    prior->arcs = arena_array(arena, struct prior_arc, plan->item_count + 1);
    for (size_t c = 0; c < plan->card_count; c++) {
        const struct card *card = &plan->cards[c];
        prior->cards[prior->card_count++] = (struct prior_card){
            card->id, card->column, plan->components[card->component].top + plan->items[card->item].y};
    }
    for (size_t i = 0; i < plan->item_count; i++) {
        const struct item *item = &plan->items[i];
        if (item->card != NO_INDEX)
            continue;
        const struct card *payer = &plan->cards[plan->cables[item->cable].payer],
                          *payee = &plan->cards[plan->cables[item->cable].payee];
        prior->arcs[prior->arc_count++] = (struct prior_arc){
            payer->id, payee->id, item->column, plan->components[payer->component].top + item->y};
    }
    return prior;
}

const struct flow_prior *flow_prior_make(
    struct arena *arena, struct flow_engine *engine, struct text *text, const struct flow_options *options)
{
    struct flow_plan *plan = plan_create(arena, text, options->since->overlay->then, options);
    struct diags *diags = diags_create(); /* its warnings were printed when it was new */
    plan_select_then(plan, options);
    bool of_one = options->highlight == HIGHLIGHT_PARTY || options->highlight == HIGHLIGHT_DEAL;
    if (of_one && plan->options.highlight_index == NO_INDEX) /* new since: nobody there to stand out */
        plan->options.highlight = HIGHLIGHT_NONE;
    bool good = plan_run(plan, engine, diags) && plan->ribbon_count > 0;
    diags_destroy(diags);
    return good ? prior_of(arena, plan) : NULL;
}

/* ---- asking ---- */

static const struct prior_card *card_find(const struct flow_prior *prior, const char *id)
{
    size_t low = 0, high = prior->card_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(prior->cards[middle].id, id);
        if (order == 0)
            return &prior->cards[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static int within(int column, int columns)
{
    return column < 0 ? 0 : column >= columns ? columns - 1 : column;
}

/* Who is new stands beside one of those it deals with: behind its payer, else before its payee. */
static void newcomer_place(const struct flow_plan *plan, struct prior_start *start, size_t card, int columns)
{
    double sum = 0;
    int count = 0;
    for (size_t c = 0; c < plan->cable_count; c++) {
        const struct cable *cable = &plan->cables[c];
        if (cable->payer != card && cable->payee != card)
            continue;
        size_t other = cable->payer == card ? cable->payee : cable->payer;
        if (!start->known[other])
            continue;
        if (count++ == 0)
            start->columns[card] = within(start->columns[other] + (other == cable->payer ? 1 : -1), columns);
        sum += start->y[other];
    }
    if (count > 0)
        start->y[card] = sum / count + 0.5;
}

bool prior_start_make(const struct flow_plan *plan, int columns, struct prior_start *start)
{
    const struct flow_prior *prior = plan->options.prior;
    if (prior == NULL)
        return false;
    start->plan = plan;
    start->columns = arena_array(plan->arena, int, plan->card_count + 1);
    start->y = arena_array(plan->arena, double, plan->card_count + 1);
    start->known = arena_array(plan->arena, bool, plan->card_count + 1);
    bool any = false;
    for (size_t c = 0; c < plan->card_count; c++) {
        const struct prior_card *was = card_find(prior, plan->cards[c].id);
        start->known[c] = was != NULL;
        start->columns[c] = within(was != NULL ? was->column : plan->cards[c].column, columns);
        start->y[c] = was != NULL ? was->y : 0;
        any = any || was != NULL;
    }
    for (size_t c = 0; c < plan->card_count; c++)
        if (!start->known[c])
            newcomer_place(plan, start, c, columns);
    return any;
}

double prior_arc_y(const struct prior_start *start, size_t index, int column)
{
    const struct flow_plan *plan = start->plan;
    const struct flow_prior *prior = plan->options.prior;
    const struct cable *cable = &plan->cables[index];
    for (size_t i = 0; i < prior->arc_count; i++)
        if (prior->arcs[i].column == column && !strcmp(prior->arcs[i].payer, plan->cards[cable->payer].id) &&
            !strcmp(prior->arcs[i].payee, plan->cards[cable->payee].id))
            return prior->arcs[i].y;
    return (start->y[cable->payer] + start->y[cable->payee]) / 2;
}
