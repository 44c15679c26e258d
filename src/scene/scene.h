/* SPDX-License-Identifier: MIT */
/*
 * scene: a display list, measured and placed, ready for any writer. It knows no deals, no cairo and no files.
 *
 * Units: points, y grows downwards, origin at the top left. Colours are roles of a theme, never values. Groups carry what
 * the picture means: a semantic tag, an id, alternative text, a link. Everything lives in the arena of scene_create;
 * strings given to it are copied, text runs are borrowed (they live until text_forget).
 */
#ifndef DEALBRIEF_SCENE_H
#define DEALBRIEF_SCENE_H

#include "arena.h"
#include "file.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stddef.h>

enum role { /* colours by what they mean; values stand in theme.c */
    ROLE_NONE,
    ROLE_PAPER, ROLE_INK, ROLE_SECONDARY, ROLE_FAINT, ROLE_RULE, ROLE_TINT, ROLE_ACCENT,
    ROLE_CAPITAL, ROLE_COMMERCE, ROLE_BUILD, ROLE_OWNERSHIP, ROLE_RELATION, ROLE_OTHER, /* the six categories */
    ROLE_LOGO_1, /* the colours that the logo of a house brings, and so on to LOGO_COLOURS */
    ROLE_COUNT = ROLE_LOGO_1 + 8
};
enum { LOGO_COLOURS = ROLE_COUNT - ROLE_LOGO_1 };

/* A role, mixed towards paper (shade > 0, 1 = paper) or towards ink (shade < 0), opaque when transparency is 0. */
struct colour {
    enum role role;
    float shade;        /* −1 … 1 */
    float transparency; /* 0 opaque … 1 invisible */
};

enum dash { DASH_SOLID, DASH_DASHED, DASH_DOTTED }; /* lengths follow the line width; see scene_dash_lengths */

struct paint {
    struct colour fill;   /* role NONE: no fill */
    struct colour hatch;  /* diagonal lines over the fill; role NONE: none */
    double hatch_gap;     /* distance between lines, points; 0: 4 */
    double hatch_width;   /* 0: 0.9 */
    struct colour stroke; /* role NONE: no stroke */
    double stroke_width;
    enum dash dash;
    double dash_unit;     /* a dash is 4 of it long, a dot 1; 0: the width of the stroke */
    bool round; /* caps and joins */
    bool even_odd; /* fill: what lies inside is counted by crossings, as logos ask for (figures, and so SVG, do not); else by windings */
};

enum tag { /* what a group is; names follow PDF 1.7, 14.8.4 */
    TAG_NONE, TAG_DOCUMENT, TAG_SECTION, TAG_H1, TAG_H2, TAG_H3, TAG_P, TAG_FIGURE, TAG_CAPTION, TAG_TABLE, TAG_TR, TAG_TH,
    TAG_TD, TAG_LIST, TAG_ITEM, TAG_LINK, TAG_NOTE, TAG_SPAN, TAG_ARTIFACT,
    TAG_LABEL, /* what stands before an item: its number or bullet */
};

enum scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH }; /* what a TH is the head of */

struct scene_data { /* data-NAME="value" in SVG */
    const char *name, *value;
};

struct scene_group {
    enum tag tag;
    const char *id;      /* unique in the scene, [a-z0-9._-]; NULL: none */
    const char *css;     /* class in SVG, where it gets a prefix of the figure's own: "legend"; NULL: none */
    const char *mark;    /* class in SVG as it is, by which others find such marks: "ribbon"; NULL: none */
    const char *title;   /* a sentence about this mark (SVG <title>) */
    const char *alt;     /* alternative text, for figures */
    const char *link;    /* http(s) address; the group is a link */
    const char *target;  /* name of a destination in the same document ("source-3"); the group links to it */
    const char *anchor;  /* the group is that destination */
    const char *bookmark; /* text in the document outline, at the level of its tag (H1, H2, H3) */
    enum scope scope;     /* TH */
    int column_span;      /* TH, TD: columns it takes; 0: one */
    bool continues;       /* the rest of the last block of this tag on the page before, with which it is one */
    const void *whole;    /* of which it is a part: the same pointer on each page; NULL: the last of this tag. Compared alone */
    const char *language; /* of its words; NULL: the document's */
    double link_x, link_y, link_width, link_height; /* box of a link, points; needed with link and target */
    double x, y;         /* origin of the group: what is inside is moved by this much */
    const struct scene_data *data;
    size_t data_count;
};

enum scene_kind { SCENE_GROUP_BEGIN, SCENE_GROUP_END, SCENE_PATH, SCENE_TEXT, SCENE_IMAGE };

