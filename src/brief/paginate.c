/* SPDX-License-Identifier: MIT */
/*
 * Boxes → pages, greedily from the top. A heading goes with at least the first piece of what follows. A
 * figure that does not fit waits for the top of the next page while the text of its own section fills this
 * one.
 */
#include "paginate.h"

#include <assert.h>
#include <math.h>

#define MARGIN 48.0
#define GRID 4.0
#define AFTER_FIGURE 12.0
#define MUCH_ROOM 0.18  /* of a page: too much to leave empty */
#define REFIT_LEAST 0.6 /* of its natural height: a figure is not pressed further */
#define REFIT_FIRST 0.4 /* on the first page, which tells the story; its maker refuses what says too little  \
                         */

#define NO_BREAK ((size_t)-1)
static const double TAIL_SHARE = 0.2;   /* a last page filled less than this is a tail */
static const double FILLED_SHARE = 0.5; /* what the page before keeps at least */

struct stack {
    struct arena *arena;
    struct text *text;
    struct box *const *boxes;
    size_t count;
    const struct page_format *format;
    LIST(struct scene *) pages;
    LIST(struct placement) placements;
    LIST(size_t) waiting; /* figures for the next page */
    size_t waiting_done;
    struct scene *page;
    double y;
    double after;                  /* space that what stands above wants */
    bool empty;                    /* nothing stands on the page yet */
    bool pointed;                  /* this page says where its figures went */
    bool cut;                      /* there are more pages than the limit */
    const struct box_group *group; /* the innermost open one */
};

struct page_format page_format_make(bool letter)
{
    double width = letter ? 612 : 595.28, height = letter ? 792 : 841.89;
    return (struct page_format){width, height, MARGIN, MARGIN, MARGIN, MARGIN + 4, height - 32, NULL, NULL};
}

static double stack_bottom(const struct stack *stack)
{
    return stack->format->height - stack->format->bottom;
}

/* ---- semantic groups ---- */

static size_t group_depth(const struct box_group *group)
{
    size_t depth = 0;
    for (; group; group = group->parent)
        depth++;
    return depth;
}

static void groups_open(struct stack *stack, const struct box_group *group, const struct box_group *above)
{
    if (!group || group == above)
        return;
    groups_open(stack, group->parent, above);
    scene_begin(stack->page, (struct scene_group){.tag = group->tag});
}

static void groups_set(struct stack *stack, const struct box_group *group)
{
    const struct box_group *common = group;
    while (common && group_depth(common) > group_depth(stack->group))
        common = common->parent;
    const struct box_group *open = stack->group;
    while (open != common) {
        if (group_depth(open) > group_depth(common)) {
            open = open->parent;
        } else {
            open = open ? open->parent : NULL;
            common = common ? common->parent : NULL;
        }
    }
    for (; stack->group != common; stack->group = stack->group->parent)
        scene_end(stack->page);
    groups_open(stack, group, common);
    stack->group = group;
}

/* ---- pages ---- */

static void page_begin(struct stack *stack)
{
    stack->page = scene_create(stack->arena, stack->format->width, stack->format->height);
    if (stack->pages.count < PAGES_MOST)
        *list_push(stack->arena, &stack->pages) = stack->page;
    else
        stack->cut = true; /* this page is lost */
    stack->y = stack->format->top;
    stack->empty = true;
    stack->after = 0;
    stack->pointed = false;
}

static double box_top(const struct stack *stack, const struct box *box)
{
    double y = stack->y + (stack->empty ? 0 : fmax(box->before, stack->after));
    if (box->on_grid && !stack->empty)
        y = stack->format->top + ceil((y - stack->format->top - 0.01) / GRID) * GRID;
    return y;
}

static void piece_place(struct stack *stack, size_t index, size_t from, size_t to, double y, double height)
{
    const struct box *box = stack->boxes[index];
    groups_set(stack, box->group);
    box_draw(box, stack->page, from, to, stack->format->left + box->x, y, height);
    *list_push(stack->arena, &stack->placements) =
        (struct placement){index, from, to, stack->pages.count - 1, y, height};
    stack->y = y + height;
    stack->after = box->floats ? AFTER_FIGURE : 0;
    stack->empty = false;
}

static void waiting_place(struct stack *stack);

static void page_end(struct stack *stack)
{
    groups_set(stack, NULL);
    page_begin(stack);
    waiting_place(stack);
}

/* Figures that wait go to the top of the page, as many as fit; the first always does. */
static void waiting_place(struct stack *stack)
{
    while (stack->waiting_done < stack->waiting.count) {
        size_t index = stack->waiting.at[stack->waiting_done];
        const struct box *box = stack->boxes[index];
        double y = box_top(stack, box), height;
        if (!box_take(box, 0, stack_bottom(stack) - y, stack->empty, &height))
            return;
        stack->waiting_done++;
        piece_place(stack, index, 0, 1, y, height);
    }
}

