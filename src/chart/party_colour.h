/* SPDX-License-Identifier: MIT */
/*
 * party_colour: one order and one colour for a party in every chart of a dataset, and in the next edition too
 * as long as new parties are added behind the others.
 *
 * The order is that of `parties` in the dataset, subsidiaries counting as their parent. The first five take
 * the five hues of the theme, the next five the same darker, five more lighter; whoever comes after is grey.
 * No chart tells parties apart by colour alone.
 */
#ifndef DEALBRIEF_PARTY_COLOUR_H
#define DEALBRIEF_PARTY_COLOUR_H

#include "facts.h"
#include "scene.h"

enum { PARTY_COLOURS = 12 };

/* Its place among the parties that stand for themselves, from 0 */
size_t party_rank(const struct dataset *dataset, size_t party);
struct colour party_colour(const struct dataset *dataset, size_t party);
/* Of a node: its first party; several together: grey */
struct colour node_colour(const struct facts *facts, size_t node);
size_t node_rank(const struct facts *facts, size_t node); /* of its first party */
/* What the rank gives, for tests of how far the colours lie apart */
struct colour party_rank_colour(size_t rank);

/* The colour of a class of deals, as in the flow diagram */
struct colour class_colour(enum deal_class deal_class);

#endif
