/* SPDX-License-Identifier: MIT */
/*
 * svg_line: joins runs that follow each other on a base line.
 *
 * In: marks in painting order. Out: a line and where its anchor lies. Runs belong together when nothing is
 * drawn between them, when they were placed alike, and when the second begins where the first ends or about
 * one space further on. A footnote's mark, small and raised, belongs to the word it stands behind.
 */
#include "svg_line.h"

#include "list.h"

#include <math.h>
#include <string.h>

/* Points. Places closer than this are the same: half of what is written. */
static const double SAME_PLACE = 0.005;
/* Widths of a space: of the gaps that are one */
static const double SPACE_LEAST = 0.6, SPACE_MOST = 1.5;
/* Of the larger size: how far a mark may be raised */
static const double RISE_MOST = 0.5;
/* Points: how far runs may reach into each other, for errors of sums */
static const double OVERLAP_MOST = 0.02;

static double left_of(const struct svg_mark *mark)
{
    return mark->origin.x + mark->item->x;
}

static double right_of(const struct svg_mark *mark)
{
    return left_of(mark) + mark->item->run->width;
}

static double base_of(const struct svg_mark *mark)
{
    return mark->origin.y + mark->item->y;
}

static bool halo_is_same(const struct scene_item *a, const struct scene_item *b)
{
    return a->halo.role == b->halo.role && !(fabsf(a->halo.shade - b->halo.shade) > 0) &&
           !(fabsf(a->halo.transparency - b->halo.transparency) > 0) &&
           fabs(a->halo_width - b->halo_width) < SAME_PLACE;
}

static double larger_size(const struct svg_mark *a, const struct svg_mark *b)
{
    return fmax(a->item->run->style.size, b->item->run->style.size);
}

static bool ends_with_space(const char *string)
{
    size_t length = strlen(string);
    return length && string[length - 1] == ' ';
}

static double space_width(struct text *text, const struct scene_item *item)
{
    return text_width(text, item->run->style, " ");
}

/* Takes a single space between the words of two runs out of either. Returns how much the gap grows. */
static double space_move(
    struct arena *arena, struct text *text, struct svg_run *before, struct svg_run *run, bool gap_is_space)
{
    size_t length = strlen(before->words);
    bool ends = ends_with_space(before->words), begins = run->item->run->shaped[0] == ' ';
    run->words = run->item->run->shaped + (begins && !ends);
    run->space = ends != begins || (!ends && gap_is_space);
    if (run->space && ends) {
        before->words = arena_strndup(arena, before->words, length - 1);
        return space_width(text, before->item);
    }
    return run->space && begins ? space_width(text, run->item) : 0;
}

/* Does b follow a, which became the run before, in a line? Says how. */
static bool run_follows(struct arena *arena, struct text *text, const struct svg_mark *a,
    const struct svg_mark *b, struct svg_run *before, struct svg_run *run)
{
    if (b->item->kind != SCENE_TEXT || b->parted || a->item->align != b->item->align ||
        !halo_is_same(a->item, b->item))
        return false;
    double gap = left_of(b) - right_of(a), rise = base_of(b) - base_of(a);
    double wide = text_width(text, (struct text_style){a->item->run->style.face, larger_size(a, b)}, " ");
    bool level = fabs(rise) < SAME_PLACE, near = gap < SPACE_LEAST * wide;
    if (gap < -OVERLAP_MOST || gap > SPACE_MOST * wide || fabs(rise) > RISE_MOST * larger_size(a, b) ||
        (!level && !near))
        return false;
    run->item = b->item;
    run->dy = level ? 0 : rise;
    run->gap = gap + space_move(arena, text, before, run, !near);
    return true;
}

static double anchor_of(const struct svg_mark *first, const struct svg_mark *last)
{
    switch (first->item->align) {
    case ALIGN_START:
        return left_of(first);
    case ALIGN_MIDDLE:
        return (left_of(first) + right_of(last)) / 2;
    case ALIGN_END:
        break;
    }
    return right_of(last);
}

void svg_line_gather(
    struct arena *arena, struct text *text, const struct svg_mark *marks, size_t count, struct svg_line *line)
{
    LIST(struct svg_run) runs = {0};
    struct svg_run run = {.item = marks->item, .words = marks->item->run->shaped};
    bool more = true;
    for (size_t i = 0; more; i++) {
        *list_push(arena, &runs) = run;
        run = (struct svg_run){0};
        more = i + 1 < count && run_follows(arena, text, &marks[i], &marks[i + 1], &runs.at[i], &run);
    }
    *line = (struct svg_line){anchor_of(marks, &marks[runs.count - 1]), base_of(marks), runs.at, runs.count};
}
