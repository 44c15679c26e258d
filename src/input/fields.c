/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include "limit.h"
#include "str.h"

#include <assert.h>
#include <string.h>

enum { RULES_MOST = 48, HOPELESS_MOST = 1000 };

const char *node_path(const struct loader *loader, struct node node)
{
    return json_path(loader->arena, node.json);
}

const char *loader_hint(struct loader *loader, enum limit limit)
{
    if (!loader->hints[limit])
        loader->hints[limit] = limit_hint(loader->arena, loader->limits, limit);
    return loader->hints[limit];
}

static const char *path_shown(const char *path)
{
    return *path ? path : "the dataset";
}

/* faults */

/* A hostile file could fill the memory with messages that nobody reads: past FIXED_FAULTS they are not added.
   Warnings and errors are counted apart: no number of warnings makes an error pass. */
bool fault_counts(struct loader *loader, enum diag_code code)
{
    return loader->faults[diag_code_severity(code)]++ < FIXED_FAULTS;
}

static void fault_say(
    struct loader *loader, enum diag_code code, struct node node, const char *hint, const char *sentence)
{
    const char *path = node_path(loader, node);
    diags_add(loader->diags, code, node.json->place, path, hint, "%s in %s", sentence, path_shown(path));
}

void fault_add(
    struct loader *loader, enum diag_code code, struct node node, const char *hint, const char *sentence)
{
    if (fault_counts(loader, code))
        fault_say(loader, code, node, hint, sentence);
}

/* "'USA' in parties[0].country is no country code" */
void fault_no_such(
    struct loader *loader, enum diag_code code, struct node node, const char *what, const char *hint)
{
    if (!fault_counts(loader, code))
        return;
    const char *path = node_path(loader, node);
    diags_add(
        loader->diags, code, node.json->place, path, hint, "'%.40s' in %s %s", node.json->text, path, what);
}

void fault_wrong_type_hint(struct loader *loader, struct node node, const char *expected, const char *hint)
{
    if (!fault_counts(loader, DIAG_WRONG_TYPE))
        return;
    const char *path = node_path(loader, node);
    diags_add(loader->diags, DIAG_WRONG_TYPE, node.json->place, path, hint, "expected %s in %s, found %s",
        expected, path_shown(path), json_kind_name(node.json->kind));
}

void fault_wrong_type(struct loader *loader, struct node node, const char *expected)
{
    fault_wrong_type_hint(loader, node, expected, NULL);
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
    if (!fault_counts(loader, DIAG_UNKNOWN_KEY))
        return;
    const char *known[RULES_MOST], *nearest = NULL;
    for (size_t i = 0; i < shape->rule_count; i++)
        known[i] = shape->rules[i].key;
    if (suggesting_allowed(loader, shape->rule_count))
        nearest = suggest_nearest(child->key, known, shape->rule_count);
    const char *hint = nearest ? arena_printf(loader->arena, "did you mean '%s'?", nearest)
                               : "a key of your own starts with x_, a comment with //";
    diags_add(loader->diags, DIAG_UNKNOWN_KEY, child->key_place, json_path(loader->arena, child), hint,
        "unknown key '%.60s' in %s", child->key, path_shown(node_path(loader, parent)));
}

static void ask_for_missing(
    struct loader *loader, struct node node, const struct shape *shape, const bool *seen)
{
    for (size_t i = 0; i < shape->rule_count; i++)
        if (shape->rules[i].required && !seen[i] && fault_counts(loader, DIAG_MISSING_FIELD))
            diags_add(loader->diags, DIAG_MISSING_FIELD, node.json->place, node_path(loader, node), NULL,
                "the field '%s' is missing in %s", shape->rules[i].key, path_shown(node_path(loader, node)));
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
        if (shape->rules[i].key[0] == key[0] && !strcmp(shape->rules[i].key, key))
            return &shape->rules[i];
    return NULL;
}

/* places: not kept field by field, but found again when somebody asks: by the address the object, by what is
 * left of it the rule, by its key the value */

struct objects {
    const char *start;
    const struct shape *shape;
    const struct json *only, **elements; /* one of them */
};

/* The value that a member was read from, NULL when it was not written. Where two keys fill one member
 * ("date", "dates": {"date": …}) the last counts. */
static const struct json *member_find(const struct json *json, const struct shape *shape, size_t offset)
{
    const struct json *found = NULL;
    for (const struct json *child = json->first; child; child = child->next) {
        const struct rule *rule = rule_find(shape, child->key);
        if (!rule)
            continue;
        const struct shape *below =
            rule->form == FORM_OBJECT || rule->form == FORM_OBJECT_OR_PERCENT ? rule->more : NULL;
        const struct json *inside = NULL;
        if (rule->offset && rule->offset == offset)
            inside = child;
        else if (below && child->kind == JSON_OBJECT && below->unplaced)
            inside = member_find(child, below, offset);
        else if (below && child->kind == JSON_OBJECT && offset > rule->offset &&
                 offset - rule->offset < below->size)
            inside = member_find(child, below, offset - rule->offset);
        found = inside ? inside : found;
    }
    return found;
}

