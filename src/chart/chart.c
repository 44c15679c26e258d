/* SPDX-License-Identifier: MIT */
/*
 * chart: what several charts ask of the facts, and how they say that there is nothing to draw.
 */
#include "chart.h"

#include "say.h"
#include "wording.h"

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

static bool is_among(const struct indices *deals, size_t deal)
{
    for (size_t i = 0; deals && i < deals->count; i++)
        if (deals->at[i] == deal)
            return true;
    return !deals;
}

static bool is_uncertain(const struct amount *amount)
{
    return amount_is_sized(amount) && (amount->low != amount->high || amount->kind == AMOUNT_APPROX ||
                                          amount->kind == AMOUNT_NEARLY);
}

const char *chart_caveats(struct arena *arena, const struct facts *facts, const struct selection *where,
    const struct indices *deals)
{
    int64_t uncertain = 0, undisclosed = 0, talks = 0;
    size_t last = NO_INDEX; /* flows of one deal stand together */
    struct str out = str_init(arena);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!chart_flow_counts(facts, where, i) || !is_among(deals, flow->deal))
            continue;
        uncertain += is_uncertain(&flow->rest);
        undisclosed += !amount_is_sized(&flow->rest);
        talks += flow->bucket == BUCKET_TALK && flow->deal != last;
        last = flow->bucket == BUCKET_TALK ? flow->deal : last;
    }
    if (uncertain)
        word_counted(&out, uncertain, "amount uncertain", "amounts uncertain");
    str_append(&out, out.length && undisclosed ? ", " : "");
    if (undisclosed)
        word_counted(&out, undisclosed, "amount undisclosed", "amounts undisclosed");
    str_append(&out, out.length && talks ? ", " : "");
    if (talks)
        word_counted(&out, talks, "deal under discussion", "deals under discussion");
    return out.length ? say(arena, " Caveats: %s.", str_text(&out)) : "";
}

const char *chart_flow_parties(struct arena *arena, const struct facts *facts, size_t flow)
{
    return arena_printf(arena, "%s → %s", facts_node_name(arena, facts, facts->flows[flow].payer),
        facts_node_name(arena, facts, facts->flows[flow].payee));
}
