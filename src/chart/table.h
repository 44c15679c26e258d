/* SPDX-License-Identifier: MIT */
/*
 * table: rows and columns of words and numbers, measured, wrapped, aligned, and drawn from any row to any
 * other, so that a page breaker can split it between rows and repeat the head. It knows nothing of deals.
 *
 * Rules: 0.8 pt above and below, 0.4 pt under the head and between rows; no verticals; text left, numbers
 * right and aligned at the decimal point; words among numbers stay words. Units: points.
 */
#ifndef DEALBRIEF_TABLE_H
#define DEALBRIEF_TABLE_H

#include "scene.h"

enum table_align { TABLE_LEFT, TABLE_RIGHT, TABLE_DECIMAL };

struct table_column {
    const char *head;
    const char *unit; /* printed small behind the head: "$B"; NULL: none */
    enum table_align align;
    double weight; /* of spare width, and of what is left when it is scarce; 0: as wide as its content */
    double least;  /* points */
};

enum table_mark {
    MARK_NONE,
    MARK_FIRM,
    MARK_PLANNED,
    MARK_TALK,
    MARK_DEAD
}; /* a small status form before the text */

struct table_reference {
    const char *text;   /* "3" */
    const char *target; /* destination in the document; NULL: no link */
};

struct table_cell {
    const char *text; /* NULL or "": empty */
    enum table_mark mark;
    const char *link;               /* http(s) */
    const char *target;             /* destination in the document */
    const char *superscript;        /* "1,2" or "†", set small behind the text */
    const char *superscript_target; /* destination of a single source number; NULL: none */
    bool is_number; /* takes part in decimal alignment; else words, right-aligned with the numbers */
    bool faint;
    bool indent;                              /* "of which": set in by one step */
    const struct table_reference *references; /* a list "1, 2", each with its own link, behind the text */
    size_t reference_count;
};

enum table_row_kind {
    ROW_DATA,
    ROW_GROUP,
    ROW_SUBTOTAL
}; /* GROUP: a heading over the rows that follow, kept with them */

struct table_row {
    enum table_row_kind kind;
    struct table_cell
        *cells; /* as many as columns; in GROUP and SUBTOTAL a text runs on over empty cells behind it */
};

struct table {
    struct table_column *columns;
    size_t column_count;
    struct table_row *rows;
    size_t row_count;
    const char *note; /* under the table: what marks and daggers mean; NULL: none */
    const char *id;   /* prefix of ids in the scene */
};

struct table_plan;
struct table_plan *table_plan_make(
    struct arena *arena, struct text *text, const struct table *table, double width);
double table_head_height(const struct table_plan *plan);
double table_row_height(const struct table_plan *plan, size_t row);
double table_note_height(const struct table_plan *plan);
/* false when rows row−1 and row must stay on one page (a group heading and what follows, a subtotal and what
 * precedes) */
bool table_may_break_before(const struct table_plan *plan, size_t row);
bool table_row_is_data(const struct table_plan *plan, size_t row); /* neither heading nor subtotal */
/* Whether a mark that the note explains ("†", "‡") stands in rows first … last−1 */
bool table_is_marked(const struct table_plan *plan, size_t first, size_t last);
double table_width(const struct table_plan *plan);
/* Head, rows first … last−1, closing rule; with_note: the note below. `continued`: head repeated on a later
   page. Returns the height drawn: head, rows, 0.8 for the closing rule, and the note. */
double table_draw(const struct table_plan *plan, struct scene *scene, size_t first, size_t last,
    bool continued, bool with_note);
/* What the table holds, for those who cannot see it: columns, rows, groups. */
const char *table_describe(struct arena *arena, const struct table *table);

/* Where things stand, for exact tests: the left edge and width of a column, and where the decimal point of a
   cell's number (or the end of its words) falls. */
void table_column_place(const struct table_plan *plan, size_t column, double *x, double *width);
double table_cell_point(const struct table_plan *plan, size_t row, size_t column);

#endif
