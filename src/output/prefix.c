/* SPDX-License-Identifier: MIT */
/* prefix: In: a document with marks. Out: one with names. It refuses to know how the names are found. */
#include "prefix.h"

#include <string.h>

struct bytes prefix_fill(
    struct arena *arena, const struct str *document, const char *mark, const char *prefix)
{
    const char *at = str_text(document), *end = at + document->length;
    struct str out = str_init(arena);
    while (at < end) {
        size_t length = strcspn(at, mark);
        str_append_bytes(&out, at, length);
        at += length;
        if (at < end)
            str_append(&out, prefix);
        at += at < end;
    }
    return (struct bytes){(const unsigned char *)out.at, out.length};
}
