/* SPDX-License-Identifier: MIT */
/* What must hold for the drawing of any graph, measured from the geometry that users get. */
#include "fixture.h"
#include "flow_graphs.h"
#include "flow_measure.h"
#include "plan.h"

#include <malloc.h>
#include <math.h>

static struct fixture *fixture;

static const struct {
    enum graph_shape shape;
    int parties, deals;
    uint32_t seed;
    double width, overlap; /* per cent at most */
    bool whole;            /* folding off */
} rows[] = {
    {GRAPH_RANDOM, 6, 9, 11, 510, 1.5, false},
    {GRAPH_RANDOM, 6, 9, 12, 270, 4, false},
    {GRAPH_RANDOM, 12, 22, 11, 900, 1.5, false},
    {GRAPH_RANDOM, 12, 22, 12, 510, 2, false},
    {GRAPH_RANDOM, 20, 40, 11, 900, 2, false},
    {GRAPH_RANDOM, 20, 40, 12, 900, 2, true},
    {GRAPH_RANDOM, 40, 100, 11, 900, 10, true},
    {GRAPH_RANDOM, 60, 200, 11, 900, 30, true},
    {GRAPH_RANDOM, 40, 100, 11, 900, 2, false},
    {GRAPH_RANDOM, 60, 200, 11, 900, 2, false},
    {GRAPH_MARKET, 12, 20, 11, 510, 2, false},
    {GRAPH_MARKET, 60, 120, 11, 900, 12, true},
    {GRAPH_COMPLETE, 6, 0, 11, 900, 3, false},
    {GRAPH_COMPLETE, 8, 0, 11, 900, 2, false},
    {GRAPH_COMPLETE, 12, 0, 11, 900, 2, false},
    {GRAPH_COMPLETE, 14, 0, 11, 900, 2, false},
    {GRAPH_COMPLETE, 10, 0, 11, 900, 12, true},
    {GRAPH_COMPLETE, 12, 0, 11, 900, 20, true},
    {GRAPH_COMPLETE, 14, 0, 11, 1200, 30, true},
    {GRAPH_STAR, 20, 0, 11, 510, 0.2, false},
    {GRAPH_CHAIN, 20, 0, 11, 510, 0.2, true},
    {GRAPH_CHAIN, 6, 0, 11, 270, 0.2, false},
    {GRAPH_RING, 12, 0, 11, 510, 0.2, false},
    {GRAPH_COMPONENTS, 20, 0, 11, 900, 0.2, false},
    {GRAPH_SELF, 8, 0, 11, 510, 0.2, false},
    {GRAPH_UNEVEN, 12, 0, 11, 510, 0.2, false},
    {GRAPH_SELF, 3, 0, 11, 360, 0.2, false}, /* these two serve the measurement of memory as well */
    {GRAPH_UNEVEN, 3, 0, 11, 360, 0.2, false},
};
enum { ROWS = sizeof rows / sizeof *rows, LAYOUTS = 1000, LAYOUTS_WARM = 200 };

static const struct flow_plan *plan_of(size_t row)
{
    const char *json =
        graph_dataset(fixture->arena, rows[row].shape, rows[row].parties, rows[row].deals, rows[row].seed);
    struct flow_options options = {.width = rows[row].width, .parties_most = rows[row].whole ? 100000 : 0};
    return flow_plan_make(fixture->arena, fixture->engine, fixture->text, fixture_facts(fixture, json),
        &options, fixture->diags);
}

static void bars_are_the_sum_of_ribbons(const struct flow_plan *plan, const char *name)
{
    for (size_t c = 0; c < plan->card_count; c++) {
        double in = 0, out = 0;
        for (size_t r = 0; r < plan->ribbon_count; r++) {
            const struct cable *cable = &plan->cables[plan->ribbons[r].cable];
            in += cable->payee == c ? plan->ribbons[r].thickness : 0;
            out += cable->payer == c ? plan->ribbons[r].thickness : 0;
        }
        double height = plan->down ? plan->cards[c].width : plan->cards[c].height;
        if (fmax(in, out) > height + 1e-6)
            fail_msg("%s: card %s is %.2f high, its ribbons %.2f and %.2f", name, plan->cards[c].name, height,
                in, out);
    }
}

static void test_no_drawing_has_a_fault(void **state)
{
    (void)state;
    for (size_t row = 0; row < ROWS; row++) {
        fixture_reset(fixture);
        const struct flow_plan *plan = plan_of(row);
        assert_non_null(plan);
        struct str json = str_init(fixture->arena);
        struct flow_measures m;
        flow_write_json(plan, &json);
        assert_true(flow_measure(fixture->arena, str_text(&json), &m));
        const char *name = arena_printf(fixture->arena, "%s of %d parties, %d deals, at %g",
            graph_shape_name(rows[row].shape), rows[row].parties, rows[row].deals, rows[row].width);
        if (m.over_cards + m.tight_turns + m.outside + m.label_on_label + m.label_on_card > 0)
            fail_msg("%s: %d over cards, %d too tight, %d outside, labels %d on labels, %d on cards", name,
                m.over_cards, m.tight_turns, m.outside, m.label_on_label, m.label_on_card);
        if (m.overlap > rows[row].overlap)
            fail_msg("%s: %.2f %% of the ribbons lie upon others, %.2f at most", name, m.overlap,
                rows[row].overlap);
        assert_true(m.ribbons > 0 && m.cards > 1);
        bars_are_the_sum_of_ribbons(plan, name);
    }
}

/* A thousand layouts in one process leave no more behind than two hundred. */
static void test_memory_stays_flat(void **state)
{
    (void)state;
    size_t warm = 0;
    for (int i = 0; i < LAYOUTS; i++) {
        fixture_reset(fixture);
        assert_non_null(plan_of(ROWS - 1 - (size_t)i % 2));
        if (i == LAYOUTS_WARM)
            warm = mallinfo2().uordblks;
    }
    size_t now = mallinfo2().uordblks;
    if (now > warm + 64 * 1024)
        fail_msg("%zu bytes in use after %d layouts, %zu after %d", now, LAYOUTS, warm, LAYOUTS_WARM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_drawing_has_a_fault),
        cmocka_unit_test(test_memory_stays_flat),
    };
    return FIXTURE_RUN(&fixture, tests);
}
