/* SPDX-License-Identifier: MIT */
/* data_command: check (diagnostics only) and facts (every computed figure as JSON). Return the exit code. */
#ifndef DEALBRIEF_DATA_COMMAND_H
#define DEALBRIEF_DATA_COMMAND_H

#include "session.h"

int check_command(struct session *session);
int facts_command(struct session *session);

#endif
