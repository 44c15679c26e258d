/* SPDX-License-Identifier: MIT */
/* Looking up words by the English ones: a binary search in the language's table, some eleven comparisons. */
#include "say.h"

#include "catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define CONTEXT_END "\004"

static const struct manner manners[LANGUAGE_COUNT] = {
    [LANGUAGE_ENGLISH] = {.language = LANGUAGE_ENGLISH,
        .point = ".",
        .grouping = ",",
        .scales = {"T", "B", "M", "K"},
        .scale_words = {NBSP "trillion", NBSP "billion", NBSP "million", NULL},
        .scale_word_one = {NBSP "trillion", NBSP "billion", NBSP "million", NULL},
        .percent = NBSP "%"},
    [LANGUAGE_GERMAN] = {.language = LANGUAGE_GERMAN,
        .point = ",",
        .grouping = ".",
        .scales = {NBSP "Bio.", NBSP "Mrd.", NBSP "Mio.", NBSP "Tsd."},
        .scale_words = {NBSP "Billionen", NBSP "Milliarden", NBSP "Millionen", NULL},
        .scale_word_one = {NBSP "Billion", NBSP "Milliarde", NBSP "Million", NULL},
        .currency_last = true,
        .percent = NBSP "%"},
};

const struct manner *manner_of(enum language language)
{
    return &manners[language];
}

const struct manner *manner_in(const struct arena *arena)
{
    const struct manner *manner = arena_manner(arena);
    return manner ? manner : &manners[LANGUAGE_ENGLISH];
}

static const char *const tags[LANGUAGE_COUNT] = {"en", "de"};

bool language_find(const char *tag, enum language *language)
{
    *language = LANGUAGE_ENGLISH;
    size_t length = tag ? strcspn(tag, "-") : 0;
    for (size_t i = 0; i < LANGUAGE_COUNT && tag; i++) {
        if (slice_equals_any_case((struct slice){tag, length}, tags[i])) {
            *language = (enum language)i;
            return true;
        }
    }
    return !tag;
}

const char *language_tag(enum language language)
{
    return tags[language];
}

static int entry_compare(const void *key, const void *entry)
{
    return strcmp(key, ((const struct catalogue_entry *)entry)->key);
}

static const struct catalogue_entry *entry_find(const struct arena *arena, const char *key)
{
    static const struct catalogue *const catalogues[LANGUAGE_COUNT] = {[LANGUAGE_GERMAN] = &catalogue_de};
    const struct catalogue *catalogue = catalogues[manner_in(arena)->language];
    if (!catalogue)
        return NULL;
    return bsearch(key, catalogue->entries, catalogue->count, sizeof *catalogue->entries, entry_compare);
}

static const struct catalogue_entry *entry_find_in(
    const struct arena *arena, const char *context, const char *words)
{
    char key[256];
    int length = snprintf(key, sizeof key, "%s" CONTEXT_END "%s", context, words);
    return length > 0 && (size_t)length < sizeof key ? entry_find(arena, key) : NULL;
}

const char *said(const struct arena *arena, const char *words)
{
    const struct catalogue_entry *entry = entry_find(arena, words);
    return entry ? entry->said[0] : words;
}

const char *said_in(const struct arena *arena, const char *context, const char *words)
{
    const struct catalogue_entry *entry = entry_find_in(arena, context, words);
    return entry ? entry->said[0] : words;
}

const char *said_count(const struct arena *arena, int64_t count, const char *one, const char *many)
{
    const struct catalogue_entry *entry = entry_find(arena, one);
    if (!entry || !entry->said[1])
        return count == 1 ? one : many;
    return entry->said[count == 1 ? 0 : 1];
}

const char *said_counted(const struct arena *arena, int64_t count, const char *one)
{
    const struct catalogue_entry *entry = entry_find_in(arena, "counted", one);
    if (!entry || !entry->said[1])
        return NULL;
    if (count == 0 && entry->said[2])
        return entry->said[2];
    return entry->said[count == 1 ? 0 : 1];
}

const char *say(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vprintf(arena, said(arena, format), arguments);
    va_end(arguments);
    return text;
}

const char *say_count(struct arena *arena, int64_t count, const char *one, const char *many, ...)
{
    va_list arguments;
    va_start(arguments, many);
    const char *text = arena_vprintf(arena, said_count(arena, count, one, many), arguments);
    va_end(arguments);
    return text;
}

void say_to(struct str *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    str_vprintf(out, said(out->arena, format), arguments);
    va_end(arguments);
}

void say_count_to(struct str *out, int64_t count, const char *one, const char *many, ...)
{
    va_list arguments;
    va_start(arguments, many);
    str_vprintf(out, said_count(out->arena, count, one, many), arguments);
    va_end(arguments);
}

void say_list(struct str *out, const char *const *items, size_t count)
{
    const char *last = said(out->arena, " and ");
    for (size_t i = 0; i < count; i++) {
        str_append(out, i == 0 ? "" : i + 1 == count ? last : ", ");
        str_append(out, items[i]);
    }
}
