/* SPDX-License-Identifier: MIT */
/*
 * flow_bench [-q] [NAME...]: the flow diagrams of the samples and of generated graphs: how good (see
 * tests/support/flow_measure.h) and how long the layout alone takes, in CPU milliseconds within one process.
 * In their names ! is folding off and v is money that runs down. NAME: a dataset file, or a start of the
 * rows' names. Prints; never fails on a figure. From the source folder.
 */
#include "dataset_load.h"
#include "flow.h"
#include "flow_graphs.h"
#include "flow_measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MEASURED_MOST = 2000 }; /* deals: what is measured compares every pair */

struct row {
    const char *file; /* NULL: generated */
    enum graph_shape shape;
    int parties, deals;
    uint32_t seed;
    double width;
    bool whole; /* folding off */
    bool down;  /* money runs from top to bottom */
};

struct bench {
    struct arena *arena;
    struct text *text;
    struct flow_engine *engine;
    const char **names;
    int name_count;
};

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const char *row_name(struct arena *arena, const struct row *row)
{
    if (row->file != NULL) {
        const char *slash = strrchr(row->file, '/');
        const char *name = slash != NULL ? slash + 1 : row->file;
        return arena_printf(
            arena, "%.*s@%g%s", (int)strcspn(name, "."), name, row->width, row->down ? "v" : "");
    }
    return arena_printf(arena, "%s-%d-%d.%u@%g%s%s", graph_shape_name(row->shape), row->parties, row->deals,
        row->seed, row->width, row->down ? "v" : "", row->whole ? "!" : "");
}

static bool is_wanted(const struct bench *bench, const char *name)
{
    for (int i = 0; i < bench->name_count; i++)
        if (strncmp(name, bench->names[i], strlen(bench->names[i])) == 0)
            return true;
    return bench->name_count == 0;
}

static void row_measure(const struct bench *bench, const struct row *row)
{
    struct arena *arena = bench->arena;
    arena_reset(arena);
    const char *name = row_name(arena, row);
    if (!is_wanted(bench, name))
        return;
    struct diags *diags = diags_create();
    struct bytes bytes = {0};
    if (row->file != NULL)
        file_read(arena, row->file, 64 * 1024 * 1024, &bytes, diags);
    else {
        const char *json = graph_dataset(arena, row->shape, row->parties, row->deals, row->seed);
        bytes = (struct bytes){(const unsigned char *)json, strlen(json)};
    }
    const struct dataset *dataset = bytes.at != NULL ? dataset_load(arena, name, bytes, diags) : NULL;
    if (dataset == NULL) {
        printf("%-30s cannot be read\n", name);
        diags_destroy(diags);
        return;
    }
    const struct facts *facts = facts_derive(arena, dataset, LEVEL_PARENT);
    struct flow_options options = {.width = row->width,
        .parties_most = row->whole ? 100000 : 0,
        .direction = row->down ? DIRECTION_DOWN : DIRECTION_RIGHT};
    double from = cpu_now();
    const struct flow_plan *plan = flow_plan_make(arena, bench->engine, bench->text, facts, &options, diags);
    double spent = cpu_now() - from;
    struct flow_measures m;
    struct str json = str_init(arena);
    if (plan != NULL)
        flow_write_json(plan, &json);
    if (plan != NULL && dataset->deal_count > MEASURED_MOST)
        printf("%-30s %78s %8.1f\n", name, "too many to compare", spent);
    else if (plan == NULL || !flow_measure(arena, str_text(&json), &m))
        printf("%-30s no drawing after %.1f ms\n", name, spent);
    else
        printf("%-30s %5d %5d %5d %7.2f %6.2f %4d %5d %4d %4d %4d %4d %5.0f %5.2f %8.1f\n", name, m.cards,
            m.ribbons, m.crossings, m.weighted_crossings, m.overlap, m.over_cards, m.tight_turns,
            m.label_on_label, m.label_on_card, m.label_on_ribbon, m.outside, m.straight, m.length, spent);
    fflush(stdout);
    diags_destroy(diags);
}

