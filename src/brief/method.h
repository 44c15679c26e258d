/* SPDX-License-Identifier: MIT */
/*
 * method: how the figures of a briefing were made, as short paragraphs that each begin with what they are
 * about. Each says only what applies to this dataset; every number in them is counted from it.
 */
#ifndef DEALBRIEF_METHOD_H
#define DEALBRIEF_METHOD_H

#include "changes.h"
#include "facts.h"

struct method_note {
    const char *lead; /* "Exchange rates." */
    const char *text;
};

struct method_notes {
    struct method_note *at;
    size_t count, capacity;
};

/* changes: since an older edition, for what was corrected; NULL: none was given */
struct method_notes method_notes_make(
    struct arena *arena, const struct facts *facts, const struct changes *changes);

#endif
