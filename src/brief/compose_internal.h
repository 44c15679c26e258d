/* SPDX-License-Identifier: MIT */
/*
 * compose_internal: what the files of the composer share: its state, and how boxes, headings, paragraphs and
 * tables are added to it. Only compose*.c include it.
 */
#ifndef DEALBRIEF_COMPOSE_INTERNAL_H
#define DEALBRIEF_COMPOSE_INTERNAL_H

#include "compose.h"
#include "list.h"
#include "table.h"

/* Twelve columns with gutters of 10 pt; prose takes ten of them, about 85 letters a line. */
#define GUTTER 10.0
#define PROSE_COLUMNS 10
#define PROSE_EMS_MOST 43.0 /* of the body: about 88 letters */
#define PROSE_WIDE 1.4      /* of that: two columns have room */

#define SPACE_PARAGRAPH 6.0
#define SPACE_ITEM 3.0
#define SPACE_SECTION 20.0
#define SPACE_SUBSECTION 12.0
#define SPACE_FIGURE 4.0
#define SPACE_CAPTION 10.0

/* A table of contents: its box, the heading right above it (NULL: none), levels of headings */
struct toc {
    struct box *box, *heading;
    int depth;
};

struct page_note {
    const char *words;
    struct box *box;
};

struct composer {
    const struct brief_input *input;
    const struct expansion *expansion;
    const struct block *root;
    struct arena *arena;
    struct text *text;
    double width, height, prose; /* of the column, of a page's inside, of running text */
    double page_width; /* of the page's inside, wherever the column is narrower */
    int prose_columns;           /* on wide paper: more than one */
    double indent;
    bool in_columns;
    LIST(struct box *) boxes;
    LIST(struct box *) columns; /* to be counted when all is there, inner before outer */
    LIST(struct toc) tocs;
    LIST(struct page_note) notes;
    LIST(struct brief_figure) figures;
    LIST(struct box_refit *) made;
    const struct box_group *group;
    const struct facts *facts[3]; /* by level; derived when first asked for */
    bool has_title, standfirst, quoted;
    double next_before; /* of the first box of an item; < 0: its own */
    const char *bullet;
    bool quiet;   /* within :::found: what finds nothing says nothing */
    size_t found; /* directives so far that had something to show */
    LIST(const char *) left_out;
};

void box_add(struct composer *composer, struct box *box);
/* On wide paper: stretches of prose become columns. Once, at the end */
void compose_wide(struct composer *composer);
const struct box_group *group_make(struct composer *composer, enum tag tag);
const struct facts *facts_at(struct composer *composer, enum level level);
/* By source index, the numbers that marks show; NULL where the template has no list for them to lead to */
const int *numbers_shown(const struct composer *composer);

void compose_children(struct composer *composer, const struct block *block);
struct box *runs_box(
    struct composer *composer, const struct runs *runs, enum style style, struct colour colour, double width);
/* A paragraph takes the indent, bullet and space that are due */
void prose_box_add(struct composer *composer, struct box *box);
void words_heading_add(struct composer *composer, const char *words, int level);
void words_paragraph_add(struct composer *composer, const char *words, enum style style);
void sentences_add(struct composer *composer, const struct strings *sentences);
void table_box_add(struct composer *composer, const struct table *table, double before);
void captioned_table_add(struct composer *composer, const struct table *table, const char *caption);

/* ---- compose_fit.c ---- */

/* How many of `all` are shown: the order's most, shrunk towards its least where pages are limited; 0: all */
int most_now(const struct composer *composer, const struct order *order, size_t all);
/* The height a figure is given where pages are limited; its own where they are not */
double height_now(const struct composer *composer, double height);
/* Is this :::spare to go? Then it is noted down, if it would have had anything to show. */
bool spare_dropped(struct composer *composer, const struct block *block);
void left_out_note(struct composer *composer, const char *words);
/* The sentence that says what is not here; nothing where all is */
void left_out_add(struct composer *composer);
/* :::found: its boxes, if a directive in it finds something; else nothing */
void found_add(struct composer *composer, const struct block *block);

/* ---- compose_registers.c ---- */

void rights_add(struct composer *composer, const struct block *block);
void disputes_add(struct composer *composer, const struct block *block);
void method_add(struct composer *composer);

#endif
