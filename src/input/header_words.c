/* SPDX-License-Identifier: MIT */
#include "header_words.h"

#include "str.h"

#include <string.h>

enum { WORD_MOST = 40, LINES_MOST = 12 };

static const struct {
    const char *word, *column;
} words[] = {
    {"from", "from"},
    {"payer", "from"},
    {"payor", "from"},
    {"paid by", "from"},
    {"investor", "from"},
    {"investors", "from"},
    {"lender", "from"},
    {"buyer", "from"},
    {"acquirer", "from"},
    {"acquiror", "from"},
    {"customer", "from"},
    {"sender", "from"},
    {"von", "from"},
    {"zahler", "from"},
    {"käufer", "from"},
    {"de", "from"},
    {"to", "to"},
    {"payee", "to"},
    {"paid to", "to"},
    {"recipient", "to"},
    {"receiver", "to"},
    {"borrower", "to"},
    {"seller", "to"},
    {"supplier", "to"},
    {"vendor", "to"},
    {"investee", "to"},
    {"target", "to"},
    {"an", "to"},
    {"nach", "to"},
    {"empfänger", "to"},
    {"verkäufer", "to"},
    {"à", "to"},
    {"amount", "amount"},
    {"value", "amount"},
    {"deal value", "amount"},
    {"deal size", "amount"},
    {"size", "amount"},
    {"sum", "amount"},
    {"total", "amount"},
    {"betrag", "amount"},
    {"summe", "amount"},
    {"wert", "amount"},
    {"volumen", "amount"},
    {"montant", "amount"},
    {"importe", "amount"},
    {"deal type", "type"},
    {"kind", "type"},
    {"art", "type"},
    {"typ", "type"},
    {"deal status", "status"},
    {"stage", "status"},
    {"state", "status"},
    {"stand", "status"},
    {"datum", "date"},
    {"day", "date"},
    {"when", "date"},
    {"quelle", "source"},
    {"quellen", "source"},
    {"link", "source"},
    {"url", "source"},
    {"publisher", "source"},
    {"purpose", "for"},
    {"what for", "for"},
    {"zweck", "for"},
    {"für", "for"},
    {"notes", "note"},
    {"comment", "note"},
    {"comments", "note"},
    {"notiz", "note"},
    {"bemerkung", "note"},
    {"paid", "funded"},
    {"paid so far", "funded"},
};

/* The name alone, in small letters, and whether something like a unit follows: "amount ($bn)", "amount in USD
 * m" */
static bool name_cut(struct slice text, char name[WORD_MOST], bool *unit)
{
    size_t length = 0;
    *unit = false;
    text = slice_trim(text);
    for (; length < text.length; length++) {
        const char *at = text.at + length;
        bool gap = *at == ' ' || *at == '_';
        size_t rest = text.length - length;
        if (strchr("([$,/", *at) ||
            (gap && rest > 3 && letter_small(at[1]) == 'i' && letter_small(at[2]) == 'n' && at[3] == ' ')) {
            *unit = true;
            break;
        }
        if (length + 1 == WORD_MOST)
            return false;
        name[length] = *at == '_' || *at == '\n' ? ' ' : letter_small(*at);
    }
    while (length && name[length - 1] == ' ')
        length--;
    name[length] = '\0';
    return length > 0;
}

static const char *slice_meaning(struct slice header, bool *unit)
{
    char name[WORD_MOST];
    if (!name_cut(header, name, unit))
        return NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(name, words[i].word))
            return words[i].column;
    return NULL;
}

const char *header_meaning(const char *header, bool *unit)
{
    return slice_meaning(slice_of(header), unit);
}

/* How many of from, to and amount the cells of a line mean */
static int columns_meant(const char *line, size_t length)
{
    static const char *const needed[] = {"from", "to", "amount"};
    bool found[3] = {false}, unit;
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && !strchr(",;\t", line[end]))
            end++;
        struct slice cell = slice_trim((struct slice){line + at, end - at});
        while (cell.length && *cell.at == '"') {
            cell.at++;
            cell.length--;
        }
        while (cell.length && cell.at[cell.length - 1] == '"')
            cell.length--;
        const char *column = cell.length ? slice_meaning(cell, &unit) : NULL;
        for (size_t i = 0; column && i < 3; i++)
            found[i] = found[i] || !strcmp(column, needed[i]);
        at = end + 1;
    }
    return found[0] + found[1] + found[2];
}

static bool is_blank_line(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!strchr(" ,;\t\"", line[i]))
            return false;
    return true;
}

int header_below_title(struct bytes bytes)
{
    const char *at = (const char *)bytes.at, *end = at + bytes.length;
    bool title = false;
    if (bytes.length >= 3 && !memcmp(at, "\xEF\xBB\xBF", 3))
        at += 3;
    for (int line = 1; at < end && line <= LINES_MOST; line++) {
        size_t length = 0;
        while (at + length < end && at[length] && at[length] != '\n' && at[length] != '\r')
            length++;
        bool mark = line == 1 && length == 5 && !memcmp(at, "sep=", 4);
        int meant = columns_meant(at, length);
        if (meant >= 2)
            return title ? line : 0;
        if (meant && !title) /* a header that lacks columns */
            return 0;
        title = title || (!mark && !is_blank_line(at, length));
        at += length;
        if (at < end && *at == '\0')
            return 0;
        at += at + 1 < end && at[0] == '\r' && at[1] == '\n' ? 2 : at < end;
    }
    return 0;
}
