/* SPDX-License-Identifier: MIT */
/*
 * bar: an amount as a bar that says no more than is known. Solid as far as certain (to the low end), hatched
 * from there to the high end; "up to" is an outline from zero, hatched; an open end ("at least") ends in
 * teeth; the headline of "about" is a tick in its hatch; undisclosed is a dotted stub of one length. Standing
 * shows too: signed or paid in full colour, announced or agreed lighter with an outline, under discussion
 * pale and dashed. Points.
 */
#ifndef DEALBRIEF_BAR_H
#define DEALBRIEF_BAR_H

#include "facts.h"
#include "placer.h"
#include "scale.h"
#include "scene.h"

#define BAR_STUB 14.0 /* length of what is undisclosed */
#define BAR_TEETH 5.0 /* what an open end adds past the last known point */

struct bar {
    bool upright;           /* grows along y */
    double start;           /* along the axis: where it begins (zero, or the end of the bar below it) */
    double low, high;       /* ends of the certain and of the possible part; equal: exact */
    double headline;        /* NAN: none; a tick where it lies between them */
    bool open;              /* more is possible: teeth past `high` */
    bool unsized;           /* undisclosed: low and high do not count */
    bool backward;          /* where its ends do not tell: it grows to the left, or down */
    bool assumed;           /* as large as this, but not said to stand here: hatched in its full shade */
    double across, breadth; /* its nearer edge, and how broad it is */
    enum bucket bucket;
    struct colour colour;
};

/* Its ends from an amount or a sum, by the scale (currency units, or what `divide` makes of them: 1); start
   is the scale's zero. Set across, breadth, colour yourself. */
struct bar bar_of_amount(const struct scale *scale, const struct amount *amount, enum bucket bucket);
struct bar bar_of_total(const struct scale *scale, const struct total *total, enum bucket bucket);
/* low, high, headline in data units; high INFINITY: open; headline NAN: none */
struct bar bar_of_numbers(
    const struct scale *scale, double low, double high, double headline, enum bucket bucket);

void bar_draw(struct scene *scene, const struct bar *bar);
/* The same fills and lines, for marks that are no bars of amounts: what is certain, what is only possible
   (hatched), and the edge, which what is firm and certain does without. */
struct paint bar_sure_paint(enum bucket bucket, struct colour colour);
struct paint bar_unsure_paint(enum bucket bucket, struct colour colour);
struct paint bar_edge_paint(enum bucket bucket, struct colour colour);
/* Its outline as a path, teeth included, this much within; to be painted by whoever has patterns of their own
 */
void bar_trace(struct scene *scene, const struct bar *bar, double inset);
/* What it covers, teeth included */
struct rect bar_rect(const struct bar *bar);
double bar_end(const struct bar *bar); /* along the axis, teeth included */
void bar_dump(const struct bar *bar, struct str *out);

#endif
