/* SPDX-License-Identifier: MIT */
/*
 * batch_bench PROGRAM FLOOR: many briefings in one process, against a process for each.
 *
 * BENCH_COUNT (1,000) datasets of the samples' size are generated: the sample with other names, amounts and
 * statuses, and in turn datasets of other shapes (6 to 15 deals). Prints CPU (user + system) a briefing
 * without what starting takes, briefings a second, peak memory and its growth by 1,000 briefings, and what a
 * process for each costs. Figures are compared within one run. It never fails on one.
 */
#include "diag.h"
#include "file.h"
#include "process.h"
#include "str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { COUNT_USUAL = 1000, COUNT_MOST = 10000, ALONE = 50, PARTIES_MOST = 12, ARGUMENTS = 12 };

static const char SAMPLE[] = "samples/openai-amazon-2025-12.json";

struct bench {
    struct arena *arena;
    const char *folder;
    const char *program, *floor;
    size_t count;
    const char *sample; /* its text */
    const char **paths; /* of the datasets */
};

/* what is generated */

static uint32_t next(uint64_t *seed, uint32_t below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % below;
}

/* Of three words out of three lists, so that few are met twice */
static const char *name_make(struct arena *arena, uint64_t *seed)
{
    static const char *const first[] = {"Alder", "Beacon", "Cobalt", "Dunmore", "Ember", "Fathom", "Granite",
        "Harbor", "Indigo", "Juniper", "Kestrel", "Lumen", "Meridian", "Northwind", "Orchard", "Pinnacle",
        "Quartz", "Ridgeway", "Sable", "Tamarack", "Umbra", "Vesper", "Willow", "Zenith"};
    static const char *const second[] = {"", " Compute", " Systems", " Capital", " Power", " AI", " Networks",
        " Labs", " Energy", " Cloud", " Foundry", " Robotics"};
    static const char *const last[] = {"", "", "", " Inc", " AG", " Holdings", " Group", " plc"};
    uint32_t a = next(seed, sizeof first / sizeof *first), b = next(seed, sizeof second / sizeof *second),
             c = next(seed, sizeof last / sizeof *last);
    return arena_printf(arena, "%s%s%s", first[a], second[b], last[c]);
}

static const char *amount_make(struct arena *arena, uint64_t *seed)
{
    uint32_t kind = next(seed, 12), whole = 1 + next(seed, 90), tenth = next(seed, 10);
    static const char *const before[] = {"", "about ", "up to ", "at least ", "more than "};
    if (kind >= 10)
        return "undisclosed";
    if (kind >= 8)
        return arena_printf(arena, "$%u%uM", whole, tenth);
    return arena_printf(arena, "%s$%u.%uB", kind < 5 ? before[kind] : "", whole, tenth);
}

static const char *status_make(uint64_t *seed)
{
    static const char *const statuses[] = {"signed", "announced", "in_talks", "closed", "agreed"};
    return statuses[next(seed, sizeof statuses / sizeof *statuses)];
}

/* The sample with other names, amounts and statuses; what is part of an id or a path stays. */
static void sample_vary(struct bench *bench, uint64_t *seed, struct str *out)
{
    static const char *const names[] = {"OpenAI", "Amazon", "Microsoft", "SoftBank", "Oracle", "NVIDIA",
        "AMD", "Etsy", "Shopify", "Instacart"};
    enum { NAMES = sizeof names / sizeof *names };
    const char *others[NAMES];
    for (size_t i = 0; i < NAMES; i++)
        others[i] = name_make(bench->arena, seed);
    for (const char *at = bench->sample; *at;) {
        size_t i = 0;
        while (i < NAMES && strncmp(at, names[i], strlen(names[i])))
            i++;
        if (i < NAMES) {
            str_append(out, others[i]);
            at += strlen(names[i]);
        } else if (!strncmp(at, "\"amount\": \"$", 12)) {
            str_printf(out, "\"amount\": \"%s\"", amount_make(bench->arena, seed));
            at += 12 + strcspn(at + 12, "\"") + 1;
        } else if (!strncmp(at, "\"status\": \"announced\", \"evid", 28)) {
            str_printf(out, "\"status\": \"%s\", \"evid", status_make(seed));
            at += 28;
        } else {
            str_char(out, *at++);
        }
    }
}

