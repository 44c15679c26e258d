/* SPDX-License-Identifier: MIT */
/*
 * svg: a scene → one SVG that survives inlining, sanitisers and <img>.
 *
 * In: a scene, a theme, how text is to be written. Out: bytes. It refuses to know what a mark means.
 * Positions are absolute: no transforms, no <use>, no <image>, no script. Ids and classes begin with a hash
 * of the content, so that several figures in one page keep apart ("-" parts it from names of the scene, "_"
 * from our own); while the text is gathered, the byte PREFIX stands for it (it cannot occur otherwise:
 * control characters are dropped). Fonts are subsets of the characters used, under a neutral name.
 */
#include "output.h"

#include "address.h"
#include "font_face.h"
#include "list.h"
#include "paint.h"
#include "prefix.h"
#include "svg_colours.h"
#include "svg_line.h"
#include "svg_look.h"
#include "svg_page.h"
#include "svg_path.h"
#include "svg_shape.h"
#include "xml.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "\001"

/* Points: a step that is not worth saying */
static const double SAME_PLACE = 0.02;

/* Of texts, where there are none to ask */
static const struct colour USUAL_COLOUR = {.role = ROLE_INK};

/* Classes as attributes, by whether a face is condensed */
static const char *const family_classes[] = {" class=\"" PREFIX "_s\"", " class=\"" PREFIX "_c\""};
/* Where there is no Plex: faces about as wide (Plex Condensed 1; Liberation Sans Narrow .92, DejaVu Sans
 * Condensed 1.13; Plex Sans 1; Arial and its likes .98, DejaVu Sans 1.15). librsvg takes names that are
 * installed only. */
#define FALLBACK_SANS "'IBM Plex Sans',Arial,'Liberation Sans','Nimbus Sans',sans-serif"
#define FALLBACK_CONDENSED                                                                                   \
    "'IBM Plex Sans Condensed','Arial Narrow','Liberation Sans Narrow','Nimbus Sans Narrow','DejaVu Sans "   \
    "Condensed',Arial,sans-serif"
static const char *const family_fallbacks[] = {FALLBACK_SANS, FALLBACK_CONDENSED};

struct hatch {
    struct colour colour, ground; /* ground: PAGE only */
    double gap, width;
};

struct svg_looks {
    struct svg_look *at;
    size_t count, capacity;
};

struct svg {
    struct arena *arena;
    struct text *fonts;
    enum svg_text text;
    struct svg_page *page; /* PAGE only */
    struct svg_look root;  /* what all marks inherit */
    struct svg_colours colours;
    struct str body;
    LIST(struct hatch) hatches;
    LIST(uint32_t) characters[FACE_COUNT];
    struct str words[FACE_COUNT]; /* EMBED only: all that is written in a face */
    LIST(struct svg_mark) marks;
    LIST(struct box) drawn;  /* where there is more than paper */
    bool parted;             /* a cell or a paragraph began or ended since the last mark */
    cairo_t *outlines;       /* OUTLINE only: where text becomes paths */
    const char *families[2]; /* classes as attributes, by whether a face is condensed */
};

/* A class where there is a rule for it, else the attribute */
static const char *family_look(const struct svg *svg, bool condensed)
{
    static const char *const attributes[] = {
        " font-family=\"" FALLBACK_SANS "\"", " font-family=\"" FALLBACK_CONDENSED "\""};
    if (svg->text == SVG_TEXT_PLAIN)
        return attributes[condensed];
    return svg->families[condensed];
}

/* attributes */

static void number_attribute(struct str *out, const char *name, double value)
{
    str_printf(out, " %s=\"", name);
    svg_number_append(out, value, 2);
    str_char(out, '"');
}

/* A figure is read at 1.6 px a point and less: tenths are finer than what is seen. */
static void place_attribute(struct str *out, const char *name, double value)
{
    number_attribute(out, name, (double)lround(value * 10) / 10);
}

static void opacity_attribute(struct str *out, const char *name, struct colour colour)
{
    if (!colour.role || !(colour.transparency > 0))
        return;
    str_printf(out, " %s-opacity=\"", name);
    svg_number_append(out, 1 - (double)colour.transparency, 2);
    str_char(out, '"');
}

/* fill="#14181f", opaque: this much is inherited */
static void hue_attribute(struct svg *svg, struct str *out, const char *name, struct colour colour)
{
    str_printf(out, " %s=\"", name);
    if (colour.role && svg->page)
        str_append(out, svg_page_colour(svg->page, colour,
                            !strcmp(name, "fill")     ? PAGE_FILL
                            : !strcmp(name, "stroke") ? PAGE_STROKE
                                                      : PAGE_STOP));
    else if (colour.role)
        str_append(out, svg_colours_hex(svg->arena, &svg->colours, colour,
                            !strcmp(name, "fill") ? SVG_FILL : SVG_STROKE));
    else
        str_append(out, "none");
    str_char(out, '"');
}

static void colour_attribute(struct svg *svg, struct str *out, const char *name, struct colour colour)
{
    hue_attribute(svg, out, name, colour);
    opacity_attribute(out, name, colour);
}

