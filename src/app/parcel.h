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

/* start: what opening the session told, with the first job of a worker, else ""; halted: it could not be opened, and
   no other job has better luck */
struct bytes report_pack(
    struct arena *arena, const struct work_report *report, const char *start, bool halted);
struct work_report report_unpack(struct arena *arena, struct bytes parcel, const char **start, bool *halted);

#endif
