/* SPDX-License-Identifier: MIT */
/*
 * pdf_file: objects read where they stand, and an update written behind them.
 *
 * In: bytes of a PDF. Out: values as text; the bytes with what changed. It refuses to know what objects are
 * for.
 */
#include "pdf_file.h"

#include <libdeflate.h>
#include <string.h>

enum { ENTRY = 20 }; /* bytes of a line in a cross-reference table (7.5.4) */

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
        .text = str_init(arena)};
    return (table_find(file) && table_read(file)) || open_fails(file);
}

struct slice pdf_file_object(struct pdf_file *file, int object)
{
    if (object <= 0 || object >= file->count || !file->offsets[object])
        return NOTHING;
    const char *at = file->bytes.at + file->offsets[object], *end = slice_end(file->bytes);
    int number;
    bool good = pdf_token_int(pdf_token_next(&at, end), &number) && number == object &&
                pdf_token_is(pdf_token_next(&at, end), "0") && pdf_token_is(pdf_token_next(&at, end), "obj");
    return good ? slice_from(at, file->bytes) : NOTHING;
}

struct slice pdf_file_resolve(struct pdf_file *file, struct slice value)
{
    int object = pdf_reference(value);
    for (int i = 0; object && i < 8; i++) {
        value = pdf_file_object(file, object);
        object = pdf_reference(value);
    }
    return value;
}

static bool inflated(struct arena *arena, struct bytes packed, struct bytes *bytes)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    if (!decompressor)
        memory_exhausted();
    for (size_t room = 8 * packed.length + 256; result == LIBDEFLATE_INSUFFICIENT_SPACE; room *= 4) {
        unsigned char *out = arena_alloc(arena, room);
        size_t length;
        result = libdeflate_zlib_decompress(decompressor, packed.at, packed.length, out, room, &length);
        *bytes = (struct bytes){out, length};
    }
    libdeflate_free_decompressor(decompressor);
    return result == LIBDEFLATE_SUCCESS;
}

/* The bytes between the words stream and endstream (7.3.8.1) */
static bool stream_find(struct pdf_file *file, struct slice object, struct bytes *bytes)
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
    return pdf_value_is(filter, "/FlateDecode") && inflated(file->arena, *bytes, bytes);
}

/* writing */

static void object_open(struct pdf_file *file, int object)
{
    struct pdf_update *update = list_push(file->arena, &file->updates);
    update->object = object;
    update->offset = file->text.length;
    str_printf(&file->text, "%d 0 obj\n", object);
}

void pdf_file_put(struct pdf_file *file, int object, const char *text)
{
    object_open(file, object);
    str_append(&file->text, text);
    str_append(&file->text, "\nendobj\n");
}

static struct bytes deflated(struct arena *arena, struct bytes bytes)
{
    static const int LEVEL = 9; /* of 12: as fast as zlib's usual one, and smaller */
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (!compressor)
        memory_exhausted();
    size_t room = libdeflate_zlib_compress_bound(compressor, bytes.length);
    unsigned char *out = arena_alloc(arena, room);
    size_t length = libdeflate_zlib_compress(compressor, bytes.at, bytes.length, out, room);
    libdeflate_free_compressor(compressor);
    return (struct bytes){out, length};
}

void pdf_file_put_stream(
    struct pdf_file *file, int object, const char *entries, struct bytes bytes, bool plain)
{
    struct bytes packed = plain ? bytes : deflated(file->arena, bytes);
    object_open(file, object);
    str_printf(&file->text, "<<%s%s/Length %zu>>\nstream\n", entries, plain ? "" : "/Filter/FlateDecode",
        packed.length);
    str_append_bytes(&file->text, packed.at, packed.length);
    str_append(&file->text, "\nendstream\nendobj\n");
}

int pdf_file_number(struct pdf_file *file)
{
    return file->next++;
}

int pdf_file_add(struct pdf_file *file, const char *text)
{
    int object = pdf_file_number(file);
    pdf_file_put(file, object, text);
    return object;
}

int pdf_file_add_stream(struct pdf_file *file, const char *entries, struct bytes bytes, bool plain)
{
    int object = pdf_file_number(file);
    pdf_file_put_stream(file, object, entries, bytes, plain);
    return object;
}

struct bytes pdf_file_joined(struct pdf_file *file, const char *trailer)
{
    struct str *out = &file->text;
    size_t table = file->bytes.length + out->length;
    struct str whole = str_init(file->arena);
    struct str entries = str_init(file->arena);
    str_append(out, "xref\n");
    for (size_t i = 0; i < file->updates.count; i++)
        str_printf(out, "%d 1\n%010zu 00000 n \n", file->updates.at[i].object,
            file->bytes.length + file->updates.at[i].offset);
    str_printf(&entries, "/Size %d/Prev %zu%s", file->next, file->table, trailer);
    str_append(out, "trailer\n");
    pdf_dictionary_append(out, file->trailer, str_text(&entries));
    str_printf(out, "\nstartxref\n%zu\n%%%%EOF\n", table);
    str_reserve(&whole, file->bytes.length + out->length);
    str_append_bytes(&whole, file->bytes.at, file->bytes.length);
    str_append_bytes(&whole, out->at, out->length);
    return (struct bytes){(const unsigned char *)whole.at, whole.length};
}
