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

/* Every snippet is the input itself, each by its own name: templates that include themselves, and each other
 */
static bool snippet_read(const void *from, struct arena *arena, const char *file, struct snippet *snippet,
    const char **sentence, const char **hint)
{
    const struct bytes *bytes = from;
    (void)hint;
    if (bytes->length > 4096) {
        *sentence = "too long to be read again and again";
        return false;
    }
    *snippet = (struct snippet){*bytes, arena_strdup(arena, file), arena_strdup(arena, file)};
    return true;
}

/* What can be read of a faulty one is looked up in the dataset. */
static void faults_try(
    struct arena *arena, const struct dataset *dataset, const struct template *template, struct diags *diags)
{
    brief_check(&(struct brief_input){.arena = arena,
        .dataset = dataset,
        .facts = facts_derive(arena, dataset, LEVEL_PARENT),
        .template = template,
        .diags = diags});
    target_check_diags(diags, NULL);
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
    struct snippet_reader reader = {snippet_read, &bytes};
    bool good;
    const struct template *template = template_read(arena, "fuzz.md", bytes, &reader, diags, &good);
    target_check_diags(diags, good ? template : NULL);
    free((void *)bytes.at); /* nothing may be borrowed from it */
    if (good)
        drawing_try(&drawing, arena, dataset, template, &(struct drawing_order){.edition = EDITION_PAGES});
    else
        faults_try(arena, dataset, template, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
