/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include "dataset_load.h"
#include "decimal.h"
#include "str.h"
#include "text_check.h"
#include "wording.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RULES_MOST = 48, ID_LENGTH_MOST = 64, FAULTS_MOST = 50000, HOPELESS_MOST = 1000 };

/* paths: made for every value of the file, so by hand rather than through printf */

static char *path_join(
    struct arena *arena, const char *base, const char *between, const char *tail, const char *end)
{
    size_t a = strlen(base), b = strlen(between), c = strlen(tail), d = strlen(end);
    char *path = arena_alloc(arena, a + b + c + d + 1);
    memcpy(path, base, a);
    memcpy(path + a, between, b);
    memcpy(path + a + b, tail, c);
    memcpy(path + a + b + c, end, d);
    return path;
}

const char *path_key(struct arena *arena, const char *base, const char *key)
{
    return path_join(arena, base, *base ? "." : "", key, "");
}

const char *path_item(struct arena *arena, const char *base, size_t index)
{
    char digits[24];
    char *at = digits + sizeof digits - 1;
    *at = '\0';
    do {
        *--at = (char)('0' + index % 10);
        index /= 10;
    } while (index);
    return path_join(arena, base, "[", at, "]");
}

static const char *path_shown(const char *path)
{
    return *path ? path : "the dataset";
}

static struct node node_key(struct loader *loader, struct node parent, const struct json *child)
{
    return (struct node){child, path_key(loader->arena, parent.path, child->key)};
}

static struct node node_item(
    struct loader *loader, struct node parent, const struct json *child, size_t index)
{
    return (struct node){child, path_item(loader->arena, parent.path, index)};
}

/* faults */

/* A hostile file could fill the memory with messages that nobody reads: past FAULTS_MOST they are not added.
 */
bool fault_counts(struct loader *loader)
{
    return loader->faults++ < FAULTS_MOST;
}

void fault_add(
    struct loader *loader, enum diag_code code, struct node node, const char *hint, const char *sentence)
{
    if (fault_counts(loader))
        diags_add(loader->diags, code, node.json->place, node.path, hint, "%s in %s", sentence,
            path_shown(node.path));
}

/* "'USA' in parties[0].country is no country code" */
static void no_such(
    struct loader *loader, enum diag_code code, struct node node, const char *what, const char *hint)
{
    if (fault_counts(loader))
        diags_add(loader->diags, code, node.json->place, node.path, hint, "'%.40s' in %s %s", node.json->text,
            node.path, what);
}

void wrong_type(struct loader *loader, struct node node, const char *expected)
{
    if (!fault_counts(loader))
        return;
    diags_add(loader->diags, DIAG_WRONG_TYPE, node.json->place, node.path, NULL,
        "expected %s in %s, found %s", expected, path_shown(node.path), json_kind_name(node.json->kind));
}

static bool string_expected(struct loader *loader, struct node node, const char *expected)
{
    if (node.json->kind == JSON_STRING)
        return true;
    wrong_type(loader, node, expected);
    return false;
}

/* objects by their tables */

static bool is_private_key(const char *key)
{
    return str_starts(key, "//") || str_starts(key, "x_");
}

static bool may_suggest(struct loader *loader, size_t comparisons)
{
    if (comparisons > loader->suggestions_left)
        return false;
    loader->suggestions_left -= comparisons;
    return true;
}

static void warn_unknown_key(
    struct loader *loader, struct node parent, const struct json *child, const struct shape *shape)
{
    if (!fault_counts(loader))
        return;
    const char *known[RULES_MOST], *nearest = NULL;
    for (size_t i = 0; i < shape->rule_count; i++)
        known[i] = shape->rules[i].key;
    if (may_suggest(loader, shape->rule_count))
        nearest = suggest_nearest(child->key, known, shape->rule_count);
    const char *hint = nearest ? arena_printf(loader->arena, "did you mean '%s'?", nearest)
                               : "a key of your own starts with x_, a comment with //";
    diags_add(loader->diags, DIAG_UNKNOWN_KEY, child->key_place,
        path_key(loader->arena, parent.path, child->key), hint, "unknown key '%.60s' in %s", child->key,
        path_shown(parent.path));
}

