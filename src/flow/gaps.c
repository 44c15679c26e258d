/* SPDX-License-Identifier: MIT */
/*
 * gaps: in, columns, y and thickness; out, x. Each gap between columns holds, from left to right: the
 * uprights of returns that turn off at the column on its left, a zone in which everything curves, and the
 * uprights of returns that arrive at the column on its right.
 *
 * Uprights are sorted by length and put first-fit outwards. Every curve zone is at least so wide that no
 * ribbon in it bends more sharply than half its thickness; only then the uprights spread, and what is left is
 * shared out by wish. Where not even the least fits, uprights come to lie upon each other, but never upon a
 * card.
 */
#include "gaps.h"

#include "tracks.h"

#include <math.h>
#include <stdlib.h>

static const double CLEAR_ROOMY = 8, CLEAR_LEAST = 2.5, APART_ROOMY = 4, APART_LEAST = 1.2;
static const double CURVE_WISH = 40, CURVE_LEAST = 14, SLOPE = 1.0, BROAD = 12, THIN_SHARE = 0.2,
                    COMFORT = 0.6, WISH_LEAST = 0.15, UPRIGHT_WISH = 2;
static const double SLOPE_DOWN = 0.7, CURVE_MOST_DOWN = 90; /* curves between rows */
/* A bend's least radius: half the ribbon and a little, since what is drawn is measured along chords. */
static const double RADIUS_SHARE = 0.55, RADIUS_MORE = 0.75;
enum { SPREADS = 4, ROUNDS = 4, BUCKETS = 256, MANY_UPRIGHTS = 160 };

struct upright {
    size_t cable;
    double top, bottom, thickness, distance;
};

struct spacing {
    double clear, apart; /* from the card; between uprights */
};

/* Of one component; gap g lies left of column g, the last right of all. */
struct gaps {
    struct arena *arena;
    double *out_zone, *in_zone, *least, *wish, *curve;
    double *bend;         /* the part of the least that bends need */
    double *upright;      /* what uprights in the curve zone need; 0: there are none */
    size_t *first;        /* of each gap in `tracks` */
    struct track *tracks; /* whatever passes */
    int count;
};

/* ---- uprights ---- */

static double card_y(const struct flow_plan *plan, size_t card)
{
    return plan->items[plan->cards[card].item].y;
}

static struct upright upright_of(const struct flow_plan *plan, size_t index, bool out)
{
    const struct cable *cable = &plan->cables[index];
    double port = card_y(plan, out ? cable->payer : cable->payee) + (out ? cable->port_out : cable->port_in);
    double lane = plan->items[cable->chain[out ? cable->chain_count - 1 : 0]].y;
    double half = cable->thickness / 2;
    return (struct upright){index, fmin(port, lane) - half, fmax(port, lane) + half, cable->thickness, 0};
}

static int compare_uprights(const void *a, const void *b)
{
    const struct upright *x = a, *y = b;
    double span_x = x->bottom - x->top, span_y = y->bottom - y->top;
    if (span_x != span_y)
        return span_x < span_y ? -1 : 1;
    return x->cable < y->cable ? -1 : x->cable > y->cable ? 1 : 0;
}

static bool uprights_clash(const struct upright *a, const struct upright *b, double apart)
{
    bool beside = a->top < b->bottom + apart && b->top < a->bottom + apart;
    return beside && fabs(a->distance - b->distance) < (a->thickness + b->thickness) / 2 + apart - 1e-6;
}

static void upright_place(struct upright *uprights, size_t index, struct spacing spacing)
{
    struct upright *upright = &uprights[index];
    upright->distance = upright->thickness / 2 + spacing.clear;
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < index; i++)
            if (uprights_clash(upright, &uprights[i], spacing.apart)) {
                upright->distance =
                    uprights[i].distance + (upright->thickness + uprights[i].thickness) / 2 + spacing.apart;
                moved = true;
            }
    }
}

