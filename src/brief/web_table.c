/* SPDX-License-Identifier: MIT */
/*
 * web_table: tables of deals and the numbers of charts → tables of a document. What stands in a cell for
 * machines alone is left out, keys become words. It refuses to know where the table stands.
 */
#include "web_table.h"

#include "say.h"
#include "wording.h"

#include <string.h>

static void mark_append(
    struct arena *arena, struct document_runs *runs, const char *words, const char *target)
{
    struct document_run *run = document_run_append(arena, runs, words);
    run->raised = true;
    run->target = target;
}

static void references_append(struct arena *arena, struct document_runs *runs, const struct table_cell *cell)
{
    for (size_t i = 0; i < cell->reference_count; i++) {
        if (i || runs->count)
            document_run_append(arena, runs, i ? ", " : " ");
        struct document_run *run = document_run_append(arena, runs, cell->references[i].text);
        run->target = cell->references[i].target;
    }
}

static void cell_fill(
    struct arena *arena, struct document_cell *to, const struct table_cell *from, bool linked)
{
    static const enum document_mark marks[] = {[MARK_NONE] = DOCUMENT_UNMARKED,
        [MARK_FIRM] = DOCUMENT_FIRM,
        [MARK_PLANNED] = DOCUMENT_PLANNED,
        [MARK_TALK] = DOCUMENT_TALK,
        [MARK_DEAD] = DOCUMENT_DEAD};
    to->mark = marks[from->mark];
    to->faint = from->faint;
    to->indent = from->indent;
    if (from->text && *from->text) {
        struct document_run *run = document_run_append(arena, &to->runs, from->text);
        run->link = from->link;
        run->target = from->target;
    }
    if (from->superscript && *from->superscript)
        mark_append(arena, &to->runs, from->superscript, linked ? from->superscript_target : NULL);
    references_append(arena, &to->runs, from);
}

struct document_table *web_table(struct arena *arena, const struct table *from)
{
    static const enum document_row_kind kinds[] = {
        [ROW_DATA] = DOCUMENT_ROW, [ROW_GROUP] = DOCUMENT_ROW_GROUP, [ROW_SUBTOTAL] = DOCUMENT_ROW_SUM};
    struct document_table *to = arena_new(arena, struct document_table);
    to->column_count = from->column_count;
    to->row_count = from->row_count;
    to->columns = arena_array(arena, struct document_column, from->column_count + 1);
    to->rows = arena_array(arena, struct document_row, from->row_count + 1);
    to->note = from->note;
    for (size_t c = 0; c < from->column_count; c++)
        to->columns[c] = (struct document_column){
            from->columns[c].head, from->columns[c].unit, from->columns[c].align != TABLE_LEFT};
    for (size_t r = 0; r < from->row_count; r++) {
        to->rows[r].kind = kinds[from->rows[r].kind];
        to->rows[r].cells = arena_array(arena, struct document_cell, from->column_count + 1);
        for (size_t c = 0; c < from->column_count; c++)
            cell_fill(arena, &to->rows[r].cells[c], &from->rows[r].cells[c], true);
    }
    return to;
}

/* ---- the numbers of figures ---- */

/* "38000000000.5" → "38,000,000,000.5": a figure of many digits is read in groups, as the language has them.
 */
static const char *digits_grouped(struct arena *arena, const char *number)
{
    size_t sign = *number == '-', digits = strspn(number + sign, "0123456789");
    const struct manner *manner = manner_in(arena);
    if (strchr(number, ':') || number[sign + digits] == '-')
        return number;
    struct str out = str_init(arena);
    for (size_t i = 0; i < sign + digits; i++) {
        if (i > sign && digits >= 5 && (digits - (i - sign)) % 3 == 0)
            str_append(&out, manner->grouping);
        str_char(&out, number[i]);
    }
    const char *rest = number + sign + digits;
    str_append(&out, *rest == '.' ? manner->point : "");
    str_append(&out, rest + (*rest == '.'));
    return str_text(&out);
}

/* "capital_low" → "capital"; NULL: no end of an amount */
static const char *end_stem(struct arena *arena, const char *name)
{
    static const char *const ends[] = {"_low", "_high", "_headline", "_undisclosed"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (length > end && !strcmp(name + length - end, ends[i]))
            return arena_strndup(arena, name, length - end);
    }
    return NULL;
}

