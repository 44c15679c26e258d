/* SPDX-License-Identifier: MIT */
/*
 * figure_memo: figures that were made before, by what was asked for. A briefing that is tried again and again
 * until it fits its pages asks for the same few drawings each time; a flow diagram takes long to lay out.
 *
 * What is kept holds for one dataset, level of parties and set of earlier changes: whoever makes a memo keeps
 * to those.
 */
#ifndef DEALBRIEF_FIGURE_MEMO_H
#define DEALBRIEF_FIGURE_MEMO_H

#include "figure.h"

struct figure_memo;

struct figure_memo *figure_memo_create(struct arena *arena);

/* As figure_make, which is asked only when the memo (NULL: none) has no such figure; what was said of it then
   is said again. The drawing is shared: it is for placing into scenes. */
bool figure_make_once(struct figure_memo *memo, const struct figure_context *context,
    const struct figure_request *request, struct figure_parts *parts);

/* Was the same figure asked to be at least so high before, and came out higher still? Then it would again. */
bool figure_memo_is_hopeless(const struct figure_memo *memo, const struct figure_request *request);

/* The list of what was said, as copies in the arena, and said again */
struct diag *diags_copy(struct arena *arena, struct diags *diags, size_t *count);
void diags_repeat(struct diags *diags, const struct diag *said, size_t count);

#endif
