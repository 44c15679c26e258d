/* SPDX-License-Identifier: MIT */
#include "text_check.h"

#include "limit.h"
#include "lookalike.h"
#include "str.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PORT_MOST = 65535 };

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

bool letter_is_space(uint32_t code)
{
    static const struct code_range ranges[] = {{0x09, 0x0D}, {0x20, 0x20}, {0x85, 0x85}, {0xA0, 0xA0},
        {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
        {0x2800, 0x2800}, {0x3000, 0x3000}};
    return IN(code, ranges);
}

bool letter_shows_nothing(uint32_t code)
{
    return letter_is_space(code) || is_invisible(code);
}

bool letter_is_mark(uint32_t code)
{
    return is_mark(code);
}

bool text_shows_nothing(const char *text)
{
    for (const char *at = text, *end = text + strlen(text); at < end;)
        if (!letter_shows_nothing(utf8_next(&at, end)))
            return false;
    return true;
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

struct look {
    struct diags *diags;
    struct place place;
    const char *path;
    bool said[DIAG_CODE_COUNT];
    uint32_t before;
    int marks, invisibles;
    bool errors;
    bool word_latin, word_cyrillic; /* letters of the word so far */
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
    if (look->invisibles > FIXED_INVISIBLES)
        say(look, DIAG_TEXT_INVISIBLE_MANY, 0, "five or more invisible characters in a row stand",
            "take them out");
    else if (look->invisibles)
        say(look, DIAG_TEXT_INVISIBLE, last, "the invisible character", "take it out");
    look->invisibles = 0;
}

/* A Cyrillic letter in a Latin word, or the other way round: it looks right and is found by no search. Greek
   ones have their place there (TNFα). */
static void scripts_look(struct look *look, uint32_t code)
{
    if (is_mark(code) || is_invisible(code))
        return;
    enum script script = script_of(code);
    if (script == SCRIPT_NONE)
        look->word_latin = look->word_cyrillic = false;
    look->word_latin = look->word_latin || script == SCRIPT_LATIN;
    look->word_cyrillic = look->word_cyrillic || script == SCRIPT_CYRILLIC;
    if (look->word_latin && look->word_cyrillic)
        say(look, DIAG_TEXT_SCRIPTS, 0, "a word mixes Latin and Cyrillic letters",
            "they look alike: type it anew");
}

static void look_at(struct look *look, uint32_t code)
{
    scripts_look(look, code);
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
    if (look->marks == FIXED_MARKS + 1)
        say(look, DIAG_TEXT_COMBINING, 0, "more than four marks sit on one letter", NULL);
}

bool text_is_harmless(const char *text, size_t most)
{
    const char *at = text;
    while (*at >= ' ' && *at <= '~')
        at++;
    return !*at && (size_t)(at - text) <= most;
}

void text_check(struct diags *diags, struct place place, const char *path, const char *text, size_t most,
    const char *hint)
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
        diags_add(diags, DIAG_LIMIT_TEXT, place, path, hint,
            "%zu characters stand in %s, where %zu are the most", length, path, most);
}

/* addresses */

/* Why a host may be another than it looks; NULL: it is what it looks like */
static const char *host_disguise(const char *host, const char *end)
{
    enum script script = SCRIPT_NONE;
    bool foreign = false, alike = true; /* of the part between two points */
    for (const char *at = host; at <= end;) {
        uint32_t code = at < end ? utf8_next(&at, end) : '.';
        if (code == 0x3002 || (code >= 0xFF01 && code <= 0xFF61))
            return "the host name in %s has letters or points of full width";
        if (code == '.') {
            if (foreign && alike)
                return "the host name in %s is written in letters that look like Latin ones";
            script = SCRIPT_NONE, foreign = false, alike = true;
            if (at == end)
                return NULL;
            continue;
        }
        enum script now = script_of(code);
        if (now != SCRIPT_NONE && script != SCRIPT_NONE && now != script)
            return "the host name in %s mixes letters of several alphabets";
        script = now != SCRIPT_NONE ? now : script;
        foreign = foreign || now == SCRIPT_CYRILLIC || now == SCRIPT_GREEK;
        alike = alike && (now == SCRIPT_NONE || letter_look(code));
    }
    return NULL;
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

static bool is_plain_in_host(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '.';
}

bool url_is_harmless(const char *url, size_t most)
{
    size_t at = web_scheme_length(url);
    if (!at || !(is_letter(url[at]) || is_digit(url[at])))
        return false;
    while (is_plain_in_host(url[at])) {
        if (url[at] == '.' && url[at + 1] == '.')
            return false;
        at++;
    }
    if (url[at] && !strchr("/?#", url[at]))
        return false;
    while (is_plain_in_url(url[at]))
        at++;
    return !url[at] && at <= most;
}

/* What stands between the scheme and the path: [name@]host[:port] */
struct authority {
    const char *name; /* NULL: none */
    const char *host, *host_end;
    const char *port, *end; /* port: NULL: none */
};

static struct authority authority_split(const char *start)
{
    struct authority authority = {.host = start, .end = start + strcspn(start, "/?#")};
    for (const char *at = start; at < authority.end; at++)
        if (*at == '@')
            authority.name = start, authority.host = at + 1;
    authority.host_end = authority.end;
    const char *bracket =
        *authority.host == '[' ? memchr(authority.host, ']', (size_t)(authority.end - authority.host)) : NULL;
    for (const char *at = bracket ? bracket : authority.host; at < authority.end && !authority.port; at++)
        if (*at == ':')
            authority.host_end = at, authority.port = at + 1;
    return authority;
}

static const char *port_fault(const struct authority *authority)
{
    size_t number;
    struct slice port = {authority->port, authority->port ? (size_t)(authority->end - authority->port) : 0};
    return !port.length || slice_number(port, PORT_MOST + 1, &number)
               ? NULL
               : "the port in %s is no number from 0 to 65535";
}

static const char *host_fault(const struct authority *authority)
{
    const char *host = authority->host, *end = authority->host_end;
    if (host == end)
        return "the address in %s names no host";
    if (*host == '[') { /* IPv6 */
        size_t length = strspn(host + 1, "0123456789abcdefABCDEF:.");
        return length > 1 && host + length + 2 == end && host[length + 1] == ']'
                   ? NULL
                   : "the brackets in %s hold no address of IPv6";
    }
    for (const char *at = host; at < end; at++) {
        if (*at == '.' && (at == host || at[-1] == '.'))
            return "a part of the host name in %s is empty";
        if (strchr("[]%@", *at))
            return "the host name in %s holds a character that none has";
    }
    return NULL;
}

static void authority_check(
    struct diags *diags, struct place place, const char *path, const struct authority *authority)
{
    const char *fault = host_fault(authority);
    fault = fault ? fault : port_fault(authority);
    const char *disguise = host_disguise(authority->host, authority->host_end);
    if (fault)
        diags_add(diags, DIAG_BAD_URL, place, path, NULL, fault, path);
    else if (authority->name)
        diags_add(diags, DIAG_ODD_URL, place, path,
            "what stands before it is a user's name, and shown to all",
            "the host of the address in %s stands behind an @", path);
    else if (disguise)
        diags_add(diags, DIAG_ODD_URL, place, path, "is it the address that was meant?", disguise, path);
}

void url_check(
    struct diags *diags, struct place place, const char *path, const char *url, size_t most, const char *hint)
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
    if (strlen(url) > most) {
        diags_add(diags, DIAG_LIMIT_TEXT, place, path, hint, "the address in %s is longer than %zu bytes",
            path, most);
        return;
    }
    struct authority authority = authority_split(url + scheme);
    if (url_characters_good(diags, place, path, url, authority.end))
        authority_check(diags, place, path, &authority);
}
