/* SPDX-License-Identifier: MIT */
/*
 * tracks: in, what passes a gap and how wide it is; out, an upright for each of the steep ones, where there
 * are many. It refuses to know what passes.
 *
 * Curves of one gap all have their middle half way, where steep ones stand nearly upright: a few cross there
 * at a glance, many become one wall. Uprights stand beside each other instead. Of two that go down, neither
 * within the other's height, the upper one stands farther right, of two that go up farther left: so two that
 * need not cross do not. They begin in this order, evenly spread; then each moves to where it lies on others
 * least, for a few rounds.
 */
#include "tracks.h"

#include <math.h>
#include <stdlib.h>

static const double STEEP = 60, THICK = 10, APART = 1.2, APART_ROOMY = 4, TURN_SHARE = 0.55, TURN_MORE = 1,
                    CURVE_FROM = 0.2, CROWDED = 24;
/* What lying on another costs is the area; standing close to it, crossing it for nothing */
static const double CLOSE_COST = 0.1, CROSSING_COST = 40;
enum { BUCKETS = 256, PLACES = 128, ROUNDS = 6, MANY = 400 };

struct upright {
    struct track *track;
    double top, bottom;
    bool down;
};

/* From the left, as those stand that need not cross: going down from the bottom, going up from the top. */
static int compare_uprights(const void *a, const void *b)
{
    const struct upright *x = a, *y = b;
    if (x->down != y->down)
        return x->down ? -1 : 1;
    double middle = x->top + x->bottom - y->top - y->bottom;
    double by[] = {x->down ? -middle : middle, (double)x->track->cable - (double)y->track->cable,
        (double)x->track->link - (double)y->track->link};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++)
        if (by[i] < 0 || by[i] > 0)
            return by[i] < 0 ? -1 : 1;
    return 0;
}

static size_t uprights_of(struct track *tracks, size_t count, struct upright *uprights)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        struct track *track = &tracks[i];
        double half = track->thickness / 2;
        if (track->steep)
            uprights[found++] = (struct upright){track, fmin(track->left, track->right) - half,
                fmax(track->left, track->right) + half, track->left < track->right};
    }
    qsort(uprights, found, sizeof *uprights, compare_uprights);
    return found;
}

double tracks_mark(struct track *tracks, size_t count)
{
    double top = INFINITY, bottom = -INFINITY, change[BUCKETS + 1] = {0}, most = 0, now = 0;
    for (size_t i = 0; i < count; i++) {
        struct track *track = &tracks[i];
        track->steep = track->thickness < THICK && fabs(track->right - track->left) > STEEP;
        top = fmin(top, fmin(track->left, track->right));
        bottom = fmax(bottom, fmax(track->left, track->right));
    }
    double scale = (BUCKETS - 1) / fmax(bottom - top, 1);
    for (size_t i = 0; i < count; i++) {
        const struct track *track = &tracks[i];
        double room = track->steep ? track->thickness + APART : 0;
        change[(int)((fmin(track->left, track->right) - top) * scale)] += room;
        change[(int)((fmax(track->left, track->right) - top) * scale) + 1] -= room;
    }
    for (int b = 0; b < BUCKETS; b++) {
        now += change[b];
        most = fmax(most, now);
    }
    for (size_t i = 0; i < count && most < CROWDED; i++)
        tracks[i].steep = false;
    return most < CROWDED ? 0 : most + 2 * TURN_MORE;
}

/* What an upright needs on either side to turn in */
static double turn_clear(const struct track *track)
{
    return TURN_SHARE * track->thickness + TURN_MORE;
}

/* Costs at every place of a gap: those of its own, and those that begin or end there. */
struct places {
    double at[PLACES], from[PLACES + 1];
    double step;
};

static int place_at(const struct places *places, double x)
{
    return (int)fmin(fmax(ceil(x / places->step - 0.5), 0), PLACES);
}

static double place_x(const struct places *places, int place)
{
    return (place + 0.5) * places->step;
}

