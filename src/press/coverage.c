/* SPDX-License-Identifier: MIT */
#include "coverage.h"

#include "str.h"

struct check {
    struct arena *arena;
    struct text *text;
    const struct dataset *dataset;
    struct diags *diags;
};

/* field: the address under which the loader noted the text's place */
static void field_check(const struct check *check, const char *string, const void *field)
{
    uint32_t code;
    if (!string || text_covers(check->text, string, &code))
        return;
    struct str shown = str_init(check->arena);
    utf8_append(&shown, code);
    const char *path = dataset_path(check->dataset, field);
    diags_add(check->diags, DIAG_MISSING_GLYPH, dataset_place(check->dataset, field), path,
        "--font-dir adds fonts; without one it is drawn as an empty box", "no font has U+%04X '%s'%s%s",
        (unsigned)code, str_text(&shown), *path ? " in " : "", path);
}

static void deal_check(const struct check *check, const struct deal *deal)
{
    field_check(check, deal->title, &deal->title);
    field_check(check, deal->purpose, &deal->purpose);
    field_check(check, deal->note, &deal->note);
    for (size_t i = 0; i < deal->term_count; i++)
        field_check(check, deal->terms[i].text, &deal->terms[i].text);
    for (size_t i = 0; i < deal->leg_count; i++)
        field_check(check, deal->legs[i].purpose, &deal->legs[i].purpose);
}

void coverage_check(
    struct arena *arena, struct text *text, const struct dataset *dataset, struct diags *diags)
{
    const struct check check = {arena, text, dataset, diags};
    field_check(&check, dataset->title, &dataset->title);
    field_check(&check, dataset->subtitle, &dataset->subtitle);
    field_check(&check, dataset->publisher, &dataset->publisher);
    for (size_t i = 0; i < dataset->party_count; i++) {
        field_check(&check, dataset->parties[i].name, &dataset->parties[i].name);
        field_check(&check, dataset->parties[i].short_name, &dataset->parties[i].short_name);
    }
    for (size_t i = 0; i < dataset->deal_count; i++)
        deal_check(&check, &dataset->deals[i]);
    for (size_t i = 0; i < dataset->note_count; i++)
        field_check(&check, dataset->notes[i].text, &dataset->notes[i].text);
    for (size_t i = 0; i < dataset->source_count; i++) {
        field_check(&check, dataset->sources[i].publisher, &dataset->sources[i].publisher);
        field_check(&check, dataset->sources[i].title, &dataset->sources[i].title);
    }
}
