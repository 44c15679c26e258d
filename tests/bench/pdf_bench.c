/* SPDX-License-Identifier: MIT */
/*
 * pdf_bench: CPU of drawing a PDF and of finishing it, and its size before and after: the sample's briefing,
 * and a table of a hundred pages. Prints; never fails. With an argument: each once, for callgrind.
 */
#include "brief.h"
#include "dataset_load.h"
#include "pdf_finish.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 21, TABLE_RUNS = 5, TABLE_PAGES = 100, ROWS = 46, COLUMNS = 7 };

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void measure(const char *name, struct scene *const *pages, size_t count, int runs, double making)
{
    double draw[RUNS], finish[RUNS];
    size_t before = 0, after = 0;
    for (int run = 0; run < runs; run++) {
        struct arena *arena = arena_create();
        struct diags *diags = diags_create();
        struct pdf_options options = {.title = "bench", .language = "en", .creator = "bench"};
        struct pdf_drawing drawing = {0};
        struct bytes pdf = {0};
        double start = cpu_now();
        if (!pdf_draw(arena, pages, count, NULL, &drawing, diags))
            abort();
        draw[run] = cpu_now() - start;
        start = cpu_now();
        if (!pdf_finish(arena, &drawing, &options, &pdf, diags))
            abort();
        finish[run] = cpu_now() - start;
        before = drawing.bytes.length;
        after = pdf.length;
        diags_destroy(diags);
        arena_destroy(arena);
    }
    qsort(draw, (size_t)runs, sizeof *draw, by_value);
    qsort(finish, (size_t)runs, sizeof *finish, by_value);
    double made = making + draw[runs / 2], finished = finish[runs / 2];
    printf("%-12s %5zu pages  made %8.1f ms  finished %7.1f ms (%4.1f %%)  %8zu -> %8zu bytes\n", name, count,
        made, finished, 100 * finished / made, before, after);
}

static void sample_measure(struct text *text, int runs)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const char *path = "samples/openai-amazon-2025-12.json";
    const struct dataset *dataset = dataset_load(arena, path, source_file(arena, path), diags);
    struct flow_engine *engine = flow_engine_create();
    const struct template *template =
        template_parse(arena, "weekly.md", source_file(arena, "templates/weekly.md"), NULL, diags);
    double start = cpu_now();
    struct brief_input input = {.arena = arena,
        .text = text,
        .engine = engine,
        .dataset = dataset,
        .facts = facts_derive(arena, dataset, LEVEL_PARENT),
        .template = template,
        .diags = diags};
    const struct brief *brief = brief_make(&input);
    if (brief)
        measure("sample", brief->pages, brief->page_count, runs, cpu_now() - start);
    flow_engine_destroy(engine);
    diags_destroy(diags);
    arena_destroy(arena);
}

static void row_draw(struct scene *scene, struct text *text, int page, int row)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_TR});
    for (int column = 0; column < COLUMNS; column++) {
        char words[32];
        snprintf(words, sizeof words, "%d.%d of %d", row, column, page);
        scene_begin(scene,
            (struct scene_group){.tag = column ? TAG_TD : TAG_TH, .scope = column ? SCOPE_NONE : SCOPE_ROW});
        scene_text(scene, text_shape(text, theme_style(STYLE_TABLE), words), 48 + 70 * column, 60 + 15 * row,
            ALIGN_START, (struct colour){.role = ROLE_INK});
        scene_end(scene);
    }
    scene_rule(
        scene, 48, 64 + 15 * row, 547, 64 + 15 * row, (struct colour){.role = ROLE_RULE}, 0.4, DASH_SOLID);
    scene_end(scene);
}

static void table_measure(struct text *text, int runs)
{
    struct arena *arena = arena_create();
    struct scene *pages[TABLE_PAGES];
    double start = cpu_now();
    for (int i = 0; i < TABLE_PAGES; i++) {
        pages[i] = scene_create(arena, 595.28, 841.89);
        scene_begin(pages[i], (struct scene_group){.tag = TAG_TABLE, .continues = i > 0});
        for (int row = 0; row < ROWS; row++)
            row_draw(pages[i], text, i, row);
        scene_end(pages[i]);
    }
    measure("long table", pages, TABLE_PAGES, runs, cpu_now() - start);
    arena_destroy(arena);
}

int main(int argc, char **argv)
{
    (void)argv;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct text *text = text_create(source_path(arena, "fonts"), NULL, diags);
    sample_measure(text, argc > 1 ? 1 : RUNS);
    table_measure(text, argc > 1 ? 1 : TABLE_RUNS);
    text_destroy(text);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
