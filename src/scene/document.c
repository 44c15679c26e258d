/* SPDX-License-Identifier: MIT */
/* document: the tree is built and told. In: nodes and words. It refuses to know what becomes of them. */
#include "document.h"

#include <string.h>

struct document_node *document_append(
    struct arena *arena, struct document_node *parent, enum document_kind kind)
{
    struct document_node *node = arena_new(arena, struct document_node);
    node->kind = kind;
    node->parent = parent;
    node->style = STYLE_BODY;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    return node;
}

struct document_run *document_run_append(struct arena *arena, struct document_runs *runs, const char *text)
{
    struct document_run *run = list_push(arena, runs);
    run->text = text;
    return run;
}

const char *document_words(struct arena *arena, const struct document_runs *runs)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < runs->count; i++)
        if (!runs->at[i].raised)
            str_append(&out, strcmp(runs->at[i].text, "\n") ? runs->at[i].text : " ");
    return str_text(&out);
}

/* ---- dump ---- */

static const char *const kind_names[] = {"root", "heading", "paragraph", "list", "item", "quote", "columns",
    "rule", "logo", "table", "figure", "numbers"};

static void runs_dump(const struct document_runs *runs, struct str *out)
{
    for (size_t i = 0; i < runs->count; i++) {
        const struct document_run *run = &runs->at[i];
        str_printf(out, run->raised ? "^%s" : "%s", run->text);
        if (run->target)
            str_printf(out, "(#%s)", run->target);
        if (run->link)
            str_printf(out, "(%s)", run->link);
    }
}

static void table_dump(const struct document_table *table, struct str *out)
{
    for (size_t c = 0; c < table->column_count; c++)
        str_printf(out, "%s%s", c ? " | " : " ", table->columns[c].head);
    for (size_t r = 0; r < table->row_count; r++) {
        str_char(out, '\n');
        for (size_t c = 0; c < table->column_count; c++) {
            str_append(out, c ? " | " : "  ");
            runs_dump(&table->rows[r].cells[c].runs, out);
        }
    }
    if (table->note)
        str_printf(out, "\n  note %s", table->note);
}

static void node_dump(const struct document_node *node, int depth, struct str *out)
{
    str_printf(out, "%*s%s", 2 * depth, "", kind_names[node->kind]);
    if (node->kind == DOCUMENT_HEADING)
        str_printf(out, "%d", node->level);
    if (node->number)
        str_printf(out, " %s", node->number);
    if (node->id)
        str_printf(out, " #%s", node->id);
    if (node->runs.count)
        str_char(out, ' ');
    runs_dump(&node->runs, out);
    if (node->alt)
        str_printf(out, " %s", node->alt);
    if (node->table)
        table_dump(node->table, out);
    if (node->figure)
        str_printf(out, " #%s %s", node->figure->id, node->figure->title);
    for (size_t i = 0; node->numbers && i < node->numbers->count; i++) {
        const struct document_number *number = &node->numbers->at[i];
        str_printf(out, " %s%s%s %s;", number->qualifier ? number->qualifier : "",
            number->qualifier ? " " : "", number->value, number->label);
    }
    str_char(out, '\n');
    for (const struct document_node *child = node->first; child; child = child->next)
        node_dump(child, depth + 1, out);
}

void document_dump(const struct document *document, struct str *out)
{
    node_dump(document->root, 0, out);
}
