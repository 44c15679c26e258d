/* SPDX-License-Identifier: MIT */
/* What must hold for every drawing, tried on pseudo-random graphs of many sizes. */
#include "fixture.h"
#include "plan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct fixture *fixture;
static const struct {
    int parties, deals;
    double width;
} sizes[] = {{2, 1, 360}, {3, 4, 499}, {5, 9, 360}, {8, 14, 499}, {12, 22, 680}, {12, 30, 499}, {20, 40, 680},
    {30, 60, 1200}};
enum { SIZES = sizeof sizes / sizeof *sizes, SEEDS = 3 };

static struct flow_plan *plan_of(int size, uint32_t seed, uint32_t shuffle, enum flow_direction direction)
{
    const char *json =
        fixture_random(fixture, sizes[size].parties, sizes[size].deals, seed * 97 + 5, shuffle);
    struct flow_options options = {.width = sizes[size].width, .direction = direction};
    return flow_plan_make(fixture->arena, fixture->engine, fixture->text, fixture_facts(fixture, json),
        &options, fixture->diags);
}

enum { PLANS = 2 * SIZES * SEEDS };
static struct flow_plan *plans[PLANS]; /* made once, in both directions; looked at by every test */

static void each(void (*check)(const struct flow_plan *plan))
{
    for (size_t i = 0; i < PLANS; i++)
        check(plans[i]);
}

static struct box shrunk(struct box box, double by)
{
    return (struct box){box.x0 + by, box.y0 + by, box.x1 - by, box.y1 - by};
}

static bool inside_box(struct point point, struct box box)
{
    return point.x > box.x0 && point.x < box.x1 && point.y > box.y0 && point.y < box.y1;
}

/* Walks the outline in steps of half a point. */
static bool enters(const struct polyline *outline, struct box box)
{
    for (size_t i = 0; i < outline->count; i++) {
        struct point a = outline->points[i], b = outline->points[(i + 1) % outline->count];
        double steps = fmax(ceil(hypot(b.x - a.x, b.y - a.y) * 2), 1);
        for (double step = 0; step <= steps; step++)
            if (inside_box(
                    (struct point){a.x + (b.x - a.x) * step / steps, a.y + (b.y - a.y) * step / steps}, box))
                return true;
    }
    return false;
}

static void no_ribbon_over_a_card(const struct flow_plan *plan)
{
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        struct polyline outline = ribbon_outline(plan, &plan->ribbons[r], 0.1);
        for (size_t c = 0; c < plan->card_count; c++) {
            assert_false(enters(&outline, shrunk(card_box(plan, &plan->cards[c]), 0.05)));
        }
    }
}

static void no_cards_overlap(const struct flow_plan *plan)
{
    for (size_t a = 0; a < plan->card_count; a++)
        for (size_t b = a + 1; b < plan->card_count; b++)
            assert_false(boxes_overlap(card_box(plan, &plan->cards[a]), card_box(plan, &plan->cards[b])));
}

static void everything_stands_within(const struct flow_plan *plan)
{
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        struct polyline outline = ribbon_outline(plan, &plan->ribbons[r], 0.1);
        for (size_t i = 0; i < outline.count; i++) {
            struct point point = outline.points[i];
            assert_true(isfinite(point.x) && isfinite(point.y));
            assert_true(point.x >= 0 && point.x <= plan->width && point.y >= -0.01 &&
                        point.y <= plan->band_height + 0.01);
        }
    }
    for (size_t c = 0; c < plan->card_count; c++) {
        struct box box = card_box(plan, &plan->cards[c]);
        assert_true(box.x0 >= 0 && box.x1 <= plan->width && box.y0 >= -0.01 && box.y1 <= plan->height);
    }
}

/* The bars on a card's edge fit it and are as high as the ribbons that meet there. */
static void bars_are_the_sum_of_ribbons(const struct flow_plan *plan)
{
    for (size_t c = 0; c < plan->card_count; c++) {
        double in = 0, out = 0;
        for (size_t r = 0; r < plan->ribbon_count; r++) {
            const struct cable *cable = &plan->cables[plan->ribbons[r].cable];
            bool leaves = cable->payer == c, arrives = cable->payee == c;
            in += arrives ? plan->ribbons[r].thickness : 0;
            out += leaves ? plan->ribbons[r].thickness : 0;
            double at = plan->ribbons[r].offset + (leaves ? cable->port_out : cable->port_in),
                   half = plan->ribbons[r].thickness / 2;
            if (leaves || arrives)
                assert_true(fabs(at) + half <= plan->cards[c].height / 2 + 1e-6);
        }
        assert_true(in <= plan->cards[c].height && out <= plan->cards[c].height);
    }
}

