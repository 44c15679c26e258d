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

/* ---- words on cores ---- */

static struct polyline core_outline(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    double half = core_drawn_width(ribbon) / 2;
    const struct path *path = &plan->cables[ribbon->cable].path;
    struct polyline a = path_flatten(path, fixture->arena, ribbon->offset - half, 0.05),
                    b = path_flatten(path, fixture->arena, ribbon->offset + half, 0.05);
    struct polyline outline = {arena_array(fixture->arena, struct point, a.count + b.count), 0};
    for (size_t i = 0; i < a.count; i++)
        outline.points[outline.count++] = a.points[i];
    for (size_t i = b.count; i-- > 0;)
        outline.points[outline.count++] = b.points[i];
    return outline;
}

static bool is_inside(const struct polyline *outline, double x, double y)
{
    bool inside = false;
    for (size_t i = 0, j = outline->count - 1; i < outline->count; j = i++) {
        struct point a = outline->points[i], b = outline->points[j];
        if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
            inside = !inside;
    }
    return inside;
}

/* How much of the words' box lies on the core, of a grid of points a quarter of a point apart. */
static double share_on_core(const struct polyline *core, struct box box)
{
    int on = 0, all = 0;
    for (double y = box.y0 + 0.05; y < box.y1; y += 0.25)
        for (double x = box.x0 + 0.05; x < box.x1; x += 0.25, all++)
            on += is_inside(core, x, y) ? 1 : 0;
    return all > 0 ? (double)on / all : 0;
}

/* What can return is dark once a deal is signed or announced. Letters on discs hide what lies under them. */
static int check_cores(const struct flow_plan *plan, const char *name)
{
    int dark = 0;
    for (size_t i = 0; i < plan->ribbon_count; i++) {
        const struct label *label = &plan->labels[i];
        const struct ribbon *ribbon = &plan->ribbons[i];
        bool pale = ribbon->bucket == BUCKET_TALK || ribbon->bucket == BUCKET_DEAD;
        if (!label->placed || label->in_key || label->has_leader || pale || core_drawn_width(ribbon) <= 0)
            continue;
        struct polyline core = core_outline(plan, ribbon);
        double share = share_on_core(&core, label->box);
        if (label->on_dark ? share < 1 : share > 0)
            fail_msg("%s: %g of the words of %s stand on its core", name, share, ribbon->ids);
        dark += label->on_dark ? 1 : 0;
    }
    return dark;
}

static void test_words_stand_wholly_on_a_core_or_beside_it(void **state)
{
    static const char *const samples[] = {"openai-amazon-2025-12", "ai-deals-2025-12", "flow-22-deals"};
    static const double widths[] = {246, 450, 675, 900};
    (void)state;
    for (size_t s = 0; s < sizeof samples / sizeof *samples; s++)
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            fixture_reset(fixture);
            check_cores(fixture_plan(fixture, fixture_sample(fixture, samples[s]), widths[w], 0), samples[s]);
        }
    for (uint32_t seed = 61; seed < 67; seed++) {
        fixture_reset(fixture);
        const char *json = graph_dataset(fixture->arena, GRAPH_MARKET, 8, 14, seed);
        check_cores(fixture_plan(fixture, fixture_facts(fixture, json), 900, 0), "market");
    }
}

static const struct flow_plan *plan_of_pair(const char *forth, const char *back)
{
    fixture_reset(fixture);
    const char *deals = arena_printf(fixture->arena,
        "{\"id\":\"d1\",\"type\":\"purchase\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"%s\","
        "\"status\":\"signed\"},{\"id\":\"d2\",\"type\":\"equity\",\"from\":\"b\",\"to\":\"a\","
        "\"amount\":\"%s\",\"status\":\"signed\"}",
        forth, back);
    const struct facts *facts = fixture_facts(
        fixture, fixture_json(fixture, "{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\"}", deals));
    return fixture_plan(fixture, facts, 510, 0);
}

/* All of it returns: the words are light on a dark ground. A hundredth does: its core, too thin to be seen,
   is drawn wider, and no words stand across it. */
static void test_words_on_broad_and_on_thin_cores(void **state)
{
    (void)state;
    const struct flow_plan *plan = plan_of_pair("$100B", "$100B");
    assert_int_equal(check_cores(plan, "broad core"), 2);
    plan = plan_of_pair("$100B", "$200M");
    const struct ribbon *broad = &plan->ribbons[strcmp(plan->ribbons[0].ids, "d1") == 0 ? 0 : 1];
    assert_true(core_width(broad) < 0.8);
    assert_true(fabs(core_drawn_width(broad) - 0.8) < 1e-9);
    check_cores(plan, "thin core");
}

