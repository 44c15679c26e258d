/* SPDX-License-Identifier: MIT */
#include "deal_card.h"
#include "fixture.h"

#include <string.h>

static struct chart *card_of(struct fixture *fixture, const struct facts *facts, const char *id, double width)
{
    struct chart_request request = fixture_request(width);
    request.deal = dataset_find_deal(facts->dataset, id);
    assert_int_not_equal(request.deal, NO_INDEX);
    return fixture_chart(fixture, facts, NULL, deal_card_make, request);
}

static void test_words(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = card_of(&fixture, facts, "nvidia-openai-loi", 499);
    assert_string_equal(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)),
        "Capital · equity\nNVIDIA → OpenAI\nup to\n$100B\nnothing of it certain\n"
        "under discussion\nannounced or agreed\nsigned or paid\n"
        "For\nOpenAI equity\nStage\nAgreed in outline, not binding · 22 Sep 2025†\n"
        "Evidence\nParty statement: Particle\n"
        "Instalments\n$10B, H2 2026; condition: first gigawatt deployed (reported, not confirmed by the "
        "companies)\n"
        "Up to $90B†; condition: as each further gigawatt is deployed\n"
        "Note\nNon-binding letter of intent. The date is the publication date of most reports.\n"
        "Next\nIt has to become binding\nFor $10B: first gigawatt deployed\n"
        "For up to $90B: as each further gigawatt is deployed\n† assumed: no source states it\n");
    assert_string_equal(chart->title, "NVIDIA letter of intent: up to $100B, agreed in outline");
    assert_non_null(
        strstr(chart->alt, "Next: It has to become binding. Next: For $10B: first gigawatt deployed."));
    fixture_finish(&fixture);
}

/* What its legs make certain is solid in the bar of the whole: $7.5B and $2.5B of $40B; 472 pt wide, so 118.
 */
static void test_certain(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = card_of(&fixture, facts, "softbank-openai", 499);
    struct str out = str_init(fixture.arena);
    chart->dump(chart->plan, &out);
    assert_non_null(strstr(str_text(&out), "bar firm 15 133 487 "));
    struct amount amount = card_amount(facts, chart->deals.at[0]);
    assert_int_equal(amount.low, INT64_C(10) * 100000000000);
    assert_int_equal(amount.high, INT64_C(40) * 100000000000);
    fixture_finish(&fixture);
}

/* Every deal of the samples, at the widths of a telephone, a page and an article */
static void test_samples(void **state)
{
    (void)state;
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals"};
    const double widths[] = {246, 499, 876};
    for (size_t s = 0; s < 4; s++) {
        struct fixture fixture = fixture_init();
        const struct facts *facts = fixture_sample(&fixture, samples[s]);
        for (size_t i = 0; i < facts->dataset->deal_count; i++)
            for (size_t w = 0; w < 3; w++) {
                struct chart *chart = card_of(&fixture, facts, facts->dataset->deals[i].id, widths[w]);
                assert_non_null(chart);
                fixture_chart_scene(&fixture, chart, widths[w]);
            }
        fixture_finish(&fixture);
    }
}

static const char *nasty(struct fixture *fixture, const char *deal)
{
    return arena_printf(fixture->arena,
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-01\",\"sources\":[{\"id\":\"s\",\"publisher\":\"Wire\"}],"
        "\"parties\":[{\"id\":\"a\",\"name\":\"The Very Long Name Of A Company That Owns Several "
        "Others\"},{\"id\":\"b\",\"name\":\"Donaudampfschifffahrtsgesellschaftskapitaenswitwenverband\"}],"
        "\"deals\":[{\"id\":\"d\",\"from\":\"a\",\"to\":\"b\",\"sources\":[\"s\"],%s}]}",
        deal);
}

static void test_nasty(void **state)
{
    (void)state;
    static const struct {
        const char *deal, *word; /* what the card must say */
    } cases[] = {
        {"\"type\":\"equity\",\"amount\":\"undisclosed\",\"status\":\"rumoured\"", "Undisclosed"},
        {"\"type\":\"equity\",\"amount\":\"at least "
         "$20B\",\"status\":\"signed\",\"dates\":{\"signed\":\"1990\"}",
            "no upper end stated"},
        {"\"type\":\"equity\",\"amount\":\"at least $30M\",\"status\":\"signed\",\"tranches\":[{\"kind\":"
         "\"milestone\",\"amount\":\"undisclosed\"},{\"kind\":\"milestone\",\"amount\":\"up to $20M\"}]",
            "nothing of it certain, no upper end stated"},
        {"\"type\":\"purchase\",\"amount\":\"tens of billions\",\"status\":\"cancelled\"", "called off"},
        {"\"type\":\"partnership\",\"status\":\"announced\"", "It has to be signed"},
        {"\"type\":\"lease\",\"amount\":\"$0.01\",\"status\":\"closed\",\"term\":{\"years\":\"5-7\"}",
            "a year"},
        {"\"type\":\"lease\",\"amount\":\"$38B\",\"status\":\"announced\",\"dates\":{\"expected\":\"2026-"
         "Q2\"}",
            "Expected in the second quarter of 2026"},
    };
    const double widths[] = {246, 499, 876};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t w = 0; w < 3; w++) {
            struct fixture fixture = fixture_init();
            const struct facts *facts = fixture_json(&fixture, nasty(&fixture, cases[i].deal));
            struct chart *chart = card_of(&fixture, facts, "d", widths[w]);
            const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, widths[w]));
            if (!strstr(words, cases[i].word) && w > 0) /* narrow, the words are broken over lines */
                fail_msg("no '%s' in\n%s", cases[i].word, words);
            fixture_finish(&fixture);
        }
}

static void test_none(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "openai-amazon-2025-12");
    assert_null(fixture_chart(&fixture, facts, NULL, deal_card_make, fixture_request(499)));
    assert_true(diags_has(fixture.diags, DIAG_NO_DATA));
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words), cmocka_unit_test(test_certain),
        cmocka_unit_test(test_samples), cmocka_unit_test(test_nasty), cmocka_unit_test(test_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
