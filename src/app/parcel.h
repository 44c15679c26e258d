/* SPDX-License-Identifier: MIT */
/*
 * parcel: a job, and what it came to, as bytes between two processes of one program. Never a format of files.
 */
#ifndef DEALBRIEF_PARCEL_H
#define DEALBRIEF_PARCEL_H

#include "work.h"

struct bytes job_pack(struct arena *arena, const struct job *job);
/* Held bytes are those of the parcel; strings are copied. */
struct job job_unpack(struct arena *arena, struct bytes parcel);

/* What a worker says of a job: the report as far as drawing goes, and the outputs in memory */
struct answer {
    struct work_report report;
    struct outputs outputs;
    const char *start; /* what opening the fonts told, with the first job of a worker, else "" */
    bool halted;       /* they could not be opened, and no other job has better luck */
};

/* Of the outputs' paths the names alone */
struct bytes answer_pack(struct arena *arena, const struct answer *answer);
/* folder: where the outputs go; NULL: to standard output. Bytes of outputs are those of the parcel. false: it is no
   answer that this program gives. */
bool answer_unpack(struct arena *arena, struct bytes parcel, const char *folder, struct answer *answer);

#endif
