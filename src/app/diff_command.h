/* SPDX-License-Identifier: MIT */
/* diff: two datasets → what changed between them, as text or JSON. Each returns an exit code. */
#ifndef DEALBRIEF_DIFF_COMMAND_H
#define DEALBRIEF_DIFF_COMMAND_H

#include "session.h"

int diff_command(struct session *session);

#endif
