/* SPDX-License-Identifier: MIT */
/*
 * scene: gathers groups, paths and text runs into a flat list in painting order.
 *
 * In: calls that place things. Out: the items. It keeps groups balanced and coordinates sane and refuses to
 * know how an item is painted. Items that could not be seen (an empty run, a path without fill, hatch and
 * stroke) are dropped here, so that no writer has to think of them.
 */
#include "scene.h"

#include "list.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct scene {
    struct arena *arena;
    double width, height;
    const char *title, *description, *language, *source;
    LIST(struct scene_item) items;
    LIST(struct segment) path; /* under construction */
    size_t depth;              /* groups open */
};

static void coordinate_check(double value)
{
    assert(isfinite(value) && fabs(value) <= 1e6);
    (void)value;
}

static const char *copied(struct scene *scene, const char *string)
{
    return string ? arena_strdup(scene->arena, string) : NULL;
}

struct scene *scene_create(struct arena *arena, double width, double height)
{
    struct scene *scene = arena_new(arena, struct scene);
    scene->arena = arena;
    scene->title = scene->description = scene->source = "";
    scene->language = "en";
    scene_resize(scene, width, height);
    return scene;
}

double scene_width(const struct scene *scene)
{
    return scene->width;
}

double scene_height(const struct scene *scene)
{
    return scene->height;
}

void scene_resize(struct scene *scene, double width, double height)
{
    coordinate_check(width);
    coordinate_check(height);
    assert(width >= 0 && height >= 0);
    scene->width = width;
    scene->height = height;
}

void scene_describe(struct scene *scene, const char *title, const char *description, const char *language)
{
    scene->title = arena_strdup(scene->arena, title ? title : "");
    scene->description = arena_strdup(scene->arena, description ? description : "");
    scene->language = arena_strdup(scene->arena, language ? language : "en");
}

const char *scene_title(const struct scene *scene)
{
    return scene->title;
}

const char *scene_description(const struct scene *scene)
{
    return scene->description;
}

const char *scene_language(const struct scene *scene)
{
    return scene->language;
}

void scene_credit(struct scene *scene, const char *source)
{
    scene->source = arena_strdup(scene->arena, source ? source : "");
}

const char *scene_source(const struct scene *scene)
{
    return scene->source;
}

/* groups */

static struct scene_item *item_push(struct scene *scene, enum scene_kind kind)
{
    assert(!scene->path.count && "a path was begun and not painted");
    struct scene_item *item = list_push(scene->arena, &scene->items);
    item->kind = kind;
    return item;
}