static void stroke_attributes(struct svg *svg, const struct paint *paint)
{
    struct str *out = &svg->body;
    double lengths[2];
    if (!paint->stroke.role)
        return;
    colour_attribute(svg, out, "stroke", paint->stroke);
    if (scene_dash_lengths(paint, lengths)) {
        str_append(out, " stroke-dasharray=\"");
        svg_number_append(out, lengths[0], 2);
        str_char(out, ' ');
        svg_number_append(out, lengths[1], 2);
        str_char(out, '"');
    }
    if (paint->round)
        str_append(out, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
}

/* paths */

static bool number_is_same(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool colour_is_same(struct colour a, struct colour b)
{
    return a.role == b.role && number_is_same((double)a.shade, (double)b.shade) &&
           number_is_same((double)a.transparency, (double)b.transparency);
}

static size_t hatch_index(struct svg *svg, const struct paint *paint)
{
    struct colour ground = svg->page ? paint->fill : (struct colour){0};
    for (size_t i = 0; i < svg->hatches.count; i++) {
        const struct hatch *h = &svg->hatches.at[i];
        if (colour_is_same(h->colour, paint->hatch) && colour_is_same(h->ground, ground) &&
            number_is_same(h->gap, paint->hatch_gap) && number_is_same(h->width, paint->hatch_width))
            return i;
    }
    *list_push(svg->arena, &svg->hatches) =
        (struct hatch){paint->hatch, ground, paint->hatch_gap, paint->hatch_width};
    return svg->hatches.count - 1;
}

/* Opaque lines in one paint look the same as one path; fills may not, where they overlap. */
static bool paint_is_joinable(const struct paint *a, const struct paint *b)
{
    return !a->fill.role && !b->fill.role && !a->hatch.role && !b->hatch.role &&
           !(a->stroke.transparency > 0) && colour_is_same(a->stroke, b->stroke) &&
           number_is_same(a->stroke_width, b->stroke_width) && a->dash == b->dash &&
           number_is_same(a->dash_unit, b->dash_unit) && a->round == b->round;
}

/* A straight line has nothing to fill. */
static bool path_is_thin(const struct scene_item *path)
{
    for (size_t i = 0; i < path->segment_count; i++)
        if (path->segments[i].kind != (i % 2 ? SEGMENT_LINE : SEGMENT_MOVE))
            return false;
    return true;
}

static const char *fill_look(struct svg *svg, struct colour fill)
{
    struct str out = str_init(svg->arena);
    hue_attribute(svg, &out, "fill", fill);
    return str_text(&out);
}

static const char *number_look(struct svg *svg, const char *name, double value)
{
    struct str out = str_init(svg->arena);
    number_attribute(&out, name, value);
    return str_text(&out);
}

/* The looks of the elements that a path becomes: two, when lines are hatched over a fill (but in a page).
 * Returns how many. */
static size_t path_looks(struct svg *svg, const struct scene_item *path, struct svg_look looks[2])
{
    const struct paint *paint = &path->paint;
    size_t count = 0;
    looks[0] = looks[1] = (struct svg_look){{NULL}};
    bool one = svg->page && paint->hatch.role; /* its gradient has the ground too */
    if (!one && (paint->fill.role || (!paint->hatch.role && !path_is_thin(path))))
        looks[count++].part[LOOK_FILL] = fill_look(svg, paint->fill);
    if (paint->hatch.role)
        looks[count++].part[LOOK_FILL] =
            arena_printf(svg->arena, " fill=\"url(#" PREFIX "_h%zu)\"", hatch_index(svg, paint));
    count += !count;
    if (paint->stroke.role)
        looks[count - 1].part[LOOK_STROKE_WIDTH] = number_look(svg, "stroke-width", paint->stroke_width);
    return count;
}

static void path_begin(struct svg *svg, const char *data)
{
    str_printf(&svg->body, "<path d=\"%s\"", data);
}

static void paths_begin(struct svg *svg, const struct svg_mark *marks, size_t count)
{
    struct str data = str_init(svg->arena);
    struct svg_pen pen = {.coarse = true};
    if (count == 1 && svg_shape_append(&svg->body, marks->item, marks->origin))
        return;
    for (size_t i = 0; i < count; i++)
        svg_path_append(&data, &pen, marks[i].item->segments, marks[i].item->segment_count, marks[i].origin);
    path_begin(svg, str_text(&data));
}

/* Writes `count` marks whose paint is the same as one path; the stroke is the last element's. */
static void paths_write(
    struct svg *svg, const struct svg_mark *marks, size_t count, const struct svg_look *inherited)
{
    const struct paint *paint = &marks->item->paint;
    struct svg_look looks[2];
    size_t elements = path_looks(svg, marks->item, looks);
    for (size_t i = 0; i < elements; i++) {
        struct svg_look rest = svg_look_rest(&looks[i], inherited);
        paths_begin(svg, marks, count);
        svg_look_append(&svg->body, &rest);
        if (i == 0 && !(svg->page && paint->hatch.role))
            opacity_attribute(&svg->body, "fill", paint->fill);
        if (i + 1 == elements)
            stroke_attributes(svg, paint);
        str_append(&svg->body, "/>");
    }
}

/* Lines x + y = 0, s and 2 s in a tile of s: the same ones as paint.c draws. */
static void hatch_write(struct svg *svg, struct str *out, size_t index)
{
    const struct hatch *hatch = &svg->hatches.at[index];
    double step = hatch_step(&(struct paint){.hatch_gap = hatch->gap}), over = hatch->width;
    const struct segment lines[] = {{SEGMENT_MOVE, .x = -over, .y = over},
        {SEGMENT_LINE, .x = over, .y = -over}, {SEGMENT_MOVE, .x = -over, .y = step + over},
        {SEGMENT_LINE, .x = step + over, .y = -over}, {SEGMENT_MOVE, .x = step - over, .y = step + over},
        {SEGMENT_LINE, .x = step + over, .y = step - over}};
    str_printf(out, "<pattern id=\"" PREFIX "_h%zu\" patternUnits=\"userSpaceOnUse\" width=\"", index);
    svg_number_append(out, step, 3);
    str_append(out, "\" height=\"");
    svg_number_append(out, step, 3);
    str_append(out, "\"><path d=\"");
    svg_path_append(out, &(struct svg_pen){0}, lines, sizeof lines / sizeof *lines, (struct origin){0, 0});
    str_char(out, '"');
    colour_attribute(svg, out, "stroke", hatch->colour);
    number_attribute(out, "stroke-width", hatch->width);
    str_append(out, "/></pattern>");
}

static void stop_write(struct svg *svg, struct str *out, double offset, struct colour colour)
{
    str_append(out, "<stop");
    number_attribute(out, "offset", offset);
    hue_attribute(svg, out, "stop-color", colour);
    opacity_attribute(out, "stop", colour);
    str_append(out, "/>");
}

/* The same lines as a gradient that repeats, with the ground between them: browsers print patterns as
 * pictures of a whole page each (31 MB of a briefing), gradients as gradients. A gradient has no smooth edges
 * but the ramps it is given. */
static void gradient_write(struct svg *svg, struct str *out, size_t index)
{
    static const double ramp = 0.18; /* points, to both sides of an edge */
    const struct hatch *hatch = &svg->hatches.at[index];
    double across = hatch_step(&(struct paint){.hatch_gap = hatch->gap}) / 2, gap = across * sqrt(2);
    double line = fmax(hatch->width / 2 - ramp, 0) / gap, ground = (hatch->width / 2 + ramp) / gap;
    struct colour between = hatch->ground;
    if (!between.role) {
        between = hatch->colour;
        between.transparency = 1;
    }
    str_printf(
        out, "<linearGradient id=\"" PREFIX "_h%zu\" gradientUnits=\"userSpaceOnUse\" x1=\"0\"", index);
    str_append(out, " y1=\"0\" x2=\"");
    str_number(out, across, 4);
    str_append(out, "\" y2=\"");
    str_number(out, across, 4);
    str_append(out, "\" spreadMethod=\"repeat\">");
    stop_write(svg, out, line, hatch->colour);
    stop_write(svg, out, ground, between);
    stop_write(svg, out, 1 - ground, between);
    stop_write(svg, out, 1 - line, hatch->colour);
    str_append(out, "</linearGradient>");
}

/* texts */

static void characters_gather(struct svg *svg, const struct text_run *run)
{
    const char *at = run->string, *end = at + strlen(at);
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        if (c != UINT32_MAX)
            *list_push(svg->arena, &svg->characters[run->style.face]) = c;
    }
}

static bool has_spaces_to_keep(const char *string)
{
    size_t length = strlen(string);
    return length && (string[0] == ' ' || string[length - 1] == ' ' || strstr(string, "  "));
}

static void halo_attributes(struct svg *svg, const struct scene_item *item)
{
    if (!item->halo.role)
        return;
    bool said = svg->page != NULL; /* by its style, of all words */
    str_append(&svg->body, said ? "" : " paint-order=\"stroke\"");
    colour_attribute(svg, &svg->body, "stroke", item->halo);
    str_append(&svg->body, said ? "" : " stroke-linejoin=\"round\"");
}

static struct svg_look text_look(struct svg *svg, const struct scene_item *item)
{
    static const char *const anchors[] = {
        " text-anchor=\"start\"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    const struct text_style *style = &item->run->style;
    struct svg_look look = {{[LOOK_FILL] = fill_look(svg, item->colour)}};
    if (item->halo.role)
        look.part[LOOK_STROKE_WIDTH] = number_look(svg, "stroke-width", halo_stroke_width(item));
    if (svg->text == SVG_TEXT_OUTLINE)
        return look;
    look.part[LOOK_SIZE] = number_look(svg, "font-size", style->size);
    look.part[LOOK_WEIGHT] = number_look(svg, "font-weight", font_weight(style->face));
    look.part[LOOK_ANCHOR] = anchors[item->align];
    look.part[LOOK_FAMILY] = family_look(svg, font_is_condensed(style->face));
    return look;
}

/* The words of a run, in an element of their own where they look or stand otherwise than the line. The space
 * before stands outside, since readers drop spaces at the ends of an element. */
static void run_write(struct svg *svg, const struct svg_run *run, double dx, const struct svg_look *rest)
{
    struct str *out = &svg->body;
    bool moves = fabs(dx) > SAME_PLACE || fabs(run->dy) > SAME_PLACE;
    bool apart = moves || !svg_look_is_empty(rest) || run->item->colour.transparency > 0;
    if (run->space)
        str_char(out, ' ');
    if (apart) {
        str_append(out, "<tspan");
        if (fabs(dx) > SAME_PLACE)
            place_attribute(out, "dx", dx);
        if (fabs(run->dy) > SAME_PLACE)
            place_attribute(out, "dy", run->dy);
        svg_look_append(out, rest);
        opacity_attribute(out, "fill", run->item->colour);
        str_char(out, '>');
    }
    xml_escape(out, run->words);
    if (apart)
        str_append(out, "</tspan>");
    characters_gather(svg, run->item->run);
    if (svg->text == SVG_TEXT_EMBED) {
        struct str *words = &svg->words[run->item->run->style.face];
        str_append(words, run->words);
        str_char(words, ' ');
    }
}

static bool line_has_spaces_to_keep(struct svg *svg, const struct svg_line *line)
{
    struct str words = str_init(svg->arena);
    for (size_t i = 0; i < line->count; i++) {
        if (line->runs[i].space)
            str_char(&words, ' ');
        str_append(&words, line->runs[i].words);
    }
    return has_spaces_to_keep(str_text(&words));
}

static size_t look_price(const struct svg_look *look)
{
    size_t price = 0;
    for (size_t part = 0; part < LOOK_PARTS; part++)
        price += look->part[part] ? strlen(look->part[part]) : 0;
    return price;
}

/* Bytes of a line that looks like its run `base`, where runs that look otherwise need elements */
static size_t line_price(
    const struct svg_look *looks, size_t count, size_t base, const struct svg_look *inherited)
{
    struct svg_look said = svg_look_rest(&looks[base], inherited);
    struct svg_look inside = svg_look_inside(inherited, &said);
    size_t price = look_price(&said);
    for (size_t i = 0; i < count; i++) {
        struct svg_look rest = svg_look_rest(&looks[i], &inside);
        price += svg_look_is_empty(&rest) ? 0 : strlen("<tspan></tspan>") + look_price(&rest);
    }
    return price;
}

/* The run that the line looks like: the cheapest, and the first of equals */
static size_t line_base(const struct svg_look *looks, size_t count, const struct svg_look *inherited)
{
    size_t base = 0;
    for (size_t i = 1; i < count; i++)
        if (line_price(looks, count, i, inherited) < line_price(looks, count, base, inherited))
            base = i;
    return base;
}

static void runs_write(struct svg *svg, const struct svg_line *line, size_t base,
    const struct svg_look *looks, const struct svg_look *inherited)
{
    struct text_style style = line->runs[base].item->run->style;
    double space = text_width(svg->fonts, style, " ");
    for (size_t i = 0; i < line->count; i++) {
        const struct svg_run *run = &line->runs[i];
        struct svg_look rest = svg_look_rest(&looks[i], inherited);
        run_write(svg, run, run->gap - (run->space ? space : 0), &rest);
        if (run->space)
            *list_push(svg->arena, &svg->characters[style.face]) = ' ';
    }
}

static void line_write(struct svg *svg, const struct svg_line *line, const struct svg_look *inherited)
{
    struct str *out = &svg->body;
    struct svg_look *looks = arena_array(svg->arena, struct svg_look, line->count);
    for (size_t i = 0; i < line->count; i++)
        looks[i] = text_look(svg, line->runs[i].item);
    size_t base = line_base(looks, line->count, inherited);
    struct svg_look said = svg_look_rest(&looks[base], inherited);
    struct svg_look inside = svg_look_inside(inherited, &said);
    str_append(out, "<text");
    place_attribute(out, "x", line->x);
    place_attribute(out, "y", line->y);
    svg_look_append(out, &said);
    halo_attributes(svg, line->runs->item);
    if (line_has_spaces_to_keep(svg, line))
        str_append(out, " xml:space=\"preserve\"");
    str_char(out, '>');
    runs_write(svg, line, base, looks, &inside);
    str_append(out, "</text>");
}

static struct segment segment_of(const cairo_path_data_t *data)
{
    switch (data->header.type) {
    case CAIRO_PATH_MOVE_TO:
        return (struct segment){.kind = SEGMENT_MOVE, .x = data[1].point.x, .y = data[1].point.y};
    case CAIRO_PATH_LINE_TO:
        return (struct segment){.kind = SEGMENT_LINE, .x = data[1].point.x, .y = data[1].point.y};
    case CAIRO_PATH_CURVE_TO:
        return (struct segment){SEGMENT_CURVE, data[1].point.x, data[1].point.y, data[2].point.x,
            data[2].point.y, data[3].point.x, data[3].point.y};
    case CAIRO_PATH_CLOSE_PATH:
        break;
    }
    return (struct segment){.kind = SEGMENT_CLOSE};
}

/* cairo leaves a move behind every close; a glyph's last one would stand alone. */
static void outline_append(struct svg *svg, struct str *data, const cairo_path_t *path)
{
    LIST(struct segment) segments = {0};
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        struct segment segment = segment_of(&path->data[i]);
        bool again = segment.kind == SEGMENT_MOVE && segments.count &&
                     segments.at[segments.count - 1].kind == SEGMENT_MOVE;
        *(again ? &segments.at[segments.count - 1] : list_push(svg->arena, &segments)) = segment;
    }
    if (segments.count && segments.at[segments.count - 1].kind == SEGMENT_MOVE)
        segments.count--;
    svg_path_append(data, &(struct svg_pen){0}, segments.at, segments.count, (struct origin){0, 0});
}

static void outline_write(struct svg *svg, const struct svg_mark *mark, const struct svg_look *inherited)
{
    const struct scene_item *item = mark->item;
    struct svg_look look = text_look(svg, item), rest = svg_look_rest(&look, inherited);
    struct str data = str_init(svg->arena);
    cairo_new_path(svg->outlines);
    text_item_path(item, mark->origin, svg->outlines);
    cairo_path_t *path = cairo_copy_path(svg->outlines);
    outline_append(svg, &data, path);
    cairo_path_destroy(path);
    if (!data.length)
        return;
    path_begin(svg, str_text(&data));
    svg_look_append(&svg->body, &rest);
    opacity_attribute(&svg->body, "fill", item->colour);
    halo_attributes(svg, item);
    str_append(&svg->body, "/>");
}

/* groups */

static bool name_is_plain(const char *name)
{
    return name && *name && !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

static bool names_hold(const char *names, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = names ? names : ""; *at;) {
        size_t one = strcspn(at, " ");
        if (one == length && !memcmp(at, name, length))
            return true;
        at += one + strspn(at + one, " ");
    }
    return false;
}

/* "ribbon firm" → "db1f00-firm" where "ribbon" is a name that is said as it is, too; then those names, then
   the class of the family that texts inside have */
static void class_attribute(struct str *out, const struct scene_group *group, const char *family)
{
    const char *before = " class=\"";
    for (int plain = 0; plain < 2; plain++) {
        const char *names = plain ? group->mark : group->css;
        for (const char *at = names ? names : ""; *at;) {
            size_t length = strcspn(at, " ");
            char *name = arena_strndup(out->arena, at, length);
            if (name_is_plain(name) && (plain || !names_hold(group->mark, name))) {
                str_printf(out, "%s%s%s", before, plain ? "" : PREFIX "-", name);
                before = " ";
            }
            at += length + strspn(at + length, " ");
        }
    }
    bool named = before[1] == '\0';
    if (family && named)
        str_printf(out, " %s", family + strlen(" class=\""));
    else if (family)
        str_append(out, family);
    else if (named)
        str_char(out, '"');
}

static void data_attributes(struct str *out, const struct scene_group *group)
{
    for (size_t i = 0; i < group->data_count; i++)
        if (name_is_plain(group->data[i].name))
            xml_attribute(
                out, arena_printf(out->arena, "data-%s", group->data[i].name), group->data[i].value);
}

/* The element's name, NULL when the group says nothing that SVG could hold */
static const char *group_element(const struct svg *svg, const struct scene_group *group)
{
    if (address_is_safe(group->link) || (svg->page && group->target))
        return "a";
    if (svg->page) /* nobody styles or asks its groups; a finger does not hover */
        return group->title && group->title[0] && !svg->page->again ? "g" : NULL;
    return group->id || group->css || group->mark || group->title || group->data_count ? "g" : NULL;
}

static void group_begin(
    struct svg *svg, const struct scene_group *group, const char *element, struct svg_look said)
{
    struct str *out = &svg->body;
    str_printf(out, "\n<%s", element);
    if (address_is_safe(group->link)) {
        struct str address = str_init(svg->arena);
        address_append(&address, group->link);
        xml_attribute(out, "href", str_text(&address));
    } else if (svg->page && group->target) {
        xml_attribute(out, "href", arena_printf(svg->arena, "#%s", group->target));
    }
    if (group->id && !svg->page)
        str_printf(out, " id=\"" PREFIX "-%s\"", group->id); /* plain: a scene takes no other */
    if (!svg->page) {
        bool named = svg->text == SVG_TEXT_EMBED;
        class_attribute(out, group, named ? said.part[LOOK_FAMILY] : NULL);
        said.part[LOOK_FAMILY] = named ? NULL : said.part[LOOK_FAMILY];
    }
    svg_look_append(out, &said);
    if (!svg->page)
        data_attributes(out, group);
    str_char(out, '>');
    if (group->title && group->title[0] && !(svg->page && svg->page->again)) {
        str_append(out, "<title>");
        xml_escape(out, group->title);
        str_append(out, "</title>");
    }
}

/* How many marks from `at` on become one path */
static size_t paths_joinable(const struct svg_mark *marks, size_t count, size_t at)
{
    size_t end = at + 1;
    while (end < count && marks[end].item->kind == SCENE_PATH &&
           paint_is_joinable(&marks[at].item->paint, &marks[end].item->paint))
        end++;
    return end - at;
}

/* Groups that stand within a line; any other parts what is in it from what is not. */
static bool is_within_line(enum tag tag)
{
    return tag == TAG_NONE || tag == TAG_SPAN || tag == TAG_LINK || tag == TAG_NOTE;
}

static struct svg_mark *mark_push(struct svg *svg, const struct scene_item *item, struct origin origin)
{
    struct svg_mark *mark = list_push(svg->arena, &svg->marks);
    mark->item = item;
    mark->origin = origin;
    mark->parted = svg->parted;
    svg->parted = false;
    return mark;
}

/* Around all that a mark covers, or more: corners reach 4 half widths from their line */
static struct box box_of(const struct scene_item *item, struct origin origin)
{
    struct box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    double more = item->kind != SCENE_PATH || !item->paint.stroke.role ? 0 : item->paint.stroke_width / 2;
    more *= path_is_thin(item) ? 1 : 4;
    if (items_box(item, 0, 1, origin, &box))
        box = (struct box){box.left - more, box.top - more, box.right + more, box.bottom + more};
    return box;
}

static bool boxes_touch(const struct box *a, const struct box *b)
{
    return a->left <= b->right && b->left <= a->right && a->top <= b->bottom && b->top <= a->bottom;
}

/* Lines of paper part what they cross; where nothing is below them they are not seen. (Areas of paper are
 * what a pointer may rest on.) */
static bool is_paper_on_paper(const struct svg *svg, const struct scene_item *item, const struct box *box)
{
    const struct paint *paint = &item->paint;
    if (item->kind != SCENE_PATH || paint->fill.role || paint->hatch.role ||
        paint->stroke.role != ROLE_PAPER || paint->stroke.transparency > 0 || paint->stroke.shade < 0)
        return false;
    for (size_t i = 0; i < svg->drawn.count; i++)
        if (boxes_touch(&svg->drawn.at[i], box))
            return false;
    return true;
}

static void mark_gather(struct svg *svg, const struct scene_item *item, struct origin origin)
{
    if (svg->page) { /* its ground is the host's */
        mark_push(svg, item, origin);
        return;
    }
    struct box box = box_of(item, origin);
    if (is_paper_on_paper(svg, item, &box))
        return;
    mark_push(svg, item, origin);
    *list_push(svg->arena, &svg->drawn) = box;
}

/* Flattens: groups that SVG says nothing about vanish. From *at to the end of the group that the items stand
 * in. */
static void marks_gather(
    struct svg *svg, const struct scene_item *items, size_t count, size_t *at, struct origin origin)
{
    for (; *at < count && items[*at].kind != SCENE_GROUP_END; ++*at) {
        const struct scene_item *item = &items[*at];
        if (item->kind != SCENE_GROUP_BEGIN) {
            mark_gather(svg, item, origin);
            continue;
        }
        const char *element = group_element(svg, &item->group);
        bool parts = !is_within_line(item->group.tag);
        ++*at;
        if (items[*at].kind == SCENE_GROUP_END)
            continue;
        if (element)
            mark_push(svg, item, origin)->element = element;
        svg->parted = svg->parted || parts;
        marks_gather(svg, items, count, at, origin_inside(origin, &item->group));
        if (element)
            mark_push(svg, &items[*at], origin)->element = element;
        svg->parted = svg->parted || parts;
    }
}

static void mark_looks(struct svg *svg, const struct svg_mark *mark, struct svg_looks *looks)
{
    struct svg_look of_path[2];
    if (mark->item->kind == SCENE_TEXT)
        *list_push(svg->arena, looks) = text_look(svg, mark->item);
    if (mark->item->kind != SCENE_PATH)
        return;
    size_t count = path_looks(svg, mark->item, of_path);
    for (size_t i = 0; i < count; i++)
        *list_push(svg->arena, looks) = of_path[i];
}

/* What a group should say for the marks from `at` to its end, those of groups inside left out */
static struct svg_look group_look(struct svg *svg, size_t at, const struct svg_look *inherited)
{
    struct svg_looks looks = {0};
    for (size_t depth = 1; at < svg->marks.count; at++) {
        const struct svg_mark *mark = &svg->marks.at[at];
        depth += mark->item->kind == SCENE_GROUP_BEGIN;
        depth -= mark->item->kind == SCENE_GROUP_END;
        if (!depth)
            break;
        if (depth == 1)
            mark_looks(svg, mark, &looks);
    }
    return svg_look_shared(svg->arena, looks.at, looks.count, inherited);
}

static size_t texts_write(struct svg *svg, size_t at, const struct svg_look *inherited)
{
    struct svg_line line;
    if (svg->outlines) {
        outline_write(svg, &svg->marks.at[at], inherited);
        return 1;
    }
    svg_line_gather(svg->arena, svg->fonts, &svg->marks.at[at], svg->marks.count - at, &line);
    line_write(svg, &line, inherited);
    return line.count;
}

/* Writes marks from *at to the end of the group that they stand in. */
static void marks_write(struct svg *svg, size_t *at, const struct svg_look *inherited)
{
    while (*at < svg->marks.count && svg->marks.at[*at].item->kind != SCENE_GROUP_END) {
        const struct svg_mark *mark = &svg->marks.at[*at];
        if (mark->item->kind == SCENE_PATH) {
            size_t joined = paths_joinable(svg->marks.at, svg->marks.count, *at);
            paths_write(svg, mark, joined, inherited);
            *at += joined;
        } else if (mark->item->kind == SCENE_TEXT) {
            *at += texts_write(svg, *at, inherited);
        } else {
            struct svg_look said = group_look(svg, ++*at, inherited);
            struct svg_look inside = svg_look_inside(inherited, &said);
            group_begin(svg, &mark->item->group, mark->element, said);
            marks_write(svg, at, &inside);
            str_printf(&svg->body, "</%s>", svg->marks.at[(*at)++].element);
        }
    }
}

/* fonts and style */

static bool face_write(struct svg *svg, enum text_face face, struct str *out)
{
    const char *family = font_is_condensed(face) ? PREFIX "-c" : PREFIX "-s";
    return font_face_append(out, svg->fonts, face, family, svg->characters[face].at,
        svg->characters[face].count, str_text(&svg->words[face]));
}

static bool uses(const struct svg *svg, bool condensed)
{
    size_t count = 0;
    for (enum text_face face = 0; face < FACE_COUNT; face++)
        count += font_is_condensed(face) == condensed ? svg->characters[face].count : 0;
    return count;
}

/* Is the family said inside of the group around all? PREFIX stands in no words. */
static bool family_is_named(const struct svg *svg, bool condensed)
{
    return strstr(str_text(&svg->body), condensed ? PREFIX "_c" : PREFIX "_s") != NULL;
}

static void rules_write(const struct svg *svg, struct str *out)
{
    for (int condensed = 0; condensed < 2; condensed++)
        if (family_is_named(svg, condensed))
            str_printf(out, "#" PREFIX " ." PREFIX "_%c{font-family:" PREFIX "-%c,%s}\n",
                condensed ? 'c' : 's', condensed ? 'c' : 's', family_fallbacks[condensed]);
}

/* A host says things of all paths, texts and links, and of what they inherit. The first rule takes all of it
 * back to the attributes, unless the host says more than an id; the second ends what comes from outside. */
static const char shield[] = "#" PREFIX " *{all:revert-layer}\n"
                             "#" PREFIX " ." PREFIX "{all:initial;direction:ltr;forced-color-adjust:none}\n";

/* Is the figure kept from the style of a host? Plain ones have no style of their own, but for the dark. */
static bool is_shielded(const struct svg *svg)
{
    return !svg->page && (svg->text != SVG_TEXT_PLAIN || svg->colours.dark);
}

static bool style_write(struct svg *svg, struct str *out)
{
    struct str style = str_init(svg->arena);
    if (svg->text == SVG_TEXT_EMBED) {
        for (enum text_face face = 0; face < FACE_COUNT; face++)
            if (!face_write(svg, face, &style))
                return false;
        rules_write(svg, &style);
    }
    if (is_shielded(svg))
        str_append(&style, shield);
    if (svg->colours.dark && !svg->page)
        svg_colours_append(&svg->colours, PREFIX, &style);
    if (style.length)
        str_printf(out, "<style>\n%s</style>\n", str_text(&style));
    return true;
}

/* the document */

/* The scene's description, else what the first figure in it says */
static const char *description_of(const struct scene *scene)
{
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    const char *description = scene_description(scene);
    for (size_t i = 0; i < count && !(description && description[0]); i++)
        if (items[i].kind == SCENE_GROUP_BEGIN && items[i].group.tag == TAG_FIGURE)
            description = items[i].group.alt;
    return description ? description : "";
}

static void described_write(struct str *out, const char *element, const char *id, const char *text)
{
    if (!text[0])
        return;
    str_printf(out, "<%s id=\"" PREFIX "_%s\">", element, id);
    xml_escape(out, text);
    str_printf(out, "</%s>\n", element);
}

/* A group around all, not the root: style sheets of hosts like to say svg { fill: … }, which would be
 * inherited. */
static void defaults_write(const struct svg *svg, struct str *out)
{
    const struct svg_look *root = &svg->root;
    bool words = uses(svg, false) || uses(svg, true);
    bool condensed = root->part[LOOK_FAMILY] == family_look(svg, true);
    str_append(out, "<g");
    if (svg->page && words)
        str_append(out, root->part[LOOK_FAMILY]);
    else if (words)
        str_printf(out, " font-family=\"%s%s\"",
            svg->text != SVG_TEXT_EMBED ? ""
            : condensed                 ? PREFIX "-c,"
                                        : PREFIX "-s,",
            family_fallbacks[condensed]);
    if (words)
        str_append(out, root->part[LOOK_SIZE]);
    str_append(out, root->part[LOOK_FILL]);
    str_append(out, root->part[LOOK_STROKE_WIDTH]);
    if (words)
        str_append(out, " text-rendering=\"geometricPrecision\"");
    str_char(out, '>');
}

/* The second drawing of a figure points to the words of the first where they are the same: they are read
 * though the first is not shown. */
static bool description_is_again(const struct svg_page *page, const char *description)
{
    return page->again && page->described && !strcmp(page->described, description);
}

static void description_keep(struct svg_page *page, const char *description)
{
    page->described = arena_strdup(page->arena, description);
    page->described_id = arena_printf(page->arena, "%s_desc", page->prefix);
}

/* Whole pixels: a browser stretches an <img> to them, and all lines in it go soft. A page's own figures are
 * not images. */
static double size_written(const struct svg *svg, double points)
{
    return svg->page ? points : ceil(points / POINTS_A_PIXEL - 1e-6) * POINTS_A_PIXEL;
}

static void head_write(
    const struct svg *svg, const struct scene *scene, const struct provenance *provenance, struct str *out)
{
    const char *title = scene_title(scene), *description = description_of(scene);
    str_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    if (is_shielded(svg))
        str_append(out, " id=\"" PREFIX "\"");
    str_append(out, " viewBox=\"0 0 ");
    str_number(out, size_written(svg, scene_width(scene)), 2);
    str_char(out, ' ');
    str_number(out, size_written(svg, scene_height(scene)), 2);
    str_append(out, "\" width=\"");
    str_number(out, size_written(svg, scene_width(scene)) / POINTS_A_PIXEL, 2);
    str_append(out, "\" height=\"");
    str_number(out, size_written(svg, scene_height(scene)) / POINTS_A_PIXEL, 2);
    str_char(out, '"');
    xml_attribute(out, "lang", scene_language(scene));
    provenance_attribute(out, provenance);
    if (svg->page && !svg->page->label) {
        str_append(out, " aria-hidden=\"true\">\n");
        return;
    }
    str_append(out, " role=\"img\"");
    bool again = svg->page && description_is_again(svg->page, description);
    if (svg->page && !again)
        description_keep(svg->page, description);
    if (svg->page)
        str_printf(out, " aria-labelledby=\"%s%s%s\"", svg->page->label, description[0] ? " " : "",
            description[0] ? svg->page->described_id : "");
    else if (title[0] || description[0])
        str_printf(out, " aria-labelledby=\"%s%s%s\"", title[0] ? PREFIX "_title" : "",
            title[0] && description[0] ? " " : "", description[0] ? PREFIX "_desc" : "");
    str_append(out, ">\n");
    if (!svg->page)
        described_write(out, "title", "title", title);
    if (!again)
        described_write(out, "desc", "desc", description);
}

static void definitions_write(struct svg *svg, struct str *out)
{
    if (!svg->hatches.count)
        return;
    str_append(out, "<defs>");
    for (size_t i = 0; i < svg->hatches.count; i++)
        (svg->page ? gradient_write : hatch_write)(svg, out, i);
    str_append(out, "</defs>\n");
}

/* A card of its own, so that dark pages do not swallow dark letters */
static void paper_write(struct svg *svg, const struct scene *scene, struct str *out)
{
    str_append(out, "<path d=\"M0 0h");
    str_number(out, size_written(svg, scene_width(scene)), 2);
    str_char(out, 'v');
    str_number(out, size_written(svg, scene_height(scene)), 2);
    str_append(out, "H0z\"");
    colour_attribute(svg, out, "fill", (struct colour){.role = ROLE_PAPER});
    str_append(out, "/>\n");
}

/* 25 bits of FNV-1a over the whole document, embedded fonts included, in letters and digits */
static const char *prefix_make(struct arena *arena, const struct str *document)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < document->length; i++)
        hash = (hash ^ (unsigned char)document->at[i]) * 0x100000001b3u;
    hash ^= hash >> 32;
    char prefix[8] = "db";
    for (int i = 2; i < 7; i++, hash >>= 5)
        prefix[i] = "0123456789abcdefghijklmnopqrstuv"[hash & 31];
    return arena_strdup(arena, prefix);
}

