/* SPDX-License-Identifier: MIT */
/* The samples' drawings, exactly: every line and word of them, at a page's width and at the web's. */
#include "fixture.h"

static struct fixture *fixture;

static void draw_sample(const char *name, double width)
{
    fixture_reset(fixture);
    struct flow_plan *plan = fixture_plan(fixture, fixture_sample(fixture, name), width, 0);
    assert_non_null(plan);
    const char *kept = arena_printf(fixture->arena, "tests/golden/flow/%s-%d.scene", name, (int)width);
    assert_golden(kept, fixture_dump(fixture, plan, width));
}

static void test_the_sample_article(void **state)
{
    (void)state;
    draw_sample("openai-amazon-2025-12", 499);
    draw_sample("openai-amazon-2025-12", 680);
}

static void test_many_deals(void **state)
{
    (void)state;
    draw_sample("ai-deals-2025-12", 499);
    draw_sample("ai-deals-2025-12", 680);
}

static void test_many_small_groups(void **state)
{
    (void)state;
    draw_sample("pharma-licensing-2025", 499);
    draw_sample("pharma-licensing-2025", 680);
}

static void test_words(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts = fixture_sample(fixture, "openai-amazon-2025-12");
    struct flow_plan *plan = fixture_plan(fixture, facts, 499, 0);
    struct str out = str_init(fixture->arena);
    str_printf(&out, "%s\n\n%s\n", flow_subtitle(fixture->arena, plan), flow_describe(fixture->arena, plan));
    facts = fixture_sample(fixture, "ai-deals-2025-12");
    struct strings loops = flow_loop_sentences(fixture->arena, facts, &facts->live, 12);
    for (size_t i = 0; i < loops.count; i++)
        str_printf(&out, "\n%s\n", loops.at[i]);
    assert_golden("tests/golden/flow/words.txt", str_text(&out));
}

static void test_geometry_as_json(void **state)
{
    (void)state;
    fixture_reset(fixture);
    struct flow_plan *plan = fixture_plan(fixture, fixture_sample(fixture, "openai-amazon-2025-12"), 499, 0);
    struct str out = str_init(fixture->arena);
    flow_write_json(plan, &out);
    assert_golden("tests/golden/flow/openai-amazon-2025-12-499.json", str_text(&out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_sample_article),
        cmocka_unit_test(test_many_deals),
        cmocka_unit_test(test_many_small_groups),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_geometry_as_json),
    };
    return FIXTURE_RUN(&fixture, tests);
}
