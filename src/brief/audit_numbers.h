/* SPDX-License-Identifier: MIT */
/*
 * audit_numbers: prose → the money, multiples, shares and years that stand in it, as people write them. It
 * knows no data and reads any bytes. What is read as what stands in docs/templates.md, "Number audit".
 */
#ifndef DEALBRIEF_AUDIT_NUMBERS_H
#define DEALBRIEF_AUDIT_NUMBERS_H

#include "arena.h"
#include "list.h"
#include "say.h"

#include <stdbool.h>
#include <stdint.h>

enum prose_kind {
    PROSE_MONEY,    /* hundredths of a currency */
    PROSE_MULTIPLE, /* millionths: 3.8× = 3800000 */
    PROSE_SHARE,    /* millionths of a percent: 12.5 % = 12500000 */
    PROSE_SPAN,     /* millionths of a year: "seven years" */
    PROSE_YEAR,     /* years */
    PROSE_KIND_COUNT
};

/* What the words around a number make of it, or-ed */
enum hedge {
    HEDGE_ABOUT = 1, /* about, nearly, some */
    HEDGE_LEAST = 2, /* at least, more than; the low end of a range */
    HEDGE_MOST = 4,  /* up to, less than; the high end of a range */
};

/* Text that was filled in stands as this character: no number reaches over it. */
#define PROSE_FILLED "\xEF\xBF\xBC" /* U+FFFC */

struct prose_number {
    enum prose_kind kind;
    char currency[4];  /* ISO code; "": money without a currency */
    int64_t value;     /* INT64_MAX: more than can be held */
    int64_t unit;      /* of the last digit that was written */
    int64_t top;       /* not 0: words for all from value up to this ("tens of billions", "the 2030s") */
    unsigned hedge;    /* right before it: how far it may lie from what it stands for */
    unsigned says;     /* anywhere near it in its sentence, and hedge */
    bool in_range;     /* one end of a range */
    size_t start, end; /* bytes of the text */
};

void currency_set(char currency[4], const char *code);

typedef LIST(struct prose_number) prose_number_list;

/* language: decides between 1,234.5 and 1.234,5, and what a billion is */
void prose_numbers_read(
    struct arena *arena, const char *text, size_t length, enum language language, prose_number_list *list);
/* comma: decimals stand behind one, whatever the language (a theme says so) */
void prose_numbers_read_as(struct arena *arena, const char *text, size_t length, enum language language,
    bool comma, prose_number_list *list);

#endif
