/* SPDX-License-Identifier: MIT */
/*
 * font_face: a subset of a face, as WOFF 2 in a data address.
 *
 * In: a face and characters. Out: CSS. It refuses to know what is written with it.
 */
#include "font_face.h"

#include <stdlib.h>

bool font_is_condensed(enum text_face face)
{
    return face >= FACE_CONDENSED;
}

int font_weight(enum text_face face)
{
    static const int weights[] = {400, 500, 600};
    return weights[face % 3];
}

static int characters_compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Sorted, each once */
static size_t characters_tidy(uint32_t *characters, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(characters, count, sizeof *characters, characters_compare);
    for (size_t i = 0; i < count; i++)
        if (!kept || characters[kept - 1] != characters[i])
            characters[kept++] = characters[i];
    return kept;
}

static void base64_append(struct str *out, struct bytes bytes)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.length; i += 3) {
        size_t left = bytes.length - i;
        unsigned long group = (unsigned long)bytes.at[i] << 16;
        group |= left > 1 ? (unsigned long)bytes.at[i + 1] << 8 : 0;
        group |= left > 2 ? bytes.at[i + 2] : 0;
        char four[4] = {letters[group >> 18], letters[group >> 12 & 63],
            left > 1 ? letters[group >> 6 & 63] : '=', left > 2 ? letters[group & 63] : '='};
        str_append_bytes(out, four, sizeof four);
    }
}

bool font_face_append(struct str *out, struct text *text, enum text_face face, const char *family,
    uint32_t *characters, size_t count, const char *words)
{
    struct bytes font;
    size_t kept = characters_tidy(characters, count);
    if (!kept)
        return true;
    if (!text_subset(text, face, characters, kept, words, true, out->arena, &font))
        return false;
    str_printf(out, "@font-face{font-family:%s;font-weight:%d;src:url(data:font/woff2;base64,", family,
        font_weight(face));
    base64_append(out, font);
    str_append(out, ")format(\"woff2\")}\n");
    return true;
}
