/* SPDX-License-Identifier: MIT */
/*
 * pdf_syntax: tokens out of bytes, strings and names into them.
 *
 * In: bytes. Out: tokens; or text of a PDF. It refuses to know objects, files and what an operator does.
 */
#include "pdf_syntax.h"

#include <string.h>

const unsigned char pdf_classes[256] = {['\0'] = PDF_SPACE,
    ['\t'] = PDF_SPACE,
    ['\n'] = PDF_SPACE,
    ['\f'] = PDF_SPACE,
    ['\r'] = PDF_SPACE,
    [' '] = PDF_SPACE,
    ['('] = PDF_DELIMITER,
    [')'] = PDF_DELIMITER,
    ['<'] = PDF_DELIMITER,
    ['>'] = PDF_DELIMITER,
    ['['] = PDF_DELIMITER,
    [']'] = PDF_DELIMITER,
    ['{'] = PDF_DELIMITER,
    ['}'] = PDF_DELIMITER,
    ['/'] = PDF_DELIMITER,
    ['%'] = PDF_DELIMITER};

static const char *space_skip(const char *at, const char *end)
{
    while (at < end && (pdf_is_space(*at) || *at == '%')) {
        if (*at == '%')
            while (at < end && *at != '\n' && *at != '\r')
                at++;
        else
            at++;
    }
    return at;
}

/* Past the bracket that closes the string at `at`; NULL: there is none */
static const char *string_end(const char *at, const char *end)
{
    size_t depth = 0;
    for (; at < end; at++) {
        if (*at == '\\') {
            at++;
            continue;
        }
        depth += *at == '(';
        if (*at == ')' && !--depth)
            return at + 1;
    }
    return NULL;
}

static const char *hex_end(const char *at, const char *end)
{
    for (at++; at < end && (is_hex_digit(*at) || pdf_is_space(*at));)
        at++;
    return at < end && *at == '>' ? at + 1 : NULL;
}

static const char *regular_end(const char *at, const char *end)
{
    while (at < end && pdf_is_regular(*at))
        at++;
    return at;
}

static const char *digits_end(const char *at, const char *end)
{
    while (at < end && is_digit(*at))
        at++;
    return at;
}

/* Past a number; NULL: what stands here is none */
static const char *number_end(const char *at, const char *end)
{
    at += *at == '+' || *at == '-';
    const char *whole = digits_end(at, end), *to = whole;
    if (whole < end && *whole == '.')
        to = digits_end(whole + 1, end);
    bool digits = whole > at || to > whole + 1;
    return digits && (to == end || !pdf_is_regular(*to)) ? to : NULL;
}

static bool begins_number(char c)
{
    return is_digit(c) || c == '.' || c == '-' || c == '+';
}

static struct pdf_token regular_take(const char *from, const char *end)
{
    const char *to = begins_number(*from) ? number_end(from, end) : NULL;
    enum pdf_token_kind kind = to ? PDF_NUMBER : PDF_WORD;
    to = to ? to : regular_end(from, end);
    return (struct pdf_token){kind, {from, (size_t)(to - from)}};
}

struct pdf_token pdf_token_next(const char **at, const char *end)
{
    const char *from = space_skip(*at, end), *to = from + 1;
    enum pdf_token_kind kind = PDF_FAULT;
    *at = from;
    if (from >= end)
        return (struct pdf_token){PDF_END, {from, 0}};
    if (pdf_is_regular(*from)) {
        struct pdf_token token = regular_take(from, end);
        *at = from + token.text.length;
        return token;
    }
    bool twice = from + 1 < end && from[1] == *from;
    if (*from == '(') {
        kind = PDF_STRING;
        to = string_end(from, end);
    } else if (*from == '<' && !twice) {
        kind = PDF_STRING;
        to = hex_end(from, end);
    } else if (*from == '<' || *from == '[') {
        kind = PDF_OPEN;
        to += *from == '<';
    } else if (*from == ']' || (*from == '>' && twice)) {
        kind = PDF_CLOSE;
        to += *from == '>';
    } else if (*from == '/') {
        kind = PDF_NAME;
        to = regular_end(from + 1, end);
    }
    if (!to)
        return (struct pdf_token){PDF_FAULT, {from, (size_t)(end - from)}};
    *at = to;
    return (struct pdf_token){kind, {from, (size_t)(to - from)}};
}

bool pdf_token_is(struct pdf_token token, const char *text)
{
    /* most differ in their first letter */
    return token.text.length && token.text.at[0] == text[0] && slice_equals(token.text, text);
}

bool pdf_token_int(struct pdf_token token, int *value)
{
    const int most = 99999999;
    bool minus = token.text.length && token.text.at[0] == '-';
    if (token.kind != PDF_NUMBER)
        return false;
    *value = 0;
    for (size_t i = minus || token.text.at[0] == '+'; i < token.text.length; i++) {
        if (!is_digit(token.text.at[i]) || *value > most)
            return false;
        *value = *value * 10 + (token.text.at[i] - '0');
    }
    *value = minus ? -*value : *value;
    return true;
}

static bool is_plain(const char *utf8)
{
    for (; *utf8; utf8++)
        if (*utf8 < ' ' || *utf8 > '~')
            return false;
    return true;
}

static void utf16_append(struct str *out, uint32_t unit)
{
    str_printf(out, "%04X", (unsigned)unit);
}

void pdf_text_append(struct str *out, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    if (is_plain(utf8)) {
        str_char(out, '(');
        for (; *utf8; utf8++) {
            if (strchr("()\\", *utf8))
                str_char(out, '\\');
            str_char(out, *utf8);
        }
        str_char(out, ')');
        return;
    }
    str_append(out, "<FEFF");
    while (utf8 < end) {
        uint32_t c = utf8_next(&utf8, end);
        c = c == UINT32_MAX ? 0xFFFD : c;
        if (c > 0xFFFF)
            utf16_append(out, 0xD800 + ((c - 0x10000) >> 10));
        utf16_append(out, c > 0xFFFF ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
    }
    str_char(out, '>');
}

void pdf_number_append(struct str *out, int number)
{
    char digits[3 * sizeof number];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    str_append_bytes(out, digits + at, sizeof digits - at);
}

void pdf_reference_append(struct str *out, int object)
{
    pdf_number_append(out, object);
    str_append_bytes(out, " 0 R ", 5);
}

void pdf_bytes_append(struct str *out, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    str_char(out, '<');
    for (size_t i = 0; i < length; i++)
        str_printf(out, "%02X", at[i]);
    str_char(out, '>');
}

void pdf_name_append(struct str *out, const char *name)
{
    str_char(out, '/');
    for (; *name; name++) {
        if (*name > ' ' && *name <= '~' && *name != '#' && pdf_is_regular(*name))
            str_char(out, *name);
        else
            str_printf(out, "#%02X", (unsigned char)*name);
    }
}
