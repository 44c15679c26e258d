/* SPDX-License-Identifier: MIT */
/* Typography of running text, the order of notes, and what follows a source's title. */
#include "prose.h"

#include <string.h>

/* ---- typography ---- */

uint32_t prose_last(const char *text)
{
    uint32_t last = 0;
    const char *at = text, *end = text + strlen(text);
    while (at < end)
        last = utf8_next(&at, end);
    return last;
}

static bool opens_after(uint32_t before)
{
    return !before || before == ' ' || before == 0xA0 || before == '\n' || before == '(' || before == '[' ||
           before == '/' || before == 0x2013 || before == 0x2014 || before == 0x2018 || before == 0x201C ||
           before == '"' || before == '\'';
}

/* A number and its scale stay on one line. */
static bool is_scale(const char *at)
{
    static const char *const scales[] = {"thousand", "million", "billion", "trillion", "%"};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_starts(at, scales[i]))
            return true;
    return false;
}

const char *prose_typeset(struct arena *arena, const char *text, uint32_t before)
{
    struct str out = str_init(arena);
    const char *at = text, *end = text + strlen(text);
    while (at < end) {
        const char *from = at;
        uint32_t code = utf8_next(&at, end);
        if (code == '\'')
            str_append(&out, opens_after(before) ? "\u2018" : "\u2019");
        else if (code == '"')
            str_append(&out, opens_after(before) ? "\u201C" : "\u201D");
        else if (code == ' ' && before >= '0' && before <= '9' && is_scale(at))
            str_append(&out, "\u00A0");
        else
            str_append_bytes(&out, from, (size_t)(at - from));
        before = code;
    }
    return str_text(&out);
}

/* ---- notes ---- */

const enum note_kind *prose_note_order(size_t *count)
{
    static const enum note_kind order[] = {NOTE_CORRECTION, NOTE_RISK, NOTE_REGULATORY, NOTE_WATCH,
        NOTE_CONTEXT, NOTE_CLAIM, NOTE_TECHNICAL, NOTE_OPINION, NOTE_METHOD};
    *count = sizeof order / sizeof *order;
    return order;
}

/* ---- sources ---- */

const char *prose_source_details(
    struct arena *arena, const struct dataset *dataset, const struct cited *cited, size_t source)
{
    const struct source *at = &dataset->sources[source];
    struct str out = str_init(arena);
    if (at->date.precision != DATE_NONE) {
        word_date(&out, at->date);
        str_append(&out, ". ");
    }
    if (*word_source_kind(at->kind))
        str_printf(&out, "%s. ", word_source_kind(at->kind));
    if (at->via != NO_INDEX && at->via < dataset->source_count)
        str_printf(&out, "Not read itself; as given by source %d. ", cited->numbers[at->via]);
    struct slice text = slice_trim(slice_of(str_text(&out)));
    return arena_strndup(arena, text.at, text.length);
}
