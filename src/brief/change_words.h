/* SPDX-License-Identifier: MIT */
/*
 * change_words: what changed between two editions, as an editor reads it: a line of counts, then groups of
 * full sentences, then the bridges of the sums. No qualifier is lost, and what is known only from the press
 * says so.
 */
#ifndef DEALBRIEF_CHANGE_WORDS_H
#define DEALBRIEF_CHANGE_WORDS_H

#include "changes.h"

struct change_section {
    const char *heading; /* "New deals" */
    struct strings sentences;
};

struct change_story {
    const char *headline; /* "Two deals are new, …" or "No change: …" */
    bool any;
    struct change_section *sections; /* none is empty */
    size_t section_count;
};

/* ids: each deal's id stands behind its title, for those who look it up in the file */
const struct change_story *changes_tell(struct arena *arena, const struct changes *changes, bool ids);

/* The whole for a terminal: title, story, bridges; ends in a newline. */
void changes_write_text(const struct changes *changes, struct str *out);

#endif
