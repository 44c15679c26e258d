/* SPDX-License-Identifier: MIT */
/* How often ribbons cross as drawn; and that more parties are drawn where that spares crossings. */
#include "crossings.h"
#include "fixture.h"
#include "flow_measure.h"

#include <stdlib.h>

static struct fixture *fixture;

enum { CABLES = 2, RIBBONS_A_CABLE = 2 };

/* Two cables, the first with two ribbons 4 apart, the second with one. */
static struct flow_plan *plan_of(struct path one, struct path other)
{
    struct flow_plan *plan = arena_new(fixture->arena, struct flow_plan);
    plan->arena = fixture->arena;
    plan->cables = arena_array(fixture->arena, struct cable, CABLES);
    plan->ribbons = arena_array(fixture->arena, struct ribbon, RIBBONS_A_CABLE + 1);
    plan->cables[0] = (struct cable){.first = 0, .count = RIBBONS_A_CABLE, .path = one};
    plan->cables[1] = (struct cable){.first = RIBBONS_A_CABLE, .count = 1, .path = other};
    plan->ribbons[0] = (struct ribbon){.cable = 0, .offset = -2};
    plan->ribbons[1] = (struct ribbon){.cable = 0, .offset = 2};
    plan->ribbons[2] = (struct ribbon){.cable = 1};
    plan->cable_count = CABLES;
    plan->ribbon_count = RIBBONS_A_CABLE + 1;
    return plan;
}

static struct path across(double x0, double y0, double x1, double y1)
{
    struct path path = {0};
    path_start(&path, fixture->arena, (struct point){x0, y0}, HEADING_EAST);
    path_across(&path, fixture->arena, x1, y1);
    return path;
}

/* East at y = 0, round at x = 50, back at y = 50. */
static struct path back(void)
{
    struct path path = {0};
    path_start(&path, fixture->arena, (struct point){0, 0}, HEADING_EAST);
    path_across(&path, fixture->arena, 40, 0);
    path_turn(&path, fixture->arena, HEADING_SOUTH, 10);
    path_upright(&path, fixture->arena, 40);
    path_turn(&path, fixture->arena, HEADING_WEST, 10);
    path_across(&path, fixture->arena, 0, 50);
    return path;
}

static void test_every_ribbon_counts(void **state)
{
    (void)state;
    assert_int_equal(plan_crossings(plan_of(across(0, 0, 100, 0), across(0, 20, 100, 20))), 0);
    assert_int_equal(plan_crossings(plan_of(across(0, 0, 100, 50), across(0, 50, 100, 0))), 2);
    assert_int_equal(plan_crossings(plan_of(across(0, 0, 100, 0), across(0, 50, 100, -50))), 2);
    /* ends between the two ribbons: only one is crossed */
    assert_int_equal(plan_crossings(plan_of(across(0, 0, 100, 0), across(0, 50, 100, 0.5))), 1);
}

static void test_a_detour_is_crossed_twice(void **state)
{
    (void)state;
    assert_int_equal(plan_crossings(plan_of(back(), across(10, -20, 30, 70))), 4);
    assert_int_equal(plan_crossings(plan_of(back(), across(10, 25, 30, 70))), 2);
    assert_int_equal(plan_crossings(plan_of(back(), across(10, 20, 30, 30))), 0);
}

static struct flow_measures measures_at(double width, size_t most)
{
    fixture_reset(fixture);
    struct flow_options options = {.width = width, .parties_most = most};
    const struct flow_plan *plan = flow_plan_make(fixture->arena, fixture->engine, fixture->text,
        fixture_sample(fixture, "ai-deals-2025-12"), &options, fixture->diags);
    struct flow_measures m;
    struct str json = str_init(fixture->arena);
    assert_non_null(plan);
    flow_write_json(plan, &json);
    assert_true(flow_measure(fixture->arena, str_text(&json), &m));
    assert_true(abs(plan_crossings(plan) - m.crossings) <= 1); /* lines that touch, rounded in the JSON */
    return m;
}

static void test_more_parties_spare_crossings(void **state)
{
    (void)state;
    static const double widths[] = {426, 450, 486, 510, 570, 675};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct flow_measures m = measures_at(widths[i], 0);
        if (m.crossings > 5 || m.cards < 20)
            fail_msg("at %g: %d crossings, %d cards", widths[i], m.crossings, m.cards);
    }
}

/* Who says how many gets no more. */
static void test_a_number_asked_for_stays(void **state)
{
    (void)state;
    struct flow_measures m = measures_at(450, 14);
    assert_int_equal(m.cards, 14);
    assert_true(m.crossings > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_ribbon_counts),
        cmocka_unit_test(test_a_detour_is_crossed_twice),
        cmocka_unit_test(test_more_parties_spare_crossings),
        cmocka_unit_test(test_a_number_asked_for_stays),
    };
    return FIXTURE_RUN(&fixture, tests);
}