static void parties_append(struct str *out, const char *const *names, size_t count)
{
    static const char *const roles[] = {
        "buyer of compute", "investor", "cloud supplier", "chip supplier", "data-centre builder", "lender"};
    str_append(out, "\"parties\":[\n");
    for (size_t i = 0; i < count; i++)
        str_printf(out,
            "%s{\"id\":\"p%zu\",\"name\":\"%s\",\"kind\":\"company\",\"roles\":[\"%s\"],\"sources\":[\"s\"]}",
            i ? ",\n" : "", i, names[i], roles[i % 6]);
    str_append(out, "],\n");
}

/* Most deals have the first party at one end. */
static void deals_append(
    struct bench *bench, struct str *out, uint64_t *seed, const char *const *names, size_t count)
{
    static const char *const types[] = {"equity", "purchase", "services", "lease", "debt", "build"};
    static const char *const goods[] = {"shares", "accelerators", "inference capacity", "server capacity",
        "a term loan for machines", "a campus of data centers"};
    uint32_t deals = 6 + next(seed, 10);
    str_append(out, "\"deals\":[\n");
    for (uint32_t i = 0; i < deals; i++) {
        uint32_t type = next(seed, 6), from = next(seed, 4) ? 0 : next(seed, (uint32_t)count),
                 to = (from + 1 + next(seed, (uint32_t)count - 1)) % (uint32_t)count,
                 year = 1 + next(seed, 7);
        if (type == 0 || next(seed, 3) == 0) { /* money comes in */
            uint32_t swap = from;
            from = to;
            to = swap;
        }
        const char *amount = amount_make(bench->arena, seed), *status = status_make(seed);
        str_printf(out,
            "%s{\"id\":\"d%u\",\"title\":\"%s and %s: "
            "%s\",\"type\":\"%s\",\"from\":\"p%u\",\"to\":\"p%u\",\"amount\":\"%s\","
            "\"for\":\"%s\",\"status\":\"%s\",\"evidence\":\"press\",\"date\":\"2025-%02u\",\"term\":{"
            "\"years\":%u},"
            "\"note\":\"%s would have to deliver within %u months; what happens otherwise is not "
            "said.\",\"sources\":[\"s\"]}",
            i ? ",\n" : "", i, names[from], names[to], goods[type], types[type], from, to, amount,
            goods[type], status, 1 + next(seed, 12), year, names[to], 6 + next(seed, 30));
    }
    str_append(out, "],\n");
}

static void notes_append(struct str *out, uint64_t *seed, const char *const *names, size_t count)
{
    static const char *const texts[] = {"%s depends on one supplier, and %s on one customer.",
        "%s has said that it would build on its own; %s has not answered.",
        "Regulators look at the ties between %s and %s.",
        "%s would gain twice: by its stake, and by what %s orders."};
    static const char *const kinds[] = {"risk", "context", "regulatory", "opinion"};
    str_append(out, "\"notes\":[\n");
    for (uint32_t i = 0; i < 6; i++) {
        uint32_t a = next(seed, (uint32_t)count), b = (a + 1) % (uint32_t)count, text = next(seed, 4);
        str_printf(out, "%s{\"id\":\"n%u\",\"kind\":\"%s\",\"about\":[\"p%u\",\"p%u\"],\"text\":\"",
            i ? ",\n" : "", i, kinds[text], a, b);
        const char *at = strstr(texts[text], "%s"), *then = strstr(at + 2, "%s");
        str_printf(out, "%.*s%s%.*s%s%s", (int)(at - texts[text]), texts[text], names[a],
            (int)(then - at - 2), at + 2, names[b], then + 2);
        str_append(out, "\",\"sources\":[\"s\"]}");
    }
    str_append(out, "]\n");
}

