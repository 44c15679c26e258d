/* SPDX-License-Identifier: MIT */
/* Charts in templates: every directive draws, says in its place that there is nothing to draw, or draws
 * nothing. */
#include "desk.h"

#include <string.h>

static const char all[] =
    "# Charts\n\n::valuation\n\n::twoway\n\n::schedule[By year]{by=payee max=3 height=240}\n\n"
    "::timeline{max=5}\n\n::bridge\n\n::range{party=openai}\n\n::exposure{where=\"bucket=firm\"}\n\n"
    "::multiples\n\n::tornado\n\n::lifecycle{party=amazon}\n\n:::each{deals where=\"id=amazon-equity\"}\n"
    "::deal{deal=this}\n:::\n";

static size_t words_on(const struct brief *brief, const char *words)
{
    size_t found = 0;
    for (size_t p = 0; p < brief->page_count; p++) {
        size_t count;
        const struct scene_item *items = scene_items(brief->pages[p], &count);
        for (size_t i = 0; i < count; i++)
            found += items[i].kind == SCENE_TEXT && strstr(items[i].run->string, words) != NULL;
    }
    return found;
}

/* The sample has no years to spread over and no metric for multiples; a bridge needs an older edition. */
static void test_all(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const struct brief *brief = desk_brief(&desk, all);
    assert_non_null(brief);
    static const char *const ids[] = {"valuation", "twoway", "timeline", "range-openai", "exposure",
        "tornado", "lifecycle-amazon", "deal-amazon-equity"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        bool found = false;
        for (size_t f = 0; f < brief->figure_count; f++)
            found = found || !strcmp(brief->figures[f].request.id, ids[i]);
        if (!found)
            fail_msg("no figure '%s'", ids[i]);
    }
    for (size_t f = 0; f < brief->figure_count; f++) {
        assert_string_not_equal(brief->figures[f].request.id, "bridge");
        assert_string_not_equal(brief->figures[f].request.id, "schedule");
        assert_string_not_equal(brief->figures[f].request.id, "multiples");
    }
    assert_true(words_on(brief, "puts in") > 0);
    assert_true(words_on(brief, "OpenAI would pay Amazon at least 3.8") > 0); /* the finding, for want of a caption */
    assert_int_equal(diags_count(desk.diags, DIAG_SEVERITY_ERROR), 0);
    desk_close(&desk);
}

static void test_faults(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/ai-deals-2025-12.json");
    assert_string_equal(desk_faults(&desk, "::deal{deal=amazon-openai-equiti}\n"), "1:13 unknown-name\n");
    assert_string_equal(desk_faults(&desk, "::schedule{metric=revenu}\n"), "1:19 unknown-name\n");
    assert_string_equal(desk_faults(&desk, "::bridge{class=capitol}\n"), "1:16 bad-attribute\n");
    assert_string_equal(desk_faults(&desk, "::tornado{max=0}\n"), "1:15 bad-attribute\n");
    assert_string_equal(desk_faults(&desk, "::lifecycle{scale=log}\n"), "1:13 unknown-attribute\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
