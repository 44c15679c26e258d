/* SPDX-License-Identifier: MIT */
#include "sheets.h"

#include "dataset_load.h"
#include "tree.h"
#include "names.h"
#include "sheet_rows.h"

#include <string.h>

enum { SUGGESTIONS_MOST = 2000 };

/* One table of the folder */
struct folder_sheet {
    struct sheet sheet;
    struct sheet_kind kind;
    size_t of;         /* the column that says whose a row is */
    struct json *list; /* what a root table became */
};

/* An object that rows of child tables may belong to */
struct owner {
    struct json *object;
    const struct shape *shape;
    const struct folder_sheet *child; /* whose rows were added last */
    struct json *list, **link;
};

struct folder {
    struct sheet_work work;
    const char *path;
    const struct limits *limits;
    struct sheet *dataset; /* NULL: none */
    LIST(struct folder_sheet *) sheets;
    struct json *root;
    struct names owners; /* "deals/x" */
    LIST(const char *) owner_names;
    bool good;
};

size_t sheets_names(struct arena *arena, const char *names[SHEET_NAMES_MOST])
{
    static_assert((int)SHEETS_MOST < (int)SHEET_NAMES_MOST, "room for dataset.csv");
    struct sheet_kind kinds[SHEETS_MOST];
    size_t count = layout_sheets(kinds);
    names[0] = "dataset.csv";
    for (size_t i = 0; i < count; i++)
        names[i + 1] = arena_printf(arena, "%s.csv", kinds[i].name);
    return count + 1;
}

/* the files */

static bool column_named(const struct csv_table *table, const char *name, size_t *index)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const char *text = table->header.cells[i].text;
        text += strspn(text, " \t\n");
        if (str_starts_any_case(text, name) && cell_is_empty(text + strlen(name))) {
            *index = i;
            return true;
        }
    }
    return false;
}

static void column_missing(
    struct folder *folder, const struct csv_table *table, const char *name, const char *hint)
{
    folder->good = false;
    diags_add(folder->work.diags, DIAG_CSV_HEADER, (struct place){table->file, table->header.line, 1}, NULL,
        hint, "no column is called '%s'", name);
}

static void file_unknown(struct folder *folder, const struct sheet_file *file)
{
    const char *names[SHEET_NAMES_MOST];
    size_t count = sheets_names(folder->work.arena, names);
    const char *nearest = suggest_nearest(file->name, names, count);
    diags_add(folder->work.diags, DIAG_CSV_UNKNOWN_FILE, (struct place){.file = file->path}, NULL,
        nearest ? arena_printf(folder->work.arena, "did you mean '%s'?", nearest) : NULL,
        "no table is called '%s'; the file is not read", file->name);
}

/* false: the file holds nothing, or nothing that could be read */
static bool table_parse(struct folder *folder, const struct sheet_file *file, struct sheet *sheet)
{
    if (!csv_parse(
            folder->work.arena, file->path, file->bytes, folder->limits, &sheet->table, folder->work.diags)) {
        folder->good = false;
        return false;
    }
    sheet->skipped = arena_array(folder->work.arena, bool, sheet->table.column_count + 1);
    if (sheet->table.column_count)
        *list_push(folder->work.arena, &folder->work.sheets) = sheet;
    return sheet->table.column_count > 0;
}

static void table_read(
    struct folder *folder, const struct sheet_file *file, struct sheet_kind kind, bool decimal_comma)
{
    struct folder_sheet *sheet = arena_new(folder->work.arena, struct folder_sheet);
    sheet->kind = kind;
    sheet->sheet.shape = kind.shape;
    sheet->sheet.decimal_comma = decimal_comma;
    if (!table_parse(folder, file, &sheet->sheet))
        return;
    if (kind.child && !column_named(&sheet->sheet.table, "of", &sheet->of)) {
        column_missing(
            folder, &sheet->sheet.table, "of", "it says whose a row is: deals/<id>, or valuations/0");
        return;
    }
    if (kind.child)
        sheet->sheet.skipped[sheet->of] = true;
    folder->good = sheet_header_read(&folder->work, &sheet->sheet) && folder->good;
    *list_push(folder->work.arena, &folder->sheets) = sheet;
}

