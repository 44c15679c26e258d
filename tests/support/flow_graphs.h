/* SPDX-License-Identifier: MIT */
/* flow_graphs: datasets made up to be drawn as flow diagrams: the shapes that layouts find hard. The same
   arguments give the same bytes on every machine. */
#ifndef DEALBRIEF_TEST_FLOW_GRAPHS_H
#define DEALBRIEF_TEST_FLOW_GRAPHS_H

#include "arena.h"

#include <stdint.h>

enum graph_shape {
    GRAPH_RANDOM, /* deals between random parties; amounts over three decades; some undisclosed, some returns
                   */
    GRAPH_COMPLETE,   /* a deal from each party to each other */
    GRAPH_STAR,       /* all to or from one party */
    GRAPH_CHAIN,      /* one after the other */
    GRAPH_RING,       /* … and back to the first */
    GRAPH_COMPONENTS, /* two that know nothing of each other */
    GRAPH_SELF,       /* a ring in which each party also pays itself */
    GRAPH_UNEVEN,     /* a chain with returns of 400 beside 1 */
    GRAPH_MARKET,     /* a few hubs hold most of the money, as markets do */
    GRAPH_SHAPES
};

const char *graph_shape_name(enum graph_shape shape);
/* The dataset as JSON. deals: only for the random shapes. */
const char *graph_dataset(struct arena *arena, enum graph_shape shape, int parties, int deals, uint32_t seed);

#endif
