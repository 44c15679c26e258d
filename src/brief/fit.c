/* SPDX-License-Identifier: MIT */
/* Makes the briefing again and again, each time with less or more in it, until it just fits its pages. */
#include "fit.h"

#include "figure_memo.h"
#include "list.h"

#include <math.h>
#include <stdlib.h>

enum { GIVE_STEPS = 8 }; /* how finely `give` is told apart */

struct spare {
    const struct block *block;
    size_t number; /* in reading order */
};

struct fitter {
    const struct brief_input *input;
    struct expansion *expansion;
    const struct block *root;
    const struct page_format *format;
    size_t most; /* pages */
    LIST(struct spare) found;
    const struct block **spares; /* lowest rank first, then the last on the page */
    size_t spare_count;
    double over; /* points that the last try had too much */
};

static double page_inside(const struct page_format *format)
{
    return format->height - format->top - format->bottom;
}

static bool make(const struct brief_input *input, struct fitter *fitter, struct fitted *fitted)
{
    const struct page_format *format = fitter->format;
    size_t errors = diags_count(input->diags, DIAG_SEVERITY_ERROR);
    fitted->composition = compose(input, fitter->expansion, fitter->root,
        format->width - format->left - format->right, page_inside(format));
    if (diags_count(input->diags, DIAG_SEVERITY_ERROR) > errors)
        return false;
    fitted->pages =
        paginate(input->arena, input->text, fitted->composition.boxes, fitted->composition.box_count, format);
    return true;
}

/* ---- which may go ---- */

static void spares_find(struct fitter *fitter, const struct block *block)
{
    if (block->kind == BLOCK_CONTAINER && block->directive->name == CONTAINER_SPARE) {
        struct spare spare = {block, fitter->found.count};
        *list_push(fitter->input->arena, &fitter->found) = spare;
    }
    for (const struct block *child = block->first; child; child = child->next)
        spares_find(fitter, child);
}

static int spare_compare(const void *first, const void *second)
{
    const struct spare *a = first, *b = second;
    int rank = a->block->directive->attributes[ATTRIBUTE_RANK].number,
        other = b->block->directive->attributes[ATTRIBUTE_RANK].number;
    if (rank != other)
        return rank < other ? -1 : 1;
    return (a->number < b->number) - (a->number > b->number); /* of one rank the later goes first */
}

static void spares_sort(struct fitter *fitter)
{
    spares_find(fitter, fitter->root);
    fitter->spare_count = fitter->found.count;
    fitter->spares = arena_array(fitter->input->arena, const struct block *, fitter->spare_count + 1);
    if (fitter->spare_count)
        qsort(fitter->found.at, fitter->found.count, sizeof *fitter->found.at, spare_compare);
    for (size_t i = 0; i < fitter->spare_count; i++)
        fitter->spares[i] = fitter->found.at[i].block;
}

/* ---- trying ---- */

/* How far it runs over its last page, were the rest one more page */
static double overflow(const struct pages *pages, size_t most, const struct page_format *format)
{
    double over = 0;
    for (size_t page = most; page < pages->count; page++) {
        double reach = format->top;
        for (size_t i = 0; i < pages->placement_count; i++)
            if (pages->placements[i].page == page)
                reach = fmax(reach, pages->placements[i].y + pages->placements[i].height);
        over += page + 1 < pages->count ? page_inside(format) : reach - format->top;
    }
    return over;
}

/* Does it fit so? What is said on the way is forgotten: only what stands in the end is reported. */
static bool fits(struct fitter *fitter, double give, const struct block **dropped, size_t count)
{
    struct thrift thrift = {give, dropped, count};
    struct brief_input input = *fitter->input;
    struct fitted fitted;
    struct diags *diags = diags_create(), *real = fitter->expansion->diags;
    input.diags = fitter->expansion->diags = diags;
    fitter->expansion->thrift = &thrift;
    bool good = make(&input, fitter, &fitted);
    fitter->over = good ? overflow(&fitted.pages, fitter->most, fitter->format) : 0;
    fitter->expansion->diags = real;
    fitter->expansion->thrift = NULL;
    diags_destroy(diags);
    return !good || fitted.pages.count <= fitter->most; /* its errors are reported by the last one */
}

/* The fewest of the spares that have to go, when all else is at its least; more than there are: it cannot be
 */
static size_t dropped_least(struct fitter *fitter)
{
    size_t low = 0, high = fitter->spare_count + 1;
    if (!fits(fitter, 1, fitter->spares, fitter->spare_count))
        return high;
    high = fitter->spare_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (fits(fitter, 1, fitter->spares, middle))
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

/* Of those that went, the best ranked first: who has room after all comes back. */
static size_t dropped_refill(struct fitter *fitter, const struct block **dropped, size_t count)
{
    for (size_t i = count > 1 ? count - 1 : 0; i-- > 0;) {
        const struct block *back = dropped[i];
        for (size_t j = i; j + 1 < count; j++)
            dropped[j] = dropped[j + 1];
        if (fits(fitter, 1, dropped, count - 1)) {
            count--;
            continue;
        }
        for (size_t j = count - 1; j > i; j--)
            dropped[j] = dropped[j - 1];
        dropped[i] = back;
    }
    return count;
}

/* The least step of `give` at which it fits; it is known to at the last. */
static int give_least(struct fitter *fitter, const struct block **dropped, size_t count)
{
    int low = 0, high = GIVE_STEPS;
    while (low < high) {
        int middle = (low + high) / 2;
        if (fits(fitter, (double)middle / GIVE_STEPS, dropped, count))
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

static bool too_much(const struct fitter *fitter)
{
    diags_add(fitter->input->diags, DIAG_PAGES_FULL,
        (struct place){.file = fitter->expansion->template->file}, NULL,
        "put more of it into :::spare, give tables, notes and loops a smaller least=, or allow another page",
        "the briefing is %.0f pt too long for its %zu page%s, and nothing more of it may go",
        ceil(fitter->over), fitter->most, fitter->most == 1 ? "" : "s");
    return false;
}

static bool fit_within(struct fitter *fitter, struct thrift *thrift)
{
    spares_sort(fitter);
    if (fits(fitter, 0, NULL, 0))
        return true;
    size_t count = dropped_least(fitter);
    if (count > fitter->spare_count)
        return too_much(fitter);
    count = dropped_refill(fitter, fitter->spares, count);
    thrift->dropped = fitter->spares;
    thrift->dropped_count = count;
    thrift->give = (double)give_least(fitter, fitter->spares, count) / GIVE_STEPS;
    return true;
}

bool fit_make(const struct brief_input *input, struct expansion *expansion, const struct block *root,
    const struct page_format *format, struct fitted *fitted)
{
    struct fitter fitter = {.input = input,
        .expansion = expansion,
        .root = root,
        .format = format,
        .most = (size_t)expansion->template->options.pages};
    struct thrift *thrift = arena_new(input->arena, struct thrift);
    expansion->memo = fitter.most ? figure_memo_create(input->arena) : NULL;
    if (fitter.most && !fit_within(&fitter, thrift))
        return false;
    expansion->thrift = fitter.most ? thrift : NULL;
    return make(input, &fitter, fitted);
}
