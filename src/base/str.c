/* SPDX-License-Identifier: MIT */
#include "str.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct str str_init(struct arena *arena)
{
    return (struct str){.arena = arena};
}

void str_reserve(struct str *str, size_t length)
{
    if (length < str->capacity)
        return;
    str->at = arena_grow(str->arena, str->at, str->capacity, length + 1);
    str->capacity = length + 1;
    str->at[str->length] = '\0';
}

const char *str_text(const struct str *str)
{
    return str->at ? str->at : "";
}

void str_append_bytes(struct str *str, const void *bytes, size_t length)
{
    if (str->capacity - str->length < length + 1) {
        size_t grown = str->capacity ? str->capacity * 2 : 64;
        while (grown < str->length + length + 1)
            grown *= 2;
        str->at = arena_grow(str->arena, str->at, str->capacity, grown);
        str->capacity = grown;
    }
    if (length)
        memcpy(str->at + str->length, bytes, length);
    str->length += length;
    str->at[str->length] = '\0';
}

void str_append(struct str *str, const char *text)
{
    str_append_bytes(str, text, strlen(text));
}

void str_char(struct str *str, char c)
{
    str_append_bytes(str, &c, 1);
}

void str_vprintf(struct str *str, const char *format, va_list arguments)
{
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    if (length >= 0 && (size_t)length < sizeof small)
        str_append_bytes(str, small, (size_t)length);
    else if (length >= 0) { /* apart: arguments may lie in the string itself */
        char *long_one = arena_alloc(str->arena, (size_t)length + 1);
        vsnprintf(long_one, (size_t)length + 1, format, again);
        str_append_bytes(str, long_one, (size_t)length);
    }
    va_end(again);
}

void str_printf(struct str *str, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    str_vprintf(str, format, arguments);
    va_end(arguments);
}

void str_number(struct str *str, double value, int decimals)
{
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    assert(isfinite(value) && decimals >= 0 && decimals <= 9 && fabs(value) * powers[decimals] < 9e15);
    /* by integers, so that no locale can put a comma here; by hand, since drawings are made of numbers */
    uint64_t digits = (uint64_t)nearbyint(fabs(value) * powers[decimals]);
    char text[32], *end = text + sizeof text, *at = end;
    bool negative = value < 0 && digits, written = false;
    for (int left = decimals; digits || left >= 0; left--, digits /= 10) {
        char digit = (char)('0' + digits % 10);
        written = written || digit != '0' || left <= 0; /* zeros at the end say nothing */
        if (written)
            *--at = digit;
        if (left == 1 && written)
            *--at = '.';
    }
    if (negative)
        *--at = '-';
    str_append_bytes(str, at, (size_t)(end - at));
}

/* What a terminal or a reader's eye would obey, and not see: controls, directions, joiners, tags,
 * non-characters */
static bool is_unseen(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || (code & 0xFFFE) == 0xFFFE ||
           (code >= 0xFDD0 && code <= 0xFDEF) || (code >= 0xE0000 && code <= 0xE0FFF);
}

static void json_escape(struct str *str, uint32_t code)
{
    if (code == '"' || code == '\\')
        str_printf(str, "\\%c", (int)code);
    else if (code == '\n' || code == '\t' || code == '\r')
        str_append(str, code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r");
    else if (code == UINT32_MAX)
        str_append(str, "\\ufffd");
    else if (code >= 0x10000)
        str_printf(
            str, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (code >> 10)), (unsigned)(0xDC00 + (code & 0x3FF)));
    else
        str_printf(str, "\\u%04x", (unsigned)code);
}

void str_json(struct str *str, const char *text)
{
    const char *begin = text, *start = text, *end = text + strlen(text);
    str_char(str, '"');
    while (text < end) {
        const char *at = text;
        unsigned char c = (unsigned char)*text;
        bool command = c == '[' && at - begin >= 2 && at[-1] == '#' && at[-2] == '#';
        uint32_t code = c < 0x80 ? c : utf8_next(&text, end);
        text += c < 0x80;
        if (c != '"' && c != '\\' && !command && code != UINT32_MAX && !is_unseen(code))
            continue;
        str_append_bytes(str, start, (size_t)(at - start));
        start = text;
        json_escape(str, code);
    }
    str_append_bytes(str, start, (size_t)(end - start));
    str_char(str, '"');
}

const char *str_inert(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    const char *end = text + strlen(text);
    while (text < end) {
        const char *start = text;
        uint32_t code = utf8_next(&text, end);
        if (code == UINT32_MAX)
            str_printf(&out, "<0x%02X>", (unsigned)(unsigned char)*start);
        else if (is_unseen(code))
            str_printf(&out, "<U+%04X>", (unsigned)code);
        else
            str_append_bytes(&out, start, (size_t)(text - start));
    }
    return str_text(&out);
}

