/* SPDX-License-Identifier: MIT */
/* inspect_command: `dealbrief inspect FILE`: where an output comes from, and the dataset within a PDF. */
#ifndef DEALBRIEF_INSPECT_COMMAND_H
#define DEALBRIEF_INSPECT_COMMAND_H

#include "session.h"

int inspect_command(struct session *session);

#endif
