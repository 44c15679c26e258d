/* SPDX-License-Identifier: MIT */
/*
 * pdf_read: walks from the catalog to its metadata and to its associated files (ISO 19005-3, 6.8), through
 * libqpdf.
 *
 * In: bytes of a stranger. Out: copies in the arena. qpdf says nothing on standard error and repairs nothing.
 * Streams are unpacked here, not by qpdf, which knows no limit.
 */
#include "pdf_read.h"

#include "inspect.h"

#include <libdeflate.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

static bool filter_is_flate(qpdf_data qpdf, qpdf_oh dictionary)
{
    return qpdf_oh_is_name_and_equals(qpdf, qpdf_oh_get_key(qpdf, dictionary, "/Filter"), "/FlateDecode") &&
           !qpdf_oh_has_key(qpdf, dictionary, "/DecodeParms");
}

enum { METADATA_MOST = 1024 * 1024 };

enum stream_state { STREAM_READ, STREAM_DAMAGED, STREAM_TOO_LONG };

/* Unpacks into room that doubles until it is enough or the limit. */
static enum stream_state unpacked(struct arena *arena, struct bytes packed, size_t most, struct bytes *bytes)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    unsigned char *room = NULL;
    size_t length = 0, size = 0;
    if (!decompressor)
        memory_exhausted();
    while (result == LIBDEFLATE_INSUFFICIENT_SPACE && size <= most) {
        size = size ? 2 * size : 4 * packed.length + 4096;
        size = size <= most ? size : most + 1;
        free(room);
        room = malloc(size);
        if (!room)
            memory_exhausted();
        result = libdeflate_zlib_decompress(decompressor, packed.at, packed.length, room, size, &length);
    }
    bool whole = result == LIBDEFLATE_SUCCESS && length <= most;
    if (whole)
        *bytes =
            (struct bytes){(const unsigned char *)arena_strndup(arena, (const char *)room, length), length};
    free(room);
    libdeflate_free_decompressor(decompressor);
    return whole                                                                     ? STREAM_READ
           : result == LIBDEFLATE_SUCCESS || result == LIBDEFLATE_INSUFFICIENT_SPACE ? STREAM_TOO_LONG
                                                                                     : STREAM_DAMAGED;
}

static enum stream_state stream_read(
    struct arena *arena, qpdf_data qpdf, qpdf_oh stream, size_t most, struct bytes *bytes)
{
    unsigned char *raw = NULL;
    size_t length = 0;
    enum stream_state state = STREAM_DAMAGED;
    if (!qpdf_oh_is_stream(qpdf, stream))
        return STREAM_DAMAGED;
    qpdf_oh dictionary = qpdf_oh_get_dict(qpdf, stream);
    bool error = qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_none, NULL, &raw, &length) & QPDF_ERRORS;
    if (!error && filter_is_flate(qpdf, dictionary)) {
        state = unpacked(arena, (struct bytes){raw, length}, most, bytes);
    } else if (!error && !qpdf_oh_has_key(qpdf, dictionary, "/Filter")) {
        state = length <= most ? STREAM_READ : STREAM_TOO_LONG;
        if (state == STREAM_READ)
            *bytes = (struct bytes){
                (const unsigned char *)arena_strndup(arena, (const char *)raw, length), length};
    }
    free(raw);
    return state;
}

static void file_read_attached(
    struct arena *arena, qpdf_data qpdf, qpdf_oh specification, size_t most, struct pdf_contents *contents)
{
    struct bytes bytes;
    qpdf_oh embedded = qpdf_oh_get_key_if_dict(qpdf, specification, "/EF");
    qpdf_oh stream = qpdf_oh_get_key_if_dict(qpdf, embedded, "/F");
    enum stream_state state = stream_read(arena, qpdf, stream, most, &bytes);
    contents->too_long = contents->too_long || state == STREAM_TOO_LONG;
    if (state != STREAM_READ)
        return;
    const char *name = qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key_if_dict(qpdf, specification, "/UF"));
    struct pdf_file *file = list_push(arena, &contents->files);
    file->name = arena_strdup(arena, name && *name ? name : "unnamed");
    file->bytes = bytes;
}

static void files_read(
    struct arena *arena, qpdf_data qpdf, qpdf_oh root, size_t most, struct pdf_contents *contents)
{
    qpdf_oh files = qpdf_oh_get_key_if_dict(qpdf, root, "/AF");
    int count = qpdf_oh_is_array(qpdf, files) ? qpdf_oh_get_array_n_items(qpdf, files) : 0;
    for (int i = 0; i < count && i < FIXED_ATTACHMENTS; i++)
        file_read_attached(arena, qpdf, qpdf_oh_get_array_item(qpdf, files, i), most, contents);
}

bool pdf_read(struct arena *arena, struct bytes pdf, size_t most, struct pdf_contents *contents)
{
    *contents = (struct pdf_contents){0};
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    QPDF_ERROR_CODE code = qpdf_read_memory(qpdf, "", (const char *)pdf.at, pdf.length, NULL);
    bool good = !(code & QPDF_ERRORS);
    if (good) {
        struct bytes metadata;
        qpdf_oh root = qpdf_get_root(qpdf);
        if (stream_read(arena, qpdf, qpdf_oh_get_key_if_dict(qpdf, root, "/Metadata"), METADATA_MOST,
                &metadata) == STREAM_READ)
            contents->metadata = (struct slice){(const char *)metadata.at, metadata.length};
        files_read(arena, qpdf, root, most, contents);
    }
    while (qpdf_has_error(qpdf))
        qpdf_get_error(qpdf); /* one that nobody asks for is told on standard error */
    qpdf_cleanup(&qpdf);
    return good;
}