/* Without bounds: cairo gives no outlines of glyphs that lie outside of a surface. Larger, because outlines
   are rounded to 1/64 of a unit; the matrix scales back. */
static cairo_t *outlines_create(void)
{
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *cairo = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_scale(cairo, 16, 16);
    return cairo;
}

/* What texts inherit is what most of them want, and the width of strokes likewise. Weight and anchor are not
 * said: they begin as SVG has them. */
static void root_find(struct svg *svg)
{
    struct svg_look plain = {{fill_look(svg, USUAL_COLOUR), " stroke-width=\"1\"", " font-size=\"16\"",
        " font-weight=\"400\"", " text-anchor=\"start\"", family_look(svg, false)}};
    struct svg_looks texts = {0}, all = {0};
    for (size_t i = 0; i < svg->marks.count; i++) {
        mark_looks(svg, &svg->marks.at[i], &all);
        if (svg->marks.at[i].item->kind == SCENE_TEXT)
            mark_looks(svg, &svg->marks.at[i], &texts);
    }
    svg->root = svg_look_usual(svg->arena, texts.at, texts.count, plain);
    svg->root.part[LOOK_STROKE_WIDTH] =
        svg_look_usual(svg->arena, all.at, all.count, plain).part[LOOK_STROKE_WIDTH];
    svg->root.part[LOOK_WEIGHT] = plain.part[LOOK_WEIGHT];
    svg->root.part[LOOK_ANCHOR] = plain.part[LOOK_ANCHOR];
}

