/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "keyfigures.h"
#include "scene.h"
#include "str.h"

static const struct keyfigure five[] = {
    {NULL, "$13B", "equity, signed or paid"},
    {NULL, "$48B–$138B", "rent, chips and services, signed; three further deals undisclosed"},
    {NULL, "$400B", "data centers, announced"},
    {"about", "$10B", "equity, under discussion"},
    {"at least", "$500B", "latest valuation"},
};

static const char *planned(
    struct fixture *fixture, const struct keyfigure *figures, size_t count, double width, bool check)
{
    struct keyfigures_plan *plan = keyfigures_plan_make(fixture->arena, fixture->text, figures, count, width);
    struct str out = str_init(fixture->arena);
    keyfigures_plan_dump(plan, &out);
    struct scene *scene = scene_create(fixture->arena, width, 500);
    keyfigures_draw(plan, scene);
    if (check)
        assert_within(scene, width);
    return str_text(&out);
}

static void test_plan(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct str out = str_init(fixture.arena);
    const double widths[] = {360, 499, 680};
    for (size_t i = 0; i < 3; i++)
        str_printf(&out, "%g\n%s", widths[i], planned(&fixture, five, 5, widths[i], true));
    assert_golden("tests/golden/chart/keyfigures.txt", str_text(&out));
    fixture_finish(&fixture);
}

static void test_scene(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct keyfigures_plan *plan = keyfigures_plan_make(fixture.arena, fixture.text, five, 5, 499);
    struct scene *scene = scene_create(fixture.arena, 499, keyfigures_plan_height(plan));
    keyfigures_draw(plan, scene);
    struct str out = str_init(fixture.arena);
    scene_dump(scene, &out);
    assert_golden("tests/golden/chart/keyfigures.scene", str_text(&out));
    assert_string_equal(keyfigures_describe(fixture.arena, plan),
        "Key figures. $13B: equity, signed or paid; $48B–$138B: rent, chips and services, signed; three further deals "
        "undisclosed; "
        "$400B: data centers, announced; about $10B: equity, under discussion; at least $500B: latest "
        "valuation.");
    fixture_finish(&fixture);
}

/* Ranges shrink together before any of them is wrapped, and a qualifier moves above before that. */
static void test_shrinks(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct keyfigure wide[] = {{NULL, "$662B–$861B", "a"}, {"at least", "$1.25T–$2.5T", "b"},
        {NULL, "$48B–$138B", "c"}, {NULL, "$8.52B–$36.0B", "d"}};
    assert_string_equal(planned(&fixture, wide, 4, 400, true),
        "number 13 height 42.87\n"
        "row 0 $662B–$861B: x 0 width 87.66 lines 1+1\n"
        "row 0 $1.25T–$2.5T: x 101.66 width 87.66 lines 1+1 qualifier above\n"
        "row 0 $48B–$138B: x 203.31 width 87.66 lines 1+1\n"
        "row 0 $8.52B–$36.0B: x 304.97 width 95.03 lines 1+1\n");
    fixture_finish(&fixture);
}

/* Words as long as a sentence, a number that cannot fit: wrapped, never cut or outside */
static void test_hostile(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct keyfigure odd[] = {{"at least", "undisclosed, several hundreds of billions of dollars",
                                        "a label of sixty characters stands here and it is wrapped too"},
        {NULL, "$999,999,999,999,999,999,999", ""}, {"", "", NULL},
        {NULL, "$5", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"}};
    for (double width = 90; width < 700; width += 61)
        for (size_t count = 1; count <= 4; count++)
            planned(&fixture, odd, count, width, true);
    struct keyfigures_plan *none = keyfigures_plan_make(fixture.arena, fixture.text, odd, 0, 499);
    assert_true(keyfigures_plan_height(none) <= 0);
    assert_string_equal(keyfigures_describe(fixture.arena, none), "");
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plan), cmocka_unit_test(test_scene),
        cmocka_unit_test(test_shrinks), cmocka_unit_test(test_hostile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
