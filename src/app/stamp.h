/* SPDX-License-Identifier: MIT */
/*
 * stamp: what the outputs in a folder were made from, kept beside them in `.dealbrief`, so that a run can leave alone
 * what it would only make again.
 *
 * A stamp names, each by a hash, all that bytes depend on: the dataset (and the older edition), template and snippets,
 * theme and logo, fonts, the program with its libraries, the options; and the outputs, with their hashes. Outputs are
 * up to date where all of these are the same and all files are there as they were written.
 */
#ifndef DEALBRIEF_STAMP_H
#define DEALBRIEF_STAMP_H

#include "session.h"

enum stamp_part {
    STAMP_DATASET,
    STAMP_EDITION,
    STAMP_TEMPLATE,
    STAMP_THEME,
    STAMP_FONTS,
    STAMP_PROGRAM,
    STAMP_OPTIONS,
    STAMP_PART_COUNT
};

/* Hashes; of what there is none: "" */
struct stamp_key {
    const char *parts[STAMP_PART_COUNT];
};

/* One file that was written, as it is told in stamps and results */
struct stamp_output {
    const char *name; /* without the folder */
    const char *hash;
    size_t length;
};

struct stamp {
    struct stamp_key key;
    size_t warnings;
    struct stamp_output *outputs;
    size_t output_count;
};

/* All but the dataset's own parts, the same for every dataset of a run. After session_open_engine, template and
   house. The strings are the session's. */
struct stamp_key stamp_basis(struct session *session);
/* Of template, theme and options alone: what is another one when a session has opened them anew */
void stamp_basis_renew(struct session *session, struct stamp_key *basis);

/* The whole key: job->held is read, and so is an older edition. false: that came from standard input, and another may
   come next time. */
bool stamp_key_of(const struct session *session, struct arena *arena, const struct stamp_key *basis,
    const struct job *job, struct stamp_key *key);

/* What a folder says of itself; NULL where it says nothing that this program understands */
const struct stamp *stamp_read(struct arena *arena, const char *folder);

/* Why a folder has to be made anew: "the template has changed"; NULL: it is up to date. old may be NULL. */
const char *stamp_reason(
    struct arena *arena, const char *folder, const struct stamp *old, const struct stamp_key *key);

/* The stamp as a file to be written with the outputs, after them */
struct file_output stamp_file(struct arena *arena, const char *folder, const struct stamp *stamp);

/* Files of a folder as they will be written */
struct stamp_output *stamp_outputs(struct arena *arena, const struct file_output *outputs, size_t count);
/* [{"path":"out/x/briefing.pdf","bytes":1,"sha256":"…"}] with the folder before each name; NULL: none */
void stamp_outputs_append(struct str *out, const char *folder, const struct stamp *stamp);

#endif
