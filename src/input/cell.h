/* SPDX-License-Identifier: MIT */
/*
 * cell: the text of one spreadsheet cell ↔ one JSON value.
 *
 * What a cell holds depends on its column: a text, a number, a list, an amount. Where that would be ambiguous
 * the cell holds JSON: a string in quotes, an object or array, or "json:" and any value. cell_format writes a
 * cell that cell_read reads back as the same value, whatever the value is. A text that a spreadsheet program
 * would run as a formula gets an apostrophe before it, which is taken off again.
 *
 * Reading knows the habits of spreadsheet programs: numbers in groups and with decimal commas, TRUE and
 * FALSE, days counted from 1900; and refuses what they spoil: #REF!, ####, 3.8E+10, 1e3.
 */
#ifndef DEALBRIEF_CELL_H
#define DEALBRIEF_CELL_H

#include "json.h"

enum cell_kind {
    CELL_TEXT,       /* any words, ids, dates in words */
    CELL_DATE,       /* text */
    CELL_NAMES,      /* "a; b", "a;" */
    CELL_REFERENCES, /* the same; "a" is one id, not a list of one */
    CELL_NUMBER,
    CELL_PERCENT,  /* a number; "27%" too */
    CELL_FRACTION, /* a number from 0 to 1 */
    CELL_FIGURE,   /* a number where it is one, else text: years, quantities */
    CELL_AMOUNT,   /* the same; what could be thousands or decimals is text, which amounts refuse */
    CELL_WORDS,    /* text, even where it is a number */
    CELL_FLAG,     /* true, false, null, else text */
    CELL_JSON,     /* an object or array, written as JSON */
    CELL_FREE,     /* any value: numbers, true, false and null by their looks, else text */
};

struct cell_fault {
    enum diag_code code;
    const char *sentence, *hint; /* the hint may be NULL */
};

/* Is there anything in the cell? Spaces around a text do not count. */
bool cell_is_empty(const char *text);

/* A new value at no place; NULL with *fault filled in. The text must not be empty. */
struct json *cell_read(
    struct arena *arena, const char *text, enum cell_kind kind, bool decimal_comma, struct cell_fault *fault);

/* The cell's text, not yet quoted for CSV */
const char *cell_format(struct arena *arena, const struct json *json, enum cell_kind kind);

/* A text as a cell that no spreadsheet program takes for a formula, and back */
const char *cell_guard(struct arena *arena, const char *text);
const char *cell_unguard(const char *text);

#endif
