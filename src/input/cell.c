/* SPDX-License-Identifier: MIT */
#include "cell.h"

#include "amount.h"
#include "date.h"
#include "tree.h"
#include "json_write.h"
#include "str.h"

#include <string.h>

static const char json_mark[] = "json:";

/* spaces */

/* bytes of a space at a place, 0 when there is none; no-break and thin spaces group digits in many languages
 */
static size_t space_width(const char *at)
{
    static const char *const spaces[] = {
        " ", "\t", "\n", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (str_starts(at, spaces[i]))
            return strlen(spaces[i]);
    return 0;
}

bool cell_is_empty(const char *text)
{
    return !text[strspn(text, " \t\n")];
}

static const char *trimmed(struct arena *arena, const char *text)
{
    size_t before = strspn(text, " \t\n"), length = strlen(text);
    while (length > before && strchr(" \t\n", text[length - 1]))
        length--;
    return before || text[length] ? arena_strndup(arena, text + before, length - before) : text;
}

/* formulas */

static bool is_formula(const char *text)
{
    text += strspn(text, "'");
    return str_is_formula(text);
}

const char *cell_guard(struct arena *arena, const char *text)
{
    return is_formula(text) ? arena_printf(arena, "'%s", text) : text;
}

const char *cell_unguard(const char *text)
{
    return *text == '\'' && is_formula(text) ? text + 1 : text;
}

/* what spreadsheet programs make of values */

static bool is_error_value(const char *text)
{
    static const char *const values[] = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!",
        "#SPILL!", "#CALC!", "#NV", "#WERT!", "#BEZUG!", "#ZAHL!"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (!strcmp(text, values[i]))
            return true;
    return str_starts(text, "Err:5") && strlen(text) == 7;
}

static bool is_hash_run(const char *text)
{
    return strlen(text) >= 3 && strspn(text, "#") == strlen(text);
}

/* "3.8E+10", "1e3": a narrow column rounds what it shows, and what it shows is saved. Below one there is a
   use for exponents: 1E-05 stays. */
static bool is_rounded_number(const char *text)
{
    const char *at = text + (*text == '-');
    if (!is_digit(*at))
        return false;
    at += strspn(at, "0123456789");
    if (*at == '.' || *at == ',')
        at += 1 + strspn(at + 1, "0123456789");
    if (*at != 'E' && *at != 'e')
        return false;
    at += at[1] == '+' ? 2 : 1;
    return is_digit(*at) && !at[strspn(at, "0123456789")];
}

static bool fault_set(struct cell_fault *fault, enum diag_code code, const char *sentence, const char *hint)
{
    *fault = (struct cell_fault){code, sentence, hint};
    return false;
}

static bool not_spoiled(struct arena *arena, const char *text, struct cell_fault *fault)
{
    if (is_error_value(text))
        return fault_set(fault, DIAG_CSV_SPOILED, arena_printf(arena, "a formula that failed left %s", text),
            "write the value itself");
    if (is_hash_run(text))
        return fault_set(fault, DIAG_CSV_SPOILED, "the column was too narrow to show its value",
            "widen it in the spreadsheet and save again");
    return true;
}

/* numbers */

/* Takes spaces out of digits in groups of three ("38 000 000"), turns other no-break spaces into plain ones.
 */
static const char *spaces_tidied(struct arena *arena, const char *text)
{
    if (strspn(text, "0123456789.") == strlen(text))
        return text;
    struct str out = str_init(arena);
    for (const char *at = text; *at;) {
        size_t width = space_width(at);
        if (!width) {
            str_char(&out, *at++);
            continue;
        }
        const char *next = at + width;
        bool group = at > text && is_digit(at[-1]) && strspn(next, "0123456789") == 3;
        if (!group)
            str_char(&out, ' ');
        at = next;
    }
    return str_text(&out);
}

/* The length of a run of digits with points and commas inside */
static size_t run_length(const char *at)
{
    size_t length = 0;
    while (is_digit(at[length]) || ((at[length] == '.' || at[length] == ',') && is_digit(at[length + 1])))
        length++;
    return length;
}

/* Does a scale follow a number anywhere in the text: "1.234B", "1,5 million"? */
static bool scale_within(const char *text)
{
    for (const char *at = text + 1; *text && *at; at++)
        if (strchr("kKmMbBtT", *at) &&
            (is_digit(at[-1]) || (at[-1] == ' ' && at - 1 > text && is_digit(at[-2]))))
            return true;
    return false;
}

/* "$0.4B", as an export has it, in a file whose plain numbers have commas: a group has three digits, so this
   point stands before decimals. */
static bool point_is_decimal(const char *at, size_t length)
{
    const char *point = memchr(at, '.', length);
    size_t behind = point ? length - (size_t)(point - at) - 1 : 0;
    return point && !memchr(at, ',', length) && !memchr(point + 1, '.', behind) && behind != 3;
}

/* "$1.234B": 1.234 billion as an export has it, or 1234 billion as it is written with commas */
static bool point_is_ambiguous(const char *at, size_t length)
{
    const char *point = memchr(at, '.', length);
    return point && point - at <= 3 && length == (size_t)(point - at) + 4 && !memchr(at, ',', length);
}

/* "1.234,5" → "1234.5"; false where a point does not group thousands or a second comma stands */
static bool run_with_comma(const char *at, size_t length, struct str *out)
{
    const char *end = at + length, *comma = memchr(at, ',', length), *whole_end = comma ? comma : end;
    size_t group = 0;
    bool grouped = false;
    for (const char *digit = at; digit < whole_end; digit++) {
        if (is_digit(*digit)) {
            str_char(out, *digit);
            group++;
            continue;
        }
        if (grouped ? group != 3 : !group || group > 3)
            return false;
        grouped = true;
        group = 0;
    }
    if (grouped && group != 3)
        return false;
    if (!comma)
        return true;
    str_char(out, '.');
    for (const char *digit = comma + 1; digit < end; digit++) {
        if (!is_digit(*digit))
            return false;
        str_char(out, *digit);
    }
    return true;
}

/* All numbers of a text from decimal commas to points; NULL when one of them is written otherwise. What is no
   plain number may have a decimal point that can be nothing else. */
static const char *commas_turned(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    bool plain = strspn(text, "-0123456789.,") == strlen(text), scaled = scale_within(text);
    for (const char *at = text; *at;) {
        size_t length = is_digit(*at) ? run_length(at) : 0;
        if (length && scaled && point_is_ambiguous(at, length))
            return NULL;
        if (length && !plain && point_is_decimal(at, length))
            str_append_bytes(&out, at, length);
        else if (length && !run_with_comma(at, length, &out))
            return NULL;
        if (!length)
            str_char(&out, *at);
        at += length ? length : 1;
    }
    return str_text(&out);
}

/* "1,234,567.8" → "1234567.8", or the text itself */
static const char *groups_joined(struct arena *arena, const char *text)
{
    const char *at = text + (*text == '-');
    size_t group = strspn(at, "0123456789");
    if (!group || group > 3 || at[group] != ',')
        return text;
    struct str out = str_init(arena);
    str_append_bytes(&out, text, (size_t)(at - text) + group);
    for (at += group; *at == ','; at += 4) {
        if (strspn(at + 1, "0123456789") != 3)
            return text;
        str_append_bytes(&out, at + 1, 3);
    }
    if (*at == '.')
        str_append(&out, at);
    else if (*at)
        return text;
    return str_text(&out);
}

static bool comma_fault(struct arena *arena, const char *text, struct cell_fault *fault)
{
    if (scale_within(text) && !strchr(text, ','))
        return fault_set(fault, DIAG_CSV_CELL,
            arena_printf(arena, "the point in '%.40s' could group thousands or stand before decimals", text),
            "write 1,234B or 1234B");
    return fault_set(fault, DIAG_CSV_CELL,
        arena_printf(arena, "'%.40s' has points and commas in other places than --decimal , asks for", text),
        "thousands as 1.234.567, decimals as 1,5");
}

/* What both numbers and amounts go through; NULL after filling in *fault */
static const char *figure_tidied(
    struct arena *arena, const char *text, bool decimal_comma, struct cell_fault *fault)
{
    text += *text == '\'';
    if (is_rounded_number(text)) {
        fault_set(fault, DIAG_CSV_SPOILED,
            arena_printf(arena, "the number %.24s is written with an exponent", text),
            "a spreadsheet rounds so what a narrow column shows: format it as text or as a number without "
            "exponent, and "
            "write all digits");
        return NULL;
    }
    const char *tidy = spaces_tidied(arena, text);
    if (!decimal_comma)
        return tidy;
    const char *turned = commas_turned(arena, tidy);
    if (!turned)
        comma_fault(arena, text, fault);
    return turned;
}

static struct json *value_new(struct arena *arena, enum json_kind kind, const char *text)
{
    return tree_leaf(arena, kind, text, (struct place){0});
}

static struct json *figure_read(struct arena *arena, const char *text, bool comma, struct cell_fault *fault)
{
    const char *tidy = figure_tidied(arena, text, comma, fault);
    if (!tidy)
        return NULL;
    return value_new(arena, json_number_good(tidy) ? JSON_NUMBER : JSON_STRING, tidy);
}

/* "38.000": thousands or decimals? As text, so that the amount's reader refuses it; of any other number three
   decimals are nothing odd. */
static struct json *amount_read(struct arena *arena, const char *text, bool comma, struct cell_fault *fault)
{
    struct json *json = figure_read(arena, text, comma, fault);
    const char *point = json && json->kind == JSON_NUMBER ? strchr(json->text, '.') : NULL;
    if (point && strlen(point) == 4)
        json->kind = JSON_STRING;
    return json;
}

static const char *number_hint(enum cell_kind kind, const char *text)
{
    if (kind == CELL_FRACTION && str_ends(text, "%"))
        return "27 % is written 0.27 here";
    const char *comma = strchr(text, ',');
    if (comma && strspn(text, "0123456789,") == strlen(text))
        return "with --decimal , a comma stands before decimals";
    return NULL;
}

static struct json *number_read(
    struct arena *arena, const char *text, enum cell_kind kind, bool comma, struct cell_fault *fault)
{
    const char *tidy = figure_tidied(arena, text, comma, fault);
    if (!tidy)
        return NULL;
    tidy = groups_joined(arena, tidy);
    size_t length = strlen(tidy);
    if (kind == CELL_PERCENT && length > 1 && tidy[length - 1] == '%')
        tidy = trimmed(arena, arena_strndup(arena, tidy, length - 1));
    if (*tidy == '.')
        tidy = arena_printf(arena, "0%s", tidy);
    if (json_number_good(tidy))
        return value_new(arena, JSON_NUMBER, tidy);
    fault_set(
        fault, DIAG_CSV_CELL, arena_printf(arena, "'%.40s' is no number", text), number_hint(kind, text));
    return NULL;
}

/* Words, in which figures are turned where the whole is a number or an amount */
static struct json *words_read(struct arena *arena, const char *text, bool comma)
{
    static const struct amount_rules rules = {"USD", 100000, false};
    const char *turned = comma ? commas_turned(arena, spaces_tidied(arena, text)) : NULL;
    struct amount amount;
    const char *sentence, *hint;
    if (turned && (json_number_good(turned) ||
                      amount_parse(arena, turned, &rules, &amount, &sentence, &hint) == AMOUNT_OK))
        text = turned;
    return value_new(arena, JSON_STRING, text);
}

/* The format's texts are single lines: a line break within a cell is a space, whatever stood around it. */
static const char *lines_joined(struct arena *arena, const char *text)
{
    if (!strchr(text, '\n'))
        return text;
    struct str out = str_init(arena);
    for (const char *at = text; *at;) {
        size_t gap = strspn(at, " \t\n");
        if (memchr(at, '\n', gap))
            str_char(&out, ' ');
        else
            str_append_bytes(&out, at, gap);
        at += gap;
        size_t word = strcspn(at, " \t\n");
        str_append_bytes(&out, at, word);
        at += word;
    }
    return str_text(&out);
}

/* flags and dates */

static struct json *flag_read(struct arena *arena, const char *text)
{
    static const char *const yes[] = {"true", "wahr", "vrai"}, *const no[] = {"false", "falsch", "faux"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (str_equals_any_case(text, yes[i]))
            return value_new(arena, JSON_TRUE, NULL);
        if (str_equals_any_case(text, no[i]))
            return value_new(arena, JSON_FALSE, NULL);
    }
    return value_new(arena, str_equals_any_case(text, "null") ? JSON_NULL : JSON_STRING,
        str_equals_any_case(text, "null") ? NULL : text);
}

/* Spreadsheet programs count days from 1899-12-30. */
static struct json *date_read(struct arena *arena, const char *text, struct cell_fault *fault)
{
    text += *text == '\'';
    if (strlen(text) == 5 && strspn(text, "0123456789") == 5) {
        int serial = 0, year, month, day;
        for (const char *at = text; *at; at++)
            serial = serial * 10 + (*at - '0');
        day_split(day_of(1899, 12, 30) + serial, &year, &month, &day);
        fault_set(fault, DIAG_BAD_DATE,
            arena_printf(arena, "the spreadsheet made the number %s of a date", text),
            arena_printf(arena, "format the column as text; %04d-%02d-%02d?", year, month, day));
        return NULL;
    }
    return value_new(arena, JSON_STRING, text);
}

/* lists */

static struct json *list_read(struct arena *arena, const char *text, bool one_is_list)
{
    if (!strchr(text, ';') && !one_is_list)
        return value_new(arena, JSON_STRING, text);
    struct json *list = tree_new(arena, JSON_ARRAY, (struct place){0});
    struct json **link = NULL;
    while (*text) {
        size_t length = strcspn(text, ";");
        const char *item = trimmed(arena, arena_strndup(arena, text, length));
        if (*item)
            tree_put_last(list, &link, value_new(arena, JSON_STRING, item));
        text += length + (text[length] == ';');
    }
    return list;
}

/* JSON in cells */

static struct json *json_cell(struct arena *arena, const char *text, struct cell_fault *fault)
{
    struct diags *diags = diags_create();
    struct bytes bytes = {(const unsigned char *)text, strlen(text)};
    const struct json *json = json_parse(arena, "", bytes, diags);
    if (!json) {
        size_t count;
        const struct diag *first = diags_sorted(diags, &count);
        fault_set(fault, DIAG_CSV_JSON,
            arena_printf(arena, "the cell holds no whole JSON: %s", first->sentence),
            "text that starts with a bracket or a quote is written as a JSON string: \"[a]\"");
    }
    diags_destroy(diags);
    return (struct json *)json; /* a tree of our own */
}

/* Columns of words take JSON strings alone, and only whole ones: a text may begin with a quotation. */
static struct json *json_if_any(
    struct arena *arena, const char *text, enum cell_kind kind, struct cell_fault *fault)
{
    if (str_starts(text, json_mark))
        return json_cell(arena, text + strlen(json_mark), fault);
    bool words = kind == CELL_TEXT || kind == CELL_WORDS || kind == CELL_FREE || kind == CELL_DATE;
    if (*text != '"' && (kind == CELL_TEXT || kind == CELL_DATE || !strchr("[{", *text)))
        return NULL;
    struct json *json = json_cell(arena, text, fault);
    if (!json && words)
        *fault = (struct cell_fault){0};
    return json;
}

static struct json *free_read(struct arena *arena, const char *text)
{
    enum json_kind kind = !strcmp(text, "true")    ? JSON_TRUE
                          : !strcmp(text, "false") ? JSON_FALSE
                          : !strcmp(text, "null")  ? JSON_NULL
                          : json_number_good(text) ? JSON_NUMBER
                                                   : JSON_STRING;
    return value_new(arena, kind, kind >= JSON_NUMBER ? text : NULL);
}

struct json *cell_read(
    struct arena *arena, const char *text, enum cell_kind kind, bool decimal_comma, struct cell_fault *fault)
{
    *fault = (struct cell_fault){0};
    text = cell_unguard(trimmed(arena, text));
    struct json *json = json_if_any(arena, text, kind, fault);
    if (json || fault->sentence)
        return json;
    if (!not_spoiled(arena, text, fault))
        return NULL;
    if (kind != CELL_FREE)
        text = lines_joined(arena, text);
    switch (kind) {
    case CELL_DATE:
        return date_read(arena, text, fault);
    case CELL_NAMES:
    case CELL_REFERENCES:
        return list_read(arena, text, kind == CELL_NAMES);
    case CELL_NUMBER:
    case CELL_PERCENT:
    case CELL_FRACTION:
        return number_read(arena, text, kind, decimal_comma, fault);
    case CELL_FIGURE:
        return figure_read(arena, text, decimal_comma, fault);
    case CELL_AMOUNT:
        return amount_read(arena, text, decimal_comma, fault);
    case CELL_WORDS:
        return words_read(arena, text, decimal_comma);
    case CELL_FLAG:
        return flag_read(arena, text);
    case CELL_FREE:
        return free_read(arena, text);
    case CELL_JSON:
        fault_set(fault, DIAG_CSV_CELL,
            arena_printf(arena, "'%.40s' stands for a whole object or list", text),
            "use columns of its own or a table of its own, or write JSON");
        return NULL;
    case CELL_TEXT:
        break;
    }
    return value_new(arena, JSON_STRING, text);
}

/* writing */

/* "a; b", "a;"; NULL where an item would run as a formula in a program that cuts at semicolons */
static const char *list_format(struct arena *arena, const struct json *list)
{
    struct str out = str_init(arena);
    for (const struct json *item = list->first; item; item = item->next) {
        if (item->kind != JSON_STRING || is_formula(item->text))
            return NULL;
        str_printf(&out, "%s%s", item == list->first ? "" : "; ", item->text);
    }
    if (list->count == 1)
        str_char(&out, ';');
    return str_text(&out);
}

static const char *plain_format(struct arena *arena, const struct json *json)
{
    switch (json->kind) {
    case JSON_STRING:
    case JSON_NUMBER:
        return json->text;
    case JSON_ARRAY:
        return list_format(arena, json);
    case JSON_OBJECT:
        return NULL;
    default:
        return json_kind_name(json->kind);
    }
}

const char *cell_format(struct arena *arena, const struct json *json, enum cell_kind kind)
{
    struct cell_fault fault;
    const char *plain = plain_format(arena, json);
    if (plain && !cell_is_empty(plain) && !strchr(plain, '\r')) { /* CR becomes LF in a file */
        plain = cell_guard(arena, plain);
        const struct json *again = cell_read(arena, plain, kind, false, &fault);
        if (again && tree_same(json, again))
            return plain;
    }
    struct str out = str_init(arena);
    bool marked = json->kind != JSON_STRING && json->kind != JSON_ARRAY && json->kind != JSON_OBJECT;
    bool words = kind == CELL_TEXT || kind == CELL_DATE;
    if (marked || (words && json->kind != JSON_STRING))
        str_append(&out, json_mark);
    json_write_compact(json, &out);
    return str_text(&out);
}
