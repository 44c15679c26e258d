/* SPDX-License-Identifier: MIT */
/*
 * amount_pattern: the notation of amounts as regular expressions, for the schema.
 *
 * They accept all that amount_parse accepts, in any case and with any blanks, and refuse what an expression
 * can see to be no amount. Size, order of the ends, precision and whether a code is a currency are not seen.
 */
#ifndef DEALBRIEF_AMOUNT_PATTERN_H
#define DEALBRIEF_AMOUNT_PATTERN_H

#include "arena.h"

const char *amount_pattern(struct arena *arena);
const char *amount_pattern_exact(struct arena *arena); /* money alone: an end of an interval */

#endif
