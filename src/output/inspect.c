/* SPDX-License-Identifier: MIT */
/*
 * inspect: finds the line of provenance in a PNG's text chunks and in the metadata of SVG and HTML; a PDF is
 * pdf_read.c's.
 *
 * The line reads "dataset=a.json; dataset-sha256=…", ';' and '%' percent-encoded (provenance_append).
 */
#include "inspect.h"

#include "pdf_read.h"
#include "provenance.h"
#include "xml_read.h"

#include <string.h>

static const unsigned char png_signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

static bool starts(struct bytes bytes, const void *with, size_t length)
{
    return bytes.length >= length && !memcmp(bytes.at, with, length);
}

/* values */

/* Invisible and directional characters could make one value look like another. */
static bool character_is_shown(uint32_t c)
{
    bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == UINT32_MAX;
    bool invisible =
        (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F);
    return !control && !invisible && c < 0xE0000;
}

static const char *cleaned(struct arena *arena, struct slice value)
{
    struct str out = str_init(arena);
    const char *at = value.at, *end = at + value.length;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        if (character_is_shown(c))
            utf8_append(&out, c);
        else
            str_char(&out, '?');
    }
    return str_text(&out);
}

static int hex_value(char c)
{
    return is_digit(c) ? c - '0' : letter_small(c) - 'a' + 10;
}

static struct slice percent_decoded(struct arena *arena, struct slice text)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < text.length; i++) {
        bool coded = text.at[i] == '%' && i + 2 < text.length && is_hex_digit(text.at[i + 1]) &&
                     is_hex_digit(text.at[i + 2]);
        str_char(
            &out, coded ? (char)(hex_value(text.at[i + 1]) * 16 + hex_value(text.at[i + 2])) : text.at[i]);
        i += coded ? 2 : 0;
    }
    return (struct slice){str_text(&out), out.length};
}

/* The field of that key in keys we know; others are a stranger's and left out */
static bool key_is_known(struct slice key, const char **known)
{
    struct provenance_field fields[PROVENANCE_FIELDS];
    provenance_fields(&(struct provenance){0}, fields);
    for (size_t i = 0; i < PROVENANCE_FIELDS; i++)
        if (slice_equals(key, fields[i].key)) {
            *known = fields[i].key;
            return true;
        }
    return false;
}

static void field_add(struct arena *arena, struct inspection *inspection, const char *key, struct slice value)
{
    if (inspection_value(inspection, key))
        return;
    struct inspected_field *field = list_push(arena, &inspection->fields);
    field->key = key;
    field->value = cleaned(arena, value);
}

static void line_read(struct arena *arena, struct inspection *inspection, struct slice line)
{
    const char *at = line.at, *end = at + line.length;
    while (at < end) {
        const char *stop = memchr(at, ';', (size_t)(end - at)), *key;
        stop = stop ? stop : end;
        struct slice field = slice_trim((struct slice){at, (size_t)(stop - at)});
        const char *equals = memchr(field.at, '=', field.length);
        if (equals && key_is_known((struct slice){field.at, (size_t)(equals - field.at)}, &key)) {
            struct slice value = {equals + 1, field.length - (size_t)(equals + 1 - field.at)};
            field_add(arena, inspection, key, percent_decoded(arena, value));
        }
        at = stop + (stop < end);
    }
}

/* PNG: chunks of length, name, data, sum (third edition, 5.3) */

