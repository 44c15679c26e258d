/* SPDX-License-Identifier: MIT */
/*
 * chosen: comes in facts and a selection, goes out the same facts with the networks of the chosen flows
 * alone: for drawings that show a part and still number flows and parties as everything does. Of a whole none
 * of whose parts is chosen counts what they leave of it, as an interval that stands alone.
 */
#include "derive.h"

#include <string.h>

static struct flow *flows_copy(struct arena *arena, const struct facts *facts)
{
    struct flow *flows = arena_array(arena, struct flow, facts->flow_count + 1);
    if (facts->flow_count)
        memcpy(flows, facts->flows, facts->flow_count * sizeof *flows);
    return flows;
}

const struct facts *facts_choose(
    struct arena *arena, const struct facts *facts, const struct selection *selection)
{
    if (!selection)
        return facts;
    struct arena *scratch = arena_create();
    struct facts *chosen = arena_new(arena, struct facts), view;
    bool *takes_part = arena_array(scratch, bool, facts->flow_count + 1);
    for (size_t i = 0; i < facts->flow_count; i++)
        takes_part[i] = selection_matches(selection, facts, &facts->flows[i]);
    *chosen = *facts;
    chosen->flows = flows_copy(arena, facts);
    wholes_stand_alone(chosen, takes_part);
    view = *chosen; /* what is not chosen moves nothing there */
    view.flows = flows_copy(scratch, chosen);
    for (size_t i = 0; i < facts->flow_count; i++)
        view.flows[i].is_money = view.flows[i].is_money && takes_part[i];
    chosen->firm = chosen->live = (struct network){0};
    network_derive(arena, &view, true, &chosen->firm);
    network_derive(arena, &view, false, &chosen->live);
    arena_destroy(scratch);
    return chosen;
}
