/* SPDX-License-Identifier: MIT */
/* figure_command: one figure of one dataset, as SVG, PNG, PDF or the flow's geometry as JSON. Returns the
 * exit code. */
#ifndef DEALBRIEF_FIGURE_COMMAND_H
#define DEALBRIEF_FIGURE_COMMAND_H

#include "session.h"

int figure_command(struct session *session);

#endif
