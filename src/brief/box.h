/* SPDX-License-Identifier: MIT */
/*
 * box: what a page is stacked from: paragraphs of measured lines, drawings, tables, columns of small print. A
 * box knows how much of it fits into a height and draws any part of itself; it knows no pages.
 *
 * Units: points. Parts are counted in units: lines, rows, entries; a drawing is one unit.
 */
#ifndef DEALBRIEF_BOX_H
#define DEALBRIEF_BOX_H

#include "list.h"
#include "scene.h"
#include "table.h"
#include "theme.h"

enum box_kind { BOX_TEXT, BOX_DRAWING, BOX_TABLE, BOX_COLUMNS, BOX_PAGE_BREAK };

/* The semantic groups around a box: a list around its items. Opened and closed by whoever stacks. */
struct box_group {
    enum tag tag;
    const struct box_group *parent; /* NULL: the page */
    bool is_quote;
};

/* How a span of a paragraph looks and where it leads. */
struct look {
    struct colour colour;
    const char *link, *target;
    double rise;      /* of a footnote mark */
    const char *note; /* stands at the foot of its page; NULL: none */
};

struct box;

/* What must stand at the foot of the page where a unit of a box stands */
struct note_mark {
    size_t unit;
    struct box *note; /* a paragraph; the same one wherever the same is noted */
};

struct box_refit; /* what the maker of a drawing needs to make it again */

struct box {
    enum box_kind kind;
    struct arena
        *arena; /* of what it draws with words: the head of a later part, a page's number; else NULL */
    struct text *text;
    double before;       /* space above, unless at the top of a page */
    double x;            /* indent */
    bool keep_with_next; /* a heading and what it heads */
    bool whole;          /* never split, even where it could be */
    bool floats;         /* may move to the next page while text fills this one */
    bool is_heading;
    bool flows; /* prose: on wide paper it stands in columns */
    bool on_grid; /* starts on the page's 4 pt grid */
    enum tag tag;
    const char *bookmark, *anchor;
    const char *says; /* of a table's caption, its words; else NULL */
    const struct box_group *group;
    size_t order;                  /* its number among the boxes of the briefing */
    size_t page;                   /* of its first piece, from 1; known once pages are made */
    const struct note_mark *marks; /* by unit, ascending */
    size_t mark_count;

    /* TEXT */
    struct text_lines lines;
    const struct text_span *spans; /* what it was made from, for those who set it otherwise */
    size_t span_count;
    enum style style;
    const struct look *looks; /* by span */
    double leading, ascent, descent;
    const struct text_run *bullet; /* hangs to the left of the first line */
    double bullet_x;
    struct colour bullet_colour;
    const char *bullet_words;
    bool bar;                 /* a quotation's rule at its left */
    const struct box *refers; /* an entry of the table of contents: prints the page of this one … */
    double refers_x;          /* … ending so far right of x */
    struct text_style refers_style;

    /* DRAWING */
    struct scene *drawing;
    struct scene
        *captioned; /* the same with its title, for a place away from its heading; NULL: it has one */
    struct scene *(*refit)(
        struct box_refit *how, double height); /* the drawing in a lower height; NULL: cannot */
    struct box_refit *how;
    bool away;              /* stands away from its heading */
    struct box_refit *made; /* of a figure: what it was made from; NULL: a bar or a rule */
    bool is_rule;           /* written as one */
    const char *logo_alt;   /* of the logo, what it says; "": decoration; NULL: no logo */

    /* TABLE */
    struct table_plan *plan;
    const struct table *table;
    size_t row_count;
    const char *continued; /* above the head of every later part; NULL: nothing */

    /* COLUMNS: boxes filled down, then across; their units one after the other are the units of this one */
    struct box **entries;
    size_t *starts; /* by entry: its first unit; one more at the end */
    size_t entry_count;
    int columns;
    double column_width, gutter;
};

size_t box_units(const struct box *box);
/* How far from unit `from` it can go within `available` points: the end (== from: nothing fits) and the
   height used. With `force` at least one unit is taken however high it is: the top of an empty page. */
size_t box_take(const struct box *box, size_t from, double available, bool force, double *height);
double box_height(const struct box *box);                              /* of the whole */
double box_part_height(const struct box *box, size_t from, size_t to); /* of text, tables; else the whole */
/* Of a figure in its place, or away from its heading with a title of its own */
double box_drawing_height(const struct box *box, bool away);
/* Appends to `marks`, which has `count` of at most `most`, those of units from … to whose note is not among
   them yet; the new count. */
size_t box_marks(const struct box *box, size_t from, size_t to, const struct note_mark *marks[], size_t count,
    size_t most);
/* Draws units from … to with the box's top left at (x, y); `height` as box_take gave it */
void box_draw(
    const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y, double height);

/* Columns side by side, in `width`: entries are laid out for box_column_width. At most COLUMNS_MOST. */
enum { COLUMNS_MOST = 3 };
struct box *box_columns(
    struct arena *arena, struct box **entries, size_t count, int columns, double width, double gutter);
/* Counts their units again, after entries were put in */
void box_columns_count(struct arena *arena, struct box *columns);
double box_column_width(double width, int columns, double gutter);

/* A paragraph from spans; every span has a look. width: where lines break */
struct box *box_text(struct text *text, struct arena *arena, const struct text_span *spans,
    const struct look *looks, size_t count, double width, enum style style);
/* As box_text, with lines of about equal length: the narrowest width that takes no more lines. For titles. */
struct box *box_text_balanced(struct text *text, struct arena *arena, const struct text_span *spans,
    const struct look *looks, size_t count, double width, enum style style);
/* The same for plain words of one colour */
struct box *box_words(struct text *text, struct arena *arena, const char *words, enum style style,
    struct colour colour, double width);
struct box *box_words_balanced(struct text *text, struct arena *arena, const char *words, enum style style,
    struct colour colour, double width);

#endif
