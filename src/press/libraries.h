/* SPDX-License-Identifier: MIT */
/*
 * libraries: may we draw with the libraries that the loader found?
 *
 * One that is older than the one this was built with lacks what was promised, and a snapshot of cairo (its minor number
 * is odd: cairo's VERSIONING file) was never released. Distributions mend faults without another number: what is known
 * to be bad by its number alone stands in the table of libraries.c, with the reason.
 */
#ifndef DEALBRIEF_LIBRARIES_H
#define DEALBRIEF_LIBRARIES_H

#include "arena.h"
#include "diag.h"

struct library {
    const char *name;
    int found[3], built[3]; /* major, minor, micro: at run time, and of the headers */
};

/* NULL, or why it is refused: a sentence in the arena */
const char *library_fault(struct arena *arena, const struct library *library);

/* All that decide what a page looks like; adds unfit-library (exit 70) */
bool libraries_check(struct arena *arena, struct diags *diags);

#endif