static const struct json *inherited_find(const struct json *json, const struct shape *shape, size_t offset)
{
    const struct json *list = json->parent, *around = list ? list->parent : NULL;
    for (const char *const *key = shape->inherited; key && *key && around; key++) {
        const struct rule *rule = rule_find(shape, *key);
        if (rule && rule->offset == offset)
            return json_find(around, *key);
    }
    return NULL;
}

static bool objects_find(
    struct arena *arena, const void *context, const void *field, struct place *place, const char **path)
{
    const struct objects *objects = context;
    size_t offset = (size_t)((const char *)field - objects->start);
    const struct json *json =
        objects->elements ? objects->elements[offset / objects->shape->size] : objects->only;
    offset %= objects->shape->size;
    if (offset) { /* an object's address is that of its first member, too: the object wins */
        const struct json *object = json;
        bool whole = object->kind == JSON_OBJECT;
        json = whole ? member_find(object, objects->shape, offset) : NULL;
        if (!json && whole)
            json = inherited_find(object, objects->shape, offset);
    }
    if (!json)
        return false;
    *place = json->place;
    if (path)
        *path = json_path(arena, json);
    return true;
}

void places_note(struct loader *loader, struct node node, const struct shape *shape, const void *start)
{
    struct objects *objects = arena_new(loader->arena, struct objects);
    *objects = (struct objects){.start = start, .shape = shape, .only = node.json};
    size_t count = 1;
    if (node.json->kind == JSON_ARRAY) {
        count = 0;
        objects->elements = arena_array(loader->arena, const struct json *, node.json->count);
        for (const struct json *child = node.json->first; child; child = child->next)
            objects->elements[count++] = child;
    }
    place_table_add_objects(loader->dataset->places, start, count * shape->size, objects_find, objects);
}

/* How small objects look whose one value people write in their place */
static const char *object_example(const struct shape *shape)
{
    static const struct {
        const char *noun, *example;
    } examples[] = {{"quantity", "write {\"value\": 0.8, \"unit\": \"GW\"}"},
        {"term", "write {\"years\": 5}"}, {"stake", "write {\"percent\": 27}"},
        {"rate", "write {\"percent\": 20, \"of\": \"revenue\"}"},
        {"dates", "write {\"signed\": \"2025-11-03\"}"}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (shape->noun && !strcmp(shape->noun, examples[i].noun))
            return examples[i].example;
    return NULL;
}

bool object_read(struct loader *loader, struct node node, const struct shape *shape, void *object)
{
    references_clear(shape, object);
    if (node.json->kind != JSON_OBJECT) {
        fault_wrong_type_hint(loader, node, "an object", object_example(shape));
        return false;
    }
    assert(shape->rule_count <= RULES_MOST);
    bool seen[RULES_MOST] = {false};
    if (shape->before)
        shape->before(loader, node, object);
    for (const struct json *child = node.json->first; child; child = child->next) {
        const struct rule *rule = rule_find(shape, child->key);
        if (rule) {
            seen[rule - shape->rules] = true;
            rule->read(loader, (struct node){child}, (char *)object + rule->offset, rule);
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

/* A list that is too long is not read: its faults could be as many. */
static bool list_is_too_long(struct loader *loader, struct node node)
{
    size_t most = limit_of(loader->limits, LIMIT_ENTRIES);
    if (node.json->count <= most)
        return false;
    if (fault_counts(loader, DIAG_LIMIT_LIST)) {
        const char *path = node_path(loader, node);
        diags_add(loader->diags, DIAG_LIMIT_LIST, node.json->place, path, loader_hint(loader, LIMIT_ENTRIES),
            "%zu entries stand in %s, where %zu are the most", node.json->count, path, most);
    }
    loader->hopeless = true;
    return true;
}

void read_objects(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    const struct shape *shape = rule->more;
    if (node.json->kind != JSON_ARRAY) {
        fault_wrong_type(loader, node, "an array");
        return;
    }
    if (list_is_too_long(loader, node))
        return;
    if (shape->wants_entry && !node.json->count)
        fault_add(
            loader, DIAG_EMPTY_LIST, node, "leave it out, or list what belongs there", "nothing is listed");
    bool hopeless = list_is_hopeless(node.json, shape);
    loader->hopeless = loader->hopeless || hopeless;
    char *elements = arena_alloc_array(loader->arena, hopeless ? 1 : node.json->count, shape->size);
    size_t index = 0, step = hopeless ? 0 : shape->size;
    if (!hopeless)
        places_note(loader, node, shape, elements);
    for (const struct json *child = node.json->first; child; child = child->next, index++) {
        if (hopeless)
            memset(elements, 0, shape->size);
        object_read(loader, (struct node){child}, shape, elements + index * step);
    }
    if (hopeless)
        index = 0;
    /* every such member is a pointer with its count behind it */
    memcpy(field, &elements, sizeof elements);
    memcpy((char *)field + sizeof elements, &index, sizeof index);
}
