/* SPDX-License-Identifier: MIT */
/*
 * csv: bytes → rows of cells, each with its line and column.
 *
 * RFC 4180 with what spreadsheet programs make of it: a byte order mark, any line end, "sep=;" as the first
 * line, comma, semicolon or tab taken from the header, line breaks and doubled quotes inside of quotes, empty
 * rows and columns. Knows nothing of what the cells mean.
 */
#ifndef DEALBRIEF_CSV_H
#define DEALBRIEF_CSV_H

#include "arena.h"
#include "diag.h"
#include "file.h"
#include "str.h"

struct csv_cell {
    const char *text; /* without the quotes; line breaks are \n */
    int line, column; /* where it starts, its quote included */
};

struct csv_row {
    struct csv_cell *cells; /* as many as the header has; those that were not written are "" */
    int line;
    size_t number; /* as the spreadsheet counts: the header is row 1, empty rows count */
};

struct csv_table {
    const char *file;
    char delimiter;
    size_t column_count;
    struct csv_row header;
    struct csv_row *rows; /* those that hold anything */
    size_t row_count;
};

/* Is it UTF-8 text without NUL? false after adding one error. */
bool csv_encoding_good(struct arena *arena, const char *file, struct bytes bytes, struct diags *diags);

/* false after adding errors: not UTF-8, a quote that is not closed, cells past the header, more columns or cells than
   limits allow (NULL: the usual ones). A file that holds nothing gives a table without columns. */
bool csv_parse(struct arena *arena, const char *file, struct bytes bytes, const struct limits *limits,
    struct csv_table *table, struct diags *diags);

/* 0 → "A", 26 → "AA" */
const char *csv_column_letters(struct arena *arena, size_t column);

#endif
