/* SPDX-License-Identifier: MIT */
/*
 * Parses one line `::name[caption]{key=value key="a value" word}`. Comes in: the line with its place. Goes
 * out: a directive whose attributes are known, allowed and well-formed. What needs data (parties,
 * where-clauses) is left to expand.c.
 */
#include "directive.h"

#include "block.h"
#include "changed.h"
#include "deal_table.h"
#include "figure.h"

#include <ctype.h>
#include <string.h>

#define BIT(attribute) (UINT64_C(1) << (attribute))
#define HAS(attribute) BIT(ATTRIBUTE_##attribute)
/* charts of deals */
#define OF_DEALS (HAS(WHERE) | HAS(LEVEL) | HAS(MAX) | HAS(ID))

struct directive_entry {
    const char *word;
    enum directive_name name;
    bool container, caption;
    uint64_t attributes, needed;
};

/* All words of the language */
static const struct directive_entry directive_table[] = {
    {"keyfigures", DIRECTIVE_KEYFIGURES, false, true, HAS(ITEMS) | HAS(ID), 0},
    {"table", DIRECTIVE_TABLE, false, true,
        HAS(COLUMNS) | HAS(WHERE) | HAS(GROUP) | HAS(MAX) | HAS(LEAST) | HAS(ID), 0},
    {"flow", DIRECTIVE_FLOW, false, true,
        HAS(WHERE) | HAS(LEVEL) | HAS(HIGHLIGHT) | HAS(LOOPS) | HAS(DIRECTION) | HAS(CHANGES) |
            HAS(MAX_PARTIES) | HAS(HEIGHT) | HAS(ID),
        0},
    {"matrix", DIRECTIVE_MATRIX, false, true,
        HAS(WHERE) | HAS(LEVEL) | HAS(HIGHLIGHT) | HAS(MAX_PARTIES) | HAS(HEIGHT) | HAS(ID), 0},
    {"loops", DIRECTIVE_LOOPS, false, false, HAS(MAX) | HAS(LEAST), 0},
    {"changes", DIRECTIVE_CHANGES, false, true, HAS(MAX) | HAS(LEAST), 0},
    {"valuation", DIRECTIVE_CHART, false, true, HAS(PARTY) | HAS(SCALE) | HAS(HEIGHT) | HAS(ID), 0},
    {"twoway", DIRECTIVE_CHART, false, true, HAS(PARTY) | OF_DEALS, 0},
    {"schedule", DIRECTIVE_CHART, false, true, HAS(PARTY) | HAS(BY) | HAS(METRIC) | HAS(HEIGHT) | OF_DEALS,
        0},
    {"timeline", DIRECTIVE_CHART, false, true, HAS(PARTY) | OF_DEALS, 0},
    {"bridge", DIRECTIVE_CHART, false, true,
        HAS(CLASS) | HAS(BUCKET) | HAS(LEVEL) | HAS(HEIGHT) | HAS(MAX) | HAS(ID), 0},
    {"range", DIRECTIVE_CHART, false, true, HAS(PARTY) | HAS(DEAL) | HAS(SCALE) | HAS(ID), 0},
    {"exposure", DIRECTIVE_CHART, false, true, HAS(PARTY) | OF_DEALS, 0},
    {"multiples", DIRECTIVE_CHART, false, true, HAS(PARTY) | HAS(METRIC) | HAS(MAX) | HAS(ID), 0},
    {"tornado", DIRECTIVE_CHART, false, true, OF_DEALS, 0},
    {"lifecycle", DIRECTIVE_CHART, false, true, HAS(PARTY) | OF_DEALS, 0},
    {"deal", DIRECTIVE_CHART, false, true, HAS(DEAL) | HAS(ID), HAS(DEAL)},
    {"notes", DIRECTIVE_NOTES, false, false, HAS(KIND) | HAS(MAX) | HAS(LEAST), 0},
    {"sources", DIRECTIVE_SOURCES, false, false, HAS(DEAL), 0},
    {"method", DIRECTIVE_METHOD, false, false, 0, 0},
    {"rights", DIRECTIVE_RIGHTS, false, true, HAS(PARTY) | HAS(DEAL) | HAS(WHERE) | HAS(MAX) | HAS(LEAST), 0},
    {"disputes", DIRECTIVE_DISPUTES, false, true, HAS(PARTY) | HAS(DEAL) | HAS(WHERE) | HAS(MAX) | HAS(LEAST),
        0},
    {"toc", DIRECTIVE_TOC, false, true, HAS(DEPTH), 0},
    {"pagebreak", DIRECTIVE_PAGEBREAK, false, false, 0, 0},
    {"include", DIRECTIVE_INCLUDE, false, false, HAS(FILE), HAS(FILE)},
    {"expect", DIRECTIVE_EXPECT, false, false, 0, 0},
    {"vouch", DIRECTIVE_VOUCH, false, true, 0, 0},
    {"each", CONTAINER_EACH, true, false,
        HAS(SUBJECT) | HAS(KIND) | HAS(WHERE) | HAS(WITH) | HAS(PARTY) | HAS(DEAL) | HAS(ORDER) | HAS(MAX) |
            HAS(CHANGED),
        HAS(SUBJECT)},
    {"if", CONTAINER_IF, true, false,
        HAS(SUBJECT) | HAS(KIND) | HAS(WHERE) | HAS(WITH) | HAS(PARTY) | HAS(DEAL) | HAS(CHANGED), 0},
    {"unless", CONTAINER_UNLESS, true, false,
        HAS(SUBJECT) | HAS(KIND) | HAS(WHERE) | HAS(WITH) | HAS(PARTY) | HAS(DEAL) | HAS(CHANGED), 0},
    {"standfirst", CONTAINER_STANDFIRST, true, false, 0, 0},
    {"keep", CONTAINER_KEEP, true, false, 0, 0},
    {"only", CONTAINER_ONLY, true, false, HAS(SUBJECT), HAS(SUBJECT)},
    {"found", CONTAINER_FOUND, true, false, 0, 0},
    {"spare", CONTAINER_SPARE, true, false, HAS(RANK) | HAS(NAME), HAS(RANK) | HAS(NAME)},
    {"columns", CONTAINER_COLUMNS, true, false, HAS(COUNT_OF), 0},
};