static void ribbon_ends_meet_their_cards(const struct flow_plan *plan)
{
    for (size_t c = 0; c < plan->cable_count; c++) {
        const struct cable *cable = &plan->cables[c];
        const struct card *payer = &plan->cards[cable->payer], *payee = &plan->cards[cable->payee];
        struct point start = path_parallel(&cable->path, 0, 0).p[0],
                     end = path_before_end(&cable->path, 0, 0);
        struct box from = card_box(plan, payer), to = card_box(plan, payee);
        if (plan->down) { /* the same, seen with x and y exchanged */
            start = point_transposed(start);
            end = point_transposed(end);
            from = box_transposed(from);
            to = box_transposed(to);
        }
        assert_true(fabs(start.x - from.x1) < 1e-6);
        assert_true(fabs(end.x - to.x0) < 1e-6);
        assert_true(fabs(start.y - ((from.y0 + from.y1) / 2 + cable->port_out)) < 1e-6);
        assert_true(fabs(end.y - ((to.y0 + to.y1) / 2 + cable->port_in)) < 0.02);
    }
}

static void words_overlap_nothing(const struct flow_plan *plan)
{
    for (size_t a = 0; a < plan->ribbon_count; a++) {
        const struct label *label = &plan->labels[a];
        assert_true(label->placed || label->in_key || label->joined);
        if (!label->placed)
            continue;
        assert_true(label->box.x0 >= 0 && label->box.x1 <= plan->width);
        for (size_t c = 0; c < plan->card_count; c++)
            assert_false(boxes_overlap(label->box, card_box(plan, &plan->cards[c])));
        for (size_t b = a + 1; b < plan->ribbon_count; b++)
            assert_false(plan->labels[b].placed && boxes_overlap(label->box, plan->labels[b].box));
        for (size_t r = 0; r < plan->ribbon_count; r++) {
            if (r == a)
                continue;
            struct polyline outline = ribbon_outline(plan, &plan->ribbons[r], 0.1);
            assert_false(enters(&outline, shrunk(label->box, 0.1)));
        }
    }
}

static void turns_are_not_tighter_than_half_the_band(const struct flow_plan *plan)
{
    for (size_t c = 0; c < plan->cable_count; c++)
        for (size_t i = 0; i < plan->cables[c].path.count; i++) {
            const struct piece *piece = &plan->cables[c].path.pieces[i];
            if (piece->bend != 0)
                assert_true(fabs(piece->to.x - piece->from.x) >= plan->cables[c].thickness / 2 - 1e-6);
        }
}

#define EACH(name)                                                                                           \
    static void test_##name(void **state)                                                                    \
    {                                                                                                        \
        (void)state;                                                                                         \
        each(name);                                                                                          \
    }
EACH(no_ribbon_over_a_card)
EACH(no_cards_overlap)
EACH(everything_stands_within)
EACH(bars_are_the_sum_of_ribbons)
EACH(ribbon_ends_meet_their_cards)
EACH(words_overlap_nothing)
EACH(turns_are_not_tighter_than_half_the_band)

static void test_the_order_of_deals_changes_nothing(void **state)
{
    (void)state;
    for (int size = 0; size < SIZES - 2; size++)
        for (int down = 0; down < 2; down++) {
            enum flow_direction direction = (enum flow_direction)down;
            const char *straight = fixture_dump(fixture, plan_of(size, 4, 0, direction), sizes[size].width);
            const char *shuffled = fixture_dump(fixture, plan_of(size, 4, 77, direction), sizes[size].width);
            assert_string_equal(straight, shuffled);
        }
}

static void test_json_names_every_ribbon_once(void **state)
{
    (void)state;
    struct flow_plan *plan = plan_of(3, 2, 0, DIRECTION_RIGHT);
    struct str out = str_init(fixture->arena);
    flow_write_json(plan, &out);
    size_t ribbons = 0;
    for (const char *at = str_text(&out); (at = strstr(at, "  {\"deal\":")) != NULL; at++)
        ribbons++;
    assert_int_equal(ribbons, plan->ribbon_count);
    assert_non_null(strstr(str_text(&out), "\"bbox\":[0,0,499,"));
    assert_null(strstr(str_text(&out), "nan"));
}

static int setup(void **state)
{
    (void)state;
    fixture = fixture_create();
    for (int size = 0; size < SIZES; size++)
        for (uint32_t seed = 0; seed < SEEDS; seed++) {
            struct flow_plan **made = &plans[2 * ((uint32_t)size * SEEDS + seed)];
            made[0] = plan_of(size, seed + 1, 0, DIRECTION_RIGHT);
            made[1] = plan_of(size, seed + 1, 0, DIRECTION_DOWN);
            assert_non_null(made[0]);
            assert_non_null(made[1]);
        }
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
        cmocka_unit_test(test_no_ribbon_over_a_card),
        cmocka_unit_test(test_no_cards_overlap),
        cmocka_unit_test(test_everything_stands_within),
        cmocka_unit_test(test_bars_are_the_sum_of_ribbons),
        cmocka_unit_test(test_ribbon_ends_meet_their_cards),
        cmocka_unit_test(test_words_overlap_nothing),
        cmocka_unit_test(test_turns_are_not_tighter_than_half_the_band),
        cmocka_unit_test(test_the_order_of_deals_changes_nothing),
        cmocka_unit_test(test_json_names_every_ribbon_once),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