static void ask_for_missing(
    struct loader *loader, struct node node, const struct shape *shape, const bool *seen)
{
    for (size_t i = 0; i < shape->rule_count; i++)
        if (shape->rules[i].required && !seen[i] && fault_counts(loader))
            diags_add(loader->diags, DIAG_MISSING_FIELD, node.json->place, node.path, NULL,
                "the field '%s' is missing in %s", shape->rules[i].key, path_shown(node.path));
}

/* Zero is the index of the first object, so a reference that is not written is set apart. */
static void references_clear(const struct shape *shape, void *object)
{
    for (size_t i = 0; i < shape->rule_count; i++) {
        const struct rule *rule = &shape->rules[i];
        if (rule->read == read_party || rule->read == read_deal || rule->read == read_source)
            *(size_t *)(void *)((char *)object + rule->offset) = NO_INDEX;
    }
}

static const struct rule *rule_find(const struct shape *shape, const char *key)
{
    for (size_t i = 0; i < shape->rule_count; i++)
        if (!strcmp(shape->rules[i].key, key))
            return &shape->rules[i];
    return NULL;
}

/* The object's own place is kept at its address, which is that of its first member, too: the object wins. */
static void place_add(struct loader *loader, struct node node, const void *field, const void *object)
{
    if (field != object)
        place_table_add(
            loader->dataset->places, field, node.json->place.line, node.json->place.column, node.path);
}

bool object_read(struct loader *loader, struct node node, const struct shape *shape, void *object)
{
    references_clear(shape, object);
    if (node.json->kind != JSON_OBJECT) {
        wrong_type(loader, node, "an object");
        return false;
    }
    assert(shape->rule_count <= RULES_MOST);
    bool seen[RULES_MOST] = {false};
    if (!shape->unplaced)
        place_table_add(
            loader->dataset->places, object, node.json->place.line, node.json->place.column, node.path);
    if (shape->before)
        shape->before(loader, node, object);
    for (const struct json *child = node.json->first; child; child = child->next) {
        const struct rule *rule = rule_find(shape, child->key);
        if (rule) {
            seen[rule - shape->rules] = true;
            struct node below = node_key(loader, node, child);
            void *field = (char *)object + rule->offset;
            if (rule->read != read_nothing)
                place_add(loader, below, field, object);
            rule->read(loader, below, field, rule);
        } else if (!is_private_key(child->key)) {
            warn_unknown_key(loader, node, child, shape);
        }
    }
    ask_for_missing(loader, node, shape, seen);
    if (shape->after)
        shape->after(loader, node, object);
    return true;
}

void read_nothing(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)loader, (void)node, (void)field, (void)rule;
}

/* Thousands of elements that are no objects, or too small to hold what is required: not worth memory for
 * each. */
static bool list_is_hopeless(const struct json *array, const struct shape *shape)
{
    size_t required = 0, hopeless = 0;
    for (size_t i = 0; i < shape->rule_count; i++)
        required += shape->rules[i].required;
    for (const struct json *child = array->first; child; child = child->next)
        hopeless += child->kind != JSON_OBJECT || child->count < required;
    return hopeless > HOPELESS_MOST;
}

void read_objects(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    const struct shape *shape = rule->more;
    if (node.json->kind != JSON_ARRAY) {
        wrong_type(loader, node, "an array");
        return;
    }
    if (shape->wants_entry && !node.json->count)
        fault_add(
            loader, DIAG_EMPTY_LIST, node, "leave it out, or list what belongs there", "nothing is listed");
    bool hopeless = list_is_hopeless(node.json, shape);
    loader->hopeless = loader->hopeless || hopeless;
    char *elements = arena_alloc_array(loader->arena, hopeless ? 1 : node.json->count, shape->size);
    size_t index = 0, step = hopeless ? 0 : shape->size;
    for (const struct json *child = node.json->first; child; child = child->next, index++) {
        if (hopeless)
            memset(elements, 0, shape->size);
        object_read(loader, node_item(loader, node, child, index), shape, elements + index * step);
    }
    if (hopeless)
        index = 0;
    /* every such member is a pointer with its count behind it */
    memcpy(field, &elements, sizeof elements);
    memcpy((char *)field + sizeof elements, &index, sizeof index);
}

