/* SPDX-License-Identifier: MIT */
/*
 * json: bytes → a tree of values, each with the line and column where it stands.
 *
 * A strict scanner of our own goes first (RFC 8259; no duplicate keys, no NUL, UTF-8 checked, bounded depth),
 * then cJSON reads; the scanner's places are joined to cJSON's nodes. The only file that knows cJSON. Numbers
 * keep their digits as text, so that no value passes through a double. A leading UTF-8 byte order mark is
 * accepted.
 */
#ifndef DEALBRIEF_JSON_H
#define DEALBRIEF_JSON_H

#include "arena.h"
#include "diag.h"
#include "file.h"

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_kind kind;
    struct place place;        /* of the value */
    struct place key_place;    /* of its key, inside an object */
    const char *key;           /* inside an object, else NULL */
    const char *text;          /* STRING: decoded; NUMBER: its digits as written */
    struct json *first, *next; /* children, in file order */
    size_t count;              /* of children */
};

enum { JSON_DEPTH_MOST = 64, JSON_VALUES_MOST = 3000000 };

/* NULL after adding one error (syntax) or several (duplicate keys are all found). */
const struct json *json_parse(struct arena *arena, const char *file, struct bytes bytes, struct diags *diags);
const struct json *json_find(const struct json *object, const char *key); /* NULL when absent */
const char *json_kind_name(enum json_kind kind); /* "a string", "an object" … for sentences */

#endif
