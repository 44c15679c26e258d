/* SPDX-License-Identifier: MIT */
/*
 * keynumbers: the figures of ::keyfigures, asked for by name or chosen from the data.
 *
 *     total:class=capital,bucket=firm; count:class=commerce; circulating; valuation:openai; deal:aws-rental
 * as the rent
 *
 * Items are separated by spaces or ";". "as …" up to the next ";" or the end replaces the label.
 */
#ifndef DEALBRIEF_KEYNUMBERS_H
#define DEALBRIEF_KEYNUMBERS_H

#include "facts.h"
#include "keyfigures.h"

struct keynumbers {
    struct keyfigure *at;
    size_t count;
};

/* items NULL: the usual four or five. place: of items[0]. false after adding errors. */
bool keynumbers_make(struct arena *arena, const struct facts *facts, const char *items, struct place place,
    struct diags *diags, struct keynumbers *numbers);
/* false when nothing is known that the usual ones could show */
bool keynumbers_any(struct arena *arena, const struct facts *facts);

#endif
