/* SPDX-License-Identifier: MIT */
/*
 * amount: money as people write it ("up to $100B", "tens of billions"), read into an interval that says no
 * more than the words do.
 *
 * Units: money is int64 hundredths of its currency ("minor units"); MONEY_OPEN as a high end means unbounded.
 * Nothing is ever summed in floating point. An amount has an interval [low, high], a headline or none, and
 * the words to print.
 */
#ifndef DEALBRIEF_AMOUNT_H
#define DEALBRIEF_AMOUNT_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

typedef int64_t money;
#define MONEY_OPEN INT64_MAX
/* the largest amount: 10^16 currency units, so that sums of many stay within int64 hundredths (checked by
 * money_add) */
#define MONEY_MOST INT64_C(1000000000000000000)

enum amount_kind {
    AMOUNT_ABSENT, /* not written: no money is involved */
    AMOUNT_NONE,   /* "none": stated to be none */
    AMOUNT_EXACT,
    AMOUNT_APPROX,
    AMOUNT_NEARLY,
    AMOUNT_AT_MOST,
    AMOUNT_AT_LEAST,
    AMOUNT_RANGE,
    AMOUNT_VAGUE,
    AMOUNT_UNDISCLOSED,
};

struct amount {
    enum amount_kind kind;
    bool has_headline;
    money low, high;  /* high may be MONEY_OPEN; both 0 for ABSENT, NONE and UNDISCLOSED */
    money headline;   /* meaningful with has_headline */
    char currency[4]; /* ISO code of low, high and headline */
    int digits;       /* significant digits of the least precise number written; 0 when none was */
    const char
        *words; /* as it was written, trimmed, for VAGUE and for an object's `text`; else NULL: format it */
    bool words_are_number; /* the words are only how the dataset wrote a number: other languages write it
                              their way */
    const struct amount
        *written; /* of an amount that was converted: as it was before, in its own currency; else NULL.
                     True of a field as it was read, not of sums and parts made from it */
};

enum amount_fault {
    AMOUNT_OK,
    AMOUNT_UNREADABLE, /* bad-amount */
    AMOUNT_NEGATIVE,   /* amount-negative */
    AMOUNT_HUGE,       /* amount-huge */
    AMOUNT_PRECISION,  /* amount-precision */
    AMOUNT_BACKWARDS,  /* amount-backwards */
};

struct amount_rules {
    const char *currency;  /* of a number without symbol or code, e.g. "USD" */
    int64_t approx_ppm;    /* the tolerance of "about", in millionths: 100000 = 10 % */
    bool vague_is_unknown; /* conventions.vague = none: vague amounts count as undisclosed */
    bool tersely;          /* it is only asked whether it is one: no words or hints are looked for */
};

/* Reads the notation of docs/dataset.md. On a fault *sentence says what is wrong and *hint what to write
   instead (NULL when there is nothing to suggest); both live in the arena. No locale, no binary floating
   point. */
enum amount_fault amount_parse(struct arena *arena, const char *text, const struct amount_rules *rules,
    struct amount *amount, const char **sentence, const char **hint);

/* One plain number as JSON writes it ("38e9", "1250000.50"): exact currency units. */
enum amount_fault amount_parse_number(struct arena *arena, const char *digits,
    const struct amount_rules *rules, struct amount *amount, const char **sentence, const char **hint);

/* a + b, where MONEY_OPEN absorbs, then −MONEY_OPEN (a net that is open below); saturates there instead of
 * overflowing */
money money_add(money a, money b);
/* value · numerator / denominator, halves to even; MONEY_OPEN stays open */
money money_scale(money value, int64_t numerator, int64_t denominator);

/* The amount in another currency at `rate` = value of one unit in base, in billionths (1.08 = 1080000000),
 * half-even. */
void amount_convert(struct amount *amount, const char *base, int64_t rate_billionths);

/* true for kinds that carry a size: low or high says something */
bool amount_is_sized(const struct amount *amount);
/* "about", "nearly": the bounds are a rule of ours around what was said */
bool amount_kind_is_about(enum amount_kind kind);

/* Significant digits of what an amount comes to in a year: at least two, as many as the whole has, and three
   where these hold the part exactly (4.2 in four years is 1.05, not 1) or fewer are off by over a fiftieth.
   A part of "about" has two, or as many as the whole. */
int digits_of_part(const struct amount *whole, money part);
/* of two numbers of significant digits the less; 0: unknown, the other counts */
int digits_least(int a, int b);

#endif
