/* SPDX-License-Identifier: MIT */
/*
 * dataset_check: is a dataset that could be read consistent (errors), and does it make sense (warnings)?
 *
 * Errors are looked for even where reading found some: a value that could not be read is absent and blamed
 * once. Warnings are not, for they would mostly repeat an error in other words.
 */
#ifndef DEALBRIEF_DATASET_CHECK_H
#define DEALBRIEF_DATASET_CHECK_H

#include "dataset.h"

void dataset_check_consistent(struct arena *scratch, const struct dataset *dataset, struct diags *diags);
/* source_cited: for each source, whether anything refers to it */
void dataset_check_sense(
    struct arena *scratch, const struct dataset *dataset, const bool *source_cited, struct diags *diags);

/* The interval of a deal as written: its legs' sum, else its amount, else the sum of its tranches. false when
   nothing says how much. */
struct interval {
    money low, high;
};
bool deal_interval(const struct deal *deal, struct interval *interval);

#endif
