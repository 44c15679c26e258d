/* SPDX-License-Identifier: MIT */
/* Words of the flow diagram: they overlap nothing, say amounts once, and seats are given away fairly. */
#include "fixture.h"
#include "flow_graphs.h"
#include "flow_measure.h"
#include "grid.h"
#include "plan.h"
#include "seat.h"

#include <math.h>
#include <string.h>

static struct fixture *fixture;

static void check_words(const struct facts *facts, double width, const char *name)
{
    struct flow_plan *plan = fixture_plan(fixture, facts, width, 0);
    struct str json = str_init(fixture->arena);
    struct flow_measures m;
    assert_non_null(plan);
    flow_write_json(plan, &json);
    assert_true(flow_measure(fixture->arena, str_text(&json), &m));
    if (m.label_on_label + m.label_on_card + m.label_on_ribbon > 0)
        fail_msg("%s at %g: words on words %d, on cards %d, on ribbons %d", name, width, m.label_on_label,
            m.label_on_card, m.label_on_ribbon);
}

static void test_words_of_the_samples_overlap_nothing(void **state)
{
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals"};
    static const double widths[] = {270, 450, 510, 900};
    (void)state;
    for (size_t s = 0; s < sizeof samples / sizeof *samples; s++)
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            fixture_reset(fixture);
            check_words(fixture_sample(fixture, samples[s]), widths[w], samples[s]);
        }
}

static void test_words_of_generated_graphs_overlap_nothing(void **state)
{
    static const struct {
        enum graph_shape shape;
        int parties, deals;
        uint32_t seed;
    } rows[] = {{GRAPH_RANDOM, 6, 9, 31}, {GRAPH_RANDOM, 12, 22, 32}, {GRAPH_RANDOM, 12, 30, 33},
        {GRAPH_RANDOM, 20, 40, 34}, {GRAPH_RANDOM, 24, 60, 35}, {GRAPH_MARKET, 12, 20, 36},
        {GRAPH_MARKET, 24, 40, 37}, {GRAPH_COMPLETE, 6, 0, 38}, {GRAPH_COMPLETE, 10, 0, 39},
        {GRAPH_STAR, 24, 0, 40}, {GRAPH_RING, 10, 0, 41}, {GRAPH_SELF, 6, 0, 42}, {GRAPH_UNEVEN, 8, 0, 43}};
    (void)state;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        fixture_reset(fixture);
        const char *json =
            graph_dataset(fixture->arena, rows[r].shape, rows[r].parties, rows[r].deals, rows[r].seed);
        check_words(fixture_facts(fixture, json), r % 2 == 0 ? 510 : 900, graph_shape_name(rows[r].shape));
    }
}

static void test_long_and_foreign_names_overlap_nothing(void **state)
{
    static const char *const names[] = {"Gesellschaft zur gemeinsamen Verwertung von Rechten mbH",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "三菱日立製作所株式会社東京", "مصرف الراجحي",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        fixture_reset(fixture);
        const char *parties = arena_printf(fixture->arena,
            "{\"id\":\"a\",\"name\":\"%s\"},{\"id\":\"b\",\"name\":\"B\"},{\"id\":\"c\",\"name\":\"%s 2\"}",
            names[i], names[i]);
        const char *deals =
            "{\"id\":\"d1\",\"type\":\"purchase\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"$10B\","
            "\"status\":\"signed\"},"
            "{\"id\":\"d2\",\"type\":\"purchase\",\"from\":\"b\",\"to\":\"c\",\"amount\":\"$1B\","
            "\"status\":\"signed\"}";
        check_words(fixture_facts(fixture, fixture_json(fixture, parties, deals)), 270, names[i]);
    }
}

static const char *words_of(const char *amount, const char *purpose)
{
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena,
        "{\"id\":\"d\",\"type\":\"purchase\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"%s\",\"for\":\"%s\","
        "\"status\":\"signed\"}",
        amount, purpose);
    const struct facts *facts = fixture_facts(
        fixture, fixture_json(fixture, "{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\"}", deals));
    return fixture_plan(fixture, facts, 510, 0)->labels[0].text;
}

