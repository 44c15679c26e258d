/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include "support.h"

static const struct colour INK = {.role = ROLE_INK}, PAPER = {.role = ROLE_PAPER};

struct text *sample_text(struct arena *arena)
{
    struct diags *diags = diags_create();
    struct text *text = text_create(source_path(arena, "fonts"), NULL, diags);
    assert_non_null(text);
    diags_destroy(diags);
    return text;
}

static void words(
    struct scene *scene, struct text *text, enum style style, double x, double y, const char *string)
{
    scene_text(scene, text_shape(text, theme_style(style), string), x, y, ALIGN_START, INK);
}

static void ribbon_draw(struct scene *scene)
{
    const struct scene_data data[] = {{"deal", "a&b"}, {"from", "\"quoted\""}, {"Bad Name", "dropped"}};
    scene_begin(scene, (struct scene_group){.css = "ribbon firm",
                           .mark = "ribbon Bad\"Name",
                           .id = "openai-oracle",
                           .title = "about $300bn <over> 5 years",
                           .data = data,
                           .data_count = 3});
    scene_move(scene, 20, 20);
    scene_curve(scene, 80, 20, 100, 50.004, 180, 50);
    scene_line(scene, 180, 70);
    scene_curve(scene, 100, 70, 80, 40, 20, 40);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = {ROLE_CAPITAL, 0.5f, 0},
                           .hatch = {ROLE_CAPITAL},
                           .stroke = {ROLE_CAPITAL},
                           .stroke_width = 0.8});
    scene_end(scene);
}

static void card_draw(struct scene *scene, struct text *text)
{
    scene_begin(scene, (struct scene_group){.css = "card",
                           .x = 20,
                           .y = 90,
                           .title = "</title><script>alert(1)</script>",
                           .link = "https://example.org/a(b)?q='x' y\\z\xC3\xA9\"><b>&c=1",
                           .link_width = 80,
                           .link_height = 24});
    scene_rounded(scene, 0, 0, 80, 24, 4);
    scene_paint(scene, (struct paint){.fill = {ROLE_TINT},
                           .stroke = {ROLE_RULE},
                           .stroke_width = 1,
                           .dash = DASH_DOTTED,
                           .round = true});
    words(scene, text, STYLE_LABEL, 6, 15, "</text><script> & Co");
    scene_end(scene);
}

static void rest_draw(struct scene *scene, struct text *text)
{
    scene_begin(
        scene, (struct scene_group){.link = "javascript:alert(1)", .link_width = 9, .link_height = 9});
    words(scene, text, STYLE_LABEL_AMOUNT, 120, 105,
        "up to \xE2\x82\xAC"
        "5bn \xE2\x89\x88 \xE2\x82\xB9\xE2\x88\x92");
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.x = 120, .y = 110});
    scene_rectangle(scene, 0, 0, 40, 20);
    scene_paint(scene, (struct paint){.hatch = {ROLE_COMMERCE},
                           .hatch_gap = 6,
                           .hatch_width = 1.5,
                           .stroke = {ROLE_INK},
                           .stroke_width = 2,
                           .dash = DASH_DASHED});
    scene_rectangle(scene, 60, 0, 40, 20);
    scene_paint(scene, (struct paint){.fill = {ROLE_ACCENT, 0, 0.25f}});
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.id = "nothing-in-it"});
    scene_end(scene);
    words(scene, text, STYLE_NOTE, 20, 150, "Source:  two spaces");
    scene_text_halo(
        scene, text_shape(text, theme_style(STYLE_LABEL), "Halo"), 100, 48, ALIGN_MIDDLE, INK, PAPER, 2);
}

struct scene *sample_figure(struct arena *arena, struct text *text)
{
    struct scene *scene = scene_create(arena, 240, 160);
    scene_describe(scene, "Who pays \"whom\" & </title><script>", "A <figure> with everything\nin it", "en");
    ribbon_draw(scene);
    card_draw(scene, text);
    rest_draw(scene, text);
    return scene;
}

