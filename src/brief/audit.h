/* SPDX-License-Identifier: MIT */
/*
 * audit: are the numbers that somebody typed into prose those of the data? Comes in: the expanded blocks,
 * where typed words still know their place, and the dataset's own prose. Goes out: warnings. It changes
 * nothing.
 */
#ifndef DEALBRIEF_AUDIT_H
#define DEALBRIEF_AUDIT_H

#include "brief.h"
#include "expand.h"

void audit_check(const struct brief_input *input, const struct block *root);

#endif
