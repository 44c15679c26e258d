/* SPDX-License-Identifier: MIT */
/*
 * Parses `path | filter:argument | filter`. Comes in: the text between the braces with its place. Goes out: a
 * typed value. It looks up no ids: whether a deal exists is known only when there is a dataset (expand.c).
 */
#include "value.h"

#include "list.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#define OF(type) (1u << (type))

struct field_entry {
    enum value_root root;
    const char *name;
    enum value_field field;
    enum value_type type;
};

static const struct field_entry field_table[] = {
    {ROOT_DATASET, "title", FIELD_TITLE, VALUE_TEXT},
    {ROOT_DATASET, "subtitle", FIELD_SUBTITLE, VALUE_TEXT},
    {ROOT_DATASET, "publisher", FIELD_PUBLISHER, VALUE_TEXT},
    {ROOT_DATASET, "author", FIELD_AUTHOR, VALUE_TEXT},
    {ROOT_DATASET, "as-of", FIELD_AS_OF, VALUE_DATE},
    {ROOT_DATASET, "currency", FIELD_CURRENCY, VALUE_TEXT},
    {ROOT_DATASET, "summary", FIELD_SUMMARY, VALUE_TEXT},
    {ROOT_DATASET, "lead", FIELD_LEAD, VALUE_TEXT},
    {ROOT_DATASET, "circulation", FIELD_CIRCULATION, VALUE_TEXT},
    {ROOT_DATASET, "deals", FIELD_DEALS, VALUE_NUMBER},
    {ROOT_DATASET, "parties", FIELD_PARTIES, VALUE_NUMBER},
    {ROOT_DATASET, "sources", FIELD_SOURCES, VALUE_NUMBER},
    {ROOT_EDITION, "date", FIELD_DATE, VALUE_DATE},
    {ROOT_EDITION, "week", FIELD_WEEK, VALUE_NUMBER},
    {ROOT_EDITION, "year", FIELD_YEAR, VALUE_NUMBER},
    {ROOT_EDITION, "since", FIELD_SINCE, VALUE_DATE},
    {ROOT_DEAL, "id", FIELD_ID, VALUE_TEXT},
    {ROOT_DEAL, "title", FIELD_TITLE, VALUE_TEXT},
    {ROOT_DEAL, "from", FIELD_FROM, VALUE_PARTIES},
    {ROOT_DEAL, "to", FIELD_TO, VALUE_PARTIES},
    {ROOT_DEAL, "amount", FIELD_AMOUNT, VALUE_MONEY},
    {ROOT_DEAL, "funded", FIELD_FUNDED, VALUE_MONEY},
    {ROOT_DEAL, "for", FIELD_FOR, VALUE_TEXT},
    {ROOT_DEAL, "type", FIELD_TYPE, VALUE_TEXT},
    {ROOT_DEAL, "class", FIELD_CLASS, VALUE_TEXT},
    {ROOT_DEAL, "status", FIELD_STATUS, VALUE_STATUS},
    {ROOT_DEAL, "date", FIELD_DATE, VALUE_DATE},
    {ROOT_DEAL, "term.years", FIELD_TERM_YEARS, VALUE_NUMBER},
    {ROOT_DEAL, "term", FIELD_TERM, VALUE_TEXT},
    {ROOT_DEAL, "term.start", FIELD_TERM_START, VALUE_DATE},
    {ROOT_DEAL, "term.end", FIELD_TERM_END, VALUE_DATE},
    {ROOT_DEAL, "evidence", FIELD_EVIDENCE, VALUE_TEXT},
    {ROOT_DEAL, "bucket", FIELD_BUCKET, VALUE_TEXT},
    {ROOT_DEAL, "note", FIELD_NOTE, VALUE_TEXT},
    {ROOT_DEAL, "sources", FIELD_SOURCES, VALUE_SOURCES},
    {ROOT_PARTY, "id", FIELD_ID, VALUE_TEXT},
    {ROOT_PARTY, "name", FIELD_NAME, VALUE_TEXT},
    {ROOT_PARTY, "short", FIELD_SHORT, VALUE_TEXT},
    {ROOT_PARTY, "kind", FIELD_KIND, VALUE_TEXT},
    {ROOT_PARTY, "country", FIELD_COUNTRY, VALUE_TEXT},
    {ROOT_PARTY, "ticker", FIELD_TICKER, VALUE_TEXT},
    {ROOT_PARTY, "url", FIELD_URL, VALUE_TEXT},
    {ROOT_PARTY, "parent", FIELD_PARENT, VALUE_PARTIES},
    {ROOT_PARTY, "note", FIELD_NOTE, VALUE_TEXT},
    {ROOT_PARTY, "sources", FIELD_SOURCES, VALUE_SOURCES},
    {ROOT_VALUATION, "party", FIELD_PARTY, VALUE_PARTY},
    {ROOT_VALUATION, "value", FIELD_VALUE, VALUE_MONEY},
    {ROOT_VALUATION, "date", FIELD_DATE, VALUE_DATE},
    {ROOT_VALUATION, "basis", FIELD_BASIS, VALUE_TEXT},
    {ROOT_VALUATION, "money", FIELD_MONEY, VALUE_TEXT},
    {ROOT_VALUATION, "raised", FIELD_RAISED, VALUE_MONEY},
    {ROOT_VALUATION, "sold", FIELD_SOLD, VALUE_MONEY},
    {ROOT_VALUATION, "deal", FIELD_DEAL, VALUE_DEAL},
    {ROOT_VALUATION, "status", FIELD_STATUS, VALUE_STATUS},
    {ROOT_VALUATION, "note", FIELD_NOTE, VALUE_TEXT},
    {ROOT_VALUATION, "sources", FIELD_SOURCES, VALUE_SOURCES},
    {ROOT_NOTE, "id", FIELD_ID, VALUE_TEXT},
    {ROOT_NOTE, "text", FIELD_TEXT, VALUE_TEXT},
    {ROOT_NOTE, "kind", FIELD_KIND, VALUE_TEXT},
    {ROOT_NOTE, "date", FIELD_DATE, VALUE_DATE},
    {ROOT_NOTE, "about", FIELD_ABOUT, VALUE_PARTIES},
    {ROOT_NOTE, "sources", FIELD_SOURCES, VALUE_SOURCES},
    {ROOT_METRIC, "party", FIELD_PARTY, VALUE_PARTY},
    {ROOT_METRIC, "name", FIELD_NAME, VALUE_TEXT},
    {ROOT_METRIC, "period", FIELD_PERIOD, VALUE_TEXT},
    {ROOT_METRIC, "value", FIELD_VALUE, VALUE_METRIC},
    {ROOT_METRIC, "basis", FIELD_BASIS, VALUE_TEXT},
    {ROOT_METRIC, "note", FIELD_NOTE, VALUE_TEXT},
    {ROOT_METRIC, "sources", FIELD_SOURCES, VALUE_SOURCES},
};