void str_append_log(struct str *str, const char *text)
{
    bool begins = true; /* of the line nothing but blanks so far; those of other scripts count as blanks */
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (begins && c == ':' && text[1] == ':') {
            str_append(str, ":<U+003A>");
            text++;
        } else if (c == '#' && text[1] == '#' && text[2] == '[') {
            str_append(str, "##<U+005B>");
            text += 2;
        } else {
            str_char(str, *text);
        }
        begins = c == '\n' || (begins && (c <= ' ' || c >= 0x80));
    }
}

bool str_is_formula(const char *text)
{
    static const char *const wide[] = {
        "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}; /* ＝＋－＠ */
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_starts(text, wide[i]))
            return true;
    return *text && strchr("=+-@\t\r\n", *text);
}

/* A spreadsheet program set to semicolons or tabs would cut the cell there and take what follows for a
 * formula. */
static bool formula_within(const char *text)
{
    for (const char *at = strpbrk(text, ";\t"); at; at = strpbrk(at + 1, ";\t")) {
        const char *next = at + 1 + strspn(at + 1, " '");
        if (str_is_formula(next))
            return true;
    }
    return false;
}

void str_csv_quoted(struct str *str, const char *text)
{
    str_char(str, '"');
    for (; *text; text++) {
        if (*text == '"')
            str_char(str, '"');
        str_char(str, *text);
    }
    str_char(str, '"');
}

void str_csv(struct str *str, const char *text)
{
    if (strpbrk(text, ",\"\r\n") || formula_within(text))
        str_csv_quoted(str, text);
    else
        str_append(str, text);
}

struct slice slice_of(const char *text)
{
    return (struct slice){text, strlen(text)};
}

