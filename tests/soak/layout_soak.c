/* SPDX-License-Identifier: MIT */
/*
 * layout_soak [N [FIRST]] | show SEED: N (10,000) random graphs of up to 60 parties and 400 deals from seed
 * FIRST (1), laid out as flow diagrams of four widths, in both directions, folded or whole. Fails on a
 * signal, a message of a library, a diagnostic that is an error, a ribbon over a card, anything outside the
 * drawing, and a layout of more than 2 s of CPU; says the worst. show prints the dataset of a seed. Children
 * do the work, 250 graphs each, so that one that falls costs one graph.
 */
#include "dataset_load.h"
#include "flow.h"
#include "flow_graphs.h"
#include "flow_measure.h"
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILD_GRAPHS = 250, PARTIES_MOST = 60, DEALS_MOST = 400 };
static const double milliseconds_most = 2000;

struct graph { /* all follows from the seed */
    uint32_t seed;
    enum graph_shape shape;
    int parties, deals;
    double width;
    bool down, whole;
};

struct verdict { /* what a child says of one graph */
    uint32_t seed;
    int faults, over_cards, outside, ribbons;
    bool told; /* that not all has room */
    double milliseconds;
};

struct tally {
    unsigned faulty, told;
    size_t ribbons;
    double milliseconds;
    struct verdict slowest;
};

static struct graph graph_of(uint32_t seed)
{
    static const double widths[] = {246, 270, 510, 900};
    uint32_t chance = seed * 2654435761u;
    chance ^= chance >> 15;
    struct graph graph = {.seed = seed,
        .shape = chance % 3 ? GRAPH_RANDOM : GRAPH_MARKET,
        .parties = 2 + (int)(chance / 3 % (PARTIES_MOST - 1)),
        .width = widths[chance / 256 % 4],
        .down = chance / 1024 % 2,
        .whole = chance / 2048 % 4 == 0};
    /* as many small graphs as large ones */
    int most = chance / 8192 % 2 ? DEALS_MOST : graph.parties * 2;
    graph.deals = 1 + (int)(chance / 16384 % (uint32_t)most);
    return graph;
}

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct verdict graph_try(
    struct arena *arena, struct text *text, struct flow_engine *engine, const struct graph *graph)
{
    struct verdict verdict = {.seed = graph->seed};
    struct diags *diags = diags_create();
    const char *json = graph_dataset(arena, graph->shape, graph->parties, graph->deals, graph->seed);
    const struct dataset *dataset =
        dataset_load(arena, "graph.json", (struct bytes){(const unsigned char *)json, strlen(json)}, diags);
    const struct facts *facts = dataset ? facts_derive(arena, dataset, LEVEL_PARENT) : NULL;
    const struct flow_options options = {.width = graph->width,
        .parties_most = graph->whole ? 100000 : 0,
        .direction = graph->down ? DIRECTION_DOWN : DIRECTION_RIGHT};
    double from = cpu_now();
    const struct flow_plan *plan = facts ? flow_plan_make(arena, engine, text, facts, &options, diags) : NULL;
    verdict.milliseconds = cpu_now() - from;
    struct flow_measures measures = {0};
    struct str out = str_init(arena);
    if (plan)
        flow_write_json(plan, &out);
    if (!plan || !flow_measure(arena, str_text(&out), &measures))
        verdict.faults++;
    verdict.over_cards = measures.over_cards;
    verdict.outside = measures.outside;
    verdict.ribbons = measures.ribbons;
    verdict.told = flow_overfull_is_told(diags);
    verdict.faults += diags_count(diags, DIAG_SEVERITY_ERROR) > 0;
    diags_destroy(diags);
    return verdict;
}