#define DIRECTIVE_ENTRIES (sizeof directive_table / sizeof *directive_table)

enum attribute_form {
    FORM_TEXT,
    FORM_ID,
    FORM_WORDS,
    FORM_WORD_LIST,
    FORM_COLUMNS,
    FORM_NUMBER,
    FORM_PARTIES
};

struct attribute_entry {
    const char *word;
    enum attribute_form form;
    const char *words;
    int least, most;
};

static const struct attribute_entry attribute_table[ATTRIBUTE_COUNT] = {
    [ATTRIBUTE_SUBJECT] = {"", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_ID] = {"id", FORM_ID, NULL, 0, 0},
    [ATTRIBUTE_WHERE] = {"where", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_PARTY] = {"party", FORM_ID, NULL, 0, 0},
    [ATTRIBUTE_COLUMNS] = {"columns", FORM_COLUMNS, NULL, 0, 0},
    [ATTRIBUTE_GROUP] = {"group", FORM_WORDS, "none class bucket party", 0, 0},
    [ATTRIBUTE_ITEMS] = {"items", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_LEVEL] = {"level", FORM_WORDS, "parent self benefit", 0, 0},
    [ATTRIBUTE_HIGHLIGHT] = {"highlight", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_LOOPS] = {"loops", FORM_WORDS, "live firm", 0, 0},
    [ATTRIBUTE_HEIGHT] = {"height", FORM_NUMBER, NULL, 80, 700},
    [ATTRIBUTE_CHANGES] = {"changes", FORM_WORDS, "marked panels none", 0, 0},
    [ATTRIBUTE_DIRECTION] = {"direction", FORM_WORDS, "right down", 0, 0},
    [ATTRIBUTE_SCALE] = {"scale", FORM_WORDS, "auto linear log", 0, 0},
    [ATTRIBUTE_DEAL] = {"deal", FORM_ID, NULL, 0, 0},
    [ATTRIBUTE_BY] = {"by", FORM_WORDS, "auto deal payer payee class", 0, 0},
    [ATTRIBUTE_METRIC] = {"metric", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_CLASS] = {"class", FORM_WORDS, "capital commerce build ownership other", 0, 0},
    [ATTRIBUTE_BUCKET] = {"bucket", FORM_WORDS, "talk planned firm", 0, 0},
    [ATTRIBUTE_MAX] = {"max", FORM_NUMBER, NULL, 1, 500},
    [ATTRIBUTE_MAX_PARTIES] = {"max-parties", FORM_PARTIES, NULL, 0, 0},
    [ATTRIBUTE_KIND] = {"kind", FORM_WORD_LIST,
        "risk regulatory context opinion claim technical watch method correction", 0, 0},
    [ATTRIBUTE_COUNT_OF] = {"count", FORM_NUMBER, NULL, 2, 3},
    [ATTRIBUTE_CHANGED] = {"changed", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_FILE] = {"file", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_LEAST] = {"least", FORM_NUMBER, NULL, 1, 500},
    [ATTRIBUTE_ORDER] = {"order", FORM_WORDS, "file news size firm", 0, 0},
    [ATTRIBUTE_RANK] = {"rank", FORM_NUMBER, NULL, 1, 99},
    [ATTRIBUTE_NAME] = {"name", FORM_TEXT, NULL, 0, 0},
    [ATTRIBUTE_DEPTH] = {"depth", FORM_NUMBER, NULL, 1, 2},
    [ATTRIBUTE_WITH] = {"with", FORM_WORDS, "valuations one-valuation several-valuations", 0, 0},
};

