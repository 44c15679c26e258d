/* SPDX-License-Identifier: MIT */
#include "json.h"

#include "list.h"
#include "str.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

/* cJSON 1.7.15 reads at most 63 characters of a number; longer ones are masked in a copy, for it reads none
 * that counts. */
enum { LONGEST_NUMBER_FOR_CJSON = 60, LONGEST_QUOTE = 24 };

struct token {
    size_t offset, length;
};

struct scanner {
    struct arena *arena;
    struct diags *diags;
    const char *file;
    const unsigned char *start, *at, *end, *line_start;
    int line;
    int depth;
    int open_lines[JSON_DEPTH_MOST]; /* where the containers that are open start */
    char open_kinds[JSON_DEPTH_MOST];
    struct json *nodes; /* the n-th value of the file */
    size_t node_count;
    LIST(struct token) long_numbers;
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
    if (code <= 0x20 || code == 0x7F || code == 0xA0 || code == 0x3000 ||
        (code >= 0x2000 && code <= 0x200F) || code == 0xFEFF)
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
    if (scanner->start == at && code == '<')
        return "this looks like HTML or XML";
    return literal_hint(scanner, at);
}

static const char *open_hint(const struct scanner *scanner)
{
    if (!scanner->depth)
        return NULL;
    return arena_printf(scanner->arena, "the %s that starts on line %d is not closed",
        scanner->open_kinds[scanner->depth - 1] == '{' ? "object" : "array",
        scanner->open_lines[scanner->depth - 1]);
}

/* Whatever stands here is not what may stand here. Says so; the caller's own hint counts where there is no
 * better. */
