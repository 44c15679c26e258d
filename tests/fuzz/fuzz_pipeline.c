/* SPDX-License-Identifier: MIT */
/*
 * Bytes → a story (a dataset that can be read) → facts → a briefing, which is written as PDF, as HTML or as
 * its figures. Template and edition hang on the story's length, so that all of them are met. libFuzzer
 * mutates whole records of stories as often as bytes.
 */
#include "target.h"

#include "dataset_load.h"
#include "drawing.h"
#include "story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* of libFuzzer; where the inputs are replayed, nothing mutates */
size_t LLVMFuzzerCustomMutator(uint8_t *at, size_t length, size_t length_most, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *at, size_t length, size_t length_most) __attribute__((weak));

size_t LLVMFuzzerCustomMutator(uint8_t *at, size_t length, size_t length_most, unsigned seed)
{
    size_t told = seed % 2 ? story_mutate(at, length, length_most, seed / 2) : 0;
    return told ? told : LLVMFuzzerMutate(at, length, length_most);
}

static const struct template *const *templates_read(struct arena *arena)
{
    static const char *const files[] = {
        "templates/weekly.md", "templates/article.md", "templates/one-page.md", "templates/deal.md"};
    const struct template **templates = arena_array(arena, const struct template *, 4);
    struct diags *diags = diags_create();
    for (size_t i = 0; i < 4; i++) {
        templates[i] = template_parse(arena, files[i], target_file(arena, files[i]), NULL, diags);
        REQUIRE(templates[i]);
    }
    diags_destroy(diags);
    return templates;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    static struct drawing drawing;
    static const struct template *const *templates;
    struct diags *diags = diags_create();
    if (!drawing.arena) {
        drawing_init(&drawing);
        templates = templates_read(drawing.arena);
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
        static const enum svg_text svg_texts[] = {SVG_TEXT_EMBED, SVG_TEXT_PLAIN, SVG_TEXT_OUTLINE};
        struct str facts = str_init(arena);
        size_t chance = json.length;
        const struct drawing_order order = {
            .edition = (enum edition)(EDITION_FIGURES + chance % (EDITION_COUNT - EDITION_FIGURES)),
            .svg_text = svg_texts[chance / 4 % 3],
            .attachment = str_bytes(&json)};
        for (enum level level = LEVEL_SELF; level <= LEVEL_BENEFIT; level++)
            facts_write_json(facts_derive(arena, dataset, level), &facts);
        drawing_try(&drawing, arena, dataset, templates[chance / 3 % 4], &order);
    }
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
