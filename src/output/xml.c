/* SPDX-License-Identifier: MIT */
/*
 * xml: escapes.
 *
 * In: any bytes. Out: characters that XML 1.0 allows and that cannot end the element or attribute they stand
 * in.
 */
#include "xml.h"

#include <string.h>

static bool is_dropped(uint32_t c)
{
    bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    bool direction =
        (c >= 0x202A && c <= 0x202E) || c == 0x2028 || c == 0x2029; /* bidi overrides, separators */
    return control || noncharacter || direction;
}

static void character_escape(struct str *out, uint32_t c)
{
    if (c == '&')
        str_append(out, "&amp;");
    else if (c == '<')
        str_append(out, "&lt;");
    else if (c == '>')
        str_append(out, "&gt;");
    else if (c == '"')
        str_append(out, "&quot;");
    else if (c == '\n' || c == '\t' || c == '\r')
        str_char(out, ' ');
    else if (!is_dropped(c))
        utf8_append(out, c);
}

void xml_escape(struct str *out, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t c = utf8_next(&text, end);
        character_escape(out, c == UINT32_MAX ? 0xFFFD : c);
    }
}

void xml_attribute(struct str *out, const char *name, const char *text)
{
    str_printf(out, " %s=\"", name);
    xml_escape(out, text);
    str_char(out, '"');
}