static void test_an_amount_is_said_once(void **state)
{
    (void)state;
    assert_string_equal(words_of("$40B", "$40B GPUs"), "$40B GPUs");
    assert_string_equal(words_of("$100B", "up to $100B equity"), "$100B equity");
    assert_string_equal(words_of("$20B-$90B", "tens of billions: chips"), "$20B–$90B chips");
    assert_string_equal(words_of("undisclosed", "chips, undisclosed"), "undisclosed: chips");
    /* another amount says something else, and a count is no amount */
    assert_string_equal(words_of("$40B", "$5B of chips and more"), "$40B $5B of chips and more");
    assert_string_equal(words_of("$40B", "40 sites"), "$40B 40 sites");
}

static void test_a_grid_counts_cells(void **state)
{
    (void)state;
    struct grid grid = grid_create(fixture->arena, 20, 10);
    struct point corners[] = {{2, 1}, {6, 1}, {6, 3}, {2, 3}}, more[] = {{4, 2}, {10, 2}, {10, 4}, {4, 4}};
    struct polyline first = {corners, 4}, second = {more, 4};
    struct spans a = spans_of(fixture->arena, &grid, &first), b = spans_of(fixture->arena, &grid, &second);
    grid_cover(&grid, &a);
    grid_cover(&grid, &b);
    grid_block(&grid, (struct box){15, 0, 16, 1});
    grid_finish(&grid, fixture->arena);
    struct cells all = cells_of((struct box){0, 0, 20, 10});
    /* a cell is 1 × ½: 4 × 2 points are 16 cells, 6 × 2 are 24, both 2 × 1: 4 */
    assert_int_equal(spans_count(&a, all), 16);
    assert_int_equal(grid_count(&grid, all).covered, 16 + 24 - 4);
    assert_int_equal(grid_count(&grid, all).shared, 4 + 2);
    assert_int_equal(grid_count(&grid, cells_of((struct box){2, 1, 4, 2})).covered, 4);
    assert_int_equal(grid_count(&grid, cells_of((struct box){-9, -9, 2, 1})).covered, 0);
    assert_false(grid_holds(&grid, cells_of((struct box){19, 9, 21, 10})));
}

static struct seat_choice choice_at(double x, double cost)
{
    return (struct seat_choice){.box = {x, 0, x + 10, 10}, .cost = cost};
}

/* The first takes the only place of the second, who has it move: once, and no further than it may. */
static void test_one_moves_for_another(void **state)
{
    (void)state;
    struct seat_choice first[] = {choice_at(0, 0), choice_at(20, 5)}, second[] = {choice_at(5, 0)},
                       third[] = {choice_at(2, 0), choice_at(22, 1)};
    struct sitter sitters[] = {{first, 2, UNSEATED}, {second, 1, UNSEATED}, {third, 2, UNSEATED}};
    struct seating seating = seating_create(fixture->arena, 100, 20, sitters);
    assert_true(seat_take(&seating, 0));
    assert_false(seat_take(&seating, 1));
    assert_true(seat_take_moving(&seating, 1));
    assert_int_equal(sitters[0].seat, 1);
    assert_int_equal(sitters[1].seat, 0);
    assert_false(seat_take_moving(&seating, 2));
    assert_int_equal(sitters[0].seat, 1);
    seat_leave(&seating, 1);
    seat_improve(&seating, 0);
    assert_int_equal(sitters[0].seat, 0);
    assert_true(seat_take(&seating, 2));
    assert_int_equal(sitters[2].seat, 1);
}

static int setup(void **state)
{
    (void)state;
    fixture = fixture_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    fixture_destroy(fixture);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_the_samples_overlap_nothing),
        cmocka_unit_test(test_words_of_generated_graphs_overlap_nothing),
        cmocka_unit_test(test_long_and_foreign_names_overlap_nothing),
        cmocka_unit_test(test_an_amount_is_said_once),
        cmocka_unit_test(test_a_grid_counts_cells),
        cmocka_unit_test(test_one_moves_for_another),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