/* The section they belong to ends on this page: a line says where they are. */
static void waiting_point(struct stack *stack)
{
    const char *words = arena_printf(stack->arena, "The figure is on page %zu.", stack->pages.count + 1);
    struct box *line = box_words(stack->text, stack->arena, words, STYLE_NOTE,
        (struct colour){.role = ROLE_FAINT}, stack->format->width);
    double y = stack->y + 4, height = box_height(line);
    if (stack->pointed || y + height > stack_bottom(stack))
        return;
    groups_set(stack, NULL);
    box_draw(line, stack->page, 0, box_units(line), stack->format->left, y, height);
    stack->y = y + height;
    stack->pointed = true;
}

static bool is_waiting(const struct stack *stack)
{
    return stack->waiting_done < stack->waiting.count;
}

/* ---- what fits ---- */

/* The boxes from `first` that must stay with the one after them; returns the first that need not. */
static size_t chain_end(const struct stack *stack, size_t first)
{
    size_t at = first;
    while (at + 1 < stack->count && stack->boxes[at]->keep_with_next)
        at++;
    return at;
}

/* Whether boxes first … last−1 fit whole and at least a piece of `last` after them. */
static bool chain_fits(const struct stack *stack, size_t first, size_t last, size_t end)
{
    struct stack probe = *stack;
    for (size_t i = first; i < last; i++) {
        probe.y = box_top(&probe, stack->boxes[i]) + box_height(stack->boxes[i]);
        probe.empty = false;
        probe.after = 0;
    }
    double height, top = box_top(&probe, stack->boxes[end]);
    return box_take(stack->boxes[end], 0, stack_bottom(stack) - top, false, &height) > 0 &&
           top < stack_bottom(stack);
}

static void chain_place(struct stack *stack, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        double height = box_height(stack->boxes[i]);
        piece_place(stack, i, 0, box_units(stack->boxes[i]), box_top(stack, stack->boxes[i]), height);
    }
}

/* A box over as many pages as it needs; at least its first piece fits here, or the page is empty. */
static void box_place(struct stack *stack, size_t index)
{
    const struct box *box = stack->boxes[index];
    size_t units = box_units(box), from = 0;
    while (from < units && !stack->cut) {
        double y = box_top(stack, box), height;
        size_t to = box_take(box, from, stack_bottom(stack) - y, stack->empty, &height);
        if (to > from)
            piece_place(stack, index, from, to, y, height);
        from = to;
        if (from < units)
            page_end(stack);
    }
}

/* How much of the page is still free, 0–1 */
static double room_left(const struct stack *stack)
{
    double whole = stack_bottom(stack) - stack->format->top;
    return (stack_bottom(stack) - stack->y) / whole;
}

/* The text after a figure that may come before it: of its own section, or of the next one where much of the
   page would be empty; the figure then carries its title. */
static bool fills_before(const struct stack *stack, size_t first, size_t figure)
{
    if (figure + 1 >= stack->count)
        return false;
    const struct box *after = stack->boxes[figure + 1];
    if (after->floats || after->kind == BOX_PAGE_BREAK)
        return false;
    if (after->keep_with_next)
        return figure == first && !stack->boxes[first]->keep_with_next && room_left(stack) > MUCH_ROOM;
    return chain_fits(stack, first, figure, figure + 1);
}

/* A figure that is a little too high is made again, lower. */
static bool chain_refit(struct stack *stack, size_t first, size_t last)
{
    struct box *box = stack->boxes[last];
    if (!box->refit)
        return false;
    struct stack probe = *stack;
    for (size_t i = first; i < last; i++) {
        probe.y = box_top(&probe, stack->boxes[i]) + box_height(stack->boxes[i]);
        probe.empty = false;
        probe.after = 0;
    }
    double available = stack_bottom(stack) - box_top(&probe, box), natural = scene_height(box->drawing);
    if (available < natural * (stack->pages.count == 1 ? REFIT_FIRST : REFIT_LEAST))
        return false;
    struct scene *lower = box->refit(box->how, available);
    if (!lower || scene_height(lower) > available)
        return false;
    box->drawing = lower;
    return true;
}

