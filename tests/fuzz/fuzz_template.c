/* SPDX-License-Identifier: MIT */
/* Any bytes as a template, and what can be read as one on a sample dataset. */
#include "target.h"

#include "dataset_load.h"
#include "drawing.h"

#include <stdlib.h>

static const struct dataset *sample_load(struct arena *arena)
{
    struct diags *diags = diags_create();
    const struct dataset *dataset =
        dataset_load(arena, "sample.json", target_file(arena, "samples/openai-amazon-2025-12.json"), diags);
    REQUIRE(dataset);
    diags_destroy(diags);
    return dataset;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    static struct drawing drawing;
    static const struct dataset *dataset;
    if (!drawing.arena) {
        drawing_init(&drawing);
        dataset = sample_load(drawing.arena);
    }
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes bytes = target_exact(at, length);
    const struct template *template = template_parse(arena, "fuzz.md", bytes, NULL, diags);
    target_check_diags(diags, template);
    free((void *)bytes.at); /* nothing may be borrowed from it */
    if (template)
        drawing_try(&drawing, arena, dataset, template, false);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
