/* SPDX-License-Identifier: MIT */
/*
 * lookalike: what a text looks like, whatever letters it is made of.
 *
 * Two names of one look are told apart by no reader: in other case, with a letter of another alphabet that is
 * drawn the same ("Со" in Cyrillic), with a mark composed or not, with more spaces or with what does not show.
 */
#ifndef DEALBRIEF_LOOKALIKE_H
#define DEALBRIEF_LOOKALIKE_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

/* In small letters, without marks, with the Latin letter for each that looks like it */
const char *text_look(struct arena *arena, const char *text);
/* The small Latin letter that a Cyrillic or Greek one, or one of full width, looks like; 0: none */
char letter_look(uint32_t code);

#endif
