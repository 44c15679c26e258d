/* SPDX-License-Identifier: MIT */
/*
 * amount_advice: why an amount cannot be read, and what to write instead.
 *
 * In comes the place where the reader (amount_read.c) gave up; out go half a sentence (the reason, maybe
 * NULL) and a hint (never NULL where one is returned). It knows the spellings that people use elsewhere, and
 * never reads a value.
 */
#ifndef DEALBRIEF_AMOUNT_ADVICE_H
#define DEALBRIEF_AMOUNT_ADVICE_H

#include "amount.h"
#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct advice {
    const char *reason, *hint;
};

/* Characters that cannot stand in an amount at all. UINT32_MAX: not UTF-8. */
bool amount_character_fits(uint32_t code, struct advice *advice);
/* Digits, commas and points, beginning and ending with a digit: are the commas between thousands, is there
 * one point? */
bool amount_digits_fit(struct arena *arena, const char *digits, size_t length, struct advice *advice);
/* 1.234 without a scale: digits without the point, `whole` of them before it */
struct advice amount_advise_three(struct arena *arena, const char *digits, size_t whole, size_t count);
/* No number where one should begin (`at`, in text) */
struct advice amount_advise_start(struct arena *arena, const char *text, const char *at);
/* Something behind an amount that was complete (`at`, in text) */
struct advice amount_advise_rest(struct arena *arena, const char *text, const char *at);
/* "100B" for a round value, as it would be written in a dataset */
const char *amount_advise_round(struct arena *arena, money value);

/* What the reader knows, for suggestions: NULL past the last. In amount_read.c. */
const char *amount_qualifier_phrase(size_t index);
const char *amount_scale_word(size_t index);

#endif
