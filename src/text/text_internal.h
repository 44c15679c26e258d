/* SPDX-License-Identifier: MIT */
/*
 * text_internal: what the files of this room share and nobody else includes: struct text, faces, shaped
 * glyphs.
 */
#ifndef DEALBRIEF_TEXT_INTERNAL_H
#define DEALBRIEF_TEXT_INTERNAL_H

#include "cache.h"
#include "list.h"
#include "str.h"
#include "text.h"

#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

struct face {
    const char *path;
    hb_face_t *tables;                  /* the file, mapped */
    double ascent, descent, cap_height; /* in ems, positive */
};

/* Where a cluster (letters that became glyphs together) begins: byte in text_run.shaped; letter in
   shape_part.letters; pen counts from the part's start in logical order. */
struct shape_mark {
    uint32_t byte, letter, glyph, cluster; /* runs are far below 4 GB, and there are thousands of them */
    double pen;
};

/* Glyphs of one font in one direction, ready for cairo_show_text_glyphs */
struct shape_part {
    cairo_scaled_font_t *font; /* one reference is ours */
    const char *letters;       /* what is drawn: controls that leave no glyph are not in it */
    size_t letters_length;
    cairo_glyph_t *glyphs; /* visual order, x from the run's start */
    size_t glyph_count;
    cairo_text_cluster_t *clusters; /* logical order */
    size_t cluster_count;
    struct shape_mark *marks; /* of every cluster, drawn or not; one more at the end */
    size_t mark_count;
    bool backward; /* right to left */
};

struct text_shape {
    struct shape_part *parts; /* visual order */
    size_t part_count;
};

/* A run in the cache, under the string it was asked for. */
struct cached_run {
    struct cached cached;
    struct text_run run;
    struct text_shape shape;
    const char *key;
};

/* Where a text may be parted, by bytes; one more at the end */
struct breaks {
    struct cached cached;
    const char *key; /* the text */
    size_t length;
    bool *lines, *letters; /* [i]: a line, a letter may begin before byte i */
};

/* What text_forget leaves: Pango keeps about 8 kB for every face and size it was ever asked for, runs and breaks
 * take bytes; past so many all is forgotten. */
enum { STYLES_KEPT = 128, CACHES_KEPT = 12 * 1024 * 1024 };

/* What a small font keeps of the layout tables */
enum kept_layout { LAYOUT_NONE, LAYOUT_FORMS, LAYOUT_WHOLE };

struct kern_pair {
    hb_codepoint_t left, right; /* glyphs */
    int kern;                   /* units of the font */
};

struct kern_pairs {
    LIST(struct kern_pair) list;
};

struct type_scale;

struct text {
    const struct type_scale *scale; /* in use; NULL: the usual one */
    struct arena *arena;   /* as long as the text itself */
    struct arena *runs;    /* until text_caches_clear: caches, runs, glyphs */
    struct arena *scratch; /* within one call */
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    PangoAttrList *no_attributes;
    cairo_font_face_t *box_face; /* draws every glyph as an empty box: for characters that no font has */
    PangoFontDescription *descriptions[FACE_COUNT];
    struct face faces[FACE_COUNT];
    struct cache cached_runs, breaks;
    struct cache words;          /* kerning.c's */
    unsigned long kerning_round; /* of asking for words */
    struct cache fonts;          /* subset.c's */
    struct text_style styles[STYLES_KEPT]; /* seen by Pango */
    size_t style_count;
};

/* Appends string with what cannot stand in a line made harmless: controls and line ends become spaces ("\n"
   stays when keep_newlines), bytes that are not UTF-8 become U+FFFD, bidirectional embeddings and overrides
   vanish, straight quotes are curled. */
void text_clean(struct str *out, const char *string, bool keep_newlines);

/* Width of an empty box with its margins, ems */
#define BOX_ADVANCE 0.6

/* A box as a font of its own keeps the character it stands for, so that a PDF's text has it. */
cairo_font_face_t *box_face_create(void);
bool text_covers_code(const struct text *text, uint32_t code);
cairo_font_options_t *plain_options_create(void); /* nothing hinted, grey edges */

/* What a line may be too wide by: the error of sums in floating point, points */
#define FIT_TOLERANCE 1e-6

void text_caches_clear(struct text *text);

/* Where the text may be parted, as Pango reads UAX 14 and 29, from a cache; in text->runs. */
const struct breaks *text_breaks(struct text *text, const char *bytes, size_t length);

/* text_shape without emptying the scratch arena */
const struct text_run *text_find_or_shape(struct text *text, struct text_style style, const char *string);

/* Printable ASCII without quotes only: needs neither cleaning nor isolates nor a look at the fonts */
bool text_is_plain(const char *string);
/* The string, with right-to-left stretches between isolates; itself when it has none */
const char *text_isolated(struct arena *arena, const char *string);

/* Fills in shape and width from run.shaped. */
void text_run_shape(struct text *text, struct cached_run *run);

/* The part [start, end) of a run as a run of its own, without shaping again; NULL when that could give other
 * glyphs. */
const struct text_run *text_slice(struct text *text, const struct text_run *run, size_t start, size_t end);

/* advances[i]: how far the pen is after the first i bytes of run->string, in logical order; length + 1
 * entries. */
void text_run_advances(const struct text_run *run, double *advances);

/* The kerning of words (NULL: they are not known), by glyphs of the whole face: each pair once, sorted; and what must
   be kept of the layout tables beside it. The pairs are in text->scratch. */
enum kept_layout text_kerning(
    struct text *text, enum text_face face, const char *words, struct kern_pairs *pairs);
int kern_pairs_compare(const void *a, const void *b);

/* Numbers of fonts: the highest byte first */
void big_endian_append(struct str *out, uint64_t value, int bytes);

/* A TrueType font, tables by tag, as WOFF 2; all in the arena */
struct bytes woff_wrap(struct arena *arena, const unsigned char *sfnt);

#endif