static const char *const subject_words[SUBJECT_COUNT] = {
    "deals", "parties", "valuations", "notes", "loops", "changes"};
static const char *const only_words[] = {"pdf", "svg", "html"};

static const char *const directive_word_list[] = {"keyfigures", "table", "flow", "matrix", "loops", "changes",
    "valuation", "twoway", "schedule", "timeline", "bridge", "range", "exposure", "multiples", "tornado",
    "lifecycle", "deal", "notes", "sources", "method", "rights", "disputes", "toc", "pagebreak", "include",
    "expect", "vouch", "each", "if", "unless", "standfirst", "keep", "columns", "found", "spare", "only"};

const char *const *directive_names(size_t *count)
{
    *count = sizeof directive_word_list / sizeof *directive_word_list;
    return directive_word_list;
}

const char *const *directive_attributes(struct arena *arena, const char *name, size_t *count)
{
    const char **words = arena_array(arena, const char *, ATTRIBUTE_COUNT);
    *count = 0;
    for (size_t i = 0; i < sizeof directive_table / sizeof *directive_table; i++)
        for (int j = 0; j < ATTRIBUTE_COUNT && !strcmp(directive_table[i].word, name); j++)
            if ((directive_table[i].attributes & BIT(j)) && *attribute_table[j].word)
                words[(*count)++] = attribute_table[j].word;
    return words;
}

struct line_reader {
    const struct value_scope *scope;
    const char *at;
    size_t length, next;
    struct place place; /* of at[0] */
};

static struct place reader_place(const struct line_reader *reader, size_t at)
{
    return place_shift(reader->place, at);
}

static char reader_peek(const struct line_reader *reader)
{
    return reader->next < reader->length ? reader->at[reader->next] : '\0';
}

static void reader_spaces(struct line_reader *reader)
{
    while (reader_peek(reader) == ' ' || reader_peek(reader) == '\t')
        reader->next++;
}

