/* SPDX-License-Identifier: MIT */
/* answer_assumed: whether what a {{ value }} prints was assumed: no source states it. */
#ifndef DEALBRIEF_ANSWER_ASSUMED_H
#define DEALBRIEF_ANSWER_ASSUMED_H

#include "expand.h"

/* index: of the deal or valuation it was looked up in; NO_INDEX: neither */
bool value_is_assumed(const struct dataset *dataset, const struct value *value, size_t index);
/* The mark raised behind it, with its note */
void assumed_append(struct arena *arena, const struct run *style, struct runs *out);

#endif
