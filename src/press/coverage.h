/* SPDX-License-Identifier: MIT */
/* coverage: names every character of the dataset's printed texts that no font has (missing-glyph). */
#ifndef DEALBRIEF_COVERAGE_H
#define DEALBRIEF_COVERAGE_H

#include "dataset.h"
#include "text.h"

void coverage_check(
    struct arena *arena, struct text *text, const struct dataset *dataset, struct diags *diags);

#endif