static char *reader_copy(const struct line_reader *reader, size_t from, size_t to)
{
    return arena_strndup(reader->scope->arena, reader->at + from, to - from);
}

static const struct directive_entry *entry_find(const char *word)
{
    for (size_t i = 0; i < DIRECTIVE_ENTRIES; i++)
        if (!strcmp(directive_table[i].word, word))
            return &directive_table[i];
    return NULL;
}

static const struct directive_entry *entry_check(
    const struct line_reader *reader, const char *word, bool container, size_t from)
{
    const struct value_scope *scope = reader->scope;
    const struct directive_entry *entry = entry_find(word);
    if (!entry) {
        const char *near = suggest_nearest(
            word, directive_word_list, sizeof directive_word_list / sizeof *directive_word_list);
        diags_add(scope->diags, DIAG_UNKNOWN_DIRECTIVE, reader_place(reader, from), NULL,
            near ? arena_printf(scope->arena, "did you mean '%s'?", near) : NULL, "unknown directive '%s'",
            word);
        return NULL;
    }
    if (entry->container != container) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, 0), NULL,
            entry->container ? arena_printf(scope->arena, "write :::%s … and close it with :::", word)
                             : arena_printf(scope->arena, "write ::%s", word),
            entry->container ? "'%s' is a container: it takes three colons"
                             : "'%s' is no container: it takes two colons",
            word);
        return NULL;
    }
    return entry;
}

static bool caption_read(struct line_reader *reader, struct directive *directive)
{
    if (reader_peek(reader) != '[')
        return true;
    size_t from = ++reader->next;
    int depth = 1;
    for (; reader->next < reader->length; reader->next++) {
        char c = reader_peek(reader);
        if (c == '\\' && reader->next + 1 < reader->length)
            reader->next++;
        else if (c == '[')
            depth++;
        else if (c == ']' && !--depth)
            break;
    }
    if (depth) {
        diags_add(reader->scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, from - 1), NULL, NULL,
            "'[' is not closed on this line");
        return false;
    }
    struct runs *runs = arena_new(reader->scope->arena, struct runs);
    *runs = runs_parse(reader->scope, reader->at + from, reader->next - from, reader_place(reader, from));
    directive->has_caption = true;
    directive->caption = runs;
    reader->next++;
    return true;
}

/* ---- attributes ---- */

static size_t attribute_find(const char *word)
{
    for (size_t i = ATTRIBUTE_SUBJECT + 1; i < ATTRIBUTE_COUNT; i++)
        if (!strcmp(attribute_table[i].word, word))
            return i;
    return ATTRIBUTE_COUNT;
}

static size_t allowed_words(uint64_t allowed, const char *words[ATTRIBUTE_COUNT])
{
    size_t count = 0;
    for (size_t i = ATTRIBUTE_SUBJECT + 1; i < ATTRIBUTE_COUNT; i++)
        if (allowed & BIT(i))
            words[count++] = attribute_table[i].word;
    return count;
}

static const char *attribute_hint(const struct value_scope *scope, const char *word, uint64_t allowed)
{
    const char *words[ATTRIBUTE_COUNT];
    size_t count = allowed_words(allowed, words);
    const char *near = suggest_nearest(word, words, count);
    if (near)
        return arena_printf(scope->arena, "did you mean '%s'?", near);
    if (!count)
        return "it takes none";
    struct str out = str_init(scope->arena);
    str_append(&out, "it takes");
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s %s", i ? "," : "", words[i]);
    return str_text(&out);
}

static bool attribute_bad(const struct value_scope *scope, const struct attribute *attribute, size_t offset,
    const char *hint, const char *sentence)
{
    diags_add(
        scope->diags, DIAG_BAD_ATTRIBUTE, place_shift(attribute->place, offset), NULL, hint, "%s", sentence);
    return false;
}

static bool is_id(const char *text)
{
    size_t length = strlen(text);
    if (!length || length > 64 || !(islower((unsigned char)text[0]) || isdigit((unsigned char)text[0])))
        return false;
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._-") == length;
}

