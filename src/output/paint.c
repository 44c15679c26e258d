/* SPDX-License-Identifier: MIT */
/*
 * paint: how one item of a scene is painted with cairo, for PDF and PNG.
 *
 * In: items, a theme, where the open groups lie. Out: calls of cairo. It refuses to know pages, tags, links
 * and files, and never uses groups, masks or pattern surfaces: those would turn a page into pixels.
 */
#include "paint.h"

#include "text_paint.h"

#include <assert.h>
#include <math.h>

/* Coordinates past 2^23 vanish in cairo; a scene allows 10^6 and a page is far smaller. */
static const double COORDINATE_LIMIT = 1e6;

struct origin origin_inside(struct origin outer, const struct scene_group *group)
{
    return (struct origin){outer.x + group->x, outer.y + group->y};
}

size_t group_end(const struct scene_item *items, size_t count, size_t begin)
{
    size_t depth = 0;
    for (size_t i = begin; i < count; i++) {
        depth += items[i].kind == SCENE_GROUP_BEGIN;
        if (items[i].kind == SCENE_GROUP_END && !--depth)
            return i;
    }
    assert(!"a group without an end");
    return count;
}

/* finite? */

static bool number_is_drawable(double value)
{
    return isfinite(value) && fabs(value) <= COORDINATE_LIMIT;
}

static bool point_is_drawable(double x, double y, struct origin origin)
{
    return number_is_drawable(origin.x + x) && number_is_drawable(origin.y + y);
}

static bool path_is_drawable(const struct scene_item *item, struct origin origin)
{
    for (size_t i = 0; i < item->segment_count; i++) {
        const struct segment *s = &item->segments[i];
        if (!point_is_drawable(s->x, s->y, origin) || !point_is_drawable(s->x1, s->y1, origin) ||
            !point_is_drawable(s->x2, s->y2, origin))
            return false;
    }
    const struct paint *paint = &item->paint;
    return number_is_drawable(paint->stroke_width) && number_is_drawable(paint->hatch_gap) &&
           number_is_drawable(paint->hatch_width);
}

static bool text_is_drawable(const struct scene_item *item, struct origin origin)
{
    return point_is_drawable(item->x, item->y, origin) && number_is_drawable(item->halo_width) &&
           number_is_drawable(item->run->width) && number_is_drawable(item->run->style.size);
}

static bool group_is_drawable(const struct scene_group *group, struct origin origin)
{
    return point_is_drawable(0, 0, origin) && point_is_drawable(group->link_x, group->link_y, origin) &&
           number_is_drawable(group->link_width) && number_is_drawable(group->link_height);
}

/* Checks items from *at to the end of the group that they stand in. */
static bool items_are_drawable(const struct scene_item *items, size_t count, size_t *at, struct origin origin)
{
    for (; *at < count; ++*at) {
        const struct scene_item *item = &items[*at];
        bool good = true;
        switch (item->kind) {
        case SCENE_GROUP_BEGIN: {
            struct origin inside = origin_inside(origin, &item->group);
            ++*at;
            good = group_is_drawable(&item->group, inside) && items_are_drawable(items, count, at, inside);
            break;
        }
        case SCENE_GROUP_END:
            return true;
        case SCENE_PATH:
            good = path_is_drawable(item, origin);
            break;
        case SCENE_TEXT:
            good = text_is_drawable(item, origin);
            break;
        case SCENE_IMAGE:
            good = point_is_drawable(item->x, item->y, origin) &&
                   point_is_drawable(item->x + item->width, item->y + item->height, origin);
            break;
        }
        if (!good)
            return false;
    }
    return true;
}

bool scene_is_drawable(const struct scene *scene)
{
    size_t count, at = 0;
    const struct scene_item *items = scene_items(scene, &count);
    return number_is_drawable(scene_width(scene)) && number_is_drawable(scene_height(scene)) &&
           scene_width(scene) > 0 && scene_height(scene) > 0 &&
           items_are_drawable(items, count, &at, (struct origin){0, 0});
}

/* boxes */

static void box_add(struct box *box, bool *any, double x, double y)
{
    if (!*any)
        *box = (struct box){x, y, x, y};
    *any = true;
    box->left = fmin(box->left, x);
    box->top = fmin(box->top, y);
    box->right = fmax(box->right, x);
    box->bottom = fmax(box->bottom, y);
}

static void path_box_add(struct box *box, bool *any, const struct scene_item *item, struct origin origin)
{
    for (size_t i = 0; i < item->segment_count; i++)
        if (item->segments[i].kind != SEGMENT_CLOSE)
            box_add(box, any, origin.x + item->segments[i].x, origin.y + item->segments[i].y);
}

