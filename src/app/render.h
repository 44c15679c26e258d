/* SPDX-License-Identifier: MIT */
/* render: the command that turns datasets into briefings. Returns the exit code: the highest of all datasets.
 */
#ifndef DEALBRIEF_RENDER_H
#define DEALBRIEF_RENDER_H

#include "session.h"

int render_command(struct session *session);

#endif
