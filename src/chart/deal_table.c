/* SPDX-License-Identifier: MIT */
/*
 * deal_table: chooses columns and units, and puts the rows of deal_rows.c and the cells of deal_words.c
 * together into a table. It refuses to add over classes: a group of several has no sum.
 */
#include "deal_table.h"

#include "deal_rows.h"
#include "deal_words.h"
#include "list.h"
#include "say.h"
#include "wording.h"

#include <string.h>

enum column { FROM, TO, WHAT, TYPE, AMOUNT, PER_YEAR, STATUS, TERMS, TERM, SOURCES, DATE, COLUMN_COUNT };

static const char *const column_names[] = {
    "from", "to", "what", "type", "amount", "per-year", "status", "terms", "term", "sources", "date"};

static const struct table_column column_specs[] = {
    [FROM] = {WORDS("From"), NULL, TABLE_LEFT, 1, 36},
    [TO] = {WORDS("To"), NULL, TABLE_LEFT, 1, 36},
    [WHAT] = {WORDS("What"), NULL, TABLE_LEFT, 1.6, 60},
    [TYPE] = {WORDS("Type"), NULL, TABLE_LEFT, 0.5, 30},
    [AMOUNT] = {WORDS("Amount"), NULL, TABLE_DECIMAL, 0, 30},
    [PER_YEAR] = {WORDS("A year"), NULL, TABLE_DECIMAL, 0, 24},
    [STATUS] = {WORDS("Status"), NULL, TABLE_LEFT, 0, 40},
    [TERMS] = {WORDS("Terms"), NULL, TABLE_LEFT, 2.4, 60},
    [TERM] = {WORDS("Term"), NULL, TABLE_LEFT, 0.5, 30},
    [SOURCES] = {WORDS("Sources"), NULL, TABLE_LEFT, 0.4, 20},
    [DATE] = {WORDS("Date"), NULL, TABLE_LEFT, 0, 30},
};

const char *const *deal_table_columns(size_t *count)
{
    *count = COLUMN_COUNT;
    return column_names;
}

struct columns {
    enum column at[COLUMN_COUNT];
    size_t count;
};

static bool rows_have_annual(const struct facts *facts, const struct deal_rows *rows)
{
    struct annual annual;
    for (size_t i = 0; i < rows->row_count; i++)
        if (deal_row_annual(facts, &rows->rows[i], &annual))
            return true;
    return false;
}

static struct columns columns_default(
    const struct facts *facts, const struct deal_rows *rows, bool with_sources)
{
    struct columns columns = {{FROM, TO, WHAT, AMOUNT}, 4};
    if (rows_have_annual(facts, rows))
        columns.at[columns.count++] = PER_YEAR;
    columns.at[columns.count++] = STATUS;
    if (with_sources)
        columns.at[columns.count++] = SOURCES;
    return columns;
}

/* Names are checked where the template is read; a name that is not one, or comes twice, is passed over. */
static struct columns columns_choose(
    const struct facts *facts, const struct deal_rows *rows, const struct deal_table_options *options)
{
    struct columns columns = {.count = 0};
    if (!options->columns)
        return columns_default(facts, rows, options->source_numbers != NULL);
    bool used[COLUMN_COUNT] = {false}, with_annual = rows_have_annual(facts, rows);
    for (size_t i = 0; i < options->column_count; i++)
        for (int column = 0; column < COLUMN_COUNT; column++)
            if (!used[column] && strcmp(options->columns[i], column_names[column]) == 0) {
                used[column] = true;
                if (column == PER_YEAR && !with_annual)
                    continue; /* nothing would stand in it */
                columns.at[columns.count++] = (enum column)column;
            }
    return columns.count > 0 ? columns : columns_default(facts, rows, options->source_numbers != NULL);
}

static size_t column_find(const struct columns *columns, enum column column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->at[i] == column)
            return i;
    return NO_INDEX;
}

/* ── units ── */

static struct money_unit amount_unit(
    struct arena *arena, const struct facts *facts, const struct deal_rows *rows)
{
    LIST(money) values = {0};
    for (size_t i = 0; i < rows->row_count; i++) {
        const struct amount *amount = &rows->rows[i].amount;
        if (!amount->words && amount_is_sized(amount))
            *list_push(arena, &values) = amount->has_headline ? amount->headline : amount->low;
    }
    return money_unit_choose(arena, values.at, values.count, facts->dataset->currency);
}