static void shape_make(struct bench *bench, uint64_t *seed, struct str *out)
{
    const char *names[PARTIES_MOST];
    size_t count = 5 + next(seed, PARTIES_MOST - 4);
    for (size_t i = 0; i < count; i++)
        names[i] = arena_printf(bench->arena, "%s %c", name_make(bench->arena, seed), (char)('A' + i));
    str_printf(out,
        "{\"dealbrief\":\"1\",\"title\":\"What %s pays, and who pays it\",\"subtitle\":\"%zu companies and "
        "their "
        "deals\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\",\"publisher\":\"generated\",\n"
        "\"sources\":[{\"id\":\"s\",\"publisher\":\"Generator\",\"title\":\"Made "
        "up\",\"kind\":\"press\"}],\n",
        names[0], count);
    parties_append(out, names, count);
    deals_append(bench, out, seed, names, count);
    str_printf(out,
        "\"valuations\":[{\"party\":\"p0\",\"date\":\"2025-06\",\"value\":\"$%u.%uB\",\"basis\":\"round\","
        "\"money\":\"unspecified\",\"status\":\"closed\",\"sources\":[\"s\"]}],\n",
        20 + next(seed, 400), next(seed, 10));
    notes_append(out, seed, names, count);
    str_append(out, "}\n");
}

static bool datasets_generate(struct bench *bench)
{
    uint64_t seed = 20251217;
    bench->paths = arena_array(bench->arena, const char *, bench->count + 1);
    for (size_t i = 0; i < bench->count; i++) {
        struct str out = str_init(bench->arena);
        if (i % 2)
            shape_make(bench, &seed, &out);
        else
            sample_vary(bench, &seed, &out);
        bench->paths[i] = arena_printf(bench->arena, "%s/d%05zu.json", bench->folder, i);
        FILE *file = fopen(bench->paths[i], "w");
        if (!file || fputs(str_text(&out), file) < 0 || fclose(file) != 0)
            return false;
    }
    return true;
}

/* what is measured */

struct measured {
    double cpu, wall; /* seconds */
    double memory;    /* peak, MB */
    int exit_code;
};

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct measured command_measure(struct arena *arena, const char *const *arguments)
{
    double start = clock_now();
    struct process_result result = process_run(arena, arguments, NULL);
    return (struct measured){seconds_of(result.usage.ru_utime) + seconds_of(result.usage.ru_stime),
        clock_now() - start, (double)result.usage.ru_maxrss / 1024, result.exit_code};
}

static void folder_clear(struct bench *bench, const char *folder)
{
    const char *clean[] = {"rm", "-rf", folder, NULL};
    process_run(bench->arena, clean, NULL);
}

/* The datasets from `first` on in one run of the program; jobs: NULL, or how many at once */
static struct measured batch_measure(
    struct bench *bench, size_t first, size_t count, const char *formats, const char *jobs)
{
    struct arena *arena = arena_create();
    const char *out = arena_printf(arena, "%s/out", bench->folder), **arguments;
    size_t used = 0;
    arguments = arena_array(arena, const char *, count + ARGUMENTS);
    const char *const head[] = {bench->program, "render", "-q", "-f", formats, "-o", out};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        arguments[used++] = head[i];
    if (jobs) {
        arguments[used++] = "-j";
        arguments[used++] = jobs;
    }
    for (size_t i = 0; i < count; i++)
        arguments[used++] = bench->paths[first + i];
    struct measured measured = command_measure(arena, arguments);
    folder_clear(bench, out);
    arena_destroy(arena);
    return measured;
}

static bool has_jobs(struct bench *bench)
{
    const char *const help[] = {bench->program, "render", "--help", NULL};
    struct process_result result = process_run(bench->arena, help, NULL);
    const char *text = arena_strndup(bench->arena, (const char *)result.output.at, result.output.length);
    return strstr(text, "  -j") != NULL;
}

