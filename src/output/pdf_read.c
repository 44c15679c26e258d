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

/* Unpacks into room that doubles until it is enough or past the limit. */
static bool unpacked(struct arena *arena, struct bytes packed, struct bytes *bytes)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    unsigned char *room = NULL;
    size_t length = 0;
    for (size_t size = 4 * packed.length + 4096;
         decompressor && result == LIBDEFLATE_INSUFFICIENT_SPACE && size <= 2 * (size_t)ATTACHMENT_BYTES_MOST;
         size *= 2) {
        free(room);
        room = malloc(size);
        if (!room)
            memory_exhausted();
        result = libdeflate_zlib_decompress(decompressor, packed.at, packed.length, room, size, &length);
    }
    bool good = result == LIBDEFLATE_SUCCESS && length <= ATTACHMENT_BYTES_MOST;
    if (good)
        *bytes =
            (struct bytes){(const unsigned char *)arena_strndup(arena, (const char *)room, length), length};
    free(room);
    libdeflate_free_decompressor(decompressor);
    return good;
}

static bool stream_read(struct arena *arena, qpdf_data qpdf, qpdf_oh stream, struct bytes *bytes)
{
    unsigned char *raw = NULL;
    size_t length = 0;
    bool good = false;
    if (!qpdf_oh_is_stream(qpdf, stream))
        return false;
    qpdf_oh dictionary = qpdf_oh_get_dict(qpdf, stream);
    bool error = qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_none, NULL, &raw, &length) & QPDF_ERRORS;
    if (error || length > ATTACHMENT_BYTES_MOST)
        good = false;
    else if (filter_is_flate(qpdf, dictionary))
        good = unpacked(arena, (struct bytes){raw, length}, bytes);
    else if (!qpdf_oh_has_key(qpdf, dictionary, "/Filter")) {
        *bytes =
            (struct bytes){(const unsigned char *)arena_strndup(arena, (const char *)raw, length), length};
        good = true;
    }
    free(raw);
    return good;
}

static void file_read_attached(
    struct arena *arena, qpdf_data qpdf, qpdf_oh specification, struct pdf_contents *contents)
{
    struct bytes bytes;
    qpdf_oh embedded = qpdf_oh_get_key_if_dict(qpdf, specification, "/EF");
    qpdf_oh stream = qpdf_oh_get_key_if_dict(qpdf, embedded, "/F");
    if (!stream_read(arena, qpdf, stream, &bytes))
        return;
    const char *name = qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key_if_dict(qpdf, specification, "/UF"));
    struct pdf_file *file = list_push(arena, &contents->files);
    file->name = arena_strdup(arena, name && *name ? name : "unnamed");
    file->bytes = bytes;
}

static void files_read(struct arena *arena, qpdf_data qpdf, qpdf_oh root, struct pdf_contents *contents)
{
    qpdf_oh files = qpdf_oh_get_key_if_dict(qpdf, root, "/AF");
    int count = qpdf_oh_is_array(qpdf, files) ? qpdf_oh_get_array_n_items(qpdf, files) : 0;
    for (int i = 0; i < count && i < ATTACHMENTS_MOST; i++)
        file_read_attached(arena, qpdf, qpdf_oh_get_array_item(qpdf, files, i), contents);
}

bool pdf_read(struct arena *arena, struct bytes pdf, struct pdf_contents *contents)
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
        if (stream_read(arena, qpdf, qpdf_oh_get_key_if_dict(qpdf, root, "/Metadata"), &metadata))
            contents->metadata = (struct slice){(const char *)metadata.at, metadata.length};
        files_read(arena, qpdf, root, contents);
    }
    while (qpdf_has_error(qpdf))
        qpdf_get_error(qpdf); /* one that nobody asks for is told on standard error */
    qpdf_cleanup(&qpdf);
    return good;
}
