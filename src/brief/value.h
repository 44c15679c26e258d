/* SPDX-License-Identifier: MIT */
/*
 * value: what stands between {{ and }}: a path or a figure, then filters. Parsed without any data; types are
 * checked here, so that "a date has no filter 'short'" is known before a dataset is read.
 */
#ifndef DEALBRIEF_VALUE_H
#define DEALBRIEF_VALUE_H

#include "arena.h"
#include "diag.h"
#include "str.h"
#include "wording.h"

enum value_type {
    VALUE_TEXT,
    VALUE_MONEY,
    VALUE_DATE,
    VALUE_NUMBER,
    VALUE_STATUS,
    VALUE_PARTIES,
    VALUE_SOURCES,
    VALUE_DEAL,
    VALUE_PARTY,
    VALUE_VALUATION,
    VALUE_NOTE,
    VALUE_METRIC,   /* money, or a number with a unit: which, a dataset says */
    VALUE_MULTIPLE, /* 3.8× */
    VALUE_SHARE,    /* 4.2 % */
    VALUE_YEARS,
    VALUE_TYPE_COUNT
};

enum value_root {
    ROOT_DATASET,
    ROOT_EDITION,
    ROOT_DEAL,
    ROOT_PARTY,
    ROOT_VALUATION,
    ROOT_NOTE,
    ROOT_METRIC,
    ROOT_TOTAL, /* from here on figures */
    ROOT_COUNT,
    ROOT_CIRCULATING,
    ROOT_SHARE,
    ROOT_ANNUAL,
    ROOT_PAIR,
    ROOT_STEPUP,
    ROOT_COVER,
    ROOT_RUNWAY,
    ROOT_RATIO,
    ROOT_KIND_COUNT
};

enum value_field {
    FIELD_WHOLE, /* the object itself */
    FIELD_TITLE,
    FIELD_SUBTITLE,
    FIELD_PUBLISHER,
    FIELD_AUTHOR,
    FIELD_AS_OF,
    FIELD_CURRENCY,
    FIELD_SUMMARY,
    FIELD_LEAD,
    FIELD_CIRCULATION,
    FIELD_DEALS,
    FIELD_PARTIES,
    FIELD_DATE,
    FIELD_WEEK,
    FIELD_YEAR,
    FIELD_ID,
    FIELD_FROM,
    FIELD_TO,
    FIELD_AMOUNT,
    FIELD_FUNDED,
    FIELD_FOR,
    FIELD_TYPE,
    FIELD_CLASS,
    FIELD_STATUS,
    FIELD_TERM_YEARS,
    FIELD_NOTE,
    FIELD_SOURCES,
    FIELD_NAME,
    FIELD_SHORT,
    FIELD_KIND,
    FIELD_COUNTRY,
    FIELD_TICKER,
    FIELD_URL,
    FIELD_PARTY,
    FIELD_VALUE,
    FIELD_BASIS,
    FIELD_MONEY,
    FIELD_RAISED,
    FIELD_TEXT,
    FIELD_ABOUT,
    FIELD_SINCE,
    FIELD_EVIDENCE,
    FIELD_BUCKET,
    FIELD_TERM,
    FIELD_TERM_START,
    FIELD_TERM_END,
    FIELD_PARENT,
    FIELD_DEAL,
    FIELD_SOLD,
    FIELD_PERIOD,
};

/* Which of several things a figure says */
enum figure_aspect {
    ASPECT_USUAL,
    ASPECT_MATCHED, /* pair */
    ASPECT_CAPITAL,
    ASPECT_COMMERCE,
    ASPECT_MULTIPLE,
    ASPECT_RATIO, /* stepup */
    ASPECT_GROWTH,
    ASPECT_CIRCULATING, /* share */
    ASPECT_GUARANTEED,
    ASPECT_TOP,
    ASPECT_STAKE,
};

enum filter {
    FILTER_SHORT,
    FILTER_LONG,
    FILTER_RANGE,
    FILTER_PER_YEAR,
    FILTER_STATUS,
    FILTER_DATE,
    FILTER_CITE,
    FILTER_NAME,
    FILTER_WORDS,
    FILTER_UPPER,
    FILTER_SIG,
    FILTER_OPTIONAL,
    FILTER_PERCENT,
    FILTER_COUNT
};

struct value_filter {
    enum filter filter;
    const char *argument; /* NULL: none */
    int number;           /* the argument of sig */
    struct place place;
};

struct value {
    struct place place; /* of the path's first letter */
    const char *text;   /* path as written, for messages */
    enum value_root root;
    const char *id; /* of the deal, party or note; NULL: the one of the :::each around it */
    struct place id_place;
    bool previous; /* valuation.ID.previous, else latest; each: the current one */
    bool current;  /* a valuation of :::each{valuations} */
    enum value_field field;
    enum value_type type; /* of the path, before filters */
    const char *where;    /* figures; "" selects everything */
    struct place where_place;
    enum figure_aspect aspect;
    const char *names[2]; /* of parties; NULL: none, or the one of the :::each around */
    struct place name_places[2];
    int number;                      /* share:top N */
    bool firm;                       /* of firm deals alone; else of all live ones */
    const struct value *operands[2]; /* ratio */
    struct value_filter *filters;
    size_t filter_count;
    bool optional; /* prints nothing when the dataset does not say */
    bool faulty; /* a filter had an error: it is looked up for the faults in its names, and prints nothing */
};

/* What :::each loops over; also what :::if asks for. */
enum subject {
    SUBJECT_DEALS,
    SUBJECT_PARTIES,
    SUBJECT_VALUATIONS,
    SUBJECT_NOTES,
    SUBJECT_LOOPS,
    SUBJECT_CHANGES, /* an older edition was given */
    SUBJECT_COUNT
};

struct value_scope {
    struct arena *arena;
    struct diags *diags;
    bool inside[SUBJECT_COUNT]; /* an :::each over these is open */
};

/* text is what stands between the braces; place is that of text[0]. NULL after adding errors. */
const struct value *value_parse(
    const struct value_scope *scope, const char *text, size_t length, struct place place);

/* As value_parse, but a value whose path is good and whose filters are not is returned, faulty */
const struct value *value_scan(
    const struct value_scope *scope, const char *text, size_t length, struct place place);

/* Field names of a kind of object, for suggestions; "" for FIELD_WHOLE is not among them */
const char *const *value_fields(struct arena *arena, enum value_root root, size_t *count);
/* "short", "long" …; "dataset", "deal", "total" … in the order of enum value_root: for docs and tests */
const char *const *value_filters(size_t *count);
const char *const *value_roots(size_t *count);
const char *value_type_name(enum value_type type);

/* For value.c: what follows a figure's name (value_figure.c). Adds errors. */
bool value_figure_parse(const struct value_scope *scope, struct value *value, const char *text, size_t length,
    struct place place);

struct place place_shift(struct place place, size_t bytes);

#endif
