/* SPDX-License-Identifier: MIT */
/*
 * html_table: a table of a document → a real table.
 *
 * Where it has many columns, a telephone shows each row as a card whose cells name their column
 * (data-label); roles are said there, because a browser forgets them when a row is no row any more. Other
 * tables stay tables, and say neither.
 */
#include "html_internal.h"
#include "xml.h"

#include <string.h>

/* Up to so many columns it stays a table on a telephone */
enum { COLUMNS_NARROW = 4 };
/* A longer name of a column stands above the words of a card, not before them */
enum { HEAD_BYTES_SHORT = 14 };

static enum text_face face_of(const struct document_row *row)
{
    return row->kind == DOCUMENT_ROW ? FACE_CONDENSED : FACE_CONDENSED_SEMIBOLD;
}

static const char *head_words(struct html *html, const struct document_column *column)
{
    return column->unit ? arena_printf(html->arena, "%s, %s", column->head, column->unit) : column->head;
}

/* role="row", where rows become cards */
static void role_write(struct str *out, bool cards, const char *role)
{
    if (cards)
        xml_attribute(out, "role", role);
}

static void head_write(struct html *html, const struct document_table *table, bool cards)
{
    struct str *out = &html->body;
    str_append(out, "<thead");
    role_write(out, cards, "rowgroup");
    str_append(out, "><tr");
    role_write(out, cards, "row");
    str_char(out, '>');
    for (size_t c = 0; c < table->column_count; c++) {
        const struct document_column *column = &table->columns[c];
        str_append(out, "<th scope=\"col\"");
        role_write(out, cards, "columnheader");
        html_class(html, column->right ? "r" : NULL);
        str_char(out, '>');
        html_words(html, FACE_CONDENSED_SEMIBOLD, column->head);
        if (column->unit) {
            str_append(out, " <small>");
            html_words(html, FACE_CONDENSED, column->unit);
            str_append(out, "</small>");
        }
        str_append(out, "</th>");
    }
    str_append(out, "</tr></thead>\n");
}

static void mark_write(struct html *html, enum document_mark mark)
{
    static const char *const names[] = {NULL, "mark firm", "mark planned", "mark talk", "mark dead"};
    if (!mark)
        return;
    str_append(&html->body, "<i");
    html_class(html, names[mark]);
    str_append(&html->body, " aria-hidden=\"true\"></i>");
}

/* Words of groups and sums run on over the empty cells behind them; numbers stay in their column. */
static size_t cell_span(const struct document_table *table, const struct document_row *row, size_t c)
{
    size_t span = 1;
    if (row->kind == DOCUMENT_ROW || !row->cells[c].runs.count || (c && table->columns[c].right))
        return 1;
    while (c + span < table->column_count && !row->cells[c + span].runs.count)
        span++;
    return span;
}

static void classes_write(struct html *html, const struct document_cell *cell, bool right, bool empty)
{
    const char *names[] = {right ? "r" : NULL, cell->faint ? "faint" : NULL, cell->indent ? "in" : NULL,
        empty ? "none" : NULL, cell->mark ? "m" : NULL};
    struct str all = str_init(html->arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i])
            str_printf(&all, "%s%s", all.length ? " " : "", names[i]);
    html_class(html, str_text(&all));
}

static size_t cell_write(struct html *html, const struct document_table *table,
    const struct document_row *row, size_t c, bool cards)
{
    struct str *out = &html->body;
    const struct document_cell *cell = &row->cells[c];
    size_t span = cell_span(table, row, c);
    bool group = row->kind == DOCUMENT_ROW_GROUP, head = c == 0, empty = !cell->runs.count;
    str_append(out, !head ? "<td" : group ? "<th scope=\"rowgroup\"" : "<th scope=\"row\"");
    role_write(out, cards, head ? "rowheader" : "cell");
    classes_write(html, cell, table->columns[c].right && !(head && span > 1), empty);
    if (span > 1)
        str_printf(out, " colspan=\"%zu\"", span);
    if (cards && !head && !empty)
        xml_attribute(out, "data-label", head_words(html, &table->columns[c]));
    str_char(out, '>');
    mark_write(html, cell->mark);
    html_runs(html, face_of(row), &cell->runs);
    str_append(out, head ? "</th>" : "</td>");
    return span;
}

static void row_write(
    struct html *html, const struct document_table *table, const struct document_row *row, bool cards)
{
    static const char *const classes[] = {NULL, "group", "sum"};
    str_append(&html->body, "<tr");
    role_write(&html->body, cards, "row");
    html_class(html, classes[row->kind]);
    str_char(&html->body, '>');
    for (size_t c = 0; c < table->column_count;)
        c += cell_write(html, table, row, c, cards);
    str_append(&html->body, "</tr>\n");
}

/* A group's heading and its rows stay together as one body. */
static void rows_write(struct html *html, const struct document_table *table, bool cards)
{
    struct str *out = &html->body;
    for (size_t r = 0; r < table->row_count; r++) {
        bool begins = r == 0 || table->rows[r].kind == DOCUMENT_ROW_GROUP;
        if (begins) {
            str_append(out, r ? "</tbody>\n<tbody" : "<tbody");
            role_write(out, cards, "rowgroup");
            str_append(out, ">\n");
        }
        row_write(html, table, &table->rows[r], cards);
    }
    if (table->row_count)
        str_append(out, "</tbody>\n");
}

static bool has_long_head(const struct document_table *table)
{
    for (size_t c = 1; c < table->column_count; c++)
        if (strlen(table->columns[c].head) > HEAD_BYTES_SHORT)
            return true;
    return false;
}

/* What names a table to those who hear it: its caption; else it stands under its heading. */
void html_table(struct html *html, const struct document_table *table, bool is_data)
{
    struct str *out = &html->body;
    const char *words = document_words(html->arena, &table->caption);
    bool cards = !is_data && table->column_count > COLUMNS_NARROW;
    str_append(out, "<div");
    html_class(html, !cards ? "table" : has_long_head(table) ? "table cards tall" : "table cards");
    str_append(out, " role=\"region\" tabindex=\"0\"");
    xml_attribute(out, "aria-label", *words ? words : table->columns[0].head);
    if (table->id)
        xml_attribute(out, "id", table->id);
    str_append(out, ">\n<table");
    role_write(out, cards, "table");
    str_append(out, ">\n");
    if (table->caption.count) {
        str_append(out, "<caption>");
        html_runs(html, FACE_SEMIBOLD, &table->caption);
        str_append(out, "</caption>\n");
    }
    head_write(html, table, cards);
    rows_write(html, table, cards);
    str_append(out, "</table>\n</div>\n");
    if (table->note && *table->note) {
        str_append(out, "<p");
        html_class(html, "note");
        str_char(out, '>');
        html_words(html, FACE_CONDENSED, table->note);
        str_append(out, "</p>\n");
    }
}
