/* SPDX-License-Identifier: MIT */
/*
 * report: diagnostics → lines on standard error, in file order:
 *
 *     samples/x.json:41:17: error: unknown party 'amazn' in deals[3].from; did you mean 'amazon'?
 * [unknown-party]
 *
 * The first 20 errors and the first 20 warnings are printed, then a count of the rest.
 */
#ifndef DEALBRIEF_REPORT_H
#define DEALBRIEF_REPORT_H

#include "diag.h"
#include "str.h"

struct report_style {
    bool colour;
    bool quiet; /* errors only */
};

void report_diags(struct diags *diags, const struct report_style *style, struct str *out);

/* What they come to: 0, 1 (refused), 3 (warnings, under strict), 74 (reading or writing failed) */
int report_exit_code(struct diags *diags, bool strict);

#endif