/* Very many: each outside all those before that it passes, in strips across the column; no hole is filled. */
static void uprights_pile(struct upright *uprights, size_t count, struct spacing spacing)
{
    double reached[BUCKETS] = {0}, top = uprights[0].top, bottom = uprights[0].bottom;
    for (size_t i = 0; i < count; i++) {
        top = fmin(top, uprights[i].top);
        bottom = fmax(bottom, uprights[i].bottom);
    }
    for (size_t i = 0; i < count; i++) {
        struct upright *upright = &uprights[i];
        double scale = (BUCKETS - 1) / fmax(bottom - top, 1), inner = 0;
        size_t from = (size_t)((upright->top - top) * scale), to = (size_t)((upright->bottom - top) * scale);
        for (size_t b = from; b <= to; b++)
            inner = fmax(inner, reached[b] + (reached[b] > 0 ? spacing.apart : 0));
        upright->distance = fmax(inner, spacing.clear) + upright->thickness / 2;
        for (size_t b = from; b <= to; b++)
            reached[b] = upright->distance + upright->thickness / 2;
    }
}

/* The returns that leave or reach one column, in an order of their own. */
struct flank {
    struct upright *uprights;
    size_t count;
};

struct sides {
    struct flank *out, *in; /* by column */
};

static struct sides sides_of(
    struct arena *arena, const struct flow_plan *plan, const struct component *component)
{
    size_t columns = (size_t)component->column_count;
    struct sides sides = {
        arena_array(arena, struct flank, columns), arena_array(arena, struct flank, columns)};
    for (size_t pass = 0; pass < 2; pass++) { /* count, then fill */
        for (size_t c = 0; pass > 0 && c < columns; c++) {
            sides.out[c].uprights = arena_array(arena, struct upright, sides.out[c].count + 1);
            sides.in[c].uprights = arena_array(arena, struct upright, sides.in[c].count + 1);
            sides.out[c].count = sides.in[c].count = 0;
        }
        for (size_t i = 0; i < component->cable_count; i++) {
            const struct cable *cable = &plan->cables[component->cables[i]];
            if (!cable->back)
                continue;
            struct flank *out = &sides.out[plan->cards[cable->payer].column],
                         *in = &sides.in[plan->cards[cable->payee].column];
            if (pass > 0) {
                out->uprights[out->count] = upright_of(plan, component->cables[i], true);
                in->uprights[in->count] = upright_of(plan, component->cables[i], false);
            }
            out->count++;
            in->count++;
        }
    }
    for (size_t c = 0; c < columns; c++) {
        qsort(sides.out[c].uprights, sides.out[c].count, sizeof(struct upright), compare_uprights);
        qsort(sides.in[c].uprights, sides.in[c].count, sizeof(struct upright), compare_uprights);
    }
    return sides;
}

/* The width that one side's uprights take. */
static double side_place(struct flank *side, struct spacing spacing)
{
    double width = 0;
    if (side->count > MANY_UPRIGHTS)
        uprights_pile(side->uprights, side->count, spacing);
    for (size_t i = 0; i < side->count; i++) {
        if (side->count <= MANY_UPRIGHTS)
            upright_place(side->uprights, i, spacing);
        width = fmax(width, side->uprights[i].distance + side->uprights[i].thickness / 2);
    }
    return width;
}

/* The width all sides take when every upright stands beside its card. */
static double zones_piled(const struct gaps *gaps, const struct sides *sides)
{
    double all = 0;
    for (int column = 0; column + 1 < gaps->count; column++)
        for (int s = 0; s < 2; s++) {
            const struct flank *side = s == 0 ? &sides->in[column] : &sides->out[column];
            double width = 0;
            for (size_t i = 0; i < side->count; i++)
                width = fmax(width, side->uprights[i].thickness + CLEAR_LEAST);
            all += width;
        }
    return all;
}

static struct spacing spacing_of(double share)
{
    return (struct spacing){
        CLEAR_LEAST + share * (CLEAR_ROOMY - CLEAR_LEAST), APART_LEAST + share * (APART_ROOMY - APART_LEAST)};
}

/* Places all uprights; returns the width they take together. */
static double sides_place(struct gaps *gaps, const struct sides *sides, double share)
{
    double all = 0;
    for (int column = 0; column + 1 < gaps->count; column++) {
        gaps->in_zone[column] = side_place(&sides->in[column], spacing_of(share));
        gaps->out_zone[column + 1] = side_place(&sides->out[column], spacing_of(share));
        all += gaps->in_zone[column] + gaps->out_zone[column + 1];
    }
    return all;
}

/* ---- curves ---- */

/* y of both ends of a cable's i-th link, from the left */
static void link_levels(const struct flow_plan *plan, const struct cable *cable, size_t i, double y[2])
{
    for (size_t end = 0; end < 2; end++) {
        const struct item *item = &plan->items[cable->chain[i - 1 + end]];
        y[end] = item->y;
        if (item->card != NO_INDEX)
            y[end] += item->card == cable->payer ? cable->port_out : cable->port_in;
    }
}

