/* SPDX-License-Identifier: MIT */
#include "markdown_check.h"

#include "block.h"
#include "markdown.h"

#include <ctype.h>
#include <string.h>

/* Past what is no markup at `at`: an escaped letter, words in backticks, a value; at + 1: nothing of these */
static size_t past_plain(const char *line, size_t length, size_t at)
{
    if (line[at] == '\\')
        return at + 2;
    if (line[at] == '{' && at + 1 < length && line[at + 1] == '{') {
        size_t end = value_end(line + at, length - at);
        return end == length - at ? at + 2 : at + end + 2;
    }
    size_t ticks = 0;
    while (at + ticks < length && line[at + ticks] == '`')
        ticks++;
    for (size_t i = at + ticks; ticks && i < length; i++) {
        size_t here = 0;
        while (i + here < length && line[i + here] == '`')
            here++;
        if (here == ticks)
            return i + here;
        i += here;
    }
    return at + (ticks ? ticks : 1);
}

static bool is_markup(const char *line, size_t length, size_t at)
{
    return line[at] != '\\' && line[at] != '`' && past_plain(line, length, at) == at + 1;
}

static bool is_blank(const char *line, size_t length)
{
    while (length && strchr(" \t>", line[length - 1]))
        length--;
    return !length;
}

static void refuse(
    const struct markdown_lines *lines, struct place place, size_t at, const char *hint, const char *sentence)
{
    diags_add(lines->scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, at), NULL, hint, "%s", sentence);
}

/* ---- tables ---- */

/* "|---|:-:|": how many columns; 0: this is no such line */
static size_t table_rule(const char *line, size_t length)
{
    size_t columns = 0, bars = 0, at = 0;
    while (at < length && strchr(" >", line[at]))
        at++;
    while (at < length) {
        if (line[at] == '|') {
            bars++;
            at++;
        } else if (line[at] == '-' || (line[at] == ':' && at + 1 < length && line[at + 1] == '-')) {
            at += line[at] == ':';
            while (at < length && line[at] == '-')
                at++;
            at += at < length && line[at] == ':';
            columns++;
        } else if (line[at] == ' ') {
            at++;
        } else {
            return 0;
        }
    }
    return bars && bars + 1 >= columns ? columns : 0;
}

/* Where the cell begins that is one too many; length: there is none */
static size_t cell_beyond(const char *line, size_t length, size_t columns)
{
    size_t end = length, at = 0, cells = 1;
    while (end && line[end - 1] == ' ')
        end--;
    while (at < end && strchr(" >", line[at]))
        at++;
    at += at < end && line[at] == '|';
    for (; at < end; at = past_plain(line, length, at))
        if (line[at] == '|' && at + 1 < end && cells++ == columns)
            return at + 1;
    return length;
}

static void row_check(const struct markdown_lines *lines, const char *line, size_t length, struct place place)
{
    size_t at = cell_beyond(line, length, lines->columns);
    if (at >= length)
        return;
    while (at < length && line[at] == ' ')
        at++;
    refuse(lines, place, at,
        arena_printf(
            lines->scope->arena, "the line below the head has %zu; \\| prints a bar", lines->columns),
        "a row has more cells than its table: this one would be lost");
}

static void table_check(struct markdown_lines *lines, const char *line, size_t length, struct place place)
{
    size_t columns =
        lines->before && !lines->before_blank && lines->blank_above ? table_rule(line, length) : 0;
    if (lines->columns && is_blank(line, length)) {
        lines->columns = 0;
    } else if (lines->columns) {
        row_check(lines, line, length, place);
    } else if (columns && memchr(lines->before, '|', lines->before_length)) {
        lines->columns = columns;
        place.line--;
        row_check(lines, lines->before, lines->before_length, place);
    }
}

/* ---- links and footnotes ---- */

static bool is_web(const char *text, size_t length)
{
    return (length >= 7 && !strncmp(text, "http://", 7)) || (length >= 8 && !strncmp(text, "https://", 8));
}

/* "[label]: " at the start of a line: where the address begins; 0: this is none */
static size_t definition_at(const char *line, size_t length, struct slice *label)
{
    size_t at = 0, end;
    while (at < length && at < 3 && line[at] == ' ')
        at++;
    if (at >= length || line[at] != '[')
        return 0;
    for (end = at + 1; end < length && line[end] != ']' && line[end] != '['; end++)
        continue;
    if (end + 1 >= length || line[end] != ']' || line[end + 1] != ':' || end == at + 1)
        return 0;
    *label = (struct slice){line + at + 1, end - at - 1};
    for (end += 2; end < length && line[end] == ' ';)
        end++;
    return end;
}

static bool same_label(struct slice a, struct slice b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (tolower((unsigned char)a.at[i]) != tolower((unsigned char)b.at[i]))
            return false;
    return true;
}

static bool is_defined(const struct markdown_lines *lines, struct slice wanted)
{
    for (size_t at = 0; at < lines->length;) {
        const char *end = memchr(lines->text + at, '\n', lines->length - at);
        size_t n = end ? (size_t)(end - lines->text) - at : lines->length - at;
        struct slice label;
        if (definition_at(lines->text + at, n, &label) && same_label(label, wanted))
            return true;
        at += n + 1;
    }
    return false;
}

