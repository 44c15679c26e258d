/* SPDX-License-Identifier: MIT */
#include "json.h"

#include "json_advice.h"

#include "str.h"
#include "text_check.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

/* Short texts are shared where they come again soon ("signed", "sources", "2025-03"): a table of those last
 * seen. */
enum { LONGEST_QUOTE = 24, SHARED_LENGTH_MOST = 32, SHARED_COUNT = 4096, CHUNK = 32 * 1024 };

struct shared {
    const char *text;
    size_t length;
};

struct scanner {
    struct arena *arena;
    struct diags *diags;
    const char *file;
    const unsigned char *start, *at, *end, *line_start;
    int line;
    const struct limits *limits;
    size_t depth, depth_most, values_most;
    int open_lines[LIMIT_MOST_DEPTH],
        open_columns[LIMIT_MOST_DEPTH]; /* where the containers that are open start */
    char open_kinds[LIMIT_MOST_DEPTH];
    struct place string_place; /* of the string last begun, and its end once it has one */
    const unsigned char *string_end;
    struct json *nodes; /* the n-th value of the file */
    size_t node_count;
    struct shared *shared; /* SHARED_COUNT of them, by hash */
    char *chunk;           /* where the next text goes */
    size_t chunk_left;
};

static struct place place_at(const struct scanner *scanner, const unsigned char *at)
{
    return (struct place){scanner->file, scanner->line, (int)(at - scanner->line_start) + 1};
}

static struct place place_now(const struct scanner *scanner)
{
    return place_at(scanner, scanner->at);
}

/* What stands at a place, for a sentence: "'x'", "U+00A0", "the end of the file" */
static const char *found_text(const struct scanner *scanner, const unsigned char *at)
{
    if (at >= scanner->end)
        return "the end of the file";
    const char *next = (const char *)at;
    uint32_t code = utf8_next(&next, (const char *)scanner->end);
    if (code == UINT32_MAX)
        return arena_printf(scanner->arena, "the byte 0x%02X", *at);
    if (code == 0x7F || (code >= 0x80 && code <= 0xA0) || letter_shows_nothing(code) || code < 0x20 ||
        (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069))
        return arena_printf(scanner->arena, "U+%04X", (unsigned)code);
    return arena_printf(scanner->arena, "'%.*s'", (int)(next - (const char *)at), (const char *)at);
}

/* A whole word where one stands, else one character */
static const char *found_word(const struct scanner *scanner, const unsigned char *at)
{
    size_t length = 0;
    while (at + length < scanner->end && length < LONGEST_QUOTE &&
           ((at[length] | 0x20) >= 'a' && (at[length] | 0x20) <= 'z'))
        length++;
    if (length < 2)
        return found_text(scanner, at);
    return arena_printf(scanner->arena, "'%.*s'", (int)length, (const char *)at);
}

static bool word_stands(const struct scanner *scanner, const unsigned char *at, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(scanner->end - at) >= length && !memcmp(at, word, length);
}

static bool is_quote_mark(uint32_t code)
{
    return (code >= 0x2018 && code <= 0x201F) || code == 0xAB || code == 0xBB || code == 0xFF02 ||
           code == 0x2033;
}

static bool is_other_space(uint32_t code)
{
    return code == 0x0B || code == 0x0C || code == 0x85 || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200B) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x2060 || code == 0x3000 || code == 0xFEFF;
}

static const char *literal_hint(const struct scanner *scanner, const unsigned char *at)
{
    static const struct {
        const char *word, *hint;
    } literals[] = {{"None", "write null"}, {"NULL", "write null"}, {"Null", "write null"},
        {"nil", "write null"}, {"undefined", "write null"}, {"NaN", "JSON has no such number; write null"},
        {"Infinity", "JSON has no such number"}, {"True", "write true"}, {"TRUE", "write true"},
        {"False", "write false"}, {"FALSE", "write false"}};
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
        if (word_stands(scanner, at, literals[i].word))
            return literals[i].hint;
    return NULL;
}

