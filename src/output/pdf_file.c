/* SPDX-License-Identifier: MIT */
/*
 * pdf_file: objects read where they stand, and those that are said anew.
 *
 * In: bytes of a PDF. Out: objects as text. It refuses to know what they are for and how a file is written.
 */
#include "pdf_file.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRY = 20 }; /* bytes of a line in a cross-reference table (7.5.4) */
enum {
    LEVEL = 5
}; /* of libdeflate, of 12: from 6 on a few per cent smaller for a tenth more work, to 4 as much the other way
    */

static const struct slice NOTHING = {"", 0};

static const char *slice_end(struct slice slice)
{
    return slice.at + slice.length;
}

static struct slice slice_from(const char *at, struct slice whole)
{
    return (struct slice){at, (size_t)(slice_end(whole) - at)};
}

/* values */

/* Moves past a value: one token, all between brackets, or a reference. */
static bool value_skip(const char **at, const char *end)
{
    int depth = 0, number;
    do {
        struct pdf_token token = pdf_token_next(at, end);
        if (token.kind == PDF_END || token.kind == PDF_FAULT)
            return false;
        depth += (token.kind == PDF_OPEN) - (token.kind == PDF_CLOSE);
        const char *rest = *at;
        if (!depth && pdf_token_int(token, &number) && pdf_token_is(pdf_token_next(&rest, end), "0") &&
            pdf_token_is(pdf_token_next(&rest, end), "R"))
            *at = rest;
    } while (depth > 0);
    return true;
}

bool pdf_pair_next(struct slice *at, struct slice *key, struct slice *value)
{
    const char *from = at->at, *end = slice_end(*at);
    struct pdf_token token = pdf_token_next(&from, end);
    if (pdf_token_is(token, "<<"))
        token = pdf_token_next(&from, end);
    if (token.kind != PDF_NAME)
        return false;
    const char *to = from;
    if (!value_skip(&to, end))
        return false;
    *key = token.text;
    *value = slice_trim((struct slice){from, (size_t)(to - from)});
    *at = slice_from(to, *at);
    return true;
}

struct slice pdf_value(struct slice dictionary, const char *key)
{
    struct slice name, value;
    while (pdf_pair_next(&dictionary, &name, &value))
        if (slice_equals(name, key))
            return value;
    return NOTHING;
}

int pdf_reference(struct slice value)
{
    const char *at = value.at, *end = slice_end(value);
    int object;
    bool good = pdf_token_int(pdf_token_next(&at, end), &object) &&
                pdf_token_is(pdf_token_next(&at, end), "0") && pdf_token_is(pdf_token_next(&at, end), "R");
    return good ? object : 0;
}

bool pdf_value_is(struct slice value, const char *word)
{
    const char *at = value.at;
    return pdf_token_is(pdf_token_next(&at, slice_end(value)), word);
}

void pdf_dictionary_append(struct str *out, struct slice dictionary, const char *entries)
{
    struct slice key, value, at = dictionary;
    str_append(out, "<<");
    while (pdf_pair_next(&at, &key, &value)) {
        struct slice other = slice_of(entries), name, ignored;
        bool said = false;
        while (pdf_pair_next(&other, &name, &ignored))
            said = said || (name.length == key.length && !memcmp(name.at, key.at, key.length));
        if (said)
            continue;
        str_append_bytes(out, key.at, key.length);
        str_char(out, ' ');
        str_append_bytes(out, value.at, value.length);
    }
    str_append(out, entries);
    str_append(out, ">>");
}

/* reading */

static bool open_fails(struct pdf_file *file)
{
    file->fault = "it has no cross-reference table";
    return false;
}

struct place_of { /* an object */
    size_t offset;
    int number;
};

static int places_order(const void *a, const void *b)
{
    const struct place_of *left = a, *right = b;
    int order = (left->offset > right->offset) - (left->offset < right->offset);
    return order ? order : (left->number > right->number) - (left->number < right->number);
}

