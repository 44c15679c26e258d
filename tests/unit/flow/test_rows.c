/* SPDX-License-Identifier: MIT */
/* Money that runs from top to bottom: where cards, bars and components stand, in the page's coordinates. */
#include "fixture.h"
#include "plan.h"

#include <math.h>
#include <string.h>

static struct fixture *fixture;

static const char *party(const char *id)
{
    return arena_printf(fixture->arena, "{\"id\":\"%s\",\"name\":\"%s\",\"kind\":\"company\"}", id, id);
}

static const char *deal(const char *id, const char *from, const char *to, const char *amount)
{
    return arena_printf(fixture->arena,
        "{\"id\":\"%s\",\"type\":\"purchase\",\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"%s\",\"for\":"
        "\"chips\","
        "\"status\":\"signed\",\"dates\":{\"signed\":\"2025-01-01\"},\"sources\":[\"s\"]}",
        id, from, to, amount);
}

static struct flow_plan *plan_down(const char *parties, const char *deals, double width, double height)
{
    struct flow_options options = {.width = width, .height = height, .direction = DIRECTION_DOWN};
    const struct facts *facts = fixture_facts(fixture, fixture_json(fixture, parties, deals));
    struct flow_plan *plan =
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
    assert_non_null(plan);
    return plan;
}

/* One payer and so many payees. */
static struct flow_plan *star_down(int payees, double width)
{
    struct str parties = str_init(fixture->arena), deals = str_init(fixture->arena);
    str_append(&parties, party("hub"));
    for (int i = 0; i < payees; i++) {
        const char *id = arena_printf(fixture->arena, "payee%02d", i);
        str_printf(&parties, ",%s", party(id));
        str_printf(&deals, "%s%s", i > 0 ? "," : "",
            deal(arena_printf(fixture->arena, "d%02d", i), "hub", id, "$10M"));
    }
    return plan_down(str_text(&parties), str_text(&deals), width, 0);
}

static struct box box_of(const struct flow_plan *plan, const char *id)
{
    for (size_t c = 0; c < plan->card_count; c++)
        if (strcmp(plan->cards[c].id, id) == 0)
            return card_box(plan, &plan->cards[c]);
    fail_msg("no card %s", id);
    return (struct box){0};
}

static void test_the_payee_stands_below(void **state)
{
    (void)state;
    const char *parties = arena_printf(fixture->arena, "%s,%s", party("a"), party("b"));
    struct flow_plan *plan = plan_down(parties, deal("d", "b", "a", "$10M"), 270, 0);
    struct box a = box_of(plan, "a"), b = box_of(plan, "b");
    assert_true(plan->down);
    assert_true(a.y0 > b.y1 + 30);
    /* one chain stands in the middle of the width */
    assert_true(fabs((b.x0 + b.x1) / 2 - 135) < 0.6);
    struct bezier line = path_parallel(&plan->cables[0].path, 0, 0);
    assert_true(line.straight);
    assert_true(fabs(line.p[0].x - line.p[3].x) < 1e-6);
    assert_true(fabs(line.p[0].y - b.y1) < 1e-6 && fabs(line.p[3].y - a.y0) < 1e-6);
}

static void test_bars_lie_on_lower_and_upper_edges(void **state)
{
    (void)state;
    const char *parties = arena_printf(fixture->arena, "%s,%s", party("a"), party("b"));
    struct flow_plan *plan = plan_down(parties, deal("d", "a", "b", "$10M"), 270, 0);
    struct box a = box_of(plan, "a");
    const struct ribbon *ribbon = &plan->ribbons[0];
    struct str bar = str_init(fixture->arena);
    double x = (a.x0 + a.x1) / 2 + plan->cables[0].port_out - ribbon->thickness / 2;
    assert_true(x >= a.x0 && x + ribbon->thickness <= a.x1);
    str_append(&bar, "M ");
    str_number(&bar, x, 2);
    str_char(&bar, ' ');
    str_number(&bar, a.y1 - BAR_WIDTH, 2);
    const char *dump = fixture_dump(fixture, plan, 270);
    if (strstr(dump, str_text(&bar)) == NULL)
        fail_msg("%s is not in %s", str_text(&bar), dump);
}

static void test_broad_rows_are_split(void **state)
{
    (void)state;
    struct flow_plan *plan = star_down(10, 270);
    assert_true(plan->down);
    assert_int_equal(plan->card_count, 11);
    assert_true(plan->components[0].column_count > 2);
    for (size_t c = 0; c < plan->card_count; c++) {
        struct box box = card_box(plan, &plan->cards[c]);
        assert_true(box.x0 >= 0 && box.x1 <= 270);
    }
    assert_int_equal(star_down(3, 400)->components[0].column_count, 2);
}

