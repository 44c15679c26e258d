/* SPDX-License-Identifier: MIT */
#include "start_command.h"

#include <stdio.h>

int init_command(struct session *session)
{
    (void)session;
    fputs("dealbrief: not there yet\n", stderr);
    return 70;
}

int schema_command(struct session *session)
{
    (void)session;
    fputs("dealbrief: not there yet\n", stderr);
    return 70;
}