/* The unit of the amounts, unless every yearly amount is below one of it */
static struct money_unit year_unit(
    struct arena *arena, const struct facts *facts, const struct deal_rows *rows, struct money_unit unit)
{
    LIST(money) values = {0};
    money most = 0;
    for (size_t i = 0; i < rows->row_count; i++) {
        struct annual annual;
        if (!deal_row_annual(facts, &rows->rows[i], &annual))
            continue;
        money value = annual.has_headline ? annual.headline : annual.low;
        *list_push(arena, &values) = value;
        most = value > most ? value : most;
    }
    return most >= unit.size / 10 || values.count == 0
               ? unit
               : money_unit_choose(arena, values.at, values.count, facts->dataset->currency);
}

/* ── rows ── */

static struct table_cell cell_make(struct deal_words *words, const struct deal_row *row, enum column column)
{
    switch (column) {
    case FROM:
        return deal_cell_side(words, row, true);
    case TO:
        return deal_cell_side(words, row, false);
    case WHAT:
        return deal_cell_what(words, row);
    case TYPE:
        return deal_cell_type(words, row);
    case AMOUNT:
        return deal_cell_amount(words, row);
    case PER_YEAR:
        return deal_cell_year(words, row);
    case STATUS:
        return deal_cell_status(words, row);
    case TERMS:
        return deal_cell_terms(words, row);
    case TERM:
        return deal_cell_term(words, row);
    case SOURCES:
        return deal_cell_sources(words, row);
    case DATE:
        return deal_cell_date(words, row);
    case COLUMN_COUNT:
        break;
    }
    return (struct table_cell){0};
}

static const char *group_name(
    struct deal_words *words, const struct deal_group *group, enum deal_table_group kind)
{
    if (kind == GROUP_CLASS)
        return word_class(words->arena, group->deal_class);
    if (kind == GROUP_BUCKET)
        return word_capital(words->arena, word_bucket(words->arena, group->bucket));
    return facts_node_name(words->arena, words->facts, group->payer);
}

struct builder {
    struct deal_words words;
    struct columns columns;
    LIST(struct table_row) rows;
};

static struct table_cell *row_add(struct builder *builder, enum table_row_kind kind)
{
    struct table_row *row = list_push(builder->words.arena, &builder->rows);
    row->kind = kind;
    row->cells = arena_array(builder->words.arena, struct table_cell, builder->columns.count);
    return row->cells;
}

/* One row has no sum worth a line; several classes have none at all. */
static void sum_row_add(struct builder *builder, const struct deal_group *group, enum deal_table_group kind)
{
    if (kind == GROUP_NONE || !group->one_class || group->live.sized + group->live.undisclosed < 2 ||
        group->live.sized == 0)
        return;
    size_t amount = column_find(&builder->columns, AMOUNT);
    bool beside = amount != NO_INDEX && amount > 0; /* in the column of amounts; else in words */
    struct table_cell *cells = row_add(builder, ROW_SUBTOTAL);
    cells[0].text = deal_sum_label(&builder->words, group_name(&builder->words, group, kind), group, !beside);
    if (beside)
        cells[amount] = deal_cell_sum(&builder->words, &group->live);
}

static void group_add(struct builder *builder, const struct deal_rows *rows, const struct deal_group *group,
    enum deal_table_group kind)
{
    size_t listed = 0;
    for (size_t i = group->first; i < group->first + group->count; i++)
        listed += !rows->rows[i].cut;
    if (!listed)
        return;
    if (kind != GROUP_NONE)
        row_add(builder, ROW_GROUP)[0].text = group_name(&builder->words, group, kind);
    for (size_t i = group->first; i < group->first + group->count; i++) {
        if (rows->rows[i].cut)
            continue;
        struct table_cell *cells = row_add(builder, ROW_DATA);
        for (size_t column = 0; column < builder->columns.count; column++)
            cells[column] = cell_make(&builder->words, &rows->rows[i], builder->columns.at[column]);
    }
    sum_row_add(builder, group, kind);
}

static bool has_sums(const struct builder *builder)
{
    bool any = false;
    for (size_t i = 0; i < builder->rows.count; i++)
        any = any || builder->rows.at[i].kind == ROW_SUBTOTAL;
    return any;
}

