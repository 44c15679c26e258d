/* SPDX-License-Identifier: MIT */
/*
 * bridge_rows: the bridge of sums as rows of printed numbers, one unit for all of them. Where the unit cannot
 * hold them exactly they are rounded so that each column still adds up, and `rounded` says so.
 */
#ifndef DEALBRIEF_BRIDGE_ROWS_H
#define DEALBRIEF_BRIDGE_ROWS_H

#include "changes.h"

enum { BRIDGE_COLUMNS_MOST = 5 };

enum bridge_row_kind { BRIDGE_HEAD, BRIDGE_OPENING, BRIDGE_STEP, BRIDGE_CLOSING };

struct bridge_row {
    enum bridge_row_kind kind;
    const char *label;                      /* "Capital, signed or paid"; "as of 10 Dec 2025"; "new deals" */
    const char *cells[BRIDGE_COLUMNS_MOST]; /* "+5", "−3.5"; "" where nothing moves */
};

struct bridge_rows {
    const char *unit;                         /* "$B" */
    const char *columns[BRIDGE_COLUMNS_MOST]; /* "low", "high", "headline", then what is counted */
    bool is_money[BRIDGE_COLUMNS_MOST];
    size_t column_count;
    struct bridge_row *rows;
    size_t row_count;
    bool rounded;
    bool has_open, has_undisclosed;
    const char *still; /* "Capital, signed or paid ($13B)": live sums in which nothing moved; "" */
};

/* Live sums in which something moved; row_count 0 when none did. */
struct bridge_rows bridge_rows_make(struct arena *arena, const struct changes *changes);

#endif
