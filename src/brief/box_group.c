/* SPDX-License-Identifier: MIT */
/* Groups: up to what both have in common, then down to the one that is wanted. */
#include "box_group.h"

static size_t group_depth(const struct box_group *group)
{
    size_t depth = 0;
    for (; group; group = group->parent)
        depth++;
    return depth;
}

static bool group_within(const struct box_group *group, const struct box_group *outer)
{
    while (group && group != outer)
        group = group->parent;
    return group != NULL;
}

static void groups_open(
    const struct group_stack *stack, const struct box_group *group, const struct box_group *above)
{
    if (!group || group == above)
        return;
    groups_open(stack, group->parent, above);
    scene_begin(stack->scene,
        (struct scene_group){
            .tag = group->tag, .continues = group_within(stack->last, group), .whole = group});
}

static const struct box_group *group_common(const struct box_group *a, const struct box_group *b)
{
    size_t deep_a = group_depth(a), deep_b = group_depth(b);
    for (; deep_a > deep_b; deep_a--)
        a = a->parent;
    for (; deep_b > deep_a; deep_b--)
        b = b->parent;
    while (a != b) {
        a = a->parent;
        b = b->parent;
    }
    return a;
}

void groups_set(struct group_stack *stack, const struct box_group *group)
{
    const struct box_group *common = group_common(group, stack->group);
    for (; stack->group != common; stack->group = stack->group->parent)
        scene_end(stack->scene);
    groups_open(stack, group, common);
    stack->group = group;
    stack->last = group ? group : stack->last;
}
