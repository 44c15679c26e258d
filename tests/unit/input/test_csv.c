/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "csv.h"

#include <string.h>

/* "a|b\nc|d" with the header first, each cell with its place: a@1:1 */
static const char *shown(struct arena *arena, const char *text, size_t length, bool places)
{
    struct diags *diags = diags_create();
    struct csv_table table;
    struct str out = str_init(arena);
    bool good =
        csv_parse(arena, "x.csv", (struct bytes){(const unsigned char *)text, length}, NULL, &table, diags);
    for (size_t r = 0; r <= table.row_count && table.column_count; r++) {
        const struct csv_row *row = r ? &table.rows[r - 1] : &table.header;
        for (size_t c = 0; c < table.column_count; c++) {
            str_printf(&out, "%s%s", c ? "|" : "", row->cells[c].text);
            if (places)
                str_printf(&out, "@%d:%d", row->cells[c].line, row->cells[c].column);
        }
        str_char(&out, '\n');
    }
    assert_int_equal(good, !diags_count(diags, DIAG_SEVERITY_ERROR));
    str_append(&out, diags_brief(arena, diags));
    diags_destroy(diags);
    return str_text(&out);
}

static void expect(const char *text, const char *result)
{
    struct arena *arena = arena_create();
    assert_string_equal(shown(arena, text, strlen(text), false), result);
    arena_destroy(arena);
}

static void test_cells(void **state)
{
    (void)state;
    expect("a,b\n1,2\n", "a|b\n1|2\n");
    expect("a,b\r\n1,2", "a|b\n1|2\n");
    expect("a,b\r1,2\r", "a|b\n1|2\n");
    expect("\xEF\xBB\xBF"
           "a,b\n1,2\n",
        "a|b\n1|2\n");
    expect("a,b\n\"1,2\",\"say \"\"x\"\"\"\n", "a|b\n1,2|say \"x\"\n");
    expect("a,b\n\"one\r\ntwo\rthree\",2\n", "a|b\none\ntwo\nthree|2\n");
    expect("a,b\nx \"y\" z,2\n", "a|b\nx \"y\" z|2\n");
    expect("a,b\n\"\",\"\"\"\"\n", "a|b\n|\"\n");
    expect("a,b\n1,2\n\n , \n,,,\n3,4\n", "a|b\n1|2\n3|4\n");
    expect("a,b,,\n1,2,,\n", "a|b\n1|2\n");
    expect("", "");
    expect("\n\n", "");
}

static void test_delimiters(void **state)
{
    (void)state;
    expect("a;b\n1,5;2\n", "a|b\n1,5|2\n");
    expect("a\tb\n1,5\t2;3\n", "a|b\n1,5|2;3\n");
    expect("sep=;\na,b;c\n1;2\n", "a,b|c\n1|2\n");
    expect("sep=|\r\na|b\r\n1|2\r\n", "a|b\n1|2\n");
    expect("\"a;b;c\",d\n1,2\n", "a;b;c|d\n1|2\n"); /* not those inside of quotes */
    expect("a\n1;2\n", "a\n1;2\n");
    expect("sep=;x\n1;2\n", "sep=|x\n1|2\n"); /* a header like any other */
}

static void test_faults(void **state)
{
    (void)state;
    expect("a,b\n1,2,3\n", "a|b\n1|2\n2:5 csv-row\n");
    expect("a,b\n1,2,\n", "a|b\n1|2\n");
    expect("a,b\n1\n", "a|b\n1|\n2:1 csv-short-row\n");
    expect("a,b\n1,\"2\n3,4\n", "a|b\n1|\n2:3 csv-quote\n");
    expect("a,b\n\"1\"x,2\n3,4\n", "a|b\n1x|2\n3|4\n2:4 csv-quote\n");
    expect("a,b\n\"1\n2\",\xFF\n", "3:4 csv-encoding\n");
    expect("a,b\n1,\xC3\n", "2:3 csv-encoding\n");
    expect("\xFF\xFE"
           "a",
        "1:1 csv-encoding\n");
    expect("PK\x03\x04", "1:1 csv-encoding\n");
    struct arena *arena = arena_create();
    assert_string_equal(shown(arena, "ab,c\nx\0y,1\n", 11, false), "2:2 csv-encoding\n");
    arena_destroy(arena);
}