#define FIELD_COUNT (sizeof field_table / sizeof *field_table)

const char *const *value_fields(struct arena *arena, enum value_root root, size_t *count)
{
    const char **names = arena_array(arena, const char *, FIELD_COUNT);
    *count = 0;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (field_table[i].root == root)
            names[(*count)++] = field_table[i].name;
    return names;
}

const char *value_type_name(enum value_type type)
{
    static const char *const names[VALUE_TYPE_COUNT] = {
        [VALUE_TEXT] = "text",
        [VALUE_MONEY] = "an amount of money",
        [VALUE_DATE] = "a date",
        [VALUE_NUMBER] = "a number",
        [VALUE_STATUS] = "a status",
        [VALUE_PARTIES] = "a list of parties",
        [VALUE_SOURCES] = "a list of sources",
        [VALUE_DEAL] = "a deal",
        [VALUE_PARTY] = "a party",
        [VALUE_VALUATION] = "a valuation",
        [VALUE_NOTE] = "a note",
        [VALUE_METRIC] = "a metric",
        [VALUE_MULTIPLE] = "a multiple",
        [VALUE_SHARE] = "a share",
        [VALUE_YEARS] = "a length of time",
    };
    return names[type];
}

struct filter_entry {
    const char *name;
    unsigned takes; /* types, as bits */
    enum value_type gives;
    const char *words; /* allowed arguments; NULL: none; "#": a whole number 1–9, needed */
};

#define MONEYED (OF(VALUE_MONEY) | OF(VALUE_DEAL) | OF(VALUE_VALUATION) | OF(VALUE_METRIC))
#define NAMED (OF(VALUE_PARTY) | OF(VALUE_PARTIES) | OF(VALUE_DEAL))
#define CITED                                                                                                \
    (OF(VALUE_SOURCES) | OF(VALUE_DEAL) | OF(VALUE_PARTY) | OF(VALUE_VALUATION) | OF(VALUE_NOTE) |           \
        OF(VALUE_METRIC))
