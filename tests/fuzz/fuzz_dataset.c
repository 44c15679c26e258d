/* SPDX-License-Identifier: MIT */
/* Any bytes as a dataset: read, checked, derived on each level, printed as JSON. */
#include "target.h"

#include "dataset_load.h"
#include "facts.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes bytes = target_exact(at, length);
    const struct dataset *dataset = dataset_load(arena, "fuzz.json", bytes, diags);
    target_check_diags(diags, dataset);
    for (enum level level = LEVEL_PARENT; dataset && level <= LEVEL_BENEFIT; level++) {
        struct str json = str_init(arena);
        facts_write_json(facts_derive(arena, dataset, level), &json);
        REQUIRE(json.length > 0 && str_ends(str_text(&json), "\n"));
    }
    free((void *)bytes.at);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