static const char *syntax_hint(const struct scanner *scanner, const unsigned char *at, uint32_t code)
{
    if (code == '\'' || code == '`')
        return "JSON's quotes are double: \"…\"";
    if (is_quote_mark(code))
        return "these are a word processor's quotes; JSON's are straight: \"…\"";
    if (code == '#' || word_stands(scanner, at, "//") || word_stands(scanner, at, "/*"))
        return "JSON has no comments; a key that starts with // is ignored";
    if (is_other_space(code))
        return "JSON's white space is the space, the tab and the line ends alone";
    if (scanner->start == at && word_stands(scanner, at, "%PDF"))
        return "this is a PDF file";
    if (scanner->start == at && word_stands(scanner, at, "PK"))
        return "this is a zip archive or an office document";
    if (scanner->start == at && word_stands(scanner, at, "\x1F\x8B"))
        return "this is a gzip file: unpack it first";
    if (scanner->start == at && (word_stands(scanner, at, "\x89PNG") || word_stands(scanner, at, "\xFF\xD8")))
        return "this is a picture";
    if (scanner->start == at && code == '<')
        return "this looks like HTML or XML";
    return literal_hint(scanner, at);
}

static struct slice rest_of(const struct scanner *scanner)
{
    return (struct slice){(const char *)scanner->at, (size_t)(scanner->end - scanner->at)};
}

static const char *open_hint(const struct scanner *scanner)
{
    if (!scanner->depth)
        return NULL;
    return arena_printf(scanner->arena, "the %s that starts on line %d, column %d is not closed",
        scanner->open_kinds[scanner->depth - 1] == '{' ? "object" : "array",
        scanner->open_lines[scanner->depth - 1], scanner->open_columns[scanner->depth - 1]);
}

/* Whatever stands here is not what may stand here. Says so; the caller's own hint counts where there is no
 * better. */
static bool unexpected(struct scanner *scanner, const char *expected, const char *hint)
{
    struct place place = place_now(scanner);
    if (scanner->at >= scanner->end) {
        diags_add(scanner->diags, DIAG_JSON_END, place, NULL, hint ? hint : open_hint(scanner),
            "the file ends where %s should stand", expected);
        return false;
    }
    const char *next = (const char *)scanner->at;
    uint32_t code = utf8_next(&next, (const char *)scanner->end);
    if (code == UINT32_MAX && scanner->at != scanner->start) {
        diags_add(scanner->diags, DIAG_JSON_UTF8, place, NULL, "save the file as UTF-8",
            "the byte 0x%02X is not UTF-8 here", *scanner->at);
        return false;
    }
    if (code == 0) {
        diags_add(scanner->diags, DIAG_JSON_NUL, place, NULL, NULL, "a NUL byte stands in the file");
        return false;
    }
    const char *better = syntax_hint(scanner, scanner->at, code);
    diags_add(scanner->diags, DIAG_JSON_SYNTAX, place, NULL, better ? better : hint,
        "%s should stand here, not %s", expected, found_word(scanner, scanner->at));
    return false;
}