#define DATED (OF(VALUE_DATE) | OF(VALUE_DEAL) | OF(VALUE_VALUATION) | OF(VALUE_NOTE) | OF(VALUE_METRIC))

/* "long" and "short" give text only when nothing follows that needs the money; sig comes before them. */
static const struct filter_entry filter_table[FILTER_COUNT] = {
    [FILTER_SHORT] = {"short", MONEYED, VALUE_TEXT, NULL},
    [FILTER_LONG] = {"long", MONEYED, VALUE_TEXT, NULL},
    [FILTER_RANGE] = {"range", MONEYED, VALUE_MONEY, NULL},
    [FILTER_PER_YEAR] = {"per-year", OF(VALUE_MONEY) | OF(VALUE_DEAL), VALUE_MONEY, NULL},
    [FILTER_STATUS] = {"status", OF(VALUE_STATUS) | OF(VALUE_DEAL) | OF(VALUE_VALUATION), VALUE_TEXT,
        "verb adjective"},
    [FILTER_DATE] = {"date", DATED, VALUE_TEXT, "short long iso"},
    [FILTER_CITE] = {"cite", CITED, VALUE_TEXT, NULL},
    [FILTER_NAME] = {"name", NAMED, VALUE_TEXT, NULL},
    [FILTER_WORDS] = {"words", OF(VALUE_NUMBER), VALUE_TEXT, NULL},
    [FILTER_UPPER] = {"upper", ~0u, VALUE_TEXT, NULL},
    [FILTER_SIG] = {"sig", MONEYED, VALUE_MONEY, "#"},
    [FILTER_PERCENT] = {"percent", OF(VALUE_MULTIPLE) | OF(VALUE_SHARE), VALUE_SHARE, NULL},
    [FILTER_OPTIONAL] = {"optional", ~0u, VALUE_TYPE_COUNT, NULL}, /* leaves the type as it is */
};

static const char *const filter_names[FILTER_COUNT] = {"short", "long", "range", "per-year", "status", "date",
    "cite", "name", "words", "upper", "sig", "optional", "percent"};

static const char *const root_names[ROOT_KIND_COUNT] = {"dataset", "edition", "deal", "party", "valuation",
    "note", "metric", "total", "count", "circulating", "share", "annual", "pair", "stepup", "cover", "runway",
    "ratio"};

const char *const *value_filters(size_t *count)
{
    *count = FILTER_COUNT;
    return filter_names;
}

const char *const *value_roots(size_t *count)
{
    *count = ROOT_KIND_COUNT;
    return root_names;
}

struct place place_shift(struct place place, size_t bytes)
{
    place.column += (int)bytes;
    return place;
}

static const char *hint_nearest(
    const struct value_scope *scope, const char *word, const char *const *words, size_t count)
{
    const char *near = suggest_nearest(word, words, count);
    return near ? arena_printf(scope->arena, "did you mean '%s'?", near) : NULL;
}

static bool is_path_character(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '_' || c == '-';
}

static size_t word_length(const char *text, size_t length)
{
    size_t n = 0;
    while (n < length && is_path_character(text[n]))
        n++;
    return n;
}

static struct slice trim_at(const char *text, size_t length, size_t *lead)
{
    struct slice slice = slice_trim((struct slice){text, length});
    *lead = length && slice.length ? (size_t)(slice.at - text) : 0;
    return slice;
}

/* ---- filters ---- */

static bool word_in(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; *at;) {
        size_t n = strcspn(at, " ");
        if (n == length && !strncmp(at, word, n))
            return true;
        at += n + (at[n] == ' ');
    }
    return false;
}

static bool filter_argument(const struct value_scope *scope, struct value_filter *filter,
    struct slice argument, bool given, struct place place)
{
    const struct filter_entry *entry = &filter_table[filter->filter];
    if (!given) {
        if (entry->words && entry->words[0] == '#') {
            diags_add(scope->diags, DIAG_BAD_FILTER, filter->place, NULL,
                arena_printf(scope->arena, "write %s:2", entry->name), "filter '%s' needs a number",
                entry->name);
            return false;
        }
        return true;
    }
    filter->argument = arena_strndup(scope->arena, argument.at, argument.length);
    if (!entry->words) {
        diags_add(
            scope->diags, DIAG_BAD_FILTER, place, NULL, NULL, "filter '%s' takes no argument", entry->name);
        return false;
    }
    if (entry->words[0] == '#') {
        if (argument.length != 1 || !is_digit(argument.at[0]) || argument.at[0] == '0') {
            diags_add(scope->diags, DIAG_BAD_FILTER, place, NULL, NULL,
                "filter '%s' takes a number from 1 to 9", entry->name);
            return false;
        }
        filter->number = argument.at[0] - '0';
        return true;
    }
    if (word_in(entry->words, filter->argument))
        return true;
    diags_add(scope->diags, DIAG_BAD_FILTER, place, NULL,
        arena_printf(scope->arena, "one of: %s", entry->words), "filter '%s' has no argument '%s'",
        entry->name, filter->argument);
    return false;
}

