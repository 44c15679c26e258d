/* SPDX-License-Identifier: MIT */
#include "flow_graphs.h"

#include "str.h"

struct writer {
    struct str out;
    uint32_t seed;
    int parties, deals;
};

static uint32_t draw(struct writer *writer, uint32_t below)
{
    writer->seed = writer->seed * 1664525u + 1013904223u;
    return (writer->seed >> 8) % below;
}

static void deal_write(struct writer *writer, int from, int to, double billions)
{
    static const char *const types[] = {"equity", "lease", "purchase", "debt", "build"};
    static const char *const statuses[] = {"signed", "closed", "announced", "in_talks"};
    struct str *out = &writer->out;
    str_printf(out, "%s{\"id\":\"d%04d\",\"type\":\"%s\",\"from\":\"p%03d\",\"to\":\"p%03d\",\"amount\":\"",
        writer->deals > 0 ? ",\n" : "", writer->deals, types[draw(writer, 5)], from, to);
    if (billions > 0)
        str_printf(out, "$%dM", (int)(billions * 1000));
    else
        str_append(out, "undisclosed");
    str_printf(out, "\",\"for\":\"capacity\",\"status\":\"%s\",\"date\":\"2025-01-01\",\"sources\":[\"s\"]}",
        statuses[draw(writer, 4)]);
    writer->deals++;
}

static double amount(struct writer *writer)
{
    static const double decades[] = {1, 1, 10, 10, 100};
    if (draw(writer, 10) == 0)
        return 0;
    return (1 + draw(writer, 99) / 10.0) * decades[draw(writer, 5)];
}

static void write_random(struct writer *writer, int deals)
{
    uint32_t parties = (uint32_t)writer->parties;
    for (int i = 0; i < deals; i++) {
        uint32_t from = draw(writer, parties), to = (from + 1 + draw(writer, parties - 1)) % parties;
        deal_write(writer, (int)from, (int)to, amount(writer));
    }
}

static void write_market(struct writer *writer, int deals)
{
    uint32_t parties = (uint32_t)writer->parties, hubs = 2 + parties / 12;
    for (int i = 0; i < deals; i++) {
        uint32_t hub = draw(writer, hubs), other = (hub + 1 + draw(writer, parties - 1)) % parties;
        bool pays = draw(writer, 5) < 2 + hub % 2;
        double billions = amount(writer);
        deal_write(writer, (int)(pays ? hub : other), (int)(pays ? other : hub), billions);
    }
}

static void write_regular(struct writer *writer, enum graph_shape shape)
{
    int n = writer->parties;
    for (int i = 0; i < n; i++)
        for (int j = 0; shape == GRAPH_COMPLETE && j < n; j++)
            if (i != j)
                deal_write(writer, i, j, amount(writer));
    for (int i = 1; shape == GRAPH_STAR && i < n; i++)
        deal_write(writer, i % 3 ? i : 0, i % 3 ? 0 : i, amount(writer));
    bool line = shape == GRAPH_CHAIN || shape == GRAPH_RING || shape == GRAPH_SELF || shape == GRAPH_UNEVEN;
    for (int i = 0; line && i + 1 < n; i++) {
        deal_write(writer, i, i + 1, shape == GRAPH_UNEVEN && i % 2 ? 1 : shape == GRAPH_UNEVEN ? 400 : 20);
        if (shape == GRAPH_UNEVEN && i % 3 == 0)
            deal_write(writer, i + 1, i, i % 2 ? 40 : 1);
        if (shape == GRAPH_SELF)
            deal_write(writer, i, i, 5);
    }
    if (shape == GRAPH_RING || shape == GRAPH_SELF)
        deal_write(writer, n - 1, 0, 12);
    for (int i = 0; shape == GRAPH_COMPONENTS && i + 2 < n; i++)
        deal_write(writer, i, i + 2, 10 + i);
    for (int i = 0; shape == GRAPH_COMPONENTS && i + 4 < n; i += 4)
        deal_write(writer, i + 4, i, 3 + i);
}

const char *graph_shape_name(enum graph_shape shape)
{
    static const char *const names[GRAPH_SHAPES] = {[GRAPH_RANDOM] = "random",
        [GRAPH_COMPLETE] = "complete",
        [GRAPH_STAR] = "star",
        [GRAPH_CHAIN] = "chain",
        [GRAPH_RING] = "ring",
        [GRAPH_COMPONENTS] = "components",
        [GRAPH_SELF] = "self",
        [GRAPH_UNEVEN] = "uneven",
        [GRAPH_MARKET] = "market"};
    return names[shape];
}

const char *graph_dataset(struct arena *arena, enum graph_shape shape, int parties, int deals, uint32_t seed)
{
    struct writer writer = {.out = str_init(arena), .seed = seed * 2654435761u + 17, .parties = parties};
    str_append(&writer.out,
        "{\"dealbrief\":\"1\",\"title\":\"Generated\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\",\n"
        "\"sources\":[{\"id\":\"s\",\"publisher\":\"Generator\"}],\n\"parties\":[");
    for (int i = 0; i < parties; i++)
        str_printf(&writer.out, "%s{\"id\":\"p%03d\",\"name\":\"Party %d\",\"kind\":\"company\"}",
            i > 0 ? ",\n" : "", i, i);
    str_append(&writer.out, "],\n\"deals\":[");
    if (shape == GRAPH_RANDOM)
        write_random(&writer, deals);
    else if (shape == GRAPH_MARKET)
        write_market(&writer, deals);
    else
        write_regular(&writer, shape);
    str_append(&writer.out, "]}\n");
    return str_text(&writer.out);
}
