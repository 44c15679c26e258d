/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "str.h"

#include <string.h>

static const struct table_column columns[] = {
    {"Who", NULL, TABLE_LEFT, 1, 30},
    {"What", NULL, TABLE_LEFT, 2, 40},
    {"Amount", "$B", TABLE_DECIMAL, 0, 0},
    {"Count", NULL, TABLE_RIGHT, 0, 0},
    {"Status", NULL, TABLE_LEFT, 0, 0},
};
enum { COLUMNS = 5 };

static const struct table_reference sources[] = {{"1", "source-1"}, {"12", "source-12"}};

static struct table_cell cells[][COLUMNS] = {
    {{.text = "Capital"}},
    {{.text = "Microsoft"}, {.text = "equity"}, {.text = "13", .is_number = true}, {.text = "1"},
        {.text = "closed", .mark = MARK_FIRM, .superscript = "†"}},
    {{.text = "A name of sixty characters that has to be wrapped somewhere"}, {.text = "x"},
        {.text = "at least 22.5", .is_number = true, .superscript = "†"}, {.text = "22"},
        {.text = "announced", .mark = MARK_PLANNED}},
    {{.text = "Amazon", .link = "https://example.com/a"}, {.references = sources, .reference_count = 2},
        {.text = "1.25", .is_number = true}, {.text = "3"}, {.text = "in talks", .mark = MARK_TALK}},
    {{.text = "Oracle", .indent = true}, {.text = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau"},
        {.text = "tens of billions"}, {.text = ""}, {.text = "withdrawn", .mark = MARK_DEAD}},
    {{.text = "Capital in total, 13 of it signed or paid"}, {0}, {.text = "36.8–136", .is_number = true}},
};
static const enum table_row_kind kinds[] = {ROW_GROUP, ROW_DATA, ROW_DATA, ROW_DATA, ROW_DATA, ROW_SUBTOTAL};
enum { ROWS = 6 };

static struct table table_make(struct arena *arena)
{
    struct table table = {
        .column_count = COLUMNS, .row_count = ROWS, .note = "† not stated by any source", .id = "t"};
    table.columns = arena_array(arena, struct table_column, COLUMNS);
    memcpy(table.columns, columns, sizeof columns);
    table.rows = arena_array(arena, struct table_row, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        table.rows[i] = (struct table_row){kinds[i], cells[i]};
    return table;
}

/* The decimal points of all numbers stand at one x; words end where the column of numbers does. */
static void test_decimal_points(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct table table = table_make(fixture.arena);
    const double widths[] = {360, 499, 680};
    for (size_t w = 0; w < 3; w++) {
        struct table_plan *plan = table_plan_make(fixture.arena, fixture.text, &table, widths[w]);
        double point = table_cell_point(plan, 1, 2);
        assert_near(table_cell_point(plan, 2, 2), point, 0.01);
        assert_near(table_cell_point(plan, 3, 2), point, 0.01);
        assert_near(table_cell_point(plan, 5, 2), point, 0.3); /* in another weight */
        double x, width;
        table_column_place(plan, 2, &x, &width);
        struct text_style style = {FACE_CONDENSED, 8.5}, small = {FACE_CONDENSED, 7};
        double hang = text_width(fixture.text, small, "†") + 0.6;
        assert_near(table_cell_point(plan, 4, 2), x + width - hang, 0.01); /* the end of "tens of billions" */
        assert_near(point + text_width(fixture.text, style, ".25"), x + width - hang, 0.05);
        table_column_place(plan, COLUMNS - 1, &x, &width);
        assert_true(x + width <= widths[w] + 0.01);
    }
    fixture_finish(&fixture);
}

static void test_heights_and_breaks(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct table table = table_make(fixture.arena);
    struct table_plan *plan = table_plan_make(fixture.arena, fixture.text, &table, 499);
    assert_near(table_head_height(plan), 15.8, 1e-9);
    assert_near(table_row_height(plan, 0), 20, 1e-9);
    assert_near(table_row_height(plan, 1), 15, 1e-9);
    assert_near(table_row_height(plan, 2), 25.5, 1e-9); /* two lines */
    const bool breaks[ROWS] = {true, false, true, true, true, false};
    for (size_t i = 0; i < ROWS; i++)
        assert_int_equal(table_may_break_before(plan, i), breaks[i]);
    struct scene *scene = scene_create(fixture.arena, 499, 300);
    double sum = table_head_height(plan) + 0.8 + table_note_height(plan);
    for (size_t i = 0; i < ROWS; i++)
        sum += table_row_height(plan, i);
    assert_near(table_draw(plan, scene, 0, ROWS, false, true), sum, 1e-9);
    struct str out = str_init(fixture.arena);
    scene_dump(scene, &out);
    assert_golden("tests/golden/chart/table.scene", str_text(&out));
    assert_string_equal(table_describe(fixture.arena, &table),
        "Table of four rows. Columns: Who, What, Amount in $B, Count, Status. Groups: Capital.");
    fixture_finish(&fixture);
}

/* Nothing leaves the width, however narrow: names wrap, words that are too long are broken. */
static void test_never_overflows(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct table table = table_make(fixture.arena);
    for (double width = 120; width <= 900; width += 37) {
        struct table_plan *plan = table_plan_make(fixture.arena, fixture.text, &table, width);
        struct scene *scene = scene_create(fixture.arena, width, 2000);
        table_draw(plan, scene, 0, ROWS, false, true);
        assert_within(scene, width);
    }
    fixture_finish(&fixture);
}

static size_t texts_of(const struct scene *scene, const char *string)
{
    size_t count, found = 0;
    const struct scene_item *items = scene_items(scene, &count);
    for (size_t i = 0; i < count; i++)
        found += items[i].kind == SCENE_TEXT && strcmp(items[i].run->string, string) == 0;
    return found;
}

/* Forty rows, split at every place: each part has the head, each row stands in one part, heights add up. */
static void test_split_anywhere(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    enum { MANY = 40 };
    struct table table = table_make(fixture.arena);
    table.rows = arena_array(fixture.arena, struct table_row, MANY);
    table.row_count = MANY;
    table.note = NULL;
    for (size_t i = 0; i < MANY; i++) {
        table.rows[i].cells = arena_array(fixture.arena, struct table_cell, COLUMNS);
        table.rows[i].cells[0].text = arena_printf(fixture.arena, "row%zu", i);
        table.rows[i].cells[2] = (struct table_cell){.text = "7.5", .is_number = true};
    }
    struct table_plan *plan = table_plan_make(fixture.arena, fixture.text, &table, 499);
    double head = table_head_height(plan);
    for (size_t split = 0; split <= MANY; split++) {
        struct scene *first = scene_create(fixture.arena, 499, 700),
                     *second = scene_create(fixture.arena, 499, 700);
        double above = table_draw(plan, first, 0, split, false, false);
        double below = table_draw(plan, second, split, MANY, true, true);
        assert_near(above, head + 15.0 * (double)split + 0.8, 1e-9);
        assert_near(below, head + 15.0 * (double)(MANY - split) + 0.8, 1e-9);
        assert_int_equal(texts_of(first, "Who") + texts_of(second, "Who"), 2);
        assert_int_equal(texts_of(first, "7.5"), split);
        assert_int_equal(texts_of(second, "7.5"), MANY - split);
        if (split < MANY)
            assert_int_equal(texts_of(second, arena_printf(fixture.arena, "row%zu", split)), 1);
    }
    fixture_finish(&fixture);
}

static void test_empty(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct table table = table_make(fixture.arena);
    table.row_count = 0;
    table.note = "";
    struct table_plan *plan = table_plan_make(fixture.arena, fixture.text, &table, 300);
    struct scene *scene = scene_create(fixture.arena, 300, 100);
    assert_near(table_draw(plan, scene, 0, 0, false, true), 15.8 + 0.8, 1e-9);
    assert_string_equal(table_describe(fixture.arena, &table),
        "Table of no rows. Columns: Who, What, Amount in $B, Count, Status.");
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_decimal_points),
        cmocka_unit_test(test_heights_and_breaks), cmocka_unit_test(test_never_overflows),
        cmocka_unit_test(test_split_anywhere), cmocka_unit_test(test_empty)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
