/* SPDX-License-Identifier: MIT */
#include "sheet_rows.h"

#include "header_words.h"
#include "tree.h"
#include "str.h"

#include <string.h>

struct place sheet_place(const struct sheet *sheet, const struct csv_cell *cell)
{
    return (struct place){sheet->table.file, cell->line, cell->column};
}

const char *sheet_where(
    struct arena *arena, const struct sheet *sheet, const struct csv_row *row, size_t column)
{
    return arena_printf(arena, "row %zu, column %s (%.60s)", row->number, csv_column_letters(arena, column),
        sheet->table.header.cells[column].text);
}

/* the header */

/* What a header of deals means in other words, where there is no such column yet; NULL: nothing known */
static const char *column_advice(struct sheet_work *work, const struct sheet *sheet, const char *header)
{
    bool unit, taken_unit;
    const char *meaning = sheet->shape == &deal_shape ? header_meaning(header, &unit) : NULL;
    for (size_t i = 0; meaning && i < sheet->table.column_count; i++) {
        const char *other = sheet->table.header.cells[i].text, *taken = header_meaning(other, &taken_unit);
        if (other != header && taken && !strcmp(taken, meaning))
            return NULL;
    }
    if (meaning && unit)
        return arena_printf(work->arena, "call it just '%s'; a unit in a header is not applied", meaning);
    return meaning ? arena_printf(work->arena, "call it '%s'", meaning) : NULL;
}

static void column_warn(struct sheet_work *work, const struct sheet *sheet, size_t index)
{
    const struct csv_cell *cell = &sheet->table.header.cells[index];
    const struct column *column = &sheet->columns[index];
    const char *known[64], *nearest = NULL;
    size_t count = 0;
    for (size_t i = 0; column->shape && i < column->shape->rule_count && count < COUNT(known); i++)
        known[count++] = column->shape->rules[i].key;
    const char *advice = column_advice(work, sheet, cell->text);
    nearest = advice ? NULL : suggest_nearest(column->keys[column->depth - 1], known, count);
    diags_add(work->diags, DIAG_UNKNOWN_KEY, sheet_place(sheet, cell), NULL,
        advice    ? advice
        : nearest ? arena_printf(work->arena, "did you mean '%s'?", nearest)
                  : "a column of your own starts with x_, a comment with //",
        "no field is called '%.60s', the header of column %s", cell->text,
        csv_column_letters(work->arena, index));
}

static bool column_once(struct sheet_work *work, const struct sheet *sheet, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (sheet->skipped[i] || !column_same(&sheet->columns[i], &sheet->columns[index]))
            continue;
        diags_add(work->diags, DIAG_CSV_HEADER, sheet_place(sheet, &sheet->table.header.cells[index]), NULL,
            "keep one of them", "columns %s and %s are both called '%.60s'",
            csv_column_letters(work->arena, i), csv_column_letters(work->arena, index),
            sheet->table.header.cells[i].text);
        return false;
    }
    return true;
}

/* A column without a name may be empty all the way down. */
static bool nameless_empty(struct sheet_work *work, const struct sheet *sheet, size_t index)
{
    for (size_t i = 0; i < sheet->table.row_count; i++) {
        const struct csv_cell *cell = &sheet->table.rows[i].cells[index];
        if (cell_is_empty(cell->text))
            continue;
        diags_add(work->diags, DIAG_CSV_HEADER, sheet_place(sheet, cell), NULL, "give the column a header",
            "row %zu holds something in column %s, which has no header", sheet->table.rows[i].number,
            csv_column_letters(work->arena, index));
        return false;
    }
    return true;
}

bool sheet_header_read(struct sheet_work *work, struct sheet *sheet)
{
    size_t count = sheet->table.column_count;
    bool good = true;
    sheet->columns = arena_array(work->arena, struct column, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *header = sheet->table.header.cells[i].text;
        header += strspn(header, " \t\n");
        size_t length = strlen(header);
        while (length && strchr(" \t\n", header[length - 1]))
            length--;
        if (sheet->skipped[i])
            continue;
        if (!length) {
            good = nameless_empty(work, sheet, i) && good;
            sheet->skipped[i] = true;
            continue;
        }
        column_find(
            work->arena, sheet->shape, arena_strndup(work->arena, header, length), &sheet->columns[i]);
        good = column_once(work, sheet, i) && good;
        if (!sheet->columns[i].known)
            column_warn(work, sheet, i);
    }
    return good;
}

/* rows */

static struct json *child_find(struct json *object, const char *key)
{
    for (struct json *child = object->first; child; child = child->next)
        if (!strcmp(child->key, key))
            return child;
    return NULL;
}

static void refuse(struct sheet_work *work, const char *file, int line, const char *key)
{
    names_put(&work->refused, arena_printf(work->arena, "%s:%d", file, line), work);
    names_put(&work->refused, arena_printf(work->arena, "%s:%d:%s", file, line, key), work);
}