/* What passes each gap; gap g's tracks stand from first[g] on. */
static struct track *component_links(
    struct arena *arena, const struct flow_plan *plan, const struct component *component, size_t *first)
{
    struct track *tracks = NULL;
    size_t columns = (size_t)component->column_count;
    for (size_t pass = 0; pass < 2; pass++) { /* count, then fill */
        for (size_t i = 0; i < component->cable_count; i++) {
            const struct cable *cable = &plan->cables[component->cables[i]];
            for (size_t c = 1; c < cable->chain_count; c++) {
                size_t *at = &first[plan->items[cable->chain[c]].column + 1 - (int)pass];
                double y[2];
                link_levels(plan, cable, c, y);
                if (pass > 0)
                    tracks[*at] = (struct track){component->cables[i], c, y[0], y[1], cable->thickness, 0};
                ++*at;
            }
        }
        for (size_t g = 1; pass == 0 && g <= columns; g++)
            first[g] += first[g - 1];
        if (pass == 0)
            tracks = arena_array(arena, struct track, first[columns] + 1);
    }
    for (size_t g = columns; g > 0; g--) /* each was moved on to where the next begins */
        first[g] = first[g - 1];
    first[0] = 0;
    return tracks;
}

/* The broadest ribbon of a cable: each bends on its own. */
static double ribbon_most(const struct flow_plan *plan, const struct cable *cable)
{
    double most = 0;
    for (size_t r = cable->first; r < cable->first + cable->count; r++)
        most = fmax(most, plan->ribbons[r].thickness);
    return most;
}

static double radius_least(const struct flow_plan *plan, const struct cable *cable)
{
    return RADIUS_SHARE * ribbon_most(plan, cable) + RADIUS_MORE;
}

static void gaps_least(const struct flow_plan *plan, const struct component *component, struct gaps *gaps)
{
    gaps->tracks = component_links(gaps->arena, plan, component, gaps->first);
    for (int g = 1; g < component->column_count; g++) {
        struct track *tracks = gaps->tracks + gaps->first[g];
        size_t count = gaps->first[g + 1] - gaps->first[g];
        gaps->upright[g] = plan->down ? 0 : tracks_mark(tracks, count); /* down there is always more room */
        gaps->least[g] = CURVE_LEAST;
        for (size_t i = 0; i < count; i++) {
            double radius = radius_least(plan, &plan->cables[tracks[i].cable]),
                   step = fabs(tracks[i].right - tracks[i].left), *least = &gaps->least[g];
            if (!tracks[i].steep && step > 0.01 &&
                *least * *least < 9 * radius * (radius + step)) /* else it surely is enough */
                *least = fmax(*least, curve_width(step, radius));
        }
        gaps->bend[g] = gaps->least[g];
        gaps->least[g] = fmax(gaps->least[g], gaps->upright[g]);
    }
}

static void gaps_wish(const struct flow_plan *plan, const struct component *component, struct gaps *gaps)
{
    for (int g = 1; g < component->column_count; g++) {
        gaps->wish[g] = fmax(CURVE_WISH, UPRIGHT_WISH * gaps->upright[g]);
        for (size_t i = gaps->first[g]; i < gaps->first[g + 1]; i++) {
            const struct track *track = &gaps->tracks[i];
            double share =
                       fmin(fmax(track->thickness / BROAD, THIN_SHARE), 1), /* thin ones may run steeply */
                wish = track->steep ? 0 : SLOPE * share * fabs(track->right - track->left);
            gaps->wish[g] = fmax(gaps->wish[g], plan->down ? fmin(wish * SLOPE_DOWN, CURVE_MOST_DOWN) : wish);
        }
    }
    for (size_t i = 0; i < component->cable_count; i++) {
        const struct cable *cable = &plan->cables[component->cables[i]];
        int gap = plan->items[cable->chain[cable->chain_count - 1]].column;
        if (!cable->back && cable->chain_count == 2)
            gaps->wish[gap] = fmax(gaps->wish[gap], label_demand(plan, component->cables[i]));
    }
}

static struct gaps gaps_of(struct arena *arena, const struct component *component)
{
    size_t count = (size_t)component->column_count + 1;
    return (struct gaps){arena, arena_array(arena, double, count), arena_array(arena, double, count),
        arena_array(arena, double, count), arena_array(arena, double, count),
        arena_array(arena, double, count), arena_array(arena, double, count),
        arena_array(arena, double, count), arena_array(arena, size_t, count + 1), NULL, (int)count};
}

