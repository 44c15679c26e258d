/* SPDX-License-Identifier: MIT */
/* compose_layout: `:::columns`, `::toc`, and what waits until all boxes are there. */
#ifndef DEALBRIEF_COMPOSE_LAYOUT_H
#define DEALBRIEF_COMPOSE_LAYOUT_H

#include "compose.h"

void columns_add(struct composer *composer, const struct block *block);
void toc_add(struct composer *composer, const struct block *block);
void layout_finish(struct composer *composer);

#endif
