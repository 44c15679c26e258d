/* SPDX-License-Identifier: MIT */
/*
 * report: diagnostics → lines for standard error, in file order, in one of three forms:
 *
 *     text     samples/x.json:41:17: error: unknown party 'amazn' in deals[3].from; did you mean 'amazon'?
 * [unknown-party]
 *     json     {"schema":1,"severity":"error","code":"unknown-party","file":"samples/x.json","line":41, …}
 *     github   ::error file=samples/x.json,line=41,col=17,title=unknown-party::unknown party 'amazn' in …
 *
 * As text and for GitHub the first 20 errors and the first 20 warnings are printed, then a count of the rest;
 * as JSON all of them. Every line of the JSON form is one object with the same keys; "" or 0 stands for what
 * there is not.
 */
#ifndef DEALBRIEF_REPORT_H
#define DEALBRIEF_REPORT_H

#include "diag.h"
#include "options.h"
#include "str.h"

struct report_style {
    bool colour; /* of text alone */
    bool quiet;  /* errors only */
    enum diagnostics_form form;
    int first_line; /* of a dataset, for what is about all of it; 0 and 1: the first */
};

void report_diags(struct diags *diags, const struct report_style *style, struct str *out);

/* One line about the run, not about a place in an input: a usage error, what --strict refused. */
void report_line(enum diagnostics_form form, enum diag_code code, const char *sentence, struct str *out);

/* What they come to: 0, 1 (refused), 3 (warnings, under strict), 70 (a limit, or a worker that stopped), 74 (reading or
   writing failed) */
int report_exit_code(struct diags *diags, bool strict);

#endif