static void dataset_table_read(struct folder *folder, const struct sheet_file *file, bool decimal_comma)
{
    struct sheet *sheet = arena_new(folder->work.arena, struct sheet);
    size_t key, value;
    sheet->decimal_comma = decimal_comma;
    sheet->keyed = true;
    if (!table_parse(folder, file, sheet))
        return;
    if (!column_named(&sheet->table, "key", &key))
        column_missing(folder, &sheet->table, "key", "the header of dataset.csv is key,value");
    else if (!column_named(&sheet->table, "value", &value))
        column_missing(folder, &sheet->table, "value", "the header of dataset.csv is key,value");
    else
        folder->dataset = sheet;
}

static void files_read(
    struct folder *folder, const struct sheet_file *files, size_t count, bool decimal_comma)
{
    struct sheet_kind kinds[SHEETS_MOST];
    size_t kind_count = layout_sheets(kinds);
    bool *used = arena_array(folder->work.arena, bool, count + 1);
    for (size_t k = 0; k <= kind_count; k++) {
        const char *name = k ? arena_printf(folder->work.arena, "%s.csv", kinds[k - 1].name) : "dataset.csv";
        for (size_t i = 0; i < count; i++) {
            if (strcmp(files[i].name, name) != 0)
                continue;
            used[i] = true;
            if (k)
                table_read(folder, &files[i], kinds[k - 1], decimal_comma);
            else
                dataset_table_read(folder, &files[i], decimal_comma);
        }
    }
    for (size_t i = 0; i < count; i++)
        if (!used[i])
            file_unknown(folder, &files[i]);
}

/* dataset.csv */

static void key_warn(struct folder *folder, const struct csv_cell *cell, const struct column *column)
{
    const char *known[64];
    size_t count = 0;
    for (size_t i = 0; i < column->shape->rule_count && count < COUNT(known); i++)
        known[count++] = column->shape->rules[i].key;
    const char *nearest = suggest_nearest(column->keys[column->depth - 1], known, count);
    diags_add(folder->work.diags, DIAG_UNKNOWN_KEY, sheet_place(folder->dataset, cell), NULL,
        nearest ? arena_printf(folder->work.arena, "did you mean '%s'?", nearest)
                : "a key of your own starts with x_, a comment with //",
        "unknown key '%.60s' in the dataset", cell->text);
}

static void dataset_rows_read(struct folder *folder)
{
    const struct csv_table *table = &folder->dataset->table;
    size_t key = 0, value = 0;
    column_named(table, "key", &key);
    column_named(table, "value", &value);
    if (table->row_count > FIXED_DATASET_ROWS) {
        diags_add(folder->work.diags, DIAG_LIMIT_INPUT, (struct place){table->file, 1, 1}, NULL, NULL,
            "dataset.csv has at most %d rows", FIXED_DATASET_ROWS);
        return;
    }
    for (size_t i = 0; i < table->row_count; i++) {
        const struct csv_row *row = &table->rows[i];
        const char *name = str_trimmed(folder->work.arena, row->cells[key].text);
        if (cell_is_empty(row->cells[value].text))
            continue;
        if (!*name) {
            diags_add(folder->work.diags, DIAG_CSV_CELL, sheet_place(folder->dataset, &row->cells[value]),
                NULL, "name the field in the column 'key'", "row %zu holds a value without a key",
                row->number);
            continue;
        }
        struct column column;
        column_find(folder->work.arena, &dataset_shape, name, &column);
        if (!column.known)
            key_warn(folder, &row->cells[key], &column);
        sheet_cell_put(&folder->work, folder->dataset, row, value, &column, folder->root);
    }
}