static void skip_space(struct scanner *scanner)
{
    for (; scanner->at < scanner->end; scanner->at++) {
        unsigned char c = *scanner->at;
        if (c == '\n') {
            scanner->line++;
            scanner->line_start = scanner->at + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
    }
}

/* texts: packed one behind the other, those that come again kept once */

static uint32_t hash_of(const char *bytes, size_t length)
{
    uint32_t hash = UINT32_C(2166136261); /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT32_C(16777619);
    return hash ^ hash >> 15;
}

static const char *text_pack(struct scanner *scanner, const char *bytes, size_t length)
{
    if (length >= CHUNK / 8)
        return arena_strndup(scanner->arena, bytes, length);
    if (length + 1 > scanner->chunk_left) {
        scanner->chunk = arena_alloc(scanner->arena, CHUNK);
        scanner->chunk_left = CHUNK;
    }
    char *text = scanner->chunk;
    memcpy(text, bytes, length);
    text[length] = '\0';
    scanner->chunk += length + 1;
    scanner->chunk_left -= length + 1;
    return text;
}

static const char *text_keep(struct scanner *scanner, const char *bytes, size_t length)
{
    if (length > SHARED_LENGTH_MOST)
        return text_pack(scanner, bytes, length);
    struct shared *shared = &scanner->shared[hash_of(bytes, length) % SHARED_COUNT];
    if (!shared->text || shared->length != length || memcmp(shared->text, bytes, length) != 0)
        *shared = (struct shared){text_pack(scanner, bytes, length), length};
    return shared->text;
}

/* strings */

static bool escape_fault(struct scanner *scanner, const char *hint, const char *sentence)
{
    diags_add(scanner->diags, DIAG_JSON_ESCAPE, place_now(scanner), NULL, hint, "%s", sentence);
    return false;
}

/* The value of \uXXXX at a place, or UINT32_MAX */
static uint32_t hex_escape(const struct scanner *scanner, const unsigned char *at)
{
    if (scanner->end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return UINT32_MAX;
    uint32_t code = 0;
    for (size_t i = 2; i < 6; i++) {
        if (!is_hex_digit((char)at[i]))
            return UINT32_MAX;
        code = code << 4 | (at[i] <= '9' ? at[i] - (unsigned)'0' : (at[i] | 0x20u) - 'a' + 10);
    }
    return code;
}

static bool scan_hex_escape(struct scanner *scanner)
{
    uint32_t code = hex_escape(scanner, scanner->at);
    if (code == UINT32_MAX)
        return escape_fault(scanner, "four hexadecimal digits follow \\u", "the escape \\u is cut short");
    if (code == 0)
        return escape_fault(scanner, NULL, "the escape \\u0000 stands for a NUL, which no text may hold");
    if (code >= 0xDC00 && code <= 0xDFFF)
        return escape_fault(scanner, NULL, "half of a surrogate pair stands alone");
    scanner->at += 6;
    if (code < 0xD800 || code > 0xDBFF)
        return true;
    uint32_t second = hex_escape(scanner, scanner->at);
    if (second >= 0xDC00 && second <= 0xDFFF) {
        scanner->at += 6;
        return true;
    }
    scanner->at -= 6;
    return escape_fault(scanner, NULL, "half of a surrogate pair stands alone");
}

static bool scan_escape(struct scanner *scanner)
{
    if (scanner->end - scanner->at < 2) {
        scanner->at = scanner->end;
        return unexpected(scanner, "the rest of a string", NULL);
    }
    unsigned char c = scanner->at[1];
    if (c == 'u')
        return scan_hex_escape(scanner);
    if (c && strchr("\"\\/bfnrt", c)) {
        scanner->at += 2;
        return true;
    }
    const char *sentence = c > 0x20 && c < 0x7F
                               ? arena_printf(scanner->arena, "the escape \\%c is none of JSON's", c)
                               : "a backslash stands alone";
    return escape_fault(scanner, "a backslash itself is written \\\\", sentence);
}

static bool control_fault(struct scanner *scanner, unsigned char c)
{
    struct place place = place_now(scanner);
    if (c == 0) {
        diags_add(scanner->diags, DIAG_JSON_NUL, place, NULL, NULL, "a NUL byte stands in a string");
        return false;
    }
    const char *name = c == '\n' || c == '\r' ? "a line break"
                       : c == '\t'            ? "a tab"
                                   : arena_printf(scanner->arena, "the control character U+%04X", c);
    const char *hint =
        c == '\n' || c == '\r'
            ? arena_printf(scanner->arena, "close the string that starts in column %d with \", or write \\n",
                  scanner->string_place.column)
        : c == '\t' ? "write \\t"
                    : NULL;
    diags_add(scanner->diags, DIAG_JSON_CONTROL, place, NULL, hint, "%s stands raw in a string", name);
    return false;
}

/* Stands on the opening quote; ends behind the closing one. */
static bool scan_string(struct scanner *scanner)
{
    scanner->string_place = place_now(scanner);
    scanner->at++;
    while (scanner->at < scanner->end) {
        unsigned char c = *scanner->at;
        if (c == '"') {
            scanner->at++;
            scanner->string_end = scanner->at;
            return true;
        }
        if (c == '\\') {
            if (!scan_escape(scanner))
                return false;
        } else if (c < 0x20) {
            return control_fault(scanner, c);
        } else if (c < 0x80) {
            scanner->at++;
        } else {
            const char *next = (const char *)scanner->at;
            if (utf8_next(&next, (const char *)scanner->end) == UINT32_MAX) {
                diags_add(scanner->diags, DIAG_JSON_UTF8, place_now(scanner), NULL, "save the file as UTF-8",
                    "the byte 0x%02X is not UTF-8 here", c);
                return false;
            }
            scanner->at = (const unsigned char *)next;
        }
    }
    return unexpected(scanner, "the end of a string",
        arena_printf(scanner->arena, "the string that starts on line %d, column %d is not closed",
            scanner->string_place.line, scanner->string_place.column));
}

/* The string that starts (with its quote) at a place and ends before scanner->at. The scanner has found every
 * escape good; cJSON decodes them. */
static const char *string_decode(struct scanner *scanner, const unsigned char *start)
{
    const char *text = (const char *)start + 1;
    size_t length = (size_t)(scanner->at - start) - 2;
    if (!memchr(text, '\\', length))
        return text_keep(scanner, text, length);
    cJSON *item = cJSON_ParseWithLength((const char *)start, length + 2);
    if (!item) /* the scanner is the stricter of the two: only memory can be short */
        memory_exhausted();
    const char *decoded = text_keep(scanner, item->valuestring, strlen(item->valuestring));
    cJSON_Delete(item);
    return decoded;
}

/* numbers */

static bool is_number_like(unsigned char c)
{
    return is_digit((char)c) || is_letter((char)c) || c == '+' || c == '-' || c == '.' || c == '_';
}

/* What is wrong with the spelling of a number, or NULL; *hint maybe */
static const char *number_fault(const char *text, const char **hint)
{
    const char *at = text;
    if (*at == '+') {
        *hint = "leave the + out";
        return "starts with +";
    }
    at += *at == '-';
    if (*at == '.') {
        *hint = "write a 0 before the point";
        return "starts with a point";
    }
    if (!is_digit(*at))
        return *at == '-' ? "has two minus signs" : *at ? "is no number" : "is a minus without digits";
    if (*at == '0' && (at[1] | 0x20) == 'x') {
        *hint = "write it in decimal";
        return "is hexadecimal";
    }
    if (*at == '0' && is_digit(at[1])) {
        *hint = "leave leading zeros out";
        return "starts with a zero";
    }
    at += strspn(at, "0123456789");
    if (*at == '.') {
        size_t digits = strspn(at + 1, "0123456789");
        if (!digits)
            return "has no digits after its point";
        at += 1 + digits;
    }
    if ((*at | 0x20) == 'e') {
        const char *exponent = at + 1;
        exponent += *exponent == '+' || *exponent == '-';
        size_t digits = strspn(exponent, "0123456789");
        if (!digits)
            return "has no digits in its exponent";
        at = exponent + digits;
    }
    if (!*at)
        return NULL;
    if (*at == '.')
        return "has two points";
    if (*at == '-' || *at == '+')
        return "has a dash or a plus inside";
    if (*at == '_')
        return "has separators between its digits";
    return "is followed by letters";
}

/* true when the value is past the largest double: such a number is a slip, and a double would read infinity.
   Only its magnitude is looked at: 0.d₁d₂d₃… × 10^magnitude. */
static bool number_overflows(const char *text)
{
    static const char largest[] = "179769313486231580793"; /* DBL_MAX and half a unit in its last place */
    const char *at = text + (*text == '-');
    long magnitude = 0;
    char digits[sizeof largest] = {0};
    size_t count = 0;
    bool point = false;
    for (; is_digit(*at) || *at == '.'; at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        bool leading = !count && *at == '0';
        magnitude += point ? -(long)leading : !leading;
        if (!leading && count < sizeof digits - 1)
            digits[count++] = *at;
    }
    if (!count)
        return false;
    long exponent = 0;
    if (*at) {
        bool negative = at[1] == '-';
        for (at += at[1] == '-' || at[1] == '+' ? 2 : 1; *at; at++)
            exponent = exponent > 100000000 ? exponent : exponent * 10 + (*at - '0');
        exponent = negative ? -exponent : exponent;
    }
    magnitude += exponent;
    while (count < sizeof digits - 1)
        digits[count++] = '0';
    return magnitude > 309 || (magnitude == 309 && strcmp(digits, largest) >= 0);
}

static bool scan_number(struct scanner *scanner, struct json *node)
{
    const unsigned char *start = scanner->at;
    size_t length = 0;
    while (start + length < scanner->end && is_number_like(start[length]))
        length++;
    const char *text = text_keep(scanner, (const char *)start, length), *hint = NULL;
    const char *fault = number_fault(text, &hint);
    int shown = length > LONGEST_QUOTE ? LONGEST_QUOTE : (int)length;
    if (fault) {
        if (strstr(text, "Inf") || strstr(text, "NaN"))
            hint = "JSON has no such number; write null";
        hint = hint ? hint : json_advise_number(scanner->arena, text);
        diags_add(scanner->diags, DIAG_JSON_NUMBER, place_now(scanner), NULL, hint, "the number '%.*s' %s",
            shown, text, fault);
        return false;
    }
    if (number_overflows(text)) {
        diags_add(scanner->diags, DIAG_JSON_NUMBER_RANGE, place_now(scanner), NULL, NULL,
            "the number '%.*s' is too large", shown, text);
        return false;
    }
    node->kind = JSON_NUMBER;
    node->text = text;
    scanner->at += length;
    return true;
}

static bool scan_literal(struct scanner *scanner, struct json *node)
{
    static const struct {
        const char *word;
        enum json_kind kind;
    } literals[] = {{"null", JSON_NULL}, {"true", JSON_TRUE}, {"false", JSON_FALSE}};
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        size_t length = strlen(literals[i].word);
        if (word_stands(scanner, scanner->at, literals[i].word) &&
            (scanner->at + length == scanner->end || !is_number_like(scanner->at[length]))) {
            node->kind = literals[i].kind;
            scanner->at += length;
            return true;
        }
    }
    return unexpected(scanner, "a value",
        scanner->depth ? json_advise_value(scanner->arena, rest_of(scanner))
                       : "a dataset starts with {; `dealbrief import` reads spreadsheets");
}

/* arrays and objects */

/* A value before it is read: where it hangs, and under which key */
struct spot {
    struct json *parent;
    struct place key_place;
    const char *key;
};

static bool scan_value(struct scanner *scanner, struct spot spot);

static bool enter(struct scanner *scanner, char kind)
{
    if (scanner->depth == scanner->depth_most) {
        diags_add(scanner->diags, DIAG_JSON_DEPTH, place_now(scanner), NULL,
            limit_hint(scanner->arena, scanner->limits, LIMIT_DEPTH),
            "arrays and objects are nested more than %zu deep", scanner->depth_most);
        return false;
    }
    scanner->open_kinds[scanner->depth] = kind;
    scanner->open_columns[scanner->depth] = place_now(scanner).column;
    scanner->open_lines[scanner->depth++] = scanner->line;
    scanner->at++;
    skip_space(scanner);
    return true;
}

static void leave(struct scanner *scanner)
{
    scanner->at++;
    scanner->depth--;
}

/* The hint for what stands in place of a comma: the value before it ended on another line, or thousands were
 * grouped. */
static const char *comma_hint(struct scanner *scanner, int line, bool after_string)
{
    if (scanner->at < scanner->end && scanner->line != line &&
        (*scanner->at == '"' || *scanner->at == '{' || *scanner->at == '['))
        return arena_printf(scanner->arena, "a comma is missing at the end of line %d", line);
    if (scanner->at < scanner->end && (*scanner->at == '}' || *scanner->at == ']'))
        return open_hint(scanner);
    bool in_array = scanner->open_kinds[scanner->depth - 1] == '[';
    if (in_array && scanner->at < scanner->end && *scanner->at == ':')
        return "keys stand in objects: is a { missing, or a } too many before it?";
    bool beside = after_string && scanner->line == line;
    return json_advise_comma(scanner->arena, rest_of(scanner), beside ? scanner->string_place.column : 0);
}

/* After a value: true with *more when a comma follows, or when the container was closed. */
static bool scan_separator(struct scanner *scanner, unsigned char close, bool *more)
{
    int line = scanner->line;
    bool after_string = scanner->at == scanner->string_end;
    skip_space(scanner);
    if (scanner->at >= scanner->end || (*scanner->at != ',' && *scanner->at != close))
        return unexpected(
            scanner, close == '}' ? "a comma or }" : "a comma or ]", comma_hint(scanner, line, after_string));
    *more = *scanner->at == ',';
    if (!*more) {
        leave(scanner);
        return true;
    }
    struct place comma = place_now(scanner);
    scanner->at++;
    skip_space(scanner);
    if (scanner->at < scanner->end && *scanner->at == close) {
        diags_add(scanner->diags, DIAG_JSON_SYNTAX, comma, NULL, "take the comma out",
            "a comma stands after the last %s", close == '}' ? "entry of an object" : "element of an array");
        return false;
    }
    return true;
}

/* The values below one node stand behind it in file order; *link is where the next hangs. */
static void child_link(struct json *parent, struct json *child, struct json ***link)
{
    child->index = (uint32_t)parent->count++;
    **link = child;
    *link = &child->next;
}

static bool scan_array(struct scanner *scanner, struct json *array)
{
    if (!enter(scanner, '['))
        return false;
    if (scanner->at < scanner->end && *scanner->at == ']') {
        leave(scanner);
        return true;
    }
    struct json **link = &array->first;
    bool more = true;
    while (more) {
        struct json *child = &scanner->nodes[scanner->node_count];
        if (!scan_value(scanner, (struct spot){.parent = array}))
            return false;
        child_link(array, child, &link);
        if (!scan_separator(scanner, ']', &more))
            return false;
    }
    return true;
}

static bool scan_entry(struct scanner *scanner, struct json *object)
{
    if (scanner->at >= scanner->end || *scanner->at != '"') {
        unsigned char c = scanner->at < scanner->end ? *scanner->at : 0;
        return unexpected(scanner, "a key in double quotes",
            is_digit((char)c)                  ? "numbers have no thousands separators"
            : c == '{' || c == '[' || c == ']' ? open_hint(scanner)
                                               : json_advise_key(scanner->arena, rest_of(scanner)));
    }
    const unsigned char *start = scanner->at;
    struct spot spot = {.parent = object, .key_place = place_now(scanner)};
    if (!scan_string(scanner))
        return false;
    spot.key = string_decode(scanner, start);
    skip_space(scanner);
    if (scanner->at >= scanner->end || *scanner->at != ':')
        return unexpected(scanner, "a colon", json_advise_colon(rest_of(scanner)));
    scanner->at++;
    skip_space(scanner);
    return scan_value(scanner, spot);
}

static bool scan_object(struct scanner *scanner, struct json *object)
{
    if (!enter(scanner, '{'))
        return false;
    if (scanner->at < scanner->end && *scanner->at == '}') {
        leave(scanner);
        return true;
    }
    struct json **link = &object->first;
    bool more = true;
    while (more) {
        struct json *child = &scanner->nodes[scanner->node_count];
        if (!scan_entry(scanner, object))
            return false;
        child_link(object, child, &link);
        if (!scan_separator(scanner, '}', &more))
            return false;
    }
    return true;
}

static bool scan_text(struct scanner *scanner, struct json *node)
{
    const unsigned char *start = scanner->at;
    node->kind = JSON_STRING;
    if (!scan_string(scanner))
        return false;
    node->text = string_decode(scanner, start);
    return true;
}

/* Depth is bounded by enter. */
static bool scan_value(struct scanner *scanner, struct spot spot)
{
    if (scanner->node_count == scanner->values_most) {
        diags_add(scanner->diags, DIAG_JSON_VALUES, place_now(scanner), NULL,
            limit_hint(scanner->arena, scanner->limits, LIMIT_VALUES), "the file holds more than %zu values",
            scanner->values_most);
        return false;
    }
    struct json *node = &scanner->nodes[scanner->node_count++];
    *node = (struct json){
        .place = place_now(scanner), .key_place = spot.key_place, .key = spot.key, .parent = spot.parent};
    unsigned char c = scanner->at < scanner->end ? *scanner->at : 0;
    if (c == '"')
        return scan_text(scanner, node);
    if (c == '{') {
        node->kind = JSON_OBJECT;
        return scan_object(scanner, node);
    }
    if (c == '[') {
        node->kind = JSON_ARRAY;
        return scan_array(scanner, node);
    }
    if (is_digit((char)c) || c == '+' || c == '.' || c == '-')
        return scan_number(scanner, node);
    return scan_literal(scanner, node);
}

/* the file as a whole */

/* UTF-16 and UTF-32 by their byte order marks, or by the zeros that ASCII leaves in them */
static const char *foreign_encoding(struct bytes bytes)
{
    const unsigned char *b = bytes.at;
    if (bytes.length >= 4 &&
        ((!b[0] && !b[1] && b[2] == 0xFE && b[3] == 0xFF) || (!b[0] && !b[1] && !b[2] && b[3])))
        return "UTF-32, big endian";
    if (bytes.length >= 4 &&
        ((b[0] == 0xFF && b[1] == 0xFE && !b[2] && !b[3]) || (b[0] && !b[1] && !b[2] && !b[3])))
        return "UTF-32, little endian";
    if (bytes.length >= 2 && ((b[0] == 0xFE && b[1] == 0xFF) || (!b[0] && b[1])))
        return "UTF-16, big endian";
    if (bytes.length >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] && !b[1])))
        return "UTF-16, little endian";
    return NULL;
}

