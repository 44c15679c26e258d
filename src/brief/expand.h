/* SPDX-License-Identifier: MIT */
/*
 * expand: a template and a dataset → the same tree with every value filled in, :::each repeated and :::if
 * decided. Finds all faults that need data: unknown ids, where-clauses, values that are not there,
 * expectations that no longer hold.
 */
#ifndef DEALBRIEF_EXPAND_H
#define DEALBRIEF_EXPAND_H

#include "block.h"
#include "changes.h"
#include "cited.h"
#include "facts.h"

/* What a directive asks for, looked up. */
struct order {
    const char *caption; /* NULL: none */
    const struct selection *where;
    size_t party, deal;         /* NO_INDEX */
    int by;                     /* enum chart_by */
    const char *metric;         /* NULL */
    enum deal_class deal_class; /* CLASS_COUNT: chosen */
    enum bucket bucket;         /* BUCKET_COUNT: chosen */
    enum level level;
    int highlight; /* enum flow_highlight */
    size_t highlight_index;
    int loops;                  /* enum flow_loops */
    const char *const *columns; /* NULL: the usual */
    size_t column_count;
    int group, scale;
    int direction;     /* enum flow_direction */
    int changes;       /* enum flow_changes_shown */
    const char *items; /* NULL: the usual */
    struct place items_place;
    int parties_most; /* 0: chosen */
    double height;    /* 0: chosen */
    const char *id;   /* NULL: the usual */
    int most;         /* 0: no limit */
    int least;        /* what `most` may shrink to where pages are limited; 0: it does not */
    unsigned kinds;   /* of notes, as bits; 0: all */
    int depth;        /* of ::toc: levels of headings below the first, 1 or 2; 0: the usual */
};

/* What the briefing becomes: :::only asks for it. */
enum medium { MEDIUM_PDF, MEDIUM_HTML, MEDIUM_SVG }; /* SVG: figures as files, PNG among them */

struct expansion {
    struct arena *arena;
    const struct dataset *dataset;
    const struct facts *facts;
    const struct template *template;
    struct diags *diags;
    const struct cited *cited;
    bool has_sources;                    /* the template lists them, so that marks have a place to lead to */
    size_t deal, party, valuation, note; /* of the :::each around; NO_INDEX */
    const struct changes *changes;       /* since an older edition; NULL: none was given */
    const struct thrift *thrift;         /* how it is made to fit its pages; NULL: it need not */
    struct figure_memo *memo;            /* of figures made in other tries; NULL: none is kept */
    const struct limits *limits;         /* NULL: the usual ones */
    size_t *blocks;                      /* expanded so far; shared by the :::each within each other */
    enum medium medium;
};

void expansion_init(struct expansion *expansion, struct arena *arena, const struct dataset *dataset,
    const struct facts *facts, const struct template *template, const struct cited *cited,
    struct diags *diags);

/* Adds errors as it goes; what could be filled in is. */
struct block *expand_blocks(struct expansion *expansion);

/* One line of text, as for captions */
const char *expand_text(const struct expansion *expansion, const struct runs *runs);
/* The words and marks of one value appended to out; false after an error. Style: that of the run it stood in.
 */
bool answer_runs(
    const struct expansion *expansion, const struct value *value, const struct run *style, struct runs *out);

/* The numbers of sources as raised runs that lead to the list */
void marks_append(struct arena *arena, const struct cited *cited, const struct indices *sources,
    const struct run *style, struct runs *out);

/* A selection from a template; NULL after adding bad-where at the right column */
const struct selection *expand_where(
    const struct expansion *expansion, const char *where, struct place place);

/* total:WHERE for one figure of ::keyfigures and {{ }} alike */
struct total figure_total(const struct facts *facts, const struct selection *where);

#endif
