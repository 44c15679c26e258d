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