static size_t chain_step(struct stack *stack, size_t first)
{
    size_t last = chain_end(stack, first);
    bool fits = chain_fits(stack, first, last, last) || chain_refit(stack, first, last);
    if (!fits && stack->boxes[last]->floats && fills_before(stack, first, last)) {
        chain_place(stack, first, last);
        *list_push(stack->arena, &stack->waiting) = last;
        stack->boxes[last]->away = true;
        return last + 1;
    }
    if (!fits && !stack->empty) {
        page_end(stack);
        return first;
    }
    chain_place(stack, first, last);
    box_place(stack, last);
    return last + 1;
}

static void footer_draw(const struct stack *stack, size_t page)
{
    const struct page_format *format = stack->format;
    struct scene *scene = stack->pages.at[page];
    struct text_style style = text_style_in_use(stack->text, STYLE_RUNNING);
    struct colour faint = {.role = ROLE_FAINT};
    const char *number = arena_printf(stack->arena, "%zu / %zu", page + 1, stack->pages.count);
    const struct text_run *right = text_shape(stack->text, style, number);
    double width = format->width - format->left - format->right;
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_text(scene, right, format->width - format->right, format->footer, ALIGN_END, faint);
    double x = format->left;
    if (format->footer_left) {
        const struct text_run *left =
            text_shape_fitting(stack->text, style, format->footer_left, width * 0.6);
        scene_text(scene, left, x, format->footer, ALIGN_START, (struct colour){.role = ROLE_SECONDARY});
        x += left->width;
    }
    if (format->footer_middle)
        scene_text(scene, text_shape(stack->text, style, format->footer_middle), x, format->footer,
            ALIGN_START, faint);
    scene_end(scene);
}

/* break_before: a box that begins a page whatever fits before it; NO_BREAK: none */
static struct pages paginate_once(struct arena *arena, struct text *text, struct box *const *boxes,
    size_t count, const struct page_format *format, size_t break_before)
{
    struct stack stack = {.arena = arena, .text = text, .boxes = boxes, .count = count, .format = format};
    page_begin(&stack);
    for (size_t at = 0; at < count && !stack.cut;) {
        if (at == break_before && !stack.empty)
            page_end(&stack);
        bool leaves = boxes[at]->is_heading || boxes[at]->kind == BOX_PAGE_BREAK;
        if (is_waiting(&stack) && leaves &&
            (boxes[at]->kind == BOX_PAGE_BREAK || room_left(&stack) < MUCH_ROOM)) {
            page_end(&stack);
            continue;
        }
        if (is_waiting(&stack) && leaves)
            waiting_point(&stack);
        if (boxes[at]->kind == BOX_PAGE_BREAK) {
            if (!stack.empty)
                page_end(&stack);
            at++;
            continue;
        }
        at = chain_step(&stack, at);
    }
    while (is_waiting(&stack) && !stack.cut)
        page_end(&stack);
    groups_set(&stack, NULL);
    for (size_t page = 0; page < stack.pages.count; page++)
        footer_draw(&stack, page);
    return (struct pages){
        stack.pages.at, stack.pages.count, stack.placements.at, stack.placements.count, stack.cut};
}

/* How far down, as a share of the page, the last of a page's boxes reaches */
static double page_share(const struct pages *pages, const struct page_format *format, size_t page)
{
    double reach = format->top;
    for (size_t i = 0; i < pages->placement_count; i++)
        if (pages->placements[i].page == page)
            reach = fmax(reach, pages->placements[i].y + pages->placements[i].height);
    return (reach - format->top) / (format->height - format->top - format->bottom);
}

/* A last page of a few lines looks forgotten: the section they belong to begins there, if the page before
 * stays well filled.
 */
static size_t break_for_tail(
    const struct pages *pages, struct box *const *boxes, const struct page_format *format)
{
    if (pages->cut || pages->count < 2 || page_share(pages, format, pages->count - 1) > TAIL_SHARE)
        return NO_BREAK;
    for (size_t i = pages->placement_count; i-- > 0;) {
        const struct placement *placement = &pages->placements[i];
        double share = (placement->y - format->top) / (format->height - format->top - format->bottom);
        if (placement->page + 1 < pages->count - 1)
            break;
        if (placement->page + 2 == pages->count && boxes[placement->box]->tag == TAG_H2)
            return share >= FILLED_SHARE ? placement->box : NO_BREAK;
    }
    return NO_BREAK;
}

struct pages paginate(struct arena *arena, struct text *text, struct box *const *boxes, size_t count,
    const struct page_format *format)
{
    struct pages pages = paginate_once(arena, text, boxes, count, format, NO_BREAK);
    size_t tail = break_for_tail(&pages, boxes, format);
    if (tail == NO_BREAK)
        return pages;
    for (size_t i = 0; i < count; i++)
        boxes[i]->away = false;
    struct pages again = paginate_once(arena, text, boxes, count, format, tail);
    return again.count == pages.count ? again : pages;
}
