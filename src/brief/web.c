/* SPDX-License-Identifier: MIT */
/*
 * Boxes in reading order → the tree of a document. Groups around boxes become lists, items and quotations;
 * headings get names that others can link to; every figure gets its numbers as a table, for those who cannot
 * see it.
 */
#include "web.h"

#include "data_table.h"
#include "deal_table.h"
#include "keyfigures.h"
#include "table.h"
#include "web_table.h"

#include <assert.h>
#include <string.h>

/* Where a box came to stand */
struct web_place {
    const struct box *box;
    struct document_node *node;
};

/* A line that leads to a box wherever that comes to stand: of a table of contents */
struct web_reference {
    struct document_node *node;
    const struct box *to;
};

struct web {
    const struct brief_input *input;
    const struct expansion *expansion;
    struct arena *arena;
    struct document_node *root, *at; /* where the next node goes */
    const struct box_group *group;   /* the innermost open one */
    LIST(const char *) ids;
    const struct box *caption; /* of the table that comes next */
    int level;                 /* of the last heading */
    LIST(struct box *) notes;  /* of the section so far, each once */
    LIST(struct web_place) places;
    LIST(struct web_reference) references;
};

/* ---- names ---- */

static bool id_is_free(const struct web *web, const char *id)
{
    for (size_t i = 0; i < web->ids.count; i++)
        if (!strcmp(web->ids.at[i], id))
            return false;
    return true;
}

static const char *id_take(struct web *web, const char *wish)
{
    const char *id = wish;
    for (int n = 2; !id_is_free(web, id); n++)
        id = arena_printf(web->arena, "%s-%d", wish, n);
    *list_push(web->arena, &web->ids) = id;
    return id;
}

/* "Who pays whom" → "who-pays-whom"; letters of other scripts stay out of addresses */
static const char *slug_make(struct arena *arena, const char *words)
{
    struct str out = str_init(arena);
    bool gap = false;
    for (; *words && out.length < 60; words++) {
        bool plain = is_letter(*words) || is_digit(*words);
        if (plain && gap && out.length)
            str_char(&out, '-');
        if (plain)
            str_char(&out, letter_small(*words));
        gap = !plain;
    }
    return out.length ? str_text(&out) : "section";
}

/* Anchors are what others lead to: they keep their names. */
static void anchors_reserve(struct web *web, struct box *const *boxes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (boxes[i]->anchor)
            *list_push(web->arena, &web->ids) = boxes[i]->anchor;
        anchors_reserve(web, boxes[i]->entries, boxes[i]->entry_count);
    }
}

/* ---- groups ---- */

static bool group_has(const struct box_group *group, const struct box_group *inner)
{
    for (; inner; inner = inner->parent)
        if (inner == group)
            return true;
    return group == NULL;
}

static bool group_is_node(const struct box_group *group)
{
    return group->tag == TAG_LIST || group->tag == TAG_ITEM || group->is_quote;
}

static void groups_open(struct web *web, const struct box_group *group)
{
    if (group == web->group)
        return;
    groups_open(web, group->parent);
    if (group_is_node(group))
        web->at = document_append(web->arena, web->at,
            group->is_quote          ? DOCUMENT_QUOTE
            : group->tag == TAG_LIST ? DOCUMENT_LIST
                                     : DOCUMENT_ITEM);
    web->group = group;
}

static void groups_set(struct web *web, const struct box_group *group)
{
    while (!group_has(web->group, group)) {
        if (group_is_node(web->group))
            web->at = web->at->parent;
        web->group = web->group->parent;
    }
    groups_open(web, group);
}

/* ---- words ---- */

static bool face_is_strong(enum text_face face)
{
    return face == FACE_SEMIBOLD || face == FACE_CONDENSED_SEMIBOLD;
}

static bool face_is_medium(enum text_face face)
{
    return face == FACE_MEDIUM || face == FACE_CONDENSED_MEDIUM;
}

static struct document_runs box_runs(struct web *web, const struct box *box)
{
    struct document_runs runs = {0};
    enum text_face usual = text_style_in_use(web->input->text, box->style).face;
    for (size_t i = 0; i < box->span_count; i++) {
        const struct text_span *span = &box->spans[i];
        if (!span->string || !*span->string)
            continue;
        struct document_run *run = document_run_append(web->arena, &runs, span->string);
        run->strong = face_is_strong(span->style.face) && !face_is_strong(usual);
        run->medium = face_is_medium(span->style.face) && !face_is_medium(usual);
        run->condensed = span->style.face >= FACE_CONDENSED && usual < FACE_CONDENSED;
        run->raised = span->rise > 0;
        run->link = box->looks[i].link;
        run->target = box->looks[i].target;
    }
    return runs;
}

