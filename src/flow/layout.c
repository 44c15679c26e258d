/* SPDX-License-Identifier: MIT */
/*
 * layout: in, plain graphs of numbers; out, ranks and places. All of Graphviz is in here.
 *
 * Graphviz keeps its context, its error counter and its message function in globals: one engine serves a
 * process, from one thread. Only the built-in dot layout is linked (no plugin search, no configuration file).
 * Weights are clamped because sums past 2^31 crash dot; sizes are kept finite because dot accepts nonsense
 * silently; and both the return code and agerrors() are looked at because lost edges show in the latter
 * alone.
 */
#include "layout.h"

#include "flow.h"

#include <assert.h>
#include <graphviz/gvc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

extern __attribute__((visibility("default"))) gvplugin_library_t gvplugin_dot_layout_LTX_library;

enum { WEIGHT_MOST = 1000, LENGTH_MOST = 100000, NUMBER_LENGTH = 32, NODES_EASY = 250 };
static const double HEIGHT_MOST = 9000; /* points; dot fails above 10,000 */
static const double POINTS_AN_INCH = 72;
static const double COLUMN_WIDTH = 20, COLUMN_GAP = 40; /* of no consequence: x is not taken from dot */

struct flow_engine {
    GVC_t *context;
};

static int ignore_message(char *message)
{
    (void)message;
    return 0;
}

struct flow_engine *flow_engine_create(void)
{
    lt_symlist_t plugins[] = {
        {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library},
        {NULL, NULL},
    };
    struct flow_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL)
        memory_exhausted();
    engine->context = gvContextPlugins(plugins, 0);
    if (engine->context == NULL)
        memory_exhausted();
    return engine;
}

const char *flow_engine_version(const struct flow_engine *engine)
{
    return gvcVersion(engine->context);
}

void flow_engine_destroy(struct flow_engine *engine)
{
    if (engine == NULL)
        return;
    gvFreeContext(engine->context);
    free(engine);
}

static char *writable(const char *text)
{
    return (char *)(uintptr_t)text; /* cgraph's interface lacks const; it copies */
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* A decimal with a point in every locale: gvContext calls setlocale. */
static void print_number(char out[NUMBER_LENGTH], double value)
{
    long thousandths = lround(value * 1000);
    snprintf(out, NUMBER_LENGTH, "%ld.%03ld", thousandths / 1000, thousandths % 1000);
}

static void set_number(void *object, const char *name, double value)
{
    char text[NUMBER_LENGTH];
    print_number(text, value);
    agsafeset(object, writable(name), text, writable(""));
}

static void set_text(void *object, const char *name, const char *value)
{
    agsafeset(object, writable(name), writable(value), writable(""));
}

static Agraph_t *graph_open(size_t node_count, size_t edge_count)
{
    Agraph_t *graph = agopen(writable("g"), Agdirected, NULL);
    if (graph == NULL)
        memory_exhausted();
    set_text(graph, "splines", "");
    set_text(graph, "rankdir", "LR");
    size_t size = node_count + edge_count;
    double limit = size <= NODES_EASY ? 10 : size <= 4 * NODES_EASY ? 1 : 0.1;
    set_number(graph, "nslimit", limit);
    set_number(graph, "nslimit1", limit);
    set_number(graph, "mclimit", size <= NODES_EASY ? 1 : size <= 4 * NODES_EASY ? 0.3 : 0.05);
    agattr(graph, AGNODE, writable("label"), writable(""));
    agattr(graph, AGNODE, writable("shape"), writable("box"));
    agattr(graph, AGNODE, writable("fixedsize"), writable("true"));
    agattr(graph, AGNODE, writable("width"), writable("0.5"));
    agattr(graph, AGNODE, writable("height"), writable("0.5"));
    agattr(graph, AGEDGE, writable("weight"), writable("1"));
    agattr(graph, AGEDGE, writable("minlen"), writable("1"));
    return graph;
}

static Agnode_t **nodes_add(Agraph_t *graph, size_t count, const size_t *creation)
{
    Agnode_t **nodes = calloc(count, sizeof *nodes);
    if (nodes == NULL)
        memory_exhausted();
    for (size_t i = 0; i < count; i++) {
        char name[NUMBER_LENGTH];
        size_t node = creation == NULL ? i : creation[i];
        snprintf(name, sizeof name, "n%zu", node);
        nodes[node] = agnode(graph, name, 1);
        if (nodes[node] == NULL)
            memory_exhausted();
    }
    return nodes;
}

static void edges_add(Agraph_t *graph, Agnode_t **nodes, const struct layout_edge *edges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char number[NUMBER_LENGTH];
        Agedge_t *edge = agedge(graph, nodes[edges[i].tail], nodes[edges[i].head], NULL, 1);
        if (edge == NULL)
            memory_exhausted();
        snprintf(number, sizeof number, "%d", clamp(edges[i].weight, 0, WEIGHT_MOST));
        set_text(edge, "weight", number);
        snprintf(number, sizeof number, "%d", clamp(edges[i].length, 0, LENGTH_MOST));
        set_text(edge, "minlen", number);
    }
}

