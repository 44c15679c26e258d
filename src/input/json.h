/* SPDX-License-Identifier: MIT */
/*
 * json: bytes → a tree of values, each with the line and column where it stands.
 *
 * A strict scanner of our own (RFC 8259; no duplicate keys, no NUL, UTF-8 checked, bounded depth) makes the
 * tree in one walk; cJSON decodes the strings that hold escapes. The only file that knows cJSON. Numbers keep
 * their digits as text, so that no value passes through a double. A leading UTF-8 byte order mark is
 * accepted. A path ("deals[3].from") is made from a value's parents when somebody asks for it.
 */
#ifndef DEALBRIEF_JSON_H
#define DEALBRIEF_JSON_H

#include "arena.h"
#include "diag.h"
#include "file.h"

#include <stdint.h>

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json {
    enum json_kind kind;
    uint32_t index;            /* among its siblings */
    struct place place;        /* of the value */
    struct place key_place;    /* of its key, inside an object */
    const char *key;           /* inside an object, else NULL */
    const char *text;          /* STRING: decoded; NUMBER: its digits as written */
    struct json *first, *next; /* children, in file order */
    struct json *parent;       /* NULL of the root */
    size_t count;              /* of children */
};

/* NULL after adding one error (syntax) or several (duplicate keys are all found). With the usual limits. */
const struct json *json_parse(struct arena *arena, const char *file, struct bytes bytes, struct diags *diags);
/* The same of bytes that begin at a line of a larger file: places are told in that. limits: depth and values; NULL: the
   usual ones. */
const struct json *json_parse_at(struct arena *arena, struct place start, struct bytes bytes,
    const struct limits *limits, struct diags *diags);
const struct json *json_find(const struct json *object, const char *key); /* NULL when absent */
/* A key as a value of its own: a string that stands where the key does, with the path of what it leads to */
struct json json_of_key(const struct json *json);
/* "deals[3].from", "" of the root */
const char *json_path(struct arena *arena, const struct json *json);
/* Sets parent and index below a root: for trees that were not made by json_parse. */
void json_link(struct json *root);
const char *json_kind_name(enum json_kind kind); /* "a string", "an object" … for sentences */

#endif
