/* SPDX-License-Identifier: MIT */
/*
 * since: in, cards and ribbons gathered from two editions; out, what is marked on them: new, raised, lowered,
 * gone. The words come with the options: they are those of the report of changes. A ribbon takes the room of
 * the wider of both editions, so that the width it had can be shown beside what it has.
 */
#include "plan.h"

#include "say.h"
#include "wording.h"

#include <string.h>

static const char *const change_names[FLOW_CHANGE_COUNT] = {[FLOW_SAME] = "",
    [FLOW_NEW] = "new",
    [FLOW_RAISED] = "raised",
    [FLOW_LOWERED] = "lowered",
    [FLOW_REVISED] = "revised",
    [FLOW_GONE] = "gone"};

const char *flow_change_name(enum flow_change change)
{
    return change_names[change];
}

/* ---- what is gone ---- */

/* A clause asks of what is gone as it stood: it was in talks, and in the older edition that was money. */
bool flow_is_ghost(const struct flow_plan *plan, size_t flow)
{
    const struct flow_since *since = plan->options.since;
    const struct flow *at = &plan->facts->flows[flow];
    if (since == NULL || since->no_ghosts || since->overlay->moved[flow] || at->bucket != BUCKET_DEAD ||
        since->overlay->before[flow] == NO_INDEX)
        return false;
    const struct flow *was = &since->overlay->then->flows[since->overlay->before[flow]];
    if (!was->is_money || was->in_parts || was->intra_group || was->bucket == BUCKET_DEAD ||
        at->payer == at->payee)
        return false;
    if (flow < since->overlay->now->flow_count && flow_is_selected(plan, at))
        return false; /* the dead were asked for: it is drawn as one of them */
    struct flow as_it_was = *at;
    as_it_was.bucket = was->bucket;
    as_it_was.status = was->status;
    as_it_was.rank = was->rank;
    as_it_was.amount = was->amount;
    return flow_is_selected(plan, &as_it_was);
}

/* What is gone is drawn as it last stood. */
struct amount flow_amount_drawn(const struct flow_plan *plan, size_t flow)
{
    const struct flow_since *since = plan->options.since;
    const struct flow *at = &plan->facts->flows[flow];
    if (plan->panels[0] != NULL && !flow_is_drawn(plan, at))
        return since->overlay->then->flows[since->overlay->before[flow]].rest;
    if (!flow_is_ghost(plan, flow) || flow >= since->overlay->now->flow_count || !since->overlay->comparable)
        return at->rest;
    return since->overlay->then->flows[since->overlay->before[flow]].rest;
}

/* ---- ribbons ---- */

static const struct flow_mark *mark_of(const struct flow_plan *plan, size_t flow)
{
    return &plan->options.since->marks[flow];
}

static money reserve_before(const struct flow_plan *plan, size_t flow)
{
    const struct overlay *overlay = plan->options.since->overlay;
    if (!overlay->comparable || overlay->before[flow] == NO_INDEX)
        return -1;
    const struct flow *was = &overlay->then->flows[overlay->before[flow]];
    bool drawn = was->is_money && !was->in_parts && !was->intra_group && was->bucket != BUCKET_DEAD;
    return drawn && amount_is_sized(&was->rest) ? amount_reserve(&was->rest) : -1;
}

static money value_before(const struct flow_plan *plan, size_t flow)
{
    if (reserve_before(plan, flow) < 0)
        return 0;
    const struct overlay *overlay = plan->options.since->overlay;
    const struct amount *was = &overlay->then->flows[overlay->before[flow]].rest;
    return was->has_headline ? was->headline : was->low;
}

/* "two new, one raised" of a band that holds several */
static const char *marks_counted(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    static const char *const counted[FLOW_CHANGE_COUNT] = {[FLOW_NEW] = WORDS("%s new"),
        [FLOW_RAISED] = WORDS("%s raised"),
        [FLOW_LOWERED] = WORDS("%s lowered"),
        [FLOW_REVISED] = WORDS("%s revised"),
        [FLOW_GONE] = WORDS("%s gone")};
    int counts[FLOW_CHANGE_COUNT] = {0};
    for (size_t i = 0; i < ribbon->flows.count; i++)
        counts[mark_of(plan, ribbon->flows.at[i])->change]++;
    struct str out = str_init(plan->arena);
    for (int change = FLOW_NEW; change < FLOW_CHANGE_COUNT; change++)
        if (counts[change] > 0) {
            str_append(&out, out.length > 0 ? ", " : "");
            struct str count = str_init(plan->arena);
            word_count(&count, counts[change]);
            str_printf(&out, said(plan->arena, counted[change]), str_text(&count));
        }
    return out.length > 0 ? str_text(&out) : NULL;
}

static enum flow_change change_of(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    enum flow_change change = mark_of(plan, ribbon->flows.at[0])->change;
    for (size_t i = 1; i < ribbon->flows.count; i++)
        if (mark_of(plan, ribbon->flows.at[i])->change != change)
            return FLOW_REVISED;
    return change;
}

static void ribbon_mark(const struct flow_plan *plan, struct ribbon *ribbon)
{
    bool alone = ribbon->flows.count == 1;
    ribbon->mark = alone ? mark_of(plan, ribbon->flows.at[0])->words : marks_counted(plan, ribbon);
    ribbon->change = ribbon->gone ? FLOW_GONE : change_of(plan, ribbon);
    bool known = !ribbon->gone;
    money before = 0;
    for (size_t i = 0; i < ribbon->flows.count && known; i++) {
        money one = reserve_before(plan, ribbon->flows.at[i]);
        known = one >= 0;
        before = known ? money_add(before, one) : 0;
    }
    ribbon->before = known ? before : -1;
    for (size_t i = 0; i < ribbon->flows.count && known; i++)
        ribbon->before_value = money_add(ribbon->before_value, value_before(plan, ribbon->flows.at[i]));
}

/* ---- cards ---- */

/* Only what is gone runs here: no money moves. */
static void cards_mark(struct flow_plan *plan)
{
    for (size_t c = 0; c < plan->card_count; c++) {
        struct card *card = &plan->cards[c];
        card->gone = card->in.flows == 0 && card->out.flows == 0;
        card->mark = card->node != NO_INDEX ? plan->options.since->cards[card->node] : NULL;
    }
}

void plan_mark_changes(struct flow_plan *plan)
{
    for (size_t r = 0; r < plan->ribbon_count; r++)
        plan->ribbons[r].before = -1;
    if (plan->options.since == NULL || plan->panels[0] != NULL)
        return;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        ribbon_mark(plan, &plan->ribbons[r]);
    cards_mark(plan);
}

const char *ribbon_mark_joined(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    return ribbon->mark != NULL ? arena_printf(plan->arena, "\u00a0· %s", ribbon->mark) : "";
}