/* What it costs at each place to stand beside another. */
static void places_add(struct places *places, const struct upright *upright, const struct upright *other)
{
    double beside = fmin(upright->bottom, other->bottom) - fmax(upright->top, other->top) + APART;
    if (beside <= 0)
        return;
    double touch = (upright->track->thickness + other->track->thickness) / 2, reach = touch + APART_ROOMY;
    for (int p = place_at(places, other->track->x - reach); p < place_at(places, other->track->x + reach);
         p++) {
        double away = fabs(place_x(places, p) - other->track->x);
        double on = fmin(
                   fmax(touch + APART - away, 0), fmin(upright->track->thickness, other->track->thickness)),
               close = 1 - fmax(away - touch, 0) / APART_ROOMY;
        places->at[p] += beside * (on + CLOSE_COST * close);
    }
}

/* Where another passes a level: an upright at its place, a curve about half way. */
static double pass_x(const struct track *other, double level, double width)
{
    double share = (level - other->left) / (other->right - other->left);
    return other->steep ? other->x : width * (CURVE_FROM + share * (1 - 2 * CURVE_FROM));
}

/* Two that need not cross would do so twice where the upright stands left, or right, of where the other
   passes the level it turns off from, or arrives at. */
static void places_order(
    struct places *places, const struct track *track, const struct track *other, double width)
{
    bool above = track->left < other->left, down = track->left < track->right;
    if (above != (track->right < other->right))
        return;
    double level = above == down ? track->right : track->left;
    if ((other->left < level) == (other->right < level) || (other->left < other->right) != down)
        return;
    int pass = place_at(places, pass_x(other, level, width));
    double cost = CROSSING_COST * track->thickness * other->thickness;
    places->from[above == down ? 0 : pass] += cost;
    places->from[above == down ? pass : PLACES] -= cost;
}

/* The cheapest place; of equal ones that nearest to where it is. */
static double cheapest_place(const struct places *places, double x, double clear)
{
    double now = 0, least = INFINITY, best = x;
    int last = place_at(places, places->step * PLACES - clear);
    for (int p = 0; p < last; p++) {
        now += places->from[p];
        if (p < place_at(places, clear))
            continue;
        double cost = places->at[p] + now + 1e-3 * fabs(place_x(places, p) - x);
        if (cost < least - 1e-9) {
            least = cost;
            best = place_x(places, p);
        }
    }
    return best;
}

/* One gap and all that passes it */
struct passage {
    const struct track *tracks;
    size_t count, upright_count;
    struct upright *uprights;
    double width;
};

static bool upright_move(const struct passage *passage, struct upright *upright)
{
    struct places places = {.step = passage->width / PLACES};
    double before = upright->track->x;
    for (size_t i = 0; i < passage->upright_count; i++)
        if (&passage->uprights[i] != upright)
            places_add(&places, upright, &passage->uprights[i]);
    for (size_t i = 0; i < passage->count; i++)
        if (&passage->tracks[i] != upright->track)
            places_order(&places, upright->track, &passage->tracks[i], passage->width);
    upright->track->x = cheapest_place(&places, before, turn_clear(upright->track));
    return fabs(upright->track->x - before) > places.step / 2;
}

/* Evenly, those that go down and those that go up each on their own */
static void uprights_spread(struct upright *uprights, size_t count, double width)
{
    size_t down = 0;
    while (down < count && uprights[down].down)
        down++;
    for (size_t i = 0; i < count; i++)
        uprights[i].track->x = i < down ? width * ((double)i + 0.5) / (double)down
                                        : width * ((double)(i - down) + 0.5) / (double)(count - down);
}

void tracks_place(struct arena *arena, struct track *tracks, size_t count, double width)
{
    struct passage passage = {tracks, count, 0, arena_array(arena, struct upright, count + 1), width};
    passage.upright_count = uprights_of(tracks, count, passage.uprights);
    uprights_spread(passage.uprights, passage.upright_count, width);
    bool moved = passage.upright_count <= MANY;
    for (int round = 0; round < ROUNDS && moved; round++) {
        moved = false;
        for (size_t i = 0; i < passage.upright_count; i++)
            moved = upright_move(&passage, &passage.uprights[i]) || moved;
    }
    for (size_t i = 0; i < passage.upright_count; i++) {
        struct track *track = passage.uprights[i].track;
        track->x = fmin(fmax(track->x, turn_clear(track)), width - turn_clear(track));
    }
}