static void heading_draw(
    struct scene *scene, struct text *text, enum tag tag, double y, const char *string, const char *anchor)
{
    scene_begin(scene, (struct scene_group){.tag = tag, .bookmark = string, .anchor = anchor});
    words(scene, text, STYLE_SECTION, 48, y, string);
    scene_end(scene);
}

static void link_draw(
    struct scene *scene, struct text *text, double x, const char *address, const char *target)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_LINK,
                           .link = address,
                           .target = target,
                           .link_x = x,
                           .link_y = 154,
                           .link_width = 40,
                           .link_height = 14});
    words(scene, text, STYLE_BODY, x, 164, "link");
    scene_end(scene);
}

static void paragraph_draw(struct scene *scene, struct text *text)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_P});
    words(scene, text, STYLE_BODY, 48, 150, "Two lines,");
    words(scene, text, STYLE_BODY, 48, 164, "and links:");
    link_draw(scene, text, 150, "http://example.org/(a) /S /JavaScript /JS (b)", NULL);
    link_draw(scene, text, 200, NULL, "sources");
    link_draw(scene, text, 250, NULL, "nowhere");
    link_draw(scene, text, 300, "javascript:alert(1)", NULL);
    link_draw(scene, text, 350, "file:///etc/passwd", NULL);
    scene_end(scene);
}

static void table_draw(struct scene *scene, struct text *text)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_TABLE, .x = 48, .y = 200});
    for (int row = 0; row < 2; row++) {
        scene_begin(scene, (struct scene_group){.tag = TAG_TR, .y = row * 15});
        for (int column = 0; column < 3; column++) {
            scene_begin(scene, (struct scene_group){.tag = row ? TAG_TD : TAG_TH});
            if (column < 2)
                words(scene, text, STYLE_TABLE, column * 100, 10, "cell");
            scene_end(scene);
        }
        scene_rule(scene, 0, 14, 300, 14, (struct colour){.role = ROLE_RULE}, 0.4, DASH_SOLID);
        scene_end(scene);
    }
    scene_end(scene);
}

static void list_draw(struct scene *scene, struct text *text)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_LIST});
    scene_begin(scene, (struct scene_group){.tag = TAG_ITEM, .link = "https://example.org/item"});
    words(scene, text, STYLE_BODY, 48, 260, "1.");
    words(scene, text, STYLE_BODY, 60, 260, "An item, all of it a link");
    scene_end(scene);
    scene_end(scene);
}

static void captioned_draw(struct scene *scene, struct text *text)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_FIGURE, .alt = "Parts"});
    scene_rectangle(scene, 48, 500, 300, 100);
    scene_paint(scene, (struct paint){.fill = {ROLE_TINT}});
    scene_begin(scene, (struct scene_group){.tag = TAG_CAPTION});
    words(scene, text, STYLE_FIGURE_TITLE, 60, 520, "Caption");
    scene_end(scene);
    words(scene, text, STYLE_LABEL, 60, 540, "label in the figure");
    scene_end(scene);
}

struct scene *sample_page(struct arena *arena, struct text *text, int number)
{
    struct scene *scene = scene_create(arena, 595.28, 841.89);
    scene_begin(scene, (struct scene_group){.tag = TAG_DOCUMENT});
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    words(scene, text, STYLE_RUNNING, 48, 30, "running head");
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.tag = TAG_SECTION});
    if (number == 1)
        heading_draw(scene, text, TAG_H1, 80, "Title (with) \\ and \xC3\xA9", NULL);
    heading_draw(scene, text, TAG_H2, 120, "Section", number == 2 ? "sources" : NULL);
    paragraph_draw(scene, text);
    heading_draw(scene, text, TAG_H3, 190, "Table", NULL);
    table_draw(scene, text);
    list_draw(scene, text);
    scene_begin(scene, (struct scene_group){.tag = TAG_FIGURE, .alt = "Ribbons"});
    scene_place(scene, sample_figure(arena, text), 48, 300);
    scene_end(scene);
    captioned_draw(scene, text);
    scene_end(scene);
    scene_end(scene);
    return scene;
}
