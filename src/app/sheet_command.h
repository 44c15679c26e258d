/* SPDX-License-Identifier: MIT */
/* sheet: import (spreadsheets or SankeyMATIC lines → dataset JSON) and export (dataset → CSV folder). Each
 * returns an exit code. */
#ifndef DEALBRIEF_SHEET_COMMAND_H
#define DEALBRIEF_SHEET_COMMAND_H

#include "session.h"

int import_command(struct session *session);
int export_command(struct session *session);

#endif
