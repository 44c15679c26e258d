/* SPDX-License-Identifier: MIT */
/* Whole briefings: what is read on their pages, in order; and one page without figures, exactly. */
#include "desk.h"
#include "paginate.h"

#include <string.h>

static void check_words(const char *sample, const char *golden)
{
    struct desk desk;
    desk_open(&desk, sample);
    const struct brief *brief =
        desk_brief(&desk, (const char *)source_file(desk.arena, "templates/weekly.md").at);
    assert_non_null(brief);
    assert_golden(golden, desk_pages_words(desk.arena, brief));
    desk_close(&desk);
}

static void test_amazon(void **state)
{
    (void)state;
    check_words("samples/openai-amazon-2025-12.json", "tests/golden/brief/weekly-openai-amazon.txt");
}

static void test_pharma(void **state)
{
    (void)state;
    check_words("samples/pharma-licensing-2025.json", "tests/golden/brief/weekly-pharma.txt");
}

static const char anatomy[] =
    "# {{ dataset.title }}\n\n:::standfirst\nAmazon {{ deal.amazon-equity | status }} invest\n"
    "**{{ deal.amazon-equity.amount | long }}**. {{ deal.amazon-equity | cite }}\n:::\n\n"
    "## Section\n\nA [link](https://example.com/a), *emphasis* and `code`.  \nA new line.\n\n"
    "- one\n- two\n  1. nested\n\n> quoted\n\n### Subsection\n\n| A | B |\n|---|--:|\n| x | 1 |\n| y | 20 "
    "|\n\n***\n\n"
    "::notes{kind=regulatory}\n\n## Sources\n::sources\n";

static void test_exact(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const struct brief *brief = desk_brief(&desk, anatomy);
    assert_non_null(brief);
    assert_int_equal(brief->page_count, 1);
    struct str out = str_init(desk.arena);
    scene_dump(brief->pages[0], &out);
    assert_golden("tests/golden/brief/anatomy.scene", str_text(&out));
    desk_close(&desk);
}

/* Files are named by id, party and repeat; an id given twice is a fault. */
static void test_figures(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const struct brief *brief =
        desk_brief(&desk, "::keyfigures\n::valuation{party=openai}\n::valuation{party=openai}\n"
                          "::keyfigures{id=numbers items=circulating}\n::keyfigures\n");
    assert_non_null(brief);
    struct str ids = str_init(desk.arena);
    for (size_t i = 0; i < brief->figure_count; i++)
        str_printf(&ids, "%s ", brief->figures[i].request.id);
    assert_string_equal(
        str_text(&ids), "keyfigures valuation-openai valuation-openai-2 numbers keyfigures-2 ");
    assert_null(desk_brief(&desk, "::keyfigures{id=a}\n::valuation{party=openai id=a}\n"));
    assert_string_equal(diags_brief(desk.arena, desk.diags), "2:29 same-figure\n");
    desk_close(&desk);
}

/* A label that leaves out what was chosen would say too much: such a figure needs words of its own. */
static void test_key_labels(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    assert_null(desk_brief(&desk, "::keyfigures{items=\"total:party=amazon\"}\n"
                                  "::keyfigures{id=b items=\"circulating; count:class=commerce\"}\n"));
    assert_string_equal(diags_brief(desk.arena, desk.diags), "1:27 bad-attribute\n2:45 bad-attribute\n");
    desk_close(&desk);
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    assert_non_null(desk_brief(&desk, "::keyfigures{items=\"total:party=amazon as in or out of Amazon; "
                                      "count:class=commerce as deals; total:class=capital,bucket=firm\"}\n"));
    desk_close(&desk);
}