static double curves_least(const struct gaps *gaps)
{
    double sum = 0;
    for (int g = 1; g + 1 < gaps->count; g++)
        sum += gaps->least[g];
    return sum;
}

/* In rows, that of the highest card. */
static double column_width(const struct flow_plan *plan, const struct component *component, int column)
{
    double width = plan->down ? 0 : plan->card_width;
    for (size_t c = 0; c < component->card_count && plan->down; c++)
        if (plan->cards[component->cards[c]].column == column)
            width = fmax(width, plan->cards[component->cards[c]].width);
    return width;
}

double gaps_need(const struct flow_plan *plan, bool piled)
{
    double need = 0;
    if (plan->down) /* there is always more height */
        return 0;
    for (size_t i = 0; i < plan->component_count; i++) {
        const struct component *component = &plan->components[i];
        struct arena *scratch = arena_create();
        struct gaps gaps = gaps_of(scratch, component);
        struct sides sides = sides_of(scratch, plan, component);
        gaps_least(plan, component, &gaps);
        need = fmax(need, 2 * EDGE + component->column_count * plan->card_width + curves_least(&gaps) +
                              (piled ? zones_piled(&gaps, &sides) : sides_place(&gaps, &sides, 0)));
        arena_destroy(scratch);
    }
    return need;
}

/* ---- sharing ---- */

/* What would be comfortable: room for curves that are not steep; what a gap's label wishes is not counted. */
static double curves_comfortable(const struct gaps *gaps)
{
    double sum = 0;
    for (int g = 1; g + 1 < gaps->count; g++)
        sum += fmax(gaps->least[g], COMFORT * gaps->wish[g]);
    return sum;
}

static double curves_wish(const struct gaps *gaps)
{
    double sum = 0;
    for (int g = 1; g + 1 < gaps->count; g++)
        sum += fmax(gaps->least[g], gaps->wish[g]);
    return sum;
}

/* Uprights spread as far as comfortable curves leave room, else as far as possible ones do. */
static double uprights_spread(struct gaps *gaps, const struct sides *sides, double room)
{
    double zones = 0;
    for (int pass = 0; pass < 2; pass++) {
        double curves = pass == 0 ? curves_comfortable(gaps) : curves_least(gaps);
        for (int step = SPREADS; step >= 0; step--) {
            zones = sides_place(gaps, sides, (double)step / SPREADS);
            if (zones + curves <= room)
                return zones;
        }
    }
    return zones;
}

static void side_squeeze(struct flank *side, double *zone, double factor)
{
    double width = 0;
    for (size_t i = 0; i < side->count; i++) {
        struct upright *upright = &side->uprights[i];
        double innermost = upright->thickness / 2 + CLEAR_LEAST;
        upright->distance = innermost + factor * (upright->distance - innermost);
        width = fmax(width, upright->distance + upright->thickness / 2);
    }
    *zone = width;
}

/* As far as there is no room, uprights move towards their card, upon each other, and those amid the gaps
   closer by the same share. */
static double uprights_squeeze(struct gaps *gaps, const struct sides *sides, double zones, double room)
{
    double innermost = zones_piled(gaps, sides), now = 0, bends = 0;
    for (int g = 1; g + 1 < gaps->count; g++)
        bends += gaps->bend[g];
    double spread = zones - innermost + curves_least(gaps) - bends;
    double factor = spread > 0 ? fmin(fmax((room - innermost - bends) / spread, 0), 1) : 0;
    for (int column = 0; column + 1 < gaps->count; column++) {
        side_squeeze(&sides->in[column], &gaps->in_zone[column], factor);
        side_squeeze(&sides->out[column], &gaps->out_zone[column + 1], factor);
        now += gaps->in_zone[column] + gaps->out_zone[column + 1];
    }
    for (int g = 1; g + 1 < gaps->count; g++)
        gaps->least[g] = gaps->bend[g] + factor * (gaps->least[g] - gaps->bend[g]);
    return now;
}

/* What is left for curves is shared out by wish, above the least. */
static void curves_share(struct gaps *gaps, double room)
{
    double least = curves_least(gaps), more = 0;
    for (int g = 1; g + 1 < gaps->count; g++)
        more += fmax(gaps->wish[g] - gaps->least[g], WISH_LEAST * gaps->wish[g]);
    for (int g = 1; g + 1 < gaps->count; g++) {
        double share = fmax(gaps->wish[g] - gaps->least[g], WISH_LEAST * gaps->wish[g]) / more;
        gaps->curve[g] = room >= least ? gaps->least[g] + (room - least) * share
                                       : fmax(gaps->least[g] * fmax(room, 0) / least, 1);
    }
}

