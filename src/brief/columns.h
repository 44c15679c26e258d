/* SPDX-License-Identifier: MIT */
/*
 * columns: boxes side by side, filled down, then across. What stands on one page is filled as pages are; the
 * last stretch is balanced. It knows no pages.
 */
#ifndef DEALBRIEF_COLUMNS_H
#define DEALBRIEF_COLUMNS_H

#include "box.h"

/* As their namesakes of any box */
size_t columns_take(const struct box *box, size_t from, double available, bool force, double *height);
void columns_draw(
    const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y, double height);
size_t columns_marks(const struct box *box, size_t from, size_t to, const struct note_mark *marks[],
    size_t count, size_t most);
/* Tells the entries that begin among units from … to their page */
void columns_number(const struct box *box, size_t from, size_t to, size_t page);

/* The boxes after `index` that a break must not part from it: whether a page or column may end between box
   `index` and the one after it */
bool boxes_may_part(struct box *const *boxes, size_t count, size_t index);

#endif