static void text_box_add(struct box *box, bool *any, const struct scene_item *item, struct origin origin)
{
    double x = origin.x + item->x, y = origin.y + item->y;
    box_add(box, any, x, y - item->run->ascent);
    box_add(box, any, x + item->run->width, y + item->run->descent);
}

static void image_box_add(struct box *box, bool *any, const struct scene_item *item, struct origin origin)
{
    box_add(box, any, origin.x + item->x, origin.y + item->y);
    box_add(box, any, origin.x + item->x + item->width, origin.y + item->y + item->height);
}

static bool box_grow(
    const struct scene_item *items, size_t from, size_t to, struct origin origin, struct box *box, bool any)
{
    for (size_t i = from; i < to; i++) {
        if (items[i].kind == SCENE_PATH)
            path_box_add(box, &any, &items[i], origin);
        if (items[i].kind == SCENE_TEXT)
            text_box_add(box, &any, &items[i], origin);
        if (items[i].kind == SCENE_IMAGE)
            image_box_add(box, &any, &items[i], origin);
        if (items[i].kind == SCENE_GROUP_BEGIN) {
            size_t end = group_end(items, to, i);
            any = box_grow(items, i + 1, end, origin_inside(origin, &items[i].group), box, any);
            i = end;
        }
    }
    return any;
}

bool items_box(const struct scene_item *items, size_t from, size_t to, struct origin origin, struct box *box)
{
    *box = (struct box){0, 0, 0, 0};
    return box_grow(items, from, to, origin, box, false);
}

/* paths */

static void colour_set(cairo_t *cairo, const struct theme *theme, struct colour colour)
{
    struct rgb rgb = theme_colour(theme, colour);
    cairo_set_source_rgba(cairo, rgb.red, rgb.green, rgb.blue, 1 - (double)colour.transparency);
}

static void path_trace(const struct scene_item *item, struct origin origin, cairo_t *cairo)
{
    double x = origin.x, y = origin.y;
    cairo_new_path(cairo);
    for (size_t i = 0; i < item->segment_count; i++) {
        const struct segment *s = &item->segments[i];
        switch (s->kind) {
        case SEGMENT_MOVE:
            cairo_move_to(cairo, x + s->x, y + s->y);
            break;
        case SEGMENT_LINE:
            cairo_line_to(cairo, x + s->x, y + s->y);
            break;
        case SEGMENT_CURVE:
            cairo_curve_to(cairo, x + s->x1, y + s->y1, x + s->x2, y + s->y2, x + s->x, y + s->y);
            break;
        case SEGMENT_CLOSE:
            cairo_close_path(cairo);
            break;
        }
    }
}

double hatch_step(const struct paint *paint)
{
    return fmax(paint->hatch_gap, 0.5) * sqrt(2);
}

/* The lines x + y = k · step that cross the box; they run up to the right. */
static void hatch_trace(struct box box, double step, double width, cairo_t *cairo)
{
    double first = ceil((box.left + box.top - width) / step),
           last = floor((box.right + box.bottom + width) / step);
    for (double k = first; k <= last; k++) {
        double sum = k * step;
        double left = fmax(box.left, sum - box.bottom) - width,
               right = fmin(box.right, sum - box.top) + width;
        cairo_move_to(cairo, left, sum - left);
        cairo_line_to(cairo, right, sum - right);
    }
}