/* A briefing of nothing is still one. */
static void test_empty(void **state)
{
    (void)state;
    static const char *const datasets[] = {
        "{\"dealbrief\":\"1\",\"as_of\":\"2025\",\"deals\":[]}",
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-06\",\"title\":\"T\",\"parties\":[{\"id\":\"a\",\"name\":"
        "\"A\"},{\"id\":\"b\","
        "\"name\":\"B\"}],\"deals\":[{\"id\":\"x\",\"type\":\"integration\",\"from\":\"a\",\"to\":\"b\","
        "\"status\":\"active\"}]}",
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-06\",\"title\":\"T\",\"parties\":[{\"id\":\"a\",\"name\":"
        "\"A\"},{\"id\":\"b\","
        "\"name\":\"B\"}],\"deals\":[{\"id\":\"x\",\"type\":\"equity\",\"from\":\"a\",\"to\":\"b\","
        "\"status\":\"cancelled\","
        "\"amount\":\"$5B\"}]}",
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-06\",\"title\":\"T\",\"parties\":[{\"id\":\"a\",\"name\":"
        "\"A\"},{\"id\":\"b\","
        "\"name\":\"B\"}],\"deals\":[{\"id\":\"x\",\"type\":\"equity\",\"from\":\"a\",\"to\":\"b\","
        "\"status\":\"signed\","
        "\"amount\":\"undisclosed\"}]}",
    };
    for (size_t i = 0; i < sizeof datasets / sizeof *datasets; i++) {
        struct desk desk;
        desk_open(&desk, "samples/openai-amazon-2025-12.json");
        desk_take(&desk, datasets[i]);
        const struct brief *brief =
            desk_brief(&desk, (const char *)source_file(desk.arena, "templates/weekly.md").at);
        assert_string_equal(diags_brief(desk.arena, desk.diags), "");
        assert_non_null(brief);
        assert_int_equal(brief->page_count, 1);
        desk_close(&desk);
    }
}

/* Files of figures: :::only{svg} stands on no page, :::only{pdf} in no file; ids are told apart all the same.
 */
static void test_only_files(void **state)
{
    (void)state;
    static const char *const expected[] = {"flow", "valuation-openai", "flow-2"};
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const struct brief *brief =
        desk_brief(&desk, "::flow\n\n:::only{svg}\n::valuation{party=openai}\n:::\n\n:::only{pdf}\nWords "
                          "alone.\n::twoway\n:::\n\n"
                          ":::only{html}\n::matrix\n:::\n\n:::only{svg pdf}\n::flow\n:::\n");
    assert_non_null(brief);
    assert_int_equal(brief->figure_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(brief->figures[i].request.id, expected[i]);
    const char *words = desk_pages_words(desk.arena, brief);
    assert_non_null(strstr(words, "Words alone."));
    assert_null(desk_brief(&desk, ":::only{svg}\n::flow{id=a}\n::twoway{id=a}\n:::\n"));
    assert_true(diags_has(desk.diags, DIAG_SAME_FIGURE));
    desk_close(&desk);
}

/* Headings, items and quotations without words leave nothing behind. */
static void test_wordless(void **state)
{
    (void)state;
    static const char *const sources[] = {"#\n", ">### \n", "-\n", "> \n", "| |\n|-|\n",
        "{{ dataset.author | optional }}\n", "# {{ dataset.author | optional }}\n", ":::standfirst\n:::\n",
        ":::each{notes kind=correction}\nx\n:::\n", "::pagebreak\n::pagebreak\n"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct desk desk;
        desk_open(&desk, "samples/openai-amazon-2025-12.json");
        const struct brief *brief = desk_brief(&desk, sources[i]);
        assert_non_null(brief);
        assert_int_equal(brief->page_count, 1);
        desk_close(&desk);
    }
}

static void test_too_long(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct str source = str_init(desk.arena);
    str_append(&source, "Page 1\n\n");
    for (size_t page = 2; page <= limit_of(NULL, LIMIT_PAGES); page++)
        str_printf(&source, "::pagebreak\n\nPage %zu\n\n", page);
    assert_int_equal(desk_brief(&desk, str_text(&source))->page_count, limit_of(NULL, LIMIT_PAGES));
    str_append(&source, "::pagebreak\n\nOne more\n");
    assert_null(desk_brief(&desk, str_text(&source)));
    assert_string_equal(diags_brief(desk.arena, desk.diags), "0:0 limit-pages\n");
    desk_close(&desk);
}

/* Nine deals, nine deep: 400 million blocks */
static void test_each_within_each(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct str source = str_init(desk.arena);
    for (int depth = 0; depth < 9; depth++)
        str_append(&source, ":::each{deals}\n");
    str_append(&source, "Word\n");
    for (int depth = 0; depth < 9; depth++)
        str_append(&source, ":::\n");
    assert_null(desk_brief(&desk, str_text(&source)));
    assert_string_equal(diags_brief(desk.arena, desk.diags), "9:1 limit-pages\n");
    desk_close(&desk);
}

/* Whether a page holds a figure whose description begins like that */
static bool page_shows(const struct scene *page, const char *words)
{
    size_t count;
    const struct scene_item *items = scene_items(page, &count);
    for (size_t i = 0; i < count; i++)
        if (items[i].kind == SCENE_GROUP_BEGIN && items[i].group.tag == TAG_FIGURE && items[i].group.alt &&
            strstr(items[i].group.alt, words))
            return true;
    return false;
}

/* The first page tells the story: whatever the sample, the flow stands on it, drawn and not pressed to a
 * stump. */
static void test_flow_on_page_one(void **state)
{
    (void)state;
    static const char *const samples[] = {"samples/ai-deals-2025-12.json", "samples/flow-22-deals.json",
        "samples/openai-amazon-2025-12.json", "samples/pharma-licensing-2025.json"};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct desk desk;
        desk_open(&desk, samples[i]);
        const struct brief *brief =
            desk_brief(&desk, (const char *)source_file(desk.arena, "templates/weekly.md").at);
        assert_non_null(brief);
        assert_true(page_shows(brief->pages[0], "Flow diagram of who pays whom: "));
        for (size_t page = 1; page < brief->page_count; page++)
            assert_false(page_shows(brief->pages[page], "Flow diagram of who pays whom: "));
        desk_close(&desk);
    }
}

