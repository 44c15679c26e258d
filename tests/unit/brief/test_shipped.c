/* SPDX-License-Identifier: MIT */
/* The templates that ship, each with every sample: what is read on the pages, how many there are, what is
 * left out. */
#include "desk.h"

#include <stdio.h>
#include <string.h>

static const char *const templates[] = {"weekly", "one-page", "article", "change", "deal"};

enum { TEMPLATES = sizeof templates / sizeof *templates };

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

static void check_pages(const char *name, const struct brief *brief, size_t least, size_t most)
{
    if (brief->page_count < least || brief->page_count > most)
        fail_msg("%s has %zu pages, not %zu to %zu", name, brief->page_count, least, most);
}

/* Samples of which one has no loop, no rights of parties and no history: their words are kept. */
static bool words_are_kept(const char *template, const char *sample)
{
    return strcmp(template, "weekly") != 0 && strcmp(template, "article") != 0 &&
           (!strcmp(sample, "openai-amazon-2025-12") || !strcmp(sample, "pharma-licensing-2025"));
}

/* What has to be left out of a page is said. */
static void check_left_out(const char *words)
{
    const char *said = strstr(words, "Left out for space: ");
    assert_non_null(said);
    assert_non_null(strstr(said, "commitments by year"));
    assert_non_null(strstr(said, "exposure"));
}

/* Every template with one sample, each made once: the full briefing is four to eight pages long, one page is
   one page, and no section is empty. */
static void check_sample(const char *sample)
{
    struct desk desk;
    desk_open_sample(&desk, sample);
    for (size_t t = 0; t < TEMPLATES; t++) {
        const struct brief *brief = shipped_brief(&desk, templates[t]);
        const char *words = desk_pages_words(desk.arena, brief);
        check_headings(words);
        if (!strcmp(templates[t], "one-page"))
            check_pages(templates[t], brief, 1, 1);
        if (!strcmp(templates[t], "one-page") && !strcmp(sample, "ai-deals-2025-12"))
            check_left_out(words);
        if (!strcmp(templates[t], "weekly"))
            check_pages(templates[t], brief, 4, 8);
        if (words_are_kept(templates[t], sample))
            assert_golden(
                arena_printf(desk.arena, "tests/golden/brief/%s-%s.txt", templates[t], sample), words);
    }
    desk_close(&desk);
}

static void test_many_deals(void **state)
{
    (void)state;
    check_sample("ai-deals-2025-12");
}

static void test_flow(void **state)
{
    (void)state;
    check_sample("flow-22-deals");
}

static void test_article(void **state)
{
    (void)state;
    check_sample("openai-amazon-2025-12");
}

static void test_licences(void **state)
{
    (void)state;
    check_sample("pharma-licensing-2025");
}

/* Where all has room, nothing is said to be left out. */
static void test_nothing_left_out(void **state)
{
    (void)state;
    struct desk desk;
    desk_open_sample(&desk, "openai-amazon-2025-12");
    desk_take(&desk,
        "{\"dealbrief\":\"1\",\"as_of\":\"2026-03-31\",\"parties\":[{\"id\":\"a\",\"name\":\"A\"},{\"id\":"
        "\"b\","
        "\"name\":\"B\"}],\"deals\":[{\"id\":\"x\",\"type\":\"debt\",\"from\":\"a\",\"to\":\"b\",\"amount\":"
        "\"$2B\",\"status\":\"reported\"}]}");
    const char *words = desk_pages_words(desk.arena, shipped_brief(&desk, "one-page"));
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
        cmocka_unit_test(test_many_deals),
        cmocka_unit_test(test_flow),
        cmocka_unit_test(test_article),
        cmocka_unit_test(test_licences),
        cmocka_unit_test(test_nothing_left_out),
        cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_order_of_thrift),
        cmocka_unit_test(test_deal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
