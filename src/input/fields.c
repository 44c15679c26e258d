/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include "str.h"

#include <assert.h>
#include <string.h>

enum { RULES_MOST = 48, FAULTS_MOST = 50000, HOPELESS_MOST = 1000 };

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

struct node node_key(struct loader *loader, struct node parent, const struct json *child)
{
    return (struct node){child, path_key(loader->arena, parent.path, child->key)};
}

struct node node_item(struct loader *loader, struct node parent, const struct json *child, size_t index)
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
void fault_no_such(
    struct loader *loader, enum diag_code code, struct node node, const char *what, const char *hint)
{
    if (fault_counts(loader))
        diags_add(loader->diags, code, node.json->place, node.path, hint, "'%.40s' in %s %s", node.json->text,
            node.path, what);
}

void fault_wrong_type(struct loader *loader, struct node node, const char *expected)
{
    if (!fault_counts(loader))
        return;
    diags_add(loader->diags, DIAG_WRONG_TYPE, node.json->place, node.path, NULL,
        "expected %s in %s, found %s", expected, path_shown(node.path), json_kind_name(node.json->kind));
}

bool string_expected(struct loader *loader, struct node node, const char *expected)
{
    if (node.json->kind == JSON_STRING)
        return true;
    fault_wrong_type(loader, node, expected);
    return false;
}

/* objects by their tables */

bool key_is_private(const char *key)
{
    return str_starts(key, "//") || str_starts(key, "x_");
}

bool suggesting_allowed(struct loader *loader, size_t comparisons)
{
    if (comparisons > loader->suggestions_left)
        return false;
    loader->suggestions_left -= comparisons;
    return true;
}

void key_warn_unknown(
    struct loader *loader, struct node parent, const struct json *child, const struct shape *shape)
{
    if (!fault_counts(loader))
        return;
    const char *known[RULES_MOST], *nearest = NULL;
    for (size_t i = 0; i < shape->rule_count; i++)
        known[i] = shape->rules[i].key;
    if (suggesting_allowed(loader, shape->rule_count))
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
            loader->dataset->places, field, node.json->place, node.path);
}

bool object_read(struct loader *loader, struct node node, const struct shape *shape, void *object)
{
    references_clear(shape, object);
    if (node.json->kind != JSON_OBJECT) {
        fault_wrong_type(loader, node, "an object");
        return false;
    }
    assert(shape->rule_count <= RULES_MOST);
    bool seen[RULES_MOST] = {false};
    if (!shape->unplaced)
        place_table_add(
            loader->dataset->places, object, node.json->place, node.path);
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
        } else if (!key_is_private(child->key)) {
            key_warn_unknown(loader, node, child, shape);
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
        fault_wrong_type(loader, node, "an array");
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
