/* SPDX-License-Identifier: MIT */
/*
 * fit: a briefing that may have only so many pages (`pages:` in the front matter) → the same with less in it.
 *
 * What gives way, in this order: lists and tables shrink from `max` to `least` and figures get lower, all by
 * the same share; where even the least is too much, :::spare blocks go, the one with the lowest rank first;
 * what went and turns out to have room is put back. What is left out is said in a sentence at the end. When
 * nothing more can go, it is an error that names how much is too much.
 */
#ifndef DEALBRIEF_FIT_H
#define DEALBRIEF_FIT_H

#include "compose.h"
#include "paginate.h"

struct thrift {
    double give; /* 0: as much as is asked for, 1: as little as is allowed */
    const struct block **dropped;
    size_t dropped_count;
};

struct fitted {
    struct composition composition;
    struct pages pages;
};

/* false after adding an error. expansion->thrift is set on the way. */
bool fit_make(const struct brief_input *input, struct expansion *expansion, const struct block *root,
    const struct page_format *format, struct fitted *fitted);

#endif
