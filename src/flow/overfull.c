/* SPDX-License-Identifier: MIT */
/*
 * overfull: in, a plan with its routes; out, a warning when bands found no room: hundreds of deals among a
 * few parties of a narrow figure. It moves nothing.
 */
#include "plan.h"

#include <math.h>

static const double TOLERANCE = 0.5;

/* Liang and Barsky: is a part of the segment within the box? */
static bool segment_enters(struct point a, struct point b, struct box box)
{
    const double way[] = {b.x - a.x, b.y - a.y}, low[] = {box.x0 - a.x, box.y0 - a.y},
                 high[] = {box.x1 - a.x, box.y1 - a.y};
    double from = 0, to = 1;
    for (int i = 0; i < 2; i++) {
        if (way[i] == 0) {
            if (low[i] >= 0 || high[i] <= 0)
                return false;
            continue;
        }
        from = fmax(from, fmin(low[i] / way[i], high[i] / way[i]));
        to = fmin(to, fmax(low[i] / way[i], high[i] / way[i]));
    }
    return from < to;
}

static bool outline_enters(const struct polyline *outline, struct box box)
{
    for (size_t i = 0; i < outline->count; i++)
        if (segment_enters(outline->points[i], outline->points[(i + 1) % outline->count], box))
            return true;
    return false;
}

static bool outline_leaves(const struct polyline *outline, struct box box)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct point at = outline->points[i];
        if (at.x < box.x0 || at.x > box.x1 || at.y < box.y0 || at.y > box.y1)
            return true;
    }
    return false;
}

static struct box box_grown(struct box box, double by)
{
    return (struct box){box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

static bool ribbon_is_astray(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const struct cable *cable = &plan->cables[ribbon->cable];
    struct polyline outline = ribbon_outline(plan, ribbon, TOLERANCE);
    struct box page = {0, 0, plan->width, plan->height};
    if (outline_leaves(&outline, box_grown(page, TOLERANCE)))
        return true;
    for (size_t c = 0; c < plan->card_count; c++)
        if (c != cable->payer && c != cable->payee &&
            outline_enters(&outline, box_grown(card_box(plan, &plan->cards[c]), -TOLERANCE)))
            return true;
    return false;
}

void plan_warn_overfull(const struct flow_plan *plan, struct diags *diags)
{
    const struct dataset *dataset = plan->facts->dataset;
    size_t astray = 0;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        astray += ribbon_is_astray(plan, &plan->ribbons[r]);
    if (astray > 0)
        diags_add(diags, DIAG_CROWDED, (struct place){.file = dataset->file}, "deals",
            "a greater width, fewer parties or a where-clause gives them room",
            "the flow diagram has no room for all of its %zu bands at this size: %zu of them leave it or lie "
            "over cards",
            plan->ribbon_count, astray);
}