bool sheet_refused(const struct sheet_work *work, const char *file, int line, const char *key)
{
    if (!work->refused.count)
        return false;
    const char *row = arena_printf(work->arena, "%s:%d", file, line);
    return names_find(&work->refused, key ? arena_printf(work->arena, "%s:%s", row, key) : row);
}

struct typed {
    const char *typed, *read;
};

static const char *place_key(struct arena *arena, struct place place)
{
    return arena_printf(arena, "%s:%d:%d", place.file, place.line, place.column);
}

void sheet_text_note(struct sheet_work *work, const struct json *value, const char *typed)
{
    if ((value->kind != JSON_STRING && value->kind != JSON_NUMBER) || !strcmp(value->text, typed))
        return;
    struct typed *kept = arena_new(work->arena, struct typed);
    *kept = (struct typed){typed, value->text};
    names_put(&work->typed, place_key(work->arena, value->place), kept);
}

/* The object that holds the last key of a column, made where it is missing; NULL where something else stands
 */
static struct json *holder_find(
    struct sheet_work *work, const struct column *column, struct json *object, struct place place)
{
    for (size_t i = 0; i + 1 < column->depth; i++) {
        struct json *inside = child_find(object, column->keys[i]);
        if (!inside) {
            inside = tree_new(work->arena, JSON_OBJECT, place);
            inside->key_place = place;
            tree_put(object, column->keys[i], inside);
        }
        if (inside->kind != JSON_OBJECT)
            return NULL;
        object = inside;
    }
    return child_find(object, column->keys[column->depth - 1]) ? NULL : object;
}

void sheet_cell_put(struct sheet_work *work, const struct sheet *sheet, const struct csv_row *row,
    size_t index, const struct column *column, struct json *object)
{
    const struct csv_cell *cell = &row->cells[index];
    struct place place = sheet_place(sheet, cell);
    struct cell_fault fault;
    struct json *value = cell_read(work->arena, cell->text, column->kind, sheet->decimal_comma, &fault);
    const char *where = value ? NULL : sheet_where(work->arena, sheet, row, index);
    if (!value) {
        diags_add(work->diags, fault.code, place, where, fault.hint, "%s in %s", fault.sentence, where);
        refuse(work, place.file, row->line, column->keys[0]);
        return;
    }
    tree_place_all(value, place);
    if (sheet->decimal_comma)
        sheet_text_note(work, value, str_trimmed(work->arena, cell->text));
    struct json *holder = holder_find(work, column, object, place);
    if (!holder) {
        where = sheet_where(work->arena, sheet, row, index);
        diags_add(work->diags, DIAG_CSV_CELL, place, where, "keep one of them",
            "'%s' is given in another column of the row, too, in %s", column->keys[0], where);
        return;
    }
    if (column->known)
        tree_put(holder, column->keys[column->depth - 1], value);
    else
        *list_push(work->arena, &work->extras) = (struct sheet_extra){holder, value};
    value->key = column->keys[column->depth - 1];
}

struct json *sheet_row_read(struct sheet_work *work, const struct sheet *sheet, const struct csv_row *row)
{
    struct json *object = tree_new(work->arena, JSON_OBJECT, sheet_place(sheet, &row->cells[0]));
    for (size_t i = 0; i < sheet->table.column_count; i++)
        if (!sheet->skipped[i] && !cell_is_empty(row->cells[i].text))
            sheet_cell_put(work, sheet, row, i, &sheet->columns[i], object);
    return object;
}

void sheet_extras_put(struct sheet_work *work)
{
    for (size_t i = 0; i < work->extras.count; i++)
        tree_put(work->extras.at[i].parent, work->extras.at[i].child->key, work->extras.at[i].child);
}

/* diagnostics */

static const struct sheet *sheet_of(const struct sheet_work *work, const char *file)
{
    for (size_t i = 0; i < work->sheets.count; i++)
        if (!strcmp(work->sheets.at[i]->table.file, file))
            return work->sheets.at[i];
    return NULL;
}

/* The last row that starts at or before a line */
static const struct csv_row *row_of(const struct sheet *sheet, int line)
{
    size_t low = 0, high = sheet->table.row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sheet->table.rows[middle].line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &sheet->table.rows[low - 1] : NULL;
}

/* A path that ends in an index, at the first cell of a row, is the row's as a whole. */
static const char *where_of(struct sheet_work *work, const struct diag *diag)
{
    const struct sheet *sheet = sheet_of(work, diag->place.file);
    if (!sheet || sheet->keyed || !*diag->path)
        return NULL;
    const struct csv_row *row = row_of(sheet, diag->place.line);
    if (!row)
        return NULL;
    bool first = diag->place.line == row->line && diag->place.column == row->cells[0].column;
    if (first && str_ends(diag->path, "]") && sheet->columns[0].kind != CELL_NAMES &&
        sheet->columns[0].kind != CELL_REFERENCES)
        return arena_printf(work->arena, "row %zu", row->number);
    for (size_t i = 0; i < sheet->table.column_count; i++)
        if (row->cells[i].line == diag->place.line && row->cells[i].column == diag->place.column)
            return sheet_where(work->arena, sheet, row, i);
    return NULL;
}

