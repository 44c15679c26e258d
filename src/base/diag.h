/* SPDX-License-Identifier: MIT */
/*
 * diag: what went wrong or looks odd, where, and what to do about it.
 *
 * Functions gather every fault they can find into a struct diags; nobody prints on the way (app/console.c does, at the
 * end, in file order). A diagnostic has a stable code, a place, optionally the path of the value in the dataset
 * ("deals[3].from") and a hint ("did you mean 'amazon'?"). Texts are copied into the diags' own arena; bytes that a
 * terminal would obey are escaped there, so that a hostile name can be quoted in a sentence.
 */
#ifndef DEALBRIEF_DIAG_H
#define DEALBRIEF_DIAG_H

#include "arena.h"
#include "diag_codes.h"

#include <stdbool.h>
#include <stddef.h>

enum diag_severity {
    DIAG_SEVERITY_WARNING,
    DIAG_SEVERITY_ERROR,
};

enum diag_code {
#define X(name, code, severity, meaning) DIAG_##name,
    DIAG_CODES(X)
#undef X
        DIAG_CODE_COUNT
};

/* Lines and columns count from 1; 0 means the file as a whole. Columns count bytes, as compilers do. */
struct place {
    const char *file;
    int line, column;
};

struct diag {
    enum diag_code code;
    struct place place;
    const char *path; /* "" when there is none */
    const char *sentence;
    const char *hint;     /* "" when there is none */
    const char *included; /* "included at weekly.md:5:1", of a file that another includes; "" of all others */
};

struct diags;

struct diags *diags_create(void);
void diags_destroy(struct diags *diags);

/* path and hint may be NULL. The sentence starts in lower case and has no full stop. */
void diags_add(struct diags *diags, enum diag_code code, struct place place, const char *path, const char *hint,
    const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Faults in `file` (this very pointer: a file that is included twice has two names) are told with the place in another
   file that includes it. Both must outlive what is added afterwards. */
void diags_origin(struct diags *diags, const char *file, struct place from);

size_t diags_count(const struct diags *diags, enum diag_severity severity);
bool diags_has(const struct diags *diags, enum diag_code code);
/* All of them, sorted by file, line, column, then in the order they were added (identical ones once); borrowed, valid
   until the next diags_add. */
const struct diag *diags_sorted(struct diags *diags, size_t *count);

const char *diag_code_text(enum diag_code code);
const char *diag_code_meaning(enum diag_code code);
enum diag_severity diag_code_severity(enum diag_code code);

#endif