static bool scan_document(struct scanner *scanner)
{
    skip_space(scanner);
    if (scanner->at == scanner->end) {
        diags_add(scanner->diags, DIAG_JSON_EMPTY, (struct place){scanner->file, 0, 0}, NULL, NULL,
            "the file is empty");
        return false;
    }
    if (!scan_value(scanner, (struct spot){0}))
        return false;
    skip_space(scanner);
    if (scanner->at == scanner->end)
        return true;
    if (*scanner->at == 0)
        return unexpected(scanner, "nothing more", NULL);
    const char *next = (const char *)scanner->at;
    uint32_t code = utf8_next(&next, (const char *)scanner->end);
    diags_add(scanner->diags, code == UINT32_MAX ? DIAG_JSON_UTF8 : DIAG_JSON_TRAILING, place_now(scanner),
        NULL,
        *scanner->at == '}' || *scanner->at == ']' ? "it closes what was never opened, or was closed before"
                                                   : syntax_hint(scanner, scanner->at, code),
        "something follows the end of the JSON: %s", found_word(scanner, scanner->at));
    return false;
}

/* duplicate keys */

static int by_key(const void *left, const void *right)
{
    const struct json *a = *(const struct json *const *)left, *b = *(const struct json *const *)right;
    int order = strcmp(a->key, b->key);
    return order ? order : a < b ? -1 : a > b; /* nodes of one array, in file order */
}

