/* SPDX-License-Identifier: MIT */
#include "text_check.h"

#include "str.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MARKS_MOST = 4, INVISIBLES_MOST = 4, URL_LENGTH_MOST = 2000 };

struct code_range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t code, const struct code_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

#define IN(code, ranges) in_ranges((code), (ranges), sizeof(ranges) / sizeof *(ranges))

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

/* embeddings, overrides and isolates: what makes text run another way than it is written */
static bool is_bidi(uint32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_noncharacter(uint32_t code)
{
    return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

/* Default_Ignorable_Code_Point of Unicode 15, without the bidirectional controls above */
static bool is_invisible(uint32_t code)
{
    static const struct code_range ranges[] = {{0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160},
        {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2060, 0x2065}, {0x206A, 0x206F},
        {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    return code >= 0xAD && IN(code, ranges);
}

/* Joiners between letters of scripts that need them (Arabic to Sinhala, Khmer) and selectors behind symbols
 * belong there. */
static bool is_at_home(uint32_t code, uint32_t before)
{
    if (code == 0x200C || code == 0x200D)
        return (before >= 0x600 && before <= 0xDFF) || (before >= 0x1780 && before <= 0x17FF) ||
               before >= 0x1F000;
    return (code == 0xFE0E || code == 0xFE0F) && before >= 0x2190 && !is_invisible(before);
}

/* marks that are drawn on the letter before them: the combining blocks and the scripts that stack them */
static bool is_mark(uint32_t code)
{
    static const struct code_range ranges[] = {{0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD}, {0x5BF, 0x5BF},
        {0x5C1, 0x5C2}, {0x5C4, 0x5C5}, {0x5C7, 0x5C7}, {0x610, 0x61A}, {0x64B, 0x65F}, {0x670, 0x670},
        {0x6D6, 0x6DC}, {0x6DF, 0x6E4}, {0x6E7, 0x6E8}, {0x6EA, 0x6ED}, {0x730, 0x74A}, {0x900, 0x902},
        {0x93C, 0x93C}, {0x941, 0x948}, {0x951, 0x957}, {0xE31, 0xE31}, {0xE34, 0xE3A}, {0xE47, 0xE4E},
        {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0x302A, 0x302D}, {0x3099, 0x309A},
        {0xA66F, 0xA672}, {0xFE20, 0xFE2F}};
    return code >= 0x300 && IN(code, ranges);
}

/* The second byte of a two-byte sequence, as Latin-1 or Windows-1252 shows it */
static bool is_mangled_second(uint32_t code)
{
    static const struct code_range ranges[] = {{0x80, 0xBF}, {0x152, 0x153}, {0x160, 0x161}, {0x178, 0x178},
        {0x17D, 0x17E}, {0x192, 0x192}, {0x2C6, 0x2C6}, {0x2DC, 0x2DC}, {0x2013, 0x2014}, {0x2018, 0x201E},
        {0x2020, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030}, {0x2039, 0x203A}, {0x20AC, 0x20AC},
        {0x2122, 0x2122}};
    return IN(code, ranges);
}

static bool is_mojibake(uint32_t before, uint32_t code)
{
    if (before == 0xC3 || before == 0xC2)
        return is_mangled_second(code);
    return (before == 0xE2 && (code == 0x20AC || code == 0x201A || code == 0x2020 || code == 0x20AC)) ||
           (before == 0xEF && code == 0xBB);
}

struct look {
    struct diags *diags;
    struct place place;
    const char *path;
    bool said[DIAG_CODE_COUNT];
    uint32_t before;
    int marks, invisibles;
    bool errors;
};

static void say(
    struct look *look, enum diag_code code, uint32_t code_point, const char *what, const char *hint)
{
    if (look->said[code])
        return;
    look->said[code] = true;
    look->errors = look->errors || diag_code_severity(code) == DIAG_SEVERITY_ERROR;
    if (code_point)
        diags_add(look->diags, code, look->place, look->path, hint, "%s U+%04X in %s", what,
            (unsigned)code_point, look->path);
    else
        diags_add(look->diags, code, look->place, look->path, hint, "%s in %s", what, look->path);
}

/* Many in a row are an error of their own and no warning besides. */
static void invisibles_end(struct look *look, uint32_t last)
{
    if (look->invisibles > INVISIBLES_MOST)
        say(look, DIAG_TEXT_INVISIBLE_MANY, 0, "five or more invisible characters in a row stand",
            "take them out");
    else if (look->invisibles)
        say(look, DIAG_TEXT_INVISIBLE, last, "the invisible character", "take it out");
    look->invisibles = 0;
}

static void look_at(struct look *look, uint32_t code)
{
    if (is_control(code))
        say(look, DIAG_TEXT_CONTROL, code, "the control character",
            code == '\n' || code == '\t' ? "write a space" : NULL);
    else if (is_bidi(code))
        say(look, DIAG_TEXT_BIDI, code, "the bidirectional control",
            "take it out: the layout keeps every name apart by itself");
    else if (is_noncharacter(code))
        say(look, DIAG_TEXT_NONCHARACTER, code, "the non-character", NULL);
    else if (code == 0xFFFD)
        say(look, DIAG_TEXT_REPLACEMENT, 0, "a letter was lost (U+FFFD)", "look it up at the source");
    else if (is_mojibake(look->before, code))
        say(look, DIAG_TEXT_MOJIBAKE, 0, "letters look like UTF-8 that was read as Latin-1",
            "look at the spelling");
    look->marks = is_mark(code) ? look->marks + 1 : 0;
    if (look->marks == MARKS_MOST + 1)
        say(look, DIAG_TEXT_COMBINING, 0, "more than four marks sit on one letter", NULL);
}

bool text_is_harmless(const char *text, size_t most)
{
    const char *at = text;
    while (*at >= ' ' && *at <= '~')
        at++;
    return !*at && (size_t)(at - text) <= most;
}

void text_check(struct diags *diags, struct place place, const char *path, const char *text, size_t most)
{
    struct look look = {.diags = diags, .place = place, .path = path};
    const char *at = text, *end = text + strlen(text);
    while (at < end) {
        uint32_t code = utf8_next(&at, end);
        if (is_invisible(code) && !is_at_home(code, look.before)) {
            look.invisibles++;
        } else {
            invisibles_end(&look, look.before);
            look_at(&look, code);
        }
        look.before = code;
    }
    invisibles_end(&look, look.before);
    size_t length = utf8_count(text);
    if (length > most && !look.errors) /* what makes it long is the better message */
        diags_add(diags, DIAG_LIMIT_TEXT, place, path, NULL,
            "%zu characters stand in %s, where %zu are the most", length, path, most);
}

/* addresses */

enum script {
    SCRIPT_NONE,
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_CHEROKEE
};

static enum script script_of(uint32_t code)
{
    static const struct {
        struct code_range range;
        enum script script;
    } scripts[] = {{{'A', 'Z'}, SCRIPT_LATIN}, {{'a', 'z'}, SCRIPT_LATIN}, {{0xC0, 0x24F}, SCRIPT_LATIN},
        {{0x1E00, 0x1EFF}, SCRIPT_LATIN}, {{0xFF21, 0xFF5A}, SCRIPT_LATIN}, {{0x370, 0x3FF}, SCRIPT_GREEK},
        {{0x1F00, 0x1FFF}, SCRIPT_GREEK}, {{0x400, 0x52F}, SCRIPT_CYRILLIC},
        {{0x1C80, 0x1C8F}, SCRIPT_CYRILLIC}, {{0x531, 0x58F}, SCRIPT_ARMENIAN},
        {{0x590, 0x5FF}, SCRIPT_HEBREW}, {{0x600, 0x6FF}, SCRIPT_ARABIC},
        {{0x13A0, 0x13FF}, SCRIPT_CHEROKEE}};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (code >= scripts[i].range.first && code <= scripts[i].range.last)
            return scripts[i].script;
    return SCRIPT_NONE;
}

static bool is_mixed_host(const char *host, const char *end)
{
    enum script script = SCRIPT_NONE;
    while (host < end) {
        uint32_t code = utf8_next(&host, end);
        if (code == '.')
            script = SCRIPT_NONE;
        enum script now = script_of(code);
        if (now != SCRIPT_NONE && script != SCRIPT_NONE && now != script)
            return true;
        script = now != SCRIPT_NONE ? now : script;
    }
    return false;
}

/* What must be percent-encoded in an address; brackets stand in the host of an IPv6 address alone. */
static bool must_be_escaped(uint32_t code, bool in_host)
{
    return code == ' ' || code == '"' || code == '<' || code == '>' || code == '\\' || code == '^' ||
           code == '`' || code == '{' || code == '|' || code == '}' ||
           (!in_host && (code == '[' || code == ']')) || is_control(code) || is_bidi(code) ||
           is_noncharacter(code) || is_invisible(code) || code == 0xA0 || code == 0x3000;
}

static bool url_characters_good(
    struct diags *diags, struct place place, const char *path, const char *url, const char *host_end)
{
    const char *end = url + strlen(url);
    for (const char *at = url; at < end;) {
        const char *start = at;
        uint32_t code = utf8_next(&at, end);
        if (code == '%' && (!is_hex_digit(start[1]) || !is_hex_digit(start[2]))) {
            diags_add(diags, DIAG_BAD_URL, place, path, "a percent sign itself is written %25",
                "a percent sign without two hexadecimal digits in %s", path);
            return false;
        }
        if (!must_be_escaped(code, start < host_end))
            continue;
        char hint[64] = "";
        if (code < 0x80)
            snprintf(hint, sizeof hint, "write it as %%%02X", (unsigned)code);
        diags_add(diags, DIAG_BAD_URL, place, path, hint,
            "the character U+%04X cannot stand in the address in %s", (unsigned)code, path);
        return false;
    }
    return true;
}

static bool is_plain_in_url(char c)
{
    return is_letter(c) || is_digit(c) || (c && strchr("-._~/?#=&+,:;@!$", c));
}

bool url_is_harmless(const char *url)
{
    size_t at = web_scheme_length(url);
    if (!at || !url[at] || strchr("/?#", url[at]))
        return false;
    while (is_plain_in_url(url[at]))
        at++;
    return !url[at] && at <= URL_LENGTH_MOST;
}

void url_check(struct diags *diags, struct place place, const char *path, const char *url)
{
    size_t scheme = web_scheme_length(url);
    if (!*url) {
        diags_add(
            diags, DIAG_BAD_URL, place, path, "leave the field out", "the address in %s is empty", path);
        return;
    }
    if (!scheme) {
        diags_add(diags, DIAG_BAD_URL, place, path, NULL,
            "the address in %s does not start with http:// or https://", path);
        return;
    }
    if (strlen(url) > URL_LENGTH_MOST) {
        diags_add(diags, DIAG_LIMIT_TEXT, place, path, NULL, "the address in %s is longer than %d bytes",
            path, URL_LENGTH_MOST);
        return;
    }
    const char *host = url + scheme, *host_end = host + strcspn(host, "/?#");
    if (host == host_end) {
        diags_add(diags, DIAG_BAD_URL, place, path, NULL, "the address in %s names no host", path);
        return;
    }
    if (url_characters_good(diags, place, path, url, host_end) && is_mixed_host(host, host_end))
        diags_add(diags, DIAG_ODD_URL, place, path, "is it the address that was meant?",
            "the host name in %s mixes letters of several alphabets", path);
}
