/* SPDX-License-Identifier: MIT */
/* wording_number: the digits that wording.c and wording_money.c share. For those two files only. */
#ifndef DEALBRIEF_WORDING_NUMBER_H
#define DEALBRIEF_WORDING_NUMBER_H

#include "str.h"

#include <stdint.h>

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"

enum { DIGITS_LEAST = 2, DIGITS_MOST = 3 };

/* "1,234,567" */
void number_append_grouped(struct str *out, uint64_t value);
/* With at most `decimals` digits after the point: "5.4", in the manner of the arena, as all here */
void number_append_decimal(struct str *out, double value, int decimals);
/* value / whole with as many decimals as there are: "5.43" */
void number_append_quotient(struct str *out, uint64_t value, uint64_t whole);

#endif
