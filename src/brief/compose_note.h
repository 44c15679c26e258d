/* SPDX-License-Identifier: MIT */
/* compose_note: the notes that a paragraph's spans ask for, found again by line. */
#ifndef DEALBRIEF_COMPOSE_NOTE_H
#define DEALBRIEF_COMPOSE_NOTE_H

#include "compose.h"

/* After its lines are made */
void notes_mark(struct composer *composer, struct box *box);

#endif
