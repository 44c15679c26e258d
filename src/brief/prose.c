/* SPDX-License-Identifier: MIT */
/* Typography of running text, the order of notes, and what follows a source's title. */
#include "prose.h"

#include "say.h"
#include "text.h"

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

static bool is_word_end(char c)
{
    return !is_letter(c) && !is_digit(c) && !(c & 0x80);
}

static bool any_word_starts(const char *at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(words[i]);
        if (!strncmp(at, words[i], length) && is_word_end(at[length]))
            return true;
    }
    return false;
}

/* A number and its scale or unit stay on one line: "$38 billion", "14 %", "36 GW", "17 December". */
static bool is_unit(const char *at)
{
    static const char *const units[] = {"thousand", "million", "billion", "trillion", "percent", "GW", "MW",
        "kW", "MWh", "GWh", "pt", "px", "km", "kg", "bn", "tn", "January", "February", "March", "April",
        "May", "June", "July", "August", "September", "October", "November", "December", "Jan", "Feb", "Mar",
        "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Tsd", "Mio", "Mrd", "Bio", "Tausend",
        "Million", "Millionen", "Milliarde", "Milliarden", "Billion", "Billionen", "Prozent"};
    return *at == '%' || *at == '$' || !strncmp(at, "€", strlen("€")) ||
           any_word_starts(at, units, sizeof units / sizeof *units);
}

/* "17. Dezember": the month behind an ordinal; `at`: the space */
static bool is_german_date(const char *text, size_t at)
{
    static const char *const months[] = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
        "August", "September", "Oktober", "November", "Dezember", "Jan", "Feb", "Apr", "Aug", "Sept", "Okt",
        "Nov", "Dez"};
    return at >= 2 && text[at - 1] == '.' && is_digit(text[at - 2]) &&
           any_word_starts(text + at + 1, months, sizeof months / sizeof *months);
}

/* "38 Mrd. $": the currency behind an abbreviated scale; `at`: the space */
static bool is_scaled_currency(const char *text, size_t at)
{
    static const char *const scales[] = {"Tsd.", "Mio.", "Mrd.", "Bio."};
    bool currency = text[at + 1] == '$' || !strncmp(text + at + 1, "€", strlen("€"));
    for (size_t i = 0; currency && i < sizeof scales / sizeof *scales; i++)
        if (at >= strlen(scales[i]) && !strncmp(text + at - strlen(scales[i]), scales[i], strlen(scales[i])))
            return true;
    return false;
}

/* What counts or dates a number stays with it: "Q3 2025", "p. 5", "No. 7", "US$ 3". `before`: how far the
   text goes before the space */
static bool asks_for_number(const char *text, size_t before)
{
    static const char *const words[] = {"p.", "pp.", "No.", "Nr.", "Vol.", "Fig.", "S.", "Q1", "Q2", "Q3",
        "Q4", "H1", "H2", "FY", "$", "€", "£", "¥", "≈", "≥", "≤", "<", ">"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (before >= length && !strncmp(text + before - length, words[i], length) &&
            (before == length || is_word_end(text[before - length - 1])))
            return true;
    }
    return false;
}

/* A space that a line must not break at */
static bool is_tied(const char *text, size_t at, uint32_t before)
{
    const char *next = text + at + 1;
    if (before >= '0' && before <= '9' && is_unit(next))
        return true;
    if (is_german_date(text, at) || is_scaled_currency(text, at))
        return true;
    return is_digit(*next) && asks_for_number(text, at);
}

/* "a" and ‘a’, in German „a“ and ‚a‘; an apostrophe is one in any language. */
static const char *quote_of(const struct str *out, bool twice, bool opens, bool within_word)
{
    static const char *const marks[LANGUAGE_COUNT][2][2] = {
        [LANGUAGE_ENGLISH] = {{"’", "‘"}, {"”", "“"}}, [LANGUAGE_GERMAN] = {{"‘", "‚"}, {"“", "„"}}};
    return !twice && within_word ? "’" : marks[manner_in(out->arena)->language][twice][opens];
}

/* "--" between spaces or numbers is a dash that was typed; "---" too */
static size_t dash_length(const char *at, uint32_t before)
{
    size_t length = strspn(at, "-");
    bool spaced = before == ' ' && at[length] == ' ';
    bool between = before >= '0' && before <= '9' && (is_digit(at[length]) || at[length] == '$');
    return (length == 2 && (spaced || between)) || (length == 3 && spaced) ? length : 0;
}

static size_t prose_step(struct str *out, const char *text, size_t at, uint32_t code, uint32_t before)
{
    size_t dash = code == '-' ? dash_length(text + at, before) : 0;
    if (code == '\'' || code == '"')
        str_append(out, quote_of(out, code == '"', text_quote_opens(before),
                            !text_quote_opens(before) && !is_word_end(text[at + 1])));
    else if (dash)
        str_append(out, "–");
    else if (code == ' ' && is_tied(text, at, before))
        str_append(out, " ");
    else
        return 0;
    return dash ? dash : 1;
}

const char *prose_typeset(struct arena *arena, const char *text, uint32_t before)
{
    struct str out = str_init(arena);
    const char *at = text, *end = text + strlen(text);
    while (at < end) {
        const char *from = at;
        uint32_t code = utf8_next(&at, end);
        size_t set = prose_step(&out, text, (size_t)(from - text), code, before);
        if (!set)
            str_append_bytes(&out, from, (size_t)(at - from));
        else
            at = from + set;
        if (code == '\'' || code == '"') /* what it was set as, whatever it looks like */
            before = text_quote_opens(before) ? 0x201C : 0x201D;
        else
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
    if (*word_source_kind(arena, at->kind))
        str_printf(&out, "%s. ", word_source_kind(arena, at->kind));
    if (at->via != NO_INDEX && at->via < dataset->source_count)
        say_to(&out, "Not read itself; as given by source %d. ", cited->numbers[at->via]);
    struct slice text = slice_trim(slice_of(str_text(&out)));
    return arena_strndup(arena, text.at, text.length);
}
