/* SPDX-License-Identifier: MIT */
/*
 * A reader of elements and attributes (no DTD, no entities but the five of XML, no namespaces), and what each
 * element draws. Points are taken through the transformations of the groups around them, then into the box
 * of the logo; what would lie outside of the box is refused, for it would lie on the page.
 */
#include "logo.h"

#include "list.h"
#include "logo_path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double outside_slack = 0.02; /* of the box: curves are looked at in steps */

struct attribute {
    struct slice name;
    const char *value;
    size_t offset;
};

struct inherited { /* inherited */
    struct matrix matrix;
    enum role fill; /* NONE, INK, or LOGO_1: rgb */
    struct rgb rgb;
    bool even_odd;
};

struct reader {
    struct arena *arena;
    struct diags *diags;
    const char *file, *text;
    size_t length, at;
    struct attribute attributes[FIXED_LOGO_ATTRIBUTES];
    size_t attribute_count;
    struct inherited styles[FIXED_LOGO_DEPTH];
    struct slice names[FIXED_LOGO_DEPTH];
    size_t depth;
    double height;       /* of the result */
    double box[4];       /* viewBox */
    struct scene *scene; /* NULL until <svg> was read */
    struct logo_colours *colours;
    size_t segments;
    bool failed, closed;
};

/* ---- places and faults ---- */

