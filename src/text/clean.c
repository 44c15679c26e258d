/* SPDX-License-Identifier: MIT */
/*
 * clean: a string as it came → one that can stand in a line.
 *
 * Controls become spaces, bidirectional embeddings vanish, bytes that are not UTF-8 are shown as such. The
 * line runs left to right: a Hebrew or Arabic name would pull the amount beside it to its other side, so each
 * right-to-left stretch is put between isolates, unless the string has isolates of its own. It refuses to
 * know fonts.
 */
#include "text_internal.h"

#include <string.h>

static bool is_line_separator(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

static bool is_embedding(uint32_t code)
{
    return code >= 0x202A && code <= 0x202E;
}

static bool is_isolate(uint32_t code)
{
    return code >= 0x2066 && code <= 0x2069;
}

/* Blocks of right-to-left scripts; a letter is enough to tell, so marks and digits in them need no finer
 * rule. */
static bool is_right_to_left(uint32_t code)
{
    return (code >= 0x0590 && code < 0x0900) || (code >= 0xFB1D && code < 0xFE00) ||
           (code >= 0xFE70 && code < 0xFEFF) || (code >= 0x10800 && code < 0x11000) ||
           (code >= 0x1E800 && code < 0x1F000);
}

void text_clean(struct str *out, const char *string, bool keep_newlines)
{
    const char *end = string + strlen(string);
    while (string < end) {
        const char *start = string;
        uint32_t code = utf8_next(&string, end);
        if (code == UINT32_MAX)
            utf8_append(out, 0xFFFD);
        else if (keep_newlines && code == '\n')
            str_char(out, '\n');
        else if (is_line_separator(code))
            str_char(out, ' ');
        else if (!is_embedding(code))
            str_append_bytes(out, start, (size_t)(string - start));
    }
}

bool text_is_plain(const char *string)
{
    for (; *string; string++)
        if ((unsigned char)*string < 0x20 || (unsigned char)*string >= 0x7F)
            return false;
    return true;
}

static bool needs_isolates(const char *string)
{
    const char *end = string + strlen(string);
    bool found = false;
    while (string < end) {
        uint32_t code = utf8_next(&string, end);
        if (is_isolate(code))
            return false;
        found = found || is_right_to_left(code);
    }
    return found;
}

/* What ends a right-to-left stretch: a letter of another script, or a currency sign, where an amount begins.
 */
static bool ends_stretch(uint32_t code)
{
    return !is_right_to_left(code) &&
           (g_unichar_isalpha(code) || g_unichar_type(code) == G_UNICODE_CURRENCY_SYMBOL);
}

/* string points at a right-to-left letter; the end of the last such letter before something else begins. */
static const char *stretch_end(const char *string, const char *end)
{
    const char *last = string;
    while (string < end) {
        uint32_t code = utf8_next(&string, end);
        if (ends_stretch(code))
            break;
        if (is_right_to_left(code))
            last = string;
    }
    return last;
}

const char *text_isolated(struct arena *arena, const char *string)
{
    if (!needs_isolates(string))
        return string;
    struct str out = str_init(arena);
    const char *end = string + strlen(string);
    while (string < end) {
        const char *start = string;
        if (is_right_to_left(utf8_next(&string, end))) {
            string = stretch_end(start, end);
            utf8_append(&out, 0x2067);
            str_append_bytes(&out, start, (size_t)(string - start));
            utf8_append(&out, 0x2069);
        } else {
            str_append_bytes(&out, start, (size_t)(string - start));
        }
    }
    return str_text(&out);
}
