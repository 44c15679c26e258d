/* SPDX-License-Identifier: MIT */
/*
 * Boxes → pages: plans, takes the best plan and draws it. The plain plan fills page after page; others are
 * tried where it ends in a page that looks forgotten.
 */
#include "paginate.h"

#include "box_group.h"
#include "columns.h"
#include "page_furniture.h"
#include "page_plan.h"

#define MARGIN 48.0
#define HEAD_RISE 18.0 /* of the running head above the top margin's end */

#define TAIL 0.25 /* a last page filled less than this is a tail */
#define TIGHT_TRIED 0.4
#define TIGHT 0.75          /* of the usual spaces, where that saves a page */
#define FILLED_LEAST 0.5    /* what the page before a tail keeps */
enum { BREAKS_TRIED = 10 }; /* on the page before a tail */

struct page_format page_format_make(bool letter)
{
    double width = letter ? 612 : 595.28, height = letter ? 792 : 841.89;
    return (struct page_format){.pages_most = limit_of(NULL, LIMIT_PAGES),
        .width = width,
        .height = height,
        .left = MARGIN,
        .right = MARGIN,
        .top = MARGIN,
        .bottom = MARGIN + 4,
        .footer = height - 32,
        .head = MARGIN - HEAD_RISE,
        .pointer_leading = theme_leading(STYLE_NOTE)};
}

/* ---- which plan ---- */

struct search {
    struct arena *arena;
    struct box *const *boxes;
    size_t count;
    const struct page_format *format;
    struct page_plan best;
    double badness;
};

static void plan_try(struct search *search, struct plan_wish wish)
{
    struct page_plan plan = page_plan_make(search->arena, search->boxes, search->count, search->format, wish);
    double badness = page_plan_badness(&plan, search->boxes);
    if (plan.cut || badness >= search->badness)
        return;
    search->best = plan;
    search->badness = badness;
}

/* How much of the last of several pages is filled; 1 where there is nothing to mend */
static double last_filled(const struct page_plan *plan)
{
    return plan->cut || plan->page_count < 2 ? 1 : plan->reaches[plan->page_count - 1];
}

/* The section, or whatever begins on the page before, goes over to the last page. */
static void breaks_try(struct search *search, const struct page_plan *plain)
{
    const struct page_format *format = search->format;
    double inside = format->height - format->top - format->bottom;
    size_t tried = 0;
    for (size_t i = plain->placement_count; i-- > 0 && tried < BREAKS_TRIED;) {
        const struct placement *at = &plain->placements[i];
        if (at->page + 2 < plain->page_count || (at->y - format->top) / inside < FILLED_LEAST)
            break;
        bool begins =
            at->from == 0 && (at->box == 0 || boxes_may_part(search->boxes, search->count, at->box - 1));
        if (at->page + 2 > plain->page_count || !begins)
            continue;
        plan_try(search, (struct plan_wish){.break_before = at->box, .tightness = 1});
        tried++;
    }
}

/* The page before the last ends earlier, wherever that is. */
static void shorter_try(struct search *search, const struct page_plan *plain)
{
    static const double parts[] = {0.08, 0.16, 0.24};
    const struct page_format *format = search->format;
    double inside = format->height - format->top - format->bottom;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        plan_try(search, (struct plan_wish){.break_before = NO_BREAK,
                             .tightness = 1,
                             .short_page = plain->page_count - 2,
                             .short_by = parts[i] * inside});
}

static struct page_plan plan_choose(
    struct arena *arena, struct box *const *boxes, size_t count, const struct page_format *format)
{
    struct search search = {arena, boxes, count, format, {0}, 0};
    struct page_plan plain = page_plan_make(arena, boxes, count, format,
        (struct plan_wish){.break_before = NO_BREAK, .tightness = 1, .press_figures = true});
    search.best = plain;
    search.badness = page_plan_badness(&plain, boxes);
    if (last_filled(&plain) < TIGHT_TRIED)
        plan_try(&search, (struct plan_wish){.break_before = NO_BREAK, .tightness = TIGHT});
    if (last_filled(&plain) < TAIL) {
        breaks_try(&search, &plain);
        shorter_try(&search, &plain);
    }
    return search.best;
}

/* ---- drawing ---- */

static void boxes_number(const struct page_plan *plan, struct box *const *boxes)
{
    for (size_t i = 0; i < plan->pointer_count; i++)
        boxes[plan->pointers[i].box]->away = true;
    for (size_t i = 0; i < plan->placement_count; i++) {
        const struct placement *at = &plan->placements[i];
        struct box *box = boxes[at->box];
        if (at->from == 0)
            box->page = at->page + 1;
        if (box->kind == BOX_COLUMNS)
            columns_number(box, at->from, at->to, at->page + 1);
    }
}

static void piece_draw(const struct page_format *format, const struct box *box, const struct placement *at,
    struct group_stack *groups)
{
    groups_set(groups, box->group);
    box_draw(box, groups->scene, at->from, at->to, format->left + box->x, at->y, at->height);
}

struct pages paginate(struct arena *arena, struct text *text, struct box *const *boxes, size_t count,
    const struct page_format *format)
{
    struct page_plan plan = plan_choose(arena, boxes, count, format);
    struct furniture furniture = {arena, text, boxes, format, &plan};
    struct scene **scenes = arena_array(arena, struct scene *, plan.page_count + 1);
    boxes_number(&plan, boxes);
    struct group_stack groups = {0};
    for (size_t page = 0, next = 0, pointer = 0; page < plan.page_count; page++) {
        groups.scene = scene_create(arena, format->width, format->height);
        scenes[page] = groups.scene;
        furniture_head(&furniture, groups.scene, page, next);
        for (;; next++) {
            for (; pointer < plan.pointer_count && plan.pointers[pointer].before == next &&
                   plan.pointers[pointer].page == page;
                 pointer++) {
                groups_set(&groups, NULL);
                furniture_pointer(&furniture, groups.scene, &plan.pointers[pointer]);
            }
            if (next >= plan.placement_count || plan.placements[next].page != page)
                break;
            piece_draw(format, boxes[plan.placements[next].box], &plan.placements[next], &groups);
        }
        groups_set(&groups, NULL);
        furniture_notes(&furniture, groups.scene, page);
        furniture_foot(&furniture, groups.scene, page);
    }
    return (struct pages){scenes, plan.page_count, plan.placements, plan.placement_count, plan.cut};
}