/* Expects the shape as the current path; leaves none. */
static void hatch_paint(const struct paint *paint, const struct theme *theme, cairo_t *cairo)
{
    struct box box;
    cairo_save(cairo);
    cairo_path_extents(cairo, &box.left, &box.top, &box.right, &box.bottom);
    cairo_clip(cairo);
    hatch_trace(box, hatch_step(paint), paint->hatch_width, cairo);
    colour_set(cairo, theme, paint->hatch);
    cairo_set_line_width(cairo, paint->hatch_width);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

static void stroke_paint(const struct paint *paint, const struct theme *theme, cairo_t *cairo)
{
    double lengths[2];
    int count = scene_dash_lengths(paint, lengths);
    bool round = paint->round;
    colour_set(cairo, theme, paint->stroke);
    cairo_set_line_width(cairo, paint->stroke_width);
    cairo_set_dash(cairo, lengths, count, 0);
    cairo_set_line_cap(cairo, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cairo, round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    cairo_set_miter_limit(cairo, 4); /* as in SVG */
    cairo_stroke(cairo);
}

static void path_paint(
    const struct scene_item *item, const struct theme *theme, struct origin origin, cairo_t *cairo)
{
    path_trace(item, origin, cairo);
    if (item->paint.fill.role) {
        colour_set(cairo, theme, item->paint.fill);
        cairo_set_fill_rule(
            cairo, item->paint.even_odd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
        cairo_fill_preserve(cairo);
    }
    if (item->paint.hatch.role) {
        hatch_paint(&item->paint, theme, cairo);
        path_trace(item, origin, cairo);
    }
    if (item->paint.stroke.role)
        stroke_paint(&item->paint, theme, cairo);
    cairo_new_path(cairo);
}

/* texts */

double halo_stroke_width(const struct scene_item *item)
{
    return 2 * item->halo_width;
}

void text_item_path(const struct scene_item *item, struct origin origin, cairo_t *cairo)
{
    text_run_path(item->run, cairo, origin.x + item->x, origin.y + item->y);
}

/* cairo 1.16 puts every glyph of an image on whole pixels, which makes the gaps uneven; outlines stay where
 * they belong. */
static bool rounds_glyphs(cairo_t *cairo)
{
    return cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE;
}

void halo_stroke(const struct scene_item *item, const struct theme *theme, cairo_t *cairo)
{
    colour_set(cairo, theme, item->halo);
    cairo_set_line_width(cairo, halo_stroke_width(item));
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
}

void letters_paint(
    const struct scene_item *item, const struct theme *theme, struct origin origin, cairo_t *cairo)
{
    cairo_new_path(cairo);
    colour_set(cairo, theme, item->colour);
    if (rounds_glyphs(cairo)) {
        text_item_path(item, origin, cairo);
        cairo_fill(cairo);
    } else {
        text_run_paint(item->run, cairo, origin.x + item->x, origin.y + item->y);
    }
    cairo_new_path(cairo);
}

static void text_paint(
    const struct scene_item *item, const struct theme *theme, struct origin origin, cairo_t *cairo)
{
    if (item->halo.role) {
        cairo_new_path(cairo);
        text_item_path(item, origin, cairo);
        halo_stroke(item, theme, cairo);
    }
    letters_paint(item, theme, origin, cairo);
}

/* images */

/* What cannot be read was refused when it was loaded (png_check); here it would leave nothing. In a PDF the
   pixels stay as they are, and no reader is told to smooth them (PDF/A forbids that). */
static void image_paint(const struct scene_item *item, struct origin origin, cairo_t *cairo)
{
    cairo_surface_t *image = png_surface(item->image);
    int width = cairo_image_surface_get_width(image), height = cairo_image_surface_get_height(image);
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS && width > 0 && height > 0) {
        bool pixels = cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE;
        cairo_save(cairo);
        cairo_translate(cairo, origin.x + item->x, origin.y + item->y);
        cairo_scale(cairo, item->width / width, item->height / height);
        cairo_set_source_surface(cairo, image, 0, 0);
        cairo_pattern_set_filter(
            cairo_get_source(cairo), pixels ? CAIRO_FILTER_BEST : CAIRO_FILTER_NEAREST);
        cairo_rectangle(cairo, 0, 0, width, height);
        cairo_fill(cairo);
        cairo_restore(cairo);
    }
    cairo_surface_destroy(image);
}

void item_paint_cairo(
    const struct scene_item *item, const struct theme *theme, struct origin origin, cairo_t *cairo)
{
    if (item->kind == SCENE_PATH)
        path_paint(item, theme, origin, cairo);
    if (item->kind == SCENE_TEXT)
        text_paint(item, theme, origin, cairo);
    if (item->kind == SCENE_IMAGE)
        image_paint(item, origin, cairo);
}

void item_space_paint(const struct scene_item *item, double behind, struct origin origin, cairo_t *cairo)
{
    text_space_paint(item->run, cairo, origin.x + item->x + behind, origin.y + item->y);
}

/* Paints items from *at to the end of the group that they stand in. */
static void items_paint(const struct scene_item *items, size_t count, size_t *at, const struct theme *theme,
    struct origin origin, cairo_t *cairo)
{
    for (; *at < count && items[*at].kind != SCENE_GROUP_END; ++*at) {
        if (items[*at].kind == SCENE_GROUP_BEGIN) {
            struct origin inside = origin_inside(origin, &items[*at].group);
            ++*at;
            items_paint(items, count, at, theme, inside, cairo);
        } else {
            item_paint_cairo(&items[*at], theme, origin, cairo);
        }
    }
}

void scene_paint_cairo(const struct scene *scene, const struct theme *theme, cairo_t *cairo)
{
    size_t count, at = 0;
    const struct scene_item *items = scene_items(scene, &count);
    items_paint(items, count, &at, theme, (struct origin){0, 0}, cairo);
}
