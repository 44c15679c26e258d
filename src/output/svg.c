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
#include "list.h"
#include "paint.h"
#include "svg_path.h"
#include "xml.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "\001"

/* Of texts; they inherit it from a group around all, as they do the size that most of them have. Paths name
 * their own.
 */
static const struct colour USUAL_COLOUR = {.role = ROLE_INK};

struct hatch {
    struct colour colour;
    double gap, width;
};

struct svg {
    struct arena *arena;
    const struct theme *theme;
    enum svg_text text;
    double usual_size; /* of texts, points */
    struct str body;
    LIST(struct hatch) hatches;
    LIST(uint32_t) characters[FACE_COUNT];
    cairo_t *outlines; /* OUTLINE only: where text becomes paths */
};

static bool face_is_condensed(enum text_face face)
{
    return face >= FACE_CONDENSED;
}

static int face_weight(enum text_face face)
{
    static const int weights[] = {400, 500, 600};
    return weights[face % 3];
}

/* attributes */

static void number_attribute(struct str *out, const char *name, double value)
{
    str_printf(out, " %s=\"", name);
    str_number(out, value, 2);
    str_char(out, '"');
}

static void hex_append(struct str *out, struct rgb rgb)
{
    char hex[8];
    theme_hex(rgb, hex);
    if (hex[1] == hex[2] && hex[3] == hex[4] && hex[5] == hex[6])
        str_printf(out, "#%c%c%c", hex[1], hex[3], hex[5]);
    else
        str_append(out, hex);
}

/* fill="#14181f" fill-opacity="0.5" */
static void colour_attribute(
    struct str *out, const struct theme *theme, const char *name, struct colour colour)
{
    str_printf(out, " %s=\"", name);
    if (colour.role)
        hex_append(out, theme_colour(theme, colour));
    else
        str_append(out, "none");
    str_char(out, '"');
    if (colour.role && colour.transparency > 0) {
        str_printf(out, " %s-opacity=\"", name);
        str_number(out, 1 - (double)colour.transparency, 2);
        str_char(out, '"');
    }
}

