/* SPDX-License-Identifier: MIT */
/*
 * tree: trees of values that no JSON file gave, and whether two trees say the same.
 *
 * Places are the caller's. Nodes live in the arena.
 */
#ifndef DEALBRIEF_TREE_H
#define DEALBRIEF_TREE_H

#include "json.h"

struct json *tree_new(struct arena *arena, enum json_kind kind, struct place place);
struct json *tree_leaf(struct arena *arena, enum json_kind kind, const char *text, struct place place);
/* Puts a child at the end of an array, or of an object under a key (NULL in an array). */
void tree_put(struct json *parent, const char *key, struct json *child);
/* The same where thousands are put: *link starts NULL and is kept by the caller. */
void tree_put_last(struct json *parent, struct json ***link, struct json *child);
/* A string under a key, at the object's own place */
void tree_put_text(struct arena *arena, struct json *object, const char *key, const char *text);

/* Objects in any order of keys; numbers by their digits as written. */
bool tree_same(const struct json *a, const struct json *b);
/* Gives one place to a value and all below it. */
void tree_place_all(struct json *json, struct place place);
bool json_number_good(const char *text); /* digits as JSON writes a number */

#endif
