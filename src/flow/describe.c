/* SPDX-License-Identifier: MIT */
#include "plan.h"
const char *flow_describe(struct arena *arena, const struct flow_plan *plan)
{
    (void)arena;
    (void)plan;
    return "";
}
const char *flow_subtitle(struct arena *arena, const struct flow_plan *plan)
{
    (void)arena;
    (void)plan;
    return "";
}
struct strings flow_loop_sentences(struct arena *arena, const struct facts *facts, int most)
{
    (void)arena;
    (void)facts;
    (void)most;
    return (struct strings){0};
}
