/* SPDX-License-Identifier: MIT */
/*
 * All charts alike: their scenes on the samples as they were looked at and kept, and what must hold of any
 * chart on any dataset: it is drawn without words on words or outside, or refused with a sentence, never
 * anything else.
 */
#include "chart_kinds.h"
#include "dataset_load.h"
#include "fixture.h"

#include <string.h>

static const double widths[] = {246, 426, 499, 876}; /* 360, 600, page column, 1200 px */
enum { WIDTHS = sizeof widths / sizeof *widths };

static const struct facts *edition(struct fixture *fixture, const char *path)
{
    struct diags *diags = diags_create();
    const struct dataset *dataset =
        dataset_load(fixture->arena, path, source_file(fixture->arena, path), diags);
    assert_non_null(dataset);
    diags_destroy(diags);
    return facts_derive(fixture->arena, dataset, LEVEL_PARENT);
}

static const struct changes *changes_of(
    struct fixture *fixture, const struct chart_kind *kind, const struct facts **facts)
{
    if (!kind->since)
        return NULL;
    const struct facts *before = edition(fixture, "tests/editions/old.json");
    *facts = edition(fixture, "tests/editions/new.json");
    return changes_derive(fixture->arena, before, *facts);
}

static const char *no_data_words(struct fixture *fixture)
{
    size_t count;
    const struct diag *all = diags_sorted(fixture->diags, &count);
    assert_int_equal(diags_count(fixture->diags, DIAG_SEVERITY_ERROR), 1);
    assert_true(diags_has(fixture->diags, DIAG_NO_DATA));
    for (size_t i = 0; i < count; i++)
        if (all[i].code == DIAG_NO_DATA)
            return arena_strdup(fixture->arena, all[i].sentence);
    return "";
}

static const char *kept_text(struct fixture *fixture, const struct chart *chart, double width)
{
    struct str out = str_init(fixture->arena);
    struct scene *scene = fixture_chart_scene(fixture, chart, width);
    str_printf(&out, "title: %s\nsubtitle: %s\nalt: %s\n", chart->title, chart->subtitle, chart->alt);
    chart->dump(chart->plan, &out);
    scene_dump(scene, &out);
    data_table_write_csv(chart->data, &out);
    return str_text(&out);
}

static void kept_compare(const char *sample, const struct chart_kind *kind)
{
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, sample);
    const struct changes *changes = changes_of(&fixture, kind, &facts);
    struct chart *chart = fixture_chart(&fixture, facts, changes, kind->make, chart_kind_request(kind, 499));
    const char *text = chart ? kept_text(&fixture, chart, 499)
                             : arena_printf(fixture.arena, "no data: %s\n", no_data_words(&fixture));
    assert_golden(arena_printf(fixture.arena, "tests/golden/chart/%s.%s.txt",
                      kind->since ? "editions" : sample, kind->name),
        text);
    fixture_finish(&fixture);
}

static void test_kept(void **state)
{
    (void)state;
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025"};
    for (int k = 0; k < CHART_KINDS; k++)
        for (int s = 0; s < (chart_kinds[k].since ? 1 : 3); s++)
            kept_compare(samples[s], &chart_kinds[k]);
}

static void chart_try(const char *name, const struct chart_kind *kind, const char *json, double width)
{
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_json(&fixture, json);
    const struct changes *changes =
        kind->since ? changes_derive(fixture.arena, edition(&fixture, "tests/editions/old.json"), facts)
                    : NULL;
    struct chart *chart =
        fixture_chart(&fixture, facts, changes, kind->make, chart_kind_request(kind, width));
    print_message("# %s %s at %.0f: %s\n", kind->name, name, width, chart ? "drawn" : "refused");
    if (chart)
        fixture_chart_scene(&fixture, chart, width);
    else
        assert_true(strlen(no_data_words(&fixture)) > 20);
    fixture_finish(&fixture);
}

static void test_nasty(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (int nasty = 0; nasty < NASTY_COUNT; nasty++) {
        const char *json = nasty_dataset(arena, nasty);
        for (int k = 0; k < CHART_KINDS; k++)
            for (int w = 0; w < WIDTHS; w++)
                chart_try(nasty_names[nasty], &chart_kinds[k], json, widths[w]);
    }
    arena_destroy(arena);
}

static void test_samples(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals"};
    for (int s = 0; s < 4; s++) {
        const char *json =
            (const char *)source_file(arena, arena_printf(arena, "samples/%s.json", samples[s])).at;
        for (int k = 0; k < CHART_KINDS; k++)
            for (int w = 0; w < WIDTHS; w++)
                chart_try(samples[s], &chart_kinds[k], json, widths[w]);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept), cmocka_unit_test(test_samples), cmocka_unit_test(test_nasty)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
