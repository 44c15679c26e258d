/* SPDX-License-Identifier: MIT */
#include "diag.h"
#include "list.h"
#include "str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    struct diag diag;
    size_t order;
};

struct origin {
    const char *file; /* compared as a pointer */
    struct place from;
};

struct diags {
    struct arena *arena;
    LIST(struct origin) origins;
    LIST(struct entry) entries;
    size_t counts[2];
};

static const struct {
    const char *code, *meaning;
    enum diag_severity severity;
} table[] = {
#define X(name, code, severity, meaning) [DIAG_##name] = {code, meaning, DIAG_SEVERITY_##severity},
    DIAG_CODES(X)
#undef X
};
static_assert(sizeof table / sizeof *table == DIAG_CODE_COUNT, "every code has a row");

const char *diag_code_text(enum diag_code code)
{
    return table[code].code;
}

const char *diag_code_meaning(enum diag_code code)
{
    return table[code].meaning;
}

enum diag_severity diag_code_severity(enum diag_code code)
{
    return table[code].severity;
}

struct diags *diags_create(void)
{
    struct arena *arena = arena_create();
    struct diags *diags = arena_new(arena, struct diags);
    diags->arena = arena;
    return diags;
}

void diags_destroy(struct diags *diags)
{
    if (diags)
        arena_destroy(diags->arena);
}

void diags_origin(struct diags *diags, const char *file, struct place from)
{
    *list_push(diags->arena, &diags->origins) = (struct origin){file, from};
}

static const struct origin *origin_find(const struct diags *diags, const char *file)
{
    for (size_t i = 0; file && i < diags->origins.count; i++)
        if (diags->origins.at[i].file == file)
            return &diags->origins.at[i];
    return NULL;
}

/* "included at a.md:2:1, which is included at weekly.md:5:1" */
static const char *origins_text(struct diags *diags, const char *file)
{
    struct str out = str_init(diags->arena);
    const struct origin *origin;
    for (size_t depth = 0; depth < diags->origins.count && (origin = origin_find(diags, file)); depth++) {
        str_printf(&out, "%sincluded at %s:%d:%d", depth ? ", which is " : "", origin->from.file, origin->from.line,
            origin->from.column);
        file = origin->from.file;
    }
    return str_inert(diags->arena, str_text(&out));
}

void diags_add(struct diags *diags, enum diag_code code, struct place place, const char *path, const char *hint,
    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *sentence = arena_vprintf(diags->arena, format, arguments);
    va_end(arguments);
    size_t order = diags->entries.count;
    struct entry *entry = list_push(diags->arena, &diags->entries);
    entry->order = order;
    entry->diag.code = code;
    entry->diag.place = place;
    entry->diag.place.file = str_inert(diags->arena, place.file ? place.file : "");
    entry->diag.sentence = str_inert(diags->arena, sentence);
    entry->diag.path = path ? str_inert(diags->arena, path) : "";
    entry->diag.hint = hint ? str_inert(diags->arena, hint) : "";
    entry->diag.included = origins_text(diags, place.file);
    diags->counts[diag_code_severity(code)]++;
}

size_t diags_count(const struct diags *diags, enum diag_severity severity)
{
    return diags->counts[severity];
}

bool diags_has(const struct diags *diags, enum diag_code code)
{
    for (size_t i = 0; i < diags->entries.count; i++)
        if (diags->entries.at[i].diag.code == code)
            return true;
    return false;
}

static int by_place(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int files = strcmp(a->diag.place.file, b->diag.place.file);
    if (files)
        return files;
    if (a->diag.place.line != b->diag.place.line)
        return a->diag.place.line < b->diag.place.line ? -1 : 1;
    if (a->diag.place.column != b->diag.place.column)
        return a->diag.place.column < b->diag.place.column ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool same(const struct diag *a, const struct diag *b)
{
    return a->code == b->code && a->place.line == b->place.line && a->place.column == b->place.column &&
           !strcmp(a->place.file, b->place.file) && !strcmp(a->sentence, b->sentence) && !strcmp(a->path, b->path) && !strcmp(a->included, b->included);
}

const struct diag *diags_sorted(struct diags *diags, size_t *count)
{
    size_t all = diags->entries.count, kept = 0;
    struct entry *entries = arena_array(diags->arena, struct entry, all + 1);
    if (all) {
        memcpy(entries, diags->entries.at, all * sizeof *entries);
        qsort(entries, all, sizeof *entries, by_place);
    }
    struct diag *sorted = arena_array(diags->arena, struct diag, all + 1);
    for (size_t i = 0; i < all; i++)
        if (!kept || !same(&sorted[kept - 1], &entries[i].diag))
            sorted[kept++] = entries[i].diag;
    *count = kept;
    return sorted;
}
