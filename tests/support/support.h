/* SPDX-License-Identifier: MIT */
/* support: what tests share. Paths are relative to the source tree. */
#ifndef DEALBRIEF_TEST_SUPPORT_H
#define DEALBRIEF_TEST_SUPPORT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include "arena.h"
#include "diag.h"
#include "file.h"

const char *source_path(struct arena *arena, const char *relative);
struct bytes source_file(
    struct arena *arena, const char *relative); /* fails the test when it cannot be read */

/* Compares with the kept file; on a difference prints the first lines that differ and fails. With the
   environment variable DEALBRIEF_UPDATE=1 the kept file is rewritten instead. */
void assert_golden(const char *relative, const char *text);

/* "line:column code" of each diagnostic, one a line, sorted */
const char *diags_brief(struct arena *arena, struct diags *diags);

#endif
