/* SPDX-License-Identifier: MIT */
/*
 * json_out: JSON, written value by value with two-space indent. Numbers are written from integers, never by a
 * locale.
 */
#ifndef DEALBRIEF_JSON_OUT_H
#define DEALBRIEF_JSON_OUT_H

#include "amount.h"
#include "file.h"
#include "str.h"

struct json_out {
    struct str *out;
    int depth;
    bool empty; /* nothing yet in the innermost object or array */
    struct file_sink
        *sink; /* where `out` goes whenever it has grown, and its arena is emptied; NULL: it grows on */
};

/* At the end: what is still in `out`. */
void json_drain(struct json_out *json);

/* key is NULL in arrays and at the top */
void json_open(struct json_out *json, const char *key, char bracket);     /* '{' or '[' */
void json_close(struct json_out *json, char bracket);                     /* '}' or ']' */
void json_text(struct json_out *json, const char *key, const char *text); /* NULL: null */
void json_int(struct json_out *json, const char *key, int64_t value);
void json_bool(struct json_out *json, const char *key, bool value);
void json_null(struct json_out *json, const char *key);
/* hundredths as currency units: 471000000000, 5428571428.57; "inf" and "-inf" for an open bound */
void json_money(struct json_out *json, const char *key, money value);
/* `decimals` at most 12 after the point; null when it is not finite */
void json_real(struct json_out *json, const char *key, double value, int decimals);

#endif
