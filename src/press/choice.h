/* SPDX-License-Identifier: MIT */
/* choice: what the options choose of a dataset: whose money counts, and which deals. */
#ifndef DEALBRIEF_CHOICE_H
#define DEALBRIEF_CHOICE_H

#include "facts.h"
#include "session.h"

enum level level_choose(const struct options *options);
/* *selection: NULL without --where. Returns what is wrong with the clause, in the arena; NULL: nothing */
const char *where_choose(struct arena *arena, const struct options *options, const struct dataset *dataset,
    const struct selection **selection);

/* Loads a dataset and an older edition and derives what is asked for, file->diags telling what is wrong; false:
   *fault says what is wrong with the options, or (NULL) file->diags say why. */
bool facts_from(const struct session *session, struct arena *arena, const struct job *job,
    struct facts_file *file, const char **fault);

#endif
