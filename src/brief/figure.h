/* SPDX-License-Identifier: MIT */
/*
 * figure: one figure of any kind, framed: title (the finding), subtitle (the measure), drawing, source line
 * with as-of date.
 *
 * The registry of kinds; the command line and the templates both draw through it.
 */
#ifndef DEALBRIEF_FIGURE_H
#define DEALBRIEF_FIGURE_H

#include "chart.h"
#include "facts.h"
#include "flow.h"
#include "house.h"
#include "scene.h"

enum figure_kind {
    FIGURE_FLOW,
    FIGURE_MATRIX,
    FIGURE_VALUATION,
    FIGURE_TWOWAY,
    FIGURE_SCHEDULE,
    FIGURE_TIMELINE,
    FIGURE_BRIDGE,
    FIGURE_RANGE,
    FIGURE_EXPOSURE,
    FIGURE_MULTIPLES,
    FIGURE_TORNADO,
    FIGURE_LIFECYCLE,
    FIGURE_DEAL,
    FIGURE_TABLE,
    FIGURE_KEYFIGURES,
    FIGURE_KIND_COUNT
};

/* What may be asked of a kind; anything else would do nothing and is refused. */
enum figure_takes {
    TAKES_PARTY = 1,
    TAKES_DEAL = 2,
    TAKES_WHERE = 4,
    TAKES_SINCE = 8,
    TAKES_SCALE = 16,
    TAKES_BY = 32,
    TAKES_METRIC = 64,
    TAKES_CLASS = 128,
    TAKES_BUCKET = 256,
    TAKES_MOST = 512,
    TAKES_HEIGHT = 1024,
    TAKES_HIGHLIGHT = 2048, /* and --max-parties */
    NEEDS_SINCE = 16384,
    NEEDS_DEAL = 32768
};
unsigned figure_takes(enum figure_kind kind);

const char *figure_kind_name(enum figure_kind kind);
int figure_kind_find(const char *name); /* −1 */
const char *const *figure_kinds(size_t *count);

/* How many parties a flow draws by its reader's wish: a whole number, or "all" (0 means the same). */
enum { PARTIES_MOST_LEAST = 2, PARTIES_MOST_MOST = 9999, PARTIES_UNLIMITED = -1 };
bool parties_most_parse(const char *text, int *most);

/* A page to put one figure on: "a4", "a4-landscape", "letter", "letter-landscape" */
struct page_size {
    const char *name;
    double width, height; /* points */
};
const struct page_size *page_size_find(const char *name); /* NULL */

struct figure_request {
    enum figure_kind kind;
    const char *id;       /* file name without extension: "flow", "valuation-openai" */
    const char *title;    /* NULL: one made from the data */
    const char *subtitle; /* NULL: the chart's own */
    double width, height; /* points; height 0: chosen; framed: of the whole, kept exactly or an error */
    double margin;        /* framed: left free around it, within width and height */
    int direction;        /* flow: enum flow_direction */
    int changes;          /* flow: enum flow_changes_shown */
    size_t party;         /* NO_INDEX */
    const struct selection *where;
    enum level level;
    int parties_most; /* flow, matrix: cards at most; 0: chosen; PARTIES_UNLIMITED */
    int highlight;    /* enum flow_highlight */
    size_t highlight_index;
    int loops;        /* enum flow_loops */
    bool lists_loops; /* flow: the loops are told under the drawing, because nothing else tells them */
    const char *const *columns; /* table; NULL: chosen */
    size_t column_count;
    int group;                  /* enum deal_table_group */
    int scale;                  /* enum chart_scale */
    size_t deal;                /* NO_INDEX */
    int by;                     /* enum chart_by */
    const char *metric;         /* NULL */
    enum deal_class deal_class; /* CLASS_COUNT: chosen */
    enum bucket bucket;         /* BUCKET_COUNT: chosen */
    size_t most;                /* rows or series; 0: chosen */
    const char *items;          /* keyfigures: as in the directive; NULL: the usual four or five */
    struct place items_place;   /* of items, for errors */
    size_t pressed; /* flow with a height: `pressed` of the same figure when it was made as high or higher; 0: not known */
    bool brief; /* framed: for a card, which leaves out what is read closely: most of legend and notes */
    const struct selection *whole; /* flow, brief: what `where` is the greatest part of; NULL: everything */
    bool framed; /* title, subtitle and source line inside the scene: for figures that stand alone */
};

struct figure_context {
    struct arena *arena;
    struct text *text;
    struct flow_engine *engine;
    const struct facts *facts; /* at request->level */
    const int *source_numbers; /* by source index; NULL: none */
    struct diags *diags;
    const struct changes *changes; /* since an older edition: the flow marks them; NULL: none was given */
    const struct house *house;     /* the look; NULL: the usual one */
};

/* What a figure is made of, for those who set it themselves (the page). */
struct figure_parts {
    struct scene *drawing;         /* width as asked; its group carries the alternative text */
    const char *title;             /* the request's, or one made from the data */
    const char *subtitle;          /* the measure; NULL: none */
    const char *alt;               /* what it shows, in sentences, for those who cannot see it */
    const char *sources;           /* "Source: Financial Times · as of 17 Dec 2025" */
    const struct data_table *data; /* the numbers drawn; NULL: of deals, which figure_data gathers */
    const struct table *table;     /* table: what is drawn; else NULL */
    size_t parties, parties_all;   /* flow: drawn by name, and selected; else 0 */
    size_t pressed;                /* flow with a height: steps of shortening that were not enough; else 0 */
    const struct keyfigure *numbers; /* keyfigures */
    size_t number_count;
};
/* false after adding an error */
bool figure_make(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts);

/* What is drawn as rows of numbers and words: of a chart its numbers, else the deals */
const struct data_table *figure_data(const struct figure_context *context,
    const struct figure_request *request, const struct figure_parts *parts);

/* The usual id of a request: "flow", "valuation-openai" */
const char *figure_default_id(
    struct arena *arena, const struct dataset *dataset, const struct figure_request *request);

/* Of a kind that is no chart: the finding, without drawing it */
const char *figure_title(
    struct arena *arena, const struct facts *facts, const struct figure_request *request);

/* NULL after adding an error. The scene's size is the figure's. */
struct scene *figure_draw(const struct figure_context *context, const struct figure_request *request);
/* Flow and matrix: geometry and numbers as JSON; others: their numbers. false after adding an error */
bool figure_write_json(
    const struct figure_context *context, const struct figure_request *request, struct str *out);
/* The numbers drawn as CSV; false after adding an error */
bool figure_write_csv(
    const struct figure_context *context, const struct figure_request *request, struct str *out);

/* Does any money move between two parties that stand apart? Without it there is no flow diagram. */
bool figure_flow_any(const struct facts *facts, const struct selection *where);

#endif