static size_t split_words(struct arena *arena, const char *text, const char **words, size_t most)
{
    size_t count = 0;
    for (const char *at = text; *at && count < most;) {
        size_t n = strcspn(at, " ");
        if (n)
            words[count++] = arena_strndup(arena, at, n);
        at += n + (at[n] == ' ');
    }
    return count;
}

static bool word_check(const struct value_scope *scope, const struct attribute_entry *entry,
    const struct attribute *attribute, const char *word, size_t offset, const char *const *known,
    size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i], word))
            return true;
    const char *near = suggest_nearest(word, known, count);
    struct str hint = str_init(scope->arena);
    if (near)
        str_printf(&hint, "did you mean '%s'?", near);
    else
        for (size_t i = 0; i < count; i++)
            str_printf(&hint, "%s%s", i ? ", " : "one of: ", known[i]);
    return attribute_bad(scope, attribute, offset, str_text(&hint),
        arena_printf(scope->arena, "attribute '%s' has no value '%s'", entry->word, word));
}

static bool words_check(const struct value_scope *scope, const struct attribute_entry *entry,
    const struct attribute *attribute, const char *const *known, size_t known_count, bool single)
{
    bool good = true;
    size_t words = 0;
    for (size_t at = 0; attribute->value[at];) {
        size_t n = strcspn(attribute->value + at, " ");
        if (n) {
            const char *word = arena_strndup(scope->arena, attribute->value + at, n);
            good = word_check(scope, entry, attribute, word, at, known, known_count) && good;
            words++;
        }
        at += n + (attribute->value[at + n] == ' ');
    }
    if (!words || (single && words > 1))
        return attribute_bad(scope, attribute, 0, NULL,
            arena_printf(scope->arena, "attribute '%s' needs %s", entry->word,
                single ? "one word" : "at least one word"));
    return good;
}

static bool number_check(
    const struct value_scope *scope, const struct attribute_entry *entry, struct attribute *attribute)
{
    size_t length = strlen(attribute->value);
    int number = 0;
    bool good = length > 0 && length <= 4 && strspn(attribute->value, "0123456789") == length;
    for (size_t i = 0; good && i < length; i++)
        number = number * 10 + (attribute->value[i] - '0');
    attribute->number = number;
    if (good && number >= entry->least && number <= entry->most)
        return true;
    return attribute_bad(scope, attribute, 0, NULL,
        arena_printf(scope->arena, "attribute '%s' is a whole number from %d to %d", entry->word,
            entry->least, entry->most));
}

static bool attribute_check(
    const struct value_scope *scope, enum attribute_name name, struct attribute *attribute)
{
    const struct attribute_entry *entry = &attribute_table[name];
    const char *known[16];
    size_t count;
    switch (entry->form) {
    case FORM_TEXT:
        return true;
    case FORM_ID:
        if (is_id(attribute->value))
            return true;
        return attribute_bad(scope, attribute, 0, "ids are written in a-z 0-9 . _ -",
            arena_printf(scope->arena, "attribute '%s' is not an id", entry->word));
    case FORM_WORDS:
    case FORM_WORD_LIST:
        count = split_words(scope->arena, entry->words, known, 16);
        return words_check(scope, entry, attribute, known, count, entry->form == FORM_WORDS);
    case FORM_COLUMNS: {
        const char *const *columns = deal_table_columns(&count);
        return words_check(scope, entry, attribute, columns, count, false);
    }
    case FORM_NUMBER:
        return number_check(scope, entry, attribute);
    case FORM_PARTIES:
        if (parties_most_parse(attribute->value, &attribute->number))
            return true;
        return attribute_bad(scope, attribute, 0, NULL,
            arena_printf(scope->arena, "attribute '%s' is a whole number from %d to %d, or all", entry->word,
                PARTIES_MOST_LEAST, PARTIES_MOST_MOST));
    }
    return false;
}

