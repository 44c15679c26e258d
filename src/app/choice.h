/* SPDX-License-Identifier: MIT */
/* choice: what the command line chooses of a dataset: whose money counts, and which deals. */
#ifndef DEALBRIEF_CHOICE_H
#define DEALBRIEF_CHOICE_H

#include "facts.h"
#include "options.h"

enum level level_choose(const struct options *options);
/* false after a usage error was printed. *selection: NULL without --where */
bool where_choose(struct arena *arena, const struct options *options, const struct dataset *dataset,
    const struct selection **selection);

#endif