static const char *note_make(const struct deal_words *words, bool sums)
{
    struct str out = str_init(words->arena);
    struct deal_table_left left = deal_table_left(words->arena, words->facts, words->options);
    if (left.rows && !words->options->silent)
        str_printf(&out, "%s ",
            say(words->arena, "Not listed: %s.", deal_table_left_words(words->arena, words->facts, &left)));
    if (left.rows && sums)
        str_printf(&out, "%s ", said(words->arena, "The sums include what is not listed."));
    if (words->used_dagger)
        str_printf(&out, "%s ", said(words->arena, "† Not stated by any source: assumed."));
    if (words->used_shares)
        str_printf(&out, "%s ", said(words->arena, "‡ The share of each is not stated."));
    if (words->used_year)
        str_printf(&out, "%s ",
            said(words->arena, "A year: the amount spread evenly over its term, not a payment plan."));
    if (words->used_part)
        str_printf(&out, "%s ", said(words->arena, "Of which: part of the deal above, counted once."));
    return out.length > 0 ? arena_strndup(words->arena, str_text(&out), out.length - 1) : NULL;
}

/* ── what is left out ── */

struct deal_table_left deal_table_left(
    struct arena *arena, const struct facts *facts, const struct deal_table_options *options)
{
    struct deal_rows rows = deal_rows_select(arena, facts, options->where, options->group);
    struct deal_table_left left = {.below = MONEY_OPEN};
    money most = 0;
    deal_rows_cut(arena, &rows, options->most);
    for (size_t i = 0; i < rows.row_count; i++) {
        const struct amount *amount = &rows.rows[i].amount;
        money size = amount->has_headline ? amount->headline : amount->low;
        bool sized = amount_is_sized(amount);
        if (!rows.rows[i].cut) {
            left.below = sized && size < left.below ? size : left.below;
            continue;
        }
        left.rows++;
        left.sized += sized;
        left.undisclosed += !sized;
        most = sized && amount->high > most ? amount->high : most;
    }
    if (left.below == MONEY_OPEN || most >= left.below)
        left.below = 0;
    return left;
}

const char *deal_table_left_words(
    struct arena *arena, const struct facts *facts, const struct deal_table_left *left)
{
    struct str sized = str_init(arena), below = str_init(arena), silent = str_init(arena);
    if (left->below)
        word_money(&below, left->below, facts->dataset->currency, NUMBER_SHORT, 0);
    if (left->below)
        word_counted(&sized, (int64_t)left->sized, "deal", "deals");
    else
        word_counted(&sized, (int64_t)left->sized, "smaller deal", "smaller deals");
    const char *first = left->below ? say(arena, "%s below %s", str_text(&sized), str_text(&below))
                                    : arena_strdup(arena, str_text(&sized));
    if (!left->undisclosed)
        return left->sized ? first : "";
    word_count(&silent, (int64_t)left->undisclosed);
    if (left->sized)
        return say(arena, "%s and %s of undisclosed size", first, str_text(&silent));
    struct str alone = str_init(arena);
    word_counted(&alone, (int64_t)left->undisclosed, "deal of undisclosed size", "deals of undisclosed size");
    return str_text(&alone);
}

const struct table *deal_table_make(
    struct arena *arena, const struct facts *facts, const struct deal_table_options *options)
{
    struct deal_rows rows = deal_rows_select(arena, facts, options->where, options->group);
    deal_rows_cut(arena, &rows, options->most);
    struct builder builder = {.words = {.arena = arena, .facts = facts, .options = options},
        .columns = columns_choose(facts, &rows, options)};
    builder.words.amount_unit = amount_unit(arena, facts, &rows);
    builder.words.year_unit = year_unit(arena, facts, &rows, builder.words.amount_unit);
    for (size_t i = 0; i < rows.group_count; i++)
        group_add(&builder, &rows, &rows.groups[i], options->group);
    struct table *table = arena_new(arena, struct table);
    table->columns = arena_array(arena, struct table_column, builder.columns.count);
    for (size_t i = 0; i < builder.columns.count; i++) {
        enum column column = builder.columns.at[i];
        table->columns[i] = column_specs[column];
        table->columns[i].head = said(arena, column_specs[column].head);
        if (column == AMOUNT || column == PER_YEAR)
            table->columns[i].unit =
                column == AMOUNT ? builder.words.amount_unit.label : builder.words.year_unit.label;
    }
    table->column_count = builder.columns.count;
    table->rows = builder.rows.at;
    table->row_count = builder.rows.count;
    table->note = note_make(&builder.words, has_sums(&builder));
    table->id = "deals";
    return table;
}
