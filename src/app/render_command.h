/* SPDX-License-Identifier: MIT */
/* render_command: the command that turns datasets into briefings. Returns the exit code: the highest of all datasets.
 */
#ifndef DEALBRIEF_RENDER_COMMAND_H
#define DEALBRIEF_RENDER_COMMAND_H

#include "session.h"

int render_command(struct session *session);

#endif