static _Noreturn void child_run(uint32_t first, uint32_t last, int told)
{
    struct diags *diags = diags_create();
    struct arena *arena = arena_create();
    struct text *text = text_create(source_path(arena, "fonts"), NULL, diags);
    struct flow_engine *engine = flow_engine_create();
    struct arena *each = arena_create();
    if (!text)
        _exit(1);
    for (uint32_t seed = first; seed < last; seed++) {
        struct graph graph = graph_of(seed);
        struct verdict verdict = graph_try(each, text, engine, &graph);
        arena_reset(each);
        text_forget(text);
        if (write(told, &verdict, sizeof verdict) != sizeof verdict)
            _exit(1);
    }
    _exit(0);
}

static void graph_say(uint32_t seed, const char *what)
{
    struct graph graph = graph_of(seed);
    printf("soak: seed %u (%s, %d parties, %d deals, width %g%s%s): %s\n", seed,
        graph_shape_name(graph.shape), graph.parties, graph.deals, graph.width, graph.down ? ", down" : "",
        graph.whole ? ", whole" : "", what);
    fflush(stdout);
}

static void verdict_take(struct tally *tally, const struct verdict *verdict)
{
    bool slow = verdict->milliseconds > milliseconds_most;
    bool astray = verdict->over_cards || verdict->outside;
    if (verdict->faults || (astray && !verdict->told) || slow) {
        char what[160];
        snprintf(what, sizeof what, "%s%d ribbons over cards, %d outside, %.0f ms",
            verdict->faults ? "no drawing or an error, " : "", verdict->over_cards, verdict->outside,
            verdict->milliseconds);
        graph_say(verdict->seed, what);
        tally->faulty++;
    }
    tally->told += verdict->told;
    tally->ribbons += (size_t)verdict->ribbons;
    tally->milliseconds += verdict->milliseconds;
    if (verdict->milliseconds > tally->slowest.milliseconds)
        tally->slowest = *verdict;
}

/* The seed after the last that was dealt with */
static uint32_t range_run(struct tally *tally, uint32_t first, uint32_t last)
{
    int told[2], status;
    struct verdict verdict;
    if (pipe(told))
        return last;
    pid_t child = fork();
    if (child == 0) {
        close(told[0]);
        child_run(first, last, told[1]);
    }
    close(told[1]);
    while (read(told[0], &verdict, sizeof verdict) == sizeof verdict) {
        verdict_take(tally, &verdict);
        first++;
    }
    close(told[0]);
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        graph_say(
            first, child > 0 && WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "its process ended");
        tally->faulty++;
        first++;
    }
    return first;
}

static int graph_show(uint32_t seed)
{
    struct arena *arena = arena_create();
    struct graph graph = graph_of(seed);
    fputs(graph_dataset(arena, graph.shape, graph.parties, graph.deals, seed), stdout);
    arena_destroy(arena);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "show"))
        return graph_show((uint32_t)strtoul(argv[2], NULL, 10));
    uint32_t count = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 10000;
    uint32_t first = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1, last = first + count;
    struct tally tally = {0};
    FILE *messages = tmpfile(); /* what libraries say */
    if (!count || !messages || dup2(fileno(messages), STDERR_FILENO) < 0)
        return 2;
    for (uint32_t at = first; at < last;) {
        uint32_t end = last - at > CHILD_GRAPHS ? at + CHILD_GRAPHS : last;
        at = range_run(&tally, at, end);
    }
    long said = lseek(STDERR_FILENO, 0, SEEK_END);
    rewind(messages);
    for (char line[400]; said > 0 && fgets(line, sizeof line, messages);)
        printf("soak: a library said: %s", line);
    printf("soak: %u graphs, %zu ribbons, %.1f ms each, the slowest %.0f ms; %u too crowded, and told so; "
           "%u faults%s\n",
        count, tally.ribbons, tally.milliseconds / count, tally.slowest.milliseconds, tally.told, tally.faulty,
        said > 0 ? ", messages" : "");
    graph_say(tally.slowest.seed, "the slowest");
    fclose(messages);
    return tally.faulty || said > 0 ? 1 : 0;
}
