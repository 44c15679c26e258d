/* SPDX-License-Identifier: MIT */
/*
 * figure_target: the sizes of places, and what a figure leaves out to be read there.
 *
 * mail   600 px wide, as newsletters are, laid out anew.
 * card   1200 × 630 pixels, what networks show of a link, on a telephone about 360 px wide. Letters are at
 *        least 18 pixels high (of a flow or matrix 14): as wide as lets the whole fit, with fewer rows until it
 *        does, a flow or matrix of its most important parties, which the figure says. What cannot be so small
 *        fits all the same.
 * page   a printed column: 499 points, 300 dots to the inch.
 * thumb  320 × 180 px at two pixels each: the title, and below it the drawing (of a flow or matrix that of its
 *        most important parties) without its words, which nobody could read; what consists of words is its title
 *        alone.
 */
#include "figure_target.h"

#include "deal_table.h"
#include "prose.h"
#include "say.h"
#include "theme.h"

#include <assert.h>
#include <math.h>

#define POINTS_A_PX 0.75
#define POINTS_AN_INCH 72.0

enum { CARD_WIDTH = 1200, CARD_HEIGHT = 630, THUMB_WIDTH = 640, THUMB_HEIGHT = 360, PRINT_DOTS = 300 };
static const double MAIL_PX = 600, CARD_PX = 660, COLUMN = 499, TWICE = 2;
static const double THUMB_PADDING = 9, THUMB_BAR = 4, THUMB_GAP = 6;
static const double THUMB_DRAWING_LEAST = 44; /* points of height; below it there is nothing to see */

static const char *const names[TARGET_COUNT] = {
    [TARGET_MAIL] = "mail", [TARGET_CARD] = "card", [TARGET_PAGE] = "page", [TARGET_THUMB] = "thumb"};

const char *const *figure_targets(size_t *count)
{
    *count = TARGET_COUNT;
    return names;
}

int figure_target_find(const char *name)
{
    for (int i = 0; i < TARGET_COUNT; i++)
        if (name && str_equals(names[i], name))
            return i;
    return -1;
}

bool figure_target_takes_ratio(enum figure_target target)
{
    return target == TARGET_MAIL;
}

/* ---- the card ---- */

/* An attempt that does not fit is no fault of the figure: its complaints are forgotten. */
static struct scene *attempt(const struct figure_context *context, const struct figure_request *request)
{
    struct figure_context trial = *context;
    trial.diags = diags_create();
    struct scene *scene = figure_draw(&trial, request);
    diags_destroy(trial.diags);
    return scene;
}

static double card_scale(const struct scene *scene)
{
    return fmin(CARD_WIDTH / scene_width(scene), CARD_HEIGHT / scene_height(scene));
}

/* Letters of the least size come out 18 pixels high. */
static bool card_is_legible(double scale)
{
    return scale * POINTS_A_PX >= CARD_WIDTH / CARD_PX * 0.995;
}

/* Does it take a height, which it then keeps? A flow that runs down and one in panels choose their own. */
static bool takes_height(const struct figure_request *request)
{
    return (figure_takes(request->kind) & TAKES_HEIGHT) &&
           (request->kind != FIGURE_FLOW ||
               (request->direction == DIRECTION_RIGHT && request->changes != CHANGES_PANELS));
}

/* Fewer parties in the flow and the matrix, fewer rows in the others; false: it has no fewer */
static bool rows_limit(
    const struct figure_request *wish, struct figure_request *request, size_t step, size_t *steps)
{
    static const size_t rows[] = {0, 12, 10, 8, 7, 6, 5, 4, 3};
    bool parties = request->kind == FIGURE_FLOW || request->kind == FIGURE_MATRIX;
    bool can = parties || request->kind == FIGURE_TABLE || (figure_takes(request->kind) & TAKES_MOST);
    bool asked = parties ? wish->parties_most != 0 : wish->most != 0;
    *steps = can && !asked ? sizeof rows / sizeof *rows : 1;
    if (step >= *steps)
        return false;
    if (step > 0 && parties)
        request->parties_most = (int)rows[step];
    else if (step > 0)
        request->most = rows[step];
    return true;
}