static bool subject_read(struct line_reader *reader, struct directive *directive,
    const struct directive_entry *entry, const char *word, size_t from)
{
    const struct value_scope *scope = reader->scope;
    if (!(entry->attributes & HAS(SUBJECT))) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, from), NULL,
            "attributes are written key=value or key=\"a value\"", "'%s' has no value", word);
        return false;
    }
    struct attribute *attribute = &directive->attributes[ATTRIBUTE_SUBJECT];
    const char *const *known = entry->name == CONTAINER_ONLY ? only_words : subject_words;
    size_t count = entry->name == CONTAINER_ONLY ? sizeof only_words / sizeof *only_words : SUBJECT_COUNT;
    if (entry->name == CONTAINER_EACH)
        count = SUBJECT_LOOPS;
    if (attribute->present && entry->name != CONTAINER_ONLY) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, from), NULL, NULL,
            "'%s' takes one subject", entry->word);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(known[i], word))
            continue;
        if (entry->name != CONTAINER_ONLY)
            directive->subject = (enum subject)i;
        const char *value =
            attribute->present ? arena_printf(scope->arena, "%s %s", attribute->value, word) : word;
        *attribute = (struct attribute){true, value, 0, reader_place(reader, from)};
        return true;
    }
    const char *near = suggest_nearest(word, known, count);
    diags_add(scope->diags, DIAG_BAD_ATTRIBUTE, reader_place(reader, from), NULL,
        near ? arena_printf(scope->arena, "did you mean '%s'?", near)
             : (entry->name == CONTAINER_ONLY ? "one of: pdf, svg, html"
                                              : "one of: deals, parties, valuations, notes"),
        "'%s' knows no '%s'", entry->word, word);
    return false;
}

static bool value_read(struct line_reader *reader, struct attribute *attribute)
{
    char quote = reader_peek(reader);
    bool quoted = quote == '"' || quote == '\'';
    size_t from = reader->next += quoted;
    while (reader->next < reader->length) {
        char c = reader_peek(reader);
        if (quoted ? c == quote : (c == ' ' || c == '\t' || c == '}'))
            break;
        reader->next++;
    }
    attribute->value = reader_copy(reader, from, reader->next);
    attribute->place = reader_place(reader, from);
    if (quoted && reader_peek(reader) != quote) {
        diags_add(reader->scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, from - 1), NULL, NULL,
            "a quotation mark is not closed on this line");
        return false;
    }
    reader->next += quoted;
    return true;
}

static bool attribute_read(
    struct line_reader *reader, struct directive *directive, const struct directive_entry *entry)
{
    const struct value_scope *scope = reader->scope;
    size_t from = reader->next;
    while (reader->next < reader->length && !strchr(" \t=}\"'", reader_peek(reader)))
        reader->next++;
    const char *word = reader_copy(reader, from, reader->next);
    if (from == reader->next) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, from), NULL,
            "attributes are written key=value or key=\"a value\"", "an attribute's name is missing");
        reader->next = reader->length;
        return false;
    }
    if (reader_peek(reader) != '=')
        return subject_read(reader, directive, entry, word, from);
    reader->next++;
    struct attribute read = {.present = true};
    if (!value_read(reader, &read))
        return false;
    size_t name = attribute_find(word);
    if (name == ATTRIBUTE_COUNT || !(entry->attributes & BIT(name))) {
        diags_add(scope->diags, DIAG_UNKNOWN_ATTRIBUTE, reader_place(reader, from), NULL,
            attribute_hint(scope, word, entry->attributes), "'%s' has no attribute '%s'", entry->word, word);
        return false;
    }
    if (directive->attributes[name].present) {
        diags_add(scope->diags, DIAG_BAD_ATTRIBUTE, reader_place(reader, from), NULL, NULL,
            "attribute '%s' is given twice", word);
        return false;
    }
    directive->attributes[name] = read;
    return attribute_check(scope, (enum attribute_name)name, &directive->attributes[name]);
}