static bool id_is_plain(const char *id)
{
    return !id || (*id && !id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789._-")]);
}

static struct scene_data *data_copied(struct scene *scene, const struct scene_data *data, size_t count)
{
    struct scene_data *copy = arena_array(scene->arena, struct scene_data, count + 1);
    for (size_t i = 0; i < count; i++) {
        copy[i].name = copied(scene, data[i].name);
        copy[i].value = copied(scene, data[i].value ? data[i].value : "");
    }
    return copy;
}

void scene_begin(struct scene *scene, struct scene_group group)
{
    const double numbers[] = {
        group.x, group.y, group.link_x, group.link_y, group.link_width, group.link_height};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        coordinate_check(numbers[i]);
    assert(id_is_plain(group.id) && id_is_plain(group.anchor) && id_is_plain(group.target));
    group.id = copied(scene, group.id);
    group.css = copied(scene, group.css);
    group.mark = copied(scene, group.mark);
    group.title = copied(scene, group.title);
    group.alt = copied(scene, group.alt);
    group.link = copied(scene, group.link);
    group.target = copied(scene, group.target);
    group.anchor = copied(scene, group.anchor);
    group.bookmark = copied(scene, group.bookmark);
    group.language = copied(scene, group.language);
    group.data = group.data_count ? data_copied(scene, group.data, group.data_count) : NULL;
    item_push(scene, SCENE_GROUP_BEGIN)->group = group;
    scene->depth++;
}

void scene_end(struct scene *scene)
{
    assert(scene->depth > 0 && "more groups ended than begun");
    item_push(scene, SCENE_GROUP_END);
    scene->depth--;
}

/* paths */

static struct segment *segment_push(struct scene *scene, enum segment_kind kind, double x, double y)
{
    assert((kind == SEGMENT_MOVE || scene->path.count) && "a path starts with a move");
    coordinate_check(x);
    coordinate_check(y);
    struct segment *segment = list_push(scene->arena, &scene->path);
    *segment = (struct segment){.kind = kind, .x = x, .y = y};
    return segment;
}

void scene_move(struct scene *scene, double x, double y)
{
    segment_push(scene, SEGMENT_MOVE, x, y);
}

void scene_line(struct scene *scene, double x, double y)
{
    segment_push(scene, SEGMENT_LINE, x, y);
}

void scene_curve(struct scene *scene, double x1, double y1, double x2, double y2, double x, double y)
{
    const double controls[] = {x1, y1, x2, y2};
    for (size_t i = 0; i < 4; i++)
        coordinate_check(controls[i]);
    struct segment *segment = segment_push(scene, SEGMENT_CURVE, x, y);
    segment->x1 = x1;
    segment->y1 = y1;
    segment->x2 = x2;
    segment->y2 = y2;
}

void scene_close(struct scene *scene)
{
    segment_push(scene, SEGMENT_CLOSE, 0, 0);
}

void scene_rectangle(struct scene *scene, double x, double y, double width, double height)
{
    scene_move(scene, x, y);
    scene_line(scene, x + width, y);
    scene_line(scene, x + width, y + height);
    scene_line(scene, x, y + height);
    scene_close(scene);
}

/* The distance of the control points that makes a cubic a quarter of a circle, in radii: 4 (√2 − 1) / 3 */
static const double QUARTER = 0.5522847498307936;

void scene_rounded(struct scene *scene, double x, double y, double width, double height, double radius)
{
    double r = fmin(radius, fmin(width, height) / 2);
    if (r <= 0) {
        scene_rectangle(scene, x, y, width, height);
        return;
    }
    double right = x + width, bottom = y + height, c = r * (1 - QUARTER);
    scene_move(scene, x + r, y);
    scene_line(scene, right - r, y);
    scene_curve(scene, right - c, y, right, y + c, right, y + r);
    scene_line(scene, right, bottom - r);
    scene_curve(scene, right, bottom - c, right - c, bottom, right - r, bottom);
    scene_line(scene, x + r, bottom);
    scene_curve(scene, x + c, bottom, x, bottom - c, x, bottom - r);
    scene_line(scene, x, y + r);
    scene_curve(scene, x, y + c, x + c, y, x + r, y);
    scene_close(scene);
}

void scene_circle(struct scene *scene, double x, double y, double radius)
{
    double r = radius, c = radius * QUARTER;
    scene_move(scene, x + r, y);
    scene_curve(scene, x + r, y + c, x + c, y + r, x, y + r);
    scene_curve(scene, x - c, y + r, x - r, y + c, x - r, y);
    scene_curve(scene, x - r, y - c, x - c, y - r, x, y - r);
    scene_curve(scene, x + c, y - r, x + r, y - c, x + r, y);
    scene_close(scene);
}

static bool colour_is_seen(struct colour colour)
{
    assert(
        isfinite(colour.shade) && fabsf(colour.shade) <= 1 && colour.role >= 0 && colour.role < ROLE_COUNT);
    assert(colour.transparency >= 0 && colour.transparency <= 1);
    return colour.role != ROLE_NONE && colour.transparency < 1;
}

/* What cannot be seen is set to nothing, so that equal pictures have equal scenes. */
static struct paint paint_tidied(struct paint paint)
{
    coordinate_check(paint.stroke_width);
    coordinate_check(paint.hatch_gap);
    coordinate_check(paint.hatch_width);
    coordinate_check(paint.dash_unit);
    if (!colour_is_seen(paint.fill))
        paint.fill = (struct colour){ROLE_NONE};
    if (!colour_is_seen(paint.hatch)) {
        paint.hatch = (struct colour){ROLE_NONE};
        paint.hatch_gap = paint.hatch_width = 0;
    } else {
        paint.hatch_gap = paint.hatch_gap > 0 ? paint.hatch_gap : 4;
        paint.hatch_width = paint.hatch_width > 0 ? paint.hatch_width : 0.9;
    }
    if (!colour_is_seen(paint.stroke) || paint.stroke_width <= 0) {
        paint.stroke = (struct colour){ROLE_NONE};
        paint.stroke_width = 0;
        paint.dash = DASH_SOLID;
        paint.round = false;
    }
    if (paint.dash == DASH_SOLID)
        paint.dash_unit = 0;
    return paint;
}

void scene_paint(struct scene *scene, struct paint paint)
{
    size_t count = scene->path.count;
    paint = paint_tidied(paint);
    scene->path.count = 0;
    if (!count || (!paint.fill.role && !paint.hatch.role && !paint.stroke.role))
        return;
    struct segment *segments = arena_array(scene->arena, struct segment, count);
    memcpy(segments, scene->path.at, count * sizeof *segments);
    struct scene_item *item = item_push(scene, SCENE_PATH);
    item->segments = segments;
    item->segment_count = count;
    item->paint = paint;
}

void scene_rule(struct scene *scene, double x1, double y1, double x2, double y2, struct colour colour,
    double width, enum dash dash)
{
    scene_move(scene, x1, y1);
    scene_line(scene, x2, y2);
    scene_paint(scene, (struct paint){.stroke = colour, .stroke_width = width, .dash = dash});
}

int scene_dash_lengths(const struct paint *paint, double lengths[2])
{
    /* hairlines need a dash the eye can still see */
    double unit = paint->dash_unit > 0 ? paint->dash_unit : fmax(paint->stroke_width, 0.4);
    switch (paint->dash) {
    case DASH_SOLID:
        return 0;
    case DASH_DASHED:
        lengths[0] = 4 * unit;
        lengths[1] = 2.5 * unit;
        return 2;
    case DASH_DOTTED:
        lengths[0] = unit;
        lengths[1] = 2 * unit;
        return 2;
    }
    return 0;
}

/* text */

void scene_text(struct scene *scene, const struct text_run *run, double x, double y, enum align align,
    struct colour colour)
{
    scene_text_halo(scene, run, x, y, align, colour, (struct colour){ROLE_NONE}, 0);
}

void scene_text_halo(struct scene *scene, const struct text_run *run, double x, double y, enum align align,
    struct colour colour, struct colour halo, double halo_width)
{
    x -= align == ALIGN_END ? run->width : align == ALIGN_MIDDLE ? run->width / 2 : 0;
    scene_text_piece(scene, run, x, y, align, colour, halo, halo_width);
}

void scene_text_piece(struct scene *scene, const struct text_run *run, double x, double y, enum align align,
    struct colour colour, struct colour halo, double halo_width)
{
    bool has_halo = colour_is_seen(halo) && halo_width > 0;
    if (!run->string[0] || !colour_is_seen(colour))
        return;
    coordinate_check(x);
    coordinate_check(y);
    coordinate_check(halo_width);
    struct scene_item *item = item_push(scene, SCENE_TEXT);
    item->run = run;
    item->x = x;
    item->y = y;
    item->align = align;
    item->colour = colour;
    if (has_halo) {
        item->halo = halo;
        item->halo_width = halo_width;
    }
}

void scene_runs_on(struct scene *scene)
{
    struct scene_item *last = scene->items.count ? &scene->items.at[scene->items.count - 1] : NULL;
    if (last && last->kind == SCENE_TEXT)
        last->runs_on = true;
}

void scene_image(struct scene *scene, struct bytes png, double x, double y, double width, double height)
{
    const double numbers[] = {x, y, width, height};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        coordinate_check(numbers[i]);
    assert(width > 0 && height > 0 && png.length);
    struct scene_item *item = item_push(scene, SCENE_IMAGE);
    item->image = png;
    item->x = x;
    item->y = y;
    item->width = width;
    item->height = height;
}

/* whole scenes */

static void item_place(struct scene *scene, const struct scene_item *item)
{
    if (item->kind == SCENE_GROUP_BEGIN) {
        scene_begin(scene, item->group);
        return;
    }
    if (item->kind == SCENE_GROUP_END) {
        scene_end(scene);
        return;
    }
    struct scene_item *copy = item_push(scene, item->kind);
    *copy = *item;
    if (item->segment_count) {
        copy->segments = arena_array(scene->arena, struct segment, item->segment_count);
        memcpy(copy->segments, item->segments, item->segment_count * sizeof *item->segments);
    }
}

void scene_place(struct scene *scene, const struct scene *part, double x, double y)
{
    assert(scene != part);
    size_t count;
    const struct scene_item *items = scene_items(part, &count);
    scene_begin(scene, (struct scene_group){.x = x, .y = y});
    for (size_t i = 0; i < count; i++)
        item_place(scene, &items[i]);
    scene_end(scene);
}

/* A path and its patterns, points times scale */
static void item_scale(struct scene_item *item, double scale)
{
    static const double hair = 0.4;
    for (size_t i = 0; i < item->segment_count; i++) {
        struct segment *segment = &item->segments[i];
        *segment = (struct segment){segment->kind, segment->x1 * scale, segment->y1 * scale,
            segment->x2 * scale, segment->y2 * scale, segment->x * scale, segment->y * scale};
    }
    if (item->paint.stroke_width > 0)
        item->paint.stroke_width = fmax(item->paint.stroke_width * scale, hair);
    item->paint.dash_unit *= scale;
}

/* The index behind a group that begins at `begin` */
static size_t group_past(const struct scene_item *items, size_t begin)
{
    size_t at = begin, depth = 0;
    do {
        depth += items[at].kind == SCENE_GROUP_BEGIN;
        depth -= items[at].kind == SCENE_GROUP_END;
        at++;
    } while (depth);
    return at;
}

/* Keys, badges and their like say nothing without the words they stand beside. */
static bool is_of_words(const struct scene_item *item)
{
    static const char *const names[] = {"legend", "labels", "key", "loops"};
    for (size_t i = 0; item->kind == SCENE_GROUP_BEGIN && i < sizeof names / sizeof *names; i++)
        if (str_equals(item->group.css, names[i]))
            return true;
    return false;
}

double scene_marks_bottom(const struct scene *part)
{
    size_t count, depth = 0;
    const struct scene_item *items = scene_items(part, &count);
    double *origins = arena_array(part->arena, double, count + 1), bottom = 0;
    for (size_t i = 0; i < count; i++) {
        const struct scene_item *item = &items[i];
        if (is_of_words(item))
            i = group_past(items, i) - 1;
        else if (item->kind == SCENE_GROUP_BEGIN) {
            origins[depth + 1] = origins[depth] + item->group.y;
            depth++;
        } else if (item->kind == SCENE_GROUP_END)
            depth--;
        for (size_t s = 0; s < item->segment_count && item->kind == SCENE_PATH; s++)
            if (item->segments[s].kind != SEGMENT_CLOSE && origins[depth] + item->segments[s].y > bottom)
                bottom = origins[depth] + item->segments[s].y;
    }
    return bottom;
}

void scene_place_marks(struct scene *scene, const struct scene *part, double x, double y, double scale)
{
    assert(scene != part && scale > 0);
    size_t count;
    const struct scene_item *items = scene_items(part, &count);
    scene_begin(scene, (struct scene_group){.x = x, .y = y});
    for (size_t i = 0; i < count; i++) {
        const struct scene_item *item = &items[i];
        if (is_of_words(item))
            i = group_past(items, i) - 1;
        else if (item->kind == SCENE_GROUP_BEGIN)
            scene_begin(scene, (struct scene_group){.x = item->group.x * scale, .y = item->group.y * scale});
        else if (item->kind == SCENE_GROUP_END)
            scene_end(scene);
        else if (item->kind == SCENE_PATH) {
            item_place(scene, item);
            item_scale(&scene->items.at[scene->items.count - 1], scale);
        }
    }
    scene_end(scene);
}

const struct scene_item *scene_items(const struct scene *scene, size_t *count)
{
    assert(!scene->depth && "a group was begun and not ended");
    assert(!scene->path.count && "a path was begun and not painted");
    *count = scene->items.count;
    return scene->items.at;
}
