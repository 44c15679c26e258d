/* SPDX-License-Identifier: MIT */
/*
 * jobs: which datasets a run is about, one after the other.
 *
 * They come from the command line and from --manifest (a path a line; of `find -print0`, between NULs), in the order
 * they are named; of --jsonl each line of standard input, or of the files named, is one. --shard I/N takes every N-th:
 * of files in the order of their names, of lines by their number. A file's stem names the folder of its outputs, a
 * line's is that of its file and its number ("stdin-3").
 */
#ifndef DEALBRIEF_JOBS_H
#define DEALBRIEF_JOBS_H

#include "session.h"

struct jobs;

enum jobs_state {
    JOBS_READY, /* here is one */
    JOBS_WAIT,  /* its line has not come yet: jobs_stream can be waited for */
    JOBS_END
};

/* NULL after printing why (exit code in *code): a manifest that cannot be read, two files of one stem */
struct jobs *jobs_create(struct session *session, int *code);
void jobs_destroy(struct jobs *jobs);

size_t jobs_count(const struct jobs *jobs); /* 0: nobody knows */
int jobs_stream(const struct jobs *jobs);   /* what lines come from; −1: nothing is waited for */

/* The next one. Its strings live as long as the jobs, held bytes until the next call. A line that is too long, or input
   that cannot be read, is a job with a fault in diags. */
enum jobs_state jobs_next(struct jobs *jobs, struct job *job, struct diags *diags);

#endif
