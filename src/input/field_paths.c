/* SPDX-License-Identifier: MIT */
#include "field_paths.h"

#include "str.h"

#include <string.h>

enum { KEYS_MOST = 64 };

/* One step of the way: what is left of the path, and the object it is asked of (NULL: not written) */
struct way {
    struct loader *loader;
    const char *whole, *at; /* `at` points into whole */
    const struct json *json;
    const char *hint;
};

static struct slice step_take(struct way *way)
{
    struct slice step = {way->at, strcspn(way->at, ".")};
    way->at += step.length + (way->at[step.length] == '.');
    return step;
}

/* The path with one step replaced, as a question */
static bool nearest_hint(struct way *way, struct slice step, const char *const *words, size_t count)
{
    struct arena *arena = way->loader->arena;
    if (!suggesting_allowed(way->loader, count))
        return false;
    const char *nearest = suggest_nearest(arena_strndup(arena, step.at, step.length), words, count);
    if (nearest)
        way->hint = arena_printf(arena, "did you mean '%.*s%s%s'?", (int)(step.at - way->whole), way->whole,
            nearest, step.at + step.length);
    return nearest;
}

static const struct rule *rule_of(struct slice step, const struct shape *shape)
{
    for (size_t i = 0; i < shape->rule_count; i++)
        if (slice_equals(step, shape->rules[i].key))
            return &shape->rules[i];
    return NULL;
}

static void keys_hint(struct way *way, struct slice step, const struct shape *shape)
{
    const char *keys[KEYS_MOST];
    size_t count = 0;
    for (; count < shape->rule_count && count < KEYS_MOST; count++)
        keys[count] = shape->rules[count].key;
    if (memchr(step.at, '[', step.length))
        way->hint =
            "an element of a list is named after a point, by its index from 0 or its id: flows.0.amount";
    else
        nearest_hint(way, step, keys, count);
}

static const struct json *element_at(const struct json *array, struct slice step)
{
    size_t index;
    if (!slice_number(step, array->count, &index))
        return NULL;
    const struct json *child = array->first;
    for (; child && index; index--)
        child = child->next;
    return child;
}

/* By id, else by index; hints at the ids there are */
static const struct json *element_find(struct way *way, struct slice step)
{
    const struct json *array = way->json && way->json->kind == JSON_ARRAY ? way->json : NULL;
    const char *ids[KEYS_MOST] = {0};
    size_t count = 0;
    for (const struct json *child = array ? array->first : NULL; child; child = child->next) {
        const struct json *id = child->kind == JSON_OBJECT ? json_find(child, "id") : NULL;
        if (!id || id->kind != JSON_STRING)
            continue;
        if (slice_equals(step, id->text))
            return child;
        if (count < KEYS_MOST)
            ids[count++] = id->text;
    }
    const struct json *found = array ? element_at(array, step) : NULL;
    if (!found && !nearest_hint(way, step, ids, count))
        way->hint =
            array ? arena_printf(way->loader->arena, "its elements are named by index, 0 to %zu, or by id",
                        array->count ? array->count - 1 : 0)
                  : "there is no such list";
    return found;
}

static bool is_amount_key(struct slice step)
{
    static const char *const keys[] = {"value", "low", "high", "headline", "currency", "text"};
    for (size_t i = 0; i < COUNT(keys); i++)
        if (slice_equals(step, keys[i]))
            return true;
    return false;
}

static bool way_leads(struct way *way, const struct shape *shape);

static bool element_leads(struct way *way, const struct shape *shape)
{
    way->json = element_find(way, step_take(way));
    return way->json && (!*way->at || way_leads(way, shape));
}

static bool way_leads(struct way *way, const struct shape *shape)
{
    struct slice step = step_take(way);
    const struct rule *rule = rule_of(step, shape);
    if (!rule) {
        const char *key = arena_strndup(way->loader->arena, step.at, step.length);
        bool own = key_is_private(key);
        if (!own)
            keys_hint(way, step, shape);
        return own;
    }
    const struct json *object = way->json && way->json->kind == JSON_OBJECT ? way->json : NULL;
    way->json = object ? json_find(object, rule->key) : NULL;
    if (!*way->at)
        return step.at[step.length] != '.';
    switch (rule->form) {
    case FORM_OBJECT:
    case FORM_OBJECT_OR_PERCENT:
        return way_leads(way, rule->more);
    case FORM_OBJECTS:
        return element_leads(way, rule->more);
    case FORM_AMOUNT:
        return is_amount_key(slice_of(way->at));
    case FORM_REFERENCES:
    case FORM_NAMES:
    case FORM_SPLIT:
        return !strchr(way->at, '.'); /* one element: by index or id */
    default:
        way->hint = arena_printf(
            way->loader->arena, "'%.*s' is no object", (int)(step.at + step.length - way->whole), way->whole);
        return false;
    }
}

static void path_check(
    struct loader *loader, const struct json *owner, const struct shape *shape, const struct json *path)
{
    if (path->kind != JSON_STRING)
        return; /* an error already */
    struct way way = {loader, path->text, path->text, owner, NULL};
    if (!way_leads(&way, shape))
        fault_no_such(loader, DIAG_UNKNOWN_FIELD, (struct node){path},
            arena_printf(loader->arena, "names no field of %s", json_path(loader->arena, owner)), way.hint);
}

void field_paths_check(struct loader *loader, struct node node, const struct shape *shape)
{
    const struct json *assumed = json_find(node.json, "assumed"), *claims = json_find(node.json, "claims");
    if (assumed && assumed->kind == JSON_ARRAY)
        for (const struct json *child = assumed->first; child; child = child->next)
            path_check(loader, node.json, shape, child);
    if (!claims || claims->kind != JSON_ARRAY)
        return;
    for (const struct json *child = claims->first; child; child = child->next) {
        const struct json *field = child->kind == JSON_OBJECT ? json_find(child, "field") : NULL;
        if (field)
            path_check(loader, node.json, shape, field);
    }
}
