/* SPDX-License-Identifier: MIT */
/*
 * layout: which tables a folder of spreadsheets has and what stands in their columns, by the rules of the
 * format.
 *
 * A table for each list of objects of the dataset (deals.csv) and for each list inside of those
 * (tranches.csv, keyed by `of`); dataset.csv holds the rest. A column is a field, a dotted path into an
 * object of fields (term.years, amount.low, split.oracle), a key of the author's own, or any key as a JSON
 * string.
 */
#ifndef DEALBRIEF_LAYOUT_H
#define DEALBRIEF_LAYOUT_H

#include "cell.h"
#include "shapes.h"

enum { COLUMN_DEPTH_MOST = 4, SHEETS_MOST = 24 };

struct sheet_kind {
    const char *name;          /* "deals": the file is deals.csv */
    const struct shape *shape; /* of the object in a row */
    bool child;                /* its rows belong to rows of other tables */
};

/* dataset.csv aside; root tables first, in the order of the format. Returns their number. */
size_t layout_sheets(struct sheet_kind kinds[SHEETS_MOST]);
/* Does the shape have a list of objects under this key? */
bool layout_has_list(const struct shape *shape, const char *key);

struct column {
    const char *keys[COLUMN_DEPTH_MOST]; /* the path: {"term", "years"} */
    size_t depth;
    enum cell_kind kind;
    bool known;                /* a rule or the author's own; else a warning is due */
    const struct shape *shape; /* where an unknown key stands, for suggestions; may be NULL */
};

void column_find(struct arena *arena, const struct shape *shape, const char *header, struct column *column);
bool column_same(const struct column *a, const struct column *b); /* the same path */

/* The header of a path, which column_find reads back as that path */
const char *column_header(
    struct arena *arena, const struct shape *shape, const char *const *keys, size_t depth);

/* The rule of a key, or NULL */
const struct rule *layout_rule(const struct shape *shape, const char *key);
/* Fields inside of a value of this rule get columns of their own: the shape they have, else NULL. SPLIT and
   RATES have keys of any name: *open. */
const struct shape *layout_inside(const struct rule *rule, bool *open);

#endif
