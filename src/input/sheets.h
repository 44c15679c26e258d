/* SPDX-License-Identifier: MIT */
/*
 * sheets: a folder of CSV files ↔ the tree of a dataset (docs/spreadsheets.md).
 *
 * What comes in are the files' bytes, what goes out is a tree whose places are cells, after all checks of a
 * dataset were made on it: diagnostics name file, line, row and column. The folder itself is app's.
 */
#ifndef DEALBRIEF_SHEETS_H
#define DEALBRIEF_SHEETS_H

#include "csv.h"
#include "json.h"

struct sheet_file {
    const char *name; /* "deals.csv" */
    const char *path; /* as diagnostics name it */
    struct bytes bytes;
};

/* NULL after adding errors. folder: how diagnostics name the whole. limits NULL: the usual ones. */
const struct json *sheets_import(struct arena *arena, const char *folder, const struct sheet_file *files,
    size_t count, bool decimal_comma, const struct limits *limits, struct diags *diags);

/* The tables of a dataset that was loaded without errors; only name and bytes are set. */
size_t sheets_export(struct arena *arena, const struct json *root, struct sheet_file **files);

/* The names of all tables there are, "dataset.csv" first */
enum { SHEET_NAMES_MOST = 32 };
size_t sheets_names(struct arena *arena, const char *names[SHEET_NAMES_MOST]);

#endif
