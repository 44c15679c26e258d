/* SPDX-License-Identifier: MIT */
#include "sheets.h"

#include "layout.h"
#include "list.h"
#include "names.h"

#include <string.h>

/* A table being written: its columns in the order in which they first appear, and its rows */
struct out_column {
    const char *keys[COLUMN_DEPTH_MOST];
    size_t depth;
    const char *header;
    enum cell_kind kind;
};

struct out_row {
    const char *of; /* NULL in root tables */
    const struct json *object;
    bool lists_inside; /* no name can be given to it: its lists stand in cells, as JSON */
};

struct out_table {
    struct sheet_kind kind;
    bool present;
    LIST(struct out_column) columns;
    LIST(struct out_row) rows;
    const char **cells; /* of the row being written, by column; NULL: empty */
};

struct writer {
    struct arena *arena;
    struct out_table tables[SHEETS_MOST];
    size_t count;
};

typedef void visitor(struct writer *writer, struct out_table *table, const char *const *keys, size_t depth,
    const struct json *value);

static bool all_objects(const struct json *list)
{
    if (list->kind != JSON_ARRAY)
        return false;
    for (const struct json *child = list->first; child; child = child->next)
        if (child->kind != JSON_OBJECT)
            return false;
    return true;
}

/* Lists of objects have tables of their own; an empty one in an object is written as []. */
static bool has_own_table(const struct shape *shape, const struct json *child)
{
    return layout_has_list(shape, child->key) && all_objects(child) &&
           (child->first || shape == &dataset_shape);
}

/* Visits every value that gets a cell, with the path of its column. */
static void fields_walk(struct writer *writer, struct out_table *table, const struct json *object,
    const struct shape *shape, const char **keys, size_t depth, visitor *visit)
{
    for (const struct json *child = object->first; child; child = child->next) {
        const struct rule *rule = layout_rule(shape, child->key);
        bool open = false;
        const struct shape *inside = rule ? layout_inside(rule, &open) : NULL;
        keys[depth] = child->key;
        if (inside && child->kind == JSON_OBJECT && child->first && depth + 1 < COLUMN_DEPTH_MOST)
            fields_walk(writer, table, child, inside, keys, depth + 1, visit);
        else
            visit(writer, table, keys, depth + 1, child);
    }
}

static void row_walk(
    struct writer *writer, struct out_table *table, const struct out_row *row, visitor *visit)
{
    const struct shape *shape = table->kind.shape;
    const char *keys[COLUMN_DEPTH_MOST];
    for (const struct json *child = row->object->first; child; child = child->next) {
        if (has_own_table(shape, child) && !row->lists_inside)
            continue;
        struct json alone = *child, holder = {.kind = JSON_OBJECT, .first = &alone, .count = 1};
        alone.next = NULL;
        fields_walk(writer, table, &holder, shape, keys, 0, visit);
    }
}

/* columns */

static struct out_column *column_at(
    struct out_table *table, const char *const *keys, size_t depth, size_t *index)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        struct out_column *column = &table->columns.at[i];
        bool same = column->depth == depth;
        for (size_t k = depth; same && k--;)
            same = !strcmp(column->keys[k], keys[k]);
        if (same) {
            *index = i;
            return column;
        }
    }
    return NULL;
}

static void column_note(struct writer *writer, struct out_table *table, const char *const *keys, size_t depth,
    const struct json *value)
{
    size_t index;
    (void)value;
    if (column_at(table, keys, depth, &index))
        return;
    struct out_column *column = list_push(writer->arena, &table->columns);
    struct column found;
    memcpy(column->keys, keys, depth * sizeof *keys);
    column->depth = depth;
    column->header = column_header(writer->arena, table->kind.shape, keys, depth);
    column_find(writer->arena, table->kind.shape, column->header, &found);
    column->kind = found.kind;
}

static void cell_note(struct writer *writer, struct out_table *table, const char *const *keys, size_t depth,
    const struct json *value)
{
    size_t index = 0;
    const struct out_column *column = column_at(table, keys, depth, &index);
    table->cells[index] = cell_format(writer->arena, value, column->kind);
}

/* rows */

static struct out_table *table_find(struct writer *writer, const char *name)
{
    for (size_t i = 0; i < writer->count; i++)
        if (!strcmp(writer->tables[i].kind.name, name))
            return &writer->tables[i];
    return NULL;
}

