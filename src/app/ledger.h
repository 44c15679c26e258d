/* SPDX-License-Identifier: MIT */
/*
 * ledger: what the jobs of a run came to. Jobs end in any order and are told in the order in which they began: their
 * diagnostics on standard error, a line of results, a rule of the depfile. Counts and the highest exit code are those
 * of all.
 */
#ifndef DEALBRIEF_LEDGER_H
#define DEALBRIEF_LEDGER_H

#include "progress.h"
#include "work.h"

/* A job and what it came to, in an arena of its own, until it is told */
struct record {
    struct arena *arena;
    struct task task;
    double seconds;
    bool done;
};

struct ledger {
    struct session *session;
    struct progress progress;
    LIST(struct record *) records; /* by number, from when they begin until they are told */
    size_t told, done, failed, skipped;
    int worst;          /* the highest exit code */
    bool stream_broken; /* standard output takes no more results */
    struct str results, dependencies;
};

/* total: jobs, 0 where nobody knows; now: seconds of pool_clock */
struct ledger ledger_open(struct session *session, size_t total, double now);
void ledger_code(struct ledger *ledger, int code);
/* On standard error, above the progress line; "" is nothing */
void ledger_say(struct ledger *ledger, const char *told);

struct record *record_create(const struct job *job); /* destroyed with its arena, or when it is told */
/* A job that failed before it began, or with its worker: diags say why */
void record_fail(struct record *record, const struct session *session, struct diags *diags);

size_t ledger_begin(struct ledger *ledger, struct record *record); /* its number */
/* Its report is there; tells it, and others that waited for it. */
void ledger_end(struct ledger *ledger, struct record *record);

/* After an interrupt: what is done is told, though something before it is not. */
void ledger_tell_rest(struct ledger *ledger);
/* --results and --depfile; the latter only where all went well */
void ledger_write(struct ledger *ledger, bool interrupted);
/* One line about the whole, where something failed or somebody watches; count: jobs there are */
void ledger_sum(const struct ledger *ledger, size_t count, int interrupt);

#endif
