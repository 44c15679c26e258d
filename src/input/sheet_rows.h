/* SPDX-License-Identifier: MIT */
/*
 * sheet_rows: a CSV table whose header is understood → one object a row; and diagnostics of a loader that
 * knows nothing of spreadsheets → the rows and columns they are about.
 */
#ifndef DEALBRIEF_SHEET_ROWS_H
#define DEALBRIEF_SHEET_ROWS_H

#include "csv.h"
#include "layout.h"
#include "list.h"
#include "names.h"

struct sheet {
    struct csv_table table;
    const struct shape *shape; /* NULL: rows are not objects of the format */
    struct column *columns;    /* of each CSV column */
    bool *skipped;             /* columns that are not fields of the object: `of` */
    bool decimal_comma, keyed; /* keyed: dataset.csv, whose paths say more than rows do */
};

/* A value under a key that no rule knows: kept out of the tree while it is checked, and put into it after. */
struct sheet_extra {
    struct json *parent, *child;
};

struct sheet_work {
    struct arena *arena;
    struct diags *diags;
    const char *rate_hint; /* where exchange rates could stand; NULL: where the loader says */
    LIST(struct sheet *) sheets;
    LIST(struct sheet_extra) extras;
    struct names typed;   /* texts as they were typed, by place, where they were turned */
    struct names refused; /* rows with cells that could not be read, and the fields of these */
};

/* Reads the header: columns that stand twice are errors, unknown ones warnings. false after adding errors. */
bool sheet_header_read(struct sheet_work *work, struct sheet *sheet);
/* The object of one row */
struct json *sheet_row_read(struct sheet_work *work, const struct sheet *sheet, const struct csv_row *row);
/* Reads one cell to a place in an object. */
void sheet_cell_put(struct sheet_work *work, const struct sheet *sheet, const struct csv_row *row,
    size_t index, const struct column *column, struct json *object);

/* Keeps what was typed for a value that was turned from decimal commas: messages quote that. */
void sheet_text_note(struct sheet_work *work, const struct json *value, const char *typed);

/* Was the cell of a field (NULL: of any) in the row at a line refused? */
bool sheet_refused(const struct sheet_work *work, const char *file, int line, const char *key);

struct place sheet_place(const struct sheet *sheet, const struct csv_cell *cell);
/* "row 7, column D (amount)" */
const char *sheet_where(
    struct arena *arena, const struct sheet *sheet, const struct csv_row *row, size_t column);

/* Adds what a loader said of the tree to work->diags, in terms of rows and columns. */
void sheet_diags_tell(struct sheet_work *work, struct diags *said);
/* Puts unknown keys into the tree. */
void sheet_extras_put(struct sheet_work *work);

#endif