static bool attributes_read(
    struct line_reader *reader, struct directive *directive, const struct directive_entry *entry)
{
    bool good = true;
    size_t open = reader->next++;
    for (;;) {
        reader_spaces(reader);
        if (reader_peek(reader) == '}')
            break;
        if (reader->next >= reader->length) {
            if (good)
                diags_add(reader->scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, open), NULL, NULL,
                    "'{' is not closed on this line");
            return false;
        }
        good = attribute_read(reader, directive, entry) && good;
    }
    reader->next++;
    return good;
}

/* {FIGURE is "TEXT"} */
static bool expect_read(struct line_reader *reader, struct directive *directive)
{
    const struct value_scope *scope = reader->scope;
    size_t open = reader->next, from = open + 1, end = reader->length, is = 0;
    for (size_t i = from; i + 4 < end && !is; i++)
        if (!strncmp(reader->at + i, " is ", 4))
            is = i;
    size_t quote = is + 4;
    while (is && quote < end && reader->at[quote] == ' ')
        quote++;
    const char *close = is && quote < end && reader->at[quote] == '"'
                            ? memchr(reader->at + quote + 1, '"', end - quote - 1)
                            : NULL;
    if (!close || close + 1 >= reader->at + end || close[1] != '}') {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, open), NULL,
            "write ::expect{total:class=capital,bucket=firm is \"$13B\"}",
            "'expect' needs a figure and what it is");
        reader->next = end;
        return false;
    }
    directive->expected_text =
        arena_strndup(scope->arena, reader->at + quote + 1, (size_t)(close - reader->at) - quote - 1);
    directive->expected = value_parse(scope, reader->at + from, is - from, reader_place(reader, from));
    reader->next = (size_t)(close - reader->at) + 2;
    return directive->expected != NULL;
}

static bool needed_check(
    const struct line_reader *reader, const struct directive *directive, const struct directive_entry *entry)
{
    if ((entry->needed & HAS(DEAL)) && !directive->attributes[ATTRIBUTE_DEAL].present) {
        diags_add(reader->scope->diags, DIAG_BAD_ATTRIBUTE, reader_place(reader, 0), NULL,
            "write ::deal{deal=ID}, or {deal=this} within :::each{deals}", "'%s' needs to know which deal",
            entry->word);
        return false;
    }
    if ((entry->needed & HAS(FILE)) && !directive->attributes[ATTRIBUTE_FILE].present) {
        diags_add(reader->scope->diags, DIAG_BAD_ATTRIBUTE, reader_place(reader, 0), NULL,
            "write ::include{file=snippet.md}", "'%s' needs to know which file", entry->word);
        return false;
    }
    if ((entry->needed & HAS(SUBJECT)) && !directive->attributes[ATTRIBUTE_SUBJECT].present) {
        diags_add(reader->scope->diags, DIAG_BAD_ATTRIBUTE, reader_place(reader, 0), NULL,
            entry->name == CONTAINER_ONLY ? "write :::only{pdf}"
                                          : "write :::each{notes}, {deals}, {parties} or {valuations}",
            "'%s' needs to know %s", entry->word, entry->name == CONTAINER_ONLY ? "where" : "over what");
        return false;
    }
    if (entry->name != CONTAINER_IF && entry->name != CONTAINER_UNLESS)
        return true;
    if (directive->attributes[ATTRIBUTE_SUBJECT].present || directive->attributes[ATTRIBUTE_WHERE].present ||
        directive->attributes[ATTRIBUTE_CHANGED].present)
        return true;
    diags_add(reader->scope->diags, DIAG_BAD_ATTRIBUTE, reader_place(reader, 0), NULL,
        "write :::if{where=\"…\"}, :::if{valuations} or :::if{changed=any}", "'%s' has no condition",
        entry->word);
    return false;
}