/* "these do: date, upper, optional" */
static const char *filters_hint(const struct value_scope *scope, enum value_type type)
{
    struct str out = str_init(scope->arena);
    for (size_t i = 0; i < FILTER_COUNT; i++)
        if (filter_table[i].takes & OF(type))
            str_printf(&out, "%s%s", out.length ? ", " : "these do: ", filter_names[i]);
    return str_text(&out);
}

static bool filter_type(
    const struct value_scope *scope, const struct value_filter *filter, enum value_type *type, bool printed)
{
    const struct filter_entry *entry = &filter_table[filter->filter];
    if (!(entry->takes & OF(*type))) {
        bool late = printed && *type == VALUE_TEXT;
        diags_add(scope->diags, DIAG_BAD_FILTER, filter->place, NULL,
            late ? "put this filter before the one that prints" : filters_hint(scope, *type),
            "filter '%s' does not fit %s", entry->name, value_type_name(*type));
        return false;
    }
    if (entry->gives != VALUE_TYPE_COUNT)
        *type = entry->gives;
    return true;
}

static bool filter_parse(
    const struct value_scope *scope, struct slice text, struct place place, struct value_filter *filter)
{
    size_t n = word_length(text.at, text.length);
    char *name = arena_strndup(scope->arena, text.at, n);
    filter->place = place;
    if (!n) {
        diags_add(
            scope->diags, DIAG_TEMPLATE_SYNTAX, place, NULL, NULL, "a filter's name is missing after '|'");
        return false;
    }
    size_t found = 0;
    while (found < FILTER_COUNT && strcmp(filter_names[found], name))
        found++;
    if (found == FILTER_COUNT) {
        diags_add(scope->diags, DIAG_UNKNOWN_FILTER, place, NULL,
            hint_nearest(scope, name, filter_names, FILTER_COUNT), "unknown filter '%s'", name);
        return false;
    }
    filter->filter = (enum filter)found;
    struct slice rest = {text.at + n, text.length - n};
    if (rest.length && rest.at[0] != ':') {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, n), NULL,
            "filters are separated by '|'", "'%.*s' after filter '%s'", (int)rest.length, rest.at, name);
        return false;
    }
    bool given = rest.length > 0;
    struct slice argument = given ? slice_trim((struct slice){rest.at + 1, rest.length - 1}) : rest;
    return filter_argument(scope, filter, argument, given, place_shift(place, n + 1));
}

/* typed: the path's type is known, so that what each filter takes can be checked. */
static bool filters_parse(const struct value_scope *scope, const char *text, size_t length,
    struct place place, struct value *value, bool typed)
{
    LIST(struct value_filter) filters = {0};
    bool good = true, printed = false;
    enum value_type type = value->type;
    size_t at = 0;
    while (at < length) {
        assert(text[at] == '|');
        at++;
        size_t end = at;
        while (end < length && text[end] != '|')
            end++;
        size_t lead;
        struct slice part = trim_at(text + at, end - at, &lead);
        struct value_filter filter = {0};
        if (!filter_parse(scope, part, place_shift(place, at + lead), &filter)) {
            good = typed = false;
        } else if (typed) {
            typed = filter_type(scope, &filter, &type, printed);
            good = good && typed;
            printed = printed || type == VALUE_TEXT;
        }
        value->optional = value->optional || filter.filter == FILTER_OPTIONAL;
        *list_push(scope->arena, &filters) = filter;
        at = end;
    }
    value->filters = filters.at;
    value->filter_count = filters.count;
    return good;
}

/* ---- paths ---- */

static const struct field_entry *field_find(enum value_root root, const char *name, size_t length)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (field_table[i].root == root && strlen(field_table[i].name) == length &&
            !strncmp(field_table[i].name, name, length))
            return &field_table[i];
    return NULL;
}

