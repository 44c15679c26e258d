/* SPDX-License-Identifier: MIT */
/* font_face: the letters used of a bundled face as a CSS rule that carries the font in it. */
#ifndef DEALBRIEF_FONT_FACE_H
#define DEALBRIEF_FONT_FACE_H

#include "str.h"
#include "text.h"

bool font_is_condensed(enum text_face face);
int font_weight(enum text_face face); /* 400, 500, 600 */

/* @font-face{…} for the characters, in any order, of which there may be many of one; nothing for none. Sorts
   them. words: all that is written with the font, in its order; NULL: not known. false: the font could not be
   reduced. */
bool font_face_append(struct str *out, struct text *text, enum text_face face, const char *family,
    uint32_t *characters, size_t count, const char *words);

#endif