static bool keys_unique(const struct json *object, const struct json **sorted, struct diags *diags)
{
    size_t count = 0;
    for (const struct json *child = object->first; child; child = child->next)
        sorted[count++] = child;
    qsort(sorted, count, sizeof(const struct json *), by_key);
    bool unique = true;
    const struct json *first = count ? sorted[0] : NULL;
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i]->key, first->key)) {
            first = sorted[i];
            continue;
        }
        diags_add(diags, DIAG_JSON_DUPLICATE_KEY, sorted[i]->key_place, NULL, "keep one of them",
            "the key '%s' stands twice in one object, on lines %d and %d", first->key, first->key_place.line,
            sorted[i]->key_place.line);
        unique = false;
    }
    return unique;
}

/* Do all keys surely differ? Each sets a bit of its own; where two fall on the same, somebody has to look. */
static bool keys_surely_unique(const struct json *object)
{
    uint64_t seen = 0;
    for (const struct json *child = object->first; child; child = child->next) {
        size_t length = strlen(child->key);
        uint64_t bit = UINT64_C(1) << (hash_of(child->key, length) & 63);
        if (seen & bit)
            return false;
        seen |= bit;
    }
    return true;
}

static bool all_keys_unique(struct scanner *scanner)
{
    bool unique = true;
    size_t room = 0;
    for (size_t i = 0; i < scanner->node_count; i++)
        if (scanner->nodes[i].kind == JSON_OBJECT && scanner->nodes[i].count > room)
            room = scanner->nodes[i].count;
    const struct json **sorted = arena_array(scanner->arena, const struct json *, room);
    for (size_t i = 0; i < scanner->node_count; i++)
        if (scanner->nodes[i].kind == JSON_OBJECT && scanner->nodes[i].count > 1 &&
            !keys_surely_unique(&scanner->nodes[i]))
            unique = keys_unique(&scanner->nodes[i], sorted, scanner->diags) && unique;
    return unique;
}

