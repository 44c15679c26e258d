/* SPDX-License-Identifier: MIT */
#include "json_advice.h"

#include <string.h>

enum { QUOTED_MOST = 40 };

static bool starts_word(char c)
{
    return is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* What somebody wrote without quotes: up to the end of the line or of the entry. Empty where it is no text
   that could stand in quotes as it is. */
static struct slice bare_text(struct slice rest, const char *ends)
{
    size_t length = 0;
    while (length < rest.length && rest.at[length] && !strchr(ends, rest.at[length]))
        length++;
    struct slice text = slice_trim((struct slice){rest.at, length});
    bool plain = text.length <= QUOTED_MOST && (length == rest.length || rest.at[length]);
    for (size_t i = 0; i < text.length; i++)
        plain = plain && (unsigned char)text.at[i] >= 0x20 && text.at[i] != '\\' && text.at[i] != 0x7F;
    const char *at = text.at;
    while (plain && at < text.at + text.length)
        plain = utf8_next(&at, text.at + text.length) != UINT32_MAX;
    return plain ? text : (struct slice){text.at, 0};
}

const char *json_advise_value(struct arena *arena, struct slice rest)
{
    char c = rest.length ? *rest.at : 0;
    if (c == ',' || c == '}' || c == ']')
        return "write a value, or take out what waits for one";
    if (c == '=' || c == ':')
        return "one colon stands between a key and its value";
    struct slice text = bare_text(rest, ",}]\n\r\"");
    if (!text.length)
        return NULL;
    return arena_printf(arena, "text and amounts stand in quotes: \"%.*s\"", (int)text.length, text.at);
}

const char *json_advise_key(struct arena *arena, struct slice rest)
{
    char c = rest.length ? *rest.at : 0;
    if (c == ',')
        return "take one comma out";
    if (c == ':' || c == '=')
        return "is a key missing before it?";
    if (!starts_word(c))
        return NULL;
    struct slice text = bare_text(rest, ":=,}]\n\r\"");
    return text.length ? arena_printf(arena, "write \"%.*s\"", (int)text.length, text.at) : NULL;
}

const char *json_advise_colon(struct slice rest)
{
    char c = rest.length ? *rest.at : 0;
    if (c == '=')
        return "JSON writes a colon: \"key\": value";
    if (c == ',' || c == '}')
        return "a key has a value: \"key\": value";
    return c ? "write the colon: \"key\": value" : NULL;
}

const char *json_advise_comma(struct arena *arena, struct slice rest, int string_column)
{
    char c = rest.length ? *rest.at : 0;
    if (c == ';')
        return "JSON writes a comma";
    if (c == ':' || c == '=')
        return "is a key missing before it?";
    if (c == '"' || c == '{' || c == '[')
        return "a comma is missing before it";
    if (string_column && (starts_word(c) || is_digit(c) || c == '$'))
        return arena_printf(arena,
            "does the string that starts in column %d lack its closing quote? a quote inside of one is "
            "written \\\"",
            string_column);
    return NULL;
}

const char *json_advise_number(struct arena *arena, const char *text)
{
    size_t length = strlen(text), digits = strspn(text, "0123456789");
    if (length > QUOTED_MOST)
        return NULL;
    bool date = digits == 4 && text[4] == '-' && strspn(text + 5, "0123456789-QH") == length - 5;
    return arena_printf(arena,
        date ? "a date stands in quotes: \"%s\"" : "an amount with a unit stands in quotes: \"%s\"", text);
}