enum segment_kind { SEGMENT_MOVE, SEGMENT_LINE, SEGMENT_CURVE, SEGMENT_CLOSE };

struct segment {
    enum segment_kind kind;
    double x1, y1, x2, y2, x, y; /* MOVE and LINE use x, y */
};

enum align { ALIGN_START, ALIGN_MIDDLE, ALIGN_END };

struct scene_item {
    enum scene_kind kind;
    struct scene_group group;        /* GROUP_BEGIN */
    struct segment *segments;        /* PATH */
    size_t segment_count;
    struct paint paint;              /* PATH */
    const struct text_run *run;      /* TEXT: left end of the base line at x, y */
    double x, y;
    enum align align;                /* TEXT: how its line was placed, for readers that may lack the font */
    bool runs_on;                    /* TEXT: the next line goes on within its last word */
    struct colour colour;            /* TEXT */
    struct colour halo;              /* TEXT: role NONE: no halo */
    double halo_width;
    struct bytes image;              /* IMAGE: a PNG, its top left at x, y; borrowed */
    double width, height;            /* IMAGE */
};

struct scene;

struct scene *scene_create(struct arena *arena, double width, double height);
double scene_width(const struct scene *scene);
double scene_height(const struct scene *scene);
void scene_resize(struct scene *scene, double width, double height);
/* Title and description of the whole, for <title>, <desc> and document properties; language "en" */
void scene_describe(struct scene *scene, const char *title, const char *description, const char *language);
const char *scene_title(const struct scene *scene);
const char *scene_description(const struct scene *scene);
const char *scene_language(const struct scene *scene);
/* "Source: Financial Times · as of 17 Dec 2025", for metadata; "" until it is set */
void scene_credit(struct scene *scene, const char *source);
const char *scene_source(const struct scene *scene);

void scene_begin(struct scene *scene, struct scene_group group);
void scene_end(struct scene *scene);

/* A path is built, then painted; painting ends it. Coordinates that are not finite or past ±10^6 are an assertion. */
void scene_move(struct scene *scene, double x, double y);
void scene_line(struct scene *scene, double x, double y);
void scene_curve(struct scene *scene, double x1, double y1, double x2, double y2, double x, double y);
void scene_close(struct scene *scene);
void scene_rectangle(struct scene *scene, double x, double y, double width, double height);
void scene_rounded(struct scene *scene, double x, double y, double width, double height, double radius);
void scene_circle(struct scene *scene, double x, double y, double radius);
void scene_paint(struct scene *scene, struct paint paint);
/* a straight line, painted */
void scene_rule(struct scene *scene, double x1, double y1, double x2, double y2, struct colour colour, double width,
    enum dash dash);

void scene_text(struct scene *scene, const struct text_run *run, double x, double y, enum align align,
    struct colour colour);
void scene_text_halo(struct scene *scene, const struct text_run *run, double x, double y, enum align align,
    struct colour colour, struct colour halo, double halo_width);
/* One run of a line that was placed as a whole, `align` saying how: x is the left end of the run all the same. */
void scene_text_piece(struct scene *scene, const struct text_run *run, double x, double y, enum align align,
    struct colour colour, struct colour halo, double halo_width);

/* The last text ends within a word, which the next one goes on with. */
void scene_runs_on(struct scene *scene);

/* A PNG, scaled into the box: for pages alone; figures hold none. The bytes are borrowed. */
void scene_image(struct scene *scene, struct bytes png, double x, double y, double width, double height);

/* Puts all of `part` into `scene`, moved by x, y, as one group. */
void scene_place(struct scene *scene, const struct scene *part, double x, double y);
/* Its paths alone, scaled: for a preview in which nobody could read the words; what says nothing
   without them (css "legend", "labels", "key", "loops") is left out. Lines get no thinner than a hair. */
void scene_place_marks(struct scene *scene, const struct scene *part, double x, double y, double scale);
/* How far down those paths reach */
double scene_marks_bottom(const struct scene *part);

const struct scene_item *scene_items(const struct scene *scene, size_t *count);

/* "ink", "commerce" …: for dumps, and for the names of classes and variables in SVG */
const char *role_name(enum role role);

/* The pattern of a stroke; returns the count (0 for solid). */
int scene_dash_lengths(const struct paint *paint, double lengths[2]);

/* Exact text of everything in it, one item a line, coordinates to 1/100 pt: for tests. Ends in a newline. */
void scene_dump(const struct scene *scene, struct str *out);

#endif
