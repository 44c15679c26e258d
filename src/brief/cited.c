/* SPDX-License-Identifier: MIT */
/* Walks deals, valuations, metrics, notes, parties and exchange rates in file order; a source read
 * second-hand brings the one it came by. */
#include "cited.h"

#include <stdlib.h>

static void cite(struct cited *cited, const struct dataset *dataset, size_t source)
{
    while (source != NO_INDEX && source < dataset->source_count && !cited->numbers[source]) {
        cited->sources[cited->count++] = source;
        cited->numbers[source] = (int)cited->count;
        source = dataset->sources[source].via;
    }
}

static void cite_all(struct cited *cited, const struct dataset *dataset, const struct indices *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        cite(cited, dataset, sources->at[i]);
}

static void cite_claims(
    struct cited *cited, const struct dataset *dataset, const struct claim *claims, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cite(cited, dataset, claims[i].source);
}

static void cite_deal(struct cited *cited, const struct dataset *dataset, const struct deal *deal)
{
    cite_all(cited, dataset, &deal->sources);
    cite_claims(cited, dataset, deal->claims, deal->claim_count);
    for (size_t i = 0; i < deal->history_count; i++)
        cite(cited, dataset, deal->history[i].source);
}

struct cited cited_number(struct arena *arena, const struct dataset *dataset)
{
    struct cited cited = {0};
    cited.numbers = arena_array(arena, int, dataset->source_count + 1);
    cited.sources = arena_array(arena, size_t, dataset->source_count + 1);
    for (size_t i = 0; i < dataset->deal_count; i++)
        cite_deal(&cited, dataset, &dataset->deals[i]);
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        cite_all(&cited, dataset, &dataset->valuations[i].sources);
        cite_claims(&cited, dataset, dataset->valuations[i].claims, dataset->valuations[i].claim_count);
    }
    for (size_t i = 0; i < dataset->metric_count; i++)
        cite_all(&cited, dataset, &dataset->metrics[i].sources);
    for (size_t i = 0; i < dataset->note_count; i++)
        cite_all(&cited, dataset, &dataset->notes[i].sources);
    for (size_t i = 0; i < dataset->party_count; i++)
        cite_all(&cited, dataset, &dataset->parties[i].sources);
    if (dataset->fx.present && dataset->fx.rate_count && dataset->fx.source)
        cite(&cited, dataset, dataset_find_source(dataset, dataset->fx.source));
    return cited;
}

struct cited cited_by_deal(
    struct arena *arena, const struct dataset *dataset, const struct cited *all, size_t deal)
{
    struct cited own = {arena_array(arena, int, dataset->source_count + 1),
        arena_array(arena, size_t, dataset->source_count + 1), 0};
    struct cited chosen = {all->numbers, arena_array(arena, size_t, dataset->source_count + 1), 0};
    cite_deal(&own, dataset, &dataset->deals[deal]);
    for (size_t i = 0; i < dataset->note_count; i++)
        if (indices_hold(&dataset->notes[i].deals, deal))
            cite_all(&own, dataset, &dataset->notes[i].sources);
    for (size_t i = 0; i < dataset->valuation_count; i++)
        if (dataset->valuations[i].deal == deal)
            cite_all(&own, dataset, &dataset->valuations[i].sources);
    for (size_t i = 0; i < all->count; i++)
        if (own.numbers[all->sources[i]])
            chosen.sources[chosen.count++] = all->sources[i];
    return chosen;
}

static int compare_numbers(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

size_t cited_find(
    struct arena *arena, const struct cited *cited, const struct indices *sources, int **numbers)
{
    int *found = arena_array(arena, int, sources->count + 1);
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < sources->count; i++)
        if (cited->numbers[sources->at[i]])
            found[count++] = cited->numbers[sources->at[i]];
    qsort(found, count, sizeof *found, compare_numbers);
    for (size_t i = 0; i < count; i++)
        if (!kept || found[kept - 1] != found[i])
            found[kept++] = found[i];
    *numbers = found;
    return kept;
}