/* The widest that is legible, then narrower ones as long as letters grow */
static double width_search(
    const struct figure_context *context, struct figure_request *request, double from, double to)
{
    static const double step = 60 * POINTS_A_PX;
    double best = 0, width = 0;
    for (double at = from; at >= to - 1; at -= step) {
        request->width = at;
        struct scene *scene = attempt(context, request);
        double scale = scene ? card_scale(scene) : 0;
        if (scale <= best)
            break;
        best = scale;
        width = at;
    }
    request->width = width > 0 ? width : from;
    return best;
}

/* A flow or matrix of its most important parties alone: money among them, nobody folded. The title is that of
   the whole where it is a finding about the whole. */
static bool is_of_few(const struct figure_context *context, const struct figure_request *request)
{
    bool flow = request->kind == FIGURE_FLOW && takes_height(request) && !context->changes;
    return (flow || request->kind == FIGURE_MATRIX) && request->parties_most == 0 &&
           request->highlight != HIGHLIGHT_LOOP;
}

static void few_choose(const struct figure_context *context, const struct figure_request *wish,
    const size_t *ranked, size_t count, size_t most, struct figure_request *request)
{
    const char **ids = arena_array(context->arena, const char *, most + 1);
    bool usual = wish->highlight == HIGHLIGHT_NONE ||
                 (wish->highlight == HIGHLIGHT_LOOPS && wish->loops != FLOW_LOOPS_FIRM);
    for (size_t i = 0; i < most && i < count; i++)
        ids[i] = context->facts->nodes[ranked[i]].id;
    request->brief = true;
    request->parties_most = PARTIES_UNLIMITED;
    request->whole = wish->where;
    request->where = most < count ? selection_among(context->arena, wish->where, ids, most) : wish->where;
    if (!wish->title && usual && most < count)
        request->title = figure_title(context->arena, context->facts, wish);
}

/* The more parties and the larger the letters the better; false: even three do not fit */
static bool card_of_few(const struct figure_context *context, struct figure_request *request)
{
    static const struct {
        double px;
        size_t most, least;
    } rounds[] = {{720, 8, 6}, {800, 8, 6}, {720, 5, 4}, {800, 5, 3}};
    const struct figure_request wish = *request;
    struct flow_options options = {.width = wish.width,
        .where = wish.where,
        .highlight = (enum flow_highlight)wish.highlight,
        .highlight_index = wish.highlight_index,
        .loops = (enum flow_loops)wish.loops};
    size_t count;
    const size_t *ranked = flow_nodes_ranked(context->arena, context->text, context->facts, &options, &count);
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++)
        for (size_t most = rounds[i].most; most >= rounds[i].least; most--) {
            *request = wish;
            few_choose(context, &wish, ranked, count, most, request);
            request->width = rounds[i].px * POINTS_A_PX;
            request->height = request->width * CARD_HEIGHT / CARD_WIDTH;
            if (attempt(context, request))
                return true;
        }
    *request = wish;
    return false;
}

/* The size at which the figure is best read in a card */
static void card_size(const struct figure_context *context, struct figure_request *request)
{
    static const char *const columns[] = {"from", "to", "what", "amount", "status"};
    if (request->kind == FIGURE_TABLE && !request->columns) {
        request->columns = columns;
        request->column_count = sizeof columns / sizeof *columns;
        request->group = GROUP_NONE;
    }
    const struct figure_request wish = *request;
    double widest = CARD_PX * POINTS_A_PX, narrowest = 300 * POINTS_A_PX;
    size_t steps;
    if (is_of_few(context, request) && card_of_few(context, request))
        return;
    for (size_t step = 0; rows_limit(&wish, request, step, &steps); step++) {
        request->width = widest;
        request->height = takes_height(request) ? widest * CARD_HEIGHT / CARD_WIDTH : 0;
        if (request->height > 0 && attempt(context, request))
            return;
        request->height = 0;
        if (card_is_legible(width_search(context, request, widest, narrowest)))
            return;
    }
    width_search(context, request, 2 * widest, widest);
}