/* texts */

static void string_store(void *field, const char *text)
{
    *(const char **)field = text;
}

void read_name(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    text_check(loader->diags, node.json->place, node.path, node.json->text, NAME_LENGTH_MOST);
    string_store(field, node.json->text);
}

void read_text(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    text_check(loader->diags, node.json->place, node.path, node.json->text, TEXT_LENGTH_MOST);
    string_store(field, node.json->text);
}

void read_number_or_name(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    if (node.json->kind == JSON_NUMBER)
        string_store(field, node.json->text);
    else if (string_expected(loader, node, "a string or a number"))
        read_name(loader, node, field, rule);
}

void read_names(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    struct strings *strings = field;
    if (node.json->kind != JSON_ARRAY) {
        wrong_type(loader, node, "an array of strings");
        return;
    }
    const char **texts = arena_array(loader->arena, const char *, node.json->count);
    size_t count = 0, index = 0;
    for (const struct json *child = node.json->first; child; child = child->next, index++) {
        read_name(loader, node_item(loader, node, child, index), &texts[count], rule);
        count += texts[count] != NULL;
    }
    *strings = (struct strings){texts, count};
}

static bool id_is_good(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789._-");
    return length && !id[length] && length <= ID_LENGTH_MOST && !strchr("._-", id[0]);
}

/* "Deal One" → "deal-one" */
static const char *id_proposal(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    for (; *text && out.length < ID_LENGTH_MOST; text++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;
        bool good =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (out.length && (c == '.' || c == '_'));
        if (good)
            str_char(&out, c);
        else if (out.length && out.at[out.length - 1] != '-')
            str_char(&out, '-');
    }
    while (out.length && out.at[out.length - 1] == '-')
        out.at[--out.length] = '\0';
    return str_text(&out);
}

void read_id(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    const char *id = node.json->text;
    string_store(field, id);
    if (id_is_good(id))
        return;
    const char *better = id_proposal(loader->arena, id);
    if (strlen(id) > ID_LENGTH_MOST)
        fault_add(loader, DIAG_BAD_ID, node, "64 are the most",
            arena_printf(loader->arena, "an id of %zu characters", strlen(id)));
    else
        no_such(loader, DIAG_BAD_ID, node, "is no id: those are made of a-z, 0-9, '.', '_' and '-'",
            *better ? arena_printf(loader->arena, "for example '%s'", better) : NULL);
}

void read_url(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    url_check(loader->diags, node.json->place, node.path, node.json->text);
    string_store(field, node.json->text);
}

/* ISO 7064 MOD 97-10: letters count as 10 to 35, the whole read as one number leaves 1 */
static bool lei_sum_good(const char *lei)
{
    unsigned rest = 0;
    for (; *lei; lei++) {
        unsigned value = *lei <= '9' ? (unsigned)(*lei - '0') : (unsigned)(*lei - 'A') + 10;
        rest = (value > 9 ? rest * 100 : rest * 10) + value;
        rest %= 97;
    }
    return rest == 1;
}

void read_lei(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    const char *lei = node.json->text;
    size_t length = strspn(lei, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    if (length != 20 || lei[20] || lei[18] > '9' || lei[19] > '9')
        no_such(loader, DIAG_BAD_PATTERN, node, "is no legal entity identifier",
            "18 capital letters or digits and 2 check digits");
    else if (!lei_sum_good(lei))
        no_such(loader, DIAG_BAD_LEI, node, "has check digits that do not match",
            "a letter or digit is wrong: look it up");
    else
        string_store(field, lei);
}

/* count letters A–Z and nothing else */
static bool is_capitals(const char *text, size_t count)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == count && !text[count];
}