static const char *replaced(struct arena *arena, const char *text, const char *what, const char *by)
{
    const char *found = strstr(text, what);
    if (!found)
        return NULL;
    return arena_printf(arena, "%.*s%s%s", (int)(found - text), text, by, found + strlen(what));
}

/* "deals[1] is signed and has no date", said of deals[1].status: the row's number in place of the deal's */
static const char *sentence_in_rows(struct sheet_work *work, const struct diag *diag, const char *where)
{
    const char *sentence = replaced(work->arena, diag->sentence, diag->path, where),
               *bracket = strrchr(diag->path, ']');
    if (sentence || !bracket)
        return sentence ? sentence : diag->sentence;
    const char *object = arena_strndup(work->arena, diag->path, (size_t)(bracket + 1 - diag->path));
    const char *row = arena_strndup(work->arena, where, strcspn(where, ","));
    sentence = replaced(work->arena, diag->sentence, object, row);
    return sentence ? sentence : diag->sentence;
}

/* A required field whose cell was refused is not missing as well, and what is odd about its row may come from
   that. */
static bool is_echo(const struct sheet_work *work, const struct diag *diag)
{
    if (diag_code_severity(diag->code) == DIAG_SEVERITY_WARNING)
        return sheet_refused(work, diag->place.file, diag->place.line, NULL);
    const char *quote = strchr(diag->sentence, '\'');
    if ((diag->code != DIAG_MISSING_FIELD && diag->code != DIAG_NO_PARTIES) || !quote)
        return false;
    const char *key = arena_strndup(work->arena, quote + 1, strcspn(quote + 1, "'"));
    return sheet_refused(work, diag->place.file, diag->place.line, key);
}

static bool is_amount_fault(enum diag_code code)
{
    return code == DIAG_BAD_AMOUNT || code == DIAG_AMOUNT_NEGATIVE || code == DIAG_AMOUNT_HUGE ||
           code == DIAG_AMOUNT_PRECISION || code == DIAG_AMOUNT_BACKWARDS;
}

/* The sentence with what was typed in place of what was read */
static const char *sentence_as_typed(struct sheet_work *work, const struct typed *typed, const char *sentence)
{
    const char *was = replaced(work->arena, sentence, arena_printf(work->arena, "'%s'", typed->read),
        arena_printf(work->arena, "'%s'", typed->typed));
    sentence = was ? was : sentence;
    was = replaced(work->arena, sentence, "three digits after a point", "three digits after a comma");
    return was ? was : sentence;
}

/* "cannot read the amount '$38.000' …" → "38000" */
static const char *without_points(struct arena *arena, const char *sentence)
{
    const char *quote = strchr(sentence, '\'');
    struct str out = str_init(arena);
    size_t before = quote ? strcspn(quote, "0123456789") : 0;
    for (const char *at = quote ? quote + before : ""; *at && strchr("0123456789.", *at); at++)
        if (*at != '.')
            str_char(&out, *at);
    return str_text(&out);
}

/* What the amount's reader advises is right for a dataset: here a decimal comma can be asked for, and where
   it was, thousands have points. */
static const char *amount_hint(struct sheet_work *work, const struct diag *diag, const struct typed *typed)
{
    bool three = strstr(diag->sentence, "three digits after a point"),
         points = strstr(diag->sentence, "points between thousands");
    if (typed && three) /* "1,234" was turned into "1.234" */
        return "a comma stands before decimals here: write 38.000 for thousands, 38,00 for decimals, or a "
               "scale: 1,234B";
    if (typed)
        return diag->hint;
    if (three || points)
        return arena_printf(work->arena,
            "%s; where points group thousands, import with --decimal , or write '%s'", diag->hint,
            without_points(work->arena, diag->sentence));
    if (strstr(diag->sentence, "a decimal comma"))
        return arena_printf(work->arena, "%s, or import with --decimal ,", diag->hint);
    return diag->hint;
}

void sheet_diags_tell(struct sheet_work *work, struct diags *said)
{
    size_t count;
    const struct diag *sorted = diags_sorted(said, &count);
    for (size_t i = 0; i < count; i++) {
        const struct diag *diag = &sorted[i];
        if (is_echo(work, diag))
            continue;
        const char *where = where_of(work, diag);
        const char *sentence = where ? sentence_in_rows(work, diag, where) : diag->sentence;
        const char *hint = diag->code == DIAG_NO_RATE && work->rate_hint ? work->rate_hint : diag->hint;
        if (str_starts(diag->hint, "write several as a list"))
            hint = "several are separated by semicolons";
        if (is_amount_fault(diag->code)) {
            const struct typed *typed =
                work->typed.count ? names_find(&work->typed, place_key(work->arena, diag->place)) : NULL;
            sentence = typed ? sentence_as_typed(work, typed, sentence) : sentence;
            hint = amount_hint(work, diag, typed);
        }
        diags_add(work->diags, diag->code, diag->place, where ? where : diag->path, *hint ? hint : NULL, "%s",
            sentence);
    }
}