static bool card_draw(const struct figure_context *context, const struct figure_request *request,
    struct figure_picture *picture)
{
    const struct manner *usual = arena_manner(context->arena);
    struct manner brief = *manner_in(context->arena);
    struct figure_request asked = *request;
    asked.height = 0;
    asked.lists_loops = false;
    brief.brief = true;
    arena_set_manner(context->arena, &brief);
    card_size(context, &asked);
    picture->scene = figure_draw(context, &asked);
    arena_set_manner(context->arena, usual);
    picture->width = CARD_WIDTH;
    picture->height = CARD_HEIGHT;
    picture->density = TWICE / POINTS_A_PX;
    picture->scale = picture->scene ? card_scale(picture->scene) : 0;
    return picture->scene;
}

/* ---- the thumbnail ---- */

struct thumb {
    const struct figure_context *context;
    double width, height; /* within the padding */
};

/* The title, as large as leaves room for a drawing; false: it is too long for the place */
static bool title_fit(const struct thumb *thumb, const char *title, struct text_style *style,
    struct text_lines *lines, double *leading)
{
    static const double sizes[] = {16, 15, 14, 13, 12, 11};
    const char *words = prose_typeset(thumb->context->arena, title ? title : "", 0);
    *style = text_style_in_use(thumb->context->text, STYLE_FIGURE_TITLE);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        style->size = sizes[i];
        *leading = sizes[i] * 1.22;
        struct text_span span = {.string = words, .style = *style};
        *lines = text_wrap(thumb->context->text, thumb->context->arena, &span, 1, thumb->width);
        double share = sizes[i] > 11 ? 0.45 : 1;
        if ((double)lines->count * *leading <= thumb->height * share)
            return true;
    }
    return false;
}

static double title_draw(
    struct scene *scene, const struct text_lines *lines, double x, double y, double leading)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_H1});
    for (size_t i = 0; i < lines->count; i++, y += leading)
        for (size_t p = 0; p < lines->lines[i].count; p++) {
            const struct text_piece *piece = &lines->lines[i].pieces[p];
            double base = y + (leading - piece->run->ascent - piece->run->descent) / 2 + piece->run->ascent;
            scene_text(scene, piece->run, x + piece->x, base, ALIGN_START, (struct colour){.role = ROLE_INK});
        }
    scene_end(scene);
    return y;
}

static bool is_of_words(enum figure_kind kind)
{
    return kind == FIGURE_TABLE || kind == FIGURE_DEAL || kind == FIGURE_KEYFIGURES;
}

/* The most important parties alone, as in a card: folded ones would hide what the title speaks of. */
static bool thumb_of_few(const struct figure_request *request, double shape, struct figure_context *trial,
    struct figure_parts *parts)
{
    enum { MOST = 6, LEAST = 3 };
    static const double width = 480;
    struct flow_options options = {.width = width,
        .where = request->where,
        .highlight = (enum flow_highlight)request->highlight,
        .highlight_index = request->highlight_index,
        .loops = (enum flow_loops)request->loops};
    size_t count;
    const size_t *ranked = flow_nodes_ranked(trial->arena, trial->text, trial->facts, &options, &count);
    for (size_t most = MOST; most >= LEAST; most--) {
        struct figure_request asked = *request;
        few_choose(trial, request, ranked, count, most, &asked);
        asked.framed = asked.lists_loops = false;
        asked.width = width;
        asked.height = request->kind == FIGURE_FLOW ? width * shape : 0;
        if (figure_make(trial, &asked, parts))
            return true;
    }
    return false;
}

/* Few rows, drawn large enough that marks stay apart, in the shape of the place where the kind allows it */
static bool thumb_make(
    const struct thumb *thumb, const struct figure_request *request, double shape, struct figure_parts *parts)
{
    enum { ROWS = 6 };
    static const double width = 340;
    struct figure_context trial = *thumb->context;
    struct figure_request asked = *request;
    asked.framed = false;
    asked.lists_loops = false;
    asked.width = width;
    asked.height = takes_height(&asked) ? width * shape : 0;
    if ((figure_takes(asked.kind) & TAKES_MOST) && !asked.most)
        asked.most = ROWS;
    trial.diags = diags_create();
    bool made = is_of_few(&trial, request) && thumb_of_few(request, shape, &trial, parts);
    made = made || figure_make(&trial, &asked, parts);
    diags_destroy(trial.diags);
    return made;
}