/* Which of the narrowing attributes fit a subject. */
static bool subject_attributes_check(const struct value_scope *scope, const struct directive *directive)
{
    static const uint64_t fits[SUBJECT_COUNT] = {
        [SUBJECT_DEALS] = HAS(WHERE) | HAS(ORDER) | HAS(DEAL) | HAS(MAX) | HAS(SUBJECT) | HAS(CHANGED),
        [SUBJECT_PARTIES] = HAS(WITH) | HAS(DEAL) | HAS(MAX) | HAS(SUBJECT) | HAS(CHANGED),
        [SUBJECT_VALUATIONS] = HAS(PARTY) | HAS(DEAL) | HAS(MAX) | HAS(SUBJECT) | HAS(CHANGED),
        [SUBJECT_NOTES] = HAS(KIND) | HAS(DEAL) | HAS(MAX) | HAS(SUBJECT) | HAS(CHANGED),
        [SUBJECT_LOOPS] = HAS(SUBJECT),
        [SUBJECT_CHANGES] = HAS(SUBJECT),
    };
    bool good = true;
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
        const struct attribute *attribute = &directive->attributes[i];
        if (!attribute->present || (fits[directive->subject] & BIT(i)))
            continue;
        diags_add(scope->diags, DIAG_BAD_ATTRIBUTE, attribute->place, NULL, NULL,
            "'%s' does not go with '%s'", attribute_table[i].word, subject_words[directive->subject]);
        good = false;
    }
    const struct attribute *changed = &directive->attributes[ATTRIBUTE_CHANGED];
    if (good && changed->present)
        good = changed_check(scope, changed, directive->subject, changed_is_whole(directive));
    return good;
}

static bool is_subject_container(const struct directive *directive)
{
    return directive->name == CONTAINER_EACH || directive->name == CONTAINER_IF ||
           directive->name == CONTAINER_UNLESS;
}

static bool rest_check(struct line_reader *reader)
{
    reader_spaces(reader);
    if (reader->next >= reader->length)
        return true;
    diags_add(reader->scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(reader, reader->next), NULL,
        "a directive stands alone on its line", "'%.*s' after the directive",
        (int)(reader->length - reader->next), reader->at + reader->next);
    return false;
}

const struct directive *directive_parse(
    const struct value_scope *scope, const char *line, size_t length, bool container, struct place place)
{
    struct line_reader reader = {scope, line, length, 0, place};
    while (reader_peek(&reader) == ':')
        reader.next++;
    size_t from = reader.next;
    while (isalnum((unsigned char)reader_peek(&reader)) || reader_peek(&reader) == '-' ||
           reader_peek(&reader) == '_')
        reader.next++;
    struct directive *directive = arena_new(scope->arena, struct directive);
    directive->word = reader_copy(&reader, from, reader.next);
    directive->place = place;
    directive->container = container;
    const struct directive_entry *entry = entry_check(&reader, directive->word, container, from);
    if (!entry)
        return NULL;
    directive->name = entry->name;
    size_t bracket = reader.next;
    bool good = caption_read(&reader, directive);
    if (!good)
        return NULL;
    if (directive->has_caption && !entry->caption) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(&reader, bracket), NULL, NULL,
            "'%s' takes no caption", directive->word);
        good = false;
    }
    if (entry->name == DIRECTIVE_VOUCH && !directive->has_caption) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, reader_place(&reader, bracket), NULL,
            "write ::vouch[$50B: who says so]", "the numbers that are signed off are missing");
        good = false;
    }
    if (entry->name == DIRECTIVE_EXPECT)
        good = expect_read(&reader, directive) && good;
    else if (reader_peek(&reader) == '{')
        good = attributes_read(&reader, directive, entry) && good;
    bool rest = good ? rest_check(&reader) : false;
    if (good)
        good = needed_check(&reader, directive, entry) &&
               (!is_subject_container(directive) || subject_attributes_check(scope, directive));
    return good && rest ? directive : NULL;
}