static void stroke_attributes(struct svg *svg, const struct paint *paint)
{
    struct str *out = &svg->body;
    double lengths[2];
    if (!paint->stroke.role)
        return;
    colour_attribute(out, svg->theme, "stroke", paint->stroke);
    number_attribute(out, "stroke-width", paint->stroke_width);
    if (scene_dash_lengths(paint->dash, paint->stroke_width, lengths)) {
        str_append(out, " stroke-dasharray=\"");
        str_number(out, lengths[0], 2);
        str_char(out, ' ');
        str_number(out, lengths[1], 2);
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
    for (size_t i = 0; i < svg->hatches.count; i++) {
        const struct hatch *h = &svg->hatches.at[i];
        if (colour_is_same(h->colour, paint->hatch) && number_is_same(h->gap, paint->hatch_gap) &&
            number_is_same(h->width, paint->hatch_width))
            return i;
    }
    *list_push(svg->arena, &svg->hatches) =
        (struct hatch){paint->hatch, paint->hatch_gap, paint->hatch_width};
    return svg->hatches.count - 1;
}

/* Opaque lines in one paint look the same as one path; fills may not, where they overlap. */
static bool paint_is_joinable(const struct paint *a, const struct paint *b)
{
    return !a->fill.role && !b->fill.role && !a->hatch.role && !b->hatch.role &&
           !(a->stroke.transparency > 0) && colour_is_same(a->stroke, b->stroke) &&
           number_is_same(a->stroke_width, b->stroke_width) && a->dash == b->dash && a->round == b->round;
}

static void path_begin(struct svg *svg, const char *data)
{
    str_printf(&svg->body, "<path d=\"%s\"", data);
}

/* Writes `count` items whose paint is the same as one path. */
static void paths_write(struct svg *svg, const struct scene_item *items, size_t count, struct origin origin)
{
    const struct paint *paint = &items->paint;
    struct str data = str_init(svg->arena);
    struct svg_pen pen = {0};
    for (size_t i = 0; i < count; i++)
        svg_path_append(&data, &pen, items[i].segments, items[i].segment_count, origin);
    if (paint->fill.role || !paint->hatch.role) {
        path_begin(svg, str_text(&data));
        colour_attribute(&svg->body, svg->theme, "fill", paint->fill);
        if (!paint->hatch.role)
            stroke_attributes(svg, paint);
        str_append(&svg->body, "/>\n");
    }
    if (paint->hatch.role) {
        path_begin(svg, str_text(&data));
        str_printf(&svg->body, " fill=\"url(#" PREFIX "_h%zu)\"", hatch_index(svg, paint));
        stroke_attributes(svg, paint);
        str_append(&svg->body, "/>\n");
    }
}

/* Lines x + y = 0, s and 2 s in a tile of s: the same ones as paint.c draws. */
static void hatch_write(struct svg *svg, struct str *out, size_t index)
{
    const struct hatch *hatch = &svg->hatches.at[index];
    double step = hatch_step(&(struct paint){.hatch_gap = hatch->gap}), over = hatch->width;
    const double ends[][4] = {{-over, over, over, -over}, {-over, step + over, step + over, -over},
        {step - over, step + over, step + over, step - over}};
    str_printf(out, "<pattern id=\"" PREFIX "_h%zu\" patternUnits=\"userSpaceOnUse\" width=\"", index);
    str_number(out, step, 4);
    str_append(out, "\" height=\"");
    str_number(out, step, 4);
    str_append(out, "\"><path d=\"");
    for (size_t i = 0; i < 3; i++)
        for (size_t n = 0; n < 4; n++) {
            str_append(out, n ? " " : "M");
            str_number(out, ends[i][n], 4);
        }
    str_char(out, '"');
    colour_attribute(out, svg->theme, "stroke", hatch->colour);
    number_attribute(out, "stroke-width", hatch->width);
    str_append(out, "/></pattern>");
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
    str_append(&svg->body, " paint-order=\"stroke\"");
    colour_attribute(&svg->body, svg->theme, "stroke", item->halo);
    number_attribute(&svg->body, "stroke-width", halo_stroke_width(item));
    str_append(&svg->body, " stroke-linejoin=\"round\"");
}

static void text_write(struct svg *svg, const struct scene_item *item, struct origin origin)
{
    const struct text_run *run = item->run;
    struct str *out = &svg->body;
    characters_gather(svg, run);
    str_append(out, "<text");
    number_attribute(out, "x", origin.x + item->x);
    number_attribute(out, "y", origin.y + item->y);
    if (!number_is_same(run->style.size, svg->usual_size))
        number_attribute(out, "font-size", run->style.size);
    if (face_weight(run->style.face) != 400)
        number_attribute(out, "font-weight", face_weight(run->style.face));
    if (face_is_condensed(run->style.face))
        str_append(out, " class=\"" PREFIX "_c\"");
    if (!colour_is_same(item->colour, USUAL_COLOUR))
        colour_attribute(out, svg->theme, "fill", item->colour);
    halo_attributes(svg, item);
    if (has_spaces_to_keep(run->shaped))
        str_append(out, " xml:space=\"preserve\"");
    str_char(out, '>');
    xml_escape(out, run->shaped);
    str_append(out, "</text>\n");
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

static void outline_write(struct svg *svg, const struct scene_item *item, struct origin origin)
{
    struct str data = str_init(svg->arena);
    cairo_new_path(svg->outlines);
    text_item_path(item, origin, svg->outlines);
    cairo_path_t *path = cairo_copy_path(svg->outlines);
    outline_append(svg, &data, path);
    cairo_path_destroy(path);
    if (!data.length)
        return;
    path_begin(svg, str_text(&data));
    colour_attribute(&svg->body, svg->theme, "fill", item->colour);
    halo_attributes(svg, item);
    str_append(&svg->body, "/>\n");
}

/* groups */

static bool name_is_plain(const char *name)
{
    return name && *name && !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

/* "ribbon firm" → class="db1f00-ribbon db1f00-firm" */
static void class_attribute(struct str *out, const char *classes)
{
    const char *before = " class=\"" PREFIX "-";
    for (const char *at = classes; *at;) {
        size_t length = strcspn(at, " ");
        char *name = arena_strndup(out->arena, at, length);
        if (name_is_plain(name)) {
            str_printf(out, "%s%s", before, name);
            before = " " PREFIX "-";
        }
        at += length + strspn(at + length, " ");
    }
    if (before[1] == PREFIX[0])
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
static const char *group_element(const struct scene_group *group)
{
    if (address_is_safe(group->link))
        return "a";
    return group->id || group->css || group->title || group->data_count ? "g" : NULL;
}

static void group_begin(struct svg *svg, const struct scene_group *group, const char *element)
{
    struct str *out = &svg->body;
    str_printf(out, "<%s", element);
    if (address_is_safe(group->link)) {
        struct str address = str_init(svg->arena);
        address_append(&address, group->link);
        xml_attribute(out, "href", str_text(&address));
        str_append(out, " rel=\"noopener\"");
    }
    if (group->id)
        str_printf(out, " id=\"" PREFIX "-%s\"", group->id); /* plain: a scene takes no other */
    if (group->css)
        class_attribute(out, group->css);
    data_attributes(out, group);
    str_char(out, '>');
    if (group->title && group->title[0]) {
        str_append(out, "<title>");
        xml_escape(out, group->title);
        str_append(out, "</title>");
    }
    str_char(out, '\n');
}

/* How many items from `at` on become one path */
static size_t paths_joinable(const struct scene_item *items, size_t count, size_t at)
{
    size_t end = at + 1;
    while (end < count && items[end].kind == SCENE_PATH &&
           paint_is_joinable(&items[at].paint, &items[end].paint))
        end++;
    return end - at;
}

/* Writes items from *at to the end of the group that they stand in. */
static void items_write(
    struct svg *svg, const struct scene_item *items, size_t count, size_t *at, struct origin origin)
{
    for (; *at < count && items[*at].kind != SCENE_GROUP_END; ++*at) {
        const struct scene_item *item = &items[*at];
        if (item->kind == SCENE_PATH) {
            size_t joined = paths_joinable(items, count, *at);
            paths_write(svg, item, joined, origin);
            *at += joined - 1;
        }
        if (item->kind == SCENE_TEXT && svg->outlines)
            outline_write(svg, item, origin);
        if (item->kind == SCENE_TEXT && !svg->outlines)
            text_write(svg, item, origin);
        if (item->kind != SCENE_GROUP_BEGIN)
            continue;
        const char *element = group_element(&item->group);
        ++*at;
        if (items[*at].kind == SCENE_GROUP_END)
            continue;
        if (element)
            group_begin(svg, &item->group, element);
        items_write(svg, items, count, at, origin_inside(origin, &item->group));
        if (element)
            str_printf(&svg->body, "</%s>\n", element);
    }
}

/* fonts and style */

static int characters_compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Sorted, each once */
static size_t characters_tidy(uint32_t *characters, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(characters, count, sizeof *characters, characters_compare);
    for (size_t i = 0; i < count; i++)
        if (!kept || characters[kept - 1] != characters[i])
            characters[kept++] = characters[i];
    return kept;
}

static void base64_append(struct str *out, struct bytes bytes)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.length; i += 3) {
        size_t left = bytes.length - i;
        unsigned long group = (unsigned long)bytes.at[i] << 16;
        group |= left > 1 ? (unsigned long)bytes.at[i + 1] << 8 : 0;
        group |= left > 2 ? bytes.at[i + 2] : 0;
        char four[4] = {letters[group >> 18], letters[group >> 12 & 63],
            left > 1 ? letters[group >> 6 & 63] : '=', left > 2 ? letters[group & 63] : '='};
        str_append_bytes(out, four, sizeof four);
    }
}

static bool face_write(struct svg *svg, struct text *text, enum text_face face, struct str *out)
{
    struct bytes font;
    uint32_t *characters = svg->characters[face].at;
    size_t count = characters_tidy(characters, svg->characters[face].count);
    if (!count)
        return true;
    if (!text_subset(text, face, characters, count, true, svg->arena, &font))
        return false;
    str_printf(out, "@font-face{font-family:\"" PREFIX "-%s\";font-weight:%d;src:url(data:font/woff;base64,",
        face_is_condensed(face) ? "condensed" : "sans", face_weight(face));
    base64_append(out, font);
    str_append(out, ")format(\"woff\")}\n");
    return true;
}

static bool uses(const struct svg *svg, bool condensed)
{
    size_t count = 0;
    for (enum text_face face = 0; face < FACE_COUNT; face++)
        count += face_is_condensed(face) == condensed ? svg->characters[face].count : 0;
    return count;
}

static void rules_write(const struct svg *svg, struct str *out)
{
    bool embed = svg->text == SVG_TEXT_EMBED;
    if (embed && uses(svg, false))
        str_append(out, "." PREFIX "{font-family:\"" PREFIX "-sans\",\"IBM Plex Sans\",Arial,sans-serif}\n");
    if (!uses(svg, true))
        return;
    str_append(out, "." PREFIX "_c{font-family:");
    if (embed)
        str_append(out, "\"" PREFIX "-condensed\",");
    str_append(out, "\"IBM Plex Sans Condensed\",\"Arial Narrow\",Arial,sans-serif}\n");
}

static bool style_write(struct svg *svg, struct text *text, struct str *out)
{
    struct str style = str_init(svg->arena);
    if (svg->text == SVG_TEXT_OUTLINE)
        return true;
    if (svg->text == SVG_TEXT_EMBED)
        for (enum text_face face = 0; face < FACE_COUNT; face++)
            if (!face_write(svg, text, face, &style))
                return false;
    rules_write(svg, &style);
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
    str_append(out, "<g");
    if (svg->text == SVG_TEXT_EMBED && uses(svg, false))
        str_append(out, " class=\"" PREFIX "\"");
    if (svg->text != SVG_TEXT_OUTLINE && svg->usual_size > 0) {
        str_append(out, " font-family=\"'IBM Plex Sans',Arial,sans-serif\"");
        number_attribute(out, "font-size", svg->usual_size);
        colour_attribute(out, svg->theme, "fill", USUAL_COLOUR);
        str_append(out, " text-rendering=\"geometricPrecision\"");
    }
    str_append(out, ">\n");
}

static void head_write(const struct scene *scene, struct str *out)
{
    const char *title = scene_title(scene), *description = description_of(scene);
    str_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    str_number(out, scene_width(scene), 2);
    str_char(out, ' ');
    str_number(out, scene_height(scene), 2);
    str_append(out, "\" width=\"");
    str_number(out, scene_width(scene) / POINTS_A_PIXEL, 2);
    str_append(out, "\" height=\"");
    str_number(out, scene_height(scene) / POINTS_A_PIXEL, 2);
    str_char(out, '"');
    xml_attribute(out, "lang", scene_language(scene));
    str_append(out, " role=\"img\"");
    if (title[0] || description[0])
        str_printf(out, " aria-labelledby=\"%s%s%s\"", title[0] ? PREFIX "_title" : "",
            title[0] && description[0] ? " " : "", description[0] ? PREFIX "_desc" : "");
    str_append(out, ">\n");
    described_write(out, "title", "title", title);
    described_write(out, "desc", "desc", description);
}

static void definitions_write(struct svg *svg, struct str *out)
{
    if (!svg->hatches.count)
        return;
    str_append(out, "<defs>");
    for (size_t i = 0; i < svg->hatches.count; i++)
        hatch_write(svg, out, i);
    str_append(out, "</defs>\n");
}

/* A card of its own, so that dark pages do not swallow dark letters */
static void paper_write(struct svg *svg, const struct scene *scene, struct str *out)
{
    str_append(out, "<path d=\"M0 0h");
    str_number(out, scene_width(scene), 2);
    str_char(out, 'v');
    str_number(out, scene_height(scene), 2);
    str_append(out, "H0z\"");
    colour_attribute(out, svg->theme, "fill", (struct colour){.role = ROLE_PAPER});
    str_append(out, "/>\n");
}

/* 24 bits of FNV-1a over the whole document, embedded fonts included */
static const char *prefix_make(struct arena *arena, const struct str *document)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < document->length; i++)
        hash = (hash ^ (unsigned char)document->at[i]) * 0x100000001b3u;
    hash ^= hash >> 32;
    return arena_printf(arena, "db%06x", (unsigned)((hash ^ hash >> 24) & 0xFFFFFF));
}

