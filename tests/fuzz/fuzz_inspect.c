/* SPDX-License-Identifier: MIT */
/* Any bytes as a file that says where it comes from. */
#include "target.h"

#include "inspect.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes bytes = target_exact(at, length);
    struct inspection inspection;
    bool read = inspect_read(arena, "fuzz.pdf", bytes, NULL, &inspection, diags);
    free((void *)bytes.at); /* nothing may be borrowed from it */
    target_check_diags(diags, read ? &inspection : NULL);
    for (size_t i = 0; read && i < inspection.fields.count; i++)
        for (const char *c = inspection.fields.at[i].value; *c; c++)
            REQUIRE((unsigned char)*c >= 0x20 && *c != 0x7F);
    for (size_t i = 0; read && i < inspection.files.count; i++)
        REQUIRE(!strchr(inspection.files.at[i].name, '/') &&
                inspection.files.at[i].bytes.length <= limit_of(NULL, LIMIT_BYTES));
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
