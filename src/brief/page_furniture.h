/* SPDX-License-Identifier: MIT */
/*
 * page_furniture: what stands on pages beside the boxes: running head, notes at the foot, footer, and the
 * lines that say where a figure went.
 */
#ifndef DEALBRIEF_PAGE_FURNITURE_H
#define DEALBRIEF_PAGE_FURNITURE_H

#include "page_plan.h"

struct furniture {
    struct arena *arena;
    struct text *text;
    struct box *const *boxes;
    const struct page_format *format;
    const struct page_plan *plan;
};

/* The running head of every page but the first; `first`: its first placement */
void furniture_head(const struct furniture *furniture, struct scene *scene, size_t page, size_t first);
void furniture_pointer(const struct furniture *furniture, struct scene *scene, const struct pointer *pointer);
void furniture_notes(const struct furniture *furniture, struct scene *scene, size_t page);
void furniture_foot(const struct furniture *furniture, struct scene *scene, size_t page);

#endif
