/* SPDX-License-Identifier: MIT */
/* Bands that find no room are told of, exactly where the drawing that users get has them. */
#include "fixture.h"
#include "flow_graphs.h"
#include "flow_measure.h"

#include <string.h>

static struct fixture *fixture;

static bool tells(enum graph_shape shape, int parties, int deals, uint32_t seed, struct flow_options options)
{
    struct diags *diags = diags_create();
    const char *json = graph_dataset(fixture->arena, shape, parties, deals, seed);
    const struct flow_plan *plan = flow_plan_make(
        fixture->arena, fixture->engine, fixture->text, fixture_facts(fixture, json), &options, diags);
    struct str out = str_init(fixture->arena);
    struct flow_measures measures;
    assert_non_null(plan);
    flow_write_json(plan, &out);
    assert_true(flow_measure(fixture->arena, str_text(&out), &measures));
    bool told = flow_overfull_is_told(diags);
    assert_int_equal(told, measures.over_cards + measures.outside > 0);
    diags_destroy(diags);
    return told;
}

static void test_too_many_bands_are_told_of(void **state)
{
    (void)state;
    assert_true(tells(GRAPH_MARKET, 8, 248, 14, (struct flow_options){.width = 270}));
    assert_true(tells(GRAPH_MARKET, 30, 378, 33,
        (struct flow_options){.width = 270, .parties_most = 100000, .direction = DIRECTION_DOWN}));
    assert_false(tells(GRAPH_MARKET, 8, 24, 14, (struct flow_options){.width = 270}));
    assert_false(tells(GRAPH_RANDOM, 20, 40, 1, (struct flow_options){.width = 510}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_too_many_bands_are_told_of)};
    return FIXTURE_RUN(&fixture, tests);
}
