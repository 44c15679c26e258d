/* SPDX-License-Identifier: MIT */
/*
 * field_paths: do the dotted paths in an object's `assumed`, and the fields its claims are about, name
 * something?
 *
 * Asks the tables of shapes.h which fields there are, and the object itself for the elements of its lists,
 * which are named by index (from 0) or id: "flows.upfront.amount". A field need not be written to be named.
 */
#ifndef DEALBRIEF_FIELD_PATHS_H
#define DEALBRIEF_FIELD_PATHS_H

#include "fields.h"

/* Warns of each path of the object at `node` that leads nowhere. */
void field_paths_check(struct loader *loader, struct node node, const struct shape *shape);

#endif