static void row_print(const char *label, double cpu, double rate, struct measured measured, double alone)
{
    printf("%-34s %8.1f %8.2f %10.1f %9.1f %5d\n", label, cpu * 1e3, alone > 0 ? cpu / alone : 1.0, rate,
        measured.memory, measured.exit_code);
}

/* One process for each; the mean. */
static struct measured alone_measure(struct bench *bench, size_t count, const char *formats)
{
    struct measured sum = {0};
    for (size_t i = 0; i < count; i++) {
        struct measured one = batch_measure(bench, i, 1, formats, NULL);
        sum.cpu += one.cpu / (double)count;
        sum.wall += one.wall / (double)count;
        sum.memory = one.memory > sum.memory ? one.memory : sum.memory;
        sum.exit_code = one.exit_code ? one.exit_code : sum.exit_code;
    }
    return sum;
}

/* A run of a tenth first: what starting takes is in both, so the difference is what briefings take. */
static void batch_report(
    struct bench *bench, const char *formats, const char *jobs, double alone, bool growth)
{
    size_t few = bench->count / 10;
    struct measured small = batch_measure(bench, 0, few, formats, jobs),
                    large = batch_measure(bench, 0, bench->count, formats, jobs);
    double more = (double)(bench->count - few);
    const char *label = arena_printf(
        bench->arena, "%zu in one run%s%s: %s", bench->count, jobs ? ", -j " : "", jobs ? jobs : "", formats);
    row_print(label, (large.cpu - small.cpu) / more, (double)bench->count / large.wall, large, alone);
    if (growth)
        printf("%-34s %.2f MB (peak of %zu: %.1f MB, of %zu: %.1f MB)\n", "  growth by 1,000 briefings",
            (large.memory - small.memory) / more * 1000, few, small.memory, bench->count, large.memory);
}

static void report(struct bench *bench)
{
    size_t alone_count = bench->count < ALONE ? bench->count : ALONE;
    const char *const floor[] = {bench->floor, "fonts/IBMPlexSans-Regular.ttf", NULL};
    struct measured least = command_measure(bench->arena, floor);
    printf("%-34s %8s %8s %10s %9s %5s\n", "", "CPU ms", "x alone", "a second", "peak MB", "exit");
    row_print("floor: a process, one line of PDF", least.cpu, 1 / least.wall, least, 0);
    static const char *const formats[] = {"pdf", "pdf,svg"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct measured alone = alone_measure(bench, alone_count, formats[i]);
        row_print(arena_printf(bench->arena, "a process each: %s", formats[i]), alone.cpu, 1 / alone.wall,
            alone, 0);
        batch_report(bench, formats[i], NULL, alone.cpu, true);
        if (i && has_jobs(bench))
            batch_report(bench, formats[i], "2", alone.cpu, false);
    }
}

int main(int argc, char **argv)
{
    const char *wish = getenv("BENCH_COUNT");
    long count = wish ? strtol(wish, NULL, 10) : COUNT_USUAL;
    if (argc != 3 || count < 20 || count > COUNT_MOST) {
        fputs(
            "usage: batch_bench PROGRAM FLOOR (from the source folder; BENCH_COUNT: 20 to 10000 datasets)\n",
            stderr);
        return 2;
    }
    struct bench bench = {
        .arena = arena_create(), .program = argv[1], .floor = argv[2], .count = (size_t)count};
    char folder[] = "/tmp/dealbrief-batch-XXXXXX";
    struct diags *diags = diags_create();
    struct bytes sample;
    bench.folder = mkdtemp(folder);
    if (!bench.folder || !file_read(bench.arena, SAMPLE, 1 << 20, &sample, diags))
        return 74;
    bench.sample = arena_strndup(bench.arena, (const char *)sample.at, sample.length);
    if (datasets_generate(&bench))
        report(&bench);
    folder_clear(&bench, folder);
    diags_destroy(diags);
    arena_destroy(bench.arena);
    return 0;
}
