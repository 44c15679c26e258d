/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "cell.h"
#include "json_write.h"
#include "str.h"
#include "tree.h"

#include <string.h>

/* the value as JSON, or "code: sentence" */
static const char *value_of(struct arena *arena, const char *text, enum cell_kind kind, bool comma)
{
    struct cell_fault fault;
    const struct json *json = cell_read(arena, text, kind, comma, &fault);
    struct str out = str_init(arena);
    if (json)
        json_write_compact(json, &out);
    else
        str_printf(&out, "%s: %s", diag_code_text(fault.code), fault.sentence);
    return str_text(&out);
}

static void expect(enum cell_kind kind, const char *text, const char *value)
{
    struct arena *arena = arena_create();
    assert_string_equal(value_of(arena, text, kind, false), value);
    arena_destroy(arena);
}

static void expect_comma(enum cell_kind kind, const char *text, const char *value)
{
    struct arena *arena = arena_create();
    assert_string_equal(value_of(arena, text, kind, true), value);
    arena_destroy(arena);
}

static void test_texts(void **state)
{
    (void)state;
    expect(CELL_TEXT, " OpenAI ", "\"OpenAI\"");
    expect(CELL_TEXT, "4", "\"4\"");
    expect(CELL_TEXT, "TRUE", "\"TRUE\"");
    expect(CELL_TEXT, "'quoted' words", "\"'quoted' words\"");
    expect(CELL_TEXT, "'=1+1", "\"=1+1\"");
    expect(CELL_TEXT, "''-x", "\"'-x\"");
    expect(CELL_TEXT, "=1+1", "\"=1+1\"");
    expect(CELL_TEXT, "[sic] as said", "\"[sic] as said\"");
    expect(CELL_TEXT, "\"Stargate\" sites", "\"\\\"Stargate\\\" sites\"");
    expect(CELL_TEXT, "\"\"", "\"\"");
    expect(CELL_TEXT, "\" padded \"", "\" padded \"");
    expect(CELL_TEXT, "one \n two", "\"one two\"");
    expect(CELL_TEXT, "json:4", "4");
    expect(CELL_TEXT, "#REF!", "csv-spoiled: a formula that failed left #REF!");
    expect(CELL_TEXT, "###", "csv-spoiled: the column was too narrow to show its value");
    expect(CELL_TEXT, "#1", "\"#1\"");
    expect(CELL_TEXT, "Err:502", "csv-spoiled: a formula that failed left Err:502");
}

static void test_lists(void **state)
{
    (void)state;
    expect(CELL_REFERENCES, "a", "\"a\"");
    expect(CELL_REFERENCES, "a;", "[\"a\"]");
    expect(CELL_REFERENCES, "a; b;c", "[\"a\",\"b\",\"c\"]");
    expect(CELL_NAMES, "buyer", "[\"buyer\"]");
    expect(CELL_NAMES, "[\"a; b\"]", "[\"a; b\"]");
    expect(CELL_NAMES, "[]", "[]");
    expect(CELL_NAMES, "[a", "csv-json: the cell holds no whole JSON: a value should stand here, not 'a'");
}

