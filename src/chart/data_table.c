/* SPDX-License-Identifier: MIT */
/*
 * data_table: cells in, CSV or JSON out. It refuses to know what they mean.
 */
#include "data_table.h"

#include "wording.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct data_table *data_table_create(
    struct arena *arena, const char *name, const struct data_column *columns, size_t column_count)
{
    struct data_table *table = arena_new(arena, struct data_table);
    assert(column_count > 0);
    *table =
        (struct data_table){.arena = arena, .name = name, .columns = columns, .column_count = column_count};
    return table;
}

void data_text(struct data_table *table, const char *text)
{
    size_t used = table->row_count * table->column_count + table->filled;
    if (used == table->capacity) {
        size_t capacity = table->capacity ? table->capacity * 2 : table->column_count * 16;
        const char **cells = arena_array(table->arena, const char *, capacity);
        if (used > 0)
            memcpy(cells, table->cells, used * sizeof *cells);
        table->cells = cells;
        table->capacity = capacity;
    }
    table->cells[used] = text;
    if (++table->filled == table->column_count) {
        table->filled = 0;
        table->row_count++;
    }
}

void data_number(struct data_table *table, double value)
{
    static const double fine = 1e9, whole = 8e15; /* from here on a double holds no sixth decimal, no unit */
    struct str out = str_init(table->arena);
    if (isfinite(value) && fabs(value) < whole)
        str_number(&out, value, fabs(value) < fine ? 6 : 0);
    else if (isfinite(value))
        str_printf(&out, "%.0f", value);
    data_text(table, isfinite(value) ? str_text(&out) : NULL);
}

void data_count(struct data_table *table, int64_t count)
{
    data_text(table, arena_printf(table->arena, "%lld", (long long)count));
}

void data_money(struct data_table *table, money value)
{
    if (value == MONEY_OPEN || value == -MONEY_OPEN) {
        data_text(table, NULL);
        return;
    }
    money whole = value / 100, cents = value % 100 < 0 ? -(value % 100) : value % 100;
    const char *sign = value < 0 ? "-" : "";
    long long units = (long long)(whole < 0 ? -whole : whole);
    data_text(table, cents ? arena_printf(table->arena, "%s%lld.%02d", sign, units, (int)cents)
                           : arena_printf(table->arena, "%s%lld", sign, units));
}

void data_date(struct data_table *table, struct date date)
{
    data_text(table, date.precision == DATE_NONE ? NULL : date_iso(table->arena, date));
}

void data_day(struct data_table *table, int32_t day)
{
    data_text(table, date_iso(table->arena, (struct date){DATE_DAY, day, day}));
}

void data_bounds(struct data_table *table, const struct amount *amount)
{
    bool sized = amount_is_sized(amount);
    data_money(table, sized ? amount->low : MONEY_OPEN);
    data_money(table, sized ? amount->high : MONEY_OPEN);
    data_money(table, sized && amount->has_headline ? amount->headline : MONEY_OPEN);
}

void data_amount(struct data_table *table, const struct amount *amount)
{
    struct str words = str_init(table->arena);
    word_amount(&words, amount, NUMBER_SHORT);
    data_bounds(table, amount);
    data_text(table, str_text(&words));
}

static void csv_cell(const struct data_table *table, struct str *out, const char *text, bool number)
{
    if (text && !number && str_is_formula(text))
        str_csv_quoted(out, arena_printf(table->arena, "'%s", text));
    else if (text)
        str_csv(out, text);
}

void data_table_write_csv(const struct data_table *table, struct str *out)
{
    for (size_t i = 0; i < table->column_count; i++)
        str_printf(out, "%s%s", i ? "," : "", table->columns[i].name);
    str_append(out, "\r\n");
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t i = 0; i < table->column_count; i++) {
            str_append(out, i ? "," : "");
            csv_cell(table, out, table->cells[row * table->column_count + i], table->columns[i].number);
        }
        str_append(out, "\r\n");
    }
}

static void json_cell(struct str *out, const char *text, bool number)
{
    if (!text)
        str_append(out, "null");
    else if (number)
        str_append(out, text);
    else
        str_json(out, text);
}

void data_table_write_json(const struct data_table *table, struct str *out)
{
    str_append(out, "{\n  \"chart\": ");
    str_json(out, table->name);
    str_append(out, ",\n  \"columns\": [");
    for (size_t i = 0; i < table->column_count; i++) {
        str_append(out, i ? ", " : "");
        str_json(out, table->columns[i].name);
    }
    str_append(out, "],\n  \"rows\": [");
    for (size_t row = 0; row < table->row_count; row++) {
        str_append(out, row ? ",\n    {" : "\n    {");
        for (size_t i = 0; i < table->column_count; i++) {
            str_append(out, i ? ", " : "");
            str_json(out, table->columns[i].name);
            str_append(out, ": ");
            json_cell(out, table->cells[row * table->column_count + i], table->columns[i].number);
        }
        str_char(out, '}');
    }
    str_append(out, table->row_count ? "\n  ]\n}\n" : "]\n}\n");
}
