/* SPDX-License-Identifier: MIT */
/*
 * dump: a scene as exact, readable text: one item a line, groups indented, numbers to 1/100 point, colours by
 * role.
 *
 * In: a scene. Out: text for tests and for reading. Every field that changes a picture is there, so that two
 * scenes with the same dump give the same bytes in every writer. "commerce+0.6~0.2" is the role, mixed 0.6
 * towards paper (− towards ink), 0.2 transparent.
 */
#include "scene.h"

#include <assert.h>

static const char *const role_names[] = {
    [ROLE_NONE] = "none",
    [ROLE_PAPER] = "paper",
    [ROLE_INK] = "ink",
    [ROLE_SECONDARY] = "secondary",
    [ROLE_FAINT] = "faint",
    [ROLE_RULE] = "rule",
    [ROLE_TINT] = "tint",
    [ROLE_ACCENT] = "accent",
    [ROLE_CAPITAL] = "capital",
    [ROLE_COMMERCE] = "commerce",
    [ROLE_BUILD] = "build",
    [ROLE_OWNERSHIP] = "ownership",
    [ROLE_RELATION] = "relation",
    [ROLE_OTHER] = "other",
    [ROLE_LOGO_1] = "logo-1",
    [ROLE_LOGO_1 + 1] = "logo-2",
    [ROLE_LOGO_1 + 2] = "logo-3",
    [ROLE_LOGO_1 + 3] = "logo-4",
    [ROLE_LOGO_1 + 4] = "logo-5",
    [ROLE_LOGO_1 + 5] = "logo-6",
    [ROLE_LOGO_1 + 6] = "logo-7",
    [ROLE_LOGO_1 + 7] = "logo-8",
};
static_assert(sizeof role_names / sizeof *role_names == ROLE_COUNT, "every role has a name");

static const char *const tag_names[] = {
    [TAG_NONE] = "",
    [TAG_DOCUMENT] = " document",
    [TAG_SECTION] = " section",
    [TAG_H1] = " h1",
    [TAG_H2] = " h2",
    [TAG_H3] = " h3",
    [TAG_P] = " p",
    [TAG_FIGURE] = " figure",
    [TAG_CAPTION] = " caption",
    [TAG_TABLE] = " table",
    [TAG_TR] = " tr",
    [TAG_TH] = " th",
    [TAG_TD] = " td",
    [TAG_LIST] = " list",
    [TAG_ITEM] = " item",
    [TAG_LINK] = " link",
    [TAG_NOTE] = " note",
    [TAG_SPAN] = " span",
    [TAG_ARTIFACT] = " artifact",
    [TAG_LABEL] = " label",
};
static_assert(sizeof tag_names / sizeof *tag_names == TAG_LABEL + 1, "every tag has a name");

static const char *const scope_names[] = {
    [SCOPE_NONE] = NULL,
    [SCOPE_COLUMN] = "column",
    [SCOPE_ROW] = "row",
    [SCOPE_BOTH] = "both",
};

static const char *const face_names[] = {
    [FACE_REGULAR] = "regular",
    [FACE_MEDIUM] = "medium",
    [FACE_SEMIBOLD] = "semibold",
    [FACE_CONDENSED] = "condensed",
    [FACE_CONDENSED_MEDIUM] = "condensed-medium",
    [FACE_CONDENSED_SEMIBOLD] = "condensed-semibold",
};
static_assert(sizeof face_names / sizeof *face_names == FACE_COUNT, "every face has a name");

const char *role_name(enum role role)
{
    return role_names[role];
}

static void number_dump(struct str *out, const char *before, double value)
{
    str_append(out, before);
    str_number(out, value, 2);
}

static void quoted_dump(struct str *out, const char *string)
{
    str_char(out, '"');
    for (; *string; string++) {
        if (*string == '"' || *string == '\\')
            str_printf(out, "\\%c", *string);
        else if (*string == '\n')
            str_append(out, "\\n");
        else
            str_char(out, *string);
    }
    str_char(out, '"');
}

static void attribute_dump(struct str *out, const char *name, const char *value)
{
    if (!value)
        return;
    str_printf(out, " %s=", name);
    quoted_dump(out, value);
}

static void colour_dump(struct str *out, struct colour colour)
{
    str_printf(out, " %s", role_name(colour.role));
    if (colour.shade > 0)
        str_char(out, '+');
    if (colour.shade < 0 || colour.shade > 0)
        str_number(out, (double)colour.shade, 2);
    if (colour.transparency > 0)
        number_dump(out, "~", (double)colour.transparency);
}

