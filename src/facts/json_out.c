/* SPDX-License-Identifier: MIT */
/*
 * json_out: comes in keys and values, goes out JSON text. Knows nothing of what is written.
 */
#include "json_out.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

enum { DRAIN = 32 * 1024 };

void json_drain(struct json_out *json)
{
    struct arena *arena = json->out->arena;
    file_sink_write(json->sink, str_bytes(json->out));
    arena_reset(arena);
    *json->out = str_init(arena);
}

static void line_start(struct json_out *json)
{
    if (json->depth && !json->empty)
        str_char(json->out, ',');
    if (json->depth)
        str_char(json->out, '\n');
    for (int i = 0; i < json->depth; i++)
        str_append(json->out, "  ");
    json->empty = false;
}

static void key_write(struct json_out *json, const char *key)
{
    line_start(json);
    if (!key)
        return;
    str_json(json->out, key);
    str_append(json->out, ": ");
}

void json_open(struct json_out *json, const char *key, char bracket)
{
    key_write(json, key);
    str_char(json->out, bracket);
    json->depth++;
    json->empty = true;
}

void json_close(struct json_out *json, char bracket)
{
    bool empty = json->empty;
    json->depth--;
    if (!empty) {
        str_char(json->out, '\n');
        for (int i = 0; i < json->depth; i++)
            str_append(json->out, "  ");
    }
    str_char(json->out, bracket);
    json->empty = false;
    if (json->sink && json->out->length > DRAIN)
        json_drain(json);
}

void json_text(struct json_out *json, const char *key, const char *text)
{
    key_write(json, key);
    if (text)
        str_json(json->out, text);
    else
        str_append(json->out, "null");
}

void json_int(struct json_out *json, const char *key, int64_t value)
{
    key_write(json, key);
    str_printf(json->out, "%" PRId64, value);
}

void json_bool(struct json_out *json, const char *key, bool value)
{
    key_write(json, key);
    str_append(json->out, value ? "true" : "false");
}

void json_null(struct json_out *json, const char *key)
{
    json_text(json, key, NULL);
}

void json_money(struct json_out *json, const char *key, money value)
{
    if (value == MONEY_OPEN || value == -MONEY_OPEN) {
        json_text(json, key, value > 0 ? "inf" : "-inf");
        return;
    }
    key_write(json, key);
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    str_printf(json->out, "%s%" PRIu64, value < 0 ? "-" : "", size / 100);
    if (size % 100)
        str_printf(json->out, ".%02" PRIu64, size % 100);
}

void json_real(struct json_out *json, const char *key, double value, int decimals)
{
    assert(decimals > 0 && decimals <= 12);
    if (!isfinite(value) || fabs(value) > 9e18) {
        json_null(json, key);
        return;
    }
    key_write(json, key);
    uint64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    double whole = floor(fabs(value));
    uint64_t units = (uint64_t)whole, part = (uint64_t)nearbyint((fabs(value) - whole) * (double)unit);
    if (part == unit) {
        units++;
        part = 0;
    }
    str_printf(json->out, "%s%" PRIu64, value < 0 && (units || part) ? "-" : "", units);
    if (!part)
        return;
    for (; part % 10 == 0; part /= 10)
        decimals--;
    str_printf(json->out, ".%0*" PRIu64, decimals, part);
}
