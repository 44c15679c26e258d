/* SPDX-License-Identifier: MIT */
/* assumed: every field that no source states, with the value that was assumed for it and whose it is. */
#ifndef DEALBRIEF_ASSUMED_H
#define DEALBRIEF_ASSUMED_H

#include "facts.h"

/* "Amazon equity: status (closed), date of signing (3 Nov 2025); …"; "" when nothing was.
   Deals first, firm ones before others, the larger before the smaller. */
const char *assumed_words(struct arena *arena, const struct facts *facts);

#endif
