/* SPDX-License-Identifier: MIT */
/*
 * json_write: a tree of values → JSON text as a person would lay it out: what fits on a line stays on it, an
 * object that does not is filled line by line, the elements of a list stand below each other. Numbers are
 * written by the digits they had.
 */
#ifndef DEALBRIEF_JSON_WRITE_H
#define DEALBRIEF_JSON_WRITE_H

#include "json.h"
#include "str.h"

void json_write(const struct json *json, struct str *out);         /* ends in a line feed */
void json_write_compact(const struct json *json, struct str *out); /* on one line, without spaces */

#endif