static void test_numbers(void **state)
{
    (void)state;
    expect(CELL_NUMBER, "0.10", "0.10");
    expect(CELL_NUMBER, ".5", "0.5");
    expect(CELL_NUMBER, "1,234,567.8", "1234567.8");
    expect(CELL_NUMBER,
        "1\xC2\xA0"
        "234",
        "1234");
    expect(CELL_NUMBER, "'7", "7");
    expect(CELL_NUMBER, "1,5", "csv-cell: '1,5' is no number");
    expect(CELL_NUMBER, "27%", "csv-cell: '27%' is no number");
    expect(CELL_NUMBER, "1E-05", "1E-05");
    expect(CELL_NUMBER, "1.5E+07", "csv-spoiled: the number 1.5E+07 is written with an exponent");
    expect(CELL_PERCENT, "27.5 %", "27.5");
    expect(CELL_FRACTION, "10%", "csv-cell: '10%' is no number");
    expect(CELL_FIGURE, "38000000000", "38000000000");
    expect(CELL_FIGURE, "38,000,000,000", "\"38,000,000,000\"");
    expect(CELL_FIGURE, "38 000 000 000", "38000000000");
    expect(CELL_FIGURE,
        "$38\xC2\xA0"
        "B",
        "\"$38 B\"");
    expect(CELL_FIGURE, "5-7", "\"5-7\"");
    expect(CELL_FIGURE, "1e9", "csv-spoiled: the number 1e9 is written with an exponent");
    expect(CELL_NUMBER, "4E10", "csv-spoiled: the number 4E10 is written with an exponent");
    expect(CELL_FIGURE, "1.234", "1.234");
    expect(CELL_AMOUNT, "1.234", "\"1.234\"");
    expect(CELL_AMOUNT, "1.23", "1.23");
    expect(CELL_AMOUNT, "1.2345", "1.2345");
    expect(CELL_WORDS, "4", "\"4\"");
    expect(CELL_WORDS, "json:4", "4");
    expect(CELL_FREE, "4.50", "4.50");
    expect(CELL_FREE, "04", "\"04\"");
    expect(CELL_FREE, "null", "null");
}

static void test_decimal_comma(void **state)
{
    (void)state;
    expect_comma(CELL_NUMBER, "1,5", "1.5");
    expect_comma(CELL_NUMBER, "1.234,5", "1234.5");
    expect_comma(CELL_NUMBER, "1.234", "1234");
    expect_comma(CELL_NUMBER, "12.34",
        "csv-cell: '12.34' has points and commas in other places than --decimal , asks for");
    expect_comma(CELL_NUMBER, "1,5,5",
        "csv-cell: '1,5,5' has points and commas in other places than --decimal , asks for");
    expect_comma(CELL_NUMBER, "1.2345",
        "csv-cell: '1.2345' has points and commas in other places than --decimal , asks for");
    expect_comma(CELL_PERCENT, "27,5%", "27.5");
    expect_comma(CELL_FIGURE, "$1,5B", "\"$1.5B\"");
    expect_comma(CELL_FIGURE, "$1,5-2,25B", "\"$1.5-2.25B\"");
    expect_comma(CELL_FIGURE,
        "up to \xE2\x82\xAC"
        "1.000",
        "\"up to \xE2\x82\xAC"
        "1000\"");
    expect_comma(CELL_FIGURE, "1.234.567", "1234567");
    expect_comma(CELL_AMOUNT, "38.000", "38000");
    expect_comma(CELL_AMOUNT, "38,000", "\"38.000\"");
    expect_comma(CELL_AMOUNT, "$0.4B", "\"$0.4B\"");
    expect_comma(CELL_AMOUNT, "$0.4B-$1.25 billion", "\"$0.4B-$1.25 billion\"");
    expect_comma(CELL_AMOUNT, "$2.50", "\"$2.50\"");
    expect_comma(CELL_AMOUNT, "$2.5003B", "\"$2.5003B\"");
    expect_comma(CELL_AMOUNT, "$1.234B",
        "csv-cell: the point in '$1.234B' could group thousands or stand before decimals");
    expect_comma(CELL_AMOUNT, "$1.234-$2.5 bn",
        "csv-cell: the point in '$1.234-$2.5 bn' could group thousands or stand before decimals");
    expect_comma(CELL_AMOUNT, "$1.234.567M", "\"$1234567M\"");
    expect_comma(CELL_AMOUNT, "2.50",
        "csv-cell: '2.50' has points and commas in other places than --decimal , asks for");
    expect_comma(CELL_WORDS, "$4,3B", "\"$4.3B\"");
    expect_comma(CELL_WORDS, "about 1, 2 or 3,5", "\"about 1, 2 or 3,5\"");
    expect_comma(CELL_TEXT, "1,5", "\"1,5\"");
}

