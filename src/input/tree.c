/* SPDX-License-Identifier: MIT */
#include "tree.h"

#include <string.h>

struct json *tree_new(struct arena *arena, enum json_kind kind, struct place place)
{
    struct json *json = arena_new(arena, struct json);
    json->kind = kind;
    json->place = place;
    return json;
}

struct json *tree_leaf(struct arena *arena, enum json_kind kind, const char *text, struct place place)
{
    struct json *json = tree_new(arena, kind, place);
    json->text = text;
    return json;
}

void tree_put_last(struct json *parent, struct json ***link, struct json *child)
{
    struct json **last = *link ? *link : &parent->first;
    *last = child;
    *link = &child->next;
    parent->count++;
}

void tree_put(struct json *parent, const char *key, struct json *child)
{
    struct json **link = &parent->first;
    while (*link)
        link = &(*link)->next;
    child->key = key;
    *link = child;
    parent->count++;
}

void tree_put_text(struct arena *arena, struct json *object, const char *key, const char *text)
{
    struct json *child = tree_leaf(arena, JSON_STRING, text, object->place);
    child->key_place = object->place;
    tree_put(object, key, child);
}

bool tree_same(const struct json *a, const struct json *b)
{
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == JSON_STRING || a->kind == JSON_NUMBER)
        return !strcmp(a->text, b->text);
    const struct json *other = b->first;
    for (const struct json *child = a->first; child; child = child->next) {
        if (a->kind == JSON_OBJECT)
            other = json_find(b, child->key);
        if (!other || !tree_same(child, other))
            return false;
        other = other->next;
    }
    return true;
}

void tree_place_all(struct json *json, struct place place)
{
    json->place = json->key_place = place;
    for (struct json *child = json->first; child; child = child->next)
        tree_place_all(child, place);
}

bool json_number_good(const char *text)
{
    const char *at = text + (*text == '-');
    size_t whole = strspn(at, "0123456789");
    if (!whole || (whole > 1 && *at == '0'))
        return false;
    at += whole;
    if (*at == '.') {
        size_t part = strspn(at + 1, "0123456789");
        if (!part)
            return false;
        at += 1 + part;
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '+' || *at == '-';
        size_t exponent = strspn(at, "0123456789");
        if (!exponent || exponent > 4)
            return false;
        at += exponent;
    }
    return !*at;
}