static void test_places(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const char text[] = "\xEF\xBB\xBF"
                               "a,b\r\n\"x\r\ny\",2\r\n3,\"4\"\r\n";
    assert_string_equal(
        shown(arena, text, sizeof text - 1, true), "a@1:1|b@1:3\nx\ny@2:1|2@3:4\n3@4:1|4@4:3\n");
    static const char after_sep[] = "sep=;\na;b\n1;2\n";
    assert_string_equal(shown(arena, after_sep, sizeof after_sep - 1, true), "a@2:1|b@2:3\n1@3:1|2@3:3\n");
    arena_destroy(arena);
}

/* Rows count as in the spreadsheet: line breaks inside of cells do not, empty rows do. */
static void test_row_numbers(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct csv_table table;
    static const char text[] = "a\n\"x\ny\"\n\n3\n";
    assert_true(csv_parse(
        arena, "x", (struct bytes){(const unsigned char *)text, sizeof text - 1}, NULL, &table, diags));
    assert_int_equal(table.row_count, 2);
    assert_int_equal(table.rows[0].number, 2);
    assert_int_equal(table.rows[1].number, 4);
    assert_int_equal(table.rows[1].line, 5);
    assert_string_equal(csv_column_letters(arena, 0), "A");
    assert_string_equal(csv_column_letters(arena, 25), "Z");
    assert_string_equal(csv_column_letters(arena, 26), "AA");
    assert_string_equal(csv_column_letters(arena, 701), "ZZ");
    assert_string_equal(csv_column_letters(arena, 702), "AAA");
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_limits(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str text = str_init(arena);
    for (size_t i = 1; i < limit_of(NULL, LIMIT_COLUMNS); i++)
        str_append(&text, "a,");
    assert_null(strstr(shown(arena, text.at, text.length, false), "limit-input"));
    str_append(&text, "a,a\n1\n");
    assert_non_null(strstr(shown(arena, text.at, text.length, false), "1:1 limit-input\n"));
    size_t most = limit_of(NULL, LIMIT_CELLS);
    char *commas = arena_alloc(arena, most + 10);
    memset(commas, ',', most + 9);
    memcpy(commas, "a,b\n1,2\n", 8);
    struct diags *diags = diags_create();
    struct csv_table table;
    assert_false(
        csv_parse(arena, "x", (struct bytes){(const unsigned char *)commas, most + 9}, NULL, &table, diags));
    assert_true(diags_has(diags, DIAG_LIMIT_INPUT));
    assert_int_equal(table.row_count, 1);
    diags_destroy(diags);
    arena_destroy(arena);
}

static void expect_cell(const char *text, const char *written)
{
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    str_csv(&out, text);
    assert_string_equal(str_text(&out), written);
    arena_destroy(arena);
}

static void test_writing(void **state)
{
    (void)state;
    expect_cell("", "");
    expect_cell("a b", "a b");
    expect_cell("a; b", "a; b");
    expect_cell("a,b", "\"a,b\"");
    expect_cell("say \"x\"", "\"say \"\"x\"\"\"");
    expect_cell("a\nb", "\"a\nb\"");
    /* a program set to semicolons would cut here and run the rest */
    expect_cell("a;=b()", "\"a;=b()\"");
    expect_cell("a; -b", "\"a; -b\"");
    expect_cell("a\t@b", "\"a\t@b\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cells), cmocka_unit_test(test_delimiters),
        cmocka_unit_test(test_faults), cmocka_unit_test(test_places), cmocka_unit_test(test_row_numbers),
        cmocka_unit_test(test_limits), cmocka_unit_test(test_writing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