void read_country(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    if (is_capitals(node.json->text, 2))
        string_store(field, node.json->text);
    else
        no_such(loader, DIAG_BAD_PATTERN, node, "is no country code", "two capital letters: US, GB, JP");
}

void read_colour(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    const char *text = node.json->text;
    if (text[0] == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == 6 && !text[7])
        string_store(field, text);
    else
        no_such(loader, DIAG_BAD_PATTERN, node, "is no colour", "# and six hexadecimal digits: #1f77b4");
}

void read_currency(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    if (is_capitals(node.json->text, 3))
        memcpy(field, node.json->text, 4);
    else
        no_such(
            loader, DIAG_BAD_PATTERN, node, "is no currency code", "three capital letters: USD, EUR, JPY");
}

void read_date(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a date in quotes"))
        return;
    const char *sentence = NULL, *hint = NULL;
    struct date date = {0};
    if (date_parse(loader->arena, node.json->text, &date, &sentence, &hint))
        *(struct date *)field = date;
    else
        fault_add(loader, DIAG_BAD_DATE, node, hint, sentence);
}

void read_tristate(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (node.json->kind == JSON_TRUE)
        *(enum tristate *)field = TRI_TRUE;
    else if (node.json->kind == JSON_FALSE)
        *(enum tristate *)field = TRI_FALSE;
    else if (node.json->kind != JSON_NULL)
        wrong_type(loader, node, "true, false or null");
}

/* fixed lists of words */

