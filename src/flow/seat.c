/* SPDX-License-Identifier: MIT */
/*
 * seat: in, sitters with choices; out, a seat for as many as possible, none on another. Bins of a coarse grid
 * tell who sits near. It refuses to know what sits there.
 */
#include "seat.h"

#include <math.h>

enum { BLOCKERS_MOST = 2, TRIES_MOST = 90 };
static const double BIN = 48, DEARER_MOST = 40; /* points; what moving may cost the one who moves */

struct seating seating_create(struct arena *arena, double width, double height, struct sitter *sitters)
{
    struct seating seating = {.arena = arena,
        .sitters = sitters,
        .across = (int)fmax(ceil(width / BIN), 1),
        .down = (int)fmax(ceil(height / BIN), 1)};
    seating.bins = arena_array(arena, struct seat_bin, (size_t)seating.across * (size_t)seating.down);
    return seating;
}

static int bin_at(double at, int count)
{
    return (int)fmin(fmax(floor(at / BIN), 0), count - 1);
}

/* ---- bins ---- */

static void bin_put(struct seating *seating, struct seat_bin *bin, size_t sitter)
{
    if (bin->count == bin->capacity) {
        size_t capacity = bin->capacity == 0 ? 4 : bin->capacity * 2;
        bin->sitters =
            arena_grow_array(seating->arena, bin->sitters, bin->capacity, capacity, sizeof *bin->sitters);
        bin->capacity = capacity;
    }
    bin->sitters[bin->count++] = sitter;
}

static void bin_drop(struct seat_bin *bin, size_t sitter)
{
    size_t kept = 0;
    for (size_t i = 0; i < bin->count; i++)
        if (bin->sitters[i] != sitter)
            bin->sitters[kept++] = bin->sitters[i];
    bin->count = kept;
}

static struct box choice_frame(const struct seat_choice *choice)
{
    struct box box = choice->box, leader = choice->leader;
    if (!choice->has_leader)
        return box;
    return (struct box){
        fmin(box.x0, leader.x0), fmin(box.y0, leader.y0), fmax(box.x1, leader.x1), fmax(box.y1, leader.y1)};
}

static void choice_enter(struct seating *seating, const struct seat_choice *choice, size_t sitter, bool enter)
{
    struct box frame = choice_frame(choice);
    for (int y = bin_at(frame.y0, seating->down); y <= bin_at(frame.y1, seating->down); y++)
        for (int x = bin_at(frame.x0, seating->across); x <= bin_at(frame.x1, seating->across); x++) {
            struct seat_bin *bin = &seating->bins[y * seating->across + x];
            if (enter)
                bin_put(seating, bin, sitter);
            else
                bin_drop(bin, sitter);
        }
}

static void seat_sit(struct seating *seating, size_t sitter, size_t seat)
{
    struct sitter *who = &seating->sitters[sitter];
    who->seat = seat;
    choice_enter(seating, &who->choices[seat], sitter, true);
}

void seat_leave(struct seating *seating, size_t sitter)
{
    struct sitter *who = &seating->sitters[sitter];
    if (who->seat == UNSEATED)
        return;
    choice_enter(seating, &who->choices[who->seat], sitter, false);
    who->seat = UNSEATED;
}

/* ---- conflicts ---- */

static bool choices_clash(const struct seat_choice *a, const struct seat_choice *b)
{
    return boxes_overlap(a->box, b->box) || (a->has_leader && boxes_overlap(a->leader, b->box)) ||
           (b->has_leader && boxes_overlap(a->box, b->leader)) ||
           (a->has_leader && b->has_leader && boxes_overlap(a->leader, b->leader));
}

struct blockers {
    size_t at[BLOCKERS_MOST], count; /* count: one more when there are more */
};

static bool blockers_have(const struct blockers *blockers, size_t sitter)
{
    for (size_t i = 0; i < blockers->count; i++)
        if (blockers->at[i] == sitter)
            return true;
    return false;
}

static struct blockers find_blockers(
    struct seating *seating, const struct seat_choice *choice, size_t self, size_t most)
{
    struct blockers found = {{0}, 0};
    struct box frame = choice_frame(choice);
    for (int y = bin_at(frame.y0, seating->down); y <= bin_at(frame.y1, seating->down); y++)
        for (int x = bin_at(frame.x0, seating->across); x <= bin_at(frame.x1, seating->across); x++) {
            const struct seat_bin *bin = &seating->bins[y * seating->across + x];
            for (size_t i = 0; i < bin->count; i++) {
                size_t other = bin->sitters[i];
                const struct sitter *who = &seating->sitters[other];
                seating->work++;
                if (other == self || !choices_clash(choice, &who->choices[who->seat]) ||
                    blockers_have(&found, other))
                    continue;
                if (found.count == most)
                    return (struct blockers){{0}, most + 1};
                found.at[found.count++] = other;
            }
        }
    return found;
}

static bool is_free(struct seating *seating, const struct seat_choice *choice, size_t self)
{
    return find_blockers(seating, choice, self, 0).count == 0;
}

/* ---- seats ---- */

static bool take_below(struct seating *seating, size_t sitter, double cost_most)
{
    const struct sitter *who = &seating->sitters[sitter];
    for (size_t i = 0; i < who->count && who->choices[i].cost <= cost_most; i++)
        if (is_free(seating, &who->choices[i], sitter)) {
            seat_sit(seating, sitter, i);
            return true;
        }
    return false;
}

bool seat_take(struct seating *seating, size_t sitter)
{
    return take_below(seating, sitter, INFINITY);
}

/* Seats the sitter there and the blockers elsewhere; or leaves all as it was. */
static bool take_from(struct seating *seating, size_t sitter, size_t seat, const struct blockers *blockers)
{
    size_t before[BLOCKERS_MOST], moved = 0;
    for (size_t i = 0; i < blockers->count; i++) {
        before[i] = seating->sitters[blockers->at[i]].seat;
        seat_leave(seating, blockers->at[i]);
    }
    seat_sit(seating, sitter, seat);
    for (; moved < blockers->count; moved++) {
        const struct sitter *who = &seating->sitters[blockers->at[moved]];
        if (!take_below(seating, blockers->at[moved], who->choices[before[moved]].cost + DEARER_MOST))
            break;
    }
    if (moved == blockers->count)
        return true;
    seat_leave(seating, sitter);
    for (size_t i = 0; i < blockers->count; i++) {
        seat_leave(seating, blockers->at[i]);
        seat_sit(seating, blockers->at[i], before[i]);
    }
    return false;
}

bool seat_take_moving(struct seating *seating, size_t sitter)
{
    const struct sitter *who = &seating->sitters[sitter];
    if (seat_take(seating, sitter))
        return true;
    for (size_t i = 0; i < who->count && i < TRIES_MOST && seating->work < SEAT_WORK_MOST; i++) {
        struct blockers blockers = find_blockers(seating, &who->choices[i], sitter, BLOCKERS_MOST);
        if (blockers.count <= BLOCKERS_MOST && take_from(seating, sitter, i, &blockers))
            return true;
    }
    return false;
}

void seat_improve(struct seating *seating, size_t sitter)
{
    struct sitter *who = &seating->sitters[sitter];
    size_t now = who->seat;
    for (size_t i = 0; now != UNSEATED && i < now && seating->work < SEAT_WORK_MOST; i++)
        if (is_free(seating, &who->choices[i], sitter)) {
            seat_leave(seating, sitter);
            seat_sit(seating, sitter, i);
            return;
        }
}
