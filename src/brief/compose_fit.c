/* SPDX-License-Identifier: MIT */
/*
 * The composer's share in making a briefing fit its pages, and in leaving out what has nothing to say: how
 * much of a list is shown, what is dropped, and the sentence that owns up to it.
 */
#include "compose_internal.h"

#include "fit.h"
#include "prose.h"
#include "wording.h"

#include <math.h>

/* of its height, what a figure keeps at the least */
static const double HEIGHT_LEAST = 0.45;

static const struct thrift *thrift_of(const struct composer *composer)
{
    return composer->expansion->thrift;
}

int most_now(const struct composer *composer, const struct order *order, size_t all)
{
    const struct thrift *thrift = thrift_of(composer);
    int top = order->most && (size_t)order->most < all ? order->most : (int)all;
    if (!thrift || !order->least || order->least >= top || thrift->give <= 0)
        return order->most;
    return (int)lround(top - (top - order->least) * thrift->give);
}

double height_now(const struct composer *composer, double height)
{
    const struct thrift *thrift = thrift_of(composer);
    return thrift ? height * (1 - (1 - HEIGHT_LEAST) * thrift->give) : height;
}

void left_out_note(struct composer *composer, const char *words)
{
    if (*words)
        *list_push(composer->arena, &composer->left_out) = words;
}

/* Goes back to where it was: nothing of what was made since stands. */
struct composer_mark {
    size_t boxes, figures, made, left_out, columns, tocs, notes;
};

static struct composer_mark composer_mark(const struct composer *composer)
{
    return (struct composer_mark){composer->boxes.count, composer->figures.count, composer->made.count,
        composer->left_out.count, composer->columns.count, composer->tocs.count, composer->notes.count};
}

static void composer_back(struct composer *composer, struct composer_mark mark)
{
    composer->boxes.count = mark.boxes;
    composer->figures.count = mark.figures;
    composer->made.count = mark.made;
    composer->left_out.count = mark.left_out;
    composer->columns.count = mark.columns;
    composer->tocs.count = mark.tocs;
    composer->notes.count = mark.notes;
}

bool spare_dropped(struct composer *composer, const struct block *block)
{
    const struct thrift *thrift = thrift_of(composer);
    bool dropped = false;
    for (size_t i = 0; thrift && i < thrift->dropped_count; i++)
        dropped = dropped || thrift->dropped[i] == block;
    if (!dropped)
        return false;
    struct composer_mark before = composer_mark(composer);
    compose_children(composer, block);
    bool any = composer->boxes.count > before.boxes;
    composer_back(composer, before);
    if (any)
        left_out_note(composer, block->directive->attributes[ATTRIBUTE_NAME].value);
    return true;
}

void left_out_add(struct composer *composer)
{
    struct str list = str_init(composer->arena);
    size_t count = composer->left_out.count;
    if (!thrift_of(composer) || !count)
        return;
    for (size_t i = 0; i < count; i++)
        str_printf(&list, "%s%s", i ? "; " : "", composer->left_out.at[i]);
    words_paragraph_add(composer,
        say(composer->arena, "Left out for space: %s. The full edition has all of it.", str_text(&list)),
        STYLE_NOTE);
}

void found_add(struct composer *composer, const struct block *block)
{
    struct composer_mark before = composer_mark(composer);
    size_t found = composer->found;
    bool outer = composer->quiet;
    composer->quiet = true;
    compose_children(composer, block);
    composer->quiet = outer;
    if (composer->found == found)
        composer_back(composer, before);
}
