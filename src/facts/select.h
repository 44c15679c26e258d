/* SPDX-License-Identifier: MIT */
/*
 * select: a where-clause, parsed once, asked of many flows.
 *
 *     class=commerce, bucket in (firm planned), amount>=10B
 *
 * Keys: id type class bucket status party from to amount tag evidence date. Operators: = != >= <= in (…). A comma
 * means and. party, from and to match a party's id, its parent's, or a joint node's ("softbank" matches
 * "oracle+softbank"). amount compares the headline, else the low end.
 */
#ifndef DEALBRIEF_SELECT_H
#define DEALBRIEF_SELECT_H

#include "dataset.h"

struct selection; /* immutable; in the arena it was parsed into */

/* An empty text selects everything. text is kept, not copied. On failure NULL, and *offset (bytes into text), *sentence and *hint
   (maybe NULL) say why. Unknown keys, words and party or deal ids are failures with a suggestion. */
const struct selection *selection_parse(struct arena *arena, const char *text, const struct dataset *dataset,
    size_t *offset, const char **sentence, const char **hint);

/* What selection chooses (NULL: everything), but only between nodes that have one of these ids. ids are kept. */
const struct selection *selection_among(
    struct arena *arena, const struct selection *selection, const char *const *ids, size_t count);

const char *selection_text(const struct selection *selection); /* as it was parsed */

struct flow;
struct facts;
/* selection NULL: everything */
bool selection_matches(const struct selection *selection, const struct facts *facts, const struct flow *flow);
/* true when the clause fixes or excludes dead deals itself (names bucket or status); else callers leave the
 * dead out */
bool selection_names_status(const struct selection *selection);
bool selection_names_class(const struct selection *selection);
/* selection_matches, but the dead only when the selection names them */
bool flow_selected(const struct facts *facts, const struct selection *selection, const struct flow *flow);

#endif