/* Errors since the last call are forgotten first, so that an old one cannot spoil this layout. */
static bool graph_lay_out(struct flow_engine *engine, Agraph_t *graph)
{
    agusererrf previous = agseterrf(ignore_message);
    agreseterrors();
    bool done = gvLayout(engine->context, graph, "dot") == 0 && agerrors() == 0;
    agseterrf(previous);
    return done;
}

static void graph_close(struct flow_engine *engine, Agraph_t *graph, Agnode_t **nodes)
{
    gvFreeLayout(engine->context, graph);
    agclose(graph);
    free(nodes);
}

bool layout_ranks(struct flow_engine *engine, size_t node_count, const struct layout_edge *edges,
    size_t edge_count, int *ranks)
{
    Agraph_t *graph = graph_open(node_count, edge_count);
    set_text(graph, "phase", "1"); /* stop after ranking: undocumented, but there from 2.26 to 14 */
    Agnode_t **nodes = nodes_add(graph, node_count, NULL);
    edges_add(graph, nodes, edges, edge_count);
    bool done = graph_lay_out(engine, graph);
    int least = 0;
    for (size_t i = 0; done && i < node_count; i++) {
        ranks[i] = ND_rank(nodes[i]);
        if (i == 0 || ranks[i] < least)
            least = ranks[i];
    }
    for (size_t i = 0; done && i < node_count; i++)
        ranks[i] -= least;
    for (size_t i = 0; done && i < edge_count; i++)
        done = ranks[edges[i].head] - ranks[edges[i].tail] >= clamp(edges[i].length, 0, LENGTH_MOST);
    graph_close(engine, graph, nodes);
    return done;
}

bool layout_order(struct flow_engine *engine, size_t node_count, const double *heights,
    const struct layout_edge *edges, size_t edge_count, const size_t *creation, double gap, double *y)
{
    Agraph_t *graph = graph_open(node_count, edge_count);
    set_number(graph, "nodesep", gap / POINTS_AN_INCH);
    set_number(graph, "ranksep", COLUMN_GAP / POINTS_AN_INCH);
    Agnode_t **nodes = nodes_add(graph, node_count, creation);
    for (size_t i = 0; i < node_count; i++) {
        assert(isfinite(heights[i]) && heights[i] >= 0);
        set_number(nodes[i], "height", fmin(fmax(heights[i], 1), HEIGHT_MOST) / POINTS_AN_INCH);
        set_number(nodes[i], "width", COLUMN_WIDTH / POINTS_AN_INCH);
    }
    edges_add(graph, nodes, edges, edge_count);
    bool done = graph_lay_out(engine, graph);
    for (size_t i = 0; done && i < node_count; i++) {
        y[i] = -ND_coord(nodes[i]).y; /* Graphviz's y grows upwards */
        done = isfinite(y[i]);
    }
    graph_close(engine, graph, nodes);
    return done;
}
