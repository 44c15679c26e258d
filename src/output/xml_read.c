/* SPDX-License-Identifier: MIT */
/*
 * xml_read: finds and unescapes; no parser, since it reads what our own writers wrote or nothing.
 *
 * In: any bytes, with zeros in them perhaps. Out: slices of them. It never reads past the end.
 */
#include "xml_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTITY_MOST = 10 }; /* characters between & and ; */

bool xml_text_find(struct slice text, const char *what, struct slice *found)
{
    size_t length = strlen(what);
    const char *at = text.at, *end = text.at + text.length;
    while (at && (size_t)(end - at) >= length) {
        if (!memcmp(at, what, length)) {
            *found = (struct slice){at, length};
            return true;
        }
        at = memchr(at + 1, what[0], (size_t)(end - at) - 1);
    }
    return false;
}

bool xml_element_find(struct slice text, const char *name, struct slice *content)
{
    char open[64], close[64];
    struct slice opened, closed;
    int length = snprintf(open, sizeof open, "<%s>", name);
    snprintf(close, sizeof close, "</%s>", name);
    if (length < 0 || (size_t)length + 1 >= sizeof open || !xml_text_find(text, open, &opened))
        return false;
    const char *at = opened.at + opened.length;
    if (!xml_text_find((struct slice){at, text.length - (size_t)(at - text.at)}, close, &closed))
        return false;
    *content = (struct slice){at, (size_t)(closed.at - at)};
    return true;
}

/* The character that "amp" or "#233" stands for; 0: none */
static uint32_t entity_value(struct slice entity)
{
    static const struct {
        const char *name;
        uint32_t value;
    } named[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (slice_equals(entity, named[i].name))
            return named[i].value;
    char digits[ENTITY_MOST + 1] = "", *end;
    if (entity.length < 2 || entity.at[0] != '#')
        return 0;
    memcpy(digits, entity.at + 1, entity.length - 1);
    bool hex = digits[0] == 'x';
    unsigned long value = strtoul(digits + hex, &end, hex ? 16 : 10);
    bool good = *end == '\0' && is_hex_digit(digits[hex]) && value <= 0x10FFFF;
    return good && !(value >= 0xD800 && value <= 0xDFFF) ? (uint32_t)value : 0;
}

struct slice xml_unescaped(struct arena *arena, struct slice text)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < text.length; i++) {
        size_t left = text.length - i - 1, most = left < ENTITY_MOST ? left : ENTITY_MOST;
        const char *stop = text.at[i] == '&' ? memchr(text.at + i + 1, ';', most) : NULL;
        size_t length = stop ? (size_t)(stop - text.at) - i - 1 : 0;
        uint32_t value = stop ? entity_value((struct slice){text.at + i + 1, length}) : 0;
        if (value)
            utf8_append(&out, value);
        else
            str_char(&out, text.at[i]);
        i += value ? length + 1 : 0;
    }
    return (struct slice){str_text(&out), out.length};
}
