/* SPDX-License-Identifier: MIT */
#include "qdf.h"

#include "support.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

static void good(qpdf_data qpdf, int code)
{
    if (code && qpdf_has_error(qpdf))
        fail_msg("%s", qpdf_get_error_full_text(qpdf, qpdf_get_error(qpdf)));
    if (code && qpdf_more_warnings(qpdf))
        fail_msg("%s", qpdf_get_error_full_text(qpdf, qpdf_next_warning(qpdf)));
}

const char *qdf_text(struct arena *arena, struct bytes pdf)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    good(qpdf, qpdf_read_memory(qpdf, "pdf", (const char *)pdf.at, pdf.length, NULL));
    good(qpdf, qpdf_init_write_memory(qpdf));
    qpdf_set_qdf_mode(qpdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(qpdf, qpdf_o_disable);
    qpdf_set_suppress_original_object_IDs(qpdf, QPDF_TRUE);
    qpdf_set_static_ID(qpdf, QPDF_TRUE);
    good(qpdf, qpdf_write(qpdf));
    size_t length = qpdf_get_buffer_length(qpdf);
    char *text = arena_alloc(arena, length + 1);
    memcpy(text, qpdf_get_buffer(qpdf), length);
    for (size_t i = 0; i < length; i++)
        text[i] = text[i] ? text[i] : ' ';
    qpdf_cleanup(&qpdf);
    return text;
}

size_t qdf_count(const char *text, const char *word)
{
    size_t count = 0;
    for (; (text = strstr(text, word)); text += strlen(word))
        count++;
    return count;
}
