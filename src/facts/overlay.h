/* SPDX-License-Identifier: MIT */
/*
 * overlay: two editions as one set of flows: those of the new one, and after them what only the old one has.
 * For drawings that show both. Numbers only.
 *
 * The old edition is read at the new one's rates and conventions, as everywhere where editions are compared
 * (docs/editions.md). A flow has its partner in the other edition by its deal's id, its leg's partner and, of
 * a known split, its member.
 */
#ifndef DEALBRIEF_OVERLAY_H
#define DEALBRIEF_OVERLAY_H

#include "changes.h"

struct overlay {
    const struct changes *changes;
    const struct facts *now, *then; /* either edition; then: at the new one's rates and conventions */
    /* The new edition's, whose flows, nodes, deals and parties come first and keep their numbers. What
       follows is gone: money flows that were live, their bucket dead now, their status as it was. Networks,
       totals and all else are the new edition's alone: nothing that is gone is in any sum. Nodes are not
       sorted. */
    const struct facts *facts;
    size_t *before; /* by flow of facts: the flow of `then` that it was; NO_INDEX: new */
    size_t *
        after; /* by flow of then: where it stands in facts->flows; NO_INDEX: nowhere, it was no live money */
    bool *moved; /* by flow of facts: it is not gone, but runs elsewhere now, or its parts in its place */
    unsigned *traits; /* by flow of facts: enum amount_trait of its amount, or-ed; 0 without a partner */
    bool comparable;  /* false: the currencies differ and no rate turns the old one into the new */
};

/* now: the new edition at any level. Everything must outlive the overlay. */
const struct overlay *overlay_make(
    struct arena *arena, const struct changes *changes, const struct facts *now);

#endif