static void test_thousands_of_ribbons_get_no_thousands_of_words(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const char *json = graph_dataset(fixture->arena, GRAPH_RANDOM, 100, 600, 5);
    struct flow_options options = {.width = 1200, .parties_most = 100000};
    const struct flow_plan *plan = flow_plan_make(fixture->arena, fixture->engine, fixture->text,
        fixture_facts(fixture, json), &options, fixture->diags);
    size_t silent = 0, keyed = 0;
    assert_non_null(plan);
    for (size_t i = 0; i < plan->ribbon_count; i++) {
        const struct label *label = &plan->labels[i];
        keyed += label->in_key ? 1 : 0;
        silent += !label->placed && !label->in_key && !label->joined ? 1 : 0;
    }
    assert_true(plan->ribbon_count > 500);
    assert_true(keyed <= 300);
    assert_true(silent >= plan->ribbon_count - 400);
    assert_int_equal(silent, plan->unlabelled); /* the remark's number */
}

/* Of the sizes at which no key is kept: a page's rest, a picture for social media, a low strip */
static void test_the_greatest_keep_their_words_where_no_key_is_kept(void **state)
{
    (void)state;
    static const double sizes[][2] = {{499, 457}, {876, 397.5}, {754, 456}, {600, 300}};
    int keyless = 0;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        fixture_reset(fixture);
        const struct flow_plan *plan =
            fixture_plan(fixture, fixture_sample(fixture, "ai-deals-2025-12"), sizes[s][0], sizes[s][1]);
        size_t silent = 0;
        money greatest = 0;
        for (size_t i = 0; i < plan->ribbon_count; i++)
            greatest = plan->ribbons[i].reserve > greatest ? plan->ribbons[i].reserve : greatest;
        for (size_t i = 0; i < plan->ribbon_count; i++) {
            const struct label *label = &plan->labels[i];
            bool told = label->placed || label->in_key || label->joined;
            silent += told ? 0 : 1;
            assert_true(told || plan->ribbons[i].reserve < greatest / 2);
        }
        keyless += plan->brevity == BREVITY_KEY ? 1 : 0;
        assert_int_equal(silent, plan->unlabelled);
    }
    assert_true(keyless >= 2);
}

/* $400B, far broader than the short way from card to card is long: all that is said stands in it */
static void test_words_fill_a_broad_short_ribbon(void **state)
{
    (void)state;
    for (double width = 430; width <= 680; width += 25) {
        fixture_reset(fixture);
        const struct flow_plan *plan =
            fixture_plan(fixture, fixture_sample(fixture, "openai-amazon-2025-12"), width, 0);
        for (size_t i = 0; i < plan->ribbon_count; i++) {
            const struct cable *cable = &plan->cables[plan->ribbons[i].cable];
            struct box from = card_box(plan, &plan->cards[cable->payer]),
                       to = card_box(plan, &plan->cards[cable->payee]);
            const struct label *label = &plan->labels[i];
            if (plan->ribbons[i].thickness < 60)
                continue;
            assert_true(label->placed && !label->in_key);
            assert_true(label->box.x0 > from.x1 && label->box.x1 < to.x0);
            assert_true(label->box.y0 > from.y0 && label->box.y1 < from.y1);
        }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_the_samples_overlap_nothing),
        cmocka_unit_test(test_words_of_generated_graphs_overlap_nothing),
        cmocka_unit_test(test_long_and_foreign_names_overlap_nothing),
        cmocka_unit_test(test_words_stand_wholly_on_a_core_or_beside_it),
        cmocka_unit_test(test_words_on_broad_and_on_thin_cores),
        cmocka_unit_test(test_thousands_of_ribbons_get_no_thousands_of_words),
        cmocka_unit_test(test_the_greatest_keep_their_words_where_no_key_is_kept),
        cmocka_unit_test(test_words_fill_a_broad_short_ribbon),
        cmocka_unit_test(test_an_amount_is_said_once),
        cmocka_unit_test(test_a_grid_counts_cells),
        cmocka_unit_test(test_one_moves_for_another),
    };
    return FIXTURE_RUN(&fixture, tests);
}
