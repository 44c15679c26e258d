/* SPDX-License-Identifier: MIT */
/*
 * pdf_pack: objects that are led to, in the order of their numbers, written once.
 *
 * In: a file and its updates. Out: bytes that are the same for the same input; the file's identifier is a sum
 * of them. It refuses to know what objects are for. Streams are written as they are.
 */
#include "pdf_pack.h"

#include "hash.h"

#include <string.h>

/* Of an object stream: a reader unpacks all of one to come to one object. */
enum { OBJECTS_TOGETHER = 200 };

enum entry_kind { ENTRY_FREE, ENTRY_ALONE, ENTRY_TOGETHER };

struct entry { /* of the cross-reference stream */
    enum entry_kind kind;
    size_t place; /* ALONE: its offset; TOGETHER: the number of its object stream */
    int index;    /* TOGETHER: in that */
};

struct pack {
    struct pdf_file *file;
    struct arena *arena;
    int count; /* of numbers that objects may have */
    struct pdf_object *objects;
    bool *reached;
    const struct pdf_object **updates; /* by number; NULL: none */
    LIST(int) waiting;                 /* reached, not yet followed */
    LIST(struct entry) entries;
    struct str out;
    struct str heads, bodies; /* of the object stream that is being filled */
    int together;             /* objects in it */
};

/* what is led to */

static void object_reach(struct pack *pack, int number)
{
    if (number <= 0 || number >= pack->count || pack->reached[number])
        return;
    pack->reached[number] = true;
    *list_push(pack->arena, &pack->waiting) = number;
}

static const char *space_back(const char *at, const char *start)
{
    while (at > start && pdf_is_space(at[-1]))
        at--;
    return at;
}

/* The number before `at`, back to its first digit; -1: none that is a number of an object */
static int number_back(const char **at, const char *start)
{
    const int most = 99999999;
    int number = 0, power = 1;
    const char *end = *at;
    for (; *at > start && is_digit((*at)[-1]) && power <= most; power *= 10)
        number += power * (*--*at - '0');
    return *at < end ? number : -1;
}

/* Words of a string may look like a reference: then an object too many is kept, no more than that. */
static void references_follow(struct pack *pack, struct slice text)
{
    const char *start = text.at, *end = start + text.length, *at = start;
    while (at < end && (at = memchr(at, 'R', (size_t)(end - at)))) {
        const char *from = space_back(at, start);
        if (from < at++ && !number_back(&from, start)) {
            const char *before = space_back(from, start);
            if (before < from)
                object_reach(pack, number_back(&before, start));
        }
    }
}

static void objects_reach(struct pack *pack, int catalog, int info)
{
    object_reach(pack, catalog);
    object_reach(pack, info);
    while (pack->waiting.count) {
        int number = pack->waiting.at[--pack->waiting.count];
        struct pdf_object *object = &pack->objects[number];
        if (pack->updates[number])
            *object = *pack->updates[number];
        else
            pack->reached[number] = pdf_file_copy(pack->file, number, object);
        if (pack->reached[number])
            references_follow(pack, object->value);
    }
}

/* writing */

static void stream_append(struct pack *pack, int number, const struct pdf_object *object)
{
    struct str *out = &pack->out;
    pack->entries.at[number] = (struct entry){ENTRY_ALONE, out->length, 0};
    pdf_number_append(out, number);
    str_append(out, " 0 obj\n");
    str_append_bytes(out, object->value.at, object->value.length);
    str_append(out, "\nstream\n");
    str_append_bytes(out, object->stream.at, object->stream.length);
    str_append(out, "\nendstream\nendobj\n"); /* the end of a line before it: ISO 19005-3, 6.1.7.1 */
}

/* The number of the next object stream, or of the last stream */
static int stream_number(const struct pack *pack)
{
    return (int)pack->entries.count;
}

static void together_flush(struct pack *pack)
{
    int number = stream_number(pack);
    if (!pack->together)
        return;
    list_push(pack->arena, &pack->entries);
    size_t first = pack->heads.length;
    str_append_bytes(&pack->heads, pack->bodies.at, pack->bodies.length);
    struct bytes packed = pdf_file_deflated(
        pack->file, (struct bytes){(const unsigned char *)pack->heads.at, pack->heads.length});
    const char *dictionary =
        arena_printf(pack->arena, "<</Type/ObjStm/N %d/First %zu/Filter/FlateDecode/Length %zu>>",
            pack->together, first, packed.length);
    stream_append(pack, number, &(struct pdf_object){slice_of(dictionary), packed, true});
    pack->heads.length = pack->bodies.length = 0;
    pack->together = 0;
}

/* Past a string, or a comment and what follows it; damaged: to the end */
static const char *whole_end(const char *at, const char *end)
{
    return pdf_token_next(&at, end).kind == PDF_FAULT ? end : at;
}

/* An object without the white space that parts nothing; strings are copied as they are. */
static void value_append(struct str *out, struct slice value)
{
    const char *at = value.at, *end = at + value.length;
    size_t most = out->length + value.length;
    if (out->capacity <= most)
        str_reserve(out, 2 * most + 64);
    char *to = out->at + out->length;
    while (at < end) {
        const char *from = at;
        if (pdf_is_space(*at)) {
            while (at < end && pdf_is_space(*at))
                at++;
            if (from > value.at && at < end && pdf_is_regular(from[-1]) && pdf_is_regular(*at))
                *to++ = ' ';
        } else if (*at == '(' || *at == '%') {
            at = whole_end(at, end);
            memcpy(to, from, (size_t)(at - from));
            to += at - from;
        } else {
            *to++ = *at++;
        }
    }
    *to = '\0';
    out->length = (size_t)(to - out->at);
}