/* An object ends where the next one begins, the last one at the table. */
static void ends_find(struct pdf_file *file)
{
    struct place_of *places = arena_array(file->arena, struct place_of, (size_t)file->count);
    size_t *ends = arena_array(file->arena, size_t, (size_t)file->count);
    for (int i = 0; i < file->count; i++)
        places[i] = (struct place_of){file->offsets[i], i};
    qsort(places, (size_t)file->count, sizeof *places, places_order);
    for (int i = 0; i < file->count; i++)
        ends[places[i].number] = i + 1 < file->count ? places[i + 1].offset : file->table;
    file->ends = ends;
}

static bool table_read(struct pdf_file *file)
{
    const char *at = file->bytes.at + file->table, *end = slice_end(file->bytes);
    int first, count;
    bool good = pdf_token_is(pdf_token_next(&at, end), "xref") &&
                pdf_token_int(pdf_token_next(&at, end), &first) && !first &&
                pdf_token_int(pdf_token_next(&at, end), &count) && count > 0;
    if (!good)
        return false;
    at += at < end;
    if ((size_t)(end - at) / ENTRY < (size_t)count)
        return false;
    size_t *offsets = arena_array(file->arena, size_t, (size_t)count);
    for (int i = 1; i < count; i++) {
        size_t offset;
        if (!slice_number((struct slice){at + (size_t)i * ENTRY, 10}, file->bytes.length, &offset))
            return false;
        offsets[i] = offset;
    }
    file->offsets = offsets;
    file->count = file->next = count;
    ends_find(file);
    at += (size_t)count * ENTRY;
    good = pdf_token_is(pdf_token_next(&at, end), "trailer");
    file->trailer = slice_from(at, file->bytes);
    return good;
}

/* "startxref 192012 %%EOF" at the end */
static bool table_find(struct pdf_file *file)
{
    static const char word[] = "startxref";
    size_t length = strlen(word);
    for (size_t i = file->bytes.length; i-- > 0;) {
        if (file->bytes.length - i < length || memcmp(file->bytes.at + i, word, length) != 0)
            continue;
        const char *at = file->bytes.at + i + length;
        struct pdf_token token = pdf_token_next(&at, slice_end(file->bytes));
        return slice_number(token.text, file->bytes.length, &file->table);
    }
    return false;
}

bool pdf_file_open(struct pdf_file *file, struct arena *arena, struct bytes bytes)
{
    *file = (struct pdf_file){.arena = arena,
        .bytes = {(const char *)bytes.at, bytes.length},
        .trailer = NOTHING,
        .compressor = libdeflate_alloc_compressor(LEVEL),
        .decompressor = libdeflate_alloc_decompressor(),
        .unpacked = str_init(arena),
        .packed = str_init(arena)};
    if (!file->compressor || !file->decompressor)
        memory_exhausted();
    return (table_find(file) && table_read(file)) || open_fails(file);
}

void pdf_file_close(struct pdf_file *file)
{
    libdeflate_free_compressor(file->compressor);
    libdeflate_free_decompressor(file->decompressor);
    file->compressor = NULL;
    file->decompressor = NULL;
}

struct slice pdf_file_object(const struct pdf_file *file, int number)
{
    if (number <= 0 || number >= file->count || file->offsets[number] >= file->ends[number])
        return NOTHING;
    const char *at = file->bytes.at + file->offsets[number], *end = file->bytes.at + file->ends[number];
    int said;
    bool good = pdf_token_int(pdf_token_next(&at, end), &said) && said == number &&
                pdf_token_is(pdf_token_next(&at, end), "0") && pdf_token_is(pdf_token_next(&at, end), "obj");
    return good ? (struct slice){at, (size_t)(end - at)} : NOTHING;
}

struct slice pdf_file_resolve(const struct pdf_file *file, struct slice value)
{
    int number = pdf_reference(value);
    for (int i = 0; number && i < 8; i++) {
        value = pdf_file_object(file, number);
        number = pdf_reference(value);
    }
    return value;
}

static bool inflated(struct pdf_file *file, struct bytes packed, struct bytes *bytes)
{
    struct str *room = &file->unpacked;
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    for (size_t size = 8 * packed.length + 256; result == LIBDEFLATE_INSUFFICIENT_SPACE; size *= 4) {
        size_t length;
        str_reserve(room, size);
        result = libdeflate_zlib_decompress(
            file->decompressor, packed.at, packed.length, room->at, room->capacity, &length);
        *bytes = (struct bytes){(unsigned char *)room->at, length};
    }
    return result == LIBDEFLATE_SUCCESS;
}

