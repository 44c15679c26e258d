/* SPDX-License-Identifier: MIT */
/*
 * chart: what several charts ask of the facts, and how they say that there is nothing to draw.
 */
#include "chart.h"

static struct place dataset_start(const struct chart_context *context)
{
    return (struct place){context->facts->dataset->file, 0, 0};
}

bool chart_no_data(const struct chart_context *context, const char *hint, const char *sentence)
{
    diags_add(context->diags, DIAG_NO_DATA, dataset_start(context), NULL, hint, "%s", sentence);
    return false;
}

void chart_crowded(const struct chart_context *context, const char *hint, const char *sentence)
{
    diags_add(context->diags, DIAG_CROWDED, dataset_start(context), NULL, hint, "%s", sentence);
}

bool chart_flow_counts(const struct facts *facts, const struct selection *where, size_t flow)
{
    const struct flow *at = &facts->flows[flow];
    return at->is_money && !at->in_parts && !at->intra_group && flow_selected(facts, where, at);
}

const char *chart_flow_parties(struct arena *arena, const struct facts *facts, size_t flow)
{
    return arena_printf(arena, "%s → %s", facts_node_name(arena, facts, facts->flows[flow].payer),
        facts_node_name(arena, facts, facts->flows[flow].payee));
}
