/* SPDX-License-Identifier: MIT */
/*
 * What is laid out anew: columns of other blocks, and the table of contents, which is filled when every
 * heading is known. Its page numbers come with the pages; its lines do not change by them.
 */
#include "compose_layout.h"

#include "compose_internal.h"

#define TOC_INDENT 12.0
#define TOC_NUMBER 30.0 /* at the right of an entry: its page, and room before it */

/* ---- columns ---- */

void columns_add(struct composer *composer, const struct block *block)
{
    int columns = block->directive->attributes[ATTRIBUTE_COUNT_OF].number;
    size_t first = composer->boxes.count;
    double width = composer->width, prose = composer->prose;
    if (composer->in_columns) { /* columns within a column are that column */
        compose_children(composer, block);
        return;
    }
    columns = columns ? columns : 2;
    composer->in_columns = true;
    composer->width = composer->prose = box_column_width(width, columns, 2 * GUTTER);
    compose_children(composer, block);
    composer->in_columns = false;
    composer->width = width;
    composer->prose = prose;
    size_t count = composer->boxes.count - first;
    if (!count)
        return;
    struct box **entries = arena_array(composer->arena, struct box *, count);
    for (size_t i = 0; i < count; i++) {
        entries[i] = composer->boxes.at[first + i];
        entries[i]->floats = false;
    }
    composer->boxes.count = first;
    struct box *box = box_columns(composer->arena, entries, count, columns, width, 2 * GUTTER);
    box->before = entries[0]->before;
    box_add(composer, box);
    *list_push(composer->arena, &composer->columns) = box;
}

/* ---- the table of contents ---- */

void toc_add(struct composer *composer, const struct block *block)
{
    if (block->order->caption)
        words_heading_add(composer, block->order->caption, 2);
    struct box *box = box_columns(composer->arena, NULL, 0, 1, composer->prose, 0);
    size_t count = composer->boxes.count;
    struct toc *toc = list_push(composer->arena, &composer->tocs);
    *toc = (struct toc){box,
        count && composer->boxes.at[count - 1]->is_heading ? composer->boxes.at[count - 1] : NULL,
        block->order->depth ? block->order->depth : 1};
    box->before = SPACE_PARAGRAPH;
    box_add(composer, box);
    *list_push(composer->arena, &composer->columns) = box;
}

typedef LIST(struct box *) box_list;

static void headings_gather(struct arena *arena, struct box *const *boxes, size_t count, box_list *headings)
{
    for (size_t i = 0; i < count; i++) {
        if (boxes[i]->kind == BOX_COLUMNS)
            headings_gather(arena, boxes[i]->entries, boxes[i]->entry_count, headings);
        else if (boxes[i]->is_heading && boxes[i]->bookmark && *boxes[i]->bookmark)
            *list_push(arena, headings) = boxes[i];
    }
}

static struct box *entry_make(struct composer *composer, const struct box *heading, double width)
{
    struct arena *arena = composer->arena;
    bool sub = heading->tag == TAG_H3;
    double indent = sub ? TOC_INDENT : 0;
    struct text_span *span = arena_new(arena, struct text_span);
    struct look *look = arena_new(arena, struct look);
    *span = (struct text_span){
        .string = heading->bookmark, .style = text_style_in_use(composer->text, STYLE_BODY)};
    *look = (struct look){.colour = {.role = sub ? ROLE_SECONDARY : ROLE_INK}, .target = heading->anchor};
    struct box *box = box_text(composer->text, arena, span, look, 1, width - indent - TOC_NUMBER, STYLE_BODY);
    box->arena = arena;
    box->text = composer->text;
    box->x = indent;
    box->before = sub ? 0 : 2;
    box->refers = heading;
    box->refers_x = width - indent;
    box->refers_style = span->style;
    return box;
}

static const struct box_group *toc_group(struct arena *arena, enum tag tag, const struct box_group *parent)
{
    struct box_group *group = arena_new(arena, struct box_group);
    *group = (struct box_group){tag, parent};
    return group;
}

static void toc_fill(struct composer *composer, const struct toc *toc, const box_list *headings)
{
    struct box **entries = arena_array(composer->arena, struct box *, headings->count + 1);
    const struct box_group *list = toc_group(composer->arena, TAG_LIST, toc->box->group);
    const struct box_group *above = NULL, *inner = NULL; /* the last entry, and the list of those below it */
    size_t count = 0;
    bool titled = false;
    for (size_t i = 0; i < headings->count; i++) {
        struct box *heading = headings->at[i];
        bool sub = heading->tag == TAG_H3 && above;
        bool title = heading->tag == TAG_H1 && !titled; /* the briefing's own */
        titled = titled || heading->tag == TAG_H1;
        if (title || heading == toc->heading || (heading->tag == TAG_H3 && toc->depth < 2))
            continue;
        if (sub && !inner)
            inner = toc_group(composer->arena, TAG_LIST, above);
        const struct box_group *item = toc_group(composer->arena, TAG_ITEM, sub ? inner : list);
        if (!sub) {
            above = item;
            inner = NULL;
        }
        entries[count] = entry_make(composer, heading, toc->box->column_width);
        entries[count++]->group = item;
    }
    toc->box->entries = entries;
    toc->box->entry_count = count;
}

void layout_finish(struct composer *composer)
{
    box_list headings = {0};
    if (composer->tocs.count)
        headings_gather(composer->arena, composer->boxes.at, composer->boxes.count, &headings);
    for (size_t i = 0; i < headings.count; i++)
        headings.at[i]->anchor = arena_printf(composer->arena, "section-%zu", i + 1);
    for (size_t i = 0; i < composer->tocs.count; i++)
        toc_fill(composer, &composer->tocs.at[i], &headings);
    for (size_t i = 0; i < composer->columns.count; i++) /* inner before outer */
        box_columns_count(composer->arena, composer->columns.at[i]);
}
