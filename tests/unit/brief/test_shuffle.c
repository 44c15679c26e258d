/* SPDX-License-Identifier: MIT */
/* Flow and matrix do not depend on the order in which a dataset names its deals, parties and sources: the
 * whole figure, source line included, is the same to the point, and so is the JSON. Nor do charts on that of
 * deals, sources, valuations and metrics; the order of parties is theirs to keep. */
#include "support.h"

#include "changes.h"
#include "dataset_load.h"
#include "figure.h"
#include "flow.h"
#include "flow_graphs.h"

#include <cjson/cJSON.h>
#include <string.h>

enum { AS_READ = 0, SHUFFLES = 3 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Fisher and Yates, from the back: each item taken out goes to the end. */
static void array_shuffle(cJSON *array, uint32_t *seed)
{
    for (int left = cJSON_GetArraySize(array); left > 0; left--)
        cJSON_AddItemToArray(
            array, cJSON_DetachItemFromArray(array, (int)(next_random(seed) % (uint32_t)left)));
}

static const char *const of_diagrams[] = {"deals", "parties", "sources", NULL};
static const char *const of_charts[] = {"deals", "sources", "valuations", "metrics", NULL};

static const char *dataset_shuffled(
    struct arena *arena, struct bytes bytes, const char *const *arrays, uint32_t seed)
{
    cJSON *root = cJSON_ParseWithLength((const char *)bytes.at, bytes.length);
    assert_non_null(root);
    for (size_t i = 0; arrays[i] && seed != AS_READ; i++)
        array_shuffle(cJSON_GetObjectItemCaseSensitive(root, arrays[i]), &seed);
    char *printed = cJSON_PrintUnformatted(root);
    const char *text = arena_strdup(arena, printed);
    cJSON_free(printed);
    cJSON_Delete(root);
    return text;
}

struct studio {
    struct arena *arena;
    struct diags *diags;
    struct text *text;
    struct flow_engine *engine;
    const struct facts *before; /* of an older edition; NULL: none */
};

static const char *figure_told(
    const struct studio *studio, struct bytes bytes, const struct figure_request *request)
{
    const struct dataset *dataset = dataset_load(studio->arena, "test.json", bytes, studio->diags);
    assert_non_null(dataset);
    const struct facts *facts = facts_derive(studio->arena, dataset, LEVEL_PARENT);
    struct figure_context context = {.arena = studio->arena,
        .text = studio->text,
        .engine = studio->engine,
        .facts = facts,
        .changes = studio->before ? changes_derive(studio->arena, studio->before, facts) : NULL,
        .diags = studio->diags};
    struct str out = str_init(studio->arena);
    struct scene *scene = figure_draw(&context, request);
    if (!scene)
        return NULL; /* nothing to draw */
    scene_dump(scene, &out);
    figure_write_json(&context, request, &out);
    return str_text(&out);
}

static void assert_same_shuffled(struct studio *studio, struct bytes bytes,
    const struct figure_request *request, const char *const *arrays)
{
    const char *kept = figure_told(studio, bytes, request);
    for (uint32_t seed = 1; seed <= SHUFFLES; seed++) {
        const char *text = dataset_shuffled(studio->arena, bytes, arrays, seed);
        assert_string_not_equal(text, dataset_shuffled(studio->arena, bytes, arrays, AS_READ));
        struct bytes other = {(const unsigned char *)text, strlen(text)};
        const char *told = figure_told(studio, other, request);
        assert_int_equal(!kept, !told);
        if (kept)
            assert_string_equal(told, kept);
    }
}

static void assert_order_is_nothing(struct studio *studio, struct bytes bytes)
{
    for (int kind = FIGURE_FLOW; kind <= FIGURE_LIFECYCLE; kind++)
        for (int narrow = 0; narrow < 2; narrow++) {
            bool diagram = kind == FIGURE_FLOW || kind == FIGURE_MATRIX;
            if (kind == FIGURE_BRIDGE && !studio->before)
                continue;
            struct figure_request request = {.kind = (enum figure_kind)kind,
                .id = "figure",
                .party = NO_INDEX,
                .deal = NO_INDEX,
                .deal_class = CLASS_COUNT,
                .bucket = BUCKET_COUNT,
                .width = narrow ? 270 : 510,
                .direction = narrow ? DIRECTION_DOWN : DIRECTION_RIGHT,
                .lists_loops = true,
                .framed = true};
            assert_same_shuffled(studio, bytes, &request, diagram ? of_diagrams : of_charts);
        }
}

static void each_with(void (*check)(struct studio *studio))
{
    struct studio studio = {.arena = arena_create(), .diags = diags_create()};
    studio.text = text_create(source_path(studio.arena, "fonts"), NULL, studio.diags);
    studio.engine = flow_engine_create();
    check(&studio);
    flow_engine_destroy(studio.engine);
    text_destroy(studio.text);
    diags_destroy(studio.diags);
    arena_destroy(studio.arena);
}

static void check_samples(struct studio *studio)
{
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals"};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        assert_order_is_nothing(
            studio, source_file(studio->arena, arena_printf(studio->arena, "samples/%s.json", samples[i])));
}

/* Against an older edition: the bridge, and a lifecycle that tells what has moved */
static void check_editions(struct studio *studio)
{
    struct bytes old = source_file(studio->arena, "samples/editions/openai-amazon-2025-12-10.json");
    const struct dataset *dataset = dataset_load(studio->arena, "old.json", old, studio->diags);
    assert_non_null(dataset);
    studio->before = facts_derive(studio->arena, dataset, LEVEL_PARENT);
    assert_order_is_nothing(studio, source_file(studio->arena, "samples/openai-amazon-2025-12.json"));
}

static void check_graphs(struct studio *studio)
{
    static const struct {
        enum graph_shape shape;
        int parties, deals;
    } graphs[] = {{GRAPH_RANDOM, 9, 20}, {GRAPH_RANDOM, 30, 60}, {GRAPH_COMPLETE, 5, 0},
        {GRAPH_COMPONENTS, 8, 12}, {GRAPH_SELF, 5, 0}, {GRAPH_STAR, 9, 0}};
    for (size_t i = 0; i < sizeof graphs / sizeof *graphs; i++) {
        const char *text =
            graph_dataset(studio->arena, graphs[i].shape, graphs[i].parties, graphs[i].deals, 5);
        assert_order_is_nothing(studio, (struct bytes){(const unsigned char *)text, strlen(text)});
    }
}

static void test_samples(void **state)
{
    (void)state;
    each_with(check_samples);
}

static void test_editions(void **state)
{
    (void)state;
    each_with(check_editions);
}

static void test_graphs(void **state)
{
    (void)state;
    each_with(check_graphs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples), cmocka_unit_test(test_editions), cmocka_unit_test(test_graphs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
