/* SPDX-License-Identifier: MIT */
/* What the two registers have in common: which deals they take, and their source numbers. */
#include "registers.h"

#include <stdlib.h>

static bool side_has(const struct side *side, size_t party)
{
    return side->present && indices_hold(&side->parties, party);
}

static bool takes_part(const struct deal *deal, size_t party)
{
    if (side_has(&deal->from, party) || side_has(&deal->to, party) || deal->beneficiary == party)
        return true;
    for (size_t i = 0; i < deal->leg_count; i++)
        if (side_has(&deal->legs[i].from, party) || side_has(&deal->legs[i].to, party))
            return true;
    for (size_t i = 0; i < deal->term_count; i++)
        if (deal->terms[i].holder == party || deal->terms[i].grantor == party ||
            deal->terms[i].bound == party)
            return true;
    return false;
}

static bool is_selected(const struct register_request *request, size_t deal)
{
    const struct facts *facts = request->facts;
    for (size_t i = facts_first_flow(facts, deal); i < facts->flow_count && facts->flows[i].deal == deal; i++)
        if (flow_selected(facts, request->where, &facts->flows[i]))
            return true;
    return false;
}

bool register_wants(const struct register_request *request, size_t deal)
{
    if (request->deal != NO_INDEX)
        return request->deal == deal;
    if (request->party != NO_INDEX && !takes_part(&request->facts->dataset->deals[deal], request->party))
        return false;
    return is_selected(request, deal);
}

static int number_compare(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

void register_cite(
    const struct register_request *request, const struct indices *sources, struct table_cell *cell)
{
    const int *numbers = request->source_numbers;
    if (!numbers)
        return;
    int *sorted = arena_array(request->arena, int, sources->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < sources->count; i++)
        if (numbers[sources->at[i]] > 0)
            sorted[count++] = numbers[sources->at[i]];
    qsort(sorted, count, sizeof *sorted, number_compare);
    struct table_reference *references = arena_array(request->arena, struct table_reference, count + 1);
    for (size_t i = 0; i < count; i++) {
        references[i].text = arena_printf(request->arena, "%d", sorted[i]);
        references[i].target = arena_printf(request->arena, "source-%d", sorted[i]);
    }
    cell->references = references;
    cell->reference_count = count;
}

enum table_mark bucket_mark(enum bucket bucket)
{
    static const enum table_mark marks[BUCKET_COUNT] = {[BUCKET_DEAD] = MARK_DEAD,
        [BUCKET_TALK] = MARK_TALK,
        [BUCKET_PLANNED] = MARK_PLANNED,
        [BUCKET_FIRM] = MARK_FIRM};
    return marks[bucket];
}
