/* SPDX-License-Identifier: MIT */
/* cited: the numbers of the sources. Only what something cites is numbered; the order is that of first use in
 * the dataset. */
#ifndef DEALBRIEF_CITED_H
#define DEALBRIEF_CITED_H

#include "dataset.h"

struct cited {
    int *numbers;    /* by source index; 0: never cited */
    size_t *sources; /* in the order of their numbers */
    size_t count;
};

struct cited cited_number(struct arena *arena, const struct dataset *dataset);

/* Only those that one deal cites: itself, its claims and history, notes about it and valuations it set. The numbers
   stay. */
struct cited cited_by_deal(
    struct arena *arena, const struct dataset *dataset, const struct cited *all, size_t deal);

/* The numbers of some sources, ascending, each once; returns how many. */
size_t cited_find(
    struct arena *arena, const struct cited *cited, const struct indices *sources, int **numbers);

#endif
