/* SPDX-License-Identifier: MIT */
/*
 * batch_bench PROGRAM FLOOR: many briefings in one run, against a process for each.
 *
 * BENCH_COUNT (1,000) datasets of the samples' size are generated: the sample with other names, amounts and
 * statuses, and in turn datasets of other shapes (6 to 15 deals). Prints CPU (user + system) a briefing
 * without what starting takes, briefings a second, peak memory and its growth by 1,000 briefings, and what a
 * process for each costs (100 of them). Figures are compared within one run. It never fails on one.
 */
#include "diag.h"
#include "file.h"
#include "process.h"
#include "str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    COUNT_USUAL = 1000,
    COUNT_MOST = 10000,
    ALONE = 100,
    PARTIES_MOST = 12,
    LIFE = 500 /* briefings, of a worker (pool.c) */
};

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

/* For --manifest */
static const char *list_write(struct bench *bench, const char *name, size_t count, const char *const *paths)
{
    const char *list = arena_printf(bench->arena, "%s/%s", bench->folder, name);
    FILE *file = fopen(list, "w");
    for (size_t i = 0; file && i < count; i++)
        fprintf(file, "%s\n", paths[i]);
    if (!file || fclose(file) != 0) {
        perror(list);
        exit(74);
    }
    return list;
}

static const char **batch_command(struct bench *bench, struct arena *arena, const char *list,
    const char *formats, const char *jobs, const char *results)
{
    const char *const words[] = {bench->program, "render", "-q", "-f", formats, "-j", jobs, "--manifest",
        list, "-o", arena_printf(arena, "%s/out", bench->folder), results ? "--results" : NULL, results,
        NULL};
    const char **command = arena_alloc(arena, sizeof words);
    memcpy(command, words, sizeof words);
    return command;
}

static struct measured batch_measure(
    struct bench *bench, const char *list, const char *formats, const char *jobs)
{
    struct arena *arena = arena_create();
    struct measured measured = command_measure(arena, batch_command(bench, arena, list, formats, jobs, NULL));
    folder_clear(bench, arena_printf(arena, "%s/out", bench->folder));
    arena_destroy(arena);
    return measured;
}

/* "x floor", where there is one to compare with; rate: of the clock */
static void row_print(const char *label, double cpu, double rate, struct measured measured, double floor)
{
    printf("%-40s %8.1f %8.1f %10.1f %9.1f %5d\n", label, cpu * 1e3, cpu / floor, rate, measured.memory,
        measured.exit_code);
}

/* One process for each; the mean. */
static struct measured alone_measure(struct bench *bench, size_t count, const char *formats)
{
    struct measured sum = {0};
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        const char *out = arena_printf(arena, "%s/out", bench->folder);
        const char *const command[] = {
            bench->program, "render", "-q", "-f", formats, "-o", out, bench->paths[i], NULL};
        struct measured one = command_measure(arena, command);
        folder_clear(bench, out);
        arena_destroy(arena);
        sum.cpu += one.cpu / (double)count;
        sum.wall += one.wall / (double)count;
        sum.memory = one.memory > sum.memory ? one.memory : sum.memory;
        sum.exit_code = one.exit_code ? one.exit_code : sum.exit_code;
    }
    return sum;
}

/* how memory grows */

