/* SPDX-License-Identifier: MIT */
/*
 * work: one job of a run, from the file to the folder: what is up to date is left alone, the rest is rendered and
 * written, all files of it or none. What is to be told of it comes back as text, for the process that tells.
 */
#ifndef DEALBRIEF_WORK_H
#define DEALBRIEF_WORK_H

#include "session.h"
#include "stamp.h"

struct work {
    struct session *session; /* open for drawing */
    struct stamp_key basis;
    bool stamps; /* the run keeps and asks stamps: not where all goes to standard output */
};

struct work_report {
    int code;            /* exit code of this one */
    bool skipped;        /* it was up to date */
    size_t warnings, errors;
    const char *told;    /* diagnostics, as they go to standard error; "" */
    const char *hash;    /* SHA-256 of the dataset; "": it could not be read */
    const char *outputs; /* as stamp_outputs_append writes them */
    const char *first;   /* path of the first output; "": none */
};

struct work_report work_report_none(void); /* of what has not begun */
struct work work_begin(struct session *session);
/* Everything lives in the arena, which must be the job's own. */
struct work_report work_do(const struct work *work, struct arena *arena, const struct job *job);
/* Why work_do would render; NULL where it would not: report says skipped, or has a diagnostic and its code */
const char *work_reason(
    const struct work *work, struct arena *arena, const struct job *job, struct work_report *report);

#endif
