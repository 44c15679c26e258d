/* SPDX-License-Identifier: MIT */
/* The templates that ship, each with every sample: what is read on the pages, how many there are, what is
 * left out. */
#include "desk.h"

#include <stdio.h>
#include <string.h>

static const char *const templates[] = {"weekly", "one-page", "article", "change", "deal"};
static const char *const samples[] = {
    "ai-deals-2025-12", "flow-22-deals", "openai-amazon-2025-12", "pharma-licensing-2025"};

enum { TEMPLATES = sizeof templates / sizeof *templates, SAMPLES = sizeof samples / sizeof *samples };

static const char *template_source(struct desk *desk, const char *name)
{
    return (const char *)source_file(desk->arena, arena_printf(desk->arena, "templates/%s.md", name)).at;
}

static const struct brief *shipped_brief(struct desk *desk, const char *name)
{
    const struct brief *brief = desk_brief(desk, template_source(desk, name));
    assert_non_null(brief);
    assert_int_equal(diags_count(desk->diags, DIAG_SEVERITY_ERROR), 0);
    return brief;
}

static void desk_open_sample(struct desk *desk, const char *sample)
{
    char path[128];
    snprintf(path, sizeof path, "samples/%s.json", sample);
    desk_open(desk, path);
}

/* The words of three templates with two samples of which one has no loop, no rights of parties and no history
 */
static void test_words(void **state)
{
    (void)state;
    static const char *const kept[] = {"one-page", "change", "deal"};
    for (size_t s = 2; s < SAMPLES; s++) {
        struct desk desk;
        desk_open_sample(&desk, samples[s]);
        for (size_t t = 0; t < sizeof kept / sizeof *kept; t++) {
            const struct brief *brief = shipped_brief(&desk, kept[t]);
            assert_golden(arena_printf(desk.arena, "tests/golden/brief/%s-%s.txt", kept[t], samples[s]),
                desk_pages_words(desk.arena, brief));
        }
        desk_close(&desk);
    }
}

/* The full briefing is four to nine pages long, and one page is one page. */
static void test_lengths(void **state)
{
    (void)state;
    for (size_t s = 0; s < SAMPLES; s++) {
        struct desk desk;
        desk_open_sample(&desk, samples[s]);
        assert_int_equal(shipped_brief(&desk, "one-page")->page_count, 1);
        size_t weekly = shipped_brief(&desk, "weekly")->page_count;
        assert_true(weekly >= 4 && weekly <= 9);
        desk_close(&desk);
    }
}

/* Headings stand over something: never one right after another of its own rank, or at the end. */
static void check_headings(const char *words)
{
    int last = 0;
    for (const char *line = words; *line;) {
        int rank = (int)strspn(line, "#");
        const char *end = strchr(line, '\n');
        bool page = str_starts(line, "---- page");
        if (rank && line[rank] == ' ') {
            if (last && rank <= last && last > 1)
                fail_msg("a heading over nothing before: %.40s", line);
            last = rank;
        } else if (!page && *line != '\n') {
            last = 0;
        }
        line = end ? end + 1 : line + strlen(line);
    }
    assert_true(last < 2);
}

static void test_no_empty_section(void **state)
{
    (void)state;
    for (size_t s = 0; s < SAMPLES; s++) {
        struct desk desk;
        desk_open_sample(&desk, samples[s]);
        for (size_t t = 0; t < TEMPLATES; t++)
            check_headings(desk_pages_words(desk.arena, shipped_brief(&desk, templates[t])));
        desk_close(&desk);
    }
}

/* What has to be left out is said, and only where something is. */
static void test_left_out(void **state)
{
    (void)state;
    struct desk desk;
    desk_open_sample(&desk, "ai-deals-2025-12");
    const char *words = desk_pages_words(desk.arena, shipped_brief(&desk, "one-page"));
    const char *said = strstr(words, "Left out for space: ");
    assert_non_null(said);
    assert_non_null(strstr(said, "commitments by year"));
    assert_non_null(strstr(said, "exposure"));
    desk_take(&desk,
        "{\"dealbrief\":\"1\",\"as_of\":\"2026-03-31\",\"parties\":[{\"id\":\"a\",\"name\":\"A\"},{\"id\":"
        "\"b\","
        "\"name\":\"B\"}],\"deals\":[{\"id\":\"x\",\"type\":\"debt\",\"from\":\"a\",\"to\":\"b\",\"amount\":"
        "\"$2B\",\"status\":\"reported\"}]}");
    words = desk_pages_words(desk.arena, shipped_brief(&desk, "one-page"));
    assert_null(strstr(words, "Left out"));
    desk_close(&desk);
}

/* Nothing more can go: it is an error, with how much is too much, and never a second page. */
static void test_too_much(void **state)
{
    (void)state;
    struct desk desk;
    desk_open_sample(&desk, "ai-deals-2025-12");
    assert_null(desk_brief(&desk, "---\npages: 1\n---\n# A\n::table\n::sources\n"));
    assert_true(diags_has(desk.diags, DIAG_PAGES_FULL));
    size_t count;
    const struct diag *diags = diags_sorted(desk.diags, &count);
    bool measured = false;
    for (size_t i = 0; i < count; i++)
        measured = measured || (diags[i].code == DIAG_PAGES_FULL &&
                                   strstr(diags[i].sentence, " pt too long for its 1 page,"));
    assert_true(measured);
    desk_close(&desk);
}

/* A table shrinks before anything goes; of two spares that of the lower rank goes first. */
static void test_order_of_thrift(void **state)
{
    (void)state;
    static const char source[] = "---\npages: 1\n---\n# A\n::table{group=none least=6}\n"
                                 ":::spare{rank=2 name=\"the second\"}\nSecond.\n:::\n"
                                 ":::spare{rank=1 name=\"the first\"}\n::sources\n:::\n";
    struct desk desk;
    desk_open_sample(&desk, "ai-deals-2025-12");
    const struct brief *brief = desk_brief(&desk, source);
    assert_non_null(brief);
    assert_int_equal(brief->page_count, 1);
    const char *words = desk_pages_words(desk.arena, brief);
    assert_non_null(strstr(words, "Second."));
    assert_null(strstr(words, "the second"));
    assert_non_null(strstr(words, "Left out for space: "));
    desk_close(&desk);
}

/* A template about one deal: the one that is news, the one it names, or the one asked for. */
static void test_deal(void **state)
{
    (void)state;
    struct desk desk;
    desk_open_sample(&desk, "openai-amazon-2025-12");
    const char *words = desk_pages_words(desk.arena, shipped_brief(&desk, "deal"));
    assert_non_null(
        strstr(words, "# Amazon investment in OpenAI")); /* undated all: what is open, the largest of it */
    const struct brief *brief = desk_brief(&desk, "---\ndeal: chips\n---\n# {{ deal.title }}\n");
    assert_non_null(strstr(desk_pages_words(desk.arena, brief), "# NVIDIA and AMD chips"));
    assert_null(desk_brief(&desk, "---\ndeal: chip\n---\n# {{ deal.title }}\n"));
    assert_true(diags_has(desk.diags, DIAG_UNKNOWN_NAME));
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_no_empty_section),
        cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_order_of_thrift),
        cmocka_unit_test(test_deal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
