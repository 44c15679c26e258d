/* SPDX-License-Identifier: MIT */
/*
 * str: a string builder in an arena, slices, and the few UTF-8 helpers that everyone needs.
 *
 * A builder's text is always NUL-terminated (str_text). Numbers are written with a C point whatever the
 * locale.
 */
#ifndef DEALBRIEF_STR_H
#define DEALBRIEF_STR_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

struct slice {
    const char *at;
    size_t length;
};

struct str {
    struct arena *arena;
    char *at; /* NULL while empty */
    size_t length, capacity;
};

struct str str_init(struct arena *arena);
const char *str_text(const struct str *str);      /* "" while empty; valid until the next append */
void str_reserve(struct str *str, size_t length); /* room for a text of that length */
void str_append(struct str *str, const char *text);
void str_append_bytes(struct str *str, const void *bytes, size_t length);
void str_char(struct str *str, char c);
void str_printf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Words, parted by single spaces, into lines of at most width characters (a longer word stands alone) and a
 * line end. The line begun has indent characters; those after it are indented as far. */
void str_append_wrapped(struct str *str, const char *text, size_t indent, size_t width);
void str_vprintf(struct str *str, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* value with at most `decimals` digits after the point, trailing zeros and "-0" removed: 3.5, 12, -0.25.
   Refuses (asserts) what is not finite. */
void str_number(struct str *str, double value, int decimals);
/* As a JSON string, in its quotes. Escaped are what is not seen (str_inert) and the bracket of "##[", which a log's
   reader may obey; a byte that is not UTF-8 becomes U+FFFD. */
void str_json(struct str *str, const char *text);
/* As a cell of a file with commas (RFC 4180): in quotes where it needs them; always */
void str_csv(struct str *str, const char *text);
/* "loss_to_revenue" → "loss to revenue": each of `marks` becomes a space */
char *str_spaced(struct arena *arena, const char *word, const char *marks);
/* Would a spreadsheet program take it for a formula (OWASP, "CSV injection"), in full width, too? */
bool str_is_formula(const char *text);
void str_csv_quoted(struct str *str, const char *text);

struct slice slice_of(const char *text);
bool slice_equals(struct slice slice, const char *text);
struct slice slice_trim(struct slice slice);
bool str_equals(const char *a, const char *b); /* both may be NULL */
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);

int compare_texts(const void *a, const void *b); /* for qsort: elements are `const char *` */
/* Controls, bidirectional controls, non-characters and bytes that are not UTF-8 are shown as <U+202E> or <0xFF>. */
const char *str_inert(struct arena *arena, const char *text);
/* Lines that hold what others named, for a log: what GitHub's runner would obey there, "::error …::" at the start of
   a line and "##[error]" anywhere, is broken up (:<U+003A>error). */
void str_append_log(struct str *str, const char *text);
/* The text as a sentence quotes it: not longer than a line, cut between characters */
const char *str_quoted(struct arena *arena, const char *text);

/* ASCII alone, whatever the locale: bytes of other characters are neither letters nor changed. */
static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool is_letter(char c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

static inline bool is_hex_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static inline char letter_small(char c)
{
    return is_capital(c) ? (char)(c - 'A' + 'a') : c;
}

char *str_trimmed(struct arena *arena, const char *text); /* a copy, as slice_trim has it */
char *str_small(struct arena *arena, const char *text);   /* a copy in small letters */
char *str_key(struct arena *arena, const char *text);     /* "In talks", "in-talks" → "in_talks" */
bool str_equals_any_case(const char *a, const char *b);
bool str_starts_any_case(const char *text, const char *prefix);
bool str_ends_any_case(const char *text, const char *suffix);
bool slice_equals_any_case(struct slice slice, const char *text);
/* All of it digits that make a number below `limit` */
bool slice_number(struct slice slice, size_t limit, size_t *number);
/* The length of "http://" or "https://" in any case at the start, or 0 */
size_t web_scheme_length(const char *url);

/* Decodes one code point of valid or invalid UTF-8 and moves *at past it. Returns UINT32_MAX for a malformed
   sequence (moved by one byte), 0 at the end. Overlong forms, surrogates and values past U+10FFFF are
   malformed. */
uint32_t utf8_next(const char **at, const char *end);
void utf8_append(struct str *str, uint32_t code_point);
size_t utf8_count(const char *text); /* code points */
/* Is it of a right-to-left script, or a mark that runs like one? */
bool utf8_is_right_to_left(uint32_t code_point);

/* The candidate nearest to word by edit distance (adjacent swaps count one), or NULL when none is near
   enough: at most a third of the word's length and at most 3. The first of equals wins. */
const char *suggest_nearest(const char *word, const char *const *candidates, size_t count);

#endif
