/* SPDX-License-Identifier: MIT */
/* The matrix is the flow diagram's twin: what stands at its margins is what stands on the cards. */
#include "support.h"

#include "dataset_load.h"
#include "matrix_plan.h"
#include "plan.h"

#include <string.h>

static const char *side_words(struct arena *arena, const struct flow_sum *sum)
{
    struct str out = str_init(arena);
    if (sum->flows == 0)
        return "–";
    word_qualified(&out, flow_sum_qualified(out.arena, sum, "USD"));
    return str_text(&out);
}

static void assert_twins(struct text *text, struct flow_engine *engine, const char *sample)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes bytes = source_file(arena, arena_printf(arena, "samples/%s.json", sample));
    const struct facts *facts = facts_derive(arena, dataset_load(arena, sample, bytes, diags), LEVEL_PARENT);
    struct matrix_options matrix_options = {.width = 1200, .parties_most = MATRIX_PARTIES_ALL};
    struct flow_options flow_options = {.width = 1200, .parties_most = PARTIES_ALL};
    struct matrix_plan *matrix = matrix_plan_make(arena, text, facts, &matrix_options, diags);
    struct flow_plan *flow = flow_plan_make(arena, engine, text, facts, &flow_options, diags);
    assert_non_null(matrix);
    assert_non_null(flow);
    assert_int_equal(matrix->party_count, flow->card_count);
    for (size_t p = 0; p < matrix->party_count; p++)
        for (size_t c = 0; c < flow->card_count; c++) {
            if (strcmp(matrix->parties[p].id, flow->cards[c].id) != 0)
                continue;
            assert_string_equal(matrix->parties[p].out_words.full, side_words(arena, &flow->cards[c].out));
            assert_string_equal(matrix->parties[p].in_words.full, side_words(arena, &flow->cards[c].in));
            break;
        }
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_twins(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct text *text = text_create(source_path(arena, "fonts"), NULL, diags);
    struct flow_engine *engine = flow_engine_create();
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals"};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        assert_twins(text, engine, samples[i]);
    flow_engine_destroy(engine);
    text_destroy(text);
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_twins)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
