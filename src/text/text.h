/* SPDX-License-Identifier: MIT */
/*
 * text: words → measured runs and lines. The only room that knows Pango and FreeType.
 *
 * One struct text serves a process: it holds the private font configuration, the bundled faces and a cache of shaped
 * runs, so that the same words in the same style are shaped once. Units: points (72 to the inch); y grows downwards.
 * The machine's fonts, locale and environment change nothing. Text is isolated (bidi) per run; a colour emoji font is
 * never used. Not thread-safe.
 */
#ifndef DEALBRIEF_TEXT_H
#define DEALBRIEF_TEXT_H

#include "arena.h"
#include "diag.h"
#include "file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum text_face {
    FACE_REGULAR, FACE_MEDIUM, FACE_SEMIBOLD,                               /* IBM Plex Sans 400, 500, 600 */
    FACE_CONDENSED, FACE_CONDENSED_MEDIUM, FACE_CONDENSED_SEMIBOLD,         /* IBM Plex Sans Condensed */
    FACE_COUNT
};

struct text_style {
    enum text_face face;
    double size; /* points */
};

struct text;

/* For a process that draws letters with nothing else, before the first text_create: fontconfig is told that there are no fonts
   in the system, so that Pango does not start reading their configuration in a thread and wait. Whoever shares a process with
   others leaves it be: what is drawn is the same. */
void text_claim_process(void);
/* font_folder holds the bundled .ttf files; extra_folder (NULL: none) adds the user's. NULL and diagnostics on failure. */
struct text *text_create(const char *font_folder, const char *extra_folder, struct diags *diags);
void text_destroy(struct text *text);
/* The libraries that letters come from, with their versions: other ones may set them elsewhere */
const char *text_libraries(struct arena *arena);
bool text_is_font_name(const char *name); /* does it end as a font file does? */
/* Between briefings, so that memory stays flat: forgets cached runs when they have become many. Every struct text_run
   becomes invalid. */
void text_forget(struct text *text);

/* One line of one style, shaped. Immutable; owned by struct text until text_forget. */
struct text_run {
    const char *string;
    const char *shaped; /* string, with right-to-left words between isolates: what a writer of real text writes */
    struct text_style style;
    double width;
    double ascent, descent; /* of the face at this size, both positive */
    struct text_shape *shape; /* glyphs; for text_paint.c only */
};

/* Line breaks and controls in string become spaces. */
const struct text_run *text_shape(struct text *text, struct text_style style, const char *string);
/* Does a quotation mark that was typed straight open behind this character? 0: at the start */
bool text_quote_opens(uint32_t before);
/* A string of strangers as text_shape takes it, for writers of real text: controls gone, right-to-left words between
   isolates. */
const char *text_tidied(struct arena *arena, const char *string);
double text_width(struct text *text, struct text_style style, const char *string);
/* What the letters cover, from the left end of the base line; all 0 where nothing is to be seen. */
struct text_ink {
    double x0, y0, x1, y1;
};
struct text_ink text_ink(const struct text_run *run);
/* Face metrics at a size, without shaping */
double text_ascent(struct text *text, struct text_style style);
double text_cap_height(struct text *text, struct text_style style);

/* The longest prefix of string that fits width, with "…" appended when it was cut; the run of it. */
const struct text_run *text_shape_fitting(struct text *text, struct text_style style, const char *string, double width);

/* A paragraph: spans of different styles, broken into lines. */
struct text_span {
    const char *string;
    struct text_style style;
    double rise;     /* points above the base line, for footnote marks */
    const void *user; /* handed through: link, colour … */
};

struct text_piece {
    const struct text_run *run;
    double x;    /* from the line's start */
    size_t span; /* index of the span it came from */
    bool runs_on; /* the next line goes on within the word: there is no space between them */
};

struct text_line {
    struct text_piece *pieces;
    size_t count;
    double width;
};

struct text_lines {
    struct text_line *lines;
    size_t count;
};

/* Breaks at the places Unicode allows (UAX 14), greedily; a word wider than `width` is broken between letters, and a
   letter wider than that stands alone. "\n" in a span is a forced break (an empty line has no pieces), U+00AD shows a
   hyphen where a line ends. Spaces at a line's end do not count and are not drawn. width ≤ 0: wraps at "\n" only. No text
   at all: no lines. Lines live in the arena, runs in the cache. */
struct text_lines text_wrap(struct text *text, struct arena *arena, const struct text_span *spans, size_t count,
    double width);

/* As many lines as text_wrap makes, of about one length: no word stands alone in the last. */
struct text_lines text_wrap_balanced(struct text *text, struct arena *arena, const struct text_span *spans,
    size_t count, double width);

/* false and the code point when no loaded face has a glyph for some character of string */
bool text_covers(struct text *text, const char *string, uint32_t *code_point);

/* A subset of a face with the glyphs of these characters, as WOFF 2 or bare TTF, kerning and tabular digits kept, hints
   and names dropped (the family is renamed: Reserved Font Name). words: all that is written with it, the characters in
   their order, so that kerning may be kept for them alone; NULL: anything may be written. Deterministic. */
bool text_subset(struct text *text, enum text_face face, const uint32_t *code_points, size_t count, const char *words,
    bool woff, struct arena *arena, struct bytes *font);

#endif