static size_t word_at(const unsigned char *at)
{
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

/* iTXt: keyword, 0, packed?, method, language, 0, keyword translated, 0, text (11.3.3.4) */
static void text_chunk_read(struct arena *arena, struct inspection *inspection, struct slice data)
{
    static const char keyword[] = PROVENANCE_KEYWORD;
    if (data.length < sizeof keyword + 2 || memcmp(data.at, keyword, sizeof keyword) != 0 ||
        data.at[sizeof keyword])
        return;
    const char *at = data.at + sizeof keyword + 2, *end = data.at + data.length;
    for (int i = 0; i < 2 && at; i++) {
        at = memchr(at, '\0', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    if (at)
        line_read(arena, inspection, (struct slice){at, (size_t)(end - at)});
}

static bool png_read(struct arena *arena, struct bytes png, struct inspection *inspection)
{
    inspection->kind = "PNG";
    for (size_t at = sizeof png_signature; at < png.length;) {
        size_t left = png.length - at, length = left >= 12 ? word_at(png.at + at) : 0;
        if (left < 12 || length > left - 12)
            return false;
        if (!memcmp(png.at + at + 4, "iTXt", 4))
            text_chunk_read(arena, inspection, (struct slice){(const char *)png.at + at + 8, length});
        at += 12 + length;
    }
    return true;
}

/* SVG, HTML: an attribute of the root, ">dealbrief: line<" within an element, or the content of the page's
 * meta */

static const char *text_find(const char *text, size_t length, const char *what)
{
    struct slice found;
    return xml_text_find((struct slice){text, length}, what, &found) ? found.at : NULL;
}

static bool markup_read(struct arena *arena, struct bytes bytes, struct inspection *inspection)
{
    static const char *const marks[][2] = {{" data-" PROVENANCE_KEYWORD "=\"", "\""},
        {">" PROVENANCE_KEYWORD ": ", "<"}, {"<meta name=\"" PROVENANCE_KEYWORD "\" content=\"", "\""}};
    const char *text = (const char *)bytes.at, *svg = text_find(text, bytes.length, "<svg");
    bool html = text_find(text, bytes.length < 1024 ? bytes.length : 1024, "<html") != NULL;
    if (!svg && !html)
        return false;
    inspection->kind = html ? "HTML" : "SVG";
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *at = text_find(text, bytes.length, marks[i][0]);
        size_t left = at ? bytes.length - (size_t)(at - text) - strlen(marks[i][0]) : 0;
        const char *end = at ? memchr(at + strlen(marks[i][0]), *marks[i][1], left) : NULL;
        if (!end)
            continue;
        at += strlen(marks[i][0]);
        line_read(arena, inspection, xml_unescaped(arena, (struct slice){at, (size_t)(end - at)}));
        break;
    }
    return true;
}

/* all kinds */

static const char *name_without_folder(struct arena *arena, const char *name)
{
    const char *at = name + strlen(name);
    while (at > name && at[-1] != '/' && at[-1] != '\\')
        at--;
    return cleaned(arena, slice_of(at));
}

static bool pdf_inspect(struct arena *arena, struct bytes bytes, size_t most, struct inspection *inspection)
{
    struct provenance_field fields[PROVENANCE_FIELDS];
    struct pdf_contents contents;
    inspection->kind = "PDF";
    if (!pdf_read(arena, bytes, most, &contents))
        return false;
    provenance_fields(&(struct provenance){0}, fields);
    for (size_t i = 0; i < PROVENANCE_FIELDS; i++) {
        struct slice value;
        const char *element = arena_printf(arena, PROVENANCE_PREFIX ":%s", fields[i].name);
        if (xml_element_find(contents.metadata, element, &value))
            field_add(arena, inspection, fields[i].key, xml_unescaped(arena, value));
    }
    inspection->too_long = contents.too_long;
    for (size_t i = 0; i < contents.files.count; i++) {
        struct inspected_file *file = list_push(arena, &inspection->files);
        file->name = name_without_folder(arena, contents.files.at[i].name);
        file->bytes = contents.files.at[i].bytes;
    }
    return true;
}

const char *inspection_value(const struct inspection *inspection, const char *key)
{
    for (size_t i = 0; i < inspection->fields.count; i++)
        if (!strcmp(inspection->fields.at[i].key, key))
            return inspection->fields.at[i].value;
    return NULL;
}

bool inspect_read(struct arena *arena, const char *path, struct bytes bytes, const struct limits *limits,
    struct inspection *inspection, struct diags *diags)
{
    *inspection = (struct inspection){0};
    bool png = starts(bytes, png_signature, sizeof png_signature), pdf = starts(bytes, "%PDF-", 5);
    bool read = png   ? png_read(arena, bytes, inspection)
                : pdf ? pdf_inspect(arena, bytes, limit_of(limits, LIMIT_BYTES), inspection)
                      : markup_read(arena, bytes, inspection);
    if (read && inspection->too_long) {
        diags_add(diags, DIAG_LIMIT_INPUT, (struct place){.file = path}, NULL,
            limit_hint(arena, limits, LIMIT_BYTES), "a file in the PDF is longer than %zu bytes",
            limit_of(limits, LIMIT_BYTES));
        return false;
    }
    if (read && inspection->fields.count)
        return true;
    const char *kind = inspection->kind;
    const char *hint =
        !kind  ? "inspect reads the PDF, PNG, SVG and HTML files that dealbrief writes"
        : read ? "another program may have made it, or an editor or optimiser taken its metadata out"
               : NULL;
    diags_add(diags, DIAG_INSPECT_UNKNOWN, (struct place){.file = path}, NULL, hint,
        !kind  ? "the file is none of the kinds that say where they come from"
        : read ? "the %s says nothing of where it comes from"
               : "the %s is damaged and cannot be read",
        kind ? kind : "");
    return false;
}