static struct place place_at(const struct reader *reader, size_t offset)
{
    struct place place = {reader->file, 1, 1};
    for (size_t i = 0; i < offset; i++) {
        place.column++;
        if (reader->text[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}

static void fault(struct reader *reader, size_t offset, const char *hint, const char *sentence)
{
    diags_add(reader->diags, DIAG_BAD_LOGO, place_at(reader, offset), NULL, hint, "%s", sentence);
    reader->failed = true;
}

static const char *slice_text(struct reader *reader, struct slice slice)
{
    return str_quoted(reader->arena, arena_strndup(reader->arena, slice.at, slice.length));
}

static const char usual_hint[] =
    "save the logo as plain SVG with shapes turned into filled paths, or use a PNG";

/* ---- the reader of XML ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void spaces_skip(struct reader *reader)
{
    while (reader->at < reader->length && is_space(reader->text[reader->at]))
        reader->at++;
}

static bool starts(const struct reader *reader, const char *word)
{
    return str_starts(reader->text + reader->at, word);
}

/* Past the end of `end`; false: it does not come */
static bool skip_past(struct reader *reader, const char *end)
{
    const char *found = strstr(reader->text + reader->at, end);
    if (!found)
        return false;
    reader->at = (size_t)(found - reader->text) + strlen(end);
    return true;
}

static struct slice name_read(struct reader *reader)
{
    size_t from = reader->at;
    while (reader->at < reader->length &&
           (is_letter(reader->text[reader->at]) || is_digit(reader->text[reader->at]) ||
               (reader->text[reader->at] && strchr(":_-.", reader->text[reader->at]))))
        reader->at++;
    return (struct slice){reader->text + from, reader->at - from};
}

/* name = "value" … up to > or />; *empty: the element has no inside */
static bool attributes_read(struct reader *reader, bool *empty)
{
    reader->attribute_count = 0;
    for (;;) {
        spaces_skip(reader);
        size_t offset = reader->at;
        *empty = starts(reader, "/>");
        if (*empty || starts(reader, ">")) {
            reader->at += *empty ? 2 : 1;
            return true;
        }
        struct slice name = name_read(reader);
        spaces_skip(reader);
        bool good = name.length && starts(reader, "=");
        reader->at += good;
        spaces_skip(reader);
        char quote = reader->text[reader->at];
        const char *end =
            good && (quote == '"' || quote == '\'') ? strchr(reader->text + reader->at + 1, quote) : NULL;
        if (!end || reader->attribute_count == FIXED_LOGO_ATTRIBUTES) {
            fault(reader, offset, usual_hint,
                end ? "an element has too many attributes"
                    : "this is no SVG: an attribute is written name=\"value\"");
            return false;
        }
        const char *from = reader->text + reader->at + 1;
        reader->attributes[reader->attribute_count++] =
            (struct attribute){name, arena_strndup(reader->arena, from, (size_t)(end - from)), offset};
        reader->at = (size_t)(end - reader->text) + 1;
    }
}

static const char *attribute_find(const struct reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->attribute_count; i++)
        if (slice_equals(reader->attributes[i].name, name))
            return reader->attributes[i].value;
    return NULL;
}

/* ---- values ---- */

/* "12", "12px"; other units and anything else: false */
static bool number_of(const char *text, double *number)
{
    const char *at = text;
    if (!svg_number(&at, number))
        return false;
    if (str_starts(at, "px"))
        at += 2;
    while (is_space(*at))
        at++;
    return !*at;
}

static double number_or(struct reader *reader, const char *name, double otherwise)
{
    const char *value = attribute_find(reader, name);
    double number = otherwise;
    if (value && !number_of(value, &number)) {
        for (size_t i = 0; i < reader->attribute_count; i++)
            if (slice_equals(reader->attributes[i].name, name))
                fault(reader, reader->attributes[i].offset, "lengths are plain numbers",
                    arena_printf(
                        reader->arena, "'%s' is no number: '%s'", name, str_quoted(reader->arena, value)));
        return otherwise;
    }
    return number;
}

static bool rgb_of(const char *text, struct rgb *rgb)
{
    static const struct {
        const char *name, *hex;
    } named[] = {{"black", "#000000"}, {"white", "#ffffff"}, {"red", "#ff0000"}, {"green", "#008000"},
        {"blue", "#0000ff"}, {"yellow", "#ffff00"}, {"orange", "#ffa500"}, {"gray", "#808080"},
        {"grey", "#808080"}, {"silver", "#c0c0c0"}, {"navy", "#000080"}, {"maroon", "#800000"}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (str_equals_any_case(text, named[i].name))
            return rgb_parse(named[i].hex, rgb);
    return rgb_parse(text, rgb);
}

static void fill_set(struct reader *reader, struct inherited *style, const char *value, size_t offset)
{
    struct rgb rgb;
    if (!strcmp(value, "none") || !strcmp(value, "currentColor")) {
        style->fill = value[0] == 'n' ? ROLE_NONE : ROLE_INK;
        return;
    }
    if (!rgb_of(value, &rgb)) {
        fault(reader, offset, "colours are written #rrggbb, or currentColor for the ink of the page",
            arena_printf(reader->arena, "a logo has no fill '%s'", str_quoted(reader->arena, value)));
        return;
    }
    style->fill = ROLE_LOGO_1;
    style->rgb = rgb;
}

/* The role of a colour that is drawn with: one already met, or the next; ROLE_NONE: there are too many */
static enum role role_of(struct reader *reader, struct rgb rgb)
{
    struct logo_colours *colours = reader->colours;
    char hex[8], other[8];
    theme_hex(rgb, hex);
    for (size_t i = 0; i < colours->count; i++) {
        theme_hex(colours->at[i], other);
        if (!strcmp(hex, other))
            return (enum role)(ROLE_LOGO_1 + i);
    }
    if (colours->count == LOGO_COLOURS)
        return ROLE_NONE;
    colours->at[colours->count] = rgb;
    return (enum role)(ROLE_LOGO_1 + colours->count++);
}

/* One property, as an attribute or in style="…"; false: it is not one of those that are understood */
static bool property_set(
    struct reader *reader, struct inherited *style, const char *name, const char *value, size_t offset)
{
    static const char *const full[] = {"opacity", "fill-opacity", "stroke-opacity"};
    static const char *const idle[] = {"stroke-width", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "clip-rule", "shape-rendering", "color-rendering", "enable-background",
        "stroke-dasharray"};
    double number;
    if (!strcmp(name, "fill")) {
        fill_set(reader, style, value, offset);
        return true;
    }
    if (!strcmp(name, "fill-rule")) {
        style->even_odd = !strcmp(value, "evenodd");
        return style->even_odd || !strcmp(value, "nonzero");
    }
    for (size_t i = 0; i < sizeof full / sizeof *full; i++)
        if (!strcmp(name, full[i]))
            return number_of(value, &number) && number >= 1;
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (!strcmp(name, idle[i]))
            return true;
    return !strcmp(name, "stroke") && !strcmp(value, "none");
}

static void property_fault(struct reader *reader, const char *name, const char *value, size_t offset)
{
    fault(reader, offset, usual_hint,
        arena_printf(reader->arena, "a logo cannot have %s=\"%s\"", str_quoted(reader->arena, name),
            str_quoted(reader->arena, value)));
}

/* style="fill:#123456;stroke:none" */
static void style_read(struct reader *reader, struct inherited *style, const char *text, size_t offset)
{
    while (*text) {
        size_t length = strcspn(text, ";"), colon = strcspn(text, ":;");
        if (colon < length) {
            const char *name = str_trimmed(reader->arena, arena_strndup(reader->arena, text, colon));
            const char *value = str_trimmed(
                reader->arena, arena_strndup(reader->arena, text + colon + 1, length - colon - 1));
            if (!property_set(reader, style, name, value, offset))
                property_fault(reader, name, value, offset);
        }
        text += length + (text[length] == ';');
    }
}

/* Says nothing of how anything looks */
static bool is_idle(struct slice name)
{
    static const char *const idle[] = {"id", "class", "version", "role", "focusable", "x", "y", "width",
        "height", "viewBox", "preserveAspectRatio", "d", "points", "cx", "cy", "r", "rx", "ry",
        "baseProfile"};
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (slice_equals(name, idle[i]))
            return true;
    return !strncmp(name.at, "xmlns", 5) || !strncmp(name.at, "xml:", 4) || !strncmp(name.at, "data-", 5) ||
           !strncmp(name.at, "aria-", 5) || !strncmp(name.at, "inkscape:", 9) ||
           !strncmp(name.at, "sodipodi:", 9);
}

static struct inherited style_inside(struct reader *reader)
{
    struct inherited style = {.matrix = matrix_none()};
    if (reader->depth)
        style = reader->styles[reader->depth - 1];
    else
        fill_set(reader, &style, "black", 0);
    for (size_t i = 0; i < reader->attribute_count; i++) {
        const struct attribute *at = &reader->attributes[i];
        const char *name = arena_strndup(reader->arena, at->name.at, at->name.length);
        if (!strcmp(name, "style"))
            style_read(reader, &style, at->value, at->offset);
        else if (!strcmp(name, "transform") && svg_transform(at->value, &style.matrix))
            continue;
        else if (!is_idle(at->name) && !property_set(reader, &style, name, at->value, at->offset))
            property_fault(reader, name, at->value, at->offset);
    }
    return style;
}

/* ---- elements ---- */

static bool point_is_inside(const struct reader *reader, double x, double y)
{
    double slack = outside_slack * fmax(scene_width(reader->scene), scene_height(reader->scene));
    return x >= -slack && y >= -slack && x <= scene_width(reader->scene) + slack &&
           y <= scene_height(reader->scene) + slack;
}

static bool segment_is_inside(
    const struct reader *reader, const struct segment *segment, double from_x, double from_y)
{
    enum { STEPS = 12 };
    if (segment->kind != SEGMENT_CURVE)
        return segment->kind == SEGMENT_CLOSE || point_is_inside(reader, segment->x, segment->y);
    for (int step = 1; step <= STEPS; step++) {
        double t = (double)step / STEPS, u = 1 - t;
        double x = u * u * u * from_x + 3 * u * u * t * segment->x1 + 3 * u * t * t * segment->x2 +
                   t * t * t * segment->x;
        double y = u * u * u * from_y + 3 * u * u * t * segment->y1 + 3 * u * t * t * segment->y2 +
                   t * t * t * segment->y;
        if (!point_is_inside(reader, x, y))
            return false;
    }
    return true;
}

static void segment_take(struct reader *reader, struct matrix matrix, struct segment *segment)
{
    matrix_apply(matrix, &segment->x1, &segment->y1);
    matrix_apply(matrix, &segment->x2, &segment->y2);
    matrix_apply(matrix, &segment->x, &segment->y);
    switch (segment->kind) {
    case SEGMENT_MOVE:
        scene_move(reader->scene, segment->x, segment->y);
        break;
    case SEGMENT_LINE:
        scene_line(reader->scene, segment->x, segment->y);
        break;
    case SEGMENT_CURVE:
        scene_curve(
            reader->scene, segment->x1, segment->y1, segment->x2, segment->y2, segment->x, segment->y);
        break;
    case SEGMENT_CLOSE:
        scene_close(reader->scene);
    }
}

static void shape_draw(struct reader *reader, const struct inherited *style, struct svg_path *path,
    size_t offset, const char *name)
{
    reader->segments += path->count;
    if (reader->segments > FIXED_LOGO_SEGMENTS) {
        fault(reader, offset, "use a simpler drawing, or a PNG", "the logo has too many segments");
        return;
    }
    if (style->fill == ROLE_NONE || path->count < 2)
        return;
    struct matrix matrix =
        matrix_times((struct matrix){reader->height / reader->box[3], 0, 0, reader->height / reader->box[3],
                         -reader->box[0] * reader->height / reader->box[3],
                         -reader->box[1] * reader->height / reader->box[3]},
            style->matrix);
    double x = 0, y = 0;
    bool inside = true;
    for (size_t i = 0; i < path->count && inside; i++) {
        struct segment *segment = &path->at[i], probe = *segment;
        matrix_apply(matrix, &probe.x1, &probe.y1);
        matrix_apply(matrix, &probe.x2, &probe.y2);
        matrix_apply(matrix, &probe.x, &probe.y);
        inside = isfinite(probe.x1 + probe.y1 + probe.x2 + probe.y2 + probe.x + probe.y) &&
                 fabs(probe.x1) < 1e5 && fabs(probe.y1) < 1e5 && fabs(probe.x2) < 1e5 &&
                 fabs(probe.y2) < 1e5 && segment_is_inside(reader, &probe, x, y);
        x = segment->kind == SEGMENT_CLOSE ? x : probe.x;
        y = segment->kind == SEGMENT_CLOSE ? y : probe.y;
    }
    if (!inside) {
        fault(reader, offset, "crop the drawing, or make its viewBox larger",
            arena_printf(reader->arena, "<%s> reaches out of the logo's viewBox", name));
        return;
    }
    for (size_t i = 0; i < path->count; i++)
        segment_take(reader, matrix, &path->at[i]);
    enum role role = style->fill == ROLE_INK ? ROLE_INK : role_of(reader, style->rgb);
    if (role == ROLE_NONE)
        fault(reader, offset, "use fewer, or a PNG",
            arena_printf(reader->arena, "a logo has at most %d colours", LOGO_COLOURS));
    scene_paint(reader->scene, (struct paint){.fill = {.role = role}, .even_odd = style->even_odd});
}

static bool shape_read(struct reader *reader, const char *name, struct svg_path *path)
{
    double x = number_or(reader, "x", 0), y = number_or(reader, "y", 0);
    if (!strcmp(name, "rect")) {
        double rx = number_or(reader, "rx", -1), ry = number_or(reader, "ry", rx);
        svg_rectangle(
            path, x, y, number_or(reader, "width", 0), number_or(reader, "height", 0), rx < 0 ? ry : rx, ry);
        return true;
    }
    if (!strcmp(name, "circle") || !strcmp(name, "ellipse")) {
        double r = number_or(reader, "r", 0);
        svg_ellipse(path, number_or(reader, "cx", 0), number_or(reader, "cy", 0), number_or(reader, "rx", r),
            number_or(reader, "ry", r));
        return true;
    }
    const char *data = attribute_find(reader, !strcmp(name, "path") ? "d" : "points");
    if (!strcmp(name, "path"))
        return svg_path_read(path, data ? data : "");
    return svg_polygon_read(path, data ? data : "", true);
}

static void svg_open(struct reader *reader, size_t offset)
{
    const char *view = attribute_find(reader, "viewBox");
    bool good = true;
    if (view) {
        const char *at = view;
        for (int i = 0; i < 4 && good; i++)
            good = svg_number(&at, &reader->box[i]);
    } else {
        const char *width = attribute_find(reader, "width"), *height = attribute_find(reader, "height");
        good = width && height && number_of(width, &reader->box[2]) && number_of(height, &reader->box[3]);
    }
    double ratio = good && reader->box[3] > 0 ? reader->box[2] / reader->box[3] : 0;
    if (!good || !(ratio > 0.05 && ratio < 20) || fabs(reader->box[0]) > 1e6 || fabs(reader->box[1]) > 1e6 ||
        reader->box[3] < 1e-3 || reader->box[3] > 1e6) {
        fault(reader, offset, "viewBox=\"0 0 WIDTH HEIGHT\" says how large it is",
            "the logo has no size, or one side is over twenty times the other");
        return;
    }
    reader->scene = scene_create(reader->arena, reader->height * ratio, reader->height);
}

/* Words that nobody draws */
static bool is_silent(const char *name)
{
    return !strcmp(name, "title") || !strcmp(name, "desc") || !strcmp(name, "metadata");
}

static void element_begin(struct reader *reader)
{
    static const char *const shapes[] = {"path", "rect", "circle", "ellipse", "polygon", "polyline"};
    size_t offset = reader->at - 1;
    struct slice slice = name_read(reader);
    const char *name = slice_text(reader, slice);
    bool empty;
    if (!attributes_read(reader, &empty))
        return;
    if (is_silent(name)) {
        if (!empty && !skip_past(reader, arena_printf(reader->arena, "</%s", name)))
            fault(reader, offset, NULL, arena_printf(reader->arena, "<%s> is not closed", name));
        else if (!empty)
            skip_past(reader, ">");
        return;
    }
    bool shape = false, whole = !strcmp(name, "svg"), group = !strcmp(name, "g") || !strcmp(name, "defs");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        shape = shape || !strcmp(name, shapes[i]);
    if (whole ? reader->depth > 0
              : !reader->scene || !(shape || group) || (!strcmp(name, "defs") && !empty)) {
        fault(reader, offset, usual_hint,
            reader->scene ? arena_printf(reader->arena, "a logo cannot hold <%s>", name)
                          : arena_printf(reader->arena, "this is no SVG: it begins with <%s>", name));
        return;
    }
    if (reader->depth == FIXED_LOGO_DEPTH) {
        fault(reader, offset, NULL, "groups are nested too deeply");
        return;
    }
    if (whole)
        svg_open(reader, offset);
    struct inherited style = style_inside(reader);
    struct svg_path path = {.arena = reader->arena, .most = FIXED_LOGO_SEGMENTS};
    if (shape && !reader->failed) {
        if (!shape_read(reader, name, &path))
            fault(reader, offset, NULL,
                arena_printf(reader->arena, "the outline of <%s> cannot be read, or is too long", name));
        else
            shape_draw(reader, &style, &path, offset, name);
    }
    if (empty) {
        reader->closed = reader->closed || whole;
        return;
    }
    reader->styles[reader->depth] = style;
    reader->names[reader->depth++] = slice;
}

static void element_end(struct reader *reader)
{
    size_t offset = reader->at - 2;
    struct slice name = name_read(reader);
    spaces_skip(reader);
    bool match = reader->depth && name.length == reader->names[reader->depth - 1].length &&
                 !memcmp(name.at, reader->names[reader->depth - 1].at, name.length) && starts(reader, ">");
    if (!match) {
        fault(reader, offset, NULL,
            arena_printf(reader->arena, "</%s> closes what is not open", slice_text(reader, name)));
        return;
    }
    reader->at++;
    reader->closed = --reader->depth == 0;
}

/* One piece of the file: an element's begin or end, a comment, space */
static void piece_read(struct reader *reader)
{
    size_t offset = reader->at;
    if (starts(reader, "<!--") || starts(reader, "<?")) {
        if (!skip_past(reader, starts(reader, "<?") ? "?>" : "-->"))
            fault(reader, offset, NULL, "a comment is not closed");
    } else if (starts(reader, "<!")) {
        fault(
            reader, offset, "take it out: a logo needs none", "a logo has no document type and no entities");
    } else if (starts(reader, "</")) {
        reader->at += 2;
        element_end(reader);
    } else if (starts(reader, "<") && !reader->closed) {
        reader->at++;
        element_begin(reader);
    } else if (is_space(reader->text[reader->at])) {
        spaces_skip(reader);
    } else {
        fault(reader, offset, usual_hint,
            reader->scene ? "a logo cannot hold text: turn it into paths" : "this is no SVG");
    }
}

struct scene *logo_parse(struct arena *arena, const char *file, struct bytes bytes, double height,
    struct logo_colours *colours, struct diags *diags)
{
    struct reader *reader = arena_new(arena, struct reader);
    *reader = (struct reader){.arena = arena,
        .diags = diags,
        .file = arena_strdup(arena, file),
        .text = arena_strndup(arena, (const char *)bytes.at, bytes.length),
        .height = height,
        .colours = colours};
    reader->length = strlen(reader->text); /* what follows a NUL is not looked at: it is not closed then */
    *colours = (struct logo_colours){0};
    if (str_starts(reader->text, "\xEF\xBB\xBF"))
        reader->at = 3;
    while (reader->at < reader->length && !reader->failed)
        piece_read(reader);
    if (!reader->failed && !reader->closed)
        fault(reader, reader->length, NULL,
            reader->scene ? "the file ends before the logo does" : "this is no SVG");
    return reader->failed ? NULL : reader->scene;
}
