/* SPDX-License-Identifier: MIT */
/*
 * Columns: a unit of them is a unit of one of their entries. A column ends only where a page may; the height
 * of the last stretch is the least that still holds it, found by halving.
 */
#include "columns.h"

#include "box_group.h"

#include <math.h>

#define SLACK 0.01        /* points */
#define LEAST_HEIGHT 36.0 /* points: columns lower than that wait for the next page */

double box_column_width(double width, int columns, double gutter)
{
    return (width - (columns - 1) * gutter) / columns;
}

struct box *box_columns(
    struct arena *arena, struct box **entries, size_t count, int columns, double width, double gutter)
{
    struct box *box = arena_new(arena, struct box);
    box->kind = BOX_COLUMNS;
    box->columns = columns < COLUMNS_MOST ? columns : COLUMNS_MOST;
    box->gutter = gutter;
    box->column_width = box_column_width(width, box->columns, gutter);
    box->entries = entries;
    box->entry_count = count;
    box_columns_count(arena, box);
    return box;
}

void box_columns_count(struct arena *arena, struct box *columns)
{
    columns->starts = arena_array(arena, size_t, columns->entry_count + 1);
    for (size_t i = 0; i < columns->entry_count; i++)
        columns->starts[i + 1] = columns->starts[i] + box_units(columns->entries[i]);
}

/* The entry that holds a unit */
static size_t entry_of(const struct box *box, size_t unit)
{
    size_t low = 0, high = box->entry_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (box->starts[middle] <= unit)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- where a column or page may end ---- */

static bool group_within(const struct box_group *group, const struct box_group *outer)
{
    for (; group; group = group->parent)
        if (group == outer)
            return true;
    return false;
}

/* Whether box `index` begins the last of several items of a list: it does not stand alone. */
static bool begins_last_item(struct box *const *boxes, size_t count, size_t index)
{
    const struct box_group *before = boxes[index - 1]->group, *item = NULL;
    for (const struct box_group *group = boxes[index]->group; group; group = group->parent)
        if (group->tag == TAG_ITEM && !group_within(before, group))
            item = group; /* the outermost that begins here */
    if (!item || !group_within(before, item->parent))
        return false;
    size_t after = index;
    while (after < count && group_within(boxes[after]->group, item))
        after++;
    return after == count || !group_within(boxes[after]->group, item->parent);
}

bool boxes_may_part(struct box *const *boxes, size_t count, size_t index)
{
    if (boxes[index]->keep_with_next)
        return false;
    return index + 1 >= count || !begins_last_item(boxes, count, index + 1);
}

/* ---- filling ---- */

struct column {
    size_t end; /* unit */
    double height;
};

/* The last place within an entry where a column may end, before its end */
static void entry_part(
    const struct box *box, size_t entry, size_t unit, double top, double height, struct column *legal)
{
    double used;
    size_t to = box_take(box->entries[entry], unit, height - 0.5, false, &used);
    if (to > unit && to < box_units(box->entries[entry]))
        *legal = (struct column){box->starts[entry] + to, top + used};
}

/* Fills one column from unit `from`: where it ends and how high it is. At least one unit with `force`. */
static struct column column_fill(const struct box *box, size_t from, double available, bool force)
{
    struct column legal = {from, 0}, filled = {from, 0};
    size_t entry = entry_of(box, from), unit = from - box->starts[entry];
    for (; entry < box->entry_count; entry++, unit = 0) {
        const struct box *at = box->entries[entry];
        if (!box_units(at))
            continue; /* columns of nothing */
        double top = filled.height + (filled.end > from ? at->before : 0), height = 0;
        size_t to = box_take(at, unit, available - top, false, &height);
        if (to == unit)
            break;
        filled = (struct column){box->starts[entry] + to, top + height};
        if (to < box_units(at))
            return filled;
        if (boxes_may_part(box->entries, box->entry_count, entry))
            legal = filled;
        else
            entry_part(box, entry, unit, top, height, &legal);
    }
    if (legal.end > from || !force)
        return legal;
    if (filled.end > from)
        return filled;
    double height = 0;
    size_t to = box_take(box->entries[entry], unit, available, true, &height);
    return (struct column){box->starts[entry] + to, height};
}

/* All columns; `ends`, unless NULL, gets the unit where each ends. */
static struct column columns_fill(
    const struct box *box, size_t from, double available, bool force, size_t ends[COLUMNS_MOST])
{
    struct column all = {from, 0};
    for (int i = 0; i < box->columns; i++) {
        if (all.end < box->starts[box->entry_count]) {
            struct column column = column_fill(box, all.end, available, force);
            all = (struct column){column.end, fmax(all.height, column.height)};
        }
        if (ends)
            ends[i] = all.end;
    }
    return all;
}

size_t columns_take(const struct box *box, size_t from, double available, bool force, double *height)
{
    size_t units = box->starts[box->entry_count];
    *height = 0;
    if (from >= units)
        return units;
    struct column best = columns_fill(box, from, available, false, NULL);
    if (best.end == from && force)
        best = columns_fill(box, from, available, true, NULL);
    if (!force && best.end < units && best.height < LEAST_HEIGHT)
        return from;
    for (double low = 0, high = best.height; best.end == units && high - low > 0.5;) {
        double middle = (low + high) / 2;
        struct column tried = columns_fill(box, from, middle, false, NULL);
        if (tried.end == units) {
            best = tried;
            high = fmin(middle, tried.height);
        } else {
            low = middle;
        }
    }
    *height = best.height;
    return best.end;
}

/* ---- drawing ---- */

static void column_draw(
    const struct box *box, struct group_stack *groups, size_t from, size_t to, double x, double y)
{
    for (size_t entry = entry_of(box, from), unit = from; unit < to; entry++) {
        const struct box *at = box->entries[entry];
        size_t first = unit - box->starts[entry], end = box->starts[entry + 1];
        double height, top = y + (unit > from ? at->before : 0);
        end = end < to ? end : to;
        groups_set(groups, at->group);
        height = box_part_height(at, first, end - box->starts[entry]);
        box_draw(at, groups->scene, first, end - box->starts[entry], x + at->x, top, height);
        y = top + height;
        unit = end;
    }
}

void columns_draw(
    const struct box *box, struct scene *scene, size_t from, size_t to, double x, double y, double height)
{
    size_t ends[COLUMNS_MOST];
    struct group_stack groups = {scene, box->group, NULL};
    if (from > 0)
        groups.last = box->entries[entry_of(box, from - 1)]->group;
    columns_fill(box, from, height, true, ends);
    for (int i = 0; i < box->columns && from < to; i++) {
        size_t end = ends[i] < to ? ends[i] : to;
        column_draw(box, &groups, from, end, x + i * (box->column_width + box->gutter), y);
        from = end;
    }
    groups_set(&groups, box->group);
}

/* ---- what stands in them ---- */

size_t columns_marks(
    const struct box *box, size_t from, size_t to, const struct note_mark *marks[], size_t count, size_t most)
{
    for (size_t entry = entry_of(box, from); entry < box->entry_count && box->starts[entry] < to; entry++) {
        size_t start = box->starts[entry];
        count =
            box_marks(box->entries[entry], from > start ? from - start : 0, to - start, marks, count, most);
    }
    return count;
}

void columns_number(const struct box *box, size_t from, size_t to, size_t page)
{
    for (size_t entry = entry_of(box, from); entry < box->entry_count && box->starts[entry] < to; entry++)
        if (box->starts[entry] >= from)
            box->entries[entry]->page = page;
}
