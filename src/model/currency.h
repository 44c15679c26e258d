/* SPDX-License-Identifier: MIT */
/* currency: the codes of ISO 4217 and the few symbols that stand for one of them. */
#ifndef DEALBRIEF_CURRENCY_H
#define DEALBRIEF_CURRENCY_H

#include <stdbool.h>
#include <stddef.h>

/* Is `code` (three capitals, length bytes) a code in use? */
bool currency_exists(const char *code, size_t length);
/* The code nearest to a misspelt one, NULL when none is near */
const char *currency_suggest(const char *code);

/* The symbol that text begins with: its code, its length in bytes, and whether the bare symbol is shared by
   several currencies ("$" by all dollars, "¥" by yen and yuan: on its own it is USD, JPY). NULL when there is
   none. */
const char *currency_symbol(const char *text, size_t *length, bool *shared);
/* May a shared symbol that stands for `code` on its own also mean `other`? "$" of USD and "CAD": yes */
bool currency_shares_symbol(const char *code, const char *other);
/* "$" for USD, "A$" for AUD; NULL for those that are printed by their code */
const char *currency_sign(const char *code);

#endif