/* Ids may hold points, so the longest field at the end is split off and the rest is the id. */
static const struct field_entry *field_split(enum value_root root, const char *rest, size_t *id_length)
{
    size_t length = strlen(rest);
    for (size_t i = 1; i + 1 < length; i++) {
        if (rest[i] != '.')
            continue;
        const struct field_entry *entry = field_find(root, rest + i + 1, length - i - 1);
        if (entry) {
            *id_length = i;
            return entry;
        }
    }
    *id_length = length;
    return NULL;
}

static enum value_type whole_type(enum value_root root)
{
    switch (root) {
    case ROOT_DEAL:
        return VALUE_DEAL;
    case ROOT_PARTY:
        return VALUE_PARTY;
    case ROOT_VALUATION:
        return VALUE_VALUATION;
    case ROOT_METRIC:
        return VALUE_METRIC;
    default:
        return VALUE_NOTE;
    }
}

static enum subject root_subject(enum value_root root)
{
    switch (root) {
    case ROOT_DEAL:
        return SUBJECT_DEALS;
    case ROOT_PARTY:
        return SUBJECT_PARTIES;
    case ROOT_VALUATION:
        return SUBJECT_VALUATIONS;
    default:
        return SUBJECT_NOTES;
    }
}

static const char *subject_name(enum subject subject)
{
    static const char *const names[SUBJECT_COUNT] = {
        "deals", "parties", "valuations", "notes", "loops", "changes"};
    return names[subject];
}

static void set_field(struct value *value, const struct field_entry *entry)
{
    value->field = entry ? entry->field : FIELD_WHOLE;
    value->type = entry ? entry->type : whole_type(value->root);
}

static bool path_unknown_field(
    const struct value_scope *scope, const struct value *value, const char *field, struct place place)
{
    size_t count;
    const char *const *fields = value_fields(scope->arena, value->root, &count);
    diags_add(scope->diags, DIAG_UNKNOWN_NAME, place, NULL, hint_nearest(scope, field, fields, count),
        "%s has no field '%s'", root_names[value->root], field);
    return false;
}

static bool path_plain(
    const struct value_scope *scope, struct value *value, const char *rest, struct place place)
{
    const struct field_entry *entry = field_find(value->root, rest, strlen(rest));
    if (!entry)
        return path_unknown_field(scope, value, rest, place);
    set_field(value, entry);
    return true;
}

/* `this` stands for the object of the :::each around. */
static bool path_this(const struct value_scope *scope, struct value *value)
{
    enum subject subject = root_subject(value->root == ROOT_VALUATION ? ROOT_PARTY : value->root);
    if (!value->id || strcmp(value->id, "this"))
        return true;
    value->id = NULL;
    if (scope->inside[subject])
        return true;
    diags_add(scope->diags, DIAG_UNKNOWN_NAME, value->id_place, NULL, "write the id",
        "'this' stands only inside :::each{%s}", subject_name(subject));
    return false;
}

static bool path_object(
    const struct value_scope *scope, struct value *value, const char *rest, struct place place)
{
    enum subject subject = root_subject(value->root);
    const struct field_entry *own = field_find(value->root, rest, strlen(rest));
    if (!*rest || (own && scope->inside[subject]) || value->root == ROOT_NOTE) {
        if (!scope->inside[subject]) {
            diags_add(scope->diags, DIAG_UNKNOWN_NAME, value->place, NULL,
                value->root == ROOT_NOTE
                    ? NULL
                    : arena_printf(scope->arena, "name it: %s.ID", root_names[value->root]),
                "'%s' stands only inside :::each{%s}", value->text, subject_name(subject));
            return false;
        }
        if (*rest && !own)
            return path_unknown_field(scope, value, rest, place);
        set_field(value, own);
        return true;
    }
    size_t id_length;
    const struct field_entry *entry = field_split(value->root, rest, &id_length);
    value->id = arena_strndup(scope->arena, rest, id_length);
    value->id_place = place;
    set_field(value, entry);
    return path_this(scope, value);
}

