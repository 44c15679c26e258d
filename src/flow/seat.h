/* SPDX-License-Identifier: MIT */
/*
 * seat (internal to flow): who takes which of the places offered, so that no two overlap. Each sitter brings
 * its choices, cheapest first; one who finds all taken may have others move to another choice of theirs. The
 * work is counted and bounded: past SEAT_WORK_MOST comparisons nobody is moved any more.
 */
#ifndef DEALBRIEF_FLOW_SEAT_H
#define DEALBRIEF_FLOW_SEAT_H

#include "geometry.h"

#include <stdbool.h>
#include <stddef.h>

#define UNSEATED ((size_t)-1)
enum { SEAT_WORK_MOST = 400000 };

struct seat_choice {
    struct box box, leader;
    bool has_leader; /* leader: a thin box that belongs to it as well */
    double cost;
    size_t words; /* the caller's: which wording, which look */
    unsigned look;
    struct point leader_from, leader_to;
};

struct sitter {
    struct seat_choice *choices; /* by cost */
    size_t count, seat;          /* seat: index of the choice taken, or UNSEATED */
};

struct seat_bin {
    size_t *sitters, count, capacity;
};

struct seating {
    struct arena *arena;
    struct sitter *sitters;
    int across, down;
    struct seat_bin *bins;
    long work;
};

/* For up to this many sitters, over a drawing of this size. */
struct seating seating_create(struct arena *arena, double width, double height, struct sitter *sitters);
/* The cheapest free choice. */
bool seat_take(struct seating *seating, size_t sitter);
/* The cheapest choice that is free once up to two others have moved elsewhere. */
bool seat_take_moving(struct seating *seating, size_t sitter);
/* Moves a seated one to a cheaper choice that has become free. */
void seat_improve(struct seating *seating, size_t sitter);
void seat_leave(struct seating *seating, size_t sitter);

#endif
