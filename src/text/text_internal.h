/* SPDX-License-Identifier: MIT */
/*
 * text_internal: what the files of this room share and nobody else includes: struct text, faces, shaped
 * glyphs.
 */
#ifndef DEALBRIEF_TEXT_INTERNAL_H
#define DEALBRIEF_TEXT_INTERNAL_H

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
    size_t byte, letter, glyph, cluster;
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
    struct text_run run;
    struct text_shape shape;
    const char *key;
    uint64_t hash;
    struct cached_run *next;
};

/* Pango keeps about 8 kB for every face and size it was ever asked for; past this many, text_forget empties
 * that too. */
enum { STYLES_KEPT = 128 };

struct type_scale;

struct text {
    const struct type_scale *scale; /* in use; NULL: the usual one */
    struct arena *arena;   /* as long as the text itself */
    struct arena *runs;    /* until text_forget: cache, runs, glyphs */
    struct arena *scratch; /* within one call */
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    PangoAttrList *no_attributes;
    cairo_font_face_t *box_face; /* draws every glyph as an empty box: for characters that no font has */
    PangoFontDescription *descriptions[FACE_COUNT];
    struct face faces[FACE_COUNT];
    struct cached_run **buckets; /* a power of two */
    size_t bucket_count, run_count;
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

#endif
