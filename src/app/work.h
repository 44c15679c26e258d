/* SPDX-License-Identifier: MIT */
/*
 * work: one job of a run, from the file to the folder, in three steps. task_prepare reads the dataset, and leaves alone
 * what is up to date; task_draw makes all outputs in memory and touches no file; task_store writes them, all or none.
 * The middle one may run in another process, to which the first and the last lend nothing but bytes. What is to be told
 * comes back as text, for the process that tells.
 */
#ifndef DEALBRIEF_WORK_H
#define DEALBRIEF_WORK_H

#include "render.h"
#include "session.h"
#include "stamp.h"

struct work {
    struct session *session;
    struct stamp_key basis;
    bool stamps; /* the run keeps and asks stamps: not where all goes to standard output */
    bool anew;   /* also what is up to date */
};

struct work_report {
    int code;            /* exit code of this one */
    bool skipped;        /* it was up to date */
    size_t warnings, errors;
    const char *told;    /* diagnostics, as they go to standard error; "" */
    const char *hash;    /* SHA-256 of the dataset; "": it could not be read */
    const char *outputs; /* as stamp_outputs_append writes them */
    const char *first;   /* path of the first output; "": none */
    const char *plain;   /* told in plain text; NULL of a report that comes from a worker */
    const struct stamp_output *files; /* the outputs; not of a report that comes from a worker */
    size_t file_count;
};

struct task {
    struct job job;              /* its bytes are held once it is prepared */
    const char *folder;          /* of its outputs */
    const struct stamp_key *key; /* what they are made from; NULL: nobody asks, or it cannot be known */
    const char *reason;          /* why it is drawn: "the template has changed"; NULL: it is not */
    struct work_report report;
};

struct work_report work_report_none(void); /* of what has not begun */
/* After session_open_template, session_open_house and session_hold_edition; opens Graphviz, not the fonts. */
struct work work_begin(struct session *session);
/* From here on with this session, which has the fonts of the one before it, and a template and theme of its own */
void work_renew(struct work *work, struct session *session);

/* All that a task is given lives in its arena. false: there is nothing to draw, and the report is complete: it was up to
   date, or could not be read. */
bool task_prepare(const struct work *work, struct arena *arena, const struct job *job, struct task *task);
/* After session_open_drawing. false: nothing is to be stored, and the report says why. */
bool task_draw(
    const struct session *session, struct arena *arena, struct task *task, struct outputs *outputs);
void task_store(const struct work *work, struct arena *arena, struct task *task, struct outputs *outputs);
/* Draws and stores, in this process */
void task_do(const struct work *work, struct arena *arena, struct task *task);

#endif
