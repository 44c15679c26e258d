/* SPDX-License-Identifier: MIT */
/*
 * say: every word that a briefing or a figure prints goes through here. English stands in the code; the other
 * languages in languages/NAME/ROOM.po, which the build turns into sorted tables (catalogue_make.c) and checks: a
 * translation has the placeholders of what it translates.
 *
 * Whole sentences with placeholders, so that a translator may reorder them: "%1$s" in a translation takes the
 * first argument. What has no translation is said in English. Diagnostics, help and the keys of JSON are not
 * translated. The language is that of the arena that the words are for.
 */
#ifndef DEALBRIEF_SAY_H
#define DEALBRIEF_SAY_H

#include "str.h"

enum language { LANGUAGE_ENGLISH, LANGUAGE_GERMAN, LANGUAGE_COUNT };

enum date_order {
    DATES_DAY_FIRST,   /* 17 Dec 2025; German 17. Dez. 2025 */
    DATES_MONTH_FIRST, /* Dec 17, 2025 */
    DATES_ISO,         /* 2025-12-17 */
    DATES_DOTTED,      /* 17.12.2025 */
};

/* Money with a scale: { "T", "B", "M", "K" }, trillions first; a space before it is part of it */
enum { MONEY_SCALES = 4 };

struct manner {
    enum language language;
    const char *point, *grouping;             /* "." and "," of numbers */
    const char *scales[MONEY_SCALES];         /* as in $38B */
    const char *scale_words[MONEY_SCALES];    /* as in $38 billion; NULL: written out */
    const char *scale_word_one[MONEY_SCALES]; /* of exactly one: "1 Milliarde" */
    bool currency_last;                       /* 38 Mrd. $ */
    bool us_dollar;                           /* US$38B where the bare sign would be $ */
    const char *percent;                      /* with the space before it */
    enum date_order dates;
    bool brief; /* notes count what they else name: there is no room */
};

/* The manner of a language as it is without a theme */
const struct manner *manner_of(enum language language);
/* Never NULL: English where the arena has none */
const struct manner *manner_in(const struct arena *arena);
/* "de", "de-AT" → LANGUAGE_GERMAN; false: none that is in the catalogue; NULL is English */
bool language_find(const char *tag, enum language *language);
const char *language_tag(enum language language);

/* Marks words in a table; they are looked up with said() where they are used. */
#define WORDS(words) words
/* The same for words that need telling apart: said_in(arena, "column", …) */
#define WORDS_IN(context, words) words

/* The words in the language of the arena: a literal, or what WORDS marked. May be a format. */
const char *said(const struct arena *arena, const char *words) __attribute__((format_arg(2)));
const char *said_in(const struct arena *arena, const char *context, const char *words)
    __attribute__((format_arg(3)));
/* Of one and of many, as the language divides them */
const char *said_count(const struct arena *arena, int64_t count, const char *one, const char *many)
    __attribute__((format_arg(3), format_arg(4)));
/* "one deal", "three deals", "no deals" of a noun in both numbers: with `%s` for the number in a translation
   of many. NULL: not in the catalogue. */
const char *said_counted(const struct arena *arena, int64_t count, const char *one);

/* A formatted text in the arena; appended to a builder. "" has no translation. */
const char *say(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *say_count(struct arena *arena, int64_t count, const char *one, const char *many, ...)
    __attribute__((format(printf, 4, 5)));
void say_to(struct str *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say_count_to(struct str *out, int64_t count, const char *one, const char *many, ...)
    __attribute__((format(printf, 4, 5)));
/* "a", "a and b", "a, b and c" */
void say_list(struct str *out, const char *const *items, size_t count);

#endif
