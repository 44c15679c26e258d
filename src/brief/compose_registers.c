/* SPDX-License-Identifier: MIT */
/*
 * What a briefing writes itself below its figures: the register of rights, disputed figures, the notes on
 * method. Tables and paragraphs come in made; here they become boxes. A part that has nothing to say leaves
 * nothing.
 */
#include "compose_internal.h"

#include "method.h"
#include "prose.h"
#include "registers.h"

/* deals, or figures: as many as :::least counts down from where max is not given */
enum { REGISTER_MOST = 12 };

static const struct colour secondary = {.role = ROLE_SECONDARY};

static void register_add(struct composer *composer, const struct block *block,
    const struct table *(*make)(const struct register_request *request))
{
    const struct order *order = block->order;
    struct register_request request = {.arena = composer->arena,
        .facts = composer->input->facts,
        .where = order->where,
        .party = order->party,
        .deal = order->deal,
        .most = (size_t)most_now(composer, order, REGISTER_MOST),
        .source_numbers = numbers_shown(composer)};
    const struct table *table = make(&request);
    if (!table)
        return;
    captioned_table_add(composer, table, order->caption);
}

void rights_add(struct composer *composer, const struct block *block)
{
    register_add(composer, block, rights_table);
}

void disputes_add(struct composer *composer, const struct block *block)
{
    register_add(composer, block, disputes_table);
}

/* ---- method ---- */

static struct box *method_entry(struct composer *composer, const struct method_note *note, double width)
{
    struct runs runs = {0};
    *list_push(composer->arena, &runs) = (struct run){.kind = RUN_TEXT, .text = note->lead, .strong = true};
    *list_push(composer->arena, &runs) =
        (struct run){.kind = RUN_TEXT, .text = arena_printf(composer->arena, " %s", note->text)};
    struct box *box = runs_box(composer, &runs, STYLE_NOTE, secondary, width);
    box->before = 4;
    return box;
}

/* Short paragraphs, each with what it is about in bold, in two columns */
void method_add(struct composer *composer)
{
    struct method_notes notes =
        method_notes_make(composer->arena, composer->input->facts, composer->input->changes);
    if (!notes.count)
        return;
    const struct box_group *outer = composer->group;
    int columns = notes.count > 1 ? 2 : 1;
    double width = box_column_width(composer->width, columns, 2 * GUTTER);
    struct box **entries = arena_array(composer->arena, struct box *, notes.count);
    composer->group = group_make(composer, TAG_LIST);
    const struct box_group *list = composer->group;
    for (size_t i = 0; i < notes.count; i++) {
        composer->group = list;
        entries[i] = method_entry(composer, &notes.at[i], width);
        entries[i]->group = group_make(composer, TAG_ITEM);
    }
    composer->group = outer;
    struct box *box =
        box_columns(composer->arena, entries, notes.count, columns, composer->width, 2 * GUTTER);
    box->before = SPACE_PARAGRAPH + 2;
    box_add(composer, box);
}
