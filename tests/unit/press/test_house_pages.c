/* SPDX-License-Identifier: MIT */
/* Themes on pages: what was looked at is kept, wide paper loses no word, large type stays inside the margins.
 */
#include "support.h"

#include "brief.h"
#include "dataset_load.h"
#include "house_load.h"
#include "output.h"

#include <math.h>
#include <string.h>

static const char words_template[] =
    "# {{ dataset.title }}\n\n:::standfirst\nMoney, and where it goes.\n:::\n\n::keyfigures\n\n"
    "## Prose\n\nAmazon {{ deal.amazon-equity | status }} invest {{ deal.amazon-equity.amount | long }} in "
    "OpenAI, "
    "which [rents](https://example.com/a) servers for {{ deal.aws-rental.amount }} from it, and says so in a "
    "sentence that is as long as it takes to fill a line or two of any paper that there is.\n\n"
    "### Small\n\n- one thing that matters more than another, and is told at some length\n- two\n- three\n\n"
    "> quoted words of somebody who should know\n\n### Smaller\n\nLast words. {{ deal.amazon-equity | cite "
    "}}\n\n"
    "## Sources\n::sources\n";

/* A table has its head again on each page: not where words are compared */
static const char table_template[] = "## Table\n::table{columns=\"from to amount status\"}\n";

struct bench {
    struct arena *arena;
    struct diags *diags;
    struct text *text;
    struct flow_engine *engine;
    const struct dataset *dataset;
};

static void bench_open(struct bench *bench)
{
    bench->arena = arena_create();
    bench->diags = diags_create();
    bench->text = text_create(source_path(bench->arena, "fonts"), NULL, bench->diags);
    bench->engine = flow_engine_create();
    bench->dataset = dataset_load(bench->arena, "x.json",
        source_file(bench->arena, "samples/openai-amazon-2025-12.json"), bench->diags);
    assert_non_null(bench->text);
    assert_non_null(bench->dataset);
}

static void bench_close(struct bench *bench)
{
    flow_engine_destroy(bench->engine);
    text_destroy(bench->text);
    diags_destroy(bench->diags);
    arena_destroy(bench->arena);
}

static const struct house *house_of(struct bench *bench, struct bytes bytes)
{
    const struct house *house = house_load(
        bench->arena, "t.json", source_path(bench->arena, "tests/themes"), bytes, NULL, bench->diags);
    assert_non_null(house);
    return house;
}

static const struct brief *brief_with(struct bench *bench, const struct house *house, const char *words)
{
    struct bytes source = {(const unsigned char *)words, strlen(words)};
    text_use_scale(bench->text, &house->scale);
    struct brief_input input = {.arena = bench->arena,
        .text = bench->text,
        .engine = bench->engine,
        .dataset = bench->dataset,
        .facts = facts_derive(bench->arena, bench->dataset, LEVEL_PARENT),
        .template = template_parse(bench->arena, "t.md", source, NULL, bench->diags),
        .house = house,
        .diags = bench->diags};
    const struct brief *brief = brief_make(&input);
    assert_non_null(brief);
    return brief;
}

/* The first page of each theme that ships, and of one with a logo, in its colours */
static void test_kept(void **state)
{
    (void)state;
    static const char *const themes[] = {"templates/themes/house.json", "templates/themes/salmon.json",
        "templates/themes/ink.json", "templates/themes/night.json", "templates/themes/letter-landscape.json",
        "tests/themes/letter.json"};
    struct bench bench;
    bench_open(&bench);
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        const struct house *house = house_of(&bench, source_file(bench.arena, themes[i]));
        const struct brief *brief =
            brief_with(&bench, house, arena_printf(bench.arena, "%s%s", words_template, table_template));
        struct svg_options options = {.text = SVG_TEXT_PLAIN, .theme = house_page_theme(house)};
        struct bytes svg;
        assert_true(svg_write(bench.arena, bench.text, brief->pages[0], &options, &svg, bench.diags));
        const char *name = strrchr(themes[i], '/') + 1;
        assert_golden(
            arena_printf(bench.arena, "tests/golden/themes/%.*s.svg", (int)(strlen(name) - 5), name),
            arena_strndup(bench.arena, (const char *)svg.at, svg.length));
    }
    bench_close(&bench);
}

struct reading {
    struct str words;
    double right, widest; /* the farthest text, and the widest run of the body's size */
    size_t artifacts;
};

static void page_read(struct reading *reading, const struct scene *page, double body)
{
    size_t count, depth = 0;
    bool artifact[64] = {0};
    double x[64] = {0};
    const struct scene_item *items = scene_items(page, &count);
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind == SCENE_GROUP_BEGIN) {
            depth++;
            assert_true(depth < 64);
            x[depth] = x[depth - 1] + items[i].group.x;
            artifact[depth] = artifact[depth - 1] || items[i].group.tag == TAG_ARTIFACT;
        } else if (items[i].kind == SCENE_GROUP_END) {
            depth--;
        } else if (items[i].kind == SCENE_TEXT) {
            const struct text_run *run = items[i].run;
            reading->right = fmax(reading->right, x[depth] + items[i].x + run->width);
            if (fabs(run->style.size - body) < 1e-9)
                reading->widest = fmax(reading->widest, run->width);
            for (const char *at = run->string; !artifact[depth] && *at; at++)
                if (*at != ' ')
                    str_char(&reading->words, *at);
        }
    }
}

static struct reading brief_read(struct bench *bench, const char *theme)
{
    struct bytes bytes = {(const unsigned char *)theme, strlen(theme)};
    const struct house *house = house_of(bench, bytes);
    const struct brief *brief = brief_with(bench, house, words_template);
    struct reading reading = {.words = str_init(bench->arena)};
    for (size_t page = 0; page < brief->page_count; page++)
        page_read(&reading, brief->pages[page], house->scale.steps[STYLE_BODY].style.size);
    double right = scene_width(brief->pages[0]) - house->margins.right;
    if (reading.right > right + 0.01)
        fail_msg("%s: text reaches %.2f, the margin is at %.2f", theme, reading.right, right);
    return reading;
}

/* Portrait or landscape, small or large, the words are the same in the same order. */
static void test_words(void **state)
{
    (void)state;
    static const char *const themes[] = {"{\"page\": {\"orientation\": \"landscape\"}}",
        "{\"page\": {\"size\": \"A3\", \"orientation\": \"landscape\"}}",
        "{\"page\": {\"size\": \"Tabloid\"}}",
        "{\"page\": {\"size\": {\"width\": \"14cm\", \"height\": \"40cm\"}, \"margins\": \"1cm\"}}",
        "{\"type\": {\"body\": {\"size\": 14}, \"title\": {\"size\": 40}, \"section\": {\"size\": 20}}}"};
    struct bench bench;
    bench_open(&bench);
    struct reading usual = brief_read(&bench, "{}");
    assert_true(usual.words.length > 600);
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        struct reading reading = brief_read(&bench, themes[i]);
        assert_string_equal(str_text(&reading.words), str_text(&usual.words));
        assert_true(reading.widest <= 43 * (i == 4 ? 14 : 10) + 0.01);
    }
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kept), cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
