/* SPDX-License-Identifier: MIT */
/*
 * matrix_plan (internal to chart): the numbers of one matrix, filled in this order:
 *
 *     matrix_gather  facts → parties, cells, sums, marks      matrix_order  parties → one order for both axes
 *     matrix_names   what parties are called
 *     matrix         widths, words, rows, squares, legend     matrix_draw   → scene
 *
 * Nothing depends on the file's order of deals. Points; y grows downwards; money as in facts.
 */
#ifndef DEALBRIEF_MATRIX_PLAN_H
#define DEALBRIEF_MATRIX_PLAN_H

#include "matrix.h"
#include "sums.h"
#include "theme.h"

enum square_look { /* of the part of a strip that is not sure */
    LOOK_SOLID,    /* there is none */
    LOOK_SOFT,     /* about */
    LOOK_OUTLINE,  /* up to */
    LOOK_HATCHED,  /* a range */
    LOOK_COUNT
};

/* The deals of one class and standing within a cell: an upright strip of its square, as broad as its share.
 */
struct matrix_strip {
    enum deal_class deal_class;
    enum bucket bucket;
    enum square_look look;
    bool open;           /* "at least": frayed top */
    bool undisclosed;    /* some of its deals have no size: they are not in its area */
    money reserve, core; /* the whole, and the sure part of it */
    double x, width, core_height;
};

struct matrix_words { /* a sum as words: whole, and without the currency and with signs for qualifiers */
    const char *full, *brief;
    struct text_lines lines;
};

struct matrix_cell {
    size_t payer, payee;  /* parties of the plan */
    struct indices flows; /* drawn ones, then wholes that their parts itemise */
    const char *deals;    /* ids joined by "+" */
    size_t deal_count;
    struct flow_sum sum;
    struct matrix_words words;
    struct matrix_strip *strips;
    size_t strip_count;
    money reserve;
    bool unknown;                              /* nothing in it has a size */
    const struct matrix_strip *partly_unknown; /* beside a size: the first strip with undisclosed deals */
    bool within;                               /* on the diagonal: within one group, or among the folded */
    bool mutual;                               /* the other way is paid as well */
    bool faded;                                /* something else is highlighted */
    bool floored;
    struct indices loops;        /* numbers from 0 */
    size_t discs_each;           /* of them beside each other */
    double x, y, width, height;  /* of the cell */
    double side, square_x, base; /* the square stands on base */
    double dots, dots_x;         /* side and place of the dotted square beside it; 0: none */
};

struct matrix_party {
    const char *id, *name;
    size_t node;            /* of facts; NO_INDEX for "n others" */
    struct indices members; /* nodes folded into it */
    double gross;           /* for ranking only */
    bool pays, is_paid, within;
    size_t row, column; /* NO_INDEX: none */
    struct flow_sum out, in;
    struct matrix_words out_words, in_words;
    struct text_lines row_name, column_name;
    bool named; /* its name stands in its column's head */
    bool faded;
};

struct matrix_legend_entry {
    enum {
        ENTRY_SCALE,
        ENTRY_CLASS,
        ENTRY_BUCKET,
        ENTRY_LOOK,
        ENTRY_OPEN,
        ENTRY_UNKNOWN,
        ENTRY_MUTUAL,
        ENTRY_LOOP,
        ENTRY_STAIR
    } kind;
    int value;
    double swatch; /* its width */
    const struct text_run *run;
    double x, y; /* left end of the swatch, base line */
};

struct matrix_plan {
    struct arena *arena;
    struct text *text;
    const struct facts *given; /* the networks are those of what is chosen */
    const struct facts *facts; /* the same, but for what parties are called: see matrix_names.c */
    struct matrix_options options;

    struct matrix_party *parties; /* in the order of both axes; their numbers count from 1 */
    size_t party_count;
    size_t parties_all, parties_kept; /* before folding; standing alone */
    struct matrix_cell *cells;        /* by row, then column */
    size_t cell_count;
    size_t *rows, row_count, *columns, column_count; /* parties */
    struct flow_sum total, intra;                    /* intra: within groups, in no total */
    struct matrix_words total_words;
    bool intra_shown;   /* every such flow stands in a cell of the diagonal */
    size_t relations;   /* without money, not shown */
    size_t class_count; /* classes added up */

    bool numbered;   /* column heads are numbers */
    bool named;      /* … and names, where these have room */
    bool brief;      /* cells have words in brief */
    bool brief_sums; /* so have the sums of rows */
    double width, height;
    double number_width, name_width, left, pitch, right, head_height, total_height, grid_bottom;
    double side_most;
    double side_share; /* of the greatest square that a column has room for: less in a card */
    money reserve_most;
    double *row_tops; /* row_count + 1 */
    struct matrix_legend_entry *legend;
    size_t legend_count;
    money scale_money;
    double scale_side;
    struct text_lines remarks;
    double remarks_y;
};

enum { MATRIX_PARTIES_MOST = 40 };

/* matrix_gather.c: at most `most` parties stand alone, the smallest beyond become one "n others". False when
   no money moves. */
bool matrix_gather(struct matrix_plan *plan, size_t most);
struct matrix_cell *matrix_cell_find(const struct matrix_plan *plan, size_t payer, size_t payee);

bool matrix_highlight_is_seen(const struct matrix_plan *plan);
/* Does some money run against the order of the parties? */
bool matrix_runs_back(const struct matrix_plan *plan);

/* matrix_order.c: sorts plan->parties; weights[payer * count + payee], by their present numbers. */
void matrix_order(struct matrix_plan *plan, const double *weights);

/* matrix_names.c: when columns have their widths */
void matrix_names_choose(struct matrix_plan *plan);

/* matrix.c: in so many lines, no word broken; in a column's head */
bool matrix_words_fit(
    const struct matrix_plan *plan, const char *words, struct text_style style, double width, size_t lines);
bool matrix_head_fits(const struct matrix_plan *plan, const char *name);

/* matrix_words.c */
void matrix_words_set(const struct matrix_plan *plan, struct matrix_words *words, const struct flow_sum *sum);
const char *matrix_remarks(const struct matrix_plan *plan);
const char *matrix_cell_title(const struct matrix_plan *plan, const struct matrix_cell *cell);
const char *matrix_look_words(const struct arena *arena, enum square_look look);

#define MATRIX_MARK 8.6    /* a loop's number, the mark of a pair */
#define MATRIX_UNKNOWN 8.0 /* side of an undisclosed amount's square: not to scale */
#define MATRIX_SWATCH 9.0
#define MATRIX_LEADING 8.4
#define MATRIX_NAME_LEADING 9.0
#define MATRIX_FLOOR 2.2 /* the least side of a square */

/* of numbers in cells, of names and of sums */
struct text_style matrix_cell_style(void), matrix_name_style(void), matrix_sum_style(void);

#endif
