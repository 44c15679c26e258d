/* SPDX-License-Identifier: MIT */
/*
 * Prose on wide paper: stretches of paragraphs, lists and the small headings among them stand in two or three
 * columns, so that lines stay short and no half of the page is empty. Figures, tables and sections keep the
 * whole width.
 */
#include "compose_internal.h"

#include "columns.h"

#define LINES_LEAST 5 /* fewer stay in the first column, as a paragraph */

static size_t lines_of(const struct box *const *boxes, size_t from, size_t to)
{
    size_t lines = 0;
    for (size_t i = from; i < to; i++)
        lines += box_units(boxes[i]);
    return lines;
}

/* A small heading at the end heads something else: it stays with that. */
static size_t stretch_end(struct box *const *boxes, size_t count, size_t from)
{
    size_t end = from;
    while (end < count && boxes[end]->flows)
        end++;
    while (end > from && boxes[end - 1]->keep_with_next)
        end--;
    return end;
}

void compose_wide(struct composer *composer)
{
    struct box **boxes = composer->boxes.at;
    size_t count = composer->boxes.count, kept = 0;
    for (size_t i = 0; i < count;) {
        size_t end = stretch_end(boxes, count, i);
        if (end <= i + 1 || lines_of((const struct box *const *)boxes, i, end) < LINES_LEAST) {
            boxes[kept++] = boxes[i++];
            continue;
        }
        struct box **entries = arena_array(composer->arena, struct box *, end - i);
        for (size_t entry = i; entry < end; entry++)
            entries[entry - i] = boxes[entry];
        struct box *box = box_columns(
            composer->arena, entries, end - i, composer->prose_columns, composer->width, 2 * GUTTER);
        box->before = entries[0]->before;
        box->order = entries[0]->order;
        *list_push(composer->arena, &composer->columns) = box;
        boxes[kept++] = box;
        i = end;
    }
    composer->boxes.count = kept;
}