/* The bytes between the words stream and endstream (7.3.8.1) */
static bool stream_find(const struct pdf_file *file, struct slice object, struct bytes *bytes)
{
    const char *at = object.at, *end = slice_end(object);
    struct slice length = pdf_file_resolve(file, pdf_value(object, "/Length"));
    const char *number = length.at;
    int count;
    if (!value_skip(&at, end) || !pdf_token_is(pdf_token_next(&at, end), "stream") ||
        !pdf_token_int(pdf_token_next(&number, slice_end(length)), &count) || count < 0)
        return false;
    at += at < end && *at == '\r';
    at += at < end && *at == '\n';
    *bytes = (struct bytes){(const unsigned char *)at, (size_t)count};
    return (size_t)count <= (size_t)(end - at);
}

bool pdf_file_stream(struct pdf_file *file, struct slice object, struct bytes *bytes)
{
    struct slice filter = pdf_value(object, "/Filter");
    if (!stream_find(file, object, bytes))
        return false;
    if (!filter.length)
        return true;
    return pdf_value_is(filter, "/FlateDecode") && inflated(file, *bytes, bytes);
}

/* Without a word at its end, and what is white before it; false: it ends otherwise */
static bool end_cut(struct slice *text, const char *word)
{
    size_t length = strlen(word);
    *text = slice_trim(*text);
    if (text->length < length || memcmp(slice_end(*text) - length, word, length) != 0)
        return false;
    text->length -= length;
    return true;
}

bool pdf_file_copy(struct pdf_file *file, int number, struct pdf_object *object)
{
    struct slice text = pdf_file_object(file, number), rest;
    *object = (struct pdf_object){.value = text};
    if (!end_cut(&text, "endobj"))
        return false;
    rest = text;
    if (!end_cut(&rest, "endstream") || !stream_find(file, object->value, &object->stream)) {
        object->value = slice_trim(text);
        return true;
    }
    struct str out = str_init(file->arena);
    pdf_dictionary_append(
        &out, object->value, arena_printf(file->arena, "/Length %zu", object->stream.length));
    object->value = (struct slice){out.at, out.length};
    object->is_stream = true;
    return true;
}

/* saying anew */

static struct pdf_object *update_add(struct pdf_file *file, int number, const char *value)
{
    struct pdf_update *update = list_push(file->arena, &file->updates);
    update->number = number;
    update->object.value = slice_of(value);
    return &update->object;
}

void pdf_file_put(struct pdf_file *file, int number, const char *text)
{
    update_add(file, number, text);
}

struct bytes pdf_file_deflated(struct pdf_file *file, struct bytes bytes)
{
    struct str *room = &file->packed;
    str_reserve(room, libdeflate_zlib_compress_bound(file->compressor, bytes.length));
    size_t length =
        libdeflate_zlib_compress(file->compressor, bytes.at, bytes.length, room->at, room->capacity);
    return (struct bytes){(unsigned char *)room->at, length};
}

void pdf_file_put_stream(
    struct pdf_file *file, int number, const char *entries, struct bytes bytes, bool plain)
{
    struct bytes packed = plain ? bytes : pdf_file_deflated(file, bytes);
    struct pdf_object *object = update_add(file, number,
        arena_printf(
            file->arena, "<<%s%s/Length %zu>>", entries, plain ? "" : "/Filter/FlateDecode", packed.length));
    object->is_stream = true;
    object->stream = packed;
    if (!plain) {
        char *kept = arena_strndup(file->arena, (const char *)packed.at, packed.length);
        object->stream.at = (const unsigned char *)kept;
    }
}

int pdf_file_number(struct pdf_file *file)
{
    return file->next++;
}

int pdf_file_add(struct pdf_file *file, const char *text)
{
    int number = pdf_file_number(file);
    pdf_file_put(file, number, text);
    return number;
}

int pdf_file_add_stream(struct pdf_file *file, const char *entries, struct bytes bytes, bool plain)
{
    int number = pdf_file_number(file);
    pdf_file_put_stream(file, number, entries, bytes, plain);
    return number;
}
