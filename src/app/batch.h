/* SPDX-License-Identifier: MIT */
/*
 * batch: a run of render over its jobs: one here, or many in worker processes; what is told, the report and the exit
 * code come in the order of the jobs, however many workers there are.
 */
#ifndef DEALBRIEF_BATCH_H
#define DEALBRIEF_BATCH_H

#include "session.h"

/* Limits of one briefing, where the command line says nothing */
enum { BATCH_SECONDS = 30, BATCH_MEBIBYTES = 1024 };

/* After session_open_template and session_open_house; opens the rest itself. Returns the highest exit code. An
   interrupt (SIGINT, SIGTERM, SIGHUP) lets jobs that have begun end, writes the report, and then ends the process as
   the signal would have. */
int batch_run(struct session *session);

#endif