static void test_small_components_stand_side_by_side(void **state)
{
    (void)state;
    struct str parties = str_init(fixture->arena), deals = str_init(fixture->arena);
    for (int i = 0; i < 6; i++) {
        const char *from = arena_printf(fixture->arena, "payer%d", i),
                   *to = arena_printf(fixture->arena, "payee%d", i);
        str_printf(&parties, "%s%s,%s", i > 0 ? "," : "", party(from), party(to));
        str_printf(
            &deals, "%s%s", i > 0 ? "," : "", deal(arena_printf(fixture->arena, "d%d", i), from, to, "$10M"));
    }
    struct flow_plan *plan = plan_down(str_text(&parties), str_text(&deals), 270, 0);
    struct box first = box_of(plan, "payer0"), second = box_of(plan, "payer1"), last = box_of(plan, "payer5");
    assert_true(fabs(first.y0 - second.y0) < 1e-6);
    assert_true(first.x1 < second.x0);
    assert_true(last.y0 > box_of(plan, "payee0").y1);
    assert_true(last.x1 <= 270);
}

/* Gaps between rows fill a height given; without one the chain of three is lower than this. */
static void test_a_given_height_is_filled(void **state)
{
    (void)state;
    const char *parties = arena_printf(fixture->arena, "%s,%s,%s", party("a"), party("b"), party("c"));
    const char *deals =
        arena_printf(fixture->arena, "%s,%s", deal("d", "a", "b", "$10M"), deal("e", "b", "c", "$5M"));
    struct flow_plan *chosen = plan_down(parties, deals, 270, 0);
    assert_true(flow_plan_height(chosen) < 330);
    struct flow_plan *given = plan_down(parties, deals, 270, 330);
    assert_true(fabs(flow_plan_height(given) - 330) < 1.5);
    struct box last = box_of(given, "c");
    assert_true(last.y1 > box_of(chosen, "c").y1 + 5);
    double middle = (box_of(given, "b").y0 + box_of(given, "b").y1) / 2;
    assert_true(middle > box_of(given, "a").y1 && middle < last.y0);
}

/* Small parties are folded by the width: the narrower, the fewer. None stands outside, and none is lost. */
static void test_narrow_rows_fold_parties(void **state)
{
    (void)state;
    static const double widths[] = {200, 246, 400, 700};
    const struct facts *facts = fixture_facts(fixture, fixture_random(fixture, 24, 60, 11, 0));
    size_t before = 0;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct flow_options options = {.width = widths[i], .direction = DIRECTION_DOWN};
        struct flow_plan *plan =
            flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
        assert_non_null(plan);
        assert_true(plan->down);
        assert_true(plan->across <= rows_room(plan) + 0.01);
        assert_true(plan->parties_drawn >= before);
        before = plan->parties_drawn;
        for (size_t r = 0; r < plan->ribbon_count; r++) {
            struct polyline outline = ribbon_outline(plan, &plan->ribbons[r], 0.1);
            for (size_t p = 0; p < outline.count; p++)
                assert_true(outline.points[p].x >= 0 && outline.points[p].x <= widths[i]);
        }
    }
    assert_true(before > 12);
}

/* Every pair of 14 parties on the least width: it is drawn, and within the frame, whichever way it runs. */
static void test_what_is_dense_stays_within(void **state)
{
    (void)state;
    struct str parties = str_init(fixture->arena), deals = str_init(fixture->arena);
    for (int i = 0; i < 14; i++)
        str_printf(&parties, "%s%s", i > 0 ? "," : "", party(arena_printf(fixture->arena, "p%d", i)));
    for (int i = 0; i < 14; i++)
        for (int j = 0; j < 14; j++)
            if (i != j)
                str_printf(&deals, "%s%s", deals.length > 0 ? "," : "",
                    deal(arena_printf(fixture->arena, "d%d-%d", i, j), arena_printf(fixture->arena, "p%d", i),
                        arena_printf(fixture->arena, "p%d", j), "undisclosed"));
    struct flow_plan *plan = plan_down(str_text(&parties), str_text(&deals), 200, 0);
    for (size_t c = 0; c < plan->card_count; c++) {
        struct box box = card_box(plan, &plan->cards[c]);
        assert_true(box.x0 >= 0 && box.x1 <= 200);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_payee_stands_below),
        cmocka_unit_test(test_bars_lie_on_lower_and_upper_edges),
        cmocka_unit_test(test_broad_rows_are_split),
        cmocka_unit_test(test_small_components_stand_side_by_side),
        cmocka_unit_test(test_a_given_height_is_filled),
        cmocka_unit_test(test_narrow_rows_fold_parties),
        cmocka_unit_test(test_what_is_dense_stays_within),
    };
    return FIXTURE_RUN(&fixture, tests);
}
