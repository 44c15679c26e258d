/* SPDX-License-Identifier: MIT */
#include "csv.h"

#include "list.h"

#include <string.h>

struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    struct csv_table *table;
    /* a copy of the file: cells are cut out of it in place, for none is longer than it was written */
    char *at, *end, *line_start;
    int line;
    size_t number, cell_count;
    bool good;
};

static struct place place_here(const struct reader *reader, const char *at)
{
    return (struct place){reader->table->file, reader->line, (int)(at - reader->line_start) + 1};
}

/* encodings */

static bool bytes_hold(struct bytes bytes, const char *what)
{
    size_t length = strlen(what), most = bytes.length < 65536 ? bytes.length : 65536;
    for (size_t i = 0; i + length <= most; i++)
        if (!memcmp(bytes.at + i, what, length))
            return true;
    return false;
}

/* A ZIP archive, by the names of the files in it */
static const char *archive_name(struct bytes bytes)
{
    if (bytes_hold(bytes, "opendocument.spreadsheet"))
        return "an OpenDocument spreadsheet (.ods)";
    if (bytes_hold(bytes, "Index/") && bytes_hold(bytes, ".iwa"))
        return "a Numbers document (.numbers)";
    if (bytes_hold(bytes, "xl/") || bytes_hold(bytes, "[Content_Types].xml"))
        return "an Excel workbook (.xlsx)";
    return "a ZIP archive or a spreadsheet program's own format";
}

static const char *foreign_encoding(struct bytes bytes)
{
    const unsigned char *b = bytes.at;
    if (bytes.length >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF)))
        return "UTF-16";
    if (bytes.length >= 2 && (!b[0] || !b[1]))
        return "UTF-16 or no text at all";
    if (bytes.length >= 4 && !memcmp(b, "PK\3\4", 4))
        return archive_name(bytes);
    if (bytes.length >= 4 && !memcmp(b, "\xD0\xCF\x11\xE0", 4))
        return "an old Excel workbook (.xls)";
    return NULL;
}

bool csv_encoding_good(struct arena *arena, const char *file, struct bytes bytes, struct diags *diags)
{
    static const char hint[] = "save it as \"CSV UTF-8\" in the spreadsheet program";
    const char *foreign = foreign_encoding(bytes);
    if (foreign) {
        diags_add(
            diags, DIAG_CSV_ENCODING, (struct place){file, 1, 1}, NULL, hint, "the file is %s", foreign);
        return false;
    }
    const char *at = (const char *)bytes.at, *end = at + bytes.length, *line_start = at;
    int line = 1;
    while (at < end) {
        const char *start = at;
        if (*at && (unsigned char)*at < 0x80) {
            at++;
            if (*start == '\n' || (*start == '\r' && (at == end || *at != '\n'))) {
                line++;
                line_start = at;
            }
            continue;
        }
        bool nul = !*at;
        if (nul || utf8_next(&at, end) == UINT32_MAX) {
            const char *sentence =
                nul ? "a NUL byte stands in the file"
                    : arena_printf(arena, "the byte 0x%02X is not UTF-8 here", (unsigned char)*start);
            diags_add(diags, DIAG_CSV_ENCODING, (struct place){file, line, (int)(start - line_start) + 1},
                NULL, hint, "%s", sentence);
            return false;
        }
    }
    return true;
}

/* the delimiter */

/* "sep=;" as the first line, which spreadsheet programs write and obey */
static bool separator_line(struct reader *reader)
{
    const char *at = reader->at;
    if (reader->end - at < 5 || memcmp(at, "sep=", 4) != 0 || !strchr(",;\t|", at[4]))
        return false;
    const char *after = at + 5;
    if (after < reader->end && *after != '\r' && *after != '\n')
        return false;
    reader->table->delimiter = at[4];
    reader->at += 5;
    if (reader->at < reader->end && *reader->at == '\r')
        reader->at++;
    if (reader->at < reader->end && *reader->at == '\n')
        reader->at++;
    reader->line++;
    reader->line_start = reader->at;
    reader->number++;
    return true;
}

