/* SPDX-License-Identifier: MIT */
/*
 * block: the tree that a template becomes. template.c builds it with values in it; expand.c makes one
 * without.
 *
 * A paragraph, heading or cell holds runs (words of one look, or a value yet to be filled in); lists, quotes,
 * tables and containers hold blocks. Everything lives in the arena of its maker.
 */
#ifndef DEALBRIEF_BLOCK_H
#define DEALBRIEF_BLOCK_H

#include "diag.h"
#include "directive.h"
#include "list.h"
#include "value.h"

enum run_kind { RUN_TEXT, RUN_VALUE, RUN_BREAK };

struct run {
    enum run_kind kind;
    const char *text;
    const struct value *value;   /* RUN_VALUE; none are left after expand */
    bool strong, emphasis, code; /* emphasis is set in medium weight: there are no italics */
    bool superscript;
    const struct runs *link; /* address as written, with values; NULL: none */
    const char *address;     /* after expand: http(s) */
    const char *target;      /* after expand: a destination in the document, "source-3" */
    const char *note;        /* after expand, of a raised mark: what the foot of its page says */
    struct place place;      /* RUN_TEXT that somebody typed: where; line 0: filled in */
};

struct runs {
    struct run *at;
    size_t count, capacity;
};

enum block_kind {
    BLOCK_ROOT,
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_QUOTE,
    BLOCK_LIST,
    BLOCK_ITEM,
    BLOCK_RULE,
    BLOCK_TABLE, /* rows; the first is the head */
    BLOCK_ROW,
    BLOCK_CELL,
    BLOCK_DIRECTIVE,
    BLOCK_CONTAINER,
};

struct block {
    enum block_kind kind;
    int level;    /* HEADING 1–3 */
    bool ordered; /* LIST */
    int start;    /* LIST: the first number */
    bool right;   /* CELL: aligned right */
    struct runs runs;
    const struct directive *directive; /* DIRECTIVE, CONTAINER */
    const struct order *order; /* DIRECTIVE after expand: what is asked for, with the data looked up */
    struct block *first, *last, *next; /* children, sibling */
};

/* The order of the words in setting.c */
enum template_paper { PAPER_UNSAID = -1, PAPER_A4, PAPER_LETTER };

/* A setting that is read as it stands, with its place for those who find out later what is wrong with it */
struct setting_word {
    const char *text; /* NULL: not given */
    struct place place;
};

/* What the front matter says; setting.c holds the table of its keys. */
struct template_options {
    struct runs title, kicker, author, subject; /* empty: a default made from the dataset */
    struct runs running, footer;                /* the same: what stands left at the head and foot of pages */
    int paper;                                  /* enum template_paper */
    int numbers;                                /* enum number_style */
    int pages;                                  /* at most; 0: as many as it takes */
    struct setting_word deal;                   /* an id, or news, size: which one it is about */
    struct setting_word theme;                  /* a name, or a file beside the template */
};

/* One ::include */
struct inclusion {
    const char *file; /* the snippet; faults in it carry this very pointer */
    struct place from;
};

struct template
{
    const char *file;
    LIST(struct inclusion) inclusions;
    bool inclusions_refused, chain_refused; /* there were too many, too many within one another: said once */
    struct template_options options;
    struct block *root;
};

struct block *block_append(struct arena *arena, struct block *parent, enum block_kind kind);

/* Cuts text into words and values: `{{ … }}` at its place. Used for captions and front matter; adds errors.
 */
struct runs runs_parse(const struct value_scope *scope, const char *text, size_t length, struct place place);

#endif