static void definition_check(
    const struct markdown_lines *lines, const char *line, size_t length, struct place place)
{
    struct slice label;
    size_t at = definition_at(line, length, &label);
    if (!at || label.at[0] == '^')
        return;
    at += at < length && line[at] == '<';
    bool value = at + 1 < length && !strncmp(line + at, "{{", 2);
    if (!value && !is_web(line + at, length - at))
        diags_add(lines->scope->diags, DIAG_BAD_URL, place_shift(place, at), NULL, NULL,
            "a link's address is not http or https");
}

/* "[words][label]" whose label leads nowhere */
static void reference_check(
    const struct markdown_lines *lines, const char *line, size_t length, size_t at, struct place place)
{
    size_t end = at + 2;
    while (end < length && line[end] != ']' && line[end] != '[')
        end++;
    struct slice label = {line + at + 2, end - at - 2};
    if (end >= length || line[end] != ']' || !label.length || label.at[0] == '^' || is_defined(lines, label))
        return;
    refuse(lines, place, at + 1,
        arena_printf(lines->scope->arena,
            "[%.*s]: https://… on a line of its own, with no directive between, or [words](https://…)",
            (int)label.length, label.at),
        "this link leads nowhere");
}

/* ---- HTML ---- */

/* "<b>", "<img src=…/>", "<mailto:a@b.c>", "<!--"; closing tags are told by those that open */
static void angle_check(
    const struct markdown_lines *lines, const char *line, size_t length, size_t at, struct place place)
{
    const char *from = line + at + 1, *end = memchr(from, '>', length - at - 1);
    if (length - at >= 4 && !strncmp(line + at, "<!--", 4)) {
        refuse(lines, place, at, "or take it out", "a comment stands on lines of its own");
        return;
    }
    if (!end || end == from || !isalpha((unsigned char)*from))
        return;
    size_t inside = (size_t)(end - from), name = 0;
    while (name < inside && (isalnum((unsigned char)from[name]) || from[name] == '-'))
        name++;
    if (name < inside && (from[name] == ':' || from[name] == '@' || from[name] == '.')) {
        if (!is_web(from, inside) && !memchr(from, ' ', inside))
            diags_add(lines->scope->diags, DIAG_BAD_URL, place_shift(place, at + 1), NULL, NULL,
                "a link's address is not http or https");
        return;
    }
    if (name == inside || from[name] == ' ' || from[name] == '/')
        diags_add(lines->scope->diags, DIAG_TEMPLATE_MARKUP, place_shift(place, at), NULL,
            "**words** or *words* set them off; \\< prints the sign",
            "'<%.*s>' is HTML and is printed as it stands", (int)name, from);
}

/* ---- a line ---- */

static void task_check(
    const struct markdown_lines *lines, const char *line, size_t length, struct place place)
{
    size_t at = 0;
    while (at < length && strchr(" \t>", line[at]))
        at++;
    while (at < length && is_digit(line[at]))
        at++;
    if (at + 5 >= length || !strchr("-*+.)", line[at]) || line[at + 1] != ' ')
        return;
    for (at++; at < length && line[at] == ' ';)
        at++;
    if (at + 3 < length && line[at] == '[' && strchr(" xX", line[at + 1]) && line[at + 2] == ']' &&
        line[at + 3] == ' ')
        refuse(lines, place, at, "leave the brackets out; \\[ prints one", "a briefing has no boxes to tick");
}

static bool closes_strike(const char *line, size_t length, size_t at)
{
    for (size_t i = at; i + 1 < length; i = past_plain(line, length, i))
        if (line[i] == '~' && line[i + 1] == '~' && line[i - 1] != ' ')
            return true;
    return false;
}

static void marks_check(
    const struct markdown_lines *lines, const char *line, size_t length, struct place place)
{
    for (size_t at = 0; at + 1 < length; at = past_plain(line, length, at)) {
        if (!is_markup(line, length, at))
            continue;
        if (line[at] == '[' && line[at + 1] == '^' && memchr(line + at, ']', length - at))
            refuse(lines, place, at, "{{ … | cite }} raises the numbers of sources; say the rest in the text",
                "a briefing has no footnotes of this kind");
        else if (line[at] == ']' && line[at + 1] == '[')
            reference_check(lines, line, length, at, place);
        else if (line[at] == '<')
            angle_check(lines, line, length, at, place);
        else if (line[at] == '~' && line[at + 1] == '~' && at + 3 < length && line[at + 2] != ' ' &&
                 closes_strike(line, length, at + 3)) {
            refuse(lines, place, at, "say what changed, or take it out; \\~ prints the sign",
                "a briefing strikes nothing through");
            at = length; /* one of a line will do */
        }
    }
}

void markdown_line_check(struct markdown_lines *lines, const char *line, size_t length, struct place place)
{
    struct slice label;
    bool after_definition =
        lines->before && definition_at(lines->before, lines->before_length, &label) && lines->blank_above;
    if (!lines->before || lines->before_blank || after_definition)
        definition_check(lines, line, length, place);
    table_check(lines, line, length, place);
    task_check(lines, line, length, place);
    marks_check(lines, line, length, place);
    lines->blank_above = !lines->before || lines->before_blank || after_definition;
    lines->before = line;
    lines->before_length = length;
    lines->before_blank = is_blank(line, length);
}
