/* SPDX-License-Identifier: MIT */
#include "quick.h"

#include "deal_maker.h"
#include "header_words.h"
#include "dataset.h"
#include "tree.h"
#include "str.h"

#include <string.h>

/* columns that are read here; the rest of them are fields of a deal like any other */
enum special { FROM, TO, SOURCE, SPECIAL_COUNT };

struct quick {
    struct deal_maker maker;
    struct sheet sheet;
    bool has[SPECIAL_COUNT];
    size_t at[SPECIAL_COUNT];
};

static bool header_find(const struct csv_table *table, const char *name, size_t *index)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (slice_equals_any_case(slice_trim(slice_of(table->header.cells[i].text)), name)) {
            *index = i;
            return true;
        }
    return false;
}

/* A header that means a column which is not there, and is no column itself */
static bool header_meant(struct quick *quick, const char *name, size_t *index, bool *unit)
{
    const struct csv_table *table = &quick->sheet.table;
    for (size_t i = 0; i < table->column_count; i++) {
        const char *meaning = header_meaning(table->header.cells[i].text, unit);
        if (meaning && !strcmp(meaning, name)) {
            *index = i;
            return true;
        }
    }
    return false;
}

static const char *header_nearest(struct quick *quick, const char *name)
{
    const struct csv_table *table = &quick->sheet.table;
    const char *headers[64];
    size_t count = 0;
    for (size_t i = 0; i < table->column_count && count < COUNT(headers); i++)
        if (!layout_rule(&deal_shape, table->header.cells[i].text)) /* 'for' is no slip of 'from' */
            headers[count++] = table->header.cells[i].text;
    return suggest_nearest(name, headers, count);
}

static void column_missing(struct quick *quick, const char *name)
{
    struct arena *arena = quick->maker.work.arena;
    struct sheet *sheet = &quick->sheet;
    struct place place = {sheet->table.file, sheet->table.header.line ? sheet->table.header.line : 1, 1};
    const char *hint = "a sheet of deals has the columns from, to and amount", *nearest;
    size_t index;
    bool unit;
    if (header_meant(quick, name, &index, &unit)) {
        const char *header = sheet->table.header.cells[index].text;
        sheet->skipped[index] = true; /* said here, not once more as unknown */
        place = sheet_place(sheet, &sheet->table.header.cells[index]);
        hint = unit ? arena_printf(arena,
                          "rename the column '%.60s' to '%s'; a unit in a header is not applied: write $5B "
                          "or EUR 5M in "
                          "the cells",
                          header, name)
                    : arena_printf(arena, "rename the column '%.60s' to '%s'", header, name);
    } else if ((nearest = header_nearest(quick, name))) {
        hint = arena_printf(arena, "is it '%.60s'?", nearest);
    }
    diags_add(quick->maker.work.diags, DIAG_CSV_HEADER, place, NULL, hint, "no column is called '%s'", name);
}

/* What stands in place of a table: nothing, or a title above it. false after adding an error */
static bool table_stands(struct quick *quick, struct bytes bytes)
{
    struct deal_maker *maker = &quick->maker;
    bool mark = bytes.length >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3);
    size_t at = mark ? 3 : 0;
    while (at < bytes.length && bytes.at[at] && strchr(" ,;\t\r\n\"", bytes.at[at]))
        at++;
    int line = at == bytes.length ? 0 : header_below_title(bytes);
    if (at < bytes.length && !line)
        return true;
    if (line)
        diags_add(maker->work.diags, DIAG_CSV_HEADER, maker->start, NULL, "delete what stands above it",
            "the first row must hold the column names; row %d does", line);
    else
        diags_add(maker->work.diags, DIAG_IMPORT_EMPTY, maker->start, NULL,
            "a sheet of deals has the columns from, to and amount", "the file is empty");
    return false;
}

static bool header_read(struct quick *quick)
{
    static const char *const names[] = {"from", "to", "source"}, *const needed[] = {"from", "to", "amount"};
    struct sheet *sheet = &quick->sheet;
    bool good = true;
    size_t ignored;
    sheet->skipped = arena_array(quick->maker.work.arena, bool, sheet->table.column_count + 1);
    for (size_t i = 0; i < SPECIAL_COUNT; i++) {
        quick->has[i] = header_find(&sheet->table, names[i], &quick->at[i]);
        if (i == SOURCE && !quick->has[i])
            quick->has[i] = header_find(&sheet->table, "sources", &quick->at[i]);
        if (quick->has[i])
            sheet->skipped[quick->at[i]] = true;
    }
    for (size_t i = 0; i < COUNT(needed); i++)
        if (!header_find(&sheet->table, needed[i], &ignored)) {
            column_missing(quick, needed[i]);
            good = false;
        }
    return sheet_header_read(&quick->maker.work, sheet) && good;
}

/* rows */

/* "a; b" → an id, or a list of ids, under a key; names that say nothing are left out */
static const char *ids_put(struct quick *quick, const struct csv_cell *cell, struct json *deal,
    const char *key, const char *(*find)(struct deal_maker *, const char *, struct place))
{
    struct arena *arena = quick->maker.work.arena;
    struct place place = sheet_place(&quick->sheet, cell);
    struct json *list = tree_new(arena, JSON_ARRAY, place);
    struct json **link = NULL;
    list->key_place = place;
    for (const char *at = cell_unguard(cell->text); *at;) {
        /* a semicolon may stand in an address */
        const char *end = strstr(at, find == maker_source ? "; " : ";");
        size_t length = end ? (size_t)(end - at) : strlen(at);
        while (length && at[length - 1] == ';')
            length--;
        const char *name = arena_strndup(arena, at, length);
        if (!cell_is_empty(name))
            tree_put_last(
                list, &link, tree_leaf(arena, JSON_STRING, find(&quick->maker, name, place), place));
        at = end ? end + 1 : at + strlen(at);
    }
    if (!list->first)
        return NULL;
    bool alone = list->count == 1 && find == maker_party;
    tree_put(deal, key, alone ? list->first : list);
    if (alone)
        list->first->key_place = place;
    return list->first->text;
}

