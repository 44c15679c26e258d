/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include "str.h"

#include <stdlib.h>
#include <string.h>

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
        if (!fault_counts(loader, DIAG_DUPLICATE_ID))
            return;
        const char *path = json_path(loader->arena, entry->json);
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
        if (!id || id->kind != JSON_STRING)
            continue;
        index->lost |= !id_is_good(id->text); /* who refers to it may well write it right */
        index->entries[index->count++] = (struct id_entry){id->text, position, id};
    }
    if (index->count)
        qsort(index->entries, index->count, sizeof *index->entries, by_id);
    index->lost |= ids_distinct(index) < array->count;
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

static bool is_one_of_names(const struct json *party, const char *name)
{
    static const char *const keys[] = {"name", "short"};
    for (size_t i = 0; i < 2; i++) {
        const struct json *value = json_find(party, keys[i]);
        if (value && value->kind == JSON_STRING && str_equals_any_case(value->text, name))
            return true;
    }
    const struct json *aliases = json_find(party, "aliases");
    for (const struct json *alias = aliases ? aliases->first : NULL; alias; alias = alias->next)
        if (alias->kind == JSON_STRING && str_equals_any_case(alias->text, name))
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
    if (!suggesting_allowed(loader, index->count))
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

/* "release, report": several ids in one string */
static const char *ids_listed(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    if (!strpbrk(text, ",;"))
        return NULL;
    while (*text) {
        struct slice item = slice_trim((struct slice){text, strcspn(text, ",;")});
        if (item.length)
            str_printf(&out, "%s\"%.*s\"", out.length ? ", " : "", (int)item.length, item.at);
        text += strcspn(text, ",;");
        text += *text != '\0';
    }
    return arena_printf(arena, "write several as a list: [%s]", str_text(&out));
}

static size_t resolve(struct loader *loader, struct node node, struct id_index *index)
{
    if (node.json->kind != JSON_STRING) {
        fault_wrong_type(loader, node, arena_printf(loader->arena, "a %s id", index->noun));
        return NO_INDEX;
    }
    size_t found = ids_find(index, node.json->text);
    if (found != NO_INDEX) {
        index->cited[found] = true;
    } else if (!index->broken && !index->lost) { /* else it may well mean what could not be read */
        const char *list = ids_listed(loader->arena, node.json->text);
        const char *nearest = list ? NULL : id_suggest(loader, index, node.json->text);
        const char *hint = list      ? list
                           : nearest ? arena_printf(loader->arena, "did you mean '%s'?", nearest)
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

/* An id or a list of them; one that stands twice counts once. false when some of them lead nowhere. */
static bool read_references(
    struct loader *loader, struct node node, struct indices *indices, struct id_index *index)
{
    bool list = node.json->kind == JSON_ARRAY;
    if (!list && node.json->kind != JSON_STRING) {
        fault_wrong_type(loader, node, arena_printf(loader->arena, "a %s id or a list of them", index->noun));
        return false;
    }
    size_t most = list ? node.json->count : 1, count = 0;
    size_t *at = arena_array(loader->arena, size_t, most), stamp = ++loader->stamp;
    bool good = true;
    for (const struct json *child = list ? node.json->first : node.json; child;
         child = list ? child->next : NULL) {
        struct node below = {child};
        size_t found = resolve(loader, below, index);
        good = good && found != NO_INDEX;
        if (found != NO_INDEX && index->stamps[found] == stamp)
            fault_add(loader, DIAG_LISTED_TWICE, below, "it counts once",
                arena_printf(loader->arena, "'%s' stands a second time", child->text));
        if (found == NO_INDEX || index->stamps[found] == stamp)
            continue;
        index->stamps[found] = stamp;
        at[count++] = found;
    }
    *indices = (struct indices){at, count};
    return good;
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
    else if (!read_references(loader, node, &side->parties, &loader->parties))
        side->parties.count = 0; /* half a side is none: a split that names the other half is not to blame */
}