/* The gentlest roundness at which nothing in a gap bends too sharply. */
static void gaps_round(const struct flow_plan *plan, struct component *component, const struct gaps *gaps)
{
    for (int g = 1; g < component->column_count; g++)
        for (size_t i = gaps->first[g]; i < gaps->first[g + 1]; i++) {
            const struct track *track = &gaps->tracks[i];
            double *round = &component->curve_round[g], step = fabs(track->right - track->left),
                   radius = radius_least(plan, &plan->cables[track->cable]);
            while (*round < 1 && step > 0.01 && !track->steep &&
                   curve_radius(gaps->curve[g], step, *round) < radius)
                *round = fmin(*round + 1.0 / ROUNDS, 1);
        }
}

static void take_distances(
    struct flow_plan *plan, const struct component *component, const struct sides *sides)
{
    for (int column = 0; column < component->column_count; column++) {
        for (size_t i = 0; i < sides->out[column].count; i++)
            plan->cables[sides->out[column].uprights[i].cable].track_out =
                sides->out[column].uprights[i].distance;
        for (size_t i = 0; i < sides->in[column].count; i++)
            plan->cables[sides->in[column].uprights[i].cable].track_in =
                sides->in[column].uprights[i].distance;
    }
}

static void take_x(struct flow_plan *plan, struct component *component, const struct gaps *gaps)
{
    double x = EDGE;
    for (int column = 0; column < component->column_count; column++) {
        x += gaps->out_zone[column] + gaps->curve[column] + gaps->in_zone[column];
        component->column_x[column] = x;
        component->curve_from[column] = x - gaps->in_zone[column] - gaps->curve[column];
        component->curve_to[column] = x - gaps->in_zone[column];
        x += column_width(plan, component, column);
    }
    component->length = x + gaps->out_zone[component->column_count] + EDGE;
    for (size_t c = 0; c < component->card_count; c++) {
        struct card *card = &plan->cards[component->cards[c]];
        card->x = component->column_x[card->column];
        card->width = column_width(plan, component, card->column);
    }
}

static void take_tracks(struct flow_plan *plan, struct component *component, const struct gaps *gaps)
{
    for (size_t i = 0; i < component->cable_count; i++) {
        struct cable *cable = &plan->cables[component->cables[i]];
        cable->tracks = arena_array(plan->arena, double, cable->chain_count + 1);
    }
    for (int g = 1; g < component->column_count; g++) {
        size_t first = gaps->first[g], count = gaps->first[g + 1] - first;
        tracks_place(gaps->arena, gaps->tracks + first, count, gaps->curve[g]);
        for (size_t i = first; i < first + count; i++)
            plan->cables[gaps->tracks[i].cable].tracks[gaps->tracks[i].link] = gaps->tracks[i].x;
    }
}

void gaps_share(struct flow_plan *plan, struct component *component)
{
    struct arena *scratch = arena_create();
    struct gaps gaps = gaps_of(scratch, component);
    struct sides sides = sides_of(scratch, plan, component);
    size_t columns = (size_t)component->column_count;
    component->column_x = arena_array(plan->arena, double, columns);
    component->curve_from = arena_array(plan->arena, double, columns);
    component->curve_to = arena_array(plan->arena, double, columns);
    component->curve_round = arena_array(plan->arena, double, columns);
    gaps_least(plan, component, &gaps);
    gaps_wish(plan, component, &gaps);
    double room = plan->down ? INFINITY : plan->width - 2 * EDGE - component->column_count * plan->card_width;
    double zones = uprights_spread(&gaps, &sides, room);
    if (plan->down)
        room = fmax(plan->stretch * (zones + curves_wish(&gaps)), zones + curves_least(&gaps));
    if (zones + curves_least(&gaps) > room)
        zones = uprights_squeeze(&gaps, &sides, zones, room);
    curves_share(&gaps, room - zones);
    gaps_round(plan, component, &gaps);
    component->gaps = room;
    take_distances(plan, component, &sides);
    take_x(plan, component, &gaps);
    take_tracks(plan, component, &gaps);
    arena_destroy(scratch);
}
