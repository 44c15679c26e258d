/* SPDX-License-Identifier: MIT */
/* Figures by their requests: a list, since a briefing asks for tens, not thousands. */
#include "figure_memo.h"

#include "list.h"

#include <string.h>

struct remembered {
    struct figure_request request;
    bool made;
    struct figure_parts parts;
    struct diag *said;
    size_t said_count;
};

struct figure_memo {
    LIST(struct remembered) figures;
};

struct figure_memo *figure_memo_create(struct arena *arena)
{
    return arena_new(arena, struct figure_memo);
}

struct diag *diags_copy(struct arena *arena, struct diags *diags, size_t *count)
{
    const struct diag *all = diags_sorted(diags, count);
    struct diag *copy = arena_array(arena, struct diag, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        copy[i] = all[i];
        copy[i].place.file = arena_strdup(arena, all[i].place.file);
        copy[i].path = arena_strdup(arena, all[i].path);
        copy[i].sentence = arena_strdup(arena, all[i].sentence);
        copy[i].hint = arena_strdup(arena, all[i].hint);
    }
    return copy;
}

void diags_repeat(struct diags *diags, const struct diag *said, size_t count)
{
    for (size_t i = 0; i < count; i++)
        diags_add(diags, said[i].code, said[i].place, said[i].path, *said[i].hint ? said[i].hint : NULL, "%s",
            said[i].sentence);
}

/* Strings and lists of one template are the same in every try, so that their addresses tell them apart. */
static bool is_same_data(const struct figure_request *a, const struct figure_request *b)
{
    return a->party == b->party && a->deal == b->deal && a->where == b->where && a->level == b->level &&
           a->columns == b->columns && a->column_count == b->column_count && a->group == b->group &&
           a->by == b->by && a->metric == b->metric && a->deal_class == b->deal_class &&
           a->bucket == b->bucket && a->items == b->items && a->most == b->most;
}

static bool is_same_look(const struct figure_request *a, const struct figure_request *b)
{
    return a->title == b->title && a->subtitle == b->subtitle && !(a->width < b->width) &&
           !(a->width > b->width) && !(a->margin < b->margin) && !(a->margin > b->margin) &&
           a->framed == b->framed && a->direction == b->direction && a->changes == b->changes &&
           a->parties_most == b->parties_most && a->highlight == b->highlight &&
           a->highlight_index == b->highlight_index && a->loops == b->loops &&
           a->lists_loops == b->lists_loops && a->scale == b->scale;
}

static bool is_same_but_height(const struct figure_request *a, const struct figure_request *b)
{
    return a->kind == b->kind && is_same_data(a, b) && is_same_look(a, b);
}

static bool is_same_height(const struct figure_request *a, const struct figure_request *b)
{
    return !(a->height < b->height) && !(a->height > b->height);
}

bool figure_memo_is_hopeless(const struct figure_memo *memo, const struct figure_request *request)
{
    for (size_t i = 0; memo && i < memo->figures.count; i++) {
        const struct remembered *at = &memo->figures.at[i];
        if (at->made && at->request.height > 0 && at->request.height >= request->height &&
            scene_height(at->parts.drawing) > at->request.height + 0.5 &&
            is_same_but_height(&at->request, request))
            return true;
    }
    return false;
}

static const struct remembered *remembered_find(
    const struct figure_memo *memo, const struct figure_request *request)
{
    for (size_t i = 0; i < memo->figures.count; i++) {
        const struct remembered *at = &memo->figures.at[i];
        if (is_same_but_height(&at->request, request) && is_same_height(&at->request, request))
            return at;
    }
    return NULL;
}

/* What was not enough for it when it was made as high or higher is not tried again */
static size_t pressed_known(const struct figure_memo *memo, const struct figure_request *request)
{
    size_t pressed = 0;
    for (size_t i = 0; i < memo->figures.count && request->height > 0; i++) {
        const struct remembered *at = &memo->figures.at[i];
        if (at->made && at->request.height >= request->height && at->parts.pressed > pressed &&
            is_same_but_height(&at->request, request))
            pressed = at->parts.pressed;
    }
    return pressed;
}

static const struct remembered *remember(
    struct figure_memo *memo, const struct figure_context *context, const struct figure_request *request)
{
    struct figure_context inner = *context;
    struct remembered new = {.request = *request};
    struct figure_request known = *request;
    known.pressed = pressed_known(memo, request);
    inner.diags = diags_create();
    new.made = figure_make(&inner, &known, &new.parts);
    new.said = diags_copy(context->arena, inner.diags, &new.said_count);
    diags_destroy(inner.diags);
    struct remembered *kept = list_push(context->arena, &memo->figures);
    *kept = new;
    return kept;
}

bool figure_make_once(struct figure_memo *memo, const struct figure_context *context,
    const struct figure_request *request, struct figure_parts *parts)
{
    if (!memo)
        return figure_make(context, request, parts);
    const struct remembered *found = remembered_find(memo, request);
    if (!found)
        found = remember(memo, context, request);
    diags_repeat(context->diags, found->said, found->said_count);
    *parts = found->parts;
    return found->made;
}
