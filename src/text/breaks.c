/* SPDX-License-Identifier: MIT */
/*
 * breaks: where lines and letters of a text may begin.
 *
 * In: bytes of one paragraph. Out: Pango's reading of UAX 14 and UAX 29 on them, kept: the same words are
 * wrapped to many widths before one is chosen, and stand in many briefings. It refuses to know fonts and
 * widths.
 */
#include "text_internal.h"

#include <string.h>

/* A dash between spaces ends a line; none begins with one, though Unicode would allow it. */
static bool is_lone_dash(const char *at)
{
    return !strncmp(at, "– ", 4) || !strncmp(at, "— ", 4);
}

static void breaks_find(struct text *text, struct breaks *breaks)
{
    const char *bytes = breaks->key;
    size_t offset = 0;
    int characters = (int)utf8_count(bytes);
    PangoLogAttr *attributes = arena_array(text->scratch, PangoLogAttr, (size_t)characters + 1);
    pango_get_log_attrs(
        bytes, (int)breaks->length, -1, pango_language_from_string("en"), attributes, characters + 1);
    for (int i = 0; i <= characters; i++) {
        breaks->lines[offset] = attributes[i].is_line_break && i > 0 && !is_lone_dash(bytes + offset);
        breaks->letters[offset] = attributes[i].is_cursor_position;
        for (offset += offset < breaks->length; (bytes[offset] & 0xC0) == 0x80;)
            offset++;
    }
    breaks->lines[breaks->length] = breaks->letters[breaks->length] = true;
}

const struct breaks *text_breaks(struct text *text, const char *bytes, size_t length)
{
    uint64_t hash = cache_hash(0, bytes, length);
    for (struct cached *cached = cache_first(&text->breaks, hash); cached; cached = cache_next(cached)) {
        const struct breaks *known = (const struct breaks *)cached;
        if (known->length == length && !memcmp(known->key, bytes, length))
            return known;
    }
    struct breaks *breaks = arena_new(text->runs, struct breaks);
    breaks->cached.hash = hash;
    breaks->key = arena_strndup(text->runs, bytes, length);
    breaks->length = length;
    breaks->lines = arena_array(text->runs, bool, length + 1);
    breaks->letters = arena_array(text->runs, bool, length + 1);
    breaks_find(text, breaks);
    cache_put(&text->breaks, text->runs, &breaks->cached);
    return breaks;
}