/* One title; what lies under it goes down a step at a time. */
static int heading_level(struct web *web, enum tag tag)
{
    int level = tag == TAG_H1 ? 1 : tag == TAG_H2 ? 2 : 3;
    if (level == 1 && web->level > 0)
        level = 2;
    if (level > web->level + 1)
        level = web->level + 1;
    web->level = level;
    return level;
}

static bool is_heading(const struct box *box)
{
    return box->tag == TAG_H1 || box->tag == TAG_H2 || box->tag == TAG_H3;
}

static bool is_number(const char *bullet)
{
    return bullet && is_digit(*bullet);
}

/* The item's mark: a number keeps its value, whatever stands before it. */
static void item_mark(struct web *web, const char *bullet, bool small)
{
    struct document_node *item = web->at;
    if (item->kind != DOCUMENT_ITEM || !is_number(bullet))
        return;
    item->number = arena_strndup(web->arena, bullet, strspn(bullet, "0123456789"));
    item->parent->ordered = true;
    item->parent->small = small;
}

static void notes_end(struct web *web);

static struct document_node *text_add(struct web *web, const struct box *box)
{
    bool heading = is_heading(box);
    if (heading && box->tag != TAG_H3)
        notes_end(web);
    struct document_node *node =
        document_append(web->arena, web->at, heading ? DOCUMENT_HEADING : DOCUMENT_PARAGRAPH);
    node->style = box->style;
    node->runs = box_runs(web, box);
    node->id = box->anchor;
    if (heading) {
        node->level = heading_level(web, box->tag);
        node->id = id_take(web, slug_make(web->arena, document_words(web->arena, &node->runs)));
    } else if (box->bullet_words) {
        item_mark(web, box->bullet_words, box->style == STYLE_NOTE);
        if (web->at->kind == DOCUMENT_ITEM && node == web->at->first) {
            web->at->id = node->id; /* the item is what others lead to */
            node->id = NULL;
        }
    }
    *list_push(web->arena, &web->places) = (struct web_place){box, node};
    if (box->refers)
        *list_push(web->arena, &web->references) = (struct web_reference){node, box->refers};
    return node;
}

/* ---- tables ---- */

static void table_add(struct web *web, const struct box *box)
{
    struct document_table *table = web_table(web->arena, box->table);
    if (box->table->id)
        table->id = id_take(web, arena_printf(web->arena, "fig-%s", box->table->id));
    if (web->caption)
        table->caption = box_runs(web, web->caption);
    web->caption = NULL;
    document_append(web->arena, web->at, DOCUMENT_TABLE)->table = table;
}

/* ---- the numbers of figures ---- */

/* Flow and matrix: the deals that they draw, as a table of deals has them */
static const struct document_table *deals_convert(struct web *web, const struct figure_request *request)
{
    static const char *const columns[] = {"from", "to", "what", "amount", "status"};
    struct deal_table_options options = {
        columns, sizeof columns / sizeof *columns, request->where, GROUP_CLASS, NULL};
    if (!options.where)
        options.where = expand_where(web->expansion, "class!=relation", (struct place){0});
    const struct facts *facts = request->level == web->input->facts->level
                                    ? web->input->facts
                                    : facts_derive(web->arena, web->input->dataset, request->level);
    const struct table *table = deal_table_make(web->arena, facts, &options);
    return table && table->row_count ? web_table(web->arena, table) : NULL;
}

/* ---- figures ---- */

static void numbers_add(struct web *web, const struct composed_figure *figure)
{
    const struct figure_parts *parts = figure->parts;
    struct document_numbers *numbers = arena_new(web->arena, struct document_numbers);
    numbers->id = id_take(web, arena_printf(web->arena, "fig-%s", figure->request->id));
    numbers->title = figure->is_headed ? NULL : figure->title;
    numbers->at = arena_array(web->arena, struct document_number, parts->number_count + 1);
    numbers->count = parts->number_count;
    for (size_t i = 0; i < parts->number_count; i++)
        numbers->at[i] = (struct document_number){
            parts->numbers[i].qualifier, parts->numbers[i].value, parts->numbers[i].label};
    document_append(web->arena, web->at, DOCUMENT_NUMBERS)->numbers = numbers;
}