/* Room for every value: each but the first follows a bracket or a comma, or a colon. (A comma before a key
 * counts in vain.) */
static size_t values_room(struct bytes bytes, size_t most)
{
    size_t count = 1;
    for (size_t i = 0; i < bytes.length; i++)
        count += bytes.at[i] == ',' || bytes.at[i] == '[' || bytes.at[i] == ':';
    return count < most ? count : most;
}

const struct json *json_parse_at(struct arena *arena, struct place start, struct bytes bytes,
    const struct limits *limits, struct diags *diags)
{
    const char *encoding = foreign_encoding(bytes);
    if (encoding) {
        diags_add(diags, DIAG_JSON_ENCODING, (struct place){start.file, start.line, 1}, NULL,
            "save it as UTF-8", "the file is %s", encoding);
        return NULL;
    }
    if (bytes.length >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3))
        bytes = (struct bytes){bytes.at + 3, bytes.length - 3};
    struct scanner scanner = {.arena = arena,
        .diags = diags,
        .file = start.file,
        .start = bytes.at,
        .at = bytes.at,
        .end = bytes.at + bytes.length,
        .line_start = bytes.at,
        .line = start.line,
        .limits = limits,
        .depth_most = limit_of(limits, LIMIT_DEPTH),
        .values_most = limit_of(limits, LIMIT_VALUES)};
    assert(scanner.depth_most <= LIMIT_MOST_DEPTH);
    scanner.nodes = arena_array(arena, struct json, values_room(bytes, scanner.values_most));
    scanner.shared = arena_array(arena, struct shared, SHARED_COUNT);
    return scan_document(&scanner) && all_keys_unique(&scanner) ? scanner.nodes : NULL;
}

