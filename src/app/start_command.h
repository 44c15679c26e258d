/* SPDX-License-Identifier: MIT */
/* start: what a new user begins with: a commented dataset, and the schema of the format. Each returns an exit
 * code. */
#ifndef DEALBRIEF_START_COMMAND_H
#define DEALBRIEF_START_COMMAND_H

#include "session.h"

int init_command(struct session *session);
int schema_command(struct session *session);

#endif