static void group_dump(struct str *out, const struct scene_group *group)
{
    str_printf(out, "group%s", tag_names[group->tag]);
    if (group->x < 0 || group->x > 0 || group->y < 0 || group->y > 0) {
        number_dump(out, " at ", group->x);
        number_dump(out, " ", group->y);
    }
    attribute_dump(out, "id", group->id);
    attribute_dump(out, "css", group->css);
    attribute_dump(out, "mark", group->mark);
    attribute_dump(out, "title", group->title);
    attribute_dump(out, "alt", group->alt);
    attribute_dump(out, "link", group->link);
    attribute_dump(out, "target", group->target);
    if (group->link || group->target) {
        number_dump(out, " box ", group->link_x);
        number_dump(out, " ", group->link_y);
        number_dump(out, " ", group->link_width);
        number_dump(out, " ", group->link_height);
    }
    attribute_dump(out, "anchor", group->anchor);
    attribute_dump(out, "bookmark", group->bookmark);
    attribute_dump(out, "language", group->language);
    attribute_dump(out, "scope", scope_names[group->scope]);
    if (group->column_span > 1)
        str_printf(out, " span %d", group->column_span);
    if (group->continues)
        str_append(out, " continues");
    for (size_t i = 0; i < group->data_count; i++) {
        str_append(out, " data-");
        str_printf(out, "%s=", group->data[i].name);
        quoted_dump(out, group->data[i].value);
    }
}

static void segment_dump(struct str *out, const struct segment *segment)
{
    static const char *const letters[] = {" M", " L", " C", " Z"};
    str_append(out, letters[segment->kind]);
    if (segment->kind == SEGMENT_CURVE) {
        number_dump(out, " ", segment->x1);
        number_dump(out, " ", segment->y1);
        number_dump(out, " ", segment->x2);
        number_dump(out, " ", segment->y2);
    }
    if (segment->kind != SEGMENT_CLOSE) {
        number_dump(out, " ", segment->x);
        number_dump(out, " ", segment->y);
    }
}

static void path_dump(struct str *out, const struct scene_item *item)
{
    static const char *const dashes[] = {"", " dashed", " dotted"};
    const struct paint *paint = &item->paint;
    str_append(out, "path");
    for (size_t i = 0; i < item->segment_count; i++)
        segment_dump(out, &item->segments[i]);
    if (paint->fill.role) {
        str_append(out, " fill");
        colour_dump(out, paint->fill);
    }
    if (paint->hatch.role) {
        str_append(out, " hatch");
        colour_dump(out, paint->hatch);
        number_dump(out, " gap ", paint->hatch_gap);
        number_dump(out, " width ", paint->hatch_width);
    }
    if (paint->stroke.role) {
        str_append(out, " stroke");
        colour_dump(out, paint->stroke);
        number_dump(out, " ", paint->stroke_width);
        str_append(out, dashes[paint->dash]);
        if (paint->dash_unit > 0)
            number_dump(out, " ", paint->dash_unit);
        str_append(out, paint->round ? " round" : "");
    }
    str_append(out, paint->even_odd ? " even-odd" : "");
}

static void text_dump(struct str *out, const struct scene_item *item)
{
    number_dump(out, "text ", item->x);
    number_dump(out, " ", item->y);
    str_printf(out, " %s", face_names[item->run->style.face]);
    number_dump(out, "/", item->run->style.size);
    number_dump(out, " w ", item->run->width);
    colour_dump(out, item->colour);
    if (item->halo.role) {
        str_append(out, " halo");
        colour_dump(out, item->halo);
        number_dump(out, " ", item->halo_width);
    }
    str_char(out, ' ');
    quoted_dump(out, item->run->string);
}

static void image_dump(struct str *out, const struct scene_item *item)
{
    number_dump(out, "image ", item->x);
    number_dump(out, " ", item->y);
    number_dump(out, " ", item->width);
    number_dump(out, " ", item->height);
    str_printf(out, " bytes %zu", item->image.length);
}

static void scene_head_dump(const struct scene *scene, struct str *out)
{
    number_dump(out, "scene ", scene_width(scene));
    number_dump(out, " ", scene_height(scene));
    attribute_dump(out, "title", scene_title(scene));
    attribute_dump(out, "description", scene_description(scene));
    attribute_dump(out, "language", scene_language(scene));
    str_char(out, '\n');
}

void scene_dump(const struct scene *scene, struct str *out)
{
    size_t count, depth = 1;
    const struct scene_item *items = scene_items(scene, &count);
    scene_head_dump(scene, out);
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind == SCENE_GROUP_END)
            depth--;
        for (size_t level = 0; level < depth; level++)
            str_append(out, "  ");
        switch (items[i].kind) {
        case SCENE_GROUP_BEGIN:
            group_dump(out, &items[i].group);
            depth++;
            break;
        case SCENE_GROUP_END:
            str_append(out, "end");
            break;
        case SCENE_PATH:
            path_dump(out, &items[i]);
            break;
        case SCENE_TEXT:
            text_dump(out, &items[i]);
            break;
        case SCENE_IMAGE:
            image_dump(out, &items[i]);
            break;
        }
        str_char(out, '\n');
    }
}