static const struct row rows[] = {
    {.file = "samples/openai-amazon-2025-12.json", .width = 270},
    {.file = "samples/openai-amazon-2025-12.json", .width = 499},
    {.file = "samples/openai-amazon-2025-12.json", .width = 900},
    {.file = "samples/ai-deals-2025-12.json", .width = 270},
    {.file = "samples/ai-deals-2025-12.json", .width = 450},
    {.file = "samples/ai-deals-2025-12.json", .width = 510},
    {.file = "samples/ai-deals-2025-12.json", .width = 900},
    {.file = "samples/pharma-licensing-2025.json", .width = 510},
    {.file = "samples/pharma-licensing-2025.json", .width = 900},
    {.file = "samples/flow-22-deals.json", .width = 270},
    {.file = "samples/flow-22-deals.json", .width = 450},
    {.file = "samples/flow-22-deals.json", .width = 510},
    {.file = "samples/flow-22-deals.json", .width = 900},
    {.shape = GRAPH_RANDOM, .parties = 6, .deals = 9, .seed = 1, .width = 510},
    {.shape = GRAPH_RANDOM, .parties = 6, .deals = 9, .seed = 2, .width = 510},
    {.shape = GRAPH_RANDOM, .parties = 12, .deals = 22, .seed = 1, .width = 510},
    {.shape = GRAPH_RANDOM, .parties = 12, .deals = 22, .seed = 2, .width = 900},
    {.shape = GRAPH_RANDOM, .parties = 12, .deals = 22, .seed = 3, .width = 900},
    {.shape = GRAPH_RANDOM, .parties = 20, .deals = 40, .seed = 1, .width = 900},
    {.shape = GRAPH_RANDOM, .parties = 20, .deals = 40, .seed = 2, .width = 900},
    {.shape = GRAPH_RANDOM, .parties = 40, .deals = 100, .seed = 1, .width = 900},
    {.shape = GRAPH_RANDOM, .parties = 40, .deals = 100, .seed = 1, .width = 900, .whole = true},
    {.shape = GRAPH_RANDOM, .parties = 60, .deals = 200, .seed = 1, .width = 900},
    {.shape = GRAPH_RANDOM, .parties = 60, .deals = 200, .seed = 1, .width = 900, .whole = true},
    {.shape = GRAPH_MARKET, .parties = 12, .deals = 20, .seed = 1, .width = 900},
    {.shape = GRAPH_MARKET, .parties = 24, .deals = 40, .seed = 1, .width = 900},
    {.shape = GRAPH_MARKET, .parties = 60, .deals = 120, .seed = 1, .width = 900, .whole = true},
    {.shape = GRAPH_COMPLETE, .parties = 6, .seed = 1, .width = 900},
    {.shape = GRAPH_COMPLETE, .parties = 8, .seed = 1, .width = 900},
    {.shape = GRAPH_COMPLETE, .parties = 10, .seed = 1, .width = 900},
    {.shape = GRAPH_COMPLETE, .parties = 12, .seed = 1, .width = 900},
    {.shape = GRAPH_COMPLETE, .parties = 14, .seed = 1, .width = 900},
    {.shape = GRAPH_STAR, .parties = 12, .seed = 1, .width = 900},
    {.shape = GRAPH_CHAIN, .parties = 6, .seed = 1, .width = 900},
    {.shape = GRAPH_CHAIN, .parties = 14, .seed = 1, .width = 900},
    {.shape = GRAPH_RING, .parties = 6, .seed = 1, .width = 900},
    {.shape = GRAPH_RING, .parties = 10, .seed = 1, .width = 510},
    {.shape = GRAPH_COMPONENTS, .parties = 12, .seed = 1, .width = 900},
    {.shape = GRAPH_SELF, .parties = 6, .seed = 1, .width = 900},
    {.shape = GRAPH_UNEVEN, .parties = 6, .seed = 1, .width = 900},
    {.file = "samples/openai-amazon-2025-12.json", .width = 246, .down = true},
    {.file = "samples/ai-deals-2025-12.json", .width = 246, .down = true},
    {.file = "samples/pharma-licensing-2025.json", .width = 246, .down = true},
    {.file = "samples/flow-22-deals.json", .width = 246, .down = true},
    {.file = "samples/flow-22-deals.json", .width = 510, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 6, .deals = 9, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 6, .deals = 9, .seed = 2, .width = 246, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 12, .deals = 22, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 12, .deals = 22, .seed = 2, .width = 510, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 20, .deals = 40, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 20, .deals = 40, .seed = 1, .width = 510, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 60, .deals = 200, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_RANDOM,
        .parties = 60,
        .deals = 200,
        .seed = 1,
        .width = 900,
        .down = true,
        .whole = true},
    {.shape = GRAPH_MARKET, .parties = 24, .deals = 40, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_COMPLETE, .parties = 6, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_COMPLETE, .parties = 10, .seed = 1, .width = 510, .down = true},
    {.shape = GRAPH_STAR, .parties = 12, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_CHAIN, .parties = 14, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_RING, .parties = 10, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_COMPONENTS, .parties = 12, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_SELF, .parties = 6, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_UNEVEN, .parties = 6, .seed = 1, .width = 246, .down = true},
    {.shape = GRAPH_RANDOM, .parties = 200, .deals = 1000, .seed = 1, .width = 900, .whole = true},
    {.shape = GRAPH_RANDOM, .parties = 1000, .deals = 5000, .seed = 1, .width = 2400, .whole = true},
};

int main(int argc, char **argv)
{
    struct diags *diags = diags_create();
    struct bench bench = {.arena = arena_create(), .engine = flow_engine_create(), .name_count = argc - 1};
    bench.names = (const char **)argv + 1;
    bench.text = text_create("fonts", NULL, diags);
    if (bench.text == NULL)
        return 74;
    printf("%-30s %5s %5s %5s %7s %6s %4s %5s %4s %4s %4s %4s %5s %5s %8s\n", "graph", "cards", "bands",
        "cross", "WX", "over%", "card", "tight", "l-l", "l-c", "l-r", "out", "str8%", "len", "CPU ms");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        row_measure(&bench, &rows[i]);
    for (int i = 1; i < argc; i++)
        if (strchr(argv[i], '/') != NULL)
            for (size_t w = 0; w < 3; w++)
                row_measure(&bench, &(struct row){.file = argv[i], .width = (double[]){270, 510, 900}[w]});
    text_destroy(bench.text);
    flow_engine_destroy(bench.engine);
    diags_destroy(diags);
    arena_destroy(bench.arena);
    return 0;
}
