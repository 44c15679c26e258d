/* SPDX-License-Identifier: MIT */
/*
 * clean: a string as it came → one that can stand in a line.
 *
 * Controls become spaces, bidirectional embeddings vanish, bytes that are not UTF-8 are shown as such, quotes
 * and apostrophes that were typed straight are curled. The line runs left to right: a Hebrew or Arabic name
 * would pull the amount beside it to its other side, so each right-to-left stretch is put between isolates;
 * what stands between isolates of the string's own is left as it is. It refuses to know fonts.
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

static bool opens_isolate(uint32_t code)
{
    return code >= 0x2066 && code <= 0x2068;
}

bool text_quote_opens(uint32_t before)
{
    return before <= ' ' || before == 0xA0 || before == '(' || before == '[' || before == '/' ||
           before == '"' || before == '\'' || before == 0x2013 || before == 0x2014 || before == 0x2018 ||
           before == 0x201C;
}

/* Quotation marks and apostrophes that were typed straight, as prose sets them in English; 0: none */
static uint32_t curled(uint32_t code, uint32_t before)
{
    bool opens = text_quote_opens(before);
    if (code == '\'')
        return opens ? 0x2018 : 0x2019;
    return code != '"' ? 0 : opens ? 0x201C : 0x201D;
}

static void isolates_close(struct str *out, size_t *open)
{
    for (; *open > 0; --*open)
        utf8_append(out, 0x2069);
}

/* Printable ASCII that stands as it is: all but what may be a quotation mark */
static bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7F && c != '\'' && c != '"';
}

/* Every isolate that is opened is closed, at a line's end at the latest: what follows must not be drawn into
 * it. */
void text_clean(struct str *out, const char *string, bool keep_newlines)
{
    const char *end = string + strlen(string);
    size_t open = 0;
    uint32_t before = ' ', code;
    for (; string < end; before = code) {
        const char *start = string;
        while (string < end && is_plain(*string))
            string++;
        if (string > start) {
            str_append_bytes(out, start, (size_t)(string - start));
            code = (unsigned char)string[-1];
            continue;
        }
        code = utf8_next(&string, end);
        uint32_t mark = curled(code, before);
        code = mark ? mark : code;
        if (mark)
            utf8_append(out, mark);
        else if (code == UINT32_MAX)
            utf8_append(out, 0xFFFD);
        else if (keep_newlines && code == '\n') {
            isolates_close(out, &open);
            str_char(out, '\n');
        } else if (is_line_separator(code))
            str_char(out, ' ');
        else if (!is_embedding(code) && (code != 0x2069 || open > 0)) {
            open += opens_isolate(code) ? 1 : 0;
            open -= code == 0x2069 ? 1 : 0;
            str_append_bytes(out, start, (size_t)(string - start));
        }
    }
    isolates_close(out, &open);
}

bool text_is_plain(const char *string)
{
    while (is_plain(*string))
        string++;
    return !*string;
}

/* Behind the isolate that begins at string; string itself where none does */
static const char *isolate_skip(const char *string, const char *end)
{
    const char *at = string;
    uint32_t code = utf8_next(&at, end);
    if (!opens_isolate(code))
        return string;
    for (size_t open = 1; open > 0 && at < end;) {
        code = utf8_next(&at, end);
        open += opens_isolate(code) ? 1 : 0;
        open -= code == 0x2069 ? 1 : 0;
    }
    return at;
}

static bool needs_isolates(const char *string)
{
    const char *end = string + strlen(string);
    while (string < end) {
        const char *behind = isolate_skip(string, end);
        if (behind == string && utf8_is_right_to_left(utf8_next(&string, end)))
            return true;
        string = behind > string ? behind : string;
    }
    return false;
}

/* What ends a right-to-left stretch: a letter of another script, a name in an isolate of its own, an arrow,
 * or a currency sign, where an amount begins. */
static bool ends_stretch(uint32_t code)
{
    return !utf8_is_right_to_left(code) &&
           (g_unichar_isalpha(code) || g_unichar_type(code) == G_UNICODE_CURRENCY_SYMBOL ||
               opens_isolate(code) || code == 0x2192);
}

/* string points at a right-to-left letter; the end of the last such letter before something else begins. What
   was cut off there is cut off at its left, where the stretch ends. */
static const char *stretch_end(const char *string, const char *end)
{
    const char *last = string;
    while (string < end) {
        const char *start = string;
        uint32_t code = utf8_next(&string, end);
        if (ends_stretch(code))
            break;
        if (utf8_is_right_to_left(code) || (code == 0x2026 && start == last))
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
        string = isolate_skip(start, end);
        if (string > start) {
            str_append_bytes(&out, start, (size_t)(string - start));
        } else if (utf8_is_right_to_left(utf8_next(&string, end))) {
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

const char *text_tidied(struct arena *arena, const char *string)
{
    if (text_is_plain(string))
        return string;
    struct str out = str_init(arena);
    text_clean(&out, string, false);
    return text_isolated(arena, str_text(&out));
}
