/* SPDX-License-Identifier: MIT */
/* render_command: the command that turns datasets into briefings. Returns the exit code: the highest of all datasets.
 */
#ifndef DEALBRIEF_RENDER_COMMAND_H
#define DEALBRIEF_RENDER_COMMAND_H

#include "session.h"

int render_command(struct session *session);

/* Template, theme and older edition, and where one of the first two is refused, what the first dataset shows to be wrong
   with them; all that is wrong is added to session->diags. false: something is refused */
bool render_open(struct session *session);

#endif
