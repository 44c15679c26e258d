/* SPDX-License-Identifier: MIT */
/*
 * interrupt: SIGINT, SIGTERM and SIGHUP as a stream that can be waited for, so that what has begun can end first.
 */
#ifndef DEALBRIEF_INTERRUPT_H
#define DEALBRIEF_INTERRUPT_H

/* From here on they come out of this stream alone; those that were ignored stay so (nohup). */
int interrupt_open(void);
/* The signal that has come; 0: none */
int interrupt_take(int stream);
/* Ends the process as the signal would have: to have waited is not to have survived it. */
void interrupt_obey(int number);

#endif