static void figure_add(struct web *web, const struct box *box)
{
    struct composed_figure from = compose_figure(box);
    enum figure_kind kind = from.request->kind;
    if (kind == FIGURE_KEYFIGURES) {
        numbers_add(web, &from);
        return;
    }
    struct document_figure *figure = arena_new(web->arena, struct document_figure);
    figure->id = id_take(web, arena_printf(web->arena, "fig-%s", from.request->id));
    figure->title = from.title;
    figure->title_is_hidden = from.is_headed;
    figure->measure = from.measure;
    figure->wide = from.parts->drawing;
    figure->narrow = compose_figure_again(box, WEB_NARROW);
    if (kind == FIGURE_FLOW || kind == FIGURE_MATRIX)
        figure->data = deals_convert(web, from.request);
    else if (from.parts->data && from.parts->data->row_count)
        figure->data = web_data(web->arena, from.parts->data);
    document_append(web->arena, web->at, DOCUMENT_FIGURE)->figure = figure;
}

/* ---- boxes ---- */

static void box_convert(struct web *web, const struct box *box);

static void entries_add(struct web *web, const struct box *box)
{
    if (box->columns > 1)
        web->at = document_append(web->arena, web->at, DOCUMENT_COLUMNS);
    for (size_t i = 0; i < box->entry_count; i++)
        box_convert(web, box->entries[i]);
    groups_set(web, box->group);
}

static bool note_is_kept(const struct web *web, const struct box *note)
{
    for (size_t i = 0; i < web->notes.count; i++)
        if (web->notes.at[i] == note)
            return true;
    return false;
}

/* What stands at the foot of a page stands at the end of a section here. */
static void notes_keep(struct web *web, const struct box *box)
{
    for (size_t i = 0; i < box->mark_count; i++)
        if (!note_is_kept(web, box->marks[i].note))
            *list_push(web->arena, &web->notes) = box->marks[i].note;
}

static void notes_end(struct web *web)
{
    size_t count = web->notes.count;
    web->notes.count = 0;
    for (size_t i = 0; i < count; i++)
        text_add(web, web->notes.at[i]);
}

static void drawing_add(struct web *web, const struct box *box)
{
    if (box->made) {
        figure_add(web, box);
        return;
    }
    struct document_node *node =
        document_append(web->arena, web->at, box->logo_alt ? DOCUMENT_LOGO : DOCUMENT_RULE);
    assert(box->logo_alt || box->is_rule); /* the bar of pages is a matter of style here */
    if (box->logo_alt) {
        node->logo = box->drawing;
        node->alt = *box->logo_alt ? box->logo_alt : NULL;
    }
}

static void box_convert(struct web *web, const struct box *box)
{
    groups_set(web, box->group);
    struct document_node *outer = web->at;
    if (box->kind != BOX_TABLE)
        web->caption = NULL;
    switch (box->kind) {
    case BOX_TEXT:
        if (box->tag == TAG_CAPTION)
            web->caption = box;
        else
            text_add(web, box);
        break;
    case BOX_TABLE:
        table_add(web, box);
        break;
    case BOX_DRAWING:
        drawing_add(web, box);
        break;
    case BOX_COLUMNS:
        entries_add(web, box);
        break;
    case BOX_PAGE_BREAK:
        break;
    }
    web->at = outer;
    notes_keep(web, box);
}

/* Every word of the line leads there. */
static void references_resolve(struct web *web)
{
    for (size_t i = 0; i < web->references.count; i++) {
        const struct web_reference *reference = &web->references.at[i];
        for (size_t p = 0; p < web->places.count; p++)
            if (web->places.at[p].box == reference->to)
                for (size_t r = 0; r < reference->node->runs.count; r++)
                    reference->node->runs.at[r].target = web->places.at[p].node->id;
    }
}

struct document_node *web_make(
    const struct brief_input *input, const struct expansion *expansion, const struct composition *composition)
{
    struct document_node *root = arena_new(input->arena, struct document_node);
    struct web web = {
        .input = input, .expansion = expansion, .arena = input->arena, .root = root, .at = root};
    anchors_reserve(&web, composition->boxes, composition->box_count);
    for (size_t i = 0; i < composition->box_count; i++)
        box_convert(&web, composition->boxes[i]);
    groups_set(&web, NULL);
    notes_end(&web);
    references_resolve(&web);
    return root;
}