/* Whichever of comma, semicolon and tab stands most often in the first line, outside of quotes */
static char delimiter_find(const struct reader *reader)
{
    size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (const char *at = reader->at; at < reader->end; at++) {
        if (*at == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (*at == '\n' || *at == '\r')
            break;
        commas += *at == ',';
        semicolons += *at == ';';
        tabs += *at == '\t';
    }
    return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
}

/* cells */

static bool at_line_end(const struct reader *reader)
{
    return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

static void line_end_pass(struct reader *reader)
{
    if (reader->at == reader->end)
        return;
    reader->at += *reader->at == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n';
    reader->at++;
    reader->line++;
    reader->line_start = reader->at;
}

/* Stands behind the opening quote; cuts the text out to where it started. Returns the new end of the text, or
   NULL when the quote is not closed. */
static char *quoted_cut(struct reader *reader, char *to)
{
    while (reader->at < reader->end) {
        char c = *reader->at;
        if (c == '"') {
            reader->at++;
            if (reader->at == reader->end || *reader->at != '"')
                return to;
            reader->at++;
            *to++ = '"';
        } else if (c == '\n' || c == '\r') {
            line_end_pass(reader);
            *to++ = '\n';
        } else {
            *to++ = c;
            reader->at++;
        }
    }
    return NULL;
}

static char *plain_cut(struct reader *reader, char *to)
{
    while (!at_line_end(reader) && *reader->at != reader->table->delimiter)
        *to++ = *reader->at++;
    return to;
}

static struct csv_cell cell_read(struct reader *reader)
{
    struct place place = place_here(reader, reader->at);
    char *text = reader->at, *end = NULL;
    if (reader->at < reader->end && *reader->at == '"') {
        reader->at++;
        end = quoted_cut(reader, text);
        if (!end) {
            diags_add(reader->diags, DIAG_CSV_QUOTE, place, NULL,
                "close it, and double the quotes inside: \"a \"\"b\"\" c\"",
                "a quote opens here that nothing closes");
            reader->good = false;
            end = text;
        } else if (!at_line_end(reader) && *reader->at != reader->table->delimiter) {
            diags_add(reader->diags, DIAG_CSV_QUOTE, place_here(reader, reader->at), NULL,
                "double the quotes inside of a quoted cell: \"a \"\"b\"\" c\"",
                "a quoted cell goes on behind its closing quote");
            reader->good = false;
        }
    }
    end = plain_cut(reader, end ? end : text);
    /* the byte behind the text is a quote, a delimiter or a line end that is passed by then: the caller ends
     * it */
    const char *kept = end > text ? arena_strndup(reader->arena, text, (size_t)(end - text)) : "";
    return (struct csv_cell){kept, place.line, place.column};
}

typedef LIST(struct csv_cell) cell_list;

/* One row into `cells`; true when any of them holds something. */
static bool row_read(struct reader *reader, cell_list *cells)
{
    bool any = false;
    cells->count = 0;
    reader->number++;
    for (;;) {
        struct csv_cell cell = cell_read(reader);
        any = any || cell.text[strspn(cell.text, " \t\n")];
        *list_push(reader->arena, cells) = cell;
        if (at_line_end(reader))
            break;
        reader->at++;
    }
    line_end_pass(reader);
    return any;
}

/* as many cells as the header has */
static struct csv_row row_keep(struct reader *reader, const cell_list *cells)
{
    struct csv_table *table = reader->table;
    struct csv_row row = {.line = cells->at[0].line, .number = reader->number};
    row.cells = arena_array(reader->arena, struct csv_cell, table->column_count);
    for (size_t i = 0; i < table->column_count; i++) {
        struct csv_cell *last = &cells->at[cells->count - 1];
        row.cells[i] = i < cells->count ? cells->at[i] : (struct csv_cell){"", last->line, last->column};
    }
    for (size_t i = table->column_count; i < cells->count; i++) {
        if (!cells->at[i].text[strspn(cells->at[i].text, " \t\n")])
            continue;
        diags_add(reader->diags, DIAG_CSV_ROW,
            (struct place){table->file, cells->at[i].line, cells->at[i].column}, NULL,
            "a text that holds the delimiter stands in quotes", "row %zu has %zu cells, the header %zu",
            reader->number, cells->count, table->column_count);
        reader->good = false;
        break;
    }
    if (cells->count < table->column_count && reader->good)
        diags_add(reader->diags, DIAG_CSV_SHORT_ROW,
            (struct place){table->file, row.cells[0].line, row.cells[0].column}, NULL, NULL,
            "row %zu has %zu cells, the header %zu: the rest is taken as empty", reader->number, cells->count,
            table->column_count);
    return row;
}

/* Columns without a name at the right end are none. */
static void header_keep(struct reader *reader, const cell_list *cells)
{
    struct csv_table *table = reader->table;
    table->column_count = cells->count;
    while (table->column_count && !cells->at[table->column_count - 1].text[0])
        table->column_count--;
    table->header = (struct csv_row){.line = cells->at[0].line, .number = reader->number};
    table->header.cells = arena_array(reader->arena, struct csv_cell, table->column_count);
    memcpy(table->header.cells, cells->at, table->column_count * sizeof *table->header.cells);
}

/* false after an error, once there is too much of it */
static bool size_good(struct reader *reader, const cell_list *cells)
{
    size_t columns = reader->table->column_count;
    reader->cell_count += cells->count > columns ? cells->count : columns;
    bool wide = columns > limit_of(reader->limits, LIMIT_COLUMNS);
    enum limit limit = wide ? LIMIT_COLUMNS : LIMIT_CELLS;
    if (!wide && reader->cell_count <= limit_of(reader->limits, LIMIT_CELLS))
        return true;
    diags_add(reader->diags, DIAG_LIMIT_INPUT, (struct place){reader->table->file, cells->at[0].line, 1},
        NULL, limit_hint(reader->arena, reader->limits, limit), "the table has more than %zu %s",
        limit_of(reader->limits, limit), wide ? "columns" : "cells");
    reader->good = false;
    return false;
}

static void rows_read(struct reader *reader)
{
    struct csv_table *table = reader->table;
    LIST(struct csv_row) rows = {0};
    cell_list cells = {0};
    bool header = true;
    while (reader->at < reader->end) {
        bool any = row_read(reader, &cells);
        if (any && header)
            header_keep(reader, &cells);
        if (!size_good(reader, &cells))
            break;
        if (any && !header)
            *list_push(reader->arena, &rows) = row_keep(reader, &cells);
        header = header && !any;
    }
    table->rows = rows.at;
    table->row_count = rows.count;
}

bool csv_parse(struct arena *arena, const char *file, struct bytes bytes, const struct limits *limits,
    struct csv_table *table, struct diags *diags)
{
    *table = (struct csv_table){.file = file, .delimiter = ','};
    if (bytes.length >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3))
        bytes = (struct bytes){bytes.at + 3, bytes.length - 3};
    if (!csv_encoding_good(arena, file, bytes, diags))
        return false;
    char *copy = arena_strndup(arena, (const char *)bytes.at, bytes.length);
    struct reader reader = {.arena = arena,
        .diags = diags,
        .limits = limits,
        .table = table,
        .at = copy,
        .end = copy + bytes.length,
        .line_start = copy,
        .line = 1,
        .good = true};
    if (!separator_line(&reader))
        table->delimiter = delimiter_find(&reader);
    rows_read(&reader);
    return reader.good;
}

const char *csv_column_letters(struct arena *arena, size_t column)
{
    char letters[16];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (size_t rest = column + 1; rest; rest = (rest - 1) / 26)
        letters[--at] = (char)('A' + (rest - 1) % 26);
    return arena_strdup(arena, letters + at);
}
