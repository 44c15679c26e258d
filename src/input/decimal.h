/* SPDX-License-Identifier: MIT */
/* decimal: the digits of a JSON number → a scaled integer, exactly. No binary floating point on the way. */
#ifndef DEALBRIEF_DECIMAL_H
#define DEALBRIEF_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

/* digits × 10^decimals as an integer, halves to even: ("1.17", 9) is 1170000000. false when it does not fit
   into int64 or the text is no JSON number. */
bool decimal_read(const char *digits, int decimals, int64_t *value);
bool decimal_is_negative(const char *digits); /* below zero; -0 is not */
bool decimal_is_zero(const char *digits);

#endif