static void marks_draw(struct scene *scene, const struct thumb *thumb, const struct scene *drawing, double y)
{
    double height = thumb->height + THUMB_PADDING - y;
    double bottom = scene_marks_bottom(drawing);
    double scale = fmin(thumb->width / scene_width(drawing), height / fmax(bottom, 1));
    if (height >= THUMB_DRAWING_LEAST)
        scene_place_marks(scene, drawing, THUMB_PADDING, y, scale);
}

static bool title_too_long(const struct figure_context *context, const struct figure_request *request)
{
    diags_add(context->diags, DIAG_SIZE_TOO_SMALL, (struct place){context->facts->dataset->file, 0, 0}, NULL,
        "--title gives it a shorter one", "the title of the figure '%s' does not fit into a thumbnail",
        figure_kind_name(request->kind));
    return false;
}

static void bar_draw(const struct figure_context *context, struct scene *scene)
{
    if (context->house && !context->house->bar)
        return;
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rectangle(scene, THUMB_PADDING, 0, 24, THUMB_BAR);
    scene_paint(scene, (struct paint){.fill = {.role = ROLE_ACCENT}});
    scene_end(scene);
}

static bool thumb_draw(const struct figure_context *context, const struct figure_request *request,
    struct figure_picture *picture)
{
    double unit = POINTS_A_PX / TWICE;
    struct scene *scene = scene_create(context->arena, THUMB_WIDTH * unit, THUMB_HEIGHT * unit);
    struct thumb thumb = {context, scene_width(scene) - 2 * THUMB_PADDING,
        scene_height(scene) - THUMB_PADDING - THUMB_BAR - THUMB_GAP};
    struct figure_request free = *request;
    struct figure_parts parts;
    struct text_style style;
    struct text_lines lines;
    double leading;
    free.height = 0;
    if (!figure_make(context, &free, &parts))
        return false;
    if (!title_fit(&thumb, parts.title, &style, &lines, &leading))
        return title_too_long(context, request);
    bar_draw(context, scene);
    double y = title_draw(scene, &lines, THUMB_PADDING, THUMB_BAR + THUMB_GAP, leading) + THUMB_GAP;
    double shape = (thumb.height + THUMB_PADDING - y) / thumb.width;
    struct figure_parts small;
    if (!is_of_words(request->kind) && thumb_make(&thumb, request, shape, &small))
        marks_draw(scene, &thumb, small.drawing, y);
    scene_describe(
        scene, parts.title, parts.alt ? parts.alt : "", language_tag(manner_in(context->arena)->language));
    scene_credit(scene, parts.sources);
    *picture = (struct figure_picture){scene, 1 / unit, 1 / unit, THUMB_WIDTH, THUMB_HEIGHT};
    return true;
}

/* ---- the others ---- */

static bool wide_draw(const struct figure_context *context, const struct figure_request *request,
    double width, double scale, struct figure_picture *picture)
{
    struct figure_request asked = *request;
    asked.width = width;
    asked.height = 0;
    *picture = (struct figure_picture){figure_draw(context, &asked), scale, scale, 0, 0};
    return picture->scene;
}

bool figure_target_draw(const struct figure_context *context, const struct figure_request *request,
    enum figure_target target, double ratio, struct figure_picture *picture)
{
    assert(request->framed && !(request->margin > 0));
    switch (target) {
    case TARGET_CARD:
        return card_draw(context, request, picture);
    case TARGET_THUMB:
        return thumb_draw(context, request, picture);
    case TARGET_PAGE:
        return wide_draw(context, request, COLUMN, PRINT_DOTS / POINTS_AN_INCH, picture);
    case TARGET_MAIL:
    case TARGET_COUNT:
        break;
    }
    return wide_draw(context, request, MAIL_PX * POINTS_A_PX, ratio / POINTS_A_PX, picture);
}