static void together_append(struct pack *pack, int number, struct slice value)
{
    pack->entries.at[number] = (struct entry){ENTRY_TOGETHER, (size_t)stream_number(pack), pack->together++};
    pdf_number_append(&pack->heads, number);
    str_char(&pack->heads, ' ');
    pdf_number_append(&pack->heads, (int)pack->bodies.length);
    str_char(&pack->heads, '\n');
    value_append(&pack->bodies, value);
    str_char(&pack->bodies, '\n');
    if (pack->together == OBJECTS_TOGETHER)
        together_flush(pack);
}

static void objects_write(struct pack *pack)
{
    for (int i = 0; i < pack->count; i++)
        list_push(pack->arena, &pack->entries);
    for (int i = 1; i < pack->count; i++)
        if (pack->reached[i] && pack->objects[i].is_stream)
            stream_append(pack, i, &pack->objects[i]);
    for (int i = 1; i < pack->count; i++)
        if (pack->reached[i] && !pack->objects[i].is_stream)
            together_append(pack, i, pack->objects[i].value);
    together_flush(pack);
}

/* where objects lie */

static size_t width_of(size_t most)
{
    size_t width = 1;
    while (most >>= 8)
        width++;
    return width;
}

static void field_write(unsigned char *at, size_t width, size_t value)
{
    for (size_t i = width; i-- > 0; value >>= 8)
        at[i] = value & 0xFF;
}

/* Rows of a kind, a place and an index, each but its first byte (the predictor, PNG's Up) less the row above:
   most are then the same. */
static struct bytes entries_encode(const struct pack *pack, size_t width)
{
    enum { ROW_MOST = 1 + 1 + sizeof(size_t) + 1, UP = 2 };
    size_t row = 1 + 1 + width + 1, count = pack->entries.count;
    unsigned char *bytes = arena_array(pack->arena, unsigned char, row *count), *at = bytes;
    unsigned char before[ROW_MOST] = {0}, now[ROW_MOST];
    for (size_t i = 0; i < count; i++, at += row) {
        const struct entry *entry = &pack->entries.at[i];
        now[1] = (unsigned char)entry->kind;
        field_write(now + 2, width, entry->place);
        now[2 + width] = (unsigned char)entry->index;
        at[0] = UP;
        for (size_t k = 1; k < row; k++)
            at[k] = (unsigned char)(now[k] - before[k]);
        memcpy(before, now, row);
    }
    return (struct bytes){bytes, row * count};
}

/* The cross-reference stream, which is the trailer as well and the last object */
static void entries_write(struct pack *pack, int catalog, int info)
{
    int number = stream_number(pack);
    size_t start = pack->out.length;
    size_t width = width_of(start > (size_t)number ? start : (size_t)number);
    struct entry *own = list_push(pack->arena, &pack->entries);
    *own = (struct entry){ENTRY_ALONE, start, 0};
    struct bytes packed = pdf_file_deflated(pack->file, entries_encode(pack, width));
    unsigned char sum[HASH_MD5_SIZE];
    hash_md5((struct bytes){(const unsigned char *)pack->out.at, pack->out.length}, sum);
    struct str dictionary = str_init(pack->arena);
    str_printf(&dictionary, "<</Type/XRef/Size %d/W[1 %zu 1]/Root %d 0 R/Info %d 0 R/ID[", number + 1, width,
        catalog, info);
    pdf_bytes_append(&dictionary, sum, sizeof sum);
    pdf_bytes_append(&dictionary, sum, sizeof sum);
    str_printf(&dictionary, "]/DecodeParms<</Columns %zu/Predictor 12>>/Filter/FlateDecode/Length %zu>>",
        width + 2, packed.length);
    struct slice value = {dictionary.at, dictionary.length};
    stream_append(pack, number, &(struct pdf_object){value, packed, true});
    str_printf(&pack->out, "startxref\n%zu\n%%%%EOF\n", start);
}

struct bytes pdf_pack(struct pdf_file *file, int catalog, int info)
{
    size_t count = (size_t)file->next;
    struct pack pack = {.file = file,
        .arena = file->arena,
        .count = file->next,
        .objects = arena_array(file->arena, struct pdf_object, count),
        .reached = arena_array(file->arena, bool, count),
        .updates = arena_array(file->arena, const struct pdf_object *, count),
        .out = str_init(file->arena),
        .heads = str_init(file->arena),
        .bodies = str_init(file->arena)};
    for (size_t i = 0; i < file->updates.count; i++)
        pack.updates[file->updates.at[i].number] = &file->updates.at[i].object;
    objects_reach(&pack, catalog, info);
    /* bytes of the second line: whoever carries the file is to know that it is no text (7.5.2) */
    str_append(&pack.out, "%PDF-1.7\n%\xBF\xF7\xA2\xFE\n");
    objects_write(&pack);
    entries_write(&pack, catalog, info);
    return (struct bytes){(const unsigned char *)pack.out.at, pack.out.length};
}
