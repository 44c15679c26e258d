/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "dataset_load.h"
#include "scene.h"
#include "str.h"

#include <string.h>

struct fixture fixture_init(void)
{
    struct fixture fixture = {.arena = arena_create(), .diags = diags_create()};
    fixture.text = text_create(source_path(fixture.arena, "fonts"), NULL, fixture.diags);
    assert_non_null(fixture.text);
    return fixture;
}

void fixture_finish(struct fixture *fixture)
{
    text_destroy(fixture->text);
    diags_destroy(fixture->diags);
    arena_destroy(fixture->arena);
}

static const struct facts *facts_of(struct fixture *fixture, const char *name, struct bytes bytes)
{
    struct diags *diags = diags_create();
    const struct dataset *dataset = dataset_load(fixture->arena, name, bytes, diags);
    if (!dataset)
        fail_msg("%s does not load: %s", name, diags_brief(fixture->arena, diags));
    diags_destroy(diags);
    return facts_derive(fixture->arena, dataset, LEVEL_PARENT);
}

const struct facts *fixture_sample(struct fixture *fixture, const char *name)
{
    const char *path = arena_printf(fixture->arena, "samples/%s.json", name);
    return facts_of(fixture, name, source_file(fixture->arena, path));
}

const struct facts *fixture_json(struct fixture *fixture, const char *json)
{
    const char *copy = arena_strdup(fixture->arena, json);
    return facts_of(fixture, "test.json", (struct bytes){(const unsigned char *)copy, strlen(copy)});
}

const struct facts *fixture_valuations(struct fixture *fixture, const char *const *valuations, size_t count)
{
    struct str out = str_init(fixture->arena);
    str_append(&out, "{\"dealbrief\": \"1\", \"as_of\": \"2045-12-31\", \"sources\": [{\"id\": \"s\", "
                     "\"publisher\": \"S\"}],"
                     "\"parties\": [{\"id\": \"p\", \"name\": \"Party\"}, {\"id\": \"q\", \"name\": \"Q\"}],"
                     "\"deals\": [{\"id\": \"d\", \"type\": \"equity\", \"from\": \"p\", \"to\": \"q\", "
                     "\"amount\": \"$1B\","
                     "\"status\": \"announced\", \"sources\": [\"s\"]}], \"valuations\": [");
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s{\"party\": \"p\", \"sources\": [\"s\"], %s}", i > 0 ? ", " : "", valuations[i]);
    str_append(&out, "]}");
    return fixture_json(fixture, str_text(&out));
}

static void cell_text(struct str *out, const struct table_cell *cell)
{
    static const char *const marks[] = {"", "[firm] ", "[planned] ", "[talk] ", "[dead] "};
    str_append(out, cell->indent ? "> " : "");
    str_append(out, marks[cell->mark]);
    str_append(out, cell->text ? cell->text : "");
    str_append(out, cell->is_number ? "#" : "");
    if (cell->superscript)
        str_printf(out, "^%s", cell->superscript);
    for (size_t i = 0; i < cell->reference_count; i++)
        str_printf(out, "%s%s%s", i > 0 ? " " : "{", cell->references[i].text,
            i + 1 == cell->reference_count ? "}" : "");
}

const char *fixture_table_text(struct arena *arena, const struct table *table)
{
    static const char *const kinds[] = {[ROW_DATA] = "", [ROW_GROUP] = "# ", [ROW_SUBTOTAL] = "= "};
    struct str out = str_init(arena);
    for (size_t i = 0; i < table->column_count; i++)
        str_printf(&out, "%s%s%s%s", i > 0 ? " | " : "", table->columns[i].head,
            table->columns[i].unit ? ", " : "", table->columns[i].unit ? table->columns[i].unit : "");
    str_char(&out, '\n');
    for (size_t row = 0; row < table->row_count; row++) {
        str_append(&out, kinds[table->rows[row].kind]);
        size_t cells = table->rows[row].kind == ROW_GROUP ? 1 : table->column_count;
        for (size_t i = 0; i < cells; i++) {
            str_append(&out, i > 0 ? " | " : "");
            cell_text(&out, &table->rows[row].cells[i]);
        }
        str_char(&out, '\n');
    }
    if (table->note)
        str_printf(&out, "-- %s\n", table->note);
    return str_text(&out);
}

