/* SPDX-License-Identifier: MIT */
/*
 * quick: one sheet of deals, or lines as SankeyMATIC draws them → the tree of a dataset
 * (docs/spreadsheets.md).
 *
 * Both name parties by their names. What they do not say is assumed and told.
 */
#ifndef DEALBRIEF_QUICK_H
#define DEALBRIEF_QUICK_H

#include "diag.h"
#include "file.h"
#include "json.h"

struct import_options {
    bool decimal_comma;
    const char *as_of,
        *as_of_reason; /* taken when nothing in the file has a date: "2025-12-17", "the day …" */
    const struct limits *limits; /* NULL: the usual ones */
};

/* from,to,amount,for,type,status,date,source, in any order, and any other field of a deal. NULL after adding
 * errors. */
const struct json *quick_import(struct arena *arena, const char *file, struct bytes bytes,
    const struct import_options *options, struct diags *diags);

/* Lines of the form: A [12B] B #colour */
const struct json *sankeymatic_import(struct arena *arena, const char *file, struct bytes bytes,
    const struct import_options *options, struct diags *diags);

/* Does the text look more like SankeyMATIC lines than like a sheet? */
bool sankeymatic_likely(struct bytes bytes);

#endif