/* valuation.PARTY.latest.FIELD */
static bool path_valuation(
    const struct value_scope *scope, struct value *value, const char *rest, struct place place)
{
    const struct field_entry *own = field_find(ROOT_VALUATION, rest, strlen(rest));
    if (scope->inside[SUBJECT_VALUATIONS] && (!*rest || own)) {
        value->current = true;
        set_field(value, own);
        return true;
    }
    size_t id_length, field_from = strlen(rest);
    const struct field_entry *entry = field_split(ROOT_VALUATION, rest, &field_from);
    char *head = arena_strndup(scope->arena, rest, field_from);
    if (str_ends(head, ".latest")) {
        id_length = field_from - strlen(".latest");
    } else if (str_ends(head, ".previous")) {
        id_length = field_from - strlen(".previous");
        value->previous = true;
    } else {
        const char *which = strstr(head, ".latest."), *before = strstr(head, ".previous.");
        if (which || before) {
            const char *field = which ? which + strlen(".latest.") : before + strlen(".previous.");
            return path_unknown_field(scope, value, field, place_shift(place, (size_t)(field - head)));
        }
        diags_add(scope->diags, DIAG_UNKNOWN_NAME, value->place, NULL,
            "write valuation.PARTY.latest or valuation.PARTY.previous", "'%s' does not say which valuation",
            value->text);
        return false;
    }
    value->id = arena_strndup(scope->arena, rest, id_length);
    value->id_place = place;
    set_field(value, entry);
    return path_this(scope, value);
}

/* metric.PARTY.NAME.PERIOD, maybe .FIELD: where the names end is known only when there is a dataset */
static bool path_metric(
    const struct value_scope *scope, struct value *value, const char *rest, struct place place)
{
    size_t length;
    const struct field_entry *entry = field_split(ROOT_METRIC, rest, &length);
    char *id = arena_strndup(scope->arena, rest, length);
    const char *point = strchr(id, '.');
    if (!point || !strchr(point + 1, '.')) {
        diags_add(scope->diags, DIAG_UNKNOWN_NAME, value->place, NULL,
            "write metric.PARTY.NAME.PERIOD, as in metric.openai.revenue.2025, or .latest",
            "'%s' does not say which metric", value->text);
        return false;
    }
    value->id = id;
    value->id_place = place;
    set_field(value, entry);
    return true;
}

static bool root_unknown(const struct value_scope *scope, struct value *value, const char *word)
{
    diags_add(scope->diags, DIAG_UNKNOWN_NAME, value->place, NULL,
        hint_nearest(scope, word, root_names, ROOT_KIND_COUNT), "unknown name '%s'", word);
    return false;
}

static bool path_parse(const struct value_scope *scope, struct value *value, struct slice path)
{
    size_t n = 0;
    while (n < path.length && (isalnum((unsigned char)path.at[n]) || path.at[n] == '_' || path.at[n] == '-'))
        n++;
    char *word = arena_strndup(scope->arena, path.at, n);
    size_t root = 0;
    while (root < ROOT_KIND_COUNT && strcmp(root_names[root], word))
        root++;
    if (root == ROOT_KIND_COUNT)
        return root_unknown(scope, value, n ? word : value->text);
    value->root = (enum value_root)root;
    if (value->root >= ROOT_TOTAL)
        return value_figure_parse(scope, value, path.at + n, path.length - n, place_shift(value->place, n));
    size_t known = word_length(path.at, path.length);
    if (known < path.length) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(value->place, known), NULL,
            "a path is words joined by points; filters follow '|'", "'%.*s' cannot stand in a path",
            (int)(path.length - known), path.at + known);
        return false;
    }
    const char *rest = value->text + n + (n < path.length && path.at[n] == '.');
    struct place place = place_shift(value->place, (size_t)(rest - value->text));
    if (value->root == ROOT_DATASET || value->root == ROOT_EDITION)
        return path_plain(scope, value, rest, place);
    if (value->root == ROOT_VALUATION)
        return path_valuation(scope, value, rest, place);
    if (value->root == ROOT_METRIC)
        return path_metric(scope, value, rest, place);
    return path_object(scope, value, rest, place);
}

const struct value *value_parse(
    const struct value_scope *scope, const char *text, size_t length, struct place place)
{
    const struct value *value = value_scan(scope, text, length, place);
    return value && !value->faulty ? value : NULL;
}

const struct value *value_scan(
    const struct value_scope *scope, const char *text, size_t length, struct place place)
{
    const char *bar = memchr(text, '|', length);
    size_t head = bar ? (size_t)(bar - text) : length, lead;
    struct slice path = trim_at(text, head, &lead);
    struct value *value = arena_new(scope->arena, struct value);
    value->place = place_shift(place, lead);
    value->text = arena_strndup(scope->arena, path.at, path.length);
    if (!path.length) {
        diags_add(
            scope->diags, DIAG_TEMPLATE_SYNTAX, place, NULL, NULL, "a name is missing between '{{' and '}}'");
        return NULL;
    }
    bool known = path_parse(scope, value, path);
    bool good = !bar || filters_parse(scope, bar, length - head, place_shift(place, head), value, known);
    value->faulty = !good;
    return known ? value : NULL;
}