void assert_within(const struct scene *scene, double width)
{
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != SCENE_TEXT)
            continue;
        if (items[i].x < -0.05 || items[i].x + items[i].run->width > width + 0.05)
            fail_msg("'%s' stands at %.2f … %.2f, outside 0 … %.2f", items[i].run->string, items[i].x,
                items[i].x + items[i].run->width, width);
    }
}

struct chart_request fixture_request(double width)
{
    return (struct chart_request){.width = width,
        .party = NO_INDEX,
        .deal = NO_INDEX,
        .deal_class = CLASS_COUNT,
        .bucket = BUCKET_COUNT};
}

struct chart *fixture_chart(struct fixture *fixture, const struct facts *facts, const struct changes *changes,
    chart_maker *make, struct chart_request request)
{
    struct chart_context context = {fixture->arena, fixture->text, facts, changes, fixture->diags};
    struct chart *chart = arena_new(fixture->arena, struct chart);
    if (request.width <= 0)
        request.width = 499;
    return make(&context, &request, chart) ? chart : NULL;
}

struct scene *fixture_chart_scene(struct fixture *fixture, const struct chart *chart, double width)
{
    struct scene *scene = scene_create(fixture->arena, width, chart->height);
    assert_true(chart->height > 0 && chart->height < 5000);
    assert_true(chart->title && *chart->title && chart->subtitle && *chart->subtitle);
    assert_true(chart->alt && strlen(chart->alt) > 20);
    assert_true(chart->data && chart->data->row_count > 0 && chart->data->filled == 0);
    chart->draw(chart->plan, scene);
    assert_drawing(scene, width);
    return scene;
}

/* What the letters of a run cover */
static bool ink_of(const struct scene_item *item, double box[4])
{
    struct text_ink ink = text_ink(item->run);
    box[0] = item->x + ink.x0;
    box[1] = item->y + ink.y0;
    box[2] = item->x + ink.x1;
    box[3] = item->y + ink.y1;
    return ink.x1 > ink.x0;
}

static void assert_apart(const struct scene_item *items, size_t count, size_t at)
{
    double a[4], b[4];
    if (!ink_of(&items[at], a))
        return;
    for (size_t i = 0; i < at; i++) {
        if (items[i].kind != SCENE_TEXT || !ink_of(&items[i], b))
            continue;
        if (a[0] < b[2] - 0.05 && b[0] < a[2] - 0.05 && a[1] < b[3] - 0.05 && b[1] < a[3] - 0.05)
            fail_msg(
                "'%s' stands on '%s' at %.1f %.1f", items[at].run->string, items[i].run->string, a[0], a[1]);
    }
    assert_true(count > at);
}

void assert_drawing(const struct scene *scene, double width)
{
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    assert_within(scene, width);
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != SCENE_TEXT)
            continue;
        assert_true(items[i].run->style.size >= 7);
        double box[4];
        if (ink_of(&items[i], box) && (box[1] < -0.6 || box[3] > scene_height(scene) + 0.6))
            fail_msg("'%s' stands at %.2f … %.2f, outside the height 0 … %.2f", items[i].run->string, box[1],
                box[3], scene_height(scene));
        assert_apart(items, count, i);
    }
}

const char *fixture_words(struct arena *arena, const struct scene *scene)
{
    struct str out = str_init(arena);
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    for (size_t i = 0; i < count; i++)
        if (items[i].kind == SCENE_TEXT)
            str_printf(&out, "%s\n", items[i].run->string);
    return str_text(&out);
}
