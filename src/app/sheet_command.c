/* SPDX-License-Identifier: MIT */
#include "sheet_command.h"

#include <stdio.h>

int import_command(struct session *session)
{
    (void)session;
    fputs("dealbrief: not there yet\n", stderr);
    return 70;
}

int export_command(struct session *session)
{
    (void)session;
    fputs("dealbrief: not there yet\n", stderr);
    return 70;
}
