/* SPDX-License-Identifier: MIT */
/*
 * matrix_names: in, a matrix whose columns are placed by short names; out, what each party is called. Who has
 * a `short` is called by the full name where that changes no width: every row of its own holds it in two
 * lines (one more for each further party of a joint one), every column head that holds the short one holds it
 * too, no word is broken. All words of the figure agree; members of "n others" keep the short one.
 */
#include "matrix_plan.h"

#include <string.h>

enum { FULL_LINES = 2, JOINT_LINES = 4 };

static bool has_short(const struct party *party)
{
    return party->short_name && strcmp(party->short_name, party->name) != 0;
}

static const char *full_name(const struct matrix_plan *plan, const struct indices *parties)
{
    struct str name = str_init(plan->arena);
    for (size_t i = 0; i < parties->count; i++)
        str_printf(&name, "%s%s", i ? " / " : "", party_full(&plan->facts->dataset->parties[parties->at[i]]));
    return str_text(&name);
}

static bool full_fits(const struct matrix_plan *plan, const struct matrix_party *party)
{
    const struct indices *parties = &plan->facts->nodes[party->node].parties;
    const char *name = full_name(plan, parties);
    size_t lines = FULL_LINES - 1 + parties->count;
    lines = lines < JOINT_LINES ? lines : JOINT_LINES;
    if (party->pays && !matrix_words_fit(plan, name, matrix_name_style(), plan->name_width, lines))
        return false;
    return !party->is_paid || !party->named || matrix_head_fits(plan, name);
}

/* Who stands on several rows is called alike on all. */
static bool *parties_full(const struct matrix_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    bool *full = arena_array(plan->arena, bool, dataset->party_count + 1);
    for (size_t i = 0; i < dataset->party_count; i++)
        full[i] = has_short(&dataset->parties[i]);
    for (size_t p = 0; p < plan->party_count; p++) {
        const struct matrix_party *party = &plan->parties[p];
        if (party->node == NO_INDEX || full_fits(plan, party))
            continue;
        const struct indices *parties = &plan->facts->nodes[party->node].parties;
        for (size_t i = 0; i < parties->count; i++)
            full[parties->at[i]] = false;
    }
    for (size_t p = 0; p < plan->party_count; p++)
        for (size_t m = 0; m < plan->parties[p].members.count; m++) {
            const struct indices *parties = &plan->facts->nodes[plan->parties[p].members.at[m]].parties;
            for (size_t i = 0; i < parties->count; i++)
                full[parties->at[i]] = false;
        }
    return full;
}

static const struct facts *facts_called(const struct matrix_plan *plan, const bool *full)
{
    const struct dataset *dataset = plan->facts->dataset;
    struct facts *facts = arena_new(plan->arena, struct facts);
    struct dataset *copy = arena_new(plan->arena, struct dataset);
    *facts = *plan->facts;
    *copy = *dataset;
    copy->parties = arena_array(plan->arena, struct party, dataset->party_count + 1);
    memcpy(copy->parties, dataset->parties, dataset->party_count * sizeof *copy->parties);
    for (size_t i = 0; i < dataset->party_count; i++)
        if (full[i]) {
            copy->parties[i].short_name = NULL;
            copy->parties[i].shown = copy->parties[i].shown_full;
        }
    facts->dataset = copy;
    return facts;
}

void matrix_names_choose(struct matrix_plan *plan)
{
    const bool *full = parties_full(plan);
    bool any = false;
    for (size_t i = 0; i < plan->facts->dataset->party_count; i++)
        any = any || full[i];
    if (!any)
        return;
    plan->facts = facts_called(plan, full);
    for (size_t p = 0; p < plan->party_count; p++)
        if (plan->parties[p].node != NO_INDEX)
            plan->parties[p].name = facts_node_name(plan->arena, plan->facts, plan->parties[p].node);
}
