/* SPDX-License-Identifier: MIT */
/*
 * inspect: the bytes of a PDF, PNG, SVG or HTML page → what it says of where it comes from, and the files within
 * a PDF.
 *
 * The bytes are a stranger's: nothing in them is believed but read within bounds, and values are cleaned of what a
 * terminal would obey. It refuses to know whether what is said is true; who asks compares the hash.
 */
#ifndef DEALBRIEF_INSPECT_H
#define DEALBRIEF_INSPECT_H

#include "diag.h"
#include "file.h"
#include "limit.h"
#include "list.h"

struct inspected_field { /* keys are those of provenance.h, in its order */
    const char *key, *value;
};

struct inspected_file {
    const char *name; /* without folders, whatever the PDF says */
    struct bytes bytes;
};

struct inspection {
    const char *kind; /* "PDF", "PNG", "SVG", "HTML" */
    LIST(struct inspected_field) fields;
    LIST(struct inspected_file) files;
    bool too_long; /* a file within it is longer than the limit */
};

/* The value of a field, or NULL */
const char *inspection_value(const struct inspection *inspection, const char *key);

/* false after adding inspect-unknown: none of these kinds, damaged, or without provenance. `path` is named. Or
   limit-input: a file within a PDF is longer than a dataset may be (limits NULL: the usual ones). */
bool inspect_read(struct arena *arena, const char *path, struct bytes bytes, const struct limits *limits,
    struct inspection *inspection, struct diags *diags);

#endif
