/* SPDX-License-Identifier: MIT */
/*
 * facts: the order in which everything is derived from a dataset, once.
 */
#include "derive.h"

const struct facts *facts_derive(struct arena *arena, const struct dataset *dataset, enum level level)
{
    return facts_derive_selected(arena, dataset, level, NULL);
}

const struct facts *facts_derive_sums(struct arena *arena, const struct dataset *dataset, enum level level)
{
    struct facts *facts = arena_new(arena, struct facts);
    facts->dataset = dataset;
    facts->level = level;
    flows_derive(arena, facts);
    totals_derive(facts);
    return facts;
}

const struct facts *facts_derive_selected(
    struct arena *arena, const struct dataset *dataset, enum level level, const struct selection *selection)
{
    struct facts *facts = arena_new(arena, struct facts);
    facts->dataset = dataset;
    facts->level = level;
    facts->selection = selection;
    flows_derive(arena, facts);
    totals_derive(facts);
    overlaps_derive(arena, facts);
    network_derive(arena, facts, true, &facts->firm);
    network_derive(arena, facts, false, &facts->live);
    annuals_derive(arena, facts);
    schedules_derive(arena, facts);
    stepups_derive(arena, facts);
    figures_derive(arena, facts);
    return facts;
}
