/* SPDX-License-Identifier: MIT */
/* Bytes → a story (a dataset that can be read) → facts → the weekly briefing → its figures as SVG. */
#include "target.h"

#include "dataset_load.h"
#include "drawing.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    static struct drawing drawing;
    static const struct template *template;
    struct diags *diags = diags_create();
    if (!drawing.arena) {
        drawing_init(&drawing);
        template = template_parse(
            drawing.arena, "weekly.md", target_file(drawing.arena, "templates/weekly.md"), NULL, diags);
        REQUIRE(template);
    }
    struct arena *arena = arena_create();
    struct str json = str_init(arena);
    story_write((struct bytes){at, length}, &json);
    if (getenv("DEALBRIEF_FUZZ_SHOW")) /* the dataset of a finding, to run the program on */
        fputs(str_text(&json), stdout);
    const struct dataset *dataset = dataset_load(
        arena, "story.json", (struct bytes){(const unsigned char *)str_text(&json), json.length}, diags);
    target_check_diags(diags, dataset);
    if (dataset) {
        struct str facts = str_init(arena);
        for (enum level level = LEVEL_SELF; level <= LEVEL_BENEFIT; level++)
            facts_write_json(facts_derive(arena, dataset, level), &facts);
        drawing_try(&drawing, arena, dataset, template, true);
    }
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