/* "In talks" → "in_talks", where that is a word of the vocabulary */
static void word_tidy(struct arena *arena, struct json *json, const struct vocabulary *words)
{
    if (json->kind != JSON_STRING)
        return;
    const char *word = str_key(arena, json->text);
    if (words->find(word) >= 0)
        json->text = word;
}

static struct json *field_find(struct json *deal, const char *key)
{
    return (struct json *)json_find(deal, key);
}

/* A word that must be there: tidied, or assumed */
static const char *word_put(struct quick *quick, struct json *deal, const char *key,
    const struct vocabulary *words, const char *otherwise, size_t *assumed, bool refused)
{
    struct arena *arena = quick->maker.work.arena;
    struct json *json = field_find(deal, key);
    if (json) {
        word_tidy(arena, json, words);
        return json->kind == JSON_STRING ? json->text : otherwise;
    }
    if (refused)
        return otherwise;
    tree_put_text(arena, deal, key, otherwise);
    maker_assume(&quick->maker, deal, key);
    ++*assumed;
    return otherwise;
}

static bool is_relation(const char *type)
{
    int found = type_find(type);
    return found >= 0 && type_class((enum deal_type)found) == CLASS_RELATION;
}

/* No amount means that no money is involved: a blank cell does not say that, except where no money would be.
 */
static void amount_put(struct quick *quick, struct json *deal, const char *type, bool refused)
{
    if (field_find(deal, "amount") || refused || is_relation(type))
        return;
    tree_put_text(quick->maker.work.arena, deal, "amount", "undisclosed");
    maker_assume(&quick->maker, deal, "amount");
    quick->maker.amounts++;
}

static void row_put(struct quick *quick, const struct csv_row *row)
{
    struct deal_maker *maker = &quick->maker;
    struct arena *arena = maker->work.arena;
    struct json *deal = tree_new(arena, JSON_OBJECT, sheet_place(&quick->sheet, &row->cells[0]));
    struct json *fields = sheet_row_read(&maker->work, &quick->sheet, row);
    struct json *id = field_find(fields, "id"), *made = NULL;
    if (!id) {
        tree_put_text(arena, deal, "id", "");
        made = deal->first;
    }
    const char *from = ids_put(quick, &row->cells[quick->at[FROM]], deal, "from", maker_party);
    const char *to = ids_put(quick, &row->cells[quick->at[TO]], deal, "to", maker_party);
    for (struct json *child = fields->first, *next; child; child = next) {
        next = child->next;
        child->next = NULL;
        tree_put(deal, child->key, child);
    }
    for (size_t i = 0; i < maker->work.extras.count; i++)
        if (maker->work.extras.at[i].parent == fields)
            maker->work.extras.at[i].parent = deal;
    const char *type = word_put(quick, deal, "type", &deal_type_vocabulary, "other", &maker->types,
        sheet_refused(&maker->work, quick->sheet.table.file, row->line, "type"));
    word_put(quick, deal, "status", &deal_status_vocabulary, "reported", &maker->statuses,
        sheet_refused(&maker->work, quick->sheet.table.file, row->line, "status"));
    amount_put(quick, deal, type, sheet_refused(&maker->work, quick->sheet.table.file, row->line, "amount"));
    if (quick->has[SOURCE])
        ids_put(quick, &row->cells[quick->at[SOURCE]], deal, "sources", maker_source);
    if (made)
        made->text = maker_deal_id(maker, from ? from : "nobody", to ? to : "nobody", type);
    maker_deal_put(maker, deal);
}

static void ids_take(struct quick *quick)
{
    size_t column;
    if (!header_find(&quick->sheet.table, "id", &column))
        return;
    for (size_t i = 0; i < quick->sheet.table.row_count; i++)
        maker_deal_id_take(&quick->maker, quick->sheet.table.rows[i].cells[column].text);
}

const struct json *quick_import(struct arena *arena, const char *file, struct bytes bytes,
    const struct import_options *options, struct diags *diags)
{
    struct quick quick = {.sheet = {.shape = &deal_shape, .decimal_comma = options->decimal_comma}};
    deal_maker_init(&quick.maker, arena, file, diags);
    struct sheet *sheet = &quick.sheet;
    if (!table_stands(&quick, bytes))
        return NULL;
    bool good = csv_parse(arena, file, bytes, options->limits, &sheet->table, diags);
    if (good && !sheet->table.column_count) /* "sep=;" alone */
        return table_stands(&quick, (struct bytes){0}) ? quick.maker.root : NULL;
    *list_push(arena, &quick.maker.work.sheets) = sheet;
    if (!good || !header_read(&quick))
        return NULL;
    ids_take(&quick);
    for (size_t i = 0; i < sheet->table.row_count; i++)
        row_put(&quick, &sheet->table.rows[i]);
    return maker_finish(&quick.maker, options);
}