static struct bytes prefix_fill(struct arena *arena, const struct str *document)
{
    const char *prefix = prefix_make(arena, document), *at = str_text(document), *end = at + document->length;
    struct str out = str_init(arena);
    while (at < end) {
        size_t length = strcspn(at, PREFIX);
        str_append_bytes(&out, at, length);
        at += length;
        if (at < end)
            str_append(&out, prefix);
        at += at < end;
    }
    return (struct bytes){(const unsigned char *)out.at, out.length};
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

struct size_count {
    double size;
    size_t texts;
};

/* The size that most texts have, 0 without any; the smaller of equals, so that nothing depends on their order
 */
static double usual_size_find(struct arena *arena, const struct scene *scene)
{
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    LIST(struct size_count) sizes = {0};
    struct size_count usual = {0, 0};
    for (size_t i = 0; i < count; i++) {
        size_t n = 0;
        if (items[i].kind != SCENE_TEXT)
            continue;
        while (n < sizes.count && !number_is_same(sizes.at[n].size, items[i].run->style.size))
            n++;
        if (n == sizes.count)
            list_push(arena, &sizes)->size = items[i].run->style.size;
        sizes.at[n].texts++;
    }
    for (size_t n = 0; n < sizes.count; n++)
        if (sizes.at[n].texts > usual.texts ||
            (sizes.at[n].texts == usual.texts && sizes.at[n].size < usual.size))
            usual = sizes.at[n];
    return usual.size;
}

static void body_write(struct svg *svg, const struct scene *scene)
{
    size_t count, at = 0;
    const struct scene_item *items = scene_items(scene, &count);
    items_write(svg, items, count, &at, (struct origin){0, 0});
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

static bool failure_add(struct diags *diags, const char *reason)
{
    diags_add(
        diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL, "the SVG could not be made: %s", reason);
    return false;
}

bool svg_write(struct arena *arena, struct text *text, const struct scene *scene,
    const struct svg_options *options, struct bytes *bytes, struct diags *diags)
{
    struct svg svg = {.arena = arena, .text = options->text, .body = str_init(arena)};
    struct str document = str_init(arena);
    svg.theme = options->theme ? options->theme : theme_light();
    svg.usual_size = usual_size_find(arena, scene);
    if (!scene_is_drawable(scene))
        return failure_add(diags, "the figure is empty or holds a number out of range");
    if (!scene_write(&svg, scene))
        return failure_add(diags, "letters have no outlines");
    head_write(scene, &document);
    if (!style_write(&svg, text, &document))
        return failure_add(diags, "a font could not be reduced to the characters used");
    definitions_write(&svg, &document);
    paper_write(&svg, scene, &document);
    defaults_write(&svg, &document);
    str_append(&document, str_text(&svg.body));
    str_append(&document, "</g>\n</svg>\n");
    *bytes = prefix_fill(arena, &document);
    return true;
}
