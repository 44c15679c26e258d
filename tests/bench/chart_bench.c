/* SPDX-License-Identifier: MIT */
/*
 * chart_bench: CPU of planning and drawing each chart of each sample at page width, after start-up: with all
 * words shaped anew, and with the words known (the floor that is left to the chart itself). Prints; never
 * fails.
 */
#include "chart_kinds.h"
#include "dataset_load.h"
#include "facts.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 41 };

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const struct facts *facts_load(struct arena *arena, const char *path)
{
    struct diags *diags = diags_create();
    const struct dataset *dataset = dataset_load(arena, path, source_file(arena, path), diags);
    diags_destroy(diags);
    return dataset ? facts_derive(arena, dataset, LEVEL_PARENT) : NULL;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Median of a chart made and drawn, all words shaped anew (as the first time), and again from the cache; −1:
 * no data */
static double chart_time(struct text *text, const struct facts *facts, const struct changes *changes,
    const struct chart_kind *kind, bool forget, double *words)
{
    double times[RUNS];
    for (int run = 0; run < RUNS; run++) {
        struct arena *arena = arena_create();
        struct diags *diags = diags_create();
        struct chart_context context = {arena, text, facts, changes, diags};
        struct chart_request request = chart_kind_request(kind, 499);
        struct chart chart = {0};
        if (forget)
            text_forget(text);
        double start = cpu_now();
        bool made = kind->make(&context, &request, &chart);
        if (made) {
            struct scene *scene = scene_create(arena, 499, chart.height);
            chart.draw(chart.plan, scene);
            size_t count;
            const struct scene_item *items = scene_items(scene, &count);
            for (size_t i = 0, n = 0; i < count; i++)
                *words = (double)(n += items[i].kind == SCENE_TEXT);
        }
        times[run] = cpu_now() - start;
        diags_destroy(diags);
        arena_destroy(arena);
        if (!made)
            return -1;
    }
    qsort(times, RUNS, sizeof *times, by_value);
    return times[RUNS / 2];
}

int main(void)
{
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals"};
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct text *text = text_create(source_path(arena, "fonts"), NULL, diags);
    const struct facts *before = facts_load(arena, "tests/editions/old.json"),
                       *after = facts_load(arena, "tests/editions/new.json");
    const struct changes *changes = changes_derive(arena, before, after);
    printf("%-10s %-22s %6s %10s %10s   (aim: 3 ms)\n", "chart", "sample", "words", "first ms", "again ms");
    for (int k = 0; k < CHART_KINDS; k++)
        for (int s = 0; s < (chart_kinds[k].since ? 1 : 4); s++) {
            const struct facts *facts =
                chart_kinds[k].since ? after
                                     : facts_load(arena, arena_printf(arena, "samples/%s.json", samples[s]));
            double words = 0;
            double first = chart_time(text, facts, changes, &chart_kinds[k], true, &words);
            double again = chart_time(text, facts, changes, &chart_kinds[k], false, &words);
            if (first < 0)
                continue;
            printf("%-10s %-22s %6.0f %10.2f %10.2f%s\n", chart_kinds[k].name,
                chart_kinds[k].since ? "tests/editions" : samples[s], words, first, again,
                first > 3 ? "  *" : "");
        }
    text_destroy(text);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