bool slice_equals(struct slice slice, const char *text)
{
    return strlen(text) == slice.length && (!slice.length || !memcmp(slice.at, text, slice.length));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct slice slice_trim(struct slice slice)
{
    while (slice.length && is_blank(slice.at[0])) {
        slice.at++;
        slice.length--;
    }
    while (slice.length && is_blank(slice.at[slice.length - 1]))
        slice.length--;
    return slice;
}

bool str_equals(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

bool str_starts(const char *text, const char *prefix)
{
    return !strncmp(text, prefix, strlen(prefix));
}

bool str_ends(const char *text, const char *suffix)
{
    size_t n = strlen(text), m = strlen(suffix);
    return n >= m && !memcmp(text + n - m, suffix, m);
}

int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *str_quoted(struct arena *arena, const char *text)
{
    enum { LONGEST = 48 };
    if (strlen(text) <= LONGEST)
        return text;
    size_t length = LONGEST;
    while (length && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return arena_printf(arena, "%.*s…", (int)length, text);
}

char *str_trimmed(struct arena *arena, const char *text)
{
    struct slice slice = slice_trim(slice_of(text));
    return arena_strndup(arena, slice.at, slice.length);
}

char *str_small(struct arena *arena, const char *text)
{
    char *small = arena_strdup(arena, text);
    for (char *at = small; *at; at++)
        *at = letter_small(*at);
    return small;
}

char *str_key(struct arena *arena, const char *text)
{
    char *key = str_small(arena, text);
    for (char *at = key; *at; at++)
        if (*at == ' ' || *at == '-')
            *at = '_';
    return key;
}

/* The end of the prefix in the text, or NULL */
static const char *past_any_case(const char *text, const char *prefix)
{
    for (; *prefix; text++, prefix++)
        if (letter_small(*text) != letter_small(*prefix))
            return NULL;
    return text;
}

bool str_equals_any_case(const char *a, const char *b)
{
    const char *end = past_any_case(a, b);
    return end && !*end;
}

bool str_starts_any_case(const char *text, const char *prefix)
{
    return past_any_case(text, prefix) != NULL;
}

bool str_ends_any_case(const char *text, const char *suffix)
{
    size_t n = strlen(text), m = strlen(suffix);
    return n >= m && str_equals_any_case(text + n - m, suffix);
}

bool slice_equals_any_case(struct slice slice, const char *text)
{
    for (size_t i = 0; i < slice.length; i++)
        if (!text[i] || letter_small(slice.at[i]) != letter_small(text[i]))
            return false;
    return !text[slice.length];
}

bool slice_number(struct slice slice, size_t limit, size_t *number)
{
    size_t value = 0;
    for (size_t i = 0; i < slice.length; i++) {
        if (!is_digit(slice.at[i]) || value >= limit)
            return false;
        value = value * 10 + (size_t)(slice.at[i] - '0');
    }
    *number = value;
    return slice.length && value < limit;
}

size_t web_scheme_length(const char *url)
{
    return str_starts_any_case(url, "https://")  ? strlen("https://")
           : str_starts_any_case(url, "http://") ? strlen("http://")
                                                 : 0;
}

uint32_t utf8_next(const char **at, const char *end)
{
    const unsigned char *p = (const unsigned char *)*at;
    size_t left = (size_t)(end - *at);
    if (!left)
        return 0;
    uint32_t first = p[0];
    if (first < 0x80) {
        *at += 1;
        return first;
    }
    size_t length = first >= 0xF0 && first < 0xF5   ? 4
                    : first >= 0xE0 && first < 0xF0 ? 3
                    : first >= 0xC2 && first < 0xE0 ? 2
                                                    : 0;
    *at += 1;
    if (!length || left < length)
        return UINT32_MAX;
    uint32_t code = first & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UINT32_MAX;
        code = code << 6 | (p[i] & 0x3F);
    }
    if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF ||
        (code >= 0xD800 && code < 0xE000))
        return UINT32_MAX;
    *at += length - 1;
    return code;
}

void utf8_append(struct str *str, uint32_t code)
{
    char bytes[4];
    size_t length = 0;
    if (code < 0x80) {
        bytes[length++] = (char)code;
    } else if (code < 0x800) {
        bytes[length++] = (char)(0xC0 | code >> 6);
        bytes[length++] = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        bytes[length++] = (char)(0xE0 | code >> 12);
        bytes[length++] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[length++] = (char)(0x80 | (code & 0x3F));
    } else {
        bytes[length++] = (char)(0xF0 | code >> 18);
        bytes[length++] = (char)(0x80 | (code >> 12 & 0x3F));
        bytes[length++] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[length++] = (char)(0x80 | (code & 0x3F));
    }
    str_append_bytes(str, bytes, length);
}

size_t utf8_count(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += (*text & 0xC0) != 0x80;
    return count;
}

void str_append_wrapped(struct str *str, const char *text, size_t indent, size_t width)
{
    size_t column = indent;
    while (*text) {
        size_t bytes = strcspn(text, " "), length = utf8_count(arena_strndup(str->arena, text, bytes));
        if (column > indent && column + 1 + length > width) {
            str_printf(str, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            str_char(str, ' ');
            column++;
        }
        str_append_bytes(str, text, bytes);
        column += length;
        text += bytes + strspn(text + bytes, " ");
    }
    str_char(str, '\n');
}

enum { LONGEST_WORD = 64 };

/* optimal string alignment distance; both at most LONGEST_WORD bytes */
static size_t edit_distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][LONGEST_WORD + 1];
    for (size_t j = 0; j <= m; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *before = row[(i + 2) % 3], *older = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && older[j - 2] + 1 < best)
                best = older[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

/* The candidate that begins with what was typed, "hav" of "havbris"; of several the one that all others go on
   from; NULL: none */
static const char *suggest_longer(
    const char *word, size_t length, const char *const *candidates, size_t count)
{
    const char *best = NULL;
    for (size_t i = 0; length >= 3 && i < count; i++)
        if (!strncmp(candidates[i], word, length) && (!best || strlen(candidates[i]) < strlen(best)))
            best = candidates[i];
    for (size_t i = 0; best && i < count; i++)
        if (!strncmp(candidates[i], word, length) && strncmp(candidates[i], best, strlen(best)))
            return NULL;
    return best;
}

const char *suggest_nearest(const char *word, const char *const *candidates, size_t count)
{
    size_t length = strlen(word);
    if (!length || length > LONGEST_WORD)
        return NULL;
    size_t limit = length < 6 ? 1 : length < 9 ? 2 : 3; /* a word that is further off means something else */
    const char *best = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(candidates[i]);
        if (n > LONGEST_WORD || n > length + limit || length > n + limit)
            continue;
        size_t distance = edit_distance(word, length, candidates[i], n);
        if (distance <= limit && distance < length) {
            best = candidates[i];
            if (!distance)
                return best;
            limit = distance - 1; /* only a nearer one may replace it */
        }
    }
    return best ? best : suggest_longer(word, length, candidates, count);
}

/* Blocks of right-to-left scripts: a letter is enough to tell, so marks and digits in them need no finer
 * rule; U+200F is the invisible letter of such a script. */
bool utf8_is_right_to_left(uint32_t code_point)
{
    return (code_point >= 0x0590 && code_point < 0x0900) || (code_point >= 0xFB1D && code_point < 0xFE00) ||
           (code_point >= 0xFE70 && code_point < 0xFEFF) || (code_point >= 0x10800 && code_point < 0x11000) ||
           (code_point >= 0x1E800 && code_point < 0x1F000) || code_point == 0x200F;
}

char *str_spaced(struct arena *arena, const char *word, const char *marks)
{
    char *copy = arena_strdup(arena, word);
    for (char *at = copy; *at; at++)
        if (strchr(marks, *at))
            *at = ' ';
    return copy;
}
