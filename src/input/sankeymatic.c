/* SPDX-License-Identifier: MIT */
#include "quick.h"

#include "deal_maker.h"
#include "tree.h"
#include "str.h"

#include <string.h>

/* https://sankeymatic.com/manual/: "Source [AMOUNT] Target #colour", ":Node #colour", // and ' for comments,
   and lines of settings ("size w 600", then indented ones). */

struct lines {
    struct deal_maker maker;
    const struct import_options *options;
    struct names colours; /* of parties, by name */
    bool settings;        /* the last line was one of settings: indented ones go on */
};

struct line {
    const char *text; /* trimmed */
    struct place place;
    bool indented;
};

static struct place place_within(const struct line *line, const char *at)
{
    return (struct place){line->place.file, line->place.line, line->place.column + (int)(at - line->text)};
}

static const char *slice_copied(struct arena *arena, const char *start, const char *end)
{
    struct slice slice = slice_trim((struct slice){start, (size_t)(end - start)});
    return arena_strndup(arena, slice.at, slice.length);
}

/* A node's name; \n breaks its label there. */
static const char *node_name(struct arena *arena, const char *start, const char *end)
{
    char *name = arena_strdup(arena, slice_copied(arena, start, end));
    for (char *at = strstr(name, "\\n"); at; at = strstr(at, "\\n"))
        at[0] = at[1] = ' ';
    return name;
}

static size_t hex_run(const char *at)
{
    return strspn(at, "0123456789abcdefABCDEF");
}

/* "#abc" or "#aabbcc", maybe with an opacity, at the end of a text: where it starts, or NULL */
static const char *colour_at_end(const char *text)
{
    const char *hash = strrchr(text, '#');
    if (!hash || hash == text || (hash[-1] != ' ' && hash[-1] != '\t'))
        return NULL;
    size_t digits = hex_run(hash + 1);
    const char *rest = hash + 1 + digits;
    rest += *rest == '.' ? 1 + strspn(rest + 1, "0123456789") : 0;
    return (digits == 3 || digits == 6) && !*rest ? hash : NULL;
}

/* "#abc.5" → "#aabbcc" */
static char *colour_long(struct arena *arena, const char *hash)
{
    if (hex_run(hash + 1) != 3)
        return arena_strndup(arena, hash, 7);
    return arena_printf(arena, "#%c%c%c%c%c%c", hash[1], hash[1], hash[2], hash[2], hash[3], hash[3]);
}

/* ":Node #colour >> <<" */
static void node_read(struct lines *lines, const struct line *line)
{
    struct arena *arena = lines->maker.work.arena;
    const char *text = line->text + 1;
    size_t length = strlen(text);
    while (length >= 2 && (!strncmp(text + length - 2, ">>", 2) || !strncmp(text + length - 2, "<<", 2) ||
                              text[length - 1] == ' '))
        length -= text[length - 1] == ' ' ? 1 : 2;
    text = arena_strndup(arena, text, length);
    const char *hash = colour_at_end(text);
    if (hash)
        names_put(&lines->colours, node_name(arena, text, hash), colour_long(arena, hash));
}

/* "// as_of: 2025-12-17", and title and currency */
static void comment_read(struct lines *lines, const char *text)
{
    struct deal_maker *maker = &lines->maker;
    struct arena *arena = maker->work.arena;
    const char *colon = strchr(text, ':');
    if (!colon)
        return;
    const char *key = slice_copied(arena, text, colon),
               *value = slice_copied(arena, colon + 1, text + strlen(text));
    if (!strcmp(key, "as_of"))
        maker->as_of = value;
    else if (!strcmp(key, "title"))
        maker->title = value;
    else if (!strcmp(key, "currency"))
        maker->currency = value;
}

static bool is_settings(const struct lines *lines, const struct line *line)
{
    static const char *const words[] = {"size", "margin", "bg", "node", "flow", "layout", "labels",
        "labelname", "labelvalue", "labelposition", "value", "themeoffset", "meta", "move", "internal",
        "scale", "units", "format", "w", "h", "l", "r", "t", "b", "max"};
    size_t length = strcspn(line->text, " \t");
    if (lines->settings && line->indented)
        return true;
    for (size_t i = 0; i < COUNT(words); i++)
        if (strlen(words[i]) == length && !strncmp(line->text, words[i], length) && line->text[length])
            return true;
    return false;
}

static void line_fault(struct lines *lines, struct place place, const char *hint, const char *sentence)
{
    diags_add(lines->maker.work.diags, DIAG_SANKEY_LINE, place, NULL, hint, "%s", sentence);
}

/* What stands in the brackets, as an amount; NULL after adding an error */
static struct json *amount_read_in(
    struct lines *lines, const struct line *line, const char *open, const char *close)
{
    struct arena *arena = lines->maker.work.arena;
    const char *text = slice_copied(arena, open + 1, close);
    struct place place = place_within(line, open + 1 + strspn(open + 1, " \t"));
    if (!strcmp(text, "*") || !strcmp(text, "?")) {
        diags_add(lines->maker.work.diags, DIAG_SANKEY_COMPUTED, place, NULL,
            "write the amount, or [undisclosed]", "the amount [%s] is to be computed from others", text);
        return NULL;
    }
    if (!*text) {
        line_fault(lines, place, "write the amount, or [undisclosed]", "there is no amount in the brackets");
        return NULL;
    }
    struct cell_fault fault;
    struct json *json = cell_read(arena, text, CELL_AMOUNT, lines->options->decimal_comma, &fault);
    if (!json) {
        diags_add(lines->maker.work.diags, fault.code, place, NULL, fault.hint, "%s", fault.sentence);
        return NULL;
    }
    tree_place_all(json, place);
    sheet_text_note(&lines->maker.work, json, text);
    return json;
}