/* Resident memory of a process, MB; 0: it is gone */
static double memory_of(long process)
{
    char path[64];
    long pages = 0;
    snprintf(path, sizeof path, "/proc/%ld/statm", process);
    FILE *file = fopen(path, "r");
    if (file && fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

static long worker_of(long process)
{
    char path[64];
    long worker = 0;
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", process, process);
    FILE *file = fopen(path, "r");
    if (file && fscanf(file, "%ld", &worker) != 1)
        worker = 0;
    if (file)
        fclose(file);
    return worker;
}

struct growth {
    double worker, parent; /* MB by 1,000 briefings */
    double least, most;    /* what a worker holds half through its life, and at its end */
};

/* Each life of a worker is halved: its second half is given the datasets of the first under other names. */
static const char **halves_link(struct bench *bench, struct arena *arena, size_t half, size_t count)
{
    const char **names = arena_array(arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++) {
        names[i] = arena_printf(arena, "%s/g%05zu.json", bench->folder, i);
        if (symlink(bench->paths[i / (2 * half) * half + i % half], names[i]) != 0)
            perror(names[i]);
    }
    return names;
}

static FILE *command_start(const char *const *command, pid_t *child)
{
    int ends[2];
    fflush(stdout);
    if (pipe(ends) != 0 || (*child = fork()) < 0) {
        perror("batch_bench");
        exit(70);
    }
    if (*child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execv(command[0], (char **)(uintptr_t)command);
        _exit(127);
    }
    close(ends[1]);
    return fdopen(ends[0], "r");
}

/* What a worker holds more at the end of its life than half through it, after the same datasets, has grown,
 * and is not due to one that needed more than any before. Each line of results says that a briefing is done.
 */
static struct growth growth_measure(struct bench *bench, const char *formats)
{
    size_t half = (bench->count < LIFE ? bench->count : LIFE) / 2, lives = bench->count / (2 * half),
           count = lives * 2 * half, done = 0;
    struct arena *arena = arena_create();
    const char **names = halves_link(bench, arena, half, count);
    const char **command =
        batch_command(bench, arena, list_write(bench, "halves", count, names), formats, "1", "-");
    struct growth growth = {0};
    double scale = 1000 / (double)(half * lives), parent_half = 0;
    pid_t child;
    FILE *lines = command_start(command, &child);
    for (int c; lines && (c = fgetc(lines)) != EOF;) {
        if (c != '\n')
            continue;
        size_t place = done++ % (2 * half); /* the last result of a life may find the worker gone */
        if (place == half - 2) {
            growth.least = memory_of(worker_of(child));
            parent_half = memory_of(child);
        } else if (place == 2 * half - 2) {
            growth.most = memory_of(worker_of(child));
            growth.worker += (growth.most - growth.least) * scale;
            growth.parent += (memory_of(child) - parent_half) * scale;
        }
    }
    if (lines)
        fclose(lines);
    int status = 0;
    if (waitpid(child, &status, 0) != child || status != 0 || done != count)
        fprintf(stderr, "batch_bench: %zu results of %zu, and the run ended with %d\n", done, count, status);
    for (size_t i = 0; i < count; i++)
        unlink(names[i]);
    folder_clear(bench, arena_printf(arena, "%s/out", bench->folder));
    arena_destroy(arena);
    return growth;
}

/* the report */

/* A run of a tenth first: what starting takes is in both, so the difference is what briefings take. */
static void formats_report(struct bench *bench, const char *formats, double floor)
{
    size_t few = bench->count / 10, alone_count = bench->count < ALONE ? bench->count : ALONE;
    const char *list = list_write(bench, "list", bench->count, bench->paths),
               *short_list = list_write(bench, "short", few, bench->paths);
    struct arena *arena = bench->arena;
    struct measured alone = alone_measure(bench, alone_count, formats);
    row_print(arena_printf(arena, "a process each (%zu of them): %s", alone_count, formats), alone.cpu,
        1 / alone.wall, alone, floor);
    static const char *const jobs[] = {"1", "2"};
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        struct measured small = batch_measure(bench, short_list, formats, jobs[i]),
                        large = batch_measure(bench, list, formats, jobs[i]);
        double cpu = (large.cpu - small.cpu) / (double)(bench->count - few);
        row_print(arena_printf(arena, "%zu in one run, -j %s: %s", bench->count, jobs[i], formats), cpu,
            (double)bench->count / large.wall, large, floor);
        printf("  %.2f x the CPU of a process each, %.2f x its rate\n", cpu / alone.cpu,
            (double)bench->count / large.wall * alone.wall);
    }
    struct growth growth = growth_measure(bench, formats);
    printf("  growth by 1,000 briefings: of the worker %.0f kB (its last half: %.1f to %.1f MB), of the run "
           "itself "
           "%.0f kB\n",
        growth.worker * 1024, growth.least, growth.most, growth.parent * 1024);
}

static void report(struct bench *bench)
{
    const char *const floor[] = {bench->floor, "fonts/IBMPlexSans-Regular.ttf", NULL};
    struct measured least = command_measure(bench->arena, floor);
    printf("%-40s %8s %8s %10s %9s %5s\n", "", "CPU ms", "x floor", "a second", "peak MB", "exit");
    row_print("floor: a process, one line of PDF", least.cpu, 1 / least.wall, least, least.cpu);
    static const char *const formats[] = {"pdf", "pdf,svg"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        formats_report(bench, formats[i], least.cpu);
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
