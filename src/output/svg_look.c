/* SPDX-License-Identifier: MIT */
/*
 * svg_look: finds the attributes that a group says for those inside of it.
 *
 * In: what elements want, and what they would inherit. Out: what to write where. It refuses to know what an
 * attribute means.
 */
#include "svg_look.h"

#include "list.h"

#include <string.h>

/* The values wanted of one part, in the order they turn up */
struct value {
    const char *text;
    size_t wishes;
};

struct values {
    LIST(struct value) list;
    size_t price; /* bytes, if each element said its own */
};

static struct values values_count(
    struct arena *arena, const struct svg_look *wanted, size_t count, size_t part)
{
    struct values values = {0};
    for (size_t i = 0; i < count; i++) {
        const char *own = wanted[i].part[part];
        size_t n = 0;
        if (!own)
            continue;
        while (n < values.list.count && strcmp(values.list.at[n].text, own) != 0)
            n++;
        if (n == values.list.count)
            list_push(arena, &values.list)->text = own;
        values.list.at[n].wishes++;
        values.price += strlen(own);
    }
    return values;
}

struct svg_look svg_look_usual(
    struct arena *arena, const struct svg_look *wanted, size_t count, struct svg_look otherwise)
{
    struct svg_look usual = otherwise;
    for (size_t part = 0; part < LOOK_PARTS; part++) {
        struct values values = values_count(arena, wanted, count, part);
        size_t most = 0;
        for (size_t n = 0; n < values.list.count; n++)
            if (values.list.at[n].wishes > most) {
                most = values.list.at[n].wishes;
                usual.part[part] = values.list.at[n].text;
            }
    }
    return usual;
}

/* What is cheapest to say around all of them; NULL: nothing */
static const char *value_shared(const struct values *values, const char *inherited)
{
    const char *shared = NULL;
    size_t least = values->price;
    for (size_t n = 0; n < values->list.count; n++)
        if (!strcmp(values->list.at[n].text, inherited))
            least -= values->list.at[n].wishes * strlen(inherited);
    for (size_t n = 0; n < values->list.count; n++) {
        const struct value *value = &values->list.at[n];
        size_t price = values->price - (value->wishes - 1) * strlen(value->text);
        if (price >= least || !strcmp(value->text, inherited))
            continue;
        least = price;
        shared = value->text;
    }
    return shared;
}

struct svg_look svg_look_shared(
    struct arena *arena, const struct svg_look *wanted, size_t count, const struct svg_look *inherited)
{
    struct svg_look shared = {{NULL}};
    for (size_t part = 0; part < LOOK_PARTS; part++) {
        struct values values = values_count(arena, wanted, count, part);
        shared.part[part] = value_shared(&values, inherited->part[part]);
    }
    return shared;
}

struct svg_look svg_look_rest(const struct svg_look *wanted, const struct svg_look *inherited)
{
    struct svg_look rest = {{NULL}};
    for (size_t part = 0; part < LOOK_PARTS; part++)
        if (wanted->part[part] && strcmp(wanted->part[part], inherited->part[part]))
            rest.part[part] = wanted->part[part];
    return rest;
}

struct svg_look svg_look_inside(const struct svg_look *inherited, const struct svg_look *said)
{
    struct svg_look inside = *inherited;
    for (size_t part = 0; part < LOOK_PARTS; part++)
        if (said->part[part])
            inside.part[part] = said->part[part];
    return inside;
}

bool svg_look_is_empty(const struct svg_look *look)
{
    for (size_t part = 0; part < LOOK_PARTS; part++)
        if (look->part[part])
            return false;
    return true;
}

void svg_look_append(struct str *out, const struct svg_look *look)
{
    for (size_t part = 0; part < LOOK_PARTS; part++)
        if (look->part[part])
            str_append(out, look->part[part]);
}