/* A folder of tables can be of this version alone. */
static void version_put(struct folder *folder)
{
    struct json *root = folder->root;
    if (json_find(root, "dealbrief"))
        return;
    struct json *version = tree_leaf(folder->work.arena, JSON_STRING, "1", root->place);
    version->key = "dealbrief";
    version->next = root->first;
    root->first = version;
    root->count++;
}

/* root tables */

static void owner_put(struct folder *folder, const char *name, struct json *object, const struct shape *shape)
{
    if (names_find(&folder->owners, name))
        return;
    struct owner *owner = arena_new(folder->work.arena, struct owner);
    *owner = (struct owner){.object = object, .shape = shape};
    names_put(&folder->owners, name, owner);
    *list_push(folder->work.arena, &folder->owner_names) = name;
}

static bool has_lists(const struct shape *shape)
{
    for (size_t i = 0; i < shape->rule_count; i++)
        if (shape->rules[i].form == FORM_OBJECTS)
            return true;
    return false;
}

/* By id, and by number from 0 where that is nobody's id */
static void owners_collect(struct folder *folder, const struct folder_sheet *sheet)
{
    struct arena *arena = folder->work.arena;
    for (const struct json *object = sheet->list->first; object; object = object->next) {
        const struct json *id = json_find(object, "id");
        if (id && id->kind == JSON_STRING)
            owner_put(folder, arena_printf(arena, "%s/%s", sheet->kind.name, id->text), (struct json *)object,
                sheet->kind.shape);
    }
    size_t index = 0;
    for (struct json *object = sheet->list->first; object; object = object->next, index++)
        owner_put(folder, arena_printf(arena, "%s/%zu", sheet->kind.name, index), object, sheet->kind.shape);
}

static void root_table_put(struct folder *folder, struct folder_sheet *sheet)
{
    const struct csv_table *table = &sheet->sheet.table;
    struct json **link = NULL;
    struct place place = {table->file, table->header.line, 1};
    sheet->list = tree_new(folder->work.arena, JSON_ARRAY, place);
    sheet->list->key_place = place;
    for (size_t i = 0; i < table->row_count; i++)
        tree_put_last(sheet->list, &link, sheet_row_read(&folder->work, &sheet->sheet, &table->rows[i]));
    const struct json *other = json_find(folder->root, sheet->kind.name);
    if (other)
        diags_add(folder->work.diags, DIAG_CSV_CELL, other->place, NULL, "keep one of them",
            "'%s' is given here and in a table of its own", sheet->kind.name);
    else
        tree_put(folder->root, sheet->kind.name, sheet->list);
    if (has_lists(sheet->kind.shape))
        owners_collect(folder, sheet);
}

/* child tables */

static void orphan(struct folder *folder, const struct folder_sheet *sheet, const struct csv_row *row,
    const char *sentence, const char *hint)
{
    const char *where = sheet_where(folder->work.arena, &sheet->sheet, row, sheet->of);
    diags_add(folder->work.diags, DIAG_CSV_ORPHAN, sheet_place(&sheet->sheet, &row->cells[sheet->of]), where,
        hint, "%s in %s", sentence, where);
}

static const char *owner_hint(struct folder *folder, const char *name)
{
    const char *nearest = folder->owner_names.count <= SUGGESTIONS_MOST
                              ? suggest_nearest(name, folder->owner_names.at, folder->owner_names.count)
                              : NULL;
    return nearest ? arena_printf(folder->work.arena, "did you mean '%s'?", nearest)
                   : "write deals/<id>, or valuations/0 for the first valuation";
}

