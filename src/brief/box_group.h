/* SPDX-License-Identifier: MIT */
/* box_group: the semantic groups around boxes, opened and closed while boxes are drawn one after the other.
 */
#ifndef DEALBRIEF_BOX_GROUP_H
#define DEALBRIEF_BOX_GROUP_H

#include "box.h"

struct group_stack {
    struct scene *scene;
    const struct box_group *group; /* the innermost open one; NULL: none */
    const struct box_group *last;  /* the innermost that was drawn, on a page before too: what it is in goes on */
};

/* Closes and opens groups so that `group` is the innermost one */
void groups_set(struct group_stack *stack, const struct box_group *group);

#endif