static struct json *party_put(
    struct lines *lines, struct json *deal, const char *key, const char *name, struct place place)
{
    const char *id = maker_party(&lines->maker, name, place);
    struct json *json = tree_leaf(lines->maker.work.arena, JSON_STRING, id, place);
    json->key_place = place;
    tree_put(deal, key, json);
    return json;
}

static void flow_read(struct lines *lines, const struct line *line)
{
    struct deal_maker *maker = &lines->maker;
    struct arena *arena = maker->work.arena;
    const char *open = strchr(line->text, '['), *close = open ? strchr(open, ']') : NULL;
    if (!close) {
        line_fault(lines, line->place, "a flow is written: Payer [12B] Payee", "the line is no flow");
        return;
    }
    const char *target = close + 1 + strspn(close + 1, " \t"), *colour = colour_at_end(target);
    const char *from = node_name(arena, line->text, open);
    const char *to = node_name(arena, target, colour ? colour : target + strlen(target));
    struct json *amount = amount_read_in(lines, line, open, close);
    if (!*from || !*to)
        line_fault(lines, *from ? place_within(line, close) : line->place,
            "a flow is written: Payer [12B] Payee",
            *from ? "nobody is paid on this line" : "nobody pays on this line");
    if (!*from || !*to || !amount)
        return;
    struct json *deal = tree_new(arena, JSON_OBJECT, line->place);
    tree_put_text(arena, deal, "id", "");
    tree_put_text(arena, deal, "type", "other");
    const struct json *payer = party_put(lines, deal, "from", from, line->place);
    const struct json *payee = party_put(lines, deal, "to", to, place_within(line, target));
    deal->first->text = maker_deal_id(maker, payer->text, payee->text, "other");
    tree_put(deal, "amount", amount);
    tree_put_text(arena, deal, "status", "reported");
    maker_assume(maker, deal, "type");
    maker_assume(maker, deal, "status");
    maker->types++;
    maker->statuses++;
    maker_deal_put(maker, deal);
}

static void line_read(struct lines *lines, const struct line *line)
{
    bool settings = false;
    if (!*line->text)
        settings = lines->settings;
    else if (str_starts(line->text, "//"))
        comment_read(lines, line->text + 2);
    else if (*line->text == '\'')
        comment_read(lines, line->text + 1);
    else if (*line->text == ':')
        node_read(lines, line);
    else if (!strchr(line->text, '[') && is_settings(lines, line))
        settings = true;
    else
        flow_read(lines, line);
    lines->settings = settings;
}

static void colours_put(struct lines *lines)
{
    struct arena *arena = lines->maker.work.arena;
    for (struct json *party = lines->maker.parties->first; party; party = party->next) {
        const char *colour = names_find(&lines->colours, json_find(party, "name")->text);
        if (colour)
            tree_put_text(arena, party, "colour", colour);
    }
}

static size_t line_length(const char *at, const char *end)
{
    size_t length = 0;
    while (at + length < end && at[length] != '\n' && at[length] != '\r')
        length++;
    return length;
}

static struct bytes without_mark(struct bytes bytes)
{
    if (bytes.length >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3))
        return (struct bytes){bytes.at + 3, bytes.length - 3};
    return bytes;
}

const struct json *sankeymatic_import(struct arena *arena, const char *file, struct bytes bytes,
    const struct import_options *options, struct diags *diags)
{
    struct lines lines = {.options = options, .colours = names_init(arena)};
    deal_maker_init(&lines.maker, arena, file, diags);
    bytes = without_mark(bytes);
    if (!csv_encoding_good(arena, file, bytes, diags))
        return NULL;
    const char *at = (const char *)bytes.at, *end = at + bytes.length;
    for (int number = 1; at < end; number++) {
        size_t length = line_length(at, end), before = 0;
        while (before < length && (at[before] == ' ' || at[before] == '\t'))
            before++;
        struct line line = {
            slice_copied(arena, at, at + length), {file, number, (int)before + 1}, before > 0};
        line_read(&lines, &line);
        at += length;
        at += at < end && *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : at < end;
    }
    colours_put(&lines);
    return maker_finish(&lines.maker, options);
}

/* The first line that is neither empty nor a comment decides: brackets around an amount, or a node's colour.
 */
bool sankeymatic_likely(struct bytes bytes)
{
    bytes = without_mark(bytes);
    const char *at = (const char *)bytes.at, *end = at + bytes.length;
    while (at < end) {
        size_t length = line_length(at, end), before = 0;
        while (before < length && (at[before] == ' ' || at[before] == '\t'))
            before++;
        const char *text = at + before;
        size_t rest = length - before;
        at += length + (at + length < end);
        if (!rest || *text == '\'' || (rest >= 2 && !memcmp(text, "//", 2)))
            continue;
        const char *open = memchr(text, '[', rest);
        if (*text == ':' || (open && memchr(open, ']', rest - (size_t)(open - text))))
            return true;
        if (memchr(text, ',', rest) || memchr(text, ';', rest) || memchr(text, '\t', rest))
            return false;
    }
    return false;
}