static bool unexpected(struct scanner *scanner, const char *expected, const char *hint)
{
    struct place place = place_now(scanner);
    if (scanner->at >= scanner->end) {
        diags_add(scanner->diags, DIAG_JSON_END, place, NULL, open_hint(scanner),
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

/* strings */

static bool is_hex(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

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
        if (!is_hex(at[i]))
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
    const char *hint = c == '\n' || c == '\r' ? "close the string with \" or write \\n"
                       : c == '\t'            ? "write \\t"
                                              : NULL;
    diags_add(scanner->diags, DIAG_JSON_CONTROL, place, NULL, hint, "%s stands raw in a string", name);
    return false;
}

/* Stands on the opening quote; ends behind the closing one. */
static bool scan_string(struct scanner *scanner)
{
    scanner->at++;
    while (scanner->at < scanner->end) {
        unsigned char c = *scanner->at;
        if (c == '"') {
            scanner->at++;
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
    return unexpected(scanner, "the end of a string", NULL);
}

/* numbers */

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_number_like(unsigned char c)
{
    return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '+' || c == '-' || c == '.' ||
           c == '_';
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
    if (!is_digit((unsigned char)*at))
        return *at == '-' ? "has two minus signs" : *at ? "is no number" : "is a minus without digits";
    if (*at == '0' && (at[1] | 0x20) == 'x') {
        *hint = "write it in decimal";
        return "is hexadecimal";
    }
    if (*at == '0' && is_digit((unsigned char)at[1])) {
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
    if (*at == '_')
        return "has separators between its digits";
    *hint = "an amount with a unit is a string: \"$10B\"";
    return "is followed by letters";
}

/* true when the value is past the largest double: such a number is a slip, and cJSON would read infinity.
   Only its magnitude is looked at: 0.d₁d₂d₃… × 10^magnitude. */
static bool number_overflows(const char *text)
{
    static const char largest[] = "179769313486231580793"; /* DBL_MAX and half a unit in its last place */
    const char *at = text + (*text == '-');
    long magnitude = 0;
    char digits[sizeof largest] = {0};
    size_t count = 0;
    bool point = false;
    for (; is_digit((unsigned char)*at) || *at == '.'; at++) {
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

static bool scan_number(struct scanner *scanner, size_t node)
{
    const unsigned char *start = scanner->at;
    size_t length = 0;
    while (start + length < scanner->end && is_number_like(start[length]))
        length++;
    const char *text = arena_strndup(scanner->arena, (const char *)start, length), *hint = NULL;
    const char *fault = number_fault(text, &hint);
    int shown = length > LONGEST_QUOTE ? LONGEST_QUOTE : (int)length;
    if (fault) {
        if (strstr(text, "Inf") || strstr(text, "NaN"))
            hint = "JSON has no such number; write null";
        diags_add(scanner->diags, DIAG_JSON_NUMBER, place_now(scanner), NULL, hint, "the number '%.*s' %s",
            shown, text, fault);
        return false;
    }
    if (number_overflows(text)) {
        diags_add(scanner->diags, DIAG_JSON_NUMBER_RANGE, place_now(scanner), NULL, NULL,
            "the number '%.*s' is too large", shown, text);
        return false;
    }
    if (length > LONGEST_NUMBER_FOR_CJSON)
        *list_push(scanner->arena, &scanner->long_numbers) =
            (struct token){(size_t)(start - scanner->start), length};
    scanner->nodes[node].kind = JSON_NUMBER;
    scanner->nodes[node].text = text;
    scanner->at += length;
    return true;
}

static bool scan_literal(struct scanner *scanner, size_t node)
{
    static const struct {
        const char *word;
        enum json_kind kind;
    } literals[] = {{"null", JSON_NULL}, {"true", JSON_TRUE}, {"false", JSON_FALSE}};
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        size_t length = strlen(literals[i].word);
        if (word_stands(scanner, scanner->at, literals[i].word) &&
            (scanner->at + length == scanner->end || !is_number_like(scanner->at[length]))) {
            scanner->nodes[node].kind = literals[i].kind;
            scanner->at += length;
            return true;
        }
    }
    return unexpected(scanner, "a value", NULL);
}

/* arrays and objects */

static bool scan_value(struct scanner *scanner, struct place key_place);

static bool enter(struct scanner *scanner, char kind)
{
    if (scanner->depth == JSON_DEPTH_MOST) {
        diags_add(scanner->diags, DIAG_JSON_DEPTH, place_now(scanner), NULL, NULL,
            "arrays and objects are nested more than %d deep", JSON_DEPTH_MOST);
        return false;
    }
    scanner->open_kinds[scanner->depth] = kind;
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
static const char *comma_hint(struct scanner *scanner, int line)
{
    if (scanner->at < scanner->end && scanner->line != line &&
        (*scanner->at == '"' || *scanner->at == '{' || *scanner->at == '['))
        return arena_printf(scanner->arena, "a comma is missing at the end of line %d", line);
    return NULL;
}

/* After a value: true with *more when a comma follows, or when the container was closed. */
static bool scan_separator(struct scanner *scanner, unsigned char close, bool *more)
{
    int line = scanner->line;
    skip_space(scanner);
    if (scanner->at >= scanner->end || (*scanner->at != ',' && *scanner->at != close))
        return unexpected(scanner, close == '}' ? "a comma or }" : "a comma or ]", comma_hint(scanner, line));
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

static bool scan_array(struct scanner *scanner)
{
    if (!enter(scanner, '['))
        return false;
    if (scanner->at < scanner->end && *scanner->at == ']') {
        leave(scanner);
        return true;
    }
    bool more = true;
    while (more)
        if (!scan_value(scanner, (struct place){0}) || !scan_separator(scanner, ']', &more))
            return false;
    return true;
}

static bool scan_entry(struct scanner *scanner)
{
    if (scanner->at >= scanner->end || *scanner->at != '"') {
        bool digit = scanner->at < scanner->end && is_digit(*scanner->at);
        return unexpected(
            scanner, "a key in double quotes", digit ? "numbers have no thousands separators" : NULL);
    }
    struct place key_place = place_now(scanner);
    if (!scan_string(scanner))
        return false;
    skip_space(scanner);
    if (scanner->at >= scanner->end || *scanner->at != ':')
        return unexpected(scanner, "a colon", NULL);
    scanner->at++;
    skip_space(scanner);
    return scan_value(scanner, key_place);
}

static bool scan_object(struct scanner *scanner)
{
    if (!enter(scanner, '{'))
        return false;
    if (scanner->at < scanner->end && *scanner->at == '}') {
        leave(scanner);
        return true;
    }
    bool more = true;
    while (more)
        if (!scan_entry(scanner) || !scan_separator(scanner, '}', &more))
            return false;
    return true;
}

static bool scan_value(struct scanner *scanner, struct place key_place)
{
    if (scanner->node_count == JSON_VALUES_MOST) {
        diags_add(scanner->diags, DIAG_JSON_VALUES, place_now(scanner), NULL, NULL,
            "the file holds more than %d values", JSON_VALUES_MOST);
        return false;
    }
    size_t node = scanner->node_count++;
    scanner->nodes[node] = (struct json){.place = place_now(scanner), .key_place = key_place};
    unsigned char c = scanner->at < scanner->end ? *scanner->at : 0;
    if (c == '"') {
        scanner->nodes[node].kind = JSON_STRING;
        return scan_string(scanner);
    }
    if (c == '{') {
        scanner->nodes[node].kind = JSON_OBJECT;
        return scan_object(scanner);
    }
    if (c == '[') {
        scanner->nodes[node].kind = JSON_ARRAY;
        return scan_array(scanner);
    }
    if (is_digit(c) || c == '+' || c == '.' || c == '-')
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
    if (!scan_value(scanner, (struct place){0}))
        return false;
    skip_space(scanner);
    if (scanner->at == scanner->end)
        return true;
    if (*scanner->at == 0)
        return unexpected(scanner, "nothing more", NULL);
    const char *next = (const char *)scanner->at;
    uint32_t code = utf8_next(&next, (const char *)scanner->end);
    diags_add(scanner->diags, code == UINT32_MAX ? DIAG_JSON_UTF8 : DIAG_JSON_TRAILING, place_now(scanner),
        NULL, syntax_hint(scanner, scanner->at, code), "something follows the end of the JSON: %s",
        found_word(scanner, scanner->at));
    return false;
}

/* the tree */

/* cJSON reads from a copy in which very long numbers are short; all numbers count by the digits the scanner
 * kept. */
static const char *text_for_cjson(struct scanner *scanner)
{
    if (!scanner->long_numbers.count)
        return (const char *)scanner->start;
    char *copy =
        arena_strndup(scanner->arena, (const char *)scanner->start, (size_t)(scanner->end - scanner->start));
    for (size_t i = 0; i < scanner->long_numbers.count; i++) {
        struct token token = scanner->long_numbers.at[i];
        memset(copy + token.offset, ' ', token.length);
        copy[token.offset] = '0';
    }
    return copy;
}

static enum json_kind cjson_kind(const cJSON *item)
{
    return cJSON_IsObject(item)   ? JSON_OBJECT
           : cJSON_IsArray(item)  ? JSON_ARRAY
           : cJSON_IsString(item) ? JSON_STRING
           : cJSON_IsNumber(item) ? JSON_NUMBER
           : cJSON_IsTrue(item)   ? JSON_TRUE
           : cJSON_IsFalse(item)  ? JSON_FALSE
                                  : JSON_NULL;
}

/* Joins cJSON's node to the scanner's, which stand in the same order. Depth is bounded by the scanner. */
static struct json *join(struct scanner *scanner, const cJSON *item, size_t *next)
{
    assert(*next < scanner->node_count);
    struct json *node = &scanner->nodes[(*next)++];
    assert(node->kind == cjson_kind(item));
    if (item->string)
        node->key = arena_strdup(scanner->arena, item->string);
    if (node->kind == JSON_STRING)
        node->text = arena_strdup(scanner->arena, item->valuestring);
    struct json **link = &node->first;
    for (const cJSON *child = item->child; child; child = child->next) {
        *link = join(scanner, child, next);
        link = &(*link)->next;
        node->count++;
    }
    return node;
}

static const struct json *read_tree(struct scanner *scanner)
{
    cJSON *item = cJSON_ParseWithLength(text_for_cjson(scanner), (size_t)(scanner->end - scanner->start));
    if (!item) /* the scanner is the stricter of the two: only memory can be short */
        memory_exhausted();
    size_t next = 0;
    const struct json *root = join(scanner, item, &next);
    cJSON_Delete(item);
    return root;
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

static bool all_keys_unique(struct scanner *scanner)
{
    bool unique = true;
    size_t room = 0;
    for (size_t i = 0; i < scanner->node_count; i++)
        if (scanner->nodes[i].kind == JSON_OBJECT && scanner->nodes[i].count > room)
            room = scanner->nodes[i].count;
    const struct json **sorted = arena_array(scanner->arena, const struct json *, room);
    for (size_t i = 0; i < scanner->node_count; i++)
        if (scanner->nodes[i].kind == JSON_OBJECT && scanner->nodes[i].count > 1)
            unique = keys_unique(&scanner->nodes[i], sorted, scanner->diags) && unique;
    return unique;
}

/* Room for every value: each but the first follows a bracket or a comma, or a colon. (A comma before a key
 * counts in vain.) */
static size_t values_most(struct bytes bytes)
{
    size_t count = 1;
    for (size_t i = 0; i < bytes.length; i++)
        count += bytes.at[i] == ',' || bytes.at[i] == '[' || bytes.at[i] == ':';
    return count < JSON_VALUES_MOST ? count : JSON_VALUES_MOST;
}

const struct json *json_parse(struct arena *arena, const char *file, struct bytes bytes, struct diags *diags)
{
    const char *encoding = foreign_encoding(bytes);
    if (encoding) {
        diags_add(diags, DIAG_JSON_ENCODING, (struct place){file, 1, 1}, NULL, "save it as UTF-8",
            "the file is %s", encoding);
        return NULL;
    }
    if (bytes.length >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3))
        bytes = (struct bytes){bytes.at + 3, bytes.length - 3};
    struct scanner scanner = {.arena = arena,
        .diags = diags,
        .file = file,
        .start = bytes.at,
        .at = bytes.at,
        .end = bytes.at + bytes.length,
        .line_start = bytes.at,
        .line = 1};
    scanner.nodes = arena_array(arena, struct json, values_most(bytes));
    if (!scan_document(&scanner))
        return NULL;
    const struct json *root = read_tree(&scanner);
    return all_keys_unique(&scanner) ? root : NULL;
}

const struct json *json_find(const struct json *object, const char *key)
{
    for (const struct json *child = object->first; child; child = child->next)
        if (child->key && !strcmp(child->key, key))
            return child;
    return NULL;
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