static const char *word_normal(struct arena *arena, const char *word)
{
    char *normal = arena_strdup(arena, word);
    for (char *c = normal; *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c == ' ' || *c == '-' ? '_' : *c;
    return normal;
}

static const char *word_suggest(struct arena *arena, const struct vocabulary *vocabulary, const char *word)
{
    const char *words[64], *normals[64];
    size_t count = 0;
    for (int i = vocabulary->first; i <= vocabulary->last && count < 64; i++, count++) {
        words[count] = vocabulary->name(i);
        normals[count] = word_normal(arena, words[count]);
    }
    const char *nearest = suggest_nearest(word_normal(arena, word), normals, count);
    for (size_t i = 0; i < count; i++)
        if (nearest == normals[i])
            return words[i];
    return NULL;
}

static const char *words_listed(struct arena *arena, const struct vocabulary *vocabulary)
{
    struct str out = str_init(arena);
    str_append(&out, "one of ");
    for (int i = vocabulary->first; i <= vocabulary->last; i++)
        str_printf(&out, "%s%s", i > vocabulary->first ? ", " : "", vocabulary->name(i));
    return str_text(&out);
}

void read_word(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    const struct vocabulary *vocabulary = rule->more;
    if (!string_expected(loader, node, "a string"))
        return;
    int value = vocabulary->find(node.json->text);
    if (value >= 0) {
        *(unsigned *)field =
            (unsigned)value; /* an enum without negative values is an unsigned int to gcc and clang */
        return;
    }
    const char *nearest = word_suggest(loader->arena, vocabulary, node.json->text);
    const char *hint = nearest ? arena_printf(loader->arena, "did you mean '%s'?", nearest)
                               : words_listed(loader->arena, vocabulary);
    fault_add(loader, DIAG_UNKNOWN_WORD, node, hint,
        arena_printf(loader->arena, "unknown %s '%s'", vocabulary->noun, node.json->text));
}

/* ids and what refers to them */

static int by_id(const void *left, const void *right)
{
    const struct id_entry *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    return order ? order : a->index < b->index ? -1 : a->index > b->index;
}

static void report_duplicates(struct loader *loader, const struct id_index *index)
{
    for (size_t i = 1, first = 0; i < index->count; i++) {
        const struct id_entry *entry = &index->entries[i];
        if (strcmp(entry->id, index->entries[first].id)) {
            first = i;
            continue;
        }
        if (!fault_counts(loader))
            return;
        const char *path = path_key(loader->arena, path_item(loader->arena, index->list, entry->index), "id");
        diags_add(loader->diags, DIAG_DUPLICATE_ID, entry->json->place, path, "every id stands once",
            "the %s id '%s' in %s is taken already, on line %d", index->noun, entry->id, path,
            index->entries[first].json->place.line);
    }
}

static size_t ids_distinct(const struct id_index *index)
{
    size_t distinct = index->count ? 1 : 0;
    for (size_t i = 1; i < index->count; i++)
        distinct += strcmp(index->entries[i].id, index->entries[i - 1].id) != 0;
    return distinct;
}

void ids_collect(struct loader *loader, struct id_index *index, const struct json *array)
{
    if (!array)
        return;
    index->broken = array->kind != JSON_ARRAY;
    if (index->broken)
        return;
    index->entries = arena_array(loader->arena, struct id_entry, array->count);
    index->cited = arena_array(loader->arena, bool, array->count);
    index->stamps = arena_array(loader->arena, size_t, array->count);
    size_t position = 0;
    for (const struct json *child = array->first; child; child = child->next, position++) {
        const struct json *id = child->kind == JSON_OBJECT ? json_find(child, "id") : NULL;
        if (id && id->kind == JSON_STRING)
            index->entries[index->count++] = (struct id_entry){id->text, position, id};
    }
    if (index->count)
        qsort(index->entries, index->count, sizeof *index->entries, by_id);
    index->lost = ids_distinct(index) < array->count;
    report_duplicates(loader, index);
}

size_t ids_find(const struct id_index *index, const char *id)
{
    size_t low = 0, high = index->count;
    while (low < high) { /* the first entry that is not below id */
        size_t middle = low + (high - low) / 2;
        if (strcmp(index->entries[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->count && !strcmp(index->entries[low].id, id) ? index->entries[low].index : NO_INDEX;
}

static bool same_letters(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char c = *a >= 'A' && *a <= 'Z' ? (char)(*a + 32) : *a,
             d = *b >= 'A' && *b <= 'Z' ? (char)(*b + 32) : *b;
        if (c != d)
            return false;
    }
    return *a == *b;
}

static bool is_one_of_names(const struct json *party, const char *name)
{
    static const char *const keys[] = {"name", "short"};
    for (size_t i = 0; i < 2; i++) {
        const struct json *value = json_find(party, keys[i]);
        if (value && value->kind == JSON_STRING && same_letters(value->text, name))
            return true;
    }
    const struct json *aliases = json_find(party, "aliases");
    for (const struct json *alias = aliases ? aliases->first : NULL; alias; alias = alias->next)
        if (alias->kind == JSON_STRING && same_letters(alias->text, name))
            return true;
    return false;
}

/* The id of the party whose name was written where its id belongs */
static const char *id_of_name(struct loader *loader, const char *name)
{
    const struct json *parties = json_find(loader->root, "parties");
    for (const struct json *party = parties ? parties->first : NULL; party; party = party->next) {
        const struct json *id = party->kind == JSON_OBJECT ? json_find(party, "id") : NULL;
        if (id && id->kind == JSON_STRING && is_one_of_names(party, name))
            return id->text;
    }
    return NULL;
}

static const char *id_suggest(struct loader *loader, struct id_index *index, const char *id)
{
    if (!may_suggest(loader, index->count))
        return NULL;
    const char *named = index == &loader->parties ? id_of_name(loader, id) : NULL;
    if (named)
        return named;
    if (!index->words) {
        index->words = arena_array(loader->arena, const char *, index->count);
        for (size_t i = 0; i < index->count; i++)
            index->words[i] = index->entries[i].id;
    }
    return suggest_nearest(id, index->words, index->count);
}

static size_t resolve(struct loader *loader, struct node node, struct id_index *index)
{
    if (!string_expected(loader, node, arena_printf(loader->arena, "a %s id", index->noun)))
        return NO_INDEX;
    size_t found = ids_find(index, node.json->text);
    if (found != NO_INDEX) {
        index->cited[found] = true;
    } else if (!index->broken) {
        const char *nearest = id_suggest(loader, index, node.json->text);
        if (!nearest && index->lost)
            return found; /* it may well mean an entry whose own id is faulty, which was said */
        const char *hint = nearest ? arena_printf(loader->arena, "did you mean '%s'?", nearest)
                                   : arena_printf(loader->arena, "no such id is in %s", index->list);
        fault_add(loader, index->unknown, node, hint,
            arena_printf(loader->arena, "unknown %s '%s'", index->noun, node.json->text));
    }
    return found;
}

void read_party(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    *(size_t *)field = resolve(loader, node, &loader->parties);
}

void read_deal(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    *(size_t *)field = resolve(loader, node, &loader->deals);
}

void read_source(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    *(size_t *)field = resolve(loader, node, &loader->sources);
}

/* An id or a list of them; one that stands twice counts once. */
static void read_references(
    struct loader *loader, struct node node, struct indices *indices, struct id_index *index)
{
    bool list = node.json->kind == JSON_ARRAY;
    if (!list && node.json->kind != JSON_STRING) {
        wrong_type(loader, node, arena_printf(loader->arena, "a %s id or a list of them", index->noun));
        return;
    }
    size_t most = list ? node.json->count : 1, count = 0, position = 0;
    size_t *at = arena_array(loader->arena, size_t, most), stamp = ++loader->stamp;
    for (const struct json *child = list ? node.json->first : node.json; child;
         child = list ? child->next : NULL, position++) {
        size_t found = resolve(loader, list ? node_item(loader, node, child, position) : node, index);
        if (found == NO_INDEX || index->stamps[found] == stamp)
            continue;
        index->stamps[found] = stamp;
        at[count++] = found;
    }
    *indices = (struct indices){at, count};
}

void read_parties(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    read_references(loader, node, field, &loader->parties);
}

void read_deals(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    read_references(loader, node, field, &loader->deals);
}

void read_sources(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    read_references(loader, node, field, &loader->sources);
}

void read_side(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct side *side = field;
    side->present = true;
    if (node.json->kind == JSON_ARRAY && !node.json->count)
        fault_add(loader, DIAG_EMPTY_LIST, node, NULL, "no party is listed");
    else
        read_references(loader, node, &side->parties, &loader->parties);
}

/* amounts */

static enum diag_code amount_code(enum amount_fault fault)
{
    static const enum diag_code codes[] = {
        [AMOUNT_OK] = DIAG_BAD_AMOUNT,
        [AMOUNT_UNREADABLE] = DIAG_BAD_AMOUNT,
        [AMOUNT_NEGATIVE] = DIAG_AMOUNT_NEGATIVE,
        [AMOUNT_HUGE] = DIAG_AMOUNT_HUGE,
        [AMOUNT_PRECISION] = DIAG_AMOUNT_PRECISION,
        [AMOUNT_BACKWARDS] = DIAG_AMOUNT_BACKWARDS,
    };
    return codes[fault];
}

/* A string or a number */
static bool plain_amount_read(
    struct loader *loader, struct node node, const char *currency, struct amount *amount)
{
    struct amount_rules rules = {currency, loader->dataset->approx_ppm, loader->dataset->vague_is_unknown};
    const char *sentence = NULL, *hint = NULL;
    enum amount_fault fault =
        node.json->kind == JSON_NUMBER
            ? amount_parse_number(loader->arena, node.json->text, &rules, amount, &sentence, &hint)
            : amount_parse(loader->arena, node.json->text, &rules, amount, &sentence, &hint);
    if (fault == AMOUNT_OK)
        return true;
    fault_add(loader, amount_code(fault), node, hint, sentence);
    *amount = (struct amount){0};
    return false;
}

enum amount_key { KEY_VALUE, KEY_LOW, KEY_HIGH, KEY_HEADLINE, KEY_CURRENCY, KEY_TEXT, KEY_COUNT };

static const char *const amount_keys[] = {"value", "low", "high", "headline", "currency", "text"};

/* The keys of an amount object, null as if absent; false when an error was added */
static bool amount_keys_read(struct loader *loader, struct node node, struct node *values)
{
    static const struct rule rules[] = {{"value", read_nothing}, {"low", read_nothing},
        {"high", read_nothing}, {"headline", read_nothing}, {"currency", read_nothing},
        {"text", read_nothing}};
    static const struct shape shape = {.rules = rules, .rule_count = KEY_COUNT};
    for (const struct json *child = node.json->first; child; child = child->next) {
        size_t key = 0;
        while (key < KEY_COUNT && strcmp(amount_keys[key], child->key) != 0)
            key++;
        if (key == KEY_COUNT) {
            if (!is_private_key(child->key))
                warn_unknown_key(loader, node, child, &shape);
            continue;
        }
        struct node below = node_key(loader, node, child);
        bool number = key <= KEY_HEADLINE, nullable = key >= KEY_LOW && key <= KEY_HEADLINE;
        if (child->kind == JSON_NULL && nullable)
            continue;
        if (child->kind != JSON_STRING && !(child->kind == JSON_NUMBER && number)) {
            wrong_type(loader, below, number ? "an amount" : "a string");
            return false;
        }
        values[key] = below;
    }
    return true;
}

/* One end of an interval: a plain amount of money */
static bool end_read(struct loader *loader, struct node node, const char *currency, struct amount *amount)
{
    if (!plain_amount_read(loader, node, currency, amount))
        return false;
    if (amount->kind == AMOUNT_EXACT)
        return true;
    fault_add(loader, DIAG_BAD_AMOUNT, node, "write \"$10B\"", "one plain amount should stand");
    return false;
}

static int digits_least(int a, int b)
{
    return !a ? b : !b ? a : a < b ? a : b;
}

static bool ends_join(struct loader *loader, struct node node, const struct node *values,
    const char *currency, struct amount *amount)
{
    struct amount low = {0}, high = {0}, headline = {0};
    if ((values[KEY_LOW].json && !end_read(loader, values[KEY_LOW], currency, &low)) ||
        (values[KEY_HIGH].json && !end_read(loader, values[KEY_HIGH], currency, &high)) ||
        (values[KEY_HEADLINE].json && !end_read(loader, values[KEY_HEADLINE], currency, &headline)))
        return false;
    bool has_low = values[KEY_LOW].json, has_high = values[KEY_HIGH].json,
         has_headline = values[KEY_HEADLINE].json;
    const struct amount *first = has_low ? &low : &high;
    if ((has_high && strcmp(first->currency, high.currency) != 0) ||
        (has_headline && strcmp(first->currency, headline.currency) != 0)) {
        fault_add(loader, DIAG_BAD_AMOUNT, node, NULL, "two currencies stand");
        return false;
    }
    *amount = (struct amount){.kind = !has_high  ? AMOUNT_AT_LEAST
                                      : !has_low ? AMOUNT_AT_MOST
                                                 : AMOUNT_RANGE,
        .low = low.low,
        .high = has_high ? high.high : MONEY_OPEN,
        .digits = digits_least(digits_least(low.digits, high.digits), headline.digits)};
    memcpy(amount->currency, first->currency, sizeof amount->currency);
    amount->has_headline = has_headline || amount->kind != AMOUNT_RANGE;
    amount->headline = has_headline                      ? headline.headline
                       : amount->kind == AMOUNT_AT_LEAST ? amount->low
                                                         : amount->high;
    if (amount->low > amount->high) {
        fault_add(loader, DIAG_AMOUNT_BACKWARDS, node, "swap them", "low is above high");
        return false;
    }
    if (has_headline && (amount->headline < amount->low || amount->headline > amount->high)) {
        fault_add(
            loader, DIAG_BAD_AMOUNT, values[KEY_HEADLINE], NULL, "the headline is not between low and high");
        return false;
    }
    return true;
}

static bool object_amount_read(struct loader *loader, struct node node, struct amount *amount)
{
    struct node values[KEY_COUNT] = {0};
    if (!amount_keys_read(loader, node, values))
        return false;
    char own[4] = "";
    if (values[KEY_CURRENCY].json)
        read_currency(loader, values[KEY_CURRENCY], own, NULL);
    const char *currency = own[0] ? own : loader->currency;
    bool ends = values[KEY_LOW].json || values[KEY_HIGH].json;
    if (!values[KEY_VALUE].json == !ends) {
        fault_add(loader, DIAG_BAD_AMOUNT, node, "write {\"low\": …, \"high\": …} or {\"value\": …}",
            ends ? "value stands beside low or high" : "neither value nor low or high stands");
        return false;
    }
    if (ends ? !ends_join(loader, node, values, currency, amount)
             : !plain_amount_read(loader, values[KEY_VALUE], currency, amount))
        return false;
    if (values[KEY_TEXT].json)
        read_name(loader, values[KEY_TEXT], &amount->words, NULL);
    return true;
}

bool amount_read(struct loader *loader, struct node node, struct amount *amount)
{
    if (node.json->kind == JSON_OBJECT)
        return object_amount_read(loader, node, amount);
    if (node.json->kind == JSON_STRING || node.json->kind == JSON_NUMBER)
        return plain_amount_read(loader, node, loader->currency, amount);
    wrong_type(loader, node, "an amount");
    return false;
}

static int64_t rate_find(const struct fx *fx, const char *currency)
{
    for (size_t i = 0; i < fx->rate_count; i++)
        if (!strcmp(fx->rates[i].currency, currency))
            return fx->rates[i].rate_billionths;
    return 0;
}

static const char *slice_copy(struct arena *arena, const char *text)
{
    struct slice slice = slice_trim(slice_of(text));
    return arena_strndup(arena, slice.at, slice.length);
}

static void no_rate(struct loader *loader, struct node node, const char *currency)
{
    if (loader->rates_broken)
        return;
    const char *hint = arena_printf(loader->arena, "add \"%s\" to fx.rates: the value of one %s in %s",
        currency, currency, loader->dataset->currency);
    fault_add(
        loader, DIAG_NO_RATE, node, hint, arena_printf(loader->arena, "no exchange rate for %s", currency));
}

/* To the dataset's currency, at fx.date. What was written stays in `words`: "€5B" is never printed as if
   dollars had been said. */
static void amount_to_base(struct loader *loader, struct node node, struct amount *amount)
{
    struct dataset *dataset = loader->dataset;
    if (!amount_is_sized(amount) || !strcmp(amount->currency, dataset->currency)) {
        memcpy(amount->currency, dataset->currency, sizeof amount->currency);
        return;
    }
    int64_t rate = rate_find(&dataset->fx, amount->currency);
    if (!rate) {
        no_rate(loader, node, amount->currency);
        *amount = (struct amount){0};
        return;
    }
    if (!amount->words && node.json->kind == JSON_STRING)
        amount->words = slice_copy(loader->arena, node.json->text);
    if (!amount->words) {
        struct str out = str_init(loader->arena);
        word_amount(&out, amount, NUMBER_SHORT);
        amount->words = str_text(&out);
    }
    amount_convert(amount, dataset->currency, rate);
}

void read_amount(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    struct amount amount = {0};
    if (!amount_read(loader, node, &amount))
        return;
    amount_to_base(loader, node, &amount);
    *(struct amount *)field = amount;
}

/* percentages */

enum { PERCENT_ONE = 1000000 };

bool percent_read(struct loader *loader, struct node node, int64_t *millionths)
{
    if (node.json->kind != JSON_NUMBER) {
        wrong_type(loader, node, "a number of percent");
        return false;
    }
    if (!decimal_read(node.json->text, 6, millionths) || *millionths > INT64_C(100) * PERCENT_ONE ||
        decimal_is_negative(node.json->text)) {
        fault_add(loader, DIAG_BAD_PERCENT, node, NULL,
            arena_printf(loader->arena, "%.24s %% is not between 0 and 100", node.json->text));
        return false;
    }
    if (*millionths < PERCENT_ONE && !decimal_is_zero(node.json->text)) {
        fault_add(loader, DIAG_ODD_PERCENT, node, "27 % is written 27, not 0.27",
            arena_printf(loader->arena, "%.24s %% is below one percent", node.json->text));
    }
    return true;
}
