/* SPDX-License-Identifier: MIT */
/*
 * data_table: the numbers of a chart as rows and columns, as CSV and as JSON.
 *
 * Numbers are exact and plain ("38000000000", "2026-01-01", "3.8"): for machines. Words ("up to $100B") stand
 * in columns of their own. An unknown number is empty in CSV and null in JSON. All lives in the arena.
 */
#ifndef DEALBRIEF_DATA_TABLE_H
#define DEALBRIEF_DATA_TABLE_H

#include "amount.h"
#include "arena.h"
#include "date.h"
#include "str.h"

#include <stdbool.h>
#include <stddef.h>

struct data_column {
    const char *name; /* "payer", "low", "amount_words": [a-z0-9_]+ */
    bool number;
};

struct data_table {
    struct arena *arena;
    const char *name; /* "schedule" */
    const struct data_column *columns;
    size_t column_count;
    const char **cells;                 /* row by row; NULL: unknown */
    size_t row_count, capacity, filled; /* filled: cells of the row that is being written */
};

/* columns are kept, not copied. */
struct data_table *data_table_create(
    struct arena *arena, const char *name, const struct data_column *columns, size_t column_count);
/* A cell at a time, row after row; a row is there when its last cell is. Text is kept, not copied. */
void data_text(struct data_table *table, const char *text); /* NULL: nothing is known */
void data_number(struct data_table *table, double value);   /* up to six decimals; NAN: unknown */
void data_count(struct data_table *table, int64_t count);
void data_money(struct data_table *table, money value); /* exact currency units; MONEY_OPEN: unknown */
void data_date(struct data_table *table, struct date date);
void data_day(struct data_table *table, int32_t day);
/* Three cells: low, high, headline; all unknown where it has no size */
void data_bounds(struct data_table *table, const struct amount *amount);
/* The same and a fourth: the words */
void data_amount(struct data_table *table, const struct amount *amount);

/* RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe before it */
void data_table_write_csv(const struct data_table *table, struct str *out);
/* {"chart": name, "columns": […], "rows": [{…}]}; ends in a newline */
void data_table_write_json(const struct data_table *table, struct str *out);

#endif