const struct json *json_parse(struct arena *arena, const char *file, struct bytes bytes, struct diags *diags)
{
    return json_parse_at(arena, (struct place){file, 1, 1}, bytes, NULL, diags);
}

const struct json *json_find(const struct json *object, const char *key)
{
    for (const struct json *child = object->first; child; child = child->next)
        if (child->key && !strcmp(child->key, key))
            return child;
    return NULL;
}

struct json json_of_key(const struct json *json)
{
    return (struct json){.kind = JSON_STRING,
        .place = json->key_place,
        .key_place = json->key_place,
        .key = json->key,
        .text = json->key,
        .parent = json->parent};
}

void json_link(struct json *root)
{
    struct json *at = root;
    while (at) { /* down, along, up: a tree has no recursion to fear here */
        uint32_t index = 0;
        for (struct json *child = at->first; child; child = child->next) {
            child->parent = at;
            child->index = index++;
        }
        if (at->first) {
            at = at->first;
            continue;
        }
        while (at != root && !at->next)
            at = at->parent;
        at = at == root ? NULL : at->next;
    }
}

const char *json_path(struct arena *arena, const struct json *json)
{
    const struct json *way[LIMIT_MOST_DEPTH + 1];
    size_t count = 0;
    for (; json->parent && count <= LIMIT_MOST_DEPTH; json = json->parent)
        way[count++] = json;
    struct str path = str_init(arena);
    while (count) {
        json = way[--count];
        if (!json->key)
            str_printf(&path, "[%u]", (unsigned)json->index);
        else
            str_printf(&path, "%s%s", path.length ? "." : "", json->key);
    }
    return str_text(&path);
}

const char *json_kind_name(enum json_kind kind)
{
    static const char *const names[] = {
        [JSON_NULL] = "null",
        [JSON_FALSE] = "false",
        [JSON_TRUE] = "true",
        [JSON_NUMBER] = "a number",
        [JSON_STRING] = "a string",
        [JSON_ARRAY] = "an array",
        [JSON_OBJECT] = "an object",
    };
    return names[kind];
}
