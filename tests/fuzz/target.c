/* SPDX-License-Identifier: MIT */
#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void target_fail(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

const char *target_path(struct arena *arena, const char *relative)
{
    const char *root = getenv("DEALBRIEF_TEST_ROOT");
    return arena_printf(arena, "%s/%s", root ? root : ".", relative);
}

struct bytes target_file(struct arena *arena, const char *relative)
{
    struct bytes bytes;
    struct diags *diags = diags_create();
    REQUIRE(file_read(arena, target_path(arena, relative), 16 << 20, &bytes, diags));
    diags_destroy(diags);
    return bytes;
}

static bool is_inert(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return false;
    return true;
}

void target_check_diags(struct diags *diags, const void *result)
{
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        REQUIRE(is_inert(sorted[i].sentence) && is_inert(sorted[i].hint) && is_inert(sorted[i].path));
    REQUIRE((result == NULL) == (diags_count(diags, DIAG_SEVERITY_ERROR) > 0));
}

struct bytes target_exact(const uint8_t *at, size_t length)
{
    unsigned char *copy = malloc(length ? length : 1);
    REQUIRE(copy);
    if (length)
        memcpy(copy, at, length);
    return (struct bytes){copy, length};
}
