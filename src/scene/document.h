/* SPDX-License-Identifier: MIT */
/*
 * document: what is read from top to bottom and has no pages: headings, paragraphs, lists, tables, figures.
 *
 * A neutral tree between those who know deals and those who write bytes: words with their looks and links,
 * tables as rows of cells, figures as scenes laid out for two widths. It knows no deals, no HTML and no
 * sizes. Everything lives in the arena of its maker; strings are kept, not copied.
 */
#ifndef DEALBRIEF_DOCUMENT_H
#define DEALBRIEF_DOCUMENT_H

#include "list.h"
#include "scene.h"
#include "theme.h"

enum document_kind {
    DOCUMENT_ROOT,
    DOCUMENT_HEADING,
    DOCUMENT_PARAGRAPH,
    DOCUMENT_LIST,
    DOCUMENT_ITEM,
    DOCUMENT_QUOTE,
    DOCUMENT_COLUMNS, /* its children are filled down, then across */
    DOCUMENT_RULE,
    DOCUMENT_LOGO,
    DOCUMENT_TABLE,
    DOCUMENT_FIGURE,
    DOCUMENT_NUMBERS /* the row of large numbers */
};

struct document_run {
    const char *text; /* "\n" breaks the line */
    bool strong, medium, condensed, raised;
    const char *link, *target; /* http(s) address; an id in the document; NULL: none */
};

struct document_runs {
    struct document_run *at;
    size_t count, capacity;
};

enum document_mark { /* a small status form before the words of a cell */
    DOCUMENT_UNMARKED,
    DOCUMENT_FIRM,
    DOCUMENT_PLANNED,
    DOCUMENT_TALK,
    DOCUMENT_DEAD
};

struct document_cell {
    struct document_runs runs; /* none: empty */
    enum document_mark mark;
    bool faint, indent;
};

enum document_row_kind { DOCUMENT_ROW, DOCUMENT_ROW_GROUP, DOCUMENT_ROW_SUM };

struct document_row {
    enum document_row_kind kind;
    struct document_cell *cells; /* as many as columns; words of groups and sums run on over empty cells */
};

struct document_column {
    const char *head, *unit; /* unit: NULL: none */
    bool right;              /* numbers */
};

struct document_table {
    const char *id; /* NULL: none */
    struct document_runs caption;
    struct document_column *columns;
    size_t column_count;
    struct document_row *rows;
    size_t row_count;
    const char *note;
};

struct document_figure {
    const char *id;
    const char *title;                 /* what it shows; always */
    bool title_is_hidden;              /* a heading right above says it to those who see */
    const char *measure;               /* NULL: none */
    struct scene *wide, *narrow;       /* narrow NULL: it cannot be drawn so narrow */
    const struct document_table *data; /* the same in numbers; NULL: none */
};

/* The words that belong to no node, in the document's language */
struct document_words {
    const char *skip;   /* "Skip to the briefing" */
    const char *data;   /* "The numbers as a table" */
    const char *source; /* "source", before the number that those hear who cannot see a mark */
};

/* One figure that is to stand in somebody else's page */
struct document_snippet {
    const struct document_figure *figure; /* wide NULL: its data is the figure */
    const char *sources, *language;       /* "Source: Financial Times · as of 17 Dec 2025" */
    struct document_words words;
};

struct document_number {
    const char *qualifier, *value, *label; /* qualifier: NULL: none */
};

struct document_numbers {
    const char *id, *title;
    struct document_number *at;
    size_t count;
};

struct document_node {
    enum document_kind kind;
    const char *id;            /* others lead here; NULL: none */
    int level;                 /* HEADING: 1–3 */
    enum style style;          /* HEADING, PARAGRAPH */
    const char *number;        /* ITEM: "3"; NULL: a bullet */
    bool ordered;              /* LIST */
    bool small;                /* LIST: of sources and the like, in small print */
    struct document_runs runs; /* HEADING, PARAGRAPH */
    const struct scene *logo;  /* LOGO */
    const char *alt;           /* LOGO: what it says; NULL: decoration */
    const struct document_table *table;
    const struct document_figure *figure;
    const struct document_numbers *numbers;
    struct document_node *parent, *first, *last, *next;
};

struct document {
    const char *title, *author, *subject, *language;
    bool bar;                               /* a short stroke of colour above everything */
    const char *footer_left, *footer_right; /* NULL: none */
    struct document_words words;
    struct document_node *root;
};

struct document_node *document_append(
    struct arena *arena, struct document_node *parent, enum document_kind kind);
struct document_run *document_run_append(struct arena *arena, struct document_runs *runs, const char *text);
/* The words of runs, marks left out */
const char *document_words(struct arena *arena, const struct document_runs *runs);
/* Of everything in it, in reading order, one line a piece: for tests. */
void document_dump(const struct document *document, struct str *out);

#endif