/* Everyone pays everyone: a grid of the same numbers stands for the flow, and words say so. */
static void test_grid_for_a_dense_flow(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct str json = str_init(desk.arena);
    str_append(&json, "{\"dealbrief\":\"1\",\"title\":\"T\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\","
                      "\"sources\":[{\"id\":\"s\",\"publisher\":\"N\",\"kind\":\"assumed\"}],\"parties\":[");
    for (int i = 0; i < 14; i++)
        str_printf(
            &json, "%s{\"id\":\"p%02d\",\"name\":\"Party %02d\",\"sources\":[\"s\"]}", i ? "," : "", i, i);
    str_append(&json, "],\"deals\":[");
    for (int i = 0; i < 14 * 14; i++)
        if (i / 14 != i % 14)
            str_printf(&json,
                "%s{\"id\":\"d%03d\",\"type\":\"services\",\"from\":\"p%02d\",\"to\":\"p%02d\",\"status\":"
                "\"signed\","
                "\"for\":\"lot %d\",\"amount\":\"$%dB\",\"date\":\"2025-01\",\"sources\":[\"s\"]}",
                i > 1 ? "," : "", i, i / 14, i % 14, i, 1 + i * 37 % 400);
    str_append(&json, "]}");
    desk_take(&desk, str_text(&json));
    const struct brief *brief = desk_brief(&desk, "# T\n\n## Who pays whom\n::flow\n");
    assert_non_null(brief);
    const char *words = desk_pages_words(desk.arena, brief);
    assert_non_null(strstr(words, "A grid stands here for the flow diagram"));
    assert_non_null(strstr(words, "(figure)"));
    assert_true(brief->figures[0].request.kind == FIGURE_FLOW); /* the file beside it is the flow */
    assert_true(diags_has(desk.diags, DIAG_CROWDED));
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_amazon),
        cmocka_unit_test(test_pharma),
        cmocka_unit_test(test_flow_on_page_one),
        cmocka_unit_test(test_grid_for_a_dense_flow),
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_key_labels),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_only_files),
        cmocka_unit_test(test_wordless),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_each_within_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