static bool words_say(const struct data_table *data, const char *name)
{
    for (size_t c = 0; name && c < data->column_count; c++)
        if (!data->columns[c].number && !strcmp(data->columns[c].name, name))
            return true;
    return false;
}

static bool is_plain_end(const char *name)
{
    static const char *const ends[] = {"low", "high", "headline", "amount", "undisclosed", "open_ends"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (!strcmp(name, ends[i]))
            return true;
    return false;
}

static bool column_is_empty(const struct data_table *data, size_t column)
{
    for (size_t r = 0; r < data->row_count; r++) {
        const char *words = data->cells[r * data->column_count + column];
        if (words && *words)
            return false;
    }
    return true;
}

/* A reader gets an amount in words, which say "up to" and round, not its ends to the cent beside them: those
   are for machines, as the ids of deals are (`figure -f csv`). */
static bool column_is_for_readers(struct arena *arena, const struct data_table *data, size_t column)
{
    const char *name = data->columns[column].name;
    if (column_is_empty(data, column))
        return false;
    if (!strcmp(name, "standing") && words_say(data, "status"))
        return false;
    if (!data->columns[column].number)
        return strcmp(name, "deal") != 0 || !(words_say(data, "name") || words_say(data, "from"));
    const char *stem = end_stem(arena, name);
    if (stem && (words_say(data, stem) || words_say(data, arena_printf(arena, "%s_amount", stem))))
        return false;
    if (is_plain_end(name) &&
        (words_say(data, "words") || words_say(data, "amount") || words_say(data, "value")))
        return false;
    return !words_say(data, arena_printf(arena, "%s_words", name));
}

/* "weaker_status" → "Weaker status", "more_words" → "More" */
static const char *column_words(struct arena *arena, const char *name)
{
    static const char words_end[] = "_words";
    size_t length = strlen(name), end = strlen(words_end);
    if (!strcmp(name, "words"))
        name = "amount";
    else if (length > end && !strcmp(name + length - end, words_end))
        name = arena_strndup(arena, name, length - end);
    char *words = str_spaced(arena, name, "_");
    const char *translated = said_in(arena, "data head", words);
    if (translated != words)
        return translated;
    if (*words >= 'a' && *words <= 'z')
        *words = (char)(*words - 'a' + 'A');
    return words;
}

/* "in_talks" → "in talks": a key that no catalogue has words for; of what is no key, the words themselves */
static const char *key_words(struct arena *arena, const char *key)
{
    const char *said = said_in(arena, "data", key);
    bool is_key = key[strspn(key, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
    return said == key && is_key && strchr(key, '_') ? str_spaced(arena, key, "_") : said;
}

/* A cell: keys of the format ("signed") in the reader's words; "steps" are such keys, each with its date. */
static const char *data_words(struct arena *arena, const struct data_column *column, const char *words)
{
    if (column->number)
        return digits_grouped(arena, words);
    if (strcmp(column->name, "steps") != 0)
        return key_words(arena, words);
    struct str out = str_init(arena);
    for (const char *at = words; *at;) {
        size_t length = strcspn(at, " ");
        str_append(&out, key_words(arena, arena_strndup(arena, at, length)));
        at += length;
        for (; *at == ' '; at++)
            str_char(&out, ' ');
    }
    return str_text(&out);
}

struct document_table *web_data(struct arena *arena, const struct data_table *data)
{
    struct document_table *to = arena_new(arena, struct document_table);
    size_t *kept = arena_array(arena, size_t, data->column_count + 1);
    to->row_count = data->row_count;
    to->columns = arena_array(arena, struct document_column, data->column_count + 1);
    to->rows = arena_array(arena, struct document_row, data->row_count + 1);
    for (size_t c = 0; c < data->column_count; c++)
        if (column_is_for_readers(arena, data, c))
            kept[to->column_count++] = c;
    for (size_t c = 0; c < to->column_count; c++) {
        const struct data_column *column = &data->columns[kept[c]];
        to->columns[c] = (struct document_column){column_words(arena, column->name), NULL, column->number};
    }
    for (size_t r = 0; r < data->row_count; r++) {
        to->rows[r].cells = arena_array(arena, struct document_cell, to->column_count + 1);
        for (size_t c = 0; c < to->column_count; c++) {
            const char *words = data->cells[r * data->column_count + kept[c]];
            if (words && *words)
                document_run_append(
                    arena, &to->rows[r].cells[c].runs, data_words(arena, &data->columns[kept[c]], words));
        }
    }
    return to;
}
