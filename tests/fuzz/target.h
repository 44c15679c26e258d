/* SPDX-License-Identifier: MIT */
/*
 * target: what the fuzz targets share. Each target is one function of libFuzzer's shape; replay.c calls it on
 * kept files instead, so that a finding stays fixed in the normal build as well.
 */
#ifndef DEALBRIEF_FUZZ_TARGET_H
#define DEALBRIEF_FUZZ_TARGET_H

#include "arena.h"
#include "diag.h"
#include "file.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length);

/* Ends the process with a core: for what must hold whatever the input is, with or without NDEBUG. */
#define REQUIRE(condition)                                                                                   \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            target_fail(#condition, __FILE__, __LINE__);                                                     \
    } while (0)
_Noreturn void target_fail(const char *condition, const char *file, int line);

/* A file of the source tree, which DEALBRIEF_TEST_ROOT names (else the working folder) */
const char *target_path(struct arena *arena, const char *relative);
struct bytes target_file(struct arena *arena, const char *relative);

/* A result comes exactly when no error was added, and no message holds a byte that a terminal would obey. */
void target_check_diags(struct diags *diags, const void *result);

/* A copy without a spare byte at its end, so that the address sanitizer sees the first step past it */
struct bytes target_exact(const uint8_t *at, size_t length);

#endif
