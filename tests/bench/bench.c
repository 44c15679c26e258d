/* SPDX-License-Identifier: MIT */
/*
 * bench PROGRAM FLOOR: whole processes, CPU (user + system) and peak memory, and how many times the floor
 * that is. All in one run, interleaved, so that a busy machine slows both. Prints; never fails on a figure.
 */
#include "process.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RUNS = 15 };

/* A dataset of many parties: every third deal pays back, so that it has loops; amounts from a fixed
 * generator. */
static const char *dataset_generate(struct arena *arena, const char *folder, int parties, int deals)
{
    static const char *const types[] = {"equity", "services", "purchase", "debt", "lease"};
    static const char *const statuses[] = {"signed", "announced", "in_talks", "closed"};
    const char *path = arena_printf(arena, "%s/large-%d-%d.json", folder, parties, deals);
    FILE *file = fopen(path, "w");
    if (!file)
        return NULL;
    uint64_t state = 42;
    fputs("{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"title\":\"A generated "
          "market\",\"currency\":\"USD\",\n"
          "\"sources\":[{\"id\":\"s\",\"publisher\":\"Generator\"}],\n\"parties\":[",
        file);
    for (int i = 0; i < parties; i++)
        fprintf(file, "%s{\"id\":\"p%d\",\"name\":\"Company %d\"}", i ? ",\n" : "", i, i);
    fputs("],\n\"deals\":[", file);
    for (int i = 0; i < deals; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        unsigned from = (unsigned)(state >> 33) % (unsigned)parties,
                 to = (unsigned)(state >> 45) % (unsigned)parties;
        to = to == from ? (to + 1) % (unsigned)parties : to;
        fprintf(file,
            "%s{\"id\":\"d%d\",\"type\":\"%s\",\"from\":\"p%u\",\"to\":\"p%u\",\"amount\":\"$%u.%uB\","
            "\"for\":\"capacity\","
            "\"status\":\"%s\",\"date\":\"2025-%02d\",\"sources\":[\"s\"]}",
            i ? ",\n" : "", i, types[i % 5], from, to, 1 + (unsigned)(state >> 50) % 60,
            (unsigned)(state >> 20) % 10, statuses[i % 4], 1 + i % 12);
    }
    fputs("]}\n", file);
    return fclose(file) == 0 ? path : NULL;
}

/* A briefing of 200 sections, each with prose, a list and a number to be looked up, and a table of all deals
 */
static const char *template_generate(struct arena *arena, const char *folder)
{
    const char *path = arena_printf(arena, "%s/sections.md", folder);
    FILE *file = fopen(path, "w");
    if (!file)
        return NULL;
    fputs("# {{ dataset.title }}\n\n::toc[Contents]\n\n", file);
    for (int i = 0; i < 200; i++)
        fprintf(file,
            "## Section %d\n\nA sum of $38.5B in 2025, and prose that goes on for a line or two so that it "
            "has to be "
            "broken somewhere.\n\n:::each{deals where=\"party=p%d\" max=6}\n- {{ deal.title }}: {{ "
            "deal.amount }} "
            "{{ deal | cite }}\n:::\n\n",
            i + 1, i);
    fputs("::table{group=none}\n\n::sources\n", file);
    return fclose(file) == 0 ? path : NULL;
}

struct figures {
    const char *label;
    const char *arguments[12];
    double cpu[RUNS];
    long memory;
    int exit_code;
};

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void measure(struct arena *arena, struct figures *figures, int run)
{
    struct process_result result = process_run(arena, figures->arguments, NULL);
    const struct rusage *usage = &result.usage;
    figures->cpu[run] = (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
                        (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3;
    figures->memory = usage->ru_maxrss > figures->memory ? usage->ru_maxrss : figures->memory;
    figures->exit_code = result.exit_code ? result.exit_code : figures->exit_code;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: bench PROGRAM FLOOR (from the source folder)\n", stderr);
        return 2;
    }
    struct arena *arena = arena_create();
    char folder[] = "/tmp/dealbrief-bench-XXXXXX";
    if (!mkdtemp(folder))
        return 74;
    const char *large = dataset_generate(arena, folder, 60, 200),
               *sample = "samples/openai-amazon-2025-12.json";
    const char *market = dataset_generate(arena, folder, 1000, 5000),
               *world = dataset_generate(arena, folder, 1000, 100000);
    const char *sections = template_generate(arena, folder);
    if (!large || !market || !world || !sections)
        return 74;
    struct figures all[] = {
        {"floor: one line of PDF", {argv[2], "fonts/IBMPlexSans-Regular.ttf"}},
        {"sample: PDF, SVG, PNG", {argv[1], "-q", sample, "-o", folder}},
        {"sample: PDF", {argv[1], "-q", sample, "-o", folder, "-f", "pdf"}},
        {"sample: PDF, SVG", {argv[1], "-q", sample, "-o", folder, "-f", "pdf,svg"}},
        {"sample: facts", {argv[1], "facts", "-q", sample, "-o", "/dev/null"}},
        {"sample: flow as SVG", {argv[1], "figure", "-q", "flow", sample, "-o", "/dev/null", "-f", "svg"}},
        {"60 parties, 200 deals: all", {argv[1], "-q", large, "-o", folder}},
        {"60 parties, 200 deals: flow",
            {argv[1], "figure", "-q", "flow", large, "-o", "/dev/null", "-f", "svg"}},
        {"1,000 parties, 5,000 deals: facts", {argv[1], "facts", "-q", market, "-o", "/dev/null"}},
        {"5,000 deals, 200 sections: PDF",
            {argv[1], "-q", market, "-t", sections, "-o", folder, "-f", "pdf"}},
        {"100,000 deals: check", {argv[1], "check", "-q", world}},
    };
    enum { COUNT = sizeof all / sizeof *all };
    for (int run = 0; run < RUNS; run++)
        for (int i = 0; i < COUNT; i++)
            measure(arena, &all[i], run);
    for (int i = 0; i < COUNT; i++)
        qsort(all[i].cpu, RUNS, sizeof *all[i].cpu, by_value);
    printf("%-34s %10s %10s %8s %10s %5s\n", "", "min ms", "median ms", "x floor", "peak MB", "exit");
    for (int i = 0; i < COUNT; i++)
        printf("%-34s %10.1f %10.1f %8.1f %10.1f %5d\n", all[i].label, all[i].cpu[0], all[i].cpu[RUNS / 2],
            all[i].cpu[RUNS / 2] / all[0].cpu[RUNS / 2], (double)all[i].memory / 1024, all[i].exit_code);
    const char *clean[] = {"rm", "-rf", folder, NULL};
    process_run(arena, clean, NULL);
    arena_destroy(arena);
    return 0;
}