static void body_write(struct svg *svg, const struct scene *scene)
{
    size_t count, at = 0;
    const struct scene_item *items = scene_items(scene, &count);
    marks_gather(svg, items, count, &at, (struct origin){0, 0});
    root_find(svg);
    at = 0;
    marks_write(svg, &at, &svg->root);
}

/* In a page, which has the fonts for all its figures, the classes are those of the page. */
static void families_set(struct svg *svg)
{
    const struct svg_page *page = svg->page;
    const char *sans = page && page->sans ? page->sans : PAGE_CLASS_SANS;
    const char *condensed = page && page->condensed ? page->condensed : PAGE_CLASS_CONDENSED;
    svg->families[0] = page ? arena_printf(svg->arena, " class=\"%s\"", sans) : family_classes[0];
    svg->families[1] = page ? arena_printf(svg->arena, " class=\"%s\"", condensed) : family_classes[1];
}

/* false when cairo's state is bad: only OUTLINE asks it for anything */
static bool scene_write(struct svg *svg, const struct scene *scene)
{
    if (svg->text == SVG_TEXT_OUTLINE)
        svg->outlines = outlines_create();
    body_write(svg, scene);
    bool good = !svg->outlines || cairo_status(svg->outlines) == CAIRO_STATUS_SUCCESS;
    if (svg->outlines)
        cairo_destroy(svg->outlines);
    return good;
}