static void test_flags_and_dates(void **state)
{
    (void)state;
    expect(CELL_FLAG, "TRUE", "true");
    expect(CELL_FLAG, "Falsch", "false");
    expect(CELL_FLAG, "null", "null");
    expect(CELL_FLAG, "2025-10-28", "\"2025-10-28\"");
    expect(CELL_DATE, "2025", "\"2025\"");
    expect(CELL_DATE, "'2025-11", "\"2025-11\"");
    expect(CELL_DATE, "45964", "bad-date: the spreadsheet made the number 45964 of a date");
    struct arena *arena = arena_create();
    struct cell_fault fault;
    assert_null(cell_read(arena, "45964", CELL_DATE, false, &fault));
    assert_string_equal(fault.hint, "format the column as text; 2025-11-03?");
    arena_destroy(arena);
}

static void expect_written(enum cell_kind kind, const char *json, const char *cell)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const struct json *value =
        json_parse(arena, "", (struct bytes){(const unsigned char *)json, strlen(json)}, diags);
    struct cell_fault fault;
    assert_non_null(value);
    const char *written = cell_format(arena, value, kind);
    assert_string_equal(written, cell);
    const struct json *again = cell_read(arena, written, kind, false, &fault);
    assert_true(again && tree_same(value, again));
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_writing(void **state)
{
    (void)state;
    expect_written(CELL_TEXT, "\"plain\"", "plain");
    expect_written(CELL_TEXT, "\"'plain\"", "'plain");
    expect_written(CELL_TEXT, "\"=1+1\"", "'=1+1");
    expect_written(CELL_TEXT, "\"'=1+1\"", "''=1+1");
    expect_written(CELL_TEXT, "\"-\"", "'-");
    expect_written(CELL_TEXT, "\"\"", "\"\"");
    expect_written(CELL_TEXT, "\" a\"", "\" a\"");
    expect_written(CELL_TEXT, "\"\\\"a\\\"\"", "\"\\\"a\\\"\"");
    expect_written(CELL_TEXT, "\"[a]\"", "[a]");
    expect_written(CELL_TEXT, "\"#N/A\"", "\"#N/A\"");
    expect_written(CELL_TEXT, "\"a\\nb\"", "\"a\\nb\"");
    expect_written(CELL_TEXT, "null", "json:null");
    expect_written(CELL_NAMES, "[\"a\"]", "a;");
    expect_written(CELL_NAMES, "[\"a\",\"b\"]", "a; b");
    expect_written(CELL_NAMES, "[]", "[]");
    expect_written(CELL_NAMES, "[\"a;b\"]", "[\"a;b\"]");
    expect_written(CELL_NAMES, "[\"a\",\"=b\"]", "[\"a\",\"=b\"]");
    expect_written(CELL_REFERENCES, "\"a\"", "a");
    expect_written(CELL_FIGURE, "12", "12");
    expect_written(CELL_FIGURE, "\"12\"", "\"12\"");
    expect_written(CELL_FIGURE, "3.8E+10", "json:3.8E+10");
    expect_written(CELL_FIGURE, "{\"low\":1}", "{\"low\":1}");
    expect_written(CELL_AMOUNT, "38.000", "json:38.000");
    expect_written(CELL_AMOUNT, "38.00", "38.00");
    expect_written(CELL_WORDS, "\"12\"", "12");
    expect_written(CELL_WORDS, "12", "json:12");
    expect_written(CELL_FLAG, "true", "true");
    expect_written(CELL_FLAG, "\"true\"", "\"true\"");
    expect_written(CELL_FREE, "-1", "'-1");
    expect_written(CELL_FREE, "\"-1\"", "\"-1\"");
    expect_written(CELL_FREE, "{\"a\":[1,null]}", "{\"a\":[1,null]}");
    expect_written(CELL_FREE, "\"two\\nlines\"", "two\nlines");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_texts), cmocka_unit_test(test_lists),
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_decimal_comma),
        cmocka_unit_test(test_flags_and_dates), cmocka_unit_test(test_writing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