static void children_gather(
    struct writer *writer, const struct out_table *table, const struct out_row *row, const char *of)
{
    for (const struct json *list = row->object->first; list; list = list->next) {
        if (!has_own_table(table->kind.shape, list))
            continue;
        struct out_table *child = table_find(writer, list->key);
        child->present = true;
        for (const struct json *object = list->first; object; object = object->next)
            *list_push(writer->arena, &child->rows) = (struct out_row){.of = of, .object = object};
    }
}

static void root_gather(struct writer *writer, const struct json *list)
{
    struct out_table *table = table_find(writer, list->key);
    struct names ids = names_init(writer->arena);
    size_t index = 0;
    table->present = true;
    for (const struct json *object = list->first; object; object = object->next) {
        const struct json *id = json_find(object, "id");
        if (id && id->kind == JSON_STRING)
            names_put(&ids, id->text, (void *)object);
    }
    for (const struct json *object = list->first; object; object = object->next, index++) {
        const struct json *id = json_find(object, "id");
        bool named = id && id->kind == JSON_STRING;
        const char *name = named ? id->text : arena_printf(writer->arena, "%zu", index);
        struct out_row *row = list_push(writer->arena, &table->rows);
        *row = (struct out_row){.object = object, .lists_inside = !named && names_find(&ids, name)};
        if (!row->lists_inside)
            children_gather(writer, table, row, arena_printf(writer->arena, "%s/%s", table->kind.name, name));
    }
}

/* files */

static void row_end(struct str *out)
{
    str_append(out, "\r\n");
}

static struct bytes bytes_of(const struct str *out)
{
    return str_bytes(out);
}

/* A table that is there but empty has its first field for a header. */
static void header_write(const struct out_table *table, struct str *out)
{
    if (table->kind.child)
        str_append(out, "of");
    for (size_t i = 0; i < table->columns.count; i++) {
        str_append(out, i || table->kind.child ? "," : "");
        str_csv(out, table->columns.at[i].header);
    }
    if (!table->kind.child && !table->columns.count)
        str_csv(out, table->kind.shape->rules[0].key);
    row_end(out);
}

static struct bytes table_write(struct writer *writer, struct out_table *table)
{
    struct str out = str_init(writer->arena);
    for (size_t i = 0; i < table->rows.count; i++)
        row_walk(writer, table, &table->rows.at[i], column_note);
    header_write(table, &out);
    table->cells = arena_array(writer->arena, const char *, table->columns.count + 1);
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct out_row *row = &table->rows.at[i];
        memset(table->cells, 0, table->columns.count * sizeof *table->cells);
        row_walk(writer, table, row, cell_note);
        if (row->of)
            str_csv(&out, row->of);
        for (size_t c = 0; c < table->columns.count; c++) {
            str_append(&out, c || row->of ? "," : "");
            str_csv(&out, table->cells[c] ? table->cells[c] : "");
        }
        row_end(&out);
    }
    return bytes_of(&out);
}

/* dataset.csv: a column there is a row */
static struct bytes dataset_write(struct writer *writer, const struct json *root)
{
    struct str out = str_init(writer->arena);
    struct out_table table = {.kind = {"dataset", &dataset_shape, false}};
    const struct out_row row = {.object = root};
    row_walk(writer, &table, &row, column_note);
    table.cells = arena_array(writer->arena, const char *, table.columns.count + 1);
    row_walk(writer, &table, &row, cell_note);
    str_append(&out, "key,value");
    row_end(&out);
    for (size_t i = 0; i < table.columns.count; i++) {
        str_csv(&out, table.columns.at[i].header);
        str_char(&out, ',');
        str_csv(&out, table.cells[i]);
        row_end(&out);
    }
    return bytes_of(&out);
}

size_t sheets_export(struct arena *arena, const struct json *root, struct sheet_file **files)
{
    struct writer *writer = arena_new(arena, struct writer);
    struct sheet_kind kinds[SHEETS_MOST];
    size_t count = 0;
    writer->arena = arena;
    writer->count = layout_sheets(kinds);
    for (size_t i = 0; i < writer->count; i++)
        writer->tables[i].kind = kinds[i];
    for (const struct json *child = root->first; child; child = child->next)
        if (has_own_table(&dataset_shape, child))
            root_gather(writer, child);
    *files = arena_array(arena, struct sheet_file, writer->count + 1);
    (*files)[count++] = (struct sheet_file){.name = "dataset.csv", .bytes = dataset_write(writer, root)};
    for (size_t i = 0; i < writer->count; i++)
        if (writer->tables[i].present)
            (*files)[count++] =
                (struct sheet_file){.name = arena_printf(arena, "%s.csv", writer->tables[i].kind.name),
                    .bytes = table_write(writer, &writer->tables[i])};
    return count;
}