/* The page embeds what its figures use. */
static void characters_hand(struct svg *svg)
{
    for (enum text_face face = 0; face < FACE_COUNT; face++)
        for (size_t i = 0; i < svg->characters[face].count; i++)
            svg_page_character(svg->page, face, svg->characters[face].at[i]);
}

/* All but head and style, which wait for the colours and characters in it */
static void drawing_write(struct svg *svg, const struct scene *scene, struct str *out)
{
    bool shielded = is_shielded(svg);
    definitions_write(svg, out);
    if (shielded) /* from what is inherited in a page of others */
        str_append(out, "<g class=\"" PREFIX "\">");
    if (!svg->page)
        paper_write(svg, scene, out);
    defaults_write(svg, out);
    str_append(out, str_text(&svg->body));
    str_append(out, shielded ? "</g></g>\n</svg>\n" : "</g>\n</svg>\n");
}

static bool failure_add(struct diags *diags, const char *reason)
{
    diags_add(
        diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL, "the SVG could not be made: %s", reason);
    return false;
}

bool svg_write(struct arena *arena, struct text *text, const struct scene *scene,
    const struct svg_options *options, struct bytes *bytes, struct diags *diags)
{
    struct svg svg = {.arena = arena, .fonts = text, .text = options->text, .body = str_init(arena)};
    struct str document = str_init(arena), drawing = str_init(arena);
    for (enum text_face face = 0; face < FACE_COUNT; face++)
        svg.words[face] = str_init(arena);
    svg.colours.theme = options->theme ? options->theme : theme_light();
    svg.colours.dark = options->dark;
    svg.page = options->text == SVG_TEXT_PAGE ? options->page : NULL;
    families_set(&svg);
    if (!scene_is_drawable(scene))
        return failure_add(diags, "the figure is empty or holds a number out of range");
    if (!scene_write(&svg, scene))
        return failure_add(diags, "letters have no outlines");
    drawing_write(&svg, scene, &drawing);
    head_write(&svg, scene, options->provenance, &document);
    if (!style_write(&svg, &document))
        return failure_add(diags, "a font could not be reduced to the characters used");
    str_append(&document, str_text(&drawing));
    if (svg.page)
        characters_hand(&svg);
    *bytes =
        prefix_fill(arena, &document, PREFIX, svg.page ? svg.page->prefix : prefix_make(arena, &document));
    return true;
}