static struct owner *owner_find(
    struct folder *folder, const struct folder_sheet *sheet, const struct csv_row *row)
{
    struct arena *arena = folder->work.arena;
    const char *name = cell_unguard(str_trimmed(arena, row->cells[sheet->of].text));
    if (!*name) {
        orphan(folder, sheet, row, "nothing says whose the row is", "write deals/<id>");
        return NULL;
    }
    struct owner *owner = names_find(&folder->owners, name);
    if (!owner)
        orphan(
            folder, sheet, row, arena_printf(arena, "'%.80s' names nothing", name), owner_hint(folder, name));
    else if (!layout_has_list(owner->shape, sheet->kind.name))
        orphan(
            folder, sheet, row, arena_printf(arena, "'%.80s' can have no %s", name, sheet->kind.name), NULL);
    else
        return owner;
    return NULL;
}

static bool owner_list_open(
    struct folder *folder, const struct folder_sheet *sheet, const struct csv_row *row, struct owner *owner)
{
    if (owner->child == sheet)
        return true;
    if (json_find(owner->object, sheet->kind.name)) {
        orphan(folder, sheet, row,
            arena_printf(folder->work.arena,
                "'%s' already stands as JSON in the row this one belongs to, named", sheet->kind.name),
            "keep one of them");
        return false;
    }
    owner->child = sheet;
    owner->link = NULL;
    owner->list = tree_new(folder->work.arena, JSON_ARRAY, sheet_place(&sheet->sheet, &row->cells[0]));
    owner->list->key_place = owner->list->place;
    tree_put(owner->object, sheet->kind.name, owner->list);
    return true;
}

static void child_table_put(struct folder *folder, const struct folder_sheet *sheet)
{
    for (size_t i = 0; i < sheet->sheet.table.row_count; i++) {
        const struct csv_row *row = &sheet->sheet.table.rows[i];
        struct owner *owner = owner_find(folder, sheet, row);
        struct json *object = sheet_row_read(&folder->work, &sheet->sheet, row);
        if (!owner || !owner_list_open(folder, sheet, row, owner))
            continue;
        tree_put_last(owner->list, &owner->link, object);
    }
}

/* the whole */

static void tree_build(struct folder *folder)
{
    struct place place = {.file = folder->path};
    if (folder->dataset)
        place = (struct place){folder->dataset->table.file, 1, 1};
    folder->root = tree_new(folder->work.arena, JSON_OBJECT, place);
    if (folder->dataset)
        dataset_rows_read(folder);
    version_put(folder);
    for (size_t i = 0; i < folder->sheets.count; i++)
        if (!folder->sheets.at[i]->kind.child)
            root_table_put(folder, folder->sheets.at[i]);
    for (size_t i = 0; i < folder->sheets.count; i++)
        if (folder->sheets.at[i]->kind.child)
            child_table_put(folder, folder->sheets.at[i]);
}

static void deals_wanted(struct folder *folder, const struct sheet_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(files[i].name, "deals.csv") && files[i].bytes.length)
            return;
    folder->good = false;
    diags_add(folder->work.diags, DIAG_CSV_NO_DEALS, (struct place){.file = folder->path}, NULL,
        "dealbrief export shows how such a folder looks", "the folder has no deals.csv, or an empty one");
}

const struct json *sheets_import(struct arena *arena, const char *path, const struct sheet_file *files,
    size_t count, bool decimal_comma, const struct limits *limits, struct diags *diags)
{
    struct folder folder = {
        .work = {.arena = arena, .diags = diags}, .path = path, .limits = limits, .good = true};
    size_t errors_before = diags_count(diags, DIAG_SEVERITY_ERROR);
    folder.owners = folder.work.refused = folder.work.typed = names_init(arena);
    deals_wanted(&folder, files, count);
    files_read(&folder, files, count, decimal_comma);
    if (!folder.good)
        return NULL;
    tree_build(&folder);
    struct diags *said = diags_create();
    dataset_load_tree(arena, path, folder.root, limits, said);
    sheet_diags_tell(&folder.work, said);
    diags_destroy(said);
    sheet_extras_put(&folder.work);
    return diags_count(diags, DIAG_SEVERITY_ERROR) > errors_before ? NULL : folder.root;
}
